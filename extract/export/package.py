"""Rows and their documents as a Frictionless data package: a zip that says itself what is in it.

claims.csv (verbatim), claims.hxl.csv, documents.csv, the texts that the offsets are of, README.md and
datapackage.json. The same rows and documents make the same bytes. https://datapackage.org/standard/data-package/
"""

from __future__ import annotations

import contextlib
import csv
import hashlib
import tempfile
import zipfile
from collections.abc import Iterator
from typing import IO

from extract.export import descriptors, hxl, listing, tables
from extract.export.descriptors import Stored
from extract.export.errors import ExportError
from extract.export.rows import Row, Rows, held

_DAY = (1980, 1, 1, 0, 0, 0)  # the date of every entry: the same rows make the same bytes
_PIECE = 1 << 20


def write(rows: Rows, out: IO[bytes]) -> int:
    """The zip; the documents' texts must be given, and no claim may come twice."""
    if not rows.texts.given:
        raise ExportError("a data package holds the documents' texts; give the documents too, or write .csv or .xlsx")
    with contextlib.ExitStack() as stack:
        # what is not packed yet lies in files without a name, as only one entry of a zip can be written at a time
        claims, tagged, listed = (stack.enter_context(tempfile.TemporaryFile()) for _ in range(3))
        measures: dict[str, None] = {}
        with tables.lines(claims) as text:
            hxl.write(hxl.LONG, _written(rows, text, measures), rows, tagged)
        documents = listing.write(rows, listed)
        archive = stack.enter_context(zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED))
        stored = [
            _stored(archive, name, file)
            for name, file in (("claims.csv", claims), ("claims.hxl.csv", tagged), ("documents.csv", listed))
        ]
        for document_id in rows.documents:
            _text(archive, listing.path(document_id), rows.texts.of(document_id).text)
        told = descriptors.package(stored, documents, rows, tuple(measures))
        _text(archive, "datapackage.json", tables.json_text(told, indent=2) + "\n")
        _text(archive, "README.md", descriptors.readme(rows))
    return rows.count


def _written(rows: Rows, out: IO[str], measures: dict[str, None]) -> Iterator[Row]:
    """The rows that hold, while all of them are written as CSV."""
    writer = csv.writer(out)
    writer.writerow(rows.columns)
    seen: set[str] = set()
    for row in rows:
        if row["claim_id"] in seen:
            raise ExportError(f"claim {row['claim_id']} comes twice; export each document once")
        if not row["document_id"]:
            raise ExportError(f"claim {row['claim_id']}: its document has no id; give it one")
        seen.add(row["claim_id"])
        measures[row["measure"]] = None
        writer.writerow([tables.cell(value) for value in row.values()])
        kept = held(row)
        if kept is not None:
            yield kept


def _stored(archive: zipfile.ZipFile, name: str, file: IO[bytes]) -> Stored:
    """Pack a file from its beginning."""
    digest, size = hashlib.sha256(), file.tell()
    file.seek(0)
    entry = _entry(name)
    entry.file_size = size  # which tells zipfile whether it needs more than 32 bits
    with archive.open(entry, "w") as into:
        while piece := file.read(_PIECE):
            digest.update(piece)
            into.write(piece)
    return Stored(name, size, digest.hexdigest())


def _text(archive: zipfile.ZipFile, name: str, text: str) -> None:
    archive.writestr(_entry(name), text.encode("utf-8"))


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _DAY)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3  # Unix, on whatever system it is made
    entry.external_attr = 0o644 << 16
    return entry
