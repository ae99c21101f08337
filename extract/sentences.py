"""Document -> sentences: spans of prose sentences, headings, list items and table lines."""

from __future__ import annotations

import re
from typing import NamedTuple

import sentencex

_LINE = re.compile(r"[^\n]+")


class Sentence(NamedTuple):
    """A sentence's place in the document's text; `paragraph` counts the blocks of lines from 0."""

    start: int
    end: int
    paragraph: int


def split(text: str, language: str = "en") -> list[Sentence]:
    """The sentences of a text in order, without the white space around them. A line's end ends a sentence."""
    found: list[Sentence] = []
    for number, line in enumerate(_LINE.finditer(text)):
        at = line.start()
        for piece in sentencex.segment(language, line.group()):
            stripped = piece.strip()
            if stripped:
                start = text.index(stripped, at)
                at = start + len(stripped)
                found.append(Sentence(start, at, number))
    return found
