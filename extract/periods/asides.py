"""Times of a sentence that are not a number's: when it was said, what it is compared with, what it is for."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from extract.periods import Time, vocabulary

_MONTH = 31  # days of the longest time in which something is said
_NEAR_SAYING = 26  # characters between a verb of saying and its time
_NEAR_MOST = 60  # characters before "since" in which "the highest" is looked for
_ANNOUNCED = 90  # characters between a time and what was announced then


def are(
    text: str,
    start: int,
    span: tuple[int, int],
    time: Time,
    numbers: Sequence[tuple[int, int]],
    words: vocabulary.Vocabulary,
    *,
    ahead: bool,
    promised: bool,
    changed: bool,
) -> bool:
    """Whether the time is of something else than the number at span; the flags are those of applying.of."""
    if promised and (of_a_day(time) or _of_purpose(text, span, time, words)):
        return True
    if ahead and not promised and _announced(text, span, time, words):
        return True
    return (
        of_saying(text, start, time, words)
        or compared(text, span, time, numbers, words, changed)
        or _of_superlative(text, start, time, words)
        or _of_aside(text, start, span, time, words)
    )


def _announced(text: str, span: tuple[int, int], time: Time, words: vocabulary.Vocabulary) -> bool:
    """ "In January, Israel announced plans to deport 20,000": when it was said, not when it is to be."""
    between = text[time.end : span[0]] if time.end <= span[0] else ""
    return bool(between) and len(between) < _ANNOUNCED and words.said.search(between) is not None


def compared(
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
        if opens in words.attach["on"] and time.applies[0] != time.applies[1]:
            return True  # "400, up 9 percent on last year"
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


def of_a_day(time: Time) -> bool:
    """ "On Monday", "today", "yesterday"."""
    return time.kind == "relative" and time.applies[0] == time.applies[1]


def _of_purpose(text: str, span: tuple[int, int], time: Time, words: vocabulary.Vocabulary) -> bool:
    """A past time in what the money is for: "in aid to rebuild homes lost last year"."""
    past = time.kind == "relative" and time.applies == time.whole
    said = text[span[1] : time.start].split()
    opened = (n for n, word in enumerate(said) if word.lower() in words.attach["purpose"])
    return past and any(not said[n + 1 : n + 2] or said[n + 1][0].islower() for n in opened)  # not "to Libya"


def of_saying(text: str, start: int, time: Time, words: vocabulary.Vocabulary) -> bool:
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
