"""Rows as Parquet, with the types of the claims table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, TYPE_CHECKING

from extract.claim import COLUMNS, Claim
from extract.export import columns
from extract.export.rows import Row, Rows

if TYPE_CHECKING:
    import pyarrow as pa
    from pyarrow import parquet


def write(rows: Rows, out: IO[bytes]) -> int:
    """Parquet: numbers as floats, closed lists as categories, all else strings, in the order of the rows' columns.

    What chose the rows stands in the file's own metadata, too.
    """
    from pyarrow import parquet

    parquet.write_table(table(rows, rows), out, write_page_checksum=True)
    return rows.count


def writer(out: IO[bytes], rows: Rows) -> parquet.ParquetWriter:
    """What writes tables of some of the rows, one after another, into a file."""
    from pyarrow import parquet

    return parquet.ParquetWriter(out, table([], rows).schema, write_page_checksum=True)


def table(given: Iterable[Row], rows: Rows) -> pa.Table:
    """Some of the rows, or all, as an Arrow table."""
    import pandas as pd
    import pyarrow as pa

    from extract import table

    added = [name for name in rows.columns if name not in (*COLUMNS, columns.SELECTION)]
    extra: dict[str, list[object]] = {name: [] for name in added}
    found: list[Claim] = []
    for row in given:
        found.append(Claim(*(row[name] for name in COLUMNS)))
        for name in added:
            extra[name].append(row[name])
    frame = table.frame(found)
    for name in added:
        if name in columns.NUMBERS:
            frame[name] = pd.Series(extra[name], dtype="float64")
        elif name in columns.LISTS:
            frame[name] = pd.Categorical(extra[name], categories=columns.LISTS[name])
        else:
            frame[name] = pd.Series(extra[name], dtype="str")
    if rows.selection:
        frame[columns.SELECTION] = pd.Categorical.from_codes([0] * len(frame), pd.Index([rows.selection]))
    whole = pa.Table.from_pandas(frame[list(rows.columns)], preserve_index=False)
    if rows.selection:
        whole = whole.replace_schema_metadata({**whole.schema.metadata, columns.SELECTION: rows.selection})
    return whole
