"""Rows as text: CSV as it is, CSV for spreadsheets, JSON Lines."""

from __future__ import annotations

import contextlib
import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any, cast

from extract.claim import COLUMNS
from extract.export import formulas
from extract.export.errors import ExportError
from extract.export.rows import Rows
from extract.export.texts import Texts


def cell(value: object) -> str:
    """A value as a CSV cell: whole numbers without a point, missing as nothing.

    >>> [cell(91000.0), cell(33.3333), cell(None)]
    ['91000', '33.3333', '']
    """
    if value is None or value != value:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value)


def csv_text(rows: Iterable[Sequence[Any]], columns: Sequence[str] = COLUMNS) -> str:
    """The rows as CSV with a header; lines end in CR LF, as RFC 4180 has it."""
    lines = io.StringIO()
    write_csv(rows, lines, columns)
    return lines.getvalue()


def write_csv(rows: Iterable[Sequence[Any]], out: IO[str], columns: Sequence[str] = COLUMNS) -> None:
    """Write the rows as CSV, as they come: verbatim, not to be opened in a spreadsheet unseen."""
    _csv_lines(_rows(rows, columns), out)


def write_jsonl(rows: Iterable[Sequence[Any]], out: IO[str], columns: Sequence[str] = COLUMNS) -> None:
    """Write the rows as JSON Lines, as they come: missing numbers are null, missing words empty."""
    _json_lines(_rows(rows, columns), out)


def _rows(rows: Iterable[Sequence[Any]], columns: Sequence[str]) -> Rows:
    return rows if isinstance(rows, Rows) else Rows(rows, columns, Texts(None))


@contextlib.contextmanager
def lines(out: IO[bytes], encoding: str = "utf-8") -> Iterator[IO[str]]:
    """A file of bytes as one of text, in which a line's end stays what it is."""
    text = io.TextIOWrapper(cast(io.BytesIO, out), encoding=encoding, newline="")
    yield text
    text.detach()


def write_plain(rows: Rows, out: IO[bytes]) -> int:
    """CSV, every cell verbatim."""
    with lines(out) as text:
        _csv_lines(rows, text)
    return rows.count


def write_excel(rows: Rows, out: IO[bytes]) -> int:
    """CSV for Excel: a byte-order mark, numbers bare, all else quoted, text that would run as a formula guarded."""
    with lines(out, "utf-8-sig") as text:
        writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
        writer.writerow(rows.columns)
        for row in rows:
            writer.writerow([formulas.guard(value) if isinstance(value, str) else value for value in row.values()])
    return rows.count


def write_json_lines(rows: Rows, out: IO[bytes]) -> int:
    """JSON Lines: an object a line."""
    with lines(out) as text:
        _json_lines(rows, text)
    return rows.count


def _csv_lines(rows: Rows, out: IO[str]) -> None:
    writer = csv.writer(out)
    writer.writerow(rows.columns)
    for row in rows:
        writer.writerow([cell(value) for value in row.values()])


def _json_lines(rows: Rows, out: IO[str]) -> None:
    for row in rows:
        out.write(json_text(row) + "\n")


def json_text(value: object, **options: Any) -> str:
    """A value as JSON; an ExportError where a number is none that JSON has."""
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False, **options)
    except ValueError as error:
        raise ExportError(f"a value cannot be written as JSON ({error}); correct it") from None
