"""Scores, votes and odds, which are no figures: won 4-1, 112-104, voted 8 to 3, 3-for-4, two to one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.numbers import names
from extract.numbers.numerals import Numeral
from extract.numbers.vocabulary import Vocabulary, has_unit

if TYPE_CHECKING:
    from extract.numbers import Number

_SCORE = re.compile(r"(?<![\w.,$€£-])(\d{1,3})[-–](\d{1,3})(?![\w%/]|[.,]\d|-)")
_NEAR = 8  # characters around a number in which a score is looked for
_BEFORE = 30  # characters in which a change's verb stands: "fell from 8 to 3"
_MOST = 1000


def of(text: str, start: int, end: int, number: Number, pending: Sequence[Numeral], i: int, words: Vocabulary) -> bool:
    """Whether a number is of a score; pending[i] is its first numeral."""
    if number.form == "digits" and _hyphened(text, start, end, number):
        return True
    if number.kind != "count" or number.low is not None:
        return False
    pairs = [(pending[j], pending[j + 1]) for j in (i - 1, i) if 0 <= j < len(pending) - 1]
    return any(_against(text, start, end, first, second, words) for first, second in pairs)


def _hyphened(text: str, start: int, end: int, number: Number) -> bool:
    """ "won 2-1", "ended 2-2", "3-0 up"; a range goes up."""
    first, last = max(start, number.start - _NEAR), min(end, number.end + _NEAR)
    near = text[first:last]
    return ("-" in near or "–" in near) and any(
        match.start() <= number.start < match.end() and int(match[1]) >= int(match[2])
        for match in _SCORE.finditer(text, first, last)
    )


def _against(text: str, start: int, end: int, first: Numeral, second: Numeral, words: Vocabulary) -> bool:
    """ "8 to 3", "3-for-4"; "fell from 8 to 3 percent" not."""
    gap = text[first.end : second.start].lower()
    if gap.strip().strip("-") not in words.lists["against"]:  # most
        return False
    if first.factor != 1.0 or second.factor != 1.0 or first.value >= _MOST or has_unit(text, second.end, end, words):
        return False
    if gap.startswith("-") and gap.endswith("-"):
        goes_up = first.value < second.value and gap.strip("-") == words.lists["against"][0]  # a 2-to-3 year span
        return not goes_up
    if gap.strip() != words.lists["against"][0] or first.value <= second.value:
        return False
    moved = {*words.lists["ranging_behind"], *words.lists["moved"], *words.lists["by"]}
    before = text[max(start, first.start - _BEFORE) : first.start].lower().split()
    behind = text[second.end : min(end, second.end + _BEFORE)]
    return moved.isdisjoint(before) and not names.counts(behind, words.language)
