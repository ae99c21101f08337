"""Records of a document, of a batch's line or a table's row -> Document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.claim import Document
from extract.readers import text

_FIELDS = ("document_id", *text.FIELDS)
_NOTHING = frozenset(("nan", "nat", "none", "null", "<na>", "n/a"))  # how programs write an empty cell


def document(body: str, place: str, record: Mapping[str, object], lost: Sequence[str] = ()) -> Document:
    """The document of a record's text and its fields document_id, title, publisher, published, url, language.

    place: the document's id where the record gives it none, and no address either; lost: what to know of
    how the record was read.
    """
    said = {key: _line(key, record.get(key)) for key in _FIELDS}
    url, warnings = text.address(said["url"])
    day, more = text.published(said["published"])
    return Document(
        text.whole(body), said["document_id"] or url or place, said["title"], said["publisher"], day, url,
        said["language"], warnings=(*lost, *warnings, *more),
    )  # fmt: skip


def _line(key: str, value: object) -> str:
    """A field on one line; of a list all publishers, and the first of anything else."""
    if isinstance(value, list):
        lines = [text.line(one) for one in value]
        return ", ".join(lines if key == "publisher" else lines[:1])
    said = "" if isinstance(value, Mapping) else text.line(value)
    return "" if said.casefold() in _NOTHING else said
