"""A number whose time is looked for, in its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extract.periods.vocabulary import Vocabulary


class Sought(NamedTuple):
    """A number whose time is looked for: where it stands, and how it is told.

    start: of the sentence; span: of the number; numbers: the spans of all counted numbers of the sentence.
    ahead: a plan, forecast, budget or appeal, which does not end at publication; planned: "on Wednesday" is the next
    one. promised: money that is promised or asked for: the day on which that was said is not the money's, nor is a
    time in what the money is for. changed: a change, of which the time compared with is not the claim's; multiple:
    "ten times the rate of last year".
    """

    text: str
    start: int
    span: tuple[int, int]
    numbers: Sequence[tuple[int, int]]
    words: Vocabulary
    ahead: bool = False
    planned: bool = False
    promised: bool = False
    changed: bool = False
    multiple: bool = False
