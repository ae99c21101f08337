"""Units on the processors of this machine: some at a time, each by a process that may die without the others."""

from __future__ import annotations

import contextlib
import multiprocessing
import resource
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from extract import lexicon
from extract.datasets.parts import ROWS, Unit
from extract.datasets.sources import SourceError
from extract.datasets.writing import Done
from extract.jobs import crew

_MEMORY = 4_000_000_000  # bytes of addresses that a process may have, on Linux: a hostile file gets no more
APART = (ROWS,)  # ways of reading that a process of its own is for
_WAITING = 2  # units a process that are sent ahead
_DIED = "the process that read it was killed twice; split the file, or give the machine more memory"

Write = Callable[[Unit], list[Done]]


def run(units: Iterable[Unit], work: Write, many: int, problem: Callable[[str], None]) -> Generator[list[Done]]:
    """Have the units done, and give what is done as it is; `problem` is told of units that could not be.

    work: what does a unit, a function that can be sent to a process. many: processes at once; with one, all is done in
    this process, but for Parquet files: what reads them is not Python's, and may die of one; with none, these too. A
    unit whose process dies is done once more, alone in a process of its own, and given up if that dies, too. An error
    of the folder ends the run, and so does an interrupt: what is written stays, and a later run goes on.
    """
    waiting = deque(units)
    if many < 2 and not (many and any(unit.way in APART for unit in waiting)):
        for unit in waiting:
            with _told(problem):
                yield work(unit)
        return
    suspects: list[Unit] = []
    while waiting:
        yield from _pooled(waiting, work, many, problem, suspects)
        while suspects:
            yield from _singly(suspects, work, problem)


def _pooled(
    waiting: deque[Unit], work: Write, many: int, problem: Callable[[str], None], suspects: list[Unit]
) -> Iterator[list[Done]]:
    """Units by a pool of processes, until none waits or one of the processes dies; suspects: what was in its hands."""
    running: dict[Future[list[Done]], Unit] = {}
    with _pool(min(many, len(waiting))) as pool:
        while (waiting and not suspects) or running:
            while waiting and not suspects and len(running) < _WAITING * many:
                unit = waiting.popleft()
                try:
                    with crew.deaf():
                        running[pool.submit(work, unit)] = unit
                except BrokenProcessPool:
                    suspects.append(unit)
            ended, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in sorted(ended, key=list(running).index):
                unit = running.pop(future)
                try:
                    with _told(problem):
                        yield future.result()
                except BrokenProcessPool:
                    suspects.append(unit)


def _singly(suspects: list[Unit], work: Write, problem: Callable[[str], None]) -> Iterator[list[Done]]:
    """Units one by one in a process, until it dies: now it is known of which."""
    with _pool(1) as pool:
        while suspects:
            unit = suspects.pop(0)
            try:
                with crew.deaf():
                    future = pool.submit(work, unit)
                with _told(problem):
                    yield future.result()
            except BrokenProcessPool:
                problem(f"{unit.where}: {_DIED}")
                return


@contextlib.contextmanager
def _told(problem: Callable[[str], None]) -> Iterator[None]:
    try:
        yield
    except SourceError as error:
        problem(str(error))


@contextlib.contextmanager
def _pool(many: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that end with the block, in the middle of a unit where an error ends it."""
    before = set(multiprocessing.active_children())
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(many, context, _ready, (lexicon.added(),))
    try:
        yield pool
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for child in set(multiprocessing.active_children()) - before:
            child.kill()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _ready(folders: tuple[Path, ...]) -> None:
    """Make a process ready; a hostile file gets no more memory than it may have."""
    if sys.platform == "linux":
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        limit = _MEMORY if hard == resource.RLIM_INFINITY else min(_MEMORY, hard)
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    crew.begin(lexicon.languages(), folders)
