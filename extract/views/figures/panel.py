"""The chosen figure's citation, beside the charts; on a phone a sheet at the foot of the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from extract import citations, table
from extract.facets import Array, Selection
from extract.library import LibraryError
from extract.views import address, citation, notices, paths
from extract.views.shelf import Held

NAME = "citation"  # of the fragment, for those whose marks and rows choose a claim
TABLE = "table"  # the fragment of the table, which marks the row that is cited
_CLAIM = "claim"  # its name in the address
SPOT = "spot"  # the country that was chosen on the map, in the address
CHARTS = ("time", "places")  # the fragments of the charts
_CHOICES, _CLOSED, _FIND = "choices", "closed citations", "find in the table"  # of the session
_HERE = Path(__file__)
_COPIES = "Copy as citation"
_COPY = st.components.v2.component(
    "copied",
    html=f'<button type="button">{_COPIES}</button><span role="status"></span>',
    css=_HERE.with_name("buttons.css").read_text(encoding="utf-8"),
    js=_HERE.with_name("copied.js").read_text(encoding="utf-8"),
)


def chosen(held: Held) -> str:
    """The id of the claim that the address names, if the library has it."""
    claim_id = address.get(_CLAIM)
    return claim_id if held.facets.number(claim_id) is not None else ""


def cited(held: Held, rows: Array) -> str:
    """The id of the claim that is cited if the first chart draws these rows: the chosen one, else the first of them."""
    return chosen(held) or (held.facets.claim_id(rows[0]) if len(rows) else "")


def chooser(key: str, id_of: Callable[[dict[str, Any]], str], *others: str) -> Callable[[], None]:
    """What happens when something is chosen in the widget of a key: its claim is cited, and nothing else drawn anew.

    id_of: the claim's id in the widget's state, empty where none is chosen; others: fragments that are drawn anew too.
    """

    def choose() -> None:
        claim_id = id_of(st.session_state[key])
        if claim_id:
            _choose(claim_id)
            if TABLE in others:
                st.session_state[_FIND] = claim_id
        st.rerun([NAME, *others])

    return choose


def choices() -> int:
    """How often something was chosen: the browser takes no notice of data that it had before."""
    return int(st.session_state.get(_CHOICES, 0))


def _choose(claim_id: str) -> None:
    address.put(_CLAIM, claim_id)
    st.session_state[_CHOICES] = choices() + 1


def find() -> str:
    """The id of a claim that was chosen in a chart since this was asked last: the table turns to its page."""
    return str(st.session_state.pop(_FIND, ""))


def key_of(chart: str) -> str:
    """The key of a chart: another one where what was chosen in it is no longer, so that no mark stays dimmed."""
    return f"chart {chart} {st.session_state.get(_CLOSED, 0)}".removesuffix(" 0")


def show(held: Held, selection: Selection, first: Sequence[int]) -> None:
    """Draw the citation of the chosen claim; of the first row drawn where none is chosen."""

    @st.fragment(key=NAME)
    def draw() -> None:
        claim_id = chosen(held)
        number = held.facets.number(claim_id) if claim_id else next(iter(first), None)
        with st.container(key="citation" if claim_id else "citation-first"):
            if address.get(_CLAIM) and not claim_id:
                st.caption("The figure that the link asks for is not, or no longer, in this library; here is another.")
            if number is None:
                st.caption("Choose a mark or a row to read its sentence.")
            else:
                if claim_id and not (selection.found == number).any():
                    st.caption("The filters leave this figure out: it is none of those that are shown.")
                _cited(held, int(number), by_hand=bool(claim_id))

    draw()


def _cited(held: Held, number: int, *, by_hand: bool) -> None:
    claim = table.records(table.holding(held.facets.rows([number])))[0]
    source = held.sources.get(claim["document_id"])
    around, live = ("", ""), ""
    try:
        document = held.text(claim["document_id"])
        around, live = citations.context(document, claim), citations.link(claim, document, source)
    except LibraryError as error:
        notices.warn("The text of this article could not be read.", [str(error)])
    st.html(citation.html(claim, source, around, live))
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="citation-actions"):
        asked = address.query() | {"document": [claim["document_id"]], _CLAIM: [claim["claim_id"]]}
        st.page_link(paths.page("article"), label="Read in the article", icon=":material/article:", query_params=asked)
        _COPY(key="copy citation", data={"text": citations.citation(claim, live, source)})
        if by_hand:
            st.button("Close", key="close citation", on_click=_close, type="tertiary")


def _close() -> None:
    _choose("")
    address.put(SPOT, "")
    st.session_state[_CLOSED] = st.session_state.get(_CLOSED, 0) + 1
    st.rerun([NAME, TABLE, *CHARTS])
