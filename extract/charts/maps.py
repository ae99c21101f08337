"""The map: a circle for each country that figures name, larger where more figures do."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

import numpy as np
import plotly.graph_objects as go

from extract import gazetteer, geometry
from extract.charts import drawing, lettering
from extract.charts.lettering import Box, Circle

WIDE = 640  # pixels of a map where the caller does not say
_NARROW = 480  # pixels across up to which a map has the look of a telephone's
_SMALLEST = 300  # pixels across of the narrowest map on which names still touch nothing
_SMALLER, _FEWER = 0.45, 5  # of a circle's size, and names, on a narrow map
_SEEN = 1.5  # pixels more, so that the smallest can be seen there
_LOOKED = 6  # widths from the first to the last of a look at which names are kept apart
_LOWEST, _HIGHEST, _SHALLOWEST = 260, 520, 150  # pixels up; the last of a narrow map
_LAND = ("#e5e9ea", "#28333a")
_NAMED = ("#bfdbe4", "#2b5364")
_CIRCLE = ("#1f6f8b", "#4a9dba")
_OPACITY = 0.9
_LEAST, _MOST = 8, 32  # pixels across of the circles of one figure and of the most
_MANY = 25  # figures that have the largest circle where no country has more
_CLOSEST = (540, 320)  # units of the map: about a continent
_WIDEST = 0.72  # of the world; what spreads further is shown on all of it
_MARGIN = 56  # units of the map around the named countries
_EDGE = 30  # the same around islands at the edge of the world
_SAID = 10  # countries that the text alternative names
_FAR, _FINEST = 1400, 6  # units of a view that shows most of the world, and what is too fine to be seen in it
_TOLD = "Figures that name %{hovertext}<extra></extra>"
_ANTARCTICA = "ATA"


def world(
    counts: Mapping[str, int],
    *,
    dark: bool = False,
    chosen: str = "",
    wide: int = WIDE,
) -> go.Figure:
    """A map with a circle for each country of `counts`, code -> number of figures; its mark carries the code.

    It has the circles and names of a wide page and those of a narrow one; of these, `map_style` shows what fits.
    Codes that are no countries (EU) and counts below 1 are left out. chosen: the code of the country with a ring;
    wide: pixels that the map has from side to side.
    """
    circles = _circles(counts)
    small = [circle._replace(size=round(_SEEN + circle.size * _SMALLER, 1)) for circle in circles]
    view = _view(circles)
    high = round(min(max(wide * view.up / view.across, _LOWEST), _HIGHEST))
    named = {circle.code for circle in circles}
    shown = [code for code in geometry.outlines() if code != _ANTARCTICA or code in named]
    said = [f"{drawing.plain(circle.name)}: {circle.figures:,}" for circle in circles]

    def marks(circles: list[Circle], first: float, last: float, most: int) -> drawing.Trace:
        pages = [(across, _seen(view, across, high)) for across in np.linspace(first, last, _LOOKED)]
        return _marks(circles, lettering.sides(circles, view, pages, chosen, most), dark, chosen)

    told = {"customdata": [circle.code for circle in circles], "hovertext": said, "hovertemplate": _TOLD}
    traces = [
        _land([code for code in shown if code not in named], view, _LAND[dark], dark),
        _land([code for code in shown if code in named], view, _NAMED[dark], dark),
        {**marks(small, _SMALLEST, min(wide, _NARROW), _FEWER), "hoverinfo": "skip"},
        {**marks(circles, min(wide, _NARROW), wide, lettering.MOST), **told},  # it tells of the small circles too
    ]
    axis = {"visible": False, "constrain": "domain"}  # else plotly shows more of the world with each change of width
    return drawing.figure(
        traces, high, dark, margin=dict.fromkeys("lrtb", 0), xaxis={**axis, "range": [view.left, view.right]},
        yaxis={**axis, "range": [view.bottom, view.top], "scaleanchor": "x", "scaleratio": 1},
    )  # fmt: skip


def map_style(figure: go.Figure, around: str, inside: str) -> str:
    """CSS by which a map of `world` fills its box at each width, with the circles and names of that width.

    around, inside: selectors of what the map stands in, and within that of the map. Of other charts there is none.
    """
    if figure.layout.yaxis.scaleanchor is None:
        return ""
    (left, right), (bottom, top) = figure.layout.xaxis.range, figure.layout.yaxis.range
    up = f"max({100 * (top - bottom) / (right - left):.2f}cqw, {_SHALLOWEST}px)"
    wide, narrow = (f"{around} .scatterlayer > .trace:nth-last-child({place})" for place in (1, 2))
    return (
        f"{around} {{ container-type: inline-size }}\n"
        f"{around} {inside} {{ --over: min(0px, ({up} - {figure.layout.height:d}px) / 2); "
        "margin-block: var(--over); clip-path: inset(calc(-1 * var(--over)) 0) }\n"
        f"{narrow} {{ display: none }}\n"
        f"@container (max-width: {_NARROW}px) {{ {narrow} {{ display: inline }} {wide} {{ display: none }} }}\n"
    )


def _seen(view: Box, wide: float, high: float) -> float:
    """Pixels up of what is seen of a map that is so wide, as `map_style` cuts off what would be empty."""
    return min(high, max(wide * view.up / view.across, _SHALLOWEST))


def _circles(counts: Mapping[str, int]) -> list[Circle]:
    """The circles, largest first: so drawn, none is hidden."""
    known = geometry.points()
    found = [(code, count) for code, count in counts.items() if count > 0 and code in known]
    most = max([_MANY, *(count for _, count in found)])
    found.sort(key=lambda pair: (-pair[1], pair[0]))
    return [Circle(code, gazetteer.name(code), count, *known[code], _size(count, most)) for code, count in found]


def _size(count: int, most: int) -> float:
    """Pixels across: the area grows with the root of the number, so that 1 can be seen and hit beside 10,000."""
    share = (math.sqrt(count) - 1) / (math.sqrt(most) - 1)
    return round(math.sqrt(_LEAST**2 + (_MOST**2 - _LEAST**2) * share), 1)


def _view(circles: list[Circle]) -> Box:
    """What is shown: the named countries with a margin, never closer than a continent; all where they spread."""
    whole = Box(*geometry.WHOLE if any(circle.code == _ANTARCTICA for circle in circles) else geometry.WORLD)
    if not circles:
        return whole
    xs, ys = [circle.x for circle in circles], [circle.y for circle in circles]
    whole = Box(min(whole.left, min(xs) - _EDGE), whole.bottom, max(whole.right, max(xs) + _EDGE), whole.top)
    left, right = _widened(min(xs) - _MARGIN, max(xs) + _MARGIN, _CLOSEST[0])
    bottom, top = _widened(min(ys) - _MARGIN, max(ys) + _MARGIN, _CLOSEST[1])
    return whole if right - left > _WIDEST * whole.across else Box(left, bottom, right, top)


def _widened(first: float, last: float, least: float) -> tuple[float, float]:
    spare = max(0, least - (last - first)) / 2
    return first - spare, last + spare


def _land(codes: Iterable[str], view: Box, colour: str, dark: bool) -> drawing.Trace:
    """The countries as one path, a gap between polygons; without what lies far outside the view."""
    spare = max(view.across, view.up) / 2
    near = Box(view.left - spare, view.bottom - spare, view.right + spare, view.top + spare)
    xs: list[int | None] = []
    ys: list[int | None] = []
    outlines = geometry.coarse(_FINEST) if view.across > _FAR else geometry.outlines()
    for ring in (ring for code in codes for ring in outlines[code]):
        across, up = zip(*ring, strict=True)
        if near.touches(Box(min(across), min(up), max(across), max(up))):
            xs += [*across, None]
            ys += [*up, None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": drawing.column(xs),
        "y": drawing.column(ys),
        "fill": "toself",
        "fillcolor": colour,
        "line": {"color": drawing.PAGE[dark], "width": 0.7},
        "hoverinfo": "skip",
    }


def _marks(circles: list[Circle], sides: Mapping[str, str], dark: bool, chosen: str) -> drawing.Trace:
    """The circles, with their names on the side that each has."""
    ringed = [circle.code == chosen for circle in circles]
    named = circles[: max((place for place, circle in enumerate(circles, 1) if circle.code in sides), default=0)]
    halo = ", ".join(f"{across}px {up}px 2px {drawing.PAGE[dark]}" for across in (-1, 1) for up in (-1, 1))
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [circle.x for circle in circles],
        "y": [circle.y for circle in circles],
        "text": [drawing.plain(circle.name) if circle.code in sides else "" for circle in named],
        "textposition": [sides.get(circle.code, "top center") for circle in named],
        "textfont": {"color": drawing.INK[dark], "size": lettering.SIZE, "shadow": halo},
        "marker": {
            "size": [circle.size for circle in circles],
            "color": _CIRCLE[dark],
            "opacity": _OPACITY,
            "line": {
                "width": [3 if is_chosen else 1.2 for is_chosen in ringed] if any(ringed) else 1.2,
                "color": [drawing.INK[dark] if is_chosen else drawing.PAGE[dark] for is_chosen in ringed]
                if any(ringed)
                else drawing.PAGE[dark],
            },
        },
        # a click changes the page, not the map's colours
        "unselected": {"marker": {"opacity": _OPACITY}, "textfont": {"color": drawing.INK[dark]}},
    }


def said_world(counts: Mapping[str, int]) -> str:
    """What the map of `world` shows, in words: its text alternative."""
    circles = _circles(counts)
    if not circles:
        return "Figures by country: no figure names a country"
    said = ", ".join(f"{circle.name} {circle.figures:,}" for circle in circles[:_SAID])
    more = len(circles) - _SAID
    rest = f" and {more} more {'country' if more == 1 else 'countries'}" if more > 0 else ""
    return f"Figures by country: {said}{rest}"
