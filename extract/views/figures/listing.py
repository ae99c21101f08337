"""The table of the page Figures: a page of rows, as people read them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from extract import labels, table
from extract.facets import Selection
from extract.views import address
from extract.views.figures import cards, panel
from extract.views.shelf import KNOWN_BY, Held

_PAGE = 40  # rows of the table on one page
_KEPT = 64  # pages that are kept ready
_LINE = 35  # pixels of a row
_HIGH = 422  # of the table
_ALT = "All figures, one a row; the arrow keys choose a row, and its sentence is read beside the table"


@st.fragment(key="table")
def show(held: Held, selection: Selection) -> None:
    """Draw a page of the rows; a row that is chosen is cited."""
    with st.container(border=True, key="card-table"):
        cards.title("All figures", "One row is one number in a text. Choose a row to read its sentence.")
        pages = -(-len(selection) // _PAGE)
        asked = address.get("page")
        page = min(max(int(asked), 1), pages) if asked.isascii() and asked.isdecimal() else 1
        if pages > 1:
            page = st.pagination(pages, default=page, key="page of the table")
        address.put("page", str(page) if page > 1 else "")
        numbers = selection.found[_PAGE * (page - 1) : _PAGE * page]
        ids, rows = _page(held, numbers.tobytes())
        key = f"table {hash(tuple(numbers.tolist())) & 0xFFFFFFFF:x}"  # a choice never points into other rows
        st.dataframe(
            rows, key=key, hide_index=True, on_select=panel.chooser(key, lambda state: _row(state, ids)),
            selection_mode=["single-row", "single-cell"], placeholder="", width="stretch", row_height=_LINE,
            height=min(_HIGH, 2 + _LINE * (1 + len(rows))), alt=_ALT,
            column_config={
                "Value": st.column_config.NumberColumn(format="localized", width=118),
                "Where": st.column_config.TextColumn(width=160),
                "Period": st.column_config.TextColumn(width=150),
                "Sentence": st.column_config.TextColumn(width="large"),
            },
        )  # fmt: skip


@st.cache_resource(show_spinner=False, max_entries=_KEPT, hash_funcs=KNOWN_BY)
def _page(held: Held, numbers: bytes) -> tuple[Sequence[str], pd.DataFrame]:
    """The ids of rows, and what the table shows of them."""
    rows = held.facets.rows(np.frombuffer(numbers, np.int32))
    return rows["claim_id"].tolist(), _columns(rows)


def _row(state: Any, ids: Sequence[str]) -> str:
    """The claim's id of a chosen row."""
    selection = state["selection"]
    chosen = selection["rows"] or [cell[0] for cell in selection["cells"]]
    return next((ids[row] for row in chosen if row < len(ids)), "")


def _columns(rows: pd.DataFrame) -> pd.DataFrame:
    """The table's columns as people read them; values as reviewed."""
    claims = table.records(table.holding(rows))
    return pd.DataFrame(
        {
            "Value": [claim["value"] for claim in claims],
            "Of what": [labels.counted(claim) for claim in claims],
            "Measure": [labels.measure(claim["measure"]) for claim in claims],
            "Where": [labels.where(claim) for claim in claims],
            "Period": [labels.period(claim["period_start"], claim["period_end"]) for claim in claims],
            "Sentence": rows["sentence"].to_numpy(),
            "Publisher": rows["publisher"].to_numpy(),
        }
    )
