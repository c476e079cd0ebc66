"""A run of the warm Python: what it sees is what a fresh start sees, and nothing of it stays behind."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.desktop.waiting import until
from tests.seen_by_a_process import FLOOD
from tests.warm import PROJECT, WarmProcess

pytestmark = [
    pytest.mark.process,
    pytest.mark.skipif(sys.platform != "linux", reason="strace, and what it watches, are Linux's"),
]

PROBE = "tests.seen_by_a_process"


def environment(home: Path, **more: str) -> dict[str, str]:
    always = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "PYTHONPATH": str(PROJECT)}
    return {**always, "HOME": str(home), **more}


@pytest.mark.parametrize(
    ("more", "stdin"),
    [({}, None), ({"PYTHONDONTWRITEBYTECODE": "1"}, "piped \N{EURO SIGN}\n".encode())],
    ids=str,
)
def test_a_run_sees_what_a_fresh_start_sees(
    tmp_path: Path, more: dict[str, str], stdin: bytes | None
) -> None:
    env, words = environment(tmp_path, **more), [PROBE, "a word", "no UTF-8: \udce9", "fail"]
    fresh = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=tmp_path,
        env=env,
        input=stdin,
        stdin=subprocess.DEVNULL if stdin is None else None,
        capture_output=True,
        umask=0o022,
        start_new_session=True,
        check=False,
    )

    with WarmProcess(words, tmp_path, env, stdin=stdin) as run:
        out, err = run.communicate()

    assert (run.returncode, err) == (fresh.returncode, fresh.stderr) == (3, b"")
    assert json.loads(out) == json.loads(fresh.stdout)


def test_limits_hold(tmp_path: Path) -> None:
    with WarmProcess([PROBE], tmp_path, environment(tmp_path), limits={"FSIZE": 60}) as run:
        out, _ = run.communicate()
    assert [60, 60] in json.loads(out)["limits"]


def test_more_is_written_than_a_pipe_takes(tmp_path: Path) -> None:
    with WarmProcess([PROBE, "flood"], tmp_path, environment(tmp_path)) as run:
        _, err = run.communicate()
    assert (run.returncode, len(err)) == (0, FLOOD)


def test_who_waits_too_long_is_told_and_nothing_stays(tmp_path: Path) -> None:
    with (
        pytest.raises(TimeoutError),
        WarmProcess([PROBE, "wait"], tmp_path, environment(tmp_path)) as run,
    ):
        run.communicate(timeout=0.5)
    assert run.returncode == -signal.SIGKILL
    assert not Path(f"/proc/{run.pid}").exists()


def test_strace_sees_the_first_line_and_strikes(tmp_path: Path) -> None:
    log = tmp_path / "log"
    trace = ["-o", str(log), "-e", "trace=umask", "-e", "inject=umask:signal=SIGKILL:when=2"]
    with WarmProcess([PROBE], tmp_path, environment(tmp_path), trace=trace) as run:
        assert run.communicate() == (b"", b"")
    assert run.returncode == -signal.SIGKILL
    assert log.read_text(encoding="utf-8").count("umask(") == 2


def test_without_strace_nothing_runs_and_it_says_why(tmp_path: Path) -> None:
    env = environment(tmp_path)
    with pytest.raises(AssertionError, match="no-such-option"):
        WarmProcess([PROBE], tmp_path, env, trace=["--no-such-option"])

    with WarmProcess([PROBE], tmp_path, env) as run:  # and the next one does
        run.communicate()
    assert run.returncode == 0


def test_a_worker_that_is_killed_leaves_nothing(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from tests.warm import WarmProcess;"
        f"run = WarmProcess([{PROBE!r}, 'wait'], Path('/'), {{'PYTHONPATH': '.'}});"
        "print(run.pid, flush=True); time.sleep(60)"
    )
    worker = subprocess.Popen([sys.executable, "-c", code], cwd=PROJECT, stdout=subprocess.PIPE)
    assert worker.stdout is not None
    run = Path("/proc", worker.stdout.readline().decode().strip())
    (line,) = [line for line in (run / "status").read_text().splitlines() if line.startswith("PPid:")]
    server = Path("/proc", line.split()[1])

    worker.kill()
    worker.communicate()

    until(lambda: not run.exists() and not server.exists(), "both have ended")
