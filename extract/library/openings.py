"""Opening a library: what is ours and sound is opened, nothing else is ever written over."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import sqlite3
import tempfile
import uuid
from pathlib import Path

from sqlalchemy import Connection, func, insert, inspect, select, text

from extract import atomic, folders
from extract.library import connections, migrations, schema
from extract.library.connections import Store
from extract.library.errors import RESTORE, LibraryError, told

VARIABLE = "MIGRATION_FIGURES_LIBRARY"
SHOWN = "MIGRATION_FIGURES_SHOWN"  # the libraries that the dashboard was asked to open, a line each
FILE, DATABASE, DATA_SET = "file", "database", "data set"
_NAME = "library.sqlite"
_MAGIC = b"SQLite format 3\0"
_ADD = "add documents first (migration-figures add …)"
_OTHER = "give another name with --library"
_CREATING = 0x4D664C31  # the lock under which a PostgreSQL library is made


def default() -> str:
    """Where the library is if nobody says: the environment's, else in the user's data folder."""
    return os.environ.get(VARIABLE) or str(home() / _NAME)


def own() -> str:
    """Where the library is that documents are added to if nobody says: the default one, unless that is a data set."""
    return str(home() / _NAME) if kind(default()) == DATA_SET else default()


def kind(where: str) -> str:
    """What is, or would be, at a place: a file, a database, or a data set, which is a folder or its address."""
    if connections.is_address(where):
        return DATABASE
    return DATA_SET if folders.is_set(where) else FILE


def exists() -> bool:
    """Whether the default library is there already; one at an address is taken to be."""
    where = default()
    return kind(where) != FILE or Path(where).exists()


def home() -> Path:
    """The user's folder for the program's data."""
    import platformdirs

    return Path(platformdirs.user_data_dir("migration-figures", appauthor=False))


def opened(where: str, create: bool, read_only: bool) -> Store:
    """The store of a library, of today's schema; a LibraryError says why there is none."""
    if connections.is_address(where):
        return _address(where, create, read_only)
    path = Path(where)
    if path.is_symlink() and not path.exists():
        raise LibraryError(
            f"{path}: it is a link to {path.readlink()}, where there is nothing; delete the link, or {_OTHER}"
        )
    if not path.exists() and create and not read_only:
        _create(path, where == default())
    _check(path)
    return _today(connections.sqlite(path, read_only))


def _today(store: Store) -> Store:
    """The store with today's tables; closed where it cannot have them."""
    try:
        with told(store.where):
            migrations.migrate(store)
    except BaseException:
        store.close()
        raise
    return store


def _check(path: Path) -> None:
    """A LibraryError where the file is none of ours; only its first bytes are read."""
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except FileNotFoundError:
        raise LibraryError(f"{path}: there is no library; {_ADD}, or check the name") from None
    except OSError as error:
        raise LibraryError(f"{path}: it cannot be read ({error.strerror}); check its permissions") from None
    if not head:
        raise LibraryError(f"{path}: the file is empty and no library; delete it, or {_OTHER}")
    if not head.startswith(_MAGIC):
        raise LibraryError(f"{path}: it is no library of this program (and no database); {_OTHER}, or {RESTORE}")
    if len(head) < 100:
        raise LibraryError(f"{path}: it is damaged (cut short); {RESTORE}")
    if int.from_bytes(head[68:72], "big") != schema.APPLICATION_ID:
        raise LibraryError(f"{path}: it is a database of another program; {_OTHER}")


def is_ours(path: Path) -> bool:
    """Whether a file is a library; one that cannot be read is none."""
    try:
        _check(path)
    except LibraryError:
        return False
    return True


def _create(path: Path, ours: bool) -> None:
    """A new library takes its name only when it is complete, and never somebody else's."""
    if ours:
        path.parent.mkdir(parents=True, exist_ok=True)
    if not path.parent.is_dir():
        raise LibraryError(f"{path}: the folder {path.parent} does not exist; make it first (mkdir -p)")
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}.", suffix=".part") as name:
            part = Path(name, path.name)
            part.touch()  # with the permissions that new files have here
            blank(part)
            with contextlib.suppress(FileExistsError):  # somebody was quicker: theirs is checked and opened
                publish(part, path)
    except OSError as error:
        raise LibraryError(
            f"{path}: no library can be made there ({error.strerror}); make room, or choose another folder"
        ) from None


def blank(path: Path) -> None:
    """A library without documents in a new file."""
    with told(str(path)):
        plain = sqlite3.connect(path, isolation_level=None)
        plain.execute("PRAGMA journal_mode = WAL")
        plain.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        plain.close()
    store = connections.sqlite(path)
    with store.writing() as connection:
        _tables(connection)
        connection.execute(text(f"PRAGMA user_version = {schema.VERSION}"))
    store.close()


def publish(part: Path, path: Path) -> None:
    """The finished file gets its name; FileExistsError where that is taken, OSError where the file system refuses."""
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
        part.replace(path)
    with contextlib.suppress(OSError):
        atomic.synced(path.parent)


def _tables(connection: Connection) -> None:
    schema.metadata.create_all(connection)
    connection.execute(insert(schema.meta).values(name="library", value=uuid.uuid4().hex))
    connection.execute(insert(schema.changes).values(number=1, token=secrets.token_hex(8)))


def _address(where: str, create: bool, read_only: bool) -> Store:
    store = connections.postgresql(where)
    with told(store.where), store.engine.begin() as connection:
        connection.execute(select(func.pg_advisory_xact_lock(_CREATING)))
        ours = _ours(connection, store.where)
        if not ours and (read_only or not create):
            raise LibraryError(f"{store.where}: there is no library; {_ADD}, or check the address")
        if not ours:
            _tables(connection)
            connection.execute(insert(schema.meta).values(name="schema", value=str(schema.VERSION)))
    _today(store)
    if read_only:
        store.why_not = "it was opened for reading only"
    return store


def _ours(connection: Connection, where: str) -> bool:
    """The database holds a library; a LibraryError where it holds tables of others that have our names."""
    there = set(inspect(connection).get_table_names())
    taken = there.intersection(schema.metadata.tables)
    if not taken:
        return False
    of_meta = {column["name"] for column in inspect(connection).get_columns("meta")} if "meta" in there else set()
    if of_meta == {"name", "value"}:
        found = connection.execute(select(schema.meta.c.value).where(schema.meta.c.name == "schema")).scalar()
        if found:
            return True
    raise LibraryError(
        f"{where}: it holds tables of another program ({', '.join(sorted(taken))});"
        " make a database of its own for the library (createdb) and give that"
    )
