"""The rows that the filters leave of a library, kept ready for those who ask for the same."""

from __future__ import annotations

import streamlit as st

from extract.facets import Selection, Wanted
from extract.views.shelf import KNOWN_BY, Held

_KEPT = 64  # selections, of those who use the dashboard at once; each takes 4 bytes a row


@st.cache_resource(show_spinner=False, max_entries=_KEPT, hash_funcs=KNOWN_BY)
def of(held: Held, wanted: Wanted) -> Selection:
    """The rows that fit what is wanted, the newest first."""
    return Selection(held.facets, held.facets.select(wanted))
