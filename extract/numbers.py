"""Text -> number expressions as written: digits, number words, fractions, percentages, money, measurements, lengths."""

from __future__ import annotations

from typing import NamedTuple


class Number(NamedTuple):
    """A number expression: text[start:end] is as written, with its sign, magnitude and unit word, without its hedge."""

    start: int
    end: int


def find(text: str, start: int, end: int, language: str = "en") -> list[Number]:
    """The number expressions of text[start:end] in reading order, none overlapping."""
    raise NotImplementedError
