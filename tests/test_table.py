"""table: claims -> DataFrame, its types, reviews and totals."""

from __future__ import annotations

import pandas as pd
import pytest
from chosen import EMPTY, claim, frame

import extract
from extract import export, lexicon, table
from extract.claim import COLUMNS, NUMBERS, Claim


def test_columns_in_their_order() -> None:
    assert list(frame(EMPTY).columns) == list(COLUMNS)


def test_types() -> None:
    types = frame(EMPTY, claim(value=None, page=3)).dtypes
    assert {str(types[name]) for name in ("value", "low", "high")} == {"float64"}
    assert {str(types[name]) for name in ("start", "end", "sentence_start", "sentence_end")} == {"int64"}
    assert str(types["page"]) == "Int64"
    assert {str(types[name]) for name in table.CATEGORICAL} == {"category"}
    rest = set(COLUMNS) - {*table.CATEGORICAL, *NUMBERS, *table.OFFSETS, "page"}
    assert {str(types[name]) for name in rest} == {"str"}


def test_an_empty_table_has_the_same_types() -> None:
    assert frame().empty
    assert list(frame().dtypes.astype(str)) == list(frame(EMPTY).dtypes.astype(str))


def test_the_closed_lists_are_categories_in_their_order() -> None:
    assert tuple(frame(EMPTY)["measure"].cat.categories) == tuple(lexicon.shared("measures"))


def test_what_the_text_does_not_say_is_empty() -> None:
    (row,) = frame(claim(value=None)).itertuples()
    assert pd.isna(row.value)
    assert pd.isna(row.page)
    assert pd.isna(row.status)
    assert (row.actor, row.period_start, row.said_by) == ("", "", "")


def test_a_table_s_claims_have_the_bytes_of_the_command_line() -> None:
    found = list(
        extract.find([extract.Document("Mexico detained 91,000 migrants. A fifth, 1.5 km off, fled in 2020.")])
    )
    assert export.csv_text(table.claims(table.frame(found))) == export.csv_text(found)


JANUARY = claim(claim_id="a", value=10.0, period_start="2021-01-01", period_end="2021-01-31")
FEBRUARY = claim(claim_id="b", value=20.0, period_start="2021-02-01", period_end="2021-02-28")


def test_total_of_claims_that_may_be_added() -> None:
    assert table.total(frame(JANUARY, FEBRUARY)) == (30.0, "")
    assert table.total(frame(FEBRUARY, JANUARY)) == (30.0, "")


def test_a_single_claim_is_its_own_total() -> None:
    assert table.total(frame(claim(value=7.0))) == (7.0, "")


def test_a_repeated_telling_is_added_once() -> None:
    assert table.total(frame(JANUARY, FEBRUARY, FEBRUARY._replace(claim_id="c", repeats="b"))) == (30.0, "")


REFUSALS = [
    ("nothing", (), "nothing to add"),
    ("repeats alone", (JANUARY._replace(repeats="z"),), "nothing to add"),
    ("measures", (JANUARY, FEBRUARY._replace(measure="death")), "different measures"),
    ("units", (JANUARY, FEBRUARY._replace(unit="households")), "different units"),
    (
        "currencies",
        (JANUARY._replace(measure="aid", unit="USD"), FEBRUARY._replace(measure="aid", unit="EUR")),
        "different units",
    ),
    (
        "pledged and paid",
        (JANUARY._replace(measure="aid", status="pledge"), FEBRUARY._replace(measure="aid", status="disbursement")),
        "different statuses",
    ),
    (
        "a status and none",
        (JANUARY._replace(measure="aid", status="pledge"), FEBRUARY._replace(measure="aid")),
        "different statuses",
    ),
    ("a share", (JANUARY, FEBRUARY._replace(statistic="share")), "do not add up"),
    ("a change", (JANUARY._replace(statistic="change"), FEBRUARY._replace(statistic="change")), "do not add up"),
    ("a rate alone", (JANUARY._replace(statistic="rate"),), "do not add up"),
    ("a forecast", (JANUARY, FEBRUARY._replace(modality="forecast")), "plans and forecasts"),
    ("a denial", (JANUARY._replace(modality="denied"),), "plans and forecasts"),
    ("countries", (JANUARY._replace(actor="MEX"), FEBRUARY._replace(actor="USA")), "different countries"),
    ("roles", (JANUARY._replace(origin="MEX"), FEBRUARY._replace(destination="MEX")), "different countries"),
    ("times that overlap", (JANUARY, FEBRUARY._replace(period_start="2021-01-31")), "overlap"),
    ("a time within another", (JANUARY._replace(period_end="2021-12-31"), FEBRUARY), "overlap"),
    ("a time not stated", (JANUARY, claim(claim_id="b")), "not stated"),
]


@pytest.mark.parametrize(("claims", "said"), [row[1:] for row in REFUSALS], ids=[row[0] for row in REFUSALS])
def test_total_refuses_what_cannot_be_added(claims: tuple[Claim, ...], said: str) -> None:
    value, reason = table.total(frame(*claims))
    assert value is None
    assert said in reason


def test_total_refuses_a_year_and_two_of_its_months() -> None:
    year = JANUARY._replace(claim_id="y", period_end="2021-12-31")
    april = JANUARY._replace(claim_id="c", period_start="2021-04-01", period_end="2021-04-30")
    assert table.total(frame(april, FEBRUARY, year))[0] is None


def test_a_count_without_a_value_makes_no_total() -> None:
    assert table.total(frame(claim(value=None)))[0] is None


def test_records_have_empty_words_and_missing_numbers() -> None:
    (row,) = table.records(frame(claim(value=None)))
    assert list(row) == list(COLUMNS)
    assert (row["status"], row["actor"], row["measure"]) == ("", "", "arrival")
    assert pd.isna(row["value"])
    assert pd.isna(row["low"])


def test_records_of_an_empty_table() -> None:
    assert table.records(frame()) == []


def reviewed_rows() -> pd.DataFrame:
    rows = table.frame(list(extract.find([extract.Document("Mexico held 910 men, 70 women and 30 boys.", "a")])))
    return rows.assign(review=["corrected", "rejected", "none"], reviewed_value=[900.0, float("nan"), float("nan")])


def test_reviews_correct_values_and_leave_out_what_was_rejected() -> None:
    used = table.reviewed(reviewed_rows())
    assert list(used["value"]) == [900, 30]
    assert list(used["read_value"]) == [910, 30]


def test_a_table_without_reviews_is_as_it_was() -> None:
    rows = reviewed_rows().drop(columns=["review", "reviewed_value"])
    assert table.reviewed(rows) is rows


def test_rows_hold_all_columns_and_nothing_missing_is_a_number() -> None:
    first, second, _ = table.rows(reviewed_rows())
    assert first[-2:] == ("corrected", 900.0)
    assert second[-2:] == ("rejected", None)
    assert second[COLUMNS.index("status")] == ""


def test_a_total_is_of_the_values_as_reviewed() -> None:
    rows = reviewed_rows().iloc[:2].assign(group="", measure="detention", repeats="")
    assert table.total(rows) == (900.0, "")
