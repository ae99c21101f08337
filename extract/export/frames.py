"""Rows as Parquet, with the types of the claims table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import IO, TYPE_CHECKING

from extract.export import schema
from extract.export.rows import Row, Rows

if TYPE_CHECKING:
    import pyarrow as pa
    from pyarrow import parquet

_GROUP = 100_000  # rows that are held at once, and are a row group


def write(rows: Rows, out: IO[bytes]) -> int:
    """Parquet: numbers as floats, closed lists as categories, all else strings, in the order of the rows' columns.

    What chose the rows stands in the file's own metadata, too.
    """
    with writer(out, rows) as file:
        for some in _tables(rows):
            file.write_table(some)
    return rows.count


def writer(out: IO[bytes], rows: Rows) -> parquet.ParquetWriter:
    """What writes tables of some of the rows, one after another, into a file."""
    from pyarrow import parquet

    return parquet.ParquetWriter(out, schema.of(rows.columns, rows.selection), write_page_checksum=True)


def table(given: Iterable[Row], rows: Rows) -> pa.Table:
    """Some of the rows, or all, as an Arrow table."""
    return schema.table(given, schema.of(rows.columns, rows.selection))


def _tables(rows: Rows) -> Iterator[pa.Table]:
    """The rows in tables, one at least."""
    passing = iter(rows)
    found = table(islice(passing, _GROUP), rows)
    while True:
        yield found
        found = table(islice(passing, _GROUP), rows)
        if not found.num_rows:
            return
