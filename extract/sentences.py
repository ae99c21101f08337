"""Document -> sentences: spans of prose sentences, headings, list items and table lines."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

import sentencex

from extract import lexicon

_LINE = re.compile(r"[^\n]+")
_NARROW, _WIDE = 45, 120  # characters of the longest line of a text that was broken into lines of one width
_RAGGED = 22  # characters by which its other lines, but for the last, may be shorter
_BULLETS = "•●▪◦‣·–—"  # which hide the sentences behind them from sentencex
_ENDS = (".", "!", "?", ":", ";", '"', "”", ")", "|")
_LONGEST = 1_000  # characters of a sentence: later stages look at all of it for each of its numbers, and it is kept
_AT_ONCE = 8_000  # characters that sentencex is given; many times the longest sentence, so that each is in one part
_SPACE = r"(?<!\d)\s|\s(?!\d)"  # not that of 12 000
_CUTS = tuple(map(re.compile, (r"[;|]\s", r"[,:–—]\s", _SPACE, r"[^\w\s](?=[^\W\d_])")))  # the best places first
_ANY = re.compile(rf"{_SPACE}|[^\w\s](?=[^\W\d_])")
_NO_NUMBER = re.compile(r"(?![\d.,])")
_LETTER = re.compile(r"[^\W\d_]")


class Sentence(NamedTuple):
    """A sentence's place in the document's text; `paragraph` counts the blocks of lines from 0."""

    start: int
    end: int
    paragraph: int


def split(text: str, language: str = "en") -> list[Sentence]:
    """The sentences of a text in order, without the white space around them.

    A line's end ends a sentence, except within paragraphs whose lines were broken at one width. One of more than
    1,000 characters is cut; what is left of it without a word, or as a single word, is no sentence.
    """
    found: list[Sentence] = []
    for sentence in _uncut(text, language):
        if sentence.end - sentence.start <= _LONGEST:
            found.append(sentence)
        else:
            found += [piece for piece in _cut(text, sentence) if _said(text, piece)]
    return found


class Overlong(NamedTuple):
    """How many characters the sentences have that `split` cut, and how many of these it left out."""

    cut: int
    left: int


def overlong(text: str, language: str = "en") -> Overlong:
    """What `split` makes of sentences that are none: text without full stops, columns of numbers, data."""
    if all(end - start <= _LONGEST for start, end in _paragraphs(text)):  # nearly always, and quickly seen
        return Overlong(0, 0)
    long = [sentence for sentence in _uncut(text, language) if sentence.end - sentence.start > _LONGEST]
    pieces = [piece for sentence in long for piece in _cut(text, sentence)]
    left = sum(piece.end - piece.start for piece in pieces if not _said(text, piece))
    return Overlong(sum(sentence.end - sentence.start for sentence in long), left)


def _uncut(text: str, language: str) -> Iterator[Sentence]:
    for number, (start, end) in enumerate(_paragraphs(text)):
        at = start
        line = text[start:end].replace("\n", " ")
        for piece in _pieces(line if line.isascii() else _bare(line), language):
            bare = piece.strip()
            if bare:
                first = at + piece.index(bare[0])
                yield Sentence(first, first + len(bare), number)
            at += len(piece)


def _cut(text: str, sentence: Sentence) -> Iterator[Sentence]:
    """A sentence that is too long as pieces that are not, but where no word ends within one."""
    start = sentence.start
    while start < sentence.end:
        stop = _stop(text, start, sentence.end)
        bare = text[start:stop].strip()
        if bare:
            first = start + text[start:stop].index(bare[0])
            yield sentence._replace(start=first, end=first + len(bare))
        start = stop


def _said(text: str, piece: Sentence) -> bool:
    """Whether a piece of a long sentence says something: holds a word, and is more than one."""
    return piece.end - piece.start <= _LONGEST and _LETTER.search(text, piece.start, piece.end) is not None


def _stop(text: str, start: int, end: int) -> int:
    """Where a piece that begins at `start` ends: at the best place within its second half, else at the next place."""
    last = start + _LONGEST
    if end <= last:
        return end
    for cut in _CUTS:
        stops = [match.end() for match in cut.finditer(text, start + _LONGEST // 2, last)]
        if stops:
            return stops[-1]
    following = _ANY.search(text, last, end)
    return following.end() if following else end


def _bare(line: str) -> str:
    """With hyphens for bullets and dashes; ten times as fast as str.translate."""
    for sign in _BULLETS:
        line = line.replace(sign, "-")
    return line


def _pieces(text: str, language: str) -> Iterator[str]:
    """sentencex's sentences, cut behind words that it takes for abbreviations: "They fled in May. Guards slept."."""
    whole = _whole(language)
    for piece in _segments(text, language):
        at = 0
        for match in whole.finditer(piece) if whole and "." in piece.rstrip()[:-1] else ():
            yield piece[at : match.end()]
            at = match.end()
        yield piece[at:]


def _segments(text: str, language: str) -> Iterator[str]:
    """sentencex's sentences of a stretch of any length: of many signs its time grows with the square."""
    at = 0
    while len(text) - at > _AT_ONCE:
        last = at + _AT_ONCE
        following = _ANY.search(text, last, last + _AT_ONCE) or _NO_NUMBER.search(text, last)
        end = following.end() if following else len(text)
        segments = sentencex.segment(language, text[at:end])
        whole = segments[:-1] or segments  # the last may go on
        yield from whole
        at += sum(map(len, whole))
    yield from sentencex.segment(language, text[at:])


@lexicon.cached
def _whole(language: str) -> re.Pattern[str] | None:
    words = lexicon.words(language, "grammar").get("no_abbreviations", [])
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\.\s+(?=[^\W\d_a-z])") if words else None


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Each line, or the lines of a paragraph that was broken at one width, together."""
    block: list[tuple[int, int]] = []
    for match in _LINE.finditer(text):
        line = match.span()
        blank = not match.group().strip()
        if block and (blank or line[0] != block[-1][1] + 1):
            yield from _joined(text, block)
            block = []
        if not blank:
            block.append(line)
    yield from _joined(text, block)


def _joined(text: str, block: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The block as one stretch where its lines were broken at one width, else line by line."""
    lengths = [len(text[start:end].rstrip()) for start, end in block]
    if len(block) < 2 or not _NARROW <= max(lengths) <= _WIDE or min(lengths[:-1]) < max(lengths) - _RAGGED:
        return block
    runs_on = sum(_runs_on(text, a, b) for a, b in itertools.pairwise(block))
    return [(block[0][0], block[-1][1])] if 2 * runs_on > len(block) - 1 else block


def _runs_on(text: str, line: tuple[int, int], following: tuple[int, int]) -> bool:
    """The line's sentence goes on in the next line."""
    if text[line[0] : line[1]].rstrip().endswith(_ENDS):
        return False
    first = text[following[0] : following[1]].lstrip()[:1]
    return first.isalnum() or first in "$€£“\"'("
