"""`python -m tests.mutations [NAME...]`: makes each change in a copy of the tree; says what tests find.

The tests run without any change first: a test that fails anyway would find everything. The exit status is 1
where a change survived, or where it could not be tried. The checkout itself is never written to.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.mutations import CHANGES
from tests.mutations.change import Change, copy_tree, python_of

_CHECKOUT = Path(__file__).parents[2]
_AT_ONCE = 2
_LIMIT = 900  # seconds for one change
FOUND, SURVIVED, BROKEN = "found", "SURVIVED", "BROKEN"


def main(names: Sequence[str]) -> int:
    """Tries the changes of these names, or all. Returns the exit status."""
    if unknown := set(names) - {change.name for change in CHANGES}:
        print(f"There is no change of this name: {', '.join(sorted(unknown))}")
        return 2
    changes = [change for change in CHANGES if change.name in names or not names]
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="akg-mutations-") as folder:
        Path(folder).chmod(0o755)  # for the tests in which somebody else runs the copy
        unchanged = Path(folder) / "unchanged"
        copy_tree(_CHECKOUT, unchanged)
        if not _pass_unchanged(unchanged, changes):
            return 1
        with ThreadPoolExecutor(_AT_ONCE) as executor:
            verdicts = Counter(executor.map(lambda change: _try_and_say(change, unchanged), changes))
    counts = ", ".join(f"{verdicts[each]} {each.lower()}" for each in (FOUND, SURVIVED, BROKEN))
    print(f"{len(changes)} changes: {counts}; {time.monotonic() - begun:.0f} seconds")
    return int(verdicts[FOUND] != len(changes))


def _pass_unchanged(tree: Path, changes: Sequence[Change]) -> bool:
    """Whether the tests pass without a change; prints those that do not."""
    done = _run_tests(tree, ["-n", str(_AT_ONCE), *dict.fromkeys(change.test for change in changes)])
    if done.returncode != pytest.ExitCode.OK:
        print(
            f"The tests do not pass without a change (status {done.returncode}):\n{done.stdout}{done.stderr}"
        )
    return done.returncode == pytest.ExitCode.OK


def _try_and_say(change: Change, unchanged: Path) -> str:
    begun = time.monotonic()
    verdict = attempt(change, unchanged)
    print(f"{verdict:8} {time.monotonic() - begun:4.0f} s  {change.name}: {change.harm}", flush=True)
    return verdict


def attempt(change: Change, unchanged: Path) -> str:
    """Makes the change in a copy of its own, and runs its test there."""
    if not change.is_sound(unchanged):
        return BROKEN
    with tempfile.TemporaryDirectory(prefix="akg-mutation-") as folder:
        tree = Path(folder) / "changed"
        copy_tree(unchanged, tree)
        change.apply(tree)
        try:
            return verdict_of(_run_tests(tree, ["-x", change.test]).returncode)
        except subprocess.TimeoutExpired:
            return BROKEN


def verdict_of(status: int) -> str:
    """What the exit status of pytest says: only a test that ran and failed has found anything."""
    known = {pytest.ExitCode.TESTS_FAILED: FOUND, pytest.ExitCode.OK: SURVIVED}
    return known.get(pytest.ExitCode(status), BROKEN) if status in set(pytest.ExitCode) else BROKEN


def _run_tests(tree: Path, arguments: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """With `tree` as the folder, and a Python that knows no other `app`, for what the tests start, too."""
    options = ("-q", "--no-header", "-p", "no:cacheprovider", "-p", "tests.mutations.only_the_copy")
    return subprocess.run(
        [python_of(tree), "-m", "pytest", *options, "-m", "not bundle", *arguments],
        cwd=tree,
        env=os.environ | {"PYTHONPATH": str(tree), "QT_QPA_PLATFORM": "offscreen"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=_LIMIT if "-x" in arguments else None,
        check=False,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
