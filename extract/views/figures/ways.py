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

_SAID_OF_AID = "Single amounts, nothing is added up; only full bars are paid."
_SAID_OF_PEOPLE = "The newest figure of each pair of countries, the largest first. Nothing is added up."
_HATCHED = "Hatched: a plan, forecast, condition or denial, not a count"


def aid(held: Held, selection: Selection) -> None:
    """Aid of one currency, pledged, committed and paid apart."""
    currencies = selection.currencies
    with st.container(key="card-aid"):
        line = st.empty()
        currency = _picked("Currency", "currency", {code: labels.currency(code) for code in currencies})
        rows = held.facets.rows(selection.aid(currency))
        all_of = len(selection.amounts(currency))
        largest = f"The largest {len(rows)} of {all_of:,} amounts." if len(rows) < all_of else ""
        said = " ".join(filter(None, (largest, _SAID_OF_AID, unstated_of_aid(selection, currency))))
        line.caption(said)
        count = f"{len(rows)} figures" if len(rows) > 1 else "one figure"
        alternative = f"Aid in {labels.currency(currency)}: {count}. The table below holds each of them."
        figure = charts.aid(rows, dark=themes.dark(), chosen=panel.chosen(held))
        cards.chart(held, Chart("aid", "Aid, from donor to recipient", said, "", alternative), figure, rows)


def people(held: Held, selection: Selection) -> None:
    """People of one measure."""
    options = selection.directions
    with st.container(key="card-people"):
        line = st.empty()
        measures = {key: f"{labels.measure(key)} ({count:,})" for key, count in options.items()}
        picked = _picked("Measure of people from one country to another", "way", measures)
        said = f"{_SAID_OF_PEOPLE} {unstated_of_people(selection, picked)}".strip()
        line.caption(said)
        rows = held.facets.rows(selection.flows(picked))
        figure = charts.flows(rows, dark=themes.dark(), chosen=panel.chosen(held))
        name = f"{labels.measure(picked)}, from origin to destination"
        key = _HATCHED if (rows["modality"] != "reported").any() else ""
        cards.chart(held, Chart("people", name, said, key, charts.said_flows(rows, picked)), figure, rows)


def unstated_of_aid(selection: Selection, currency: str) -> str:
    """How many of the amounts in a currency name no donor, and how many no recipient; nothing where all do."""
    rows = selection.amounts(currency)
    counts = {end: selection.lacking(rows, role) for end, role in (("donor", "actor"), ("recipient", "destination"))}
    said = ", ".join(f"{count:,} of {len(rows):,} state no {end}" for end, count in counts.items() if count)
    return f"{said}; they are drawn with what they state." if said else ""


def unstated_of_people(selection: Selection, measure: str) -> str:
    """How many counts of people of a measure tell of no way between two countries; nothing where all do."""
    missing, count = selection.unplaced(measure)
    return (
        f"Not drawn: {missing:,} of {count:,} figures that do not say from which country to which other."
        if missing
        else ""
    )


def _picked(label: str, name: str, options: Mapping[str, str]) -> str:
    """What is chosen in a menu, the first where nothing is; without a menu where there is no choice."""
    first = next(iter(options))
    return first if len(options) == 1 else cards.picked(label, name, options, first)
