"""What becomes of a document that is added."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection, func, select

from extract import notes
from extract.claim import Claim, Document
from extract.library import documents, links, schema
from extract.library.changes import Changes
from extract.library.documents import Version
from extract.library.overlays import Review

NOTHING = Changes((), (), ())


class Added(NamedTuple):
    """What became of a document; claims: how many it has now; changes: from its claims before to those now.

    state: new; changed, where its text or head is another one; unchanged; copied, where it is new and tells the text
    of an earlier one (copy_of); again, where it was extracted again from the same text.
    """

    document_id: str
    state: str
    claims: int
    changes: Changes
    warnings: tuple[str, ...]
    copy_of: str


def state(before: Version | None, same: bool, again: bool = False) -> str:
    """What becomes of a document, as `Added` calls it."""
    if before is None:
        return "new"
    if not same:
        return "changed"
    return "again" if again else "unchanged"


def of(connection: Connection, document_id: str, became: str, difference: Changes) -> Added:
    """The outcome of a document as it is stored now."""
    version = documents.current(connection, document_id)
    if version is None:
        return Added(document_id, became, 0, difference, (), "")
    c = schema.claims.c
    count = connection.execute(select(func.count()).where(c.version_id == version.version_id)).scalar_one()
    original = links.copy_of(connection, document_id)
    warnings = tuple(notes.of(version.document))
    if original and became == "new":
        became = "copied"
    return Added(document_id, became, count, difference, warnings, original)


class Found(NamedTuple):
    """A claim as read, the document that it stands in, and the review that holds for it."""

    claim: Claim
    document: Document
    review: Review | None
