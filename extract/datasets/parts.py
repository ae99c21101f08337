"""Sources -> parts: what is read and written at once, and is done or not done."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from extract.datasets import sources
from extract.datasets.sources import Source
from extract.readers import DocumentError, arrow, batch, fields, files, kinds, ranges

SIZE = 1000  # documents of a batch that are a part
_TOGETHER = 16  # parts of a Parquet file that are read one behind the other
_HEAD = 4096
LINES, ROWS, WHOLE = "lines", "rows", "whole"  # how a source is read
_LINED = (".jsonl", ".ndjson")


class Part(NamedTuple):
    """A stretch of a source: its name, the number of its first line or row, and bytes or rows from start to end.

    Sorted by name, the parts of a source stand in the order of its documents.
    """

    name: str
    first: int = 1
    start: int = 0
    end: int = 0


class Unit(NamedTuple):
    """Parts of one source that one process reads, one behind the other: plain strings and numbers, to be sent about."""

    source: Source
    way: str  # LINES, ROWS or WHOLE
    parts: tuple[Part, ...]

    @property
    def where(self) -> str:
        """What messages call it: in/a.jsonl, lines from 2001 on."""
        first = self.parts[0].first
        return f"{self.source.where}, {self.way} from {first:,} on" if self.way != WHOLE else self.source.where


def units(found: Iterable[Source], problem: Callable[[str], None]) -> Iterator[Unit]:
    """The units of sources, in their order; `problem` is told of sources that hold none.

    A JSON Lines file is cut into parts of 1,000 documents in one pass, of which each is a unit. A Parquet file is cut
    into runs of whole row groups with 1,000 rows or more, these into parts of 1,000 rows; up to 16 parts are a unit,
    so that a row group with many rows is decoded anew once in 16 parts, not once a part, and still many processes
    work on it. Any other file (also .csv and .json, and a batch in another encoding than UTF-8) is read whole, as
    without parts, and is one part.
    """
    for source in found:
        try:
            yield from _of(source, problem)
        except DocumentError as error:
            problem(str(error))


def left(found: Iterable[Unit], done: set[str]) -> Iterator[Unit]:
    """The units without the parts that are done, by name; none where all are."""
    for unit in found:
        if parts := tuple(part for part in unit.parts if part.name not in done):
            yield unit._replace(parts=parts)


def _of(source: Source, problem: Callable[[str], None]) -> Iterator[Unit]:
    way = WHOLE if source.of_web else _way(source)
    name = sources.short(source)
    whole = Unit(source, WHOLE, (Part(f"{name}-{0:06}"),))
    if way == WHOLE:
        yield whole
        return
    with sources.opened(source, ahead=way == LINES) as file:
        if way == ROWS:
            numbers = itertools.count()
            for together in _rows(arrow.groups(file, source.where, problem)):
                parts = (Part(f"{name}-{next(numbers):06}", start + 1, start, end) for start, end in together)
                yield Unit(source, ROWS, tuple(parts))
            if not next(numbers):
                raise fields.empty(source.where)
            return
        watched = ranges.Watched(file)
        cuts = list(ranges.cut(watched, SIZE))
    if not cuts:
        raise batch.empty(source.where)
    if not watched.is_utf8:
        yield whole
        return
    for number, cut in enumerate(cuts):
        yield Unit(source, LINES, (Part(f"{name}-{number:06}", *cut),))


def _way(source: Source) -> str:
    """How a source is read, by its name and how it begins."""
    with sources.opened(source) as file:
        head = file.read(_HEAD)
        if head.startswith(arrow.MAGIC):
            return ROWS
        if not source.name.lower().endswith(_LINED):
            return WHOLE
        try:
            batched = kinds.of(head, source.where, source.name) == "jsonl"
        except DocumentError:
            batched = False
        file.seek(0)
        large = source.size > files.MOST and b"\0" not in head  # no reader would take all of it
        return LINES if batched and (large or ranges.by_line(file)) else WHOLE


def _rows(groups: list[int]) -> Iterator[list[tuple[int, int]]]:
    """The rows of units, part by part, from the numbers of rows in row groups."""
    at = held = 0
    for number, count in enumerate(groups, start=1):
        held += count
        if held and (held >= SIZE or number == len(groups)):
            parts = [(start, min(start + SIZE, at + held)) for start in range(at, at + held, SIZE)]
            yield from (parts[n : n + _TOGETHER] for n in range(0, len(parts), _TOGETHER))
            at, held = at + held, 0
