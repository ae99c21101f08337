"""The dashboard's frame: page set-up, the cached claims of the library or the sample corpus, the filters, the pages."""

from __future__ import annotations

import os

import streamlit as st

from extract import library
from extract.readers import DocumentError
from extract.views import address, figures, filters, shelf

st.set_page_config(page_title="Migration figures, cited", page_icon="📄", layout="wide", initial_sidebar_state="auto")


def main() -> None:
    """Draw the page that the address asks for."""
    where = os.environ.get(library.VARIABLE, "")
    try:
        held = shelf.library(where) if where else shelf.sample()
    except (DocumentError, library.LibraryError) as error:
        st.error(f"The articles could not be opened. {error}")
        return
    for problem in held.problems:
        st.warning(f"One article is left out: {problem}")
    claims = held.claims
    if claims.empty:
        st.info(f"{held.name} holds no figure. {held.remedy}")
        return
    chosen = filters.show(claims)
    for name, values in address.unknown():
        st.warning(
            f"The link asks for {name} {', '.join(values)}, which is not in this table; the rest of it is shown."
        )
    rows = filters.select(claims, chosen)
    hidden = set(claims["document_id"]) - set(rows["document_id"])
    notes = [note for note in held.notes if note[0] not in hidden]
    page = st.Page(lambda: figures.show(rows, held.sources, notes), title="Figures", url_path="figures", default=True)
    st.navigation([page], position="hidden").run()


main()
