"""Amounts, countries and times as people read them."""

from __future__ import annotations

from typing import Any

import pytest

import extract
from extract import labels, table


def claim(text: str, written: str, published: str | None = None) -> dict[str, Any]:
    found = extract.claims(text, published=published)
    return table.records(found[found["written"] == written])[0]


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (91000.0, "people", "91,000"),
        (1554e6, "USD", "$1.554 billion"),
        (105e6, "EUR", "€105 million"),
        (4.48e9, "KES", "KES 4.48 billion"),
        (326.0, "USD", "$326"),
        (20.0, "percent", "20%"),
        (2.0, "times", "2 times"),
        (None, "date", "a date"),
        (None, "people", "not stated"),
    ],
)
def test_amount(value: float | None, unit: str, said: str) -> None:
    assert labels.amount(value, unit) == said


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2021-01-01", "2021-12-31", "2021"),
        ("2015-01-01", "2017-12-31", "2015–2017"),
        ("2021-06-08", "2021-06-08", "8 Jun 2021"),
        ("2021-06-01", "2021-06-30", "Jun 2021"),
        ("", "2021-06-08", "until 8 Jun 2021"),
        ("2021-06-08", "", "from 8 Jun 2021"),
        ("", "", ""),
        ("2023-01-01", "2023-09-13", "1 Jan – 13 Sep 2023"),
        ("2025-06-01", "2025-06-28", "1–28 Jun 2025"),
        ("2020-11-01", "2021-02-03", "1 Nov 2020 – 3 Feb 2021"),
        ("2013-10-01", "2014-09-30", "Oct 2013 – Sep 2014"),
    ],
)
def test_period(first: str, last: str, said: str) -> None:
    assert labels.period(first, last) == said


@pytest.mark.parametrize(("written", "said"), [("2021", "2021"), ("2021-06", "Jun 2021"), ("2021-06-08", "8 Jun 2021")])
def test_day(written: str, said: str) -> None:
    assert labels.day(written) == said


@pytest.mark.parametrize(
    ("text", "written", "said"),
    [
        ("At least 40 Somali migrants drowned off Yemen.", "40", "at least 40 Somali migrants"),
        ("Between 200 and 300 migrants reached Crete.", "200 and 300", "200 to 300 migrants"),
        ("Dozens of migrants were rescued off Malta.", "Dozens", "Dozens of migrants"),
        ("Norway pledged $5 million in aid to Chad.", "$5 million", "$5 million"),
        ("Some 1.3 million refugees live in Uganda.", "1.3 million", "about 1.3 million refugees"),
        ("Arrivals in Malta rose by 17 percent.", "17 percent", "up 17%"),
        ("Arrivals in Malta fell by 3,000 people in 2020.", "3,000", "down 3,000 people"),
        ("Some 500 people a day arrived in Chad.", "500", "about 500 people per day"),
        ("Venezuelans made up 69 percent of the migrants who crossed in 2024.", "69 percent", "69% of the migrants"),
        ("Minors make up 20 percent of arrivals.", "20 percent", "Minors: 20%"),
        ("One person drowned off Crete.", "One", "1 person"),
        ("Chad asked for nearly $935 million in aid.", "$935 million", "nearly $935 million"),
        ("Almost\u00a0 3,000 refugees crossed into Chad.", "3,000", "almost 3,000 refugees"),
        ("Just shy of 3,000 refugees crossed into Chad.", "3,000", "just shy of 3,000 refugees"),
        ("Fewer than 20 migrants came to Malta.", "20", "fewer than 20 migrants"),
        ("Nearly 90 percent of the refugees in Chad are women.", "90 percent", "women: nearly 90%"),
    ],
)
def test_figure(text: str, written: str, said: str) -> None:
    assert labels.figure(claim(text, written)) == said


def test_a_figure_below_its_number_without_a_word_of_the_text_is_under_it() -> None:
    row = claim("The camp in Chad took 3,000 refugees.", "3,000")
    assert labels.figure({**row, "qualifier": "under"}) == "under 3,000 refugees"
    assert labels.figure({**row, "qualifier": "under", "sentence": "", "start": 5}) == "under 3,000 refugees"
    assert labels.figure({**row, "qualifier": "under", "language": "xx"}) == "under 3,000 refugees"


@pytest.mark.parametrize(
    ("text", "written", "said"),
    [
        ("Norway pledged $5 million in aid to Chad.", "$5 million", "Norway → Chad"),
        ("Nearly 4,000 people have fled Sudan to Chad.", "4,000", "Sudan → Chad"),
        ("Greek police arrested 30 migrants on Lesbos.", "30", "Greece"),
        ("Some $5 million in aid was pledged to Syria.", "$5 million", "for Syria"),
        ("Norway pledged $5 million in humanitarian aid.", "$5 million", "Norway"),
        ("Mexico deported 300 migrants to Honduras.", "300", "Mexico → Honduras"),
    ],
)
def test_where(text: str, written: str, said: str) -> None:
    assert labels.where(claim(text, written)) == said


@pytest.mark.parametrize(
    ("unit", "value", "said"),
    [
        ("people", 1.0, "person"), ("people", 2.0, "people"), ("claim", 5500.0, "claims"), ("day", 2.0, "days"),
        ("country", 3.0, "countries"), ("inch", 2.0, "inches"), ("km", 40.0, "km"), ("km/h", 90.0, "km/h"),
        ("", 3.0, ""),
    ],
)  # fmt: skip
def test_unit(unit: str, value: float, said: str) -> None:
    assert labels.unit(unit, value) == said


@pytest.mark.parametrize(
    ("text", "written", "said"),
    [
        ("Norway pledged $5 million in aid to Chad.", "$5 million", "US dollars, pledged"),
        ("Venezuelans made up 69 percent of the migrants who crossed in 2024.", "69 percent", "percent: migrants"),
        ("Greek police arrested 30 migrants on Lesbos.", "30", "migrants"),
    ],
)
def test_counted(text: str, written: str, said: str) -> None:
    assert labels.counted(claim(text, written)) == said


def test_many_countries_in_short() -> None:
    assert labels.countries("GTM|HND|SLV", short=True) == "Guatemala and 2 more"
    assert labels.countries("GTM|HND", short=True) == "Guatemala, Honduras"


def test_what_is_no_count_is_told() -> None:
    assert labels.told("forecast") == "a forecast, not a count"
    assert labels.told("reported") == ""


def test_a_code_without_a_name_is_shown_as_it_is() -> None:
    assert labels.countries("MEX|NOWHERE") == "Mexico, NOWHERE"


REVIEWS = [
    ({"review": "none"}, ""),
    ({}, ""),
    ({"review": "accepted", "value": 910.0, "read_value": 910.0}, "Accepted"),
    ({"review": "corrected", "value": 900.0, "read_value": 910.0}, "Corrected; it was read as 910"),
    ({"review": "corrected", "value": 910.0, "read_value": 910.0}, "Corrected"),
    ({"review": "corrected", "value": 910.0, "read_value": float("nan")}, "Corrected"),
]


@pytest.mark.parametrize(("claim", "said"), REVIEWS, ids=str)
def test_what_a_review_says(claim: dict[str, object], said: str) -> None:
    assert labels.review({"unit": "people", **claim}) == said
