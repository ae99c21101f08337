"""Where the names of a map's circles stand: beside them, touching no other circle and no other name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

SIZE = 12  # pixels of the letters
MOST = 9  # names, where the caller does not say
_TRIED = 16  # circles that may have a name: smaller ones are not what the map is about
_LETTER, _LINE = 6.3, 15  # pixels: a letter's width, a line's height
_SIDES = {
    "middle right": (1, 0), "middle left": (-1, 0), "top center": (0, 1), "bottom center": (0, -1),
    "top right": (1, 1), "top left": (-1, 1), "bottom right": (1, -1), "bottom left": (-1, -1),
}  # fmt: skip


class Box(NamedTuple):
    """A part of the plane, its y up."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def across(self) -> float:
        return self.right - self.left

    @property
    def up(self) -> float:
        return self.top - self.bottom

    def touches(self, other: Box) -> bool:
        beside = self.left < other.right and other.left < self.right
        return beside and self.bottom < other.top and other.bottom < self.top

    def holds(self, other: Box) -> bool:
        beside = self.left <= other.left and other.right <= self.right
        return beside and self.bottom <= other.bottom and other.top <= self.top


class Circle(NamedTuple):
    """A country's mark: the number of its figures, its place in units of the map, its size in pixels."""

    code: str
    name: str
    figures: int
    x: int
    y: int
    size: float


class _Page:
    """The map as it looks on a page of a width: what is taken of it."""

    def __init__(self, view: Box, wide: float, high: float) -> None:
        self.scale = min(wide / view.across, high / view.up)
        x, y = (view.left + view.right) / 2 * self.scale, (view.bottom + view.top) / 2 * self.scale
        self.edge = Box(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
        self.taken: list[Box] = []

    def mark(self, circle: Circle) -> Box:
        return self._around(circle, 0, 0, circle.size, circle.size)

    def name(self, circle: Circle, side: str) -> Box:
        across, up = _SIDES[side]
        wide, away = len(circle.name) * _LETTER, circle.size / 1.6 + 1  # as plotly sets text beside a mark
        return self._around(circle, across * (away + wide / 2), up * (away + _LINE / 2), wide, _LINE)

    def _around(self, circle: Circle, across: float, up: float, wide: float, high: float) -> Box:
        x, y = circle.x * self.scale + across, circle.y * self.scale + up
        return Box(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)

    def has_room(self, name: Box) -> bool:
        return self.edge.holds(name) and not any(name.touches(box) for box in self.taken)


def sides(
    circles: Sequence[Circle], view: Box, pages: Sequence[tuple[float, float]], chosen: str = "", most: int = MOST
) -> dict[str, str]:
    """Code -> side on which the country's name stands: of the chosen one, and of the largest where there is room.

    circles: the largest first; view: what is shown, in units of the map; pages: pixels across and up of the maps on
    which names must touch no other name and no circle; most: names, that of the chosen one among them.
    """
    shown = [_Page(view, wide, high) for wide, high in pages]
    for page in shown:
        page.taken += map(page.mark, circles)
    found: dict[str, str] = {}
    tried = [circle for place, circle in enumerate(circles) if place < _TRIED or circle.code == chosen]
    for circle in sorted(tried, key=lambda circle: circle.code != chosen):
        free = [side for side in _SIDES if all(page.has_room(page.name(circle, side)) for page in shown)]
        if circle.code == chosen and not free:
            free = [side for side in _SIDES if all(page.edge.holds(page.name(circle, side)) for page in shown)]
        if free and len(found) < most:
            found[circle.code] = free[0]
            for page in shown:
                page.taken.append(page.name(circle, free[0]))
    return found
