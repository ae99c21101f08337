"""The claims of one library as arrays: a million of them are chosen from and counted in a fraction of a second.

Rows have numbers, from 0, in the library's order: by document, and in reading order. Nothing here changes once made, so
that sessions share it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, Self

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from extract import gazetteer, labels, table
from extract.claim import COLUMNS, NUMBERS, REVIEW, ROLES
from extract.facets import ways
from extract.facets.columns import Array, Coded, Columns, Whole, coded, floats, runs, whole
from extract.facets.countries import Countries
from extract.facets.selection import MOST, Drawn, Selection
from extract.facets.wanted import Wanted

__all__ = ["MOST", "Array", "Columns", "Drawn", "Facets", "Overview", "Selection", "Wanted"]

_REJECTED = "rejected"
_NONE = "none"  # of a claim that nobody reviewed
_WORDS = tuple(
    name for name in (*COLUMNS, REVIEW[0]) if name not in (*NUMBERS, *table.OFFSETS, "page", "claim_id", "sentence")
)
_ENOUGH = 500  # rows that show whether a sum may be made


class Overview(NamedTuple):
    """How much some rows hold; first and last: the days that their times span, empty where none has one."""

    claims: int
    documents: int
    publishers: int
    countries: int
    first: str
    last: str


class Facets:
    """The claims of one library, columns as arrays."""

    def __init__(self, given: Columns | pa.Table) -> None:
        """given: the table of claims, with the library's review columns or without; each column is asked for once."""
        claims = Whole(given) if isinstance(given, pa.Table) else given
        self._reviewed = REVIEW[0] in claims.column_names
        if not self._reviewed:
            claims = _Unreviewed(claims)
        self.words: dict[str, Coded] = {name: coded(claims[name]) for name in _WORDS}
        self.numbers: dict[str, Array] = {name: floats(claims[name]) for name in (*NUMBERS, REVIEW[1])}
        self._offsets = {name: whole(claims[name]) for name in (*table.OFFSETS, "page")}
        self._ids = claims["claim_id"].cast(pa.large_string()).combine_chunks()
        self._sentences = runs(
            claims.chunks("sentence"), self.words["document_id"].codes, self._offsets["sentence_start"]
        )
        self.value = self._held()
        self._order = self._newest_first()
        self._kept = ~self.words["review"].having(_REJECTED.__eq__)
        self._starts, self._ends = (self.words[name].mapped(_year, np.int16) for name in ("period_start", "period_end"))
        self._first = self.words["repeats"].having("".__eq__)
        self.plain = self.words["statistic"].having("level".__eq__) & self._first & (self.value > 0)
        self.timed = (self._starts > 0) & (self._ends > 0)
        self.money = self.words["unit"].having(labels.is_money)
        ended = self.words["period_end"].mapped(_number, np.int32)
        self.days = np.where(ended > 0, ended, self.words["published"].mapped(_number, np.int32))
        self.told = self.words["modality"].having("reported".__eq__)
        self.ways = self._ways()
        self.countries = Countries({role: self.words[role] for role in ROLES})

    @classmethod
    def of(cls, claims: pd.DataFrame) -> Self:
        """Those of a claims table as pandas has it."""
        return cls(pa.Table.from_pandas(claims, preserve_index=False))

    def __len__(self) -> int:
        return len(self._ids)

    def _held(self) -> Array:
        """The values that hold after review: as corrected, else as read."""
        corrected = self.words["review"].having("corrected".__eq__)
        found: Array = np.where(corrected, self.numbers[REVIEW[1]], self.numbers["value"])
        return found

    def _newest_first(self) -> Array:
        """Row numbers by day of publication, the newest first, else as they are."""
        days = np.array([day.ljust(10, "-") for day in self.words["published"].values], dtype="U10")
        ranks = -np.unique(days, return_inverse=True)[1].astype(np.int32)
        return np.argsort(ranks[self.words["published"].codes], kind="stable").astype(np.int32)

    def _ways(self) -> Array:
        """For each row that tells of people between two countries the number of its way, else -1."""
        found = np.full(len(self), -1, np.int32)
        ends = self.words["origin"].having(bool) | self.words["destination"].having(bool)
        people = self.words["measure"].having(bool) & self.words["unit"].having("people".__eq__)
        rows = np.flatnonzero(self.plain & ends & people)
        columns = [self.words[name] for name in ("measure", "actor", "place", "origin", "destination")]
        found[rows] = ways.codes(rows, columns)
        return found

    def rows(self, numbers: Array | Sequence[int]) -> pd.DataFrame:
        """The rows of numbers, in their order, as the claims table has them; with reviews if the library has them."""
        at = np.asarray(numbers, np.int64)
        found: dict[str, pa.Array] = {}
        for name in (*COLUMNS, *REVIEW):
            if name in self.words:
                found[name] = self.words[name].taken(at)
            elif name in self.numbers:
                found[name] = pa.array(self.numbers[name][at], from_pandas=True)
            elif name in self._offsets:
                values = self._offsets[name][at]
                found[name] = pa.array(values, pa.int64(), mask=values < 0)
            else:
                found[name] = self._ids.take(pa.array(at)) if name == "claim_id" else self._sentences.taken(at)
        if not self._reviewed:
            for name in REVIEW:
                del found[name]
        return table.of_arrow(pa.table(found))

    def number(self, claim_id: str) -> int | None:
        """The row number of a claim, None where there is none."""
        at = pc.index(self._ids, pa.scalar(claim_id, pa.large_string())).as_py() if claim_id else -1
        return None if at < 0 else int(at)

    def claim_id(self, number: int) -> str:
        """The id of a row's claim."""
        return str(self._ids[number].as_py())

    def of_document(self, document_id: str) -> Array:
        """The row numbers of a document's claims, in reading order."""
        found: Array = np.flatnonzero(self.words["document_id"].having(document_id.__eq__))
        return found

    def counts(self, column: str) -> dict[str, int]:
        """How many claims have each word of a column, the most frequent first; rejected ones are left out."""
        return self.words[column].counts(np.flatnonzero(self._kept))

    def select(self, wanted: Wanted) -> Array:
        """The numbers of the rows that fit every filter, the newest first."""
        keep = np.ones(len(self), bool) if wanted.reviews else self._kept.copy()
        codes = (*wanted.countries, *wanted.regions)
        if codes:
            keep &= self.countries.named(codes, wanted.role)
        for name, words in (
            ("measure", wanted.measures), ("status", wanted.statuses), ("publisher", wanted.publishers),
            ("review", wanted.reviews), ("document_id", wanted.documents),
        ):  # fmt: skip
            if words:
                keep &= self.words[name].having(frozenset(words).__contains__)
        for name, words in (("group", wanted.groups), ("said_by", wanted.said_by)):
            if words:
                keep &= self.words[name].having(_holding(words))
        if wanted.first or wanted.last:
            first, last = wanted.first or 0, wanted.last or 9999
            starts = np.where(self._starts > 0, self._starts, self._ends)
            keep &= (starts > 0) & (starts <= last) & ((self._ends == 0) | (self._ends >= first)) & (first <= last)
        if wanted.text.strip():
            keep &= self._saying(wanted.text.strip(), keep)
        found: Array = self._order[keep[self._order]]
        return found

    def _saying(self, text: str, keep: Array) -> Array:
        """Which rows' sentences hold some words; only those of `keep` are looked at."""
        codes = self._sentences.codes
        asked = np.zeros(len(self._sentences.words), bool)
        asked[codes[keep]] = True
        at = np.flatnonzero(asked)
        said = self._sentences.words if len(at) == len(asked) else self._sentences.words.take(pa.array(at))
        held = np.zeros(len(asked), bool)
        held[at] = pc.match_substring(said, text, ignore_case=True).to_numpy(zero_copy_only=False)
        found: Array = held[codes]
        return found

    def years(self) -> list[int]:
        """The years that the claims' times touch first or last, and those between."""
        stated = [int(day[:4]) for name in ("period_start", "period_end") for day in self.words[name].values if day]
        return list(range(min(stated), max(stated) + 1)) if stated else []

    def overview(self, found: Array) -> Overview:
        """Counts of claims, documents, publishers and countries named (regions are none), and the time covered."""
        named = self.countries.counts(found)
        heard, first, last = (
            [column.values[code] for code in column.distinct(found) if column.values[code]]
            for column in (self.words[name] for name in ("publisher", "period_start", "period_end"))
        )
        return Overview(
            len(found), len(self.words["document_id"].distinct(found)), len(heard),
            sum(gazetteer.members(code) == (code,) for code in named), min(first, default=""), max(last, default=""),
        )  # fmt: skip

    def total(self, found: Array) -> tuple[float | None, str]:
        """What table.total says of the rows; a part is asked first, for what forbids its sum forbids that of all."""
        counted = found[self._kept[found] & self._first[found]]
        if len(counted) > _ENOUGH:
            value, why = table.total(self.rows(counted[:_ENOUGH]))
            if value is None:
                return None, why
        return table.total(self.rows(counted))

    def listed(self, found: Array) -> Mapping[str, int]:
        """The documents of some rows, in their order, with how many of the rows each has."""
        column = self.words["document_id"]
        codes, first, counts = np.unique(column.codes[found], return_index=True, return_counts=True)
        return {column.values[codes[at]]: int(counts[at]) for at in np.argsort(first)}


class _Unreviewed:
    """A claims table with the review columns of claims that nobody reviewed."""

    def __init__(self, claims: Columns) -> None:
        self._claims = claims
        self.num_rows = claims.num_rows
        self.column_names = (*claims.column_names, *REVIEW)

    def __getitem__(self, name: str) -> pa.ChunkedArray:
        if name == REVIEW[0]:
            return pa.chunked_array([pa.array([_NONE] * self.num_rows, pa.string())])
        return pa.chunked_array([pa.nulls(self.num_rows, pa.float64())]) if name == REVIEW[1] else self._claims[name]

    def chunks(self, name: str) -> Iterable[pa.Array]:
        """A column of the claims in parts."""
        return self._claims.chunks(name)


def _year(day: str) -> int:
    return int(day[:4]) if day else 0


def _number(day: str) -> int:
    """A day, month or year as a number that grows with time; 0 for none."""
    return int(day.replace("-", "").ljust(8, "0")) if day else 0


def _holding(words: Sequence[str]) -> Callable[[str], bool]:
    """Whether a text holds one of some words, or is empty where that is asked for too."""
    asked = [word.casefold() for word in words if word]
    return lambda text: any(word in text.casefold() for word in asked) or (not text and "" in words)
