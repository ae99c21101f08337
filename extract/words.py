"""A stretch of text -> its words with offsets, and the lexicon's phrases among them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from operator import sub
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")

# U.S., 91,000, mexico + 's, don't; any other sign by itself. Hyphens split: "asylum-seekers" is three words.
# The first branch takes most words and only such that the others take alike; it halves the time of a pass.
_WORD = re.compile(
    r"\s*(?:[a-z]+(?=[ ,\n])|[^\W\d_]\.(?:[^\W\d_]\.)+|\d+(?:[.,]\d+)*"
    r"|[^\W\d_]+(?:['’](?![sS]\b)[^\W\d_]+)?|['’][sS]\b|\S)"
)
_BACKWARDS = re.compile(r"\s*([^\W_]+|\S)")
_FOLD = {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "‐": "-"}


@dataclass(slots=True)
class Words:
    """The words of a stretch of text: lower case, quotes and dashes folded; starts, ends are offsets into the text."""

    folded: list[str]
    starts: list[int]
    ends: list[int]
    figures: list[int]  # positions of the words that begin with a digit or the sign of a number
    openings: dict[Openings, list[int]] = field(default_factory=dict, compare=False)  # where they stand, once asked


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
    low = _lower(text[start:end])
    plain = _plain(low)
    spaced = _WORD.findall(low.rstrip())  # with the spaces before them, so that lengths give offsets: twice as fast
    ends = list(accumulate(map(len, spaced), initial=start))[1:]
    folded = list(map(str.lstrip, spaced))
    starts = list(map(sub, ends, map(len, folded)))
    if plain is not low:
        folded = [plain[a - start : b - start] for a, b in zip(starts, ends, strict=True)]
    figures = [i for i, word in enumerate(folded) if word[0].isnumeric()]
    return Words(folded, starts, ends, figures)


def stretch(said: Words, text: str, start: int, end: int) -> Words:
    """Of the words of a text those of text[start:end], as `of` gives them."""
    first = bisect_left(said.starts, start)
    last = bisect_left(said.starts, end, first)
    if (first and said.ends[first - 1] > start) or (last > first and said.ends[last - 1] > end):  # amid a word
        return of(text, start, end)
    figures = said.figures[bisect_left(said.figures, first) : bisect_left(said.figures, last)]
    return Words(said.folded[first:last], said.starts[first:last], said.ends[first:last], [i - first for i in figures])


def fold(word: str) -> str:
    """Lower case, with plain quotes and dashes; the length stays."""
    return _plain(_lower(word))


def _lower(text: str) -> str:
    low = text.lower()
    return low if len(low) == len(text) else "".join(sign.lower()[0] for sign in text)  # İ


def _plain(low: str) -> str:
    if not low.isascii():
        for sign, plain in _FOLD.items():  # ten times as fast as str.translate
            low = low.replace(sign, plain)
    return low


class Phrases(Generic[T]):
    """Phrases of the lexicon, found in one pass over the words; the longest at a place wins, none overlap."""

    def __init__(self, phrases: Mapping[str, T] | Iterable[tuple[str, T]]) -> None:
        pairs = phrases.items() if isinstance(phrases, Mapping) else phrases
        self._alone: dict[str, list[T]] = {}
        self._longer: dict[str, dict[str, list[tuple[list[str], T]]]] = {}  # by the first and the second word
        for phrase, meaning in pairs:
            first, *rest = of(phrase, 0, len(phrase)).folded
            alone = self._alone.setdefault(first, [])
            if rest:
                self._longer.setdefault(first, {}).setdefault(rest[0], []).append((rest, meaning))
            else:
                alone.append(meaning)
        for seconds in self._longer.values():
            for entries in seconds.values():
                entries.sort(key=lambda entry: -len(entry[0]))

    def find(self, words: Words) -> list[Hit[T]]:
        """The phrases among the words, in reading order."""
        folded, alone, longer = words.folded, self._alone, self._longer
        found: list[Hit[T]] = []
        after = 0
        for i in [i for i, word in enumerate(folded) if word in alone]:
            if i < after:
                continue
            word, behind = folded[i], folded[i + 1 : i + 2]
            for rest, meaning in longer[word].get(behind[0], ()) if behind and word in longer else ():
                after = i + 1 + len(rest)
                if folded[i + 1 : after] == rest:
                    found.append(Hit(i, after, meaning))
                    break
            else:
                after = i + 1
                if alone[word]:
                    found.append(Hit(i, after, alone[word][0]))
        return found


class Openings:
    """The words that a pattern's matches begin with: it need be tried only where one of them stands."""

    def __init__(self, phrases: Iterable[str], figures: bool = False) -> None:
        """Of a longer phrase the second word counts too; figures: numbers in figures also begin a match."""
        self._figures = figures
        self._seconds: dict[str, set[str]] = {}
        self._alone: set[str] = set()
        for phrase in phrases:
            first, *rest = of(phrase, 0, len(phrase)).folded
            self._seconds.setdefault(first, set()).update(rest[:1])
            if not rest:
                self._alone.add(first)

    def matches(self, pattern: re.Pattern[str], text: str, words: Words, start: int, end: int) -> list[re.Match[str]]:
        """Its matches within text[start:end], left to right, none overlapping; words: the text's or that part's."""
        starts = words.openings.get(self)
        if starts is None:
            starts = words.openings[self] = self._starts(words)
        found: list[re.Match[str]] = []
        after = start
        for i in range(bisect_left(starts, start), len(starts)):
            at = starts[i]
            if at >= end:
                break
            if at > after and text[at - 1] == "." and text[at].isdecimal():
                at -= 1  # .5
            match = pattern.match(text, at, end) if at >= after else None
            if match:
                found.append(match)
                after = match.end()
        return found

    def _starts(self, words: Words) -> list[int]:
        folded, seconds, alone = words.folded, self._seconds, self._alone
        found = [
            i
            for i, word in enumerate(folded)
            if word in seconds and (word in alone or not seconds[word].isdisjoint(folded[i + 1 : i + 2]))
        ]
        if self._figures and words.figures:
            found = sorted({*found, *words.figures})
        return [words.starts[i] for i in found]


class Endings:
    """The last words of a pattern that ends where it is asked for: it need be searched only behind one of them."""

    def __init__(self, phrases: Iterable[str]) -> None:
        """Of the words and signs that a match may end with."""
        self._last = frozenset(_last(phrase) for phrase in phrases)

    def before(self, text: str, start: int, at: int) -> bool:
        """Whether text[start:at] ends with one of them, spaces aside."""
        return _last(text[start:at]) in self._last


def _last(text: str) -> str:
    """The last word or sign, read backwards."""
    match = _BACKWARDS.match(text[::-1])
    return match.group(1).lower() if match else ""
