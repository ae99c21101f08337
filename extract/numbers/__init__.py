"""Text -> number expressions as written: digits, number words, fractions, percentages, money, measurements, lengths."""

from __future__ import annotations

import re
from typing import NamedTuple

from extract.numbers import halves, leave, names, numerals, pairs, vocabulary, weights
from extract.numbers.numerals import Numeral
from extract.numbers.vocabulary import Vocabulary
from extract.words import Openings, Words, of

_NOUN = re.compile(r"\s+([^\W\d_]+)")
_MINUSES = "-−"
_SIGNED = ("money", "percent", "size")  # what may be negative; "Chad -400" is a list's line
_TIMES = 8  # characters behind a number in which its word for times begins
_WINDOW = 14  # characters before a number in which its currency is looked for
_MINUS = re.compile(r"[ \t(:,][-−]$")  # of "-1.3%"; no list's dash at a line's start


class Number(NamedTuple):
    """A number expression: text[start:end] is as written, with its sign, magnitude and unit word, without its hedge.

    value: as meant, the middle of a range; low, high: of a range. form: digits spelled several vague fraction times
    share. kind, unit: see extract.values.Value. plus: a plus behind it.
    """

    start: int
    end: int
    value: float
    low: float | None
    high: float | None
    form: str
    kind: str
    unit: str
    plus: bool
    per: str = ""


def find(text: str, start: int, end: int, language: str = "en", said: Words | None = None) -> list[Number]:
    """The number expressions of text[start:end] in reading order, none overlapping; said: the text's words."""
    words = vocabulary.of(language)
    said = said or of(text, start, end)
    matches = words.openers.matches(words.numeral, text, said, start, end)
    if not matches:
        return []
    never = [match.span() for match in words.never_openers.matches(words.never, text, said, start, end)]
    never += leave.phones(text, start, end)
    found: list[Number] = []
    pending = [
        numeral
        for match in matches
        if not (never and any(a <= match.start() < b for a, b in never))
        for numeral in numerals.several(match, words)
    ]
    i, name = 0, None
    while i < len(pending):
        number, used = _expression(text, start, end, pending, i, words)
        number = halves.more(text, start, number, found, words) or number
        named = names.of(text, start, end, number, words, name)
        if named:
            name = named
        elif found and words.denominator.search(text, max(start, number.start - _WINDOW), number.start):
            found[-1] = found[-1]._replace(per=_denominator(text, end, number))
        elif not leave.alone(text, start, end, number, pending, i, words):
            found.append(number)
        i += used
        while i < len(pending) and pending[i].start < number.end:
            i += 1
    return found


def openings(language: str) -> list[Openings]:
    """The words with which numbers begin."""
    return [vocabulary.of(language).openers]


def beginnings(language: str) -> list[Openings]:
    """What `find` looks for in every text."""
    return [*openings(language), vocabulary.of(language).never_openers]


def _expression(
    text: str, start: int, end: int, pending: list[Numeral], i: int, words: Vocabulary
) -> tuple[Number, int]:
    """The expression that begins with numeral i, and how many numerals it takes."""
    first = pending[i]
    second = pending[i + 1] if i + 1 < len(pending) else None
    if second:
        share = pairs.share(text, first, second, words)
        if share is not None:
            return Number(first.start, second.end, share, None, None, "share", "percent", "percent", False), 2
        if pairs.is_range(text, start, first, second, words, pending[i + 2 : i + 4]):
            return _range(text, start, end, first, second, words), 2
    at, begin = _begin(text, start, first, words)
    kind, unit, stop, factor = _unit(text, end, first, begin, words)
    value, used = first.value * factor, 1
    if second and pairs.shares_unit(text, start, first, second, words):
        kind, unit, factor = _shared(text, start, end, second, (kind, unit, factor), words)
        value = pairs.scaled(first, second) * factor
    if kind == "money" and not begin and factor == first.factor == 1.0 and second:
        cents = words.cents.match(text, stop, end)
        if cents and second.start == cents.start("in_cents"):
            value, stop, used = round(value + second.value / 100, 2), cents.end(), 2
    minus = _minus(text, start, at, first, words) if kind in _SIGNED else at
    if minus < at or (begin and text[first.start - 1] in _MINUSES):
        at, value = minus, -value or 0.0  # no float's -0
    return Number(at, stop, value, None, None, first.form, kind, unit, first.plus), used


def _minus(text: str, start: int, at: int, numeral: Numeral, words: Vocabulary) -> int:
    """Where the minus before an expression begins, else the expression."""
    if numeral.form == "digits" and _MINUS.search(text, max(start, at - 2), at):
        return at - 1
    said = words.minus.search(text, max(start, at - _WINDOW), at)
    return said.start() if said else at


def _range(text: str, start: int, end: int, first: Numeral, second: Numeral, words: Vocabulary) -> Number:
    """X to Y as one number; the second's sign, scale and unit are the first's too."""
    at, begin = _begin(text, start, first, words)
    _, sign = _begin(text, start, second, words)
    kind, unit, stop, factor = _unit(text, end, second, begin or sign, words)
    low, high = (bound * factor for bound in pairs.bounds(first, second))
    return Number(at, stop, (low + high) / 2, low, high, first.form, kind, unit, False)


def _shared(
    text: str, start: int, end: int, second: Numeral, own: tuple[str, str, float], words: Vocabulary
) -> tuple[str, str, float]:
    """The kind, unit and factor of "5" in "from 5 to 7 percent", where it has none of its own."""
    _, sign = _begin(text, start, second, words)
    kind, unit, _, factor = _unit(text, end, second, sign, words)
    return (kind, unit, factor) if own[0] == "count" and kind in ("percent", "money") else own


def _denominator(text: str, end: int, number: Number) -> str:
    """1000 inhabitants."""
    noun = _NOUN.match(text, number.end, end)
    value = f"{number.value:.0f}" if number.value == int(number.value) else f"{number.value}"
    return f"{value} {noun.group(1)}" if noun else value


def _begin(text: str, start: int, numeral: Numeral, words: Vocabulary) -> tuple[int, tuple[int, str] | None]:
    """Where the expression begins, and its currency's sign or code before the number: where that begins, its code."""
    at = numeral.start
    match = pairs.currency(text, max(start, at - _WINDOW), at, words)
    if not match and at > start + 1 and text[at - 1] in _MINUSES and not text[at - 2].isalpha():  # $-50, no FIM-92
        match = pairs.currency(text, max(start, at - _WINDOW), at - 1, words)
    if not match:
        return at, None
    sign = "".join(match["sign"].split())
    return match.start(), (match.start(), words.signs.get(sign) or words.currencies[sign.lower()])


def _unit(
    text: str, end: int, numeral: Numeral, begin: tuple[int, str] | None, words: Vocabulary
) -> tuple[str, str, int, float]:
    """The kind, the unit and the end of the expression, and what its value is multiplied by."""
    stop = numeral.end
    if numeral.form in ("fraction", "half"):
        return halves.of(text, end, numeral, words) or ("percent", "percent", stop, 1.0)
    if numeral.form == "times":
        return "times", "times", stop, 1.0
    if begin:
        letter = words.money_scale.match(text, stop, end) if numeral.factor == 1.0 else None
        if letter:
            return "money", begin[1], letter.end(), words.scales[letter["scale"]]
        return "money", begin[1], stop, 1.0
    behind = vocabulary.behind(text, stop, end)
    percent = words.percent.match(text, stop, end) if behind in words.behind.percent else None
    if percent:
        return "percent", "percent", percent.end(), 1.0
    money = _money(text, end, numeral, words) if behind in words.behind.money else None
    return money or _measured(text, end, numeral, behind, words)


def _money(text: str, end: int, numeral: Numeral, words: Vocabulary) -> tuple[str, str, int, float] | None:
    """The same of an amount whose currency stands behind it; pounds may be a weight."""
    stop = numeral.end
    money = words.money_after.match(text, stop, end)
    if not money:
        return None
    if money["sign"]:
        return "money", words.signs[money["sign"]], money.end(), 1.0
    longer = words.unit.match(text, stop, end)  # pound-feet
    of_ = money.group().split()[0].lower() in words.lists["of"]
    if (longer and longer.end() > money.end()) or (of_ and numeral.form not in ("vague", "several")):
        return None
    weight = None if money["scale"] else weights.of(text, numeral, money["name"], money.end(), words)
    if weight:
        return *weight, money.end(), 1.0
    scale = words.scales[(money["scale"] or "").lower()] if money["scale"] else 1e6 if money["mega"] else 1.0
    return "money", words.currencies[money["name"].lower()], money.end(), scale


def _measured(text: str, end: int, numeral: Numeral, behind: str, words: Vocabulary) -> tuple[str, str, int, float]:
    stop = numeral.end
    match = words.unit.match(text, stop, end) if behind in words.behind.unit else None
    if match:
        word = match["unit"].lower().replace(" ", "-")
        unit, kind, factor = words.units.get(word) or words.units[word.replace("-", "")]
        if len(word) > 2 or (numeral.form == "digits" and not _letter(text, match)):
            return kind, unit, match.end(), factor
    if behind.startswith(words.behind.times):
        near = text[stop : stop + _TIMES].lower()
        for word in words.behind.times:
            if near.lstrip(" -").startswith(word):
                return "times", "times", stop + near.index(word) + len(word), 1.0
    return "count", "", stop, 1.0


def _letter(text: str, unit: re.Match[str]) -> bool:
    """A letter that is no unit: the G of 5G, the p of "2p.m."."""
    said, stop = unit["unit"], unit.end()
    return len(said) == 1 and (said.isupper() or (text[stop : stop + 1] == "." and text[stop + 1 : stop + 2].isalpha()))
