"""readers: files, folders, batches and standard input -> documents; errors name the file, the place and the remedy."""

from __future__ import annotations

import contextlib
import io
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from examples import table

from extract import readers
from extract.claim import Document, Provenance
from extract.readers import DocumentError, Worker, dates, text

HEAD = (
    "---\ntitle: Raids\npublisher: The Courier\npublished: 2021-06-08\nurl: https://example.org/a\nlanguage: en\n---\n"
)
BODY = "Police arrested 40 migrants.\n"


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker() as started:
        yield started


@pytest.fixture(autouse=True)
def shared(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    """One worker for all tests here: to start one takes longer than most of them."""
    monkeypatch.setattr(readers, "Worker", lambda **_settings: contextlib.nullcontext(worker))


def plain(document: Document) -> Document:
    """Without where it came from, which holds the hour."""
    return replace(document, provenance=Provenance())


def one(path: Path, **given: str) -> Document:
    (document,) = readers.read([path], **given)
    return document


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def told(*inputs: Path | str) -> tuple[list[Document], list[str]]:
    problems: list[str] = []
    return list(readers.read(inputs, problems.append)), problems


def test_a_head_fills_the_document(tmp_path: Path) -> None:
    document = one(put(tmp_path, "a.md", HEAD + "\n" + BODY))
    assert plain(document) == Document(
        BODY, (tmp_path / "a.md").as_posix(), "Raids", "The Courier", "2021-06-08", "https://example.org/a", "en"
    )


HEADS = [
    ("no head", BODY, {}),
    ("an empty value", f"---\ntitle:\n---\n{BODY}", {}),
    ("a quoted value", f'---\ntitle: "Raids: a report"\n---\n{BODY}', {"title": "Raids: a report"}),
    ("a value with a colon", f"---\ntitle: Raids: a report\n---\n{BODY}", {"title": "Raids: a report"}),
    ("a value with a quotation inside", f'---\ntitle: The "raids"\n---\n{BODY}', {"title": 'The "raids"'}),
    ("keys in capitals", f"---\nTITLE: Raids\n---\n{BODY}", {"title": "Raids"}),
    ("an unknown key", f"---\nauthor: A. Berg\ntitle: Raids\n---\n{BODY}", {"title": "Raids"}),
    ("a line that is no pair", f"---\nnonsense\ntitle: Raids\n---\n{BODY}", {"title": "Raids"}),
    ("Windows line ends", f"---\r\ntitle: Raids\r\n---\r\n{BODY}", {"title": "Raids"}),
    ("a byte order mark", f"\ufeff---\ntitle: Raids\n---\n{BODY}", {"title": "Raids"}),
    ("a time of day", f"---\npublished: 2021-06-08T10:00:00Z\n---\n{BODY}", {"published": "2021-06-08"}),
    ("a month", f"---\npublished: 2021-06\n---\n{BODY}", {"published": "2021-06"}),
    ("a year", f"---\npublished: 2021\n---\n{BODY}", {"published": "2021"}),
    ("another language", f"---\nlanguage: fr\n---\n{BODY}", {"language": "fr"}),
]


@pytest.mark.parametrize(("case", "content", "wanted"), table(HEADS))
def test_heads(tmp_path: Path, case: str, content: str, wanted: dict[str, str]) -> None:
    document = one(put(tmp_path, "a.txt", content))
    assert document.text == BODY, case
    assert {key: value for key in text.FIELDS if (value := getattr(document, key)) not in ("", None, "en")} == wanted


def test_a_rule_in_the_text_is_no_head(tmp_path: Path) -> None:
    content = "Police arrested 40 migrants.\n---\ntitle: no\n---\n"
    assert one(put(tmp_path, "a.md", content)).text == content


def test_a_head_that_does_not_end_stays_in_the_text(tmp_path: Path) -> None:
    content = "---\ntitle: Raids\n\nPolice arrested 40 migrants.\n"
    assert one(put(tmp_path, "a.md", content)).text == content


ENCODINGS = [("utf-8",), ("utf-8-sig",), ("utf-16",), ("cp1252",)]


@pytest.mark.parametrize("encoding", table(ENCODINGS))
def test_encodings(tmp_path: Path, encoding: str) -> None:
    body = "“Forty” migrants reached Málaga – a record.\n"
    assert one(put(tmp_path, "a.txt", body.encode(encoding))).text == body


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_head_behind_a_byte_order_mark(tmp_path: Path, encoding: str) -> None:
    assert one(put(tmp_path, "a.txt", (HEAD + BODY).encode(encoding))).title == "Raids"


def test_lines_end_in_one_way(tmp_path: Path) -> None:
    body = "Police arrested 40 migrants.\r\n\r\nGuards held 12.\rOne fled.\n"
    assert one(put(tmp_path, "a.txt", body)).text == "Police arrested 40 migrants.\n\nGuards held 12.\nOne fled.\n"


BROKEN = [
    ("an empty file", "", "it holds no text; write the article"),
    ("a head alone", HEAD, "it holds no text; write the article"),
    ("white space alone", " \n\n\t", "it holds no text; write the article"),
    ("a picture", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "it is a picture, whose text is not read: needs OCR"),
    ("zeros in plain text", b"For\x00ty\x00 migrants", "it is no text file; save its text"),
]


@pytest.mark.parametrize(("case", "content", "said"), table(BROKEN))
def test_a_broken_file_names_itself_and_the_remedy(tmp_path: Path, case: str, content: str | bytes, said: str) -> None:
    path = put(tmp_path, "broken.md", content)
    with pytest.raises(DocumentError) as caught:
        list(readers.read([path]))
    assert str(caught.value).startswith(f"{path}: "), case
    assert said in str(caught.value)


DAYS = [("2021-13-40",), ("2021-02-30",), ("06/08/2021",), ("0000",)]


@pytest.mark.parametrize("written", table(DAYS))
def test_a_broken_day_in_a_head_is_left_out_and_said(tmp_path: Path, written: str) -> None:
    document = one(put(tmp_path, "a.md", f"---\npublished: {written}\n---\n{BODY}"))
    assert (document.text, document.published) == (BODY, None)
    assert document.warnings == (
        f"published: {written} is no date, and is left out; write it as 2021, 2021-06 or 2021-06-08",
    )


def test_a_missing_file(tmp_path: Path) -> None:
    path = tmp_path / "nowhere.txt"
    with pytest.raises(DocumentError, match="no such file; check the name") as caught:
        list(readers.read([path]))
    assert str(path) in str(caught.value)


def test_an_address_of_this_machine_is_refused_with_the_way_round() -> None:
    with pytest.raises(DocumentError, match=r"^http://127\.0\.0\.1:9/a: it leads to 127\.0\.0\.1 .*--private"):
        list(readers.read(["http://127.0.0.1:9/a"]))


def test_an_input_without_a_name_is_not_the_folder_here() -> None:
    with pytest.raises(DocumentError, match="an input without a name: give a file"):
        list(readers.read([""]))


def test_halves_of_characters_are_replaced_and_move_nothing(tmp_path: Path) -> None:
    row = json.dumps({"text": "\ud83d Forty migrants fled.", "title": "\udc80", "document_id": "a\udcff"})
    document = one(put(tmp_path, "batch.jsonl", row), publisher="\udce9")
    assert document.text == "\ufffd Forty migrants fled."
    assert (document.title, document.document_id, document.publisher) == ("\ufffd", "a\ufffd", "\ufffd")


def test_a_broken_input_stops_no_other(tmp_path: Path) -> None:
    first, last = put(tmp_path, "a.txt", BODY), put(tmp_path, "z.txt", BODY)
    documents, problems = told(first, tmp_path / "nowhere.txt", put(tmp_path, "m.txt", ""), last)
    assert [document.document_id for document in documents] == [first.as_posix(), last.as_posix()]
    assert [problem.split(":")[0] for problem in problems] == [
        str(tmp_path / "nowhere.txt"),
        str(tmp_path / "m.txt"),
    ]


def test_without_an_ear_the_first_problem_is_raised(tmp_path: Path) -> None:
    with pytest.raises(DocumentError):
        list(readers.read([tmp_path / "nowhere.txt", put(tmp_path, "a.txt", BODY)]))


def test_a_folder_is_read_in_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "deep/c.TXT", "picture.png", ".hidden.txt", ".git/d.txt"):
        put(tmp_path, name, BODY)
    assert [document.document_id for document in readers.read([tmp_path])] == ["a.md", "b.txt", "deep/c.TXT"]


def test_an_empty_folder_says_what_it_takes(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"\.txt, \.text, \.md, .*\.pdf, \.docx") as caught:
        list(readers.read([tmp_path]))
    assert str(tmp_path) in str(caught.value)


def line(**fields: object) -> str:
    return json.dumps({"text": BODY, **fields})


def test_a_batch_has_a_document_a_line(tmp_path: Path) -> None:
    rows = [
        line(document_id="a", title="Raids", publisher="The Courier", published="2021-06", url="https://example.org/a"),
        "",
        line(document_id="b", title=None, published=None, unknown=3),
        line(url="https://example.org/c", language="fr"),
        line(),
    ]
    path = put(tmp_path, "batch.jsonl", "\n".join(rows) + "\n")
    a, b, c, d = map(plain, readers.read([path]))
    assert a == Document(BODY, "a", "Raids", "The Courier", "2021-06", "https://example.org/a", "en")
    assert b == Document(BODY, "b")
    assert (c.document_id, c.language) == ("https://example.org/c", "fr")
    assert d.document_id == f"{path}:5"


def test_a_batch_keeps_line_separators_inside_a_text(tmp_path: Path) -> None:
    body = "Forty\u2028migrants\u0085fled."
    path = put(tmp_path, "batch.jsonl", json.dumps({"text": body}, ensure_ascii=False))
    assert one(path).text == body


BROKEN_LINES = [
    ("{no json", "no JSON"),
    ("[" * 100_000, "no JSON"),
    ("[1, 2]", "no document; a line is"),
    ('"text"', "no document; a line is"),
    ('{"title": "Raids"}', "no document: no text stands under the key text"),
    ('{"text": 3}', "no document: no text stands under the key text"),
    ('{"text": null}', "no document: no text stands under the key text"),
    ('{"text": " "}', "no document: no text stands under the key text"),
]


@pytest.mark.parametrize(("broken", "said"), table(BROKEN_LINES))
def test_a_broken_line_is_named_and_the_others_are_read(tmp_path: Path, broken: str, said: str) -> None:
    path = put(tmp_path, "batch.jsonl", "\n".join([line(document_id="a"), broken, line(document_id="z")]))
    documents, problems = told(path)
    assert [document.document_id for document in documents] == ["a", "z"]
    assert len(problems) == 1
    assert problems[0].startswith(f"{path}:2: ")
    assert said in problems[0]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO((HEAD + BODY).encode()), encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", stdin)
    (document,) = readers.read(["-"])
    assert (document.document_id, document.title, document.text) == ("-", "Raids", BODY)


def test_a_problem_on_standard_input_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b""), encoding="utf-8"))
    assert told("-") == (
        [],
        ["standard input: it holds no text; write the article below the head, if it has one"],
    )


def test_what_is_given_fills_only_what_is_missing(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", f"---\ntitle: Raids\n---\n{BODY}")
    document = one(path, title="Other", publisher="The Courier", published="2021-06-08")
    assert (document.title, document.publisher, document.published) == ("Raids", "The Courier", "2021-06-08")


def test_a_language_given_does_not_override_the_document_s_own(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", f"---\nlanguage: fr\n---\n{BODY}")
    assert one(path, language="es").language == "fr"


def test_the_head_of_a_file_with_keys_of_its_own(tmp_path: Path) -> None:
    assert text.head(put(tmp_path, "a.md", f"---\nsource: IOM\n---\n{BODY}")) == {"source": "IOM"}


DATES = [
    ("2021", "2021"),
    ("2021-06", "2021-06"),
    ("2021-06-08", "2021-06-08"),
    (" 2021-06-08 ", "2021-06-08"),
    ("2021-06-08 10:00", "2021-06-08"),
    ("8 June 2021", "2021-06-08"),
    ("June 8, 2021", "2021-06-08"),
    ("Tue, 08 Jun 2021 10:00:00 GMT", "2021-06-08"),
    ("June 2021", "2021-06"),
    ("8 juin 2021", "2021-06-08"),
    ("", None),
    ("   ", None),
]


@pytest.mark.parametrize(("written", "wanted"), table(DATES))
def test_publication_dates(written: str, wanted: str | None) -> None:
    assert dates.published(written, "a.md") == wanted


NO_DATES = [
    ("2021-6-8",),
    ("2021/06/08",),
    ("06/08/2021",),
    ("21-06-08",),
    ("2021-06-31",),
    ("20210608",),
    ("soon",),
    ("8 June",),
    ("June",),
    ("Tuesday",),
    ("yesterday",),
    ("31 June 2021",),
    ("a day in 2021 or so, or maybe later, who knows, it is long ago now",),
]


@pytest.mark.parametrize("written", table(NO_DATES))
def test_no_publication_dates(written: str) -> None:
    with pytest.raises(DocumentError, match=r"^a\.md: published: .*; write it as 2021, 2021-06"):
        dates.published(written, "a.md")


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert text.parts("\ufeffForty fled.") == ({}, "Forty fled.")
