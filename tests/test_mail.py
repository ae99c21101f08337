"""readers.mail: e-mails and their attachments; trial R48."""

from __future__ import annotations

import base64
import os
import sys
import types
from collections.abc import Callable, Iterator
from email.message import EmailMessage

import pytest
from examples import table
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.claim import Document
from extract.readers import mail
from extract.readers.errors import DocumentError

LONG = bool(os.environ.get("LONG_TESTS"))
HELD = "Guards held 40 men."
FLED = "Two men fled to Málaga, 38 stayed – in all 40."
RICH = f"<html><body><table><tr><td><p>{HELD}</p><p>{FLED}</p></td></tr></table></body></html>"
HEAD = """From: "The Courier" <news@courier.example.org>
To: a@example.org
Subject: Raids on Tuesday
Date: Tue, 08 Jun 2021 23:30:00 -0500
"""


def told(message: str | bytes | EmailMessage) -> tuple[list[Document], list[str]]:
    problems: list[str] = []
    raw = message.encode() if isinstance(message, str) else bytes(message)
    return list(mail.documents(raw, "a.eml", "id.eml", problems.append)), problems


def read(message: str | bytes | EmailMessage) -> Document:
    (document,), problems = told(message)
    assert problems == []
    return document


def refused(message: str | bytes) -> str:
    with pytest.raises(DocumentError) as caught:
        told(message)
    assert str(caught.value).startswith("a.eml: ")
    assert "\n" not in str(caught.value)
    return str(caught.value)


def built(plain: str = HELD, rich: str = "") -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = "Raids"
    message["From"] = "news@courier.example.org"
    if plain:
        message.set_content(plain)
    if rich:
        (message.add_alternative if plain else message.set_content)(rich, subtype="html")
    return message


def test_a_message() -> None:
    wanted = Document(HELD, "id.eml", "Raids on Tuesday", "The Courier", "2021-06-08", "", "")
    assert read(f"{HEAD}\n{HELD}\n") == wanted


HEADERS = [
    ("Subject: =?utf-8?q?M=C3=A1laga?= and =?iso-8859-1?q?C=E1diz?=", "title", "Málaga and Cádiz"),
    ("Subject: Raids\n on Tuesday", "title", "Raids on Tuesday"),
    ("Subject:", "title", ""),
    ("From: news@courier.example.org", "publisher", ""),
    ("From: =?utf-8?b?TcOhbGFnYQ==?= <a@example.org>", "publisher", "Málaga"),
    ('From: "a@example.org" <a@example.org>', "publisher", ""),
    ("From: (nobody)", "publisher", ""),
    ("To: a@example.org", "publisher", ""),
    ("Date: 8 Jun 2021 10:00 +0000", "published", "2021-06-08"),
    ("Date: 2021-06-08 10:00:00", "published", "2021-06-08"),
    ("To: a@example.org", "published", None),
    ("Received: from a by b; Tue, 08 Jun 2021 10:00:00 +0000", "published", None),
    ("Archived-At: <https://lists.example.org/a/1>", "url", "https://lists.example.org/a/1"),
    ("List-Post: <https://lists.example.org/a>", "url", "https://lists.example.org/a"),
    ("List-Post: <mailto:a@example.org>", "url", ""),
    ("Archived-At: javascript:alert(1)", "url", ""),
    ("Content-Language: es-MX", "language", "es"),
]


@pytest.mark.parametrize(("header", "field", "wanted"), table(HEADERS))
def test_headers(header: str, field: str, wanted: str | None) -> None:
    document = read(f"{header}\nMIME-Version: 1.0\n\n{HELD}\n")
    assert getattr(document, field) == wanted
    assert document.warnings == ()


NO_DAYS = [("soon",), ("2021-06-31 10:00",), ("6/8/2021",)]


@pytest.mark.parametrize("written", table(NO_DAYS))
def test_a_day_that_is_none_is_said(written: str) -> None:
    document = read(f"Date: {written}\n\n{HELD}")
    assert document.published is None
    assert document.warnings == (f"its date cannot be read: {written}",)


def typed(kind: str, body: str | bytes, encoding: str = "8bit") -> bytes:
    raw = body if isinstance(body, bytes) else body.encode()
    return f"{HEAD}Content-Type: {kind}\nContent-Transfer-Encoding: {encoding}\n\n".encode() + raw


BODIES = [
    ("UTF-8", typed("text/plain; charset=utf-8", FLED), FLED),
    ("Latin-1", typed("text/plain; charset=iso-8859-1", "Málaga: 40".encode("latin-1")), "Málaga: 40"),
    ("an encoding unsaid", typed("text/plain", FLED), FLED),
    ("an unknown encoding", typed("text/plain; charset=x-none", FLED), FLED),
    ("quoted-printable", typed("text/plain; charset=utf-8", "M=C3=A1laga:=\n 40", "quoted-printable"), "Málaga: 40"),
    ("base64", typed("text/plain; charset=utf-8", base64.encodebytes(FLED.encode()), "base64"), FLED),
    ("quoted replies", typed("text/plain", f"Yes.\n\n> {HELD}\n> {FLED}"), f"Yes.\n\n> {HELD}\n> {FLED}"),
    ("Windows line ends", typed("text/plain", f"{HELD}\r\n\r\n{FLED}\r\n"), f"{HELD}\n\n{FLED}"),
    ("HTML alone", typed("text/html; charset=utf-8", RICH), f"{HELD}\n\n{FLED}"),
    ("plain text and HTML", bytes(built(FLED, f"<p>{FLED}</p>")), FLED),
    ("a stub and HTML", bytes(built("View it in your browser.", RICH)), f"{HELD}\n\n{FLED}"),
    ("a stub as long as the HTML", bytes(built("Your program does not show this mail.", f"<p>{HELD}</p>")), HELD),
    ("a long stub", bytes(built("Open this mail. " * 90, f"<p>{HELD}</p>")), HELD),
    ("plain text without a table", bytes(built(HELD, f"<p>{HELD}</p><p>Chad: 7</p>")), f"{HELD}\n\nChad: 7"),
    ("HTML without figures", bytes(built(HELD, "<p>Raids, once more, in other words.</p>")), HELD),
    ("HTML with a hidden line", typed("text/html", f"<div style='display:none'>7</div><p>{HELD}"), HELD),
    ("a table", typed("text/html", "<table><tr><th>A<th>B<tr><td>Chad<td>40</table>"), "A | B\nChad | 40"),
]


@pytest.mark.parametrize(("kind", "message", "wanted"), table(BODIES))
def test_bodies(kind: str, message: bytes, wanted: str) -> None:
    document = read(message)
    assert (document.text, document.warnings) == (wanted, ()), kind


def test_broken_base64_gives_what_can_be_read() -> None:
    coded = base64.b64encode(HELD.encode()).decode()
    document = read(typed("text/plain", f"{coded[:-2]}!", "base64"))
    assert document.text.startswith("Guards held 40")
    assert document.warnings == (
        "a part of the message is broken (base64): what was read of it may be wrong; save the message again",
    )


SUBJECTS = [
    ("Raids: 70 held", f"Raids: 70 held\n\n{HELD}"),
    ("Raids: 4 held", f"Raids: 4 held\n\n{HELD}"),
    ("Raids: 40 held", HELD),
    ("Raids in 2021", HELD),
]


@pytest.mark.parametrize(("subject", "wanted"), table(SUBJECTS))
def test_a_subject_stands_in_the_text_only_where_it_has_a_figure_of_its_own(subject: str, wanted: str) -> None:
    document = read(f"Subject: {subject}\nFrom: a@example.org\n\n{HELD}\n")
    assert (document.title, document.text) == (subject, wanted)


def test_figures_of_the_html_that_the_plain_text_has_not_are_said() -> None:
    document = read(built(f"{HELD} Call 555.", f"<p>{HELD}</p><p>Chad: 1,234</p>"))
    assert document.text == f"{HELD} Call 555."
    assert document.warnings == ("its plain text is read; its HTML has figures that are not in it: 1,234",)


def attached(*files: tuple[str, str, bytes]) -> EmailMessage:
    message = built()
    for kind, name, raw in files:
        first, _, second = kind.partition("/")
        message.add_attachment(raw, maintype=first, subtype=second, filename=name)
    return message


PAGE = f"<html><head><title>Report</title></head><body><p>{FLED}</p></body></html>".encode()


def test_an_attached_page_is_a_document_of_its_own() -> None:
    documents, problems = told(attached(("text/html", "report.html", PAGE), ("text/html", "report.html", PAGE)))
    assert problems == []
    assert [(d.document_id, d.title, d.text) for d in documents] == [
        ("id.eml", "Raids", HELD), ("id.eml/report.html", "Report", FLED), ("id.eml/2-report.html", "Report", FLED)
    ]  # fmt: skip


KINDS = [
    ("application/pdf", "report.pdf", "pdf"),
    ("application/octet-stream", "report.PDF", "pdf"),
    ("application/octet-stream", "report.docx", "docx"),
    ("text/plain", "report.txt", "text"),
    ("text/csv", "report.csv", "tabular"),
    ("application/pdf", "report", "pdf"),
]


@pytest.mark.parametrize(("kind", "name", "module"), table(KINDS))
def test_each_kind_of_attachment_goes_to_its_reader(
    monkeypatch: pytest.MonkeyPatch, kind: str, name: str, module: str
) -> None:
    def documents(raw: bytes, where: str, document_id: str, problem: Callable[[str], None]) -> Iterator[Document]:
        problem(f"{where}: said")
        yield Document(raw.decode(), document_id)

    fake = types.ModuleType(f"extract.readers.{module}")
    fake.documents = documents  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, fake.__name__, fake)
    (_, document), problems = told(attached((kind, name, FLED.encode())))
    assert document.text == FLED
    assert document.document_id.startswith(f"id.eml/{name}")
    assert problems == [f"a.eml/{document.document_id.removeprefix('id.eml/')}: said"]


def test_an_attachment_that_cannot_be_read_is_a_problem() -> None:
    (document,), problems = told(attached(("text/html", "report.html", b"<p></p>")))
    assert document.text == HELD
    assert len(problems) == 1
    assert problems[0].startswith("a.eml/report.html: no text")


def test_an_attachment_of_another_kind_is_said_where_it_may_hold_text() -> None:
    sheet, picture = ("application/vnd.ms-excel", "a.xls", b"1"), ("image/png", "a.png", b"1")
    (document,), problems = told(attached(sheet, picture, ("text/calendar", "a.ics", b"1")))
    assert document.text == HELD
    assert problems == [
        "a.eml/a.xls: attachments of this kind are not read; save it as .docx, .pdf or .txt and give that"
    ]


NAMES = [("../../etc/a.html", "a.html"), ("c:\\x\\a.html", "a.html"), ("a\n b.html", "a b.html"), ("", "part-1.html")]


@pytest.mark.parametrize(("given_name", "name"), table(NAMES))
def test_names_of_attachments_lead_nowhere(given_name: str, name: str) -> None:
    message = attached(("text/html", "x.html", PAGE))
    *_, part = message.walk()
    del part["Content-Disposition"]
    part.add_header(
        "Content-Disposition", "attachment", **({"filename": given_name.replace("\n", "")} if given_name else {})
    )
    documents, _ = told(message)
    assert documents[1].document_id == f"id.eml/{name.replace(' b', ' b')}"


def test_a_message_within_a_message() -> None:
    message = built()
    message.add_attachment(attached(("text/html", "report.html", PAGE)))
    documents, problems = told(message)
    assert problems == []
    assert [document.document_id for document in documents] == [
        "id.eml", "id.eml/part-1.eml", "id.eml/part-1.eml/report.html"
    ]  # fmt: skip


def test_messages_within_messages_have_an_end() -> None:
    message = built()
    for _ in range(10):
        outer = built()
        outer.add_attachment(message)
        message = outer
    documents, problems = told(message)
    assert len(documents) == 5
    assert len(problems) == 1
    assert problems[0].endswith("a message within too many others; save it by itself and give that")


def nested(depth: int) -> str:
    starts = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(depth))
    return f"{HEAD}{starts}\n{HELD}\n"


def test_nested_parts_are_read() -> None:
    assert read(nested(90)).text == HELD


NO_MAILS = [
    ("nothing", "", "it has no headers of an e-mail"),
    ("no headers", f"\n{HELD}", "it has no headers of an e-mail"),
    ("headers alone", HEAD, "no text: the message has none, nor an attachment that can be read"),
    ("a picture alone", typed("image/png", b"\x89PNG"), "no text: the message has none"),
    ("10,000 nested parts", nested(10_000), "its parts are nested too deeply"),
    (
        "1,001 parts",
        f'{HEAD}Content-Type: multipart/mixed; boundary="b"\n\n' + "--b\n\nx\n" * 1001,
        "more than 1,000 parts",
    ),
]


@pytest.mark.parametrize(("kind", "message", "said"), table(NO_MAILS))
def test_what_is_no_readable_mail_says_why(kind: str, message: str | bytes, said: str) -> None:
    assert said in refused(message), kind


BAD = [
    ("Subject: =?utf-8?b?!!!?=", HELD),
    ("Subject: =?x-none?q?a?=", HELD),
    ("From: <<>>, ;:", HELD),
    ("From: \x00", HELD),
    ("Date: Tue, 99 Foo 99999999999 99:99", HELD),
    ("Content-Type: text/plain; charset=\"\x00\"", HELD),
    ("Content-Type: multipart/mixed; boundary=", HELD),
    ("Content-Type: ;;;", HELD),
    ("Content-Disposition: attachment; filename*=x''%ff", HELD),
]  # fmt: skip


@pytest.mark.parametrize(("header", "body"), table(BAD))
def test_bad_headers_are_clean(header: str, body: str) -> None:
    documents, _ = told(f"{header}\nMIME-Version: 1.0\n\n{body}\n")
    assert [document.text for document in documents] == [body]


# R48: whatever comes in, documents, problems or a DocumentError come out.

PIECES = st.one_of(
    st.sampled_from((
        "Content-Type: text/html\n", "Content-Type: multipart/mixed; boundary=b\n", "--b\n", "--b--\n", "\n", HELD,
        "Content-Transfer-Encoding: base64\n", "Content-Disposition: attachment; filename=a.html\n", "<p>",
        "=?utf-8?q?",
        "Content-Type: message/rfc822\n", "Content-Type: text/plain; charset=utf-16\n",
        "Subject: ", "From: ", "Date: ",
        "Content-Type: message/delivery-status\n", "\x00", "é", "=C3", "?=", ";", '"', "<", ">", "@", "(", ",",
    )),
    st.text(max_size=10),
)  # fmt: skip
MANY = settings(
    max_examples=1000 if LONG else 100, deadline=None, suppress_health_check=list(HealthCheck), database=None
)


def tried(raw: bytes) -> None:
    try:
        documents, _ = told(raw)
    except DocumentError:
        return
    for document in documents:
        assert document.text.strip()
        assert document.text == document.text.encode().decode()
        assert "\n" not in document.title + document.publisher + document.document_id


@MANY
@given(st.binary(max_size=200))
def test_r48_random_bytes(raw: bytes) -> None:
    tried(raw)
    tried(HEAD.encode() + raw)


@MANY
@given(st.lists(PIECES, max_size=40).map("".join))
def test_r48_random_mails(message: str) -> None:
    tried(message.encode("utf-8", "replace"))
