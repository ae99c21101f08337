"""What the charts draw: every mark one claim, nothing added up, plans told from counts."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import extract
from extract import charts
from extract.charts import drawing
from extract.facets import Facets, Selection, Wanted

TEXT = (
    "Some 3,000 migrants reached Malta in 2019, police said. In 2020 about 5,000 migrants arrived in Malta. "
    "Another 400 migrants are expected to reach Malta in 2021. At least 60 migrants landed on Crete in May 2019. "
    "Between 200 and 300 migrants came ashore in Cyprus in 2018. Nobody knows when 7,777 migrants got to Italy."
)
AID = (
    "Norway pledged $5 million in aid to Chad. Japan paid $3 million in aid to Sudan. UNHCR appealed for $90 million "
    "for refugees in Kenya. The EU has provided 7 million euros in aid to Libya. "
    "Norway's pledge of $5 million is for Chad."
)


@pytest.fixture(scope="module")
def arrivals() -> pd.DataFrame:
    return extract.claims(TEXT, published="2021-01-05", title="Migrants on the sea")


@pytest.fixture(scope="module")
def aid() -> pd.DataFrame:
    return extract.claims(AID, published="2021-01-05", title="Aid for refugees")


def drawn(claims: pd.DataFrame, measure: str) -> pd.DataFrame:
    facets = Facets.of(claims)
    selection = Selection(facets, facets.select(Wanted()))
    return facets.rows(selection.over_time(measure) if measure in selection.measures else [])


def many(claims: pd.DataFrame) -> pd.DataFrame:
    rows = pd.concat([drawn(claims, "arrival")] * 6, ignore_index=True)
    return rows.assign(claim_id=[f"{number:012x}" for number in range(len(rows))])


def test_only_levels_of_one_unit_with_a_time_are_drawn(arrivals: pd.DataFrame) -> None:
    rows = drawn(arrivals, "arrival")
    assert set(rows["written"]) == {"3,000", "5,000", "400", "60", "200 and 300"}
    assert drawn(arrivals, "aid").empty


@pytest.mark.parametrize("few", [True, False])
def test_every_mark_is_one_claim_and_carries_its_id(arrivals: pd.DataFrame, few: bool) -> None:
    rows = drawn(arrivals, "arrival") if few else many(arrivals)
    figure = charts.over_time(rows)
    marks = figure.data[-1]
    assert sorted(marks.customdata) == sorted(rows["claim_id"])
    assert len(marks.x) == len(rows)


def test_bars_run_over_the_period_of_their_figure(arrivals: pd.DataFrame) -> None:
    rows = drawn(arrivals, "arrival")
    bars = charts.over_time(rows).data[0]
    at = list(bars.customdata).index(rows.loc[rows["written"] == "3,000", "claim_id"].iloc[0])
    assert pd.Timestamp(bars.base[at], unit="ms") == pd.Timestamp("2019-01-01")
    assert bars.x[at] == pytest.approx(365 * 86_400_000)


def test_shapes_tell_bounds_and_hatching_tells_plans(arrivals: pd.DataFrame) -> None:
    rows = drawn(arrivals, "arrival")
    bars, marks = charts.over_time(rows).data
    looks = zip(marks.marker.symbol, marks.marker.color, strict=True)
    shape = dict(zip(marks.customdata, looks, strict=True))
    hatch = dict(zip(bars.customdata, bars.marker.pattern.shape, strict=True))
    ids = dict(zip(rows["written"], rows["claim_id"], strict=True))
    circle, upwards, diamond, full = 0, 5, 2, drawing.colour("arrival", dark=False)
    hollow = (circle, drawing.PAGE[False])  # filled with the page's colour, so that its bar does not show through
    assert [shape[ids[number]] for number in ("3,000", "5,000", "60", "200 and 300")] == [
        hollow, hollow, (upwards, full), (diamond, full),
    ]  # fmt: skip
    assert hatch[ids["400"]] != ""
    assert hatch[ids["3,000"]] == ""
    assert "plan, forecast" in charts.key(rows)


def test_ranges_have_a_line_from_low_to_high(arrivals: pd.DataFrame) -> None:
    rows = many(arrivals)
    marks = charts.over_time(rows).data[-1]
    at = list(marks.customdata).index(rows.loc[rows["qualifier"] == "range", "claim_id"].iloc[0])
    assert marks.error_y.array[at] == marks.error_y.arrayminus[at] == 50
    assert sum(pd.notna(marks.error_y.array)) == 6  # of other marks not even a line's ends


def test_the_chosen_mark_has_a_ring(arrivals: pd.DataFrame) -> None:
    for rows in (drawn(arrivals, "arrival"), many(arrivals)):
        marks = charts.over_time(rows, chosen=rows["claim_id"].iloc[2]).data[-1]
        sizes = dict(zip(marks.customdata, marks.marker.size, strict=True))
        assert [key for key, size in sizes.items() if size == max(sizes.values())] == [rows["claim_id"].iloc[2]]


@pytest.mark.parametrize(
    ("least", "most", "labelled"),
    [(8_556, 307_569, [10_000, 20_000, 50_000, 100_000, 200_000]), (50, 2e6, [100, 1_000, 10_000, 100_000, 1e6])],
)
def test_a_logarithmic_axis_is_labelled_where_its_marks_are(least: float, most: float, labelled: list[float]) -> None:
    assert [tick for tick in charts.ticks(least, most) if least <= tick <= most] == labelled


def test_a_logarithmic_axis_of_a_narrow_range_is_labelled_too(arrivals: pd.DataFrame) -> None:
    rows = many(arrivals)
    narrow = rows.assign(value=1_009.0 + np.arange(len(rows)))
    assert charts.over_time(rows).layout.yaxis.tickvals
    assert charts.over_time(narrow).layout.yaxis.tickvals is None


def test_a_logarithmic_scale_is_said_and_no_other(arrivals: pd.DataFrame) -> None:
    rows = many(arrivals)
    assert charts.scale_of(charts.over_time(rows)) == "Logarithmic scale: equal steps multiply the value"
    assert charts.scale_of(charts.over_time(rows, scale="linear")) == ""
    assert charts.scale_of(charts.over_time(rows.head(1))) == ""


def test_the_key_names_only_shapes_that_need_a_word() -> None:
    exact = extract.claims("In 2019, 3,012 migrants reached Malta.", published="2021")
    assert charts.key(drawn(exact, "arrival")) == ""


def test_aid_stands_apart_by_status_and_is_not_added_up(aid: pd.DataFrame) -> None:
    facets = Facets.of(aid)
    selection = Selection(facets, facets.select(Wanted()))
    assert selection.currencies == ["USD", "EUR"]
    rows = facets.rows(selection.aid("USD"))
    assert list(rows["value"]) == [90e6, 5e6, 3e6]
    figure = charts.aid(rows)
    assert list(figure.data[0].x) == [5e6, 3e6, 90e6]  # pledged, paid, asked for
    marks = charts.aid(rows, chosen=rows["claim_id"].iloc[2]).data[1]
    assert list(marks.customdata) == list(rows["claim_id"].iloc[[1, 2, 0]])
    assert list(marks.marker.size) == [11, 16, 11]
    words = [annotation.text for annotation in figure.layout.annotations]
    assert "<b>Pledged</b>" in words
    assert any("Norway → Chad" in text for text in words)


def test_a_hostile_name_is_no_markup() -> None:
    claims = extract.claims("Some 3,000 migrants reached Malta in 2019.", published="2021", publisher="<img src=x>")
    hover = charts.over_time(drawn(claims, "arrival")).data[-1].hovertext[0]
    assert "<img" not in hover
    assert "&lt;img" in hover


@pytest.mark.parametrize("dark", [False, True])
def test_words_and_colours_follow_the_page(arrivals: pd.DataFrame, dark: bool) -> None:
    figure = charts.over_time(drawn(arrivals, "arrival"), dark=dark)
    assert (figure.layout.font.color == "#dfe7ea") == dark
    assert figure.layout.paper_bgcolor == "rgba(0,0,0,0)"


def test_the_text_alternative_says_what_is_shown(arrivals: pd.DataFrame) -> None:
    said = charts.said(drawn(arrivals, "arrival"), "arrival")
    assert said.startswith("Arrivals: 5 figures between 1 Jan 2018 and 31 Dec 2021, from at least 60 migrants to")
    assert "no figure" in charts.said(arrivals.iloc[:0], "aid")
