"""Messages that hold a document's or a file's words: they are shown as they are, never as markup."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

_MOST = 50  # lines of one message


def warn(heading: str, lines: Sequence[str]) -> None:
    """A message with a line for each thing that went wrong."""
    _box("warn", heading, lines, "alert")


def tell(heading: str, lines: Sequence[str] = ()) -> None:
    """A message that all is well, or what to know."""
    _box("tell", heading, lines, "status")


def _box(kind: str, heading: str, lines: Sequence[str], role: str) -> None:
    more = [f"… and {len(lines) - _MOST:,} more"] if len(lines) > _MOST else []
    items = "".join(f'<li dir="auto">{escape(line)}</li>' for line in (*lines[:_MOST], *more))
    listed = f"<ul>{items}</ul>" if items else ""
    st.html(f'<div class="notice {kind}" role="{role}"><p>{escape(heading)}</p>{listed}</div>')
