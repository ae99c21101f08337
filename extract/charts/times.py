"""Figures over time: a bar over the time that each covers, and a mark that is one claim."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from extract import labels, table
from extract.charts import drawing

FEW = 14  # claims up to which each has a row of its own
_FEW_POWERS = 3  # of ten on a logarithmic axis, up to which the steps between are labelled too
_SHORTENED = 10_000  # value from which an axis says 10k
_HIGH = 430  # pixels of a chart by value
_FEWEST = 2  # labels on a logarithmic axis; with fewer of ours, plotly chooses its own
_SHORTEST = 0.012  # of the axis, so that a single day can be seen and hit
_SYMBOLS = {
    "exact": "circle", "about": "circle-open", "vague": "circle-open", "range": "diamond", "over": "triangle-up",
    "at_least": "triangle-up", "under": "triangle-down", "at_most": "triangle-down",
}  # fmt: skip
_MEANINGS = {
    "circle": "exact", "circle-open": "about", "diamond": "middle of a range", "triangle-up": "at least or more than",
    "triangle-down": "at most or less than",
}  # fmt: skip
_DRAWN = {"circle": 0, "circle-open": 0, "diamond": 2, "triangle-up": 5, "triangle-down": 6}  # plotly's numbers
Days = tuple[dt.datetime, dt.datetime]
_TOLD = "reported"
_OPEN = ("about", "vague")
_MARGIN = {
    "l": 48,
    "b": 40,
}  # pixels for labels such as 200k, and for days over their year; found by itself, it is drawn twice


def over_time(rows: pd.DataFrame, *, dark: bool = False, chosen: str = "", scale: str = "log") -> go.Figure:
    """Claims of one measure and unit over the time of each: up to FEW as rows with labels, more by their value.

    chosen: the id of the claim whose mark has a ring; scale: log or linear, of the values.
    """
    rows = table.holding(rows)
    rows = rows.sort_values(["period_start", "period_end", "value"], ascending=[False, False, True])
    spans = [_span(first, last) for first, last in zip(rows["period_start"], rows["period_end"], strict=True)]
    colour = drawing.colour(str(rows["measure"].iloc[0]), dark) if len(rows) else "#888888"
    hollow = [how in _OPEN for how in rows["qualifier"]]
    page = drawing.PAGE[dark]
    ring = drawing.ring(
        rows["claim_id"].tolist(), chosen, [colour if is_hollow else page for is_hollow in hollow], dark
    )
    # filled with the page's colour: through a mark that is open its bar would show
    look = {"color": [page if is_hollow else colour for is_hollow in hollow] if any(hollow) else colour, **ring}
    if len(rows) <= FEW:
        return _as_rows(rows, spans, look, dark, colour)
    return _by_value(rows, spans, look, dark, colour, scale)


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


def _bars(rows: pd.DataFrame, spans: list[Days], width: float, colour: str) -> drawing.Trace:
    told = rows["modality"] == _TOLD
    return {
        "type": "bar",
        "orientation": "h",
        "base": _milliseconds(start for start, _ in spans),
        "x": drawing.column((end - start).total_seconds() * 1000 for start, end in spans),
        "y": drawing.column(range(len(rows))),
        "width": width,
        "marker": {
            "color": colour,
            "opacity": 0.4,
            "pattern": {"shape": ["" if is_told else drawing.HATCH for is_told in told]},
        },
        "customdata": rows["claim_id"].tolist(),
        "hoverinfo": "skip",
    }


def _marks(rows: pd.DataFrame, spans: list[Days], heights: Iterable[float], look: drawing.Trace) -> drawing.Trace:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": _milliseconds(start + (end - start) / 2 for start, end in spans),
        "y": drawing.column(heights),
        "marker": {"opacity": 1, "symbol": [_DRAWN[_SYMBOLS.get(how, "circle")] for how in rows["qualifier"]], **look},
        "customdata": rows["claim_id"].tolist(),
        "hovertext": [drawing.hover(claim) for claim in table.records(rows)],
        "hoverinfo": "text",
    }


def _as_rows(rows: pd.DataFrame, spans: list[Days], look: drawing.Trace, dark: bool, colour: str) -> go.Figure:
    traces: list[drawing.Trace] = []
    said: list[tuple[float, str]] = []
    if len(rows):
        wide = _widened(spans)
        traces = [_bars(rows, wide, 0.24, colour), _marks(rows, wide, range(len(rows)), look)]
        claims = enumerate(table.records(rows))
        said = [(height, drawing.above(claim, labels.where(claim, short=True))) for height, claim in claims]
    return drawing.figure(
        traces, drawing.ROW * len(rows) + 60, dark, margin={"b": _MARGIN["b"]}, xaxis={"type": "date"},
        yaxis={"visible": False, "range": [-0.5, len(rows) - 0.1]}, annotations=drawing.above_bars(said),
    )  # fmt: skip


def _by_value(
    rows: pd.DataFrame, spans: list[Days], look: drawing.Trace, dark: bool, colour: str, scale: str
) -> go.Figure:
    """A bar for each claim at the height of its value; ranges have a line from low to high."""
    wide = _widened(spans)
    told = rows["modality"] == _TOLD
    traces = []
    for wanted, dash in ((True, "solid"), (False, "dot")):
        lines = [
            (span, value) for span, value, is_told in zip(wide, rows["value"], told, strict=True) if is_told == wanted
        ]
        if lines:
            traces.append(_lines(lines, {"color": colour, "width": 6, "dash": dash}))
    traces.append(_marks(rows, wide, rows["value"], look) | _ends(rows, colour))
    least, most = rows["value"].min(), rows["value"].max()
    labelled = ticks(least, most) if scale == "log" else []
    if sum(least <= tick <= most for tick in labelled) < _FEWEST:  # plotly finds steps in so narrow a range
        labelled = []
    written = "~s" if most >= _SHORTENED else ",~f"
    yaxis: drawing.Trace = {
        "type": scale, "tickvals": labelled or None, "tickformat": written, "showgrid": True, "ticklabelstandoff": 6,
    }  # fmt: skip
    if scale == "linear":
        yaxis["rangemode"] = "tozero"
    return drawing.figure(traces, _HIGH, dark, margin=_MARGIN, xaxis={"type": "date"}, yaxis=yaxis)


def _ends(rows: pd.DataFrame, colour: str) -> drawing.Trace:
    """The lines from low to high, where there are ranges."""
    ranged = rows["qualifier"] == "range"
    if not ranged.any():
        return {}
    up, down = (
        drawing.column((rows[more] - rows[less]).where(ranged)) for more, less in (("high", "value"), ("value", "low"))
    )
    look = {"thickness": 1.5, "width": 4, "color": colour}
    return {"error_y": {"type": "data", "array": up, "arrayminus": down, **look}}


def _milliseconds(days: Iterable[dt.datetime | None]) -> Any:
    """Times as an axis of dates has them, None as a gap: numbers are sent in half the bytes."""
    start = dt.datetime(1970, 1, 1)
    return drawing.column(None if day is None else int((day - start).total_seconds() * 1000) for day in days)


def _lines(spans: Sequence[tuple[Days, float]], line: drawing.Trace) -> drawing.Trace:
    """A line over each time at its height; one trace for all, for a shape each takes seconds to make."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": _milliseconds(day for (start, end), _ in spans for day in (start, end, None)),
        "y": drawing.column(height for _, value in spans for height in (value, value, None)),
        "line": line,
        "opacity": 0.35,
        "hoverinfo": "skip",
    }


def ticks(least: float, most: float) -> list[float]:
    """Where a logarithmic axis is labelled: at powers of ten, and where these are few at twice and five times them."""
    first, last = math.floor(math.log10(least)), math.ceil(math.log10(most))
    steps = (1, 2, 5) if last - first <= _FEW_POWERS else (1,)
    return [step * 10.0**power for power in range(first, last + 1) for step in steps]


def scale_of(figure: go.Figure) -> str:
    """What must be known of a chart's scale: that it is logarithmic; of others nothing."""
    return "Logarithmic scale: equal steps multiply the value" if figure.layout.yaxis.type == "log" else ""


def key(rows: pd.DataFrame, chosen: str = "") -> str:
    """What the shapes of the marks mean, for those that are drawn; chosen: the id of the claim with a ring."""
    shapes = dict.fromkeys(_SYMBOLS[how] for how in _SYMBOLS if how in set(rows["qualifier"]))
    signs = {"circle": "●", "circle-open": "○", "diamond": "◆", "triangle-up": "▲", "triangle-down": "▼"}
    said = [f"{signs[shape]} {_MEANINGS[shape]}" for shape in shapes] if set(shapes) != {"circle"} else []
    if (rows["modality"] != _TOLD).any():
        drawn = "hatched" if len(rows) <= FEW else "dotted"
        said.append(f"{drawn}: a plan, forecast, condition or denial, not a count")
    if chosen in set(rows["claim_id"]):
        said.append("ringed: the figure whose sentence is read")
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
