"""The article page: the whole text with every claim marked, and beside it the claims with what is known of them."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from extract import labels, lexicon, passages, table
from extract.claim import Document, Span
from extract.facets import Array
from extract.library import LibraryError
from extract.readers import DocumentError
from extract.views import address, citation, menu
from extract.views.shelf import Held, Listed

LIGHT = ("period", "other")  # measures that are marked lightly: most readers are not after them
_HERE = Path(__file__).parent
_KEY = "article text"
_BEGUN = "article begun with"  # what the browser was told first; it keeps what is chosen since then
_STYLE = """<style>
.article-head {padding:.2rem 0 .4rem}
.article-head h1 {margin:0 0 .35rem;padding:0;font-size:2rem;line-height:1.2;overflow-wrap:anywhere;
 font-family:'Source Serif',serif}
.article-head p {margin:.2rem 0;overflow-wrap:anywhere}
.article-head a {color:var(--st-link-color,#155e77)}
.article-lost {border-left:4px solid #d9822b;padding:.15rem 0 .15rem .9rem;margin:.3rem 0 .8rem;overflow-wrap:anywhere}
.article-lost h2 {font-size:1rem;margin:0;padding:0;font-family:inherit;font-weight:600}
.article-lost ul {margin:.2rem 0;padding-inline-start:1.2rem}
</style>"""


def show(held: Held, found: Array) -> None:
    """Draw the page for the article that the address names, else the first that the filters leave.

    found: the row numbers that the filters leave; other claims of the article are marked faintly.
    """
    st.html(_STYLE)
    counts = held.facets.listed(found)
    document_id = _asked(held) or next(iter(counts), "")
    if not document_id:
        st.info("No figure fits all of these filters, so there is no article to show. Take a filter away.")
        return
    menu.show(held, counts, document_id)
    try:
        document = held.text(document_id)
    except (DocumentError, LibraryError, OSError) as error:
        st.error("The text of this article could not be read.")
        st.text(str(error))
        return
    listed = held.listed[document_id]
    _head(held, document_id, listed)
    _lost(listed.warnings)
    numbers = held.facets.of_document(document_id)
    asked = address.get("claim")
    begun = {"claim": asked, "hidden": _hidden(), "only": bool(address.get("only")), "part": address.get("part")}
    st.session_state[_BEGUN] = begun
    if asked and held.facets.number(asked) not in set(numbers.tolist()):
        st.warning("The figure that the link asks for is not, or no longer, in this article.")
    _text(held, document_id, document, np.isin(numbers, found))


def _asked(held: Held) -> str:
    """The document that the address names itself, or by one of its claims; empty where it names none that is here."""
    named = address.get("document")
    if named in held.listed:
        return named
    if named:
        st.warning("The link asks for an article that is not in this library; another one is shown.")
    number = held.facets.number(address.get("claim"))
    return "" if number is None else str(held.facets.rows([number])["document_id"].iloc[0])


def _head(held: Held, document_id: str, listed: Listed) -> None:
    day = labels.day(listed.published) if listed.published else "date not stated"
    said = [escape(listed.publisher), escape(day), menu.figures(listed.figures)]
    source = held.sources.get(document_id)
    if source and source.url:
        origin = f"<p>{citation.based(listed.publisher, source)}</p>"
    else:
        link = citation.link(listed.url, "Open the live page ↗")
        origin = f"<p>{link}</p>" if link.startswith("<a") else ""
    st.html(
        f'<div class="article-head"><h1 dir="auto">{escape(listed.title or document_id)}</h1>'
        f'<p dir="auto">{" · ".join(part for part in said if part)}</p>{origin}</div>'
    )


def _lost(warnings: Sequence[str]) -> None:
    """What was lost in reading and what is not known; nothing where there is nothing to say."""
    if warnings:
        items = "".join(f"<li>{escape(warning)}</li>" for warning in warnings)
        st.html(f'<div class="article-lost"><h2>What was lost in reading, or is not known</h2><ul>{items}</ul></div>')


@functools.cache
def _component() -> Any:
    style, script = ((_HERE / f"article.{end}").read_text(encoding="utf-8") for end in ("css", "js"))
    return st.components.v2.component("article_text", html='<div class="reader"></div>', css=style, js=script)


@st.fragment
def _text(held: Held, document_id: str, document: Document, left: Array) -> None:
    """The text and the list: one component, which chooses by itself and tells of it afterwards.

    left: which of the document's claims the filters leave.
    """
    rows = _as_reviewed(held.facets.rows(held.facets.of_document(document_id)))
    spans = [Span(start, end) for start, end in zip(rows["start"], rows["end"], strict=True)]
    parts = passages.parts(passages.of(document, spans))
    begun = st.session_state[_BEGUN]
    ids = list(rows["claim_id"])
    chosen = ids.index(begun["claim"]) if begun["claim"] in ids else None
    part = _part(begun["part"], len(parts)) if chosen is None else passages.holding(parts, chosen)
    shown = parts[part]
    data = {
        "document": document_id, "language": document.language, "chosen": chosen, "total": len(ids), "part": part,
        "parts": len(parts), "pages": [part.pages for part in parts], "paragraphs": _paragraphs(shown),
        "claims": _claims(rows, shown.claims, left), "measures": _measures(rows), "hidden": begun["hidden"],
        "only": begun["only"], "leftOut": bool(len(left) and not left.all()),
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
    address.put("hidden", ".".join(hidden))
    address.put("only", "1" if view.get("only") else "")


def _hidden() -> list[str]:
    return [key for key in address.get("hidden").split(".") if key in table.measures()]


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
    st.session_state[_BEGUN] = {**begun, "hidden": _hidden(), "only": bool(address.get("only"))}


def _next(move: Mapping[str, Any], rows: pd.DataFrame, left: Array, here: Sequence[int]) -> str:
    """The id of the claim before or behind a part's that the legend and the switch show; empty where none is."""
    shown = ~rows["measure"].isin(move.get("hidden", [])).to_numpy()
    if move.get("only"):
        shown = shown & left
    numbers = np.flatnonzero(shown)
    forward = move["step"] > 0
    beyond = numbers[numbers > max(here, default=-1)] if forward else numbers[numbers < min(here, default=0)]
    return str(rows["claim_id"].iloc[beyond[0] if forward else beyond[-1]]) if len(beyond) else ""


def _as_reviewed(rows: pd.DataFrame) -> pd.DataFrame:
    """A document's rows with the values that hold after review, the rejected ones among them."""
    rows = rows.reset_index(drop=True)
    used = table.reviewed(rows)
    return used if len(used) == len(rows) else pd.concat([used, rows.drop(used.index)]).sort_index()


def _paragraphs(part: passages.Part) -> list[dict[str, Any]]:
    here = set(part.claims)
    return [
        {
            "page": paragraph.page, "table": paragraph.is_table,
            "runs": [[run.text, *(number for number in run.claims if number in here)] for run in paragraph.runs],
        }
        for paragraph in part.paragraphs
    ]  # fmt: skip


def _claims(rows: pd.DataFrame, numbers: Sequence[int], left: Array) -> list[dict[str, Any]]:
    at = sorted(numbers)
    records = table.records(rows.iloc[at])
    return [_claim(claim) | {"n": n, "left": bool(left[n])} for n, claim in zip(at, records, strict=True)]


def _claim(claim: dict[str, Any]) -> dict[str, Any]:
    """What the list says of a claim; what stands above its fields is not said again in them."""
    figure = claim["written"] if claim["unit"] == "date" else labels.figure(claim)
    above = (("Measure", labels.measure(claim["measure"])), ("As written", figure))
    when = labels.period(claim["period_start"], claim["period_end"])
    return {
        "id": claim["claim_id"], "measure": claim["measure"], "written": claim["written"], "figure": figure,
        "where": " · ".join(filter(None, (labels.where(claim, short=True), when))),
        "fields": [field for field in citation.fields(claim) if field not in above],
        "missing": ", ".join(citation.lacking(claim)), "why": claim["why"],
    }  # fmt: skip


def _measures(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """The legend: measures of the whole document, with how many claims each has."""
    counts = rows["measure"].value_counts()
    cards = lexicon.shared("measures")
    return [
        {
            "key": key,
            "label": labels.measure(key),
            "colour": cards[key]["colour"],
            "count": int(counts[key]),
            "light": key in LIGHT,
        }
        for key in table.measures()
        if counts.get(key, 0)
    ]
