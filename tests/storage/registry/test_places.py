"""Where the list is kept, with which rights, and what is said where it cannot be."""

import os
import resource
import stat
import subprocess
import sys
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from app.errors import RegistryError
from app.storage.registry.connecting import address_of
from app.storage.registry.registry import Registry, _not_writable, user_registry
from tests.sentences import values_of
from tests.storage.registry.keys import full_key, key, left_by, reason, registry_in
from tests.storage.writer.disk import NOBODY, ordinary_user, shared_folder, tiny_disk, umask


def modes_below(folder: Path) -> dict[str, int]:
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*")}


@pytest.mark.parametrize("mask", [0, 0o022, 0o077, 0o277])
def test_list_when_made_then_is_for_its_owner_alone_whatever_the_umask(mask: int, tmp_path: Path) -> None:
    with umask(mask & 0o077):
        (tmp_path / "share").mkdir()
    registry = Registry(tmp_path / "share" / "program" / "keys.sqlite3")

    with umask(mask):
        registry.enrol([key(1)])
        registry.change([key(1).fingerprint], lambda record: record)

    assert modes_below(tmp_path / "share") == {"program": 0o700 & ~mask, "keys.sqlite3": 0o600}


def test_journal_while_it_is_there_then_is_for_its_owner_alone(registry: Registry) -> None:
    registry.enrol([key(1)])
    seen: dict[str, int] = {}

    with umask(0):
        registry.change([key(1).fingerprint], lambda record: seen.update(journal_modes(registry)) or record)

    assert set(seen.values()) <= {0o600}


def journal_modes(registry: Registry) -> dict[str, int]:
    return modes_below(registry.path.parent)


def test_list_when_restored_open_to_others_then_is_closed_again(registry: Registry) -> None:
    registry.enrol([key(1)])
    registry.path.chmod(0o644)

    assert registry.all() == (key(1),)

    assert stat.S_IMODE(registry.path.stat().st_mode) == 0o600


def test_link_when_in_its_place_then_is_refused_and_not_followed(registry: Registry, tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite3"
    registry.path.symlink_to(other)

    for use in (registry.all, lambda: registry.enrol([key(1)]), registry.forget_all):
        with pytest.raises(RegistryError):
            use()

    assert not other.exists()
    assert registry.path.is_symlink()


@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo])
def test_thing_when_it_is_no_file_then_is_refused_at_once(make: object, registry: Registry) -> None:
    make(registry.path)  # type: ignore[operator]

    with pytest.raises(RegistryError):
        registry.all()


@pytest.mark.parametrize("mode", [0o770, 0o707, 0o777, 0o1777])
def test_folder_when_others_can_write_to_it_then_nothing_is_kept_there(mode: int, registry: Registry) -> None:
    registry.enrol([key(1)])
    registry.path.parent.chmod(mode)

    for use in (registry.all, lambda: registry.enrol([key(2)])):
        with pytest.raises(RegistryError):
            use()

    registry.path.parent.chmod(0o700)
    assert registry.all() == (key(1),)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
@pytest.mark.parametrize("what", ["keys.sqlite3", "."])
def test_list_when_it_or_its_folder_is_of_another_user_then_is_refused(what: str, registry: Registry) -> None:
    registry.enrol([key(1)])
    os.chown(registry.path.parent / what, NOBODY, NOBODY)
    before = left_by(registry)

    for use in (registry.all, lambda: registry.enrol([key(2)])):
        with pytest.raises(RegistryError):
            use()

    assert left_by(registry) == before


def test_home_when_there_is_none_then_it_is_said_and_nothing_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", "relative")
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)

    for use in (user_registry().all, lambda: user_registry().enrol([key(1)]), user_registry().forget_all):
        with pytest.raises(RegistryError) as caught:
            use()
        assert "no home folder" in caught.value.message

    assert list(tmp_path.iterdir()) == []


def test_home_when_it_may_not_be_written_then_is_read_and_says_so() -> None:
    with shared_folder() as folder:
        os.chmod(folder, 0o777)
        with ordinary_user():
            registry = registry_in(folder)
            registry.enrol([full_key(1)])
            registry.path.parent.chmod(0o500)
            try:
                assert registry.all() == (full_key(1),)
                for use in (lambda: registry.enrol([key(2)]), registry.forget_all):
                    with pytest.raises(RegistryError) as caught:
                        use()
                    assert caught.value.message == _not_writable(None)
                assert registry.all() == (full_key(1),)
            finally:
                registry.path.parent.chmod(0o700)


def test_home_when_no_list_can_be_made_in_it_then_reading_finds_none() -> None:
    with shared_folder() as folder, ordinary_user():
        registry = Registry(folder / "data" / "keys.sqlite3")

        assert registry.all() == ()
        with pytest.raises(RegistryError):
            registry.enrol([key(1)])


@pytest.mark.thorough
def test_disk_when_it_is_full_then_it_is_said_and_the_list_is_as_before(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    with tiny_disk(disk, 200) as mounted:
        if not mounted:
            pytest.skip("only root can mount a small disk")
        registry = registry_in(disk)
        registry.enrol([full_key(1)])

        with pytest.raises(RegistryError) as caught:
            registry.enrol(full_key(number) for number in range(2, 1000))

        assert values_of(caught.value.message)["reason"] == reason("SQLITE_FULL")
        assert registry.all() == (full_key(1),)
        registry.enrol([full_key(2)])
        assert len(registry.all()) == 2


_LIMITED = """
import resource, signal, sys
from pathlib import Path, PurePosixPath, PureWindowsPath
from app.errors import RegistryError
from app.storage.registry.connecting import address_of
from app.storage.registry.registry import Registry
from tests.storage.registry.keys import full_key
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    Registry(Path(sys.argv[1])).enrol(full_key(number) for number in range(1000))
except RegistryError as error:
    print(error.message)
"""


@pytest.mark.process
def test_file_when_it_may_not_grow_then_the_list_is_as_before(registry: Registry) -> None:
    registry.enrol([full_key(5)])
    root = Path(__file__).parents[3]

    said = subprocess.run(
        [sys.executable, "-c", _LIMITED, registry.path], cwd=root, capture_output=True, text=True, check=True
    )

    assert "cannot be used" in said.stdout
    assert registry.all() == (full_key(5),)
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 100_000


def test_address_when_the_list_is_on_a_share_then_names_no_authority() -> None:
    """SQLite opens what follows the empty one: C:/..., or //server/..., which Windows takes for a share."""
    share, drive = PureWindowsPath(r"\\server\home\a b\keys"), PureWindowsPath(r"C:\home\keys")

    addresses = [address_of(path) for path in (share, drive, PurePosixPath("/home/keys"))]

    assert [address.removeprefix("file:") for address in addresses] == [
        "////server/home/a%20b/keys",
        "///C:/home/keys",
        "///home/keys",
    ]
