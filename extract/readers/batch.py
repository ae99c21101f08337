"""Batches of documents: JSON Lines, one document a line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from extract.claim import Document
from extract.readers import dates, text
from extract.readers.errors import DocumentError

_KEYS = ("document_id", "title", "publisher", "url")


def version() -> str:
    """The library that this leans on: none but the standard one."""
    return ""


def documents(raw: bytes, where: str, document_id: str, problem: Callable[[str], None]) -> Iterator[Document]:  # noqa: ARG001 - the readers' one form
    """The documents of a batch; `problem` is told of each line that holds none, the others are read."""
    for number, line in enumerate(text.decode(raw, where).split("\n"), start=1):
        if not line.strip():
            continue
        place = f"{where}:{number}"
        try:
            yield _document(line, place)
        except DocumentError as error:
            problem(str(error))


def _document(line: str, place: str) -> Document:
    try:
        row: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise DocumentError(f"{place}: no JSON ({error}); write one object a line") from None
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise DocumentError(f'{place}: no document; a line is {{"document_id": …, "text": …}}')
    fields: dict[str, Any] = {key: text.whole(str(row.get(key) or "")) for key in _KEYS}
    if not fields["document_id"]:
        fields["document_id"] = fields["url"] or f"{place}"
    published = dates.published(str(row.get("published") or ""), place)
    return Document(text.whole(row["text"]), published=published, language=str(row.get("language") or ""), **fields)
