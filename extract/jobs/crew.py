"""The processes that extract beside this one: bundles of documents in, their claims out, whatever happens to one."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from extract import lexicon, pipeline
from extract.claim import Document
from extract.jobs import settle

_KILLED = "the process that read it was killed, twice; split it, and read it with fewer --jobs at once"
_UNGUARDED = "no process could be started; a script reads below `if __name__ == '__main__':`, or with jobs=1"
_lent = contextlib.ExitStack()  # the user's folders of the lexicon, for as long as a process of ours runs


class Outcome(NamedTuple):
    """What is said of a document: its claims as plain tuples, which travel faster, and its problems."""

    rows: Sequence[tuple[object, ...]]
    problems: list[str]


class Task:
    """Documents that are under way."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.documents = documents
        self.size = sum(len(document.text) for document in documents)
        self.future: Future[list[Outcome]] = Future()

    def here(self) -> bool:
        """Do it in this process, if no other has taken it; whether it was done."""
        if not self.future.cancel():
            return False
        self.future = Future()
        self.future.set_result(outcomes(self.documents))
        return True

    def wait(self) -> None:
        """Until it is done, or its process was killed."""
        self.future.exception()


class Crew:
    """So many processes: started with the first task, anew when one was killed, ended with the block."""

    def __init__(self, size: int, language: str) -> None:
        self._size, self._language = size, language
        self._pool = self._fresh(size)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        _end(self._pool)

    def given(self, documents: Sequence[Document]) -> Task:
        """Documents as a task, given to a process."""
        task = Task(documents)
        self._give(task)
        return task

    def _give(self, task: Task) -> None:
        """Give a task to a process; it is done here where none can be started."""
        try:
            task.future = _submitted(self._pool, task.documents)
        except BrokenProcessPool as error:
            task.future.set_exception(error)
        except OSError:
            task.here()

    def mend(self, task: Task, others: deque[Task]) -> None:
        """If the task's process was killed, do it again, document by document, and give the others anew."""
        if not _killed(task.future):
            return
        _end(self._pool)
        task.future = Future()
        task.future.set_result([self._alone(document) for document in task.documents])
        self._pool = self._fresh(self._size)
        for other in others:
            if _killed(other.future):
                other.future = Future()
                self._give(other)

    def _alone(self, document: Document) -> Outcome:
        """A document in a process of its own."""
        pool = self._fresh(1)
        try:
            if _killed(pool.submit(os.getpid)):
                raise RuntimeError(_UNGUARDED)
            future = _submitted(pool, [document])
            return Outcome([], [f"{document.document_id}: {_KILLED}"]) if _killed(future) else future.result()[0]
        finally:
            _end(pool)

    def _fresh(self, size: int) -> ProcessPoolExecutor:
        given = (self._language, lexicon.added())
        return ProcessPoolExecutor(size, get_context("spawn"), initializer=_begin, initargs=given)


def outcomes(documents: Sequence[Document]) -> list[Outcome]:
    """What the documents hold."""
    found: list[Outcome] = []
    for document in documents:
        problems: list[str] = []
        rows = [tuple(claim) for claim in pipeline.find([document], problems.append)]
        found.append(Outcome(rows, problems))
    return found


def _submitted(pool: ProcessPoolExecutor, documents: Sequence[Document]) -> Future[list[Outcome]]:
    """Documents given to a pool; a process that is started for them never hears of Ctrl+C, this one ends it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return pool.submit(outcomes, documents)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _killed(future: Future[list[Outcome]] | Future[int]) -> bool:
    """Whether its process was killed, once that is known."""
    return isinstance(future.exception(), BrokenProcessPool) if not future.cancelled() else False


def _end(pool: ProcessPoolExecutor) -> None:
    """End a pool's processes, whatever they do; from Python 3.14 on kill_workers does it."""
    for process in list((pool._processes or {}).values()):
        process.kill()
    pool.shutdown(cancel_futures=True)


def _begin(language: str, folders: Iterable[Path]) -> None:
    """Make a process ready, which ends with its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_watch, daemon=True).start()
    for folder in folders:
        _lent.enter_context(lexicon.use(folder))
    settle(language)


def _watch() -> None:
    """Wait for the parent's end."""
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)
