"""Who will own the files, told where it may surprise: as root, and through sudo."""

from __future__ import annotations

import os
import subprocess
import sys
from types import SimpleNamespace

import pytest

from app.process import ownership_notice, sudo_caller
from app.windows import token
from tests.process.people import Person
from tests.process.scene import Scene
from tests.sentences import values_of

AS_ROOT = () if os.geteuid() == 0 else ("unshare", "-r")
SUDO = {"SUDO_USER": "alice", "SUDO_UID": "1000", "SUDO_GID": "1000", "USER": "root"}


def as_user(
    patch: pytest.MonkeyPatch, number: int, name: str, sudo_user: str | None = None, sudo_uid: int = 0
) -> None:
    patch.setattr(os, "geteuid", lambda: number)
    patch.setenv("USER", name)
    patch.delenv("SUDO_USER", raising=False)
    patch.delenv("SUDO_UID", raising=False)
    if sudo_user is not None:
        patch.setenv("SUDO_USER", sudo_user)
        patch.setenv("SUDO_UID", str(sudo_uid))


def test_an_ordinary_user_is_told_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    as_user(monkeypatch, 1000, "alice")
    assert (ownership_notice(), sudo_caller()) == ("", "")


def test_root_is_told_that_the_files_are_roots(monkeypatch: pytest.MonkeyPatch) -> None:
    for sudo_user in (None, "root"):
        as_user(monkeypatch, 0, "root", sudo_user, 0)
        assert values_of(ownership_notice()) == {"owner": "root"}
        assert sudo_caller() == ""


def test_who_uses_sudo_is_told_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    as_user(monkeypatch, 0, "root", "alice", 1000)
    assert values_of(ownership_notice()) == {"owner": "root", "caller": "alice"}
    as_user(monkeypatch, 1001, "bob", "alice", 1000)
    assert values_of(ownership_notice()) == {"owner": "bob", "caller": "alice"}


def test_who_becomes_oneself_again_is_told_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    as_user(monkeypatch, 1000, "alice", "alice", 1000)
    assert ownership_notice() == ""


@pytest.mark.parametrize(("elevated", "told"), [(True, {"owner": "alice"}), (False, {})])
def test_who_runs_it_as_administrator_is_told(
    monkeypatch: pytest.MonkeyPatch, elevated: bool, told: dict[str, str]
) -> None:
    """On Windows: the files are the person's all the same, or those of whoever gave their name to the box."""
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(token, "this_token", lambda: SimpleNamespace(is_elevated=elevated))
    monkeypatch.setenv("USERNAME", "alice")
    monkeypatch.setenv("SUDO_USER", "bob")
    notice = ownership_notice()
    assert (values_of(notice) if notice else {}, sudo_caller()) == (told, "")


def said(scene: Scene, *arguments: str, more: dict[str, str]) -> list[str]:
    """What standard error gets of a successful command, run as root."""
    done = subprocess.run(
        [*AS_ROOT, sys.executable, "-m", "app", "generate", "--passphrase-stdin", *arguments],
        input=scene.passphrase.encode(),
        capture_output=True,
        cwd=scene.root / "here",
        env=scene.environment | more,
        timeout=30,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stderr.decode().splitlines()


def test_the_terminal_warns_before_the_work_and_even_with_quiet(scene: Scene) -> None:
    first, *_ = said(scene, "-d", "keys", more=SUDO)
    (only,) = said(scene, "-q", "-a", "keys.tar.gz", more=SUDO)
    assert first == only
    assert first.startswith("akg: warning: This runs as root through sudo")


def test_root_gets_a_note_that_quiet_leaves_out(scene: Scene) -> None:
    assert any(line.startswith("Note: This runs as root") for line in said(scene, "-d", "keys", more={}))
    assert said(scene, "-q", "-d", "keys", "-l", "other", more={}) == []


def test_where_no_file_is_made_nobody_owns_one(scene: Scene) -> None:
    assert "root" not in str(said(scene, "-o", "-", more=SUDO))


@pytest.mark.interop
def test_the_terminal_tells_an_ordinary_user_nothing_of_owners(scene: Scene, person: Person) -> None:
    done = subprocess.run(
        [*person.mounting, *person.akg, "generate", "--passphrase-stdin", "-d", "keys"],
        input=scene.passphrase.encode(),
        capture_output=True,
        cwd=person.folder,
        env={"PATH": os.environ["PATH"], "HOME": str(person.folder), **person.environment},
        timeout=30,
        check=True,
    )
    assert b"will belong" not in done.stderr
    assert (person.folder / "keys").stat().st_uid == person.folder.stat().st_uid
