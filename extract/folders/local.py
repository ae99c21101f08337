"""A folder of this machine."""

from __future__ import annotations

import contextlib
import fcntl
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO

from extract import atomic
from extract.folders.files import DRAFT, File, FolderError

_NAMES = (FileExistsError, IsADirectoryError, NotADirectoryError)  # errors of what stands where a folder or file should


class Local:
    """A folder of this machine."""

    remote = False
    shared = True

    def __init__(self, path: Path) -> None:
        self._path = path
        self.shown = str(path)

    def files(self) -> list[File] | None:
        with self._told():
            try:
                with os.scandir(self._path) as entries:
                    found = sorted(entries, key=lambda entry: entry.name)
            except FileNotFoundError:
                return None
            return [file for entry in found if (file := _file(entry))]

    def read(self, name: str) -> bytes:
        with self._told(name):
            return (self._path / name).read_bytes()

    def make(self) -> None:
        with self._told():
            self._path.mkdir(parents=True, exist_ok=True)

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        with contextlib.ExitStack() as held:
            with self._told():
                handle = os.open(self._path, os.O_RDONLY)
                held.callback(os.close, handle)
                try:
                    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    raise FolderError(f"{self.shown}: another run is at work in it; wait for its end") from None
            yield

    @contextlib.contextmanager
    def fetched(self, names: Iterable[str]) -> Iterator[Mapping[str, Path]]:
        yield {name: self._path / name for name in names}

    @contextlib.contextmanager
    def draft(self) -> Iterator[Path]:
        new = not self._path.exists()
        with self._told():
            if new and not self._path.parent.is_dir():
                above = self._path.parent
                raise FolderError(f"{self.shown}: the folder {above} does not exist; make it first (mkdir -p)")
            self._path.mkdir(exist_ok=True)
            made = tempfile.TemporaryDirectory(dir=self._path, prefix=DRAFT)
        try:
            with made as name:
                yield Path(name)
        finally:
            if new:
                with contextlib.suppress(OSError):  # it holds what was placed
                    self._path.rmdir()

    def place(self, draft: Path, name: str) -> None:
        with self._told(name):
            draft.replace(self._path / name)
            atomic.synced(self._path)

    @contextlib.contextmanager
    def writing(self, name: str) -> Iterator[IO[bytes]]:
        with self._told(name), atomic.writing(self._path / name) as out:
            yield out

    def remove(self, names: Iterable[str]) -> None:
        for name in names:
            with self._told(name):
                (self._path / name).unlink(missing_ok=True)

    @contextlib.contextmanager
    def _told(self, name: str = "") -> Iterator[None]:
        try:
            yield
        except OSError as error:
            remedy = "give another name" if isinstance(error, _NAMES) else "check its permissions, and the disk"
            said = f"it cannot be read or written ({error.strerror}); {remedy}"
            raise FolderError(f"{self._path / name}: {said}") from None


def _file(entry: os.DirEntry[str]) -> File | None:
    """What is known of a file; None where it went meanwhile."""
    try:
        state = entry.stat()
    except OSError:
        return None
    return File(f"{entry.name}/" if entry.is_dir() else entry.name, state.st_size, str(state.st_mtime_ns))
