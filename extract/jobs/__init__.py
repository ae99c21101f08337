"""Documents -> claims by several processes at once, in the order of one and with its words."""

from __future__ import annotations

import contextlib
import gc
import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from extract import pipeline
from extract.claim import Claim, Document

if TYPE_CHECKING:
    from extract.jobs.crew import Crew, Outcome, Task

ALONE = 200_000  # characters that are read in this process before others are started for the rest
MUCH = 1_000_000  # bytes of files for which they are started at once
BUNDLE = 50_000  # characters that a process is given at a time, or one document
_AHEAD = 8  # bundles a process that are under way
_MOST = 1 << 26  # characters that are under way in all
Found = tuple[Document, Sequence[Claim]]


class Turn:
    """Problems of documents that are read ahead, each told when its turn comes: `problem` for a reader and `each`."""

    def __init__(self, problem: Callable[[str], None]) -> None:
        self._problem: Callable[[str], None] = problem
        self._held: list[str] | None = None

    def __call__(self, said: str) -> None:
        if self._held is None:
            self._problem(said)
        else:
            self._held.append(said)

    def taken(self) -> list[str]:
        """What was held back since it was asked last; from the first time on everything is."""
        said, self._held = self._held or [], []
        return said

    def tell(self, said: Iterable[str]) -> None:
        """Tell what was held back."""
        for line in said:
            self._problem(line)


class _Read(NamedTuple):
    """A document that was read ahead, None behind the last one; what was said on the way to it, and what ended it."""

    document: Document | None
    problems: list[str]
    error: Exception | None = None


def cores() -> int:
    """How many processes can run at once: the cores that this one may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1  # macOS does not say


def settle(language: str) -> None:
    """Load the words of a language, and keep the collector of garbage from walking through them."""
    gc.disable()  # what is made now stays
    with contextlib.suppress(Exception):  # what is wrong with them is said of the document that meets it
        pipeline.load(language)
    gc.freeze()
    gc.enable()


def find(documents: Iterable[Document], jobs: int = 1, problem: Callable[[str], None] | None = None) -> Iterator[Claim]:
    """The claims of documents in reading order, the same for any number of jobs; see `pipeline.find` and `each`."""
    if jobs == 1:
        return pipeline.find(documents, problem)
    return (claim for _, claims in each(documents, jobs, problem) for claim in claims)


def each(
    documents: Iterable[Document], jobs: int, problem: Callable[[str], None] | None = None, *, much: str = ""
) -> Generator[Found]:
    """The documents with their claims, in their order, extracted by so many processes, of which this is one.

    The first 200,000 characters are read here, so that a little starts no process. problem: as in `pipeline.find`;
    a `Turn` that the documents' reader tells its problems, too, keeps the order of both. much: the language of a text
    that is known to be long, for which the others are started before it is read. Closing it ends all processes.
    """
    turn = Turn(problem) if problem and not isinstance(problem, Turn) else problem
    left, begun = iter(documents), 0
    if much and jobs > 1:
        yield from _together(left, jobs, much, turn)
        return
    while jobs == 1 or begun < ALONE:
        document = next(left, None)
        if document is None:
            return
        begun += len(document.text)
        yield document, list(pipeline.find([document], turn))
    first = next(left, None)
    if first:
        yield from _together(chain([first], left), jobs, first.language, turn)


def _together(documents: Iterator[Document], jobs: int, language: str, turn: Turn | None) -> Iterator[Found]:
    """The same by all processes at once."""
    from extract.jobs.crew import Crew

    with Crew(jobs - 1, language) as crew:
        for bundle, outcomes in _done(_bundles(documents, turn), crew, jobs):
            yield from _told(bundle, outcomes, turn)


def _bundles(documents: Iterator[Document], turn: Turn | None) -> Iterator[list[_Read]]:
    """The documents by amount of text, with what was said before each."""
    bundle, size = list[_Read](), 0
    error: Exception | None = None
    while True:
        try:
            document = next(documents, None)
        except Exception as failed:  # noqa: BLE001 - it is raised when its turn comes
            document, error = None, failed
        bundle.append(_Read(document, turn.taken() if turn else [], error))
        size += len(document.text) if document else BUNDLE
        if size >= BUNDLE:
            yield bundle
            bundle, size = [], 0
        if document is None:
            return


def _done(bundles: Iterator[list[_Read]], crew: Crew, jobs: int) -> Iterator[tuple[list[_Read], list[Outcome]]]:
    """The bundles when they are done, in their order; this process takes part where it would wait."""
    from extract.jobs import crew as others

    read: deque[list[_Read]] = deque()
    tasks: deque[Task] = deque()
    more = True
    while more or tasks:
        crew.feed(tasks)
        if tasks and tasks[0].done:
            crew.mend(tasks[0])
            yield read.popleft(), tasks.popleft().outcomes()
        elif more and len(tasks) < _AHEAD * jobs and sum(task.size for task in tasks) < _MOST:
            bundle = next(bundles, None)
            more = bundle is not None
            if bundle is not None:
                read.append(bundle)
                tasks.append(others.Task([one.document for one in bundle if one.document]))
        else:
            waiting = next((task for task in tasks if task.future is None), tasks[0])
            waiting.go_on()


def _told(bundle: Sequence[_Read], outcomes: Sequence[Outcome], turn: Turn | None) -> Iterator[Found]:
    """A bundle's documents with their claims, and all problems in order; without a turn the first one is raised."""
    left = iter(outcomes)
    for document, problems, error in bundle:
        if turn:
            turn.tell(problems)
        if error:
            raise error
        if document is None:
            return
        rows, problems = next(left)
        if turn:
            turn.tell(problems)
        elif problems:
            yield document, list(pipeline.find([document]))  # the same error, raised here
            raise RuntimeError(problems[0])
        yield document, list(map(Claim._make, rows))
