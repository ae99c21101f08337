"""Document, Span and Claim: the nouns that every stage passes on, and the columns of the claims table."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import NamedTuple

QUALIFIERS = ("exact", "about", "over", "under", "at_least", "at_most", "range", "vague")
STATISTICS = ("level", "share", "change", "rate")
STATUSES = ("pledge", "commitment", "disbursement", "appeal", "budget")
MODALITIES = ("reported", "planned", "forecast", "conditional", "denied")
ROLES = ("actor", "place", "origin", "destination", "via")


class Span(NamedTuple):
    """A place in a document: code points, from 0, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """A text and where it came from; `published` is 2021, 2021-06 or 2021-06-08, None where unknown."""

    text: str
    document_id: str = ""
    title: str = ""
    publisher: str = ""
    published: str | None = None
    url: str = ""
    language: str = "en"


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


def claim_id(document_id: str, start: int, end: int) -> str:
    """A stable id from the document's id and the offsets of the number: 12 hexadecimal digits."""
    return hashlib.sha256(f"{document_id}\n{start}\n{end}".encode()).hexdigest()[:12]
