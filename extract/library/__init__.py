"""Documents, claims and reviews, kept in one SQLite file, or in a PostgreSQL database by its address."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import EllipsisType, TracebackType
from typing import TYPE_CHECKING, Any, Self

from extract.claim import Claim, Document
from extract.library import (
    additions,
    backups,
    checks,
    documents,
    files,
    listings,
    openings,
    previews,
    removals,
    reviews,
    rows,
    schema,
    snapshots,
    states,
)
from extract.library.additions import Progress
from extract.library.connections import Store, database
from extract.library.errors import LibraryError, stored
from extract.library.listings import Listed
from extract.library.openings import DATA_SET, DATABASE, FILE, SHOWN, VARIABLE, default, exists, kind, own
from extract.library.outcomes import Added, Found
from extract.library.overlays import Review
from extract.library.reviews import Kept, OvertakenError
from extract.library.rows import COLUMNS
from extract.library.sources import Contents
from extract.library.states import State

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from extract import facets
    from extract.readers.originals import Original

__all__ = [
    "COLUMNS", "DATABASE", "DATA_SET", "FILE", "SHOWN", "VARIABLE", "Added", "Contents", "Found", "Kept", "Library",
    "LibraryError", "Listed", "OvertakenError", "Review", "State", "database", "default", "exists", "kind", "own",
]  # fmt: skip


class Library:
    """A library that is open; a context manager. Every error that a user can do something about is a LibraryError.

    with Library.open("library.sqlite") as library:
        library.add_all(["report.pdf"])

    texts: it has the documents' texts; only_read: why it never changes, and what to do; remedy: where it has no claims.
    """

    texts = True
    only_read = ""
    remedy = "Add documents to it on the page Add, or with: migration-figures add …"

    def __init__(self, store: Store) -> None:
        with store.reading() as connection, stored(store.where):
            name = states.of(connection).library
        # a link's own folder holds neither
        home = openings.home() / name if store.path is None else os.path.realpath(store.path)
        self._store = store
        self._raw = files.Raw(Path(f"{home}.files"))
        self._snapshot = Path(f"{home}.claims.parquet")

    @classmethod
    def open(cls, where: str | Path = "", create: bool = True, read_only: bool = False) -> Library:
        """The library in a file or at a postgresql:// address; by default $MIGRATION_FIGURES_LIBRARY or the user's.

        create: one that is not there is made. Where nothing can be written, as in a data set (a folder of Parquet files
        of claims, or its address: s3://bucket/claims/), it is opened all the same, for reading.
        """
        place = str(where) or openings.default()
        if kind(place) == DATA_SET:
            from extract.library import datasets

            return datasets.Dataset(place)
        store = openings.opened(place, create, read_only)
        try:
            return cls(store)
        except BaseException:
            store.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the database; what was added is kept."""
        self._store.close()

    @property
    def where(self) -> str:
        """The library's file, or its address without a password."""
        return self._store.where

    @property
    def about(self) -> str:
        """What it is, in a line."""
        return self.where

    @property
    def problems(self) -> Sequence[str]:
        """What of it cannot be read and is left out, a line each."""
        return ()

    @property
    def why_not(self) -> str:
        """Why nothing can be added; empty where it can."""
        return self._store.why_not

    @property
    def fingerprint(self) -> State:
        """What changes whenever documents, claims or reviews do: what a cache of the table is kept by."""
        with self._store.reading() as connection, stored(self.where):
            return states.of(connection)

    def add(
        self,
        inputs: Iterable[str | Path | Original | Document | Contents] = (),
        problem: Callable[[str], None] | None = None,
        *,
        again: bool = False,
        keep: bool = True,
        follow: bool = False,
        private: bool = False,
        progress: Progress | None = None,
        **given: str,
    ) -> Iterator[Added]:
        """Add documents while it is iterated, else nothing: `for added in library.add(["report.pdf"]): print(added)`.

        inputs: files, folders, addresses, "-", originals, documents, or contents (originals that were read already);
        what became of each, as soon as it is stored.
        again: also unchanged ones are extracted anew; without inputs every stored document, from its stored text.
        keep: raw files are kept. follow: the pages of a feed's entries. private: addresses of the own network, too.
        progress: is called with how many are done, of how many (0: not known), and the next one's name.
        given: title, publisher, published, url, language, where documents do not say so themselves; remembered for the
        next time, until an empty one takes it back.
        """
        self._store.usable()
        if unknown := sorted(given.keys() - set(schema.OF_DOCUMENT[1:])):
            known = ", ".join(schema.OF_DOCUMENT[1:])
            raise TypeError(f"add() takes no {', '.join(unknown)}; what may be said of documents: {known}")
        if self.why_not:
            raise LibraryError(f"{self.where}: nothing can be added: {self.why_not}")
        how = additions.How(again, keep, follow, private)
        adder = additions.Adder(self._store, self._raw, how, problem)
        wanted = [inputs] if isinstance(inputs, str | Path) else list(inputs)
        if again and not wanted:
            return adder.again(progress or additions.silent)
        return adder.inputs(given, wanted, progress or additions.silent)

    def add_all(
        self,
        inputs: Iterable[str | Path | Original | Document | Contents] = (),
        problem: Callable[[str], None] | None = None,
        **how: Any,
    ) -> list[Added]:
        """Add documents at once; how: what `add` takes besides. The first problem stops it where none is told of."""
        return list(self.add(inputs, problem, **how))

    def compare(self, document: Document, original: Original, claims: Sequence[Claim]) -> Added:
        """What adding a document with these claims would make of it; nothing is written."""
        return previews.of(self._store, document, original, claims)

    def known(self, original: Original) -> list[Document]:
        """The documents of an original that was added whole as it is now, as they are stored; else none."""
        return previews.known(self._store, original)

    def documents(self) -> list[Listed]:
        """The documents, by their ids."""
        with self._store.reading() as connection, stored(self.where):
            return listings.of(connection)

    def text(self, document_id: str, version: int | None = None) -> Document:
        """A document as it is stored: its present version, or an older one by its number, from 1."""
        with self._store.reading() as connection, stored(self.where):
            found = documents.current(connection, document_id, version)
        if found is None:
            which = f"{document_id}" if version is None else f"version {version} of {document_id}"
            raise LibraryError(f"{self.where}: there is no {which}; migration-figures list names the documents")
        return found.document

    def remove(self, document_ids: Iterable[str]) -> list[str]:
        """Remove documents with their versions, claims, reviews and raw files; those of the ids that are not there."""
        return removals.remove(self._store, self._raw, document_ids)

    def claims(self, *, documents: Sequence[str] | None = None) -> Iterator[tuple[Any, ...]]:
        """The rows of `COLUMNS`, by document and in reading order, with reviews: of all documents, or of some."""
        with self._store.reading() as connection, stored(self.where):
            yield from rows.of(connection, documents)

    def frame(self) -> pd.DataFrame:
        """The same rows as a table with the types of `extract.frame`; a million of them in about two seconds."""
        from extract import table

        return table.of_arrow(self.arrow())

    def arrow(self) -> pa.Table:
        """The same rows as an Arrow table, words that come again dictionary-encoded: the quickest way to have them."""
        return snapshots.table(self._store, self._snapshot)

    def through(self, make: Callable[[facets.Columns], snapshots.Made]) -> snapshots.Made:
        """What a function makes of the same rows, column by column, so that they are never all in memory."""
        return snapshots.through(self._store, self._snapshot, make)

    def renew(self) -> None:
        """Renew the snapshot that `frame` reads, so that the next one to look does not wait for it."""
        snapshots.renewed(self._store, self._snapshot)

    def look(self, claim_id: str) -> Found | None:
        """The claim of an id, or of its beginning; None where there is none; a LibraryError for more than one."""
        with self._store.reading() as connection, stored(self.where):
            claim = listings.claim(connection, claim_id, self.where)
            if claim is None:
                return None
            version = documents.current(connection, claim.document_id)
            held = reviews.holding(connection, [claim.document_id]).get(claim.claim_id)
        return Found(claim, version.document, held) if version else None

    def find(self, claim_id: str) -> Found:
        """The claim of an id, or of its beginning; a LibraryError where there is none, or more than one."""
        found = self.look(claim_id)
        if found is None:
            raise LibraryError(f"{self.where}: there is no claim {claim_id}; ids stand in the table's first column")
        return found

    def review(
        self,
        claim_id: str,
        verdict: str,
        changes: Mapping[str, str] | None = None,
        note: str = "",
        reviewer: str = "",
        seen: Review | EllipsisType | None = ...,
    ) -> Review:
        """Accept, correct or reject a claim (accepted, corrected, rejected), or take that back (none).

        A second correction adds to the first. An orphaned review is taken back by the claim's id as it was.
        seen: the review that was looked at, or None; an OvertakenError where another holds by now.
        """
        if verdict == "none":
            found = self.look(claim_id)
            if (found is None or found.review is None) and (
                gone := reviews.clear(self._store, claim_id, note, reviewer)
            ):
                return gone
        return reviews.add(self._store, self.find(claim_id).claim, verdict, changes or {}, note, reviewer, seen)

    def reviews(self) -> list[Kept]:
        """Every review made, by document and time, with what it holds for now."""
        with self._store.reading() as connection, stored(self.where):
            return reviews.kept(connection)

    def verify(self) -> Iterator[str]:
        """What is wrong with what is stored, a line each; nothing where all is as it was written."""
        return checks.problems(self._store, self._raw)

    def backup(self, path: str | Path) -> None:
        """Write a library with the same content, raw files too, into a new SQLite file; complete or absent."""
        backups.write(self._store, self._raw, Path(path))
