"""export: the data package is what Frictionless calls valid, and holds the texts that its offsets are of."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import frictionless
import pytest
from exported import DOCUMENTS, REVIEWED, claim, claims, reviewed

from extract import export
from extract.claim import COLUMNS, Document
from extract.export import columns, listing


def saved(tmp_path: Path, rows: Any = None, documents: Any = None, **options: Any) -> zipfile.ZipFile:
    path = tmp_path / "out.zip"
    export.save(claims() if rows is None else rows, path, documents=documents or DOCUMENTS, **options)
    return zipfile.ZipFile(path)


def described(archive: zipfile.ZipFile) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(archive.read("datapackage.json"))
    return read


def table(archive: zipfile.ZipFile, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(archive.read(name).decode("utf-8"), newline="")))


REPORTS = {
    "plain": (None, COLUMNS),
    "reviewed": ({"91,000": ("corrected", 90_000.5), "300": ("rejected", None)}, REVIEWED),
}


@pytest.mark.parametrize(("verdicts", "names"), REPORTS.values(), ids=list(REPORTS))
def test_frictionless_calls_it_valid(tmp_path: Path, verdicts: Any, names: tuple[str, ...]) -> None:
    saved(tmp_path, None if verdicts is None else reviewed(verdicts), columns=names)
    report = frictionless.validate(str(tmp_path / "out.zip"))
    assert report.flatten(["name", "rowNumber", "type", "note"]) == []
    assert report.valid
    assert {task.name: task.stats["rows"] for task in report.tasks} == {
        "claims": len(claims()), "claims-hxl": len(claims()) - (verdicts is not None), "documents": 3,
    }  # fmt: skip


def test_no_claims_make_a_valid_package(tmp_path: Path) -> None:
    saved(tmp_path, [])
    assert frictionless.validate(str(tmp_path / "out.zip")).valid


BROKEN = [
    ("claims.csv", b"detention", b"detentoin", "constraint-error"),
    ("claims.csv", b"b.pdf", b"z.pdf", "foreign-key"),
    ("claims.csv", b",91000,", b",many,", "type-error"),
    ("claims.csv", b",91000,", b",91001,", "hash-count"),
    ("claims.hxl.csv", b",91000,", b",many,", "type-error"),
    ("documents.csv", b"b.pdf,", b"c.pdf,", "foreign-key"),
]


@pytest.mark.parametrize(("name", "right", "wrong", "error"), BROKEN, ids=[f"{row[0]}-{row[3]}" for row in BROKEN])
def test_frictionless_would_find_what_is_wrong(
    tmp_path: Path, name: str, right: bytes, wrong: bytes, error: str
) -> None:
    with saved(tmp_path) as archive, zipfile.ZipFile(tmp_path / "wrong.zip", "w") as into:
        for entry in archive.namelist():
            content = archive.read(entry)
            assert entry != name or right in content
            into.writestr(entry, content.replace(right, wrong) if entry == name else content)
    found = frictionless.validate(str(tmp_path / "wrong.zip")).flatten(["type"])
    assert [error] in found


def test_what_is_in_it(tmp_path: Path) -> None:
    archive = saved(tmp_path)
    names = archive.namelist()
    assert names[:3] == ["claims.csv", "claims.hxl.csv", "documents.csv"]
    assert names[-2:] == ["datapackage.json", "README.md"]
    assert [re.sub("-[0-9a-f]{8}", "", name) for name in names[3:-2]] == [
        "texts/reports-a-html.txt", "texts/b-pdf.txt", "texts/n-code-c.txt",
    ]  # fmt: skip
    assert archive.read("claims.csv").decode("utf-8") == export.csv_text(claims())
    export.save(claims(), tmp_path / "alone.hxl.csv", documents=DOCUMENTS)
    assert archive.read("claims.hxl.csv") == (tmp_path / "alone.hxl.csv").read_bytes()
    assert f"{len(claims())} figures in 3 documents" in archive.read("README.md").decode("utf-8")


def test_the_offsets_are_into_the_texts_of_the_package(tmp_path: Path) -> None:
    archive = saved(tmp_path)
    texts = {row["document_id"]: archive.read(row["text"]).decode("utf-8") for row in table(archive, "documents.csv")}
    assert texts == {key: document.text for key, document in DOCUMENTS.items()}
    for row in table(archive, "claims.csv"):
        text = texts[row["document_id"]]
        assert text[int(row["start"]) : int(row["end"])] == row["written"]
        assert text[int(row["sentence_start"]) : int(row["sentence_end"])] == row["sentence"]


def test_each_file_has_its_size_and_hash(tmp_path: Path) -> None:
    archive = saved(tmp_path)
    for resource in described(archive)["resources"]:
        content = archive.read(resource["path"])
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_documents_say_where_they_came_from(tmp_path: Path) -> None:
    archive = saved(tmp_path)
    rows = {row["document_id"]: row for row in table(archive, "documents.csv")}
    web, pdf, other = (rows[key] for key in DOCUMENTS)
    assert (web["source"], web["retrieved"], web["sha256"]) == (
        "https://example.org/raids", "2024-02-03T10:00:00Z", "ab" * 32,
    )  # fmt: skip
    assert (pdf["source"], pdf["reader"], pdf["version"], pdf["warnings"]) == (
        "b.pdf", "pdf", "pypdf 7.1.1", "page 3 is a scan",
    )  # fmt: skip
    assert (other["source"], other["published"]) == ("", "")
    for key, row in rows.items():
        text = DOCUMENTS[key].text
        assert (row["characters"], row["text_sha256"]) == (str(len(text)), hashlib.sha256(text.encode()).hexdigest())


def test_it_says_itself_what_it_is(tmp_path: Path) -> None:
    said = described(saved(tmp_path))
    assert said["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert said["created"] == "2024-02-03T10:00:00Z"  # the latest of the documents', no clock's
    assert said["sources"] == [
        {"title": "Raids, counted", "path": "https://example.org/raids#more"},
        {"title": "+Money", "path": "https://example.org/b.pdf"},
        {"title": "ünïcode ../c"},
    ]
    fields = {field["name"]: field for field in said["resources"][0]["schema"]["fields"]}
    assert list(fields) == list(COLUMNS)
    assert all(field["title"] and field["description"] == columns.MEANINGS[name] for name, field in fields.items())
    assert fields["claim_id"]["constraints"] == {"required": True}
    assert fields["status"]["constraints"]["enum"] == ["pledge", "commitment", "disbursement", "appeal", "budget"]
    assert {name: field["type"] for name, field in fields.items() if field["type"] != "string"} == {
        "value": "number", "low": "number", "high": "number", "period_start": "date", "period_end": "date",
        "start": "integer", "end": "integer", "sentence_start": "integer", "sentence_end": "integer", "page": "integer",
    }  # fmt: skip


DAYS = [("2021", "", None), ("2021-06", "", None), ("2021-06-08", "", "2021-06-08T00:00:00Z"),
        ("2021-06-08", "2020-01-01T10:00:00Z", "2021-06-08T00:00:00Z"),
        ("2021-06-08", "2024-01-01T10:00:00Z", "2024-01-01T10:00:00Z"), (None, "", None)]  # fmt: skip


@pytest.mark.parametrize(("published", "retrieved", "wanted"), DAYS)
def test_created_is_the_latest_day_that_the_documents_know_of(
    tmp_path: Path, published: str | None, retrieved: str, wanted: str | None
) -> None:
    document = DOCUMENTS["ünïcode ../c"]
    document = replace(document, published=published, provenance=document.provenance._replace(retrieved=retrieved))
    archive = saved(tmp_path, [claim("25")], {document.document_id: document})
    assert described(archive).get("created") == wanted


def test_a_measure_that_the_lexicon_has_no_more_is_valid(tmp_path: Path) -> None:
    saved(tmp_path, [claim("91,000")._replace(measure="baptism")])
    assert frictionless.validate(str(tmp_path / "out.zip")).valid


def test_only_documents_of_the_rows_are_packed(tmp_path: Path) -> None:
    archive = saved(tmp_path, [claim("91,000")])
    assert [row["document_id"] for row in table(archive, "documents.csv")] == ["reports/a.html"]
    assert sum(name.startswith("texts/") for name in archive.namelist()) == 1


def test_a_claim_that_comes_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(export.ExportError, match="comes twice; export each document once"):
        saved(tmp_path, [claim("91,000"), claim("91,000")])
    with pytest.raises(export.ExportError, match="its document has no id; give it one"):
        saved(tmp_path, [claim("91,000")._replace(document_id="")], {"": DOCUMENTS["reports/a.html"]})


IDS = ["../../etc/passwd", "/etc/passwd", "a\\b", "a:b", "CON", "", "x" * 500, "ü", "a\nb", "https://example.org/a?b=c"]


@pytest.mark.parametrize("document_id", IDS, ids=repr)
def test_r20_no_id_leads_out_of_the_folder_of_texts(document_id: str) -> None:
    assert re.fullmatch(r"texts/[A-Za-z0-9_-]{1,70}\.txt", listing.path(document_id))


def test_ids_that_look_alike_have_files_of_their_own() -> None:
    alike = ["a/b", "a-b", "A-b", "a b", "a\\b"]
    assert len({listing.path(name).lower() for name in alike}) == len(alike)


def test_it_opens_whatever_the_text(tmp_path: Path) -> None:
    text = "\u202e40 men\u2028 fled.\tA\u00a0b. 😀"
    document = Document(text, "d")
    archive = saved(tmp_path, [claim("25")._replace(
        written="40", start=1, end=3, sentence=text, sentence_start=0, sentence_end=len(text), document_id="d",
    )], {"d": document})  # fmt: skip
    assert archive.read(listing.path("d")).decode("utf-8") == text
    assert frictionless.validate(str(tmp_path / "out.zip")).valid
