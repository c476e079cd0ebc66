"""The folder is made when first used, alone and closed to others; anything else is said before writing."""

import errno
import os
from pathlib import Path

import pytest

from app.errors import NameTakenError, StorageError, UsageError
from app.storage.user_folders import default_folder
from app.storage.writer import folder
from app.storage.writer.file_system import SYSTEM, FileSystem
from tests.sentences import refusal, values_of
from tests.storage.writer import disk


def _prepare(where: Path, system: FileSystem = SYSTEM) -> bool:
    """Whether the folder was made."""
    prepared = folder.prepare(where, system)
    folder.closed(prepared)
    return prepared.created


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077, 0o277])
def test_folder_when_missing_then_is_made_for_its_owner_alone(tmp_path: Path, mask: int) -> None:
    with disk.umask(mask):
        assert _prepare(tmp_path / "new") is True

    assert (tmp_path / "new").stat().st_mode & 0o7777 == 0o700
    assert _prepare(tmp_path / "new") is False


def test_folder_when_its_mode_cannot_be_set_then_is_taken_back(tmp_path: Path) -> None:
    class Stubborn(FileSystem):
        def fchmod(self, descriptor: int, mode: int) -> None:
            raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    with disk.umask(0o277), pytest.raises(StorageError, match="cannot be used"):
        _prepare(tmp_path / "new", Stubborn())
    assert list(tmp_path.iterdir()) == []


def test_folder_when_it_exists_then_keeps_its_mode(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there").chmod(0o755)

    assert _prepare(tmp_path / "there") is False
    assert (tmp_path / "there").stat().st_mode & 0o777 == 0o755


def test_parent_when_missing_then_is_refused_and_nothing_is_made(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="does not exist") as caught:
        _prepare(tmp_path / "missing" / "new")

    assert caught.value.hint
    assert list(tmp_path.iterdir()) == []


def test_parent_when_it_is_a_file_then_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")

    with refusal(StorageError, folder=str(tmp_path / "file" / "new"), parent=str(tmp_path / "file")):
        _prepare(tmp_path / "file" / "new")


def test_folder_when_it_is_a_file_then_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")

    with refusal(StorageError, folder=str(tmp_path / "file")):
        _prepare(tmp_path / "file")
    assert (tmp_path / "file").read_text() == "x"


def test_folder_when_it_is_a_link_to_nowhere_then_is_refused(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")

    with pytest.raises(StorageError, match="cannot be used"):
        _prepare(tmp_path / "link")
    assert not (tmp_path / "nowhere").exists()


def test_folder_when_the_user_may_not_write_to_it_then_is_refused() -> None:
    with disk.shared_folder() as shared:
        closed = shared / "closed"
        closed.mkdir()
        closed.chmod(0o555)
        with disk.ordinary_user():
            for place in (closed, closed / "new"):
                with pytest.raises(StorageError) as caught:
                    _prepare(place)
                assert values_of(caught.value.message) == {"folder": str(place)}
                assert caught.value.hint == folder._OWN
        assert list(closed.iterdir()) == []


def test_folder_when_the_user_may_not_even_look_into_it_then_is_refused() -> None:
    with disk.shared_folder() as shared:
        hidden = shared / "hidden"
        hidden.mkdir()
        hidden.chmod(0o000)
        try:
            with disk.ordinary_user():
                for place in (hidden / "new" / "deeper", hidden / "new"):
                    with pytest.raises(StorageError):
                        _prepare(place)
        finally:
            hidden.chmod(0o700)


def test_folder_when_another_program_makes_it_first_then_is_used(
    tmp_path: Path,
) -> None:
    class Rival(FileSystem):
        def mkdir(self, folder: Path) -> None:
            super().mkdir(folder)
            super().mkdir(folder)

    assert _prepare(tmp_path / "new", Rival()) is False
    assert (tmp_path / "new").is_dir()


def test_folder_when_swapped_for_a_link_right_after_it_was_made_then_nothing_beyond_the_link_is_touched(
    tmp_path: Path,
) -> None:
    """The attack on a new folder below one that others may write to. Fails on d090508."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    elsewhere.chmod(0o755)

    class Rival(FileSystem):
        def mkdir(self, folder: Path) -> None:
            super().mkdir(folder)
            folder.rmdir()
            folder.symlink_to(elsewhere)

    with disk.umask(0o277), pytest.raises(StorageError, match="cannot be used"):
        _prepare(tmp_path / "new", Rival())
    assert elsewhere.stat().st_mode & 0o777 == 0o755


@pytest.mark.parametrize("text", ["", "  ", "\t"])
def test_folder_when_empty_then_is_refused(text: str) -> None:
    with refusal(UsageError):
        folder.resolve(text)


@pytest.mark.parametrize("text", ["a\x00b", "\x00", "a\ud800b"])
def test_folder_when_no_path_can_be_so_then_is_refused(text: str) -> None:
    with refusal(UsageError):
        folder.resolve(text)


def test_folder_when_typed_then_home_and_relative_paths_are_understood(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)

    assert folder.resolve("~/keys") == tmp_path / "keys"
    assert folder.resolve("keys/../other") == tmp_path / "other"
    assert folder.resolve("\u043a\u043b\u044e\u0447\u0438 ") == tmp_path / "\u043a\u043b\u044e\u0447\u0438 "
    assert folder.resolve(os.fsdecode(b"caf\xe9")) == tmp_path / os.fsdecode(b"caf\xe9")
    assert default_folder() == tmp_path / "api-keys"


@pytest.mark.parametrize("present", ["k.private.pem", "K.PRIVATE.pem", "k.public.pem"])
@pytest.mark.parametrize("kind", ["file", "folder", "link", "dangling link"])
def test_name_when_taken_by_anything_then_is_found(tmp_path: Path, present: str, kind: str) -> None:
    taken = tmp_path / present
    match kind:
        case "file":
            taken.write_text("x")
        case "folder":
            taken.mkdir()
        case "link":
            taken.symlink_to(tmp_path)
        case _:
            taken.symlink_to(tmp_path / "nowhere")

    with pytest.raises(NameTakenError) as caught:
        folder.check_free(tmp_path, ("k.private.pem", "k.public.pem"))

    assert caught.value.names == (present,)
    assert present in caught.value.message
    assert "another name" in caught.value.hint


def test_names_when_many_are_taken_then_the_message_stays_short(tmp_path: Path) -> None:
    names = tuple(f"k-{number}.pem" for number in range(50))
    for name in names:
        (tmp_path / name).touch()

    with pytest.raises(NameTakenError, match="and 47 more") as caught:
        folder.check_free(tmp_path, names)
    assert len(caught.value.names) == 50


def test_names_when_nothing_is_there_then_are_free(tmp_path: Path) -> None:
    (tmp_path / "other.private.pem").touch()

    folder.check_free(tmp_path, ("k.private.pem",))
    folder.check_free(tmp_path / "missing", ("k.private.pem",))


def test_folder_made_for_nothing_when_taken_back_then_only_if_empty(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "file").touch()
    (tmp_path / "empty").mkdir()

    for name in ("full", "empty", "missing"):
        folder.remove_if_empty(tmp_path / name)

    assert [entry.name for entry in tmp_path.iterdir()] == ["full"]
