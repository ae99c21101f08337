"""Paragraphs, terms with their meanings and tables, as HTML; what comes from elsewhere is escaped by who gives it."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import streamlit as st


def write(text: str) -> None:
    """A paragraph of plain text."""
    html(f"<p>{escape(text)}</p>")


def html(body: str) -> None:
    """HTML of our own, in the page's style."""
    st.html(f'<div class="about">{body}</div>')


def terms(pairs: Iterable[tuple[str, str]]) -> None:
    """Terms and their meanings, both as HTML."""
    html('<dl class="terms">' + "".join(f"<div><dt>{a}</dt><dd>{b}</dd></div>" for a, b in pairs) + "</dl>")


def table(heads: Iterable[str], rows: Iterable[tuple[str, ...]], caption: str = "", *, numbers: bool = False) -> str:
    """A table of cells that are HTML; the first of a row is its header."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' if name else "<td></td>" for name in heads)
    body = "".join(
        f'<tr><th scope="row">{first}</th>' + "".join(f"<td>{cell}</td>" for cell in rest) + "</tr>"
        for first, *rest in rows
    )
    named = f"<caption>{escape(caption)}</caption>" if caption else ""
    kind = ' class="numbers"' if numbers else ""
    return f"<table{kind}>{named}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
