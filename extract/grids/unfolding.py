"""Tables told cell by cell, as lines that the stages read, and the way back into the text.

Each number of a table is put on a line of its own, behind its row heading and below a line of its column headings and
caption: "Apprehensions, 2023:" above "Guatemala: 1,234". What the stages find there is a place in the table again.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from extract import grids
from extract.claim import COLUMNS, ROLES, Claim, Document, Span, claim_id
from extract.grids import Grid, Row, headings

_MANY = 40_000  # cells of a document's tables that are told with their headings
_CHANGES = {"-": "down", "−": "down", "–": "down", "+": "up"}
_BOUNDS = {">": "over", "<": "under", "≥": "at_least", "≤": "at_most", "~": "about", "≈": "about"}
_ABOVE, _BELOW = (">", "≥"), ("<", "≤")
_ARRIVING = "arrival"
_PLACED = ("arrival", "detention", "encounter", "death", "rescue", "displacement", "asylum", "stock")
_ALPHA3 = 3  # letters of a country's code; a region's token is longer
_FROM = ("arrival", "asylum", "admission", "stock", "displacement")
_UNCOUNTED = ("other", "period")
_DIGIT = re.compile(r"\d")
_MARKS = re.compile(r"\s?(?:[(\[]\w{1,2}[)\]]|[¹²³⁰-⁹*†‡]|\))[^\d]*\Z")


class Stretch(NamedTuple):
    """A stretch of the unfolded text: where it begins, and its place in the text that was read, None for a copy.

    row: of a table's line the row; told: of a number how it is told.
    """

    begin: int
    place: Span | None = None
    row: Row | None = None
    told: headings.Told | None = None


class Unfolded(NamedTuple):
    """A document whose tables are told cell by cell: its stretches, its lines with a cell, its captions."""

    document: Document
    stretches: Sequence[Stretch]
    rows: Sequence[Span]
    captions: Sequence[Span]


def of(document: Document) -> Unfolded | None:
    """The document unfolded; None where it has no table."""
    found = grids.find(document.text)
    if not found:
        return None
    writer = _Writer(document.text, document.language)
    at = 0
    for grid in found:
        rows = [*grid.heads, *grid.rows]
        writer.keep(Span(at, rows[0].place.start))
        writer.table(grid)
        at = rows[-1].place.end
    writer.keep(Span(at, len(document.text)))
    captions = sorted([*writer.labels, *(grid.caption for grid in found if grid.caption)])
    unfolded = replace(document, text="".join(writer.pieces))
    return Unfolded(unfolded, writer.stretches, writer.rows, captions)


def back(found: Iterable[Claim], unfolded: Unfolded, document: Document) -> Iterator[Claim]:
    """The claims as places in the document that was read, in its order; none for copies of headings."""
    renamed: dict[str, str] = {}
    kept: list[Claim] = []
    for claim in found:
        moved = _moved(claim, unfolded, document)
        if moved:
            renamed[claim.claim_id] = moved.claim_id
            kept.append(moved)
    for claim in sorted(kept, key=lambda claim: claim.start):
        yield claim._replace(repeats=renamed.get(claim.repeats, "")) if claim.repeats else claim


def _moved(claim: Claim, unfolded: Unfolded, document: Document) -> Claim | None:
    """A claim as a place in the document that was read; None where only a copy of a heading holds it."""
    first, last = (bisect_right(unfolded.stretches, at, key=_begin) - 1 for at in (claim.start, claim.end - 1))
    whole = [(*stretch, stretch.place) for stretch in unfolded.stretches[first : last + 1] if stretch.place]
    if len(whole) != 1:
        return None
    begin, _, row, told, place = whole[0]
    move = place.start - begin
    start, end = max(claim.start + move, place.start), min(claim.end + move, place.end)
    if not told and (first != last or (claim.measure != "period" and (row or _unit(start, end, unfolded, document)))):
        return None
    sentence = row.place if row else Span(claim.sentence_start + move, claim.sentence_end + move)
    text = document.text
    claim = claim._replace(
        claim_id=claim_id(document.document_id, start, end), written=text[start:end], start=start, end=end,
        sentence=text[sentence.start : sentence.end], sentence_start=sentence.start, sentence_end=sentence.end,
        page=bisect_right(document.pages, start) or None,
    )  # fmt: skip
    return _signed(_whose(claim, told), text[place.start : start].strip()) if told else claim


def _signed(claim: Claim, sign: str) -> Claim:
    """A claim with what the sign before its number says: more or less than it, or by how much something changed."""
    if sign in _CHANGES and claim.measure not in _UNCOUNTED:
        return claim._replace(statistic="change", direction=_CHANGES[sign])
    if sign in _BOUNDS and claim.qualifier == "exact":
        low = claim.value if sign in _ABOVE else None
        high = claim.value if sign in _BELOW else None
        return claim._replace(qualifier=_BOUNDS[sign], low=low, high=high)
    return claim


def _unit(start: int, end: int, unfolded: Unfolded, document: Document) -> bool:
    """Whether words of a caption say in what it counts: "in thousands", "US$ million"."""
    at = bisect_right(unfolded.captions, start, key=_start) - 1
    return at >= 0 and end <= unfolded.captions[at].end and not _DIGIT.search(document.text[start:end])


def _there(claim: Claim, where: str) -> Claim:
    """A claim of a table whose headings name a country: that is where it was, and its rows' countries are whence."""
    if claim.measure not in _PLACED or where in (claim.place, claim.destination, claim.via, claim.origin):
        return claim
    rest = claim.destination or claim.place
    if rest and (claim.origin or claim.measure not in _FROM or len(where) > _ALPHA3):
        return claim
    claim = claim._replace(origin=rest or claim.origin)
    if claim.measure == _ARRIVING:
        return claim._replace(destination=where, place="")
    return claim._replace(place=where, destination="")


def _start(span: Span) -> int:
    return span.start


def _begin(stretch: Stretch) -> int:
    return stretch.begin


def _whose(claim: Claim, told: headings.Told) -> Claim:
    """A claim with whom and whose its row's headings say that it counts."""
    if told.group and not claim.group and claim.measure not in _UNCOUNTED:
        claim = claim._replace(group=told.group)
    if told.where:
        claim = _there(claim, told.where)
    if not told.roles or claim.measure in _UNCOUNTED:
        return claim
    own = dict(told.roles)
    roles = [own.get(role, "" if getattr(claim, role) in own.values() else getattr(claim, role)) for role in ROLES]
    first = COLUMNS.index(ROLES[0])
    return Claim._make((*claim[:first], *roles, *claim[first + len(ROLES) :]))


def _inner(said: str) -> Span:
    """The number's place in a cell, without the marks of notes behind it and brackets around it."""
    match = _MARKS.search(said)
    end = match.start() if match and _DIGIT.search(said[: match.start()]) else len(said)
    return Span(1, end) if said.startswith("(") and end < len(said) else Span(0, end)


class _Writer:
    """The unfolded text as it grows."""

    def __init__(self, text: str, language: str) -> None:
        self._text, self._language = text, language
        self.pieces: list[str] = []
        self.stretches: list[Stretch] = []
        self.rows: list[Span] = []
        self.labels: list[Span] = []
        self._length = self._cells = 0

    def keep(self, place: Span, row: Row | None = None, told: headings.Told | None = None) -> None:
        """A stretch as it stands in the text."""
        if place.end > place.start:
            self._add(self._said(place), Stretch(self._length, place, row, told))

    def table(self, grid: Grid) -> None:
        """The headings as they stand, the numbers with their headings, other cells line by line."""
        caption, section = self._said(grid.caption) if grid.caption else "", ""
        for row in grid.heads:
            self._lines(row, row.cells, heads=True)
        ranked = grids.ranks(self._text, grid.rows)
        for row in grid.rows:
            cells = row.cells[ranked:]
            amounts = [k for k, cell in enumerate(row.cells) if cell in cells and grids.amount(self._said(cell))]
            self._cells += len(amounts)
            if not amounts or self._cells > _MANY:
                self._lines(row, row.cells)
                section = section if amounts else grids.heading(self._text, row) or section
                continue
            first = range(ranked, amounts[0])
            names = headings.Names(
                [self._said(row.cells[k]) for k in first], [" ".join(self._over(grid, k)) for k in first]
            )
            self._lines(row, [c for c in row.cells[ranked : amounts[0]] if _DIGIT.search(self._said(c))])
            self._lines(row, [c for k, c in enumerate(row.cells) if k > amounts[0] and k not in amounts])
            self.labels += row.cells[ranked : amounts[0]]
            for k in amounts:
                told = headings.told(names, [*self._over(grid, k), section], caption, self._language)
                self._amount(row, row.cells[k], told)

    def _amount(self, row: Row, cell: Span, told: headings.Told) -> None:
        """A number below its lead, behind the names of its row."""
        said = self._said(cell)
        start = self._length
        lead = f"{told.lead}:\n" if told.lead else ""
        own = headings.measured_itself(said)  # a currency or a percent sign
        inner = _inner(said)
        cell = Span(cell.start + inner.start, cell.start + inner.end)
        self._put(f"\n{lead}{told.names}{': ' if told.names else ''}{'' if own else told.before}")
        self.keep(cell, row, told)
        self._put(f"{'' if own else told.behind}\n\n")
        self.rows.append(Span(start, self._length))

    def _lines(self, row: Row, cells: Iterable[Span], *, heads: bool = False) -> None:
        last = ""
        for cell in cells:
            if self._said(cell) != last:  # else it spans columns
                self.keep(cell, row if heads else None)
                self._put("\n")
            last = self._said(cell)

    def _over(self, grid: Grid, column: int) -> list[str]:
        """The headings of a column, the lowest first."""
        return [self._said(row.cells[column]) for row in reversed(grid.heads) if column < len(row.cells)]

    def _said(self, place: Span) -> str:
        return self._text[place.start : place.end]

    def _put(self, said: str) -> None:
        self._add(said, Stretch(self._length))

    def _add(self, said: str, stretch: Stretch) -> None:
        if said:
            self.stretches.append(stretch)
            self.pieces.append(said)
            self._length += len(said)
