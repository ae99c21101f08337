"""Claims -> plotly figures. Every mark is one claim and carries its id; nothing is added up."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from extract import labels, lexicon, table

FEW = 14  # claims up to which each has a row of its own
MOST = 250  # marks that a chart draws
_ROW = 46  # pixels of a row
_SHORTEST = 0.012  # of the axis, so that a single day can be seen and hit
_SYMBOLS = {
    "exact": "circle", "about": "circle-open", "vague": "circle-open", "range": "diamond", "over": "triangle-up",
    "at_least": "triangle-up", "under": "triangle-down", "at_most": "triangle-down",
}  # fmt: skip
_MEANINGS = {
    "circle": "exact", "circle-open": "about", "diamond": "middle of a range", "triangle-up": "at least",
    "triangle-down": "at most",
}  # fmt: skip
Days = tuple[dt.datetime, dt.datetime]
_TOLD = "reported"
_INK = ("#28333b", "#dfe7ea")  # of words on a light and on a dark page; Streamlit's own is too pale to read
_HATCH = "/"  # plans, forecasts, conditions and denials are no counts
STATUSES = {
    "pledge": "Pledged", "commitment": "Committed", "disbursement": "Paid", "appeal": "Asked for", "budget": "Budgeted",
    "": "Status not stated",
}  # fmt: skip


def drawable(claims: pd.DataFrame, measure: str) -> pd.DataFrame:
    """The claims of a measure that "figures over time" can draw: levels of its main unit, first tellings, with a time.

    The main unit is the most frequent one; amounts of money in another currency and shares are left out.
    """
    rows = claims[(claims["measure"] == measure) & (claims["statistic"] == "level") & (claims["repeats"] == "")]
    rows = rows[rows["value"] > 0]
    if rows.empty:
        return rows
    timed = rows[
        (rows["unit"] == rows["unit"].mode().iloc[0]) & (rows["period_start"] != "") & (rows["period_end"] != "")
    ]
    found: pd.DataFrame = timed.head(MOST)
    return found


def over_time(rows: pd.DataFrame, *, dark: bool = False) -> go.Figure:
    """The claims of `drawable` over the time that each covers: up to FEW as rows with labels, more by their value."""
    rows = rows.sort_values(["period_start", "period_end", "value"], ascending=[False, False, True])
    spans = [_span(first, last) for first, last in zip(rows["period_start"], rows["period_end"], strict=True)]
    colour = _colour(str(rows["measure"].iloc[0]), dark) if len(rows) else "#888888"
    draw = _as_rows if len(rows) <= FEW else _by_value
    return draw(rows, spans, colour, dark)


def _span(first: str, last: str) -> Days:
    """From the first to the end of the last day."""
    start, end = dt.datetime.fromisoformat(first), dt.datetime.fromisoformat(last)
    return start, end + dt.timedelta(days=1)


def _widened(spans: list[Days]) -> list[Days]:
    whole = max(end for _, end in spans) - min(start for start, _ in spans)
    shortest = max(whole * _SHORTEST, dt.timedelta(days=1))
    found = []
    for start, end in spans:
        spare = max(shortest - (end - start), dt.timedelta(0)) / 2
        found.append((start - spare, end + spare))
    return found


def _bars(rows: pd.DataFrame, spans: list[Days], heights: list[int], width: float, colour: str) -> go.Bar:
    told = rows["modality"] == _TOLD
    return go.Bar(
        orientation="h",
        base=[start for start, _ in spans],
        x=[(end - start).total_seconds() * 1000 for start, end in spans],
        y=heights,
        width=width,
        marker={"color": colour, "opacity": 0.4, "pattern": {"shape": ["" if is_told else _HATCH for is_told in told]}},
        customdata=rows["claim_id"],
        hoverinfo="skip",
    )


def _marks(rows: pd.DataFrame, spans: list[Days], heights: Any, colour: str) -> go.Scatter:
    return go.Scatter(
        mode="markers",
        x=[start + (end - start) / 2 for start, end in spans],
        y=heights,
        marker={"color": colour, "size": 11, "symbol": rows["qualifier"].map(_SYMBOLS), "line": {"width": 2}},
        customdata=rows["claim_id"],
        hovertext=[_hover(claim) for claim in table.records(rows)],
        hoverinfo="text",
    )  # fmt: skip


def _hover(claim: dict[str, Any]) -> str:
    """The mark in words, free of markup: plotly reads tags."""
    parts = (labels.figure(claim), labels.where(claim), labels.period(claim["period_start"], claim["period_end"]))
    told = "" if claim["modality"] == _TOLD else f"{claim['modality']}, not counted"
    return "<br>".join(_plain(part) for part in (*parts, told, claim["publisher"]) if part)


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _as_rows(rows: pd.DataFrame, spans: list[Days], colour: str, dark: bool) -> go.Figure:
    figure = _figure(_ROW * len(rows) + 50, dark)
    figure.update_xaxes(type="date")
    if rows.empty:
        return figure
    heights = list(range(len(rows)))
    wide = _widened(spans)
    figure.add_trace(_bars(rows, wide, heights, 0.24, colour))
    figure.add_trace(_marks(rows, wide, heights, colour))
    for height, claim in zip(heights, table.records(rows), strict=True):
        _label(figure, height, _row_label(claim))
    figure.update_yaxes(visible=False, range=[-0.5, len(rows) - 0.1])
    return figure


def _row_label(claim: dict[str, Any]) -> str:
    told = "" if claim["modality"] == _TOLD else f" ({claim['modality']})"
    place = labels.where(claim)
    return f"<b>{_plain(_cut(labels.figure(claim), 44))}</b>{told}" + (f" · {_plain(_cut(place, 30))}" if place else "")


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def _label(figure: go.Figure, height: float, text: str) -> None:
    """Words at the left edge, above the bar of their row."""
    figure.add_annotation(
        x=0, xref="paper", xanchor="left", y=height + 0.36, yref="y", text=text, showarrow=False, align="left"
    )


def _by_value(rows: pd.DataFrame, spans: list[Days], colour: str, dark: bool) -> go.Figure:
    """A bar for each claim at the height of its value, on a logarithmic scale; ranges have a line from low to high."""
    figure = _figure(430, dark)
    figure.update_xaxes(type="date")
    wide = _widened(spans)
    for start, end, value, told in zip(*zip(*wide, strict=True), rows["value"], rows["modality"] == _TOLD, strict=True):
        line = {"color": colour, "width": 6, "dash": "solid" if told else "dot"}
        figure.add_shape(type="line", x0=start, x1=end, y0=value, y1=value, line=line, opacity=0.35, layer="below")
    ranged = rows["qualifier"] == "range"
    marks = _marks(rows, wide, rows["value"], colour)
    up = (rows["high"] - rows["value"]).where(ranged, 0).fillna(0)
    down = (rows["value"] - rows["low"]).where(ranged, 0).fillna(0)
    marks.error_y = {"type": "data", "array": up, "arrayminus": down, "thickness": 1.5, "width": 4, "color": colour}
    figure.add_trace(marks)
    figure.update_yaxes(type="log", dtick=1, tickformat="~s", showgrid=True, ticklabelstandoff=6)
    return figure


def key(rows: pd.DataFrame) -> str:
    """What the shapes of the marks mean, for those that are drawn."""
    shapes = dict.fromkeys(_SYMBOLS[how] for how in _SYMBOLS if how in set(rows["qualifier"]))
    signs = {"circle": "●", "circle-open": "○", "diamond": "◆", "triangle-up": "▲", "triangle-down": "▼"}
    said = [f"{signs[shape]} {_MEANINGS[shape]}" for shape in shapes]
    if (rows["modality"] != _TOLD).any():
        said.append("hatched or dotted: a plan, forecast, condition or denial, not a count")
    return " · ".join(said)


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
    order = {status: place for place, status in enumerate(STATUSES)}
    said = rows["status"].astype(object).where(rows["status"].notna(), "")
    return rows.assign(status=said, _order=said.map(order)).sort_values(["_order", "value"], ascending=[True, False])


def aid(rows: pd.DataFrame, *, dark: bool = False) -> go.Figure:
    """The rows of `donors` as bars, donor to recipient, a block for each status; the widths are one claim's each."""
    lines: list[dict[str, Any] | str] = []
    for status, block in rows.groupby("status", sort=False):
        lines.append(STATUSES[str(status)])
        lines += table.records(block)
    figure = _figure(_ROW * len(lines) + 20, dark)
    claims = [(len(lines) - 1 - place, line) for place, line in enumerate(lines) if isinstance(line, dict)]
    for place, line in enumerate(lines):
        height = len(lines) - 1 - place
        if isinstance(line, str):
            _label(figure, height - 0.36, f"<b>{line}</b>")
        else:
            ends = _cut(labels.where(line) or "donor and recipient not stated", 52)
            _label(figure, height, f"{_plain(ends)}  <b>{_plain(labels.figure(line))}</b>")
    colour = _colour("aid", dark)
    figure.add_trace(
        go.Bar(
            orientation="h",
            x=[line["value"] for _, line in claims],
            y=[height for height, _ in claims],
            width=0.28,
            marker={
                "color": colour,
                "pattern": {"shape": ["" if line["status"] == "disbursement" else _HATCH for _, line in claims]},
            },
            customdata=[line["claim_id"] for _, line in claims],
            hovertext=[_hover(line) for _, line in claims],
            hoverinfo="text",
        )
    )
    figure.update_xaxes(visible=False, rangemode="tozero")
    figure.update_yaxes(visible=False, range=[-0.5, len(lines) - 0.4])
    return figure


def _figure(height: int, dark: bool) -> go.Figure:
    figure = go.Figure()
    figure.update_layout(
        font={"color": _INK[dark], "size": 13},
        height=height,
        margin={"l": 4, "r": 8, "t": 6, "b": 30},
        showlegend=False,
        barcornerradius=3,
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        clickmode="event+select",
        dragmode=False,
        hoverlabel={"align": "left"},
    )
    figure.update_xaxes(showgrid=True, zeroline=False, automargin=True)
    figure.update_yaxes(showgrid=False, zeroline=False, automargin=True)
    figure.for_each_xaxis(lambda axis: axis.update(tickfont={"color": _INK[dark]}))
    figure.for_each_yaxis(lambda axis: axis.update(tickfont={"color": _INK[dark]}))
    return figure


def _colour(measure: str, dark: bool) -> str:
    """The measure's colour, half way to white on a dark page."""
    colour = str(lexicon.shared("measures")[measure]["colour"])
    if not dark:
        return colour
    parts = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    return "#" + "".join(f"{(part + 255) // 2:02x}" for part in parts)


def said(rows: pd.DataFrame, measure: str) -> str:
    """What the chart of `over_time` shows, in words: its text alternative."""
    name = labels.measure(measure)
    if rows.empty:
        return f"{name}: no figure with a stated time"
    least, *_, most = table.records(rows.sort_values("value")) * 2
    first, last = rows["period_start"].min(), rows["period_end"].max()
    count = f"{len(rows)} figures" if len(rows) > 1 else "one figure"
    return (
        f"{name}: {count} between {labels.day(first)} and {labels.day(last)}, "
        f"from {labels.figure(least)} to {labels.figure(most)}. The table below holds each of them."
    )
