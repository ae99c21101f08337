"""The form in which a reviewer corrects a claim: a field for each column that may be, lists where they are closed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from extract import labels, table
from extract.claim import MEANING, MODALITIES, QUALIFIERS, STATISTICS, STATUSES
from extract.views.review import sheet

_NOTE = "note"
_LONGEST = 1_000  # characters of a note
_LISTS: dict[str, tuple[str, ...]] = {
    "qualifier": QUALIFIERS, "statistic": STATISTICS, "direction": ("", "up", "down"), "status": ("", *STATUSES),
    "modality": MODALITIES,
}  # fmt: skip
_ROWS = (
    ("value", "unit", "measure"), ("group", "status", "modality"), ("actor", "place", "origin"),
    ("destination", "via", "said_by"), ("period_start", "period_end", "qualifier"), ("low", "high", "statistic"),
    ("direction", "per"),
)  # fmt: skip
_HOW = (
    "Enter saves, Esc cancels. Countries are ISO codes or English names, several joined by a bar (MEX, "
    "Guatemala|Honduras). Days are 2021-06-08, 2021-06 or 2021. Money is counted in a currency’s code, such as USD."
)


def key(column: str) -> str:
    """The key of a column's field."""
    return f"correct-{column}"


def fill(claim: Mapping[str, Any], note: str) -> None:
    """Put a claim's record into the fields, as it holds now."""
    for column in MEANING:
        st.session_state[key(column)] = sheet.plain(claim, column)
    st.session_state[key(_NOTE)] = note


def changes(claim: Mapping[str, Any]) -> dict[str, str]:
    """What was changed in the fields, by column."""
    typed = {column: str(st.session_state.get(key(column), "")).strip() for column in MEANING}
    return {column: said for column, said in typed.items() if said != sheet.plain(claim, column)}


def note() -> str:
    """The note that was typed beside them."""
    return str(st.session_state.get(key(_NOTE), "")).strip()


def show(claim: Mapping[str, Any], trouble: str, save: Callable[[], None], cancel: Callable[[], None]) -> None:
    """Draw the form; trouble: why the last attempt was not taken."""
    called = sheet.names(str(claim["measure"]))
    with st.container(key="review-correction"), st.form("review-form", border=True):
        st.markdown(
            "**Correct this figure.** Only what you change is saved. Leave a field empty where the text does not say."
        )
        st.html(sheet.line(_HOW, "told"))
        if trouble:
            st.html(sheet.line(trouble, "trouble"))
        for row in _ROWS:
            for part, column in zip(st.columns(3), row, strict=False):
                with part:
                    _field(column, called[column])
        st.text_input("Note", key=key(_NOTE), placeholder="Why; it stands with the correction", max_chars=_LONGEST)
        with st.container(horizontal=True):
            st.form_submit_button("Save", key="review-save", type="primary", on_click=save)
            st.form_submit_button("Cancel", key="review-cancel", shortcut="Esc", on_click=cancel)


def _field(column: str, name: str) -> None:
    if column == "measure":
        st.selectbox(name, table.measures(), key=key(column), format_func=labels.measure)
    elif column in _LISTS:
        options = _LISTS[column]
        st.selectbox(name, options, key=key(column), format_func=_listed)
    else:
        st.text_input(name, key=key(column), placeholder="not stated")


def _listed(word: str) -> str:
    return labels.status(word) or word.replace("_", " ") or "not stated"


def told(message: str, measure: str) -> tuple[str, str]:
    """A message of the library with the field's own name in front, and the column that it is about, if it names one.

    >>> told("low: 5 is more than value, 3; exchange or mend them", "death")
    ('At least: 5 is more than value, 3; exchange or mend them', 'low')
    """
    column, colon, rest = message.partition(":")
    called = sheet.names(measure)
    return (f"{called[column]}:{rest}", column) if colon and column in called else (message, "")
