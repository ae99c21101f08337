"""Running heads and feet: lines that stand at the top or bottom of page after page."""

from __future__ import annotations

import re
import statistics
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from extract.readers import folios
from extract.readers.pdf.figures import figure
from extract.readers.pdf.lines import Line

_PAGES = 3  # on which a line repeats
_LINES = 3  # of a head or foot
_APART = 1.25  # sizes of the gap between a head and the text, at least
_HEIGHT = 12.0  # points by which its place may differ
_NUMBER = re.compile(r"\d{1,6}|\b[ivxl]+\b")
_FAR, _LARGER = 1.8, 1.3  # sizes of the gap between the text and a page's number; how much larger that may be
_MARKS = r"[-–—|•·~\[\]]{0,2}"  # around a page's number
_ALONE = re.compile(rf"{_MARKS}\s?(?:{folios.ALONE}|[ivxl]{{1,6}})\s?{_MARKS}")
_PAGE = re.compile(r"[^\W\d_]{1,6}\.?\s(\d{1,4})")  # Page 3, p. 3, Seite 3
_OF = re.compile(rf"{_MARKS}\s?{folios.OF}\s?{_MARKS}")


class _Place(NamedTuple):
    """What a line says but for its numbers, and whether it stands at the top."""

    words: str
    top: bool


class _Head:
    """Lines of one place on several pages."""

    def __init__(self, found: Sequence[tuple[int, Line]], least: int) -> None:
        self._least = least
        self._steps: list[set[int]] = []  # for each number, by how much it is ahead of the page on several pages
        for said in zip(*([int(n) - page for n in _numbers(line)] for page, line in found), strict=True):
            self._steps.append({step for step, often in Counter(said).items() if often >= least})
        heights: dict[tuple[str, ...], dict[int, float]] = defaultdict(dict)
        for page, line in found:
            heights[self._said(page, line)].setdefault(page, line.y)
        self._heights = {said: sorted(by_page.values()) for said, by_page in heights.items() if len(by_page) >= least}

    def holds(self, page: int, line: Line) -> bool:
        """Whether the line of a page is one of them."""
        heights = self._heights.get(self._said(page, line), [])
        return bisect_right(heights, line.y + _HEIGHT) - bisect_left(heights, line.y - _HEIGHT) >= max(
            2, self._least - 1
        )

    def _said(self, page: int, line: Line) -> tuple[str, ...]:
        """The line's numbers, but for those that count the pages."""
        pairs = zip(_numbers(line), self._steps, strict=True)
        return tuple("page" if int(number) - page in steps else number for number, steps in pairs)


def without(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages' lines, from top to bottom, without heads and feet that repeat on three pages, or on both of two.

    Only numbers that grow as the pages do may differ: the figures of a form that every page has are no page numbers.
    """
    least = _PAGES if sum(bool(lines) for lines in pages) > 2 else 2
    outer: dict[_Place, list[tuple[int, Line]]] = defaultdict(list)
    for page, lines in enumerate(pages):
        for top in (True, False):
            for line in _outer(lines, top):
                outer[_Place(_words(line), top)].append((page, line))
    heads = {place: _Head(found, least) for place, found in outer.items() if len(found) >= least}
    kept = [
        [line for k, line in enumerate(lines) if not _held(heads, page, lines, k)] for page, lines in enumerate(pages)
    ]
    kept = kept if any(kept) else [list(lines) for lines in pages]
    bare = [_unnumbered(lines, number) for number, lines in enumerate(kept, start=1)]
    return bare if any(bare) else kept


def _unnumbered(lines: Sequence[Line], number: int) -> list[Line]:
    """A page's lines without a number of its own at its very top or bottom, as "3", "- 3 -", "Page 3 of 12"."""
    usual = statistics.median_low([line.size for line in lines]) if lines else 0.0
    kept = list(lines)
    for at, beside in ((0, 1), (-1, -2)):
        if not kept:
            break
        line = kept[at]
        near = len(kept) > 1 and abs(line.y - kept[beside].y) <= _FAR * max(line.size, kept[beside].size)
        if near or line.size > _LARGER * usual:
            continue
        cells = tuple(cell for cell in line.cells if not _counted(cell.text, number, len(line.cells)))
        kept[at : len(kept) if at else 1] = [line._replace(cells=cells)] if cells else []
    return kept


def _counted(said: str, number: int, cells: int) -> bool:
    """Whether a cell of a page's outermost line counts the pages; beside others only with this page's number."""
    of = _OF.fullmatch(said)
    if of:
        return int(of[1]) <= int(of[2]) and (cells == 1 or int(of[1]) == number)
    page = _PAGE.fullmatch(said)
    return (page is not None and int(page[1]) == number) or (cells == 1 and _ALONE.fullmatch(said.lower()) is not None)


def _held(heads: dict[_Place, _Head], page: int, lines: Sequence[Line], k: int) -> bool:
    """Whether line k of a page is a head or foot."""
    line = lines[k]
    for top, outer in ((True, k), (False, len(lines) - 1 - k)):
        head = heads.get(_Place(_words(line), top)) if outer < _LINES else None
        if head and head.holds(page, line):
            return True
    return False


def _words(line: Line) -> str:
    return _NUMBER.sub("#", line.text.lower())


def _numbers(line: Line) -> list[str]:
    """The line's numbers; roman ones, of which it matters little how they count, as nought."""
    return [said if said.isdecimal() else "0" for said in _NUMBER.findall(line.text.lower())]


def _outer(lines: Sequence[Line], top: bool) -> list[Line]:
    """The page's first or last lines, up to a gap that parts them from the text; none where a table begins."""
    ordered = lines if top else lines[::-1]
    found: list[Line] = []
    for k, line in enumerate(ordered[:_LINES]):
        following = ordered[k + 1] if k + 1 < len(ordered) else None
        if top and any(_row(other) for other in ordered[k + 1 : k + 3]) and len(line.cells) > 1:
            break
        if following and abs(following.y - line.y) > _APART * max(line.size, following.size):
            found = list(ordered[: k + 1])
    return found


def _row(line: Line) -> bool:
    return len(line.cells) > 1 and any(figure(cell.text) for cell in line.cells[1:])
