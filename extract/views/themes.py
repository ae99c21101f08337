"""The reader's theme: what Streamlit draws itself follows it, what we draw asks here."""

from __future__ import annotations

import streamlit as st


def dark() -> bool:
    """Whether the reader's page is dark."""
    return st.context.theme.type == "dark"
