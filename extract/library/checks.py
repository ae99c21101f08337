"""What is stored, held against itself: sums of texts, claims and raw files, places of claims, the database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select, text

from extract.claim import Claim, claim_id
from extract.library import documents, reviews, schema
from extract.library.connections import Store
from extract.library.errors import LibraryError, stored
from extract.library.files import Raw

_ORDER = select(schema.versions.c.version_id).order_by(schema.versions.c.document_id, schema.versions.c.number)
_AGAIN = "read its file again (migration-figures add --again FILE), or restore a backup"
_BACKUP = "restore a backup: older versions are in no other place"
_MOST = 100  # lines of SQLite's own check


def problems(store: Store, raw: Raw) -> Iterator[str]:
    """What is wrong, a line each; nothing where all is as it was written."""
    try:
        with store.reading() as connection, stored(store.where):
            if store.path is not None:
                yield from _sqlite(connection, store.where)
            for version_id in connection.execute(_ORDER).scalars().all():
                for said, present in _version(connection, version_id, raw, beside=store.path is not None):
                    yield f"{said}; {_AGAIN if present else _BACKUP}"
            yield from _documents(connection)
            yield from _reviews(connection)
    except LibraryError as error:
        yield str(error)


def _sqlite(connection: Connection, where: str) -> Iterator[str]:
    for (said,) in connection.execute(text(f"PRAGMA integrity_check({_MOST})")):
        if said != "ok":
            yield f"{where}: {' '.join(str(said).split())}"
    for row in connection.execute(text("PRAGMA foreign_key_check")):
        yield f"{where}: a row of {row[0]} belongs to nothing in {row[2]}"


def _version(connection: Connection, version_id: int, raw: Raw, *, beside: bool) -> Iterator[tuple[str, bool]]:
    """What is wrong with a version of a document, and whether it is the present one.

    beside: its raw file must lie here, not perhaps on the machine that added it.
    """
    row = connection.execute(select(schema.versions).where(schema.versions.c.version_id == version_id)).one()
    for said in _stored(connection, row, raw, beside):
        yield said, bool(row.current)


def _stored(connection: Connection, row: Row[Any], raw: Raw, beside: bool) -> Iterator[str]:
    name = f"{row.document_id}, version {row.number}"
    try:
        with stored(name):
            document = documents.version(row).document
            if documents.text_sha256(document) != row.text_sha256:
                yield f"{name}: the text is not the one that was stored"
            if documents.head_sha256(row) != row.head_sha256:
                yield f"{name}: the title, date or origin is not the one that was stored"
            found = list(documents.claims_of(connection, row.version_id))
            if len(found) != row.claims or documents.digest(map(documents.row, found)) != row.claims_sha256:
                yield f"{name}: the claims are not the ones that were stored"
            yield from _claims(name, document.text, found)
    except LibraryError as error:
        yield str(error)
    path = raw.path(row.sha256)
    if row.kept and (beside or path.exists()) and (said := raw.problem(row.sha256)):
        yield f"{name}: {said}"


def _documents(connection: Connection) -> Iterator[str]:
    v = schema.versions.c
    present = set(connection.execute(select(v.document_id).where(v.current == 1)).scalars())
    for name in documents.ids(connection):
        if name not in present:
            yield f"{name}: none of its versions is the present one"


def _claims(name: str, whole: str, found: Sequence[Claim]) -> Iterator[str]:
    for claim in found:
        if whole[claim.start : claim.end] != claim.written:
            yield f"{name}: claim {claim.claim_id}: the number does not stand at its place in the text"
        if whole[claim.sentence_start : claim.sentence_end] != claim.sentence:
            yield f"{name}: claim {claim.claim_id}: the sentence does not stand at its place in the text"
        if claim.claim_id != claim_id(claim.document_id, claim.start, claim.end):
            yield f"{name}: claim {claim.claim_id}: the id is not the one of its place"


def _reviews(connection: Connection) -> Iterator[str]:
    for row in connection.execute(select(schema.reviews).order_by(schema.reviews.c.review_id)):
        if reviews.digest(row._mapping) != row.review_sha256:
            yield f"{row.document_id}: the review of claim {row.claim_id} is not the one that was stored"
