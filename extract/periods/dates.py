"""A date as written -> its interval, and what it gives to a count with the words before it: "since May 2021"."""

from __future__ import annotations

import datetime as dt
import re

from extract.periods import calendar, narratives
from extract.periods.intervals import NOTHING, Interval, day, shift
from extract.periods.narratives import Narrative
from extract.periods.vocabulary import Vocabulary

WITH_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_CLAUSE = 70  # characters before a date in which "since" begins its clause
LEAD = 34  # characters before a time in which its preposition is looked for
_LIST = 40  # characters of a list of days
_DAY = re.compile(r"(?<!\d)(\d{1,2})(?:[^\W\d_]{2}\b)?")
_COUNTED = re.compile(r"\s+([^\W\d_]+)")


def of(
    text: str,
    match: re.Match[str],
    published: dt.date | None,
    words: Vocabulary,
    country: str,
    told: Narrative,
    lead: re.Match[str] | None,
) -> Interval:
    """The interval of a date: by its year, else by the tale's, else by publication."""
    with_year = WITH_YEAR.search(match.group())
    base = None if with_year else told.base(match.start())
    found = calendar.of(match, words, base or published, country)
    if base:
        found = narratives.within(found, base)
    if base or with_year:
        aside = text[match.start() - 1 : match.start()] == "(" or (lead and lead["since"])
        if not aside:
            told.tell(found, match.end())
    return found


def lead(text: str, start: int, at: int, words: Vocabulary) -> re.Match[str] | None:
    """The preposition before a date."""
    first = max(start, at - LEAD)
    return words.leads.search(text, first, at) if words.endings.before(text, first, at) else None


def beside(
    text: str, start: int, end: int, match: re.Match[str], interval: Interval, words: Vocabulary
) -> tuple[Interval, list[tuple[int, int, Interval]]]:
    """The interval of a day, and the other days of its month: "June 8, 9 and 10, 2021", "on 8 and 9 June 2021"."""
    first, _ = interval
    if first is None or not (match["md_d"] or match["dm_d"]):
        return interval, []
    more = words.days_behind.match(text, match.end(), end) if match["md_d"] and not match["md_y"] else None
    if match["dm_d"]:
        more = words.days_before.search(text, max(start, match.start() - _LIST), match.start())
    if not more:
        return interval, []
    if match["md_d"] and more["year"]:
        interval = day(int(more["year"]), first.month, first.day)
        first = interval[0] or first
    found = [
        (number.start(), number.end(), day(first.year, first.month, int(number.group(1))))
        for number in _DAY.finditer(text, *more.span(1))
    ]
    if more.re is words.days_behind and more["year"]:
        found[-1] = (found[-1][0], more.end("year"), found[-1][2])
    return interval, found


def trimmed(text: str, match: re.Match[str]) -> tuple[int, int]:
    """Where a date begins and ends without the signs before it."""
    first, last = match.span()
    while text[first] in " -\n\u00a0":
        first += 1
    return first, last


def none(text: str, start: int, match: re.Match[str], words: Vocabulary, lead: re.Match[str] | None) -> bool:
    """A bare year that counts something ("2016 people"), a bare "may" or "march"."""
    if match["y"]:
        before = text[max(start, match.start() - 14) : match.start()].lower().split()
        behind = _COUNTED.match(text, match.end())
        law = len(before) > 1 and before[-1] in words.lists["of"] and before[-2] in words.lists["names"]
        if text[match.end() : match.end() + 2] in words.lists["possessive"]:
            return False  # "higher than 2022's 13,318"
        named = before and before[-1] in words.lists["the"] and behind and behind.group(1)[0].isupper()
        return bool(
            law
            or named
            or (before and before[-1] in words.lists["not_before"])
            or (behind and behind.group(1) in words.lists["not_year_behind"])
        )
    if match["m"]:
        name = match["m"]
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


def applied(
    text: str,
    start: int,
    at: int,
    interval: Interval,
    published: dt.date | None,
    words: Vocabulary,
    known: tuple[int, re.Match[str] | None] = (-1, None),
) -> tuple[int, Interval]:
    """Where the expression begins with its preposition, and what it gives to a count.

    known: a place and the preposition before it, where that was looked for.
    """
    begin = max(start, at - LEAD)
    if not words.endings.before(text, begin, at):
        return _since_clause(text, start, at, interval, published, words) or (at, interval)
    ends = words.ends.search(text, begin, at)
    if ends:
        at, interval = ends.start(), (interval[1], interval[1])
    last = interval[1]
    year_to = words.year_to.search(text, max(start, at - LEAD), at)
    if year_to and last and _this_year(text, start, year_to.start(), words):
        return year_to.start(), (dt.date(last.year, 1, 1), last)
    if year_to and last:
        unit = "week" if year_to["week"] else "year"
        return year_to.start(), (shift(last, unit, -1) + dt.timedelta(1), last)
    lead = known[1] if known[0] == at else words.leads.search(text, max(start, at - LEAD), at)
    if not lead or lead["inside"]:
        since = _since_clause(text, start, at, interval, published, words)
        if since:
            return since
    return (lead.start(), _led(lead, interval, published, words)) if lead else (at, interval)


def _since_clause(
    text: str, start: int, at: int, interval: Interval, published: dt.date | None, words: Vocabulary
) -> tuple[int, Interval] | None:
    """ "Since the war began in 2011"."""
    since = words.since_clause.search(text, max(start, at - _CLAUSE), at)
    first = interval[0]
    return (since.start(), (first, published)) if since and first and published and first <= published else None


def _led(lead: re.Match[str], interval: Interval, published: dt.date | None, words: Vocabulary) -> Interval:
    """What a date gives with its preposition."""
    first, last = interval
    if lead["since"]:
        return first, published
    if lead["after"]:
        return (last, published) if last and published and last <= published else NOTHING
    if lead["until"] and first and lead["until"].lower() in words.lists["short_of"] and first != last:
        return None, first - dt.timedelta(1)
    return (None, last) if lead["until"] else interval


def _this_year(text: str, start: int, at: int, words: Vocabulary) -> bool:
    """ "This year up to 21 December" begins in January."""
    before = text[max(start, at - LEAD) : at].lower().split()
    return bool(before) and before[-1] in words.lists["this"]
