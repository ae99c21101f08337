"""Length of time in its words -> the interval it covers, where something anchors it."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from extract.periods import calendar, points
from extract.periods.intervals import NOTHING, Interval, month, shift
from extract.periods.vocabulary import Vocabulary
from extract.values import Value

_BEFORE = 36
_LONGEST = 10_000  # units; more is no time that the calendar holds
_NOON = 12  # the hour of publication
_SHORT = ("day", "week", "hour")  # so many of them ago is a day; months and years ago are vague


class Length(NamedTuple):
    """A length's interval, and where its words begin and end: "in the first five months of 2017"."""

    interval: Interval
    start: int
    end: int
    written_end: int


def of(text: str, start: int, end: int, value: Value, published: dt.date | None, words: Vocabulary) -> Length:
    """The interval of a length: the last, next and first N units, N units ago, the N months of a year or to a month."""
    before = text[max(start, value.start - _BEFORE) : value.start].lower()
    lead = before.split()
    which = next((word for word in reversed(lead[-3:]) if word not in words.lists["the"]), "")
    count = value.value or 0.0
    plain = Length(NOTHING, value.start, value.end, value.end)
    if not 1 <= count <= _LONGEST:
        return plain
    in_year = words.of_year.match(text, value.end, end)
    if in_year and value.unit in ("month", "week", "day"):
        return _of_year(value, in_year, which, published, words)
    in_month = words.of_month.match(text, value.end, end) if value.unit in ("day", "week") else None
    if in_month and published:
        return _of_month(value, in_month, which, published, words)
    to_month = _to_month(text, end, value, published, words)
    if to_month:
        return to_month
    if published is None or not count:
        return plain
    ago = words.ago.match(text, value.end, end)
    if ago:
        point = _ago(text[value.start : ago.end()], value, published, words)
        return Length((point, point), value.start, ago.end(), value.end)
    opens = value.start - (len(before) - before.rfind(which)) if which else value.start
    if which in words.lists["rolling"]:
        return Length((shift(published, value.unit, -count), published), opens, value.end, value.end)
    if which in words.lists["next"]:
        return Length((published, shift(published, value.unit, count)), opens, value.end, value.end)
    return plain


def _ago(written: str, value: Value, published: dt.date, words: Vocabulary) -> dt.date | None:
    """Three weeks ago; "2-3 weeks ago" is left to dateparser, which takes half a second to load."""
    count = value.value or 0.0
    if value.unit not in _SHORT:
        return None
    whole = count == int(count)
    if whole and value.unit == "hour":
        return shift(published, "day", (_NOON - int(count)) // 24)
    in_words = not any(sign.isdigit() for sign in written)
    point = None if whole or in_words else points.of(written, published, words.language)
    return point or shift(published, value.unit, -count)


def later(value: Value, before: dt.date) -> Interval:
    """So many days or weeks behind a day; months and years later are vague."""
    if value.unit not in _SHORT or not value.value:
        return NOTHING
    day = shift(before, value.unit, value.value)
    return day, day


def _of_year(value: Value, in_year: re.Match[str], which: str, published: dt.date | None, words: Vocabulary) -> Length:
    """The first five months of 2017, the five months of the year."""
    number = int(in_year["year"]) if in_year["year"] else published.year - bool(in_year["last"]) if published else None
    written_end = in_year.end() if in_year["year"] else value.end
    if number is None or value.value is None:
        return Length(NOTHING, value.start, in_year.end(), written_end)
    opening = dt.date(number, 1, 1)
    if which in words.lists["final"]:
        closing = dt.date(number, 12, 31)
        interval: Interval = (shift(closing, value.unit, -value.value) + dt.timedelta(1), closing)
        if value.unit == "month":
            interval = (month(number, max(1, 13 - int(value.value)))[0], closing)
    else:
        interval = (opening, shift(opening, value.unit, value.value) - dt.timedelta(1))
    return Length(interval, value.start, in_year.end(), written_end)


def _of_month(value: Value, in_month: re.Match[str], which: str, published: dt.date, words: Vocabulary) -> Length:
    """The first five days of May, the last two weeks of the month."""
    if in_month["month"]:
        of_month = words.months[in_month["month"]]
        number = int(in_month["year"]) if in_month["year"] else published.year - (of_month > published.month)
        first, last = month(number, of_month)
    else:
        point = shift(published.replace(day=1), "month", -1) if in_month["last"] else published
        first, last = month(point.year, point.month)
    interval: Interval = NOTHING
    if first and last and value.value and which in words.lists["final"]:
        interval = (shift(last, value.unit, -value.value) + dt.timedelta(1), last)
    elif first and value.value and which in words.lists["first"]:
        interval = (first, shift(first, value.unit, value.value) - dt.timedelta(1))
    return Length(interval, value.start, in_month.end(), value.end)


def _to_month(text: str, end: int, value: Value, published: dt.date | None, words: Vocabulary) -> Length | None:
    """The 12 months to June, the three months ending March 2021."""
    if value.unit not in ("month", "year") or not value.value:
        return None
    rest = text[value.end : min(end, value.end + 30)]
    opener = next(
        (
            word
            for word in sorted(words.lists["to"], key=len, reverse=True)
            if rest.lower().lstrip().startswith(word + " ")
        ),
        "",
    )
    if not opener:
        return None
    at = value.end + rest.lower().index(opener) + len(opener) + 1
    match = words.date.match(text, at, end)
    if match and (match["dm_d"] or match["md_d"]):
        last = calendar.of(match, words, published, "")[1]
        interval = (shift(last, value.unit, -value.value) + dt.timedelta(1), last) if last else NOTHING
        return Length(interval, value.start, match.end(), value.end)
    if match and match["y"] and value.unit == "year":  # the 15 years to 2018
        last = dt.date(int(match["y"]), 12, 31)
        return Length((shift(last, "year", -value.value) + dt.timedelta(1), last), value.start, match.end(), value.end)
    if not match or not (match["m"] or match["my_m"]):
        return None
    name = (match["my_m"] or match["m"]).rstrip(".")
    of_month = words.months.get(name, 0)
    if match["my_y"]:
        number = int(match["my_y"])
    elif published:
        number = published.year - (of_month >= published.month)
    else:
        return None
    first, closing = month(number, of_month or 12)
    if first is None:
        return None
    opening = shift(first, value.unit, -value.value)
    return Length((shift(opening, "month", 1), closing), value.start, match.end(), value.end)
