"""Rows as a data set: a folder of Parquet files of whole documents, or its address, replaced as a whole or not at all.

New parts are placed beside the old ones, where nobody counts them; then the manifest that names the parts is replaced,
which is one step; then the old ones go. Names come from the content: the same rows make the same files.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from extract import folders
from extract.export import frames
from extract.export.errors import ExportError
from extract.export.rows import Row, Rows
from extract.folders import Folder, FolderError, manifests
from extract.folders.manifests import Manifest

DOCUMENTS = 1_000  # of a part
ROWS = 100_000  # of a part, or those of one document
_AT_ONCE = 10_000  # rows that are made into a table


def write(rows: Rows, where: str, slug: str) -> int:
    """Write a data set; how many parts it has. slug: begins the names of its files."""
    folder = folders.of(where)
    before = _before(folder)
    with folder.draft() as drafts:
        files = list(_files(rows, drafts))
        digest = hashlib.sha256(b"".join(hashlib.sha256(path.read_bytes()).digest() for path in files))
        names = [f"{slug}-{digest.hexdigest()[:12]}-{number:05}{manifests.ENDING}" for number in range(len(files))]
        _place(folder, dict(zip(names, files, strict=True)), before, Manifest(tuple(names), rows.selection))
    folder.remove(before - set(names))
    return len(names)


def _before(folder: Folder) -> set[str]:
    """The parts of the data set that is there; an ExportError where the folder holds anything else."""
    files = folder.files() or []
    if manifests.RUN in {file.name for file in files}:
        raise ExportError("it is the folder of an extract; give another one")
    manifest = manifests.of(folder, files)
    parts = set(manifest.parts) if manifest else set()
    strange = [file.name for file in files if file.name[0] not in "._" and file.name not in parts]
    if strange:
        more = f" and {len(strange) - 1:,} more" if len(strange) > 1 else ""
        raise ExportError(f"it holds what no export wrote ({strange[0]}{more}); give a new folder, or an empty one")
    return parts


def _place(folder: Folder, drafts: dict[str, Path], before: set[str], manifest: Manifest) -> None:
    """All parts, and then the manifest, which lets them count; none of them where that fails."""
    try:
        for name, draft in drafts.items():
            folder.place(draft, name)
        manifests.write(folder, manifests.NAME, manifest._asdict())
    except BaseException:
        with contextlib.suppress(FolderError):
            folder.remove(drafts.keys() - before)
        raise


def _files(rows: Rows, drafts: Path) -> Iterator[Path]:
    """The parts as files, in order; at least one, which may be without rows."""
    part = _Part(drafts / "0", rows)
    number, last = 0, None
    for row in rows:
        if row["document_id"] != last:
            if part.full:
                yield part.closed()
                number += 1
                part = _Part(drafts / str(number), rows)
            part.documents += 1
            last = row["document_id"]
        part.take(row)
    yield part.closed()


class _Part:
    """A file that grows by rows, of which only the last ones are in memory."""

    def __init__(self, path: Path, rows: Rows) -> None:
        self.documents = self._count = 0
        self._path, self._rows = path, rows
        self._held: list[Row] = []
        self._out = path.open("wb")
        self._table = frames.writer(self._out, rows)

    @property
    def full(self) -> bool:
        """Whether the next document begins another part."""
        return self.documents >= DOCUMENTS or self._count >= ROWS

    def take(self, row: Row) -> None:
        """A row more."""
        self._count += 1
        self._held.append(row)
        if len(self._held) == _AT_ONCE:
            self._write()

    def closed(self) -> Path:
        """The file, whole."""
        if self._held:
            self._write()
        self._table.close()
        self._out.flush()
        os.fsync(self._out.fileno())
        self._out.close()
        return self._path

    def _write(self) -> None:
        self._table.write_table(frames.table(self._held, self._rows))
        self._held = []
