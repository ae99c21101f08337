"""Documents into the library, one by one: read, extracted, stored in one transaction each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Connection

from extract import pipeline
from extract.claim import Claim, Document
from extract.library import changes, documents, links, outcomes, sources, states
from extract.library.connections import Store
from extract.library.documents import Version
from extract.library.errors import LibraryError, stored
from extract.library.files import Raw, sha256
from extract.library.outcomes import Added
from extract.library.sources import Contents
from extract.readers.errors import DocumentError, raising

if TYPE_CHECKING:
    from extract.readers.originals import Original
    from extract.readers.worker import Worker

_TRIES = 5  # times that a document which others change meanwhile is extracted
Progress = Callable[[int, int, str], None]


class How(NamedTuple):
    """How documents are added: extracted again though unchanged; raw files kept; pages of feeds read; own network."""

    again: bool = False
    keep: bool = True
    follow: bool = False
    private: bool = False


class Adder:
    """Adds documents to a store, and their raw files to the folder beside it."""

    def __init__(self, store: Store, raw: Raw, how: How, problem: Callable[[str], None] | None) -> None:
        self.store, self.raw, self.how, self.problem = store, raw, how, problem
        self.count = self.total = 0  # originals begun, and how many there are, where that is known

    def inputs(
        self,
        given: Mapping[str, str],
        inputs: Sequence[str | Path | Original | Document | Contents],
        progress: Progress,
    ) -> Iterator[Added]:
        """The documents of files, folders, addresses and originals (an upload, for one), and documents as they are."""
        from extract import readers

        if progress is not silent:
            named = [one for one in inputs if isinstance(one, str | Path)]
            self.total = readers.count(named) + len(inputs) - len(named)
        with readers.Worker() as reader:
            for one in inputs:
                if isinstance(one, Document):
                    self._tell(progress, one.document_id)
                    yield from self._tried(one, None, self._said)
                    continue
                if isinstance(one, Contents):
                    self._tell(progress, one.original.where)
                    yield from self._contents(one, given)
                    continue
                for original in self._originals(one, reader):
                    self._tell(progress, original.where)
                    yield from self._original(original, given, reader)

    def _originals(self, one: str | Path | Original, reader: Worker) -> Iterable[Original]:
        from extract import readers

        if isinstance(one, readers.Original):
            return [one]
        return readers.originals([one], self._said, private=self.how.private, worker=reader)

    def _tell(self, progress: Progress, where: str) -> None:
        progress(self.count, self.total, where)
        self.count += 1

    def _said(self, said: str) -> None:
        if self.problem is None:
            raise DocumentError(said)
        self.problem(said)

    def _original(self, original: Original, given: Mapping[str, str], reader: Worker) -> Iterator[Added]:
        """The documents of an original; read only where it is not known already."""
        from extract import readers

        marks = {**given, "follow": "yes"} if self.how.follow else given
        with self.store.reading() as connection:
            said = sources.given(connection, original.source, marks)
            same = [] if self.how.again else sources.known(connection, original, said)
        if same:
            for document_id in same:
                yield self._unchanged(document_id)
            return
        heads = {name: value for name, value in said.items() if name != "follow"}
        follow, private = self.how.follow, self.how.private
        problems: list[str] = []
        tell = self._kept(problems)
        found = readers.led(original, reader, tell, follow=follow, private=private, **heads)
        yield from self._all(original, said, found, tell, problems)

    def _contents(self, contents: Contents, given: Mapping[str, str]) -> Iterator[Added]:
        """The documents of an original that was read before."""
        original, problems = contents.original, list[str]()
        if not contents.whole:
            problems.append("")  # what is missing is read when the original is given again
        marks = {**given, "follow": "yes"} if self.how.follow else given
        with self.store.reading() as connection:
            said = sources.given(connection, original.source, marks)
        yield from self._all(original, said, contents.documents, self._kept(problems), problems)

    def _kept(self, problems: list[str]) -> Callable[[str], None]:
        """Tells a problem, and keeps it."""

        def tell(reason: str) -> None:
            problems.append(reason)
            self._said(reason)

        return tell

    def _all(
        self, original: Original, said: Mapping[str, str], found: Iterable[tuple[Document, Original]],
        tell: Callable[[str], None], problems: Sequence[str],
    ) -> Iterator[Added]:  # fmt: skip
        """Each document of an original; where there is no problem, it is marked as read whole."""
        given_ids: set[str] = set()
        try:
            for document, came in found:
                given_ids.add(documents.whole(document.document_id))
                yield from self._tried(document, original, tell, came)
        except DocumentError as error:
            tell(str(error))
        if not problems:
            with self.store.writing() as connection:
                sources.mark(connection, original, said, given_ids)

    def _unchanged(self, document_id: str) -> Added:
        with self.store.reading() as connection, stored(self.store.where):
            return outcomes.of(connection, document_id, "unchanged", outcomes.NOTHING)

    def _tried(
        self, document: Document, original: Original | None, tell: Callable[[str], None], came: Original | None = None
    ) -> Iterator[Added]:
        """One document stored; of one in which our own rules fail it is said, and nothing is stored."""
        try:
            added = self._document(document, original, came)
        except DocumentError as error:
            tell(str(error))
        else:
            yield added

    def _document(self, document: Document, original: Original | None, came: Original | None) -> Added:
        """One document, stored with its claims in one transaction; came: the page that it was read from, of a feed."""
        document = documents.clean(document)
        if not document.document_id:
            raise LibraryError(f"{self.store.where}: a document without an id; give it a document_id")
        given_id = document.document_id
        kept = came.raw if came is not None and self.how.keep else None
        alike = links.Alike(document.text)
        for _ in range(_TRIES):
            with self.store.reading() as connection, stored(self.store.where):
                document = replace(document, document_id=given_id)
                document = replace(document, document_id=sources.name(connection, document, original))
                before = documents.current(connection, document.document_id)
                old = list(documents.claims(connection, [document.document_id])) if before else []
                alike.found(connection, document.document_id)
                held = original is None or sources.held(connection, original.source, given_id) == document.document_id
            same = before is not None and documents.same(before.document, document)
            if same and held and not self.how.again:
                return self._unchanged(document.document_id)
            found = old if same and not self.how.again else list(pipeline.find([document], raising))
            if kept is not None and not same:
                self._write(kept)  # before the others have to wait
            if self._stored(document, original, given_id, before, (old, found), alike, kept):
                with self.store.reading() as connection:
                    return outcomes.of(
                        connection,
                        document.document_id,
                        outcomes.state(before, same, self.how.again),
                        changes.between(old, found),
                    )
        raise LibraryError(f"{self.store.where}: {given_id}: others change it all the time; try again")

    def _write(self, raw: bytes) -> None:
        try:
            self.raw.keep(raw, self.how.again)
        except OSError as error:
            raise LibraryError(
                f"{self.raw.folder}: the raw file cannot be kept ({error.strerror}); make room,"
                " or leave it out (--no-keep)"
            ) from None

    def _stored(
        self,
        document: Document,
        original: Original | None,
        given_id: str,
        before: Version | None,
        claims: tuple[list[Claim], list[Claim]],
        alike: links.Alike,
        raw: bytes | None,
    ) -> bool:
        """The document is stored, unless another program changed it since it was looked at."""
        old, found = claims
        with self.store.writing() as connection:
            now = documents.current(connection, document.document_id)
            if (now and now[:2]) != (before and before[:2]) or (
                now and before and not documents.same(now.document, before.document)
            ):
                return False
            again = self.how.again and original is not None
            mend = again and before is not None and documents.damaged(connection, before.version_id, document)
            anew = mend or not (before and documents.same(before.document, document))
            if raw is not None and (anew or (self.how.again and documents.kept(connection, sha256(raw)))):
                self._write(raw)  # now that nobody can remove it
            moved = old != found or (before and before.claims_sha256 != documents.digest(map(documents.row, old)))
            self._put(connection, document, before, found, alike, kept=raw is not None, moved=bool(moved), mend=mend)
            if before and before.document.text != document.text and not mend:
                sources.replaced(connection, document.document_id, original)
            if original is not None:
                sources.hold(connection, original.source, given_id, document.document_id)
        return True

    def _put(
        self, connection: Connection, document: Document, before: Version | None, found: list[Claim],
        alike: links.Alike, *, kept: bool, moved: bool, mend: bool,
    ) -> None:  # fmt: skip
        """What is not stored already is; mend: what is stored of this text is damaged."""
        name, at = document.document_id, states.now()
        if before is None or (before.document.text != document.text and not mend):
            version_id = documents.new(connection, document, found, kept, at)
            links.sketch(connection, name, version_id, alike.sketch)
        elif mend or not documents.same(before.document, document):
            documents.update_head(connection, before.version_id, document, kept)
            documents.put(connection, before.version_id, found)
        elif moved:
            documents.put(connection, before.version_id, found)
            states.changed(connection, links.group(connection, name))
            return
        else:
            return
        states.changed(connection, links.link(connection, name, alike.found(connection, name)))

    def again(self, progress: Progress) -> Iterator[Added]:
        """Every stored document extracted again from its stored text."""
        self.how = self.how._replace(again=True)
        with self.store.reading() as connection:
            names = documents.ids(connection)
        for done, name in enumerate(names):
            progress(done, len(names), name)
            with self.store.reading() as connection, stored(self.store.where):
                before = documents.current(connection, name)
            if before:  # else removed meanwhile
                yield from self._tried(before.document, None, self._said)


def silent(_done: int, _total: int, _name: str) -> None:
    """Progress that nobody looks at."""
