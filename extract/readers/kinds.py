"""What bytes are: by what stands in them first, then by the name's ending or the server's word."""

from __future__ import annotations

import codecs
import re
from pathlib import PurePosixPath

from extract.readers.errors import DocumentError

KINDS = ("html", "pdf", "docx", "text", "mail", "feed", "jsonl", "csv", "parquet")
_START = 4096  # bytes in which the first tag or the head of a mail is looked for
_SAVE = "save its text in a .txt file and give that"
_WORD = "open it and save it as .docx or .pdf"
_PICTURE = "a picture, whose text is not read: needs OCR; make a PDF with text of it, or type its text in a .txt file"
_PACKED = "a packed file; unpack it and give what is in it"
_SOUND = "sound or film; write what is said in a .txt file and give that"
_OLD = f"an old Office file (.doc, .xls, .msg); {_WORD}"
_ODT = f"an OpenDocument file (.odt); {_WORD}"
_RTF = f"a rich text file (.rtf); {_WORD}"
_EPUB = f"an e-book (.epub), which is not read; {_SAVE}"
_SHEET = "a spreadsheet; save the sheet that holds the texts as .csv, with a column named text"
_SLIDES = "a file of slides; save it as .pdf"
_XML = f"XML that is no feed and no page; {_SAVE}"

# where it stands, what stands there, what it is
_MAGIC = (
    (0, b"PAR1", "parquet"), (0, b"{\\rtf", _RTF), (0, b"SQLite format 3\0", f"a database; {_SAVE}"),
    (0, b"\x89PNG\r\n", _PICTURE), (0, b"\xff\xd8\xff", _PICTURE), (0, b"GIF87a", _PICTURE), (0, b"GIF89a", _PICTURE),
    (0, b"II*\0", _PICTURE), (0, b"MM\0*", _PICTURE), (8, b"WEBPVP8", _PICTURE),
    (4, b"ftyphei", _PICTURE), (4, b"ftypmif1", _PICTURE), (4, b"ftypavif", _PICTURE), (4, b"ftyp", _SOUND),
    (8, b"WAVEfmt ", _SOUND), (8, b"AVI LIST", _SOUND), (0, b"ID3\2", _SOUND), (0, b"ID3\3", _SOUND),
    (0, b"ID3\4", _SOUND),
    (0, b"OggS\0", _SOUND), (0, b"\x1aE\xdf\xa3", _SOUND), (0, b"fLaC\0", _SOUND),
    (0, b"\x1f\x8b", _PACKED), (4, b"1AY&SY", _PACKED), (0, b"\xfd7zXZ\0", _PACKED), (0, b"7z\xbc\xaf'\x1c", _PACKED),
    (0, b"Rar!\x1a\x07", _PACKED), (0, b"(\xb5/\xfd", _PACKED), (257, b"ustar", _PACKED),
)  # fmt: skip
# The names that a zip file holds tell what it is, the first of them: others may stand in files inside it. They stand in
# it as they are, so that nothing is unpacked here.
_ZIPPED = (
    (b"word/", "docx"), (b"xl/workbook", _SHEET), (b"ppt/presentation", _SLIDES),
    (b"application/epub+zip", _EPUB), (b"application/vnd.oasis.opendocument", _ODT),
)  # fmt: skip
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OFFICE = (b"[Content_Types].xml", b"mimetype")  # one of them stands in every document that is a zip file
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_ENDINGS = {
    ".txt": "text", ".text": "text", ".md": "text", ".markdown": "text",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".pdf": "pdf", ".docx": "docx",
    ".eml": "mail", ".mht": "mail", ".mhtml": "mail", ".rss": "feed", ".atom": "feed", ".xml": _XML,
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl", ".csv": "csv", ".tsv": "csv", ".parquet": "parquet",
    ".doc": _OLD, ".xls": _OLD, ".msg": _OLD, ".odt": _ODT, ".rtf": _RTF, ".epub": _EPUB,
    ".xlsx": _SHEET, ".ods": _SHEET, ".ppt": _SLIDES, ".pptx": _SLIDES, ".odp": _SLIDES, ".zip": _PACKED,
}  # fmt: skip
_TYPES = {
    "text/html": "html", "application/xhtml+xml": "html", "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx", "message/rfc822": "mail",
    "application/rss+xml": "feed", "application/atom+xml": "feed", "application/xml": _XML, "text/xml": _XML,
    "application/jsonl": "jsonl", "application/x-ndjson": "jsonl", "application/jsonlines": "jsonl",
    "application/json": "jsonl", "text/tab-separated-values": "csv",
    "text/csv": "csv", "application/vnd.apache.parquet": "parquet", "application/msword": _OLD,
}  # fmt: skip
_BEFORE_TAG = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
_TAG = re.compile(r"<(!doctype\s+)?([a-z][\w:-]*)", re.IGNORECASE)
_FIRST = {"rss": "feed", "feed": "feed", "rdf:rdf": "feed", "html": "html", "head": "html", "body": "html"}
_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9-]*):[ \t]?.*(?:\r?\n[ \t].*)*(?:\r?\n|$)")
_ONLY_MAIL = {"received", "message-id", "mime-version", "return-path"}
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CHARSET = re.compile(r"charset\s*+=\s*+[\"']?\s*+([\w.:-]+)", re.IGNORECASE)


def of(raw: bytes, where: str, name: str, content: str = "") -> str:
    """The kind of bytes, one of KINDS; a DocumentError says what it is that is not read, with the remedy.

    name: of the file, for its ending; content: the Content-Type that a server gave.

    >>> of(b"%PDF-1.7 ...", "a.txt", "a.txt")
    'pdf'
    """
    named = _named(name, content)
    found = _magic(raw) or _written(raw, named) or named
    if found not in KINDS:
        raise DocumentError(f"{where}: it is {found}")
    return found


def charset(content: str) -> str:
    """The encoding that a Content-Type names, empty where it names none.

    >>> charset('text/html; charset="windows-1251"')
    'windows-1251'
    """
    match = _CHARSET.search(content)
    return match[1] if match else ""


def _magic(raw: bytes) -> str:
    """What bytes are that are no plain text: a kind, or what is not read; empty where they may be text."""
    for at, magic, found in _MAGIC:
        if raw.startswith(magic, at):
            return found
    if raw.startswith(_ZIP):
        inside = [(at, found) for name, found in _ZIPPED if (at := raw.find(name)) >= 0]
        return min(inside)[1] if inside and any(name in raw for name in _OFFICE) else _PACKED
    if raw.startswith(_OLE):
        return f"a file with a password; {_WORD} without one" if _LOCKED in raw else _OLD
    return ""


def _written(raw: bytes, named: str) -> str:
    """A mail, a PDF, a page or a feed by how its text begins; empty where that says nothing."""
    head = _text(raw[:_START])
    if _is_mail(head):
        return "mail"
    if raw[:1024].lstrip().startswith(b"%PDF-") or (b"%PDF-" in raw[:1024] and b"endobj" in raw):
        return "pdf"
    return _marked_up(head, named)


def _text(start: bytes) -> str:
    """The beginning of a file as far as its tags need it: they are plain letters in every encoding."""
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            return start.removeprefix(mark).decode(encoding, "replace")
    return start.decode("latin-1")


def _is_mail(head: str) -> bool:
    """Whether it begins with lines of headers, among them such as only a mail has."""
    found, at = set(), 0
    while match := _HEADER.match(head, at):
        found.add(match[1].lower())
        at = match.end()
    return bool(found & _ONLY_MAIL) and "from" in found


def _marked_up(head: str, named: str) -> str:
    """A page or a feed, by its first tag."""
    before = _BEFORE_TAG.match(head)
    tag = _TAG.match(head, before.end() if before else 0)
    if tag and tag[1] and tag[2].lower() not in _FIRST:
        tag = _TAG.search(head, tag.end())
    if not tag:
        return ""
    found = _FIRST.get(tag[2].lower(), "")
    strange = head.lstrip().startswith("<?xml") and named not in ("html", "feed")
    return _XML if strange and not found else found


def _named(name: str, content: str) -> str:
    """By the server's word, else by the ending; what says nothing is text."""
    ending = _ENDINGS.get(_ending(name), "")
    said = content.partition(";")[0].strip().lower()
    if said in _TYPES:
        return _TYPES[said]
    if ending:
        return ending
    if said.startswith("image/"):
        return _PICTURE
    if said.startswith(("audio/", "video/")):
        return _SOUND
    return "text"


def _ending(name: str) -> str:
    return PurePosixPath(name).suffix.lower()
