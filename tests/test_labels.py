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
        ("Dozens of migrants were rescued off Malta.", "Dozens", "Dozens migrants"),
        ("Norway pledged $5 million in aid to Chad.", "$5 million", "$5 million"),
    ],
)
def test_figure(text: str, written: str, said: str) -> None:
    assert labels.figure(claim(text, written)) == said


@pytest.mark.parametrize(
    ("text", "written", "said"),
    [
        ("Norway pledged $5 million in aid to Chad.", "$5 million", "Norway → Chad"),
        ("Nearly 4,000 people have fled Sudan to Chad.", "4,000", "Sudan → Chad"),
        ("Greek police arrested 30 migrants on Lesbos.", "30", "Greece"),
    ],
)
def test_where(text: str, written: str, said: str) -> None:
    assert labels.where(claim(text, written)) == said


def test_a_code_without_a_name_is_shown_as_it_is() -> None:
    assert labels.countries("MEX|NOWHERE") == "Mexico, NOWHERE"
