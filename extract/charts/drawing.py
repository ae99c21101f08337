"""What every chart has: an empty figure in the page's colours, the words on it and under the pointer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go

from extract import labels, lexicon

INK = ("#28333b", "#dfe7ea")  # of words on a light and on a dark page; Streamlit's own is too pale to read
PAGE = ("#ffffff", "#11181d")  # the page itself, between marks that overlap
GRID = ("#e9edef", "#222d34")  # behind the marks and words
HATCH = "/"  # plans, forecasts, conditions and denials are no counts
ROW = 46  # pixels of a row
_FONT = "'Source Sans', sans-serif"  # the dashboard's own
_FIGURE, _BEHIND = 44, 36  # characters of a figure above its bar, and of what is said behind it
Trace = dict[str, Any]
_COUNT = ("reported", "")  # how a figure is told that is a count


def figure(
    traces: Sequence[Trace], height: float, dark: bool, *, xaxis: Trace | None = None, yaxis: Trace | None = None,
    margin: Trace | None = None, annotations: Sequence[Trace] = (),
) -> go.Figure:  # fmt: skip
    """A figure of traces in the page's colours; made at once, for plotly looks at all anew with each change.

    Streamlit hands over a copy of what it has drawn. For that not to be drawn again: no template, not even an empty
    one, for it counts as new; a mode of dragging, for Streamlit puts in its own; data that are said never to change.
    """
    axis = {"gridcolor": GRID[dark], "zeroline": False, "fixedrange": True}
    made = go.Figure(
        {
            "data": traces,
            "layout": {
                "template": {},
                "font": {"color": INK[dark], "family": _FONT, "size": 13},
                "height": height,
                "margin": {"l": 4, "r": 8, "t": 6, "b": 30, **(margin or {})},
                "showlegend": False,
                "barcornerradius": 3,
                "paper_bgcolor": "rgba(0,0,0,0)",
                "plot_bgcolor": "rgba(0,0,0,0)",
                "clickmode": "event+select",
                "hovermode": "closest",
                "dragmode": "pan",
                "datarevision": 0,
                "hoverlabel": {
                    "align": "left", "bgcolor": PAGE[dark], "bordercolor": GRID[dark], "font": {"color": INK[dark]},
                },
                "xaxis": {**axis, "showgrid": True, **(xaxis or {})},
                "yaxis": {**axis, "showgrid": False, **(yaxis or {})},
                "annotations": annotations,
            },
        }
    )  # fmt: skip
    made.layout.template = None
    return made


def column(values: Iterable[float | None]) -> np.ndarray[Any, np.dtype[Any]]:
    """Numbers of marks, None or NaN for a gap, as plotly is quick with them.

    It looks at every entry of a list four times; and an array of numbers it takes for new, and draws, whenever
    Streamlit hands over a copy.
    """
    return np.array([None if value != value else value for value in values], dtype=object)


def colour(measure: str, dark: bool) -> str:
    """The measure's colour, half way to white on a dark page."""
    written = str(lexicon.shared("measures")[measure]["colour"])
    if not dark:
        return written
    parts = [int(written[place : place + 2], 16) for place in (1, 3, 5)]
    return "#" + "".join(f"{(part + 255) // 2:02x}" for part in parts)


def hover(claim: Mapping[str, Any]) -> str:
    """The mark in words, free of markup: plotly reads tags."""
    parts = (labels.figure(claim), labels.where(claim), labels.period(claim["period_start"], claim["period_end"]))
    told = labels.told(claim["modality"])
    return "<br>".join(plain(part) for part in (*parts, told, claim["publisher"]) if part)


def plain(text: str) -> str:
    """Text in which nothing is markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def cut(text: str, longest: int) -> str:
    """Text of at most `longest` characters, the end cut off."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def ring(claims: Sequence[str], chosen: str, edges: list[str], dark: bool) -> Trace:
    """The size and the edges of claims' marks; the chosen claim's is larger and has a ring."""
    ringed = [claim == chosen for claim in claims]
    if not any(ringed):
        colour = edges if len(set(edges)) > 1 else next(iter(edges), None)
        return {"size": 11, "line": {"width": 1.5, "color": colour}}
    return {
        "size": [16 if is_chosen else 11 for is_chosen in ringed],
        "line": {
            "width": [3 if is_chosen else 1.5 for is_chosen in ringed],
            "color": [INK[dark] if is_chosen else edge for is_chosen, edge in zip(ringed, edges, strict=True)],
        },
    }


def above_bars(lines: Iterable[tuple[float, str]]) -> list[Trace]:
    """Words at the left edge, each above the bar of its row."""
    shared = {"x": 0, "xref": "paper", "xanchor": "left", "yref": "y", "showarrow": False, "align": "left"}
    return [{**shared, "y": height + 0.36, "text": text} for height, text in lines]


def above(claim: Mapping[str, Any], behind: str) -> str:
    """The words above a claim's bar: the figure, whether it is no count, and what is said behind it."""
    told = "" if claim["modality"] in _COUNT else f" ({claim['modality']})"
    said = f" · {plain(cut(behind, _BEHIND))}" if behind else ""
    return f"<b>{plain(cut(labels.figure(claim), _FIGURE))}</b>{told}{said}"
