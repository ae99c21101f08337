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
    try:
        with os.fdopen(handle, "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        with contextlib.suppress(FileNotFoundError):
            Path(name).chmod(target.stat().st_mode & 0o777)
        os.replace(name, target)  # noqa: PTH105 - what the trials make fail
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _sync(target.parent)


def _beside(target: Path) -> tuple[int, str]:
    """A new file in the folder of another, with the permissions that new files have here."""
    for number in itertools.count():
        name = str(target.with_name(f".export-{os.getpid()}-{number}.tmp"))
        try:
            return os.open(name, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0), 0o666), name
        except FileExistsError:
            continue
    raise AssertionError


def _sync(folder: Path) -> None:
    """Let the folder's list of names reach the disk, where the file system can."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_SYNC:
            raise
    finally:
        os.close(handle)
