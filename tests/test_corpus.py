"""The sample corpus: its reports are well formed, and the figures they were written from are found."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import floors
import pytest
import quality

from extract import corpus, lexicon, readers
from extract.readers import text

ROOT = Path(__file__).parent.parent
REPORTS = sorted((ROOT / "data" / "articles").glob("*.md"))
FIGURES = [json.loads(line) for line in (ROOT / "data" / "figures.jsonl").read_text(encoding="utf-8").splitlines()]


def test_recall_is_not_under_its_floor(record_property: Callable[[str, object], None]) -> None:
    reached = floors.reached("corpus")
    record_property("score", quality.line("corpus", reached))
    assert reached["corpus.recall"] >= floors.floors()["corpus.recall"]


def test_there_are_reports_of_every_measure() -> None:
    assert len(REPORTS) >= 50
    counts = Counter(figure["measure"] for figure in FIGURES)
    assert set(counts) == set(lexicon.shared("measures"))


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.name)
def test_a_report_says_what_it_is_based_on(path: Path) -> None:
    head, body = text.parts(path.read_text(encoding="utf-8"))
    assert head["title"]
    assert head["publisher"]
    assert head["based_on_url"].startswith(("http://", "https://"))
    assert "#" not in head["based_on_url"]
    assert not head.get("url")
    assert 60 <= len(body.split()) <= 260


def test_every_figure_stands_where_it_is_said_to() -> None:
    texts = {document.document_id: document.text for document in readers.read([corpus.folder()])}
    wrong = [
        figure for figure in FIGURES if not texts[figure["document_id"]].startswith(figure["written"], figure["start"])
    ]
    assert wrong == []


def test_sources_name_every_report() -> None:
    sources = corpus.sources()
    assert set(sources) == {path.name for path in REPORTS}
    assert all(source.url for source in sources.values())
