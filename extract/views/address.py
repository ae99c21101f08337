"""The page's address: it holds the whole view, so that a link shows it again: library, filters, settings, the claim.

Streamlit drops what stands in an address when the page changes, so it is kept in the session too and written again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

_KEPT = "address"  # of the session: what the address last held
_UNKNOWN = "unknown"  # what it asked for in vain
Values = dict[str, list[str]]


def begin() -> Values:
    """Take over what is new in the address since it was last written; by name, what is new."""
    kept: Values = st.session_state.setdefault(_KEPT, {})
    asked = {name: st.query_params.get_all(name) for name in st.query_params}
    new = {name: values for name, values in asked.items() if kept.get(name) != values}
    kept.update(new)
    if new:
        forget()
    return new


def all_of(name: str) -> list[str]:
    """The values of a name, none where the address does not have it."""
    kept: Values = st.session_state.get(_KEPT, {})
    return list(kept.get(name, []))


def get(name: str, default: str = "") -> str:
    """The first value of a name."""
    return next(iter(all_of(name)), default)


def put(name: str, value: str | Sequence[str]) -> None:
    """Change one name, in the address at once; an empty value takes it out."""
    values = [value] if isinstance(value, str) else list(value)
    kept: Values = st.session_state.setdefault(_KEPT, {})
    kept.pop(name, None)
    if any(values):
        kept[name] = values
    write()


def put_all(values: Mapping[str, Sequence[str]]) -> None:
    """Change several names; empty ones are taken out. They stand in the address with the next `write`."""
    kept: Values = st.session_state.setdefault(_KEPT, {})
    for name, chosen in values.items():
        kept.pop(name, None)
        if chosen:
            kept[name] = list(chosen)


def write() -> None:
    """Let the address say what the session holds."""
    kept: Values = st.session_state.get(_KEPT, {})
    if {name: st.query_params.get_all(name) for name in st.query_params} != kept:
        st.query_params.from_dict(kept)


def query() -> Values:
    """All that the address holds."""
    return dict(st.session_state.get(_KEPT, {}))


def forget() -> None:
    """Say no more what the address asked for in vain."""
    st.session_state[_UNKNOWN] = []


def fit(name: str, asked: Sequence[str], options: Sequence[str]) -> list[str]:
    """What is among the options of what was asked for; the rest is remembered, to be said."""
    wanting = [value for value in asked if value not in options]
    if wanting:
        st.session_state.setdefault(_UNKNOWN, []).append((name, wanting))
    return [value for value in dict.fromkeys(asked) if value in options]


def unknown() -> list[tuple[str, list[str]]]:
    """What the address asked for and the library does not hold, by name."""
    found: list[tuple[str, list[str]]] = st.session_state.get(_UNKNOWN, [])
    return found
