"""From one schema version to the next: in order, each step whole or not at all, a copy made first."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, select, text, update

from extract import atomic
from extract.library import connections, schema
from extract.library.connections import Store
from extract.library.errors import RESTORE, LibraryError

# By the version they lead to, the statements of each step; version 1 is the first.
STEPS: Mapping[int, Sequence[str]] = {}


def migrate(store: Store) -> None:
    """The library gets today's schema; a LibraryError where it is newer, or where a step fails (nothing is changed)."""
    with store.reading() as connection:
        found = version(connection)
    if found > schema.VERSION:
        raise LibraryError(
            f"{store.where}: it was made by a newer program (version {found} of the tables, this one knows"
            f" {schema.VERSION}); update with: pip install -U migration-figures"
        )
    if found < 1:
        raise LibraryError(f"{store.where}: it is damaged (it names no version of its tables); {RESTORE}")
    if found == schema.VERSION:
        return
    if store.why_not:
        raise LibraryError(
            f"{store.where}: it was made by an older program and must be brought up to date once, but {store.why_not}"
        )
    for number in range(found + 1, schema.VERSION + 1):
        _step(store, number)


def version(connection: Connection) -> int:
    """The version of a library's tables."""
    if connection.dialect.name == "sqlite":
        return int(connection.execute(text("PRAGMA user_version")).scalar_one())
    return int(connection.execute(select(schema.meta.c.value).where(schema.meta.c.name == "schema")).scalar_one())


def _step(store: Store, number: int) -> None:
    if store.path is not None:
        _keep(store, store.path, number)
    with store.writing() as connection:
        if version(connection) >= number:
            return  # another program did it meanwhile
        for statement in STEPS[number]:
            connection.execute(text(statement))
        if store.path is None:
            connection.execute(update(schema.meta).where(schema.meta.c.name == "schema").values(value=str(number)))
        else:
            if connection.execute(text("PRAGMA foreign_key_check")).first():
                raise LibraryError(f"{store.where}: it cannot be brought up to date (links are broken); {RESTORE}")
            connection.execute(text(f"PRAGMA user_version = {number}"))


def _keep(store: Store, path: Path, number: int) -> None:
    """A copy of the library as it was, beside it: library.sqlite.version-1."""
    copy = path.with_name(f"{path.name}.version-{number - 1}")
    try:
        with store.reading() as connection, atomic.part(copy) as name:
            source = connections.raw(connection)
            with closing(sqlite3.connect(name)) as target:
                source.backup(target)
    except OSError as error:
        raise LibraryError(
            f"{store.where}: no copy can be made before it is brought up to date ({error.strerror}); make room"
        ) from None
