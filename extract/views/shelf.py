"""What the dashboard shows: the claims of the library, or of the sample corpus, cached until they change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd
import streamlit as st

from extract import corpus, notes, pipeline, table
from extract.corpus import Source
from extract.library import Library

Note = tuple[str, str]  # a document's id and what must be known of it
_KEPT = 2  # states of the articles that are kept ready


class Held(NamedTuple):
    """Claims, the newest first; of sample reports what they are based on; what could not be read; documents' notes.

    name: what they are of, remedy: what to do where there are none.
    """

    name: str
    claims: pd.DataFrame
    sources: Mapping[str, Source]
    problems: Sequence[str]
    notes: Sequence[Note]
    remedy: str


def sample() -> Held:
    """The sample corpus; a DocumentError where it is gone."""
    return _sample(corpus.fingerprint())


@st.cache_resource(show_spinner="Reading the sample articles …", max_entries=_KEPT)
def _sample(fingerprint: tuple[tuple[str, int, int], ...]) -> Held:
    del fingerprint  # what the cache is kept by
    problems: list[str] = []
    documents = list(corpus.documents(problems.append))
    said = [(document.document_id, note) for document in documents for note in notes.of(document)]
    claims = table.newest_first(table.frame(pipeline.find(documents)))
    remedy = "Put articles with figures into data/articles and reload this page."
    return Held("The folder of sample articles", claims, corpus.sources(), problems, said, remedy)


def library(where: str) -> Held:
    """A library's claims as they are now; a LibraryError where it cannot be opened."""
    with Library.open(where, create=False, read_only=True) as opened:
        return _library(where, opened.fingerprint)


@st.cache_resource(show_spinner="Opening the library …", max_entries=_KEPT)
def _library(where: str, fingerprint: object) -> Held:
    del fingerprint  # what the cache is kept by
    with Library.open(where, create=False, read_only=True) as opened:
        claims = table.newest_first(opened.frame())
        said = [(listed.document_id, note) for listed in opened.documents() for note in listed.warnings]
        return Held(opened.where, claims, {}, (), said, "Add documents to it: migration-figures add …")
