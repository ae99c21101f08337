"""A feed of lines "address | title | date", for the tests of what is done with entries."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from extract.claim import Document


def documents(raw: bytes, where: str, document_id: str, problem: Callable[[str], None]) -> Iterator[Document]:  # noqa: ARG001
    """An entry a line."""
    for number, line in enumerate(raw.decode().splitlines()):
        url, title, published = (part.strip() for part in line.split("|"))
        if not title:
            problem(f"{where}: entry {number} has no text")
            continue
        yield Document(f"Entry of {title}.", url or f"{number}", title, "The Feed", published or None, url, "")


def version() -> str:
    return ""
