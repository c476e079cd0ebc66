"""How a trace of system calls is read."""

from pathlib import Path

import pytest

from tests.process.trace import Trace


@pytest.mark.parametrize("pid", [7, 42, 999, 1234, 54321, 4194303])
def test_the_end_is_seen_of_a_process_with_any_number(tmp_path: Path, pid: int) -> None:
    """GIVEN a file as strace writes it, with the number in a column of five THEN the lines come at once."""
    column = f"{pid:<5} "
    lines = [f'{column}execve("/bin/true", ["true"], 0x1) = 0', f"{column}+++ exited with 0 +++"]
    (tmp_path / "trace").write_text("\n".join(lines) + "\n")
    assert Trace(tmp_path / "trace").lines(pid, "/bin/true") == lines
