"""Bars with words above them: each is one claim and ends in a mark that can be seen and hit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from extract.charts import drawing

_ROOM = 0.025  # of the largest figure, behind the bars, so that the marks at their ends can be hit
Row = Mapping[str, Any]


def draw(
    lines: Sequence[Row | str],
    *,
    ends: Callable[[Row], str],
    hatched: Callable[[Row], bool],
    dark: bool = False,
    chosen: str = "",
) -> go.Figure:
    """Lines from top to bottom: a claim as a bar as long as its value in its measure's colour, a string as a heading.

    ends: from where to where, behind the figure above its bar; hatched: whether a bar is no plain one; chosen: the id
    of the claim whose mark has a ring.
    """
    top = 0 if lines and isinstance(lines[0], str) else 0.3  # rows, for the words above the first bar
    heights = range(len(lines) - 1, -1, -1)
    said = [
        (height - 0.36, f"<b>{line}</b>") if isinstance(line, str) else (height, drawing.above(line, ends(line)))
        for height, line in zip(heights, lines, strict=True)
    ]
    claims = [(height, line) for height, line in zip(heights, lines, strict=True) if not isinstance(line, str)]
    ids = [line["claim_id"] for _, line in claims]
    shared = {
        "x": drawing.column(line["value"] for _, line in claims),
        "y": drawing.column(height for height, _ in claims),
        "customdata": ids,
        "hovertext": [drawing.hover(line) for _, line in claims],
        "hoverinfo": "text",
    }
    colours = [drawing.colour(str(line["measure"]), dark) for _, line in claims]
    pattern = {"shape": [drawing.HATCH if hatched(line) else "" for _, line in claims]}
    ring = drawing.ring(ids, chosen, [drawing.PAGE[dark]] * len(ids), dark)
    traces: list[drawing.Trace] = [
        {"type": "bar", "orientation": "h", "width": 0.28, "marker": {"color": colours, "pattern": pattern}, **shared},
        {
            "type": "scatter", "mode": "markers", "marker": {"color": colours, "opacity": 1, **ring},
            "cliponaxis": False,  # that of a small figure lies half to the left
            **shared,
        },
    ]  # fmt: skip
    largest = max([line["value"] for _, line in claims], default=0)
    return drawing.figure(
        traces if claims else [], round(drawing.ROW * (len(lines) + top)), dark, margin={"t": 0, "b": 0},
        xaxis={"visible": False, "range": [0, (1 + _ROOM) * largest]},
        yaxis={"visible": False, "range": [-0.3, len(lines) - 0.7 + top]}, annotations=drawing.above_bars(said),
    )  # fmt: skip
