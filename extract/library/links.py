"""Links between documents that tell one text: found by their sketches, decided by the texts, kept as pairs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, bindparam, delete, func, insert, or_, select, update

from extract.claim import Claim
from extract.library import copies, documents, schema

_MOST = 50  # candidates whose texts are compared
_BITS = 0x7FFFFFFF  # of a hash, those that are kept
_NO_DATE = "9999"  # a document without a date is no original of one that has it
_TEXT = select(schema.versions.c.text).where(schema.versions.c.version_id == bindparam("version_id"))


class Alike:
    """Which stored texts are the same as one: each pair of texts is compared once, so that a writer waits little."""

    def __init__(self, text: str) -> None:
        self._told = copies.Told(text)
        self.sketch = frozenset(number & _BITS for number in copies.sketch(text))
        self._known: dict[int, bool] = {}

    def found(self, connection: Connection, document_id: str) -> list[str]:
        """The other documents whose present text is this one."""
        return [
            other
            for version_id, other in self._candidates(connection, document_id)
            if self._same(connection, version_id)
        ]

    def _candidates(self, connection: Connection, document_id: str) -> Iterator[tuple[int, str]]:
        if not self.sketch:
            return
        v, s = schema.versions.c, schema.sketches.c
        shared = func.count()
        chosen = (
            select(v.version_id, v.document_id, shared.label("shared"))
            .join_from(schema.sketches, schema.versions)
            .where(s.hash.in_(self.sketch), v.current == 1, v.document_id != document_id)
            .group_by(v.version_id, v.document_id)
            .having(shared >= copies.LEAST)
            .order_by(shared.desc(), v.document_id)
            .limit(_MOST)
            .subquery()
        )
        sizes = select(func.count()).where(s.version_id == chosen.c.version_id).scalar_subquery()
        sized = select(chosen, sizes).order_by(chosen.c.shared.desc(), chosen.c.document_id)
        for version_id, other, count, size in connection.execute(sized).all():
            if copies.likely(count, len(self.sketch), size):
                yield version_id, other

    def _same(self, connection: Connection, version_id: int) -> bool:
        if version_id not in self._known:
            other = connection.execute(_TEXT, {"version_id": version_id}).scalar_one()
            self._known[version_id] = self._told.alike(copies.Told(other))
        return self._known[version_id]


def sketch(connection: Connection, document_id: str, version_id: int, hashes: Iterable[int]) -> None:
    """The document can be found by the sketch of this version, and by no older one."""
    versions = select(schema.versions.c.version_id).where(schema.versions.c.document_id == document_id)
    connection.execute(delete(schema.sketches).where(schema.sketches.c.version_id.in_(versions)))
    rows = [{"version_id": version_id, "hash": number} for number in sorted(hashes)]
    if rows:
        connection.execute(insert(schema.sketches), rows)


def link(connection: Connection, document_id: str, others: Iterable[str]) -> set[str]:
    """The document tells the text of these others, and of no more; the documents whose rows that may change."""
    c = schema.copies.c
    touched = group(connection, document_id)
    connection.execute(delete(schema.copies).where(or_(c.document_id == document_id, c.other_id == document_id)))
    pairs = [pair for other in others for pair in ((document_id, other), (other, document_id))]
    if pairs:
        connection.execute(insert(schema.copies), [{"document_id": a, "other_id": b} for a, b in pairs])
    touched |= group(connection, document_id)
    settle(connection, touched)
    return touched


def group(connection: Connection, document_id: str) -> set[str]:
    """The documents that are linked with one, itself among them."""
    c = schema.copies.c
    found, left = {document_id}, [document_id]
    while left:
        others = connection.execute(select(c.other_id).where(c.document_id == left.pop())).scalars()
        new = set(others) - found
        found |= new
        left += new
    return found


def settle(connection: Connection, document_ids: Iterable[str]) -> None:
    """Each group's earliest document is its original, and the others are copies of it."""
    left = set(document_ids)
    while left:
        members = group(connection, left.pop())
        left -= members
        v, d = schema.versions.c, schema.documents.c
        dated = connection.execute(
            select(v.published, v.document_id).where(v.document_id.in_(members), v.current == 1)
        ).all()
        if not dated:
            continue
        original = min((published or _NO_DATE, name) for published, name in dated)[1]
        connection.execute(update(schema.documents).where(d.document_id.in_(members)).values(copy_of=original))
        connection.execute(update(schema.documents).where(d.document_id == original).values(copy_of=None))


def copy_of(connection: Connection, document_id: str) -> str:
    """The original that a document is a copy of; empty where it is none."""
    d = schema.documents.c
    return connection.execute(select(d.copy_of).where(d.document_id == document_id)).scalar() or ""


def repeats(connection: Connection, document_ids: Iterable[str] | None = None) -> dict[str, str]:
    """Of the claims of copies, whose figure stands in the original: their claim_id -> the original's."""
    d = schema.documents.c
    wanted = select(d.document_id, d.copy_of).where(d.copy_of.is_not(None)).order_by(d.copy_of)
    chosen = None if document_ids is None else set(document_ids)
    found: dict[str, str] = {}
    name, original = "", list[Claim]()
    for copy, of in connection.execute(wanted).all():
        if chosen is None or copy in chosen:
            if of != name:
                name, original = of, list(documents.claims(connection, [of]))
            found |= copies.repeated(original, list(documents.claims(connection, [copy])))
    return found
