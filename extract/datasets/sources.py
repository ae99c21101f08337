"""Inputs -> sources: each file or address that is read, named once."""

from __future__ import annotations

import contextlib
import glob
import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any, NamedTuple

from extract import folders
from extract.folders import FolderError, systems
from extract.readers import ENDINGS, STDIN, DocumentError, files

_WEB = re.compile(r"https?://", re.IGNORECASE)  # read by the readers of pages, which look where an address leads
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+(?:://|::)", re.IGNORECASE)
_MAGIC = re.compile(r"[*?\[]")
_BLOCK = 4_000_000  # bytes that are fetched ahead from elsewhere


class SourceError(DocumentError):
    """A source cannot be read just now: what was to be read in it is not done."""


class Source(NamedTuple):
    """A file or address: what opens it, what messages call it, its document's id, its size, what tells a change."""

    address: str
    where: str
    document_id: str
    size: int = 0
    stamp: str = ""

    @property
    def name(self) -> str:
        """The file's name."""
        return self.address.rstrip("/").rpartition("/")[2]

    @property
    def of_web(self) -> bool:
        """Whether it is an http or https address."""
        return bool(_WEB.match(self.address))

    @property
    def shared(self) -> bool:
        """Whether other processes see it."""
        return not self.address.startswith("memory:")

    @property
    def local(self) -> bool:
        """Whether it is a file of this machine."""
        return not _SCHEME.match(self.address)


def of(inputs: Iterable[str | Path], problem: Callable[[str], None]) -> Iterator[Source]:
    """The files that inputs lead to, in order; `problem` is told of those that lead to none.

    An input is a path, a folder, an address that fsspec opens (s3://…, memory://…) or of the web, or a pattern of
    such (in/*.jsonl, s3://bucket/2026/*.parquet). A source that comes twice is read once. Two in different folders
    whose documents would have the same id get different ones: the second a.html is a.html#2.
    """
    seen: set[str] = set()
    named: dict[str, int] = {}
    for given in inputs:
        try:
            for source in _found(str(given).removeprefix("file://"), problem):
                key = str(Path(source.address).absolute()) if source.local else source.address
                if key not in seen:
                    seen.add(key)
                    named[source.document_id] = number = named.get(source.document_id, 0) + 1
                    yield source if number == 1 else source._replace(document_id=f"{source.document_id}#{number}")
        except DocumentError as error:
            problem(str(error))


@contextlib.contextmanager
def opened(source: Source, *, ahead: bool = False) -> Iterator[IO[bytes]]:
    """A file, to be read from any place on; a SourceError where it cannot be, also while it is.

    From elsewhere no byte is fetched but those that are read; ahead: all are to be read, so that more come at a time.
    Files of this machine are opened as the readers do, so that no pipe or device makes anyone wait.
    """
    failures = OSError if source.local else Exception  # every store has errors of its own
    with contextlib.ExitStack() as stack:
        try:
            file = stack.enter_context(_open(source, ahead))
        except DocumentError as error:
            raise SourceError(str(error)) from None
        try:
            yield file
        except DocumentError:
            raise
        except failures as error:
            raise SourceError(f"{source.where}: {reason(error)}") from None


@contextlib.contextmanager
def _open(source: Source, ahead: bool) -> Iterator[IO[bytes]]:
    if source.local:
        with files.opened(Path(source.address), follow=True) as file:
            yield file
    else:
        system, path = system_of(source.address)
        with told(source.where):
            file = system.open(path, "rb", block_size=_BLOCK, cache_type="readahead" if ahead else "none")
        with file:
            yield file


def system_of(address: str) -> tuple[Any, str]:
    """The file system of an address, and the path in it; a DocumentError where there is none, with the remedy."""
    try:
        return systems.of(address, files.shown(folders.unsigned(address)))
    except FolderError as error:
        raise DocumentError(str(error)) from None


@contextlib.contextmanager
def told(where: str) -> Iterator[None]:
    """What is wrong with a file elsewhere as a DocumentError."""
    try:
        yield
    except DocumentError:
        raise
    except Exception as error:  # noqa: BLE001 - every store has errors of its own
        raise DocumentError(f"{where}: {reason(error)}") from None


def reason(error: Exception) -> str:
    """Why a file cannot be read, with the remedy."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file; check the name"
    return f"it cannot be read ({in_words(error)}); check the address and your rights to it"


def in_words(error: Exception) -> str:
    """What an error of a disk or a store says, on one line."""
    said = (error.strerror if isinstance(error, OSError) else "") or str(error) or type(error).__name__
    return said.splitlines()[0]


def _found(given: str, problem: Callable[[str], None]) -> Iterator[Source]:
    if given == STDIN:
        raise DocumentError("standard input: it comes once, and parts are read again; write it to a file and give that")
    if not given:
        raise DocumentError("an input without a name: give a file, a folder or an address")
    if _WEB.match(given):
        yield Source(given, given, given)
    elif _SCHEME.match(given) and not os.path.lexists(given):
        yield from _elsewhere(given)
    elif files.is_folder(Path(given)):
        folder = Path(given)
        for path in files.walk(folder, problem):
            yield _local(path, path.relative_to(folder).as_posix())
    elif _MAGIC.search(given) and not os.path.lexists(given):
        paths = [Path(found) for found in sorted(glob.glob(given, recursive=True))]  # noqa: PTH207 - the input's own form
        for path in _some(given, [path for path in paths if not path.is_dir()]):
            yield _local(path, path.as_posix())
    else:
        yield _local(Path(given), Path(given).as_posix())


def _some(given: str, found: list[Any]) -> list[Any]:
    if not found:
        raise DocumentError(f"{files.shown(folders.unsigned(given))}: no file is named so; check the pattern")
    return found


def _local(path: Path, document_id: str) -> Source:
    where = files.shown(path)
    if refused := files.unfit(str(path)):
        raise DocumentError(f"{where}: {refused}")
    with files.opened(path, follow=True) as file:
        state = os.fstat(file.fileno())
    return Source(str(path), where, document_id, state.st_size, str(state.st_mtime_ns))


def _elsewhere(given: str) -> Iterator[Source]:
    system, path = system_of(given)
    with told(files.shown(folders.unsigned(given))):
        if _MAGIC.search(path) and not system.exists(path):
            paths = _some(
                given, sorted(name for name, about in system.glob(path, detail=True).items() if about["type"] == "file")
            )
        elif system.isdir(path):
            paths = _some(given, sorted(name for name in system.find(path) if name.lower().endswith(ENDINGS)))
        else:
            paths = [path]
        for name in paths:
            about, address = system.info(name), system.unstrip_protocol(name)
            where = folders.unsigned(address)
            yield Source(address, files.shown(where), where, int(about.get("size") or 0), systems.stamp(about))


def short(source: Source) -> str:
    """A name for the parts of a source: a slug of the file's name, and a hash of its path as given.

    >>> short(Source("in/News 2026.jsonl", "", ""))
    'news-2026-664782e3cd'
    """
    slug = re.sub(r"[^a-z0-9]+", "-", source.name.rpartition(".")[0].lower() or source.name.lower()).strip("-")[:40]
    return f"{slug or 'part'}-{hashlib.sha256(source.address.encode()).hexdigest()[:10]}"
