"""What a reader makes of bytes, for tests: one document, or the line with which it refuses them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from extract.claim import Document
from extract.readers.errors import DocumentError

Reader = Callable[[bytes, str, str, Callable[[str], None]], Iterator[Document]]


def document(reader: Reader, where: str, raw: bytes) -> Document:
    """The one document of a file's bytes."""
    (found,) = reader(raw, where, "a", pytest.fail)
    return found


def refusal(reader: Reader, where: str, raw: bytes) -> str:
    """What is said of bytes that cannot be read: one line that begins with the file's name."""
    with pytest.raises(DocumentError) as caught:
        document(reader, where, raw)
    said = str(caught.value)
    assert said.startswith(f"{where}: ")
    assert "\n" not in said
    return said


def tried(reader: Reader, where: str, raw: bytes) -> list[Document]:
    """The document, if it can be read; no other error than ours."""
    try:
        found = document(reader, where, raw)
    except DocumentError as error:
        assert "\n" not in str(error)  # noqa: PT017 - the error is what is tried
        return []
    found.text.encode()
    assert list(found.pages) == sorted(found.pages)
    assert all(0 <= at <= len(found.text) for at in found.pages)
    return [found]
