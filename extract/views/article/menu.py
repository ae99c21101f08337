"""The menu of the articles, to open one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from extract import labels
from extract.views import address
from extract.views.shelf import Held, Listed

_MOST = 300  # articles at once; words narrow them down


def show(held: Held, counts: Mapping[str, int], document_id: str) -> None:
    """The articles with figures that the filters leave, the newest first, and the one that is open."""
    listed = list(counts)
    if len(listed) <= _MOST:
        left = st.container(key="article-menu")
    else:
        left, right = st.columns([3, 2], vertical_alignment="bottom")
        words = right.text_input(
            "Words in title or publisher", key="article words", placeholder="to shorten the menu", max_chars=80
        )
        listed = [name for name in listed if _says(held.listed[name], words)]
    options = listed[:_MOST]
    if document_id not in options:
        options.insert(0, document_id)
    names = _names(held, counts, options)
    key = f"article of {held.key}"
    st.session_state[key] = document_id
    count = f"{len(counts):,} {'article' if len(counts) == 1 else 'articles'}"
    most = f", the first {_MOST} here" if len(listed) > _MOST else ""
    left.selectbox(
        f"Article ({count} with figures that match the filters, newest first{most})", options, key=key,
        format_func=names.__getitem__, on_change=_open, args=(key,),
    )  # fmt: skip


def _says(listed: Listed, words: str) -> bool:
    said = f"{listed.title} {listed.publisher}".casefold()
    return all(word in said for word in words.casefold().split())


def _names(held: Held, counts: Mapping[str, int], options: Sequence[str]) -> dict[str, str]:
    """What the menu says of each document; no two the same, for the browser tells the choice by its name."""
    return labels.told_apart({key: _name(held, key, counts.get(key, 0)) for key in options})


def _name(held: Held, document_id: str, count: int) -> str:
    """An article's title, publisher, day and figures; of a sample text, whose figures it gives."""
    listed = held.listed[document_id]
    day = labels.day(listed.published) if listed.published else "no date"
    source = (listed.publisher, day)
    if document_id in held.sources:
        source = (f"figures from {listed.publisher or 'elsewhere'}", day)
    left = f"{count:,} of {figures(listed.figures)}"
    return " · ".join(filter(None, (listed.title or document_id, *source, left)))


def _open(key: str) -> None:
    address.put("document", st.session_state[key])
    for name in ("claim", "part"):
        address.put(name, "")


def figures(figures: int) -> str:
    """How many figures: "1 figure", "1,204 figures"."""
    return f"{figures:,} {'figure' if figures == 1 else 'figures'}"
