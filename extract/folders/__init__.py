"""Folders of files, on this machine or at an address that fsspec knows (s3://bucket/claims/): listed, read, filled."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO, Protocol

from extract.folders.files import DRAFT, File, FolderError
from extract.folders.local import Local
from extract.folders.remote import Remote

__all__ = ["File", "Folder", "FolderError"]


class Folder(Protocol):
    """A folder; every error that a user can do something about is a FolderError.

    shown: its path, or its address without what signs somebody in; remote: it is at an address; shared: other processes
    see it.
    """

    shown: str
    remote: bool
    shared: bool

    def files(self) -> list[File] | None:
        """What is in it, by name; None where there is no such folder."""
        ...

    def read(self, name: str) -> bytes:
        """The bytes of a file."""
        ...

    def make(self) -> None:
        """It is there, and the folders above it."""
        ...

    def locked(self) -> contextlib.AbstractContextManager[None]:
        """A block in which no other run on this machine works in it; only on a disk."""
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

    def writing(self, name: str) -> contextlib.AbstractContextManager[IO[bytes]]:
        """A file to write that takes the place of one of that name once it is whole.

        It is written under a temporary name and renamed; a store of objects (s3, gs, az …), where renaming is copying,
        gets it in one PUT, which is there as a whole or not at all.
        """
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
    path = where.removeprefix("file://")
    return Remote(where, shown(where)) if is_address(path) else Local(Path(path))


def names(folder: Folder) -> set[str]:
    """The names in a folder, without those of what is not whole."""
    return {file.name.rstrip("/") for file in folder.files() or () if not file.name.startswith(DRAFT)}


def clear(folder: Folder) -> None:
    """The files that a writer which was killed has left are gone."""
    left = [file.name for file in folder.files() or () if file.name.startswith(DRAFT)]
    folder.remove(name for name in left if not name.endswith("/"))


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
