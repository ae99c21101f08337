"""Words for time without a number -> intervals against the day of publication: "last year", "Monday"."""

from __future__ import annotations

import datetime as dt

from extract.periods.intervals import NOTHING, Interval, fiscal, month, shift, within_calendar, year
from extract.periods.vocabulary import Vocabulary

_DAY = dt.timedelta(1)


@within_calendar
def of(meaning: str, published: dt.date, words: Vocabulary, country: str) -> Interval:
    """The interval of a meaning of the lexicon ("year -1", "rolling month", "week 0")."""
    unit, _, how = meaning.partition(" ")
    if unit == "rolling":
        start = shift(published, "year", -10) if how == "decade" else shift(published, how, -1)
        return start, published
    if unit == "ago":
        point = shift(published, how, -1)
        return (point, point) if how in ("day", "week") else NOTHING
    count = int(how)
    if unit == "upto":
        return None, published
    if unit == "end":
        point = dt.date(published.year + count, 12, 31)
        return point, point
    if unit in ("early", "mid", "late"):
        first = {"early": 1, "mid": 5, "late": 9}[unit]
        number = published.year + count
        return month(number, first)[0], month(number, first + 3)[1]
    if unit in words.seasons:
        first, last = words.seasons[unit]
        return month(published.year + count, first)[0], month(published.year + count, last)[1]
    return _whole(unit, count, published, words, country)


def _whole(unit: str, count: int, published: dt.date, words: Vocabulary, country: str) -> Interval:
    if unit == "day":
        point = published + count * _DAY
        return point, point
    monday = published - published.weekday() * _DAY
    if unit == "week":
        start = monday + 7 * count * _DAY
        return start, start + 6 * _DAY
    if unit == "weekend":
        saturday = published - ((published.weekday() - 5) % 7) * _DAY
        return saturday, min(saturday + _DAY, published) if saturday <= published else saturday + _DAY
    if unit == "month":
        point = shift(published.replace(day=1), "month", count)
        return month(point.year, point.month)
    if unit == "quarter":
        point = shift(published.replace(day=1), "month", 3 * count)
        first = 3 * ((point.month - 1) // 3) + 1
        return month(point.year, first)[0], month(point.year, first + 2)[1]
    if unit == "decade":
        number = published.year // 10 * 10 + 10 * count
        return dt.date(number, 1, 1), dt.date(number + 9, 12, 31)
    if unit == "fiscal":
        begins = words.fiscal.get(country, words.fiscal["USA"])
        number = (
            published.year + (begins > 6 and published.month >= begins) - (begins <= 6 and published.month < begins)
        )
        return fiscal(number + count, begins)
    return year(published.year + count)


@within_calendar
def weekday(name: str, which: str, published: dt.date, words: Vocabulary) -> Interval:
    """The nearest such day on or before publication; "next Monday" is the one after it."""
    target = words.weekdays[name]
    if which in words.lists["next"]:
        point = published + (((target - published.weekday() - 1) % 7) + 1) * _DAY
    else:
        again = 7 if which in words.lists["last"] and target == published.weekday() else 0
        point = published - ((published.weekday() - target) % 7 + again) * _DAY
    return point, point


@within_calendar
def coming(name: str, published: dt.date, words: Vocabulary) -> Interval:
    """The nearest such day on or after publication, for what is planned."""
    point = published + ((words.weekdays[name] - published.weekday()) % 7) * _DAY
    return point, point
