"""Times told against that of the count before: "a year earlier", "the same period last year"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import NamedTuple

from extract import lexicon
from extract.numbers.vocabulary import alternation
from extract.periods import Time
from extract.periods.intervals import NOTHING, Interval, month, shift, within_calendar, year
from extract.words import Openings, Words, fold

_DAY = dt.timedelta(1)
_LEAD = 30  # characters before a time in which "the same period" is looked for
_TAIL = 12  # characters behind a phrase in which a year makes it that year's
_WEEK, _MONTH = 7, 31  # days of the longest anchor that a week or a month is counted from


class _Words(NamedTuple):
    meanings: dict[str, str]
    phrases: re.Pattern[str]
    openers: Openings
    same: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    earlier: re.Pattern[str]
    later: re.Pattern[str]


def resolved(
    text: str,
    start: int,
    end: int,
    times: Sequence[Time],
    anchor: Interval,
    language: str,
    published: dt.date | None,
    said: Words,
) -> list[Time]:
    """The sentence's times; those told against an earlier one are read against the anchor, where there is one.

    published: up to when "since then" runs, whose meaning in the lexicon is empty. said: the sentence's words.
    """
    first, last = anchor
    if first is None or last is None:
        return list(times)
    words = _words(language)
    found = [_against(text, start, end, time, (first, last), words) for time in times]
    for match in words.openers.matches(words.phrases, text, said, start, end):
        if any(match.end() <= time.start <= match.end() + _TAIL and time.value is None for time in times):
            continue  # "the same period of 2020"
        meaning = words.meanings[" ".join(fold(match.group()).split())]
        interval = _moved(meaning, first, last) if meaning else (first, published or last)
        if interval != NOTHING:
            found = [time for time in found if time.end <= match.start() or match.end() <= time.start]
            found.append(Time(*match.span(), None, interval, interval, interval, "relative", None))
    return sorted(found, key=lambda time: (time.start, -time.end))


def _against(text: str, start: int, end: int, time: Time, anchor: tuple[dt.date, dt.date], words: _Words) -> Time:
    """A length or a year told against the anchor; else the time as it is."""
    before = text[max(start, time.start - _LEAD) : time.written[0] if time.written else time.start]
    interval: Interval = NOTHING
    if time.value and time.value.value:
        interval = _length(text, end, time, before, anchor, words)
    elif words.same.search(before) or words.same.match(text, time.start, time.end):
        interval = _same(time.literal, anchor)
    return time._replace(applies=interval, whole=interval) if interval != NOTHING else time


@within_calendar
def _length(text: str, end: int, time: Time, before: str, anchor: tuple[dt.date, dt.date], words: _Words) -> Interval:
    """The previous three days; two days later."""
    (first, last), value = anchor, time.value
    if value is None or value.value is None:
        return NOTHING
    if words.before.search(before):
        return shift(first, value.unit, -value.value), first - _DAY
    if words.after.search(before):
        return last + _DAY, shift(last, value.unit, value.value)
    earlier, later = words.earlier.match(text, value.end, end), words.later.match(text, value.end, end)
    if earlier or later:
        count = value.value if later else -value.value
        return shift(first, value.unit, count), shift(last, value.unit, count)
    return NOTHING


@within_calendar
def _same(literal: Interval, anchor: tuple[dt.date, dt.date]) -> Interval:
    """The anchor's days and months in another year."""
    (first, last), (there, _) = anchor, literal
    if there is None or (last - first).days > 366:
        return NOTHING
    fiscal = (there.month, there.day) == (first.month, first.day)
    count = there.year - (first.year if fiscal else last.year)
    return shift(first, "year", count), _month_end(last, shift(last, "year", count))


@within_calendar
def _moved(meaning: str, first: dt.date, last: dt.date) -> Interval:
    """The anchor moved by a unit ("shift year -1"), or the day, week, month or year that far from it ("month 0")."""
    *how, unit, number = meaning.split()
    count, days = int(number), (last - first).days
    if how:
        if days > _MONTH and unit in ("day", "week", "month"):
            return NOTHING
        return shift(first, unit, count), _month_end(last, shift(last, unit, count))
    point = last if count > 0 else first
    if unit == "period":
        return first, last
    if unit == "day":
        day = point + count * _DAY
        return (day, day) if days < _WEEK else NOTHING
    if unit == "week":
        monday = point - point.weekday() * _DAY + 7 * count * _DAY
        return (monday, monday + 6 * _DAY) if days < _WEEK else NOTHING
    if unit == "month":
        there = shift(point.replace(day=1), "month", count)
        return month(there.year, there.month) if days < _MONTH else NOTHING
    return year(point.year + count) if first.year == last.year else NOTHING


def _month_end(last: dt.date, moved: dt.date) -> dt.date:
    """What ended with a month ends with one."""
    if (last + _DAY).day == 1:
        return month(moved.year, moved.month)[1] or moved
    return moved


def beginnings(language: str) -> list[Openings]:
    """The words with which times begin that are told against an earlier one."""
    return [_words(language).openers]


@lexicon.cached
def _words(language: str) -> _Words:
    table = lexicon.words(language, "periods")
    meanings = {fold(phrase): meaning for phrase, meaning in table.get("anchored", {}).items()}
    lists = table.get("anchoring", {})
    the = rf"(?:(?:{alternation(table['words']['the'])})\s+)?"
    inside = rf"(?:\s+(?:{alternation(table['words']['in'] + table['words']['last'])}))?"
    return _Words(
        meanings,
        re.compile(rf"\b(?:{alternation(list(meanings))})\b", re.I),
        Openings(meanings),
        re.compile(rf"\b{the}(?:{alternation(lists.get('same', []))}){inside}(?:\s+|$)", re.I),
        re.compile(rf"\b(?:{alternation(lists.get('before', []))})\s+$", re.I),
        re.compile(rf"\b(?:{alternation(lists.get('after', []))})\s+$", re.I),
        re.compile(rf"\s+(?:{alternation(lists.get('earlier', []))})\b", re.I),
        re.compile(rf"\s+(?:{alternation(lists.get('later', []))})\b", re.I),
    )
