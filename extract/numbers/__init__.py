"""Text -> number expressions as written: digits, number words, fractions, percentages, money, measurements, lengths."""

from __future__ import annotations

import re
from typing import NamedTuple

from extract.numbers import leave, numerals, vocabulary
from extract.numbers.numerals import Numeral
from extract.numbers.vocabulary import Vocabulary

_DASH = re.compile(r"\s?[-–—‑]\s?")
_NOUN = re.compile(r"\s+([^\W\d_]+)")
_WINDOW = 14  # characters before a number in which its currency is looked for
_NEARLY = 5  # times the lower bound
_SMALL = 1000  # "4 to 5 million", but "800,000 to 1 million"
_SHARES = 1000  # the most that "one in N" is said of


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


def find(text: str, start: int, end: int, language: str = "en") -> list[Number]:
    """The number expressions of text[start:end] in reading order, none overlapping."""
    words = vocabulary.of(language)
    if not words.scan.search(text, start, end):
        return []
    never = [m.span() for pattern in (words.never, leave.PHONE) for m in pattern.finditer(text, start, end)]
    found: list[Number] = []
    pending = [
        numeral
        for match in words.numeral.finditer(text, start, end)
        if not any(a <= match.start() < b for a, b in never) and (numeral := numerals.of(match, words))
    ]
    i = 0
    while i < len(pending):
        number, used = _expression(text, start, end, pending, i, words)
        if found and words.denominator.search(text, max(start, number.start - _WINDOW), number.start):
            found[-1] = found[-1]._replace(per=_denominator(text, end, number))
        elif not leave.alone(text, start, end, number, pending, i, words):
            found.append(number)
        i += used
        while i < len(pending) and pending[i].start < number.end:
            i += 1
    return found


def _expression(
    text: str, start: int, end: int, pending: list[Numeral], i: int, words: Vocabulary
) -> tuple[Number, int]:
    """The expression that begins with numeral i, and how many numerals it takes."""
    first = pending[i]
    if i + 1 < len(pending):
        second = pending[i + 1]
        gap = text[first.end : second.start]
        share = _share(gap, first, second, words)
        if share is not None:
            return Number(first.start, second.end, share, None, None, "share", "percent", "percent", False), 2
        if _is_range(text, start, gap, first, second, words):
            low, high = _bounds(first, second)
            begin = _sign(text, start, first.start, words)
            kind, unit, stop, factor = _unit(text, end, second, begin, words)
            low, high = low * factor, high * factor
            at = begin[0] if begin else first.start
            return Number(at, stop, (low + high) / 2, low, high, first.form, kind, unit, False), 2
    begin = _sign(text, start, first.start, words)
    kind, unit, stop, factor = _unit(text, end, first, begin, words)
    value = first.value * factor
    at = begin[0] if begin else first.start
    used = 1
    if kind == "money" and not begin and factor == first.factor == 1.0:
        cents = words.cents.match(text, stop, end)
        if cents and i + 1 < len(pending) and pending[i + 1].start == cents.start("in_cents"):
            value, stop, used = round(value + pending[i + 1].value / 100, 2), cents.end(), 2
    return Number(at, stop, value, None, None, first.form, kind, unit, first.plus), used


def _denominator(text: str, end: int, number: Number) -> str:
    """1000 inhabitants."""
    noun = _NOUN.match(text, number.end, end)
    value = f"{number.value:.0f}" if number.value == int(number.value) else f"{number.value}"
    return f"{value} {noun.group(1)}" if noun else value


def _share(gap: str, first: Numeral, second: Numeral, words: Vocabulary) -> float | None:
    """one in five, eight in ten, one in every 113; not "33 out of 181"."""
    said = " ".join(gap.lower().split())
    if said not in words.lists["in_every"] or not 0 < first.value < second.value <= _SHARES:
        return None
    every = said not in ("in",) and len(said) > 2 and said != words.lists["in_every"][-1]
    spelled = first.form == second.form == "spelled"
    if not (
        spelled or (every and first.value == 1) or (first.value == 1 and second.value <= 100 and second.factor == 1)
    ):
        return None
    return round(100 * first.value / second.value, 3)


def _is_range(text: str, start: int, gap: str, first: Numeral, second: Numeral, words: Vocabulary) -> bool:
    if first.form not in ("digits", "spelled") or second.form not in ("digits", "spelled"):
        return False
    low, high = _bounds(first, second)
    if low >= high:
        return False
    bare = gap.strip().lower()
    bare = words.money_before.sub("", bare + " ").strip() if words.money_before.search(gap) else bare
    percent = words.percent.match(text, first.end)
    if percent and percent.end() <= second.start:
        bare = text[percent.end() : second.start].strip().lower()
        if not words.percent.match(text, second.end):
            return False
    before = text[max(start, first.start - _WINDOW) : first.start].lower().split()
    opener = next((w for w in reversed(before) if w.upper() not in words.signs and w not in words.signs), "")
    between = words.lists["between"]
    if bare in ("-", "–", "—", "‑", "‐"):
        return first.form == second.form and (" " not in gap or first.factor == second.factor)
    if opener == between[0] and bare in words.lists["and_range"]:
        return True
    if bare not in words.lists["ranges"] or _from_year(text, first, second):
        return False
    if bare == words.lists["ranges"][0]:
        if opener in words.lists["ranging_behind"]:
            return (before[-2:-1] and before[-2] in words.lists["ranging"]) or _ranging(text, start, first, words)
        return opener not in words.lists["by"] or high <= _NEARLY * low  # "rose by $3m to $40m": two figures
    return high <= 3 * low


def _ranging(text: str, start: int, first: Numeral, words: Vocabulary) -> bool:
    """ "prices range from $200 to $4 million": one range, where "rose from" gives two figures."""
    before = text[max(start, first.start - 2 * _WINDOW) : first.start].lower().split()
    return not set(words.lists["ranging"]).isdisjoint(before)


def _from_year(text: str, first: Numeral, second: Numeral) -> bool:
    """ "in 2017 to $30 million", "the total for 2016 to 47,600": no range."""
    year = leave.YEAR.fullmatch
    return bool(year(text, first.start, first.end)) and not year(text, second.start, second.end)


def _bounds(first: Numeral, second: Numeral) -> tuple[float, float]:
    """1.2 to 1.5 million: the scale stands once."""
    low = first.value
    if first.factor == 1.0 and second.factor > 1.0 and low < _SMALL and low * second.factor <= second.value:
        low *= second.factor
    return low, second.value


def _sign(text: str, start: int, at: int, words: Vocabulary) -> tuple[int, str] | None:
    """Where the currency's sign or code before a number begins, and its code."""
    match = words.money_before.search(text, max(start, at - _WINDOW), at)
    if not match:
        return None
    sign = "".join(match["sign"].split())
    return match.start(), words.signs.get(sign) or words.currencies[sign.lower()]


def _unit(
    text: str, end: int, numeral: Numeral, begin: tuple[int, str] | None, words: Vocabulary
) -> tuple[str, str, int, float]:
    """The kind, the unit and the end of the expression."""
    stop = numeral.end
    if numeral.form in ("fraction", "half"):
        return "percent", "percent", stop, 1.0
    if numeral.form == "times":
        return "times", "times", stop, 1.0
    if begin:
        return "money", begin[1], stop, 1.0
    percent = words.percent.match(text, stop, end)
    if percent:
        return "percent", "percent", percent.end(), 1.0
    money = words.money_after.match(text, stop, end)
    if money and money["sign"]:
        return "money", words.signs[money["sign"]], money.end(), 1.0
    vague = numeral.form in ("vague", "several")
    if money and (vague or money.group().split()[0].lower() not in words.lists["of"]):
        scale = words.scales[(money["scale"] or "").lower()] if money["scale"] else 1e6 if money["mega"] else 1.0
        return "money", words.currencies[money["name"].lower()], money.end(), scale
    return _measured(text, end, numeral, words)


def _measured(text: str, end: int, numeral: Numeral, words: Vocabulary) -> tuple[str, str, int, float]:
    stop = numeral.end
    times = words.lists["times"]
    match = words.unit.match(text, stop, end)
    if match:
        word = match["unit"].lower().replace(" ", "-")
        unit, kind, factor = words.units.get(word) or words.units[word.replace("-", "")]
        if len(word) > 2 or numeral.form == "digits":
            return kind, unit, match.end(), factor
    behind = text[stop : stop + 8].lstrip(" -").lower()
    for word in times:
        if behind.startswith(word.lstrip("-")):
            return (
                "times",
                "times",
                stop + text[stop : stop + 8].lower().index(word.lstrip("-")) + len(word.lstrip("-")),
                1.0,
            )
    return "count", "", stop, 1.0
