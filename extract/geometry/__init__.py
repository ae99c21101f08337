"""Outlines of countries and where each lies, already projected (Equal Earth): what the map is drawn from."""

from __future__ import annotations

import csv
import functools
import math
from itertools import accumulate
from pathlib import Path

FILE = Path(__file__).parent / "outlines.csv"
WHOLE = (-1010, -530, 1016, 532)  # left, bottom, right and top of all land
WORLD = (-1010, -425, 1016, 532)  # the same without Antarctica
_TRIANGLE = 3  # points of a ring that is hardly one: the first comes again as the last
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


@functools.cache
def coarse(finest: int) -> dict[str, list[Ring]]:
    """The outlines without what is finer than so many units; rings that are no larger are left out."""
    return {
        code: [short for ring in rings if (short := _shortened(ring, finest))] for code, rings in outlines().items()
    }


def _shortened(ring: Ring, finest: int) -> Ring:
    """A ring of the points that matter, as Douglas and Peucker chose them (1973); none where it is too small."""
    if all(max(places) - min(places) <= finest for places in zip(*ring, strict=True)):
        return ()
    half = len(ring) // 2
    kept = _kept(ring[: half + 1], finest)[:-1] + _kept(ring[half:], finest)
    return kept if len(kept) > _TRIANGLE else ()


def _kept(line: Ring, finest: int) -> Ring:
    """The ends of a line, and between them what lies farther from it than `finest`."""
    (left, low), (right, high) = line[0], line[-1]
    across, up = right - left, high - low
    length = math.hypot(across, up)
    off = [
        abs(across * (low - y) - (left - x) * up) / length if length else math.hypot(x - left, y - low)
        for x, y in line[1:-1]
    ]
    farthest = max(off, default=0)
    if farthest <= finest:
        return (line[0], line[-1])
    at = off.index(farthest) + 1
    return _kept(line[: at + 1], finest)[:-1] + _kept(line[at:], finest)


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
