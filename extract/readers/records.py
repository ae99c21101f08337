"""Records of a document, of a batch's line or a table's row -> Document."""

from __future__ import annotations

from collections.abc import Mapping

from extract.claim import Document
from extract.readers import dates, text
from extract.readers.errors import DocumentError


def published(said: str) -> tuple[str | None, list[str]]:
    """A date of publication as 2021, 2021-06 or 2021-06-08, and a warning where it is none and left out."""
    try:
        return dates.published(said, ""), []
    except DocumentError:
        return None, [
            f"published: {text.short(said)} is no date, and is left out; write it as 2021, 2021-06 or 2021-06-08"
        ]


def document(body: str, place: str, record: Mapping[str, object]) -> Document:
    """The document of a record's text and its fields document_id, title, publisher, published, url, language.

    place: the document's id where the record gives it none, and no address either.
    """
    said = {key: text.line(value) for key, value in record.items()}
    url, warnings = text.address(said.get("url", ""))
    day, more = published(said.get("published", ""))
    return Document(
        text.whole(body), said.get("document_id") or url or place, said.get("title", ""), said.get("publisher", ""),
        day, url, said.get("language", ""), warnings=(*warnings, *more),
    )  # fmt: skip
