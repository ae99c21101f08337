"""The filters of the sidebar, drawn in the frame so that they hold on every page."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd
import streamlit as st

from extract import labels, places, table
from extract.claim import ROLES
from extract.views import address

FIRST_HIDDEN = ("period", "other")  # measures that the first view leaves out
_ANY = "any"
_ROLE_NAMES = {
    _ANY: "in any role", "actor": "as the one who acts or gives", "place": "as the place", "origin": "as the origin",
    "destination": "as the destination or recipient", "via": "on the way",
}  # fmt: skip


class Chosen(NamedTuple):
    """What the sidebar's filters ask for; empty means all."""

    countries: tuple[str, ...]
    role: str
    measures: tuple[str, ...]
    publishers: tuple[str, ...]
    first: str
    last: str
    words: str


def show(claims: pd.DataFrame) -> Chosen:
    """Draw the filters for a table of claims and give what they ask for; the address follows them."""
    named = table.countries(claims)
    measures = [key for key in table.measures() if (claims["measure"] == key).any()]
    publishers = sorted(set(claims["publisher"]) - {""}, key=str.casefold)
    years = [str(year) for year in table.years(claims)]
    codes = sorted(named, key=places.name)
    for name, options, several in (
        ("country", codes, True), ("role", [_ANY, *ROLES], False), ("measure", measures, True),
        ("from", ["", *years], False), ("to", ["", *years], False), ("publisher", publishers, True),
    ):  # fmt: skip
        address.read(name, options, several=several)
    if "words" not in st.session_state:
        st.session_state["words"] = st.query_params.get("words", "")
    counts = claims["measure"].value_counts()
    with st.sidebar:
        st.subheader("Filters")
        countries = st.multiselect(
            "Country", codes, key="country", placeholder="All countries",
            format_func=lambda code: f"{places.name(code)} ({named[code]})",
        )  # fmt: skip
        role = st.selectbox("Country’s role", [_ANY, *ROLES], key="role", format_func=_ROLE_NAMES.__getitem__)
        kinds = st.multiselect(
            "Measure", measures, key="measure", placeholder="All but dates and other",
            format_func=lambda key: f"{labels.measure(key)} ({counts[key]})",
        )  # fmt: skip
        left, right = st.columns(2)
        first = left.selectbox("From year", ["", *years], key="from", format_func=_any_year)
        last = right.selectbox("To year", ["", *years], key="to", format_func=_any_year)
        if first and last and first > last:
            st.caption(f"No year is after {first} and before {last}: change one of them.")
        heard = st.multiselect("Publisher", publishers, key="publisher", placeholder="All publishers")
        words = st.text_input("Words in the sentence", key="words", placeholder="for example: minors", max_chars=80)
        st.button("Clear all filters", on_click=clear, width="stretch")
    chosen = Chosen(tuple(countries), "" if role == _ANY else role, tuple(kinds), tuple(heard), first, last, words)
    address.write(
        {
            "country": chosen.countries, "role": (chosen.role,) if chosen.role else (), "measure": chosen.measures,
            "from": (first,) if first else (), "to": (last,) if last else (), "publisher": chosen.publishers,
            "words": (words,) if words else (),
        }
    )  # fmt: skip
    return chosen


def clear() -> None:
    """Take every filter away."""
    for name in ("country", "measure", "publisher"):
        st.session_state[name] = []
    st.session_state.update({"role": _ANY, "from": "", "to": "", "words": "", "unknown": []})


def _any_year(year: str) -> str:
    return year or "any"


def select(claims: pd.DataFrame, chosen: Chosen) -> pd.DataFrame:
    """The rows that the filters leave; without a measure chosen, all but dates and other numbers."""
    years = None
    if chosen.first or chosen.last:
        years = (int(chosen.first or 0), int(chosen.last or 9999))
    measures = chosen.measures or tuple(key for key in table.measures() if key not in FIRST_HIDDEN)
    return table.select(
        claims, countries=chosen.countries, role=chosen.role, measures=measures, publishers=chosen.publishers,
        years=years, text=chosen.words.strip(),
    )  # fmt: skip
