"""The sample corpus: it is read whole, says where it comes from, and its figures are places in it."""

from __future__ import annotations

import json
from pathlib import Path

import extract
from extract import corpus

FIGURES = Path(__file__).parent.parent / "data" / "figures.jsonl"


def test_every_report_is_read() -> None:
    problems: list[str] = []
    documents = list(corpus.documents(problems.append))
    assert problems == []
    assert len(documents) == len(list(corpus.folder().rglob("*.md"))) > 50


def test_every_report_has_a_title_and_a_publisher() -> None:
    lacking = [d.document_id for d in corpus.documents() if not (d.title and d.publisher)]
    assert lacking == []


def test_every_report_says_what_it_is_based_on() -> None:
    sources = corpus.sources()
    assert sources.keys() == {document.document_id for document in corpus.documents()}
    assert [name for name, source in sources.items() if not source.url.startswith(("https://", "http://"))] == []


def test_the_figures_are_places_in_the_reports() -> None:
    texts = {document.document_id: document.text for document in corpus.documents()}
    with FIGURES.open(encoding="utf-8") as lines:
        figures = [json.loads(line) for line in lines]
    assert figures
    wrong = [f for f in figures if not texts[f["document_id"]].startswith(f["written"], f["start"])]
    assert wrong == []


def test_every_claim_of_the_corpus_is_grounded() -> None:
    texts = {document.document_id: document.text for document in corpus.documents()}
    found = list(extract.find(corpus.documents()))
    assert len(found) > 300
    for claim in found:
        text = texts[claim.document_id]
        assert text[claim.start : claim.end] == claim.written
        assert text[claim.sentence_start : claim.sentence_end] == claim.sentence


def test_ids_are_distinct_over_the_corpus() -> None:
    ids = [claim.claim_id for claim in extract.find(corpus.documents())]
    assert len(set(ids)) == len(ids)


def test_the_fingerprint_stands_still_and_names_every_file() -> None:
    assert corpus.fingerprint() == corpus.fingerprint()
    assert [name for name, _, _ in corpus.fingerprint()] == sorted(corpus.sources())
