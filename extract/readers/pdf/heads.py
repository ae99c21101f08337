"""Running heads and feet: lines that stand at the top or bottom of page after page."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from extract.readers.pdf.columns import figure
from extract.readers.pdf.lines import Line

_PAGES = 3  # on which a line repeats
_LINES = 3  # of a head or foot
_APART = 1.25  # sizes of the gap between a head and the text, at least
_HEIGHT = 12.0  # points by which its place may differ
_DIGITS = re.compile(r"\d+|\b[ivxl]+\b")


def without(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages' lines, from top to bottom, without heads and feet that repeat on three pages, or on both of two.

    Digits may differ from page to page; a page's number alone is a foot where it counts on.
    """
    many = sum(bool(lines) for lines in pages)
    least = _PAGES if many > 2 else 2
    seen: dict[tuple[str, bool], list[tuple[int, Line]]] = defaultdict(list)
    for number, lines in enumerate(pages):
        for top in (True, False):
            for line in _outer(lines, top):
                seen[_key(line), top].append((number, line))
    heads: dict[tuple[str, bool], list[float]] = {}
    for (key, top), found in seen.items():
        heights = sorted(line.y for _, line in found)
        alike = [(number, line) for number, line in found if _stands(line, heights, least)]
        if len({number for number, _ in alike}) >= least and (key != "#" or _counts_on(alike)):
            heads[key, top] = sorted(line.y for _, line in alike)
    kept = [_kept(lines, heads) for lines in pages]
    return kept if any(kept) else [list(lines) for lines in pages]


def _kept(lines: Sequence[Line], heads: Mapping[tuple[str, bool], Sequence[float]]) -> list[Line]:
    """A page's lines without those that stand where heads or feet of the same words do."""
    kept = []
    for k, line in enumerate(lines):
        tops = [top for top, outer in ((True, k), (False, len(lines) - 1 - k)) if outer < _LINES]
        if not any(_stands(line, heads.get((_key(line), top), ()), 1) for top in tops):
            kept.append(line)
    return kept


def _key(line: Line) -> str:
    return _DIGITS.sub("#", line.text.lower())


def _stands(line: Line, heights: Sequence[float], least: int) -> bool:
    """Whether enough lines stand at the height of this one."""
    return bisect_right(heights, line.y + _HEIGHT) - bisect_left(heights, line.y - _HEIGHT) >= least


def _counts_on(found: Sequence[tuple[int, Line]]) -> bool:
    """Whether bare numbers grow as the pages do."""
    said = [(page, int(line.text)) for page, line in found if line.text.isdecimal() and len(line.text) < 6]
    return len(said) < len(found) or all(d - b == c - a for (a, b), (c, d) in pairwise(said))


def _outer(lines: Sequence[Line], top: bool) -> list[Line]:
    """The page's first or last lines, up to a gap that parts them from the text; none where a table begins."""
    ordered = lines if top else lines[::-1]
    found: list[Line] = []
    for k, line in enumerate(ordered[: _LINES + 1]):
        following = ordered[k + 1] if k + 1 < len(ordered) else None
        if top and any(_row(other) for other in ordered[k + 1 : k + 3]) and len(line.cells) > 1:
            break
        if following and abs(following.y - line.y) > _APART * max(line.size, following.size):
            found = list(ordered[: k + 1])
    return found


def _row(line: Line) -> bool:
    return len(line.cells) > 1 and any(figure(cell.text) for cell in line.cells[1:])
