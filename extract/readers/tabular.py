"""Tables of documents: CSV and Parquet, one document a row, of which one column holds the text."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from importlib import metadata

from extract.claim import Document
from extract.readers import arrow, encodings, fields, text
from extract.readers.errors import DocumentError
from extract.readers.fields import Row

_DELIMITERS = ",;\t|"
_SAID = "sep="  # how Excel says the delimiter, on a line of its own
_LIMIT = (1 << 31) - 1  # characters of a field of a CSV; csv's own is 131,072, and an article may be longer
_UNCLOSED = "a quotation mark that opens a field is closed nowhere: the rows behind it are part of this text"


def documents(raw: bytes, where: str, document_id: str, problem: Callable[[str], None]) -> Iterator[Document]:
    """The documents of a table's rows; `problem` is told of each row without a text, the others are read.

    The text stands in the column text, else body, content, article or full_text; other columns that are read are
    those of a batch, and id, headline, source, outlet, date, published_at, link, lang. A CSV needs a row of names.
    """
    rows = arrow.rows(io.BytesIO(raw), where, problem) if raw.startswith(arrow.MAGIC) else _csv(raw, where, problem)
    count = 0
    for number, row, warnings in rows:
        count += 1
        try:
            document = fields.document(row, f"{where}:{number}", f"{document_id}:{number}", warnings)
        except DocumentError as error:
            problem(str(error))
        else:
            yield document
    if not count:
        raise fields.empty(where)


def version() -> str:
    """The library that Parquet is read with."""
    return f"pyarrow {metadata.version('pyarrow')}"


class _Lines:
    """The lines of a CSV as csv.reader takes them, those of the present row kept: a field may go over several."""

    def __init__(self, said: str, start: int) -> None:
        self._said, self._at = said, start
        self._row: list[str] = []
        self.number = said.count("\n", 0, start)  # of the last line taken
        self.first = self.number + 1  # of the present row

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self._at >= len(self._said):
            raise StopIteration
        end = self._said.find("\n", self._at) + 1 or len(self._said)
        line = self._said[self._at : end]
        self._at = end
        self._row.append(line)
        self.number += 1
        return line

    @property
    def joined(self) -> str:
        """What a message says of a row over several lines, where a quotation mark may have swallowed a row."""
        many = f"lines {self.first}-{self.number} are one row, joined by a quotation mark that may be broken: "
        return many if self.number > self.first else ""

    def turn(self) -> None:
        """The next line begins a row."""
        self._row = []
        self.first = self.number + 1

    def open(self, delimiter: str) -> bool:
        """Whether the last row ended only because the file did."""
        if self._at < len(self._said):
            return False
        try:
            list(csv.reader(self._row, delimiter=delimiter, strict=True))
        except csv.Error:
            return sum(line.count('"') for line in self._row) % 2 == 1
        return False


def _csv(raw: bytes, where: str, problem: Callable[[str], None]) -> Iterator[Row]:
    said, warnings = encodings.decode(raw, where)
    said = text.whole(said.removeprefix("\ufeff"))
    before = csv.field_size_limit(_LIMIT)
    try:
        yield from _rows(said, where, problem, warnings)
    except csv.Error as error:
        raise DocumentError(f"{where}: no CSV ({error}); save it again as CSV in UTF-8") from None
    finally:
        csv.field_size_limit(before)


def _rows(said: str, where: str, problem: Callable[[str], None], warnings: Sequence[str]) -> Iterator[Row]:
    start, delimiter = _delimiter(said)
    lines = _Lines(said, start)
    reader = csv.reader(lines, delimiter=delimiter)
    names = next(reader, [])
    places = fields.among(names, where, problem)
    lines.turn()
    for found in reader:
        cells = [delimiter.join(found)] if len(names) == 1 else found  # a text alone, with commas of its own
        if len(cells) > len(names):
            problem(
                f"{where}:{lines.first}: {lines.joined}{len(cells)} fields where the table has {len(names)} columns; "
                f'write a text with {delimiter!r} in it between quotation marks ("), those in it twice'
            )
        elif any(cell.strip() for cell in cells):
            more = [_UNCLOSED] if lines.open(delimiter) else []
            row: dict[str, object] = {name: cells[n] if n < len(cells) else "" for name, n in places.items()}
            yield lines.first, row, [*warnings, *more]
        lines.turn()


def _delimiter(said: str) -> tuple[int, str]:
    """Where the names of the columns begin, and what stands between them: what gives a text, and the most names."""
    start = said.find("\n") + 1 if said[: len(_SAID)].lower() == _SAID else 0
    head = said[start : start + 100_000]

    def names(delimiter: str) -> tuple[bool, int]:
        cells = next(csv.reader(io.StringIO(head, newline=""), delimiter=delimiter), [])
        return any(cell.strip().lower() in fields.TEXT for cell in cells), len(cells)

    return start, max(_DELIMITERS, key=names)
