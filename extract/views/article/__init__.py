"""The article page: the whole text with every claim marked, and beside it the claims with what is known of them."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
import pandas as pd
import streamlit as st

from extract import labels, notes, passages, table
from extract.corpus import Source
from extract.facets import Array
from extract.library import LibraryError
from extract.readers import DocumentError
from extract.views import address, citation, filters, notices, selections
from extract.views.article import cut, menu
from extract.views.article.cut import Cut
from extract.views.shelf import Held, Listed

_HERE = Path(__file__).parent
_KEY = "article text"
_UNMARKED, _ONLY = "unmarked", "filtered"  # names in the address: measures, and whether others are marked
_BEGUN = "article begun with"  # what the browser was told first; it keeps what is chosen since then
_EXCERPT = "A data set has no whole texts: these are the article’s sentences with figures, in their order."
_STYLE = """<style>
.article-head {padding:.2rem 0 .4rem}
.article-head h1 {width:fit-content;margin:0 0 .35rem;padding:0;font-size:2rem;line-height:1.2;overflow-wrap:anywhere;
 font-family:'Source Serif',serif}
.article-head p {margin:.3rem 0;max-width:42rem;overflow-wrap:anywhere}
.article-head a {color:inherit}
.article-sample {display:inline-block;font-weight:600;margin-inline-end:.4rem;padding:.05rem .55rem;border-radius:4px;
 background:color-mix(in srgb,currentColor 12%,transparent)}
.st-key-article-menu {max-width:42rem}
.article-lost {border-left:4px solid #d9822b;padding:.15rem 0 .15rem .9rem;margin:.3rem 0 .8rem;overflow-wrap:anywhere}
.article-lost h2 {font-size:1rem;margin:0;padding:0;font-family:inherit;font-weight:600}
.article-lost ul {margin:.2rem 0;padding-inline-start:1.2rem}
</style>"""


def show(held: Held) -> None:
    """Draw the page for the article that the address names, else the newest that the filters leave.

    Claims that the filters leave out are marked too, but faintly: who checks a figure wants the others beside it.
    """
    st.html(_STYLE)
    found = selections.of(held, filters.wanted(held)).found
    counts = held.facets.listed(found)
    document_id = _asked(held) or next(iter(counts), "")
    if not document_id:
        st.info("No figure fits all of these filters, so there is no article to show. Take a filter away.")
        return
    menu.show(held, counts, document_id)
    try:
        document = cut.of(held, document_id)
    except (DocumentError, LibraryError, OSError) as error:
        st.error("The text of this article could not be read.")
        st.text(str(error))
        return
    listed = held.listed[document_id]
    _head(held, document_id, listed)
    _lost(listed.warnings, sample=document_id in held.sources)
    if document.document is None:
        notices.tell(_EXCERPT)
    asked = address.get("claim")
    begun = {"claim": asked, "hidden": _hidden(), "only": bool(address.get(_ONLY)), "part": address.get("part")}
    st.session_state[_BEGUN] = begun
    if asked and held.facets.number(asked) is None:
        st.warning("The figure that the link asks for is not, or no longer, in this library.")
    _text(document_id, document, np.isin(held.facets.of_document(document_id), found))


def _asked(held: Held) -> str:
    """The document of the claim that the address names, else the one it names itself; empty where neither is here."""
    number = held.facets.number(address.get("claim"))
    if number is not None:
        return str(held.facets.rows([number])["document_id"].iloc[0])
    named = address.get("document")
    if named and named not in held.listed:
        st.warning("The link asks for an article that is not in this library; another one is shown.")
    return named if named in held.listed else ""


def _head(held: Held, document_id: str, listed: Listed) -> None:
    source = held.sources.get(document_id)
    byline = _of_sample(listed, source) if source else _of_article(listed)
    st.html(
        f'<div class="article-head"><h1 dir="auto">{escape(listed.title or document_id)}</h1>'
        + "".join(f'<p dir="auto">{line}</p>' for line in byline if line)
        + "</div>"
    )


def _of_article(listed: Listed) -> tuple[str, str]:
    """Who published an article and when, and the way to its page, as HTML; the second is empty where there is none."""
    said = (escape(listed.publisher), escape(_day(listed)), menu.figures(listed.figures))
    link = citation.link(listed.url, "Open the live page ↗")
    return " · ".join(filter(None, said)), link if link.startswith("<a") else ""


def _of_sample(listed: Listed, source: Source) -> tuple[str, str]:
    """That a report of the sample corpus is nobody's article, and whose figures it gives, as HTML."""
    publisher = escape(listed.publisher)
    theirs = f", not published by {publisher}" if publisher else ""
    title = f"“{source.title}”" if source.title else urlsplit(source.url).hostname or source.url
    return (
        f'<span class="article-sample">Sample text</span> {menu.figures(listed.figures)}',
        f"Written for this project{theirs}. Only its figures come from there: "
        f"{citation.link(source.url, escape(title))}, {escape(_day(listed))}.",
    )


def _day(listed: Listed) -> str:
    return labels.day(listed.published) if listed.published else "date not stated"


def _lost(warnings: Sequence[str], *, sample: bool) -> None:
    """What was lost in reading and what is not known; nothing where there is nothing to say.

    sample: of a text whose date nobody can give.
    """
    if warnings:
        said = [line.replace(notes.REMEDY, "") if sample else line for line in warnings]
        items = "".join(f"<li>{escape(line[:1].upper() + line[1:])}</li>" for line in said)
        st.html(f'<div class="article-lost"><h2>What was lost in reading, or is not known</h2><ul>{items}</ul></div>')


@functools.cache
def _component() -> Any:
    style, script = ((_HERE / f"article.{end}").read_text(encoding="utf-8") for end in ("css", "js"))
    return st.components.v2.component("article_text", html='<div class="reader"></div>', css=style, js=script)


@st.fragment
def _text(document_id: str, document: Cut, left: Array) -> None:
    """The text and the list: one component, which chooses by itself and tells of it afterwards.

    left: which of the document's claims the filters leave.
    """
    rows, parts = document.rows, document.parts
    begun = st.session_state[_BEGUN]
    ids = list(rows["claim_id"])
    chosen = ids.index(begun["claim"]) if begun["claim"] in ids else None
    part = _part(begun["part"], len(parts)) if chosen is None else passages.holding(parts, chosen)
    shown = parts[part]
    data = {
        "document": document_id, "language": str(rows["language"].iloc[0]), "chosen": chosen, "total": len(ids),
        "part": part, "parts": len(parts), "pages": [part.pages for part in parts], "paragraphs": cut.paragraphs(shown),
        "claims": cut.claims(document, shown.claims, left), "measures": cut.measures(rows), "hidden": begun["hidden"],
        "only": begun["only"], "excerpt": document.document is None, "leftOut": bool(len(left) and not left.all()),
    }  # fmt: skip
    written = json.dumps(data, sort_keys=True).encode()
    data["signature"] = hashlib.sha256(written).hexdigest()[:16]

    def turned() -> None:
        _turn(st.session_state[_KEY].get("move"), rows, left, shown.claims)

    _component()(key=_KEY, data=data, on_view_change=_follow, on_move_change=turned)


def _part(asked: str, count: int) -> int:
    """The number of the part that the address asks for, which counts them from 1."""
    return min(max(int(asked), 1), count) - 1 if asked.isdecimal() else 0


def _follow() -> None:
    """Let the address say what was chosen in the browser."""
    view = st.session_state[_KEY].get("view") or {}
    if view.get("claim"):
        address.put("claim", str(view["claim"]))
        address.put("part", "")
    _put(view)


def _put(view: Mapping[str, Any]) -> None:
    hidden = [key for key in view.get("hidden", ()) if key in table.measures()]
    address.put(_UNMARKED, ".".join(hidden))
    address.put(_ONLY, "1" if view.get("only") else "")


def _hidden() -> list[str]:
    return [key for key in address.get(_UNMARKED).split(".") if key in table.measures()]


def _turn(move: Mapping[str, Any] | None, rows: pd.DataFrame, left: Array, here: Sequence[int]) -> None:
    """Go to another part of the text, by its number or to the next claim that is shown."""
    if not move:
        return
    if "part" in move:
        begun = {"claim": "", "part": str(int(move["part"]) + 1)}
    else:
        _put(move)
        begun = {"claim": _next(move, rows, left, here), "part": ""}
        if not begun["claim"]:
            return
    for name, value in begun.items():
        address.put(name, value)
    st.session_state[_BEGUN] = {**begun, "hidden": _hidden(), "only": bool(address.get(_ONLY))}


def _next(move: Mapping[str, Any], rows: pd.DataFrame, left: Array, here: Sequence[int]) -> str:
    """The id of the claim before or behind a part's that the legend and the switch show; empty where none is."""
    shown = ~rows["measure"].isin(move.get("hidden", [])).to_numpy()
    if move.get("only"):
        shown = shown & left
    numbers = np.flatnonzero(shown)
    forward = move["step"] > 0
    beyond = numbers[numbers > max(here, default=-1)] if forward else numbers[numbers < min(here, default=0)]
    return str(rows["claim_id"].iloc[beyond[0] if forward else beyond[-1]]) if len(beyond) else ""
