"""Aid, from donor to recipient: a bar for each of the largest figures, pledged and paid apart."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from extract import labels, table
from extract.charts import drawing
from extract.claim import STATUSES

_ROOM = 0.025  # of the largest figure, beside the bars, so that the marks at their ends are whole


def aid(rows: pd.DataFrame, *, dark: bool = False, chosen: str = "") -> go.Figure:
    """Aid figures of one currency as bars, donor to recipient, a block for each status; each width is one claim's.

    Each bar ends in a mark, so that a small one can be seen and hit; chosen: the id of the claim whose mark has a ring.
    """
    rows = _by_status(table.holding(rows))
    lines: list[dict[str, Any] | str] = []
    for status, block in rows.groupby("status", sort=False):
        lines.append(labels.status(str(status)).capitalize() or "Pledged or paid: not stated")
        lines += table.records(block)
    figure = drawing.blank(drawing.ROW * len(lines), dark)
    figure.update_layout(margin={"t": 0, "b": 0})
    claims = [(len(lines) - 1 - place, line) for place, line in enumerate(lines) if isinstance(line, dict)]
    for place, line in enumerate(lines):
        height = len(lines) - 1 - place
        if isinstance(line, str):
            drawing.label(figure, height - 0.36, f"<b>{line}</b>")
        else:
            ends = drawing.cut(labels.where(line, short=True) or "donor and recipient not stated", 36)
            drawing.label(figure, height, f"<b>{drawing.plain(labels.figure(line))}</b> · {drawing.plain(ends)}")
    colour = drawing.colour("aid", dark)
    figure.add_trace(
        go.Bar(
            orientation="h",
            x=[line["value"] for _, line in claims],
            y=[height for height, _ in claims],
            width=0.28,
            marker={
                "color": colour,
                "pattern": {"shape": ["" if line["status"] == "disbursement" else drawing.HATCH for _, line in claims]},
            },
            customdata=[line["claim_id"] for _, line in claims],
            hovertext=[drawing.hover(line) for _, line in claims],
            hoverinfo="text",
        )
    )
    figure.add_trace(
        go.Scatter(
            mode="markers",
            x=figure.data[0].x,
            y=figure.data[0].y,
            marker={"color": colour, "opacity": 1},
            customdata=figure.data[0].customdata,
            hovertext=figure.data[0].hovertext,
            hoverinfo="text",
        )
    )
    drawing.ring(figure.data[-1], chosen, [drawing.PAGE[dark]] * len(claims), dark)
    largest = rows["value"].max()
    figure.update_xaxes(visible=False, range=[-_ROOM * largest, (1 + _ROOM) * largest])
    figure.update_yaxes(visible=False, range=[-0.3, len(lines) - 0.7])
    return figure


def _by_status(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows by status, and then by size."""
    order = {status: place for place, status in enumerate((*STATUSES, ""))}
    said = rows["status"].astype(object).where(rows["status"].notna(), "")
    return rows.assign(status=said, _order=said.map(order)).sort_values(["_order", "value"], ascending=[True, False])
