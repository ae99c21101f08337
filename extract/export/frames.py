"""Rows as Parquet, with the types of the claims table."""

from __future__ import annotations

from typing import IO

from extract.claim import COLUMNS, Claim
from extract.export import columns
from extract.export.rows import Rows


def write(rows: Rows, out: IO[bytes]) -> int:
    """Parquet: numbers as floats, closed lists as categories, all else strings, in the order of the rows' columns."""
    import pandas as pd

    from extract import table

    added = [name for name in rows.columns if name not in COLUMNS]
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
    frame[list(rows.columns)].to_parquet(out, index=False)
    return rows.count
