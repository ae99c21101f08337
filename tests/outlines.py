"""Writes extract/geometry/outlines.csv: python tests/outlines.py COUNTRIES_110M COUNTRIES_50M

Both are TopoJSON files of Natural Earth's countries by ISO 3166-1 numeric code, as the npm package world-atlas 2.0.2
has them (countries-110m.json, countries-50m.json). Shapes are taken from the first, places of small countries from the
second, and of those that neither draws apart from SPOTS.
"""

from __future__ import annotations

import csv
import functools
import itertools
import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from babel.core import get_global

from extract import geometry, lexicon

CENTRE = 11.0  # the meridian in the middle: the map's edge runs through the Bering Strait, not through a country
UNITS = 400  # of the file in one unit of the projection, the earth's radius
FINEST = 3.5  # square units of the file: corners that change the shape by less are left out
EDGE = 2.0  # degrees between points on the map's edge, which is curved
OF_ISO = {"N. Cyprus": "CYP", "Somaliland": "SOM", "Kosovo": "XKX"}  # drawn apart and without a number
CRIMEA = ("RUS", "UKR", 34.0, 45.3)  # ISO 3166-2 has it as UA-43

# Places with a code of their own that Natural Earth draws as a part of another country or not at all.
SPOTS = {
    "BES": ("NLD", -68.3, 12.2), "BVT": ("NOR", 3.4, -54.4), "CCK": ("AUS", 96.9, -12.2), "CXR": ("AUS", 105.6, -10.5),
    "GIB": ("", -5.35, 36.14), "GLP": ("FRA", -61.5, 16.2), "GUF": ("FRA", -53.2, 3.9), "MTQ": ("FRA", -61.0, 14.65),
    "MYT": ("FRA", 45.15, -12.8), "REU": ("FRA", 55.5, -21.1), "SJM": ("NOR", 17.0, 78.7), "TKL": ("NZL", -171.8, -9.2),
    "TUV": ("", 179.2, -8.5), "UMI": ("", -169.5, 16.7),
}  # fmt: skip
NEAR = (12.0, 6.0)  # degrees of longitude and latitude from a spot to the middle of what is drawn for it

Point = tuple[float, float]
Ring = list[Point]
Whole = tuple[int, int]  # a point of the file


class Topology(NamedTuple):
    arcs: list[Ring]  # in degrees
    countries: dict[str, list[list[int]]]  # alpha-3 code -> rings, each the numbers of its arcs; ~n is n backwards


# Šavrič, Patterson and Jenny, The Equal Earth map projection (2018), equations 1 to 3
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796


def equal_earth(longitude: float, latitude: float) -> Point:
    """Degrees, longitude from the middle meridian -> x to the right and y up, in earth's radii."""
    t = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    slope = 9 * A4 * t**8 + 7 * A3 * t**6 + 3 * A2 * t**2 + A1
    x = 2 * math.sqrt(3) * math.radians(longitude) * math.cos(t) / (3 * slope)
    return x, A4 * t**9 + A3 * t**7 + A2 * t**3 + A1 * t


@functools.cache
def codes() -> dict[str, str]:
    """Numeric -> alpha-3 code."""
    numeric = {old: new[0] for old, new in get_global("territory_aliases").items() if old.isdigit()}
    known = {row["alpha2"]: row["alpha3"] for row in lexicon.rows("countries.csv")}
    return {number: known[alpha2] for number, alpha2 in numeric.items() if alpha2 in known}


def read(path: Path) -> Topology:
    topology = json.loads(path.read_text(encoding="utf-8"))
    (wide, high), (left, low) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        xs, ys = map(itertools.accumulate, zip(*arc, strict=True))
        arcs.append([(x * wide + left, y * high + low) for x, y in zip(xs, ys, strict=True)])
    rings: dict[str, list[list[int]]] = defaultdict(list)
    for shape in topology["objects"]["countries"]["geometries"]:
        code = codes().get(shape.get("id", "")) or OF_ISO.get(shape["properties"]["name"])
        if code:
            rings[code] += rings_of(shape)
    for owner, code, longitude, latitude in [CRIMEA, *((owner, code, *at) for code, (owner, *at) in SPOTS.items())]:
        for ring in list(rings[owner]):
            if near(joined(ring, arcs), longitude, latitude):
                rings[owner].remove(ring)
                rings[code].append(ring)
    return Topology(arcs, {code: dissolved(found, arcs) for code, found in rings.items() if found})


def rings_of(shape: dict[str, Any]) -> list[list[int]]:
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    return [ring for polygon in polygons for ring in polygon]


def joined(ring: list[int], arcs: list[Ring]) -> Ring:
    """The points of a ring; the first is not told again at the end."""
    return [point for number in ring for point in directed(number, arcs)[:-1]]


def directed(number: int, arcs: list[Ring]) -> Ring:
    return arcs[number] if number >= 0 else arcs[~number][::-1]


def near(ring: Ring, longitude: float, latitude: float) -> bool:
    xs, ys = zip(*ring, strict=True)
    across, up = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    small = max(xs) - min(xs) < 2 * NEAR[0]
    return small and abs(across - longitude) < NEAR[0] and abs(up - latitude) < NEAR[1]


def dissolved(rings: list[list[int]], arcs: list[Ring]) -> list[list[int]]:
    """The rings without the arcs between parts of one country: those that are walked in both directions."""
    walked = {number for ring in rings for number in ring}
    if not any(~number in walked for number in walked):
        return rings
    whole = [ring for ring in rings if not any(~number in walked for number in ring)]
    left = [number for ring in rings if ring not in whole for number in ring if ~number not in walked]
    while left:
        ring = [left.pop(0)]
        while directed(ring[-1], arcs)[-1] != directed(ring[0], arcs)[0]:
            end = directed(ring[-1], arcs)[-1]
            ring.append(left.pop(next(at for at, number in enumerate(left) if directed(number, arcs)[0] == end)))
        whole.append(ring)
    return whole


def simpler(arc: Ring) -> Ring:
    """The arc without the corners that matter least (Visvalingam and Whyatt 1993); its ends stay."""
    kept = list(arc)
    drawn = [projected(point) for point in kept]
    fewest = 4 if arc[0] == arc[-1] else 2
    while len(kept) > fewest:
        areas = [triangle(*drawn[at - 1 : at + 2]) for at in range(1, len(drawn) - 1)]
        least = min(areas)
        if least >= FINEST:
            break
        at = areas.index(least) + 1
        del kept[at], drawn[at]
    return kept


def triangle(a: Point, b: Point, c: Point) -> float:
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def turned(longitude: float) -> float:
    """Degrees east of the middle meridian, from -180 to 180."""
    return (longitude - CENTRE + 180) % 360 - 180


def projected(point: Point) -> Point:
    x, y = equal_earth(turned(point[0]), point[1])
    return x * UNITS, y * UNITS


def cut(ring: Ring) -> Iterator[Ring]:
    """The parts of a ring on the map, in degrees from its middle meridian: cut where it crosses the map's edge."""
    run = [(turned(ring[0][0]), ring[0][1])]
    for longitude, latitude in [*ring[1:], ring[0]]:
        before = run[-1][0]
        run.append((before + (longitude - CENTRE - before + 180) % 360 - 180, latitude))
    around = round((run[-1][0] - run[0][0]) / 360)
    if around:  # it encloses a pole, which is a line on this map
        pole = math.copysign(90, sum(latitude for _, latitude in run))
        run = [(x + 360 * turn * around, y) for turn in (-1, 0, 1) for x, y in run]
        run += [(run[-1][0], pole), (run[0][0], pole)]
    for turn in (0,) if around else (-1, 0, 1):
        part = [(x - 360 * turn, y) for x, y in run]
        for side in (1, -1):
            part = clipped(part, side)
        if part:
            yield part


def clipped(ring: Ring, side: int) -> Ring:
    """The part of a ring within 180 degrees of the middle on one side (Sutherland and Hodgman 1974)."""
    found: Ring = []
    for (x0, y0), (x1, y1) in zip(ring[-1:] + ring, ring, strict=False):
        if (side * x0 <= 180) != (side * x1 <= 180):
            found.append((side * 180.0, y0 + (y1 - y0) * (side * 180 - x0) / (x1 - x0)))
        if side * x1 <= 180:
            found.append((x1, y1))
    return found


def along_edge(ring: Ring) -> Iterator[Point]:
    """The ring with points between on the map's edge, where a straight line would leave it."""
    for (x0, y0), (x1, y1) in itertools.pairwise([*ring, ring[0]]):
        yield x0, y0
        steps = math.ceil(abs(y1 - y0) / EDGE) if abs(x0) == abs(x1) == 180 and x0 == x1 else 1
        yield from ((x0, y0 + (y1 - y0) * step / steps) for step in range(1, steps))


def rounded(ring: Iterable[Point]) -> list[Whole]:
    points = [(round(x * UNITS), round(y * UNITS)) for x, y in itertools.starmap(equal_earth, ring)]
    return [point for point, _ in itertools.groupby(points)]


def shapes(topology: Topology) -> dict[str, list[list[Whole]]]:
    arcs = [simpler(arc) for arc in topology.arcs]
    found = {}
    for code, rings in topology.countries.items():
        drawn = [rounded(along_edge(part)) for ring in rings for part in cut(joined(ring, arcs))]
        found[code] = [ring for ring in drawn if len(ring) > 2]
    return found


def middle(rings: list[list[Whole]]) -> Whole:
    """Where a mark stands for a country: well within its largest part, near its centre."""
    ring = max(rings, key=area)
    across, up = centre(ring)
    xs, ys = zip(*ring, strict=True)
    steps = 40
    grid = [
        (min(xs) + (max(xs) - min(xs)) * column / steps, min(ys) + (max(ys) - min(ys)) * row / steps)
        for column in range(1, steps)
        for row in range(1, steps)
    ]
    inside = [point for point in [(across, up), *grid] if within(point, ring)]
    best = max(inside, key=lambda at: room(at, ring) - math.dist(at, (across, up)) / 2, default=(across, up))
    return round(best[0]), round(best[1])


def area(ring: Sequence[Point]) -> float:
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in itertools.pairwise([*ring, ring[0]]))) / 2


def centre(ring: Sequence[Point]) -> Point:
    twice = x = y = 0.0
    for (x0, y0), (x1, y1) in itertools.pairwise([*ring, ring[0]]):
        part = x0 * y1 - x1 * y0
        twice, x, y = twice + part, x + (x0 + x1) * part, y + (y0 + y1) * part
    return (x / twice / 3, y / twice / 3) if twice else ring[0]


def within(point: Point, ring: Sequence[Point]) -> bool:
    x, y = point
    pairs = itertools.pairwise([*ring, ring[0]])
    crossed = [x0 + (y - y0) * (x1 - x0) / (y1 - y0) > x for (x0, y0), (x1, y1) in pairs if (y0 > y) != (y1 > y)]
    return sum(crossed) % 2 == 1


def room(point: Point, ring: Sequence[Point]) -> float:
    """From a point to the nearest side of a ring."""
    least = math.inf
    for (x0, y0), (x1, y1) in itertools.pairwise([*ring, ring[0]]):
        dx, dy = x1 - x0, y1 - y0
        along = ((point[0] - x0) * dx + (point[1] - y0) * dy) / (dx * dx + dy * dy or 1)
        along = min(1.0, max(0.0, along))
        least = min(least, math.dist(point, (x0 + along * dx, y0 + along * dy)))
    return least


def spot(code: str) -> Whole:
    x, y = projected((SPOTS[code][1], SPOTS[code][2]))
    return round(x), round(y)


def small(topology: Topology) -> dict[str, Whole]:
    """Where countries lie that only the finer file draws: the middle of their largest part."""
    found = {}
    for code, rings in topology.countries.items():
        parts = [part for ring in rings for part in cut(joined(ring, topology.arcs))]
        flat = [list(itertools.starmap(equal_earth, part)) for part in parts]
        x, y = centre(max(flat, key=area))
        found[code] = round(x * UNITS), round(y * UNITS)
    return found


def main(coarse: str, fine: str) -> None:
    drawn, little = shapes(read(Path(coarse))), small(read(Path(fine)))
    with geometry.FILE.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(["alpha3", "point", "rings"])
        for code in sorted(row["alpha3"] for row in lexicon.rows("countries.csv")):
            rings = drawn.get(code, [])
            at = spot(code) if code in SPOTS else middle(rings) if rings else little[code]
            lines.writerow([code, "{} {}".format(*at), "|".join(map(written, rings))])


def written(ring: list[Whole]) -> str:
    """The first point, then the steps from each to the next."""
    steps = [(x1 - x0, y1 - y0) for (x0, y0), (x1, y1) in itertools.pairwise([(0, 0), *ring])]
    return " ".join(str(number) for step in steps for number in step)


if __name__ == "__main__":
    main(*sys.argv[1:])
