"""The parts of a folder read as one: what cannot be read is left out and named, or nothing is read at all."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from extract.folders import Folder, FolderError, manifests
from extract.library import openings, parts
from extract.library.errors import LibraryError
from extract.library.parts import Part, PartError

Made = TypeVar("Made")
Told = TypeVar("Told")
_TRIES = 3  # of reading a set that is replaced meanwhile
_FIRST = 200  # other files of a folder that are looked at for a library


class Partition:
    """The parts of a folder; listed: as they were when they were looked up last."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.listed = self._list()
        self._claims: int | None = None
        self._problems: list[str] = []

    @property
    def problems(self) -> Sequence[str]:
        """What was wrong with the parts when they were read last, a line each; those were left out."""
        return self._problems

    @property
    def claims(self) -> int:
        """How many claims are in the parts that could be read."""
        return self.of(lambda parts: sum(part.rows for part in parts)) if self._claims is None else self._claims

    def of(self, make: Callable[[Sequence[Part]], Made]) -> Made:
        """What a function makes of the parts that can be read; a LibraryError where none can."""
        for left in reversed(range(_TRIES)):
            with self._fetched() as (found, wrong):
                try:
                    made = self._made(found, wrong, make)
                except LibraryError:
                    if not left or not self._replaced():
                        raise
                    continue
            if not wrong or not left or not self._replaced():
                break
        return made

    def each(self, of: Callable[[Part], Iterable[Told]]) -> Iterator[Told]:
        """What a function tells of one part after another; a LibraryError where one of them cannot be read."""
        with self._fetched() as (found, wrong):
            if wrong or self.listed.strays:
                raise LibraryError(self._said([*wrong, *self._strays()])[0])
            for part in found:
                yield from of(part)

    def check(self) -> Iterator[str]:
        """What is wrong with the parts when they are read to their ends."""
        with self._fetched() as (found, wrong):
            yield from self._said(
                [*wrong, *(said for part in found if (said := part.reads())), *self._strays(), *self._lacking()]
            )

    def _made(self, found: list[Part], wrong: list[str], make: Callable[[Sequence[Part]], Made]) -> Made:
        try:
            return self._kept(found, wrong, make)
        except PartError:  # only a look into all of them tells which
            said = [(part, part.reads()) for part in found]
            wrong += [reason for _, reason in said if reason]
            return self._kept([part for part, reason in said if not reason], wrong, make)

    def _kept(self, found: list[Part], wrong: list[str], make: Callable[[Sequence[Part]], Made]) -> Made:
        if not found:
            raise LibraryError(self._said(wrong)[0])
        made = make(found)
        self._claims = sum(part.rows for part in found)
        self._problems = self._said([*wrong, *self._strays(), *self._lacking()])
        return made

    def _said(self, lines: Sequence[str]) -> list[str]:
        return [f"{self.folder.shown.rstrip('/')}/{line}" for line in lines]

    def _strays(self) -> list[str]:
        return [f"{name}: {manifests.NAME} does not name it, so it is left out; move it" for name in self.listed.strays]

    def _lacking(self) -> list[str]:
        said = "parts are missing: the run was stopped, or they were deleted; run the same extract again"
        return [f"{manifests.RUN}: {said}"] if self.listed.unfinished else []

    @contextlib.contextmanager
    def _fetched(self) -> Iterator[tuple[list[Part], list[str]]]:
        """The parts that are sound as far as their ends tell, and what is wrong with the others."""
        with told(self.folder):
            names = [file.name for file in self.listed.parts]
            with self.folder.fetched(names) as paths:
                yield parts.sound((name, paths[name]) for name in names)

    def _replaced(self) -> bool:
        """Whether the folder has other parts by now, which then count."""
        before, self.listed = self.listed, self._list()
        return before != self.listed

    def _list(self) -> manifests.Listed:
        with told(self.folder):
            found = manifests.listed(self.folder)
            where = self.folder.shown
            if found is None:
                raise LibraryError(f"{where}: there is no folder of that name; check it, or {_write(where)}")
            if library := _library(self.folder, found.others):
                raise LibraryError(f"{where}: it is a folder with the library {library} in it; give the library's file")
            if not found.parts:
                raise LibraryError(f"{where}: {_without(found, where)}")
        return found


def _without(found: manifests.Listed, where: str) -> str:
    """Why a folder is no data set, and what to do."""
    if manifests.RUN not in found.others:
        return f"it is a folder without Parquet files of claims; give the library's file, or {_write(where)}"
    if any(name.endswith(".jsonl") for name in found.others):
        return "its parts are JSON Lines, which no library reads; extract into another folder, without --format jsonl"
    return "no part is there yet, for the run that writes them was stopped; run the same extract again"


def _write(where: str) -> str:
    return f"write a data set with: migration-figures export -o {where.rstrip('/')}/"


def _library(folder: Folder, others: Sequence[str]) -> str:
    """The name of a library among the files of a folder of this machine; empty where there is none."""
    names = [name for name in others if not name.endswith((manifests.ENDING, "/"))]
    with folder.fetched(names[:_FIRST] if not folder.remote else ()) as paths:
        return next((name for name, path in paths.items() if openings.is_ours(path)), "")


@contextlib.contextmanager
def told(folder: Folder) -> Iterator[None]:
    """Within it, what is wrong with a folder or a part is said as a LibraryError."""
    try:
        yield
    except FolderError as error:
        raise LibraryError(str(error)) from error.__cause__
    except PartError as error:
        raise LibraryError(f"{folder.shown.rstrip('/')}/{error}") from None
