"""Whether only where the counted people are is said: "3,300 migrants are on Lesbos", "Chad has 400,000 refugees"."""

from __future__ import annotations

from extract.measures import settings
from extract.measures.nouns import Noun
from extract.readings import Part, Reading

_FAR = 8  # words behind the people in which their place is looked for
_PEOPLE = "nationality"
_FLED = "displacement"
_NAME = 4  # words of a place's name with its articles


def of(reading: Reading, k: int, noun: Noun) -> str:
    """The words that say that the migrants whom the number k counts are somewhere, and nothing else; else empty."""
    if noun.kind not in ("migrant", "none") or reading.values[k].kind != "count":
        return ""
    first, last = reading.firsts[k], max(reading.lasts[k], noun.last)
    if noun.kind == "migrant" and reading.has(first - 1, Part.HAVE) and not reading.has(last, Part.TO):
        return reading.word(first - 1)
    if reading.has(first - 1, Part.BE) and reading.has(first - 2, Part.EXISTENTIAL):
        return _placed(reading, last, ~Part.NONE)
    if noun.kind == "none":
        return _are(reading, last) if reading.has(last, Part.BE) and reading.has(last + 1, Part.WITHIN) else ""
    return _are(reading, last) or _with(reading, first, last)


def beside(reading: Reading, k: int, noun: Noun) -> str:
    """ "2.4 million refugees in Chad": the place, where nothing else is said of people but that they fled."""
    if noun.kind != "migrant" or reading.values[k].kind != "count":
        return ""
    if not noun.cue:
        return _abroad(reading, noun)
    named = {cue.measure for cue in noun.cue.meaning if cue.kind in ("group", "event")}
    if not named <= {_FLED} or settings.kept(reading, noun.cue.meaning[0].phrase):
        return ""
    return _placed(reading, max(reading.lasts[k], noun.last), ~Part.TO)


def _abroad(reading: Reading, noun: Noun) -> str:
    """ "800,000 Afghans in Pakistan": a nationality in another country."""
    at = {reading.words.starts[noun.last - 1], reading.words.starts[min(noun.last + 1, len(reading.parts) - 1)]}
    near = [place for place in reading.places if place.start in at]
    apart = [place.kind == _PEOPLE for place in near] == [True, False] and not set(near[0].codes) & set(near[1].codes)
    return _names_place(reading, noun.last) if apart and reading.has(noun.last, Part.WITHIN) else ""


def _are(reading: Reading, i: int) -> str:
    """ "are on Lesbos", "are believed to be in France"."""
    be = False
    for j in range(i, i + 7):
        if reading.has(j, Part.BE):
            be = True
        elif be and reading.has(j, Part.TO) and reading.has(j + 1, Part.BE):
            continue
        elif be and reading.has(j, Part.WITHIN):
            return _names_place(reading, j)
        elif j == i or reading.has(j, Part.PREPOSITIONS | Part.BREAKS | Part.AND | Part.NUMBER):
            return ""
    return ""


def _with(reading: Reading, first: int, last: int) -> str:
    """ "With 2.7 million refugees, Turkey …", "Dadaab, with its 350,000 refugees, …"."""
    i = first - 1 - reading.has(first - 1, Part.DETERMINERS)
    opens = i == 0 and reading.word(last) == "," and reading.has(last + 1, Part.PLACE)
    behind = reading.word(i - 1) == "," and reading.has(i - 2, Part.PLACE)
    return reading.word(i) if reading.has(i, Part.HOLDING) and (opens or behind) else ""


def _placed(reading: Reading, i: int, steps: int) -> str:
    """ "in the camp", "from Syria on the Greek islands"; steps: the words that may stand before."""
    for j in range(i, i + _FAR):
        if reading.has(j, Part.BREAKS | Part.RELATIVE | Part.NUMBER) or reading.word(j) in (",", ";"):
            return ""
        if reading.has(j, Part.WITHIN):
            return _names_place(reading, j)
        if reading.has(j, ~steps):
            return ""
    return ""


def _names_place(reading: Reading, i: int) -> str:
    """The words from i to a place or a site close behind; empty where there is none."""
    sites = reading.listed("groups", "sites")
    for n in range(i + 1, i + _NAME):
        if reading.has(n, Part.PLACE) or reading.word(n) in sites:
            return " ".join(reading.words.folded[i : n + 1])
    return ""
