"""Files beside the library: written whole or not at all, and the raw files kept by the sha256 of their bytes."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

_FOLDER = 0o777
_FILE = 0o666


@contextmanager
def part(path: Path) -> Iterator[Path]:
    """An empty file to fill, which takes its name only when it is complete and on the disk; OSError if it cannot."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        yield Path(name)
        os.fsync(handle)
        os.chmod(name, _FILE & ~_mask())  # noqa: PTH101 - one module's calls of os, which the trials make fail
        os.replace(name, path)  # noqa: PTH105
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)  # noqa: PTH108
        raise
    finally:
        os.close(handle)
    synced(path.parent)


@contextmanager
def written(path: Path) -> Iterator[IO[bytes]]:
    """Such a file, opened to write bytes."""
    with part(path) as name, os.fdopen(os.open(name, os.O_WRONLY), "wb") as out:
        yield out


def synced(folder: Path) -> None:
    """The folder's names are on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


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

    def keep(self, raw: bytes) -> str:
        """The file is there, whole; its sha256."""
        name = sha256(raw)
        path = self.path(name)
        with contextlib.suppress(OSError):
            if path.stat().st_size == len(raw):
                return name
        for folder in (self.folder.parent, self.folder, path.parent):
            if not folder.is_dir():
                folder.mkdir(mode=_FOLDER, parents=True, exist_ok=True)
                synced(folder.parent)
        with written(path) as out:
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
