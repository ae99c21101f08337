"""Tables told cell by cell, as lines that the stages read.

Each number of a table is put on a line of its own, behind its row heading and below a line of its column headings and
caption: "Apprehensions, 2023:" above "Guatemala: 1,234".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from extract import grids
from extract.claim import Document, Span
from extract.grids import Grid, Row, headings, units

_MANY = 40_000  # cells of a document's tables that are told with their headings
_DIGIT = re.compile(r"\d")
_MARKS = re.compile(r"\s?(?:[(\[]\w{1,2}[)\]]|[¹²³⁰-⁹*†‡]|\))[^\d]{0,1000}+\Z")


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
        caption = headings.caption(self._said(grid.caption)) if grid.caption else ""
        section = ""
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
            over = [" ".join(self._over(grid, k)) for k in first]
            names = headings.names([self._said(row.cells[k]) for k in first], over, self._language)
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
        inner, own = _inner(said), units.own(said)
        self._put(f"\n{lead}{told.before}{'' if own else told.sign}")
        self.keep(Span(cell.start + inner.start, cell.start + inner.end), row, told)
        self._put(f"{'' if own else told.unit}\n\n")
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
