"""A date as written -> its interval, and what it gives to a count with the words before it: "since May 2021"."""

from __future__ import annotations

import datetime as dt
import re

from extract.periods import calendar, narratives
from extract.periods.intervals import NOTHING, Interval, shift
from extract.periods.narratives import Narrative
from extract.periods.vocabulary import Vocabulary

WITH_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_CLAUSE = 70  # characters before a date in which "since" begins its clause
LEAD = 34  # characters before a time in which its preposition is looked for
_COUNTED = re.compile(r"\s+([^\W\d_]+)")


def of(
    text: str,
    start: int,
    match: re.Match[str],
    day: dt.date | None,
    words: Vocabulary,
    country: str,
    told: Narrative,
) -> Interval:
    """The interval of a date: by its year, else by the tale's, else by publication."""
    with_year = WITH_YEAR.search(match.group())
    base = None if with_year else told.base(match.start())
    found = calendar.of(match, words, base or day, country)
    if base:
        found = narratives.within(found, base)
    lead = words.leads.search(text, max(start, match.start() - LEAD), match.start())
    aside = text[match.start() - 1 : match.start()] == "(" or (lead and lead["since"])
    if (base or with_year) and not aside:
        told.tell(found, match.end())
    return found


def trimmed(text: str, match: re.Match[str]) -> tuple[int, int]:
    """Where a date begins and ends without the signs before it."""
    first, last = match.span()
    while text[first] in " -\n\u00a0":
        first += 1
    return first, last


def none(text: str, start: int, match: re.Match[str], words: Vocabulary) -> bool:
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
        lead = words.leads.search(text, max(start, match.start() - LEAD), match.start())
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
    text: str, start: int, at: int, interval: Interval, day: dt.date | None, words: Vocabulary
) -> tuple[int, Interval]:
    """Where the expression begins with its preposition, and what it gives to a count."""
    ends = words.ends.search(text, max(start, at - LEAD), at)
    if ends:
        at, interval = ends.start(), (interval[1], interval[1])
    first, last = interval
    year_to = words.year_to.search(text, max(start, at - LEAD), at)
    if year_to and last and _this_year(text, start, year_to.start(), words):
        return year_to.start(), (dt.date(last.year, 1, 1), last)
    if year_to and last:
        return year_to.start(), (shift(last, "year", -1) + dt.timedelta(1), last)
    lead = words.leads.search(text, max(start, at - LEAD), at)
    if not lead or lead["inside"]:
        since = words.since_clause.search(text, max(start, at - _CLAUSE), at)
        if since and first and day and first <= day:
            return since.start(), (first, day)
    return (lead.start(), _led(lead, interval, day)) if lead else (at, interval)


def _led(lead: re.Match[str], interval: Interval, day: dt.date | None) -> Interval:
    """What a date gives with its preposition."""
    first, last = interval
    if lead["since"]:
        return first, day
    if lead["after"]:
        return (last, day) if last and day and last <= day else NOTHING
    return (None, last) if lead["until"] else interval


def _this_year(text: str, start: int, at: int, words: Vocabulary) -> bool:
    """ "This year up to 21 December" begins in January."""
    before = text[max(start, at - LEAD) : at].lower().split()
    return bool(before) and before[-1] in words.lists["this"]
