"""Times of a sentence that are not a number's: when it was said, what it is compared with, what it is for."""

from __future__ import annotations

import itertools

from extract.periods import Time, vocabulary
from extract.periods.sought import Sought

_MONTH = 31  # days of the longest time in which something is said
_NEAR_SAYING = 26  # characters between a verb of saying and its time
_NEAR_MOST = 60  # characters before "since" in which "the highest" is looked for
_ANNOUNCED = 90  # characters between a time and what was announced then


def are(number: Sought, time: Time) -> bool:
    """Whether the time is of something else than the number."""
    if number.promised and (of_a_day(time) or _of_purpose(number, time)):
        return True
    if number.ahead and not number.promised and _announced(number, time):
        return True
    return (
        of_saying(number.text, number.start, time, number.words)
        or compared(number, time)
        or _of_superlative(number, time)
        or _of_aside(number, time)
    )


def _announced(number: Sought, time: Time) -> bool:
    """ "In January, Israel announced plans to deport 20,000": when it was said, not when it is to be."""
    between = number.text[time.end : number.span[0]] if time.end <= number.span[0] else ""
    return bool(between) and len(between) < _ANNOUNCED and number.words.said.search(between) is not None


def compared(number: Sought, time: Time) -> bool:
    """ "up 9 percent on last year", "5,000 more than in the same period of 2020": the time compared with."""
    text, span, words = number.text, number.span, number.words
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
    others = [n for n in number.numbers if span[1] <= n[0] < time.start]
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
    return number.changed and bool(loose or opens in words.attach["change_from"])


def _of_superlative(number: Sought, time: Time) -> bool:
    """ "the highest since 2015": how far back nothing was as high."""
    text, words = number.text, number.words
    before = text[max(number.start, time.start - _NEAR_MOST) : time.start].lower()
    stretch = [*before.split(), text[time.start : time.end].lower().split()[0]]
    most = next((i for i, word in enumerate(stretch) if word in words.attach["most"]), len(stretch))
    since = set(words.lists["strict_since"]).intersection(stretch[most:])
    return bool(since) and not any(word[:1].isdigit() for word in stretch[most:-1])


def _of_aside(number: Sought, time: Time) -> bool:
    """ "displaced by the war, which began in 2011": a time of something else."""
    aside = number.words.attach["aside"]
    behind = time.start >= number.span[1]
    said = number.text[number.span[1] if behind else number.start : time.start].lower().split()
    opened = [n for n, (a, b) in enumerate(itertools.pairwise(said)) if a.endswith(",") and b in aside]
    closed = not behind and opened and any(word.endswith(",") for word in said[opened[-1] + 1 :])
    return bool(opened) and not closed


def of_a_day(time: Time) -> bool:
    """ "On Monday", "today", "yesterday"."""
    return time.kind == "relative" and time.applies[0] == time.applies[1]


def _of_purpose(number: Sought, time: Time) -> bool:
    """A past time in what the money is for: "in aid to rebuild homes lost last year"."""
    past = time.kind == "relative" and time.applies == time.whole
    said = number.text[number.span[1] : time.start].split()
    opened = (n for n, word in enumerate(said) if word.lower() in number.words.attach["purpose"])
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
