"""The page on which a library's figures are reviewed: one claim at a time, by keys, with what was decided beside it."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import streamlit as st

from extract import labels, table
from extract.library import Found, Library, LibraryError
from extract.views import address, citation
from extract.views.review import correction, desk, queue, sheet
from extract.views.review.desk import Decision, Desk
from extract.views.review.queue import Laid
from extract.views.shelf import Held

_HERE = Path(__file__)
_COMING = 5  # claims that are shown ahead
_NOTE, _NAME, _LETTERS = "review-note", "review-name", "review-letters"
_FORM, _FOCUS, _RUN, _NAMELESS = "review form", "review focus", "review run", "review nameless"
_SHEET = ".st-key-review-sheet"
_SHORTCUTS = (
    "The letter on a button, typed, presses it: A accepts, X rejects. N goes to the note, Enter leaves it. "
    "Turn this off if you steer the page by voice, or would rather press the buttons."
)
_keys = st.components.v2.component(
    "migration-figures.review",
    html='<div role="status" aria-live="polite" style="position:absolute;width:1px;height:1px;overflow:hidden;'
    'clip-path:inset(50%)"></div>',
    js=_HERE.with_name("review.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def show(held: Held) -> None:
    """Draw the page for a library, of the rows that the filters leave; what it cannot do, it says."""
    st.html(citation.STYLE + sheet.STYLE)
    st.title("Review", anchor=False)
    if held.only_read:
        st.info(held.only_read)
        return
    try:
        with Library.open(held.where, create=False) as library:
            why_not = library.why_not
        found = queue.rows(held)
        laid = queue.lay(held, found, _mine(held)) if not why_not and len(found) else None
    except LibraryError as error:
        st.html(sheet.line(str(error), "trouble"))
        return
    if why_not:
        st.html(sheet.line(f"Nothing can be reviewed in {held.where}: {why_not}.", "trouble"))
    elif laid is None:
        st.info("No figure fits all of these filters. Take one away to have something to review.")
    else:
        _page(held, laid)


def _mine(held: Held) -> Desk:
    """The desk of this session in a library."""
    desks: dict[str, Desk] = st.session_state.setdefault("review desks", {})
    return desks.setdefault(held.where, Desk(held.where))


def _reader(held: Held) -> desk.Reader:
    return lambda numbers: table.records(held.facets.rows(numbers))


@st.fragment
def _page(held: Held, laid: Laid) -> None:
    mine = _mine(held)
    if mine.stale:
        mine.stale = False
        st.rerun()
    trouble = mine.trouble
    try:
        found = mine.take(_reader(held))
    except LibraryError as error:
        found, trouble = None, str(error)
    main, side = st.columns([5, 2], gap="large")
    with main:
        if trouble and not st.session_state.get(_FORM):
            st.html(sheet.line(trouble, "trouble"))
        if found is not None:
            address.put(queue.CLAIM, found.claim.claim_id)
            _claim(mine, found)
        elif mine.left:
            st.button("Try again", key="review-again")
        else:
            _finished(mine, laid)
    run = st.session_state[_RUN] = st.session_state.get(_RUN, 0) + 1
    said = f"{mine.said}; {mine.left:,} left" if mine.said else trouble
    focus = st.session_state.pop(_FOCUS, "")
    _keys(key="review-keys", data={"run": run, "said": said, "focus": focus, "letters": _letters()}, height="content")
    with side:
        _side(held, mine, laid)


def _claim(mine: Desk, found: Found) -> None:
    record = sheet.record(found)
    if st.session_state.get(_FORM) == found.claim.claim_id:
        st.html(sheet.html(found, short=True))
        trouble = correction.told(mine.trouble, record["measure"])[0] if mine.trouble else ""
        correction.show(record, trouble, lambda: _save(mine, found), lambda: _cancel(mine))
        return
    st.session_state.pop(_FORM, None)
    _bar(mine, found)
    with st.container(key="review-sheet"):
        st.html(sheet.html(found))
    st.text_input(
        "Note (N)" if _letters() else "Note", key=_NOTE, on_change="ignore", max_chars=1_000,
        placeholder="Why; it is kept with your decision",
    )  # fmt: skip


def _bar(mine: Desk, found: Found) -> None:
    """The buttons; above the claim, whose height differs, so that they stay where they are."""
    corrected = found.review is not None and found.review.verdict == "corrected"
    why = "It was corrected: correct it again, reject it, or go on." if corrected else None
    with st.container(key="review-bar", horizontal=True, gap="small"):
        _button("Accept", "accept", "A", _decide, mine, found, "accepted", type="primary", disabled=corrected, help=why)
        _button("Reject", "reject", "X", _decide, mine, found, "rejected")
        _button("Correct", "correct", "E", _correct, mine, found)
        _button("Undo", "undo", "U", _undo, mine, None, disabled=not mine.decisions)
        _button("Back", "back", "K", _step, mine, -1, type="tertiary")
        _button("Next", "next", "J", _step, mine, 1, type="tertiary")


def _button(label: str, name: str, letter: str, do: Any, *args: Any, **how: Any) -> None:
    st.button(label, key=f"review-{name}", shortcut=letter if _letters() else None, on_click=do, args=args, **how)


def _letters() -> bool:
    return bool(st.session_state.get(_LETTERS, True))


def _reviewer() -> str:
    return str(st.session_state.get(_NAME, "")).strip()


def _decide(mine: Desk, found: Found, verdict: str) -> None:
    note = str(st.session_state.get(_NOTE, "")).strip()
    if mine.decide(found, verdict, note=note, reviewer=_reviewer()):
        mine.said = f"{desk.TOLD[verdict]} {labels.figure(sheet.record(found))}"
        st.session_state[_NOTE] = ""


def _correct(mine: Desk, found: Found) -> None:
    mine.said = mine.trouble = ""
    st.session_state[_FORM] = found.claim.claim_id
    st.session_state[_FOCUS] = f".st-key-{correction.key('value')} input"
    correction.fill(sheet.record(found), str(st.session_state.get(_NOTE, "")))


def _save(mine: Desk, found: Found) -> None:
    record = sheet.record(found)
    changes = correction.changes(record)
    if not changes:
        mine.trouble = "Nothing is changed yet. Change a field, or cancel and accept the figure."
        st.session_state[_FOCUS] = f".st-key-{correction.key('value')} input"
        return
    if mine.decide(found, "corrected", changes, correction.note(), _reviewer()):
        mine.said = f"Corrected {labels.figure(record)}"
    elif not mine.wanting:
        column = correction.told(mine.trouble, record["measure"])[1] or "value"
        st.session_state[_FOCUS] = f".st-key-{correction.key(column)} input"
        return
    _leave()
    st.session_state[_NOTE] = ""


def _cancel(mine: Desk) -> None:
    mine.trouble = ""
    _leave()


def _leave() -> None:
    st.session_state.pop(_FORM, None)
    st.session_state[_FOCUS] = _SHEET


def _undo(mine: Desk, decision: Decision | None) -> None:
    decision = decision or (mine.decisions[-1] if mine.decisions else None)
    if decision is not None and mine.undo(decision, _reviewer()):
        mine.said = f"Taken back: {decision.review.written}"


def _step(mine: Desk, by: int) -> None:
    mine.step(by)


def _finished(mine: Desk, laid: Laid) -> None:
    with st.container(key="review-bar", horizontal=True):
        _button("Undo", "undo", "U", _undo, mine, None, disabled=not mine.decisions)
    with st.container(key="review-sheet", border=True):
        st.subheader("Everything here is reviewed", anchor=False)
        st.text(f"All {laid.total:,} figures that the filters leave have a verdict. Other filters may leave more.")


def _side(held: Held, mine: Desk, laid: Laid) -> None:
    st.text_input(
        "Your name", key=_NAME, on_change="ignore", persist_state="session", max_chars=80,
        placeholder="It is kept with each decision",
    )  # fmt: skip
    if mine.decisions and not _reviewer():
        said = (
            "Your decisions are kept without a name so far. Write yours here, if you like, and the next ones have it."
        )
        st.html(sheet.line(said, "told"))
    done = laid.before + mine.reviewed
    st.progress(done / laid.total, text=sheet.progress(done, laid.total))
    if done:
        st.html(sheet.by(mine.by(laid.by)))
    if mine.left:
        st.html(sheet.coming(mine.rows(mine.ahead(_COMING), _reader(held))))
    if recent := mine.recent(laid.earlier, queue.RECENT):
        st.html(sheet.heading("Last decisions"))
        names = labels.numbered(map(_taking_back, recent))
        for place, (decision, name) in enumerate(zip(recent, names, strict=True)):
            _decided(mine, decision, place, name)
    st.toggle("Keyboard shortcuts", value=True, key=_LETTERS, persist_state="session", help=_SHORTCUTS)


def _taking_back(decision: Decision) -> str:
    """What the button is called that takes a decision back."""
    value = decision.value
    return "Undo" if value is None or math.isnan(value) else f"Undo {labels.number(value)}"


def _decided(mine: Desk, decision: Decision, place: int, name: str) -> None:
    """A decision with its button; name: of the button, no two the same."""
    review = decision.review
    words = (
        desk.TOLD[review.verdict],
        review.reviewer,
        "" if decision.own else labels.day(review.at[:10]),
        review.note,
    )
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        with st.container():
            st.html(sheet.line(review.written) + sheet.line(" · ".join(filter(None, words)), "told"))
        st.button(name, key=f"review-undo-{place}", on_click=_undo, args=(mine, decision), type="tertiary")
