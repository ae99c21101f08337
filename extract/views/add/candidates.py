"""What came out of what was given, before anything is saved: documents to look at, to mend, to leave out."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from html import escape

import streamlit as st

from extract import intake as intakes
from extract import labels, lexicon, notes
from extract.claim import Claim, Document
from extract.intake import Candidate
from extract.library import changes
from extract.readers import text
from extract.views import notices
from extract.views.add import found, inputs, roster
from extract.views.add.trays import Target, Tray

_ASIDE = ("period", "other")  # measures that come second: dates, and numbers of things that are not measured
_PAGE = 50  # figures at once
_DATED = "9999"  # stands for a date where only the other notes are asked for


def show(tray: Tray, target: Target) -> None:
    """Draw what came out."""
    _heading(tray, target)
    if tray.problems:
        one = len(tray.problems) == 1
        heading = "One thing could not be read" if one else f"{len(tray.problems):,} things could not be read"
        others = "; the others are here." if tray.candidates else "."
        notices.warn(heading + others, [line.replace("(--private)", "with the switch") for line in tray.problems])
    if not tray.candidates:
        return
    if len(tray.candidates) == 1:
        _document(tray, 0)
        return
    left, right = st.columns([1, 2], gap="medium")
    with left:
        _undated(tray)
        entries = [_entry(tray, at) for at in range(len(tray.candidates))]
        roster.show(tray, range(len(tray.candidates)), entries)
    with right:
        _document(tray, tray.chosen)


def _heading(tray: Tray, target: Target) -> None:
    wanted = tray.wanted()
    count = len(tray.candidates)
    total = sum(map(figures, tray.candidates))
    if count:
        said = f"<b>{counted(count, 'document')}, {counted(total, 'figure')}.</b> Nothing is saved yet."
    else:
        said = "<b>Nothing came out.</b>"
    stopped = " Reading was stopped; what was read until then is here." if tray.stopped else ""
    st.html(f'<p class="sum" role="status">{said}{stopped}</p>')
    with st.container(horizontal=True):
        if count:
            label = f"Save {counted(len(wanted), 'document')}"
            pressed = st.button(
                label, type="primary", icon=":material/save:", disabled=not wanted or bool(target.why_not)
            )
            if pressed:
                _save(tray)
        st.button("Throw away" if count else "Start again", on_click=tray.clear, icon=":material/delete:")
    faults = [at for at in tray.faults if at in wanted]
    if faults and count > 1:
        lines = [f"{intakes.name(tray.candidates[at].document)}: {tray.faults[at][1]}" for at in faults]
        notices.warn("Mend this before saving.", lines)
    for line in tray.unsaved:
        notices.warn("It was not saved.", [line])


def _save(tray: Tray) -> None:
    if any(at in tray.faults for at in tray.wanted()):
        return
    tray.saving, tray.unsaved = True, []
    st.rerun()


def _undated(tray: Tray) -> None:
    """A date for all that have none, where these are several."""
    places = [at for at, one in enumerate(tray.candidates) if not one.document.published and at not in tray.faults]
    if len(places) < 2:
        return
    with st.popover(
        f"Set a date for the {len(places):,} without one", icon=":material/calendar_month:", width="stretch"
    ):
        key = f"all dates {tray.turn}"
        written = st.text_input("Published", placeholder=inputs.FORM, key=key)
        if st.button("Give them this date", key=f"give {key}"):
            day, wrong = inputs.day(written)
            if day is None:
                notices.warn("No date was given.", [wrong or f"Write it as {inputs.FORM}."])
                return
            for at in places:
                tray.edit(at, published=day)
            tray.redraw()
            st.rerun()


def _entry(tray: Tray, at: int) -> roster.Entry:
    candidate = tray.candidates[at]
    document = candidate.document
    count = counted(figures(candidate), "figure")
    fault = at in tray.faults or not document.published
    state = "Its date is to be mended" if at in tray.faults else _state(candidate)
    if not document.published and at not in tray.faults:
        state += ", without a date"
    if at in tray.left_out or at in tray.saved:
        state = "Saved" if at in tray.saved else "Left out"
    about = f"{count} · {labels.day(document.published)}" if document.published else count
    return {
        "name": intakes.name(document), "about": about, "state": state,
        "fault": fault, "aside": at in tray.left_out,
    }  # fmt: skip


def _state(candidate: Candidate) -> str:
    """What saving would make of it, in a few words."""
    state = candidate.outcome.state if candidate.outcome else "new"
    return {
        "new": "New", "copied": "New, a copy of another", "unchanged": "In the library, unchanged",
        "changed": "In the library, changed",
    }.get(state, "")  # fmt: skip


def _document(tray: Tray, at: int) -> None:
    """One document: what it is, what to mend, what was found in it."""
    candidate = tray.candidates[at]
    with st.container(border=True):
        st.html(f'<h2 class="heading" dir="auto">{escape(intakes.name(candidate.document))}</h2>{_became(candidate)}')
        _fields(tray, at)
        said = notes.of(replace(candidate.document, published=candidate.document.published or _DATED))
        if not candidate.document.published and at not in tray.faults:
            said.insert(
                0, "It has no date, so “last year” and other times that are counted from it stay empty. Add it."
            )
        if said:
            notices.warn("Before you save", [line[:1].upper() + line[1:] for line in said])
        _claims(candidate, f"{tray.turn} {at}")


def _became(candidate: Candidate) -> str:
    """How it stands with the library, and what would change there."""
    outcome, document_id = candidate.outcome, candidate.document.document_id
    if outcome is None or outcome.state == "new":
        return f'<p class="became">New to the library, as <b>{escape(document_id)}</b>.</p>'
    if outcome.state == "unchanged":
        return '<p class="became">It is in the library already, with the same text; saving it changes nothing.</p>'
    if outcome.state == "copied":
        return f'<p class="became">New, but it tells the text of <b>{escape(outcome.copy_of)}</b>, which is there.</p>'
    lines = changes.lines(outcome.changes)
    difference = f'<pre class="difference" dir="auto">{escape(chr(10).join(lines))}</pre>' if lines else ""
    more = "its figures change like this:" if lines else "its figures stay as they are."
    said = f"It is in the library as <b>{escape(outcome.document_id)}</b>. Saved, it takes that one’s place, and {more}"
    return f'<p class="became">{said}</p>{difference}'


def _fields(tray: Tray, at: int) -> None:
    """What is known of the document, to be mended; a field counts as soon as it is left."""
    document, key = tray.candidates[at].document, f"{tray.turn}.{tray.drawn} {at}"
    (left, right), (below, beside) = st.columns(2), st.columns(2)  # on a phone one below the other, in this order
    for part, name, label in (
        (left, "title", "Title"), (right, "publisher", "Publisher"),
        (below, "published", "Published"), (beside, "url", "Address"),
    ):  # fmt: skip
        typed = tray.faults[at][0] if name == "published" and at in tray.faults else getattr(document, name) or ""
        part.text_input(
            label, typed, key=f"{name} of {key}", on_change=partial(_edited, tray, at, name, f"{name} of {key}"),
            placeholder=inputs.FORM if name == "published" else None,
        )  # fmt: skip
    if at in tray.faults:
        notices.warn("This date is not used; mend it before saving.", [tray.faults[at][1]])
    languages = lexicon.languages()
    if document.language not in languages:
        options = [document.language, *languages]
        st.selectbox(
            "Language", options, key=f"language of {key}",
            on_change=partial(_edited, tray, at, "language", f"language of {key}"),
        )  # fmt: skip
    if len(tray.candidates) > 1:
        st.checkbox(
            "Save this document", at not in tray.left_out, key=f"keep {key}",
            on_change=partial(_kept, tray, at, f"keep {key}"),
        )  # fmt: skip


def _edited(tray: Tray, at: int, name: str, key: str) -> None:
    """A field was changed: the claims are read anew where it is a good one."""
    written = str(st.session_state[key])
    if name == "published":
        day, wrong = inputs.day(written)
        tray.faults.pop(at, None)
        if wrong:
            tray.faults[at] = (written, wrong)
            return
        tray.edit(at, published=day)
        return
    said = text.line(written)
    tray.edit(at, **{name: text.address(said)[0] if name == "url" else said})


def _kept(tray: Tray, at: int, key: str) -> None:
    tray.left_out.discard(at)
    if not st.session_state[key]:
        tray.left_out.add(at)


def figures(candidate: Candidate) -> int:
    """How many figures it has, dates and other numbers aside."""
    return sum(claim.measure not in _ASIDE for claim in candidate.claims)


def _figures(claims: tuple[Claim, ...]) -> tuple[list[Claim], list[Claim]]:
    """The figures, and the dates and other numbers."""
    return (
        [claim for claim in claims if claim.measure not in _ASIDE],
        [claim for claim in claims if claim.measure in _ASIDE],
    )


def _claims(candidate: Candidate, key: str) -> None:
    """The figures, each with its sentence, and folded away the dates and other numbers."""
    first, aside = _figures(candidate.claims)
    if first:
        st.html(f'<p class="sum"><b>{counted(len(first), "figure")}</b>: open one to read its sentence.</p>')
        _listed(first, f"figures {key}")
    else:
        st.html(f'<p class="sum"><b>No figure was found.</b> {escape(_why(candidate.document, len(aside)))}</p>')
    if aside:
        with st.expander(f"{counted(len(aside), 'date or other number', 'dates and other numbers')}"):
            _listed(aside, f"aside {key}")


def _listed(claims: list[Claim], key: str) -> None:
    pages = -(-len(claims) // _PAGE)
    page = st.pagination(pages, key=key) if pages > 1 else 1
    st.html(found.html(claims[_PAGE * (page - 1) : _PAGE * page], st.context.theme.type == "dark"))


def _why(document: Document, aside: int) -> str:
    """Why a document has no figures."""
    if document.language not in lexicon.languages():
        known = ", ".join(lexicon.languages())
        return (
            f"Its language is given as “{document.language}”, for which there are no word lists; there are: {known}."
            " If it is another one, choose that above."
        )
    if not any(sign.isdigit() for sign in document.text):
        return "No number in digits stands in it."
    if aside:
        return "It has dates or other numbers alone, none with a word near it that says what it counts of migration."
    return "It has numbers, but none with a word near it that says what it counts of migration."


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: 1 figure, 2 figures."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
