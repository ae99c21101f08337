"""A stretch of text -> its words with offsets, and the lexicon's phrases among them."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import accumulate, compress
from operator import sub
from sys import intern
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")

# U.S., 91,000, mexico + 's, don't; any other sign by itself. Hyphens split: "asylum-seekers" is three words.
# The first branch takes most words and only such that the others take alike; it halves the time of a pass.
_WORD = re.compile(
    r"\s*+(?:[a-z]++(?=[ ,\n])|[^\W\d_]\.(?:[^\W\d_]\.)+|\d+(?:[.,]\d+)*"
    r"|[^\W\d_]+(?:['’](?![sS]\b)[^\W\d_]+)?|['’][sS]\b|\S)"
)
_PART = 1 << 16  # characters of a text that are taken at once
_SPACE = re.compile(r"\s")
_FOLD = {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "‐": "-"}


@dataclass(slots=True)
class Words:
    """The words of a stretch of text: lower case, quotes and dashes folded; starts, ends are offsets into the text."""

    folded: list[str]
    starts: array[int]
    ends: array[int]
    figures: list[int]  # positions of the words that begin with a digit or the sign of a number
    whole: Words | None = field(default=None, compare=False, repr=False)  # of a stretch: the words it is cut from
    first: int = field(default=0, compare=False)  # the position of its first word among those
    stand: dict[Beginnings, Sequence[int]] = field(default_factory=dict, compare=False, repr=False)  # of what was asked
    offsets: dict[Openings, array[int]] = field(default_factory=dict, compare=False, repr=False)  # of matches


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
    found = Words([], array("i"), array("i"), [])
    at = start
    while at < end:
        stop = _stop(text, at, end)
        _add(found, text, at, stop)
        at = stop
    return found


def each(phrases: Sequence[str]) -> list[list[str]]:
    """The folded words of each phrase, all read as one text: ten times as fast as one by one.

    >>> each(["border guard", "U.S. visa"])
    [['border', 'guard'], ['u.s.', 'visa']]
    """
    text = "\n".join(phrases)
    said, found, first = of(text, 0, len(text)), [], 0
    for end in accumulate(len(phrase) + 1 for phrase in phrases):
        last = bisect_left(said.starts, end, first)
        found.append(said.folded[first:last])
        first = last
    return found


def _stop(text: str, start: int, end: int) -> int:
    """Where a part of the text ends that is not too long to be taken at once: before a space."""
    if end - start <= _PART:
        return end
    space = _SPACE.search(text, start + _PART, end)
    return space.start() if space else end


def _add(words: Words, text: str, start: int, end: int) -> None:
    """Add the words of text[start:end]."""
    low = _lower(text[start:end])
    plain = _plain(low)
    spaced = _WORD.findall(low.rstrip())  # with the spaces before them, so that lengths give offsets: twice as fast
    ends = list(accumulate(map(len, spaced), initial=start))[1:]
    folded = list(map(intern, map(str.lstrip, spaced)))  # each word once: a long text's would fill the memory
    starts = list(map(sub, ends, map(len, folded)))
    if plain is not low:
        folded = [intern(plain[a - start : b - start]) for a, b in zip(starts, ends, strict=True)]
    before = len(words.folded)
    if plain.isascii():
        early = compress(range(len(folded)), map(":".__gt__, folded))  # in the order of signs: most words are not
        figures = [i + before for i in early if folded[i][0].isdecimal()]
    else:
        figures = [i for i, word in enumerate(folded, before) if word[0].isnumeric()]
    words.folded += folded
    words.starts.extend(starts)
    words.ends.extend(ends)
    words.figures += figures


def stretch(said: Words, text: str, start: int, end: int) -> Words:
    """Of the words of a text those of text[start:end], as `of` gives them."""
    first = bisect_left(said.starts, start)
    last = bisect_left(said.starts, end, first)
    if (first and said.ends[first - 1] > start) or (last > first and said.ends[last - 1] > end):  # amid a word
        return of(text, start, end)
    figures = said.figures[bisect_left(said.figures, first) : bisect_left(said.figures, last)]
    figures = [i - first for i in figures]
    return Words(said.folded[first:last], said.starts[first:last], said.ends[first:last], figures, said, first)


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


class Beginnings:
    """The words that phrases or patterns begin with."""

    def __init__(self, first: Mapping[str, Set[str] | None]) -> None:
        """first: with each word those of which one stands behind it, None where any may."""
        self.first = first

    def among(self, words: Words) -> Sequence[int]:
        """The positions at which they stand, looked for once in a text."""
        at = words.stand.get(self)
        if at is None:
            first, folded = self.first, words.folded
            found = list(compress(range(len(folded)), map(first.__contains__, folded)))
            behind = [*folded[1:], ""]
            found = [i for i in found if (seconds := first[folded[i]]) is None or behind[i] in seconds]
            at = words.stand[self] = found
        return at


class Index:
    """Beginnings that are looked for together, in one pass over the words of a text."""

    def __init__(self, beginnings: Sequence[Beginnings]) -> None:
        self._all = beginnings
        self._known: dict[str, tuple[list[int], dict[str, list[int]]]] = {}  # which begin so, which with a second word
        for n, beginning in enumerate(beginnings):
            for word, seconds in beginning.first.items():
                alone, longer = self._known.setdefault(word, ([], {}))
                if seconds is None:
                    alone.append(n)
                for second in seconds or ():
                    longer.setdefault(second, []).append(n)

    def look(self, words: Words) -> None:
        """Note in the words where each stands."""
        known, folded = self._known, [*words.folded, ""]
        found = [array("i") for _ in self._all]
        for i in compress(range(len(words.folded)), map(known.__contains__, words.folded)):
            alone, longer = known[folded[i]]
            for n in alone:
                found[n].append(i)
            if folded[i + 1] in longer:
                for n in longer[folded[i + 1]]:
                    found[n].append(i)
        words.stand.update(zip(self._all, found, strict=True))


class Phrases(Beginnings, Generic[T]):
    """Phrases of the lexicon, found in one pass over the words; the longest at a place wins, none overlap."""

    def __init__(self, phrases: Mapping[str, T] | Iterable[tuple[str, T]]) -> None:
        pairs = list(phrases.items() if isinstance(phrases, Mapping) else phrases)
        self._alone: dict[str, list[T]] = {}
        self._longer: dict[str, dict[str, list[tuple[list[str], T]]]] = {}  # by the first and the second word
        for (_, meaning), (first, *rest) in zip(pairs, each([phrase for phrase, _ in pairs]), strict=True):
            alone = self._alone.setdefault(first, [])
            if rest:
                self._longer.setdefault(first, {}).setdefault(rest[0], []).append((rest, meaning))
            else:
                alone.append(meaning)
        for seconds in self._longer.values():
            for entries in seconds.values():
                entries.sort(key=lambda entry: -len(entry[0]))
        super().__init__({word: None if alone else self._longer[word].keys() for word, alone in self._alone.items()})

    def find(self, words: Words, start: int = 0, end: int | None = None) -> list[Hit[T]]:
        """The phrases among the words[start:end], in reading order."""
        folded, longer = words.folded, self._longer
        end = len(folded) if end is None else end
        found: list[Hit[T]] = []
        after = start
        for i in self._here(words, start, end):
            if i < after:
                continue
            word, after = folded[i], i + 1
            for rest, meaning in longer[word].get(folded[after], ()) if word in longer and after < end else ():
                last = i + 1 + len(rest)
                if last <= end and folded[i + 1 : last] == rest:
                    found.append(Hit(i, last, meaning))
                    after = last
                    break
            else:
                if self._alone[word]:
                    found.append(Hit(i, after, self._alone[word][0]))
        return found

    def _here(self, words: Words, start: int, end: int) -> Sequence[int]:
        """Where among the words[start:end] phrases begin."""
        first = words.first
        at = words.whole.stand.get(self) if words.whole else None
        if at is None:
            at, first = self.among(words), 0
        here = bisect_left(at, first + start)
        inside = at[here : bisect_left(at, first + end, here)]
        return [i - first for i in inside] if first else inside


class Openings(Beginnings):
    """The words that a pattern's matches begin with: it need be tried only where one of them stands."""

    def __init__(self, phrases: Iterable[str], figures: bool = False) -> None:
        """Of a longer phrase the second word counts too; figures: numbers in figures also begin a match."""
        self._figures = figures
        seconds: dict[str, set[str] | None] = {}
        for first, *rest in each(list(phrases)):
            known = seconds.setdefault(first, set())
            seconds[first] = known | {rest[0]} if rest and known is not None else None
        super().__init__(seconds)

    def matches(self, pattern: re.Pattern[str], text: str, words: Words, start: int, end: int) -> list[re.Match[str]]:
        """Its matches within text[start:end], left to right, none overlapping; words: the text's or that part's."""
        starts = self.offsets(words.whole or words)
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

    def offsets(self, words: Words) -> array[int]:
        """Where in the text matches may begin."""
        found = words.offsets.get(self)
        if found is None:
            at = self.among(words)
            if self._figures and words.figures:
                at = sorted({*at, *words.figures})
            found = words.offsets[self] = array("i", [words.starts[i] for i in at])
        return found
