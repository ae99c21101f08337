"""Claims -> files: CSV, JSON Lines, Parquet, XLSX; each complete or absent."""

from __future__ import annotations

import csv
import io
import json
import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO, Any

from extract.claim import COLUMNS, Claim

ENDINGS = (".csv", ".jsonl", ".parquet", ".xlsx")
_MEANINGS = {
    "claim_id": "stable id of the claim",
    "measure": "what the number counts",
    "value": "the number; the middle of a range",
    "low": "lower bound",
    "high": "upper bound",
    "qualifier": "exact, about, over, under, at_least, at_most, range, vague",
    "unit": "people, events, households, an ISO 4217 code, percent, times, a unit of time, date, or the thing counted",
    "statistic": "level, share, change or rate",
    "direction": "of a change: up or down",
    "per": "of a rate: per what",
    "status": "of aid: pledge, commitment, disbursement, appeal, budget",
    "group": "who is counted, as written",
    "actor": "who acts: ISO 3166-1 alpha-3, several joined by a bar; for aid the donor",
    "place": "where it happens",
    "origin": "nationality or country left",
    "destination": "where people or money go; for aid the recipient",
    "via": "port of departure or transit",
    "period_start": "first day of the time the number refers to",
    "period_end": "last day of it",
    "said_by": "whom the text credits, as written",
    "modality": "reported, planned, forecast, conditional, denied",
    "why": "the words that decided",
    "written": "the number as written",
    "sentence": "its sentence, verbatim",
    "start": "where the number begins in the text: characters, from 0",
    "end": "where it ends",
    "sentence_start": "where the sentence begins",
    "sentence_end": "where it ends",
    "page": "page of a PDF",
    "repeats": "claim_id of the earlier telling of the same figure in this document",
    "document_id": "the document",
    "title": "its title",
    "publisher": "its publisher",
    "published": "its date of publication",
    "url": "its address",
    "language": "its language",
}


class ExportError(Exception):
    """A file cannot be written; the message says why and what to do."""


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


def csv_text(claims: Iterable[Claim]) -> str:
    """The claims as CSV with a header; lines end in CR LF, as RFC 4180 has it."""
    lines = io.StringIO()
    write_csv(claims, lines)
    return lines.getvalue()


def write_csv(claims: Iterable[Claim], out: IO[str]) -> None:
    """Write the claims as CSV, as they come."""
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for claim in claims:
        writer.writerow([cell(value) for value in claim])


def write_jsonl(claims: Iterable[Claim], out: IO[str]) -> None:
    """Write the claims as JSON Lines, as they come: missing numbers are null, missing words empty."""
    for claim in claims:
        row = {key: int(v) if isinstance(v, float) and v.is_integer() else v for key, v in claim._asdict().items()}
        out.write(json.dumps(row, ensure_ascii=False) + "\n")


def save(claims: Iterable[Claim], path: str | Path) -> int:
    """Write the claims into a file, whose ending picks the format; how many there were. Complete or absent."""
    target = Path(path)
    writer = _WRITERS.get(target.suffix.lower())
    if writer is None:
        raise ExportError(f"{target}: the ending picks the format; use one of {', '.join(ENDINGS)}")
    if not target.parent.is_dir():
        raise ExportError(f"{target}: the folder {target.parent} does not exist; make it first (mkdir -p)")
    counted = _Counted(claims)
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=target.suffix)
    except OSError as error:
        raise ExportError(f"{target}: nothing can be written there ({error.strerror}); choose another folder") from None
    os.close(handle)
    try:
        writer(counted, Path(name))
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(target)
    except OSError as error:
        raise ExportError(
            f"{target}: it could not be written ({error.strerror}); check the disk and the folder"
        ) from None
    finally:
        Path(name).unlink(missing_ok=True)
    return counted.count


class _Counted:
    """An iterable that counts what it gives."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._claims = claims
        self.count = 0

    def __iter__(self) -> Any:
        for claim in self._claims:
            self.count += 1
            yield claim


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _csv(claims: Iterable[Claim], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        write_csv(claims, out)


def _jsonl(claims: Iterable[Claim], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        write_jsonl(claims, out)


def _parquet(claims: Iterable[Claim], path: Path) -> None:
    from extract import table

    table.frame(claims).to_parquet(path, index=False)


def _xlsx(claims: Iterable[Claim], path: Path) -> None:
    """Text cells are strings, never formulas; a second sheet says what the columns are."""
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True})
    bold = book.add_format({"bold": True})
    sheet, notes = book.add_worksheet("claims"), book.add_worksheet("README")
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(COLUMNS):
        sheet.write_string(0, column, name, bold)
        sheet.set_column(column, column, 60 if name == "sentence" else 14)
        notes.write_string(column, 0, name, bold)
        notes.write_string(column, 1, _MEANINGS[name])
    notes.set_column(1, 1, 100)
    for line, claim in enumerate(claims, start=1):
        for column, value in enumerate(claim):
            if isinstance(value, int | float):
                sheet.write_number(line, column, value)
            elif value:
                sheet.write_string(line, column, str(value)[:32_767])
    book.close()


_WRITERS: dict[str, Callable[[Iterable[Claim], Path], None]] = {
    ".csv": _csv,
    ".jsonl": _jsonl,
    ".parquet": _parquet,
    ".xlsx": _xlsx,
}
