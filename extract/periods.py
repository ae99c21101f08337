"""Time expressions -> intervals, read against the publication date; and which of them a number refers to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from extract.values import Value


class Time(NamedTuple):
    """A time expression of a sentence.

    start, end: the whole expression, its preposition too ("since January", "in the five months of the year").
    written: the part that is a claim of its own by the guideline ("five months", "8 June 2021"), else None.
    literal: the interval of the written part, as a claim of measure period has it ("2016" is the whole year).
    applies: the interval that it gives to a count ("since January" runs to publication; "this year" ends there).
    kind: date, length or relative (words without a number: "last year", "on Monday"). value: of a length.
    Either end is None where it is not known.
    """

    start: int
    end: int
    written: tuple[int, int] | None
    literal: tuple[dt.date | None, dt.date | None]
    applies: tuple[dt.date | None, dt.date | None]
    kind: str
    value: Value | None


def find(
    text: str, start: int, end: int, values: Sequence[Value], published: str | None, language: str = "en"
) -> list[Time]:
    """The time expressions of text[start:end] in reading order; a date takes the numbers that lie in it."""
    raise NotImplementedError
