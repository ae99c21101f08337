"""Saving what came out, and what became of it."""

from __future__ import annotations

from collections import Counter
from html import escape

import streamlit as st

from extract import intake as intakes
from extract.library import Added, Library, LibraryError, changes
from extract.readers import DocumentError
from extract.views import notices, paths, shelf
from extract.views.add import roster
from extract.views.add.candidates import counted, figures
from extract.views.add.trays import Target, Tray

_BECAME = {"new": "added", "copied": "added as copies", "changed": "replaced", "unchanged": "there already, unchanged"}
_PAGES = (
    ("article", "document", "Read the article", ":material/article:"),
    ("", "only", "See its figures", ":material/bar_chart:"),
)
_STATES = {"new": "Added", "copied": "Added, as a copy", "changed": "Replaced", "unchanged": "Unchanged"}


def save(tray: Tray, target: Target) -> None:
    """Save what is wanted, document by document; a run that is interrupted goes on in the next one."""
    line, bar = st.empty(), st.progress(0.0)
    places = tray.wanted()
    wanted = [tray.candidates[at] for at in places]
    at = {id(one): place for one, place in zip(wanted, places, strict=True)}
    problems: list[str] = []
    try:
        with Library.open(target.where) as library:
            saved = intakes.saved(wanted, tray.whole_parts(), library, problems.append, follow=tray.follow)
            for count, (candidate, added) in enumerate(saved, start=1):
                tray.saved[at[id(candidate)]] = added
                line.html(f'<p class="reading" role="status">Saving {count:,} of {len(wanted):,}</p>')
                bar.progress(count / len(wanted))
            line.html('<p class="reading" role="status">Renewing the table of the library</p>')
            library.renew()
    except (LibraryError, DocumentError) as error:
        problems.append(str(error))
    tray.saving, tray.unsaved = False, problems
    if tray.saved:
        tray.done, tray.chosen = True, min(tray.saved)
    st.rerun()


def show(tray: Tray, target: Target) -> None:
    """Draw what became of each document."""
    states = Counter(added.state for added in tray.saved.values())
    said = ", ".join(f"{states[state]:,} {words}" for state, words in _BECAME.items() if states[state])
    notices.tell(f"Saved into {target.shown}: {said}.")
    if tray.unsaved:
        notices.warn("Not saved", tray.unsaved)
    with st.container(horizontal=True):
        st.button("Add more", type="primary", on_click=tray.clear, icon=":material/add:")
        if failed := len(tray.wanted()):
            st.button(f"Go back to {counted(failed, 'document')} not saved", on_click=tray.reopen)
    places = tray.shown()
    if len(places) == 1:
        _document(tray, places[0], target)
        return
    left, right = st.columns([1, 2], gap="medium")
    with left:
        roster.show(tray, places, [_entry(tray, at) for at in places])
    with right:
        _document(tray, tray.chosen, target)


def _entry(tray: Tray, at: int) -> roster.Entry:
    added = tray.saved[at]
    return {
        "name": intakes.name(tray.candidates[at].document), "about": counted(figures(tray.candidates[at]), "figure"),
        "state": _STATES.get(added.state, ""), "fault": False, "aside": False,
    }  # fmt: skip


def _document(tray: Tray, at: int, target: Target) -> None:
    added = tray.saved[at]
    with st.container(border=True):
        name = intakes.name(tray.candidates[at].document)
        st.html(f'<h2 class="heading" dir="auto">{escape(name)}</h2>{_became(added, figures(tray.candidates[at]))}')
        _links(target, added.document_id)


def _became(added: Added, number: int) -> str:
    name, claims = f"<b>{escape(added.document_id)}</b>", counted(number, "figure")
    lines = changes.lines(added.changes) if added.state == "changed" else []
    said = {
        "new": f"It was added as {name}, with {claims}.",
        "copied": f"It was added as {name}, a copy of <b>{escape(added.copy_of)}</b>, with {claims}.",
        "changed": f"It took the place of {name}, and has {claims} now.",
        "unchanged": f"It was in the library already as {name}, and nothing changed.",
    }.get(added.state, "")
    difference = f'<pre class="difference" dir="auto">{escape(chr(10).join(lines))}</pre>' if lines else ""
    return f'<p class="became">{said}</p>{difference}'


def _links(target: Target, document_id: str) -> None:
    """The ways to the article and to its figures, in the library that it was saved into."""
    key = next((choice.key for choice in shelf.choices() if choice.where == target.where), "")
    opened = {"library": key} if key else {}
    with st.container(horizontal=True):
        for path, name, label, icon in _PAGES:
            st.page_link(paths.page(path), label=label, icon=icon, query_params={name: document_id, **opened})
