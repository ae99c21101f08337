"""A document of which only the sentences with claims are known: these in their order, to be read as one text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from extract.claim import Document, Span

GAP = "\n\n"  # between sentences that may have others between them
_NEXT = 2  # characters between sentences of which one follows the other at once
_PAGES = 10_000  # pages of a document; of more, none is told


class Excerpt(NamedTuple):
    """The sentences as a document, and where each claim's number stands in it."""

    document: Document
    spans: tuple[Span, ...]


def of(claims: Sequence[Mapping[str, Any]]) -> Excerpt:
    """The excerpt of one document's claims, by column, in reading order; a sentence of several claims comes once.

    >>> told = {"sentence": "Of 60 men 9 died.", "sentence_start": 40, "sentence_end": 57, "page": None, "language": ""}
    >>> excerpt = of([{**told, "start": 43, "end": 45}, {**told, "start": 50, "end": 51}])
    >>> [excerpt.document.text[start:end] for start, end in excerpt.spans]
    ['60', '9']
    """
    text, last, spans = "", -_PAGES, list[Span]()
    places: dict[tuple[int, int, str], int] = {}
    begins: dict[int, int] = {}
    for claim in claims:
        first, sentence = claim["sentence_start"], str(claim["sentence"])
        key = (first, claim["sentence_end"], sentence)
        if key not in places:
            if text:
                text += " " if 0 <= first - last <= _NEXT else GAP
            places[key], last = len(text), claim["sentence_end"]
            text += sentence
        if isinstance(claim["page"], int):
            begins.setdefault(claim["page"], places[key])
        spans.append(_within(places[key], len(sentence), claim["start"] - first, claim["end"] - first))
    language = str(claims[0]["language"]) if claims else ""
    return Excerpt(Document(text, language=language, pages=_pages(begins)), tuple(spans))


def _within(place: int, length: int, start: int, end: int) -> Span:
    """Where a number stands, given by its place in its sentence; never outside of the sentence."""
    first = min(max(start, 0), length)
    return Span(place + first, place + min(max(end, first), length))


def _pages(begins: Mapping[int, int]) -> tuple[int, ...]:
    """Where each page begins, those too of which nothing is known: they begin where the next one does.

    None where the pages do not follow one another.
    """
    found: list[int] = []
    for page, place in sorted(begins.items()):
        if not 0 < page <= _PAGES or place < max(found, default=0):
            return ()
        found += [place] * (page - len(found))
    return tuple(found)
