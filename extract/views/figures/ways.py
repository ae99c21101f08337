"""Money and people from one country to another: aid from donor to recipient, people from origin to destination."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from extract import charts, labels
from extract.facets import Selection
from extract.views import address, themes
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
        currency = _picked("Currency", "currency", currencies, labels.currency)
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
        picked = _picked("Measure of people from one country to another", "way", list(options), said.__getitem__)
        rows = held.facets.rows(selection.flows(picked))
        figure = charts.flows(rows, dark=themes.dark(), chosen=panel.chosen(held))
        name = f"{labels.measure(picked)}, from origin to destination"
        key = _HATCHED if (rows["modality"] != "reported").any() else ""
        cards.chart(held, Chart("people", name, _SAID_OF_PEOPLE, key, charts.said_flows(rows, picked)), figure, rows)


def _picked(label: str, name: str, options: Sequence[str], said: Callable[[str], str]) -> str:
    """What is chosen in a menu whose name the address has; without a menu where there is no choice."""
    if len(options) == 1:
        return options[0]
    asked = address.get(name)
    picked = st.selectbox(
        label, options, index=options.index(asked) if asked in options else 0, key=f"drawn {name}", format_func=said,
        label_visibility="collapsed",
    )  # fmt: skip
    address.put(name, picked if picked != options[0] else "")
    return picked
