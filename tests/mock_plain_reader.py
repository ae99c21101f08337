"""A reader that takes no encoding."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from extract.claim import Document


def documents(raw: bytes, where: str, document_id: str, problem: Callable[[str], None]) -> Iterator[Document]:  # noqa: ARG001
    """One document, of its bytes as they are."""
    yield Document(raw.decode(), document_id)


def version() -> str:
    return ""
