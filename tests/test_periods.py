"""periods: dates, lengths and relative times as intervals against the publication date, and which a number takes."""

from __future__ import annotations

import pytest
from examples import table

import extract
from extract import numbers, periods, values
from extract.periods import Time, intervals

WEDNESDAY = "2023-05-17"


def times(text: str, published: str | None = WEDNESDAY) -> list[Time]:
    seen = [values.of(text, number) for number in numbers.find(text, 0, len(text))]
    return periods.find(text, 0, len(text), seen, published)


def iso(interval: intervals.Interval) -> tuple[str, str]:
    first, last = interval
    return (first.isoformat() if first else "", last.isoformat() if last else "")


def claims(text: str, published: str | None = WEDNESDAY) -> list[extract.Claim]:
    return list(extract.find([extract.Document(text, published=published)]))


@pytest.mark.parametrize("text", ["Now", "now", "today", "Monday"])
def test_a_text_may_be_a_time_and_nothing_else(text: str) -> None:
    assert [time.end for time in times(text)] == [len(text)]


TALES = [  # text, published, what the last date in it is
    ("On 20 March 2003 the war began. On 9 April the city fell.", None, "2003-04-09"),
    ("On 20 March 2003 the war began. On 9 April the city fell.", WEDNESDAY, "2003-04-09"),
    ("In November 1939 the war began. It ended on 12 March.", "2009-12-19", "1940-03-12"),
    ("In early October 1939 it fell. A truce held from 25 September.", "2009-12-19", "1939-09-25"),
    ("In 1916 the front froze. On 1 July the battle began.", "2009-12-19", "1916-07-01"),
    ("On 18 March 2016 the deal was signed. Returns began on 4 April.", WEDNESDAY, "2016-04-04"),
    (
        "On 18 March 2016 the deal was signed. Last week talks resumed, and on 4 April it ended.",
        WEDNESDAY,
        "2023-04-04",
    ),
    ("The camp opened in June 2015. It closed on 31 March this year.", WEDNESDAY, "2023-03-31"),
    ("The camp opened on 18 March 2016.\n\nActivists met on 4 April.", WEDNESDAY, "2023-04-04"),
    ("Since June 2015 the camp has grown. Activists met on 4 April.", WEDNESDAY, "2023-04-04"),
    ("In 2022 the camp grew. Activists met on 4 April.", WEDNESDAY, "2023-04-04"),
    ("The camp opened. Activists met on 4 April.", None, ""),
]


@pytest.mark.parametrize(("text", "published", "last"), table(TALES))
def test_a_day_without_a_year_is_of_the_tale(text: str, published: str | None, last: str) -> None:
    assert [claim.period_start for claim in claims(text, published) if claim.unit == "date"][-1] == last


LISTS = [
    ("On 8 and 9 June 2021 it shut.", [("8", "2021-06-08"), ("9 June 2021", "2021-06-09")]),
    ("On 6, 8 and 10 May 2021 it shut.", [("6", "2021-05-06"), ("8", "2021-05-08"), ("10 May 2021", "2021-05-10")]),
    ("On June 8 and 9, 2020, it shut.", [("June 8", "2020-06-08"), ("9, 2020", "2020-06-09")]),
    ("On June 8, 2022, 9 migrants fled.", [("June 8, 2022", "2022-06-08")]),
    ("On June 8, 2022 and 2023 it shut.", [("June 8, 2022", "2022-06-08"), ("2023", "2023-01-01")]),
    ("They met 8 and 9 June 2021 was a holiday.", [("9 June 2021", "2021-06-09")]),
    ("In the year to 30 June 2020 it shut.", [("30 June 2020", "2020-06-30")]),
    ("In the 12 months to 30 June 2020 it shut.", [("12 months", "2019-07-01"), ("30 June 2020", "2020-06-30")]),
]


@pytest.mark.parametrize(("text", "found"), table(LISTS))
def test_several_days_of_a_month(text: str, found: list[tuple[str, str]]) -> None:
    assert [(c.written, c.period_start) for c in claims(text) if c.measure == "period"] == found


FISCAL = [
    ("In fiscal year 2019 the United States detained 400 migrants.", "2018-10-01", "2019-09-30"),
    ("In fiscal years 2017 to 2020 the United States detained 400 migrants.", "2016-10-01", "2020-09-30"),
    ("In the first quarter of FY 2024 the United States detained 400 migrants.", "2023-10-01", "2023-12-31"),
    ("In FY2019-20 Australia detained 400 migrants.", "2019-07-01", "2020-06-30"),
    ("In 2020-21 Australia detained 400 migrants.", "2020-07-01", "2021-06-30"),
    ("In the financial year 2020-21 India detained 400 migrants.", "2020-04-01", "2021-03-31"),
    ("In 2020-21 France detained 400 migrants.", "2020-01-01", "2021-12-31"),
]

ASIDES = [
    ("In January, Malta announced plans to deport 400 migrants.", "", ""),
    ("Malta deported 400 migrants, up 9 percent on last year.", "", ""),
    ("Some 400 migrants arrived in March 2022, the highest number since 2015.", "2022-03-01", "2022-03-31"),
    ("Malta hosts 400 refugees displaced by the war, which began in 2011.", "", ""),
    ("Malta hosts 400 refugees, the minister said on 3 May 2022.", "", ""),
]


@pytest.mark.parametrize(("text", "start", "end"), table(FISCAL + ASIDES))
def test_the_time_of_the_first_number(text: str, start: str, end: str) -> None:
    first = next(claim for claim in claims(text) if claim.measure != "period")
    assert (first.period_start, first.period_end) == (start, end)


DATES = [
    ("On 8 June 2021 the camp closed.", "8 June 2021", "2021-06-08", "2021-06-08"),
    ("On 8th June 2021 the camp closed.", "8th June 2021", "2021-06-08", "2021-06-08"),
    ("On June 8, 2021, the camp closed.", "June 8, 2021", "2021-06-08", "2021-06-08"),
    ("On June 8th, 2021, the camp closed.", "June 8th, 2021", "2021-06-08", "2021-06-08"),
    ("On Sept. 8, 2021, the camp closed.", "Sept. 8, 2021", "2021-09-08", "2021-09-08"),
    ("On 2021-06-08 the camp closed.", "2021-06-08", "2021-06-08", "2021-06-08"),
    ("On 8\u00a0June\u00a02021 the camp closed.", "8\u00a0June\u00a02021", "2021-06-08", "2021-06-08"),
    ("On 29 February 2020 the camp closed.", "29 February 2020", "2020-02-29", "2020-02-29"),
    ("In May 2021 the camp closed.", "May 2021", "2021-05-01", "2021-05-31"),
    ("In February 2021 the camp closed.", "February 2021", "2021-02-01", "2021-02-28"),
    ("In 2019 the camp closed.", "2019", "2019-01-01", "2019-12-31"),
    ("In early 2019 the camp closed.", "early 2019", "2019-01-01", "2019-04-30"),
    ("In mid-2019 the camp closed.", "mid-2019", "2019-05-01", "2019-08-31"),
    ("In late 2019 the camp closed.", "late 2019", "2019-09-01", "2019-12-31"),
    ("In late May 2019 the camp closed.", "late May 2019", "2019-05-21", "2019-05-31"),
    ("In the early 1990s the camp closed.", "early 1990s", "1990-01-01", "1993-12-31"),
    ("In the late 1990s the camp closed.", "late 1990s", "1997-01-01", "1999-12-31"),
    ("In the first quarter of 2019 the camp closed.", "first quarter of 2019", "2019-01-01", "2019-03-31"),
    ("In the third quarter of 2019 the camp closed.", "third quarter of 2019", "2019-07-01", "2019-09-30"),
    ("In Q4 2019 the camp closed.", "Q4 2019", "2019-10-01", "2019-12-31"),
    ("In the second half of 2019 the camp closed.", "second half of 2019", "2019-07-01", "2019-12-31"),
    ("In the summer of 2019 the camp closed.", "summer of 2019", "2019-06-01", "2019-08-31"),
    ("In the winter of 2019 the camp closed.", "winter of 2019", "2019-12-01", "2020-02-29"),
    ("In the winter of 2019-20 the camp closed.", "winter of 2019-20", "2019-12-01", "2020-02-29"),
    ("In H1 2019 the camp closed.", "H1 2019", "2019-01-01", "2019-06-30"),
    ("In 3Q 2019 the camp closed.", "3Q 2019", "2019-07-01", "2019-09-30"),
    ("On June 8th of 2021 the camp closed.", "June 8th of 2021", "2021-06-08", "2021-06-08"),
    ("On 08.06.2021 the camp closed.", "08.06.2021", "2021-06-08", "2021-06-08"),
    ("On 8-6-2021 the camp closed.", "8-6-2021", "2021-06-08", "2021-06-08"),
    ("In 1861-1863 the camp closed.", "1861-1863", "1861-01-01", "1863-12-31"),
    ("In fiscal year 2019 the camp closed.", "fiscal year 2019", "2018-10-01", "2019-09-30"),
    ("In FY2019 the camp closed.", "FY2019", "2018-10-01", "2019-09-30"),
    ("Between 8 and 10 June 2021 the camp closed.", "8 and 10 June 2021", "2021-06-08", "2021-06-10"),
    ("On 8-10 June 2021 the camp closed.", "8-10 June 2021", "2021-06-08", "2021-06-10"),
    ("On June 8–10, 2021, the camp closed.", "June 8–10, 2021", "2021-06-08", "2021-06-10"),
    ("In 2013-2016 the camp closed.", "2013-2016", "2013-01-01", "2016-12-31"),
    ("On 3 March the camp closed.", "3 March", "2023-03-03", "2023-03-03"),
    ("On 3 September the camp closed.", "3 September", "2022-09-03", "2022-09-03"),
    ("In the 1990s the camp closed.", "1990s", "1990-01-01", "1999-12-31"),
]


@pytest.mark.parametrize(("text", "written", "first", "last"), table(DATES))
def test_a_date_is_its_literal_interval(text: str, written: str, first: str, last: str) -> None:
    (time,) = [time for time in times(text) if time.written]
    assert time.written is not None
    assert (text[slice(*time.written)], *iso(time.literal)) == (written, first, last)


NO_DATES = [
    ("They may leave.",),
    ("Thousands march to the border.",),
    ("Guards stopped 2016 people.",),
    ("Some 2,016 people were stopped.",),
    ("The Refugee Act of 1980 applies.",),
    ("Under the 1951 Convention they may stay.",),
]


@pytest.mark.parametrize("text", table(NO_DATES))
def test_no_date(text: str) -> None:
    assert times(text) == []


def test_a_day_that_does_not_exist_has_no_interval() -> None:
    assert [iso(time.literal) for time in times("On 31 June 2021 the camp closed.") if time.written] == [("", "")]


RELATIVE = [
    ("Police arrested 40 migrants today.", "2023-05-17", "2023-05-17"),
    ("Police arrested 40 migrants yesterday.", "2023-05-16", "2023-05-16"),
    ("Police arrested 40 migrants on Wednesday.", "2023-05-17", "2023-05-17"),
    ("Police arrested 40 migrants on Tuesday.", "2023-05-16", "2023-05-16"),
    ("Police arrested 40 migrants on Thursday.", "2023-05-11", "2023-05-11"),
    ("Police arrested 40 migrants last week.", "2023-05-08", "2023-05-14"),
    ("Police arrested 40 migrants this week.", "2023-05-15", "2023-05-17"),
    ("Police arrested 40 migrants last month.", "2023-04-01", "2023-04-30"),
    ("Police arrested 40 migrants this month.", "2023-05-01", "2023-05-17"),
    ("Police arrested 40 migrants last year.", "2022-01-01", "2022-12-31"),
    ("Police arrested 40 migrants this year.", "2023-01-01", "2023-05-17"),
    ("Police have arrested 40 migrants so far this year.", "2023-01-01", "2023-05-17"),
    ("Police arrested 40 migrants in March.", "2023-03-01", "2023-03-31"),
    ("Police arrested 40 migrants in September.", "2022-09-01", "2022-09-30"),
    ("Police arrested 40 migrants in May.", "2023-05-01", "2023-05-17"),
    ("Police have arrested 40 migrants since March.", "2023-03-01", "2023-05-17"),
    ("Police have arrested 40 migrants since 2020.", "2020-01-01", "2023-05-17"),
    ("Police have arrested 40 migrants since 3 March 2023.", "2023-03-03", "2023-05-17"),
    ("As of 3 March, police had arrested 40 migrants.", "2023-03-03", "2023-03-03"),
    ("Police arrested 40 migrants in the past two weeks.", "2023-05-03", "2023-05-17"),
    ("Police arrested 40 migrants in the last three months.", "2023-02-17", "2023-05-17"),
    ("Police arrested 40 migrants in the past 24 hours.", "2023-05-16", "2023-05-17"),
    ("Police arrested 40 migrants in the past year.", "2022-05-17", "2023-05-17"),
    ("Police arrested 40 migrants in the first two months of 2022.", "2022-01-01", "2022-02-28"),
    ("Police arrested 40 migrants in the first four months of the year.", "2023-01-01", "2023-04-30"),
    ("Police arrested 40 migrants between May and July 2021.", "2021-05-01", "2021-07-31"),
    ("Police arrested 40 migrants from January to March 2021.", "2021-01-01", "2021-03-31"),
    ("Police arrested 40 migrants from 2015 to 2018.", "2015-01-01", "2018-12-31"),
    ("Police arrested 40 migrants between 2015 and 2018.", "2015-01-01", "2018-12-31"),
    ("Police arrested 40 migrants in 2023.", "2023-01-01", "2023-05-17"),
    ("Police arrested 40 migrants last weekend.", "2023-05-13", "2023-05-14"),
    ("Police arrested 40 migrants in the last fiscal year.", "2021-10-01", "2022-09-30"),
    ("Germany will admit 40 refugees in the next six months.", "2023-05-17", "2023-11-17"),
    ("Germany will admit 40 refugees next year.", "2024-01-01", "2024-12-31"),
    ("Germany will admit 40 refugees by the end of the year.", "", "2023-12-31"),
    ("Police arrested 40 migrants two days ago.", "2023-05-15", "2023-05-15"),
    ("Police arrested 40 migrants in the 12 months to March 2023.", "2022-04-01", "2023-03-31"),
    ("Police arrested 40 migrants.", "", ""),
    ("Police arrested 40 migrants in the year to March.", "2022-04-01", "2023-03-31"),
    ("Police arrested 40 migrants between April and June 2022.", "2022-04-01", "2022-06-30"),
    ("Police arrested 40 migrants from January to March.", "2023-01-01", "2023-03-31"),
    ("Police arrested 40 migrants in the first week of April.", "2023-04-01", "2023-04-07"),
    ("Police arrested 40 migrants in the last week of April.", "2023-04-24", "2023-04-30"),
    ("Police arrested 40 migrants in the first five days of the month.", "2023-05-01", "2023-05-05"),
    ("Police arrested 40 migrants in the first quarter of this year.", "2023-01-01", "2023-03-31"),
    ("Police arrested 40 migrants in the second half of last year.", "2022-07-01", "2022-12-31"),
    ("Police arrested 40 migrants between Monday 1 May and Sunday 7 May.", "2023-05-01", "2023-05-07"),
    ("Police arrested 40 migrants in the year ended 31 March 2023.", "2022-04-01", "2023-03-31"),
    ("Police arrested 40 migrants in the 2021-22 financial year.", "2021-04-01", "2022-03-31"),
    ("Norway pledged $5 million in refugee aid to Chad last year.", "2022-01-01", "2022-12-31"),
    ("Norway pledged $5 million in aid to rebuild refugee homes lost last year.", "", ""),
]


@pytest.mark.parametrize(("text", "first", "last"), table(RELATIVE))
def test_the_time_of_a_number(text: str, first: str, last: str) -> None:
    (claim,) = [claim for claim in claims(text) if claim.measure != "period"]
    assert (claim.period_start, claim.period_end) == (first, last)


UNDATED = [
    ("Police arrested 40 migrants today.", "", ""),
    ("Police arrested 40 migrants on Monday.", "", ""),
    ("Police arrested 40 migrants last year.", "", ""),
    ("Police arrested 40 migrants so far this year.", "", ""),
    ("Police arrested 40 migrants in March.", "", ""),
    ("Police arrested 40 migrants on 3 March.", "", ""),
    ("Police arrested 40 migrants since 2020.", "", ""),
    ("Police arrested 40 migrants in the past two weeks.", "", ""),
    ("Police arrested 40 migrants in the first four months of the year.", "", ""),
    ("Police arrested 40 migrants in 2020.", "2020-01-01", "2020-12-31"),
    ("Police arrested 40 migrants on 3 March 2020.", "2020-03-03", "2020-03-03"),
    ("Police arrested 40 migrants in the first two months of 2020.", "2020-01-01", "2020-02-29"),
]


@pytest.mark.parametrize(("text", "first", "last"), table(UNDATED))
def test_without_a_publication_date_relative_times_stay_empty(text: str, first: str, last: str) -> None:
    (claim,) = [claim for claim in claims(text, None) if claim.measure != "period"]
    assert (claim.period_start, claim.period_end) == (first, last)


LENGTHS = [
    ("The war has lasted five years.", "five years", 5, "year"),
    ("It was a 24-hour operation.", "24-hour", 24, "hour"),
    ("They drifted for ten days.", "ten days", 10, "day"),
    ("The camp has stood for more than a decade.", "a decade", 10, "year"),
    ("It was the worst month in two decades.", "two decades", 20, "year"),
]


@pytest.mark.parametrize(("text", "written", "value", "unit"), table(LENGTHS))
def test_a_length_is_a_claim_of_its_own(text: str, written: str, value: float, unit: str) -> None:
    assert [(c.written, c.measure, c.value, c.unit) for c in claims(text)] == [(written, "period", value, unit)]


def test_a_date_is_a_claim_of_its_own() -> None:
    (claim,) = claims("The camp opened on 8 June 2021.")
    assert (claim.measure, claim.value, claim.unit, claim.written) == ("period", None, "date", "8 June 2021")
    assert (claim.period_start, claim.period_end) == ("2021-06-08", "2021-06-08")


NO_CLAIM = [
    ("It happened last year.",),
    ("It happened on Monday.",),
    ("It happened in May.",),
    ("It happened decades ago.",),
    ("It happened a day after.",),
    ("It lasted a year.",),
    ("It lasted several years.",),
]


@pytest.mark.parametrize("text", table(NO_CLAIM))
def test_bare_months_weekdays_and_relative_times_are_no_claims(text: str) -> None:
    assert claims(text) == []


def test_the_time_of_saying_is_not_the_time_of_the_count() -> None:
    (claim,) = claims("Police arrested 40 migrants, the minister said on Monday.")
    assert (claim.period_start, claim.period_end) == ("", "")


def test_each_number_takes_the_time_next_to_it() -> None:
    text = "Greece counted 4,000 arrivals in 2021, while Spain counted 9,000 arrivals in 2022."
    found = [(c.written, c.period_start[:4]) for c in claims(text) if c.measure != "period"]
    assert found == [("4,000", "2021"), ("9,000", "2022")]


LARGE_LENGTHS = [
    ("the last 12,000 years",),
    ("the next 900 trillion years",),
    ("5 million years ago",),
    ("the past zero days",),
    ("the next 10 to 20 centuries",),
    ("the last zero months of 2019",),
    ("the last 0.5 months of 2019",),
    ("the first 0.5 months of 2019",),
    ("the first 100,000 months of 2019",),
    ("the last 5 million weeks of 2019",),
    ("the 0 days of 2019",),
    ("the 99,999 months to June 2021",),
    ("the 30,000 years to March",),
    ("a camp from March 15 to 2012",),
]


@pytest.mark.parametrize("length", table(LARGE_LENGTHS))
def test_no_length_breaks_or_ends_before_it_begins(length: str) -> None:
    found = claims(f"Police held 40 migrants in {length}.")
    assert "40" in [claim.written for claim in found]
    assert all(claim.period_start <= claim.period_end for claim in found)


ENDS = [
    ("on Monday", "0001-01-01"),
    ("in the past two years", "0001-01-01"),
    ("three weeks ago", "0001"),
    ("in the next two years", "9999-12-31"),
    ("last year", "9999"),
    ("last year", "0001-01-01"),
    ("in May", "0001-01-01"),
    ("last weekend", "0001-01-01"),
    ("next year", "9999-12-31"),
    ("this week", "9999-12-31"),
    ("this fiscal year", "9999"),
]


@pytest.mark.parametrize(("time", "published"), table(ENDS))
def test_the_ends_of_the_calendar(time: str, published: str) -> None:
    assert next(claim.written for claim in claims(f"Police held 40 migrants {time}.", published)) == "40"


PUBLISHED = [
    ("2021", "2021-01-01", "2021-12-31"),
    ("2021-06", "2021-06-01", "2021-06-30"),
    ("2021-06-08", "2021-06-08", "2021-06-08"),
    ("", "", ""),
    ("2021-13", "", ""),
    ("soon", "", ""),
]


@pytest.mark.parametrize(("published", "first", "last"), table(PUBLISHED))
def test_publication_dates_as_intervals(published: str, first: str, last: str) -> None:
    assert iso(intervals.published(published)) == (first, last)
