"""Ranges of a file of lines: cut in one pass, and read line by line, whatever the size of the file."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from typing import IO, NamedTuple

from extract.claim import Document
from extract.readers import batch, encodings, files
from extract.readers.errors import DocumentError

_BLOCK = 1 << 20  # bytes that are read at a time
_HEAD = 1 << 16  # bytes in which the first line is looked for
_MARK = codecs.BOM_UTF8
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"\0")  # how UTF-16 and UTF-32 give themselves away
_LOST = "\ufffd"
_GAP = re.compile(f"{_LOST}+")


class Range(NamedTuple):
    """Bytes of a file, from start to end (exclusive), that are whole lines, and the number of the first, from 1."""

    first: int
    start: int
    end: int


class Watched:
    """A file, of whose bytes it is seen as they are read whether they are UTF-8."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        self._good = self._gaps = 0

    def read(self, size: int) -> bytes:
        block = self._file.read(size)
        said = self._decoder.decode(block)
        if not said.isascii():
            self._good += len(said) - len(said.encode("ascii", "ignore")) - said.count(_LOST)
            self._gaps += sum(1 for _ in _GAP.finditer(said)) if _LOST in said else 0
        return block

    @property
    def is_utf8(self) -> bool:
        """Whether what was read is UTF-8 but for a few bytes, as `encodings.decode` judges a whole file."""
        return self._good >= 2 * self._gaps


def cut(file: Watched, count: int) -> Iterator[Range]:
    """A file of lines cut into ranges of so many lines that are not blank; none where all are."""
    first = number = 1
    start = at = seen = 0  # lines that are not blank
    inked = False  # whether the present line is none of these
    while block := file.read(_BLOCK):
        begin = len(_MARK) if not at and block.startswith(_MARK) else 0
        start = start or begin
        while (end := block.find(b"\n", begin)) >= 0:
            seen += inked or _inked(block[begin:end])
            inked, begin = False, end + 1
            number += 1
            if seen == count:
                yield Range(first, start, at + begin)
                first, start, seen = number, at + begin, 0
        inked = inked or _inked(block[begin:])
        at += len(block)
    if seen or inked:
        yield Range(first, start, at)


def documents(
    file: IO[bytes], within: Range, where: str, document_id: str, problem: Callable[[str], None]
) -> Iterator[Document]:
    """The documents of a range; `problem` is told of each line that holds none, the others are read."""
    for number, raw in enumerate(_lines(file, within), start=within.first):
        place = f"{where}:{number}"
        try:
            if len(raw) > files.MOST:
                raise DocumentError(f"{place}: the line has more than {files.MOST / 1e6:,.0f} MB; split its text")
            line, warnings = encodings.utf8(raw, place)
            if not line.strip():
                continue
            document = batch.of_line(line, place, f"{document_id}:{number}", warnings)
        except DocumentError as error:
            problem(str(error))
        else:
            yield document


def by_line(file: IO[bytes]) -> bool:
    """Whether a file is one document a line in UTF-8 for sure, by how it begins; else all of it must be looked at."""
    head = file.read(_HEAD)
    file.seek(0)
    if any(sign in head[:4] for sign in _WIDE) or b"\0" in head:
        return False
    said = head.removeprefix(_MARK).decode(errors="replace")
    lines = said.split("\n")
    first = next((line for line in lines if line.strip()), "")
    whole = first is not lines[-1] or len(head) < _HEAD
    return batch.by_line(said, first) if whole else not said.lstrip().startswith("[")


def _inked(line: bytes) -> bool:
    return bool(line) and not line.isspace()


def _lines(file: IO[bytes], within: Range) -> Iterator[bytes]:
    """The lines of a range; of one that is too long only so much that it shows."""
    file.seek(within.start)
    left, held, size = within.end - within.start, list[bytes](), 0
    while left > 0 and (block := file.read(min(_BLOCK, left))):
        left -= len(block)
        *ends, rest = block.split(b"\n")
        for end in ends:
            yield b"".join([*held, end])
            held, size = [], 0
        if rest and size <= files.MOST:
            held.append(rest)
            size += len(rest)
    if held:
        yield b"".join(held)
