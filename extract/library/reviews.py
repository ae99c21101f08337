"""Reviews of claims: stored one behind the other, none overwritten; laid over the claims that there are now."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from types import EllipsisType
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, insert, select

from extract.claim import Claim, Document
from extract.library import connections, documents, overlays, schema, states
from extract.library.connections import Store
from extract.library.errors import LibraryError
from extract.library.overlays import Review

_FIELDS = Review._fields
_ORPHANED = "orphaned"
_Laid = tuple[str, list[Review], dict[str, Review], list[Review]]


class Kept(NamedTuple):
    """A stored review; claim_id: of the claim that it holds for now, empty where it holds for none.

    state: holds; orphaned, where its figure is no longer in the text; replaced, by a later one of the same place or
    taken back.
    """

    review: Review
    state: str
    claim_id: str


class OvertakenError(LibraryError):
    """A claim was reviewed by another since it was looked at; review: the one that holds now, None where none does."""

    def __init__(self, message: str, review: Review | None) -> None:
        super().__init__(message)
        self.review = review


def add(
    store: Store,
    claim: Claim,
    verdict: str,
    changes: Mapping[str, str],
    note: str,
    reviewer: str,
    seen: Review | EllipsisType | None = ...,
) -> Review:
    """Store a review of a claim behind those before; a LibraryError where it does not fit.

    seen: the review that was looked at, compared where it is given; an OvertakenError where another one holds by now.
    """
    name = claim.document_id
    with store.writing() as connection:
        version = documents.current(connection, name)
        claims = {found.claim_id: found for found in documents.claims(connection, [name])}
        if version is None or claims.get(claim.claim_id) != claim:
            raise LibraryError(f"{store.where}: claim {claim.claim_id} changed meanwhile; look at it again")
        held = holding(connection, [name]).get(claim.claim_id)
        if seen is not ... and held != seen:
            raise OvertakenError(
                f"{store.where}: claim {claim.claim_id} was reviewed meanwhile; look at it again", held
            )
        try:
            said = documents.whole(note or ""), documents.whole(reviewer or "")
            review = overlays.of(claim, verdict, changes, *said, states.now(), held)
        except overlays.OverlayError as error:
            raise LibraryError(str(error)) from None
        _put(connection, overlays.stored(review, held), version.document)
    return review


def clear(store: Store, claim_id: str, note: str, reviewer: str) -> Review | None:
    """Take back the orphaned reviews of a claim by the id, or its beginning, that it had; None where there are none."""
    with store.writing() as connection:
        lost = [one.review for one in kept(connection) if one.state == _ORPHANED]
        lost = [review for review in lost if review.claim_id.startswith(claim_id)]
        if len({review.claim_id for review in lost}) > 1:
            raise LibraryError(f"{store.where}: more than one orphaned review begins with {claim_id}; give more of it")
        version = documents.current(connection, lost[0].document_id) if lost else None
        if version is None:
            return None
        why, who, at = documents.whole(note or ""), documents.whole(reviewer or ""), states.now()
        back = [review._replace(verdict="none", changes={}, note=why, reviewer=who, at=at) for review in lost]
        _put(connection, back, version.document)
    return back[-1]


def _put(connection: Connection, made: Sequence[Review], document: Document) -> None:
    for one in made:
        fields = {**one._asdict(), "changes": json.dumps(dict(one.changes), ensure_ascii=False)}
        fields["text_sha256"] = documents.text_sha256(document)
        connection.execute(insert(schema.reviews).values(**fields, review_sha256=digest(fields)))
    states.changed(connection, [document.document_id])


def digest(fields: Mapping[Any, Any]) -> str:
    """The sum of a review's columns."""
    return documents.digest([[fields[name] for name in (*_FIELDS, "text_sha256")]])


def of(connection: Connection, document_ids: Sequence[str] | None = None) -> dict[str, list[Review]]:
    """The reviews by document, in the order in which they were made."""
    r = schema.reviews.c
    chosen = select(schema.reviews).order_by(r.document_id, r.review_id)
    wanted = [chosen]
    if document_ids is not None:
        wanted = [chosen.where(r.document_id.in_(part)) for part in connections.parts(document_ids)]
    rows = [row for one in wanted for row in connection.execute(one)]
    return {name: [_review(row) for row in found] for name, found in groupby(rows, lambda row: str(row.document_id))}


def _review(row: Row[Any]) -> Review:
    kept = {**row._mapping, "changes": json.loads(row._mapping["changes"])}
    return Review(**{name: kept[name] for name in _FIELDS})


def holding(connection: Connection, document_ids: Sequence[str] | None = None) -> dict[str, Review]:
    """By claim_id the review that holds for it now."""
    found: dict[str, Review] = {}
    for _, _, placed, _ in _laid(connection, document_ids):
        found |= placed
    return found


def _laid(connection: Connection, document_ids: Sequence[str] | None = None) -> Iterator[_Laid]:
    """By document the reviews made, those that hold by claim_id, and the orphaned ones."""
    for name, made in of(connection, document_ids).items():
        yield name, made, *overlays.placed(made, list(documents.claims(connection, [name])))


def kept(connection: Connection) -> list[Kept]:
    """Every review that was made, by document, with what it holds for."""
    rows: list[Kept] = []
    for _, made, placed, orphaned in _laid(connection):
        held = {id(review): claim_id for claim_id, review in placed.items()}
        lost = {id(review) for review in orphaned}
        for review in made:
            state = "holds" if id(review) in held else _ORPHANED if id(review) in lost else "replaced"
            rows.append(Kept(review, state, held.get(id(review), "")))
    return rows


def counts(connection: Connection) -> dict[str, tuple[int, int]]:
    """By document how many claims are reviewed, and how many reviews are orphaned."""
    return {name: (len(placed), len(orphaned)) for name, _, placed, orphaned in _laid(connection)}
