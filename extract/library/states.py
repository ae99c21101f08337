"""The library's state: its id, and the number of the change that it is at."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection, func, insert, select, update

from extract.library import connections, schema


class State(NamedTuple):
    """library: its id; number: of its last change; token: tells the change from others of that number."""

    library: str
    number: int
    token: str


def now() -> str:
    """This instant in UTC, as 2021-06-08T10:00:00Z."""
    return dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def of(connection: Connection) -> State:
    """The state that a transaction sees."""
    c = schema.changes.c
    last = select(func.max(c.number)).scalar_subquery()
    number, token = connection.execute(select(c.number, c.token).where(c.number == last)).one()
    library = connection.execute(select(schema.meta.c.value).where(schema.meta.c.name == "library")).scalar_one()
    return State(str(library), int(number), str(token))


def passed(connection: Connection, state: State) -> bool:
    """The library was once in that state."""
    c = schema.changes.c
    token = connection.execute(select(c.token).where(c.number == state.number)).scalar()
    return token == state.token and of(connection).library == state.library


def changed(connection: Connection, document_ids: Iterable[str]) -> None:
    """The transaction changes what the claims table shows of these documents."""
    number = int(connection.execute(select(func.max(schema.changes.c.number))).scalar_one()) + 1
    connection.execute(insert(schema.changes).values(number=number, token=secrets.token_hex(8)))
    for part in connections.parts(document_ids):
        these = schema.documents.c.document_id.in_(part)
        connection.execute(update(schema.documents).where(these).values(changed=number))
