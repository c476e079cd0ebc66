"""The tables of each version become those of the next, whole or not at all."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from app.errors import RegistryError
from app.storage.registry import schema
from app.storage.registry.registry import Registry
from tests.storage.registry.keys import full_key, key

NEXT = (
    "ALTER TABLE keys ADD COLUMN colour TEXT NOT NULL DEFAULT 'grey'",
    "CREATE INDEX by_colour ON keys (colour)",
)
MIGRATIONS = (*schema.MIGRATIONS, NEXT)


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(tmp_path / "list", isolation_level=None)
    yield connection
    connection.close()


def tables(connection: sqlite3.Connection) -> set[str]:
    return {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE sql IS NOT NULL")}


@pytest.mark.parametrize("version", range(len(MIGRATIONS) + 1))
def test_list_when_of_any_older_version_then_becomes_the_newest(
    version: int, connection: sqlite3.Connection
) -> None:
    schema.migrate(connection, MIGRATIONS[:version])
    assert schema.version_of(connection) == version

    schema.migrate(connection, MIGRATIONS)

    assert schema.version_of(connection) == len(MIGRATIONS)
    assert tables(connection) == {"keys", "files", "by_colour"}
    assert not schema.is_foreign(connection)


def test_list_when_another_program_is_making_it_then_is_no_stranger_s(
    connection: sqlite3.Connection, tmp_path: Path
) -> None:
    """GIVEN a look at mark and tables WHEN they come between the two THEN nothing is set aside for that."""

    def made_now(statement: str) -> None:
        other = sqlite3.connect(tmp_path / "list", isolation_level=None, timeout=0)
        with suppress(sqlite3.OperationalError):  # locked
            if "sqlite_schema" in statement:
                schema.migrate(other)
        other.close()

    connection.set_trace_callback(made_now)

    assert not schema.is_foreign(connection)


def test_list_when_migrated_then_keeps_its_keys(registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    registry.enrol([full_key(1), key(2)])

    monkeypatch.setattr(schema, "VERSION", len(MIGRATIONS))
    monkeypatch.setattr(schema.migrate, "__defaults__", (MIGRATIONS,))
    registry.enrol([key(3)])

    assert registry.all() == (full_key(1), key(2), key(3))
    with sqlite3.connect(registry.path) as connection:
        assert connection.execute("SELECT DISTINCT colour FROM keys").fetchall() == [("grey",)]
    connection.close()


@pytest.mark.parametrize("done", range(len(NEXT) + 1))
def test_migration_when_it_dies_after_any_statement_then_the_old_version_is_whole(
    done: int, connection: sqlite3.Connection
) -> None:
    schema.migrate(connection, MIGRATIONS[:-1])
    before = tables(connection)

    with pytest.raises(sqlite3.OperationalError):
        schema.migrate(connection, (*MIGRATIONS[:-1], (*NEXT[:done], "THIS IS NO STATEMENT")))

    assert (schema.version_of(connection), tables(connection)) == (len(MIGRATIONS) - 1, before)
    schema.migrate(connection, MIGRATIONS)


def test_version_when_the_disk_may_not_be_written_then_an_older_list_is_an_error(
    registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    registry.enrol([key(1)])
    monkeypatch.setattr(schema, "VERSION", len(MIGRATIONS))
    monkeypatch.setattr(os, "access", lambda *_: False)

    with pytest.raises(RegistryError):
        registry.all()
