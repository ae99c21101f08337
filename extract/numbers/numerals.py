"""One numeral -> its value: "91,000", "1.2 million", "twenty-one", "half a million", "tens of thousands", "a fifth"."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

from extract.numbers.vocabulary import Vocabulary

_GROUPS = re.compile(r"[, \u00a0\u2009\u202f’']")
_WORD = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"[\d.](?:[\d,.\u00a0\u2009\u202f’']|[ ](?=\d))*")
_BIG = 1000.0
_HUNDRED = 100.0
_TWO = 2
_WORDS = 16  # of a numeral, "and" aside: nine hundred ninety-nine billion nine hundred …
_MOST = 1e18  # beyond it numbers are codes and columns, and in the end no floats: no figure of news is as large


class Numeral(NamedTuple):
    """text[start:end] and its value; form: digits spelled several vague fraction times; factor: its scale or 1."""

    start: int
    end: int
    value: float
    form: str
    factor: float
    plus: bool


def of(match: re.Match[str], words: Vocabulary) -> Numeral | None:
    """The numeral of a match of the vocabulary's pattern, None where its words make no number or one beyond 10^18."""
    found = _of(match, words)
    return found if found and found.value < _MOST else None  # which NaN is not either


def _of(match: re.Match[str], words: Vocabulary) -> Numeral | None:
    form = match.lastgroup or ""
    if form in ("plus", "plus2"):
        form = "digits" if match["digits"] else "spelled"
    written = match.group()
    plus = bool(match["plus"] or match["plus2"])
    factor = 1.0
    if form == "digits":
        written = written.removesuffix(match["plus"] or "")
        end = match.end() - (match["plus"] is not None) * len(match["plus"] or "")
        if written[-1] == "m" and written[-2].isdigit() and _metres(match, end, words):
            written, end = written[:-1], end - 1
            value, factor = _digits(written, words)
            return Numeral(match.start(), end, value, form, factor, False)
        value, factor = _digits(written, words)
    elif form == "ratio":
        value, form = _ratio(written), "digits"
    else:
        found, form = _in_words(written.removesuffix(match["plus2"] or ""), form, words)
        if found is None:
            return None
        value = found
        factor = _scale(written, words) if form == "spelled" else 1.0
    return Numeral(match.start(), match.end(), value, form, factor, plus)


def several(match: re.Match[str], words: Vocabulary) -> list[Numeral]:
    """The numerals of a match: mostly one; "five and seven" and "three six-bed" are two, none is of "one two three"."""
    one = of(match, words)
    if one or match.lastgroup != "spelled":
        return [one] if one else []
    text, found = match.string, list[Numeral]()
    spans = [m.span() for m in _WORD.finditer(text, *match.span()) if m.group().lower() not in words.lists["and"]]
    while spans and len(found) < _TWO:
        for last in range(min(len(spans), _WORDS), 0, -1):
            first, end = spans[0][0], spans[last - 1][1]
            value = _spelled(text[first:end], words)
            if value is not None and value < _MOST:
                found.append(Numeral(first, end, value, "spelled", _scale(text[first:end], words), False))
                del spans[:last]
                break
        else:
            return []
    return found if len(found) == _TWO and not spans else []


def _in_words(written: str, form: str, words: Vocabulary) -> tuple[float | None, str]:
    """The value of a numeral in words, and its form."""
    if form in ("vague", "several"):
        return _vague(written, words), form
    if form == "parts":
        return _part(written, words), "spelled"
    if form in ("fraction", "half"):
        return _fraction(written, words), form
    if form == "folds":
        return _fold(written, words), "times"
    if form == "times":
        return words.multiples[written.lower()], form
    return (1.0 if form == "article" else _spelled(written, words)), "spelled"


def _scale(written: str, words: Vocabulary) -> float:
    """The scale of a numeral of one word and a scale: 1,000 of "five thousand"."""
    said = _WORD.findall(written.lower())
    return words.scales.get(said[-1], 1.0) if len(said) == 2 and said[0] in words.plain else 1.0


def _metres(match: re.Match[str], end: int, words: Vocabulary) -> bool:
    """ "6m high", "(6m)": not millions."""
    opening = match.string[match.start() - 1 : match.start()] == "("
    return bool(words.metres.match(match.string, end)) or (opening and match.string[end : end + 1] == ")")


def _digits(written: str, words: Vocabulary) -> tuple[float, float]:
    bare = written.replace(",", "")
    if bare.isdecimal():  # most numbers
        return float(bare), 1.0
    digits = "".join(_DIGITS.findall(written)[:1])
    factor = 1.0
    for word in _WORD.findall(written[len(digits) :]):
        factor *= words.scales.get(word) or words.scales.get(word.lower(), 1.0)
    return float(Decimal(_GROUPS.sub("", digits)) * Decimal(factor)), factor  # exact: 8.2 billion is 8200000000


def _ratio(written: str) -> float:
    """2 1/2 and 2½."""
    found = [unicodedata.numeric(sign) for sign in written if not sign.isdecimal() and sign.isnumeric()]
    *whole, over, under = re.findall(r"\d+", written) if "/" in written else [*re.findall(r"\d+", written), "0", "1"]
    return sum(map(float, whole)) + sum(found) + (float(over) / float(under) if float(under) else 0.0)


def _vague(written: str, words: Vocabulary) -> float:
    value = 1.0
    for word in _WORD.findall(written.lower()):
        value *= words.vague.get(word) or words.scales.get(word) or words.scales.get(_one(word, words), 1.0)
    return value


def _fold(written: str, words: Vocabulary) -> float:
    """Tenfold, twenty-fold."""
    bare = written.lower()
    said = next(word for word in sorted(words.plain, key=len, reverse=True) if bare.startswith(word))
    return words.plain[said]


def _part(written: str, words: Vocabulary) -> float:
    """Three quarters of a billion."""
    scale = words.scales[_WORD.findall(written.lower())[-1]]
    return round(_fraction(written, words) / 100 * scale, 2)


def _fraction(written: str, words: Vocabulary) -> float:
    top, bottom = 1.0, 1.0
    for word in _WORD.findall(written.lower()):
        if word in words.plain:
            top = words.plain[word]
        bottom = words.fractions.get(word) or words.fractions.get(_one(word, words), bottom)
    return round(top * bottom * 100, 4)


def _one(word: str, words: Vocabulary) -> str:
    """A plural as one: millions -> million."""
    return word.removesuffix(words.lists["plural"][0])


def _spelled(written: str, words: Vocabulary) -> float | None:
    """Two hundred and forty thousand; half a million; one and a half million. None for "one two"."""
    total = current = 0.0
    previous = 0.0
    half = 0.0
    for word in _WORD.findall(written.lower()):
        if word in words.lists["articles"]:
            current = current or 0.0
        elif word in words.lists["half"]:
            half = 0.5
        elif word in words.plain:
            value = words.plain[word]
            if previous and previous < _HUNDRED and not (previous >= 20 and previous % 10 == 0 and 0 < value < 10):
                return None
            current += value
            previous = value
        elif word in words.scales or _one(word, words) in words.scales:
            scale = words.scales.get(word) or words.scales[_one(word, words)]
            current = (current or (0.0 if half else 1.0)) + half
            half = 0.0
            if scale >= _BIG:
                total, current = total + current * scale, 0.0
            else:
                current *= scale
            previous = scale
    return total + current + half
