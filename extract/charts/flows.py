"""People from one country to another: a bar for the newest figure of each pair."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from extract import labels, table
from extract.charts import bars
from extract.facets import ways

_TOLD = "reported"
_NAMED = 5  # pairs that the text alternative names


def flows(rows: pd.DataFrame, *, dark: bool = False, chosen: str = "") -> go.Figure:
    """Claims of people who went from one country to another as bars; hatched where the figure is no count.

    chosen: the id of the claim whose mark has a ring.
    """
    claims = table.records(table.holding(rows))
    return bars.draw(claims, ends=_ends, hatched=lambda row: row["modality"] != _TOLD, dark=dark, chosen=chosen)


def _ends(row: bars.Row) -> str:
    way = ways.of(*(str(row[name]) for name in ("measure", "actor", "place", "origin", "destination")))
    ends = way or (row["origin"], row["destination"] or row["place"])
    return " → ".join(labels.countries(codes, short=True) or "not stated" for codes in ends)


def said_flows(rows: pd.DataFrame, measure: str) -> str:
    """What the chart of `flows` shows, in words: its text alternative."""
    name = labels.measure(measure)
    if rows.empty:
        return f"{name}: no figure of people from one country to another"
    told = [f"{_ends(row)} {labels.figure(row)}" for row in table.records(rows.head(_NAMED))]
    more = f"; and {len(rows) - _NAMED} more" if len(rows) > _NAMED else ""
    return f"{name}, the newest figure from one country to another: {'; '.join(told)}{more}"
