"""The dashboard's pages by their paths in the address, for the frame and for links from page to page."""

from __future__ import annotations

import streamlit as st

NAMES = {"": "Figures", "article": "Article", "review": "Review", "add": "Add", "about": "About"}


def page(path: str) -> st.Page:
    """A page as Streamlit knows it; the frame draws it."""
    return st.Page(_drawn_by_the_frame, title=NAMES[path], url_path=path, default=not path)


def _drawn_by_the_frame() -> None:
    """A page's place in the navigation."""
