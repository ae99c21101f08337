"""The raw files beside the library, kept by the sha256 of their bytes."""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path

from extract import atomic

_FOLDER = 0o777


def sha256(raw: bytes) -> str:
    """The sha256 in hexadecimal."""
    return hashlib.sha256(raw).hexdigest()


class Raw:
    """The raw files of a library: folder/ab/abcdef…, each named by the sha256 of its bytes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, name: str) -> Path:
        """Where the file of a sha256 lies."""
        return self.folder / name[:2] / name

    def keep(self, raw: bytes, again: bool = False) -> str:
        """The file is there, whole; its sha256. again: one that is there is read, not only measured."""
        name = sha256(raw)
        path = self.path(name)
        with contextlib.suppress(OSError):
            if path.stat().st_size == len(raw) and not (again and self.problem(name)):
                return name
        for folder in (self.folder.parent, self.folder, path.parent):
            if not folder.is_dir():
                folder.mkdir(mode=_FOLDER, parents=True, exist_ok=True)
                atomic.synced(folder.parent)
        with atomic.writing(path) as out:
            out.write(raw)
        return name

    def remove(self, name: str) -> None:
        """The file is gone, and its folder if it was the last there."""
        path = self.path(name)
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
            path.parent.rmdir()

    def problem(self, name: str) -> str:
        """What is wrong with the file of a sha256; empty where it is as it was kept."""
        try:
            found = sha256(self.path(name).read_bytes())
        except OSError as error:
            return f"{self.path(name)}: the raw file cannot be read ({error.strerror})"
        return "" if found == name else f"{self.path(name)}: the raw file is not the one that was kept"
