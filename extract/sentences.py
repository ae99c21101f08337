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


class Sentence(NamedTuple):
    """A sentence's place in the document's text; `paragraph` counts the blocks of lines from 0."""

    start: int
    end: int
    paragraph: int


def split(text: str, language: str = "en") -> list[Sentence]:
    """The sentences of a text in order, without the white space around them.

    A line's end ends a sentence, except within paragraphs whose lines were broken at one width.
    """
    found: list[Sentence] = []
    for number, (start, end) in enumerate(_paragraphs(text)):
        at = start
        line = text[start:end].replace("\n", " ")
        for piece in _pieces(line if line.isascii() else _bare(line), language):
            bare = piece.strip()
            if bare:
                first = at + piece.index(bare[0])
                found.append(Sentence(first, first + len(bare), number))
            at += len(piece)
    return found


def _bare(line: str) -> str:
    """With hyphens for bullets and dashes; ten times as fast as str.translate."""
    for sign in _BULLETS:
        line = line.replace(sign, "-")
    return line


def _pieces(text: str, language: str) -> Iterator[str]:
    """sentencex's sentences, cut behind words that it takes for abbreviations: "They fled in May. Guards slept."."""
    whole = _whole(language)
    for piece in sentencex.segment(language, text):
        at = 0
        for match in whole.finditer(piece) if whole and "." in piece.rstrip()[:-1] else ():
            yield piece[at : match.end()]
            at = match.end()
        yield piece[at:]


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
