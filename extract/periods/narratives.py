"""The time that a text tells of -> the day against which a day and month without a year are read in it.

A text that tells history names a year and goes on with days and months: "On 20 March 2003 … On 9 April". News means the
year of publication. So the date named last rules where there is no day of publication, where the whole text is history
(no year near publication, no word for the present), and right behind a full date in its paragraph.
"""

from __future__ import annotations

import datetime as dt
import re

from extract.periods import vocabulary
from extract.periods.intervals import Interval, shift
from extract.words import Words, fold

_YEAR = re.compile(r"(?<![\w.,/-])(?:1\d|20)\d\d(?![\w/]|[.,]\d)")
_PAST = 2  # years before publication that all of history's years are at least
_FORWARD = dt.timedelta(183)  # a tale goes on: so far behind the date told last, else before it
_MONTH, _LONG = dt.timedelta(40), dt.timedelta(366)
_NEAR = 300  # characters


class Narrative:
    """What a text has told so far: its last date with a year."""

    __slots__ = ("_at", "_history", "_language", "_published", "_said", "_text", "_told")

    def __init__(self, text: str, published: dt.date | None, language: str, said: Words) -> None:
        """Of a whole text and its words; dates are told in reading order."""
        self._text, self._published, self._language, self._said = text, published, language, said
        self._told: tuple[dt.date, dt.date] | None = None
        self._at = 0
        self._history: bool | None = None

    def tell(self, interval: Interval, at: int) -> None:
        """A date whose year is known ends at an offset."""
        first, last = interval
        if first and last and last - first <= _LONG:
            self._told, self._at = (first, last), at

    def base(self, at: int) -> dt.date | None:
        """The day up to which a year before the date at an offset reaches; None where publication rules."""
        if self._told is None or not (self._published is None or self._rules(at)):
            return None
        first, last = self._told
        base = last.replace(month=12, day=31) if last - first > _MONTH else last + _FORWARD
        return base if self._published is None or base <= self._published else None

    def day(self, at: int) -> dt.date | None:
        """The day told last, where it is one and rules."""
        told = self._told
        return told[0] if told and told[0] == told[1] and self.base(at) else None

    def _rules(self, at: int) -> bool:
        """In its paragraph, of history, or close behind a full date with no word for the present between."""
        if self._told is None or self._text.find("\n", self._at, at) >= 0:
            return False
        close = self._told[0] == self._told[1] and at - self._at <= _NEAR
        return (close and not self._present(self._at, at)) or self._is_history()

    def _present(self, start: int, end: int) -> bool:
        """A word for the present or for what lies near it: "today", "last week", "on Monday"."""
        words = vocabulary.of(self._language)
        found = words.openers.matches(words.words, self._text, self._said, start, end)
        return any(" ".join(fold(match.group()).split()) not in words.tales for match in found)

    def _is_history(self) -> bool:
        if self._history is None:
            latest = max((int(year.group()) for year in _YEAR.finditer(self._text)), default=0)
            near = self._published is not None and latest > self._published.year - _PAST
            self._history = not near and not self._present(0, len(self._text))
        return self._history


def within(interval: Interval, base: dt.date) -> Interval:
    """The interval in the year that ends at the base."""
    first, last = interval
    if first is None or last is None or first <= base:
        return interval
    return shift(first, "year", -1), shift(last, "year", -1)
