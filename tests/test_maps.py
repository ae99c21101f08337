"""What the map draws: a circle for each country, sized by its figures, whatever is named."""

from __future__ import annotations

import itertools
import json
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract import charts, corpus, geometry, pipeline, table
from extract.charts import lettering, maps
from extract.charts.lettering import Box, Circle
from extract.facets import Facets, Selection

CODES = sorted(geometry.points())
COUNTS = {"MEX": 79, "USA": 30, "GTM": 24, "HND": 16, "SLV": 14, "VEN": 10, "HTI": 7}


def shown(figure: object) -> tuple[float, float, float, float]:
    (left, right), (bottom, top) = figure.layout.xaxis.range, figure.layout.yaxis.range  # type: ignore[attr-defined]
    return left, bottom, right, top


def test_each_named_country_has_a_circle_that_carries_its_code() -> None:
    marks = charts.world(COUNTS).data[-1]
    assert dict(zip(marks.customdata, marks.hovertext, strict=True))["MEX"] == "Mexico: 79"
    assert set(marks.customdata) == set(COUNTS)
    for code, x, y in zip(marks.customdata, marks.x, marks.y, strict=True):
        assert (x, y) == geometry.points()[code]


def test_the_largest_is_drawn_first_so_that_none_is_hidden() -> None:
    marks = charts.world({"GTM": 1, "MEX": 79, "HND": 5, "SLV": 5}).data[-1]
    assert list(marks.customdata) == ["MEX", "HND", "SLV", "GTM"]
    assert list(marks.marker.size) == sorted(marks.marker.size, reverse=True)
    assert marks.hovertext[-1] == "Guatemala: 1"


def test_what_is_no_country_is_left_out() -> None:
    assert list(charts.world({"EU": 18, "MEX": 2, "WORLD": 5, "USA": 0}).data[-1].customdata) == ["MEX"]


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_more_figures_never_have_a_smaller_circle(one: int, other: int) -> None:
    marks = charts.world({"MEX": one, "USA": other}).data[-1]
    size = dict(zip(marks.customdata, marks.marker.size, strict=True))
    assert (size["MEX"] > size["USA"]) <= (one > other)
    assert 8 <= min(size.values()) <= max(size.values()) <= 32


@settings(max_examples=30, deadline=None)
@given(
    st.dictionaries(st.sampled_from(CODES), st.integers(0, 10**9), max_size=30),
    st.booleans(),
    st.sampled_from(["", "MEX", "EU", "VAT"]),
)
def test_any_counts_can_be_drawn(counts: dict[str, int], dark: bool, chosen: str) -> None:
    figure = charts.world(counts, dark=dark, chosen=chosen)
    drawn = json.loads(figure.to_json(), parse_constant=pytest.fail)  # NaN and Infinity are no JSON
    marks, (left, bottom, right, top) = drawn["data"][-1], shown(figure)
    assert sorted(marks["customdata"]) == sorted(code for code, count in counts.items() if count)
    assert all(left < x < right for x in marks["x"])
    assert all(bottom < y < top for y in marks["y"])
    assert right - left >= maps._CLOSEST[0]
    assert 260 <= figure.layout.height <= 520


@pytest.mark.parametrize("code", ["MLT", "XKX", "GUF", "UMI", "TON", "ATA", "RUS"])
def test_a_country_alone_is_seen_with_its_continent(code: str) -> None:
    left, bottom, right, top = shown(charts.world({code: 1}))
    x, y = geometry.points()[code]
    assert left < x < right
    assert bottom < y < top
    assert right - left < 700


def test_countries_that_spread_widely_are_shown_on_the_whole_world() -> None:
    assert shown(charts.world({"MEX": 1, "NZL": 1})) == geometry.WORLD
    assert shown(charts.world({})) == geometry.WORLD
    assert shown(charts.world({"MEX": 1, "NZL": 1, "ATA": 1})) == geometry.WHOLE


def test_antarctica_is_drawn_only_where_it_is_named() -> None:
    assert min(y for y in charts.world({}).data[0].y if y is not None) > -425
    assert min(y for y in charts.world({"ATA": 1}).data[1].y if y is not None) < -425


def test_named_countries_are_tinted_and_drawn_once() -> None:
    land, named, *_ = charts.world({"MEX": 3, "GTM": 2}).data
    assert land.fillcolor != named.fillcolor
    assert land.hoverinfo == named.hoverinfo == "skip"
    corner = geometry.outlines()["MEX"][0][0]
    assert corner in set(zip(named.x, named.y, strict=True))
    rings = sum(len(geometry.outlines()[code]) for code in ("MEX", "GTM"))
    assert list(named.x).count(None) == rings


def test_the_chosen_country_has_a_ring_and_its_name() -> None:
    *_, small, marks = charts.world({**COUNTS, **dict.fromkeys(CODES[:60], 3), "SLV": 1}, chosen="SLV").data
    for drawn in (small, marks):
        widths = dict(zip(marks.customdata, drawn.marker.line.width, strict=True))
        assert [code for code, width in widths.items() if width == max(widths.values())] == ["SLV"]
        assert "El Salvador" in drawn.text


def test_a_narrow_page_has_the_same_circles_smaller_and_fewer_names() -> None:
    *_, small, marks = charts.world(dict.fromkeys(CODES, 5) | COUNTS).data
    assert (list(small.x), list(small.y)) == (list(marks.x), list(marks.y))
    assert all(one < other for one, other in zip(small.marker.size, marks.marker.size, strict=True))
    named, fewer = (list(filter(None, drawn.text)) for drawn in (marks, small))
    assert 0 < len(fewer) <= 5
    assert 0 < len(named) <= lettering.MOST


def test_the_look_of_a_width_fills_its_box() -> None:
    figure = charts.world(dict.fromkeys(CODES, 5), wide=700)
    style = maps.map_style(figure, ".around", ".inside")
    left, bottom, right, top = shown(figure)
    assert f"max({100 * (top - bottom) / (right - left):.2f}cqw, 150px) - {figure.layout.height}px" in style
    assert style.count("{") == style.count("}")
    assert maps.map_style(charts.over_time(table.frame([])), ".around", ".inside") == ""


def test_the_figure_is_small() -> None:
    assert len(charts.world(dict.fromkeys(CODES[::5], 7)).to_json()) < 45_000
    assert len(charts.world(dict.fromkeys(CODES, 7)).to_json()) < 60_000


@pytest.mark.parametrize("dark", [False, True])
def test_colours_follow_the_page(dark: bool) -> None:
    land, named, small, marks = charts.world(COUNTS, dark=dark).data
    assert len({land.fillcolor, named.fillcolor, marks.marker.color}) == 3
    assert small.marker.color == marks.marker.color
    assert (small.textfont.color == marks.textfont.color == "#dfe7ea") == dark


def test_the_text_alternative_names_the_largest() -> None:
    assert charts.said_world({"MEX": 79, "USA": 1030, "EU": 4}) == "Figures by country: United States 1,030, Mexico 79"
    said = charts.said_world(dict.fromkeys(CODES[:11], 2))
    assert said.endswith(" and 1 more country")
    assert charts.said_world(dict.fromkeys(CODES[:50], 2)).endswith(" and 40 more countries")
    assert charts.said_world({"EU": 3}) == "Figures by country: no figure names a country"


CIRCLES = st.lists(st.tuples(st.integers(0, 600), st.integers(0, 400), st.integers(8, 32)), max_size=25)


@settings(max_examples=60, deadline=None)
@given(CIRCLES, st.integers(-1, 30))
def test_names_touch_no_other_name_and_no_circle_and_stay_on_the_map(
    places: list[tuple[int, int, int]], at: int
) -> None:
    circles = [Circle(f"{n:03}", "A country", 1, x, y, size) for n, (x, y, size) in enumerate(places)]
    view, pages, chosen = Box(0, 0, 600, 400), ((600, 400), (350, 230)), f"{at:03}"
    sides = lettering.sides(circles, view, pages, chosen, 7)
    assert len(sides) <= 7
    for wide, high in pages:
        page = lettering._Page(view, wide, high)
        names = {circle.code: page.name(circle, sides[circle.code]) for circle in circles if circle.code in sides}
        assert all(page.edge.holds(name) for name in names.values())
        assert not any(one.touches(other) for one, other in itertools.combinations(names.values(), 2))
        marks = [page.mark(circle) for circle in circles]
        assert not any(name.touches(mark) for code, name in names.items() for mark in marks if code != chosen)


@pytest.fixture(scope="module")
def sample() -> dict[str, int]:
    """How many figures of the sample name each country."""
    facets = Facets.of(table.frame(pipeline.find(corpus.documents([].append))))
    return dict(Selection(facets, np.arange(len(facets))).countries)


@pytest.mark.parametrize("wide", [300, 315, 330, 350, 380, 420, 480])
def test_names_of_the_sample_lie_under_no_circle_at_widths_of_telephones(sample: dict[str, int], wide: int) -> None:
    figure = charts.world(sample, wide=700)
    small = figure.data[-2]
    left, bottom, right, top = shown(figure)
    page = lettering._Page(Box(left, bottom, right, top), wide, 200)
    circles = [
        Circle(name, name, 1, x, y, size)
        for name, x, y, size in itertools.zip_longest(small.text, small.x, small.y, small.marker.size, fillvalue="")
    ]
    sides = dict(zip(small.text, small.textposition, strict=True))
    names = [page.name(circle, sides[circle.name]) for circle in circles if circle.name]
    assert not any(name.touches(page.mark(circle)) for name in names for circle in circles)
    assert not any(one.touches(other) for one, other in itertools.combinations(names, 2))


def test_names_stand_at_the_largest() -> None:
    for drawn in charts.world(COUNTS).data[-2:]:
        assert {"Mexico", "United States"} <= set(drawn.text)
        assert math.isfinite(drawn.x[0])
