"""The tables of the list, and the way from each older version to today's.

A new version is one more entry in MIGRATIONS: never change an old one, files of it exist. What a CHECK
says is looked at again by quick_check: a day that a bad disk has changed is damage, not an error later.
"""

import sqlite3

APPLICATION_ID = 0x414B4731  # "AKG1": `PRAGMA application_id`

_FIRST = (
    """
    CREATE TABLE keys (
        fingerprint TEXT PRIMARY KEY NOT NULL,
        public_key BLOB NOT NULL,
        algorithm TEXT NOT NULL,
        name TEXT NOT NULL,
        venue TEXT NOT NULL,
        purpose TEXT NOT NULL,
        client TEXT NOT NULL,
        api_key TEXT NOT NULL,
        created TEXT NOT NULL CHECK (created = '' OR date(created) IS created),
        registered TEXT NOT NULL CHECK (registered = '' OR date(registered) IS registered),
        whitelisted INTEGER NOT NULL CHECK (whitelisted IN (0, 1)),
        due TEXT NOT NULL CHECK (due = '' OR date(due) IS due),
        leaked INTEGER NOT NULL CHECK (leaked IN (0, 1)),
        replaced_by TEXT NOT NULL,
        retired TEXT NOT NULL CHECK (retired = '' OR date(retired) IS retired),
        note TEXT NOT NULL,
        steps TEXT NOT NULL
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE files (
        fingerprint TEXT NOT NULL REFERENCES keys (fingerprint) ON DELETE CASCADE,
        path TEXT NOT NULL,
        seen TEXT NOT NULL,
        UNIQUE (fingerprint, path)
    )
    """,
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (_FIRST,)
VERSION = len(MIGRATIONS)


def version_of(connection: sqlite3.Connection) -> int:
    """Return `PRAGMA user_version`: 0 for an empty file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def is_foreign(connection: sqlite3.Connection) -> bool:
    """Return whether the file belongs to another program: it has tables, and not our mark with a version.

    All of it at one moment: another program may be making the list just now.
    """
    connection.execute("BEGIN")
    with connection:
        mark = connection.execute("PRAGMA application_id").fetchone()[0]
        tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
        version = version_of(connection)
        return version < 1 if mark == APPLICATION_ID else bool(mark or tables or version)


def migrate(connection: sqlite3.Connection, migrations: tuple[tuple[str, ...], ...] = MIGRATIONS) -> None:
    """Bring the tables up to date, in one transaction: after a crash they are of the old version, whole."""
    if version_of(connection) >= len(migrations):
        return
    connection.execute("BEGIN IMMEDIATE")
    with connection:
        for number in range(version_of(connection), len(migrations)):  # again: another one may have done it
            for statement in migrations[number]:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(migrations)}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
