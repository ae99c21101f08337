"""Rows as Parquet, with the types of the claims table."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import IO, TYPE_CHECKING

from extract.export import schema
from extract.export.rows import Rows

if TYPE_CHECKING:
    import pyarrow as pa

_GROUP = 100_000  # rows that are held at once, and are a row group


def write(rows: Rows, out: IO[bytes]) -> int:
    """Parquet: numbers as floats, closed lists as categories, all else strings, in the order of the rows' columns.

    What chose the rows stands in the file's own metadata, too.
    """
    from pyarrow import parquet

    kinds = schema.of(rows.columns, rows.selection)
    with parquet.ParquetWriter(out, kinds) as file:
        for table in _tables(rows, kinds):
            file.write_table(table)
    return rows.count


def _tables(rows: Rows, kinds: pa.Schema) -> Iterator[pa.Table]:
    """The rows in tables, one at least."""
    passing = iter(rows)
    table = schema.table(islice(passing, _GROUP), kinds)
    while True:
        yield table
        table = schema.table(islice(passing, _GROUP), kinds)
        if not table.num_rows:
            return
