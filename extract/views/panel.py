"""The chosen figure's citation, beside the charts; on a phone a sheet at the foot of the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from extract.views import address, citation
from extract.views.shelf import Held

NAME = "citation"  # of the fragment, for those whose marks and rows choose a claim
_CLAIM = "claim"  # its name in the address


def chosen(held: Held) -> str:
    """The id of the claim that the address names, if the library has it."""
    claim_id = address.get(_CLAIM)
    number = held.facets.number(claim_id)
    return "" if number is None else claim_id


def chooser(key: str, id_of: Callable[[dict[str, Any]], str], *others: str) -> Callable[[], None]:
    """What happens when something is chosen in the widget of a key: its claim is cited, and nothing else drawn anew.

    id_of: the claim's id in the widget's state; others: fragments that are drawn anew too.
    """

    def choose() -> None:
        claim_id = id_of(st.session_state[key])
        if claim_id:
            address.put(_CLAIM, claim_id)
            st.rerun([NAME, *others])
        st.rerun([NAME])

    return choose


def show(held: Held, first: Sequence[int]) -> None:
    """Draw the citation of the chosen claim; of the first row drawn where none is chosen."""

    @st.fragment(key=NAME)
    def draw() -> None:
        claim_id = chosen(held)
        number = held.facets.number(claim_id) if claim_id else next(iter(first), None)
        with st.container(key="citation" if claim_id else "citation-first"):
            if number is None:
                st.caption("Choose a mark or a row to read its sentence.")
                return
            _cited(held, int(number), by_hand=bool(claim_id))

    draw()


def _cited(held: Held, number: int, *, by_hand: bool) -> None:
    from extract import table

    claim = table.records(held.facets.rows([number]))[0]
    st.html(citation.html(claim, held.sources.get(claim["document_id"])))
    if by_hand:
        st.button("Close", key="close citation", on_click=_close, type="tertiary")


def _close() -> None:
    address.put(_CLAIM, "")
    st.rerun([NAME])
