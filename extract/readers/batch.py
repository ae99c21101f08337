"""Batches of documents: JSON Lines, one document a line; or JSON, a list of documents or one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from extract.claim import Document
from extract.readers import encodings, records, text
from extract.readers.errors import DocumentError

_FORM = 'a line is {"document_id": …, "text": …}'
_START = 4096  # characters in which a file of JSON begins
_OPENINGS = ("[", "[{", "{")  # of JSON over several lines
_NAMED = 8  # keys of a line that a message names


def documents(raw: bytes, where: str, document_id: str, problem: Callable[[str], None]) -> Iterator[Document]:
    """The documents of a batch; `problem` is told of each line that holds none, the others are read."""
    said, warnings = encodings.decode(raw, where)
    said, count = said.removeprefix("\ufeff"), 0
    entries = _entries(said, where)
    for number, entry in enumerate(_lines(said) if entries is None else entries, start=1):
        if isinstance(entry, str) and entries is None and not entry.strip():
            continue
        count += 1
        place, named = f"{where}:{number}", f"{document_id}:{number}"
        try:
            document = (
                of_line(entry, place, named, warnings) if entries is None else _document(entry, place, named, warnings)
            )
        except DocumentError as error:
            problem(str(error))
        else:
            yield document
    if not count:
        raise empty(where)


def empty(where: str) -> DocumentError:
    """The error of a batch without a line."""
    return DocumentError(f"{where}: it holds no document; {_FORM}")


def of_line(line: str, where: str, place: str, warnings: Sequence[str]) -> Document:
    """The document of a line of JSON Lines; a DocumentError says why it holds none.

    where: what messages call the line (in/a.jsonl:7); place: the document's id where it has none of its own.
    """
    return _document(_row(line, where), where, place, warnings)


def by_line(start: str, first: str) -> bool:
    """Whether a batch that begins so, and whose first line that is not blank is this, has a document a line for sure.

    Else it may be JSON over several lines, which only the whole of it tells.
    """
    return start.lstrip()[:1] != "[" and (start.lstrip()[:1] != "{" or _alone(first))


def version() -> str:
    """No library but Python's own."""
    return ""


def _lines(said: str) -> Iterator[str]:
    """The lines one by one: a list of them all would hold the batch twice."""
    start = 0
    while start < len(said):
        end = said.find("\n", start)
        end = len(said) if end < 0 else end
        yield said[start:end]
        start = end + 1


def _entries(said: str, where: str) -> list[Any] | None:
    """The entries of JSON that is one list, or one object over several lines; None where each line is its own."""
    start = said[:_START].lstrip()[:1]
    first = next(filter(str.strip, _lines(said)), "") if start in ("[", "{") else ""
    if not first or (start == "{" and _alone(first)):
        return None
    try:
        found: Any = json.loads(said)
    except (ValueError, RecursionError) as error:
        if first.strip() in _OPENINGS:
            raise DocumentError(f"{where}: no JSON ({error}); write it again") from None
        return None
    entries = found if isinstance(found, list) else [found]
    if not any(isinstance(entry, dict) and isinstance(entry.get("text"), str) for entry in entries):
        raise DocumentError(f"{where}: no document: none of its entries has a text under the key text; name it so")
    return entries


def _alone(line: str) -> bool:
    """Whether a line is JSON by itself."""
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _row(line: str, where: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        raise DocumentError(f"{where}: no JSON ({error}); write one object a line") from None


def _document(row: Any, where: str, place: str, warnings: Sequence[str]) -> Document:
    if not isinstance(row, dict):
        raise DocumentError(f"{where}: no document; {_FORM}")
    body = row.get("text")
    if not isinstance(body, str) or not body.strip():
        named = ", ".join([text.short(text.line(key)) for key in row][:_NAMED]) + (", …" if len(row) > _NAMED else "")
        raise DocumentError(
            f"{where}: no document: no text stands under the key text; "
            f"the line has {named or 'no key'}: call the article's key text"
        )
    return records.document(body, place, row, warnings)
