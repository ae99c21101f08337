"""The libraries that the dashboard can open, the sample corpus among them, and the one that is open."""

from __future__ import annotations

import functools
import itertools
import operator
import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import streamlit as st

from extract import corpus, folders, library, notes, pipeline, table
from extract.claim import Document
from extract.corpus import Source
from extract.facets import Facets
from extract.library import Library, LibraryError
from extract.views import address

SAMPLE = "sample"
_KEPT = 3  # states of libraries that are kept ready
_ABOUT = "72 reports written for this project from published figures: to try the program with, not to quote from"
_SAMPLE = (
    "The sample corpus is read-only: it comes with the program, so nobody’s verdict can be kept in it. "
    "Make a library of your own on the Add page, or with `migration-figures add report.pdf`, "
    "and open it with `migration-figures dashboard --library`."
)


class Choice(NamedTuple):
    """A library of the menu: how the address names it, how people read it, and what Library.open takes."""

    key: str
    name: str
    where: str


class Listed(NamedTuple):
    """A document: warnings: what was lost when it was read and what is not known of it; figures: its claims."""

    title: str
    publisher: str
    published: str
    url: str
    language: str
    warnings: tuple[str, ...]
    figures: int


@dataclass(frozen=True)
class Held:
    """An open library, as it was when it was opened; sessions share it.

    key, name, where: as in its Choice; about: what it is, in a line; sources: what sample reports are based on;
    problems: what could not be read; remedy: what to do where there are no claims; read: gives a text, None where
    there are none; only_read: why nothing can ever be changed in it, and what to do.
    """

    key: str
    name: str
    where: str
    about: str
    facets: Facets
    sources: Mapping[str, Source]
    problems: Sequence[str]
    remedy: str
    read: Callable[[str], Document] | None
    told: Callable[[], Mapping[str, tuple[str, ...]]]
    only_read: str = ""
    number: int = field(default_factory=itertools.count().__next__)  # of no other one, also when this one is gone

    def text(self, document_id: str) -> Document | None:
        """A document as it is stored, None where texts are not; a LibraryError where it is gone."""
        return self.read(document_id) if self.read else None

    @functools.cached_property
    def warnings(self) -> Mapping[str, tuple[str, ...]]:
        """By document, what was lost when it was read and what is not known of it; only those that have any."""
        return self.told()

    @functools.cached_property
    def listed(self) -> Mapping[str, Listed]:
        """The documents that have claims, by their ids."""
        facets = self.facets
        column = facets.words["document_id"]
        figures = column.counts()
        first = {column.values[code]: at for at, code in reversed(list(enumerate(column.codes.tolist())))}
        heads = facets.rows(list(first.values()))[["title", "publisher", "published", "url", "language"]]
        return {
            name: Listed._make((*head, self.warnings.get(name, ()), figures[name]))
            for name, head in zip(first, heads.itertuples(index=False, name=None), strict=True)
        }


# in caches of what is made of it
KNOWN_BY: dict[str | type[Any], Callable[[Any], Any]] = {Held: operator.attrgetter("number")}


def choices() -> list[Choice]:
    """The libraries that can be opened: those asked for at the start first, else the sample corpus."""
    asked = [where for where in os.environ.get(library.SHOWN, "").split("\n") if where]
    asked = asked or [where for where in (os.environ.get(library.VARIABLE, ""),) if where]
    own = library.default()
    found = list(dict.fromkeys([*asked, *([own] if not asked and library.exists() else [])]))
    sample = Choice(SAMPLE, "Sample corpus", "")
    kept: list[Choice] = []
    for where in found:
        name = _name(where)
        plain = key = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "library"
        number = 2
        while key in {SAMPLE, *(choice.key for choice in kept)}:
            key, number = f"{plain}-{number}", number + 1
        kept.append(Choice(key, "Your library" if where == own and not asked else name, where))
    return [*kept, sample] if asked else [sample, *kept]


def menu(asked: Mapping[str, Sequence[str]]) -> Choice:
    """Draw the menu of libraries; the one that is chosen."""
    offered = {choice.key: choice for choice in choices()}
    if "library" in asked and (known := address.fit("library", asked["library"], list(offered))):
        st.session_state["library"] = known[0]
    if st.session_state.get("library") not in offered:
        st.session_state["library"] = next(iter(offered))
    key = st.selectbox(
        "Library", list(offered), key="library", format_func=lambda key: offered[key].name,
        persist_state="session",
    )  # fmt: skip
    address.put_all({"library": [key] if key != next(iter(offered)) else []})
    return offered[key]


def style() -> None:
    """What all pages have in common in their looks."""
    st.html(Path(__file__).with_name("frame.css"))


def about(held: Held) -> None:
    """Draw what a library is, below its menu."""
    st.html(f'<p class="library">{escape(held.about)}</p>')


def _name(where: str) -> str:
    """A library as people call it: its file's name, or its database's; nothing of a password, wherever it stands."""
    if library.kind(where) == library.DATABASE:
        return library.database(where)
    return folders.name(where) if library.kind(where) == library.DATA_SET else Path(where).stem


def opened(choice: Choice) -> Held:
    """A library as it is now; a LibraryError or DocumentError says why it cannot be opened."""
    if not choice.where:
        return _corpus(corpus.fingerprint())
    with Library.open(choice.where, create=False, read_only=True) as found:
        return _library(choice, found.fingerprint)


def wanting(choice: Choice) -> bool:
    """Whether a library is a file that is not there yet."""
    return bool(choice.where) and library.kind(choice.where) == library.FILE and not os.path.lexists(choice.where)


def empty(choice: Choice) -> Held:
    """A library that is not there yet, without a document."""

    def read(document_id: str) -> Document:
        raise LibraryError(f"{choice.where} has no {document_id}")

    return Held(choice.key, choice.name, choice.where, choice.where, Facets.of(table.frame([])), {}, (), "", read, dict)


@st.cache_resource(show_spinner="Reading the sample articles …", max_entries=_KEPT)
def _corpus(fingerprint: tuple[tuple[str, int, int], ...]) -> Held:
    del fingerprint  # what the cache is kept by
    problems: list[str] = []
    documents = {document.document_id: document for document in corpus.documents(problems.append)}
    facets = Facets.of(table.frame(pipeline.find(documents.values())))

    def read(document_id: str) -> Document:
        if document_id not in documents:
            raise LibraryError(f"the sample corpus has no {document_id}")
        return documents[document_id]

    return Held(
        SAMPLE, "Sample corpus", "", _ABOUT, facets, corpus.sources(), problems,
        "Put articles with figures into data/articles and reload this page.", read,
        lambda: {name: tuple(said) for name, document in documents.items() if (said := notes.of(document))}, _SAMPLE,
    )  # fmt: skip


@st.cache_resource(show_spinner="Opening the library …", max_entries=_KEPT)
def _library(choice: Choice, fingerprint: object) -> Held:
    del fingerprint  # what the cache is kept by

    def read(document_id: str) -> Document:
        with Library.open(choice.where, create=False, read_only=True) as found:
            return found.text(document_id)

    def told() -> Mapping[str, tuple[str, ...]]:
        with Library.open(choice.where, create=False, read_only=True) as found:
            return {listed.document_id: listed.warnings for listed in found.documents() if listed.warnings}

    if "jemalloc" in pa.supported_memory_backends():  # the other keeps what reading took: a tenth of all memory
        pa.set_memory_pool(pa.jemalloc_memory_pool())
    with Library.open(choice.where, create=False, read_only=True) as found:
        facets = found.through(Facets)  # which tells what cannot be read
        return Held(
            choice.key, choice.name, choice.where, found.about, facets, {}, found.problems, found.remedy,
            read if found.texts else None, told, found.only_read,
        )  # fmt: skip
