"""What adding would make of a document that was read; nothing is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from extract import notes
from extract.claim import Claim, Document
from extract.library import changes, documents, links, outcomes, sources
from extract.library.connections import Store
from extract.library.errors import stored
from extract.library.outcomes import Added

if TYPE_CHECKING:
    from extract.readers.originals import Original


def of(store: Store, document: Document, original: Original, claims: Sequence[Claim]) -> Added:
    """What the document would become, under which id, and how its claims would change; copies: of stored ones alone."""
    document = documents.clean(document)
    with store.reading() as connection, stored(store.where):
        name = sources.name(connection, document, original)
        before = documents.current(connection, name)
        same = before is not None and documents.same(before.document, replace(document, document_id=name))
        old = list(documents.claims(connection, [name])) if before else []
        others = [] if before else links.Alike(document.text).found(connection, name)
    state = "copied" if others else outcomes.state(before, same)
    found = old if same else claims
    difference = changes.between(old, found) if before else outcomes.NOTHING
    return Added(name, state, len(found), difference, tuple(notes.of(document)), others[0] if others else "")


def known(store: Store, original: Original) -> list[Document]:
    """The documents of an original that was read whole, as they are stored; none where its bytes are others now.

    None either for a feed whose entries were followed: their pages may have changed.
    """
    with store.reading() as connection, stored(store.where):
        said = sources.given(connection, original.source, {})
        names = [] if "follow" in said else sources.known(connection, original, said)
        found = [version.document for name in names if (version := documents.current(connection, name))]
    return found if all(document.provenance.sha256 == original.sha256 for document in found) else []
