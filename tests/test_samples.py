"""samples: a folder of mixed documents is the same each time and holds what it says in every format."""

from __future__ import annotations

import csv
import email.policy
import hashlib
import io
import itertools
import json
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path

import docx
import pyarrow.parquet as pq
import pypdf
import pytest
import samples
import written
from defusedxml import ElementTree
from lxml import html

from extract.claim import Document
from extract.library import copies

PLAN = samples.plan(120)
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
ATOM = "{http://www.w3.org/2005/Atom}"


def bare(text: str) -> str:
    """Without white space, which formats wrap as they like."""
    return "".join(text.split())


def untagged(text: str) -> str:
    return "\n\n".join(ElementTree.fromstring(f"<x>{text}</x>").itertext())


def rows(raw: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(raw.decode(), newline="")))


def page(raw: bytes) -> str:
    return "\n".join(part.text_content() for part in html.fromstring(raw).iterfind(".//article/p"))


def mail(raw: bytes) -> str:
    return str(email.message_from_bytes(raw, policy=email.policy.default).get_content())  # type: ignore[attr-defined]


def pdf(raw: bytes) -> str:
    return "\n".join(sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(raw)).pages)


READ = {
    "text": lambda raw: [raw.decode()],
    "text-western": lambda raw: [raw.decode("cp1252")],
    "text-marked": lambda raw: [raw.decode("utf-8-sig")],
    "text-wide": lambda raw: [raw.decode("utf-16")],
    "markdown": lambda raw: [raw.decode().split("---\n", 2)[2]],
    "page": lambda raw: [page(raw)],
    "pdf": lambda raw: [pdf(raw)],
    "pdf-columns": lambda raw: [pdf(raw)],
    "word": lambda raw: ["\n".join(part.text for part in docx.Document(io.BytesIO(raw)).paragraphs)],
    "mail": lambda raw: [mail(raw)],
    "rss": lambda raw: [untagged(said.text or "") for said in ElementTree.fromstring(raw).iter(CONTENT)],
    "atom": lambda raw: [untagged(said.text or "") for said in ElementTree.fromstring(raw).iter(f"{ATOM}content")],
    "jsonl": lambda raw: [json.loads(line)["text"] for line in raw.decode().splitlines()],
    "csv": lambda raw: [row["text"] for row in rows(raw)],
    "parquet": lambda raw: pq.read_table(io.BytesIO(raw)).column("text").to_pylist(),
}


@pytest.mark.parametrize("name", written.FORMATS)
def test_a_file_of_each_format_holds_its_documents(name: str) -> None:
    found = [sample for sample in PLAN if sample.format == name]
    assert found
    for sample in found:
        texts = READ[name](samples.content(sample))
        assert len(texts) == len(sample.documents)
        assert all(bare(d.text) in bare(text) for d, text in zip(sample.documents, texts, strict=True))


def test_there_are_as_many_documents_as_asked_for() -> None:
    for count in (0, 1, 7, 120):
        plan = samples.plan(count)
        documents = [document for sample in plan for document in sample.documents]
        assert len(documents) == len({document.document_id for document in documents}) == count
        assert len({sample.path for sample in plan}) == len(plan)
        assert {sample.format for sample in plan if not sample.documents} == (set(written.BROKEN) if count else set())


def test_several_documents_stand_in_feeds_and_batches_alone() -> None:
    many = {sample.format for sample in PLAN if len(sample.documents) > 1}
    assert many == {name for name, form in written.FORMATS.items() if form.several}


@pytest.mark.long
def test_some_documents_are_copies_by_another_publisher_and_no_others_are_alike() -> None:
    documents = [document for sample in PLAN for document in sample.documents]
    texts = Counter(document.text for document in documents)
    assert len(texts) == len(documents) - 6
    assert not [pair for pair in itertools.combinations(texts, 2) if copies.alike(*pair)]
    for text in (text for text, told in texts.items() if told > 1):
        tellings = [document for document in documents if document.text == text]
        assert len({(d.publisher, d.published, d.url) for d in tellings}) == len(tellings)


def digest(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_r40_the_folder_is_the_same_in_another_process_time_zone_and_hash_seed(tmp_path: Path) -> None:
    samples.folder(tmp_path / "here", 60, 3)
    command = [sys.executable, "-X", "utf8", samples.__file__, str(tmp_path / "there"), "--count", "60", "--seed", "3"]
    subprocess.run(command, check=True, env={"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"})
    assert digest(tmp_path / "here") == digest(tmp_path / "there")
    assert digest(tmp_path / "here") == {
        s.path: hashlib.sha256(samples.content(s)).hexdigest() for s in samples.plan(60, 3)
    }
    assert samples.plan(60, 3) != samples.plan(60, 4)


def test_files_carry_no_time_of_writing() -> None:
    for sample in PLAN:
        if sample.format == "word":
            with zipfile.ZipFile(io.BytesIO(samples.content(sample))) as parts:
                assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_page_says_its_metadata() -> None:
    sample = next(sample for sample in PLAN if sample.format == "page")
    tree = html.fromstring(samples.content(sample))
    said = {tag.get("property"): tag.get("content") for tag in tree.iterfind(".//meta[@property]")}
    document = sample.documents[0]
    assert (said["og:title"], said["og:site_name"], said["og:url"], said["article:published_time"][:10]) == (
        document.title, document.publisher, document.url, document.published,
    )  # fmt: skip


def test_what_cannot_be_read_cannot_be_read() -> None:
    broken = {name: form.write("x") for name, form in written.BROKEN.items()}
    assert pdf(broken["scan"]).strip() == ""
    with pytest.raises(pypdf.errors.PyPdfError):
        pdf(broken["garbage"])
    with pytest.raises(zipfile.BadZipFile):
        zipfile.ZipFile(io.BytesIO(broken["cut"]))
    assert broken["empty"] == b""
    assert written.BROKEN["garbage"].write("y") != broken["garbage"]


def test_western_is_what_windows_1252_holds() -> None:
    assert written.western("“Málaga” – 5 €")
    assert not written.western("Muğla")
    assert all(written.western(d.text) for sample in PLAN for d in sample.documents if isinstance(d, Document))
