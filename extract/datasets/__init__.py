"""Batches of any size -> a data set of claims in parts that are complete or absent, begun again where it stopped.

`write` does all of it on this machine. Another engine does the same with the same parts:

    found = list(sources.of(inputs, problem))
    run = runs.begin(target, found, form, how)
    every = list(parts.units(found, problem))
    for unit in parts.left(every, run.done):
        writing.write(unit, target, form, how)  # anywhere: a unit is plain strings and numbers
    runs.finish(run, every)
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Generator, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from extract import folders
from extract.datasets import local, parts, runs, sources, writing
from extract.datasets.parts import Unit
from extract.datasets.reading import How
from extract.datasets.runs import Said
from extract.datasets.sources import Source
from extract.datasets.writing import Done
from extract.export import ExportError
from extract.folders import FolderError
from extract.readers.errors import raising

LOCAL, DASK = ENGINES = ("local", "dask")
Tell = Callable[[str], None]
Engine = Callable[[Iterable[Unit], local.Write, Tell], Generator[list[Done]]]
__all__ = ["DASK", "ENGINES", "LOCAL", "How", "Said", "Written", "write"]


class Written(NamedTuple):
    """What a run did: parts that it wrote, that were there, that are absent; the claims in those that it wrote."""

    parts: int
    there: int
    absent: int
    claims: int


def write(
    inputs: Iterable[str | Path],
    out: str | Path,
    *,
    form: str = "parquet",
    engine: str = LOCAL,
    scheduler: str = "",
    jobs: int = 1,
    again: bool = False,
    follow: bool = False,
    private: bool = False,
    problem: Callable[[str], None] | None = None,
    note: Callable[[Said], None] | None = None,
    progress: Callable[[int, int, str], None] | None = None,
    began: Callable[[int, int], None] | None = None,
    **given: str,
) -> Written:
    """Write the claims of inputs into the folder out, in parts: Parquet files, or JSON Lines (form="jsonl").

    inputs: files, folders, addresses (also s3://…) and patterns (in/*.jsonl). A later call goes on where this one was
    stopped; again: begins anew. engine: "dask" has a cluster do it, that of a scheduler (tcp://host:8786) or one that
    is started on this machine; the files are the same. jobs: processes at once; a script that gives more than one, or
    "dask", keeps its doings below `if __name__ == "__main__":`. `problem` is told at the end of what could not be
    read, in the order of the documents, without it the first of them raises a DocumentError; `note` of what to know
    of documents. began: called with the parts that are there already and those to do. An ExportError says what is
    wrong with the folder or the cluster.
    """
    tell = problem or raising
    target, how = str(out), How(given, follow, private)
    runs.check(target, form)
    found = [source for source in sources.of(inputs, tell) if not _inside(source, target)]
    if not found:
        return Written(0, 0, 0, 0)
    with _told(), contextlib.ExitStack() as alone:
        folder = folders.of(target)
        shared = folder.shared and all(source.shared for source in found)
        do = _engine(engine, scheduler, jobs, shared)
        folder.make()
        alone.enter_context(folder.locked())
        run = runs.begin(target, found, form, how, again=again)
        every = list(parts.units(found, tell))
        undone: list[str] = []
        waiting = list(parts.left(every, set(run.done)))
        if waiting:
            runs.unfinished(run)
        to_do, total = (sum(len(unit.parts) for unit in units) for units in (waiting, every))
        if began:
            began(total - to_do, to_do)
        work = partial(writing.write, target=_everywhere(target) if engine == DASK else target, form=form, how=how)
        going = do(waiting, work, undone.append)
        done = claims = 0
        alone.callback(folders.clear, folder)  # whatever ends it
        with contextlib.closing(going):
            for written in going:
                done += len(written)
                claims += sum(part.claims for part in written)
                if progress and written:
                    progress(total - to_do + done, total, written[-1].name)
        absent = runs.finish(run, every)
        _tell(runs.said(run, every), tell, note)
        for reason in undone:
            tell(reason)
        return Written(done, total - to_do, len(absent), claims)


def _inside(source: Source, target: str) -> bool:
    """Whether a file lies in the folder that is written, which may be one of the inputs or below it."""
    there = Path(target.removeprefix("file://")).absolute()
    return source.local and Path(source.address).absolute().is_relative_to(there)


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """What is wrong with the folder as an ExportError."""
    try:
        yield
    except FolderError as error:
        raise ExportError(str(error)) from error.__cause__


def _tell(found: Iterable[Said], problem: Tell, note: Callable[[Said], None] | None) -> None:
    for said in found:
        if said.problem:
            problem(said.problem)
        elif note:
            note(said)


def _engine(name: str, scheduler: str, many: int, shared: bool) -> Engine:
    """What has units done; an ExportError where it cannot be had, while nothing is written yet."""
    if name not in ENGINES:
        raise ExportError(f"{name!r} is no engine; use one of {', '.join(ENGINES)}")
    if name == LOCAL:
        return lambda units, work, problem: local.run(units, work, many if shared else 0, problem)
    if not shared:
        raise ExportError("memory://: only this process sees it; give files and folders, or s3://…")
    try:
        from extract.datasets import cluster
    except ImportError as error:
        remedy = "pip install '.[cluster]'"
        raise ExportError(f"the engine {name} is not installed ({error}); install it: {remedy}") from None
    if scheduler:
        cluster.reach(scheduler)
    return lambda units, work, problem: cluster.run(map(_anywhere, units), work, scheduler, many, problem)


def _anywhere(unit: Unit) -> Unit:
    """A unit that a process can read which was started in another folder."""
    return unit._replace(source=unit.source._replace(address=_everywhere(unit.source.address)))


def _everywhere(address: str) -> str:
    """A path as it is from any folder, for workers are started in others; an address as it is."""
    return address if folders.is_address(address) else str(Path(address).absolute())
