"""Folders of files, on this machine or at an address that fsspec knows (s3://bucket/claims/): listed, read, filled."""

from __future__ import annotations

import contextlib
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from extract import atomic
from extract.folders import systems
from extract.folders.systems import FolderError as FolderError

_DRAFT = ".figures-"  # begins the names of what is not whole yet


class File(NamedTuple):
    """A file of a folder, or a folder in it, whose name then ends in a stroke; stamp: other for each version."""

    name: str
    size: int
    stamp: str


class Folder(Protocol):
    """A folder; every error that a user can do something about is a FolderError.

    shown: its path, or its address without what signs somebody in; remote: it is at an address.
    """

    shown: str
    remote: bool

    def files(self) -> list[File] | None:
        """What is in it, by name; None where there is no such folder."""
        ...

    def read(self, name: str) -> bytes:
        """The bytes of a file."""
        ...

    def fetched(self, names: Iterable[str]) -> contextlib.AbstractContextManager[Mapping[str, Path]]:
        """Where files lie on this machine, by their names, while the block lasts; one that is gone may be left out."""
        ...

    def draft(self) -> contextlib.AbstractContextManager[Path]:
        """A new folder on this machine for files that are to be placed; it goes with the block."""
        ...

    def place(self, draft: Path, name: str) -> None:
        """A file of the draft gets its name in the folder, whole; it takes the place of one of that name."""
        ...

    def remove(self, names: Iterable[str]) -> None:
        """Files are gone, those too that were not there."""
        ...


def is_address(where: str) -> bool:
    """Whether a place is an address and no path."""
    return "://" in where


def is_set(where: str) -> bool:
    """Whether what is written to a place is a data set: it is an address, a folder, or a name that ends as one's.

    >>> [is_set(where) for where in ("claims/", "s3://bucket/claims", "figures.csv", "")]
    [True, True, False, False]
    """
    return is_address(where) or where.endswith("/") or (bool(where) and Path(where).is_dir())


def of(where: str) -> Folder:
    """The folder at a path or an address, which need not be there."""
    return _Remote(where) if is_address(where) else _Local(Path(where))


def shown(where: str) -> str:
    """An address as it may be seen, without what signs somebody in; a path as it is.

    >>> shown("sftp://me:s3cret@archive.example/claims/?key=1")
    'sftp://archive.example/claims/'
    """
    return unsigned(where.partition("?")[0]) if is_address(where) else where


def unsigned(where: str) -> str:
    """An address without the name and the password of somebody; a path, and the rest of an address, as it is.

    >>> unsigned("sftp://me:s3cret@archive.example/claims/a?.jsonl")
    'sftp://archive.example/claims/a?.jsonl'
    """
    return re.sub(r"(?<=://)[^/]*@", "", where, count=1)


def name(where: str) -> str:
    """What people call a folder: the last name of its path or address.

    >>> [name(where) for where in ("s3://bucket/claims/", "reports/2021.north/", "s3://bucket", "memory://")]
    ['claims', '2021.north', 'bucket', 'data set']
    """
    path = shown(where).rpartition("://")[2]
    return path.strip("/").rpartition("/")[2] or "data set"


class _Local:
    """A folder of this machine."""

    remote = False

    def __init__(self, path: Path) -> None:
        self._path = path
        self.shown = str(path)

    def files(self) -> list[File] | None:
        with self._told():
            try:
                found = sorted(self._path.iterdir())
            except FileNotFoundError:
                return None
            return [file for path in found if (file := _file(path))]

    def read(self, name: str) -> bytes:
        with self._told(name):
            return (self._path / name).read_bytes()

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
            made = tempfile.TemporaryDirectory(dir=self._path, prefix=_DRAFT)
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

    def remove(self, names: Iterable[str]) -> None:
        for name in names:
            with self._told(name):
                (self._path / name).unlink(missing_ok=True)

    @contextlib.contextmanager
    def _told(self, name: str = "") -> Iterator[None]:
        try:
            yield
        except OSError as error:
            said = f"it cannot be read or written ({error.strerror}); check its permissions, and the disk"
            raise FolderError(f"{self._path / name}: {said}") from None


def _file(path: Path) -> File | None:
    """What is known of a file; None where it went meanwhile."""
    try:
        state = path.stat()
    except OSError:
        return None
    return File(f"{path.name}/" if path.is_dir() else path.name, state.st_size, str(state.st_mtime_ns))


class _Remote:
    """A folder at an address."""

    remote = True

    def __init__(self, where: str) -> None:
        self.shown = shown(where)
        self._files, self._path = systems.of(where, self.shown)

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

    @contextlib.contextmanager
    def fetched(self, names: Iterable[str]) -> Iterator[Mapping[str, Path]]:
        with tempfile.TemporaryDirectory(prefix=_DRAFT[1:]) as made:
            paths = {name: Path(made, name) for name in names}
            with self._told():
                for name, path in paths.items():
                    with contextlib.suppress(FileNotFoundError):
                        self._files.get_file(self._at(name), str(path))
            yield paths

    @contextlib.contextmanager
    def draft(self) -> Iterator[Path]:
        with tempfile.TemporaryDirectory(prefix=_DRAFT[1:]) as made:
            yield Path(made)

    def place(self, draft: Path, name: str) -> None:
        part = self._at(f"{_DRAFT}{name}.part")
        with self._told(name):
            self._files.makedirs(self._path, exist_ok=True)
            self._files.put_file(str(draft), part)
            self._files.mv(part, self._at(name))

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
