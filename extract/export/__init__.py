"""Claims -> files, each complete or absent: tables, files for humanitarian tools, annotations, a data package.

>>> [kind.ending for kind in FORMATS][:4]
['.csv', '.jsonl', '.parquet', '.xlsx']
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import IO, Any, NamedTuple

from extract import atomic, folders
from extract.claim import COLUMNS
from extract.export import parts, selections
from extract.export.errors import ExportError, ExportWarning
from extract.export.formulas import guard, unguard
from extract.export.rows import Rows
from extract.export.selections import Selection
from extract.export.tables import cell, csv_text, write_csv, write_jsonl
from extract.export.texts import Given, Texts

__all__ = [
    "FORMATS", "PLAIN", "ExportError", "ExportWarning", "Format", "Selection", "cell", "csv_text", "file_name", "guard",
    "needs_texts", "packed", "save", "save_set", "unguard", "write_csv", "write_jsonl",
]  # fmt: skip


class Format(NamedTuple):
    """A kind of file: its name, the ending that picks it, what it is, and what writes it and counts its claims."""

    name: str
    ending: str
    about: str
    write: Callable[[Rows, IO[bytes]], int]


def _late(module: str, name: str = "write") -> Callable[[Rows, IO[bytes]], int]:
    """A format's writer, whose module is imported when it writes."""

    def write(rows: Rows, out: IO[bytes]) -> int:
        found: Callable[[Rows, IO[bytes]], int] = getattr(import_module(f"{__name__}.{module}"), name)
        return found(rows, out)

    return write


FORMATS = (
    Format("csv", ".csv", "CSV, verbatim", _late("tables", "write_plain")),
    Format("jsonl", ".jsonl", "JSON Lines, verbatim", _late("tables", "write_json_lines")),
    Format("parquet", ".parquet", "Parquet, for pandas and other programs", _late("frames")),
    Format("xlsx", ".xlsx", "Excel workbook, with a sheet that explains the columns", _late("sheets")),
    Format("excel", ".excel.csv", "CSV for Excel: nothing in it runs as a formula", _late("tables", "write_excel")),
    Format("hxl", ".hxl.csv", "HXL, all figures as reviewed", _late("hxl", "write_long")),
    Format("people", ".people.hxl.csv", "HXL, counts of people affected as reviewed", _late("people")),
    Format("aid", ".aid.hxl.csv", "HXL, amounts of aid as reviewed", _late("aid")),
    Format("annotations", ".jsonld", "W3C Web Annotations of the documents' texts", _late("anchors")),
    Format("package", ".zip", "Frictionless data package, with the documents' texts", _late("package")),
)
_WITH_TEXTS = FORMATS[-1].name
PLAIN = tuple(kind.ending for kind in FORMATS[:4])  # of the plain tables: a row a claim, for which rows are enough


def save(
    rows: Iterable[Sequence[Any]],
    path: str | Path,
    *,
    columns: Sequence[str] = COLUMNS,
    documents: Given | None = None,
    format: str = "",
    selection: Selection | None = None,
) -> int:
    """Write rows into a file, whose ending picks the format unless one is named; how many claims it holds.

    rows: tuples in the order of `columns`, as claims are, or the library's with its review columns. documents: by id,
    or a function that finds one; then each number and sentence is looked up in its text, and an ExportError names the
    claim that does not stand there. selection: the filters that chose the rows ({"country": ["MEX"]}), which the file
    then names. Complete or absent: what fails leaves the file that was there.
    """
    target = Path(path)
    kind = _format(target, format)
    if not target.parent.is_dir():
        raise ExportError(f"{target}: the folder {target.parent} does not exist; make it first (mkdir -p)")
    if target.exists() and not target.is_file():
        raise ExportError(f"{target}: it could not be written (there is a folder or a device); choose another name")
    passing = Rows(rows, columns, Texts(documents), selections.said(selection))
    with _told(target, passing), atomic.writing(target) as out:
        return kind.write(passing, out)


def save_set(
    rows: Iterable[Sequence[Any]],
    where: str | Path,
    *,
    columns: Sequence[str] = COLUMNS,
    documents: Given | None = None,
    selection: Selection | None = None,
) -> tuple[int, int]:
    """Write rows, document by document, as a data set; how many claims it holds, and in how many parts.

    where: a folder, or its address (s3://bucket/claims/), that is not there, is empty, or holds such a set, which is
    replaced as a whole: who reads it has the old one or the new one. The rest is as in `save`.
    """
    passing = Rows(rows, columns, Texts(documents), selections.said(selection))
    try:
        with _told(folders.shown(str(where)), passing):
            count = parts.write(passing, str(where), selections.file_name("", selection))
    except folders.FolderError as error:
        raise ExportError(str(error)) from error.__cause__
    return passing.count, count


def packed(
    rows: Iterable[Sequence[Any]],
    kind: str,
    *,
    columns: Sequence[str] = COLUMNS,
    documents: Given | None = None,
    selection: Selection | None = None,
) -> bytes:
    """What `save` writes into a file of a format, given by its name, for a download; the same bytes."""
    target = Path(file_name(kind, selection))
    passing = Rows(rows, columns, Texts(documents), selections.said(selection))
    with _told(target, passing), tempfile.TemporaryFile() as out:
        _format(target, kind).write(passing, out)
        out.seek(0)
        return out.read()


def file_name(kind: str, selection: Selection | None = None, day: str = "") -> str:
    """The name of a download in a format, given by its name, that says which filters chose the rows.

    >>> file_name("people", {"country": ["MEX"], "words": ["minors"]})
    'migration-figures-mexico-minors.people.hxl.csv'
    """
    return selections.file_name(_format(Path("figures"), kind).ending, selection, day)


def needs_texts(path: str | Path, format: str = "") -> bool:
    """Whether a file holds the documents' texts, too, so that `save` needs all of them to the end."""
    return _format(Path(path), format).name == _WITH_TEXTS


def _format(target: Path, name: str) -> Format:
    if name:
        found = [kind for kind in FORMATS if kind.name == name]
        if not found:
            names = ", ".join(kind.name for kind in FORMATS)
            raise ExportError(f"{target}: {name!r} is no format; use one of {names}")
        return found[0]
    fitting = [kind for kind in FORMATS if target.name.lower().endswith(kind.ending)]
    if not fitting:
        endings = ", ".join(kind.ending for kind in FORMATS)
        raise ExportError(f"{target}: the ending picks the format; use one of {endings}, or end it in / for a data set")
    return max(fitting, key=lambda kind: len(kind.ending))


@contextlib.contextmanager
def _told(target: Path | str, passing: Rows) -> Iterator[None]:
    """What fails in writing a file as an ExportError that names it; what the rows' own source raises as it is."""
    try:
        yield
    except (ExportError, OSError, UnicodeEncodeError) as error:
        if error is passing.failed:
            raise
        raise ExportError(f"{target}: {_reason(error)}") from None


def _reason(error: Exception) -> str:
    """What went wrong and what to do."""
    if isinstance(error, OSError):
        return f"it could not be written ({error.strerror or error}); check the disk and the folder"
    if isinstance(error, UnicodeEncodeError):
        return "it could not be written (half of a surrogate pair is no character); read the document again"
    return str(error)
