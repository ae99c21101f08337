"""A chart's downloads: PNG and SVG, made in the browser from what it shows, and a page of its own."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from extract import charts, export
from extract.charts import drawing
from extract.views import filters
from extract.views.shelf import Held

_SAVING = st.components.v2.component("pictures", js=Path(__file__).with_name("pictures.js").read_text(encoding="utf-8"))


_KINDS = ("PNG", "SVG")
Rows = Callable[[], pd.DataFrame]


class Chart(NamedTuple):
    """A chart of the page: the name of its card, its title, what is drawn, what its shapes mean, and in words."""

    card: str
    title: str
    said: str
    key: str
    alternative: str


def show(held: Held, chart: Chart, figure: go.Figure, rows: Rows, source: str, *, dark: bool) -> None:
    """Draw the source of a chart, and the buttons that save it; rows: what gives those that its page lists."""
    asked = filters.selection()
    name = f"{export.file_name('csv', asked).removesuffix('.csv')}-{chart.card}"
    with st.container(horizontal=True, gap="small", vertical_alignment="top", key=f"pictures {chart.card}"):
        st.html(f'<p class="source" dir="auto">{escape(source)}</p>', width="stretch")  # publishers name themselves
        st.html(_buttons(chart, source, name, dark=dark), width="content")

        def page() -> str:
            return charts.page(
                figure, chart.title, chart.alternative, source, dark, rows=rows(), subtitle=chart.said,
                sources=held.sources,
            )  # fmt: skip

        st.download_button(
            "HTML", data=page, file_name=f"{name}.html", mime="text/html", on_click="ignore", type="tertiary",
            key=f"page of {chart.card}", help="A file of its own, with the sentences of its figures",
        )  # fmt: skip


def _buttons(chart: Chart, source: str, name: str, *, dark: bool) -> str:
    """The buttons of PNG and SVG, with what the script writes into the picture."""
    told = (
        ("card", chart.card), ("title", chart.title), ("said", chart.said), ("key", chart.key), ("source", source),
        ("name", name), ("ink", drawing.INK[dark]), ("page", drawing.PAGE[dark]),
    )  # fmt: skip
    data = "".join(f' data-{escape(key)}="{escape(value)}"' for key, value in told)
    title = escape(chart.title)
    buttons = "".join(
        f'<button type="button" data-kind="{escape(kind)}" aria-label="Save “{title}” as {escape(kind)}">'
        f"{escape(kind)}</button>"
        for kind in _KINDS
    )
    return f'<div class="save-chart"{data}>{buttons}</div>'


def listen() -> None:
    """Let the buttons of all charts save what they stand beside."""
    _SAVING(key="pictures", height="content")
