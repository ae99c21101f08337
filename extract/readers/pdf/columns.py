"""Lines -> blocks in reading order: columns of running text one after the other, tables left in one piece."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from extract.readers.pdf.figures import entry
from extract.readers.pdf.lines import Cell, Line

_GUTTER = 0.3  # sizes of the least width between columns; cells stand further apart already
_ROWS, _FEW = 3, 2  # lines of the shortest column; of one whose lines do not stand beside the other's
_FULL, _MOSTLY = 0.25, 0.5  # a line of running text ends this near its column's edge, and this share of them does
_LETTERS, _LETTERS_BESIDE = 12, 20  # characters of such a line; of one that stands beside another as rows do
_SMALL_WORDS = 4  # characters of a column's lines, below which they are marks of what stands beside them
_ALIGNED, _MOST_ALIGNED = 1.5, 0.8  # points between baselines; the share of lines beside others
_CUT = 1.8  # leadings of a gap that ends a column
_LARGER, _SMALLER = 1.15, 0.9  # sizes of the text from which a line is a heading; within which lines are one column
_HEADS = 50  # of a page, more are none
_DEEPEST = 8  # columns within columns


class Piled(NamedTuple):
    """Lines with the side of a gutter that each cell of theirs stands on."""

    left: list[Line]
    right: list[Line]


def ordered(lines: Sequence[Line], depth: int = 0) -> list[list[Line]]:
    """The lines of a page in blocks to be read one after the other; the lines of a block hold no columns of text."""
    if len(lines) >= 2 * _ROWS - 1 and depth < _DEEPEST:
        for gutter in _gutters(lines):
            cut = _cut(lines, gutter)
            if cut:
                first, last = cut
                piled = _sides(lines[first:last], gutter)
                parts = (lines[:first], piled.left, piled.right, lines[last:])
                return [block for part in parts for block in ordered(part, depth + 1) if block]
    return [list(lines)] if lines else []


def _gutters(lines: Sequence[Line]) -> list[float]:
    """Where columns may begin, those with most lines first: places at which cells begin with others left of them."""
    starts = Counter(round(cell.x0) for line in lines for cell in line.cells)
    leftmost = min(starts)
    found = [x for x, _ in starts.most_common(40) if x > leftmost + 20]
    near = {x: sum(starts[x + d] for d in (-1, 0, 1)) for x in found}
    return [x - 1.5 for x in sorted(found, key=lambda x: (-near[x], x)) if near[x] >= _FEW]


def _cut(lines: Sequence[Line], gutter: float) -> tuple[int, int] | None:
    """The longest run of lines that the gutter parts into columns of text, as first and behind the last."""
    best: tuple[int, int] | None = None
    first = 0
    crossing = [k for k, line in enumerate(lines) if _crosses(line, gutter)]
    for end in [*crossing, len(lines)]:
        for start, stop in _regions(lines, first, end, gutter):
            if (best is None or stop - start > best[1] - best[0]) and _columns(_sides(lines[start:stop], gutter)):
                best = start, stop
        first = end + 1
    return best


def _crosses(line: Line, gutter: float) -> bool:
    return any(cell.x0 < gutter and cell.x1 > gutter - _GUTTER * line.size for cell in line.cells)


def _regions(lines: Sequence[Line], first: int, end: int, gutter: float) -> Iterable[tuple[int, int]]:
    """The run's parts between headings over both columns, from the first line with a right side to the last."""
    size = statistics.median_high([line.size for line in lines[first:end]]) if end > first else 0.0
    large = [k for k in range(first + 1, end - 1) if lines[k].size > _LARGER * size and lines[k].x1 < gutter]
    heads = [k for k in large if not _right_of(lines[first:end], lines[k], gutter)] if len(large) < _HEADS else []
    for start, stop in pairwise([first - 1, *heads, end]):
        right = [k for k in range(start + 1, stop) if lines[k].x1 >= gutter]
        if not right:
            continue
        left = [k for k in range(start + 1, stop) if lines[k].x0 < gutter]
        leading = _leading([lines[k] for k in left])
        inside = [k for k in left if right[0] <= k <= right[-1]] or right
        above, below = inside[0], inside[-1]
        for k in reversed([k for k in left if k < above]):
            if not _follows(lines[k], lines[above], leading):
                break
            above = k
        for k in [k for k in left if k > below]:
            if not _follows(lines[below], lines[k], leading):
                break
            below = k
        yield min(above, right[0]), max(below, right[-1]) + 1


def _follows(above: Line, below: Line, leading: float) -> bool:
    """Whether a line goes on with the column of the line above it."""
    return below.y - above.y < _CUT * leading and _alike(above, below)


def _alike(a: Line, b: Line) -> bool:
    return _SMALLER <= a.size / b.size <= 1 / _SMALLER


def _right_of(lines: Sequence[Line], line: Line, gutter: float) -> bool:
    """Whether something stands on the other side of the gutter near a line."""
    return any(abs(other.y - line.y) < 1.4 * line.size and other.x1 >= gutter for other in lines)


def _leading(lines: Sequence[Line]) -> float:
    gaps = [b.y - a.y for a, b in pairwise(lines) if b.y - a.y > 0.5 * a.size]
    return statistics.median_low(gaps) if gaps else 1.2 * lines[0].size if lines else 12.0


def _sides(lines: Sequence[Line], gutter: float) -> Piled:
    piled = Piled([], [])
    for line in lines:
        left = tuple(cell for cell in line.cells if cell.x0 < gutter)
        right = tuple(cell for cell in line.cells if cell.x0 >= gutter)
        if left:
            piled.left.append(line._replace(cells=left))
        if right:
            piled.right.append(line._replace(cells=right))
    return piled


def _columns(piled: Piled) -> bool:
    """Whether both sides are running text, or one is and the other stands beside it with lines of its own."""
    left, right = piled
    least = min(len(left), len(right))
    if least < _FEW or left[-1].y < right[0].y or right[-1].y < left[0].y:
        return False
    beside = _aligned(left, right) or _aligned(right, left)
    if least < _ROWS and beside:
        return False
    inner = [line.cells[-1] for line in left], [line.cells[0] for line in right]
    running = [_running(cells, _LETTERS_BESIDE if beside else _LETTERS) for cells in inner]
    if all(running):
        return True
    if not any(running):
        return False
    other, text = (right, left) if running[0] else (left, right)
    figures = sum(all(entry(cell.text) for cell in line.cells) for line in other)
    if 2 * figures >= len(other) or statistics.median(len(line.text) for line in other) < _SMALL_WORDS:
        return False
    several = sum(len(line.cells) > 1 for line in other)
    return 2 * several >= len(other) or not _beside(other, text)


def _running(cells: Sequence[Cell], letters: int) -> bool:
    """Whether cells below each other are lines of text, broken at one width, half of them at least so many letters."""
    left, right = min(cell.x0 for cell in cells), max(cell.x1 for cell in cells)
    full = sum(cell.x1 >= right - _FULL * (right - left) for cell in cells)
    figures = sum(entry(cell.text) for cell in cells)
    return (
        full >= _MOSTLY * len(cells)
        and statistics.median(len(cell.text) for cell in cells) >= letters
        and 5 * figures < len(cells)
    )


def _beside(lines: Sequence[Line], text: Sequence[Line]) -> bool:
    """Whether the lines belong to lines of the text, as headings in a margin do."""
    return len(lines) < len(text) and _aligned(lines, text)


def _aligned(lines: Sequence[Line], others: Sequence[Line]) -> bool:
    """Whether nearly all the lines stand on baselines of the others."""
    aligned = sum(any(abs(line.y - other.y) <= _ALIGNED for other in others) for line in lines)
    return aligned >= _MOST_ALIGNED * len(lines)
