"""Document, Provenance, Span and Claim: the nouns that every stage passes on, and the columns of the claims table."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import NamedTuple

QUALIFIERS = ("exact", "about", "over", "under", "at_least", "at_most", "range", "vague")
STATISTICS = ("level", "share", "change", "rate")
STATUSES = ("pledge", "commitment", "disbursement", "appeal", "budget")
MODALITIES = ("reported", "planned", "forecast", "conditional", "denied")
ROLES = ("actor", "place", "origin", "destination", "via")
NUMBERS = ("value", "low", "high")
VERDICTS = ("accepted", "corrected", "rejected")  # of a review
REVIEW = ("review", "reviewed_value")  # the columns that the library puts behind a claim's own
SHORTEST = 6  # characters of a claim's id that tell it from others


class Span(NamedTuple):
    """A place in a document: code points, from 0, end exclusive."""

    start: int
    end: int


class Provenance(NamedTuple):
    """Where a document came from and what read it; empty where not known.

    source: a file's path, an address, or - for standard input; retrieved: when, ISO 8601 in UTC
    ("2021-06-08T10:00:00Z"); sha256: of the bytes, in hexadecimal; reader: html, pdf …; version: of the library that
    the reader leans on ("pypdf 7.1.1").
    """

    source: str = ""
    retrieved: str = ""
    sha256: str = ""
    reader: str = ""
    version: str = ""


_UNKNOWN = Provenance()


@dataclass(frozen=True, slots=True)
class Document:
    """A text and where it came from; `published` is 2021, 2021-06 or 2021-06-08, None where unknown.

    pages: where each page of the text begins, in code points, none for a text without pages; warnings: what was lost
    when it was read, a sentence each.
    """

    text: str
    document_id: str = ""
    title: str = ""
    publisher: str = ""
    published: str | None = None
    url: str = ""
    language: str = "en"
    pages: tuple[int, ...] = ()
    warnings: tuple[str, ...] = ()
    provenance: Provenance = _UNKNOWN


class Claim(NamedTuple):
    """One number in a text with its meaning; the fields are the columns of the claims table, in their order.

    Empty means that the text does not say: None for numbers, the empty string for words. Country columns hold
    ISO 3166-1 alpha-3 codes or region tokens, several joined by a bar ("GTM|HND"). Dates are ISO 8601 days.
    """

    claim_id: str
    measure: str
    value: float | None
    low: float | None
    high: float | None
    qualifier: str
    unit: str
    statistic: str
    direction: str
    per: str
    status: str
    group: str
    actor: str
    place: str
    origin: str
    destination: str
    via: str
    period_start: str
    period_end: str
    said_by: str
    modality: str
    why: str
    written: str
    sentence: str
    start: int
    end: int
    sentence_start: int
    sentence_end: int
    page: int | None
    repeats: str
    document_id: str
    title: str
    publisher: str
    published: str
    url: str
    language: str


COLUMNS = Claim._fields
MEANING = COLUMNS[COLUMNS.index("measure") : COLUMNS.index("modality") + 1]  # what a number means, without its place


def claim_id(document_id: str, start: int, end: int) -> str:
    """A stable id from the document's id and the offsets of the number: 12 hexadecimal digits."""
    return hashlib.sha256(f"{document_id}\n{start}\n{end}".encode()).hexdigest()[:12]
