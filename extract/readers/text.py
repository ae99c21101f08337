"""Plain text and Markdown files, with a head of `key: value` lines between `---` lines where there is one."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from extract.claim import Document
from extract.readers import dates
from extract.readers.errors import DocumentError

FIELDS = ("title", "publisher", "published", "url", "language")
_HEAD = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|$)", re.DOTALL)
_LINE = re.compile(r"([A-Za-z_][\w-]*)[ \t]*:[ \t]*(.*)")
_LOST = re.compile("[\ud800-\udfff]")  # halves of characters, which no file can be written with
_SAVE = "save its text in a .txt or .md file and give that"
_OTHERS = (b"%PDF-", b"PK\x03\x04", b"{\\rtf", b"\x1f\x8b")  # how PDF, Word, rich text and packed files begin
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def load(path: Path) -> bytes:
    """A file's bytes; a DocumentError says why there are none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise DocumentError(f"{path}: there is no such file; check the name") from None
    except PermissionError:
        raise DocumentError(f"{path}: it may not be read; change its permissions (chmod u+r)") from None
    except OSError as error:
        raise DocumentError(
            f"{path}: it cannot be read ({error.strerror or error}); check the name and the disk"
        ) from None


def decode(raw: bytes, where: str) -> str:
    """Text in UTF-8 or UTF-16 with a mark, else Windows-1252; line ends stay as they are."""
    if raw.startswith(_OTHERS):
        raise DocumentError(f"{where}: it is no text file; {_SAVE}")
    encoding = next((name for mark, name in _MARKS if raw.startswith(mark)), "utf-8")
    try:
        found = raw.decode(encoding)
    except UnicodeDecodeError:
        if b"\0" in raw:
            raise DocumentError(f"{where}: it is no text file; {_SAVE}") from None
        found = raw.decode("cp1252", errors="replace")
    if "\0" in found:
        raise DocumentError(f"{where}: it is no text file; {_SAVE}")
    return found


def whole(said: str) -> str:
    """The text, as long as before, with a replacement character for each half of one, so that it can be written."""
    return _LOST.sub("\ufffd", said)


def head(path: Path) -> dict[str, str]:
    """The head of a file as it stands, keys of one's own too; empty where there is none."""
    return parts(decode(load(path), str(path)))[0]


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


def document(raw: bytes, where: str, document_id: str) -> Document:
    """The document of a file's bytes."""
    keys, body = parts(decode(raw, where))
    if not body.strip():
        raise DocumentError(f"{where}: it holds no text; write the article below the head, if it has one")
    known = {key: keys.get(key, "") for key in FIELDS}
    return Document(
        body,
        document_id,
        known["title"],
        known["publisher"],
        dates.published(known["published"], where),
        known["url"],
        known["language"],
    )


def documents(raw: bytes, where: str, document_id: str, problem: Callable[[str], None]) -> Iterator[Document]:  # noqa: ARG001 - the readers' one form
    """The document of a file's bytes, as each reader gives it."""
    yield document(raw, where, document_id)


def version() -> str:
    """The library that this leans on: none but the standard one."""
    return ""
