"""Records of a document, of a batch's line or a table's row -> Document."""

from __future__ import annotations

from collections.abc import Mapping

from extract.claim import Document
from extract.readers import text

_NOTHING = frozenset(("nan", "nat", "none", "null", "<na>", "n/a"))  # how programs write an empty cell


def document(body: str, place: str, record: Mapping[str, object]) -> Document:
    """The document of a record's text and its fields document_id, title, publisher, published, url, language.

    place: the document's id where the record gives it none, and no address either.
    """
    said = {key: _line(key, value) for key, value in record.items()}
    url, warnings = text.address(said.get("url", ""))
    day, more = text.published(said.get("published", ""))
    return Document(
        text.whole(body), said.get("document_id") or url or place, said.get("title", ""), said.get("publisher", ""),
        day, url, said.get("language", ""), warnings=(*warnings, *more),
    )  # fmt: skip


def _line(key: str, value: object) -> str:
    """A field on one line; of a list all publishers, and the first of anything else."""
    if isinstance(value, list):
        lines = [text.line(one) for one in value]
        return ", ".join(lines if key == "publisher" else lines[:1])
    said = text.line(value)
    return "" if said.casefold() in _NOTHING else said
