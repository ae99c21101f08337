"""A unit -> the files of its parts, each complete or absent, and beside them what could not be read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import IO, NamedTuple

from extract import folders, notes, pipeline
from extract.claim import COLUMNS, Document
from extract.datasets import reading
from extract.datasets.parts import Unit
from extract.datasets.reading import How
from extract.export import frames, tables
from extract.export.rows import Rows
from extract.export.texts import Texts
from extract.folders import Folder

FORMATS: dict[str, Callable[[Rows, IO[bytes]], int]] = {"parquet": frames.write, "jsonl": tables.write_json_lines}
PROBLEMS = "_problems"  # the folder of what could not be read
_NAMED = 3  # documents of a note that are named


class Done(NamedTuple):
    """A part that is written: how many documents and claims it has, and whether something in it was not read."""

    name: str
    documents: int
    claims: int
    problems: int


class Log:
    """What is to be said of a part, in the order of its documents: problems, and notes with how many they hold for."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        self.documents = 0
        self._notes: dict[str, tuple[list[str], int]] = {}

    def passing(self, found: Iterable[Document]) -> Iterator[Document]:
        """The documents, counted, and their notes kept."""
        for document in found:
            self.documents += 1
            for note in notes.of(document):
                names, count = self._notes.setdefault(note, ([], 0))
                self._notes[note] = ([*names, document.document_id][:_NAMED], count + 1)
            yield document

    def lines(self) -> bytes:
        """All of it as JSON Lines; nothing where there is nothing to say."""
        said: list[dict[str, object]] = [{"problem": problem} for problem in self.problems]
        said += [{"note": note, "first": names, "documents": n} for note, (names, n) in self._notes.items()]
        return b"".join(json.dumps(line, ensure_ascii=False).encode() + b"\n" for line in said)


def problems(target: str) -> Folder:
    """The folder of what could not be read, in that of a data set."""
    return folders.of(f"{target.rstrip('/')}/{PROBLEMS}")


def write(unit: Unit, target: str, form: str = "parquet", how: How = How()) -> list[Done]:  # noqa: B008 - immutable
    """Write the parts of a unit into the data set at target; wherever this runs, the same bytes.

    A FolderError where the folder takes them not; a SourceError where the source cannot be read just now: then the
    parts that are not written are not done. A line or document that cannot be read, and one in which our own rules
    fail, costs no other.
    """
    folder, beside = folders.of(target), problems(target)
    done = []
    for part, read in reading.of(unit, how):
        log = Log()
        claims = pipeline.find(log.passing(read(log.problems.append)), log.problems.append)
        rows = Rows(claims, COLUMNS, Texts(None))
        with folder.writing(f"{part.name}.{form}") as out:
            count = FORMATS[form](rows, out)
            if said := log.lines():
                with beside.writing(f"{part.name}.jsonl") as about:
                    about.write(said)
        done.append(Done(part.name, log.documents, count, len(log.problems)))
    return done
