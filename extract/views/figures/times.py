"""Figures of one measure over the time that each covers."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from extract import charts, labels
from extract.facets import Array, Selection
from extract.views import address, themes
from extract.views.figures import cards, panel
from extract.views.figures.pictures import Chart
from extract.views.shelf import KNOWN_BY, Held

_PEOPLE = ("arrival", "detention", "death")  # what the chart shows first, where there is any
_KEPT = 64  # charts: of those who use the dashboard at once, and for who goes back
_BARS = "Each bar runs over the time that its figure covers"
_SCALES = {"log": "Logarithmic", "linear": "Linear"}


class _Made(NamedTuple):
    """Rows and their chart, what its shapes mean, what it shows in words, and its source."""

    rows: pd.DataFrame
    figure: go.Figure
    key: str
    said: str
    source: str


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


@st.fragment(key=cards.TIME)
def show(held: Held, selection: Selection) -> None:
    """Draw the card."""
    with st.container(border=True, key="card-time"):
        options = selection.measures
        if not options:
            cards.title("Figures over time", "None of these figures has a stated time and a count to draw.")
            return
        head = st.container(gap=None)
        menu, scales = st.columns([3, 2], vertical_alignment="top", gap="small")
        said = {key: f"{labels.measure(key)} ({drawn.figures:,})" for key, drawn in options.items()}
        picked = cards.picked("Measure to draw", "drawn", said, _default(selection), menu)
        numbers = selection.over_time(picked)
        few = len(numbers) <= charts.FEW
        line = _said(len(numbers), options[picked].figures, "" if few else options[picked].unit)
        with head:
            cards.title("Figures over time", line)
        if not few:
            _scale(scales)
        made = _figure(held, numbers)
        chart = Chart("time", f"{labels.measure(picked)} over time", line, made.key, made.said)
        cards.chart(held, chart, made.figure, made.rows, made.source)


def ready(held: Held, selection: Selection) -> None:
    """Make the chart before it is drawn."""
    if selection.measures:
        _figure(held, first(selection))


def _figure(held: Held, numbers: Array) -> _Made:
    """The chart of rows, with the scale that the address has."""
    return _made(held, numbers.tobytes(), _asked_scale(), panel.cited(held, numbers), themes.dark())


@st.cache_resource(show_spinner=False, max_entries=_KEPT, hash_funcs=KNOWN_BY)
def _made(held: Held, numbers: bytes, scale: str, cited: str, dark: bool) -> _Made:
    rows = held.facets.rows(np.frombuffer(numbers, np.int32))
    figure = charts.over_time(rows, dark=dark, chosen=cited, scale=scale)
    measure = str(rows["measure"].iloc[0])
    return _Made(rows, figure, charts.key(rows, cited), charts.said(rows, measure), charts.source(rows))


def _asked_scale() -> str:
    return "linear" if address.get("scale") == "linear" else "log"


def _scale(menu: DeltaGenerator) -> None:
    """Let the scale of the values be chosen, as the address has it."""
    scale = menu.segmented_control(
        "Scale", list(_SCALES), default=_asked_scale(), key="scale", required=True,
        format_func=_SCALES.__getitem__, label_visibility="collapsed", width="stretch",
    )  # fmt: skip
    address.put("scale", scale if scale != "log" else "")


def _said(drawn: int, count: int, unit: str) -> str:
    """What is drawn; unit: of the values that heights stand for, empty where each figure has a row."""
    if not unit:
        return f"{_BARS}."
    said = f"{_BARS}; heights {_heights(unit)}."
    return said if count <= drawn else f"{said} The newest {drawn:,} of {count:,} are drawn."


def _heights(unit: str) -> str:
    if labels.is_money(unit):
        return f"are {labels.currency(unit)}"
    return f"are {unit}" if unit in ("percent", "times") else f"count {labels.unit(unit, None)}"
