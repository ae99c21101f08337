"""The rows on the screen as files, in every format, the filters named in the file and in its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import streamlit as st

from extract import export, table
from extract.facets import Selection
from extract.views import filters
from extract.views.shelf import Held

_PART = 10_000  # rows that are made at once
_SHEET = 1_048_575  # rows of a workbook's sheet
_TEXTS = 5_000  # documents whose texts are packed from a page
_CSV = "csv"
_FIRST = ("xlsx", "excel")  # of the other formats: most people have it
_MIMES = {
    "csv": "text/csv", "jsonl": "application/jsonl", "excel": "text/csv", "hxl": "text/csv", "people": "text/csv",
    "aid": "text/csv", "annotations": "application/ld+json", "package": "application/zip",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip


@st.fragment(key="downloads")
def show(held: Held, selection: Selection) -> None:
    """Draw the download of the rows as CSV, and a menu of the other formats."""
    count = len(selection)
    label = f"Download all {count:,} rows (CSV)" if count > 1 else "Download this row (CSV)"
    with st.container(horizontal=True, gap="small", horizontal_alignment="right", key="downloads"):
        _button(held, selection, _CSV, label, icon=":material/download:")
        with st.popover("Other formats", on_change="rerun", key="formats") as menu:
            if not menu.open:
                return
            st.caption("The same rows, in the form that your program reads. Files name the filters that chose them.")
            others = (kind for kind in export.FORMATS if kind.name != _CSV)
            for kind in sorted(others, key=lambda kind: kind.name not in _FIRST):
                if why := _why_not(held, kind.name, selection):
                    st.caption(f"{kind.about}: {why}")
                else:
                    _button(held, selection, kind.name, f"{kind.about} ({kind.ending})", width="stretch")


def _why_not(held: Held, name: str, selection: Selection) -> str:
    """Why a format cannot be made in the page; empty where it can."""
    if held.read is None and _with_texts(name):
        return "it cites the articles’ texts, which are not part of a data set"
    if name == "xlsx" and len(selection) > _SHEET:
        return f"a sheet holds {_SHEET:,} rows; filter first, or take CSV"
    if export.needs_texts("", name) and selection.overview.documents > _TEXTS:
        return f"the texts of more than {_TEXTS:,} articles; filter first, or use migration-figures export"
    return ""


def _with_texts(name: str) -> bool:
    """Whether a format takes more than the rows."""
    return export.needs_texts("", name) or name == "annotations"


def _button(held: Held, selection: Selection, name: str, label: str, **look: Any) -> None:
    asked = filters.selection()
    st.download_button(
        label, data=_maker(held, selection, name, asked), file_name=export.file_name(name, asked),
        mime=_MIMES.get(name, "application/octet-stream"), key=f"download {name}", on_click="ignore", **look,
    )  # fmt: skip


def _maker(held: Held, selection: Selection, name: str, asked: dict[str, list[str]]) -> Callable[[], bytes]:
    """What makes the file when the button is pressed."""
    facets, found = held.facets, selection.found

    def rows() -> Iterator[tuple[Any, ...]]:
        for first in range(0, len(found), _PART):
            yield from table.rows(facets.rows(found[first : first + _PART]))

    def made() -> bytes:
        columns = tuple(facets.rows([]).columns)
        texts = held.text if _with_texts(name) else None
        return export.packed(rows(), name, columns=columns, documents=texts, selection=asked)

    return made
