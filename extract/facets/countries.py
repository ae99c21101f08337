"""The countries and regions that claims name, in each role: who names one, and how often each is named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from extract import gazetteer
from extract.facets.columns import Array, Coded


class Countries:
    """The country columns of a table of claims."""

    def __init__(self, roles: Mapping[str, Coded]) -> None:
        """roles: a role's column: codes joined by a bar."""
        self._roles = roles
        self.codes = sorted({code for column in roles.values() for cell in column.values for code in _split(cell)})
        self._rows, self._named = self._pairs()

    def _pairs(self) -> tuple[Array, Array]:
        """Each row with each code that it names in some role, once."""
        place = {code: number for number, code in enumerate(self.codes)}
        keys = [np.empty(0, np.int64)]
        for column in self._roles.values():
            cells = [[place[code] for code in _split(cell)] for cell in column.values]
            lengths = np.array([len(cell) for cell in cells], np.int64)
            starts = np.cumsum(lengths) - lengths
            flat = np.array([code for cell in cells for code in cell], np.int64)
            rows = np.flatnonzero(lengths[column.codes])
            of_row = column.codes[rows]
            many = lengths[of_row]
            within = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
            named = flat[np.repeat(starts[of_row], many) + within]
            keys.append(np.repeat(rows, many) * len(self.codes) + named)
        pairs = np.unique(np.concatenate(keys))
        size = max(len(self.codes), 1)
        return (pairs // size).astype(np.int32), (pairs % size).astype(np.int16)

    def named(self, codes: Sequence[str], role: str = "") -> Array:
        """Which rows name one of the codes, a region that lists it or what lies in it, in the role, or in any."""
        wanted = frozenset(codes)
        within = [gazetteer.area(code) for code in codes]
        masks = [
            column.having(lambda cell: any(_fits(code, wanted, within) for code in _split(cell)))
            for name, column in self._roles.items()
            if role in ("", name)
        ]
        found: Array = np.logical_or.reduce(masks)
        return found

    def naming(self, found: Array) -> int:
        """How many of the rows name a country that is no region."""
        names = np.zeros(max(int(self._rows.max(initial=-1)), int(found.max(initial=-1))) + 1, bool)
        country = np.array([gazetteer.members(code) == (code,) for code in self.codes], bool)
        names[self._rows[country[self._named]]] = True
        return int(np.count_nonzero(names[found]))

    def counts(self, found: Array | None = None) -> dict[str, int]:
        """How many rows, of all or of some, name each code in some role, the most frequent first."""
        named = self._named
        if found is not None:
            size = int(max(self._rows.max(initial=-1), found.max(initial=-1))) + 1
            keep = np.zeros(size, bool)
            keep[found] = True
            named = named[keep[self._rows]]
        counts = np.bincount(named, minlength=len(self.codes))
        order = np.argsort(-counts, kind="stable")
        return {self.codes[code]: int(counts[code]) for code in order if counts[code]}


def _split(cell: str) -> list[str]:
    return [code for code in cell.split("|") if code]


def _fits(code: str, wanted: frozenset[str], within: Sequence[frozenset[str]]) -> bool:
    """Whether a code is wanted, has a wanted one for a member, or lies as a whole in a wanted region."""
    if code in wanted or not wanted.isdisjoint(gazetteer.members(code)):
        return True
    own = gazetteer.area(code)
    return bool(own) and any(own <= area for area in within)
