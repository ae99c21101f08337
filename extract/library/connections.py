"""Connections to the library's database: transactions that read and transactions that write."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from extract.library.errors import LibraryError, told

WAIT = 10  # seconds for which a writer waits for another one
_IDS = 500  # in one statement: PostgreSQL takes 65,535, and some builds of SQLite 32,766
_ADDRESSES = ("postgresql://", "postgresql+psycopg://", "postgres://")
_WRITES = "writes"
_DRIVER = "PostgreSQL needs its driver; install it with: pip install 'migration-figures[postgresql]'"


class Store:
    """A database and its transactions; why_not: why nothing can be written, empty where it can."""

    def __init__(self, engine: Engine, where: str, path: Path | None = None, why_not: str = "") -> None:
        self.engine = engine
        self.where = where
        self.path = path
        self.why_not = why_not
        self._file = _file(path) if path else None
        self._closed = False

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees the library as it is at its beginning, whoever writes meanwhile."""
        self.usable()
        with told(self.where), self.engine.connect() as connection:
            if self.path is None:
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that alone writes: all of it is kept at its end, or nothing."""
        if self.why_not:
            raise LibraryError(f"{self.where}: {self.why_not}")
        self.usable()
        with told(self.where), self.engine.connect() as connection:
            connection = connection.execution_options(**{_WRITES: True})
            with connection.begin():
                if self.path is None:
                    connection.execute(text(f"SET LOCAL lock_timeout = '{WAIT}s'"))
                    connection.execute(text("LOCK TABLE meta IN EXCLUSIVE MODE"))
                yield connection

    def close(self) -> None:
        """No connection is left open, and none is opened any more."""
        self._closed = True
        self.engine.dispose()

    def usable(self) -> None:
        """A LibraryError where it is closed, or its file deleted or replaced: what is written there would be lost."""
        if self._closed:
            raise LibraryError(f"{self.where}: the library is closed; open it again")
        if self.path and _file(self.path) != self._file:
            raise LibraryError(f"{self.where}: the library was deleted or replaced while it was open; open it again")


def _file(path: Path) -> tuple[int, int] | None:
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_dev, state.st_ino


def is_address(where: str) -> bool:
    """It is the address of a PostgreSQL database, not a file."""
    return where.startswith(_ADDRESSES)


def database(where: str) -> str:
    """What people call the database at an address: its name, else its machine's."""
    try:
        url = make_url(where)
    except (ArgumentError, ValueError):
        return "database"
    return url.database or url.host or "database"


def postgresql(where: str) -> Store:
    """The store at an address; a LibraryError where the driver or the address will not do."""
    try:
        url = make_url(where)
    except (ArgumentError, ValueError):
        raise LibraryError(
            f"{where.split('@')[-1]}: it is no address; write it as postgresql://user@host/database"
        ) from None
    shown = url.render_as_string(hide_password=True)
    try:
        engine = create_engine(
            url.set(drivername="postgresql+psycopg"), pool_pre_ping=True, connect_args={"connect_timeout": WAIT}
        )
    except ModuleNotFoundError:
        raise LibraryError(f"{shown}: {_DRIVER}") from None
    return Store(engine, shown)


def sqlite(path: Path, read_only: bool = False) -> Store:
    """The store in a file that is there; where it cannot be written it is opened for reading and says why."""
    why_not = _locked(path)
    mode = "rw"
    if why_not:
        mode = "ro" if _readable(path, "ro") else "immutable"
    elif read_only:
        mode, why_not = "query", "it was opened for reading only"
    return Store(_sqlite_engine(path, mode), str(path), path, why_not)


def _locked(path: Path) -> str:
    """Why a file cannot be written; empty where it can."""
    if not os.access(path, os.W_OK):
        return f"it is read-only; change its permissions (chmod u+w {path.name})"
    if not os.access(path.parent, os.W_OK):
        return f"its folder is read-only; change the folder's permissions (chmod u+w {path.parent})"
    return ""


def _readable(path: Path, mode: str) -> bool:
    """A read-only folder lets nobody make the files that SQLite reads a WAL database with."""
    try:
        connection = _connect(path, mode)
    except sqlite3.Error:
        return False
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError as error:
        opened = not error.sqlite_errorname.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY"))
        if not opened and (journal := Path(f"{path}-wal")).exists() and journal.stat().st_size:
            raise LibraryError(
                f"{path}: its last changes lie in {journal.name} and its folder is read-only;"
                " open it once where it may be written"
            ) from None
        return opened
    finally:
        connection.close()
    return True


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    asked = {"immutable": "mode=ro&immutable=1", "query": "mode=rw"}.get(mode, f"mode={mode}")
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{asked}", uri=True, timeout=WAIT, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    if mode == "query":  # one that may write clears up behind itself, one that may not leaves files
        connection.execute("PRAGMA query_only = ON")
    connection.execute("PRAGMA cache_size = -65536")  # kilobytes, for the indexes of a large library
    return connection


def _sqlite_engine(path: Path, mode: str) -> Engine:
    url = URL.create("sqlite", database=str(path))
    engine = create_engine(url, creator=lambda: _connect(path, mode))

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # a reader sees one state; a writer waits for the others at once, not at its first change
        writes = connection.get_execution_options().get(_WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def parts(ids: Iterable[str]) -> Iterator[list[str]]:
    """Ids in their order, each once, as many at a time as go into one statement."""
    wanted = sorted(set(ids))
    for first in range(0, len(wanted), _IDS):
        yield wanted[first : first + _IDS]


def raw(connection: Connection) -> Any:
    """The driver's own connection."""
    return connection.connection.driver_connection
