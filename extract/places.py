"""Names in a text -> countries and regions; and what is known of a region's members."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from extract import lexicon

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)*")
# the next word of a name: "St. Lucia", "Guinea-Bissau", "Trinidad & Tobago"; a dot only behind a short word
_ACRONYM = r"(?:[^\W\d_]\.){2,}"
_CAPITALISED = r"[A-ZÀ-ÞŞİĞŁŠŽČ][^\W\d_]*(?:['’][^\W\d_]+)*"
_REST = re.compile(
    r"(?:(?<=\b\w\w)\.)?,?[\s\u00a0]*[-‐‑–&]?[\s\u00a0]*((?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)*)"
)
_POSSESSIVE = ("'s", "’s", "'S", "’S")


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


class _Gazetteer(NamedTuple):
    names: dict[str, list[tuple[tuple[str, ...], tuple[str, ...], str]]]  # first word -> rest, codes, kind
    first: re.Pattern[str]
    between: re.Pattern[str]
    border: re.Pattern[str]
    joins: frozenset[str]
    ands: frozenset[str]


def find(text: str, start: int, end: int, language: str = "en") -> list[Place]:
    """The places named in text[start:end] in reading order, none overlapping."""
    gazetteer = _gazetteer(language)
    found: list[Place] = []
    after = start
    for match in gazetteer.first.finditer(text, start, end):
        if match.start() < after:
            continue
        place = _at(text, match, end, gazetteer)
        if place is None:
            continue
        after = place.end
        if place.codes:
            found.append(place)
    return _borders(text, found, gazetteer)


def members(token: str) -> tuple[str, ...]:
    """The countries of a region's token; of a country, itself; empty where a region is too wide to list."""
    regions = {row["token"]: tuple(row["members"].split()) for row in lexicon.rows("regions.csv")}
    return regions.get(token, (token,))


@lexicon.cached
def _names() -> dict[str, str]:
    countries = {row["alpha3"]: row["name"] for row in lexicon.rows("countries.csv")}
    return countries | {row["token"]: row["name"] for row in lexicon.rows("regions.csv")}


def name(code: str) -> str:
    """The name of a country or region: MEX -> Mexico; the code itself where it has none."""
    return _names().get(code, code)


def _at(text: str, match: re.Match[str], end: int, gazetteer: _Gazetteer) -> Place | None:
    """The longest name that begins with the matched word."""
    first, stop = match.group(), match.end()
    key = _plain(first)
    entries = gazetteer.names.get(key)
    if entries is None:
        key = next((key[: -len(tail)] for tail in _POSSESSIVE if key.endswith(tail)), "")
        stop -= 2
        entries = gazetteer.names.get(key)
        if entries is None:
            entries, stop = gazetteer.names.get(key.capitalize()) if key.isupper() and len(key) > 3 else None, stop
    if entries is None and first.isupper() and len(first) > 3:
        stop, entries = match.end(), gazetteer.names.get(key.title())
    for rest, codes, kind in entries or ():
        last = _follow(text, stop, end, rest)
        if last:
            return Place(match.start(), last, codes, kind)
    return None


def _follow(text: str, at: int, end: int, rest: tuple[str, ...]) -> int:
    """The end of the words of a name behind its first one, 0 where they do not follow."""
    for word in rest:
        match = _REST.match(text, at, end)
        if not match:
            return 0
        found = _plain(match.group(1))
        if found != word:
            bare = next((found[: -len(tail)] for tail in _POSSESSIVE if found.endswith(tail)), found)
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


def _borders(text: str, found: list[Place], gazetteer: _Gazetteer) -> list[Place]:
    """Two names joined before the word border are one place of both countries."""
    joined: list[Place] = []
    for place in found:
        if joined and place.kind in ("country", "nationality", "region"):
            last = joined[-1]
            gap = text[last.end : place.start]
            behind = gazetteer.border.match(text, place.end)
            between = gazetteer.between.search(text, max(0, last.start - 24), last.start)
            if (gap.strip() in gazetteer.joins and behind) or (between and gap.strip() in gazetteer.ands):
                codes = tuple(dict.fromkeys(last.codes + place.codes))
                joined[-1] = Place(last.start, behind.end() if behind else place.end, codes, "border")
                continue
        joined.append(place)
    return joined


@lexicon.cached
def _gazetteer(language: str) -> _Gazetteer:
    names: dict[str, list[tuple[tuple[str, ...], tuple[str, ...], str]]] = {}
    for name, codes, kind in _entries(language):
        first, *rest = [_plain(m.group()) for m in _TOKEN.finditer(name)]
        names.setdefault(first, []).append((tuple(rest), codes, kind))
    for entries in names.values():
        entries.sort(key=lambda entry: (-len(entry[0]), entry[2] != "hide"))
    small = sorted({first for first in names if not first[0].isupper()})
    borders = lexicon.words(language, "borders")
    nouns = "|".join(borders.get("nouns", ["(?!)"]))
    return _Gazetteer(
        names,
        re.compile(rf"(?<![\w])(?:{_ACRONYM}|{_CAPITALISED}|(?:{'|'.join(map(re.escape, small))})\b)"),
        re.compile(rf"\b(?:{nouns})\s+(?:{'|'.join(borders.get('between', []))})\s+(?:\w+\s)?$"),
        re.compile(rf"[\s-]+(?:(?:{'|'.join(borders.get('kinds', []))})\s+)?(?:{nouns})\b"),
        frozenset(borders.get("joins", [])),
        frozenset(borders.get("and", [])),
    )  # fmt: skip


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
