"""Figures over time: a bar over the time that each covers, and a mark that is one claim."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from extract import labels, table
from extract.charts import drawing

FEW = 14  # claims up to which each has a row of its own
_FEW_POWERS = 3  # of ten on a logarithmic axis, up to which the steps between are labelled too
_SHORTEST = 0.012  # of the axis, so that a single day can be seen and hit
_SYMBOLS = {
    "exact": "circle", "about": "circle-open", "vague": "circle-open", "range": "diamond", "over": "triangle-up",
    "at_least": "triangle-up", "under": "triangle-down", "at_most": "triangle-down",
}  # fmt: skip
_MEANINGS = {
    "circle": "exact", "circle-open": "about", "diamond": "middle of a range", "triangle-up": "at least or more than",
    "triangle-down": "at most or less than",
}  # fmt: skip
Days = tuple[dt.datetime, dt.datetime]
_TOLD = "reported"
_OPEN = ("about", "vague")


def over_time(rows: pd.DataFrame, *, dark: bool = False, chosen: str = "", scale: str = "log") -> go.Figure:
    """Claims of one measure and unit over the time of each: up to FEW as rows with labels, more by their value.

    chosen: the id of the claim whose mark has a ring; scale: log or linear, of the values.
    """
    rows = table.holding(rows)
    rows = rows.sort_values(["period_start", "period_end", "value"], ascending=[False, False, True])
    spans = [_span(first, last) for first, last in zip(rows["period_start"], rows["period_end"], strict=True)]
    colour = drawing.colour(str(rows["measure"].iloc[0]), dark) if len(rows) else "#888888"
    few = len(rows) <= FEW
    figure = _as_rows(rows, spans, colour, dark) if few else _by_value(rows, spans, colour, dark, scale)
    if len(rows):
        edges = [colour if how in _OPEN else drawing.PAGE[dark] for how in rows["qualifier"]]
        drawing.ring(figure.data[-1], chosen, edges, dark)
    return figure


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
        marker={
            "color": colour,
            "opacity": 0.4,
            "pattern": {"shape": ["" if is_told else drawing.HATCH for is_told in told]},
        },
        customdata=rows["claim_id"],
        hoverinfo="skip",
    )


def _marks(rows: pd.DataFrame, spans: list[Days], heights: Any, colour: str) -> go.Scatter:
    return go.Scatter(
        mode="markers",
        x=_milliseconds(start + (end - start) / 2 for start, end in spans),
        y=heights,
        marker={"color": colour, "opacity": 1, "symbol": rows["qualifier"].map(_SYMBOLS)},
        customdata=rows["claim_id"],
        hovertext=[drawing.hover(claim) for claim in table.records(rows)],
        hoverinfo="text",
    )  # fmt: skip


def _as_rows(rows: pd.DataFrame, spans: list[Days], colour: str, dark: bool) -> go.Figure:
    figure = drawing.blank(drawing.ROW * len(rows) + 50, dark)
    figure.update_xaxes(type="date")
    if rows.empty:
        return figure
    heights = list(range(len(rows)))
    wide = _widened(spans)
    figure.add_trace(_bars(rows, wide, heights, 0.24, colour))
    figure.add_trace(_marks(rows, wide, heights, colour))
    said = (drawing.above(claim, labels.where(claim, short=True)) for claim in table.records(rows))
    drawing.label(figure, list(zip(heights, said, strict=True)))
    figure.update_yaxes(visible=False, range=[-0.5, len(rows) - 0.1])
    return figure


def _by_value(rows: pd.DataFrame, spans: list[Days], colour: str, dark: bool, scale: str) -> go.Figure:
    """A bar for each claim at the height of its value; ranges have a line from low to high."""
    figure = drawing.blank(430, dark)
    figure.update_xaxes(type="date")
    wide = _widened(spans)
    told = rows["modality"] == _TOLD
    for wanted, dash in ((True, "solid"), (False, "dot")):
        lines = [
            (span, value) for span, value, is_told in zip(wide, rows["value"], told, strict=True) if is_told == wanted
        ]
        if lines:
            figure.add_trace(_lines(lines, {"color": colour, "width": 6, "dash": dash}))
    ranged = rows["qualifier"] == "range"
    marks = _marks(rows, wide, rows["value"], colour)
    up, down = (rows["high"] - rows["value"]).where(ranged), (rows["value"] - rows["low"]).where(ranged)
    if ranged.any():
        marks.error_y = {"type": "data", "array": up, "arrayminus": down, "thickness": 1.5, "width": 4, "color": colour}
    figure.add_trace(marks)
    labelled = ticks(rows["value"].min(), rows["value"].max()) if scale == "log" else None
    figure.update_yaxes(type=scale, tickvals=labelled, tickformat="~s", showgrid=True, ticklabelstandoff=6)
    if scale == "linear":
        figure.update_yaxes(rangemode="tozero")
    return figure


def _milliseconds(days: Iterable[dt.datetime | None]) -> Any:
    """Times as an axis of dates has them, None as a gap: numbers are sent in half the bytes."""
    start = dt.datetime(1970, 1, 1)
    return np.array([np.nan if day is None else (day - start).total_seconds() * 1000 for day in days])


def _lines(spans: Sequence[tuple[Days, float]], line: dict[str, Any]) -> go.Scatter:
    """A line over each time at its height; one trace for all, for a shape each takes seconds to make."""
    return go.Scatter(
        mode="lines",
        x=_milliseconds(day for (start, end), _ in spans for day in (start, end, None)),
        y=np.array([height for _, value in spans for height in (value, value, np.nan)]),
        line=line,
        opacity=0.35,
        hoverinfo="skip",
    )


def ticks(least: float, most: float) -> list[float]:
    """Where a logarithmic axis is labelled: at powers of ten, and where these are few at twice and five times them."""
    first, last = math.floor(math.log10(least)), math.ceil(math.log10(most))
    steps = (1, 2, 5) if last - first <= _FEW_POWERS else (1,)
    return [step * 10.0**power for power in range(first, last + 1) for step in steps]


def key(rows: pd.DataFrame) -> str:
    """What the shapes of the marks mean, for those that are drawn."""
    shapes = dict.fromkeys(_SYMBOLS[how] for how in _SYMBOLS if how in set(rows["qualifier"]))
    signs = {"circle": "●", "circle-open": "○", "diamond": "◆", "triangle-up": "▲", "triangle-down": "▼"}
    said = [f"{signs[shape]} {_MEANINGS[shape]}" for shape in shapes] if set(shapes) != {"circle"} else []
    if (rows["modality"] != _TOLD).any():
        drawn = "hatched" if len(rows) <= FEW else "dotted"
        said.append(f"{drawn}: a plan, forecast, condition or denial, not a count")
    words = " · ".join(said)
    return words[:1].upper() + words[1:]


def said(rows: pd.DataFrame, measure: str) -> str:
    """What the chart of `over_time` shows, in words: its text alternative."""
    name = labels.measure(measure)
    if rows.empty:
        return f"{name}: no figure with a stated time"
    rows = rows.sort_values("value")
    least, most = table.records(rows.iloc[[0, -1]])
    first, last = rows["period_start"].min(), rows["period_end"].max()
    count = f"{len(rows)} figures" if len(rows) > 1 else "one figure"
    return (
        f"{name}: {count} between {labels.day(first)} and {labels.day(last)}, "
        f"from {labels.figure(least)} to {labels.figure(most)}. The table below holds each of them."
    )
