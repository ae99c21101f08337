"""Links that open a page at a sentence: text fragments for web pages, page numbers for PDFs.

URL#:~:text=[prefix-,]start[,end][,-suffix], as https://wicg.github.io/scroll-to-text-fragment/ has it: the first
stretch of the page from `start` to `end`, right behind `prefix` and right before `suffix`, whatever the case and the
white space between words.
"""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote, urlsplit

_WORD = re.compile(r"\S+")
_BARS = "|"  # between the cells of a table's row
_SIDE = 4  # words that begin and end a long sentence
_CONTEXT = (4, 8, 16)  # words before and behind it, where its own are not enough
_DIRECTIVE = ":~:"


class _Term(NamedTuple):
    """What a link looks for; empty parts are left out."""

    start: str
    end: str = ""
    prefix: str = ""
    suffix: str = ""

    def written(self) -> str:
        """As it stands in the address."""
        parts = [_encoded(self.start), _encoded(self.end)]
        if self.prefix:
            parts.insert(0, f"{_encoded(self.prefix)}-")
        if self.suffix:
            parts.append(f"-{_encoded(self.suffix)}")
        return ",".join(filter(None, parts))


class Page:
    """A text as a browser looks through it: words with one space between them, in small letters."""

    def __init__(self, text: str) -> None:
        found = [match.span() for match in _WORD.finditer(text)]
        self._starts = [start for start, _ in found]
        self._words = [text[start:end] for start, end in found]
        self._breaks = [text.count("\n", a, b) for (_, a), (b, _) in itertools.pairwise(found)]  # lines that end
        self._places: list[int] = []  # of each word in the joined words
        at = 0
        for word in self._words:
            self._places.append(at)
            at += len(word) + 1
        self._said = _small(" ".join(self._words))
        self._looked_for: dict[_Term, tuple[int, int] | None] = {}

    def term(self, start: int, end: int) -> _Term | None:
        """What finds a sentence, given by its offsets in the text, and no other stretch of it; None if nothing does."""
        first, last = bisect.bisect_left(self._starts, start), bisect.bisect_left(self._starts, end)
        pieces = self._pieces(first, last)
        if not pieces:
            return None
        first, last = pieces[0][0], pieces[-1][1]
        place = (self._places[first], self._places[last - 1] + len(self._words[last - 1]))
        return next((term for term in self._terms(pieces) if self._kept(term) == place), None)

    def _pieces(self, first: int, last: int) -> list[tuple[int, int]]:
        """The runs of words without a bar or an empty line in them: what stands in one block of the page."""
        pieces: list[tuple[int, int]] = []
        at = first
        for number in range(first, last):
            if self._words[number] == _BARS:
                pieces.append((at, number))
                at = number + 1
            elif number + 1 == last or self._breaks[number] > 1:
                pieces.append((at, number + 1))
                at = number + 1
        return [(a, b) for a, b in pieces if a < b]

    def _terms(self, pieces: list[tuple[int, int]]) -> Iterator[_Term]:
        """The terms to try, the shortest first."""
        (first, break_), (at, last) = pieces[0], pieces[-1]
        whole = self._joined(first, last) if len(pieces) == 1 else ""
        for side in (_SIDE, 3 * _SIDE):
            short = bool(whole) and last - first <= 2 * side
            start = whole if short else self._joined(first, min(first + side, break_))
            end = "" if short else self._joined(max(last - side, at), last)
            yield _Term(start, end)
            for most in _CONTEXT:
                prefix, suffix = self._before(first, most), self._behind(last, most)
                yield from (_Term(start, end, prefix), _Term(start, end, "", suffix), _Term(start, end, prefix, suffix))

    def _joined(self, first: int, last: int) -> str:
        return " ".join(self._words[first:last])

    def _before(self, at: int, most: int) -> str:
        """The words of one block right before a word."""
        first = at
        while first and at - first < most and self._words[first - 1] != _BARS:
            if first < at and self._breaks[first - 1]:
                break
            first -= 1
        return self._joined(first, at)

    def _behind(self, at: int, most: int) -> str:
        """The words of one block right behind a word."""
        last = at
        while last < len(self._words) and last - at < most and self._words[last] != _BARS:
            if last > at and self._breaks[last - 1]:
                break
            last += 1
        return self._joined(at, last)

    def _kept(self, term: _Term) -> tuple[int, int] | None:
        """What a term finds, looked for once: lines that come a thousand times are asked for as often."""
        if term not in self._looked_for:
            self._looked_for[term] = self._found(term)
        return self._looked_for[term]

    def _found(self, term: _Term) -> tuple[int, int] | None:
        """The stretch that a browser takes for a term: the first that fits."""
        start, end, prefix, suffix = (_small(part) for part in term)
        for first, at in _whole(self._said, f"{prefix} {start}" if prefix else start, 0):
            begin = first + len(prefix) + 1 if prefix else first
            if not end:
                if self._goes_on(at, suffix):
                    return begin, at
                continue
            return next(((begin, stop) for _, stop in _whole(self._said, end, at) if self._goes_on(stop, suffix)), None)
        return None

    def _goes_on(self, at: int, suffix: str) -> bool:
        stop = at + 1 + len(suffix)
        return not suffix or (self._said.startswith(suffix, at + 1) and not _inside(self._said, stop, suffix[-1]))


def to(url: str, page: Page | None, start: int, end: int, number: int | None = None) -> str:
    """The address of a sentence, given by its offsets in the page's text, or of a PDF's page, by its number.

    The address itself where nothing tells the sentence from another stretch; empty where it is none of the web's.
    """
    if not of_the_web(url):
        return ""
    address, _, own = url.partition("#")
    if number is not None:
        return f"{address}#page={number}"
    own = own.partition(_DIRECTIVE)[0]
    term = page.term(start, end) if page else None
    plain = f"{address}#{own}" if own else address
    return f"{address}#{own}{_DIRECTIVE}text={term.written()}" if term else plain


def of_the_web(url: str) -> bool:
    """Whether an address is one of http or https that a link may lead to."""
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"[\s<>\"\x00-\x1f]", url)
    except ValueError:
        return False


def _encoded(text: str) -> str:
    """Percent-encoded, also the dash, which separates the parts."""
    return quote(text, safe="").replace("-", "%2D")


def _small(text: str) -> str:
    """In small letters, at the same length."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(sign.lower()[0] for sign in text)


def _whole(text: str, words: str, at: int) -> Iterator[tuple[int, int]]:
    """Where words stand that are not parts of longer ones, from an offset on."""
    while (first := text.find(words, at)) >= 0:
        last = first + len(words)
        if not (_inside(text, first, words[0]) or _inside(text, last, words[-1])):
            yield first, last
        at = first + 1


def _inside(text: str, border: int, sign: str) -> bool:
    """Whether a border lies within a word."""
    if not 0 < border < len(text) or not sign.isalnum():
        return False
    return text[border - 1].isalnum() and text[border].isalnum()
