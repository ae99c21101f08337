"""Aid, from donor to recipient: a bar for each of the largest figures, pledged and paid apart."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from extract import labels, table
from extract.charts import bars
from extract.claim import STATUSES


def currencies(claims: pd.DataFrame) -> list[str]:
    """The currencies of the aid figures, the most frequent first."""
    rows = _amounts(claims)
    return list(rows["unit"].value_counts().index)


def _amounts(claims: pd.DataFrame) -> pd.DataFrame:
    return claims[(claims["measure"] == "aid") & claims["unit"].map(labels.is_money) & (claims["value"] > 0)]


def donors(claims: pd.DataFrame, currency: str, most: int = 12) -> pd.DataFrame:
    """The largest aid figures of a currency, each told once, by status and then by size: what `aid` draws."""
    rows = _amounts(claims)
    rows = rows[(rows["unit"] == currency) & (rows["repeats"] == "") & (rows["statistic"] == "level")]
    rows = rows.nlargest(most, "value")
    order = {status: place for place, status in enumerate((*STATUSES, ""))}
    said = rows["status"].astype(object).where(rows["status"].notna(), "")
    return rows.assign(status=said, _order=said.map(order)).sort_values(["_order", "value"], ascending=[True, False])


def aid(rows: pd.DataFrame, *, dark: bool = False, chosen: str = "") -> go.Figure:
    """The rows of `donors` as bars, donor to recipient, a block for each status; the widths are one claim's each.

    Each bar ends in a mark, so that a small one can be seen and hit; chosen: the id of the claim whose mark has a ring.
    """
    lines: list[bars.Row | str] = []
    for status, block in rows.groupby("status", sort=False):
        lines.append(labels.status(str(status)).capitalize() or "Pledged or paid: not stated")
        lines += table.records(block)
    return bars.draw(lines, ends=_ends, hatched=lambda line: line["status"] != "disbursement", dark=dark, chosen=chosen)


def _ends(line: bars.Row) -> str:
    return labels.where(line, short=True) or "donor and recipient not stated"
