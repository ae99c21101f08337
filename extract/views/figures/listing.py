"""The table of the page Figures: a page of rows, as people read them."""

from __future__ import annotations

import functools
import hashlib
import json
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import streamlit as st

from extract import labels, table
from extract.facets import Selection
from extract.views import address
from extract.views.figures import cards, panel
from extract.views.shelf import KNOWN_BY, Held

_PAGE = 40  # rows of the table on one page
_KEPT = 64  # pages that are kept ready
_AROUND = 240  # characters of a sentence before its number, and as many behind it
_HERE = Path(__file__)
_KEY = "rows"


class _Page(NamedTuple):
    """A page of the table: the rows as the browser has them, and what it knows them by."""

    rows: list[list[str]]
    signature: str


@functools.cache
def _table() -> Any:
    style, script = (_HERE.with_suffix(f".{end}").read_text(encoding="utf-8") for end in ("css", "js"))
    return st.components.v2.component("figures_table", html='<div class="figures"></div>', css=style, js=script)


@st.fragment(key=panel.TABLE)
def show(held: Held, selection: Selection) -> None:
    """Draw a page of the rows; a row that is chosen is cited."""
    with st.container(border=True, key="card-table"):
        cards.title("All figures", "One row is one number in a text. Choose a row to read its sentence.")
        found = _place(held, selection, panel.find())
        page = _asked(len(selection)) if found is None else found // _PAGE + 1
        pages = -(-len(selection) // _PAGE)
        if pages > 1:
            key = f"page {len(selection)} {zlib.crc32(selection.found.tobytes())}"  # other rows begin with their first
            if found is not None:
                st.session_state[key] = page
            page = st.pagination(pages, default=page, key=key)
        address.put("page", str(page) if page > 1 else "")
        shown = _rows(held, selection, page)
        ids = {row[0] for row in shown.rows}

        def chosen(state: Any) -> str:
            claim = state.get("chosen")
            return claim if claim in ids else ""

        data = {**shown._asdict(), "chosen": panel.chosen(held), "choices": panel.choices()}
        _table()(key=_KEY, data=data, on_chosen_change=panel.chooser(_KEY, chosen))


def _place(held: Held, selection: Selection, claim_id: str) -> int | None:
    """The place of a claim among the rows, None where it is not among them."""
    number = held.facets.number(claim_id)
    places = selection.found == number
    return int(np.argmax(places)) if number is not None and places.any() else None


def ready(held: Held, selection: Selection) -> None:
    """Make the page of rows before it is drawn."""
    _rows(held, selection, _asked(len(selection)))


def _asked(count: int) -> int:
    """The number of the page that the address asks for, counted from 1."""
    asked = address.get("page")
    return min(max(int(asked), 1), -(-count // _PAGE)) if asked.isascii() and asked.isdecimal() else 1


def _rows(held: Held, selection: Selection, page: int) -> _Page:
    return _made(held, selection.found[_PAGE * (page - 1) : _PAGE * page].tobytes())


@st.cache_resource(show_spinner=False, max_entries=_KEPT, hash_funcs=KNOWN_BY)
def _made(held: Held, numbers: bytes) -> _Page:
    rows = held.facets.rows(np.frombuffer(numbers, np.int32))
    claims = table.records(table.holding(rows))
    said = [_said(claim, sample=claim["document_id"] in held.sources) for claim in claims]
    return _Page(said, hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16])


def _said(claim: Mapping[str, Any], *, sample: bool) -> list[str]:
    """A row: its id, its figure and kind, where and when, its sentence in three parts, whose it is; as reviewed."""
    kind = (
        labels.measure(claim["measure"]), labels.status(claim["status"]), labels.told(claim["modality"]),
        labels.review(claim),
    )  # fmt: skip
    publisher = str(claim["publisher"])
    sentence, begins = str(claim["sentence"]), claim["sentence_start"]
    first, last = claim["start"] - begins, claim["end"] - begins
    return [
        claim["claim_id"], labels.figure(claim), " · ".join(filter(None, kind)), labels.where(claim),
        labels.period(claim["period_start"], claim["period_end"]), sentence[max(first - _AROUND, 0) : first],
        sentence[first:last], sentence[last : last + _AROUND],
        f"A sample, after {publisher}" if sample and publisher else publisher,
    ]  # fmt: skip
