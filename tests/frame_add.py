"""A frame for the tests of the Add page: the pages that it leads to say which document they were asked for."""

from __future__ import annotations

import streamlit as st

from extract.views import add, address, shelf

st.set_page_config(page_title="Add", layout="wide")


def _page() -> None:
    """A page's name in the address."""


PATHS = {"": "Figures", "article": "Article", "add": "Add"}
pages = [st.Page(_page, title=title, url_path=path, default=not path) for path, title in PATHS.items()]
here = st.navigation(pages, position="top")
asked = address.begin()
with st.sidebar:
    held = shelf.opened(shelf.menu(asked))
address.write()
if here.url_path == "add":
    add.show(held)
elif document := address.get("document"):
    st.title(here.title)
    st.text(held.text(document).text)
