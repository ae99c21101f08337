"""Number expression -> value, low, high, qualifier, unit."""

from __future__ import annotations

import re
from typing import NamedTuple

from extract import lexicon
from extract.endings import Endings
from extract.numbers import Number
from extract.numbers.vocabulary import alternation

_ENDS = (".", ",", ":", ";", "!", "?")  # of a word that does not go with the next
_BEFORE = 44  # characters before a number in which its hedge is looked for
_DOLLAR = "USD"
_VAGUE = 10.0  # times: hundreds are 100 to 1,000
_BOUNDS = {"over": (True, False), "at_least": (True, False), "under": (False, True), "at_most": (False, True)}
_ORDER = ("over", "at_least", "at_most", "under", "about")


class Value(NamedTuple):
    """What a number expression means.

    kind: count (a bare number that counts the noun after it: unit is empty here), money (unit: ISO 4217), percent
    (points, 0 to 100; also fractions, "one in five"), times (factors), length (time units: second … year, decade,
    century), size (other measurement units: mile, km, tonne, km/h …). hedge is where the words before it that
    qualify it begin ("more than", "up to"; else start). per is the denominator of a rate that is written right
    behind it ("a day" -> day, "for every 1,000 inhabitants" -> 1000 inhabitants), else empty; after is the offset
    behind that denominator or behind a qualifier that follows the number ("1,000 or more"), else end.
    """

    start: int
    end: int
    value: float | None
    low: float | None
    high: float | None
    qualifier: str
    unit: str
    kind: str
    hedge: int
    after: int
    per: str


def local(text: str, value: Value, country: str, home: str = "") -> Value:
    """An amount in words that several currencies share is in the country's own: rupees in Sri Lanka, pesos in Chile.

    country: ISO 3166-1 alpha-3 of what the text is about; home: that of its publisher, whose dollars are its own.
    Sources: countries' currencies of Unicode CLDR.
    """
    if value.kind != "money" or not (country or home):
        return value
    written = text[value.start : value.end].lower().split()
    for own, words in (_local(home or country), _local(country)):
        shared = words if home else words - _single()
        signed = home and value.unit == _DOLLAR and written[0][0] in _signs() and not shared.isdisjoint(_single())
        named = written[-1] in shared and (len(written) < 2 or written[-2] not in _adjectives())
        if own != value.unit and (signed or named):
            return value._replace(unit=own)
    return value


@lexicon.cached
def _local(country: str) -> tuple[str, frozenset[str]]:
    """A country's currency, and the last words of its names, which other currencies share."""
    own = next((row["currency"] for row in lexicon.rows("countries.csv") if row["alpha3"] == country), "")
    names = next((row["words"] for row in lexicon.rows("currencies.csv") if row["code"] == own), "")
    return own, frozenset(name.split()[-1] for name in names.split("|") if " " in name)


@lexicon.cached
def _single() -> frozenset[str]:
    """Words that mean the currency of one country wherever they stand alone, by far most often: dollars."""
    return frozenset(
        row for line in lexicon.rows("currencies.csv") if line["code"] == _DOLLAR for row in line["words"].split("|")
    )


@lexicon.cached
def _signs() -> frozenset[str]:
    """The signs of one letter that several currencies share: $."""
    return frozenset(
        sign
        for line in lexicon.rows("currencies.csv")
        for sign in line["signs"].split()
        if line["code"] == _DOLLAR and len(sign) == 1
    )


@lexicon.cached
def _adjectives() -> frozenset[str]:
    """The words before the last one of the currencies' names: Indian rupees."""
    names = (name.split() for row in lexicon.rows("currencies.csv") for name in row["words"].split("|"))
    return frozenset(name[-2] for name in names if len(name) > 1)


class _Hedges(NamedTuple):
    before: re.Pattern[str]
    endings: Endings  # of those before
    behind: re.Pattern[str]
    meaning: dict[str, str]
    behind_meaning: dict[str, str]
    during: frozenset[str]
    still: frozenset[str]
    other: frozenset[str]
    than: tuple[str, ...]
    percents: frozenset[str]


def of(text: str, number: Number, language: str = "en") -> Value:
    """The meaning of a number expression in its text."""
    hedges = _hedges(language)
    qualifier, hedge = _before(text, number, hedges)
    after = number.end
    behind = hedges.behind.match(text, number.end)
    if behind and number.form != "vague":
        after = behind.end()
        qualifier = qualifier if qualifier != "exact" else hedges.behind_meaning[_plain(behind["hedge"])]
    if number.plus:
        qualifier = "over"
    low, high = number.low, number.high
    if low is not None:
        qualifier = "range"
    elif number.form in ("vague", "several"):
        qualifier, low, high = "vague", number.value, number.value * _VAGUE
    else:
        bounds = _BOUNDS.get(qualifier, (False, False))
        low, high = (number.value if bounds[0] else None), (number.value if bounds[1] else None)
    return Value(
        number.start, number.end, number.value, low, high, qualifier, number.unit, number.kind, hedge, after, number.per
    )


def _before(text: str, number: Number, hedges: _Hedges) -> tuple[str, int]:
    """The qualifier that stands before a number, and where it begins."""
    first = max(0, number.start - _BEFORE)
    left = text[first : number.start]
    match = hedges.before.search(left) if hedges.endings.before(text, first, number.start) else None
    if not match:
        return "exact", number.start
    said = _plain(match["hedge"])
    meaning = hedges.meaning[said]
    prior = left[: match.start()].rstrip().rsplit(None, 1)[-1:]
    word = prior[0].lower().strip(",.\"'“”’") if prior else ""
    raw = prior[0].lower() if prior else ""
    if said.endswith(hedges.than) and (raw[-1:].isdigit() or raw[-1:] == "%" or raw in hedges.percents):
        return "exact", number.start  # 18% higher than the 28,453
    turned = word in hedges.other and raw[-1:] not in _ENDS  # "the ministry spoke. About 60": another sentence
    if turned and (said in hedges.during or meaning == "about"):
        return "exact", number.start
    if number.kind == "length" and said in hedges.during and word not in hedges.still:
        return "exact", number.start
    return meaning, number.start - len(left) + match.start()


def _plain(words: str) -> str:
    return " ".join(words.lower().split())


@lexicon.cached
def _hedges(language: str) -> _Hedges:
    table = lexicon.words(language, "hedges")
    meaning = {words: key for key in _ORDER for words in table[key]}
    behind = {words: key for key in _ORDER for words in table.get(f"{key}_behind", [])}
    between = alternation(table["between"])
    return _Hedges(
        re.compile(rf"(?<![^\W_])(?P<hedge>{alternation(list(meaning))})(?:\s+(?:{between}))?\s*$", re.I),
        Endings([*meaning, *table["between"]]),
        re.compile(rf",?\s+(?P<hedge>{alternation(list(behind))})(?![^\W_])", re.I),
        meaning,
        behind,
        frozenset(table["during"]),
        frozenset(table["still"]),
        frozenset(table["not_before"]),
        tuple(table["than"]),
        frozenset(table["percents"]),
    )
