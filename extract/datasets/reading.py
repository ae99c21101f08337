"""A unit -> the documents of its parts, the same ones wherever and however often it is read."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import chain
from typing import NamedTuple

from extract import readers
from extract.claim import Document
from extract.datasets import sources
from extract.datasets.parts import LINES, WHOLE, Part, Unit
from extract.datasets.sources import Source, SourceError
from extract.readers import DocumentError, Worker, arrow, fields, files, ranges
from extract.readers.fields import Row
from extract.readers.originals import fetched, loaded

Tell = Callable[[str], None]


class How(NamedTuple):
    """How sources are read: what is given for documents that do not say it, and which pages of the web are."""

    given: Mapping[str, str] = {}
    follow: bool = False
    private: bool = False


def of(unit: Unit, how: How) -> Iterator[tuple[Part, Callable[[Tell], Iterator[Document]]]]:
    """The parts of a unit, each with what reads its documents, telling what cannot be read; in this order, each once.

    Lines and rows are read in this process, by json and pyarrow, a few at a time; any other file in a worker of its
    own, as without parts. A SourceError says that a source cannot be read just now. Within a part each document has an
    id of its own: the second a is a#2.
    """
    if unit.way == WHOLE:
        of_part: Callable[[Part, Tell], Iterator[Document]] = partial(_whole, unit.source, how)
    elif unit.way == LINES:
        of_part = partial(_lines, unit.source)
    else:
        of_part = _Rows(unit).documents
    for part in unit.parts:
        yield part, partial(_named, of_part, part, how)


def _named(
    of_part: Callable[[Part, Tell], Iterator[Document]], part: Part, how: How, problem: Tell
) -> Iterator[Document]:
    """The documents of a part with ids of their own and what is given; an error of its content is told."""
    named: set[str] = set()
    try:
        for document in of_part(part, problem):
            yield readers.distinct(readers.filled(document, how.given), named)
    except SourceError:
        raise
    except DocumentError as error:
        problem(str(error))


def _lines(source: Source, part: Part, problem: Tell) -> Iterator[Document]:
    with sources.opened(source) as file:
        yield from ranges.documents(file, ranges.Range(*part[1:]), source.where, source.document_id, problem)


class _Rows:
    """The rows of a unit, read on from part to part, so that a row group is decoded once."""

    def __init__(self, unit: Unit) -> None:
        self._source, self._last = unit.source, unit.parts[-1].end
        self._found: Iterator[Row] | None = None

    def documents(self, part: Part, problem: Tell) -> Iterator[Document]:
        source, last = self._source, part.start
        for number, row, warnings in self._within(part):
            last = number
            try:
                place = f"{source.document_id}:{number}"
                document = fields.document(row, f"{source.where}:{number}", place, warnings)
            except DocumentError as error:
                problem(str(error))
            else:
                yield document
        if last < part.end:
            raise SourceError(f"{source.where}: it has fewer rows than before; give it as it was")

    def _within(self, part: Part) -> Iterator[Row]:
        """The rows of a part; where reading failed before, or is to begin, from its first one on."""
        found, self._found = self._found or self._rows(part.start), None
        for row in found:
            if row[0] > part.end:
                self._found = chain((row,), found)
                return
            if row[0] >= part.first:
                yield row

    def _rows(self, start: int) -> Iterator[Row]:
        with sources.opened(self._source) as file:
            yield from arrow.rows(file, self._source.where, _unsaid, start, self._last)


def _unsaid(_said: str) -> None:
    """What was told when the source was cut."""


def _whole(source: Source, how: How, part: Part, problem: Tell) -> Iterator[Document]:
    del part  # all of it
    worker = _worker()
    if source.of_web:
        try:
            original = fetched(source.address, worker, private=how.private)
        except DocumentError as error:
            raise SourceError(str(error)) from None
    else:
        with sources.opened(source, ahead=True) as file:
            raw = file.read(files.MOST + 1)
        if len(raw) > files.MOST:
            raise DocumentError(files.too_large(source.where, files.MOST, source.size))
        original = loaded(source.where, source.document_id, raw, source.address)
    yield from readers.documents(original, worker, problem, follow=how.follow, private=how.private, **how.given)


_kept = threading.local()  # a worker reads one file at a time, and starting one takes half a second


def _worker() -> Worker:
    """This thread's own, which ends with the process."""
    if not hasattr(_kept, "worker"):
        _kept.worker = Worker()
    worker: Worker = _kept.worker
    return worker
