"""A report gives the same claims, whatever the kind of file it comes in."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import written

import extract
from extract import corpus, readers
from extract.claim import COLUMNS, Document

LONG = bool(os.environ.get("LONG_TESTS"))
REPORTS = [document for document in corpus.documents() if len(document.published or "") == len("2021-06-08")]
READ = REPORTS if LONG else REPORTS[::16]
KINDS = {"page", "markdown", "word", "mail", "text", "pdf", "pdf-columns"}
_WRITABLE = str.maketrans("ś", "s")  # which the fonts of the PDFs do not have
MEANING = [*COLUMNS[COLUMNS.index("measure") : COLUMNS.index("modality") + 1], "written"]


@pytest.fixture(scope="module")
def worker() -> Iterator[readers.Worker]:
    with readers.Worker() as process:
        yield process


def meant(document: Document) -> list[tuple[object, ...]]:
    """What a document's claims mean, in reading order, and their sentences but for their line ends."""
    found = extract.find([document])
    return [(*(getattr(claim, key) for key in MEANING), " ".join(claim.sentence.split())) for claim in found]


@functools.cache
def wanted(number: int) -> tuple[Document, list[tuple[object, ...]]]:
    """A report, and what its claims mean."""
    report = replace(READ[number], text=READ[number].text.translate(_WRITABLE))
    return report, meant(report)


def opened(path: Path, report: Document, worker: readers.Worker) -> Document:
    """The document of a file; what its kind cannot say of it is given."""
    given = {"title": report.title, "publisher": report.publisher, "published": report.published or ""}
    (original,) = readers.originals([path], pytest.fail, worker=worker)
    (document,) = readers.documents(original, worker, **given)
    return document


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_report_gives_the_claims_of_its_text(tmp_path: Path, worker: readers.Worker, kind: str) -> None:
    form = written.FORMATS[kind]
    for number in range(len(READ)):
        report, said = wanted(number)
        path = tmp_path / f"{number}{form.ending}"
        path.write_bytes(form.write([report]))
        document = opened(path, report, worker)
        text = document.text.removeprefix(report.title).lstrip()
        document = replace(document, text=text, title=report.title, publisher=report.publisher)
        assert meant(document) == said, report.document_id
        assert document.published == report.published
        assert document.warnings == ()
