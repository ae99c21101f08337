"""Selection: what of the chosen rows each chart draws, and that nothing is added up, repeated or drawn twice."""

from __future__ import annotations

import chosen
import pandas as pd
import pytest
from chosen import claim, frame
from hypothesis import given, settings
from hypothesis import strategies as st

import extract
from extract import corpus, table
from extract.claim import Claim
from extract.facets import MOST, Facets, Selection, Wanted
from extract.facets.selection import Drawn

EVERY = ("none", "accepted", "corrected", "rejected")
LARGEST = 12


def of(*claims: Claim) -> Selection:
    return over(frame(*claims))


def over(rows: pd.DataFrame, wanted: Wanted = Wanted()) -> Selection:  # noqa: B008 - it cannot be changed
    facets = Facets.of(rows)
    return Selection(facets, facets.select(wanted))


def ids(selection: Selection, found: object) -> list[str]:
    return list(selection.facets.rows(found)["claim_id"])  # type: ignore[arg-type]


@st.composite
def selections(draw: st.DrawFn) -> tuple[Selection, pd.DataFrame]:
    """A selection, and the rows of it that may be drawn, with the values that hold, the newest first."""
    rows = draw(chosen.tables())
    wanted = draw(st.sampled_from((Wanted(), Wanted(reviews=EVERY), Wanted(first=2019), Wanted(measures=("aid",)))))
    held = table.holding(rows.iloc[chosen.fitting(rows, wanted)])
    kept = held[(held["statistic"] == "level") & (held["repeats"] == "") & (held["value"] > 0)]
    return over(rows, wanted), kept.astype({"measure": "object", "status": "object"})


CHECKED = settings(deadline=None, max_examples=80)


@given(selections())
@CHECKED
def test_measures_are_counted_in_their_main_unit(given: tuple[Selection, pd.DataFrame]) -> None:
    selection, rows = given
    timed = rows[(rows["period_start"] != "") & (rows["period_end"] != "")]
    counts = timed.groupby(["measure", "unit"]).size()
    drawn = selection.measures
    assert set(drawn) == set(timed["measure"]) - {"period", "other"}
    for measure, (unit, figures) in drawn.items():
        assert figures == counts[measure, unit] == counts[measure].max()
        wanted = timed[(timed["measure"] == measure) & (timed["unit"] == unit)]
        assert ids(selection, selection.over_time(measure)) == list(wanted["claim_id"])
    figures = [each.figures for each in drawn.values()]
    assert figures == sorted(figures, reverse=True)


@given(selections())
@CHECKED
def test_the_largest_aid_of_each_currency(given: tuple[Selection, pd.DataFrame]) -> None:
    selection, rows = given
    aid = rows[(rows["measure"] == "aid") & rows["unit"].isin(["USD", "EUR"])]
    assert set(selection.currencies) == set(aid["unit"])
    counts = [int((aid["unit"] == currency).sum()) for currency in selection.currencies]
    assert counts == sorted(counts, reverse=True)
    for currency in selection.currencies:
        wanted = aid[aid["unit"] == currency].sort_values("value", ascending=False, kind="stable")
        assert ids(selection, selection.aid(currency)) == list(wanted["claim_id"][:LARGEST])


@given(selections())
@CHECKED
def test_the_newest_figure_of_each_way(given: tuple[Selection, pd.DataFrame]) -> None:
    selection, rows = given
    end = rows["destination"].where(rows["destination"] != "", rows["place"])
    day = rows["period_end"].where(rows["period_end"] != "", rows["published"]).str.ljust(10, "-")
    rows = rows.assign(to=end, day=day)
    moved = rows[(rows["unit"] == "people") & (rows["origin"] != "") & (end != "") & (end != rows["origin"])]
    assert selection.directions == moved["measure"].value_counts().to_dict()
    for measure in selection.directions:
        ways = moved[moved["measure"] == measure].groupby(["origin", "to"])
        best = {way: max(zip(each["day"].map(_number), each["value"], strict=True)) for way, each in ways}
        by_id = moved.set_index("claim_id")
        found = by_id.loc[ids(selection, selection.flows(measure))]
        got = {(row.origin, row.to): (_number(row.day), row.value) for row in found.itertuples()}
        assert len(got) == len(found) == min(len(best), LARGEST)
        assert got.items() <= best.items()
        assert list(found["value"]) == sorted((value for _, value in best.values()), reverse=True)[:LARGEST]


def _number(day: str) -> int:
    return int(day.replace("-", "").ljust(8, "0") or 0)


def test_a_unit_that_comes_more_often_is_drawn() -> None:
    known = claim(period_start="2019-01-01", period_end="2019-12-31")
    rows = (known, known._replace(unit="percent"), known._replace(unit="percent"), known._replace(measure="period"))
    assert of(*rows).measures == {"arrival": Drawn("percent", 2)}


UNDRAWN = [
    ("a repeat", {"repeats": "z"}),
    ("a change", {"statistic": "change"}),
    ("a share", {"statistic": "share"}),
    ("nothing", {"value": 0.0}),
    ("less than nothing", {"value": -3.0}),
    ("no value", {"value": None}),
]
DRAWN = claim(
    measure="aid", unit="EUR", value=9.0, actor="EU", destination="TUN", period_start="2019-01-01",
    period_end="2019-12-31",
)  # fmt: skip
MOVED = claim(measure="return", value=9.0, origin="MEX", destination="GTM")


@pytest.mark.parametrize("fields", [row[1] for row in UNDRAWN], ids=[row[0] for row in UNDRAWN])
def test_what_is_never_drawn(fields: dict[str, object]) -> None:
    assert of(DRAWN).measures
    assert of(MOVED).directions
    selection = of(DRAWN._replace(**fields), MOVED._replace(**fields))  # type: ignore[arg-type]
    assert (dict(selection.measures), list(selection.currencies), dict(selection.directions)) == ({}, [], {})


@pytest.mark.parametrize(("start", "end"), [("", ""), ("2019-01-01", ""), ("", "2019-12-31")])
def test_a_figure_without_a_whole_time_is_not_drawn_over_time(start: str, end: str) -> None:
    selection = of(DRAWN._replace(period_start=start, period_end=end))
    assert not selection.measures
    assert list(selection.currencies) == ["EUR"]


WAYS = [
    ("to a destination", {"origin": "MEX", "destination": "GTM"}, True),
    ("at a place", {"origin": "MEX", "place": "USA"}, True),
    ("back home", {"origin": "MEX", "destination": "MEX", "place": "USA"}, False),
    ("at home", {"origin": "MEX", "place": "MEX"}, False),
    ("to a country from where it is", {"origin": "MEX", "destination": "USA", "place": "MEX"}, True),
    ("from nowhere", {"destination": "MEX"}, False),
    ("to nowhere", {"origin": "MEX"}, False),
    ("money", {"origin": "MEX", "destination": "GTM", "unit": "USD"}, False),
]


@pytest.mark.parametrize(("fields", "drawn"), [row[1:] for row in WAYS], ids=[row[0] for row in WAYS])
def test_which_figures_go_from_one_country_to_another(fields: dict[str, object], drawn: bool) -> None:
    assert len(of(claim(**fields)).directions) == drawn


def test_a_way_is_one_whether_its_end_is_a_destination_or_a_place() -> None:
    there = MOVED._replace(claim_id="there", period_end="2020-12-31")
    at = claim(claim_id="at", measure="return", value=500.0, origin="MEX", place="GTM", period_end="2019-12-31")
    selection = of(at, there)
    assert ids(selection, selection.flows("return")) == ["there"]


def test_of_one_day_s_figures_of_a_way_the_largest() -> None:
    rows = [MOVED._replace(claim_id=f"of {value}", value=value, published="2021-06-08") for value in (4.0, 9.0, 7.0)]
    selection = of(*rows)
    assert ids(selection, selection.flows("return")) == ["of 9.0"]


def test_nothing_is_added_up() -> None:
    year = DRAWN._replace(claim_id="year", value=100.0)
    selection = of(year, *(DRAWN._replace(claim_id=f"m{at}", value=float(at)) for at in range(1, 20)))
    assert ids(selection, selection.aid("EUR")) == ["year", *(f"m{at}" for at in range(19, 19 - LARGEST + 1, -1))]
    assert ids(selection, selection.aid("USD")) == []


def test_a_chart_over_time_draws_the_newest() -> None:
    days = [f"{2000 + at // 12}-{at % 12 + 1:02}" for at in range(MOST + 20)]
    selection = of(*(DRAWN._replace(claim_id=day, published=day) for day in days))
    assert selection.measures == {"aid": Drawn("EUR", MOST + 20)}
    assert ids(selection, selection.over_time("aid")) == sorted(days, reverse=True)[:MOST]


def test_corrected_values_hold() -> None:
    rows = frame(*(MOVED._replace(claim_id=name, origin=name) for name in ("MEX", "USA", "HND", "SLV")))
    rows = chosen.with_reviews(rows, ["corrected", "accepted", "rejected", "corrected"], [70.0, 9.0, None, -1.0])
    selection = over(rows)
    assert ids(selection, selection.flows("return")) == ["MEX", "USA"]
    assert selection.facets.value.tolist() == [70.0, 9.0, 9.0, -1.0]
    everything = over(rows, Wanted(reviews=EVERY))
    assert ids(everything, everything.flows("return")) == ["MEX", "USA", "HND"]


def test_the_key_figures_are_those_of_the_rows() -> None:
    rows = extract.read([corpus.folder()])
    wanted = Wanted(countries=("TUN",), measures=("aid",))
    selection = over(rows, wanted)
    found = chosen.fitting(rows, wanted)
    assert len(selection) == len(found) > 0
    assert selection.overview == selection.facets.overview(selection.found)
    assert selection.total == table.total(rows.iloc[found])
    named = selection.facets.countries.counts(selection.found)
    assert "EU" in named
    assert dict(selection.countries) == {code: count for code, count in named.items() if code != "EU"}
