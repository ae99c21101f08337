"""Parquet files: their rows, read a few at a time, from any of them on."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import IO, TYPE_CHECKING, Any

from extract.readers import fields
from extract.readers.errors import DocumentError
from extract.readers.fields import Row

if TYPE_CHECKING:
    from pyarrow import parquet

MAGIC = b"PAR1"  # how such a file begins
_ROWS = 500  # that are held at once, at most
_HELD = 16_000_000  # bytes of rows that are
_BUFFER = 1 << 20  # bytes of a column that are fetched at a time


def rows(
    file: IO[bytes], where: str, problem: Callable[[str], None], start: int = 0, end: int | None = None
) -> Iterator[Row]:
    """The rows from start to end (exclusive, counted from 0), or all, with their numbers from 1.

    What stands before the first one in its row group is decoded, too, and thrown away.
    """
    with _told(where):
        opened = _opened(file)
        places = fields.among(opened.schema_arrow.names, where, problem)
        names = {field: opened.schema_arrow.names[n] for field, n in places.items()}
        groups, before, size = _within(opened, start, end)
        found = opened.iter_batches(size, groups, columns=sorted({*names.values()}), use_threads=False)
        for number, row in enumerate(_records(found, names, start - before), start=start + 1):
            if end is not None and number > end:
                return
            yield number, row, ()


def groups(file: IO[bytes], where: str, problem: Callable[[str], None]) -> list[int]:
    """How many rows each row group has; a DocumentError where the file is none, or no column holds a text."""
    with _told(where):
        opened = _opened(file)
        fields.among(opened.schema_arrow.names, where, problem)
        about = opened.metadata
        return [about.row_group(n).num_rows for n in range(about.num_row_groups)]


@contextlib.contextmanager
def _told(where: str) -> Iterator[None]:
    """What is wrong with the file as a DocumentError; what is with its disk or network as it is."""
    import pyarrow as pa

    try:
        yield
    except (pa.ArrowException, OSError, KeyError, ValueError) as error:
        if isinstance(error, OSError) and error.errno:
            raise
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise DocumentError(f"{where}: the Parquet file cannot be read ({reason}); write it again") from None


def _opened(file: IO[bytes]) -> parquet.ParquetFile:
    from pyarrow import parquet

    return parquet.ParquetFile(file, buffer_size=_BUFFER, pre_buffer=False)


def _within(opened: parquet.ParquetFile, start: int, end: int | None) -> tuple[list[int], int, int]:
    """The row groups that hold the rows from start to end, the rows before them, and how many to hold at once."""
    found, before, at, heaviest = [], 0, 0, 1
    for number in range(opened.metadata.num_row_groups):
        group = opened.metadata.row_group(number)
        if at + group.num_rows <= start:
            before = at + group.num_rows
        elif end is None or at < end:
            found.append(number)
            heaviest = max(heaviest, group.total_byte_size // max(group.num_rows, 1))
        at += group.num_rows
    return found, before, max(1, min(_ROWS, _HELD // heaviest))


def _records(batches: Any, names: dict[str, str], dropped: int) -> Iterator[dict[str, object]]:
    """The rows by our fields, but for the first ones."""
    for batch in batches:
        if dropped >= batch.num_rows:
            dropped -= batch.num_rows
            continue
        values = {field: _values(batch.column(name).slice(dropped)) for field, name in names.items()}
        for row in range(batch.num_rows - dropped):
            yield {field: column[row] for field, column in values.items()}
        dropped = 0


def _values(column: Any) -> list[object]:
    """A column's values, instants as their day, bytes as the text that they are in UTF-8."""
    import pyarrow as pa

    if pa.types.is_timestamp(column.type):
        column = column.cast(pa.string())
        return [value and value[:10] for value in column.to_pylist()]
    return [value.decode("utf-8", "replace") if isinstance(value, bytes) else value for value in column.to_pylist()]
