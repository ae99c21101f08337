"""The folder of a data set, on a disk or elsewhere, in which each file is complete or absent."""

from __future__ import annotations

import contextlib
import fcntl
import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from extract import atomic, folders
from extract.datasets import sources
from extract.export import ExportError
from extract.readers import DocumentError, files

_TEMPORARY = ".figures-"  # as extract.atomic names them; readers of data sets pass such names over
_AT_ONCE = frozenset(("s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "adl", "oci", "oss", "memory"))


class Target:
    """A folder by its path or address (s3://bucket/claims/); what fails with it is an ExportError."""

    def __init__(self, address: str) -> None:
        self.where = files.shown(folders.unsigned(address.rstrip("/") or "/"))
        try:
            self._system, self._path = sources.system_of(address)
        except DocumentError as error:
            raise ExportError(str(error)) from None
        schemes = {self._system.protocol} if isinstance(self._system.protocol, str) else {*self._system.protocol}
        self.local, self._at_once = "file" in schemes, bool(schemes & _AT_ONCE)
        self.shared = "memory" not in schemes  # with other processes

    def there(self) -> bool:
        """Whether it is there already."""
        with self._told("it could not be read"):
            return bool(self._system.exists(self._path))

    def make(self) -> None:
        """Make it where it is not there."""
        with self._told("it could not be made"):
            self._system.makedirs(self._path, exist_ok=True)

    def names(self, inside: str = "") -> set[str]:
        """The names in it, without those of files that a run which was killed has left."""
        return {name for name in self._all(inside) if not name.startswith(_TEMPORARY)}

    def clear(self, inside: str = "") -> None:
        """Take the files away that a run which was killed has left."""
        for name in self._all(inside):
            if name.startswith(_TEMPORARY):
                self.remove(f"{inside}/{name}" if inside else name)

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """A block in which no other run on this machine works in it; an ExportError where one does. Only on a disk."""
        if not self.local:
            yield
            return
        with self._told("it could not be opened"):
            handle = os.open(self._path, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield
        except BlockingIOError:
            raise ExportError(f"{self.where}: another run is at work in it; wait for its end") from None
        finally:
            os.close(handle)

    @contextlib.contextmanager
    def cleared(self) -> Iterator[None]:
        """A block behind which no file is left that is not whole, whatever ended it."""
        try:
            yield
        finally:
            self.clear()

    def read(self, name: str) -> bytes | None:
        """A file's bytes; None where it is not there."""
        with self._told("it could not be read"):
            try:
                return bytes(self._system.cat_file(self._at(name)))
            except FileNotFoundError:
                return None

    def remove(self, name: str) -> None:
        """Take a file away."""
        with self._told("a file in it could not be taken away"), contextlib.suppress(FileNotFoundError):
            self._system.rm_file(self._at(name))

    def put(self, name: str, raw: bytes) -> None:
        """A file of these bytes."""
        with self.writing(name) as out:
            out.write(raw)

    @contextlib.contextmanager
    def writing(self, name: str) -> Iterator[IO[bytes]]:
        """A file that is there once it is whole.

        On a disk it is written beside its place, synced, and put there; a store of objects takes it at once; anything
        else gets it under another name first.
        """
        if self.local:
            try:
                with atomic.writing(Path(self._at(name))) as out:
                    yield out
            except OSError as error:
                raise self._error("it could not be written", error) from None
            return
        held = io.BytesIO()
        yield held
        with self._told("it could not be written"):
            if self._at_once:
                self._system.pipe_file(self._at(name), held.getvalue())
            else:
                above, _, last = self._at(name).rpartition("/")
                self._system.pipe_file(f"{above}/{_TEMPORARY}{last}", held.getvalue())
                self._system.mv(f"{above}/{_TEMPORARY}{last}", self._at(name))

    def _at(self, name: str) -> str:
        return f"{self._path.rstrip('/')}/{name}"

    def _all(self, inside: str) -> list[str]:
        with self._told("it could not be read"):
            try:
                self._system.invalidate_cache()
                found = self._system.ls(self._at(inside), detail=False)
            except FileNotFoundError:
                return []
        return sorted(name.rstrip("/").rpartition("/")[2] for name in found)

    @contextlib.contextmanager
    def _told(self, what: str) -> Iterator[None]:
        try:
            yield
        except Exception as error:  # noqa: BLE001 - every store has errors of its own
            raise self._error(what, error) from None

    def _error(self, what: str, error: Exception) -> ExportError:
        place = "disk and the folder" if self.local else "address and your rights to it"
        return ExportError(f"{self.where}: {what} ({sources.in_words(error)}); check the {place}")
