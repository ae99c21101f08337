"""Pieces -> lines: what stands on one baseline, in cells with wide gaps between them."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from extract.readers.pdf.pieces import Piece

_SAME = 0.3  # sizes by which baselines of one line may differ
_SMALL, _LOWEST, _HIGHEST = 0.85, 0.12, 0.7  # a raised sign's size and height, in sizes of the text beside it
_BESIDE = 0.4  # sizes between a raised sign and the text that it belongs to
_SPACE, _SPACE_TOO = 0.16, 0.28  # sizes of the least gap that is a space; where the line has spaces drawn as such
_APART = 0.9  # sizes of the least gap between cells
_MOST = 200_000  # pairs of pieces of two lines that are looked at
_NUMBER = re.compile(r"\d{1,3}(?:[,–-]\d{1,3})*")
_UNIT = re.compile(r"(?<![^\W\d_])[a-z]{1,2}")  # m², km³
_POWERS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Cell(NamedTuple):
    """What stands together on a line, from x0 to x1 in points."""

    text: str
    x0: float
    x1: float


class Line(NamedTuple):
    """Cells on one baseline, y in points downwards; size and bold are those of most of its letters."""

    cells: tuple[Cell, ...]
    y: float
    size: float
    bold: bool

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
    rows = _raised(rows)
    return [_line(sorted(row, key=lambda piece: piece.x0)) for row in rows if row]


def _raised(rows: list[list[Piece]]) -> list[list[Piece]]:
    """With small raised or lowered signs put into the lines that they stand beside, as signs of their own."""
    kept = [list(row) for row in rows]
    for k, row in enumerate(rows):
        for near in (k + 1, k - 1):
            if 0 <= near < len(rows) and len(row) * len(rows[near]) <= _MOST:
                size = max(piece.size for piece in rows[near])
                for piece in kept[k][:]:
                    if _beside(piece, rows[near], size):
                        kept[k].remove(piece)
                        kept[near].append(_marked(piece, rows[near]))
    return kept


def _beside(piece: Piece, row: Iterable[Piece], size: float) -> bool:
    if piece.size > _SMALL * size or len(piece.text) > 7:
        return False
    return any(
        _LOWEST * size <= abs(other.y - piece.y) <= _HIGHEST * size
        and other.size > piece.size
        and (abs(piece.x0 - other.x1) <= _BESIDE * size or abs(other.x0 - piece.x1) <= _BESIDE * size)
        for other in row
    )


def _marked(piece: Piece, row: Iterable[Piece]) -> Piece:
    """A raised number in brackets, or as a power behind a unit: it must not run on from the number before it."""
    base = max((other for other in row if other.x0 <= piece.x0), key=lambda other: other.x1, default=None)
    y = base.y if base else piece.y
    if not _NUMBER.fullmatch(piece.text) or piece.y > y:
        return piece._replace(y=y)
    if base and _UNIT.fullmatch(base.text) and piece.text.isdigit():
        return piece._replace(text=piece.text.translate(_POWERS), y=y, spaces=0)
    return piece._replace(text=f"[{piece.text}]", y=y)


def _line(row: Sequence[Piece]) -> Line:
    cells: list[Cell] = []
    least = _least(row)
    last: Piece | None = None
    for piece in row:
        gap = piece.x0 - last.x1 if last else 0.0
        size = min(piece.size, last.size) if last else piece.size
        if last is None or gap - piece.covered > _APART * size or gap < -_far_back(last):
            cells.append(Cell(piece.text, piece.x0, piece.x1))
        else:
            between = " " if piece.spaces or gap > least * size else ""
            cells[-1] = Cell(cells[-1].text + between + piece.text, cells[-1].x0, max(cells[-1].x1, piece.x1))
        last = piece
    letters = sum(len(piece.text) for piece in row)
    size = statistics.median_high([piece.size for piece in row for _ in piece.text])
    bold = sum(len(piece.text) for piece in row if piece.bold) > letters / 2
    return Line(tuple(cells), statistics.median_low([piece.y for piece in row]), size, bold)


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
