"""The first page: key figures, charts, the table, and the chosen figure's citation beside them."""

from __future__ import annotations

from html import escape
from pathlib import Path

import streamlit as st

from extract import export, labels
from extract.facets import Selection
from extract.views import address, citation, filters, notices, selections
from extract.views.figures import atlas, cards, downloads, listing, notes, panel, pictures, times, ways
from extract.views.shelf import Held

PAGE = "figures"  # the fragment that holds the page
_NAME = "Migration figures, cited"
_SAID = "Every figure comes from one sentence in one source. Choose a mark or a row to read it."


@st.fragment(key=PAGE)
def show(held: Held) -> None:
    """Draw the page for the rows that the filters leave."""
    selection = selections.of(held, filters.wanted(held))
    st.html(citation.STYLE)
    st.html(Path(__file__).with_name("figures.css"))
    if not len(selection):
        _nothing(held)
        return
    _ready(held, selection)
    main, side = st.columns([13, 7], gap="medium")
    with main:
        _heading(held, selection)
        times.show(held, selection)
        _places(held, selection)
        listing.show(held, selection)
        notes.show(held, selection)
        pictures.listen()
    with side:
        panel.show(held, selection, times.first(selection).tolist())


def _ready(held: Held, selection: Selection) -> None:
    """Work out what is drawn before the first of it is sent: the browser draws all anew with each part that comes."""
    times.ready(held, selection)
    if selection.countries and address.get("places") in ("", atlas.NAME):
        atlas.ready(selection)
    listing.ready(held, selection)
    _ = selection.overview, selection.total, selection.nowhere, selection.directions, selection.currencies


@st.fragment(key=cards.PLACES)
def _places(held: Held, selection: Selection) -> None:
    """The card of the map, of people and of aid from one country to another; only what is looked at is drawn."""
    drawn = {
        "Map": (selection.countries, atlas.show, "map"),
        "People": (selection.directions, ways.people, "people"),
        "Aid": (selection.currencies, ways.aid, "aid"),
    }
    shown = {name: (show, key) for name, (found, show, key) in drawn.items() if found}
    if not shown:
        return
    asked = next((name for name, (_, key) in shown.items() if key == address.get("places")), None)
    with st.container(border=True, key="card-places"):
        key = " ".join(("places", *(key for _, key in shown.values())))  # other tabs, another choice
        first = st.session_state.setdefault(f"first of {key}", asked)  # with another it would go back to that
        tabs = st.tabs(list(shown), default=first, key=key, on_change="rerun")
        for tab, (show, key) in zip(tabs, shown.values(), strict=True):
            if tab.open:
                with tab:
                    show(held, selection)
                address.put("places", key if key != next(iter(shown.values()))[1] else "")


def _nothing(held: Held) -> None:
    """What is said where no figure fits, with the way back."""
    st.html(f'<header class="figures-head"><h1>{_NAME}</h1>{_filtered()}</header>')
    if not len(held.facets):
        notices.tell(f"{held.name} holds no figure. {held.remedy}")
        return
    st.info("No figure fits all of these filters. Take one away, or clear them all.")
    st.button("Clear the filters", on_click=filters.cleared, type="primary")


def _heading(held: Held, selection: Selection) -> None:
    """The page's name, its filters, and its key figures: one element, since each costs the browser time."""
    view = selection.overview
    covered = "–".join(dict.fromkeys((view.first[:4], view.last[:4]))) or "not stated"
    figures = {
        "Figures": f"{view.claims:,}", "Articles": f"{view.documents:,}", "Publishers": f"{view.publishers:,}",
        "Countries named": f"{view.countries:,}", "Time covered": covered,
    }  # fmt: skip
    key = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in figures.items())
    said = f"<p>{_SAID}</p>{_filtered()}"
    st.html(f'<header class="figures-head"><h1>{_NAME}</h1>{said}<dl class="key-figures">{key}</dl></header>')
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="below-key-figures"):
        st.html(f'<p class="quiet">{escape(_sum(held, selection))}</p>')
        downloads.show(held, selection)


def _filtered() -> str:
    """HTML that names the filters, where the sidebar that shows them is folded."""
    said = export.selections.said(filters.selection())
    return f'<p class="filtered" dir="auto">Filtered by {escape(said)}</p>' if said else ""


def _sum(held: Held, selection: Selection) -> str:
    """The sum of the rows, or why there is none."""
    total, why = selection.total
    if total is None:
        return f"Not added up: {why}."
    column = held.facets.words["unit"]
    unit = column.values[column.codes[selection.found[0]]]
    said = labels.amount(total, unit)
    return f"Together {said}." if labels.is_money(unit) else f"Together {said} {labels.unit(unit, total)}."
