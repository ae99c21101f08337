"""Tables of documents: CSV and Parquet, one document a row, of which one column holds the text."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from importlib import metadata
from typing import Any

from extract.claim import Document
from extract.readers import encodings, records, text
from extract.readers.errors import DocumentError

_TEXT = ("text", "body", "content", "article", "full_text")  # names of the column with the text, the best first
_NAMES = {
    "document_id": ("document_id", "id"),
    "title": ("title", "headline"),
    "publisher": ("publisher", "source", "outlet"),
    "published": ("published", "date", "published_at"),
    "url": ("url", "link"),
    "language": ("language", "lang"),
}
_DELIMITERS = ",;\t|"
_SAID = "sep="  # how Excel says the delimiter, on a line of its own
_PARQUET = b"PAR1"
_ROWS = 500  # of a Parquet file that are held at once
_LIMIT = (1 << 31) - 1  # characters of a field of a CSV; csv's own is 131,072, and an article may be longer
_UNCLOSED = "a quotation mark that opens a field is closed nowhere: the rows behind it are part of this text"
_LISTED = 12  # columns that a message names


def documents(raw: bytes, where: str, document_id: str, problem: Callable[[str], None]) -> Iterator[Document]:
    """The documents of a table's rows; `problem` is told of each row without a text, the others are read.

    The text stands in the column text, else body, content, article or full_text; other columns that are read are
    those of a batch, and id, headline, source, outlet, date, published_at, link, lang. A CSV needs a row of names.
    """
    rows = _parquet(raw, where, problem) if raw.startswith(_PARQUET) else _csv(raw, where, problem)
    count = 0
    for number, row, warnings in rows:
        count += 1
        body = row["text"]
        if not isinstance(body, str) or not body.strip():
            problem(f"{where}:{number}: the row has no text; fill its column, or take it out")
            continue
        yield records.document(body, f"{document_id}:{number}", row, warnings)
    if not count:
        raise DocumentError(f"{where}: it holds no row; write the documents below the names of the columns")


def version() -> str:
    """The library that Parquet is read with."""
    return f"pyarrow {metadata.version('pyarrow')}"


Row = tuple[int, dict[str, object], Sequence[str]]  # the row's place, its fields by our names, what to know of them


def _columns(names: Sequence[str], where: str, problem: Callable[[str], None]) -> dict[str, int]:
    """Where each of our fields stands among the columns; `problem` is told of a second one of the same name."""
    folded = [name.strip().lower() for name in names]
    wanted = {"text": _TEXT, **_NAMES}
    found = {
        field: folded.index(name)
        for field, known in wanted.items()
        if (name := next((name for name in known if name in folded), None)) is not None
    }
    if "text" not in found:
        listed = ", ".join(text.short(text.line(name)) or "(no name)" for name in names[:_LISTED])
        more = ", …" if len(names) > _LISTED else ""
        raise DocumentError(
            f"{where}: no column holds the text of documents; it has {listed or 'none'}{more}: "
            f"name the one that does text (or {', '.join(_TEXT[1:])})"
        )
    for name in (folded[at] for at in found.values()):
        if (times := folded.count(name)) > 1:
            problem(f"{where}: {times} columns are named {name}, and the first is read; give the others another name")
    return found


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
    places = _columns(names, where, problem)
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
            row: dict[str, object] = {field: cells[n] if n < len(cells) else "" for field, n in places.items()}
            yield lines.first, row, [*warnings, *more]
        lines.turn()


def _delimiter(said: str) -> tuple[int, str]:
    """Where the names of the columns begin, and what stands between them: what gives a text, and the most names."""
    start = said.find("\n") + 1 if said[: len(_SAID)].lower() == _SAID else 0
    head = said[start : start + 100_000]

    def names(delimiter: str) -> tuple[bool, int]:
        cells = next(csv.reader(io.StringIO(head, newline=""), delimiter=delimiter), [])
        return any(cell.strip().lower() in _TEXT for cell in cells), len(cells)

    return start, max(_DELIMITERS, key=names)


def _parquet(raw: bytes, where: str, problem: Callable[[str], None]) -> Iterator[Row]:
    import pyarrow as pa
    from pyarrow import parquet

    try:
        file = parquet.ParquetFile(pa.BufferReader(raw))
        names = file.schema_arrow.names
        places = _columns(names, where, problem)
        columns = sorted({names[n] for n in places.values()})
        number = 0
        for batch in file.iter_batches(batch_size=_ROWS, columns=columns, use_threads=False):
            values = {field: _values(batch.column(names[n])) for field, n in places.items()}
            for row in range(batch.num_rows):
                number += 1
                yield number, {field: column[row] for field, column in values.items()}, ()
    except (pa.ArrowException, OSError, KeyError, ValueError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise DocumentError(f"{where}: the Parquet file cannot be read ({reason}); write it again") from None


def _values(column: Any) -> list[object]:
    """A column's values, instants as their day, bytes as the text that they are in UTF-8."""
    import pyarrow as pa

    if pa.types.is_timestamp(column.type):
        column = column.cast(pa.string())
        return [value and value[:10] for value in column.to_pylist()]
    return [value.decode("utf-8", "replace") if isinstance(value, bytes) else value for value in column.to_pylist()]
