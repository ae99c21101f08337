"""Rows as Parquet, with the types of the claims table."""

from __future__ import annotations

from typing import IO

from extract.claim import COLUMNS, Claim
from extract.export import columns
from extract.export.rows import Rows


def write(rows: Rows, out: IO[bytes]) -> int:
    """Parquet: numbers as floats, closed lists as categories, all else strings, in the order of the rows' columns.

    What chose the rows stands in the file's own metadata, too.
    """
    import pandas as pd
    import pyarrow as pa
    from pyarrow import parquet

    from extract import table

    added = [name for name in rows.columns if name not in (*COLUMNS, columns.SELECTION)]
    extra: dict[str, list[object]] = {name: [] for name in added}
    found: list[Claim] = []
    for row in rows:
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
    parquet.write_table(whole, out)
    return rows.count
