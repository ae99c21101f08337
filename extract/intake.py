"""What is given in the dashboard -> candidates for a library: read in a thread of their own, stored when asked."""

from __future__ import annotations

import contextlib
import hashlib
import threading
import time
import weakref
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from extract import pipeline, readers
from extract.claim import Claim, Document
from extract.library import Added, Contents, Library, LibraryError
from extract.readers import DocumentError, Original, Worker
from extract.readers.originals import fetched, uploaded

MOST_INPUTS = 50
MOST_BYTES = 200_000_000  # of all files together
MOST_DOCUMENTS = 200
_PASTED = "the pasted text"  # what messages call it
_SHOWN = 80  # characters of a text that stand for a missing title


class Candidate(NamedTuple):
    """A document with its claims, the original that was given, and the one it came from (of a feed, the page).

    part: the number of the original among those given; outcome: what the library would make of it, None where there
    is no library yet.
    """

    part: int
    document: Document
    claims: tuple[Claim, ...]
    original: Original
    came: Original
    outcome: Added | None


def pasted(text: str) -> Original:
    """A pasted text as if it came in a file; its id is made of its content."""
    raw = text.encode("utf-8", "replace")
    said = uploaded(f"pasted-{hashlib.sha256(raw).hexdigest()[:8]}", raw)
    kind = said.kind if said.kind in ("text", "html") else "text"
    return said._replace(where=_PASTED, kind=kind)


def name(document: Document) -> str:
    """What a document is called: its title, else how its text begins, else its id."""
    begins = " ".join(document.text[: 4 * _SHOWN].split())
    short = begins if len(begins) <= _SHOWN else f"{begins[:_SHOWN].rpartition(' ')[0] or begins[:_SHOWN]}…"
    return document.title or short or document.document_id


def edited(candidate: Candidate, where: str, **fields: str | None) -> Candidate:
    """The candidate with other fields of its document, and what is read and would become of it then."""
    document = replace(candidate.document, **fields)  # type: ignore[arg-type]
    claims = tuple(pipeline.find([document], _unsaid))
    with _library(where) as library:
        outcome = library.compare(document, candidate.original, claims) if library else None
    return candidate._replace(document=document, claims=claims, outcome=outcome)


def compared(candidates: Sequence[Candidate], where: str) -> list[Candidate]:
    """The candidates with what another library would make of them."""
    with _library(where) as library:
        return [
            one._replace(outcome=library.compare(one.document, one.original, one.claims) if library else None)
            for one in candidates
        ]


def saved(
    candidates: Sequence[Candidate],
    whole: Collection[int],
    library: Library,
    problem: Callable[[str], None],
    *,
    follow: bool = False,
) -> Iterator[tuple[Candidate, Added]]:
    """Add the candidates to a library, and say what became of each; whole: the parts of which nothing is missing."""
    parts: dict[int, list[Candidate]] = {}
    for candidate in candidates:
        parts.setdefault(candidate.part, []).append(candidate)
    for part, found in parts.items():
        handed = list[Candidate]()
        contents = Contents(found[0].original, _handed(found, handed), part in whole)
        for added in library.add([contents], problem, follow=follow):
            yield handed[-1], added


def _handed(found: Sequence[Candidate], handed: list[Candidate]) -> Iterator[tuple[Document, Original]]:
    """The documents, each noted when it is asked for."""
    for one in found:
        handed.append(one)
        yield one.document, one.came


class Intake:
    """Inputs that are being read: originals, and addresses that are fetched; it ends when nobody holds it any more.

    where: the library that they are for, which need not be there; heads: fields that hold whatever a document says.
    """

    def __init__(
        self,
        inputs: Sequence[Original | str],
        where: str,
        *,
        follow: bool = False,
        private: bool = False,
        heads: Mapping[str, str] | None = None,
    ) -> None:
        self._work = _Work(inputs, where, follow, private, heads or {})
        self._thread = threading.Thread(target=self._work.run, name="intake", daemon=True)
        weakref.finalize(self, self._work.stop)
        self._thread.start()

    @property
    def candidates(self) -> list[Candidate]:
        """The documents read so far."""
        return list(self._work.candidates)

    @property
    def problems(self) -> list[str]:
        """What could not be read so far, a line each."""
        return list(self._work.problems)

    @property
    def whole(self) -> set[int]:
        """The parts that were read to their ends."""
        return set(self._work.whole)

    @property
    def progress(self) -> tuple[int, int, str]:
        """How many inputs are done, of how many, and the one that is read now."""
        return self._work.done, len(self._work.inputs), self._work.now

    @property
    def stopped(self) -> bool:
        """It was told to stop before its end."""
        return self._work.stopping.is_set() and self._work.done < len(self._work.inputs)

    def ended(self, seconds: float) -> bool:
        """Whether it is done, after waiting for so long at most."""
        return self._work.ended.wait(seconds)

    def stop(self) -> None:
        """End it now; what was read so far stays."""
        self._work.stop()


class _Work:
    """What the thread does, apart from who waits for it."""

    def __init__(
        self, inputs: Sequence[Original | str], where: str, follow: bool, private: bool, heads: Mapping[str, str]
    ) -> None:
        self.inputs, self.where, self.follow, self.private, self.heads = list(inputs), where, follow, private, heads
        self.candidates: list[Candidate] = []
        self.problems: list[str] = []
        self.whole: set[int] = set()
        self.done, self.now = 0, ""
        self.stopping, self.ended = threading.Event(), threading.Event()
        self.worker = Worker()

    def stop(self) -> None:
        self.stopping.set()
        self.worker.stop()

    def run(self) -> None:
        """All inputs, one after the other."""
        try:
            with self.worker, _library(self.where) as library:
                for part, given in enumerate(self.inputs):
                    self.now = given if isinstance(given, str) else given.where
                    before = len(self.problems)
                    self._tried(part, given, library)
                    if self.stopping.is_set():
                        return
                    if len(self.problems) == before:
                        self.whole.add(part)
                    self.done += 1
        finally:
            self.ended.set()

    def _tried(self, part: int, given: Original | str, library: Library | None) -> None:
        """One input; whatever goes wrong is said, and the next one is read."""
        try:
            original = fetched(given, self.worker, private=self.private) if isinstance(given, str) else given
            for document, came in self._found(original, library):
                if self.stopping.is_set() or not self._taken(part, document, original, came, library):
                    return
        except (DocumentError, LibraryError) as error:
            self._tell(str(error))
        except Exception as error:  # noqa: BLE001 - a thread that dies would leave the page waiting
            said = f"it could not be read ({type(error).__name__}: {error}); please report it, with the file"
            self._tell(f"{self.now}: {said}")

    def _found(self, original: Original, library: Library | None) -> Iterator[tuple[Document, Original]]:
        known = library.known(original) if library and not self.follow else []
        if known:
            yield from ((document, original) for document in known)
            return
        for document, came in readers.led(original, self.worker, self._tell, follow=self.follow, private=self.private):
            yield replace(document, **self.heads), came  # type: ignore[arg-type]

    def _taken(
        self, part: int, document: Document, original: Original, came: Original, library: Library | None
    ) -> bool:
        """The document is a candidate now; whether another one may follow."""
        if len(self.candidates) >= MOST_DOCUMENTS:
            self._tell(
                f"{original.where}: {MOST_DOCUMENTS} documents are shown at once; save these, then give the rest"
            )
            return False
        if named := self._distinct(document):
            claims = tuple(pipeline.find([named], self._tell))
            outcome = library.compare(named, original, claims) if library else None
            self.candidates.append(Candidate(part, named, claims, original, came, outcome))
        time.sleep(0)  # a long batch leaves the other threads their turn
        return True

    def _distinct(self, document: Document) -> Document | None:
        """The document under an id of its own among the candidates; None where its text is there already."""
        same = [one.document for one in self.candidates if one.document.document_id == document.document_id]
        if not same:
            return document
        if any(one.text == document.text for one in same):
            self._tell(f"{document.document_id}: its text was given twice; it is read once")
            return None
        summed = hashlib.sha256(document.text.encode()).hexdigest()[:8]
        return replace(document, document_id=f"{document.document_id}/{summed}")

    def _tell(self, said: str) -> None:
        if not self.stopping.is_set():  # else it is the end of the worker that is told
            self.problems.append(said)


def _unsaid(_said: str) -> None:
    """A problem that saving will tell."""


@contextlib.contextmanager
def _library(where: str) -> Iterator[Library | None]:
    """The library to compare with; none where it is not there, or cannot be opened, which saving will say."""
    if "://" not in where and not Path(where).exists():
        yield None
        return
    try:
        library = Library.open(where, create=False, read_only=True)
    except LibraryError:
        yield None
        return
    with library:
        yield library
