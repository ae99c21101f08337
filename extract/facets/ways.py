"""From where to where people went, as a claim tells it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from extract import gazetteer, lexicon
from extract.facets.columns import Array, Coded

_SENT = "return"  # of people sent back: the way begins with who sends, as in labels.where
_WORLD = "WORLD"  # no other country than the one it holds


class Way(NamedTuple):
    """Codes of both ends, several joined by a bar."""

    start: str
    end: str


@lexicon.cached
def of(measure: str, actor: str, place: str, origin: str, destination: str) -> Way | None:
    """The way that a claim's roles tell; None where an end is not told, or both are one country."""
    if measure == _SENT:
        starts, end = [actor, place, origin], destination
    else:
        starts, end = [origin], destination or place
    start = next((codes for codes in starts if codes and not _countries(codes) & _countries(end)), "")
    return Way(_sorted(start), _sorted(end)) if start and end and _WORLD not in (start, end) else None


def _countries(codes: str) -> set[str]:
    return {member for code in codes.split("|") for member in (code, *gazetteer.members(code))}


def _sorted(codes: str) -> str:
    return "|".join(sorted(set(codes.split("|"))))


def codes(rows: Array, columns: list[Coded]) -> Array:
    """For each of the rows a number that tells its way from others, -1 for none; each combination is looked at once.

    columns: measure, actor, place, origin, destination.
    """
    keys = np.zeros(len(rows), np.int64)
    for column in columns:
        keys = np.unique(keys * len(column.values) + column.codes[rows], return_inverse=True)[1].astype(np.int64)
    _, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
    known: dict[Way, int] = {}
    found = np.empty(len(first), np.int64)
    for number, row in enumerate(rows[first]):
        way = of(*(column.values[column.codes[row]] for column in columns))
        found[number] = -1 if way is None else known.setdefault(way, len(known))
    return found[inverse]
