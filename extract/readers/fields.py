"""The fields of a document among the columns of a table, and the document of a row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from extract.claim import Document
from extract.readers import records, text
from extract.readers.errors import DocumentError

Row = tuple[int, dict[str, object], Sequence[str]]  # the row's place, its fields by our names, what to know of them
TEXT = ("text", "body", "content", "article", "full_text")  # names of the column with the text, the best first
_NAMES = {
    "text": TEXT,
    "document_id": ("document_id", "id"),
    "title": ("title", "headline"),
    "publisher": ("publisher", "source", "outlet"),
    "published": ("published", "date", "published_at"),
    "url": ("url", "link"),
    "language": ("language", "lang"),
}
_LISTED = 12  # columns that a message names


def among(names: Sequence[str], where: str, problem: Callable[[str], None]) -> dict[str, int]:
    """Where each of our fields stands among the columns; `problem` is told of a second one of the same name."""
    folded = [name.strip().lower() for name in names]
    found = {
        field: folded.index(name)
        for field, known in _NAMES.items()
        if (name := next((name for name in known if name in folded), None)) is not None
    }
    if "text" not in found:
        listed = ", ".join(text.short(text.line(name)) or "(no name)" for name in names[:_LISTED])
        more = ", …" if len(names) > _LISTED else ""
        raise DocumentError(
            f"{where}: no column holds the text of documents; it has {listed or 'none'}{more}: "
            f"name the one that does text (or {', '.join(TEXT[1:])})"
        )
    for name in (folded[at] for at in found.values()):
        if (times := folded.count(name)) > 1:
            problem(f"{where}: {times} columns are named {name}, and the first is read; give the others another name")
    return found


def document(row: Mapping[str, object], where: str, place: str, warnings: Sequence[str]) -> Document:
    """The document of a row; a DocumentError where it has no text.

    where: what messages call the row (in/a.csv:7); place: the document's id where it has none of its own.
    """
    body = row["text"]
    if not isinstance(body, str) or not body.strip():
        raise DocumentError(f"{where}: the row has no text; fill its column, or take it out")
    return records.document(body, place, row, warnings)


def empty(where: str) -> DocumentError:
    """The error of a table without a row."""
    return DocumentError(f"{where}: it holds no row; write the documents below the names of the columns")
