"""The first page: key figures, charts, the table, and the chosen figure's citation beside them."""

from __future__ import annotations

import streamlit as st

from extract import labels
from extract.facets import Selection
from extract.views import citation, filters
from extract.views.figures import atlas, downloads, listing, panel, times, ways
from extract.views.shelf import Held


def show(held: Held, selection: Selection) -> None:
    """Draw the page for the rows that the filters leave."""
    st.html(citation.STYLE)
    if not len(selection):
        _nothing(held)
        return
    main, side = st.columns([13, 7], gap="medium")
    with main:
        _heading(held, selection)
        times.show(held, selection)
        atlas.show(held, selection)
        ways.people(held, selection)
        ways.aid(held, selection)
        listing.show(held, selection)
    with side:
        panel.show(held, times.first(selection).tolist())


def _nothing(held: Held) -> None:
    """What is said where no figure fits, with the way back."""
    st.title("Migration figures, cited", anchor=False)
    if not len(held.facets):
        st.info(f"{held.name} holds no figure. {held.remedy}")
        return
    st.info("No figure fits all of these filters. Take one away, or clear them all.")
    st.button("Clear the filters", on_click=filters.clear, type="primary")


def _heading(held: Held, selection: Selection) -> None:
    st.title("Migration figures, cited", anchor=False)
    st.caption("Every figure comes from one sentence in one source. Choose a mark or a row to read it.")
    view = selection.overview
    covered = "–".join(dict.fromkeys((view.first[:4], view.last[:4]))) or "not stated"
    with st.container(horizontal=True, gap="medium", key="key-figures"):
        for name, value in (
            ("Figures", f"{view.claims:,}"),
            ("Articles", f"{view.documents:,}"),
            ("Publishers", f"{view.publishers:,}"),
            ("Countries named", f"{view.countries:,}"), ("Time covered", covered),
        ):  # fmt: skip
            st.metric(name, value, width="content")
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="below-key-figures"):
        st.caption(_sum(held, selection))
        downloads.show(held, selection)


def _sum(held: Held, selection: Selection) -> str:
    """The sum of the rows, or why there is none."""
    total, why = selection.total
    if total is None:
        return f"Not added up: {why}."
    column = held.facets.words["unit"]
    unit = column.values[column.codes[selection.found[0]]]
    said = labels.amount(total, unit)
    return f"Together {said}." if labels.is_money(unit) else f"Together {said} {labels.unit(unit, total)}."
