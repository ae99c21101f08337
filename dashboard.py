"""The dashboard's frame: page set-up, the cached corpus, the filters, the pages."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from extract import corpus, pipeline, readers, table
from extract.corpus import Source
from extract.views import address, figures, filters

st.set_page_config(page_title="Migration figures, cited", page_icon="📄", layout="wide", initial_sidebar_state="auto")


@st.cache_resource(show_spinner="Reading the sample articles …", max_entries=2)
def load(fingerprint: tuple[tuple[str, int, int], ...]) -> tuple[pd.DataFrame, Mapping[str, Source], list[str]]:
    """The claims of the sample corpus, the newest first, what its reports are based on, and what could not be read."""
    del fingerprint  # what the cache is kept by
    problems: list[str] = []
    claims = table.frame(pipeline.find(corpus.documents(problems.append)))
    return table.newest_first(claims), corpus.sources(), problems


def main() -> None:
    """Draw the page that the address asks for."""
    try:
        claims, sources, problems = load(corpus.fingerprint())
    except readers.DocumentError as error:
        st.error(f"The articles could not be opened. {error}")
        return
    for problem in problems:
        st.warning(f"One article is left out: {problem}")
    if claims.empty:
        st.info("The articles hold no figure. Put articles with figures into data/articles and reload this page.")
        return
    chosen = filters.show(claims)
    for name, values in address.unknown():
        st.warning(
            f"The link asks for {name} {', '.join(values)}, which is not in this table; the rest of it is shown."
        )
    rows = filters.select(claims, chosen)
    page = st.Page(lambda: figures.show(rows, sources), title="Figures", url_path="figures", default=True)
    st.navigation([page], position="hidden").run()


main()
