"""How a number is tied to what stands before it: "arrivals reached 5,000", "Germany (29,545)"."""

from __future__ import annotations

from extract.readings import Part, Reading

_PREPOSITIONS = Part.TO | Part.BY | Part.FROM | Part.AT | Part.OF
_WEAK_WORDS = _PREPOSITIONS | Part.DETERMINERS | Part.BETWEEN | Part.HAVE | Part.TIME

_WHOLE = 7  # words between a part and its whole


def labelled(reading: Reading, k: int) -> bool:
    """A number in brackets or behind a colon right after a name: "in Germany (29,545), France (22,015)"."""
    i = reading.firsts[k] - 1
    named = reading.has(i - 1, Part.PLACE | Part.TIME) or (i > 0 and _common(reading, i - 1, reading.lasts[k]))
    return reading.word(i) in ("(", ":") and named


def _common(reading: Reading, i: int, closing: int) -> bool:
    """ "the western route (300)": a word in small letters, and nothing but the number in the brackets."""
    word = reading.text[reading.words.starts[i] : reading.words.ends[i]]
    return reading.word(i + 1) == "(" and reading.word(closing) == ")" and word.islower() and word.isalpha()


def complement(reading: Reading, k: int) -> bool:
    """The number says how many its subject on the left are: "arrivals reached 5,000", "fell by half", "Deaths: 34"."""
    if reading.linked[k]:
        return True
    i = reading.firsts[k] - 1
    steps = 0
    for j in range(i, -1, -1):
        if reading.has(j, Part.LINKS | Part.UP | Part.DOWN | Part.TOTAL):
            return True
        steps += not reading.has(j, Part.TIME)
        staggering = reading.has(j - 1, Part.DETERMINERS) and reading.has(j - 2, Part.BY | Part.TO | Part.AT)
        if steps > 4 or not (reading.has(j, _WEAK_WORDS) or staggering):
            return False
    return False


def behind_conversion(reading: Reading, k: int, end: int) -> int:
    """Behind the brackets with the same amount in another currency: "15,000 rupees ($80) per family"."""
    again = reading.values[k + 1 : k + 2]
    brackets = again and again[0].kind == "money" == reading.values[k].kind and reading.word(end) == "("
    return reading.lasts[k + 1] + 1 if brackets and reading.word(reading.lasts[k + 1]) == ")" else end


def whole(reading: Reading, k: int) -> bool:
    """ "a third of the country's 12 million people": the number k is what the one before it is a part of."""
    if not k:
        return False
    gap = range(reading.lasts[k - 1], reading.firsts[k])
    small = Part.OF | Part.DETERMINERS | Part.PLACE | Part.POSSESSIVE | Part.PREPOSITIONS
    return (
        0 < len(gap) < _WHOLE and any(reading.has(i, Part.OF) for i in gap) and all(reading.has(i, small) for i in gap)
    )
