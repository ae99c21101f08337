"""Time expressions -> intervals, read against the publication date; and which of them a number refers to."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import NamedTuple

from extract.periods import calendar, intervals, lengths, narratives, relative, vocabulary
from extract.periods.intervals import NOTHING, Interval
from extract.periods.narratives import Narrative
from extract.periods.vocabulary import Vocabulary
from extract.values import Value

_CLAUSE = 70  # characters before a date in which "since" begins its clause
_LEAD = 34  # characters before a time in which its preposition is looked for
_WITH_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_COUNTED = re.compile(r"\s+([^\W\d_]+)")


class Time(NamedTuple):
    """A time expression of a sentence.

    start, end: the whole expression, its preposition too ("since January", "in the five months of the year").
    written: the part that is a claim of its own by the guideline ("five months", "8 June 2021"), else None.
    literal: the interval of the written part, as a claim of measure period has it ("2016" is the whole year).
    applies: the interval that it gives to a count ("since January" runs to publication; "this year" ends there).
    whole: the same where it is a plan's or a forecast's, which do not end at publication.
    kind: date, length or relative (words without a number: "last year", "on Monday"). value: of a length.
    Either end is None where it is not known.
    """

    start: int
    end: int
    written: tuple[int, int] | None
    literal: Interval
    applies: Interval
    whole: Interval
    kind: str
    value: Value | None


def find(
    text: str,
    start: int,
    end: int,
    values: Sequence[Value],
    published: str | None,
    language: str = "en",
    country: str = "",
    told: Narrative | None = None,
) -> list[Time]:
    """The time expressions of text[start:end] in reading order; a date takes the numbers that lie in it.

    told: what the text before has told, which its dates go on with.
    """
    words = vocabulary.of(language)
    day = intervals.published(published)[1]
    told = told or Narrative(text, day, language)
    found = [_length(text, start, end, value, day, words) for value in values if value.kind == "length"]
    if words.trigger.search(text, start, end):
        found += _dates(text, start, end, found, day, words, country, told)
    found += _relative(text, start, end, found, day, words, country)
    found.sort(key=lambda time: (time.start, -time.end))
    return _joined(text, found, words, day)


def _length(text: str, start: int, end: int, value: Value, day: dt.date | None, words: Vocabulary) -> Time:
    length = lengths.of(text, start, end, value, day, words)
    length = length._replace(interval=intervals.ordered(length.interval))
    written = (value.start, length.written_end)
    return Time(
        length.start,
        length.end,
        written,
        length.interval,
        _past(length.interval, day),
        length.interval,
        "length",
        value,
    )


def _past(interval: Interval, day: dt.date | None) -> Interval:
    """Clipped at publication."""
    first, last = interval
    return (first, day) if first and last and day and first <= day < last else interval


def narrative(text: str, published: str | None, language: str = "en") -> Narrative:
    """What a text tells, to be handed on from sentence to sentence."""
    return Narrative(text, intervals.published(published)[1], language)


def _interval(
    text: str,
    start: int,
    match: re.Match[str],
    day: dt.date | None,
    words: Vocabulary,
    country: str,
    told: Narrative,
) -> Interval:
    """The interval of a date: by its year, else by the tale's, else by publication."""
    with_year = _WITH_YEAR.search(match.group())
    base = None if with_year else told.base(match.start())
    interval = calendar.of(match, words, base or day, country)
    if base:
        interval = narratives.within(interval, base)
    lead = words.leads.search(text, max(start, match.start() - _LEAD), match.start())
    if (base or with_year) and not (lead and lead["since"]):
        told.tell(interval, match.end())
    return interval


def _dates(
    text: str,
    start: int,
    end: int,
    taken: list[Time],
    day: dt.date | None,
    words: Vocabulary,
    country: str,
    told: Narrative,
) -> list[Time]:
    found: list[Time] = []
    for match in words.date.finditer(text, start, end):
        if any(time.start < match.end() and match.start() < time.end for time in taken) or _no_date(
            text, start, match, words
        ):
            continue
        interval = _interval(text, start, match, day, words, country, told)
        bare = not any(ch.isdigit() for ch in match.group())
        if interval == NOTHING and bare and day is not None:
            continue
        named = words.day_name.search(text, max(start, match.start() - _LEAD), match.start())
        at, applies = _applied(text, start, named.start() if named else match.start(), interval, day, words)
        written = None if bare else _trimmed(text, match)
        kind = "relative" if bare else "date"
        found.append(Time(at, match.end(), written, interval, _past(applies, day), applies, kind, None))
    return found


def _trimmed(text: str, match: re.Match[str]) -> tuple[int, int]:
    first, last = match.span()
    while text[first] in " -\n\u00a0":
        first += 1
    return first, last


def _no_date(text: str, start: int, match: re.Match[str], words: Vocabulary) -> bool:
    """A bare year that counts something ("2016 people"), a bare "may" or "march"."""
    if match["y"]:
        before = text[max(start, match.start() - 14) : match.start()].lower().split()
        behind = _COUNTED.match(text, match.end())
        law = len(before) > 1 and before[-1] in words.lists["of"] and before[-2] in words.lists["names"]
        named = before and before[-1] in words.lists["the"] and behind and behind.group(1)[0].isupper()
        return bool(
            law
            or named
            or (before and before[-1] in words.lists["not_before"])
            or (behind and behind.group(1) in words.lists["not_year_behind"])
        )
    if match["m"]:
        name = match["m"]
        lead = words.leads.search(text, max(start, match.start() - _LEAD), match.start())
        marked = (
            lead
            or text.startswith(".", match.end())
            or match["bwhich"]
            or match["bearly"]
            or match["bmid"]
            or match["blate"]
        )
        return len(name) < 6 and not marked
    return False


def _applied(
    text: str, start: int, at: int, interval: Interval, day: dt.date | None, words: Vocabulary
) -> tuple[int, Interval]:
    """Where the expression begins with its preposition, and what it gives to a count."""
    first, last = interval
    year_to = words.year_to.search(text, max(start, at - _LEAD), at)
    if year_to and last:
        return year_to.start(), (intervals.shift(last, "year", -1) + dt.timedelta(1), last)
    lead = words.leads.search(text, max(start, at - _LEAD), at)
    if not lead or lead["inside"]:
        since = words.since_clause.search(text, max(start, at - _CLAUSE), at)
        if since and first and day and first <= day:
            return since.start(), (first, day)
    if not lead:
        return at, interval
    if lead["since"]:
        return lead.start(), (first, day)
    if lead["asof"]:
        return lead.start(), interval
    if lead["after"]:
        return lead.start(), (last, day) if last and day and last <= day else NOTHING
    if lead["until"]:
        return lead.start(), (None, last)
    return lead.start(), interval


def _relative(
    text: str, start: int, end: int, taken: list[Time], day: dt.date | None, words: Vocabulary, country: str
) -> list[Time]:
    if day is None:
        return []
    found: list[Time] = []
    for match in words.words.finditer(text, start, end):
        if any(time.start < match.end() and match.start() < time.end for time in taken):
            continue
        if match["relative"]:
            meaning = words.relative[" ".join(match["relative"].lower().replace("’", "'").split())]
            interval = relative.of(meaning, day, words, country)
        else:
            interval = relative.weekday(match["weekday"], (match["which"] or "").strip().lower(), day, words)
        if interval == NOTHING:
            continue
        at, applies = _applied(text, start, match.start(), interval, day, words)
        found.append(Time(at, match.end(), None, interval, _past(applies, day), applies, "relative", None))
    return found


def _joined(text: str, times: list[Time], words: Vocabulary, day: dt.date | None) -> list[Time]:
    """From May to July, between 2015 and 2017: both dates give the whole span."""
    for i in range(len(times) - 1):
        a, b = times[i], times[i + 1]
        gap = text[a.end : b.start].strip().lower() if b.start >= a.end else "?"
        if b.written and text[b.start : b.written[0]].strip():
            gap = (gap + " " + text[b.start : b.written[0]].strip().lower()).strip()
        opener = text[a.start : a.end].lower()
        said = gap.split()
        gap = " ".join(said[:-1]) if said and said[-1].strip(",.").capitalize() in words.weekdays else gap
        ranged = gap in words.lists["range"][:-1] or (
            gap == words.lists["range"][-1] and opener.startswith(words.lists["between"][0])
        )
        if ranged and a.literal[0] and b.literal[1]:
            first = a.literal[0]
            if first > b.literal[1] and a.kind == "relative":
                continue
            whole = intervals.ordered((first, b.literal[1]))
            if whole == NOTHING:
                continue
            applies = _past(whole, day)
            times[i] = a._replace(applies=applies, whole=whole)
            times[i + 1] = b._replace(applies=applies, whole=whole)
    return times
