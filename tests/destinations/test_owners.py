"""Folders of somebody else, and those that others may write to."""

import grp
import os
import pwd
import stat
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from app.destinations import Kind
from app.destinations.owners import CAN_ADD, CAN_REPLACE
from app.destinations.system import System, this_system
from tests.destinations.machine import folder, kinds, machine, only
from tests.sentences import values_of

ELSEWHERE = 4242


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    made = folder(tmp_path / "keys")
    made.chmod(0o700)
    return made


def lonely(home: Path, **values: Any) -> System:
    return machine(home, group_has_others=lambda gid, uid: False, **values)


def crowded(home: Path, **values: Any) -> System:
    return machine(home, group_has_others=lambda gid, uid: True, **values)


def test_folder_when_it_is_mine_alone_then_nothing_is_said(keys: Path) -> None:
    for mode in (0o700, 0o755, 0o500, 0o2755):
        keys.chmod(mode)
        assert kinds(keys, crowded(keys)) == []


def test_folder_when_of_somebody_else_then_is_said(keys: Path) -> None:
    system = machine(keys, uid=ELSEWHERE)
    if keys.stat().st_uid == 0:  # what belongs to root belongs to the system: an ordinary owner stands in
        os.chown(keys, 1234, -1)

    finding = only(keys, system)

    assert finding.kind is Kind.FOREIGN_OWNER
    assert f"(user number {keys.stat().st_uid})" in finding.message
    assert kinds(keys, machine(keys, uid=keys.stat().st_uid)) == []


def test_folder_when_of_root_then_is_the_systems_own(keys: Path) -> None:
    root = next(path for path in (keys, *keys.parents) if path.stat().st_uid == 0)
    assert Kind.FOREIGN_OWNER not in kinds(root, machine(keys, uid=ELSEWHERE))


@pytest.mark.parametrize("mode", [0o707, 0o777, 0o702])
def test_folder_when_everybody_may_write_then_is_said(keys: Path, mode: int) -> None:
    keys.chmod(mode)

    finding = only(keys, lonely(keys))

    assert finding.kind is Kind.WRITABLE_BY_OTHERS
    assert values_of(finding.message) == {}
    assert CAN_REPLACE in finding.hint


def test_folder_when_sticky_then_others_only_put_files_beside(keys: Path) -> None:
    keys.chmod(0o1777)

    finding = only(keys, lonely(keys))

    assert finding.kind is Kind.WRITABLE_BY_OTHERS
    assert CAN_ADD in finding.hint
    assert CAN_REPLACE not in finding.hint


def test_folder_when_its_group_may_write_then_its_members_count(keys: Path) -> None:
    keys.chmod(0o770)

    assert kinds(keys, lonely(keys)) == []
    assert values_of(only(keys, crowded(keys)).message) == {"gid": keys.stat().st_gid}


def test_folder_when_still_to_be_made_then_its_parent_counts(keys: Path) -> None:
    assert kinds(keys / "new", crowded(keys)) == []
    assert kinds(keys / "new" / "newer", crowded(keys)) == []
    keys.chmod(0o777)
    assert values_of(only(keys / "new", lonely(keys)).message) == {"folder": str(keys)}


def test_folder_when_made_below_a_sticky_one_then_is_ones_own(keys: Path) -> None:
    keys.chmod(0o1777)
    assert kinds(keys / "new", crowded(keys, uid=ELSEWHERE)) == []


def test_folder_when_a_link_leads_there_then_the_target_counts(tmp_path: Path, keys: Path) -> None:
    keys.chmod(0o777)
    (tmp_path / "link").symlink_to(keys)
    assert kinds(tmp_path / "link", lonely(keys)) == [Kind.WRITABLE_BY_OTHERS]


@pytest.mark.parametrize("names", ["keys", "keys/new", "deep/keys/new"])
def test_folder_above_when_others_may_write_then_is_said(tmp_path: Path, names: str) -> None:
    """GIVEN a folder of my own below one where everybody can rename it THEN the one above is named."""
    above = folder(tmp_path / "above")
    mine = folder(above / "mine" / names)
    for each in (mine, *mine.parents):
        if each.is_relative_to(above / "mine"):
            each.chmod(0o700)
    above.chmod(0o777)

    for where in (mine, mine / "to be made"):
        finding = only(where, lonely(tmp_path))
        assert finding.kind is Kind.WRITABLE_BY_OTHERS
        assert values_of(finding.message) == {"folder": str(above)}
        assert CAN_REPLACE in finding.hint
    above.chmod(0o1777)
    assert kinds(mine, lonely(tmp_path)) == []
    assert kinds(mine / "to be made", lonely(tmp_path)) == []


def test_folder_above_when_its_group_may_write_then_its_members_count(tmp_path: Path) -> None:
    mine = folder(tmp_path / "above/mine")
    mine.chmod(0o700)
    mine.parent.chmod(0o770)
    assert kinds(mine, lonely(tmp_path)) == []
    values = {"folder": str(mine.parent), "gid": mine.parent.stat().st_gid}
    assert values_of(only(mine, crowded(tmp_path)).message) == values


def test_folder_above_when_of_somebody_else_then_is_said_once_and_the_nearest(tmp_path: Path) -> None:
    mine = folder(tmp_path / "far/near/mine")
    me = mine.stat().st_uid
    if me == 0:
        for each in (mine.parent, mine.parent.parent):
            os.chown(each, 1234, -1)
        message = only(mine, machine(tmp_path, uid=ELSEWHERE)).message
        assert values_of(message) == {"folder": str(mine.parent), "uid": 1234}
        assert kinds(mine, machine(tmp_path, uid=ELSEWHERE, unmapped_uid=1234)) == []
    else:
        assert kinds(mine, machine(tmp_path, uid=me)) == []
        assert kinds(mine, machine(tmp_path, uid=ELSEWHERE)) == [Kind.FOREIGN_OWNER]


def test_windows_when_asked_then_has_no_modes(keys: Path) -> None:
    keys.chmod(0o777)
    assert kinds(keys, machine(keys, uid=None, platform="win32")) == []


def test_temporary_folders_of_tests_say_nothing(tmp_path: Path) -> None:
    """They are private, below one that everybody shares: that is how the terminal's tests stay quiet."""
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700
    assert kinds(tmp_path / "home" / "api-keys", this_system()) == []


@pytest.mark.parametrize(
    ("listed", "first", "expected"),
    [
        ([], [], False),
        (["me"], ["me"], False),
        (["root"], ["me"], False),
        (["me", "other"], [], True),
        ([], ["other"], True),
    ],
)
def test_group_has_others_when_listed_or_when_it_is_their_first(
    listed: list[str], first: list[str], expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    users = [SimpleNamespace(pw_name=name, pw_gid=7) for name in first]
    others = [SimpleNamespace(pw_name="stranger", pw_gid=8)]
    monkeypatch.setattr(grp, "getgrgid", lambda gid: SimpleNamespace(gr_mem=listed))
    monkeypatch.setattr(pwd, "getpwuid", lambda uid: SimpleNamespace(pw_name="me"))
    monkeypatch.setattr(pwd, "getpwall", lambda: [*users, *others])

    assert this_system().group_has_others(7, 1000) is expected


def test_group_when_it_has_no_name_then_may_have_others() -> None:
    assert this_system().group_has_others(2**31 - 5, os.getuid())
