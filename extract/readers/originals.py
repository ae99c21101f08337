"""Inputs -> originals: the bytes of files, folders, addresses and standard input, before anything is read in them."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from extract.readers import files, kinds
from extract.readers.errors import DocumentError, raising
from extract.readers.worker import Worker

STDIN = "-"
_STDIN = "standard input"  # what messages call it
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+://|file:", re.IGNORECASE)


class Original(NamedTuple):
    """The bytes of a file or address as they came, before anything is read in them."""

    where: str  # what messages call it: the path as given, the address, "standard input"
    document_id: str  # the path below the folder given (with /), the path as given for a single file, the address, "-"
    raw: bytes
    kind: str  # of kinds.KINDS
    source: str  # the absolute path, the address after redirects, "-"
    retrieved: str  # when the bytes were fetched: "2021-06-08T10:00:00Z"
    sha256: str
    charset: str = ""  # the encoding that a server gave


def originals(
    inputs: Iterable[str | Path],
    problem: Callable[[str], None] | None = None,
    *,
    private: bool = False,
    worker: Worker | None = None,
) -> Iterator[Original]:
    """The bytes of each file, folder, http or https address, or "-" (standard input), in order; one at a time.

    `problem` is told of each input that could not be read, with its reason and remedy; without it the first one
    raises a DocumentError. private: also addresses of this machine and the local network. worker: what fetches
    addresses, one of its own if not given.
    """
    tell = problem or raising
    with contextlib.ExitStack() as stack:
        for source in inputs:
            if _ADDRESS.match(str(source)):
                worker = worker or stack.enter_context(Worker())
                opened: Iterable[Callable[[], Original]] = [partial(fetched, str(source), worker, private=private)]
            elif str(source) and files.is_folder(Path(source)):
                folder = Path(source)
                opened = (partial(_inside, path, folder) for path in files.walk(folder, tell))
            else:
                opened = [partial(_named, str(source))]
            for original in opened:
                try:
                    found = original()
                except DocumentError as error:
                    tell(str(error))
                else:
                    yield found


def count(inputs: Iterable[str | Path]) -> int:
    """How many originals inputs will be at most: files, addresses, standard input."""
    return sum(1 for _ in _expected(inputs))


def hold(inputs: Iterable[str | Path], much: int) -> bool:
    """Whether the files among inputs have so many bytes."""
    size = 0
    for path in filter(None, _expected(inputs)):
        with contextlib.suppress(OSError, ValueError):  # which is said when it is opened
            size += path.stat().st_size
        if size >= much:
            return True
    return False


def _expected(inputs: Iterable[str | Path]) -> Iterator[Path | None]:
    """The files that will be read, None for an address and standard input."""
    for source in map(str, inputs):
        path = Path(source) if source and source != STDIN and not _ADDRESS.match(source) else None
        if path and files.is_folder(path):
            yield from files.walk(path, _unsaid)
        else:
            yield path


def _unsaid(_said: str) -> None:
    """A problem that will be said when the file is opened."""


def fetched(address: str, worker: Worker, *, private: bool = False) -> Original:
    """What an http or https address gives, fetched in a worker; a DocumentError where that is nothing to read."""
    address = address.strip()
    found = worker.fetch(address, private=private)
    kind = kinds.of(found.raw, address, urlsplit(found.address).path, found.content)
    return _original(address, address, found.raw, kind, found.address)._replace(charset=kinds.charset(found.content))


def uploaded(name: str, raw: bytes) -> Original:
    """Bytes that came with a name from elsewhere, a browser's upload for one; nothing is written or looked up by it."""
    where = files.shown(name)
    refused = files.unfit(name)
    if refused or not name or ".." in name or {"/", "\\"} & set(name):
        reason = refused or "a file's name holds no path; rename it"
        raise DocumentError(f"{where}: {reason}")
    if len(raw) > files.MOST:
        raise DocumentError(files.too_large(where, files.MOST, len(raw)))
    return _original(where, name, raw, kinds.of(raw, where, name), name)


def _inside(path: Path, folder: Path) -> Original:
    """A file found in a folder."""
    where, raw = files.shown(path), files.load(path)
    document_id = path.relative_to(folder).as_posix()
    return _original(where, document_id, raw, kinds.of(raw, where, path.name), _absolute(path))


def _named(source: str) -> Original:
    """A file that the user named, also through a link, or standard input."""
    if source == STDIN:
        raw = files.load_standard_input(_STDIN)
        return _original(_STDIN, STDIN, raw, kinds.of(raw, _STDIN, ""), STDIN)
    if not source:
        raise DocumentError("an input without a name: give a file, a folder, an address or - for standard input")
    path, where = Path(source), files.shown(source)
    refused = files.unfit(source)
    if not refused and _SCHEME.match(source) and not os.path.lexists(source):
        refused = "only http and https addresses are read; download the file and give it"
    if refused:
        raise DocumentError(f"{where}: {refused}")
    raw = files.load(path, follow=True)
    return _original(where, path.as_posix(), raw, kinds.of(raw, where, path.name), _absolute(path))


def loaded(where: str, document_id: str, raw: bytes, source: str) -> Original:
    """Bytes that were fetched from elsewhere; source: the whole address, whose end is a file's name."""
    return _original(where, document_id, raw, kinds.of(raw, where, source.rpartition("/")[2]), source)


def _absolute(path: Path) -> str:
    """The whole path, in a form that can be written."""
    return files.shown(path.absolute())


def _original(where: str, document_id: str, raw: bytes, kind: str, source: str) -> Original:
    return Original(where, document_id, raw, kind, source, _now(), hashlib.sha256(raw).hexdigest())


def _now() -> str:
    return dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
