"""The smoke test passes what was built, and nothing that does only half of it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import places
import smoke

pytestmark = pytest.mark.slow

SCRIPT = places.ROOT / "packaging" / "smoke.py"
START = places.ROOT / "packaging" / "linux" / "start.py"


def script(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(("#!/bin/sh", *lines, "")), encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.mark.bundle
@pytest.mark.parametrize(
    "name", ["plain", "with spaces, a comma and \N{LATIN SMALL LETTER U WITH DIAERESIS}"]
)
def test_it_passes_what_was_built_wherever_it_lies(tmp_path: Path, name: str) -> None:
    folder = shutil.copytree(places.FOLDER, tmp_path / name, symlinks=True)
    done = subprocess.run([sys.executable, SCRIPT, folder], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"akg {places.VERSION}\n")
    assert done.stdout.endswith("window: shown, and ended in order\n")


def test_it_fails_a_program_that_only_tells_its_version(tmp_path: Path) -> None:
    script(tmp_path / "akg", 'test "$1" = --version || { echo broken >&2; exit 1; }', "echo akg 0.1.0")
    done = subprocess.run([sys.executable, SCRIPT, tmp_path], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "status 1 instead of 0: broken" in done.stderr


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("exit 1", "status 1"),
        ("trap 'exit 143' TERM; echo a warning; while :; do sleep 0.1; done", "a warning"),
    ],
)
def test_it_fails_a_window_that_dies_or_complains(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, said: str
) -> None:
    monkeypatch.setattr(smoke, "WAITS", (0.5,))
    with pytest.raises(SystemExit, match=said):
        smoke._window(script(tmp_path / "window", line), os.environ)


LOG = b"2026-11-29 20:12:14.431 AsymmetricKeyGenerator[4711:1a2b3] +[IMKClient subclass]: chose IMKClient\n"


@pytest.mark.parametrize(
    ("output", "system", "judged"),
    [
        (LOG + b"Traceback\n" + LOG, "darwin", b"Traceback\n"),
        (b"qt.qpa: 2026-11-29 something\n" + LOG.rstrip(), "darwin", b"qt.qpa: 2026-11-29 something\n"),
        (LOG, "linux", LOG),
    ],
)
def test_what_macos_logs_in_the_name_of_the_window_is_shown_and_not_judged(
    output: bytes, system: str, judged: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    assert smoke.without_logs(output, system) == judged
    assert capsys.readouterr().out.count("logged by macOS: 2026") == (system == "darwin") * output.count(
        LOG[:20]
    )


def test_it_waits_for_a_window_that_is_slow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smoke, "WAITS", (0.2, 5))
    window = script(tmp_path / "window", "sleep 0.5", "trap 'exit 143' TERM", "while :; do sleep 0.1; done")
    smoke._window(window, os.environ)


@pytest.mark.parametrize(("before", "after"), [(None, "unset"), ("/theirs", "/theirs")])
def test_what_the_bundle_starts_gets_the_search_path_of_before(before: str | None, after: str) -> None:
    environment = {**os.environ, "LD_LIBRARY_PATH": "/ours"}
    if before:
        environment["LD_LIBRARY_PATH_ORIG"] = before
    code = f"exec(open({str(START)!r}).read()); import os; os.system('echo ${{LD_LIBRARY_PATH-unset}}')"
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout == f"{after}\n"
