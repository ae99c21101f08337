"""Words that are a currency and a weight: 200 pounds of rice, a 500-pound bomb, 200 pounds in fines."""

from __future__ import annotations

import re

from extract import lexicon
from extract.numbers.numerals import Numeral
from extract.numbers.vocabulary import Vocabulary, alternation

_HEAVY = 500  # what a person gains or loses is less than
_BEFORE = 40  # characters before a number in which "weighs" is looked for


def of(text: str, numeral: Numeral, name: str, stop: int, words: Vocabulary) -> tuple[str, str] | None:
    """The kind and unit where a currency's name in text[:stop] behind a numeral is a weight."""
    unit = _weights(words.language).get(name.lower())
    if not unit:
        return None
    hyphen, behind, before, dieting = _patterns(words.language)
    before = dieting if numeral.value < _HEAVY else before
    tied = text[numeral.end : numeral.end + 1] == "-" and numeral.factor == 1.0 and hyphen.match(text, stop)
    if tied or behind.match(text, stop) or before.search(text, max(0, numeral.start - _BEFORE), numeral.start):
        return words.units[unit][1], words.units[unit][0]
    return None


@lexicon.cached
def _weights(language: str) -> dict[str, str]:
    table: dict[str, str] = lexicon.words(language, "numbers").get("weights", {})
    return table


@lexicon.cached
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    """What stands behind "500-pound" unless it is an amount, behind "pounds" as a weight, before any, before a few."""
    lists = lexicon.words(language, "numbers")["words"]
    amounts, weighed = alternation(lists.get("amounts_behind", [])), alternation(lists.get("weighed", []))
    of_, behind = alternation(lists["of"]), alternation(lists.get("weighed_behind", []))
    return (
        re.compile(rf"(?!\s+(?:[a-z]+\s+)?(?:{amounts})(?![^\W_]))", re.I),
        re.compile(rf"\s+(?:(?:{of_})\s+(?:[\w-]+\s+)?(?:{weighed})|{behind})(?![^\W_])", re.I),
        _said(lists.get("weighing", [])),
        _said([*lists.get("weighing", []), *lists.get("dieting", [])]),
    )


def _said(words: list[str]) -> re.Pattern[str]:
    """One of the words, and a hedge behind it: "weighs more than "."""
    return re.compile(rf"(?<![^\W_])(?:{alternation(words)})(?:\s+[a-z]+){{0,3}}\s+$", re.I)
