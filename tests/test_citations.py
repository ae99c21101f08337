"""citations: a line to copy, a link to the sentence, and the sentences around it, for every claim there is."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from exported import DOCUMENTS, claim, claims
from hypothesis import given, settings
from hypothesis import strategies as st

import extract
from extract import citations, corpus, pipeline, table
from extract.claim import Document, Provenance
from extract.corpus import Source

TOLD: dict[str, Any] = {
    "publisher": "The Courier", "title": "Raids, counted", "published": "2021-06-08", "page": None,
    "sentence": "Mexico held 91,000.", "said_by": "the ministry",
}  # fmt: skip
LINK = "https://example.org/raids#:~:text=Mexico"
LINES: list[tuple[dict[str, Any], str, str]] = [
    ({}, LINK, "The Courier, “Raids, counted”, 8 Jun 2021: “Mexico held 91,000.” (said by the ministry) "
     + LINK),
    ({}, "", "The Courier, “Raids, counted”, 8 Jun 2021: “Mexico held 91,000.” (said by the ministry)"),
    ({"said_by": ""}, "", "The Courier, “Raids, counted”, 8 Jun 2021: “Mexico held 91,000.”"),
    ({"publisher": "", "said_by": ""}, "", "“Raids, counted”, 8 Jun 2021: “Mexico held 91,000.”"),
    ({"title": "", "said_by": ""}, "", "The Courier, 8 Jun 2021: “Mexico held 91,000.”"),
    ({"published": "", "said_by": ""}, "", "The Courier, “Raids, counted”, n.d.: “Mexico held 91,000.”"),
    ({"published": "2021-06", "title": "", "said_by": ""}, "", "The Courier, Jun 2021: “Mexico held 91,000.”"),
    ({"published": "2021", "title": "", "said_by": ""}, "", "The Courier, 2021: “Mexico held 91,000.”"),
    ({"published": "last May", "title": "", "said_by": ""}, "", "The Courier, last May: “Mexico held 91,000.”"),
    ({"publisher": "", "title": "", "published": "", "said_by": ""}, "", "n.d.: “Mexico held 91,000.”"),
    ({"publisher": "", "title": "", "published": "", "said_by": ""}, LINK,
     "n.d.: “Mexico held 91,000.” " + LINK),
    ({"page": 4, "said_by": ""}, "", "The Courier, “Raids, counted”, 8 Jun 2021, p. 4: “Mexico held 91,000.”"),
    ({"page": 4.0, "title": "", "said_by": ""}, "", "The Courier, 8 Jun 2021, p. 4: “Mexico held 91,000.”"),
    ({"page": pd.NA, "title": "", "said_by": ""}, "", "The Courier, 8 Jun 2021: “Mexico held 91,000.”"),
    ({"page": float("nan"), "title": "", "said_by": ""}, "", "The Courier, 8 Jun 2021: “Mexico held 91,000.”"),
    ({"said_by": "the U.N.", "title": ""}, LINK,
     "The Courier, 8 Jun 2021: “Mexico held 91,000.” (said by the U.N.) " + LINK),
    ({"sentence": "“All 40,” he\u00a0said: <b>5,\u202f000</b>", "title": "", "said_by": ""}, "",
     "The Courier, 8 Jun 2021: ““All 40,” he\u00a0said: <b>5,\u202f000</b>”"),
    ({"sentence": "Mexico  held\r\n  91,000\n\nmen.", "title": "A\nB", "said_by": "the\u2028police"}, "",
     "The Courier, “A B”, 8 Jun 2021: “Mexico  held 91,000 men.” (said by the police)"),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "link", "wanted"), LINES, ids=[row[2] for row in LINES])
def test_a_citation_is_a_line(fields: dict[str, Any], link: str, wanted: str) -> None:
    assert citations.citation({**TOLD, **fields}, link) == wanted


OURS = [
    ({}, "Sample report of migration-figures after The Courier, “Raids, counted”, 8 Jun 2021: “Mexico held 91,000.”"),
    ({"publisher": ""}, "Sample report of migration-figures, “Raids, counted”, 8 Jun 2021: “Mexico held 91,000.”"),
]


@pytest.mark.parametrize(("fields", "wanted"), OURS, ids=[row[1] for row in OURS])
def test_a_report_of_ours_is_not_cited_as_its_publishers(fields: dict[str, Any], wanted: str) -> None:
    told = {**TOLD, **fields, "said_by": ""}
    assert citations.citation(told, "", Source("https://example.org/a", "A")) == wanted
    assert not citations.citation(told, "", Source("", "")).startswith("Sample")


def test_a_row_of_a_table_is_cited_as_its_claim() -> None:
    for claim_, row in zip(claims(), table.records(extract.frame(claims())), strict=True):
        said = citations.citation(row)
        assert said == citations.citation(claim_._asdict())
        assert f"“{claim_.sentence}”" in said
        assert ("p. 1" in said) == (claim_.page == 1)


WEB, PDF, NONE = DOCUMENTS.values()
BASE = "https://example.org/raids#more:~:text="
ADDRESSES: list[tuple[str, str, Document, str]] = [
    ("a short sentence", "40 to 50", WEB, BASE + "Some%2040%20to%2050,drowned%20on%203%20May."),
    (
        "a long sentence",
        "91,000",
        WEB,
        BASE + "Mexico%20detained%2091%2C000%20migrants,2021%2C%20the%20ministry%20said.",
    ),
    ("a PDF", "255 million euros", PDF, "https://example.org/b.pdf#page=1"),
    ("no address", "25", NONE, ""),
    ("none of the web's", "91,000", replace(WEB, url="javascript:alert(1)"), ""),
    ("a file's", "91,000", replace(WEB, url="file:///a.html"), ""),
]


@pytest.mark.parametrize(
    ("written", "document", "wanted"), [row[1:] for row in ADDRESSES], ids=[r[0] for r in ADDRESSES]
)
def test_a_link_opens_the_page_at_the_sentence(written: str, document: Document, wanted: str) -> None:
    assert citations.link(claim(written)._asdict(), document) == wanted


PDFS = {
    "by its reader": replace(PDF, pages=()),
    "by its pages": replace(PDF, provenance=Provenance()),
}


@pytest.mark.parametrize("document", PDFS.values(), ids=list(PDFS))
def test_a_pdf_whose_page_is_not_known_has_its_plain_address(document: Document) -> None:
    told = claim("255 million euros")._asdict()
    assert citations.link({**told, "page": None}, document) == "https://example.org/b.pdf"
    assert citations.link({**told, "page": pd.NA}, document) == "https://example.org/b.pdf"
    assert citations.link({**told, "page": 7}, document) == "https://example.org/b.pdf#page=7"


SOURCES = [
    (Source("https://example.org/a#b", "A"), "https://example.org/a#b"),
    (Source("javascript:alert(1)", ""), ""),
    (Source("", ""), "https://example.org/raids#more:~:text=Some%2040%20to%2050,drowned%20on%203%20May."),
]


@pytest.mark.parametrize(("source", "wanted"), SOURCES, ids=[repr(row[0].url) for row in SOURCES])
def test_a_report_of_ours_links_to_what_it_is_based_on(source: Source, wanted: str) -> None:
    assert citations.link(claim("40 to 50")._asdict(), WEB, source) == wanted


def test_a_report_of_the_sample_corpus_names_no_sentence_in_a_page_that_has_it_not() -> None:
    sources = corpus.sources()
    for document in corpus.documents():
        for found in pipeline.find([document]):
            assert ":~:" not in citations.link(found._asdict(), document, sources.get(document.document_id))


TEXT = "One came. Two came. Three came.\n\nIn May 40 men fled. Five came. Six came. Seven came."
AROUND: list[tuple[str, str, tuple[str, str]]] = [
    ("in the middle", TEXT, ("Two came. Three came.", "Five came. Six came.")),
    ("the first", "In May 40 men fled. Five came.", ("", "Five came.")),
    ("the last", "Three came. In May 40 men fled.", ("Three came.", "")),
    ("alone", "In May 40 men fled.", ("", "")),
    ("alone, with white space", "\n\n  In May 40 men fled.\n\n", ("", "")),
    ("over paragraphs", "Head\n\nOne came.\n\nIn May 40 men fled.\n\nTwo came.\nLast\n",
     ("Head One came.", "Two came. Last")),
    ("verbatim", "A\u00a0b  <b>came</b>. In May 40 men fled. “C”\u2009d.", ("A\u00a0b  <b>came</b>.", "“C”\u2009d.")),
    ("long", f"{'word ' * 99}end. In May 40 men fled. {'Word ' * 99}end.",
     ("…" + "word " * 58 + "word end.", ("Word " * 60).strip() + "…")),
    ("one long word", f"{'x' * 900}. In May 40 men fled. {'X' * 900}.", ("…" + "x" * 299 + ".", "X" * 300 + "…")),
    ("300 characters", f"{'x' * 299}. In May 40 men fled. {'X' * 299}.", ("x" * 299 + ".", "X" * 299 + ".")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), [row[1:] for row in AROUND], ids=[row[0] for row in AROUND])
def test_the_sentences_around(text: str, wanted: tuple[str, str]) -> None:
    document = Document(text, "d")
    (found,) = (claim for claim in extract.find([document]) if claim.written == "40")
    assert found.sentence == "In May 40 men fled."
    assert citations.context(document, found._asdict()) == wanted


def in_line(text: str) -> str:
    return " ".join(text.split())


def holds(document: Document, told: dict[str, Any]) -> None:
    """Context and sentence stand in the text as they are shown, but for where its lines end."""
    before, behind = citations.context(document, told)
    around = in_line(f"{before.lstrip(citations.MORE)} {told['sentence']} {behind.rstrip(citations.MORE)}")
    assert around in in_line(document.text)
    assert max(len(before), len(behind)) <= citations.LONGEST + len(citations.MORE)
    assert not re.search(r"[\n\r\u2028\u2029]", before + behind)


def test_the_context_of_every_claim_of_the_sample_corpus_stands_in_its_text() -> None:
    for document in corpus.documents():
        found = list(pipeline.find([document]))
        contexts = {citations.context(document, claim._asdict()) for claim in found}
        assert not found or ("", "") not in contexts
        for claim_ in found:
            holds(document, claim_._asdict())


PIECES = st.sampled_from(
    ["Mexico held 40 men", "In 2021 some 5,000 people fled", "Dr. No. 7 said so", "A | 12 | B", "x" * 400, "“Why?”",
     "•", "3.5 million", "\u202e", "😀", "Ünï\u00a0cödé", "word " * 80]
)  # fmt: skip
ENDS = st.sampled_from([". ", "\n", "\n\n", " ", "\r\n", "! ", "\u2028", "; ", ".\n", "  "])
TEXTS = st.lists(st.tuples(PIECES, ENDS), max_size=14).map(lambda pairs: "".join(a + b for a, b in pairs))


@settings(derandomize=True, deadline=None)
@given(TEXTS)
def test_r48_context_and_citation_and_link_of_any_claim_of_any_text(text: str) -> None:
    document = Document(text, "d", url="https://example.org/a")
    for found in extract.find([document]):
        holds(document, found._asdict())
        address = citations.link(found._asdict(), document)
        assert re.fullmatch(r"https://example\.org/a(#:~:text=[\w%.~,-]+)?", address, re.ASCII)
        said = citations.citation(found._asdict(), address)
        assert said.endswith(f" {address}")
        assert in_line(found.sentence) in in_line(said)
        assert len(said.splitlines()) == 1


@settings(derandomize=True, deadline=None)
@given(TEXTS, st.data())
def test_r48_the_context_of_any_stretch(text: str, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(text)))
    last = data.draw(st.integers(first, len(text)))
    told = {"sentence_start": first, "sentence_end": last, "sentence": text[first:last]}
    before, behind = citations.context(Document(text), told)
    assert in_line(before.lstrip(citations.MORE)) in in_line(text[:first])
    assert in_line(behind.rstrip(citations.MORE)) in in_line(text[last:])
