"""Number expressions that are no claims: clock times, ages, ordinals, names and references, years, a bare "one"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract import lexicon
from extract.numbers import names, scores
from extract.numbers.numerals import Numeral
from extract.numbers.vocabulary import Vocabulary, alternation

if TYPE_CHECKING:
    from extract.numbers import Number

_BEFORE = 40
YEAR = re.compile(r"(?:1[89]|20|21)\d\d")
DIGITS = 4  # of a year
_FIRST_WORD = re.compile(r"[\s\u00a0]*-?([^\W\d_][\w'’]*)")
_TIGHT = re.compile(r"[\w/#§@^]$|[A-Za-z][-–]$|\d[.,:/]$|\[$|[\w)]\($")
_BEHIND_TIGHT = re.compile(
    r"^(?:[:/^]\d|[A-Za-z]{1,2}\d|/|\](?!\w)|(?:st|nd|rd|th)\b|-(?:st|nd|rd|th)\b|\.\d+\.|['’]?s\b|\.[a-z]{2,3}\b|[A-Z])"
)
_CLOSE = 5  # characters, the longest of these before a number
_FACTOR_BEFORE, _FACTOR_BEHIND = re.compile(r"\d\s?×\s?[-−]?$|\d−$"), re.compile(r"\s?×\s?\d|−\d")  # 4×4, 3×10−8
_ITEM, _ITEMS = re.compile(r"[.)](?:[ \t\u00a0]|\n|$)"), 100
_NAME = r"(?<![\w'’-])(?:(?![A-Z])[\w'’-])*+[A-Z][\w'’-]++"
_OLDEST, _OF_AGE = 100, 12
_PHONE = re.compile(r"\+\d[\d ()-]{6,18}\d|(?<![\d.,])(?:\(0\d{1,4}\)|0\d{1,4})(?:[ -]\d{3,4}){2,}(?!\d)")
_PARTS = ("spelled", "fraction", "half")
_BY_UNIT = ("money", "percent", "size")


def phones(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where telephone numbers stand; they begin with a plus or a zero."""
    if text.find("+", start, end) < 0 and text.find("0", start, end) < 0:
        return []
    return [match.span() for match in _PHONE.finditer(text, start, end)]


def alone(
    text: str, start: int, end: int, number: Number, pending: Sequence[Numeral], i: int, words: Vocabulary
) -> bool:
    """Whether the expression is left alone."""
    before, behind = (
        text[max(start, number.start - _BEFORE) : number.start],
        text[number.end : min(end, number.end + 30)],
    )
    if number.form == "digits" and (_year(text, number, behind, words) or _item(text, number)):
        return True
    if scores.of(text, start, end, number, pending, i, words):
        return True
    if number.form == "digits" and _stuck(before, behind, number):
        return True
    if number.kind in _BY_UNIT:
        return False
    table = _tables(words.language)
    prior, first = names.last_word(before).lower().rstrip("."), _FIRST_WORD.match(behind)
    after = first.group(1).lower() if first else ""
    if _age(before, behind, number, after, table, words.language):
        return True
    if number.kind == "length":
        return _article_only(text, number, words)
    if table["address"].match(behind) and number.form == "digits":
        return True
    if table["clock"].match(behind) or table["codes"].match(behind):
        return True
    return _small(text, start, number, prior, after, pending, i, words)


def _item(text: str, number: Number) -> bool:
    """The number of a line in a list: "1. Syria", "2) Mali"."""
    line = text.rfind("\n", 0, number.start) + 1
    alone = number.form == "digits" and number.value < _ITEMS and not text[line : number.start].strip()
    return alone and _ITEM.match(text, number.end) is not None


def _stuck(before: str, behind: str, number: Number) -> bool:
    """Part of a longer sign: COVID-19, 27th, 10:30, A320, [12], 2015/16, 90s."""
    if number.kind in ("money", "percent"):
        return False
    close = before[-_CLOSE:]
    signs = not (close.isascii() and behind.isascii())
    factor = signs and (_FACTOR_BEFORE.search(close) or _FACTOR_BEHIND.match(behind))
    return bool(factor or _TIGHT.search(close) or _BEHIND_TIGHT.match(behind))


def _year(text: str, number: Number, behind: str, words: Vocabulary) -> bool:
    """A bare year, which the dates take; not "2,016", not "2016 people"."""
    short = number.kind == "count" and number.end - number.start == DIGITS
    return short and bool(YEAR.fullmatch(text, number.start, number.end)) and not _counted(behind, words.language)


def _counted(behind: str, language: str) -> bool:
    first = _FIRST_WORD.match(behind)
    return first is not None and first.group(1) in names.people(language)


def _age(
    before: str, behind: str, number: Number, after: str, table: dict[str, re.Pattern[str]], language: str
) -> bool:
    tail = behind.lstrip("- \u00a0").replace("-", " ").lower()
    if number.kind == "length":
        return bool(table["old"].match(tail) and not table["of_things"].match(tail))
    if number.form == "digits" and number.value < 110 and behind.startswith(",") and table["named"].search(before):
        return True
    if table["old"].match(tail) or table["aged"].search(before.lower()):
        return True
    limited = table["limits"].search(before.lower())
    if not limited or number.value >= _OLDEST:
        return False
    prior = before[: limited.start()].lower().split()[-1:]
    return not names.people(language).isdisjoint(prior) or (not after and number.value >= _OF_AGE)


def _article_only(text: str, number: Number, words: Vocabulary) -> bool:
    """ "a year" is no length."""
    return text[number.start : number.end].lower().split()[0] in words.lists["articles"] and number.form not in _PARTS


def _small(
    text: str, start: int, number: Number, prior: str, after: str, pending: Sequence[Numeral], i: int, words: Vocabulary
) -> bool:
    lists = words.lists
    if (
        number.form == "spelled"
        and number.value == 1
        and text[number.start : number.end].lower() in lists["ones_only"][:1]
    ):
        second = _second(text, number)
        if after in lists["one_never_behind"] or second in lists["one_tells"]:
            return True
        if second in lists["one_lost"]:
            return False
        lead = text[max(start, number.start - 10) : number.start].lower().rstrip()
        behind_one = any(lead.endswith(word) for word in lists["one_after"])
        near = any(0 < abs(other.start - number.start) < 60 for j, other in enumerate(pending) if j != i)
        if after and any(lead.endswith(word) for word in lists.get("one_counted", [])):
            return False
        return not (after in lists["one_counts"] or (behind_one and near and bool(after)) or (behind_one and not after))
    if (
        number.form == "spelled"
        and number.value <= 10
        and (after in lists["abstract"] or _second(text, number) in lists["abstract"])
    ):
        return True
    pair = number.value == 2 and number.form == "spelled"
    return pair and after in lists["pairs_behind"] and prior in lists["pairs_before"]


def _second(text: str, number: Number) -> str:
    """The second word behind the number."""
    words = text[number.end : number.end + 40].lower().split()
    return words[1].strip(".,;:") if len(words) > 1 else ""


@lexicon.cached
def _tables(language: str) -> dict[str, re.Pattern[str]]:
    lists, grammar = lexicon.words(language, "numbers")["words"], lexicon.words(language, "grammar")
    verbs = [*grammar["be"], *grammar["have"], *grammar["modal"], *grammar["says"]]
    small = alternation([*verbs, *grammar["prepositions"], *grammar["relative"], *grammar["and"], *grammar["breaks"]])
    of_age = alternation(lists.get("aged_things", []))
    return {
        "clock": re.compile(rf"\s?(?:{alternation(lists['clock'])})\b", re.I),
        "codes": re.compile(rf"\s?(?:{alternation(lists['codes_behind'])})(?![^\W_])", re.I),
        "old": re.compile(rf"(?:{alternation(lists['ages_behind'])}|{alternation(lists['old'])})\b", re.I),
        "of_things": re.compile(rf"\S+\s+(?:[\w’']+\s+){{0,2}}(?:{of_age})\b(?=\s*(?:[^\w\s]|$|(?:{small})\b))"),
        "named": re.compile(rf"(?:{_NAME}|\b(?:{alternation(lists.get('aged_people', []))})), $"),
        "aged": re.compile(rf"\b(?:{alternation(lists['ages_before'])})\b\s*(?:[^\W\d_]+\s+){{0,2}}$", re.I),
        "limits": re.compile(rf"\b(?:{alternation(lists['age_limits'])})\s*$", re.I),
        "address": re.compile(
            rf"\s(?:[A-Z][\w'’]*\s){{1,3}}(?:{alternation(lists.get('streets', []))})\b"
            rf"(?!\s[a-z]+(?:{alternation(lists.get('plural', []))})\b)"
        ),
    }
