"""The dashboard's frame: page set-up, the library that is open, the filters, the pages."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import NamedTuple

import streamlit as st

from extract.library import LibraryError
from extract.readers import DocumentError
from extract.views import about, add, address, article, figures, filters, notices, paths, review, shelf
from extract.views.shelf import Held

st.set_page_config(page_title="Migration figures, cited", page_icon="📄", layout="wide", initial_sidebar_state="auto")


class Page(NamedTuple):
    """A page: its path in the address, what draws it, whether the filters are drawn beside it.

    part: the fragment that is drawn anew when a filter changes; the whole page where it has none.
    """

    path: str
    show: Callable[[Held], None]
    filtered: bool = False
    part: str = ""


PAGES = (
    Page("", figures.show, filtered=True, part=figures.PAGE),
    Page("article", article.show, filtered=True),
    Page("review", review.show, filtered=True),
    Page("add", add.show),
    Page("about", about.show),
)


def main() -> None:
    """Draw the page that the address asks for."""
    here = st.navigation([paths.page(page.path) for page in PAGES], position="top")
    page = next(page for page in PAGES if page.path == here.url_path)
    asked = address.begin()
    shelf.style()
    with st.sidebar:
        choice = shelf.menu(asked)
    held = _opened(choice, new=page.path == "add")
    if held is None:
        return
    filters.take_over(held, asked)
    with st.sidebar:
        shelf.about(held)
        if page.filtered:
            filters.show(held, page.part)
    address.write()
    if page.filtered:
        _unknown()
    if held.problems:
        notices.warn("What cannot be read, and is left out", held.problems)
    page.show(held)
    _settled(page.path, held.number)


@st.fragment(key=filters.UNKNOWN)
def _unknown() -> None:
    """Say what the address asked for in vain, until a filter is changed."""
    if unknown := [f"{name}: {', '.join(values)}" for name, values in address.unknown()]:
        notices.warn("The link asks for what is not in this library; the rest is shown.", unknown)


@st.cache_resource(show_spinner=False, max_entries=64)
def _settled(path: str, library: int) -> None:
    """Leave what stays, modules and the library, out of the garbage collection that Streamlit makes after each run.

    Once for each page and library; looked through every time, they cost half a second.
    """
    del path, library  # what the cache is kept by
    gc.collect()
    gc.freeze()


def _opened(choice: shelf.Choice, *, new: bool) -> Held | None:
    """The library of a choice; None, with the reason on the page, where it cannot be opened.

    new: one that is not there yet counts as empty, for it is made when something is added.
    """
    if new and shelf.wanting(choice):
        return shelf.empty(choice)
    try:
        return shelf.opened(choice)
    except (DocumentError, LibraryError) as error:
        notices.warn("The library could not be opened.", [str(error)])
        if shelf.wanting(choice):
            st.page_link(paths.page("add"), label="Add the first article", icon=":material/add:")
        return None


main()
