"""Figures of one measure over the time that each covers."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from extract import charts, labels
from extract.facets import Array, Selection
from extract.views import address, themes
from extract.views.figures import cards, panel
from extract.views.figures.pictures import Chart
from extract.views.shelf import Held

_PEOPLE = ("arrival", "detention", "death")  # what the chart shows first, where there is any
_SCALES = {"log": "Logarithmic", "linear": "Linear"}


def first(selection: Selection) -> Array:
    """The rows that the chart draws."""
    measure = _measure(selection)
    return selection.over_time(measure) if measure else selection.found[:1]


def _measure(selection: Selection) -> str:
    """The measure that is drawn: the address's, if there is any of it."""
    asked = address.get("drawn")
    return asked if asked in selection.measures else _default(selection)


def _default(selection: Selection) -> str:
    options = selection.measures
    return next((key for key in _PEOPLE if key in options), next(iter(options), ""))


@st.fragment(key="time")
def show(held: Held, selection: Selection) -> None:
    """Draw the card."""
    with st.container(border=True, key="card-time"):
        options = selection.measures
        if not options:
            cards.title("Figures over time", "None of these figures has a stated time and a count to draw.")
            return
        head = st.container(gap=None)
        menu, scales = st.columns([3, 2], vertical_alignment="top", gap="small")
        picked = menu.selectbox(
            "Measure to draw", list(options), index=list(options).index(_measure(selection)), key="drawn measure",
            format_func=lambda key: f"{labels.measure(key)} ({options[key].figures:,})", label_visibility="collapsed",
        )  # fmt: skip
        address.put("drawn", picked if picked != _default(selection) else "")
        rows = held.facets.rows(selection.over_time(picked))
        few = len(rows) <= charts.FEW
        said = _said(len(rows), options[picked].figures, few=few)
        with head:
            cards.title("Figures over time", said)
        scale = "log" if few else _scale(scales)
        figure = charts.over_time(rows, dark=themes.dark(), chosen=panel.cited(held, rows), scale=scale)
        name = f"{labels.measure(picked)} over time"
        cards.chart(held, Chart("time", name, said, charts.key(rows), charts.said(rows, picked)), figure, rows)


def _scale(menu: DeltaGenerator) -> str:
    """The scale of the values, as the address has it."""
    scale = menu.segmented_control(
        "Scale", list(_SCALES), default=address.get("scale", "log"), key="scale", required=True,
        format_func=_SCALES.__getitem__, label_visibility="collapsed", width="stretch",
    )  # fmt: skip
    address.put("scale", scale if scale != "log" else "")
    return str(scale)


def _said(drawn: int, count: int, *, few: bool) -> str:
    said = "Each bar runs over the time that its figure covers."
    return said if few or count <= drawn else f"{said} The newest {drawn:,} of {count:,} are drawn."
