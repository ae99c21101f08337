"""Number and the times of its sentence -> the time that the number refers to."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from extract.periods import Time, vocabulary
from extract.periods.intervals import NOTHING, Interval

_MONTH = 31  # days of the longest time in which something is said
_NEAR_SAYING = 26  # characters between a verb of saying and its time
_CLAUSE = 60.0  # what a clause's end between a number and a time counts, in characters
_OTHER_NUMBER = 25.0
_FAR = 260.0
_FAR_UP_TO = 30.0  # for "by May", which says only how far a count goes
_NEAR_MOST = 60  # characters before "since" in which "the highest" is looked for
_CLOSE = 45  # characters between a number and the time behind it
_OWNED = 50.0  # what it costs to take another number's time
_OWN = 4.0  # the cost of a time that stands right before its number: "in 2024 (2,983)", "the 2024 total to 21,063"


def of(
    text: str,
    start: int,
    span: tuple[int, int],
    times: Sequence[Time],
    numbers: Sequence[tuple[int, int]],
    language: str,
    *,
    ahead: bool = False,
    planned: bool = False,
    promised: bool = False,
    changed: bool = False,
    multiple: bool = False,
) -> tuple[Interval, str]:
    """The interval of the number at span, and the words that gave it; nothing where the sentence has no time for it.

    numbers: the spans of all counted numbers of the sentence: a time right behind another one is that one's.
    ahead: a plan, forecast, budget or appeal, which does not end at publication; planned: "on Wednesday" is the next
    one. promised: money that is promised or
    asked for: the day on which that was said is not the money's, nor is a time in what the money is for.
    changed: a change, of which the time compared with is not the claim's; multiple: "ten times the rate of last year".
    """
    words = vocabulary.of(language)
    best: tuple[float, Time] | None = None
    base = len(text)
    if changed:  # what stands behind the time compared with is not the change's either
        compared = (t.start for t in times if _compared(text, span, t, numbers, words, changed))
        others = (n[0] for n in numbers if n[0] >= span[1])
        base = span[1] if multiple else min((*compared, *others), default=base)
    for time in times:
        if time.applies == NOTHING or _of_saying(text, start, time, words) or time.start <= span[0] < time.end:
            continue
        if promised and (_a_day(time) or _of_purpose(text, span, time, words)):
            continue
        if time.start >= base or _compared(text, span, time, numbers, words, changed):
            continue
        if _of_superlative(text, start, time, words) or _of_aside(text, start, span, time, words):
            continue
        cost = _cost(text, start, span, time, numbers, words)
        far = _FAR if time.applies[0] else _FAR_UP_TO
        if cost < far and (best is None or cost < best[0]):
            best = (cost, time)
    if best is None:
        return NOTHING, ""
    if best[0] == _OWN and best[1].applies[0] is None and text[best[1].end : span[0]].strip(" ,"):
        return best[1].literal, text[best[1].start : best[1].end]  # "by 2021 it was 28,526"
    time = _finer(best[1], times, text)
    return (time.whole if ahead and (planned or not _a_day(time)) else time.applies), text[time.start : time.end]


def told_of(text: str, start: int, times: Sequence[Time], language: str) -> bool:
    """Whether a sentence has a time other than that of its saying."""
    words = vocabulary.of(language)
    return any(time.applies != NOTHING and not _of_saying(text, start, time, words) for time in times)


def _compared(
    text: str,
    span: tuple[int, int],
    time: Time,
    numbers: Sequence[tuple[int, int]],
    words: vocabulary.Vocabulary,
    changed: bool,
) -> bool:
    """ "up 9 percent on last year", "5,000 more than in the same period of 2020": the time compared with."""
    if time.start < span[1]:
        return False
    between = text[span[1] : time.start].lower().split()
    while between and between[-1].strip(",(") in words.attach["within"]:
        between.pop()
    if between and between[-1] in words.attach["compared"]:
        return True
    if not words.attach["compared"].isdisjoint(between):
        return True
    opens = text[time.start : time.end].lower().split()[0]
    others = [n for n in numbers if span[1] <= n[0] < time.start]
    if others:
        grown = len(text[others[-1][1] : time.start].split()) < 2 and opens in words.attach["contrast"]
        said = text[span[1] : others[0][0]].lower().replace(",", " ").split()
        # "25 million, 3 million more, from 2016"; "9,000, after 4,000 in 2021"
        return grown or not words.attach["contrast"].isdisjoint(said[-2:])
    if between and between[-1] in words.attach["compared_loosely"]:
        return True
    loose = between and between[-1] in words.attach["change_from"]
    return changed and bool(loose or opens in words.attach["change_from"])


def _of_superlative(text: str, start: int, time: Time, words: vocabulary.Vocabulary) -> bool:
    """ "the highest since 2015": how far back nothing was as high."""
    before = text[max(start, time.start - _NEAR_MOST) : time.start].lower()
    stretch = [*before.split(), text[time.start : time.end].lower().split()[0]]
    most = next((i for i, word in enumerate(stretch) if word in words.attach["most"]), len(stretch))
    since = set(words.lists["strict_since"]).intersection(stretch[most:])
    return bool(since) and not any(word[:1].isdigit() for word in stretch[most:-1])


def _of_aside(text: str, start: int, span: tuple[int, int], time: Time, words: vocabulary.Vocabulary) -> bool:
    """ "displaced by the war, which began in 2011": a time of something else."""
    behind = time.start >= span[1]
    said = text[span[1] if behind else start : time.start].lower().split()
    opened = [n for n, (a, b) in enumerate(itertools.pairwise(said)) if a.endswith(",") and b in words.attach["aside"]]
    closed = not behind and opened and any(word.endswith(",") for word in said[opened[-1] + 1 :])
    return bool(opened) and not closed


def _a_day(time: Time) -> bool:
    return time.kind == "relative" and time.applies[0] == time.applies[1]


def _of_purpose(text: str, span: tuple[int, int], time: Time, words: vocabulary.Vocabulary) -> bool:
    """A past time in what the money is for: "in aid to rebuild homes lost last year"."""
    past = time.kind == "relative" and time.applies == time.whole
    said = text[span[1] : time.start].split()
    opened = (n for n, word in enumerate(said) if word.lower() in words.attach["purpose"])
    return past and any(not said[n + 1 : n + 2] or said[n + 1][0].islower() for n in opened)  # not "to Libya"


def _of_saying(text: str, start: int, time: Time, words: vocabulary.Vocabulary) -> bool:
    """ "said on Monday", "Monday's report", "told reporters on 3 May": when it was said."""
    first, last = time.applies
    if time.kind == "length" or (first and last and (last - first).days > _MONTH):
        return False  # "its contribution this fiscal year": nobody says so for a year
    before = text[max(start, time.start - _NEAR_SAYING) : time.start]
    said = list(words.said.finditer(before))
    if not said:
        return False
    if words.attach["counted"].intersection(
        text[start : time.start - len(before) + said[-1].start()].lower().split()[-1:]
    ):
        return False
    between = before[said[-1].end() :]
    if words.attach["that"].intersection(between.split()):
        return False
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
    if (
        left
        and _labels(between, words)
        and (between.strip(" ")[:1] in ("(", ",") or not _owner(text, time, span, numbers))
    ):
        return _OWN
    opens = left and not text[start : time.start].strip(" “\"'(—-–")
    cost = len(between) * 0.3
    low = between.lower()
    if not opens:
        for word in words.attach["clause"]:
            if (word in low.split()) if word.isalpha() else word in low:
                cost += _CLAUSE
                break
    crossed = [n for n in numbers if n != span and (time.end <= n[0] < span[0] or span[1] <= n[0] < time.start)]
    if not opens and _labels_another(text, span, time, numbers, words):
        cost += _OWNED
    cost += _OTHER_NUMBER * min(len(crossed), 2) * (0.3 if opens else 1.0)
    if left and not opens:
        cost += 12.0
        cost += 40.0 if _owner(text, time, span, numbers) else 0.0
    if opens:
        cost += 8.0
    return cost


def _labels_another(
    text: str, span: tuple[int, int], time: Time, numbers: Sequence[tuple[int, int]], words: vocabulary.Vocabulary
) -> bool:
    """The time stands right before another number: "$33bn came in 2018, and in 2017 $30bn"."""
    own = text[span[1] : time.start]
    if span[1] <= time.start and len(own) < _CLOSE and not any(span[1] <= n[0] < time.start for n in numbers):
        return False  # "from 4,000 in 2021 to 9,000"
    after = next((n for n in numbers if n[0] >= time.end), span)
    between = text[time.end : after[0]]
    return after != span and "," not in between and _labels(between, words)


def _owner(text: str, time: Time, span: tuple[int, int], numbers: Sequence[tuple[int, int]]) -> bool:
    """Another number stands close before the time, in the same clause."""
    near = (n for n in numbers if n != span and n[1] <= time.start and time.start - n[1] < _CLOSE)
    return any("," not in text[n[1] : time.start] for n in near)


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


def carried(previous: Interval, opening: Sequence[str], language: str) -> bool:
    """Whether a sentence that opens so goes on with the time of the one before: "Of those", "Another", "The figure"."""
    if previous == NOTHING:
        return False
    said = " ".join(opening)
    return any(said.startswith(words) for words in vocabulary.of(language).attach["goes_on"])


def whole(interval: Interval) -> Interval:
    """An interval with both ends, or up to its end; nothing where its end is not known."""
    return interval if interval[1] else NOTHING
