"""Halves and quarters of a unit: half a mile, a quarter of a percentage point; a mile and a half."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract import lexicon
from extract.numbers.numerals import Numeral
from extract.numbers.vocabulary import JOIN, Vocabulary, alternation

if TYPE_CHECKING:
    from extract.numbers import Number

_BEFORE = 30  # characters before "and a half" in which the unit is looked for
_WHOLE = ("digits", "spelled")
_POINTS = 100  # of a whole; fractions come in percent
_LONG = 2  # letters of a unit's sign: km


def of(text: str, end: int, numeral: Numeral, words: Vocabulary) -> tuple[str, str, int, float] | None:
    """The kind, unit, end and factor of "half" in "half a mile"; None where it is a share."""
    match = _units(words.language).match(text, numeral.end, end)
    if not match:
        return None
    if match["percent"]:
        return "percent", "percent", match.end(), 1 / _POINTS
    last = text[numeral.start : numeral.end].lower().split()[-1]
    alone = last in words.lists["half_alone"] and match["unit"].lower() not in words.lists["never_half"]
    if not match["article"] and not alone:  # a third hour
        return None
    unit, kind, factor = _named(words)[match["unit"].lower().replace(" ", "-")]
    return kind, unit, match.end(), factor / _POINTS


def more(text: str, start: int, number: Number, found: list[Number], words: Vocabulary) -> Number | None:
    """The whole of "an hour and a half" and "two miles and a half"; None where a fraction stands for itself."""
    opening = text[number.start : number.end].lower().split()[0]
    if number.kind != "percent" or opening not in words.lists["articles"] or _share(text, number, words):
        return None
    part = number.value / _POINTS
    if found and found[-1].form in _WHOLE and found[-1].low is None and found[-1].kind in ("length", "size"):
        earlier = found[-1]
        if text[earlier.end : number.start].strip().lower() in words.lists["and"]:
            return found.pop()._replace(end=number.end, value=earlier.value + part)
    match = _one_and(words.language).search(text, max(start, number.start - _BEFORE), number.start)
    if not match:
        return None
    unit, kind, factor = _named(words)[match["unit"].lower()]
    return number._replace(start=match.start(), value=(1 + part) * factor, form="spelled", kind=kind, unit=unit)


def _share(text: str, number: Number, words: Vocabulary) -> bool:
    """Of something: "two years and a third of the staff"."""
    return text[number.end : number.end + _BEFORE].lower().split()[:1] in [[of] for of in words.lists["of"]]


def _named(words: Vocabulary) -> dict[str, tuple[str, str, float]]:
    """Units by their words, also those that else stand in the plural only: a half-point."""
    plural = words.lists["plural"][0]
    return {**{word.removesuffix(plural): unit for word, unit in words.units.items()}, **words.units}


@lexicon.cached
def _units(language: str) -> re.Pattern[str]:
    words = lexicon.words(language, "numbers")["words"]
    units = _pattern(language).replace(r"\-", "[- ]")
    percent = alternation([word for word in words["percent"] if word[0].isalpha()])
    article = rf"(?:(?:{alternation(words['of'])}){JOIN})?(?P<article>{alternation(words['articles'])}){JOIN}"
    return re.compile(rf"{JOIN}(?:{article})?(?:(?P<percent>{percent})|(?P<unit>{units}))(?![^\W_])", re.I)


@lexicon.cached
def _one_and(language: str) -> re.Pattern[str]:
    words = lexicon.words(language, "numbers")["words"]
    article, ands = alternation(words["articles"]), alternation(words["and"])
    return re.compile(rf"(?<![^\W_])(?:{article})\s+(?P<unit>{_pattern(language)})\s+(?:{ands})\s+$", re.I)


def _pattern(language: str) -> str:
    plural = lexicon.words(language, "numbers")["words"]["plural"][0]
    known = [word for row in lexicon.rows("units.csv") for word in row["words"].split() if len(word) > _LONG]
    return alternation([*known, *(word.removesuffix(plural) for word in known)])
