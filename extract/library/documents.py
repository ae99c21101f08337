"""Documents, their versions and claims as rows of the database, and back."""

from __future__ import annotations

import functools
import hashlib
import json
import math
import operator
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from importlib import metadata
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, delete, func, insert, select, update

from extract.claim import Claim, Document, Provenance
from extract.library import connections, schema
from extract.readers import text

_OWN = tuple(Claim._fields.index(name) for name in schema.OWN)
_WORDS = ("text", "document_id", "title", "publisher", "url", "language")
_FIELDS = (*schema.OF_DOCUMENT[1:], "pages", "warnings")
_COLUMNS = {name: {"version": "reader_version"}.get(name, name) for name in Provenance._fields}
_STREAMED = {"stream_results": True, "yield_per": 5_000}


class Version(NamedTuple):
    """A stored version of a document: its number and its row's id, the document, and the sum of its claims."""

    version_id: int
    number: int
    document: Document
    claims_sha256: str


def clean(document: Document) -> Document:
    """The document with text that every database and file takes: no NUL, no half of a character."""
    words: dict[str, Any] = {name: whole(getattr(document, name)) for name in _WORDS}
    published = whole(document.published) if document.published else None
    return replace(document, **words, published=published, warnings=tuple(map(whole, document.warnings)))


def whole(said: str) -> str:
    """Text as long as before that every database takes."""
    return text.whole(said).replace("\0", "\ufffd")


def same(one: Document, other: Document) -> bool:
    """Both are the same text with the same head, wherever each was read."""
    return one.text == other.text and all((getattr(one, k) or "") == (getattr(other, k) or "") for k in _FIELDS)


@functools.cache
def extractor() -> str:
    """The version of the program that extracts; empty where it is not installed."""
    try:
        return metadata.version("migration-figures")
    except metadata.PackageNotFoundError:
        return ""


def row(claim: Claim) -> tuple[str | float | int | None, ...]:
    """What a claim has of its own, as a database takes it; a TypeError or ValueError where it is none of a claim's."""
    return tuple(_checked(name, claim[at]) for name, at in zip(schema.OWN, _OWN, strict=True))


def _checked(name: str, value: object) -> str | float | int | None:
    if name in schema.FLOATS or name in schema.WHOLE:
        return None if value is None and name in (*schema.FLOATS, "page") else _number(name, value)
    if not isinstance(value, str):
        raise TypeError(f"{name}: {value!r} is no text")
    return str(value)


def _number(name: str, value: Any) -> float | int:
    """numpy's numbers are numbers; NaN, infinity and whole numbers that no column takes are refused."""
    if name in schema.FLOATS:
        if isinstance(value, str | bytes) or not math.isfinite(number := float(value)):
            raise ValueError(f"{name}: {value!r} is no number")
        return number
    whole = operator.index(value)
    if not 0 <= whole < 2**31:
        raise ValueError(f"{name}: {value!r} is no place in a text")
    return whole


def digest(rows: Iterable[Sequence[object]]) -> str:
    """The sha256 of claims' rows in canonical JSON."""
    whole = json.dumps([list(row) for row in rows], ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(whole.encode()).hexdigest()


def text_sha256(document: Document) -> str:
    """The sha256 of the text in UTF-8, in hexadecimal."""
    return hashlib.sha256(document.text.encode()).hexdigest()


def head_sha256(found: Row[Any]) -> str:
    """The sum of a version's head: of the columns of a row that say where its text came from."""
    return digest([[found._mapping[name] for name in schema.HEAD]])


def current(connection: Connection, document_id: str, number: int | None = None) -> Version | None:
    """The present version of a document, or one by its number; None where there is none."""
    v = schema.versions.c
    which = v.current == 1 if number is None else v.number == number
    found = connection.execute(select(schema.versions).where(v.document_id == document_id, which)).first()
    return None if found is None else version(found)


def version(found: Row[Any]) -> Version:
    """A row of the table of versions."""
    kept = found._mapping
    provenance = Provenance(*(kept[column] for column in _COLUMNS.values()))
    document = Document(
        kept["text"],
        kept["document_id"],
        kept["title"],
        kept["publisher"],
        kept["published"] or None,
        kept["url"],
        kept["language"],
        tuple(json.loads(kept["pages"])),
        tuple(json.loads(kept["warnings"])),
        provenance,
    )
    return Version(kept["version_id"], kept["number"], document, kept["claims_sha256"])


def _fields(document: Document, kept: bool) -> dict[str, object]:
    """A version's columns, without its number and claims."""
    origin = document.provenance
    return {
        **{name: getattr(document, name) or "" for name in ("text", *schema.OF_DOCUMENT[1:])},
        "text_sha256": text_sha256(document),
        "pages": json.dumps(document.pages),
        "warnings": json.dumps(document.warnings, ensure_ascii=False),
        **{_COLUMNS[name]: value for name, value in origin._asdict().items()},
        "kept": int(kept),
        "extractor": extractor(),
    }


def new(connection: Connection, document: Document, found: Sequence[Claim], kept: bool, at: str) -> int:
    """The document is stored as its present version, beside older ones; the version's id."""
    v = schema.versions.c
    of_it = v.document_id == document.document_id
    last = connection.execute(select(func.max(v.number)).where(of_it)).scalar()
    if last is None:
        first = {"document_id": document.document_id, "copy_of": None, "changed": 0}
        connection.execute(insert(schema.documents).values(first))
    connection.execute(update(schema.versions).where(of_it, v.current == 1).values(current=0))
    fields = {**_fields(document, kept), "added": at, "document_id": document.document_id, "number": (last or 0) + 1}
    done = connection.execute(
        insert(schema.versions)
        .values(**fields, current=1, claims=0, claims_sha256="", head_sha256="")
        .returning(v.version_id)
    )
    version_id = int(done.scalar_one())
    _seal(connection, version_id)
    put(connection, version_id, found)
    return version_id


def damaged(connection: Connection, version_id: int, document: Document) -> bool:
    """The version is the document's, but what is stored of it is not what was written."""
    found = connection.execute(select(schema.versions).where(schema.versions.c.version_id == version_id)).one()
    if found.text_sha256 != text_sha256(document):
        return False
    return bool(found.text != document.text or found.head_sha256 != head_sha256(found))


def kept(connection: Connection, sha256: str) -> bool:
    """The raw file of that sum belongs to some version."""
    v = schema.versions.c
    chosen = select(v.version_id).where(v.sha256 == sha256, v.kept == 1).limit(1)
    return connection.execute(chosen).first() is not None


def update_head(connection: Connection, version_id: int, document: Document, kept: bool) -> None:
    """The same text with another head: the version has what is said of it now."""
    fields = _fields(document, kept)
    connection.execute(update(schema.versions).where(schema.versions.c.version_id == version_id).values(fields))
    _seal(connection, version_id)


def _seal(connection: Connection, version_id: int) -> None:
    """The version's head has its sum beside it."""
    which = schema.versions.c.version_id == version_id
    found = connection.execute(select(*(schema.versions.c[name] for name in schema.HEAD)).where(which)).one()
    connection.execute(update(schema.versions).where(which).values(head_sha256=head_sha256(found)))


def put(connection: Connection, version_id: int, found: Sequence[Claim]) -> None:
    """A version's claims are these."""
    rows = [row(claim) for claim in found]
    connection.execute(delete(schema.claims).where(schema.claims.c.version_id == version_id))
    if rows:
        lines = [
            {"version_id": version_id, "position": position, **dict(zip(schema.OWN, values, strict=True))}
            for position, values in enumerate(rows)
        ]
        connection.execute(insert(schema.claims), lines)
    connection.execute(
        update(schema.versions)
        .where(schema.versions.c.version_id == version_id)
        .values(claims=len(rows), claims_sha256=digest(rows), extractor=extractor())
    )


def claims(connection: Connection, document_ids: Sequence[str] | None = None) -> Iterator[Claim]:
    """The claims of the present versions, by document and in reading order: of all documents, or of some."""
    now = schema.versions.c.current == 1
    if document_ids is None:
        yield from _claims(connection, now)
        return
    for part in connections.parts(document_ids):
        yield from _claims(connection, now, schema.versions.c.document_id.in_(part))


def claims_of(connection: Connection, version_id: int) -> Iterator[Claim]:
    """The claims of one version, in reading order."""
    return _claims(connection, schema.versions.c.version_id == version_id)


def _claims(connection: Connection, *which: ColumnElement[bool]) -> Iterator[Claim]:
    v, c = schema.versions.c, schema.claims.c
    columns = [c[name] if name in schema.OWN else v[name] for name in Claim._fields]
    chosen = select(*columns).join_from(schema.versions, schema.claims).where(*which)
    chosen = chosen.order_by(v.document_id, c.position)
    for part in connection.execute(chosen, execution_options=_STREAMED).partitions():
        yield from map(Claim._make, part)


def ids(connection: Connection) -> list[str]:
    """The documents' ids in their order."""
    d = schema.documents.c
    return list(connection.execute(select(d.document_id).order_by(d.document_id)).scalars())
