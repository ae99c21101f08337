"""Names in a text -> countries and regions."""

from __future__ import annotations

import functools
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from extract import lexicon
from extract.words import Beginnings, Words, each, of

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’][^\W\d_]+)*")
# the next word of a name: "St. Lucia", "Guinea-Bissau", "Trinidad & Tobago"; a dot only behind a short word
_ACRONYM = r"(?:[^\W\d_]\.){2,}"
_CAPITALISED = r"[A-ZÀ-ÞŞİĞŁŠŽČ][^\W_]*(?:['’][^\W\d_]+)*"
_REST = re.compile(rf"(?:(?<=\b\w\w)\.)?,?\s*+(?:[-‐‑–&]\s*+)?({_ACRONYM}|[^\W_]+(?:['’][^\W\d_]+)*)")
_NATIONS = ("country", "city", "capital", "subdivision")
_ACRONYMS = 3  # letters of the longest word in capitals that is no name in capitals
_TITLE = 12  # characters before a name in which a title is looked for
_ODD = re.compile(r"[^\x00-\x7f]|'")  # of the words that are looked at more closely
_CURRENCY = frozenset("$€£¥")  # US$550 is no place
_SURNAME = re.compile(r"\s([A-Z][a-z]+)(?![a-z])")


class Place(NamedTuple):
    """A name that stands for one or more countries or a region.

    codes: ISO 3166-1 alpha-3 (Kosovo XKX) or region tokens ("EU"). kind: country, nationality (Syrian, Syrians),
    capital, city, subdivision (state, province, island), region, sea, border ("US-Mexico border": both codes),
    institution (Border Patrol, Frontex, Home Office), person (heads of state and government and their deputies).
    """

    start: int
    end: int
    codes: tuple[str, ...]
    kind: str


class _Vocabulary(NamedTuple):
    names: dict[str, list[tuple[tuple[str, ...], tuple[str, ...], str]]]  # first word -> rest, codes, kind
    seconds: dict[str, frozenset[str]]  # first word -> the second words of its names
    folded: dict[str, frozenset[str] | None]  # the same as words.of has them; None where the first word is a name
    beginnings: Beginnings  # of these the first words
    first: re.Pattern[str]
    between: re.Pattern[str]
    border: re.Pattern[str]
    joins: frozenset[str]
    ands: frozenset[str]
    title: re.Pattern[str]
    first_names: frozenset[str]
    no_surnames: frozenset[str]
    possessives: tuple[str, ...]


def find(text: str, start: int, end: int, language: str = "en", said: Words | None = None) -> list[Place]:
    """The places named in text[start:end] in reading order, none overlapping; said: its words, where known."""
    if start >= end:
        return []
    vocabulary = _vocabulary(language)
    found: list[Place] = []
    after = read = start
    for at in _starts(text, start, end, said or of(text, start, end), vocabulary):
        match = vocabulary.first.match(text, at, end) if at >= read else None
        if not match:
            continue
        read = match.end()
        if match.start() < after or text[read : read + 1] in _CURRENCY:
            continue
        place = _at(text, match, end, vocabulary)
        if place is None:
            continue
        after = place.end
        if place.codes:
            found.append(place)
    return _borders(text, found, vocabulary)


def _starts(text: str, start: int, end: int, said: Words, vocabulary: _Vocabulary) -> list[int]:
    """Where the words stand with which names begin, also behind an apostrophe: dell'Italia."""
    folded, starts, known = said.folded, said.starts, vocabulary.folded
    found: list[int] = []
    behind = [*folded[1:], ""]
    for i in vocabulary.beginnings.among(said):
        seconds, word = known[folded[i]], behind[i]
        if seconds is None or word in seconds or not (word.isascii() and word.isalnum()):  # which needs a closer look
            found.append(starts[i])
    for i in sorted({bisect_right(starts, odd.start()) - 1 for odd in _ODD.finditer(text, start, end)}):
        word = folded[i] if i >= 0 else ""
        if word in known:
            continue
        if not word.isascii():
            found.append(starts[i])
        elif "'" in word and word.rpartition("'")[2] in known:
            found += [starts[i], starts[i] + word.rindex("'") + 1]
    return sorted(found)


def beginnings(language: str) -> Beginnings:
    """The first words of names."""
    return _vocabulary(language).beginnings


def _at(text: str, match: re.Match[str], end: int, vocabulary: _Vocabulary) -> Place | None:
    """The longest name that begins with the matched word; nothing where it is a person's."""
    for key, length in _keys(match.group(), vocabulary.possessives):
        names, stop = vocabulary.names.get(key), match.start() + length
        if not names:
            continue
        longer = _goes_on(text, stop, end, vocabulary.seconds[key], vocabulary.possessives)
        for rest, codes, kind in names:
            last = stop if not rest else _follow(text, stop, end, rest, vocabulary.possessives) if longer else 0
            if last:
                person = kind in _NATIONS and _of_person(text, match, last, vocabulary)
                return Place(match.start(), last, () if person else codes, kind)
    return None


@functools.lru_cache(maxsize=4096)
def _keys(written: str, possessives: tuple[str, ...]) -> list[tuple[str, int]]:
    """The forms under which a word may stand in the vocabulary, with their lengths: Mexico's, MEXICO."""
    first, stop = _plain(written), len(written)
    if not first.endswith(possessives):
        return [(first, stop), (first.title(), stop)] if len(first) > _ACRONYMS and first.isupper() else [(first, stop)]
    tail = next((tail for tail in possessives if first.endswith(tail)), "")
    keys = [(first, stop)] + ([(first[: -len(tail)], stop - len(tail))] if tail else [])
    return keys + [(key.title(), at) for key, at in keys if key.isupper() and len(key) > _ACRONYMS]


def _of_person(text: str, match: re.Match[str], last: int, vocabulary: _Vocabulary) -> bool:
    """Mr Jordan; Georgia Miller."""
    if vocabulary.title.search(text, max(0, match.start() - _TITLE), match.start()):
        return True
    behind = _SURNAME.match(text, last) if match.group() in vocabulary.first_names else None
    return behind is not None and behind[1].lower() not in vocabulary.no_surnames


def _goes_on(text: str, at: int, end: int, seconds: frozenset[str], possessives: tuple[str, ...]) -> bool:
    """Whether the word behind a name's first one can be its second: of the names with "New" few need a closer look."""
    match = _REST.match(text, at, end) if seconds else None
    if not match:
        return False
    found = bare = _plain(match.group(1))
    if found.endswith(possessives):
        bare = next(found[: -len(tail)] for tail in possessives if found.endswith(tail))
    return found in seconds or bare in seconds or bare.title() in seconds


def _follow(text: str, at: int, end: int, rest: tuple[str, ...], possessives: tuple[str, ...]) -> int:
    """The end of the words of a name behind its first one, 0 where they do not follow."""
    for word in rest:
        match = _REST.match(text, at, end)
        if not match:
            return 0
        found = _plain(match.group(1))
        if found != word:
            bare = next((found[: -len(tail)] for tail in possessives if found.endswith(tail)), found)
            if bare != word and bare.title() != word:
                return 0
            at = match.start(1) + len(bare)
        else:
            at = match.end()
    return at


def _plain(word: str) -> str:
    """Without accents and with plain quotes; for looking up only."""
    if word.isascii():
        return word
    bare = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    return bare.replace("’", "'")


def _borders(text: str, found: list[Place], vocabulary: _Vocabulary) -> list[Place]:
    """Two names joined before the word border are one place of both countries."""
    joined: list[Place] = []
    for place in found:
        if joined and place.kind in ("country", "nationality", "region"):
            last = joined[-1]
            gap = text[last.end : place.start].strip()
            joins, ands = gap in vocabulary.joins, gap in vocabulary.ands
            behind = vocabulary.border.match(text, place.end) if joins or ands else None
            if (joins and behind) or (ands and vocabulary.between.search(text, max(0, last.start - 24), last.start)):
                codes = tuple(dict.fromkeys(last.codes + place.codes))
                joined[-1] = Place(last.start, behind.end() if behind else place.end, codes, "border")
                continue
        joined.append(place)
    return joined


@lexicon.cached
def _vocabulary(language: str) -> _Vocabulary:
    names: dict[str, list[tuple[tuple[str, ...], tuple[str, ...], str]]] = {}
    for name, codes, kind in _entries(language):
        first, *rest = [_plain(m.group()) for m in _TOKEN.finditer(name)]
        names.setdefault(first, []).append((tuple(rest), codes, kind))
    for entries in names.values():
        entries.sort(key=lambda entry: (-len(entry[0]), entry[2] != "hide"))
    seconds = {first: frozenset(rest[0] for rest, _, _ in entries if rest) for first, entries in names.items()}
    folded = _folded(names)
    small = sorted({first for first in names if not first[0].isupper()})
    borders = lexicon.words(language, "borders")
    nouns, between, kinds, titles = (_any(borders.get(name, [])) for name in ("nouns", "between", "kinds", "titles"))
    return _Vocabulary(
        names, seconds, folded, Beginnings(dict.fromkeys(folded)),
        re.compile(rf"(?<![\w])(?:{_ACRONYM}|{_CAPITALISED}|(?:{_any(small)})\b)"),
        re.compile(rf"\b(?:{nouns})\s+(?:{between})\s+(?:\w+\s)?$"),
        re.compile(rf"[\s-]+(?:(?:{kinds})\s+)?(?:{nouns})\b"),
        frozenset(borders.get("joins", [])),
        frozenset(borders.get("and", [])),
        re.compile(rf"\b(?:{titles})\.?\s+$", re.I),
        frozenset(borders.get("first_names", [])),
        frozenset(borders.get("no_surnames", [])),
        tuple(borders.get("possessives", [])),
    )  # fmt: skip


def _folded(
    names: Mapping[str, Sequence[tuple[tuple[str, ...], tuple[str, ...], str]]],
) -> dict[str, frozenset[str] | None]:
    """The first words of names as words.of has them -> their second words, None where one word is a name."""
    found: dict[str, frozenset[str] | None] = {}
    behind = [rest[0] for entries in names.values() for rest, _, _ in entries if rest]
    heads = {second: said[0] for second, said in zip(behind, each(behind), strict=True)}
    for (word, *more), entries in zip(each(list(names)), names.values(), strict=True):
        seconds = [rest[0] for rest, _, _ in entries if rest]
        alone = more or len(seconds) < len(entries) or found.get(word, frozenset()) is None
        folded = frozenset(map(heads.__getitem__, seconds))
        found[word] = None if alone else folded | (found.get(word) or frozenset())
    return found


def _any(words: list[str]) -> str:
    """A pattern of any of the words, of nothing where there are none."""
    return "|".join(map(re.escape, words)) or "(?!)"


def _entries(language: str) -> list[tuple[str, tuple[str, ...], str]]:
    found: list[tuple[str, tuple[str, ...], str]] = []
    for row in lexicon.rows("countries.csv"):
        code = (row["alpha3"],)
        for column, kind in (
            ("name", "country"),
            ("names", "country"),
            ("nationality", "nationality"),
            ("capitals", "capital"),
        ):
            found += [(name, code, kind) for name in row[column].split("|") if name]
    for row in lexicon.rows(f"{language}/places.csv"):
        found.append((row["name"], tuple(filter(None, row["codes"].split("|"))), row["kind"]))
    return found
