"""People from one country to another: the newest figure of each pair, counts before plans, nothing added up."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract import charts, table
from extract.claim import COLUMNS, Claim

PLAIN: dict[str, Any] = {
    "measure": "arrival", "unit": "people", "statistic": "level", "modality": "reported", "qualifier": "exact",
    "origin": "HND", "destination": "MEX", "value": 500.0,
}  # fmt: skip


def claims(*rows: dict[str, Any]) -> pd.DataFrame:
    found = []
    for number, row in enumerate(rows):
        filled = dict.fromkeys(COLUMNS, "") | {"claim_id": f"{number:012x}"}
        filled |= dict.fromkeys(("start", "end", "sentence_start", "sentence_end"), 0)
        filled |= dict.fromkeys(("value", "low", "high", "page"))
        found.append(Claim(**filled | PLAIN | row))
    return table.frame(found)


def ways(rows: pd.DataFrame) -> list[tuple[str, str, float]]:
    return list(zip(rows["way_from"], rows["way_to"], rows["value"], strict=True))


@pytest.mark.parametrize(
    ("row", "way"),
    [
        pytest.param({}, ("HND", "MEX"), id="origin and destination"),
        pytest.param({"destination": "", "place": "MEX"}, ("HND", "MEX"), id="origin and place"),
        pytest.param({"destination": "", "place": "HND"}, None, id="displaced within the country"),
        pytest.param({"destination": "HND"}, None, id="from a country to itself"),
        pytest.param({"destination": "CENTRAL_AMERICA"}, None, id="to a region with the country in it"),
        pytest.param({"destination": "WORLD"}, None, id="to the world"),
        pytest.param({"origin": ""}, None, id="no origin"),
        pytest.param({"origin": "SLV|HND|GTM"}, ("GTM|HND|SLV", "MEX"), id="several origins are one pair"),
        pytest.param({"unit": "households"}, None, id="households"),
        pytest.param({"statistic": "change"}, None, id="a change"),
        pytest.param({"repeats": "00ff"}, None, id="told before"),
        pytest.param({"value": 0.0}, None, id="nobody"),
        pytest.param({"value": None}, None, id="no value"),
        pytest.param({"measure": ""}, None, id="no measure"),
        pytest.param(
            {"measure": "return", "actor": "IRN", "origin": "AFG", "destination": "AFG"}, ("IRN", "AFG"), id="sent back"
        ),
        pytest.param(
            {"measure": "return", "place": "PAK", "origin": "AFG", "destination": "AFG"}, ("PAK", "AFG"), id="went back"
        ),
        pytest.param({"measure": "return", "place": "USA", "destination": ""}, None, id="sent back, not said where to"),
    ],
)
def test_a_pair_is_people_from_a_country_to_another(row: dict[str, Any], way: tuple[str, str] | None) -> None:
    rows = charts.pairs(claims(row))
    assert [(start, end) for start, end, _ in ways(rows)] == ([way] if way else [])
    assert charts.directions(claims(row)) == ([row.get("measure", "arrival")] if way else [])


@pytest.mark.parametrize(
    ("rows", "value"),
    [
        pytest.param([{"period_end": "2020-12-31"}, {"period_end": "2021-05-31", "value": 7.0}], 7, id="the newest"),
        pytest.param([{"published": "2022"}, {"period_end": "2021-05-31", "value": 900.0}], 500, id="else published"),
        pytest.param([{"period_end": "2021"}, {"period_end": "2021", "value": 900.0}], 900, id="the largest of a day"),
        pytest.param([{}, {"period_end": "2001", "value": 7.0}], 7, id="undated is oldest"),
        pytest.param(
            [{"published": "2020"}, {"published": "2021", "value": 9.0, "modality": "forecast"}],
            500,
            id="a count first",
        ),
        pytest.param([{"value": 9.0, "modality": "planned"}], 9, id="a plan where there is no count"),
    ],
)
def test_a_pair_has_its_newest_figure(rows: list[dict[str, Any]], value: float) -> None:
    assert ways(charts.pairs(claims(*rows))) == [("HND", "MEX", value)]
    assert ways(charts.pairs(claims(*rows[::-1]))) == [("HND", "MEX", value)]


CODES = ("MEX", "USA", "HND", "GTM|HND", "EU", "ITA", "")
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "measure": st.sampled_from(["arrival", "return", "stock"]),
            "actor": st.sampled_from(CODES), "place": st.sampled_from(CODES), "origin": st.sampled_from(CODES),
            "destination": st.sampled_from(CODES), "value": st.one_of(st.none(), st.integers(-5, 10**9).map(float)),
            "group": st.text(max_size=60), "publisher": st.text(max_size=20),
            "modality": st.sampled_from(["reported", "forecast", "denied"]),
            "period_end": st.sampled_from(["", "2021-01-31", "2022-12-31"]),
        }
    ),
    max_size=20,
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(ROWS, st.booleans())
def test_any_claims_can_be_drawn(found: list[dict[str, Any]], dark: bool) -> None:
    rows = charts.pairs(claims(*found), most=5)
    assert len(rows) <= 5
    assert list(rows["value"]) == sorted(rows["value"], reverse=True)
    assert not rows.duplicated(["measure", "way_from", "way_to"]).any()
    assert set(rows["value"]) <= {row["value"] for row in found}  # nothing is added up
    drawn = json.loads(charts.flows(rows, dark=dark).to_json(), parse_constant=pytest.fail)
    assert [trace["customdata"] for trace in drawn["data"]] == ([list(rows["claim_id"])] * 2 if len(rows) else [])
    assert charts.said_flows(rows, "arrival").startswith("Arrivals")


def test_measures_with_pairs_come_the_most_frequent_first() -> None:
    found = claims({"measure": "stock"}, {}, {"origin": "GTM"}, {"measure": "death", "unit": "events"})
    assert charts.directions(found) == ["arrival", "stock"]


def test_at_most_so_many_pairs_the_largest() -> None:
    found = claims(*({"origin": code, "value": float(n)} for n, code in enumerate(("GTM", "HND", "SLV", "VEN"), 1)))
    assert ways(charts.pairs(found, most=2)) == [("VEN", "MEX", 4), ("SLV", "MEX", 3)]


def test_a_bar_says_from_where_to_where_and_what_is_no_count_is_hatched() -> None:
    rows = charts.pairs(claims({"origin": "GTM|HND|SLV", "destination": "USA"}, {"value": 9.0, "modality": "forecast"}))
    figure = charts.flows(rows, chosen=rows["claim_id"].iloc[1])
    bars, marks = figure.data
    assert [annotation.text for annotation in figure.layout.annotations] == [
        "<b>500 people</b> · Guatemala and 2 more → United States",
        "<b>9 people</b> (forecast) · Honduras → Mexico",
    ]
    assert list(bars.marker.pattern.shape) == ["", "/"]
    assert list(marks.customdata) == list(rows["claim_id"])
    assert marks.marker.size[1] > marks.marker.size[0]


def test_a_hostile_group_is_no_markup() -> None:
    figure = charts.flows(charts.pairs(claims({"group": "<b>x</b> & y", "publisher": "<img src=x>"})))
    assert figure.layout.annotations[0].text.startswith("<b>500 &lt;b&gt;x&lt;/b&gt; &amp; y</b>")
    assert "&lt;img" in figure.data[0].hovertext[0]
    assert "<img" not in figure.data[0].hovertext[0]


def test_the_words_above_the_first_bar_are_seen() -> None:
    figure = charts.flows(charts.pairs(claims({}, {"origin": "GTM"})))
    bottom, top = figure.layout.yaxis.range
    pixels = figure.layout.height / (top - bottom)
    assert (top - max(annotation.y for annotation in figure.layout.annotations)) * pixels >= 10


def test_the_text_alternative_says_what_is_shown() -> None:
    found = claims(*({"origin": code} for code in ("GTM", "SLV", "VEN", "CUB", "HTI", "NIC")), {"value": 900.0})
    said = charts.said_flows(charts.pairs(found), "arrival")
    assert said.startswith("Arrivals, the newest figure from one country to another: Honduras → Mexico 900 people; ")
    assert said.endswith("; and 2 more")
    assert charts.said_flows(found.iloc[:0], "arrival") == "Arrivals: no figure of people from one country to another"
