"""Time expressions -> intervals, read against the publication date; and which of them a number refers to."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import NamedTuple

from extract.periods import calendar, dates, intervals, lengths, relative, vocabulary
from extract.periods.intervals import NOTHING, Interval
from extract.periods.narratives import Narrative
from extract.periods.vocabulary import Vocabulary
from extract.values import Value
from extract.words import Openings, Words, of

_DIGIT = re.compile(r"\d")
_CLOSE = 6  # characters between "so far" and the time that it goes on with


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
    said: Words | None = None,
) -> list[Time]:
    """The time expressions of text[start:end] in reading order; a date takes the numbers that lie in it.

    told: what the text before has told, which its dates go on with. said: the text's words.
    """
    words = vocabulary.of(language)
    day = intervals.published(published)[1]
    said = said or of(text, 0, len(text))
    told = told or Narrative(text, day, language, said)
    found = [_length(text, start, end, value, day, words) for value in values if value.kind == "length"]
    before = told.day(start) if found else None  # which only lengths ask for
    matches = words.date_openers.matches(words.date, text, said, start, end)
    figured = bool(matches) and bool(_DIGIT.search(matches[0].group()))
    if figured or ((matches or found) and words.trigger.search(text, start, end)):
        found += _dates(text, start, end, matches, found, day, words, country, told)
    found += _relative(text, start, end, said, found, day, words, country)
    if not found:
        return found
    found.sort(key=lambda time: (time.start, -time.end))
    found = _later(text, found, before, words)
    return _joined(text, [time for time in found if not _up_to(time, found)], words, day)


def openings(language: str) -> list[Openings]:
    """The words with which times begin, but for lengths."""
    words = vocabulary.of(language)
    return [words.date_openers, words.openers]


def _up_to(time: Time, times: Sequence[Time]) -> bool:
    """ "So far" right before a time that says since when: "so far in 2016"."""
    open_ended = time.kind == "relative" and time.applies[0] is None
    return open_ended and any(0 <= other.start - time.end <= _CLOSE for other in times if other is not time)


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


def _later(text: str, times: list[Time], before: dt.date | None, words: Vocabulary) -> list[Time]:
    """The same, with the day of "two days later": behind the last day told, here or in what stands before."""
    found: list[Time] = []
    for time in times:
        later = words.later.match(text, time.end) if time.value and time.literal == NOTHING and before else None
        if later and time.value and before:
            day = lengths.later(time.value, before)
            time = time._replace(end=later.end(), literal=day, applies=day, whole=day)
        elif time.kind == "date" and time.literal[0] == time.literal[1]:
            before = time.literal[0]
        found.append(time)
    return found


def _past(interval: Interval, day: dt.date | None) -> Interval:
    """Clipped at publication."""
    first, last = interval
    return (first, day) if first and last and day and first < day < last else interval


def narrative(text: str, published: str | None, language: str, said: Words) -> Narrative:
    """What a text tells, to be handed on from sentence to sentence; said: its words."""
    return Narrative(text, intervals.published(published)[1], language, said)


def _dates(
    text: str,
    start: int,
    end: int,
    matches: Sequence[re.Match[str]],
    taken: list[Time],
    day: dt.date | None,
    words: Vocabulary,
    country: str,
    told: Narrative,
) -> list[Time]:
    found: list[Time] = []
    of_years = [time for time in taken if dates.WITH_YEAR.search(text, time.start, time.end)]  # first months of 1939
    for match in matches:
        while of_years and of_years[0].end <= match.start():
            told.tell(of_years[0].literal, of_years.pop(0).end)
        over = next((time for time in (*taken, *found) if time.start < match.end() and match.start() < time.end), None)
        if over:
            found += _of_length(match, over, day, words, country)
        lead = None if over else dates.lead(text, start, match.start(), words)
        if over or dates.none(text, start, match, words, lead):
            continue
        interval = dates.of(text, match, day, words, country, told, lead)
        bare = not any(ch.isdigit() for ch in match.group())
        if interval == NOTHING and bare and day is not None:
            continue
        interval, others = dates.beside(text, start, end, match, interval, words)
        for first, last, of_day in others:
            found.append(Time(first, last, (first, last), of_day, _past(of_day, day), of_day, "date", None))
        named = words.day_name.search(text, max(start, match.start() - dates.LEAD), match.start())
        at = named.start() if named else match.start()
        at, applies = dates.applied(text, start, at, interval, day, words, (match.start(), lead))
        written = None if bare else dates.trimmed(text, match)
        kind = "relative" if bare else "date"
        found.append(Time(at, match.end(), written, interval, _past(applies, day), applies, kind, None))
    for time in of_years:
        told.tell(time.literal, time.end)
    return found


def _of_length(match: re.Match[str], over: Time, day: dt.date | None, words: Vocabulary, country: str) -> list[Time]:
    """The date that a length runs to ("12 months to 30 June 2020"): a claim of its own that gives no count a time."""
    inside = over.written and over.written[1] <= match.start() and match.end() <= over.end
    if over.kind != "length" or not inside or not any(ch.isdigit() for ch in match.group()):
        return []
    literal = calendar.of(match, words, day, country)
    return [Time(match.start(), match.end(), match.span(), literal, NOTHING, NOTHING, "date", None)]


def _relative(
    text: str,
    start: int,
    end: int,
    said: Words,
    taken: list[Time],
    day: dt.date | None,
    words: Vocabulary,
    country: str,
) -> list[Time]:
    if day is None:
        return []
    found: list[Time] = []
    for match in words.openers.matches(words.words, text, said, start, end):
        if any(time.start < match.end() and match.start() < time.end for time in taken):
            continue
        comma = text.startswith(",", match.end())
        if match.start() == start and comma and match.group().lower() in words.lists["discourse"]:
            continue  # "Now, ministers must decide"
        coming = NOTHING
        if match["relative"]:
            meaning = words.relative[" ".join(match["relative"].lower().replace("’", "'").split())]
            interval = relative.of(meaning, day, words, country)
        else:
            which = (match["which"] or "").strip().lower()
            interval = relative.weekday(match["weekday"], which, day, words)
            coming = NOTHING if which else relative.coming(match["weekday"], day, words)
        if interval == NOTHING:
            continue
        at, applies = dates.applied(text, start, match.start(), interval, day, words)
        whole = applies if coming == NOTHING or applies != interval else coming
        found.append(Time(at, match.end(), None, interval, _past(applies, day), whole, "relative", None))
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
