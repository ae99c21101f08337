"""Aid, from donor to recipient: a bar for each of the largest figures, pledged and paid apart."""

from __future__ import annotations

import itertools

import pandas as pd
import plotly.graph_objects as go

from extract import labels, table
from extract.charts import bars
from extract.claim import STATUSES


def aid(rows: pd.DataFrame, *, dark: bool = False, chosen: str = "") -> go.Figure:
    """Aid figures of one currency as bars, donor to recipient, a block for each status; each width is one claim's.

    Each bar ends in a mark, so that a small one can be seen and hit; chosen: the id of the claim whose mark has a ring.
    """
    lines: list[bars.Row | str] = []
    for status, block in itertools.groupby(_by_status(rows), key=lambda row: str(row["status"])):
        lines.append(labels.status(status).capitalize() or "Pledged or paid: not stated")
        lines += block
    return bars.draw(lines, ends=_ends, hatched=lambda line: line["status"] != "disbursement", dark=dark, chosen=chosen)


def _ends(line: bars.Row) -> str:
    return labels.where(line, short=True) or "donor and recipient not stated"


def _by_status(rows: pd.DataFrame) -> list[bars.Row]:
    """The rows by status, and then by size."""
    order = (*STATUSES, "")
    return sorted(
        table.records(table.holding(rows)), key=lambda row: (order.index(str(row["status"])), -float(row["value"]))
    )
