"""The documents that the rows come from: each row is looked up in the text that it cites."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from extract.claim import Document
from extract.export.errors import ExportError

Given = Mapping[str, Document] | Callable[[str], Document | None]


class Texts:
    """The documents of the rows by id; the last one is kept at hand, as rows come document by document."""

    def __init__(self, given: Given | None) -> None:
        self.given = given is not None
        self._find: Callable[[str], Document | None] = (
            (lambda _: None) if given is None else given if callable(given) else given.get
        )
        self._last: tuple[str, Document] | None = None

    def of(self, document_id: str, claim_id: str = "") -> Document:
        """A document; an ExportError names the claim that needs one which is not there."""
        if self._last is None or self._last[0] != document_id:
            found = self._find(document_id)
            if found is None:
                raise ExportError(
                    f"claim {claim_id}: document {document_id!r} is not among the documents given; give its text too"
                )
            self._last = (document_id, found)
        return self._last[1]

    def check(self, row: Mapping[str, Any]) -> None:
        """See that number and sentence stand where the row says; an ExportError names claim and document."""
        if not self.given:
            return
        text = self.of(row["document_id"], row["claim_id"]).text
        for start, end, said in (("start", "end", "written"), ("sentence_start", "sentence_end", "sentence")):
            first, last = row[start], row[end]
            if not 0 <= first <= last <= len(text) or text[first:last] != row[said]:
                raise ExportError(
                    f"claim {row['claim_id']}: characters {first} to {last} of document {row['document_id']!r} are not "
                    f"its {said}, {_short(row[said])}; the text has changed since: extract it again"
                )


def sha256(text: str) -> str:
    """The SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _short(text: object) -> str:
    said = str(text)
    return repr(said if len(said) <= 60 else f"{said[:60]}…")
