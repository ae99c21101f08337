"""What the library holds: a line a document, and claims by their ids."""

from __future__ import annotations

import json
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from extract import notes
from extract.claim import SHORTEST, Claim, Document
from extract.library import documents, reviews, schema
from extract.library.errors import LibraryError

_NONE = (0, 0)


class Listed(NamedTuple):
    """A document of the library; claims: of its present version; reviewed: claims with a review that holds.

    orphaned: reviews whose figure is no longer in the text; copy_of: the document whose text it tells again; added:
    when it first was; source: the file or address that it was last read from.
    """

    document_id: str
    title: str
    publisher: str
    published: str
    versions: int
    claims: int
    reviewed: int
    orphaned: int
    warnings: tuple[str, ...]
    copy_of: str
    added: str
    source: str


def of(connection: Connection) -> list[Listed]:
    """The documents by their ids."""
    v, d = schema.versions.c, schema.documents.c
    heads = (d.document_id, v.title, v.publisher, v.published, v.claims, v.language, v.warnings, d.copy_of, v.source)
    chosen = select(*heads).join_from(schema.documents, schema.versions, v.document_id == d.document_id)
    counted = select(v.document_id, func.count(), func.min(v.added)).group_by(v.document_id)
    versions = {name: (count, first) for name, count, first in connection.execute(counted)}
    reviewed = reviews.counts(connection)
    found = []
    for row in connection.execute(chosen.where(v.current == 1).order_by(d.document_id)):
        name = row.document_id
        lost = tuple(json.loads(row.warnings))
        bare = Document("", published=row.published or None, language=row.language, warnings=lost)
        count, first = versions[name]
        head = (name, row.title, row.publisher, row.published, count, row.claims)
        more = (tuple(notes.of(bare)), row.copy_of or "", first, row.source)
        found.append(Listed._make((*head, *reviewed.get(name, _NONE), *more)))
    return found


def claim(connection: Connection, claim_id: str, where: str) -> Claim | None:
    """The claim of an id or its beginning, None where there is none; a LibraryError where there is more than one."""
    if len(claim_id) < SHORTEST:
        raise LibraryError(f"{claim_id!r} is too short for an id; give {SHORTEST} of its characters or more")
    v, c = schema.versions.c, schema.claims.c
    begins = (c.claim_id >= claim_id, c.claim_id < claim_id + "\U0010ffff")
    chosen = select(v.document_id, c.claim_id).join_from(schema.claims, schema.versions).where(v.current == 1, *begins)
    found = connection.execute(chosen.order_by(c.claim_id).limit(2)).all()
    if not found:
        return None
    if len(found) > 1:
        raise LibraryError(f"{where}: more than one claim begins with {claim_id}; give more of its id")
    ((document_id, whole),) = found
    return next(claim for claim in documents.claims(connection, [document_id]) if claim.claim_id == whole)
