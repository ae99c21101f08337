"""Documents for the tests of the library, and what they ask of it."""

from __future__ import annotations

from typing import Any

from extract.claim import COLUMNS, Claim, Document
from extract.library import Added, Library

DAY = "2021-06-08"
TEXT = "Mexico detained 91,000 migrants last year, the ministry said. About 40 people drowned on 3 May."
OTHER = "Tunisian coast guards rescued 4,200 people in March 2023."


def document(text: str = TEXT, document_id: str = "a.txt", published: str | None = DAY, **fields: Any) -> Document:
    return Document(text, document_id, published=published, **fields)


def add(library: Library, *given: Document, **how: Any) -> list[Added]:
    return list(library.add(given, **how))


def claims(library: Library) -> list[Claim]:
    return [Claim._make(row[: len(COLUMNS)]) for row in library.claims()]


def sound(library: Library) -> bool:
    return list(library.verify()) == []
