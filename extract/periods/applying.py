"""Number and the times of its sentence -> the time that the number refers to."""

from __future__ import annotations

from collections.abc import Sequence

from extract.periods import Time, asides, vocabulary
from extract.periods.intervals import NOTHING, Interval
from extract.periods.sought import Sought

_CLAUSE = 60.0  # what a clause's end between a number and a time counts, in characters
_OTHER_NUMBER = 25.0
_FAR = 260.0
_FAR_UP_TO = 30.0  # for "by May", which says only how far a count goes
_TOUCHING = 3  # characters between a time and its number
_CLOSE = 45  # characters between a number and the time behind it
_OWNED = 50.0  # what it costs to take another number's time
_OWN = 4.0  # the cost of a time that stands right before its number: "in 2024 (2,983)", "the 2024 total to 21,063"


def of(number: Sought, times: Sequence[Time]) -> tuple[Interval, str]:
    """The interval of a number, and the words that gave it; nothing where its sentence has no time for it."""
    text, span = number.text, number.span
    best: tuple[float, Time] | None = None
    base = len(text)
    if number.changed:  # what stands behind the time compared with is not the change's either
        compared = (t.start for t in times if asides.compared(number, t))
        others = (n[0] for n in number.numbers if n[0] >= span[1])
        base = span[1] if number.multiple else min((*compared, *others), default=base)
    for time in times:
        if time.applies == NOTHING or time.start <= span[0] < time.end or time.start >= base:
            continue
        if asides.are(number, time):
            continue
        cost = _cost(number, time)
        far = _FAR if time.applies[0] else _FAR_UP_TO
        if cost < far and (best is None or cost < best[0]):
            best = (cost, time)
    if best is None:
        return NOTHING, ""
    if best[0] == _OWN and best[1].applies[0] is None and text[best[1].end : span[0]].strip(" ,"):
        return best[1].literal, text[best[1].start : best[1].end]  # "by 2021 it was 28,526"
    time = _with_next(number, _finer(best[1], times, text), times)
    ahead = number.ahead and (number.planned or not asides.of_a_day(time))
    return (time.whole if ahead else time.applies), text[time.start : time.end]


def told_of(text: str, start: int, times: Sequence[Time], language: str) -> bool:
    """Whether a sentence has a time other than that of its saying."""
    words = vocabulary.of(language)
    return any(time.applies != NOTHING and not asides.of_saying(text, start, time, words) for time in times)


def _cost(number: Sought, time: Time) -> float:
    text, span, numbers, words = number.text, number.span, number.numbers, number.words
    left = time.end <= span[0]
    between = text[time.end : span[0]] if left else text[span[1] : time.start]
    if left and _labels(between, words) and (between.strip(" ")[:1] in ("(", ",") or not _owner(number, time)):
        return _OWN
    opens = left and not text[number.start : time.start].strip(" “\"'(—-–")
    cost = len(between) * 0.3
    low = between.lower()
    if not opens:
        for word in words.attach["clause"]:
            if (word in low.split()) if word.isalpha() else word in low:
                cost += _CLAUSE
                break
    crossed = [n for n in numbers if n != span and (time.end <= n[0] < span[0] or span[1] <= n[0] < time.start)]
    if not opens and _labels_another(number, time):
        cost += _OWNED
    cost += _OTHER_NUMBER * min(len(crossed), 2) * (0.3 if opens else 1.0)
    if left and not opens:
        cost += 12.0
        cost += 40.0 if _owner(number, time) else 0.0
    if opens:
        cost += 8.0
    return cost


def _labels_another(number: Sought, time: Time) -> bool:
    """The time stands right before another number: "$33bn came in 2018, and in 2017 $30bn"."""
    text, span, numbers = number.text, number.span, number.numbers
    own = text[span[1] : time.start]
    if span[1] <= time.start and len(own) < _CLOSE and not any(span[1] <= n[0] < time.start for n in numbers):
        return False  # "from 4,000 in 2021 to 9,000"
    after = next((n for n in numbers if n[0] >= time.end), span)
    between = text[time.end : after[0]]
    return after != span and "," not in between and _labels(between, number.words)


def _owner(number: Sought, time: Time) -> bool:
    """Another number stands close before the time, in the same clause."""
    near = (n for n in number.numbers if n != number.span and 0 <= time.start - n[1] < _CLOSE)
    return any("," not in number.text[n[1] : time.start] for n in near)


def _labels(between: str, words: vocabulary.Vocabulary) -> bool:
    """Nothing but signs and small words stand between a time and its number."""
    found = between.lower().replace("(", " ").replace(",", " ").replace(":", " ").split()
    closing = ")" in between or ";" in between or "." in between
    return (
        not closing
        and len(found) < 6
        and all(word in words.attach["labels"] or not word[0].isalnum() for word in found)
    )


def _finer(chosen: Time, times: Sequence[Time], text: str) -> Time:
    """Of two times that touch, the one within the other: "on 26 May this year", "the five months of the year"."""
    first, last = chosen.applies
    for other in times:
        a, b = other.applies
        if (
            other is chosen
            or not (first and last and a and b)
            or not (first <= a and b <= last)
            or (a, b) == (first, last)
        ):
            continue
        gap = text[min(chosen.end, other.end) : max(chosen.start, other.start)]
        if len(gap) < 6 and not any(sign in gap for sign in ";.(") and not gap.strip().isalpha():
            return other
    return chosen


def _with_next(number: Sought, chosen: Time, times: Sequence[Time]) -> Time:
    """Of two times with "and" between that touch, both: "in 2015 and 2016"."""
    for other in times:
        joined = number.text[chosen.end : other.start].strip().lower() if other.start > chosen.end else ""
        last, first = chosen.literal[1], other.literal[0]
        touch = joined in number.words.lists["and"] and last and first and (first - last).days == 1
        if touch and not any(0 <= n[0] - other.end < _TOUCHING for n in number.numbers):  # "in 2015 and in 2016 4,000"
            return chosen._replace(
                end=other.end,
                applies=(chosen.applies[0], other.applies[1]),
                whole=(chosen.whole[0], other.whole[1]),
                literal=(chosen.literal[0], other.literal[1]),
            )
    return chosen


def carried(previous: Interval, opening: Sequence[str], language: str) -> bool:
    """Whether a sentence that opens so goes on with the time of the one before: "Of those", "Another", "The figure"."""
    if previous == NOTHING:
        return False
    said = " ".join(opening)
    return any(said.startswith(words) for words in vocabulary.of(language).attach["goes_on"])


def whole(interval: Interval) -> Interval:
    """An interval with both ends, or up to its end; nothing where its end is not known."""
    return interval if interval[1] else NOTHING
