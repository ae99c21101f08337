"""Outlines of countries and where each lies, already projected (Equal Earth): what the map is drawn from."""

from __future__ import annotations

import csv
import functools
from itertools import accumulate
from pathlib import Path

FILE = Path(__file__).parent / "outlines.csv"
WHOLE = (-1010, -530, 1016, 532)  # left, bottom, right and top of all land
WORLD = (-1010, -425, 1016, 532)  # the same without Antarctica
Point = tuple[int, int]
Ring = tuple[Point, ...]


@functools.cache
def _rows() -> tuple[dict[str, str], ...]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@functools.cache
def outlines() -> dict[str, list[Ring]]:
    """The rings of each country by ISO 3166-1 alpha-3 code; none for a country too small to be drawn.

    Points are x to the right and y up in units of which the equator has 2,165; a hole turns the other way round.
    """
    return {row["alpha3"]: [_ring(written) for written in row["rings"].split("|") if written] for row in _rows()}


def _ring(written: str) -> Ring:
    steps = list(map(int, written.split()))
    return tuple(zip(accumulate(steps[::2]), accumulate(steps[1::2]), strict=True))


@functools.cache
def points() -> dict[str, Point]:
    """Where a mark for a country stands, by code: every country has one."""
    found = {}
    for row in _rows():
        x, y = row["point"].split()
        found[row["alpha3"]] = int(x), int(y)
    return found
