"""The page where documents are added: paste, upload or name them, see what comes out, save it or throw it away."""

from __future__ import annotations

from html import escape
from pathlib import Path

import streamlit as st

from extract.intake import Intake
from extract.views import notices
from extract.views.add import candidates, inputs, saving, trays
from extract.views.add.trays import Target, Tray
from extract.views.shelf import Held

_STYLE = Path(__file__).with_name("add.css").read_text(encoding="utf-8")
_PAUSE = 0.2  # seconds between two looks at how far it is


def show(held: Held) -> None:
    """Draw the page for the library that is open."""
    st.html(f"<style>{_STYLE}</style>")
    tray, target = trays.of(), trays.target(held)
    st.title("Add articles", anchor=False)
    if tray.intake is not None:
        _reading(tray, tray.intake)
    elif tray.saving:
        saving.save(tray, target)
    elif tray.done:
        saving.show(tray, target)
    elif tray.candidates or tray.problems or tray.stopped:
        tray.meant_for(target.where)
        _about(held, target)
        candidates.show(tray, target)
    else:
        _about(held, target)
        inputs.show(tray, target)


def _about(held: Held, target: Target) -> None:
    """Where it will be saved, or why it cannot be."""
    said = "You see what comes out of each text first; nothing is saved before you say so."
    where = f"<code>{escape(target.shown)}</code>"
    if target.other:
        made = "" if target.there else ", which is made when you first save"
        open_ = "The data set that is open is only read" if held.where else "The sample articles take no others"
        said += f" {open_}: what you save goes into your own library, {where}{made}."
    else:
        said += f" What you save goes into {where}."
    st.html(f'<p class="about">{said}</p>')
    if target.why_not:
        notices.warn("Nothing can be saved there.", [target.why_not])


def _reading(tray: Tray, intake: Intake) -> None:
    """How far it is, until it is done; a press of the button interrupts this run of the script."""
    with st.container(border=True):
        line, bar = st.empty(), st.progress(0.0)
        st.button("Stop reading", on_click=intake.stop, icon=":material/stop_circle:")
        said = ""
        while not intake.ended(_PAUSE):
            done, total, now = intake.progress
            count = len(intake.candidates)
            came = f", {count:,} so far" if count > done else ""
            told = f"Reading {min(done + 1, total):,} of {total:,}{came}: {now}"
            if told != said:
                said = told
                line.html(f'<p class="reading" role="status">{escape(said)}</p>')
            bar.progress(done / total if total else 0.0)
    tray.take()
    st.rerun()
