"""Money and people from one country to another: aid from donor to recipient, people from origin to destination."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from extract import charts, labels
from extract.facets import Selection
from extract.views import themes
from extract.views.figures import cards, panel
from extract.views.figures.pictures import Chart
from extract.views.shelf import Held

_SAID_OF_AID = "The largest single figures. Nothing is added up; only full bars are paid."
_SAID_OF_PEOPLE = "The newest figure of each pair of countries, the largest first. Nothing is added up."
_HATCHED = "Hatched: a plan, forecast, condition or denial, not a count"


def aid(held: Held, selection: Selection) -> None:
    """Aid of one currency, pledged, committed and paid apart."""
    currencies = selection.currencies
    with st.container(key="card-aid"):
        st.caption(_SAID_OF_AID)
        currency = _picked("Currency", "currency", {code: labels.currency(code) for code in currencies})
        rows = held.facets.rows(selection.aid(currency))
        count = f"{len(rows)} figures" if len(rows) > 1 else "one figure"
        alternative = f"Aid in {labels.currency(currency)}: {count}. The table below holds each of them."
        figure = charts.aid(rows, dark=themes.dark(), chosen=panel.chosen(held))
        cards.chart(held, Chart("aid", "Aid, from donor to recipient", _SAID_OF_AID, "", alternative), figure, rows)


def people(held: Held, selection: Selection) -> None:
    """People of one measure."""
    options = selection.directions
    with st.container(key="card-people"):
        st.caption(_SAID_OF_PEOPLE)
        said = {key: f"{labels.measure(key)} ({count:,})" for key, count in options.items()}
        picked = _picked("Measure of people from one country to another", "way", said)
        rows = held.facets.rows(selection.flows(picked))
        figure = charts.flows(rows, dark=themes.dark(), chosen=panel.chosen(held))
        name = f"{labels.measure(picked)}, from origin to destination"
        key = _HATCHED if (rows["modality"] != "reported").any() else ""
        cards.chart(held, Chart("people", name, _SAID_OF_PEOPLE, key, charts.said_flows(rows, picked)), figure, rows)


def _picked(label: str, name: str, options: Mapping[str, str]) -> str:
    """What is chosen in a menu, the first where nothing is; without a menu where there is no choice."""
    first = next(iter(options))
    return first if len(options) == 1 else cards.picked(label, name, options, first)
