"""The lexicon's number words, compiled for a language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import reduce
from itertools import takewhile
from typing import NamedTuple

from extract import lexicon
from extract.words import Openings

SPACE = r"[ \t\u00a0\u2009\u202f]"
_BIG = 1e6
JOIN = rf"(?:{SPACE}+|{SPACE}?[-‐‑]{SPACE}?|{SPACE}*\n{SPACE}*)"

_BEHIND = re.compile(r"[\s‐‑-]*([^\W\d_]+|\S|$)")


class Behind(NamedTuple):
    """The first words of units, as they stand behind a number."""

    percent: frozenset[str]
    money: frozenset[str]
    unit: frozenset[str]
    times: tuple[str, ...]  # the beginnings of words for times


class Vocabulary(NamedTuple):
    """Number words with their values, the patterns made of them, units and currencies."""

    language: str
    plain: dict[str, float]  # one … ninety
    scales: dict[str, float]  # hundred, million, bn, k
    vague: dict[str, float]
    fractions: dict[str, float]
    multiples: dict[str, float]
    lists: dict[str, list[str]]
    openers: Openings  # the words with which a numeral begins
    numeral: re.Pattern[str]
    units: dict[str, tuple[str, str, float]]  # word -> unit, kind, how many of the unit one of it is
    unit: re.Pattern[str]
    money_before: re.Pattern[str]
    money_after: re.Pattern[str]
    signs: dict[str, str]
    currencies: dict[str, str]
    percent: re.Pattern[str]
    behind: Behind
    sign_ends: frozenset[str]  # the currencies' signs and codes: their last sign, or their last two letters
    apart: re.Pattern[str]  # says that "5 or 7" are two figures
    joins: re.Pattern[str]  # what stands between the ends of a range
    never: re.Pattern[str]
    never_openers: Openings
    denominator: re.Pattern[str]
    cents: re.Pattern[str]
    metres: re.Pattern[str]
    minus: re.Pattern[str]
    money_scale: re.Pattern[str]  # the letter behind an amount: £5 m, $2T


def alternation(words: list[str]) -> str:
    """A pattern of any of the words, the longest first; a space in a word is any white space.

    Words with the same beginning share it, so that a place in a text is tried once for all of them.

    >>> alternation(["two", "ten", "tenth", "half"])
    't(?:en(?:th|)|wo)|half'
    """
    signs = [[re.escape(sign) for sign in word] for word in sorted(set(words), key=lambda w: (-len(w), w))]
    return _branches(signs).replace(r"\ ", r"\s+") or r"(?!)"


def _branches(words: list[list[str]]) -> str:
    """A pattern of any of the words, given as their signs, in which the order among those that begin alike stays."""
    by_first: dict[str, list[list[str]]] = {}
    for word in words:
        by_first.setdefault("".join(word[:1]).lower(), []).append(word)
    found: list[str] = []
    for alike in by_first.values():
        if len(alike) == 1 or any(word[:1] != alike[0][:1] for word in alike):
            found += ["".join(word) for word in alike]
        else:
            shared = [signs[0] for signs in takewhile(_same, zip(*alike, strict=False))]
            found.append(f"{''.join(shared)}(?:{_branches([word[len(shared) :] for word in alike])})")
    return "|".join(found)


def _same(signs: tuple[str, ...]) -> bool:
    return len(set(signs)) == 1


@lexicon.cached
def of(language: str) -> Vocabulary:
    """The vocabulary of a language."""
    table = lexicon.words(language, "numbers")
    plain = {**table["ones"], **table["tens"]}
    worded = table["scales"]
    scales = {**worded, **table["short_scales"], **table["letters"], **table.get("amounts", {})}
    vague, fractions, multiples = table["vague"], table["fractions"], table["multiples"]
    lists: dict[str, list[str]] = table["words"]
    lists["codes_behind"] = table["words"].get("codes_behind", [])
    units = _units()
    signs, currencies = _currencies()
    numeral = _numeral(
        plain,
        worded,
        table["short_scales"],
        table["letters"],
        vague,
        fractions,
        multiples,
        lists,
        signs,
        list(lexicon.words(language, "periods")["months"]),
    )
    sizes = alternation([unit.lower() for unit in units])
    return Vocabulary(
        language, plain, scales, vague, fractions, multiples, lists,
        _openers([*plain, *vague, *multiples], [*worded, *fractions], lists),
        numeral, units,
        re.compile(rf"(?:(?:{JOIN}(?:{alternation(lists['unit_adjectives'])}))?{JOIN}|(?<=\d)(?:{SPACE}?))(?P<unit>{sizes.replace(chr(92) + '-', '[- ]')})(?![^\W_])", re.I),
        re.compile(rf"(?<![^\W_])(?P<sign>{_spaced(list(signs), lists['articles'])}|{alternation([c for c in currencies if c.isupper() and c not in lists.get('no_codes', [])])}){SPACE}?$"),
        re.compile(rf"(?:(?:{JOIN}(?:{alternation(lists['of'])}))?{JOIN}|(?<=\d){SPACE}?)(?P<mega>(?:{alternation(lists['mega'])})(?=[A-Z]{{3}}\b))?(?P<name>{_names(currencies, lists)})(?![^\W_])(?:{SPACE}(?P<scale>{alternation(list(worded))})(?![^\W_]))?|{SPACE}?(?P<sign>{alternation([sign for sign in signs if not sign[0].isalpha()])})(?![\w])", re.I),
        signs, {name.lower(): code for name, code in currencies.items()},
        re.compile(rf"(?:{JOIN}|{SPACE}?)(?:{alternation(lists['percent'])})(?![^\W_])", re.I),
        Behind(
            _behind(lists["percent"]),
            _behind([*lists["of"], *signs, *currencies, *(f"{mega}{name}" for mega in lists["mega"] for name in currencies)]),
            _behind([*lists["unit_adjectives"], *units]),
            tuple(word.lstrip("-") for word in lists["times"]),
        ),
        frozenset(sign[-2:] if _plain(sign[-1]) else sign[-1] for sign in [*signs, *filter(str.isupper, currencies)]),
        re.compile(rf"\b(?:{alternation(lists.get('apart', []))})\b", re.I),
        re.compile(rf"[-–—‑‐]|{alternation(lists['ranges'] + lists['and_range'])}", re.I),
        re.compile(rf"(?<![^\W_])(?:{alternation(lists['never'])})(?![^\W_])", re.I),
        Openings(lists["never"]),
        re.compile(rf"\b(?:{alternation(lists['denominators'])})\s+$", re.I),
        re.compile(rf"(?:{JOIN}(?:{alternation(lists['and'])}))?{JOIN}(?P<in_cents>\d\d?(?![\d.,]\d|%)|(?:{alternation(list(plain))})(?:{JOIN}(?:{alternation(list(table['ones']))}))?)(?:{JOIN}(?P<cents>{alternation(lists['cents'])})(?![^\W_])|(?=\s*(?:[.,;:!?)]|$)))", re.I),
        re.compile(rf"\)?[- ]?(?:{alternation(lists['high'])})\b", re.I),
        re.compile(rf"(?<![^\W_]){''.join(f'(?<!{re.escape(words)})' for words in lists.get('no_minus', []))}(?:{alternation(lists.get('minus', []))})[ -]$", re.I),
        re.compile(rf"{SPACE}?(?P<scale>{alternation([*table['letters'], *table.get('amounts', {})])})(?![\w'’-])"),
    )  # fmt: skip


def _openers(words: list[str], parts: list[str], lists: dict[str, list[str]]) -> Openings:
    """The words with which a numeral begins; of the articles those before a scale, a part, "half" or a length of time."""
    many = [word + ending for word in parts for ending in ("", *lists["plural"])]
    lengths = [word for word, (_, kind, _) in _units().items() if kind == "length"]
    behind = [*many, *lists["half"], *lists["and"], *lengths, "-"]
    some = [f"{article} {word}" for article in lists["articles"] for word in behind]
    folds = [word + fold for word in words for fold in lists["fold"]]
    return Openings([*words, *many, *folds, *some, *lists["half"], *lists["few"], *lists["ones_only"]], figures=True)


def behind(text: str, stop: int, end: int) -> str:
    """The word or sign behind a number, with which its unit may begin: its patterns take ten times as long to try."""
    match = _BEHIND.match(text, stop, end)
    return match.group(1).lower() if match else ""


def has_unit(text: str, stop: int, end: int, words: Vocabulary) -> bool:
    """Whether the word behind a number may begin a unit."""
    said, begins = behind(text, stop, end), words.behind
    return said in begins.percent or said in begins.money or said in begins.unit or said.startswith(begins.times)


def _behind(phrases: Iterable[str]) -> frozenset[str]:
    """The first words or signs of phrases, as `behind` has them."""
    return frozenset(match.group(1).lower() for phrase in phrases if (match := _BEHIND.match(phrase)))


def _names(currencies: dict[str, str], lists: dict[str, list[str]]) -> str:
    """A pattern of the currencies' names, and of their codes in capitals: "two top officials" is no money."""
    codes = [code for code in currencies if code.isupper() and code not in lists.get("no_codes", [])]
    return rf"{alternation([name.lower() for name in currencies if not name.isupper()])}|(?-i:{alternation(codes)})"


def _spaced(signs: list[str], articles: list[str]) -> str:
    """A pattern of any of the signs: HK$, also with a space before its last character; not "a $10 fee"."""
    apart = [
        f"{sign[:-1]} {sign[-1]}"
        for sign in signs
        if len(sign) > 1 and sign[-2].isalnum() and not sign[-1].isalnum() and sign[:-1].lower() not in articles
    ]
    return alternation([*signs, *apart])


def _plain(sign: str) -> bool:
    """Whether words end with the sign too."""
    return sign.isalnum() or sign == "."


def _units() -> dict[str, tuple[str, str, float]]:
    rows = lexicon.rows("units.csv")
    return {word: (row["unit"], row["kind"], float(row["factor"])) for row in rows for word in row["words"].split()}


def _currencies() -> tuple[dict[str, str], dict[str, str]]:
    signs: dict[str, str] = {}
    names: dict[str, str] = {}
    for row in lexicon.rows("currencies.csv"):
        for sign in row["signs"].split():
            signs.setdefault(sign, row["code"])
        for name in filter(None, row["words"].split("|")):
            names.setdefault(name, row["code"])
        names.setdefault(row["code"], row["code"])
    return signs, names


def _numeral(
    plain: dict[str, float],
    scales: dict[str, float],
    short: dict[str, float],
    letters: dict[str, float],
    vague: dict[str, float],
    fractions: dict[str, float],
    multiples: dict[str, float],
    lists: dict[str, list[str]],
    signs: dict[str, str],
    months: list[str],
) -> re.Pattern[str]:
    """One numeral, without currency, unit or hedge."""
    no_day = "".join(rf"(?<!\b{month} )" for month in months)
    spaced = rf"(?=\d{{1,3}} \d{{3}})(?<!\d ){no_day}\d{{1,3}}(?: \d{{3}})+(?![\d.,]*\d|[ -]\d)"
    groups = (
        rf"{spaced}|\d{{1,3}}, 0\d\d(?![\d.,]*\d)|"
        + r"\d{1,3}(?:[,\u00a0\u2009\u202f’']\d{3})+(?!\d)(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)(?:\.\d+)?"
    )
    digits = rf"(?<![\w.,-])(?:{groups}|\d+(?:\.\d+)?(?![,.]?\d)|\.\d+(?!\w))"
    stuck = "".join(rf"|(?<={re.escape(sign)})" for sign in signs if sign[-1].isalpha()) + "|(?<=(?<![A-Za-z])[A-Z]{3})"
    digits = digits.replace(r"(?<![\w.,-])", rf"(?:(?<!\w)(?<!\d[.,]){stuck})")
    scale, ones = alternation(list(scales)), alternation(list(plain))
    articles, ands = alternation(lists["articles"]), alternation(lists["and"])
    few, of_ = alternation(lists["few"]), alternation(lists["of"])
    part = alternation(list(fractions))
    half = alternation(lists["half"])
    big = alternation([word for word, value in scales.items() if value >= _BIG])
    once = alternation(lists["ones_only"])
    capitals = alternation([letter for letter, value in letters.items() if letter.isupper() and value >= _BIG])
    apart = rf"|{SPACE}(?-i:{capitals})(?={SPACE}[a-z]{{4}})"  # 8 B people
    edge = r"(?![^\W_])"
    many = rf"(?:{alternation(lists['plural'])})?"
    hedged = (
        "|".join(rf"(?<=\b{re.escape(words)} )" for words in lists["hedged"])
        .replace(r"\ ", r"\s")
        .replace(" )", r"\s)")
    )
    lengths = alternation([word for word, (_, kind, _) in _units().items() if kind == "length" and len(word) > 2])
    word = rf"(?:{ones}|{scale}{many}){edge}"
    spelled = rf"(?:(?:{articles})\s+(?={scale})|)(?:{word})(?:{JOIN}(?:(?:{ands}){JOIN})?(?:{word}))*"
    patterns = {
        "ratio": r"(?<![\w.,/-])\d{1,3}[ -]\d{1,2}/\d{1,2}(?![\w/])|(?<![\w.,/-])\d{0,3}[½¼¾⅓⅔⅛](?!\w)",
        "digits": rf"{digits}(?:{JOIN}?(?:{scale}){edge}(?:{JOIN}(?:{scale}){edge})?|{SPACE}?(?:{alternation(list(short))}){edge}|(?:{alternation(list(letters))}){edge}{apart})?(?P<plus>\+|-plus\b)?",
        "halves": rf"\b(?:{articles}\s+)?(?:{half})(?:\s+(?:{articles})|{JOIN})\s*(?:{scale}){edge}",
        "parts": rf"\b(?:(?:{articles}|{ones}){JOIN})?(?:{part}){many}(?:{JOIN}(?:{of_}){JOIN}(?:{articles}))?{JOIN}(?:{big}){edge}",
        "mixed": rf"\b(?:{ones}|{articles}){JOIN}(?:{ands}){JOIN}(?:{articles}){JOIN}(?:{half}){edge}(?:{JOIN}(?:{scale}){edge})?",
        "several": rf"\b(?:{few})\s+(?:{scale}){many}{edge}",
        "vague": rf"\b(?:{alternation(list(vague))}){edge}(?:\s+(?:{of_})\s+(?:{alternation(list(vague))}){edge})?",
        "fraction": rf"\b(?:(?:{articles}|{once}){JOIN}(?:{part})|(?:{ones})(?:{JOIN}(?:{part})s|[-‐‑](?:{part}))){edge}",
        "half": rf"\b(?:{half}){edge}",
        "folds": rf"\b(?:{ones})[-‐‑]?(?:{alternation(lists['fold'])}){edge}",
        "times": rf"\b(?:{alternation(list(multiples))}){edge}",
        "article": rf"(?:{hedged})(?:{articles})(?={JOIN}(?:{lengths}){edge})",
        "spelled": rf"\b{spelled}(?P<plus2>-plus\b)?",
    }
    return re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in patterns.items()), re.I)


def product(values: list[float]) -> float:
    """The product of a list of factors."""
    return reduce(lambda a, b: a * b, values, 1.0)
