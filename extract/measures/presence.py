"""Whether only where the counted people are is said: "3,300 migrants are on Lesbos", "Chad has 400,000 refugees"."""

from __future__ import annotations

from extract import lexicon
from extract.measures.nouns import Noun
from extract.readings import Part, Reading

_FAR = 8  # words behind the people in which their place is looked for
_NAME = 4  # words of a place's name with its articles


def of(reading: Reading, k: int, noun: Noun) -> bool:
    """Whether the migrants that the number k counts are somewhere, and nothing else is said of them."""
    if noun.kind not in ("migrant", "none") or reading.values[k].kind != "count":
        return False
    first, last = reading.firsts[k], max(reading.lasts[k], noun.last)
    if noun.kind == "migrant" and reading.has(first - 1, Part.HAVE) and not reading.has(last, Part.TO):
        return True
    if reading.has(first - 1, Part.BE) and reading.has(first - 2, Part.EXISTENTIAL):
        return _placed(reading, last)
    return noun.kind == "migrant" and _are(reading, last)


def _are(reading: Reading, i: int) -> bool:
    """ "are on Lesbos", "are believed to be in France"."""
    be = False
    for j in range(i, i + 7):
        if reading.has(j, Part.BE):
            be = True
        elif be and reading.has(j, Part.WITHIN):
            return _names_place(reading, j)
        elif j == i or reading.has(j, Part.PREPOSITIONS | Part.BREAKS | Part.AND | Part.NUMBER):
            return False
    return False


def _placed(reading: Reading, i: int) -> bool:
    """ "in the camp", "from Syria on the Greek islands"."""
    for j in range(i, i + _FAR):
        if reading.has(j, Part.BREAKS | Part.RELATIVE | Part.NUMBER) or reading.word(j) in (",", ";"):
            return False
        if reading.has(j, Part.WITHIN):
            return _names_place(reading, j)
    return False


def _names_place(reading: Reading, i: int) -> bool:
    sites = _sites(reading.language)
    return any(reading.has(n, Part.PLACE) or reading.word(n) in sites for n in range(i + 1, i + _NAME))


@lexicon.cached
def _sites(language: str) -> frozenset[str]:
    return frozenset(lexicon.words(language, "groups").get("sites", []))
