"""The charts of the page Figures, a card each: name, what is drawn, its settings, the chart, what its shapes mean."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from extract import charts, labels
from extract.facets import Array, Selection
from extract.views import address, panel, pictures
from extract.views.pictures import Chart
from extract.views.shelf import Held

_PEOPLE = ("arrival", "detention", "death")  # what the chart shows first, where there is any
_CONFIG = {"displayModeBar": False, "responsive": True}
_SAID_OF_AID = "The largest single figures. Nothing is added up; only full bars are paid."
_SCALES = {"log": "Logarithmic", "linear": "Linear"}


def first(selection: Selection) -> Array:
    """The rows that the first card draws."""
    measure = _measure(selection)
    return selection.over_time(measure) if measure else selection.found[:1]


def _measure(selection: Selection) -> str:
    """The measure drawn over time: the address's, else of people, else the most frequent."""
    options = selection.measures
    asked = address.get("drawn")
    if asked in options:
        return asked
    return next((key for key in _PEOPLE if key in options), next(iter(options), ""))


@st.fragment(key="time")
def over_time(held: Held, selection: Selection) -> None:
    """Figures of one measure over the time that each covers."""
    with st.container(border=True, key="card-time"):
        options = selection.measures
        if not options:
            _title(st.container(), "Figures over time", "None of these figures has a stated time and a count to draw.")
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
        said = _said_of_time(len(rows), options[picked].figures, few=few)
        _title(head, "Figures over time", said)
        scale = "log" if few else _scale(scales)
        figure = charts.over_time(rows, dark=dark(), chosen=panel.cited(held, rows), scale=scale)
        name = f"{labels.measure(picked)} over time"
        _chart(held, Chart("time", name, said, charts.key(rows), charts.said(rows, picked)), figure, rows)


def _scale(menu: DeltaGenerator) -> str:
    """The scale of the values, as the address has it."""
    scale = menu.segmented_control(
        "Scale", list(_SCALES), default=address.get("scale", "log"), key="scale", required=True,
        format_func=_SCALES.__getitem__, label_visibility="collapsed", width="stretch",
    )  # fmt: skip
    address.put("scale", scale if scale != "log" else "")
    return str(scale)


def _default(selection: Selection) -> str:
    options = selection.measures
    return next((key for key in _PEOPLE if key in options), next(iter(options), ""))


def _said_of_time(drawn: int, count: int, *, few: bool) -> str:
    said = "Each bar runs over the time that its figure covers."
    return said if few or count <= drawn else f"{said} The newest {drawn:,} of {count:,} are drawn."


@st.fragment(key="aid")
def aid(held: Held, selection: Selection) -> None:
    """Aid from donor to recipient."""
    currencies = selection.currencies
    if not currencies:
        return
    with st.container(border=True, key="card-aid"):
        head, menu = st.columns([3, 2], vertical_alignment="top")
        _title(head, "Aid, from donor to recipient", _SAID_OF_AID)
        currency = currencies[0]
        if len(currencies) > 1:
            asked = address.get("currency")
            currency = menu.selectbox(
                "Currency", currencies, index=currencies.index(asked) if asked in currencies else 0,
                key="drawn currency", label_visibility="collapsed", format_func=labels.currency,
            )  # fmt: skip
            address.put("currency", currency if currency != currencies[0] else "")
        rows = held.facets.rows(selection.aid(currency))
        count = f"{len(rows)} figures" if len(rows) > 1 else "one figure"
        alternative = f"Aid in {labels.currency(currency)}: {count}. The table below holds each of them."
        figure = charts.aid(rows, dark=dark(), chosen=panel.chosen(held))
        _chart(held, Chart("aid", "Aid, from donor to recipient", _SAID_OF_AID, "", alternative), figure, rows)


def _title(part: DeltaGenerator, name: str, said: str) -> None:
    """The name of a part of the page, and a line that says what is drawn."""
    with part.container(gap=None):
        st.markdown(f"**{name}**")
        st.caption(said)


def _chart(held: Held, chart: Chart, figure: go.Figure, rows: pd.DataFrame) -> None:
    """Draw a chart whose marks are claims, what its shapes mean, its source, and the buttons that save it."""
    key = f"chart {chart.card}"
    st.plotly_chart(
        figure, key=key, on_select=panel.chooser(key, _of_point), selection_mode="points", config=_CONFIG,
        alt=chart.alternative, width="stretch",
    )  # fmt: skip
    if chart.key:
        st.caption(chart.key)
    pictures.show(held, chart, figure, rows, dark=dark())


def _of_point(state: Any) -> str:
    """The claim's id of a chosen mark."""
    data = next((point.get("customdata") for point in state["selection"]["points"]), "")
    return str(data[0] if isinstance(data, list) else data or "")


def dark() -> bool:
    """Whether the reader's page is dark."""
    return st.context.theme.type == "dark"
