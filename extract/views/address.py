"""The page's address: the filters stand in it, so that a link shows the same rows again."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

_READ = "address read"


def read(name: str, options: Sequence[str], *, several: bool) -> None:
    """Put what the address asks for into a filter's state, once a session; what is not among the options is said."""
    done: set[str] = st.session_state.setdefault(_READ, set())
    if name in done:
        return
    done.add(name)
    asked = st.query_params.get_all(name)
    known = [value for value in asked if value in options]
    if known:
        st.session_state[name] = known if several else known[0]
    unknown = [value for value in asked if value not in options]
    if unknown:
        st.session_state.setdefault("unknown", []).append((name, unknown))


def unknown() -> list[tuple[str, list[str]]]:
    """What the address asked for and the table does not hold, by filter."""
    found: list[tuple[str, list[str]]] = st.session_state.get("unknown", [])
    return found


def write(values: dict[str, Sequence[str]]) -> None:
    """Put the filters' state into the address; filters that leave all rows are not named."""
    wanted = {name: list(chosen) for name, chosen in values.items() if chosen}
    if {name: st.query_params.get_all(name) for name in st.query_params} != wanted:
        st.query_params.from_dict(wanted)
