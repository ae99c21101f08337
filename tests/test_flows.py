"""People from one country to another, drawn: a bar a figure, from where to where above it, and in words."""

from __future__ import annotations

import json
from typing import Any

import going
import pytest
from going import flows, selected
from hypothesis import given, settings
from hypothesis import strategies as st

from extract import charts


@settings(max_examples=40, deadline=None)
@given(going.ROWS, st.booleans())
def test_any_claims_can_be_drawn(found: list[dict[str, Any]], dark: bool) -> None:
    selection = selected(*found)
    for measure in ("arrival", "return", "stock"):
        rows = flows(selection, measure)
        drawn = json.loads(charts.flows(rows, dark=dark).to_json(), parse_constant=pytest.fail)
        assert [trace["customdata"] for trace in drawn["data"]] == ([list(rows["claim_id"])] * 2 if len(rows) else [])
    assert charts.said_flows(flows(selection), "arrival").startswith("Arrivals")


def test_a_bar_says_from_where_to_where_and_what_is_no_count_is_hatched() -> None:
    rows = flows(selected({"origin": "GTM|HND|SLV", "destination": "USA"}, {"value": 9.0, "modality": "forecast"}))
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
    figure = charts.flows(flows(selected({"group": "<b>x</b> & y", "publisher": "<img src=x>"})))
    assert figure.layout.annotations[0].text.startswith("<b>500 &lt;b&gt;x&lt;/b&gt; &amp; y</b>")
    assert "&lt;img" in figure.data[0].hovertext[0]
    assert "<img" not in figure.data[0].hovertext[0]


def test_the_words_above_the_first_bar_are_seen() -> None:
    figure = charts.flows(flows(selected({}, {"origin": "GTM"})))
    bottom, top = figure.layout.yaxis.range
    pixels = figure.layout.height / (top - bottom)
    assert (top - max(annotation.y for annotation in figure.layout.annotations)) * pixels >= 10


def test_the_text_alternative_says_what_is_shown() -> None:
    found = selected(*({"origin": code} for code in ("GTM", "SLV", "VEN", "CUB", "HTI", "NIC")), {"value": 900.0})
    said = charts.said_flows(flows(found), "arrival")
    assert said.startswith("Arrivals, the newest figure from one country to another: Honduras → Mexico 900 people; ")
    assert said.endswith("; and 2 more")
    assert (
        charts.said_flows(flows(found, "stock"), "arrival")
        == "Arrivals: no figure of people from one country to another"
    )
