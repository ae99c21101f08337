"""A data set of claims, a folder of Parquet files or its address, opened as a library that is only read."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from extract import folders, notes
from extract.claim import COLUMNS, SHORTEST, VERDICTS, Claim, Document
from extract.folders import FolderError
from extract.library import Added, Found, Kept, Library, Listed, Review, State, rows
from extract.library.errors import LibraryError
from extract.library.partitions import Made, Partition
from extract.library.parts import Columns, Part

if TYPE_CHECKING:
    from extract import facets

_HEAD = ("title", "publisher", "published", "language")
_ONLY = "it is a data set, which is only read"
_INTO = "add the documents themselves to a library (migration-figures add …)"


class Dataset(Library):
    """Claims without the texts that they stand in; what cannot be read of them is left out, and named by `problems`."""

    texts = False
    only_read = (
        "This is a data set: figures with their sentences, without the texts that they stand in, so it is only read. "
        "To review its figures, or to add others, bring the documents into a library of your own: on the page Add, or "
        "with `migration-figures add articles/`."
    )
    remedy = "Write figures into its folder with: migration-figures export -o FOLDER/"

    def __init__(self, where: str) -> None:
        try:
            self._partition = Partition(folders.of(where))
        except FolderError as error:
            raise LibraryError(str(error)) from error.__cause__

    @property
    def where(self) -> str:
        return self._partition.folder.shown

    @property
    def why_not(self) -> str:
        return f"{_ONLY}; {_INTO}"

    @property
    def about(self) -> str:
        claims, listed = self._partition.claims, self._partition.listed
        parts = _counted(len(listed.parts), "part")
        chosen = f" ({listed.selection})" if listed.selection else ""
        figures = f"{_counted(claims, 'claim')}{chosen}"
        return f"A data set of {parts}, {figures}, only read, in {self.where}"

    @property
    def problems(self) -> Sequence[str]:
        return self._partition.problems

    @property
    def fingerprint(self) -> State:
        listed = self._partition.listed
        return State(self.where, len(listed.parts), hashlib.sha256(repr(listed).encode()).hexdigest())

    def close(self) -> None:
        """Nothing is open."""

    def through(self, make: Callable[[facets.Columns], Made]) -> Made:
        return self._partition.of(lambda found: make(Columns(found)))

    def arrow(self) -> pa.Table:
        batches = list(self._partition.each(lambda part: part.columns(rows.COLUMNS)))
        return pa.Table.from_batches(batches, pa.schema(rows.kinds())).unify_dictionaries()

    def claims(self, *, documents: Sequence[str] | None = None) -> Iterator[tuple[Any, ...]]:
        at = COLUMNS.index("document_id")
        told = self._partition.each(Part.told)
        return told if documents is None else (row for row in told if row[at] in documents)

    def documents(self) -> list[Listed]:
        return self._partition.of(_documents)

    def text(self, document_id: str, version: int | None = None) -> Document:
        del version
        raise LibraryError(f"{self.where}: {document_id} has no text in it: it is a data set of figures; {_INTO}")

    def look(self, claim_id: str) -> Found | None:
        if len(claim_id) < SHORTEST:
            raise LibraryError(f"{claim_id!r} is too short for an id; give {SHORTEST} of its characters or more")
        found = self._partition.of(lambda parts: [row for part in parts for row in _beginning(part, claim_id)])
        if len({row[0] for row in found}) > 1:
            raise LibraryError(f"{self.where}: more than one claim begins with {claim_id}; give more of its id")
        if len(found) > 1:
            said = f"{len(found)} documents in it have the id {found[0][COLUMNS.index('document_id')]}, and this claim"
            raise LibraryError(f"{self.where}: {said}; give each document an id of its own, and extract them again")
        return _found(found[0]) if found else None

    def reviews(self) -> list[Kept]:
        raise LibraryError(f"{self.where}: it is a data set, which has verdicts in its columns but no list of reviews")

    def verify(self) -> Iterator[str]:
        return self._partition.check()

    def renew(self) -> None:
        """There is no snapshot."""

    def known(self, original: Any) -> list[Document]:
        del original
        return []

    def add(self, *_: Any, **__: Any) -> Iterator[Added]:
        raise self._refused("added")

    def compare(self, *_: Any, **__: Any) -> Added:
        raise self._refused("added")

    def remove(self, *_: Any, **__: Any) -> list[str]:
        raise self._refused("removed")

    def review(self, *_: Any, **__: Any) -> Review:
        raise self._refused("reviewed")

    def backup(self, path: str | Path) -> None:
        raise LibraryError(f"{self.where}: it is a data set; copy its folder to {path} instead (cp -r)")

    def _refused(self, what: str) -> LibraryError:
        return LibraryError(f"{self.where}: nothing can be {what}: {self.why_not}")


def _counted(number: int, one: str) -> str:
    return f"{number:,} {one if number == 1 else f'{one}s'}"


def _documents(parts: Sequence[Part]) -> list[Listed]:
    """A line a document, by their ids, of what the claims' own columns say of it."""
    found: dict[str, list[Any]] = {}
    for part in parts:
        for batch in part.columns(("document_id", *_HEAD, "review")):
            columns = [column.cast(pa.large_string()) for column in batch.columns]
            reviewed = pc.is_in(columns.pop(), pa.array(VERDICTS, pa.large_string())).cast(pa.int64())
            given = pa.table([*columns, reviewed], ["document_id", *_HEAD, "reviewed"])
            wanted = [*((name, "min") for name in _HEAD), ("reviewed", "count"), ("reviewed", "sum")]
            for line in given.group_by("document_id", use_threads=False).aggregate(wanted).to_pylist():
                head = [line[f"{name}_min"] or "" for name in _HEAD]
                kept = found.setdefault(line["document_id"] or "", [head, 0, 0])
                kept[1] += line["reviewed_count"]
                kept[2] += line["reviewed_sum"]
    return [_listed(name, *found[name]) for name in sorted(found)]


def _listed(document_id: str, head: Sequence[str], claims: int, reviewed: int) -> Listed:
    title, publisher, published, language = head
    said = tuple(notes.of(Document("", published=published or None, language=language)))
    return Listed(document_id, title, publisher, published, 1, claims, reviewed, 0, said, "", "", "")


def _beginning(part: Part, claim_id: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a part whose id begins so; the rest of them is read where there is one."""
    if any(pc.any(pc.starts_with(ids, claim_id)).as_py() for ids in part.column("claim_id")):
        yield from (row for row in part.told() if row[0].startswith(claim_id))


def _found(row: Sequence[Any]) -> Found:
    """A claim as the data set has it, its document without a text, and the verdict that its columns tell."""
    claim, (verdict, value) = Claim._make(row[: len(COLUMNS)]), row[len(COLUMNS) :]
    heads = {name: getattr(claim, name) for name in ("document_id", "title", "publisher", "url", "language")}
    document = Document("", published=claim.published or None, **heads)
    if verdict not in VERDICTS:
        return Found(claim, document, None)
    changes = {"value": _plain(value)} if verdict == "corrected" and value != claim.value else {}
    place = (claim.document_id, claim.claim_id, claim.start, claim.end, claim.written, claim.sentence)
    return Found(claim, document, Review(*place, claim.start - claim.sentence_start, verdict, changes, "", "", ""))


def _plain(value: float | None) -> str:
    """A number as a correction writes it."""
    return "" if value is None else str(int(value)) if value.is_integer() else repr(value)
