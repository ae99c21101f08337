"""What documents are made of on the Add page: a pasted text, uploaded files, addresses."""

from __future__ import annotations

import re

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from extract import intake
from extract.intake import MOST_BYTES, MOST_INPUTS
from extract.readers import DocumentError, Original, dates, files, text, uploaded
from extract.views import notices
from extract.views.add.trays import Target, Tray

_MEGA = 1_000_000
FORM = "2021-06-08, or 2021-06, or 2021"
_SINCE = "What “last year” and “in March” in the text are counted from."
_KINDS = (
    "Texts, web pages, PDF, Word (.docx), e-mails, feeds, and tables with one article a row (.csv, .jsonl, .parquet). "
    f"Up to {MOST_INPUTS:d} files and {MOST_BYTES // _MEGA:d} MB at once."
)
_FOLLOW = "For a feed (RSS, Atom): read the page that each entry leads to, not just its summary."
_NEAR = (
    "Off, so that no address in a list makes this machine ask a printer, a router or an intranet page. "
    "Turn it on for pages of your own network that you mean to read."
)
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


def show(tray: Tray, target: Target) -> None:
    """Draw the three ways; what is given is read at once, for the library that it would be saved into."""
    pasting, uploading, naming = st.tabs(["Paste a text", "Upload files", "Give addresses"])
    with pasting:
        _pasted(tray, target)
    with uploading:
        _uploaded(tray, target)
    with naming:
        _named(tray, target)


def _pasted(tray: Tray, target: Target) -> None:
    turn = tray.turn
    with st.form(f"paste {turn}", border=False):
        said = st.text_area("Text", height=220, placeholder="The whole article, without its menus", key=f"text {turn}")
        (left, right), (below, beside) = st.columns(2), st.columns(2)  # on a phone one below the other, in this order
        heads = {
            "title": left.text_input("Title", key=f"title {turn}"),
            "publisher": right.text_input("Publisher", key=f"publisher {turn}"),
            "published": below.text_input("Published", placeholder=FORM, help=_SINCE, key=f"published {turn}"),
            "url": beside.text_input("Address", placeholder="https://…", key=f"url {turn}"),
        }
        asked = st.form_submit_button("Read the text", type="primary")
    if not asked:
        return
    if wrong := _wrong(said, heads):
        notices.warn("The text was not read yet.", wrong)
        return
    heads["published"] = dates.published(heads["published"], "") or ""
    whole = {key: text.line(value) for key, value in heads.items() if value.strip()}
    _read(tray, [intake.pasted(said)], target, heads=whole)


def _wrong(said: str, heads: dict[str, str]) -> list[str]:
    """What is to be mended before a pasted text can be read."""
    found = [] if said.strip() else ["There is no text: paste it into the field above."]
    if len(said.encode("utf-8", "replace")) > MOST_BYTES:
        found.append(f"The text has more than {MOST_BYTES // _MEGA:d} MB; split it.")
    return found + [line for line in (day(heads["published"])[1], link(heads["url"])) if line]


def day(written: str) -> tuple[str | None, str]:
    """A date as it is stored, and what is wrong with it where it is none."""
    try:
        return dates.published(text.line(written), ""), ""
    except DocumentError:
        return None, f"“{text.short(written.strip())}” is no date; write it as {FORM}."


def link(written: str) -> str:
    """What is wrong with an address of the web; empty where nothing is."""
    return (
        f"“{text.short(written.strip())}” is no address; it begins with https://."
        if text.address(written.strip())[1]
        else ""
    )


def _uploaded(tray: Tray, target: Target) -> None:
    given = st.file_uploader("Files", accept_multiple_files=True, key=f"files {tray.turn}")
    st.html(f'<p class="kinds">{_KINDS}</p>')
    if not st.button("Read the files", type="primary", key=f"read files {tray.turn}"):
        return
    if not given:
        notices.warn("No file was read.", ["Choose files above, or wait until they have arrived."])
        return
    originals, problems = _originals(given)
    _forgotten(given)
    _read(tray, originals, target, problems=problems)


def _originals(given: list[UploadedFile]) -> tuple[list[Original], list[str]]:
    """The uploads that are read, their bytes shared with the browser's upload, and why others are not."""
    found, problems, size = list[Original](), list[str](), 0
    for file in given:
        where = files.shown(file.name)
        if len(found) >= MOST_INPUTS or size + file.size > MOST_BYTES:
            most = f"{MOST_INPUTS} files and {MOST_BYTES // _MEGA:d} MB are read at once"
            problems.append(f"{where}: {most}; give it after these are saved")
            continue
        try:
            found.append(uploaded(file.name, file.getvalue()))
        except DocumentError as error:
            problems.append(str(error))
        else:
            size += file.size
    return found, problems


def _forgotten(given: list[UploadedFile]) -> None:
    """The server keeps an upload as long as its session lasts; here only the original is kept."""
    context = get_script_run_ctx()
    remove = getattr(context.uploaded_file_mgr, "remove_file", None) if context else None
    if context and remove:
        for file in given:
            remove(session_id=context.session_id, file_id=file.file_id)


def _named(tray: Tray, target: Target) -> None:
    turn = tray.turn
    with st.form(f"addresses {turn}", border=False):
        said = st.text_area(
            "Addresses, one a line", height=140, placeholder="https://example.org/article", key=f"addresses said {turn}"
        )
        follow = st.toggle("Follow a feed's entries to their pages", help=_FOLLOW, key=f"follow {turn}")
        private = st.toggle("Also addresses of my own network", help=_NEAR, key=f"private {turn}")
        asked = st.form_submit_button("Read the addresses", type="primary")
    if not asked:
        return
    lines = list(dict.fromkeys(line.strip() for line in said.splitlines() if line.strip()))
    if not lines:
        notices.warn("No address was read.", ["Write an address into the field above."])
        return
    found, problems = _addresses(lines)
    _read(tray, found, target, problems=problems, follow=follow, private=private)


def _addresses(lines: list[str]) -> tuple[list[str], list[str]]:
    """The addresses of the web, and why other lines are none: a path would be read from this machine's disk."""
    found = [line for line in lines if _ADDRESS.fullmatch(line)]
    problems = [
        f"{files.shown(text.short(line))}: it is no address; it begins with https:// and holds no space"
        for line in lines
        if not _ADDRESS.fullmatch(line)
    ]
    over = [f"{address}: {MOST_INPUTS} addresses are read at once; give it later" for address in found[MOST_INPUTS:]]
    return found[:MOST_INPUTS], problems + over


def _read(tray: Tray, found: list[Original] | list[str], target: Target, **how: object) -> None:
    tray.read(found, target.where, **how)  # type: ignore[arg-type]
    st.rerun()
