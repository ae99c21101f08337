"""A folder at an address that fsspec knows."""

from __future__ import annotations

import contextlib
import io
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from extract.folders import systems
from extract.folders.files import DRAFT, File, FolderError


class Remote:
    """A folder at an address."""

    remote = True

    def __init__(self, where: str, shown: str) -> None:
        self.shown = shown
        self._files, self._path = systems.of(where, shown)
        schemes = systems.schemes(self._files)
        self.shared, self._whole = "memory" not in schemes, not systems.OBJECTS.isdisjoint(schemes)

    def files(self) -> list[File] | None:
        with self._told():
            self._files.invalidate_cache()
            try:
                found = self._files.ls(self._path, detail=True)
            except FileNotFoundError:
                return None
            return sorted(_remote(info) for info in found if info["name"].strip("/") != self._path.strip("/"))

    def read(self, name: str) -> bytes:
        with self._told(name):
            return bytes(self._files.cat_file(self._at(name)))

    def make(self) -> None:
        with self._told():
            self._files.makedirs(self._path, exist_ok=True)

    def locked(self) -> contextlib.AbstractContextManager[None]:
        return contextlib.nullcontext()

    @contextlib.contextmanager
    def fetched(self, names: Iterable[str]) -> Iterator[Mapping[str, Path]]:
        with tempfile.TemporaryDirectory(prefix=DRAFT[1:]) as made:
            paths = {name: Path(made, name) for name in names}
            with self._told():
                for name, path in paths.items():
                    with contextlib.suppress(FileNotFoundError):
                        self._files.get_file(self._at(name), str(path))
            yield paths

    @contextlib.contextmanager
    def draft(self) -> Iterator[Path]:
        with tempfile.TemporaryDirectory(prefix=DRAFT[1:]) as made:
            yield Path(made)

    def place(self, draft: Path, name: str) -> None:
        self.make()
        self._put(name, lambda at: self._files.put_file(str(draft), at))

    @contextlib.contextmanager
    def writing(self, name: str) -> Iterator[IO[bytes]]:
        held = io.BytesIO()
        yield held
        self._put(name, lambda at: self._files.pipe_file(at, held.getvalue()))

    def _put(self, name: str, put: Callable[[str], None]) -> None:
        """A file gets its name: at once where the store has it whole or not at all, else from another name."""
        at = self._at(name)
        with self._told(name):
            if self._whole:
                put(at)
            else:
                part = self._at(f"{DRAFT}{name}.part")
                put(part)
                self._files.mv(part, at)

    def remove(self, names: Iterable[str]) -> None:
        for name in names:
            with self._told(name), contextlib.suppress(FileNotFoundError):
                self._files.rm_file(self._at(name))

    def _at(self, name: str) -> str:
        return f"{self._path.rstrip('/')}/{name}"

    @contextlib.contextmanager
    def _told(self, name: str = "") -> Iterator[None]:
        try:
            yield
        except (ImportError, FolderError):
            raise
        except Exception as error:  # whatever the packages of addresses raise
            reason = " ".join(str(error).split())[:200] or type(error).__name__
            where = f"{self.shown.rstrip('/')}/{name}" if name else self.shown
            said = f"it cannot be reached ({reason}); check the address, and your rights there"
            raise FolderError(f"{where}: {said}") from error


def _remote(info: Mapping[str, Any]) -> File:
    name = str(info["name"]).rstrip("/").rpartition("/")[2]
    kind = f"{name}/" if info["type"] == "directory" else name
    return File(kind, int(info.get("size") or 0), systems.stamp(info))
