"""A stretch of text -> its words with offsets, and the lexicon's phrases among them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")

# U.S., 91,000, Mexico + 's, don't; any other sign by itself. Hyphens split: "asylum-seekers" is three words.
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’](?![sS]\b)[^\W\d_]+)?|['’][sS]\b|\S")
# where a phrase or a numeral may begin: a digit, a dot before it, a fraction's sign, a word
_OPENING = re.compile(r"(?P<digit>\.?\d|[½¼¾⅓⅔⅛])|[^\W\d_]+")
_FOLD = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "‐": "-"})


class Words(NamedTuple):
    """The words of a stretch of text: lower case, quotes and dashes folded; starts, ends are offsets into the text."""

    folded: list[str]
    starts: list[int]
    ends: list[int]


class Hit(NamedTuple, Generic[T]):
    """A phrase found: words[first:last] and what the lexicon says of it."""

    first: int
    last: int
    meaning: T


def of(text: str, start: int, end: int) -> Words:
    """The words of text[start:end].

    >>> of("Mexico's police detained 91,000.", 0, 32).folded
    ['mexico', "'s", 'police', 'detained', '91,000', '.']
    """
    spans = [m.span() for m in _WORD.finditer(text, start, end)]
    return Words([fold(text[a:b]) for a, b in spans], [a for a, _ in spans], [b for _, b in spans])


def fold(word: str) -> str:
    """Lower case, with plain quotes and dashes; the length stays."""
    low = word.lower()
    if len(low) != len(word):  # İ
        low = "".join(sign.lower()[0] for sign in word)
    return low.translate(_FOLD)


def matches(
    pattern: re.Pattern[str], openers: frozenset[str], text: str, start: int, end: int
) -> Iterator[re.Match[str]]:
    """The matches of a pattern as finditer gives them, looked for only at a digit or one of the words it opens with."""
    after = start
    for token in _OPENING.finditer(text, start, end):
        at = token.start()
        if at < after or not (token["digit"] or token.group().lower() in openers):
            continue
        match = pattern.match(text, at, end)
        if match:
            after = match.end()
            yield match


def first(phrases: Iterable[str]) -> frozenset[str]:
    """The first word of each phrase, as `matches` asks for them."""
    return frozenset(found.group().lower() for phrase in phrases if (found := re.match(r"[^\W\d_]+", phrase)))


class Phrases(Generic[T]):
    """Phrases of the lexicon, found in one pass over the words; the longest at a place wins, none overlap."""

    def __init__(self, phrases: Mapping[str, T] | Iterable[tuple[str, T]]) -> None:
        pairs = phrases.items() if isinstance(phrases, Mapping) else phrases
        self._by_first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for phrase, meaning in pairs:
            first, *rest = of(phrase, 0, len(phrase)).folded
            self._by_first.setdefault(first, []).append((tuple(rest), meaning))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def find(self, words: Words) -> list[Hit[T]]:
        """The phrases among the words, in reading order."""
        folded, by_first = words.folded, self._by_first
        found: list[Hit[T]] = []
        after = 0
        for i, word in enumerate(folded):
            if i < after or word not in by_first:
                continue
            for rest, meaning in by_first[word]:
                last = i + 1 + len(rest)
                if tuple(folded[i + 1 : last]) == rest:
                    found.append(Hit(i, last, meaning))
                    after = last
                    break
        return found
