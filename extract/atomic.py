"""A file that is complete or absent: written beside its place, synced, and put there at once."""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO

_NO_SYNC = (errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EPERM, errno.EISDIR)  # folders of some file systems


@contextlib.contextmanager
def writing(path: Path) -> Iterator[IO[bytes]]:
    """A binary file to write that takes the place of `path` once it is whole; what fails leaves the old one alone.

    An OSError is the disk's or the folder's. A file that is there keeps its permissions, and a link to it its place.
    """
    target = Path(os.path.realpath(path))
    handle, name = _beside(target)
    with _placed(name, target), os.fdopen(handle, "wb") as out:
        yield out
        out.flush()
        os.fsync(out.fileno())


@contextlib.contextmanager
def part(path: Path) -> Iterator[Path]:
    """The name of an empty file that others fill, as a database does, and that takes its place likewise."""
    target = Path(os.path.realpath(path))
    handle, name = _beside(target)
    try:
        with _placed(name, target):
            yield Path(name)
            os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def _placed(name: str, target: Path) -> Iterator[None]:
    """A file that takes its place once it is whole, and goes where it is not."""
    try:
        yield
        with contextlib.suppress(FileNotFoundError):
            Path(name).chmod(target.stat().st_mode & 0o777)
        os.replace(name, target)  # noqa: PTH105 - what the trials make fail
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    synced(target.parent)


def _beside(target: Path) -> tuple[int, str]:
    """A new file in the folder of another, with the permissions that new files have here."""
    for number in itertools.count():
        name = str(target.with_name(f".figures-{os.getpid()}-{number}.part"))
        try:
            return os.open(name, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0), 0o666), name
        except FileExistsError:
            continue
    raise AssertionError


def synced(folder: Path) -> None:
    """Let the folder's list of names reach the disk, where the file system can."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_SYNC:
            raise
    finally:
        os.close(handle)
