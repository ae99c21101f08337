"""Files, folders, addresses, standard input -> documents; what cannot be read is said and stops nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from extract.claim import Document, Provenance
from extract.readers import text
from extract.readers.errors import DocumentError, raising
from extract.readers.files import ENDINGS
from extract.readers.originals import STDIN, Original, count, fetched, hold, originals, uploaded
from extract.readers.worker import Worker

LANGUAGE = "en"  # the language of documents that nobody says anything of
_SINGLE = ("html", "pdf", "docx", "text")  # kinds that hold one document, whose address is the file's
__all__ = [
    "ENDINGS", "LANGUAGE", "STDIN", "DocumentError", "Original", "Worker", "count", "distinct", "documents", "filled",
    "hold", "led", "originals", "read", "uploaded",
]  # fmt: skip


def read(
    inputs: Iterable[str | Path],
    problem: Callable[[str], None] | None = None,
    *,
    follow: bool = False,
    private: bool = False,
    meanwhile: Callable[[], None] | None = None,
    **given: str,
) -> Iterator[Document]:
    """The documents of files, folders, http and https addresses and "-" (standard input), in order.

    `problem` is told of each input that could not be read, with its reason and remedy; without it the first one
    raises a DocumentError. follow: for a feed's entries, the pages that they lead to; private: also addresses of this
    machine and the local network; meanwhile: what to do while the process starts that reads. `given` (title, publisher,
    published, url, language) holds where a document says nothing.
    """
    tell = problem or raising
    named: set[str] = set()
    with Worker(meanwhile=meanwhile) as worker:
        for original in originals(inputs, tell, private=private, worker=worker):
            for document in documents(original, worker, tell, follow=follow, private=private, **given):
                yield distinct(document, named)


def documents(
    original: Original,
    worker: Worker,
    problem: Callable[[str], None] | None = None,
    *,
    follow: bool = False,
    private: bool = False,
    **given: str,
) -> Iterator[Document]:
    """The documents in an original, parsed in the worker, with where they came from; see `read` for the rest."""
    found = led(original, worker, problem, follow=follow, private=private, **given)
    return (document for document, _ in found)


def led(
    original: Original,
    worker: Worker,
    problem: Callable[[str], None] | None = None,
    *,
    follow: bool = False,
    private: bool = False,
    **given: str,
) -> Iterator[tuple[Document, Original]]:
    """The same documents, each with the original that it was read from: this one, or the page that a feed led to."""
    tell = problem or raising
    named: set[str] = set()
    try:
        if follow and original.kind == "feed":
            for entry in list(_read(original, worker, tell)):  # the worker reads one file at a time
                document, page = _followed(entry, worker, tell, private)
                yield distinct(filled(document, given), named), page or original
        else:
            for document in _read(original, worker, tell):
                yield distinct(filled(document, given), named), original
    except DocumentError as error:
        tell(str(error))


def _read(original: Original, worker: Worker, tell: Callable[[str], None]) -> Iterator[Document]:
    """The documents as they were read, with their provenance."""
    address = original.source if original.kind in _SINGLE and original.source.startswith(text.SCHEMES) else ""
    for document, version in worker.documents(
        original.kind, original.raw, original.where, original.document_id, tell, original.charset
    ):
        came = Provenance(original.source, original.retrieved, original.sha256, original.kind, version)
        yield replace(document, url=document.url or address, provenance=came)


def _followed(
    entry: Document, worker: Worker, tell: Callable[[str], None], private: bool
) -> tuple[Document, Original | None]:
    """The page that a feed's entry leads to, with the entry's fields where it says nothing; else the entry."""
    if not entry.url.startswith(text.SCHEMES):
        return entry, None
    try:
        page = fetched(entry.url, worker, private=private)
        if page.kind not in _SINGLE:
            raise DocumentError(f"{entry.url}: it is no page but a {page.kind}; give it as an input of its own")
        (document,) = _read(page, worker, tell)
    except DocumentError as error:
        tell(f"{error} (the entry is read as the feed has it)")
        return entry, None
    fields = {"title": entry.title, "publisher": entry.publisher, "published": entry.published}
    return _filled(document, {**fields, "url": entry.url, "language": entry.language}), page


def distinct(document: Document, named: set[str]) -> Document:
    """The document with an id of its own among those named so far: the second a of a batch is a#2."""
    name, number = document.document_id, 1
    while name in named:
        number += 1
        name = f"{document.document_id}#{number}"
    named.add(name)
    return document if number == 1 else replace(document, document_id=name)


def filled(document: Document, given: Mapping[str, str]) -> Document:
    """The document with what the caller gives for what it does not say itself."""
    said = {key: text.whole(value) for key, value in given.items() if value}
    return _filled(document, {**said, "language": said.get("language", LANGUAGE)})


def _filled(document: Document, fields: dict[str, Any]) -> Document:
    return replace(document, **{key: value for key, value in fields.items() if value and not getattr(document, key)})
