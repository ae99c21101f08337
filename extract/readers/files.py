"""Files and folders, opened so that nothing hangs and nothing is read that was not asked for."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from extract.readers.errors import DocumentError

# what a folder is looked through for
ENDINGS = (
    ".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf", ".docx", ".eml", ".mht", ".mhtml",
    ".xml", ".rss", ".atom", ".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".parquet",
)  # fmt: skip
# documents too, which a folder may hold and nothing here reads: they are said, not passed over
OTHERS = (
    ".doc", ".odt", ".rtf", ".epub", ".xls", ".xlsx", ".ods", ".ppt", ".pptx", ".odp", ".msg", ".zip",
)  # fmt: skip
MOST = 200_000_000  # bytes of a file
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_HALVES = re.compile("[\ud800-\udfff]")  # of characters: bytes of a name that are not UTF-8
_UNFIT = re.compile(f"{_CONTROLS.pattern}|{_HALVES.pattern}")
_LINK = "it is a link, and links in folders are not followed; give what it leads to by its own name"


def load(path: Path, *, follow: bool = False, most: int | None = None) -> bytes:
    """The bytes of a regular file; a DocumentError says why there are none.

    follow: also through a link, as for a file that the user named; most: bytes at most, 200 MB if not given. The size
    is asked for before anything is read, and pipes and devices are turned away before they can wait.
    """
    most = MOST if most is None else most
    where = shown(path)
    with opened(path, follow=follow) as file:
        size = os.fstat(file.fileno()).st_size
        if size > most:
            raise DocumentError(too_large(where, most, size))
        raw = file.read(size + 1)
        if len(raw) > size:  # it grew, or is one of the system's files that tell no size
            raw += file.read(most + 1 - len(raw))
    if len(raw) > most:
        raise DocumentError(too_large(where, most))
    return raw


@contextlib.contextmanager
def opened(path: Path, *, follow: bool = False) -> Iterator[IO[bytes]]:
    """A regular file, open to be read, also while it is; a DocumentError says why it cannot be. follow: see `load`."""
    where = shown(path)
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | (0 if follow else os.O_NOFOLLOW))
        with open(descriptor, "rb") as file:  # noqa: PTH123 - of the descriptor
            mode = os.fstat(descriptor).st_mode
            if not stat.S_ISREG(mode):
                raise DocumentError(f"{where}: {_other(mode)}")
            yield file
    except OSError as error:
        raise DocumentError(f"{where}: {_reason(path, error)}") from None


def load_standard_input(where: str, most: int | None = None) -> bytes:
    """All of standard input, 200 MB at most if not said otherwise."""
    most = MOST if most is None else most
    if sys.stdin is None:
        raise DocumentError(f"{where}: there is none; give a file")
    raw = sys.stdin.buffer.read(most + 1)
    if len(raw) > most:
        raise DocumentError(too_large(where, most))
    return raw


def walk(folder: Path, problem: Callable[[str], None]) -> Iterator[Path]:
    """The files of a folder and the folders in it that are read here, in the order of their names.

    Hidden ones are passed over; `problem` is told of links, of what is no file, of names that cannot be kept, and of
    documents of a kind that is not read.
    """
    waiting, found = [folder], False
    while waiting:
        path = waiting.pop()
        try:
            mode = path.stat().st_mode if path == folder else path.lstat().st_mode
            refused = "" if path == folder else _refused(path, mode)
            if stat.S_ISDIR(mode) and not refused:
                waiting += sorted(_inside(path), reverse=True)
                continue
        except OSError as error:
            refused = _reason(path, error)
        if refused:
            problem(f"{shown(path)}: {refused}")
        elif _listed(path):
            yield path
        found = found or bool(refused) or _listed(path)
    if not found:
        kinds = ", ".join(ENDINGS)
        problem(f"{shown(folder)}: the folder holds no file that is read here; it takes files ending in {kinds}")


def is_folder(path: Path) -> bool:
    """Whether a path, also through a link, leads to a folder; what cannot be looked at is none."""
    try:
        return path.is_dir()
    except OSError:
        return False


def unfit(name: str) -> str:
    """Why a file's name (or path) cannot stand in a table, with the remedy; empty where it can.

    >>> unfit("../a\\nb.txt")
    'its name holds a line break or another sign that is not shown; rename it'
    """
    if _HALVES.search(name):
        return "its name is not in UTF-8; rename it"
    if _CONTROLS.search(name):
        return "its name holds a line break or another sign that is not shown; rename it"
    return ""


def shown(path: Path | str) -> str:
    """A path as messages show it: on one line, what cannot be written as its code."""
    return _UNFIT.sub(lambda sign: sign[0].encode("unicode_escape").decode(), str(path))


def too_large(where: str, most: int, size: int = 0) -> str:
    """The message of a file with too many bytes; size: how many, where that is known."""
    has = f"it has {size / 1e6:,.0f} MB, more" if size else "it has more"
    return f"{where}: {has} than the {most / 1e6:,.0f} MB that are read of one file; split it"


def _inside(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if not path.name.startswith(".")]


def _listed(path: Path) -> bool:
    return path.suffix.lower() in (*ENDINGS, *OTHERS)


def _refused(path: Path, mode: int) -> str:
    """Why something in a folder is not read; empty where it is, or where its ending is none of ours anyway."""
    if stat.S_ISLNK(mode):
        return _LINK if _listed(path) or not path.suffix or is_folder(path) else ""
    if not stat.S_ISDIR(mode) and not _listed(path):
        return ""
    if ".." in re.split(r"[/\\]", path.name):
        return "its name leads out of the folder; rename it"
    if stat.S_ISDIR(mode) or stat.S_ISREG(mode):
        return unfit(path.name)
    return _other(mode)


def _other(mode: int) -> str:
    """What something is that is no regular file, with the remedy."""
    if stat.S_ISDIR(mode):
        return "it is a folder; give it with a path that ends in its name"
    if stat.S_ISFIFO(mode):
        return "it is a pipe; write what comes out of it to a file, or give - and send it to standard input"
    kind = "a socket" if stat.S_ISSOCK(mode) else "a device"
    return f"it is {kind} and no file; give a file"


def _reason(path: Path, error: OSError) -> str:
    """Why a file cannot be opened or read, with the remedy."""
    if isinstance(error, FileNotFoundError):
        return "the link leads nowhere; check it" if path.is_symlink() else "there is no such file; check the name"
    if isinstance(error, PermissionError):
        return "it may not be read; change its permissions (chmod u+r)"
    if error.errno == errno.ELOOP:
        return "it is a link to itself; check it" if not path.is_symlink() or _circle(path) else _LINK
    return f"it cannot be read ({error.strerror or error}); check the name and the disk"


def _circle(path: Path) -> bool:
    try:
        path.stat()
    except OSError:
        return True
    return False
