"""A claim as it lies before a reviewer: the sentence among its neighbours, every field, why it was read so."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from extract import citations, labels
from extract.claim import COLUMNS, MEANING, NUMBERS, ROLES, Document
from extract.library import Found
from extract.library.overlays import reviewed
from extract.views import citation

STYLE = f"<style>{Path(__file__).with_name('review.css').read_text(encoding='utf-8')}</style>"
NAMES = {
    "measure": "Measure", "value": "Value", "low": "At least", "high": "At most", "qualifier": "How exact",
    "unit": "Unit", "statistic": "Statistic", "direction": "Direction", "per": "Per", "status": "Status of aid",
    "group": "Who is counted", "actor": "Who acts", "place": "Where", "origin": "From", "destination": "To",
    "via": "By way of", "period_start": "First day", "period_end": "Last day", "said_by": "Said by",
    "modality": "Told as",
}  # fmt: skip
_AID = {"actor": "Donor", "destination": "Recipient"}


def names(measure: str) -> dict[str, str]:
    """What the columns are called for a measure."""
    return NAMES | (_AID if measure == "aid" else {})


def record(found: Found) -> dict[str, Any]:
    """The row of a claim as it holds now, with what labels ask for: missing numbers NaN, the value as reviewed."""
    row = reviewed(found.claim, found.review)
    claim = dict(zip(COLUMNS, row, strict=False))
    verdict, value = str(row[-2]), row[-1]
    claim |= {name: math.nan if claim[name] is None else claim[name] for name in NUMBERS}
    claim |= {"review": verdict, "read_value": claim["value"]}
    if verdict == "corrected":
        claim["value"] = math.nan if value is None else value
    return claim


def said(column: str, value: object) -> str:
    """A column of a record as a reviewer reads it; empty where the text does not say."""
    if column in NUMBERS:
        return labels.number(float(str(value))) if value == value and value is not None else ""
    word = str(value or "")
    if column == "measure":
        return labels.measure(word)
    if column == "status":
        return labels.status(word)
    if column in ROLES:
        return labels.countries(word)
    if column in ("period_start", "period_end"):
        return labels.day(word) if word else ""
    return word.replace("_", " ") if column in ("qualifier", "statistic", "modality") else word


def html(found: Found, *, short: bool = False) -> str:
    """The sheet of a claim, nothing of it markup; short: without its fields."""
    claim = record(found)
    if short:
        return f'<div class="sheet">{_figure(claim)}{_context(claim, found.document)}</div>'
    called = names(claim["measure"])
    plain = ("statistic",) if claim["statistic"] == "level" else ()  # what goes without saying
    fields = {called[column]: said(column, claim[column]) for column in MEANING if column not in plain}
    listed = "".join(
        f"<div><dt>{escape(name)}</dt><dd dir='auto'>{escape(text)}</dd></div>" for name, text in fields.items() if text
    )
    silent = ", ".join(citation.lacking(claim))
    return (
        f'<div class="sheet">{_figure(claim)}'
        f"{_held(found, called)}{_context(claim, found.document)}<dl>{listed}</dl>"
        + (f'<p class="small">Not stated: {escape(silent)}.</p>' if silent else "")
        + (f'<p class="small" dir="auto">Read so because of: {escape(claim["why"])}</p>' if claim["why"] else "")
        + f'<p class="small" dir="auto">{_source(claim)}</p></div>'
    )


def _figure(claim: Mapping[str, Any]) -> str:
    return f'<h2 class="figure" dir="auto">{escape(labels.figure(claim))}</h2>'


def _source(claim: Mapping[str, Any]) -> str:
    published = labels.day(claim["published"]) if claim["published"] else "date not stated"
    parts = (claim["title"] or claim["document_id"], claim["publisher"], published, _page(claim["page"]))
    return " · ".join(escape(str(part)) for part in parts if part)


def _page(page: object) -> str:
    return f"page {page}" if page else ""


def _held(found: Found, called: Mapping[str, str]) -> str:
    """What another's review says, where there is one."""
    review = found.review
    if review is None:
        return ""
    changes = ", ".join(f"{called[name]}: {value or 'not stated'}" for name, value in review.changes.items())
    words = (f"{review.verdict.capitalize()} by {review.reviewer or 'somebody without a name'}", changes, review.note)
    return f'<p class="held" dir="auto">{escape(" · ".join(filter(None, words)))}</p>'


def _context(claim: Mapping[str, Any], document: Document) -> str:
    before, behind = citations.context(document, claim)
    near = [f'<span class="near">{escape(said)}</span>' if said else "" for said in (before, behind)]
    return f'<blockquote dir="auto">{near[0]}<span>{citation.marked(dict(claim))}</span>{near[1]}</blockquote>'


def coming(records: Sequence[Mapping[str, Any]]) -> str:
    """The claims that come next, a line each."""
    lines = "".join(
        f"<li dir='auto'><b>{escape(labels.figure(row))}</b> "
        f"<span>{escape(labels.measure(str(row['measure'])))}</span></li>"
        for row in records
    )
    listed = f'<ol class="coming">{lines}</ol>' if lines else line("Nothing: this is the last one.", "told")
    return heading("Coming up") + listed


def heading(words: str) -> str:
    """The heading of a list beside the sheet."""
    return f'<h3 class="beside">{escape(words)}</h3>'


def progress(done: int, total: int) -> str:
    """How many figures are reviewed, in whole percent where that says something.

    >>> [progress(done, 361) for done in (0, 1, 12, 361)]
    ['None of 361 reviewed yet', '1 of 361 reviewed', '12 of 361 reviewed (3%)', 'All 361 reviewed']
    """
    if not done:
        return f"None of {total:,} reviewed yet"
    if done == total:
        return f"All {total:,} reviewed"
    share = f" ({100 * done // total}%)" if 100 * done >= total else ""
    return f"{done:,} of {total:,} reviewed{share}"


def by(counts: Iterable[tuple[str, int]]) -> str:
    """How many figures each reviewer has reviewed."""
    lines = "".join(f"<li dir='auto'>{escape(who or 'without a name')} <b>{many:,}</b></li>" for who, many in counts)
    return f'<ul class="by" aria-label="Reviewed by">{lines}</ul>' if lines else ""


def line(words: str, kind: str = "") -> str:
    """One line of text that is no markup; kind: a class, such as trouble."""
    return f'<p class="line {kind}" dir="auto">{escape(words)}</p>'


def plain(claim: Mapping[str, Any], column: str) -> str:
    """A column of a record as the form shows it: numbers in digits, nothing where the text does not say."""
    value = claim[column]
    if column in NUMBERS:
        return "" if math.isnan(value) else f"{value:.10f}".rstrip("0").rstrip(".")
    return str(value)
