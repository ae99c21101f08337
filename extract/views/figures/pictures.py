"""A chart's downloads: PNG and SVG, made in the browser from what it shows, and a page of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from extract import charts, export, library
from extract.charts import drawing
from extract.views import filters
from extract.views.shelf import Held

_SAVING = st.components.v2.component("pictures", js=Path(__file__).with_name("pictures.js").read_text(encoding="utf-8"))


_KINDS = ("PNG", "SVG")
_OWN = "the maker’s own"  # how others read whose library it is that the menu calls yours
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
    notes = list(filter(None, (chart.key, _read_as(figure, export.selections.said(asked)), _library(held))))
    name = f"{export.file_name('csv', asked).removesuffix('.csv')}-{chart.card}"
    with st.container(horizontal=True, gap="small", vertical_alignment="top", key=f"pictures {chart.card}"):
        st.html(f'<p class="source" dir="auto">{escape(source)}</p>', width="stretch")  # publishers name themselves
        st.html(_buttons(chart, notes, source, name, dark=dark), width="content")

        def page() -> str:
            return charts.page(
                figure, chart.title, chart.alternative, source, dark, rows=rows(), subtitle=chart.said,
                notes=notes, sources=held.sources,
            )  # fmt: skip

        st.download_button(
            "HTML", data=page, file_name=f"{name}.html", mime="text/html", on_click="ignore", type="tertiary",
            key=f"page of {chart.card}", help="A file of its own, with the sentences of its figures",
        )  # fmt: skip


def _read_as(figure: go.Figure, filtered: str) -> str:
    """What the page shows beside a chart and a picture of it must say: its scale, and the filters."""
    chosen = f"Filtered by {filtered}" if filtered else "No filters"
    return ". ".join(filter(None, (charts.scale_of(figure), chosen)))


def _library(held: Held) -> str:
    """Which library a chart is of; of the sample corpus, what it is. Of others no path: a picture goes to strangers."""
    if not held.where:
        return f"{held.name}: {held.about}"
    yours = library.kind(held.where) == library.FILE and Path(held.where).stem != held.name
    return f"Library: {_OWN if yours else held.name}"


def _buttons(chart: Chart, notes: Sequence[str], source: str, name: str, *, dark: bool) -> str:
    """The buttons of PNG and SVG, with what the script writes into the picture."""
    told = (
        ("card", chart.card), ("title", chart.title), ("said", chart.said), ("notes", "\n".join(notes)),
        ("source", source), ("name", name), ("ink", drawing.INK[dark]), ("page", drawing.PAGE[dark]),
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
