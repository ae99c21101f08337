"""The countries that figures name, on a map."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go
import streamlit as st

from extract import charts, gazetteer
from extract.charts import maps
from extract.facets import MOST, Selection
from extract.views import address, themes
from extract.views.figures import cards, panel, pictures
from extract.views.figures.pictures import Chart
from extract.views.shelf import Held

NAME = "map"  # of the card
_WIDE = 700  # pixels of the map on a wide screen
_AROUND, _INSIDE = f".st-key-card-{NAME}", f"[class*=st-key-chart-{NAME}]"  # in the page
_KEPT = 64  # maps: of those who use the dashboard at once, and for who goes back
_TITLE = "Countries that figures name"  # of a picture
_SAID = "A larger circle: more figures name the country. Borders imply no opinion."


def show(held: Held, selection: Selection) -> None:
    """Draw the map; a circle that is chosen cites the newest figure that names its country."""
    counts = selection.countries
    with st.container(key=f"card-{NAME}"):
        named = f" {selection.nowhere:,} of {len(selection):,} figures name none." if selection.nowhere else ""
        said = _SAID + named
        st.caption(said)
        figure, chosen = _figure(selection)
        key = panel.key_of(NAME)
        st.html(f"<style>{maps.map_style(figure, _AROUND, _INSIDE)}</style>")

        def newest(state: Any) -> str:
            country = cards.of_point(state)
            address.put(panel.SPOT, country)
            number = selection.newest(country) if country else None
            return "" if number is None else held.facets.claim_id(number)

        st.plotly_chart(
            figure, key=key, on_select=panel.chooser(key, newest, cards.PLACES, panel.TABLE), selection_mode="points",
            config=cards.CONFIG, theme=None, alt=charts.said_world(counts), width="stretch",
        )  # fmt: skip
        if chosen and address.all_of("country") != [chosen]:
            label = f"Only figures that name {gazetteer.name(chosen)}"
            st.button(label, key="only this country", on_click=_only, args=(chosen,), icon=":material/filter_alt:")
        source = charts.sources(selection.publishers, selection.anonymous)
        chart = Chart(NAME, _TITLE, said, "", charts.said_world(counts))
        pictures.show(held, chart, figure, lambda: held.facets.rows(selection.found[:MOST]), source, dark=themes.dark())


def ready(selection: Selection) -> None:
    """Make the map before it is drawn."""
    _figure(selection)


def _figure(selection: Selection) -> tuple[go.Figure, str]:
    """The map, and the country that the address asks for, if it is on it."""
    spot = address.get(panel.SPOT)
    chosen = spot if spot in selection.countries else ""
    return _made(tuple(selection.countries.items()), chosen, themes.dark()), chosen


@st.cache_resource(show_spinner=False, max_entries=_KEPT)
def _made(counts: tuple[tuple[str, int], ...], chosen: str, dark: bool) -> go.Figure:
    return charts.world(dict(counts), dark=dark, chosen=chosen, wide=_WIDE)


def _only(country: str) -> None:
    """Filter by a country, and by nothing else of where."""
    st.session_state["country"] = [country]
    st.session_state["region"] = []
    st.rerun()
