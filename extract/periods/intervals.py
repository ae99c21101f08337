"""Days, weeks, months, years as intervals: two dates, both inclusive."""

from __future__ import annotations

import calendar
import datetime as dt
import functools
from collections.abc import Callable
from typing import ParamSpec

Interval = tuple[dt.date | None, dt.date | None]
NOTHING: Interval = (None, None)
_DAY = dt.timedelta(1)
P = ParamSpec("P")


def within_calendar(reader: Callable[P, Interval]) -> Callable[P, Interval]:
    """A reader of times that gives nothing where the calendar ends, before the year 1 and after 9999."""

    @functools.wraps(reader)
    def read(*args: P.args, **kwargs: P.kwargs) -> Interval:
        try:
            return ordered(reader(*args, **kwargs))
        except (ValueError, OverflowError):
            return NOTHING

    return read


def ordered(interval: Interval) -> Interval:
    """The interval, nothing where it would end before it begins."""
    first, last = interval
    return NOTHING if first and last and first > last else interval


def year(number: int) -> Interval:
    """A calendar year."""
    return dt.date(number, 1, 1), dt.date(number, 12, 31)


def month(number: int, of_month: int) -> Interval:
    """A month of a year."""
    return dt.date(number, of_month, 1), dt.date(number, of_month, calendar.monthrange(number, of_month)[1])


def day(number: int, of_month: int, of_day: int) -> Interval:
    """A day; nothing where there is no such day."""
    try:
        found = dt.date(number, of_month, of_day)
    except ValueError:
        return NOTHING
    return found, found


def fiscal(number: int, first_month: int) -> Interval:
    """A fiscal year, named after the calendar year in which it ends where it begins in the second half, else begins."""
    begins = number - 1 if first_month > 6 else number
    if first_month == 1:
        return year(number)
    return dt.date(begins, first_month, 1), dt.date(begins + 1, first_month, 1) - _DAY


def shift(date: dt.date, unit: str, count: float) -> dt.date:
    """The date so many days, weeks, months or years later (or earlier)."""
    if unit in ("year", "month"):
        months = round(count * (12 if unit == "year" else 1))
        total = date.year * 12 + date.month - 1 + months
        number, of_month = total // 12, total % 12 + 1
        if not dt.MINYEAR <= number <= dt.MAXYEAR:
            return date
        return dt.date(number, of_month, min(date.day, calendar.monthrange(number, of_month)[1]))
    days = {"day": 1.0, "week": 7.0, "hour": 1 / 24, "minute": 1 / 1440}.get(unit, 0.0) * count
    try:
        return date + dt.timedelta(round(days))
    except OverflowError:
        return date


def third(interval: Interval, which: str) -> Interval:
    """The early, mid or late third of a month or year."""
    start, end = interval
    if start is None or end is None:
        return interval
    if start.year == end.year and (end - start).days > 40:
        first = {"early": 1, "mid": 5, "late": 9}[which]
        return dt.date(start.year, first, 1), month(start.year, first + 3)[1]
    edges = {"early": (1, 10), "mid": (11, 20), "late": (21, end.day)}[which]
    return start.replace(day=edges[0]), start.replace(day=edges[1])


@functools.lru_cache(maxsize=64)
def published(written: str | None) -> Interval:
    """2021, 2021-06 or 2021-06-08 as an interval."""
    if not written:
        return NOTHING
    try:
        parts = [int(part) for part in written[:10].split("-")]
        if len(parts) == 1:
            return year(parts[0])
        return month(parts[0], parts[1]) if len(parts) == 2 else day(*parts)
    except (ValueError, TypeError):
        return NOTHING
