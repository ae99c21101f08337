"""Meanings and times of an article's sentences -> the time of each number; lends a count's time to those that go on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extract.measures.meanings import Meaning
from extract.periods import Time, anchored, applying, intervals, vocabulary
from extract.periods.intervals import NOTHING, Interval
from extract.periods.sought import Sought
from extract.readings import Part, Reading

_NEXT = 2  # sentences over which a count goes on
_ANCHORED = 3  # sentences over which "a year earlier" looks back
_OPENING = 4  # words at a sentence's start that can say that it does
_TOLD = ("reported", "denied")
_PLANNED = "planned"
_STANDING = ("stock", "displacement")  # of people as they are on a day
_AT_MOST = "at_most"  # of admissions: a ceiling, which is for the whole year
_AHEAD = ("appeal", "budget")
_PROMISED = ("pledge", "commitment", "appeal")
_SHARE, _RATE, _CHANGE, _LEVEL = "share", "rate", "change", "level"
_ON_A_WAY = {"death", "rescue", "arrival", "encounter"}
_WEEK = 7  # days of the longest time of one event
_TIMES = "times"  # "ten times the rate of last year"

Dated = tuple[Interval, str]  # a time, and the words that gave it


class _Counted(NamedTuple):
    """The last count that is a claim: the number of its sentence, its meaning, its time and its modality."""

    sentence: int
    meaning: Meaning
    interval: Interval
    told: str


class Timeline:
    """The times of an article's counts, as it is read."""

    def __init__(self, published: str | None) -> None:
        self._published = intervals.published(published)[1]
        self._last: _Counted | None = None
        self._anchor: tuple[int, Interval] = (-1, NOTHING)  # the last time of a count, and its sentence

    def before(self, sentence: int) -> Meaning | None:
        """What the sentences just before a sentence counted last."""
        last = self._near(sentence)
        return last.meaning if last else None

    def led(self, sentence: int, meaning: Meaning, times: Sequence[Time]) -> None:
        """Lends the rows of a list what the line above them counts, and its time where it has one."""
        before = self._near(sentence)
        if len(times) == 1 or not before or before.meaning.measure != meaning.measure:
            self._last = _Counted(sentence, meaning, times[0].applies if len(times) == 1 else NOTHING, _TOLD[0])

    def of(
        self,
        sentence: int,
        reading: Reading,
        times: Sequence[Time],
        meanings: Sequence[Meaning],
        modalities: Sequence[str],
    ) -> list[Dated]:
        """The time of each of a sentence's numbers; one without a time has that of the one of its measure before it."""
        found: list[Dated] = []
        near, last_here = self._near(sentence), False
        anchor = self._anchor[1] if sentence - self._anchor[0] <= _ANCHORED else NOTHING
        span, said = (reading.start, reading.end), reading.words
        against, of_anchor = times, NOTHING
        for k, (meaning, told) in enumerate(zip(meanings, modalities, strict=True)):
            if anchor != of_anchor:
                against = anchored.resolved(reading.text, *span, times, anchor, reading.language, self._published, said)
                of_anchor = anchor
            interval, why = _own(reading, k, meaning, against, told)
            before = meanings[k - 1] if k else None
            if interval == NOTHING and before and before.measure == meaning.measure:
                interval, why = found[-1]
            elif interval == NOTHING and near and _carried(near, sentence, reading, against, meaning, told):
                interval, why = near.interval, "as in the sentence before"
            found.append((interval, why))
            if interval != NOTHING:
                anchor = interval
                self._anchor = (sentence, interval)
            compared = last_here and _compared(reading, k)
            if meaning.measure != "other" and not compared:
                last_here = True
                self._last = _Counted(sentence, meaning, interval, told)
        if len(found) > 1 and reading.respective():  # "$3m and $2m respectively in 2020": the last one's time is all's
            found = [found[-1] if dated[0] == NOTHING else dated for dated in found]
        dates = [time.literal for time in times if time.written and all(time.literal)]
        if self._anchor[0] != sentence and dates:
            self._anchor = (sentence, dates[-1])
        return found

    def _near(self, sentence: int) -> _Counted | None:
        return self._last if self._last and sentence - self._last.sentence <= _NEXT else None


def _carried(
    last: _Counted, sentence: int, reading: Reading, times: Sequence[Time], meaning: Meaning, told: str
) -> bool:
    """Whether a number goes on with the time of the sentence before."""
    if last.interval == NOTHING:
        return False
    if last.meaning.measure != meaning.measure:
        timeless = not applying.told_of(reading.text, reading.start, times, reading.language)
        return timeless and sentence - last.sentence == 1 and told in _TOLD and _one_event(last, meaning)
    if meaning.carried or applying.carried(last.interval, reading.words.folded[:_OPENING], reading.language):
        return True
    close = sentence - last.sentence == 1 or meaning.statistic == _SHARE
    onward = told not in _TOLD and last.told in _TOLD  # "200 more are expected": not in the time of those counted
    alike = not onward and _RATE not in (meaning.statistic, last.meaning.statistic)
    timeless = not applying.told_of(reading.text, reading.start, times, reading.language)
    return close and alike and (timeless or meaning.statistic == _CHANGE)


def _compared(reading: Reading, k: int) -> bool:
    """ "Compared with 12,945", "from 3,000": a count of another time."""
    first = reading.firsts[k]
    return reading.has(first - 1, Part.COMPARISON | Part.FROM) or reading.has(first - 2, Part.COMPARISON)


def _one_event(last: _Counted, meaning: Meaning) -> bool:
    """What happened to people on a way within a few days: some drowned, others were rescued."""
    first, end = last.interval
    counted = meaning.statistic == _LEVEL and {last.meaning.measure, meaning.measure} <= _ON_A_WAY
    return counted and first is not None and end is not None and (end - first).days <= _WEEK


def _own(reading: Reading, k: int, meaning: Meaning, times: Sequence[Time], told: str) -> Dated:
    """The time that the number's own sentence gives it."""
    value = reading.values[k]
    ceiling = meaning.measure == "admission" and value.qualifier == _AT_MOST
    number = Sought(
        reading.text, reading.start, (value.start, value.end), [(v.start, v.end) for v in reading.values],
        vocabulary.of(reading.language), ahead=ceiling or told not in _TOLD or meaning.status in _AHEAD,
        planned=told == _PLANNED, promised=meaning.status in _PROMISED,
        changed=meaning.statistic == _CHANGE or meaning.unit == _TIMES, multiple=meaning.unit == _TIMES,
    )  # fmt: skip
    interval, why = applying.of(number, times)
    first, last = applying.whole(interval)
    if last and first is None and meaning.measure in _STANDING:
        first = last  # "displaced by the end of 2017": those of that day
    return (first, last), why
