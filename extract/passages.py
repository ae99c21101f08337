"""A document's text in paragraphs and runs, as it is shown: what a run is of, a page that begins, parts of a long text.

Browsers count UTF-16 units and Python code points, so the text is cut here, and no offset leaves.
"""

from __future__ import annotations

import bisect
import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extract.claim import Document, Span

_BREAK = re.compile(r"\n\s*\n")  # between paragraphs
_LONGEST = 4_000  # code points of a paragraph; a longer one is cut between words
_CELLS = " | "  # between the cells of a table's row, as readers write it
ROOM = 64_000  # bytes of a part: of its text, and of what is said of its claims
CLAIM = 500  # bytes that are said of a claim besides the text: mostly 250 to 450, with a link to its sentence


class Run(NamedTuple):
    """Text that is of the same claims: their numbers, the innermost last; none for the text between them."""

    text: str
    claims: tuple[int, ...]


class Paragraph(NamedTuple):
    """Runs, and the white space behind them; page: the number of the page that begins here, 0 where none does."""

    runs: tuple[Run, ...]
    gap: str
    page: int

    @property
    def text(self) -> str:
        """The paragraph as it is written, with the white space behind it."""
        return "".join(run.text for run in self.runs) + self.gap

    @property
    def is_table(self) -> bool:
        """Whether each of its lines is a table's row: cells between bars."""
        return all(_CELLS in line for line in "".join(run.text for run in self.runs).splitlines() or [""])


class Part(NamedTuple):
    """Paragraphs that are shown at once; pages: the numbers of its first and last page, 0 where there are none."""

    paragraphs: tuple[Paragraph, ...]
    claims: tuple[int, ...]
    pages: tuple[int, int]


def of(document: Document, spans: Sequence[Span]) -> list[Paragraph]:
    """The whole text in paragraphs, each claim of `spans` by its number in at least one run.

    Spans may overlap, stand within each other, or end at the same place; those without a character are in no run.
    """
    text = document.text
    marks = [(Span(span.start, min(span.end, len(text))), number) for number, span in enumerate(spans)]
    marks = sorted((m for m in marks if 0 <= m[0].start < m[0].end), key=lambda m: (m[0].start, -m[0].end, m[1]))
    begins = _pages(document)
    cuts = _cuts(text, sorted(begins), [span for span, _ in marks])
    found = []
    held: list[tuple[Span, int]] = []
    waiting = iter([*marks, (Span(len(text), len(text)), -1)])
    ahead = next(waiting)
    for first, last in itertools.pairwise(cuts):
        held = [mark for mark in held if mark[0].end > first]
        while ahead[0].start < last:
            held.append(ahead)
            ahead = next(waiting)
        here = [(Span(max(span.start, first), min(span.end, last)), number) for span, number in held]
        reached = max((span.end for span, _ in here), default=first)
        body = max(reached, first + len(text[first:last].rstrip()))
        found.append(Paragraph(tuple(_runs(text, first, body, here)), text[body:last], begins.get(first, 0)))
    return found


def parts(paragraphs: Sequence[Paragraph], room: int = ROOM) -> list[Part]:
    """The paragraphs in parts of about `room` bytes, at least one; a claim is of the part in which it begins."""
    found: list[Part] = []
    held: list[Paragraph] = []
    claims: dict[int, None] = {}
    told: set[int] = set()
    size = page = first = 0
    for paragraph in paragraphs:
        new = {number: None for run in paragraph.runs for number in run.claims if number not in told}
        weight = len(paragraph.text.encode("utf-8", "replace")) + CLAIM * len(new)
        if held and size + weight > room:
            found.append(Part(tuple(held), tuple(claims), (first, page)))
            held, claims, size, first = [], {}, 0, paragraph.page or page
        page = paragraph.page or page
        first = first or page
        held.append(paragraph)
        claims |= new
        told |= new.keys()
        size += weight
    return [*found, Part(tuple(held), tuple(claims), (first, page))]


def holding(found: Sequence[Part], claim: int) -> int:
    """The number of the part that a claim is of, 0 where it is of none."""
    return next((number for number, part in enumerate(found) if claim in part.claims), 0)


def _pages(document: Document) -> dict[int, int]:
    """The page that begins at a place; of empty pages only the last can be seen."""
    return {start: number for number, start in enumerate(document.pages, 1) if 0 <= start < len(document.text)}


def _cuts(text: str, pages: Sequence[int], spans: Sequence[Span]) -> list[int]:
    """Where paragraphs begin, and the text's end: behind blank lines that are within no claim, and where pages do."""
    within = _Covered(spans)
    breaks = {match.end() for match in _BREAK.finditer(text) if not within.cuts(match.end())}
    begins = sorted({0, *pages, *(place for place in breaks if place < len(text))})
    found = []
    for first, last in itertools.pairwise([*begins, len(text)]):
        found += [first, *_shorter(text, first, last, within)]
    return [*found, len(text)] if text else []


def _shorter(text: str, first: int, last: int, within: _Covered) -> Iterator[int]:
    """Where a paragraph that is too long is cut: between words, else between characters, never within a claim."""
    while last - first > _LONGEST:
        line = text.rfind("\n", first, first + _LONGEST)
        space = text.rfind(" ", first, first + _LONGEST)
        place = max(line if line > first + _LONGEST // 2 else 0, space if line <= first + _LONGEST // 2 else 0)
        first = place + 1 if place > first else first + _LONGEST
        while first < last and (
            within.cuts(first) or unicodedata.combining(text[first]) or text[first] in "\u200d\ufe0f"
        ):
            first += 1
        if first < last:
            yield first


class _Covered:
    """The places within claims, quick to ask."""

    def __init__(self, spans: Sequence[Span]) -> None:
        """spans: by their starts."""
        self._starts = [span.start for span in spans]
        self._ends = list(itertools.accumulate((span.end for span in spans), max))

    def cuts(self, place: int) -> bool:
        """Whether a cut before the place would cut a claim in two."""
        before = bisect.bisect_left(self._starts, place)
        return before > 0 and self._ends[before - 1] > place


def _runs(text: str, first: int, last: int, marks: Sequence[tuple[Span, int]]) -> Iterator[Run]:
    """The text between two places, cut wherever a claim begins or ends."""
    places = sorted({first, last, *(place for span, _ in marks for place in span)})
    for start, end in itertools.pairwise(places):
        yield Run(text[start:end], tuple(number for (begin, until), number in marks if begin <= start and end <= until))
