"""Claims of people who go from one country to another, made for tests."""

from __future__ import annotations

from typing import Any

import pandas as pd
from hypothesis import strategies as st

from extract import table
from extract.claim import COLUMNS, Claim
from extract.facets import Facets, Selection, Wanted

MOST = 8  # bars of a chart
PLAIN: dict[str, Any] = {
    "measure": "arrival", "unit": "people", "statistic": "level", "modality": "reported", "qualifier": "exact",
    "origin": "HND", "destination": "MEX", "value": 500.0,
}  # fmt: skip


def claims(*rows: dict[str, Any]) -> pd.DataFrame:
    found = []
    for number, row in enumerate(rows):
        filled = dict.fromkeys(COLUMNS, "") | {"claim_id": f"{number:012x}"}
        filled |= dict.fromkeys(("start", "end", "sentence_start", "sentence_end"), 0)
        filled |= dict.fromkeys(("value", "low", "high", "page"))
        found.append(Claim(**filled | PLAIN | row))
    return table.frame(found)


def selected(*rows: dict[str, Any]) -> Selection:
    """All of the claims."""
    facets = Facets.of(claims(*rows))
    return Selection(facets, facets.select(Wanted()))


def flows(selection: Selection, measure: str = "arrival") -> pd.DataFrame:
    """The rows that the chart of a measure shows."""
    return selection.facets.rows(selection.flows(measure))


CODES = ("MEX", "USA", "HND", "GTM|HND", "EU", "ITA", "")
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "measure": st.sampled_from(["arrival", "return", "stock"]),
            "actor": st.sampled_from(CODES), "place": st.sampled_from(CODES), "origin": st.sampled_from(CODES),
            "destination": st.sampled_from(CODES), "value": st.one_of(st.none(), st.integers(-5, 10**9).map(float)),
            "group": st.text(max_size=60), "publisher": st.text(max_size=20),
            "modality": st.sampled_from(["reported", "forecast", "denied"]),
            "period_end": st.sampled_from(["", "2021-01-31", "2022-12-31"]),
        }
    ),
    max_size=20,
)  # fmt: skip
