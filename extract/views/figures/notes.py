"""Notes on documents: what was lost when they were read, what is not known of them."""

from __future__ import annotations

from html import escape

import streamlit as st

from extract.facets import Selection
from extract.views.shelf import Held

_MOST = 500  # notes of the list


@st.fragment(key="notes")
def show(held: Held, selection: Selection) -> None:
    """Draw the notes of the articles on this page, folded, and looked up when they are unfolded."""
    box = st.expander("Notes on the articles", icon=":material/info:", on_change="rerun", key="notes")
    if not box.open:
        return
    with box:
        listed = selection.facets.listed(selection.found)
        notes = [(name, note) for name in listed for note in held.warnings.get(name, ())]
        if not notes:
            st.caption("Nothing was lost when they were read, and all that is needed is known of them.")
            return
        more = f" The first {_MOST:,} of {len(notes):,}." if len(notes) > _MOST else ""
        st.caption(f"What was lost when they were read, and what is not known of them.{more}")
        st.html(
            f'<dl class="notes" tabindex="0" aria-label="Notes">{"".join(_said(note) for note in notes[:_MOST])}</dl>'
        )


def _said(note: tuple[str, str]) -> str:
    name, said = map(escape, note)
    return f'<dt dir="auto">{name}</dt><dd dir="auto">{said}</dd>'
