"""One chart as a file of its own, that opens without the internet: the chart, its source, and the figures behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from plotly.offline import get_plotlyjs

from extract import labels, table
from extract.charts import drawing, maps
from extract.corpus import Source
from extract.export import links

_LINE = ("#cfd6da", "#3a464e")  # between the rows of the table, on a light and on a dark page
_STYLE = Path(__file__).with_name("page.css")
_CHART = "chart"
# scripts and styles are those of the file itself, and nothing is fetched whatever the figure says
_ALLOWED = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:"
_SETTINGS = {"displayModeBar": False, "responsive": True}
_HEADS = ("Figure", "Where", "When", "Sentence", "Source")
_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{allowed}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>
:root {{ color-scheme: {scheme}; --page: {page}; --ink: {ink}; --line: {line} }}
{style}</style>
</head>
<body>
<main>
<h1 dir="auto">{title}</h1>
{subtitle}<div class="chart" role="img" aria-labelledby="said">
{chart}
</div>
{notes}<p class="source" dir="auto">{source}</p>
<p class="said" id="said" dir="auto">{said}</p>
{table}</main>
</body>
</html>
"""
_TABLE = """<h2>The figures of this chart</h2>
<table role="table">
<thead role="rowgroup"><tr role="row">{heads}</tr></thead>
<tbody role="rowgroup">
{rows}
</tbody>
</table>
"""


def page(
    figure: go.Figure,
    title: str,
    said: str,
    source: str,
    dark: bool,
    *,
    rows: pd.DataFrame,
    subtitle: str = "",
    notes: Sequence[str] = (),
    sources: Mapping[str, Source] | None = None,
) -> str:
    """A chart as an HTML file of about 5 MB that fetches nothing: plotly.js is in it, and the figures as a table.

    said: what the chart shows, in words, its text alternative; source: the line below it, as `source` gives it; rows:
    what the chart draws, columns of the claims table; notes: what must be known to read it, as the filters, a line
    each; sources: by document, what a report of ours is based on. All words are text, nothing in them is markup.
    """
    chart = _drawn(figure).to_html(full_html=False, include_plotlyjs=False, div_id=_CHART, config=_SETTINGS)
    return _PAGE.format(
        allowed=escape(_ALLOWED),
        title=escape(title),
        scheme="dark" if dark else "light",
        page=drawing.PAGE[dark],
        ink=drawing.INK[dark],
        line=_LINE[dark],
        style=_STYLE.read_text(encoding="utf-8") + maps.map_style(figure, ".chart", "> div"),
        subtitle=f'<p class="subtitle" dir="auto">{escape(subtitle)}</p>\n' if subtitle else "",
        notes="".join(f'<p class="note" dir="auto">{escape(note)}</p>\n' for note in notes),
        chart=f"<script>{get_plotlyjs()}</script>\n{chart}",
        source=escape(source),
        said=escape(said),
        table=_table(rows, sources or {}),
    )


def _drawn(figure: go.Figure) -> go.Figure:
    """The figure for a page on which nothing can be chosen: a click would grey out the other marks."""
    drawn = go.Figure(figure)
    drawn.update_layout(clickmode="none")
    return drawn


def _table(rows: pd.DataFrame, sources: Mapping[str, Source]) -> str:
    """The rows with their sentences and where each stands; nothing where there are none."""
    if rows.empty:
        return ""
    heads = "".join(f'<th role="columnheader" scope="col">{name}</th>' for name in _HEADS)
    said = [_row(claim, sources.get(claim["document_id"])) for claim in table.records(rows)]
    return _TABLE.format(heads=heads, rows="\n".join(said))


def _row(claim: dict[str, Any], source: Source | None) -> str:
    told = labels.told(claim["modality"])
    cells = (
        escape(labels.figure(claim) + (f" ({told})" if told else "")),
        escape(labels.where(claim)),
        escape(labels.period(claim["period_start"], claim["period_end"])),
        _sentence(claim),
        _source(claim, source),
    )
    return f'<tr role="row">{"".join(map(_cell, cells))}</tr>'


def _cell(html: str) -> str:
    return f'<td role="cell" dir="auto">{html}</td>'


def _sentence(claim: dict[str, Any]) -> str:
    """The sentence, verbatim, with the number marked."""
    said = str(claim["sentence"])
    first, last = claim["start"] - claim["sentence_start"], claim["end"] - claim["sentence_start"]
    marked = f"{escape(said[:first])}<mark>{escape(said[first:last])}</mark>{escape(said[last:])}"
    return f'<span lang="{escape(claim["language"])}">{marked}</span>'


def _source(claim: dict[str, Any], source: Source | None) -> str:
    """Publisher, title and day; what leads to the document's address, or to that of the figures of a report of ours."""
    published = escape(labels.day(claim["published"]) if claim["published"] else "date not stated")
    publisher, title = escape(claim["publisher"]), escape(claim["title"])
    if source is not None and source.url:
        linked = _linked(source.url, publisher or escape(source.url))
        return f"Written for this project from figures published by {linked}, {published}"
    linked = _linked(claim["url"], title or escape(claim["url"] or claim["document_id"]))
    return ", ".join(filter(None, (publisher, linked, published)))


def _linked(url: str, html: str) -> str:
    """What leads to a page of the web; to nothing else."""
    if not links.of_the_web(url):
        return html
    return f'<a href="{escape(url)}" rel="noopener noreferrer" target="_blank">{html}</a>'
