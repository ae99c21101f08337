"""The processes that extract beside this one: bundles of documents in, their claims out, whatever happens to one."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process, resource_tracker
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, ParamSpec, Self, TypeVar

from extract import lexicon, pipeline
from extract.claim import Document
from extract.jobs import settle

_VAIN = 3  # times in turn that processes are started which end before they stand ready
_KILLED = "the process that read it was killed, twice; split it, and give --jobs 1 where memory is short"
_lent = contextlib.ExitStack()  # the user's folders of the lexicon, for as long as a process of ours runs
P = ParamSpec("P")
T = TypeVar("T")


class Outcome(NamedTuple):
    """What is said of a document: its claims as plain tuples, which travel faster, and its problems."""

    rows: Sequence[tuple[object, ...]]
    problems: list[str]


class Task:
    """Documents that wait to be read, or are being read; future: None until somebody has taken them."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.documents = documents
        self.size = sum(len(document.text) for document in documents)
        self.future: Future[list[Outcome]] | None = None

    @property
    def done(self) -> bool:
        """Whether it was read, or the process was killed that did."""
        return self.future is not None and self.future.done()

    def go_on(self) -> None:
        """Read them here, or wait for whoever does."""
        if self.future is None:
            self.set(outcomes(self.documents))
        else:
            self.future.exception()

    def set(self, found: list[Outcome]) -> None:
        """Say what they hold."""
        self.future = Future()
        self.future.set_result(found)

    def outcomes(self) -> list[Outcome]:
        """What they hold, once it is done."""
        return self.future.result() if self.future else []


class Crew:
    """So many processes, started at once, anew when one was killed, and ended with the block."""

    def __init__(self, size: int, language: str) -> None:
        self._size, self._language = size, language
        self._vain = 0
        self._pool = _Pool(size, language)
        self._alone: _Pool | None = None  # where what killed a process is read again

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._pool.end()
        if self._alone:
            self._alone.end()

    def feed(self, tasks: Iterable[Task]) -> None:
        """Give the first tasks that wait to the processes, where one stands ready: two for each."""
        if self._pool.broken and self._vain < _VAIN:
            self._vain = self._vain + 1 if _killed(self._pool.ready) else 0
            self._pool.end()
            self._pool = _Pool(self._size, self._language)
        if not self._pool.ready.done() or _killed(self._pool.ready):
            return
        room = 2 * self._size + 1
        for task in tasks:
            if task.future is None and room > 0:
                with contextlib.suppress(BrokenProcessPool, OSError):  # it is read here, or by the next ones
                    task.future = self._pool.given(outcomes, task.documents)
            room -= not task.done

    def mend(self, task: Task) -> None:
        """If a process was killed while the task was with it, read it again, one document after the other."""
        if task.future and _killed(task.future):
            task.set([self._again(document) for document in task.documents])

    def _again(self, document: Document) -> Outcome:
        """A document read in a process apart; one that kills it, too, is no more than a problem."""
        if self._alone is None or self._alone.broken:
            self._alone = _Pool(1, self._language)
        try:
            self._alone.ready.result()
            future = self._alone.given(outcomes, [document])
        except (BrokenProcessPool, OSError):  # there are no processes to be had
            return outcomes([document])[0]
        if not _killed(future):
            return future.result()[0]
        self._alone.end()
        return Outcome([], [f"{document.document_id}: {_KILLED}"])


class _Pool:
    """An executor's processes; ready: when the first of them is."""

    def __init__(self, size: int, language: str) -> None:
        given = ((language,), lexicon.added())
        self._pool = ProcessPoolExecutor(size, get_context("spawn"), initializer=begin, initargs=given)
        self.ready: Future[int] = Future()
        try:
            self.ready, *_ = [self.given(os.getpid) for _ in range(size)]
        except (BrokenProcessPool, OSError) as error:
            self.ready.set_exception(BrokenProcessPool(str(error)))

    @property
    def broken(self) -> bool:
        """Whether one of its processes was killed, so that it takes no more."""
        return bool(self._pool._broken)

    def given(self, function: Callable[P, T], *args: P.args, **named: P.kwargs) -> Future[T]:
        """A call in one of the processes."""
        with deaf():
            return self._pool.submit(function, *args, **named)

    def end(self) -> None:
        """End the processes, whatever they do; from Python 3.14 on kill_workers does it."""
        for process in list((self._pool._processes or {}).values()):
            process.kill()
        self._pool.shutdown()


@contextlib.contextmanager
def deaf() -> Iterator[None]:
    """A block whose processes never hear of Ctrl+C: this one ends them; it hears of it behind the block."""
    resource_tracker.ensure_running()  # which unblocks it where it starts
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def outcomes(documents: Sequence[Document]) -> list[Outcome]:
    """What documents hold."""
    found: list[Outcome] = []
    for document in documents:
        problems: list[str] = []
        rows = [tuple(claim) for claim in pipeline.find([document], problems.append)]
        found.append(Outcome(rows, problems))
    return found


def _killed(future: Future[T]) -> bool:
    """Whether its process was killed, once that is known."""
    return isinstance(future.exception(), BrokenProcessPool)


def begin(languages: Iterable[str], folders: Iterable[Path]) -> None:
    """Make a process ready, which ends with its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_watch, daemon=True).start()
    borrow(folders)
    for language in languages:
        settle(language)


def borrow(folders: Iterable[Path]) -> None:
    """Read the words of folders of the user's own as well, as long as this process runs."""
    for folder in folders:
        _lent.enter_context(lexicon.use(folder))


def _watch() -> None:
    """Wait for the parent's end."""
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)
