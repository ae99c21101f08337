"""A claims table's columns as arrays of codes: a word that comes a thousand times is held, and looked at, once."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

Array = np.ndarray[Any, np.dtype[Any]]


class Columns(Protocol):
    """A table that gives a column by its name; it need not hold them all at once."""

    @property
    def column_names(self) -> Sequence[str]: ...
    @property
    def num_rows(self) -> int: ...
    def __getitem__(self, name: str, /) -> pa.ChunkedArray: ...
    def chunks(self, name: str, /) -> Iterable[pa.Array]:
        """The same in parts, so that it need not be held whole."""
        ...


class Whole:
    """An Arrow table as such columns."""

    def __init__(self, table: pa.Table) -> None:
        self._table = table
        self.column_names: Sequence[str] = table.column_names
        self.num_rows: int = table.num_rows

    def __getitem__(self, name: str) -> pa.ChunkedArray:
        return self._table[name]

    def chunks(self, name: str) -> Iterable[pa.Array]:
        """The column in the parts that it has."""
        found: Iterable[pa.Array] = self._table[name].chunks
        return found


@dataclass(frozen=True)
class Coded:
    """A column of words: for each row the place of its word among `words`; a missing word is empty."""

    codes: Array
    words: pa.Array

    @functools.cached_property
    def values(self) -> list[str]:
        """The words as Python has them."""
        found: list[str] = self.words.to_pylist()
        return found

    def having(self, wanted: Callable[[str], bool]) -> Array:
        """Which rows' words are wanted; each word is asked about once."""
        return self.mapped(wanted, bool)

    def mapped(self, of: Callable[[str], Any], kind: type) -> Array:
        """What a function makes of each row's word; each word is asked about once."""
        return np.fromiter(map(of, self.values), kind, len(self.values))[self.codes]

    def taken(self, numbers: Array) -> pa.Array:
        """The words of some rows."""
        return self.words.take(pa.array(self.codes[numbers]))

    def distinct(self, numbers: Array) -> Array:
        """The places among the words of those that some rows have."""
        return np.flatnonzero(np.bincount(self.codes[numbers], minlength=len(self.words)))

    def counts(self, numbers: Array | None = None) -> dict[str, int]:
        """How many rows, of all or of some, have each word that comes, the most frequent first."""
        codes = self.codes if numbers is None else self.codes[numbers]
        found = np.bincount(codes, minlength=len(self.words))
        order = np.argsort(-found, kind="stable")
        return {self.values[code]: int(found[code]) for code in order[: np.count_nonzero(found)]}


def coded(column: pa.ChunkedArray) -> Coded:
    """A column of strings, dictionary-encoded or not."""
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    array = column.unify_dictionaries().combine_chunks()
    words = pc.fill_null(array.dictionary.cast(pa.large_string()), "")
    indices = array.indices.cast(pa.int64())
    if indices.null_count:
        empty = pc.index(words, pa.scalar("", pa.large_string())).as_py()
        if empty < 0:
            empty, words = len(words), pa.concat_arrays([words, pa.array([""], pa.large_string())])
        indices = pc.fill_null(indices, empty)
    return Coded(indices.to_numpy().astype(np.min_scalar_type(len(words))), words)


def runs(parts: Iterable[pa.Array], *keys: Array) -> Coded:
    """A column whose word stays the same while the keys do, as claims have their sentence in common."""
    size = len(keys[0])
    new = np.ones(size, bool)
    if size > 1:
        new[1:] = np.logical_or.reduce([key[1:] != key[:-1] for key in keys])
    words, at = [], 0
    for part in parts:
        words.append(part.filter(pa.array(new[at : at + len(part)])).cast(pa.large_string()))
        at += len(part)
    whole = pa.chunked_array(words, pa.large_string()).combine_chunks()
    return Coded((np.cumsum(new) - 1).astype(np.int32), whole)


def floats(column: pa.ChunkedArray) -> Array:
    """A column of numbers, missing ones NaN."""
    return np.asarray(column.cast(pa.float64()).to_numpy(), np.float64)


def whole(column: pa.ChunkedArray) -> Array:
    """A column of whole numbers, missing ones -1."""
    return np.asarray(pc.fill_null(column.cast(pa.int64()), -1).to_numpy(), np.int32)
