"""A block's lines -> paragraphs and tables, in order."""

from __future__ import annotations

import math
import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from extract.readers import rows
from extract.readers.pdf import tables
from extract.readers.pdf.hyphens import Words
from extract.readers.pdf.lines import Line

_LEADING = 1.6  # sizes, where nothing says how far lines are apart
_GAP = 1.3  # leadings between lines of two paragraphs
_INDENT, _DEEP = 0.8, 5.0  # sizes of a first line's indent
_ROOM = 6.0  # sizes that a line may be shorter than its column and still be full
SIZES = 0.08  # by which letters of one paragraph may differ
_HEAD = 1.15  # sizes of the text from which a line is a heading, whose lines are broken as it looks well
_CAPTION, _CAPTION_LINES = 2.6, 2  # sizes between a caption and its table; lines of a caption
_BULLETS = ("•", "●", "▪", "◦", "‣", "■", "□", "–", "—", "-", "*", "o")
_NUMBERED = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)] ")
_STOPS = (".", "!", "?", "…", ":", ";")
_TAIL = 40  # characters at a text's end that tell whether its sentence ends
_MARK = re.compile(r"\[\d+\]$")  # of a note
_CLOSING = "\"'”’»)]"


class Block(NamedTuple):
    """A paragraph or a table as text; size of its letters, and for a paragraph its first and last line.

    full: the last line is as wide as its column, so that the sentence may go on elsewhere; right: the column's edge.
    """

    text: str
    size: float
    table: bool
    first: Line
    last: Line
    full: bool


def of(lines: Sequence[Line], words: Words) -> list[Block]:
    """The paragraphs and tables of lines that are read from top to bottom."""
    found: list[Block] = []
    at = 0
    for table in tables.find(lines):
        above = list(_paragraphs(lines[at : table.first], words))
        caption = above.pop().text if above and _caption(above[-1], lines[table.first]) else ""
        found += above
        first, last = lines[table.first], lines[table.last - 1]
        found.append(Block(rows.block(table.rows, caption), first.size, True, first, last, False))
        at = table.last
    return found + list(_paragraphs(lines[at:], words))


def _caption(block: Block, top: Line) -> bool:
    lines = 1 + round((block.last.y - block.first.y) / (1.2 * block.size))
    return lines <= _CAPTION_LINES and top.y - block.last.y <= _CAPTION * max(top.size, block.size)


def _paragraphs(lines: Sequence[Line], words: Words) -> Iterator[Block]:
    if not lines:
        return
    page = _Column(lines)
    start = 0
    for k in range(1, len(lines) + 1):
        if k == len(lines) or page.ends(start, k):
            part = lines[start:k]
            sizes = statistics.median_high([line.size for line in part])
            yield Block(
                words.joined([line.text for line in part]), sizes, False, part[0], part[-1], page.full(part[-1])
            )
            start = k


class _Column:
    """Lines below each other, with what is usual among them."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.edges: dict[int, float] = {}
        for line in lines:
            size = round(line.size)
            self.edges[size] = max(self.edges.get(size, line.x1), line.x1)
        starts = Counter(round(line.x0) for line in lines)
        self.left = min((x for x, often in starts.items() if often > max(1, 0.05 * len(lines))), default=-math.inf)
        self.size = statistics.median_high([line.size for line in lines])
        self.indents = any(self._is_indented(a) and abs(b.x0 - self.left) < 1 for a, b in pairwise(lines))
        self.leading = _leadings(lines)

    def right(self, line: Line) -> float:
        """Where the longest line of this line's size ends."""
        return self.edges[round(line.size)]

    def full(self, line: Line) -> bool:
        """Whether a line is about as long as the others."""
        return self.right(line) - line.x1 < _ROOM * line.size

    def _usual(self, line: Line) -> float:
        return self.leading.get(round(line.size), _LEADING * line.size)

    def ends(self, start: int, k: int) -> bool:
        """Whether a paragraph that began with line `start` ends before line k."""
        above, below = self.lines[k - 1], self.lines[k]
        gap = below.y - above.y
        if not same_size(above.size, below.size) or gap > _GAP * self._usual(above) or gap < 0:
            return True
        if _bullet(below) or tables.leads(above) or _weight_changes(above, below, self.right(above)):
            return True
        if ended(above.text) and (_NUMBERED.match(below.text) or tables.leads(below)):
            return True
        return self._indented(start, k) or self._broken_off(above, below)

    def _indented(self, start: int, k: int) -> bool:
        above, below = self.lines[k - 1], self.lines[k]
        step = below.x0 - above.x0
        if abs(step) < _INDENT * below.size:
            return k - 1 == start and self._first_again(k)
        if self._centred(above, below):
            return False
        if step > 0:  # a hanging line goes on, a first line's indent begins anew
            return not _hangs(above, below)
        return k - 1 != start

    def _first_again(self, k: int) -> bool:
        """Whether line k has a first line's indent, as the one-line paragraph above it."""
        following = self.lines[k + 1] if k + 1 < len(self.lines) else None
        if not self._is_indented(self.lines[k]):
            return False
        if following and abs(following.x0 - self.left) < 1 and same_size(following.size, self.lines[k].size):
            return True
        return self.indents and ended(self.lines[k - 1].text)

    def _is_indented(self, line: Line) -> bool:
        return _INDENT * line.size < line.x0 - self.left < _DEEP * line.size

    def _broken_off(self, above: Line, below: Line) -> bool:
        """Whether the line above ends though the next word would have had room, at the end of a sentence or a head."""
        if self._centred(above, below):
            return False
        letters = max(len(above.text), 1)
        wide = (above.x1 - above.x0) / letters
        word = len(below.text.split(" ", 1)[0]) + 1
        room = self.right(above) - above.x1 > word * wide * 1.1 + 0.3 * above.size
        first = below.text[:1]
        if not room or (first.islower() and not ended(above.text)):
            return False
        sure = self.right(above) - above.x1 > 1.25 * word * wide + 0.5 * above.size
        return ended(above.text) or (sure and above.size < _HEAD * self.size)

    def _centred(self, above: Line, below: Line) -> bool:
        """Whether two lines stand above one middle, neither at the edge where lines begin."""
        middle = (above.x0 + above.x1 - below.x0 - below.x1) / 2
        if abs(middle) >= 0.25 * above.size or abs(above.x0 - below.x0) < 0.5 * above.size:
            return False
        return min(above.x0, below.x0) > self.left + 1


def _leadings(lines: Sequence[Line]) -> dict[int, float]:
    """By size, the least distance of lines that occurs more than once."""
    gaps: dict[int, list[float]] = {}
    for a, b in pairwise(lines):
        if a.size <= b.y - a.y < 3 * a.size and same_size(a.size, b.size):
            gaps.setdefault(round(a.size), []).append(round(2 * (b.y - a.y)) / 2)
    often = {size: [gap for gap in found if found.count(gap) > 1] for size, found in gaps.items()}
    return {size: min(often[size] or [*found, _LEADING * size]) for size, found in gaps.items()}


def ended(text: str) -> bool:
    """Whether a text ends with the end of a sentence."""
    return _MARK.sub("", text[-_TAIL:]).rstrip(_CLOSING).endswith(_STOPS)


def same_size(a: float, b: float) -> bool:
    """Whether letters of two sizes may be of one paragraph."""
    return abs(a - b) <= SIZES * max(a, b)


def _bullet(line: Line) -> bool:
    first, _, rest = line.text.partition(" ")
    return bool(rest) and first in _BULLETS


def _hangs(above: Line, below: Line) -> bool:
    """The line below begins where the text behind the bullet or the number of the line above does."""
    if len(above.cells) > 1 and len(above.cells[0].text) <= 4:
        return abs(above.cells[1].x0 - below.x0) < 0.6 * below.size
    first = above.text.split(" ", 1)[0]
    return first in _BULLETS or (len(first) <= 4 and first[-1:] in ".)" and below.x0 - above.x0 < 3.5 * below.size)


def _weight_changes(above: Line, below: Line, right: float) -> bool:
    if above.bold == below.bold:
        return False
    short = right - above.x1 > 0.15 * (right - above.x0)
    return short or ended(above.text)
