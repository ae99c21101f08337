"""Notes on documents: what was lost when they were read, what is not known of them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

_HIGH = 300  # pixels of the list at most
_LINE = 35


def show(notes: Sequence[tuple[str, str]]) -> None:
    """Draw the notes of the documents on this page, folded; nothing where there are none."""
    if not notes:
        return
    count = len({document for document, _ in notes})
    with st.expander(f"Notes on {count:,} {'document' if count == 1 else 'documents'}", icon=":material/warning:"):
        st.caption("What was lost when they were read, and what is not known of them.")
        st.dataframe(
            pd.DataFrame(notes, columns=["Document", "Note"]), hide_index=True, width="stretch", placeholder="",
            height=min(_HIGH, 2 + _LINE * (1 + len(notes))),
            column_config={
                "Document": st.column_config.TextColumn(width="medium"),
                "Note": st.column_config.TextColumn(width="large"),
            },
        )  # fmt: skip
