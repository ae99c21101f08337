"""What every chart has: an empty figure in the page's colours, the words on it and under the pointer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from extract import labels, lexicon

INK = ("#28333b", "#dfe7ea")  # of words on a light and on a dark page; Streamlit's own is too pale to read
PAGE = ("#ffffff", "#11181d")  # the page itself, between marks that overlap
HATCH = "/"  # plans, forecasts, conditions and denials are no counts
ROW = 46  # pixels of a row
_FIGURE, _BEHIND = 44, 36  # characters of a figure above its bar, and of what is said behind it
_COUNT = ("reported", "")  # how a figure is told that is a count


def blank(height: int, dark: bool) -> go.Figure:
    """A figure without a mark, in the page's colours."""
    figure = go.Figure(layout={"template": {}})  # Streamlit has its own; plotly's is 7 kB in every figure
    figure.update_layout(
        font={"color": INK[dark], "size": 13},
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
    figure.for_each_xaxis(lambda axis: axis.update(tickfont={"color": INK[dark]}))
    figure.for_each_yaxis(lambda axis: axis.update(tickfont={"color": INK[dark]}))
    return figure


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


def ring(marks: go.Scatter, chosen: str, edges: list[str], dark: bool) -> None:
    """Draw the marks with their edges, and the chosen claim's larger, with a ring."""
    ringed = [claim == chosen for claim in marks.customdata]
    if not any(ringed):
        marks.marker.size = 11
        marks.marker.line = {"width": 1.5, "color": edges if len(set(edges)) > 1 else next(iter(edges), None)}
        return
    marks.marker.size = [16 if is_chosen else 11 for is_chosen in ringed]
    marks.marker.line = {
        "width": [3 if is_chosen else 1.5 for is_chosen in ringed],
        "color": [INK[dark] if is_chosen else edge for is_chosen, edge in zip(ringed, edges, strict=True)],
    }


def label(figure: go.Figure, lines: Sequence[tuple[float, str]]) -> None:
    """Words at the left edge, each above the bar of its row; at once, for plotly looks at all anew with each."""
    shared = {"x": 0, "xref": "paper", "xanchor": "left", "yref": "y", "showarrow": False, "align": "left"}
    figure.update_layout(annotations=[{**shared, "y": height + 0.36, "text": text} for height, text in lines])


def above(claim: Mapping[str, Any], behind: str) -> str:
    """The words above a claim's bar: the figure, whether it is no count, and what is said behind it."""
    told = "" if claim["modality"] in _COUNT else f" ({claim['modality']})"
    said = f" · {plain(cut(behind, _BEHIND))}" if behind else ""
    return f"<b>{plain(cut(labels.figure(claim), _FIGURE))}</b>{told}{said}"
