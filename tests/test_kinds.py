"""kinds: what bytes are, by what stands in them first, then by the server's word or the name's ending."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest
from examples import table

from extract.readers import DocumentError, kinds, worker

ARTICLE = b"Police arrested 40 migrants.\n"


def zipped(**files: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as file:
        for name, content in files.items():
            file.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return held.getvalue()


def office(**files: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", b"<Types/>")
        for name, content in files.items():
            file.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return held.getvalue()


DOCX = office(word__document_dot_xml=b"<w:document/>")
SHEET = office(xl__workbook_dot_xml=b"<workbook/>")
MAIL = b"Return-Path: <a@example.org>\r\nFrom: A. Berg <a@example.org>\r\nSubject: Raids\r\n\r\nPolice arrested 40.\r\n"
RSS = b'<?xml version="1.0" encoding="utf-8"?>\n<!-- made by hand -->\n<rss version="2.0"><channel/></rss>'
ATOM = b'\xef\xbb\xbf<feed xmlns="http://www.w3.org/2005/Atom"></feed>'
RDF = b'<?xml version="1.0"?><rdf:RDF xmlns="http://purl.org/rss/1.0/"></rdf:RDF>'
PAGE = b"\n<!-- saved -->\n<!DOCTYPE html>\n<title>Raids</title>"
PDF = b"%PDF-1.7\n1 0 obj"

# what it is, its bytes, its name, the server's word, the kind
FOUND = [
    ("a PDF", PDF, "a.pdf", "", "pdf"),
    ("R04: a PDF named .txt", PDF, "a.txt", "", "pdf"),
    ("a PDF sent as a page", PDF, "a", "text/html", "pdf"),
    ("a PDF behind rubbish", b"HTTP/1.1 200 OK\n\n" + PDF + b"\nendobj", "a", "", "pdf"),
    ("an article about PDF", b"The mark %PDF-1.7 stands first in a PDF.", "a.txt", "", "text"),
    ("no PDF though its name says so", b"garbage", "a.pdf", "", "pdf"),
    ("a Word file", DOCX, "a.docx", "", "docx"),
    ("a Word file named .doc", DOCX, "a.doc", "", "docx"),
    ("a Word file with a sheet inside", office(word__document_dot_xml=b"", z=SHEET), "a.docx", "", "docx"),
    ("a page", PAGE, "a", "", "html"),
    ("a page named .pdf", PAGE, "a.pdf", "", "html"),
    ("a page in UTF-16", PAGE.decode().encode("utf-16"), "a.txt", "", "html"),
    ("a page that begins with html", b"<html><body>", "a.txt", "", "html"),
    ("XHTML", b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "x" "y"><html>', "a.xml", "", "html"),
    ("a piece of a page", b"<p>Police arrested 40.</p>", "a.html", "", "html"),
    ("a piece of a page that declares XML", b'<?xml version="1.0"?><div>Police</div>', "a.htm", "", "html"),
    ("a piece of a page from a server", b"<p>Police arrested 40.</p>", "", "text/html; charset=utf-8", "html"),
    ("Markdown with tags", b'<p align="center">Raids</p>\n\nPolice arrested 40.', "a.md", "", "text"),
    ("RSS", RSS, "a.xml", "", "feed"),
    ("RSS named .txt", RSS, "a.txt", "", "feed"),
    ("Atom with a mark of its bytes", ATOM, "a", "text/html", "feed"),
    ("RDF", RDF, "a.rdf", "", "feed"),
    ("a feed with entities", b'<!DOCTYPE r [<!ENTITY a "b">]>\n<rss></rss>', "a", "", "feed"),
    ("a broken feed", b"garbage", "a.rss", "", "feed"),
    ("mail", MAIL, "a.eml", "", "mail"),
    ("mail named .txt", MAIL, "a.txt", "", "mail"),
    ("mail with no more than a name", b"Subject: Raids\n\nPolice arrested 40.", "a.eml", "", "mail"),
    ("a text that begins like mail", b"From: the police\nTo: the press\n\nWe arrested 40.", "a.txt", "", "text"),
    ("a page saved with all its parts", b"From: <Saved>\r\nMIME-Version: 1.0\r\n\r\n", "a.mhtml", "", "mail"),
    ("Parquet", b"PAR1\x15\x04", "a", "", "parquet"),
    ("a batch", b'{"text": "a"}', "a.jsonl", "", "jsonl"),
    ("a batch from a server", b'{"text": "a"}', "a.jsonl", "text/plain", "jsonl"),
    ("a list of documents", b'[{"text": "a"}]', "a.json", "", "jsonl"),
    ("a table with tabulators", b"text\ta", "a.tsv", "", "csv"),
    ("a table", b"text\na", "a.csv", "", "csv"),
    ("a table from a server", b"text\na", "export", "text/csv", "csv"),
    ("a text", ARTICLE, "a.txt", "", "text"),
    ("a text in capitals", ARTICLE, "A.TXT", "", "text"),
    ("a text whose name says nothing", ARTICLE, "README", "", "text"),
    ("a text of a server", ARTICLE, "", "text/plain", "text"),
    ("a text with a head", b"---\ntitle: a\n---\nPolice", "a.md", "", "text"),
    ("nothing", b"", "a.md", "", "text"),
    ("nothing, named as a page", b"", "a.html", "", "html"),
]


@pytest.mark.parametrize(("case", "raw", "name", "content", "kind"), table(FOUND))
def test_kinds(case: str, raw: bytes, name: str, content: str, kind: str) -> None:
    assert kinds.of(raw, "a", name, content) == kind, case


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
REFUSED = [
    ("an old Word file", OLE, "a.doc", "an old Office file (.doc, .xls, .msg); open it and save it as .docx or .pdf"),
    ("an old Word file named .docx", OLE, "a.docx", "an old Office file"),
    ("a locked file", OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "a file with a password; open it"),
    ("old by its name alone", ARTICLE, "a.doc", "an old Office file"),
    ("OpenDocument", zipped(mimetype=b"application/vnd.oasis.opendocument.text"), "a.odt", "an OpenDocument file"),
    ("an e-book", zipped(mimetype=b"application/epub+zip"), "a.epub", "an e-book (.epub)"),
    ("rich text", b"{\\rtf1 Police}", "a.txt", "a rich text file (.rtf); open it and save it as .docx or .pdf"),
    ("a spreadsheet", SHEET, "a.xlsx", "a spreadsheet; save the sheet that holds the texts as .csv"),
    ("a spreadsheet with a Word file inside", office(xl__workbook_dot_xml=b"", z=DOCX), "a.xlsx", "a spreadsheet"),
    ("slides", office(ppt__presentation_dot_xml=b""), "a.pptx", "a file of slides; save it as .pdf"),
    ("a zip file", zipped(a_dot_txt=ARTICLE), "a.docx", "a packed file; unpack it and give what is in it"),
    ("a zip file with a folder word", zipped(keyword__a_dot_txt=ARTICLE), "a.zip", "a packed file"),
    ("gzip", gzip.compress(ARTICLE), "a.txt.gz", "a packed file; unpack it"),
    ("a picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a.txt", "a picture, whose text is not read: needs OCR"),
    ("a photograph", b"\xff\xd8\xff\xe0\0\x10JFIF", "a.jpg", "a picture"),
    ("a picture by the server's word", b"\0\0", "a", "a picture"),
    ("sound", b"ID3\4\0", "a.mp3", "sound or film; write what is said"),
    ("film", b"\0\0\0\x20ftypisom", "a.mp4", "sound or film"),
    ("a database", b"SQLite format 3\0", "a.db", "a database; save its text"),
    ("XML that is no feed", b'<?xml version="1.0"?><svg/>', "a.txt", "XML that is no feed and no page; save its text"),
    ("XML that is no feed by its name", b"<note>Police</note>", "a.xml", "XML that is no feed and no page"),
]


@pytest.mark.parametrize(("case", "raw", "name", "said"), table(REFUSED))
def test_what_is_not_read_is_named_with_the_way_round(case: str, raw: bytes, name: str, said: str) -> None:
    with pytest.raises(DocumentError) as caught:
        kinds.of(raw, f"folder/{name}", name, "image/png" if "server" in case else "")
    assert str(caught.value).startswith(f"folder/{name}: it is {said}"), case
    assert "; " in str(caught.value)


def test_letters_that_look_like_the_marks_of_a_file_are_text() -> None:
    for start in ("RIFF raff", "BZh", "ID3 tags", "GIF8", "MM", "PK", "Rar!"):
        assert kinds.of(f"{start} and 40 migrants".encode(), "a", "a.txt") == "text", start


CHARSETS = [
    ("text/html; charset=utf-8", "utf-8"),
    ('text/html; charset="windows-1251"', "windows-1251"),
    ("text/html; CHARSET = 'Shift_JIS'; x=y", "Shift_JIS"),
    ("text/html", ""),
    ("", ""),
    ("text/html; charset=", ""),
]


@pytest.mark.parametrize(("content", "wanted"), table(CHARSETS))
def test_the_encoding_that_a_server_names(content: str, wanted: str) -> None:
    assert kinds.charset(content) == wanted


def test_each_kind_has_a_reader() -> None:
    assert set(worker.READERS) == set(kinds.KINDS)
