"""The list of documents on the Add page: buttons, of which one is pressed; their words are never markup."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict

import streamlit as st

from extract import labels
from extract.views.add.trays import Tray

_HERE = Path(__file__).parent


class Entry(TypedDict):
    """A document in the list; state: what is or was made of it; fault: something is to be mended; aside: left out."""

    name: str
    about: str
    state: str
    fault: bool
    aside: bool


_LIST = st.components.v2.component(
    "added_documents",
    html='<ul aria-label="Documents"></ul>',
    css=(_HERE / "documents.css").read_text(encoding="utf-8"),
    js=(_HERE / "documents.js").read_text(encoding="utf-8"),
)


def show(tray: Tray, places: Sequence[int], entries: Sequence[Entry]) -> None:
    """Draw the list; the document that is pressed becomes the tray's chosen one. places: of the entries in the tray."""
    key = f"documents {tray.turn} {tray.done}"

    def picked() -> None:
        at = st.session_state[key].get("picked")
        if isinstance(at, int) and 0 <= at < len(places):
            tray.chosen = places[at]

    listed = _apart(entries)
    chosen = places.index(tray.chosen) if tray.chosen in places else 0
    _LIST(key=key, data={"documents": listed, "chosen": chosen}, on_picked_change=picked)


def _apart(entries: Sequence[Entry]) -> list[Entry]:
    """The entries, those of one name numbered from the second on, so that no two buttons are called the same."""
    names = labels.numbered(entry["name"] for entry in entries)
    return [{**entry, "name": name} for entry, name in zip(entries, names, strict=True)]
