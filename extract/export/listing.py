"""The list of documents in a data package: where each came from, and where its text lies."""

from __future__ import annotations

import csv
import hashlib
import re
from pathlib import PurePath
from typing import IO, NamedTuple

from extract.claim import Document
from extract.export import links, tables, texts
from extract.export.rows import Rows

MEANINGS = {
    "document_id": "the document, as in claims.csv",
    "title": "its title",
    "publisher": "its publisher",
    "published": "its date of publication: a year, a month or a day",
    "url": "its address",
    "language": "its language",
    "characters": "length of its text in characters",
    "text": "the file of its text in this package; the offsets of its claims are into it",
    "text_sha256": "SHA-256 of the text in UTF-8",
    "source": "where it was read from: an address, or a file's name without its folder",
    "retrieved": "when it was read from there",
    "sha256": "SHA-256 of the bytes that were read",
    "reader": "what read it: text, html, pdf …",
    "version": "of the library that the reader leans on",
    "warnings": "what was lost when it was read",
}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Listed(NamedTuple):
    """What the package says of all documents: the source of each, and the latest day that one of them knows of."""

    sources: list[dict[str, str]]
    latest: str


def write(rows: Rows, out: IO[bytes]) -> Listed:
    """The documents of the rows as CSV, in the order of their first claims."""
    sources: list[dict[str, str]] = []
    latest = ""
    with tables.lines(out) as text:
        writer = csv.writer(text)
        writer.writerow(MEANINGS)
        for document_id in rows.documents:
            document = rows.texts.of(document_id)
            writer.writerow([tables.cell(value) for value in _cells(document_id, document)])
            source = {"title": document.title or document_id}
            sources.append({**source, "path": document.url} if links.of_the_web(document.url) else source)
            latest = max(latest, _instant(document.provenance.retrieved), _instant(document.published or ""))
    return Listed(sources, latest)


def path(document_id: str) -> str:
    """The name of a document's text in the zip: letters, digits and a few marks of its id, and a part of its hash."""
    plain = re.sub(r"[^A-Za-z0-9_]+", "-", document_id).strip("-")[-60:]
    return f"texts/{plain or 'text'}-{hashlib.sha256(document_id.encode()).hexdigest()[:8]}.txt"


def _cells(document_id: str, document: Document) -> list[object]:
    came = document.provenance
    told = (document.title, document.publisher, document.published, document.url, document.language)
    # a folder on somebody's machine is nobody else's matter
    source = came.source if links.of_the_web(came.source) else PurePath(came.source).name
    text = (len(document.text), path(document_id), texts.sha256(document.text))
    warnings = "; ".join(document.warnings)
    return [document_id, *told, *text, source, came.retrieved, came.sha256, came.reader, came.version, warnings]


def _instant(day: str) -> str:
    """A day or an instant as an instant; a bare year or month is none."""
    return f"{day}T00:00:00Z" if _DAY.fullmatch(day) else day if _DAY.match(day) else ""
