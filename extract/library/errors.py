"""The errors of the library, each with its file or address, what is wrong and the remedy."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exc

RESTORE = "restore a backup, or add the documents to a new library"
_SQLITE = {
    "SQLITE_FULL": "the disk is full; make room and try again (what was added before is kept)",
    "SQLITE_BUSY": "another program has been writing to it for more than ten seconds; wait for it, then try again",
    "SQLITE_LOCKED": "another program has been writing to it for more than ten seconds; wait for it, then try again",
    "SQLITE_READONLY": "it may not be written; change its permissions and its folder's (chmod u+w)",
    "SQLITE_CANTOPEN": "it cannot be opened; check the permissions of the file and of its folder",
    "SQLITE_NOTADB": f"it is damaged and no database any more; {RESTORE}",
    "SQLITE_CORRUPT": f"it is damaged; {RESTORE}",
    "SQLITE_IOERR": "the disk could not be read or written; check it, then run migration-figures verify",
    "SQLITE_TOOBIG": "a document is too long for the database; split it",
}
_POSTGRESQL = {
    "55P03": "another program has been writing to it for more than ten seconds; wait for it, then try again",
    "53100": "the server's disk is full; make room there and try again (what was added before is kept)",
    "42501": "its user may not write there; ask the server's owner for the rights",
    "25006": "the server takes no changes now; ask the server's owner",
}


# What values raise that are not what was written: a text that is none, no row where there must be one.
_STRANGE = (
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    OverflowError,
    exc.NoResultFound,
    exc.MultipleResultsFound,
)


class LibraryError(Exception):
    """The library cannot do what was asked; the message names the file, the place and the remedy."""


@contextmanager
def told(where: str) -> Iterator[None]:
    """Within it, what a database says is said as a LibraryError."""
    try:
        yield
    except exc.DBAPIError as error:
        raise LibraryError(f"{where}: {_reason(error.orig or error)}") from error
    except sqlite3.Error as error:
        raise LibraryError(f"{where}: {_reason(error)}") from error
    except UnicodeDecodeError as error:  # SQLite's own message holds damaged text
        raise LibraryError(f"{where}: it is damaged; {RESTORE}") from error


@contextmanager
def stored(where: str) -> Iterator[None]:
    """Within it, a stored value that is not what was written is said as a LibraryError, too."""
    try:
        with told(where):
            yield
    except _STRANGE as error:
        first = str(error).partition("\n")[0]
        raise LibraryError(f"{where}: it is damaged ({type(error).__name__}: {first}); {RESTORE}") from error


def _reason(error: BaseException) -> str:
    """What an error of a driver means to the user."""
    name = str(getattr(error, "sqlite_errorname", "") or "")
    known = next((said for key, said in _SQLITE.items() if name.startswith(key)), "")
    known = known or _POSTGRESQL.get(str(getattr(error, "sqlstate", "") or ""), "")
    first = " ".join(str(error).split("\n")[0].split())
    if known:
        return known
    if isinstance(error, sqlite3.DatabaseError):
        # without a code of its own: "malformed database schema", "could not decode to UTF-8"
        return f"it is damaged or not made by this program ({first}); {RESTORE}"
    return f"the database refused ({first}); check that it runs and can be reached"
