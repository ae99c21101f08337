"""How good the extractor is, as bars and tables, every score in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import streamlit as st

from extract import quality
from extract.views.about import prose, terms

_YOURS = "12 of the 61, kept unread"  # the texts that are most like those of a user
_READER = "a second careful reader of 22 of the 61"


def show() -> None:
    """Draw the bars, and folded below them the scores on other sets of texts and of other programs."""
    measured = quality.measured()
    yours, reader = measured.scores[_YOURS], measured.scores[_READER]
    prose.html(
        '<p class="advice">Expect three figures in four right on a text of your own: '
        "read the sentence before you print.</p>"
    )
    prose.write(
        "Measured on twelve whole texts that nobody looked at while the rules were made, against what people marked "
        "in them, number by number. The stroke across a bar is how far a second careful reader agreed with such marks, "
        "on texts of the same kind."
    )
    rows = (_bar(*terms.SCORES[score], yours.get(score), reader.get(score)) for score in quality.SCORES)
    prose.html(f'<dl class="bars">{"".join(rows)}</dl>')
    prose.write(
        f"Of the {measured.figures:,} figures that the sample corpus was written from, dates and other numbers among "
        f"them, {measured.found:,} are found with the right value, unit and measure. The rules were made with these "
        "reports and texts like them, so that they score higher than yours will."
    )
    with st.expander("On other texts, and beside other programs"):
        prose.html(_sets(measured.scores) + _peers(measured.peers))


def _bar(name: str, meaning: str, share: float | None, reader: float | None) -> str:
    """A score as a bar, the second reader's as a stroke across it; both are written out as well."""
    person = f'<span class="quiet">a person {_percent(reader)}</span>' if reader is not None else ""
    stroke = f'<b style="left:{reader:.0%}"></b>' if reader is not None else ""
    fill = f'<i style="width:{share or 0:.0%}"></i>'
    return (
        f'<div><dt>{escape(name)}<span class="quiet">{escape(meaning)}</span></dt>'
        f'<dd><span class="said"><strong>{_percent(share)}</strong>{person}</span>'
        f'<span class="bar" aria-hidden="true">{fill}{stroke}</span></dd></div>'
    )


def _sets(scores: Mapping[str, quality.Shares]) -> str:
    names = [f"{name[0].upper()}{name[1:]}" for name in scores]
    rows = (
        (escape(terms.SCORES[score][0]), *(_percent(shares.get(score)) for shares in scores.values()))
        for score in quality.SCORES
    )
    return prose.table(("", *names), rows, "Against whole texts that people marked", numbers=True)


def _peers(peers: Mapping[str, quality.Shares]) -> str:
    rows = ((escape(name), *(_percent(shares.get(key)) for key in quality.PEERS)) for name, shares in peers.items())
    caption = "F1 beside other programs, on sentences of English news of every kind (NewsQuant)"
    return prose.table(("", *(terms.PEERS[key] for key in quality.PEERS)), rows, caption, numbers=True)


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.0%}"
