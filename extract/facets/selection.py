"""The rows that the filters leave, and what of them each chart can draw."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from extract import gazetteer
from extract.facets.columns import Array

if TYPE_CHECKING:
    from extract.facets import Facets, Overview

MOST = 120  # marks that a chart draws
_LARGEST = 8  # bars of a chart
_PEOPLE = "people"


class Drawn(NamedTuple):
    """What a measure's chart draws: figures of its main unit, and how many there are."""

    unit: str
    figures: int


class Selection:
    """Row numbers of a library's claims, the newest first; what is asked of them is computed once."""

    def __init__(self, facets: Facets, found: Array) -> None:
        self.facets = facets
        self.found = found

    def __len__(self) -> int:
        return len(self.found)

    @functools.cached_property
    def overview(self) -> Overview:
        """Key figures."""
        return self.facets.overview(self.found)

    @functools.cached_property
    def countries(self) -> Mapping[str, int]:
        """How many rows name each country, the most named first; regions are none."""
        counts = self.facets.countries.counts(self.found)
        return {code: count for code, count in counts.items() if gazetteer.members(code) == (code,)}

    @functools.cached_property
    def nowhere(self) -> int:
        """How many rows name no country; a region is none."""
        return len(self.found) - self.facets.countries.naming(self.found)

    @functools.cached_property
    def publishers(self) -> Mapping[str, int]:
        """How many rows each publisher has, the one with the most first; "" stands for those without one."""
        return self.facets.words["publisher"].counts(self.found)

    @functools.cached_property
    def anonymous(self) -> int:
        """How many documents have no publisher."""
        column = self.facets.words["publisher"]
        rows = self.found[self._having(self.found, publisher="")] if "" in column.values else self.found[:0]
        return len(self.facets.words["document_id"].distinct(rows))

    def newest(self, country: str) -> int | None:
        """The newest row that names a country, None where none does."""
        names = self.facets.countries.named([country])[self.found]
        at = int(np.argmax(names)) if len(names) else 0
        return int(self.found[at]) if len(names) and names[at] else None

    @functools.cached_property
    def total(self) -> tuple[float | None, str]:
        """The sum of the rows, or None and why they may not be added."""
        return self.facets.total(self.found)

    @functools.cached_property
    def _plain(self) -> Array:
        """Those of the rows that a chart may draw: levels above nothing, told for the first time."""
        return self.found[self.facets.plain[self.found]]

    @functools.cached_property
    def measures(self) -> Mapping[str, Drawn]:
        """The measures of which figures have a stated time, the most frequent first; dates and other are none."""
        timed = self._plain[self.facets.timed[self._plain]]
        measures, units = self.facets.words["measure"], self.facets.words["unit"]
        keys = measures.codes[timed].astype(np.int64) * len(units.values) + units.codes[timed]
        found: dict[str, Drawn] = {}
        values, counts = np.unique(keys, return_counts=True)
        for at in np.argsort(-counts, kind="stable"):
            measure, unit = (int(part) for part in divmod(values[at], len(units.values)))
            name = measures.values[measure]
            if name not in ("", "period", "other"):
                found.setdefault(name, Drawn(units.values[unit], int(counts[at])))
        return found

    def over_time(self, measure: str) -> Array:
        """The figures of a measure that have a stated time, in its main unit: the newest, at most MOST."""
        timed = self._plain[self.facets.timed[self._plain]]
        unit = self.measures[measure].unit
        return timed[self._having(timed, measure=measure, unit=unit)][:MOST]

    @functools.cached_property
    def currencies(self) -> Sequence[str]:
        """The currencies of the aid figures, the most frequent first."""
        aid = self._plain[self._having(self._plain, measure="aid") & self.facets.money[self._plain]]
        return list(self.facets.words["unit"].counts(aid))

    def amounts(self, currency: str) -> Array:
        """The aid figures of a currency that a chart may draw."""
        return self._plain[self._having(self._plain, measure="aid", unit=currency)]

    def aid(self, currency: str) -> Array:
        """The largest aid figures of a currency."""
        return self._largest(self.amounts(currency))

    def lacking(self, rows: Array, role: str) -> int:
        """How many of some rows do not state the country of a role."""
        return len(rows) - int(np.count_nonzero(self.facets.words[role].having(bool)[rows]))

    @functools.cached_property
    def _between(self) -> Array:
        """Counts of people from one country to another."""
        people = self._plain[self._having(self._plain, unit=_PEOPLE)]
        return people[self.facets.ways[people] >= 0]

    @functools.cached_property
    def directions(self) -> Mapping[str, int]:
        """The measures of which figures say from where to where, the most frequent first, with their number."""
        return self.facets.words["measure"].counts(self._between)

    def unplaced(self, measure: str) -> tuple[int, int]:
        """How many of a measure's counts of people tell of no way between two countries, and of how many."""
        people = self._plain[self._having(self._plain, measure=measure, unit=_PEOPLE)]
        return int(np.count_nonzero(self.facets.ways[people] < 0)), len(people)

    def flows(self, measure: str) -> Array:
        """Of each way of people the newest figure, and of these the largest; one that is no count where none is."""
        rows = self._between[self._having(self._between, measure=measure)]
        facets = self.facets
        newest = np.lexsort((-facets.value[rows], -facets.days[rows], ~facets.told[rows]))
        _, first = np.unique(facets.ways[rows[newest]], return_index=True)
        return self._largest(rows[newest[np.sort(first)]])

    def _largest(self, rows: Array) -> Array:
        """The rows with the largest values, the largest first."""
        found: Array = rows[np.argsort(-self.facets.value[rows], kind="stable")[:_LARGEST]]
        return found

    def _having(self, rows: Array, **words: str) -> Array:
        keep = np.ones(len(rows), bool)
        for name, word in words.items():
            column = self.facets.words[name]
            code = column.values.index(word) if word in column.values else -1
            keep &= column.codes[rows] == code
        return keep
