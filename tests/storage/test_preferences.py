"""A window remembers its looks; whatever is wrong with the file, the application starts."""

import errno
import json
import os
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.storage import preferences
from app.storage.preferences import Preferences
from tests.storage.writer import disk

_FOLDER = "/home/me/\u043a\u043b\u044e\u0447\u0438"
_CHOSEN = Preferences(1200, 800, "dark", _FOLDER, "rsa-4096", "bybit", "tax", "pybit", ("/srv/keys", _FOLDER))


def test_preferences_when_saved_then_come_back(tmp_path: Path) -> None:
    file = tmp_path / "config" / "akg" / "preferences.json"

    preferences.save(file, _CHOSEN)

    assert preferences.load(file) == _CHOSEN
    assert [entry.name for entry in file.parent.iterdir()] == ["preferences.json"]
    assert file.parent.stat().st_mode & 0o777 == 0o700


def test_preferences_when_saved_then_hold_the_choices_and_nothing_else(tmp_path: Path) -> None:
    preferences.save(tmp_path / "p.json", _CHOSEN)

    assert set(json.loads((tmp_path / "p.json").read_text())) == {
        "width",
        "height",
        "theme",
        "folder",
        "key_type",
        "venue",
        "purpose",
        "client",
        "accepted_folders",
        "forget_after_saving",
        "remember_keys",
        "rotation",
    }


@pytest.mark.parametrize("remembers", [True, False])
@pytest.mark.parametrize("rotation", preferences.ROTATIONS)
def test_list_of_keys_when_chosen_then_comes_back(tmp_path: Path, remembers: bool, rotation: str) -> None:
    chosen = replace(_CHOSEN, remember_keys=remembers, rotation=rotation)

    preferences.save(tmp_path / "p.json", chosen)

    assert preferences.load(tmp_path / "p.json") == chosen


@pytest.mark.parametrize("value", ["", "31", "Never", 30, None, ["30"], {"30": 1}])
def test_rotation_when_it_is_none_of_ours_then_is_the_default(tmp_path: Path, value: object) -> None:
    (tmp_path / "p.json").write_text(json.dumps({"rotation": value, "remember_keys": value, "height": 3}))

    assert preferences.load(tmp_path / "p.json") == Preferences(height=3)


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"null", b"[]", b"3", b'"text"', b"\xff\xfe\x00", b"\x00" * 100, b"[" * 100_000, b"9" * 5000],
    ids=["empty", "cut", "null", "list", "number", "text", "not UTF-8", "zeros", "deep", "long"],
)
def test_file_when_damaged_then_the_defaults_hold(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "p.json").write_bytes(content)

    assert preferences.load(tmp_path / "p.json") == Preferences()


def test_values_when_of_a_wrong_type_then_only_these_are_the_defaults(tmp_path: Path) -> None:
    values = {
        "width": "wide",
        "height": 700,
        "theme": ["dark"],
        "folder": None,
        "key_type": "ed25519",
        "new": 1,
    }
    (tmp_path / "p.json").write_text(json.dumps(values))

    assert preferences.load(tmp_path / "p.json") == Preferences(height=700, key_type="ed25519")


@pytest.mark.parametrize("value", [True, 1.5, "1", None, {}])
def test_width_when_it_is_no_whole_number_then_is_the_default(tmp_path: Path, value: object) -> None:
    (tmp_path / "p.json").write_text(json.dumps({"width": value}))

    assert preferences.load(tmp_path / "p.json").width == 0


@pytest.mark.thorough
@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), st.lists))
def test_any_value_when_loaded_then_is_a_default_or_of_the_right_type(value: object) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "p.json"
        file.write_text(json.dumps({"height": 3, "width": value, "theme": value, "venue": value}))
        loaded = preferences.load(file)

    assert loaded.height == 3  # it was read
    assert type(loaded.width) is int
    assert type(loaded.theme) is str
    assert type(loaded.venue) is str


@pytest.mark.parametrize("value", [None, 1, "text", {"a": "b"}, [1, None, ["/a"]]])
def test_accepted_folders_when_no_list_of_texts_then_are_none(tmp_path: Path, value: object) -> None:
    (tmp_path / "p.json").write_text(json.dumps({"accepted_folders": value, "height": 3}))

    assert preferences.load(tmp_path / "p.json") == Preferences(height=3)


def test_folder_when_accepted_then_is_remembered_over_a_new_start(tmp_path: Path) -> None:
    accepted = preferences.accept_folder(_CHOSEN, tmp_path / "keys")
    preferences.save(tmp_path / "p.json", accepted)
    remembered = preferences.load(tmp_path / "p.json")

    assert preferences.is_accepted(remembered, tmp_path / "keys")
    assert not preferences.is_accepted(remembered, tmp_path)
    assert not preferences.is_accepted(remembered, tmp_path / "keys" / "inside")
    assert not preferences.is_accepted(_CHOSEN, tmp_path / "keys")


def test_link_when_it_leads_elsewhere_later_then_is_accepted_no_more(tmp_path: Path) -> None:
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
    link = tmp_path / "link"
    link.symlink_to("first")
    accepted = preferences.accept_folder(Preferences(), link)
    assert preferences.is_accepted(accepted, tmp_path / "first")
    assert preferences.is_accepted(accepted, link)

    link.unlink()
    link.symlink_to("second")

    assert not preferences.is_accepted(accepted, link)


def test_folders_when_many_are_accepted_then_the_last_fifty_stay(tmp_path: Path) -> None:
    accepted = Preferences()
    for number in range(60):
        accepted = preferences.accept_folder(accepted, tmp_path / str(number))
    accepted = preferences.accept_folder(accepted, tmp_path / "12")

    assert len(accepted.accepted_folders) == 50
    assert accepted.accepted_folders[-2:] == (str(tmp_path / "59"), str(tmp_path / "12"))

    (tmp_path / "p.json").write_text(json.dumps({"accepted_folders": [str(n) for n in range(100)]}))
    assert preferences.load(tmp_path / "p.json").accepted_folders == tuple(str(n) for n in range(50, 100))


def test_file_when_missing_or_a_folder_then_the_defaults_hold(tmp_path: Path) -> None:
    assert preferences.load(tmp_path / "missing.json") == Preferences()
    assert preferences.load(tmp_path) == Preferences()


def test_home_when_not_writable_then_the_choices_are_let_go_without_an_error() -> None:
    with disk.shared_folder() as shared:
        home = shared / "home"
        home.mkdir()
        home.chmod(0o555)
        with disk.ordinary_user():
            preferences.save(home / "config" / "preferences.json", _CHOSEN)
        assert list(home.iterdir()) == []


def test_disk_when_it_fails_then_the_old_choices_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "akg" / "preferences.json"
    preferences.save(file, _CHOSEN)
    disk.Faults(monkeypatch, "replace", errno.ENOSPC, 1)

    preferences.save(file, Preferences())
    monkeypatch.undo()

    assert preferences.load(file) == _CHOSEN


def test_file_without_a_home_when_used_then_is_neither_read_nor_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """GIVEN preferences that somebody put into the working folder, and no home."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", "home")
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    planted = tmp_path / preferences.preferences_file()
    preferences.save(planted, _CHOSEN)

    preferences.save(preferences.preferences_file(), Preferences())

    assert preferences.load(planted) == _CHOSEN
    assert preferences.load(preferences.preferences_file()) == Preferences()


@pytest.mark.parametrize("side", [-1, 1 << 15, 1 << 31, 10**4000])
def test_side_that_no_window_has_when_loaded_then_is_the_default(tmp_path: Path, side: int) -> None:
    (tmp_path / "p.json").write_text(json.dumps({"width": side, "height": 700}))

    assert preferences.load(tmp_path / "p.json") == Preferences(height=700)


@pytest.mark.parametrize("text", ["a\nb", "\x1b[2J", "\u202e", "\ud800", "\x00"])
def test_text_with_invisible_characters_when_loaded_then_is_the_default(tmp_path: Path, text: str) -> None:
    (tmp_path / "p.json").write_text(json.dumps({"folder": text, "key_type": text, "theme": text}))

    assert preferences.load(tmp_path / "p.json") == Preferences()


def test_file_without_end_when_loaded_then_is_read_no_further_than_a_mebibyte(tmp_path: Path) -> None:
    (tmp_path / "p.json").write_bytes(b'{"height": 700}' + b" " * (1 << 20))
    assert preferences.load(tmp_path / "p.json") == Preferences(height=700)

    (tmp_path / "p.json").write_bytes(b" " * (1 << 20) + b'{"height": 700}')
    assert preferences.load(tmp_path / "p.json") == Preferences()


def test_draft_when_a_link_was_planted_there_then_it_is_not_written_through(tmp_path: Path) -> None:
    file = tmp_path / "akg" / "preferences.json"
    preferences.save(file, _CHOSEN)
    victim = tmp_path / "victim"
    victim.write_text("mine")
    file.with_suffix(".new").symlink_to(victim)

    preferences.save(file, Preferences(height=700))

    assert victim.read_text() == "mine"
    assert preferences.load(file) == Preferences(height=700)
    assert not file.is_symlink()
    assert [entry.name for entry in file.parent.iterdir()] == ["preferences.json"]


def test_file_when_written_then_is_for_its_owner_whatever_the_umask(tmp_path: Path) -> None:
    with disk.umask(0):
        preferences.save(tmp_path / "akg" / "preferences.json", _CHOSEN)
    assert (tmp_path / "akg" / "preferences.json").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("which", ["folder", "file"])
@pytest.mark.parametrize("mode", [0o770, 0o707])
def test_file_when_others_could_have_written_it_then_says_yes_to_nothing(
    tmp_path: Path, which: str, mode: int
) -> None:
    file = tmp_path / "akg" / "preferences.json"
    preferences.save(file, _CHOSEN)
    (file.parent if which == "folder" else file).chmod(mode)
    assert preferences.load(file) == Preferences()


def test_folder_when_of_somebody_else_then_nothing_is_written_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "akg"
    own.mkdir()
    if os.geteuid() == 0:  # what is root's is trusted: an ordinary owner takes its place
        os.chown(own, 1234, -1)
    monkeypatch.setattr(os, "geteuid", lambda: 4242)
    preferences.save(own / "preferences.json", _CHOSEN)
    assert list(own.iterdir()) == []


def test_file_when_a_pipe_then_the_defaults_hold_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "p.json")
    assert preferences.load(tmp_path / "p.json") == Preferences()
