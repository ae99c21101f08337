"""Batches of documents: JSON Lines, one document a line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from extract.claim import Document
from extract.readers import encodings, records, text
from extract.readers.errors import DocumentError

_KEYS = ("document_id", "title", "publisher", "published", "url", "language")
_FORM = 'a line is {"document_id": …, "text": …}'
_NAMED = 8  # keys of a line that a message names


def documents(raw: bytes, where: str, document_id: str, problem: Callable[[str], None]) -> Iterator[Document]:
    """The documents of a batch; `problem` is told of each line that holds none, the others are read."""
    said, warnings = encodings.decode(raw, where)
    said, count = said.removeprefix("\ufeff"), 0
    for number, line in enumerate(_lines(said), start=1):
        if not line.strip():
            continue
        count += 1
        try:
            document = _document(line, f"{where}:{number}", f"{document_id}:{number}")
        except DocumentError as error:
            problem(str(error))
        else:
            yield replace(document, warnings=(*warnings, *document.warnings)) if warnings else document
    if not count:
        raise DocumentError(f"{where}: it holds no document; {_FORM}")


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


def _document(line: str, where: str, place: str) -> Document:
    try:
        row: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise DocumentError(f"{where}: no JSON ({error}); write one object a line") from None
    if not isinstance(row, dict):
        raise DocumentError(f"{where}: no document; {_FORM}")
    body = row.get("text")
    if not isinstance(body, str) or not body.strip():
        named = ", ".join([text.short(text.line(key)) for key in row][:_NAMED]) + (", …" if len(row) > _NAMED else "")
        raise DocumentError(
            f"{where}: no document: no text stands under the key text; "
            f"the line has {named or 'no key'}: call the article's key text"
        )
    return records.document(body, place, {key: row.get(key) for key in _KEYS})
