"""Real disks that are full, out of inodes, or turn read-only in the midst, mounted for the test alone."""

import os
from pathlib import Path

import pytest

from tests.faults.akg import ARCHIVE, ONE, REPLACED, THREE, Command, Ended, end_of, found, home, run, start
from tests.faults.contract import Outcome
from tests.faults.inspection import judge_run, settle

pytestmark = pytest.mark.interop

_MOUNTED = """
old=$(mktemp -d) && cp -a keys/. "$old" 2>/dev/null; mkdir -p keys disk
mount -t tmpfs -o "mode=700,$OPTIONS" tmpfs disk && mkdir disk/keys && cp -a "$old/." disk/keys || exit 99
mount --bind disk/keys keys || exit 99
"$@"; status=$?
rm -rf "$old"; umount keys; rm -rf keys; cp -a disk/keys keys; umount disk; rmdir disk; exit $status
"""


def _below(script: str, *more: str) -> list[str]:
    """A mount namespace of its own; where the tests do not run as root, in a user namespace too."""
    return ["unshare", "-m" if os.geteuid() == 0 else "-Urm", "sh", "-c", script, "sh", *more]


def _run_on(options: str, command: Command, where: Path) -> Ended:
    return run(command.below("env", f"OPTIONS={options}", *_below(_MOUNTED)), where)


_LIMITS = [(command, "size") for command in (ONE, THREE, REPLACED)]
_LIMITS += [(command, "nr_inodes") for command in (ONE, THREE, REPLACED, ARCHIVE)]


@pytest.mark.parametrize(("command", "kind"), _LIMITS, ids=str)
def test_disk_when_it_fills_up_at_any_point_then_all_is_saved_or_nothing_is_new(
    command: Command, kind: str
) -> None:
    """A page or an inode more each time, until there is room for all."""
    outcomes: set[Outcome] = set()
    for amount in range(1, 40):
        with home(command) as where:
            before = found(where)
            options = f"size={4 * amount}k" if kind == "size" else f"nr_inodes={amount + 3}"

            ended = _run_on(options, command, where)

            if ended.status == 99:  # too small even for what stood there before
                continue
            outcomes.add(judge_run(command, where, before, ended))
            if ended.status == 0:
                break
            assert ended.status == 1, ended.err
            assert "No space left on device" in ended.err
    assert outcomes == {Outcome.NOTHING, Outcome.SAVED}


def test_disk_when_it_is_read_only_then_nothing_is_new() -> None:
    script = _MOUNTED.replace('"$@"', 'mount -o remount,bind,ro keys || exit 99; "$@"')
    with home(REPLACED) as where:
        before = found(where)

        ended = run(REPLACED.below("env", "OPTIONS=size=1m", *_below(script)), where)

        assert (ended.status, judge_run(REPLACED, where, before, ended)) == (1, Outcome.NOTHING)


def test_disk_when_it_turns_read_only_before_the_first_name_then_what_is_left_is_named_and_goes_later() -> (
    None
):
    # GIVEN a disk that is read-only from the moment on at which all is written (no real mount turns so
    # while the record is open for writing: the kernel does it only after an error of the disk itself)
    frozen = "linkat,renameat,unlinkat,rmdir"
    late = ["-o", "/dev/null", "-e", f"trace={frozen}", "-e", "inject=linkat:error=EROFS:when=1+"]
    late += ["-e", "inject=renameat,unlinkat,rmdir:error=EROFS:when=1+"]
    with home(ONE) as where:
        # WHEN a pair is saved
        with start(ONE, where, late) as process:
            ended = end_of(process)

        # THEN every temporary file that is left is named, and nothing else is there
        assert ended.status == 1, ended.err
        assert "could not be undone" in ended.err
        assert judge_run(ONE, where, {}, ended) is Outcome.NAMED
        assert all(name.startswith(".akg-") for name in found(where))

        # AND once the disk can be written to, the next save leaves whole pairs only
        settle(where)
        assert sorted(found(where)) in (
            ["next.private.pem", "next.public.pem"],
            ["k.private.pem", "k.public.pem", "next.private.pem", "next.public.pem"],
        )
