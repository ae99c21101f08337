"""Pieces -> lines: what stands on one baseline, in cells with wide gaps between them."""

from __future__ import annotations

import statistics
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from extract.readers import marks
from extract.readers.pdf.pieces import Piece

_SAME = 0.3  # sizes by which baselines of one line may differ
_SMALL, _LOWEST, _HIGHEST = 0.85, 0.12, 0.7  # a raised sign's size and height, in sizes of the text beside it
_BESIDE = 0.4  # sizes between a raised sign and the text that it belongs to
_SPACE, _SPACE_TOO = 0.16, 0.28  # sizes of the least gap that is a space; where the line has spaces drawn as such
_APART = 0.9  # sizes of the least gap between cells
_BEGUN = 0.17  # the same for text that was begun anew, where spaces are drawn as such
_LONG_WORDS = 12  # letters: where spaces are drawn, words are shorter on average
_LONGEST_SIGN, _LOOKED = 7, 8  # characters of a raised sign; pieces that it may stand beside


class Cell(NamedTuple):
    """What stands together on a line, from x0 to x1 in points; size and bold are those of most of its letters."""

    text: str
    x0: float
    x1: float
    size: float
    bold: bool


class Line(NamedTuple):
    """Cells on one baseline, y in points downwards."""

    cells: tuple[Cell, ...]
    y: float

    @property
    def size(self) -> float:
        return max(self.cells, key=lambda cell: len(cell.text)).size

    @property
    def bold(self) -> bool:
        return max(self.cells, key=lambda cell: len(cell.text)).bold

    @property
    def text(self) -> str:
        return " ".join(cell.text for cell in self.cells)

    @property
    def x0(self) -> float:
        return self.cells[0].x0

    @property
    def x1(self) -> float:
        return self.cells[-1].x1


def of(pieces: Sequence[Piece]) -> list[Line]:
    """The lines of a page's pieces of one direction, from top to bottom; columns beside each other are not parted."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.y, piece.x0)):
        if rows and piece.y - rows[-1][0].y <= _SAME * min(piece.size, rows[-1][0].size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    drawn = _LONG_WORDS * sum(piece.spaces > 0 for piece in pieces) > sum(len(piece.text) for piece in pieces)
    return [_line(sorted(row, key=lambda piece: piece.x0), drawn) for row in _raised(rows) if row]


def _raised(rows: list[list[Piece]]) -> list[list[Piece]]:
    """With small raised or lowered signs put into the lines that they stand beside, as signs of their own."""
    kept = [list(row) for row in rows]
    for k, row in enumerate(rows):
        for near in (k + 1, k - 1):
            if 0 <= near < len(rows):
                size = max(piece.size for piece in rows[near])
                if min(piece.size for piece in row) > _SMALL * size:
                    continue
                ends = _Ends(rows[near])
                for piece in kept[k][:]:
                    base = ends.beside(piece, size)
                    if base:
                        kept[k].remove(piece)
                        kept[near].append(_marked(piece, base))
    return kept


class _Ends:
    """A row's pieces by where they begin and end."""

    def __init__(self, row: Sequence[Piece]) -> None:
        self.by_end = sorted(row, key=lambda piece: piece.x1)
        self.by_start = sorted(row, key=lambda piece: piece.x0)

    def beside(self, piece: Piece, size: float) -> Piece | None:
        """The piece that a small one is a raised or lowered sign of: the one before it, else the one behind."""
        if piece.size > _SMALL * size or len(piece.text) > _LONGEST_SIGN:
            return None
        at = bisect_left(self.by_end, piece.x0 - _BESIDE * size, key=lambda other: other.x1)
        before = self.by_end[at : at + _LOOKED]
        at = bisect_left(self.by_start, piece.x1 - _BESIDE * size, key=lambda other: other.x0)
        for other in (*(p for p in before if p.x1 <= piece.x0 + _BESIDE * size), *self.by_start[at : at + _LOOKED]):
            gap = min(abs(piece.x0 - other.x1), abs(other.x0 - piece.x1))
            raised = _LOWEST * size <= abs(other.y - piece.y) <= _HIGHEST * size
            if raised and gap <= _BESIDE * size and other.size * _SMALL >= piece.size:
                return other
        return None


def _marked(piece: Piece, base: Piece) -> Piece:
    """A raised number in brackets, or as a power behind a unit: it must not run on from the number before it."""
    if not marks.number(piece.text) or piece.y > base.y:
        return piece._replace(y=base.y)
    said = marks.raised(piece.text, base.text if base.x0 < piece.x0 else "")
    return piece._replace(text=said, y=base.y, spaces=piece.spaces if said.startswith("[") else 0)


def _line(row: Sequence[Piece], drawn: bool) -> Line:
    """drawn: the page's spaces are drawn as such, so that a gap without one parts cells."""
    parts: list[list[Piece]] = []
    said: list[str] = []
    least = _least(row)
    for piece in row:
        last = parts[-1][-1] if parts else None
        gap = piece.x0 - last.x1 if last else 0.0
        size = min(piece.size, last.size) if last else piece.size
        if last is None or gap - piece.covered > _apart(piece, drawn) * size or gap < -_far_back(last):
            parts.append([piece])
            said.append(piece.text)
        else:
            parts[-1].append(piece)
            said[-1] += (" " if piece.spaces or gap > least * size else "") + piece.text
    cells = tuple(_cell(text, part) for text, part in zip(said, parts, strict=True))
    return Line(cells, statistics.median_low([piece.y for piece in row]))


def _cell(text: str, part: Sequence[Piece]) -> Cell:
    letters = sum(len(piece.text) for piece in part)
    bold = 2 * sum(len(piece.text) for piece in part if piece.bold) > letters
    passed, size = 0, part[0].size
    for piece in sorted(part, key=lambda piece: piece.size):
        passed, size = passed + len(piece.text), piece.size
        if 2 * passed >= letters:
            break
    return Cell(text, part[0].x0, max(piece.x1 for piece in part), size, bold)


def _apart(piece: Piece, drawn: bool) -> float:
    if not drawn or piece.spaces:
        return _APART
    return _BEGUN if piece.begun else _SPACE_TOO


def _far_back(last: Piece) -> float:
    """How far a word may begin within the one before it and still follow it."""
    return max(last.x1 - last.x0, last.size)


def _least(row: Sequence[Piece]) -> float:
    """The least gap that is a space, in sizes: wider where spaces are drawn, or letters stand apart."""
    least = _SPACE_TOO if any(piece.spaces for piece in row[1:]) else _SPACE
    singles = [(b.x0 - a.x1) / b.size for a, b in pairwise(row) if len(a.text) == len(b.text) == 1]
    if len(singles) > 3 and 2 * len(singles) > len(row):
        least = max(least, statistics.median(singles) + _SPACE)
    return least
