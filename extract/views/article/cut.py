"""A document cut for display, with its claims: what the browser is told of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from extract import citations, excerpts, labels, lexicon, passages, table
from extract.claim import Document, Span
from extract.excerpts import Excerpt
from extract.facets import Array
from extract.passages import Part
from extract.views import citation
from extract.views.shelf import KNOWN_BY, Held

LIGHT = ("period", "other")  # measures that are marked lightly: most readers are not after them
_KEPT = 8  # documents that are kept ready


class Cut(NamedTuple):
    """A document's text in parts, and its claims as reviewed, in reading order; held: keeps what it was cut from.

    document: None where there are no texts; then the parts are of the sentences with claims.
    """

    document: Document | None
    parts: Sequence[Part]
    rows: pd.DataFrame
    held: Held


@st.cache_resource(show_spinner=False, max_entries=_KEPT, hash_funcs=KNOWN_BY)
def of(held: Held, document_id: str) -> Cut:
    """A document ready to be shown; a LibraryError or DocumentError where its text is gone."""
    document = held.text(document_id)
    rows = _as_reviewed(held.facets.rows(held.facets.of_document(document_id)))
    shown, spans = _whole(document, rows) if document else excerpts.of(table.records(rows))
    return Cut(document, passages.parts(passages.of(shown, spans)), rows, held)


def _whole(document: Document, rows: pd.DataFrame) -> Excerpt:
    """All of a text, and where the claims' numbers stand in it."""
    return Excerpt(document, tuple(map(Span, rows["start"].tolist(), rows["end"].tolist())))


def _as_reviewed(rows: pd.DataFrame) -> pd.DataFrame:
    """A document's rows with the values that hold after review, the rejected ones among them."""
    rows = rows.reset_index(drop=True)
    used = table.reviewed(rows)
    return used if len(used) == len(rows) else pd.concat([used, rows.drop(used.index)]).sort_index()


def paragraphs(part: Part) -> list[dict[str, Any]]:
    """A part's text as the browser takes it: runs with the numbers of their claims; page is 0 where none begins."""
    here = set(part.claims)
    return [
        {
            "page": paragraph.page, "table": paragraph.is_table,
            "runs": [[run.text, *(number for number in run.claims if number in here)] for run in paragraph.runs],
        }
        for paragraph in part.paragraphs
    ]  # fmt: skip


def claims(cut: Cut, numbers: Sequence[int], left: Array) -> list[dict[str, Any]]:
    """What the list says of a part's claims, in reading order; left: which of the document's the filters leave."""
    at = sorted(numbers)
    records = table.records(cut.rows.iloc[at])
    return [_claim(cut, claim) | {"n": n, "left": bool(left[n])} for n, claim in zip(at, records, strict=True)]


def _claim(cut: Cut, claim: dict[str, Any]) -> dict[str, Any]:
    """What the list says of a claim; what stands above its fields is not said again in them."""
    figure = claim["written"] if claim["unit"] == "date" else labels.figure(claim)
    above = (("Measure", labels.measure(claim["measure"])), ("As written", figure))
    when = labels.period(claim["period_start"], claim["period_end"])
    ours = claim["document_id"] in cut.held.sources  # its sentences stand on no page of the web
    live = "" if ours else citations.link(claim, cut.document)
    return {
        "id": claim["claim_id"], "measure": claim["measure"], "written": claim["written"], "figure": figure,
        "where": " · ".join(filter(None, (labels.where(claim, short=True), when))),
        "fields": [field for field in citation.fields(claim) if field not in above],
        "missing": ", ".join(citation.lacking(claim)), "why": claim["why"],
        "live": live if citation.is_page(live) else "",
    }  # fmt: skip


def measures(rows: pd.DataFrame) -> list[dict[str, Any]]:
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
