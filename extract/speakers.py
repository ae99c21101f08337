"""Sentence -> whom the text credits, as written; and how the sentence is meant: reported, planned, forecast …"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extract.words import Words


class Speaker(NamedTuple):
    """A credit: text[start:end] is who, as written; it holds for the numbers within text[first:last].

    start == end where a quotation's speaker is carried from an earlier sentence and `who` alone is known.
    """

    start: int
    end: int
    first: int
    last: int
    who: str


def find(
    text: str, sentences: Sequence[tuple[int, int]], words: Sequence[Words], language: str = "en"
) -> list[list[Speaker]]:
    """The credits of each sentence of a document, in its order; a quotation that runs on keeps its speaker."""
    raise NotImplementedError
