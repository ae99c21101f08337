"""The page About: what is open, what the terms mean, how good the extractor is, what it misses, how to cite it."""

from __future__ import annotations

import importlib.metadata
import platform
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import streamlit as st

import extract
from extract import labels, lexicon, library, quality
from extract.charts import drawing
from extract.claim import VERDICTS
from extract.export import columns, hxl
from extract.views import citation, themes
from extract.views.about import prose, scores, terms

if TYPE_CHECKING:
    from extract.views.shelf import Held

_WIDE = 680  # pixels; running text is narrower, some 70 characters a line
_LONGEST = 64  # signs of an address
_ASIDE = ("period", "other")  # measures that are no figures about migration or aid
_PARTS = {
    "open": "What is open",
    "measures": "What each measure means",
    "terms": "What else is said of a figure",
    "quality": "How good it is",
    "limits": "Known to be missed",
    "wrong": "If a figure is wrong",
    "offline": "Nothing leaves this machine",
    "cite": "How to cite",
    "versions": "Versions and licences",
}
_PLACES = {library.FILE: "File", library.DATABASE: "Database", library.DATA_SET: "What it is"}
_STYLE = Path(__file__).with_name("about.css")


def show(held: Held) -> None:
    """Draw the page; it is about the whole library, whatever the filters leave."""
    st.html(_STYLE)
    with st.container(horizontal_alignment="center"), st.container(key="about", width=_WIDE):
        st.title("About", anchor=False)
        prose.write(
            "This program reads news articles and reports about migration, finds every figure in them, says what it "
            "counts, for whom, where, when and who said so, and keeps the sentence it came from. What the text does "
            "not say stays empty."
        )
        _contents()
        _open(held)
        _measures(held)
        _terms()
        _part("quality")
        scores.show()
        _limits()
        _rest(held)


def _contents() -> None:
    links = "".join(f'<li><a href="#about-{name}">{escape(title)}</a></li>' for name, title in _PARTS.items())
    prose.html(f'<nav aria-label="On this page"><ul>{links}</ul></nav>')


def _part(name: str) -> None:
    """The heading of a part of the page, and the place that the contents lead to."""
    st.html(f'<div id="about-{name}" class="about-part"></div>')
    st.header(_PARTS[name], anchor=False)


def _open(held: Held) -> None:
    _part("open")
    if not held.where:
        prose.write(
            f"The sample corpus: {len(held.sources):,} reports written for this project from published figures, and "
            "true to them. They are not the publishers’ words."
        )
    prose.terms((escape(name), escape(value)) for name, value in _facts(held).items() if value)
    if held.sources:
        with st.expander("Whose figures the reports give"):
            prose.html(_publishers(held))


def _facts(held: Held) -> dict[str, str]:
    """What is known of the library, by name; empty where there is nothing to say."""
    counts = held.facets.counts("measure")
    aside = sum(counts.get(measure, 0) for measure in _ASIDE)
    verdicts = held.facets.words["review"].counts()
    return {
        "Library": held.name if held.where else "",
        _PLACES[library.kind(held.where)]: held.about if held.where else "",
        "Documents": f"{len(held.facets.words['document_id'].counts()):,} with numbers in them",
        "Figures": f"{sum(counts.values()) - aside:,}",
        "Other numbers": f"{aside:,} dates, lengths of time and numbers about other things" if aside else "",
        "Reviewed": ", ".join(f"{verdicts[verdict]:,} {verdict}" for verdict in VERDICTS if verdicts.get(verdict)),
    }


def _publishers(held: Held) -> str:
    """Each report's publisher, in order of name, and where its figures stand."""
    reports = [(held.listed[name], source) for name, source in held.sources.items() if name in held.listed]
    reports.sort(key=lambda report: (report[0].publisher.casefold(), report[0].published))
    rows = (
        (
            f'{escape(listed.publisher)} <span class="quiet">{escape(labels.day(listed.published))}</span>',
            citation.link(source.url, escape(source.title or _address(source.url))),
        )
        for listed, source in reports
    )
    return prose.table(("Publisher", "Where the figures stand"), rows)


def _address(url: str) -> str:
    """An address as the words of a link: two of one site differ in them.

    >>> _address("https://example.org/news/camps-are-full/")
    'example.org/news/camps-are-full'
    """
    said = urlsplit(url)
    whole = f"{said.hostname or url}{said.path.rstrip('/')}"
    return whole if len(whole) <= _LONGEST else f"{whole[:_LONGEST]}…"


def _measures(held: Held) -> None:
    _part("measures")
    counts, dark = held.facets.counts("measure"), themes.dark()
    prose.write(
        "A measure counts people where its line does not say otherwise. The number at the right is how many figures "
        "of it are open here. The menus of the charts count fewer: a chart draws each count or amount once, in one "
        "unit, and over time only where the text states the time."
    )
    rows = (
        f'<div><dt class="name"><span class="swatch" style="background:{drawing.colour(key, dark)}"></span>'
        f'{escape(card["label"])}</dt><dd class="means">{escape(card["meaning"])}.'
        f"{_counts(str(card['counts']))}</dd>"
        f'<dd class="count">{counts.get(key, 0):,}</dd></div>'
        for key, card in lexicon.shared("measures").items()
    )
    prose.html(f'<dl class="measures">{"".join(rows)}</dl>')


def _counts(what: str) -> str:
    return "" if what == "people" else f' <span class="quiet">Counts {escape(what)}.</span>'


def _terms() -> None:
    _part("terms")
    st.subheader("How far aid has come", anchor=False)
    prose.write("Pledged is not paid: amounts of different status are never added up.")
    prose.terms((_status(key), f"{escape(meaning)}{_iati(key)}") for key, meaning in terms.STATUSES.items())
    for title, meanings in (
        ("What kind of number it is", terms.STATISTICS),
        ("How exact it is", terms.QUALIFIERS),
        ("How it is told", terms.MODALITIES),
    ):
        st.subheader(title, anchor=False)
        prose.terms((escape(columns.title(key)), escape(meaning)) for key, meaning in meanings.items())
    with st.expander("Every column of the table and of the downloads"):
        prose.terms((f"<code>{name}</code>", escape(meaning)) for name, meaning in columns.MEANINGS.items())


def _status(key: str) -> str:
    return escape(labels.status(key).capitalize())


def _iati(key: str) -> str:
    """The code that aid's own data standard has for a status, where it has one."""
    code = hxl.IATI.get(key)
    return f' <span class="quiet">· IATI transaction type {code}</span>' if code else ""


def _limits() -> None:
    _part("limits")
    st.markdown(quality.limits())
    prose.write("Numbers in pictures, charts and scanned pages are not read. Texts in English only.")


def _rest(held: Held) -> None:
    _part("wrong")
    prose.write(
        "Correct or reject it on the page Review, with a note. The library keeps that, also when the document comes "
        "again; downloads show what was read beside what holds."
        + (" The sample corpus and data sets take none: open a library of your own for that." if held.only_read else "")
    )
    _part("offline")
    prose.write(
        "The program runs here and answers to this machine alone. No text, figure or filter is sent anywhere, no page "
        "loads fonts, maps or scripts from the internet, and nobody counts its use. It fetches only the addresses and "
        "feeds that you add yourself; a link to a source opens in your browser."
    )
    _part("cite")
    prose.write(
        "A figure is cited by its own source: its sentence, publisher, date and address. The program and its data:"
    )
    st.code(
        f"migration-figures {extract.__version__}: figures about migration, each with its sentence. MIT licence.",
        language=None, wrap_lines=True,
    )  # fmt: skip
    _part("versions")
    prose.write(
        f"migration-figures {extract.__version__} on Python {platform.python_version()}. The program, the sample "
        "reports and their list of figures are under the MIT licence. The outlines of the map are by Natural Earth, in "
        "the public domain; its borders imply no opinion on the status of any land."
    )
    items = (
        f'<li><strong>{escape(name)}</strong> {escape(version)} <span class="quiet">{terms.LIBRARIES[name]}</span></li>'
        for name, version in _versions().items()
    )
    prose.html(f'<ul class="versions">{"".join(items)}</ul>')


def _versions() -> dict[str, str]:
    """The versions of the libraries that are installed."""
    found: dict[str, str] = {}
    for name in terms.LIBRARIES:
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    return found
