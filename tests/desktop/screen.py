"""A desktop of its own: X server, window manager, D-Bus session and accessibility bus. Nothing is shared
with the desktop of whoever runs the tests, and no display number is fixed.
"""

import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.desktop.waiting import until

ACCESSIBILITY_BUS = "/usr/libexec/at-spi-bus-launcher"
DRIVER_PYTHON = "/usr/bin/python3"
DRIVER = Path(__file__).with_name("atspi_driver.py")
PROGRAMS = (
    "Xvfb",
    "openbox",
    "xdotool",
    "xclip",
    "xev",
    "xprop",
    "dbus-daemon",
    "dbus-send",
    ACCESSIBILITY_BUS,
    DRIVER_PYTHON,
)
WHO_OWNS = ("--dest=org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus.NameHasOwner")


@dataclass
class Screen:
    """Starts everything in the folder, one process group each, and ends all of it.

    `before`: the words in front of each command, which make another user of whoever runs the tests.
    """

    folder: Path
    before: tuple[str, ...] = ()
    size: str = "1280x1024"
    display: str = ""
    bus: str = ""
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self) -> None:
        missing = [program for program in PROGRAMS if shutil.which(program) is None]
        assert not missing, f"make setup-test installs what the desktop tests need; missing: {missing}"
        self.display = ":" + self._start_telling(
            lambda fd: [
                "Xvfb",
                "-displayfd",
                fd,
                "-screen",
                "0",
                f"{self.size}x24",
                "-nolisten",
                "tcp",
                "-noreset",
                "-r",  # no key repeats itself because a busy machine lets it go late
            ]
        )
        self.bus = self._start_telling(
            lambda fd: ["dbus-daemon", "--session", "--nofork", f"--print-address={fd}"]
        )
        self._start([ACCESSIBILITY_BUS, "--launch-immediately"])
        self._start(["openbox"])
        until(self._is_ready, "window manager and accessibility bus")
        self._press_the_first_key()

    def stop(self) -> None:
        self._end_driver()
        for process in reversed(self.processes):
            end_group(process)

    @cached_property
    def driver(self) -> subprocess.Popen[str]:
        """Starts the eyes and hands of assistive technology, for all windows."""
        return subprocess.Popen(
            [*self.before, DRIVER_PYTHON, "-c", DRIVER.read_text()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=self.environment(self.folder),
            text=True,
            start_new_session=True,
        )

    def ask_driver(self, order: Mapping[str, object]) -> dict[str, Any]:
        """Gives it one order; returns its answer. One that does not answer is replaced before the next."""
        driver = self.driver
        assert driver.stdin is not None
        assert driver.stdout is not None
        try:
            driver.stdin.write(json.dumps(order) + "\n")
            driver.stdin.flush()
            answer: dict[str, Any] = json.loads(driver.stdout.readline())
        except BaseException:
            self._end_driver()
            raise
        return answer

    def _end_driver(self) -> None:
        if driver := vars(self).pop("driver", None):
            driver.kill()
            driver.communicate()

    def environment(self, home: Path) -> dict[str, str]:
        """What a process on this desktop sees, and nothing of the environment of the tests."""
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "DISPLAY": self.display,
            "DBUS_SESSION_BUS_ADDRESS": self.bus,
        }

    def run(self, *command: str, stdin: bytes = b"", check: bool = True) -> bytes:
        """A short command on this desktop; its standard output."""
        done = subprocess.run(
            [*self.before, *command],
            input=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=self.environment(self.folder),
            timeout=20,
            check=check,
        )
        return done.stdout

    def put_on_clipboard(self, text: str, selection: str = "clipboard") -> None:
        """As another program: xclip stays behind and serves it until somebody else copies.

        It goes into the background before the X server has heard of it, and is waited for.
        """
        subprocess.run(
            [*self.before, "xclip", "-selection", selection, "-in"],
            input=text.encode(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=self.environment(self.folder),
            timeout=20,
            check=True,
        )
        until(lambda: self.clipboard(selection=selection) == text, "another program has copied")

    def clipboard(self, target: str = "UTF8_STRING", selection: str = "clipboard") -> str:
        """What another program would paste; empty where nobody offers this."""
        command = ("xclip", "-selection", selection, "-out", "-target", target)
        return self.run(*command, check=False).decode()

    @contextmanager
    def another_window(self) -> Iterator[None]:
        """Of another program, which takes the keyboard while the `with` block runs."""
        process = self._start(["xev"])
        try:
            until(lambda: self.active_window() == "Event Tester", "another window is active")
            yield
        finally:
            end_group(process)
            self.processes.remove(process)

    def active_window(self) -> str:
        """The title of the window that has the keyboard."""
        return self.run("xdotool", "getactivewindow", "getwindowname", check=False).decode().strip()

    def _press_the_first_key(self) -> None:
        """It makes the server's keyboard another one, and the window manager grab its keys anew.

        What is pressed meanwhile would be lost.
        """
        self.run("xdotool", "key", "shift")
        time.sleep(0.5)

    def _is_ready(self) -> bool:
        with suppress(subprocess.CalledProcessError):
            manager = self.run("xprop", "-root", "_NET_SUPPORTING_WM_CHECK")
            bus = self.run("dbus-send", "--session", "--print-reply", *WHO_OWNS, "string:org.a11y.Bus")
            return b"window id" in manager and b"boolean true" in bus
        return False

    def _start(self, command: list[str], pass_fds: tuple[int, ...] = ()) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [*self.before, *command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=self.environment(self.folder),
            pass_fds=pass_fds,
            start_new_session=True,
        )
        self.processes.append(process)
        return process

    def _start_telling(self, command: Callable[[str], list[str]]) -> str:
        """Starts what writes one line to the file descriptor that it is given; returns the line."""
        reading, writing = os.pipe()
        self._start(command(str(writing)), (writing,))
        os.close(writing)
        with os.fdopen(reading, encoding="ascii") as answer:
            line = answer.readline().strip()
        assert line, f"did not start: {self.processes[-1].args!r}"
        return line


def end_group(process: subprocess.Popen[Any]) -> None:
    """Ends the process and what it started, gently first."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, number)
        with suppress(subprocess.TimeoutExpired):
            process.wait(5)
