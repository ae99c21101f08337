"""Pieces: words as they are drawn on a page, with their places, by the direction that they are read in."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

Matrix = tuple[float, float, float, float, float, float]

SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_TURNED: dict[int, Matrix] = {90: (0, -1, 1, 0, 0, 0), 180: (-1, 0, 0, -1, 0, 0), 270: (0, 1, -1, 0, 0, 0)}
_SMALLEST, _GREATEST = 1.0, 2000.0  # points of a size: below and above it is no text for readers
_TWICE, _TWICE_ONE = 0.2, 0.06  # sizes between two printings, for bold, of one word or of one letter
_MOST = 40_000  # words of a page
_OUTSIDE = 20.0  # points outside the page at which text still counts


class Piece(NamedTuple):
    """A word or part of one: x from x0 to x1, the baseline's y (downwards), all in points.

    spaces: how many spaces stand before it; covered: how wide a single one of these is; begun: whether the text
    was begun anew (BT) just before it, as programs do for each cell.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    spaces: int
    covered: float
    begun: bool


class Gap(NamedTuple):
    """The spaces drawn before a word: how many, and how wide the last is; whether the text was begun anew since."""

    spaces: int
    covered: float
    begun: bool


NO_GAP = Gap(0, 0.0, False)


class Hand(NamedTuple):
    """Where and how a string is written: its beginning as seen upright, a unit in points, the size, the direction."""

    x: float
    y: float
    unit: float
    size: float
    quarter: int


class Sheet:
    """The pieces of a page by direction (0 upright, 1 turned left, 2 upside down, 3 turned right), and its pictures.

    pictures: images; strokes: drawn lines; kept and lost: letters that are known, and those of which the file does not
    say which they are.
    """

    __slots__ = ("_box", "_seen", "_turn", "covered", "kept", "lost", "pictures", "pieces", "strokes")

    def __init__(self, page: Any) -> None:
        turn = page.get("/Rotate", 0)
        self._turn = _TURNED.get(int(turn) % 360, SAME) if isinstance(turn, (int, float)) else SAME
        self._box = _box(page)
        self._seen: set[tuple[str, int, int, int]] = set()
        self.pieces: dict[int, list[Piece]] = {}
        self.pictures = self.strokes = self.lost = self.kept = 0
        self.covered = 0.0  # which share of the page the largest picture covers

    def picture(self, at: Matrix) -> None:
        """Count a picture, which fills the square from 0 to 1 at its place."""
        self.pictures += 1
        a, b, c, d, _, _ = at
        left, bottom, right, top = self._box
        share = abs(a * d - b * c) / max((right - left - 2 * _OUTSIDE) * (top - bottom - 2 * _OUTSIDE), 1.0)
        self.covered = max(self.covered, share)

    def hand(self, at: Matrix, size: float) -> Hand | None:
        """How a string is written that begins at a place, None where it cannot be seen."""
        _, _, c, d, x, y = at
        size *= math.hypot(c, d)
        left, bottom, right, top = self._box
        if not (_SMALLEST <= size <= _GREATEST and left <= x <= right and bottom <= y <= top):
            return None
        a, b, _, _, x, y = times(at, self._turn)
        quarter = round(math.atan2(b, a) / (math.pi / 2)) % 4
        x, y = ((x, y), (y, -x), (-x, -y), (-y, x))[quarter]
        unit = math.hypot(a, b)
        return Hand(x, y, unit, size, quarter) if math.isfinite(x + y + unit) else None

    def keep(self, text: str, hand: Hand | None, start: float, end: float, bold: bool, gap: Gap) -> bool:
        """Keep a word of a string, from start to end in the string's units, if it can be seen and is not there yet."""
        self.kept += len(text)
        if hand is None or not math.isfinite(start + end):
            return False
        x, end = hand.x + start * hand.unit, hand.x + end * hand.unit
        if self._twice(text, x, hand):
            return False
        spaces, covered = gap.spaces, gap.covered if gap.spaces == 1 else 0.0
        piece = Piece(text, x, max(x, end), -hand.y, hand.size, bold, spaces, covered, gap.begun)
        self.pieces.setdefault(hand.quarter, []).append(piece)
        return True

    def _twice(self, text: str, x: float, hand: Hand) -> bool:
        step = (_TWICE if len(text) > 1 else _TWICE_ONE) * hand.size
        i, j, quarter, seen = round(x / step), round(hand.y / step), hand.quarter, self._seen
        for right in (0, -1, 1):
            for up in (0, -1, 1):
                if (text, i + right, j + up, quarter) in seen:
                    return True
        seen.add((text, i, j, quarter))
        if len(seen) > _MOST:
            raise OverflowError("too many words are drawn on it")
        return False


def times(m: Matrix, n: Matrix) -> Matrix:
    """The one change of place followed by the other."""
    a, b, c, d, e, f = m
    p, q, r, s, t, u = n
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _box(page: Any) -> tuple[float, float, float, float]:
    """Within which text is seen: left, bottom, right, top."""
    try:
        box = page.cropbox
        sides = float(box.left), float(box.bottom), float(box.right), float(box.top)
    except (TypeError, ValueError, KeyError, AttributeError, IndexError):
        return -math.inf, -math.inf, math.inf, math.inf
    left, right = sorted((sides[0], sides[2]))
    bottom, top = sorted((sides[1], sides[3]))
    return left - _OUTSIDE, bottom - _OUTSIDE, right + _OUTSIDE, top + _OUTSIDE
