"""The outlines and places that the map is drawn from: every country, on the map, no line across it."""

from __future__ import annotations

import itertools

import pytest

from extract import geometry, lexicon
from extract.geometry import Point, Ring
from tests import outlines

CODES = [row["alpha3"] for row in lexicon.rows("countries.csv")]


def within(point: Point, rings: list[Ring]) -> bool:
    return any(outlines.within(point, list(ring)) for ring in rings)


def area(ring: Ring) -> float:
    return outlines.area(list(ring))


@pytest.mark.parametrize("code", CODES)
def test_every_country_has_a_place_on_the_map(code: str) -> None:
    left, bottom, right, top = -1083, -530, 1083, 532
    x, y = geometry.points()[code]
    assert left <= x <= right
    assert bottom <= y <= top
    rings = geometry.outlines()[code]
    assert not rings or code in outlines.SPOTS or within((x, y), rings)


def test_there_are_no_other_codes() -> None:
    assert list(geometry.outlines()) == list(geometry.points()) == sorted(CODES)


def test_most_countries_have_a_shape() -> None:
    assert {code for code in ("XKX", "TWN", "PSE", "ESH", "GUF", "SJM", "LSO", "FJI") if geometry.outlines()[code]} == {
        "XKX", "TWN", "PSE", "ESH", "GUF", "SJM", "LSO", "FJI"
    }  # fmt: skip
    assert sum(map(bool, geometry.outlines().values())) == 177
    assert geometry.outlines()["MLT"] == []


def test_no_line_crosses_the_map() -> None:
    steps = [
        (abs(x1 - x0), code)
        for code, rings in geometry.outlines().items()
        for ring in rings
        for (x0, _), (x1, _) in itertools.pairwise([*ring, ring[0]])
        if code != "ATA"  # whose lower side is the pole
    ]
    assert max(steps) < (150, "")


def test_all_land_lies_within_the_bounds_of_the_map() -> None:
    for bounds, left_out in ((geometry.WHOLE, ""), (geometry.WORLD, "ATA")):
        left, bottom, right, top = bounds
        drawn = [point for code, rings in geometry.outlines().items() if code != left_out for r in rings for point in r]
        assert all(left < x < right and bottom < y < top for x, y in drawn)


def test_areas_are_equal_to_those_of_the_earth() -> None:
    """Equal Earth keeps areas: square kilometres of land as the World Bank's tables have them, within a tenth."""
    unit = (6371.0 / outlines.UNITS) ** 2
    for code, known in {"BRA": 8_358_140, "DZA": 2_381_741, "MEX": 1_943_945, "UKR": 600_000, "SOM": 637_657}.items():
        assert sum(map(area, geometry.outlines()[code])) * unit == pytest.approx(known, rel=0.1)


@pytest.mark.parametrize(
    ("spot", "code", "not_in"),
    [
        pytest.param((34.2, 45.2), "UKR", "RUS", id="Crimea"),
        pytest.param((44.5, 9.8), "SOM", "ETH", id="Somaliland"),
        pytest.param((33.5, 35.25), "CYP", "TUR", id="Northern Cyprus"),
        pytest.param((-53.0, 4.0), "GUF", "FRA", id="French Guiana"),
        pytest.param((16.0, 78.5), "SJM", "NOR", id="Svalbard"),
    ],
)
def test_land_belongs_to_the_country_under_which_iso_lists_it(
    spot: tuple[float, float], code: str, not_in: str
) -> None:
    x, y = (round(number) for number in outlines.projected(spot))
    assert within((x, y), geometry.outlines()[code])
    assert not within((x, y), geometry.outlines()[not_in])


def test_a_ring_over_the_edge_of_the_map_is_cut() -> None:
    ring = [(180.0, 10.0), (-160.0, 10.0), (-160.0, 20.0), (180.0, 20.0)]  # the edge is at 169° W
    parts = sorted(outlines.cut(ring))
    assert [sorted({x for x, _ in part}) for part in parts] == [[-180.0, -171.0], [169.0, 180.0]]


def test_a_ring_around_a_pole_goes_along_it() -> None:
    parts = list(outlines.cut([(0.0, -80.0), (90.0, -80.0), (180.0, -80.0), (-90.0, -80.0)]))
    assert len(parts) == 1
    assert {(-180.0, -90.0), (180.0, -90.0), (-180.0, -80.0), (180.0, -80.0)} <= set(parts[0])


def test_the_file_is_small() -> None:
    assert geometry.FILE.stat().st_size < 60_000
