"""Where the noun that a number counts begins: behind "more", "of the", "28-", the size of each."""

from __future__ import annotations

from bisect import bisect_left

from extract.measures import plurals
from extract.readings import Part, Reading

_OPENING = 5  # words of a line's opening: a bullet and a number, "total number of"


def of(reading: Reading, k: int, i: int) -> int:
    """The first word of the noun of number k, or an adjective's of it; i: behind the number."""
    return _start(reading, _behind_measure(reading, _label(reading, k, i)))


def _label(reading: Reading, k: int, i: int) -> int:
    """Behind "25,000: Number of", a line that opens with its number; else i."""
    opens = reading.firsts[k] < _OPENING and reading.word(i) in (":", "-") and not joined(reading, i)
    if not opens or any(reading.word(j)[:1].isalnum() for j in range(reading.firsts[k])):
        return i
    total = (j for j in range(i + 1, i + _OPENING) if reading.has(j, Part.TOTAL) and reading.has(j + 1, Part.OF))
    return next((j + 2 for j in total), i + 1)


def joined(reading: Reading, i: int) -> bool:
    """A hyphen ties the number to the next word: 28-nation, 50,000-person."""
    found = reading.words
    return (
        reading.word(i) == "-"
        and i + 1 < len(found.starts)
        and found.starts[i] == found.ends[i - 1]
        and found.starts[i + 1] == found.ends[i]
    )


def _behind_measure(reading: Reading, i: int) -> int:
    """Behind the size of each: "40 two-litre bottles", "three five-year visas", "two six-bed wards"."""
    at = reading.words.starts[i] if i < len(reading.parts) else -1
    for k, value in enumerate(reading.values):
        if value.start == at and (value.kind == "size" or joined(reading, reading.lasts[k])):
            return reading.lasts[k] + (2 if value.kind != "size" else 0)
    for time in reading.times:
        if time.value and time.value.start == at:
            return bisect_left(reading.words.starts, time.value.end)
    return i


def _start(reading: Reading, i: int) -> int:
    """Behind "more", "other", "of the", "of its" …"""
    while reading.has(i, Part.BETWEEN) or (reading.has(i, Part.DETERMINERS) and reading.has(i - 1, Part.OF)):
        if i in reading.cue_at:  # new arrivals
            break
        if reading.has(i, Part.OTHERS) and reading.word(i).endswith(plurals.endings(reading.language)):
            break
        i += 1
    if reading.has(i, Part.OR):  # a million or even more refugees
        more = next((j for j in (i + 1, i + 2) if reading.has(j, Part.OTHERS)), 0)
        return more + 1 if more else i
    return i
