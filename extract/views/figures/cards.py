"""What the charts of the page Figures have in common: a card with a name, what is drawn, the chart, its source."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from extract import charts
from extract.views import address, themes
from extract.views.figures import panel, pictures
from extract.views.figures.pictures import Chart
from extract.views.shelf import Held

TIME, PLACES = panel.CHARTS  # the fragments: of the card over time, and of that with the map, people and aid
CONFIG = {"displayModeBar": False}


def title(name: str, said: str) -> None:
    """The name of a part of the page, and a line that says what is drawn."""
    st.html(f'<div class="card-head"><h2>{escape(name)}</h2><p>{escape(said)}</p></div>')


def picked(label: str, name: str, options: Mapping[str, str], default: str, part: DeltaGenerator | None = None) -> str:
    """What is chosen in a menu whose name the address has, else the default; the address names what is chosen by hand.

    options: how each is called; part: where the menu stands.
    """
    key = f"menu of {name}"
    asked = address.get(name)
    st.session_state[key] = asked if asked in options else default

    def chosen() -> None:
        choice = str(st.session_state[key])
        address.put(name, choice if choice != default else "")

    return str(
        (part or st).selectbox(
            label, list(options), key=key, format_func=options.__getitem__, on_change=chosen,
            label_visibility="collapsed",
        )
    )  # fmt: skip


def chart(held: Held, drawn: Chart, figure: go.Figure, rows: pd.DataFrame, source: str = "") -> None:
    """Draw a chart whose marks are claims, what its shapes mean, its source, and the buttons that save it.

    source: where the caller keeps it.
    """
    key = panel.key_of(drawn.card)
    st.plotly_chart(
        figure, key=key, on_select=panel.chooser(key, of_point, panel.TABLE), selection_mode="points",
        config=CONFIG, theme=None, alt=drawn.alternative, width="stretch",
    )  # fmt: skip
    if drawn.key:
        st.caption(drawn.key)
    pictures.show(held, drawn, figure, lambda: rows, source or charts.source(rows), dark=themes.dark())


def of_point(state: Any) -> str:
    """The claim's id of a chosen mark."""
    data = next((point.get("customdata") for point in state["selection"]["points"]), "")
    return str(data[0] if isinstance(data, list) else data or "")
