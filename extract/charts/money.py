"""Aid, from donor to recipient: a bar for each of the largest figures, pledged and paid apart."""

from __future__ import annotations

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
    for status, block in _by_status(table.holding(rows)).groupby("status", sort=False):
        lines.append(labels.status(str(status)).capitalize() or "Pledged or paid: not stated")
        lines += table.records(block)
    return bars.draw(lines, ends=_ends, hatched=lambda line: line["status"] != "disbursement", dark=dark, chosen=chosen)


def _ends(line: bars.Row) -> str:
    return labels.where(line, short=True) or "donor and recipient not stated"


def _by_status(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows by status, and then by size."""
    order = {status: place for place, status in enumerate((*STATUSES, ""))}
    said = rows["status"].astype(object).where(rows["status"].notna(), "")
    return rows.assign(status=said, _order=said.map(order)).sort_values(["_order", "value"], ascending=[True, False])
