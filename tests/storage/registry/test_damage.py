"""A damaged list: set aside whole, said, never written to, and a new one begun."""

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from app.errors import RegistryError
from app.storage.registry import connecting, database, schema
from app.storage.registry.connecting import Opening
from app.storage.registry.registry import Registry
from app.text import NOTHING
from tests.sentences import refusal, values_of
from tests.storage.registry.keys import full_key, key, left_by, reason

KEPT = "keys.damaged-1.sqlite3"


def of_noise(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 64)


def of_text(path: Path) -> None:
    path.write_text("name,venue\nbot,binance\n", encoding="utf-8")


def cut_short(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def cut_to_one_octet(path: Path) -> None:
    os.truncate(path, 1)


def emptied(path: Path) -> None:
    """As a disk leaves it after a power cut."""
    os.truncate(path, 0)


def with_a_page_of_zeros(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(2 * 4096)
        file.write(bytes(4096))


def with_a_changed_day(path: Path) -> None:
    change(path, b"2027-01-30", b"2027-21-30")


def with_a_text_that_is_no_utf_8(path: Path) -> None:
    change(path, b"the bot on", b"the b\xfft on")


def with_octets_for_a_name(path: Path) -> None:
    """As one bit of the record's header leaves it: no name, but still one for SQLite."""
    in_sqlite(path, "UPDATE keys SET name = CAST(name AS BLOB) WHERE name = 'key-00007'")


def with_octets_for_an_instant(path: Path) -> None:
    in_sqlite(path, "UPDATE files SET seen = CAST(seen AS BLOB)")


def with_another_name_for_a_column(path: Path) -> None:
    change(path, b"api_key TEXT", b"api_kex TEXT")


def with_another_name_for_a_function(path: Path) -> None:
    change(path, b"date(due)", b"fate(due)")


def with_tables_that_are_no_utf_8(path: Path) -> None:
    """SQLite cannot read them, and says so in words that cannot be read either."""
    change(path, b"WITHOUT ROWID", b"WITHOU\xd4 ROWID")


def with_a_version_below_all(path: Path) -> None:
    in_sqlite(path, "PRAGMA user_version = -2147483647")


def with_tables_of_no_version(path: Path) -> None:
    in_sqlite(path, "PRAGMA user_version = 0")


def in_sqlite(path: Path, statement: str) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute(statement)
    connection.close()


def change(path: Path, old: bytes, new: bytes) -> None:
    content = path.read_bytes()
    assert old in content
    path.write_bytes(content.replace(old, new, 1))


def of_another_program(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE notes (words TEXT)")
    connection.close()
    path.chmod(0o600)


def of_another_program_with_a_version(path: Path) -> None:
    of_another_program(path)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 7")
    connection.close()


def of_a_terabyte(path: Path) -> None:
    os.truncate(path, 1 << 40)


DAMAGES = (
    of_noise,
    of_text,
    cut_short,
    cut_to_one_octet,
    emptied,
    with_a_page_of_zeros,
    with_a_changed_day,
    with_a_text_that_is_no_utf_8,
    with_octets_for_a_name,
    with_octets_for_an_instant,
    with_another_name_for_a_column,
    with_another_name_for_a_function,
    with_tables_that_are_no_utf_8,
    with_a_version_below_all,
    with_tables_of_no_version,
    of_another_program,
    of_another_program_with_a_version,
    of_a_terabyte,
)


def name_of(damage: Callable[[Path], None]) -> str:
    return damage.__name__


def used(registry: Registry) -> str:
    """What is said by the first use, be it that it fails."""
    try:
        registry.enrol([key(1)])
    except RegistryError as error:
        return error.message
    return registry.notice


@pytest.mark.parametrize("damage", DAMAGES, ids=name_of)
def test_list_when_damaged_then_is_kept_as_it_is_and_a_new_one_begun(
    damage: Callable[[Path], None], registry: Registry
) -> None:
    registry.enrol(full_key(number) for number in range(2, 60))
    damage(registry.path)
    huge = registry.path.stat().st_size > 1 << 30
    before = b"" if huge else registry.path.read_bytes()
    inode = registry.path.stat().st_ino

    if damage is with_a_text_that_is_no_utf_8:
        with pytest.raises(RegistryError):  # nobody sees it before it is read
            registry.all()
    said = used(registry) or KEPT

    kept = registry.path.with_name(KEPT)
    assert KEPT in said
    assert kept.stat().st_ino == inode
    assert huge or kept.read_bytes() == before
    assert registry.all() == (key(1),)
    assert values_of(registry.notice) == {"path": str(kept)}


def test_reading_when_the_list_was_damaged_then_reminds_until_that_one_is_gone(registry: Registry) -> None:
    """Nobody watches what was in it: to say it once is to say it to whoever happens to be there."""
    of_noise(registry.path)

    for _ in range(3):
        assert registry.all() == ()
        assert KEPT in registry.notice
        assert registry.is_incomplete
    registry.path.unlink()
    assert registry.all() == ()
    assert KEPT in registry.notice
    registry.path.with_name(KEPT).unlink()
    assert registry.all() == ()
    assert registry.notice == NOTHING
    assert not registry.is_incomplete


def test_lists_when_damaged_again_and_again_then_each_is_kept(registry: Registry) -> None:
    for number in range(1, 4):
        registry.path.write_bytes(b"damaged %d" % number * 100)
        registry.enrol([key(number)])

    files = left_by(registry)
    for number in range(1, 4):
        assert files[f"keys.damaged-{number}.sqlite3"] == b"damaged %d" % number * 100
    assert registry.all() == (key(3),)


def test_journal_when_sqlite_was_not_let_near_then_goes_with_its_list(registry: Registry) -> None:
    """Beside another list it would be taken for that one's."""
    registry.path.touch(0o600)
    of_a_terabyte(registry.path)
    Path(f"{registry.path}-journal").write_bytes(b"what was")
    Path(f"{registry.path.with_name(KEPT)}-journal").write_bytes(b"of another one")

    registry.enrol([key(1)])

    names = {path.name: path for path in database.copies_set_aside(registry.path)}
    assert names["keys.damaged-2.sqlite3-journal"].read_bytes() == b"what was"
    assert names[f"{KEPT}-journal"].read_bytes() == b"of another one"
    assert registry.all() == (key(1),)


_KILLED = """
import os
import sys
from pathlib import Path
from app.storage.registry import schema
from app.storage.registry.registry import Registry
migrate = schema.migrate

def killed(connection):
    if sys.argv[2] == "after":
        migrate(connection)
    os._exit(9)

schema.migrate = killed
Registry(Path(sys.argv[1])).enrol([])
"""


@pytest.mark.process
@pytest.mark.parametrize("moment", ["before", "after"])
def test_process_when_killed_while_it_makes_the_list_then_nothing_is_damaged_ever_after(
    moment: str, registry: Registry
) -> None:
    command = [sys.executable, "-c", _KILLED, str(registry.path), moment]
    killed = subprocess.run(command, cwd=Path(__file__).parents[3], check=False)
    assert killed.returncode == 9
    for left in registry.path.parent.iterdir():
        os.utime(left, (time.time() - 3600,) * 2)

    assert registry.all() == ()
    registry.enrol([key(1)])
    assert (registry.all(), registry.notice) == ((key(1),), NOTHING)


def test_disk_when_it_is_full_before_there_is_a_list_then_nothing_is_left(
    registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: sqlite3.Connection) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode, error.sqlite_errorname = sqlite3.SQLITE_FULL, "SQLITE_FULL"
        raise error

    monkeypatch.setattr(schema, "migrate", full)
    with refusal(RegistryError, reason=reason("SQLITE_FULL")):
        registry.enrol([key(1)])

    assert left_by(registry) == {}


@pytest.mark.parametrize("hours", [-1, 0, 24])
def test_list_when_it_lost_everything_then_is_damaged_whatever_the_clock_says(
    hours: int, registry: Registry
) -> None:
    registry.enrol([key(1)])
    os.truncate(registry.path, 0)
    os.utime(registry.path, (time.time() + 3600 * hours,) * 2)

    assert registry.all() == ()
    assert KEPT in registry.notice


def test_list_when_another_program_sets_it_aside_meanwhile_then_the_new_one_is_used(
    registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite finds that its file has another name by then, which it calls an error of the disk."""
    registry.enrol([key(1)])
    real = connecting.connect

    def moved(path: Path, *, make: bool) -> Opening:
        monkeypatch.setattr(database, "connect", real)
        path.rename(path.with_name(KEPT))
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = sqlite3.SQLITE_IOERR
        raise error

    monkeypatch.setattr(database, "connect", moved)

    assert registry.all() == ()
    assert KEPT in registry.notice


def test_disk_when_it_fails_to_read_then_the_list_stays_where_it_is(
    registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    registry.enrol([key(1)])

    def failing(*_: object) -> None:
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode, error.sqlite_errorname = sqlite3.SQLITE_IOERR, "SQLITE_IOERR_READ"
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(connecting, "_check_once", failing)
        with refusal(RegistryError, reason=reason("SQLITE_IOERR")):
            registry.all()

    assert registry.all() == (key(1),)
    assert not database.copies_set_aside(registry.path)


def newer(registry: Registry, *statements: str) -> None:
    with sqlite3.connect(registry.path) as connection:
        for statement in (*statements, f"PRAGMA user_version = {schema.VERSION + 1}"):
            connection.execute(statement)
    connection.close()


def test_list_when_from_a_newer_version_then_is_read_and_not_changed(registry: Registry) -> None:
    registry.enrol([full_key(1)])
    newer(registry, "ALTER TABLE keys ADD COLUMN colour TEXT", "CREATE TABLE tags (name TEXT)")
    before = registry.path.read_bytes()

    assert registry.all() == (full_key(1),)
    assert "newer version" in registry.notice
    for use in (
        lambda: registry.enrol([key(2)]),
        lambda: registry.forget([key(1).fingerprint]),
        registry.forget_all,
    ):
        with pytest.raises(RegistryError, match="newer version"):
            use()

    assert registry.path.read_bytes() == before


def test_list_when_a_newer_version_has_other_columns_then_it_is_an_error_and_no_damage(
    registry: Registry,
) -> None:
    registry.enrol([full_key(1)])
    newer(registry, "ALTER TABLE keys DROP COLUMN note")
    before = registry.path.read_bytes()

    with pytest.raises(RegistryError):
        registry.all()

    assert left_by(registry) == {"keys.sqlite3": before}


def test_list_when_another_program_was_faster_then_its_new_list_stays(
    registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """GIVEN two that find the damage WHEN one has begun a new list before the other has the lock."""
    of_noise(registry.path)
    wait = database._wait_for

    def wait_too_long(lock: int) -> None:
        monkeypatch.setattr(database, "_wait_for", wait)
        Registry(registry.path).enrol([key(1)])
        wait(lock)

    monkeypatch.setattr(database, "_wait_for", wait_too_long)
    registry.enrol([key(2)])

    assert registry.all() == (key(1), key(2))
    assert [path.name for path in database.copies_set_aside(registry.path)] == [KEPT]


_READER = """
import sys
import time
from pathlib import Path
from app.storage.registry.registry import Registry
registry = Registry(Path(sys.argv[1]))
sys.stdin.readline()
registry.enrol([])
print(len(registry.all()), bool(registry.notice))
"""


@pytest.mark.process
def test_processes_when_they_find_the_damage_at_once_then_it_is_set_aside_once(registry: Registry) -> None:
    of_noise(registry.path)
    before, root = registry.path.read_bytes(), Path(__file__).parents[3]
    command = [sys.executable, "-c", _READER, str(registry.path)]
    readers = [
        subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE) for _ in range(6)
    ]
    for reader in readers:
        assert reader.stdin
        reader.stdin.write(b"\n")
        reader.stdin.flush()
    said = [reader.communicate(timeout=60)[0].split()[:1] for reader in readers]

    assert said == [[b"0"]] * 6
    kept = database.copies_set_aside(registry.path)
    assert [(path.name, path.read_bytes()) for path in kept] == [(KEPT, before)]
