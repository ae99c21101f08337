"""People from one country to another: the newest figure of each pair, counts before plans, nothing added up."""

from __future__ import annotations

from typing import Any

import going
import pytest
from going import flows, selected
from hypothesis import given, settings

from extract import table
from extract.facets import Facets, Selection, Wanted, ways
from extract.views.figures.ways import unstated_of_aid, unstated_of_people


def told(selection: Selection, measure: str = "arrival") -> list[tuple[str, str, float]]:
    """The ends and the value of each figure that the chart of a measure shows."""
    found = []
    for row in flows(selection, measure).to_dict("records"):
        way = ways.of(*(row[name] for name in ("measure", "actor", "place", "origin", "destination")))
        assert way is not None
        found.append((way.start, way.end, row["value"]))
    return found


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
def test_a_way_is_people_from_a_country_to_another(row: dict[str, Any], way: tuple[str, str] | None) -> None:
    selection, measure = selected(row), row.get("measure", "arrival")
    assert [(start, end) for start, end, _ in told(selection, measure)] == ([way] if way else [])
    assert dict(selection.directions) == ({measure: 1} if way else {})


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
def test_a_way_has_its_newest_figure(rows: list[dict[str, Any]], value: float) -> None:
    assert told(selected(*rows)) == [("HND", "MEX", value)]
    assert told(selected(*rows[::-1])) == [("HND", "MEX", value)]


def test_several_origins_in_another_order_are_the_same_way() -> None:
    older, newer = {"origin": "SLV|HND", "published": "2020"}, {"origin": "HND|SLV", "published": "2021", "value": 7.0}
    assert told(selected(older, newer)) == [("HND|SLV", "MEX", 7)]


@settings(max_examples=40, deadline=None)
@given(going.ROWS)
def test_any_claims_have_ways(found: list[dict[str, Any]]) -> None:
    selection = selected(*found)
    for measure, count in selection.directions.items():
        pairs = told(selection, measure)
        values = [value for _, _, value in pairs]
        assert 0 < len(pairs) <= min(count, going.MOST)
        assert values == sorted(values, reverse=True)
        assert len({(start, end) for start, end, _ in pairs}) == len(pairs)
        assert set(values) <= {row["value"] for row in found}  # nothing is added up
    assert sum(selection.directions.values()) <= len(found)


def test_measures_with_ways_come_the_most_frequent_first() -> None:
    selection = selected({"measure": "stock"}, {}, {"origin": "GTM"}, {"measure": "death", "unit": "events"})
    assert list(selection.directions.items()) == [("arrival", 2), ("stock", 1)]


def test_a_measure_s_figures_are_its_own() -> None:
    selection = selected({"measure": "stock", "value": 9.0}, {})
    assert told(selection) == [("HND", "MEX", 500)]
    assert told(selection, "stock") == [("HND", "MEX", 9)]
    assert told(selection, "death") == []


def test_at_most_so_many_ways_the_largest() -> None:
    many = ("CUB", "ECU", "GTM", "HND", "HTI", "NIC", "PER", "SLV", "USA", "VEN")
    found = told(selected(*({"origin": code, "value": float(n)} for n, code in enumerate(many, 1))))
    assert found == [(many[n - 1], "MEX", n) for n in range(10, 10 - going.MOST, -1)]


def test_what_was_rejected_has_no_way() -> None:
    frame = going.claims({}, {"value": 9.0, "published": "2024"}).assign(
        review=["none", "rejected"], reviewed_value=None
    )
    facets = Facets.of(frame.astype({"reviewed_value": "float64"}))
    assert told(Selection(facets, facets.select(Wanted()))) == [("HND", "MEX", 500)]


def test_a_figure_is_drawn_as_corrected() -> None:
    frame = going.claims({}).assign(review="corrected", reviewed_value=7.0)
    facets = Facets.of(frame)
    selection = Selection(facets, facets.select(Wanted()))
    assert told(selection) == [("HND", "MEX", 500)]  # as read; the value that holds goes by reviewed_value
    assert table.holding(flows(selection))["value"].tolist() == [7]


def test_the_figures_without_a_way_are_counted() -> None:
    selection = selected({}, {"origin": ""}, {"destination": "", "place": "HND"}, {"unit": "households"})
    said = unstated_of_people(selection, "arrival")
    assert said == "Not drawn: 2 of 3 figures that do not say from which country to which other."
    assert unstated_of_people(selected({}), "arrival") == ""


def test_the_amounts_without_a_donor_or_a_recipient_are_counted() -> None:
    amount = {"measure": "aid", "unit": "USD", "actor": "USA", "destination": "MEX"}
    euros = {**amount, "unit": "EUR", "actor": ""}
    selection = selected(amount, {**amount, "actor": ""}, {**amount, "destination": "", "actor": ""}, euros)
    said = unstated_of_aid(selection, "USD")
    assert said == "2 of 3 state no donor, 1 of 3 state no recipient; they are drawn with what they state."
    assert unstated_of_aid(selected(amount), "USD") == ""
