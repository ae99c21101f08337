"""Originals that were read whole, so that an unchanged one is not read again; what came out of them, under which id."""

from __future__ import annotations

import hashlib
import importlib
import json
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Connection, Row, delete, insert, select

from extract.claim import Document
from extract.library import copies, documents, schema

if TYPE_CHECKING:
    from extract.readers.originals import Original


class Contents(NamedTuple):
    """What came out of an original that was read already: documents, each with the original that it was read from.

    whole: nothing is missing, so that the original need not be read again.
    """

    original: Original
    documents: Iterable[tuple[Document, Original]]
    whole: bool


def given(connection: Connection, source: str, now: Mapping[str, str]) -> dict[str, str]:
    """What the user said of an original, now or when it was added before; an empty word takes it back."""
    s = schema.sources.c
    before = connection.execute(select(s.given).where(s.source == source)).scalar()
    said = {**(json.loads(before) if before else {}), **now}
    return {name: word for name, word in said.items() if word}


def known(connection: Connection, original: Original, said: Mapping[str, str]) -> list[str]:
    """The documents of an original that was read whole, the same bytes by the same reader; none where it was not."""
    row = _row(original, said)
    s = schema.sources.c
    if not connection.execute(select(s.source).where(*(s[name] == value for name, value in row.items()))).first():
        return []
    c = schema.contents.c
    chosen = select(c.document_id).where(c.source == original.source).order_by(c.document_id).distinct()
    return list(connection.execute(chosen).scalars())


def mark(connection: Connection, original: Original, said: Mapping[str, str], given_ids: Collection[str]) -> None:
    """All documents of the original are stored, which are those; others came out of it before and do no more."""
    row, c = _row(original, said), schema.contents.c
    of_it = c.source == original.source
    for gone in set(connection.execute(select(c.given_id).where(of_it)).scalars()) - set(given_ids):
        connection.execute(delete(schema.contents).where(of_it, c.given_id == gone))
    connection.execute(delete(schema.sources).where(schema.sources.c.source == row["source"]))
    connection.execute(insert(schema.sources).values(row))


def _row(original: Original, said: Mapping[str, str]) -> dict[str, str]:
    return {
        "source": original.source,
        "sha256": original.sha256,
        "reader": original.kind,
        "reader_version": _version(original.kind),
        "given": json.dumps(dict(sorted(said.items())), ensure_ascii=False),
    }


def _version(kind: str) -> str:
    """The version of the library that the reader of a kind leans on."""
    from extract.readers import worker

    try:
        return str(importlib.import_module(worker.READERS[kind]).version())
    except (ImportError, KeyError):
        return ""


def held(connection: Connection, source: str, given_id: str) -> str:
    """The document that came out of a source where its reader called it so; empty where none did."""
    c = schema.contents.c
    found = select(c.document_id).where(c.source == source, c.given_id == given_id)
    return str(connection.execute(found).scalar() or "")


def hold(connection: Connection, source: str, given_id: str, document_id: str) -> None:
    """The document came out of that source, where its reader called it so."""
    c = schema.contents.c
    connection.execute(delete(schema.contents).where(c.source == source, c.given_id == given_id))
    connection.execute(insert(schema.contents).values(source=source, given_id=given_id, document_id=document_id))


def forget(connection: Connection, document_id: str) -> None:
    """The originals of a document are read again if they are given again."""
    c = schema.contents.c
    of_it = select(c.source).where(c.document_id == document_id)
    connection.execute(delete(schema.sources).where(schema.sources.c.source.in_(of_it)))


def replaced(connection: Connection, document_id: str, original: Original | None) -> None:
    """The document has another text now: the other originals that it came out of are read again if given again."""
    c, s = schema.contents.c, schema.sources.c
    which = c.document_id == document_id
    if original is not None:
        which &= c.source != original.source
    others = list(connection.execute(select(c.source).where(which)).scalars())
    connection.execute(delete(schema.contents).where(which))
    for source in others:
        connection.execute(delete(schema.sources).where(s.source == source))


def name(connection: Connection, document: Document, original: Original | None) -> str:
    """The id under which a document is stored: its own, unless that belongs to another file.

    Then the name of its folder goes in front, so that nothing is overwritten: b/report.pdf.
    """
    own = document.document_id
    if original is None:
        return own
    source = original.source
    if _uploaded(source):
        return _among(connection, document, held(connection, source, own))
    before = held(connection, source, own) if source != "-" else ""
    if not own.startswith(original.document_id) or not _local(source):
        return before or own
    if before and not _elsewhere(connection, before, document):
        return before
    folders = [part for part in Path(source).parent.parts if part not in ("", "/")] if source != "-" else []
    wanted = own
    while _others(connection, wanted, document):
        if folders:
            wanted = f"{folders.pop()}/{wanted}"
        else:
            wanted = f"{own}/{documents.text_sha256(document)[:8]}"
            break
    return wanted


def _uploaded(source: str) -> bool:
    """A name alone, as a browser's upload has it: it says nothing of where the file is."""
    return source != "-" and "://" not in source and not Path(source).is_absolute()


def _among(connection: Connection, document: Document, before: str) -> str:
    """The id of an upload: of its present text, else of one that it is a version of, else one of its own."""
    own = document.document_id
    rows = {name: _another(connection, name, document) for name in dict.fromkeys((own, before)) if name}
    for name, row in rows.items():
        if row is None:
            return name
    for name, row in reversed(rows.items()):
        if row is not None and copies.related(row.text, document.text):
            return name
    return f"{own}/{documents.text_sha256(document)[:8]}"


def _local(source: str) -> bool:
    return source == "-" or Path(source).is_absolute()


def _others(connection: Connection, document_id: str, document: Document) -> bool:
    """The id belongs to a document with another text, of another file.

    A file that cannot be reached may have moved, and its text be mended; but a text that shares nothing with its own
    is none of its versions.
    """
    row = _another(connection, document_id, document)
    if row is None:
        return False
    theirs, ours = row.source, document.provenance.source
    if ours == "-" or _elsewhere(connection, document_id, document):
        return True
    if theirs == ours or not Path(theirs).is_absolute():
        return False
    return Path(theirs).exists() or not copies.related(row.text, document.text)


def _another(connection: Connection, document_id: str, document: Document) -> Row[str, str, str] | None:
    """The present version of an id, where that is another text."""
    v = schema.versions.c
    chosen = select(v.source, v.sha256, v.text).where(v.document_id == document_id, v.current == 1)
    row = connection.execute(chosen).first()
    return None if row is None or row.text == document.text else row


def _elsewhere(connection: Connection, document_id: str, document: Document) -> bool:
    """The id belongs to a document with another text that a file elsewhere still holds, as one that was moved does."""
    row = _another(connection, document_id, document)
    if row is None:
        return False
    c, s = schema.contents.c, schema.sources.c
    joined = schema.contents.outerjoin(schema.sources, s.source == c.source)
    found = connection.execute(select(c.source, s.sha256).select_from(joined).where(c.document_id == document_id)).all()
    ours = document.provenance.source
    return any(_has(source, {sha256, row.sha256}) for source, sha256 in (*found, row[:2]) if source != ours)


def _has(source: str, sums: Collection[str | None]) -> bool:
    """The file is there with the bytes of one of those sums."""
    path = Path(source)
    try:
        if not path.is_absolute() or not path.is_file():
            return False
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() in sums
    except OSError:
        return False
