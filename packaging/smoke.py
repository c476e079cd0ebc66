"""Tries out what was built, from outside, as a user would: `python packaging/smoke.py FOLDER_OR_EXECUTABLE`.

Standard library only, on Linux, Windows and macOS. It prints a version; makes and reads back an Ed25519 and
an RSA pair with a passphrase; refuses a wrong one; opens the window, and the window ends in order when asked
to. The window needs no option for that: it takes SIGTERM (Windows: WM_CLOSE) from its first frame on, and
before it dies of it, so that a status of 143 (Windows: 0) says that it was shown. It must say nothing: what
macOS itself logs in its name, which goes to the same place, is printed and not judged.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

EXE = ".exe" if sys.platform == "win32" else ""
RIGHT = b"anvil cobweb dolphin ember falcon grove\n"
WRONG = b"anvil cobweb dolphin ember falcon grave\n"
WAITS = (2, 4, 8, 16, 32)
# NSLog's form: `2026-11-29 12:00:00.123 AsymmetricKeyGenerator[1234:56789] +[IMKClient subclass]: ...`
LOGGED_BY_MACOS = re.compile(rb"(?m)^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+ [^\[\n]+\[\d+:[0-9a-f]+\] .*\n?")
ENDED_IN_ORDER = 0 if sys.platform == "win32" else 128 + signal.SIGTERM


def main(arguments: list[str]) -> int:
    """Return the exit status."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    terminal, window = programs(Path(arguments[0]).absolute())
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:  # scanners hold files there
        own = environment(Path(name))
        version = run(terminal, "--version", environment=own)
        print(version.decode().strip())
        for kind in ("ed25519", "rsa-2048"):
            _pair(terminal, kind, Path(name), own)
            print(f"{kind}: made, read back, refused to a wrong passphrase")
        _window(window, own)
        print("window: shown, and ended in order")
    return 0


def programs(given: Path) -> tuple[Path, Path]:
    """Find terminal and window in a bundle's folder, in an .app, or beside an executable."""
    if given.suffix == ".app":
        given = given / "Contents" / "MacOS"
    if given.is_dir():
        return given / f"akg{EXE}", given / f"AsymmetricKeyGenerator{EXE}"
    beside = (
        given.with_name(f"{name}{EXE}") for name in ("AsymmetricKeyGenerator", "asymmetric-key-generator")
    )
    return given, next((path for path in beside if path.exists()), given)


def run(
    program: Path, *arguments: str, environment: Mapping[str, str], text: bytes = b"", status: int = 0
) -> bytes:
    """Return what it writes to standard output. Raises SystemExit where it ends with another status."""
    done = subprocess.run(
        [program, *arguments], input=text, capture_output=True, env=environment, timeout=120, check=False
    )
    if done.returncode != status:
        command = " ".join((program.name, *arguments))
        raise SystemExit(f"{command}: status {done.returncode} instead of {status}: {done.stderr.decode()}")
    return done.stdout


def _pair(terminal: Path, kind: str, folder: Path, environment: Mapping[str, str]) -> None:
    options = ("-k", kind, "-l", kind, "-d", str(folder), "--passphrase-stdin", "--quiet")
    made = run(terminal, "generate", *options, environment=environment, text=RIGHT)
    private, public = (folder / f"{kind}.{part}.pem" for part in ("private", "public"))
    if b"BEGIN ENCRYPTED PRIVATE KEY" not in private.read_bytes():
        raise SystemExit(f"{private.name} is not encrypted")
    command = ("public", str(private), "--passphrase-stdin")
    read = run(terminal, *command, environment=environment, text=RIGHT)
    if not made.split() == read.split() == public.read_bytes().split():
        raise SystemExit(f"{kind}: three ways to the public key, and they differ")
    run(terminal, *command, environment=environment, text=WRONG, status=3)


def _window(window: Path, environment: Mapping[str, str]) -> None:
    for patience in WAITS:
        process = subprocess.Popen(
            [window],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        time.sleep(patience)
        ask_to_end(process)
        output, _ = process.communicate(timeout=60)
        said = without_logs(output)
        if process.returncode == ENDED_IN_ORDER and not said:
            return
        if process.returncode != -signal.SIGTERM:
            break
    raise SystemExit(f"the window: status {process.returncode}, and it said: {said.decode()}")


def without_logs(output: bytes, system: str = sys.platform) -> bytes:
    """Return what the window itself said; print what macOS logged."""
    if system != "darwin":
        return output
    for line in LOGGED_BY_MACOS.findall(output):
        print(f"logged by macOS: {line.decode(errors='replace').strip()}")
    return LOGGED_BY_MACOS.sub(b"", output)


def ask_to_end(process: subprocess.Popen[bytes]) -> None:
    """Ask as the system does when a person logs out; on Windows also what a launcher has started."""
    if not EXE:
        process.terminate()
        return
    for _ in range(60):  # taskkill finds no window before there is one
        subprocess.run(["taskkill", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
        try:
            process.wait(1)
        except subprocess.TimeoutExpired:
            continue
        return
    process.kill()


def environment(home: Path, *, may_show: bool = False) -> dict[str, str]:
    """Return a home of its own, and on Linux no screen unless it may be shown on one."""
    own = {name: str(home) for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_CONFIG_HOME")}
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "QT_"))}
    is_hidden = sys.platform == "linux" and not may_show
    return {**kept, **own, **({"QT_QPA_PLATFORM": "offscreen"} if is_hidden else {})}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
