"""Parquet files of claims, the parts of a data set: each is checked, and its columns are read one at a time."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
from pyarrow import parquet

from extract import claim, table
from extract.library import rows

_ROWS = 20_000  # that are read at once
_MEND = "delete it, and write it again: the same extract makes what is missing"
_WORDS = {name for name, kind in rows.kinds().items() if pa.types.is_dictionary(kind)}


class PartError(Exception):
    """A part that cannot be read; the message names it, why, and the remedy."""


class Part(NamedTuple):
    """A file that is a table of claims: how it is called, where it lies on this machine, how many rows it has."""

    name: str
    path: Path
    rows: int
    reviewed: bool

    def column(self, name: str) -> Iterator[pa.Array]:
        """A column with the type of `rows.kinds`, piece by piece; of claims that nobody reviewed, a review is none."""
        for found in self.columns([name]):
            yield found.column(0)

    def columns(self, names: Sequence[str]) -> Iterator[pa.RecordBatch]:
        """Columns likewise, side by side."""
        kept = [name for name in names if self.reviewed or name not in claim.REVIEW]
        if not self.rows:
            return
        with _told(self.name), _opened(self.path, [name for name in kept if name in _WORDS]) as file:
            for batch in file.iter_batches(_ROWS, columns=kept or ["value"], use_threads=False):
                yield pa.RecordBatch.from_arrays([_typed(batch, name) for name in names], names=list(names))

    def told(self) -> Iterator[tuple[Any, ...]]:
        """The rows of `rows.COLUMNS`, missing numbers None, missing words empty."""
        for batch in self.columns(rows.COLUMNS):
            yield from table.rows(table.of_arrow(pa.Table.from_batches([batch])))

    def reads(self) -> str:
        """Why it cannot be read to its end; empty where it can."""
        try:
            for name in rows.COLUMNS:
                for _ in self.column(name):
                    pass
        except PartError as error:
            return str(error)
        return ""


class Columns:
    """The claims of parts, whose columns are read when they are asked for, and not kept."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts = parts
        self.num_rows = sum(part.rows for part in parts)
        reviewed = any(part.reviewed for part in parts)
        self.column_names: Sequence[str] = rows.COLUMNS if reviewed else claim.COLUMNS

    def __getitem__(self, name: str) -> pa.ChunkedArray:
        return pa.chunked_array(list(self.chunks(name)), rows.kinds()[name])

    def chunks(self, name: str) -> Iterator[pa.Array]:
        """A column in pieces, of which one is in memory at a time."""
        return (piece for part in self._parts for piece in part.column(name))


def of(name: str, path: Path) -> Part:
    """The part in a file; a PartError where it is none."""
    with _told(name), _opened(path) as file:
        fields = {field.name: field.type for field in file.schema_arrow}
        count, wide = file.metadata.num_rows, len(file.schema_arrow)
    if missing := [column for column in claim.COLUMNS if column not in fields]:
        more = f" and {len(missing) - 3} more" if len(missing) > 3 else ""
        said = f"{', '.join(missing[:3])}{more}"
        raise PartError(f"{name}: it is no table of claims (there are no columns {said}); move it")
    wrong = [column for column in rows.COLUMNS if column in fields and not _fits(column, fields[column])]
    if wrong or wide > len(fields):
        said = f"{wrong[0]} is {fields[wrong[0]]}" if wrong else "two columns of one name"
        raise PartError(f"{name}: its columns are not those of claims ({said}); {_MEND}")
    return Part(name, path, count, all(column in fields for column in claim.REVIEW))


def sound(paths: Iterable[tuple[str, Path]]) -> tuple[list[Part], list[str]]:
    """The files that are parts, as far as their ends tell, and what is wrong with the others."""
    found, wrong = list[Part](), list[str]()
    for name, path in paths:
        try:
            found.append(of(name, path))
        except PartError as error:
            wrong.append(str(error))
    return found, wrong


def _opened(path: Path, coded: Sequence[str] = ()) -> parquet.ParquetFile:
    """A file; coded: the columns that are read dictionary-encoded."""
    return parquet.ParquetFile(path, read_dictionary=list(coded), page_checksum_verification=True, memory_map=True)


def _fits(column: str, kind: pa.DataType) -> bool:
    """Whether a column's type can be read as the one it must have."""
    wanted = rows.kinds()[column]
    if pa.types.is_null(kind):
        return True
    if pa.types.is_dictionary(wanted) or pa.types.is_large_string(wanted):
        inner = kind.value_type if pa.types.is_dictionary(kind) else kind
        return bool(pa.types.is_string(inner) or pa.types.is_large_string(inner) or pa.types.is_string_view(inner))
    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind))


def _typed(batch: pa.RecordBatch, name: str) -> pa.Array:
    kind = rows.kinds()[name]
    if name not in batch.schema.names:
        return pa.array(["none" if name == claim.REVIEW[0] else None] * len(batch)).cast(kind)
    found = batch.column(name)
    return found if found.type == kind else found.cast(kind)


@contextlib.contextmanager
def _told(name: str) -> Iterator[None]:
    """Within it, what a file or its reader says is said as a PartError."""
    try:
        yield
    except FileNotFoundError:
        raise PartError(f"{name}: it is missing; export the data set again") from None
    except (OSError, ValueError, KeyError, TypeError, pa.ArrowException) as error:
        first = " ".join(str(error).partition(". ")[0].split())[:120].rstrip(".")
        raise PartError(f"{name}: it is damaged or cut short ({first}); {_MEND}") from None
