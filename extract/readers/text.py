"""Plain text and Markdown files, with a head of `key: value` lines between `---` lines where there is one."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from extract.claim import Document
from extract.readers import dates, encodings, files
from extract.readers.errors import DocumentError

FIELDS = ("title", "publisher", "published", "url", "language")
_HEAD = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|$)", re.DOTALL)
_LINE = re.compile(r"([A-Za-z_][\w-]*)[ \t]*:[ \t]*(.*)")
_SHOWN = 60  # characters of a field that a message quotes
SCHEMES = ("http://", "https://")  # of the web
_BLANK = "\ufffd\u200b\ufeff"  # signs that show nothing
_FIGURE = re.compile(r"\d+(?:[.,\u00a0\u202f]\d+)*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LOST = re.compile("[\0\ud800-\udfff]")  # NULs, and halves of characters, which no file can be written with


def whole(said: str) -> str:
    """Text as it is stored: lines end in LF, and what cannot be written is U+FFFD.

    >>> whole("Forty\\r\\nfled.\\0")
    'Forty\\nfled.�'
    """
    if "\r" in said:
        said = said.replace("\r\n", "\n").replace("\r", "\n")
    return _LOST.sub("\ufffd", said)


def line(said: object) -> str:
    """A name on one line; nothing for None and for no number.

    >>> line(" Raids\\non Tuesday "), line(None), line(2021.0)
    ('Raids on Tuesday', '', '2021')
    """
    if said is None or said != said:
        return ""
    if isinstance(said, float) and said.is_integer():
        return str(int(said))
    return " ".join(whole(said.isoformat() if isinstance(said, dt.date) else str(said)).split())


def address(said: str) -> tuple[str, list[str]]:
    """An address of the web, and a warning where it is none and left out.

    >>> address("javascript:alert(1)")
    ('', ['url: javascript:alert(1) is no address that begins with http:// or https://, and is left out'])
    """
    if not said or said.lower().startswith(SCHEMES):
        return said, []
    return "", [f"url: {short(said)} is no address that begins with http:// or https://, and is left out"]


def published(said: str) -> tuple[str | None, list[str]]:
    """A date of publication as 2021, 2021-06 or 2021-06-08, and a warning where it is none and left out."""
    try:
        return dates.published(said, ""), []
    except DocumentError:
        return None, [f"published: {short(said)} is no date, and is left out; write it as 2021, 2021-06 or 2021-06-08"]


def short(said: str) -> str:
    """What a message quotes of a field."""
    return said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…"


def figures(said: str) -> set[str]:
    """The figures written in a text, each whole; a year is none.

    >>> sorted(figures("In 2021, 5,000 of 9.5 million"))
    ['5,000', '9.5']
    """
    return {figure for figure in _FIGURE.findall(said) if not _YEAR.fullmatch(figure)}


def titled(title: str, body: str) -> str:
    """The body, below its title where that holds a figure that would be lost with it.

    >>> titled("Shipwreck: 5 deaths", "Of 5,000 people, most fled.")
    'Shipwreck: 5 deaths\\n\\nOf 5,000 people, most fled.'
    """
    return f"{title}\n\n{body}" if figures(title) - figures(body) else body


def head(path: Path) -> dict[str, str]:
    """The head of a file as it stands, keys of one's own too; empty where there is none."""
    return parts(whole(encodings.decode(files.load(path), str(path))[0]))[0]


def parts(text: str) -> tuple[dict[str, str], str]:
    """A text's head and the text behind it."""
    match = _HEAD.match(text)
    if not match:
        return {}, text.removeprefix("\ufeff")
    found: dict[str, str] = {}
    for line in match.group(1).splitlines():
        pair = _LINE.fullmatch(line.strip())
        if pair:
            found[pair.group(1).lower()] = (
                pair.group(2).strip().strip("\"'") if pair.group(2)[:1] in "\"'" else pair.group(2).strip()
            )
    return found, text[match.end() :].lstrip("\r\n")


def documents(
    raw: bytes, where: str, document_id: str, problem: Callable[[str], None], charset: str | None = None
) -> Iterator[Document]:
    """The document of a file's bytes; charset: the encoding that came with them."""
    del problem  # a file holds one document, or is in error
    said, warnings = encodings.decode(raw, where, charset)
    keys, body = parts(whole(said))
    if not body.strip().strip(_BLANK).strip():
        raise DocumentError(f"{where}: it holds no text; write the article below the head, if it has one")
    known = {key: keys.get(key, "") for key in FIELDS}
    known["url"], more = address(known["url"])
    day, broken = published(known["published"])
    yield Document(
        body, document_id, known["title"], known["publisher"], day, known["url"], known["language"],
        warnings=(*warnings, *more, *broken),
    )  # fmt: skip


def version() -> str:
    """No library but Python's own."""
    return ""
