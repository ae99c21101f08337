"""The bytes of a page -> its characters: a mark, what the server and the page say, else what fits."""

from __future__ import annotations

import codecs
import re

from extract.readers import encodings
from extract.readers.errors import DocumentError

_SAID = re.compile(rb"""<meta[^>]{0,300}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""\s{0,99}<\?xml[^>]{0,100}?encoding\s{0,9}=\s{0,9}["']([\w.:-]{2,40})""")
_HEAD = 16_384  # bytes at a page's start in which it may say its encoding
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
# What browsers take where a page says this (whatwg.org, Encoding): the larger set of characters.
_LARGER = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949",
}  # fmt: skip
# Encodings of pages; Python knows others (punycode, unicode_escape) that no page is in and that are slow or say more.
_OF_PAGES = re.compile(
    r"ascii|utf-8|utf-16.*|utf-32.*|iso8859-\d+|iso2022.*|cp\d+|koi8.*|gb.*|big5.*|euc.*|shift.*|mac.*|tis-620|johab|hz"
)
_ZEROS = 20  # a page of which more than one byte in so many is zero is in another encoding than UTF-8
_WORTH = 200  # characters that are lost in so many others make a page's own encoding the wrong one


def decode(raw: bytes, where: str, charset: str | None = None) -> tuple[str, tuple[str, ...]]:
    """A page's characters and warnings of those that could not be read; a DocumentError where it is no text.

    charset: what the server or the mail says of it. UTF-8 goes before what is said, as it fits nothing else.
    """
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return _counted(raw.decode(name, "replace"), name)
    said = next(filter(None, map(_known, (charset, _match(_XML, raw), _match(_SAID, raw)))), "")
    if raw.count(0) * _ZEROS <= len(raw) and not said.startswith(("iso2022", "hz", "utf-16", "utf-32")):
        try:
            return raw.decode("utf-8"), ()
        except UnicodeDecodeError:
            pass
    if said:
        found, warnings = _counted(raw.decode(said, "replace"), said)
        if found.count("\ufffd") * _WORTH <= len(found):
            return found, warnings
    try:
        found, lost = encodings.decode(raw, where)
        return found, tuple(lost)
    except DocumentError:
        if said and not raw.count(0) * _ZEROS > len(raw):
            return _counted(raw.decode(said, "replace"), said)
        raise


def _match(pattern: re.Pattern[bytes], raw: bytes) -> str:
    found = pattern.search(raw[:_HEAD]) if pattern is _SAID else pattern.match(raw[:_HEAD])
    return found.group(1).decode("ascii", "replace") if found else ""


def _known(charset: str | None) -> str:
    """Python's name of an encoding of pages, the larger one where browsers take that; empty for others."""
    try:
        name = codecs.lookup((charset or "").strip(" \"'")).name
    except (LookupError, ValueError):
        return ""
    return _LARGER.get(name, name) if _OF_PAGES.fullmatch(name) else ""


def _counted(found: str, name: str) -> tuple[str, tuple[str, ...]]:
    lost = found.count("\ufffd")
    return found, ((f"{lost} characters could not be read as {name} and stand as \ufffd",) if lost else ())
