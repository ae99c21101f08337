"""Number and the times of its sentence -> the time that the number refers to."""

from __future__ import annotations

from collections.abc import Sequence

from extract.periods import Time, vocabulary
from extract.periods.intervals import NOTHING, Interval

_NEAR_SAYING = 26  # characters between a verb of saying and its time
_CLAUSE = 60.0  # what a clause's end between a number and a time counts, in characters
_OTHER_NUMBER = 25.0
_FAR = 260.0


def of(
    text: str,
    start: int,
    span: tuple[int, int],
    times: Sequence[Time],
    numbers: Sequence[tuple[int, int]],
    language: str,
    *,
    ahead: bool = False,
    promised: bool = False,
) -> tuple[Interval, str]:
    """The interval of the number at span, and the words that gave it; nothing where the sentence has no time for it.

    numbers: the spans of all counted numbers of the sentence: a time right behind another one is that one's.
    ahead: a plan, forecast, budget or appeal, which does not end at publication. promised: money that is promised or
    asked for: the day on which that was said is not the money's, nor is a time in what the money is for.
    """
    words = vocabulary.of(language)
    best: tuple[float, Time] | None = None
    for time in times:
        if time.applies == NOTHING or _of_saying(text, start, time, words) or time.start <= span[0] < time.end:
            continue
        if promised and (_a_day(time) or _of_purpose(text, span, time, words)):
            continue
        cost = _cost(text, start, span, time, numbers, words)
        if cost < _FAR and (best is None or cost < best[0]):
            best = (cost, time)
    if best is None:
        return NOTHING, ""
    time = _finer(best[1], times, text)
    return (time.whole if ahead else time.applies), text[time.start : time.end]


def _a_day(time: Time) -> bool:
    return time.kind == "relative" and time.applies[0] == time.applies[1]


def _of_purpose(text: str, span: tuple[int, int], time: Time, words: vocabulary.Vocabulary) -> bool:
    """A past time in what the money is for: "in aid to rebuild homes lost last year"."""
    past = time.kind == "relative" and time.applies == time.whole
    return past and any(word in words.attach["purpose"] for word in text[span[1] : time.start].lower().split())


def _of_saying(text: str, start: int, time: Time, words: vocabulary.Vocabulary) -> bool:
    """ "said on Monday", "Monday's report", "told reporters on 3 May": when it was said."""
    if time.kind == "length":
        return False
    before = text[max(start, time.start - _NEAR_SAYING) : time.start]
    said = list(words.said.finditer(before))
    if not said:
        return False
    between = before[said[-1].end() :]
    return "," not in between and ";" not in between and not any(ch.isdigit() for ch in between)


def _cost(
    text: str,
    start: int,
    span: tuple[int, int],
    time: Time,
    numbers: Sequence[tuple[int, int]],
    words: vocabulary.Vocabulary,
) -> float:
    left = time.end <= span[0]
    between = text[time.end : span[0]] if left else text[span[1] : time.start]
    opens = left and not text[start : time.start].strip(" “\"'(—-–")
    cost = len(between) * 0.3
    low = between.lower()
    if not opens:
        for word in words.attach["clause"]:
            if (word in low.split()) if word.isalpha() else word in low:
                cost += _CLAUSE
                break
    crossed = [n for n in numbers if n != span and (time.end <= n[0] < span[0] or span[1] <= n[0] < time.start)]
    cost += _OTHER_NUMBER * min(len(crossed), 2) * (0.3 if opens else 1.0)
    if left and not opens:
        cost += 12.0
        owner = [n for n in numbers if n != span and n[1] <= time.start and time.start - n[1] < 45]
        cost += 40.0 if owner else 0.0
    if opens:
        cost += 8.0
    return cost


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


def carried(previous: Interval, opening: Sequence[str], language: str) -> bool:
    """Whether a sentence that opens so goes on with the time of the one before: "Of those", "Another", "The figure"."""
    if previous == NOTHING:
        return False
    said = " ".join(opening)
    return any(said.startswith(words) for words in vocabulary.of(language).attach["goes_on"])


def whole(interval: Interval) -> Interval:
    """An interval with both ends, or nothing."""
    first, last = interval
    if first is None and last is None:
        return NOTHING
    return (first, last) if first and last else NOTHING
