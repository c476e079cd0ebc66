"""An X server of its own with a window manager, for as long as a `with` block."""

import os
import select
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PATIENCE = 15.0


@contextmanager
def virtual_display(
    home: Path, width: int = 1600, height: int = 1200, framebuffer: Path | None = None
) -> Iterator[dict[str, str]]:
    """Starts Xvfb and openbox; yields the environment in which programs show there, with this home.

    `framebuffer`: a folder where the server keeps the screen in a file, `Xvfb_screen0`.
    """
    environment = _environment(home)
    with _running_server(environment, f"{width}x{height}x24", framebuffer) as display:
        environment["DISPLAY"] = display
        with _running(["openbox", "--sm-disable"], environment):
            _wait_for_window_manager(environment)
            yield environment


def _environment(home: Path) -> dict[str, str]:
    """Nothing of the person's own settings, so that pictures and times are the same for everybody."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "XDG_CACHE_HOME": str(home / ".cache"),
        "LANG": "C.UTF-8",
        "QT_QPA_PLATFORM": "xcb",
    }


@contextmanager
def _running(command: list[str], environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


@contextmanager
def _running_server(environment: dict[str, str], screen: str, framebuffer: Path | None) -> Iterator[str]:
    kept = ["-fbdir", str(framebuffer)] if framebuffer else []
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", screen, "-nolisten", "tcp", "-noreset", *kept],
        env=environment,
        pass_fds=(writing,),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        yield f":{_line(reading)}"
    finally:
        os.close(reading)
        server.terminate()
        server.wait()


def _line(descriptor: int) -> str:
    """The number of the display, which the server tells when it is ready."""
    text = b""
    while not text.endswith(b"\n"):
        ready, _, _ = select.select([descriptor], [], [], _PATIENCE)
        part = os.read(descriptor, 64) if ready else b""
        if not part:
            raise RuntimeError("Xvfb did not start")
        text += part
    return text.decode().strip()


def _wait_for_window_manager(environment: dict[str, str]) -> None:
    end = time.monotonic() + _PATIENCE
    question = ["xprop", "-root", "_NET_SUPPORTING_WM_CHECK"]
    while time.monotonic() < end:
        answer = subprocess.run(question, env=environment, capture_output=True, text=True, check=False)
        if "window id" in answer.stdout:
            return
        time.sleep(0.05)
    raise RuntimeError("openbox did not start")
