"""A copy of the library in a new SQLite file, raw files beside it; complete or absent."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from sqlalchemy import insert, select, text

from extract import atomic
from extract.library import connections, openings, schema
from extract.library.connections import Store
from extract.library.errors import LibraryError, told
from extract.library.files import Raw

_PART = 5_000  # rows written at once


def write(store: Store, raw: Raw, path: Path) -> None:
    """The file is there under its name only when all of it is."""
    beside = Path(f"{path}.files")
    for taken in (path, beside):
        if os.path.lexists(taken):  # also a link to nothing
            raise LibraryError(f"{taken}: it is there already; give the backup another name")
    if not path.parent.is_dir():
        raise LibraryError(f"{path}: the folder {path.parent} does not exist; make it first (mkdir -p)")
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}.") as name:
            part = Path(name, path.name)
            _database(store, part)
            _files(part, raw, Path(name, beside.name))
            _published(part, path, Path(name, beside.name), beside)
            atomic.synced(path.parent)
    except FileExistsError:
        raise LibraryError(f"{path}: it is there already; give the backup another name") from None
    except OSError as error:
        raise LibraryError(
            f"{path}: the backup cannot be written ({error.strerror}); make room, or choose another folder"
        ) from None


def _published(part: Path, path: Path, files: Path, beside: Path) -> None:
    """Database and raw files get their names, the files first; none of them where the database's is taken."""
    if files.exists():
        files.rename(beside)
    try:
        openings.publish(part, path)
    except OSError:
        if not files.exists() and beside.exists():
            beside.rename(files)
        raise


def _database(store: Store, part: Path) -> None:
    with told(str(part)):
        if store.path is None:
            openings.blank(part)
            _rows(store, part)
        else:
            with store.reading() as connection, closing(sqlite3.connect(part)) as target:
                connections.raw(connection).backup(target)
        with closing(sqlite3.connect(part)) as target:
            target.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            (said,) = target.execute("PRAGMA quick_check").fetchone()
    if said != "ok":
        raise LibraryError(f"{store.where}: it is damaged and was not copied ({said}); run migration-figures verify")
    handle = os.open(part, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)


def _rows(store: Store, part: Path) -> None:
    """Every table's rows, as one moment had them."""
    copy = connections.sqlite(part)
    with store.reading() as connection, copy.writing() as target:
        target.execute(text("PRAGMA defer_foreign_keys = ON"))
        for table in reversed(schema.metadata.sorted_tables):
            target.execute(table.delete())
        for table in schema.metadata.sorted_tables:
            found = connection.execute(select(table), execution_options={"stream_results": True, "yield_per": _PART})
            for rows in found.mappings().partitions():
                target.execute(insert(table), [dict(row) for row in rows])
        target.execute(schema.meta.delete().where(schema.meta.c.name == "schema"))
    copy.close()


def _files(part: Path, raw: Raw, beside: Path) -> None:
    """The raw files that the copy names, those of them that lie here."""
    copies = Raw(beside)
    with closing(sqlite3.connect(part)) as database:
        names = database.execute("SELECT DISTINCT sha256 FROM versions WHERE kept = 1").fetchall()
    for (name,) in names:
        if raw.path(name).exists():
            copies.path(name).parent.mkdir(parents=True, exist_ok=True)
            with atomic.writing(copies.path(name)) as out, raw.path(name).open("rb") as source:
                shutil.copyfileobj(source, out)
