"""Documents out of the library, and the raw files that no other one has."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete, select

from extract.library import documents, links, schema, sources, states
from extract.library.connections import Store
from extract.library.files import Raw


def remove(store: Store, raw: Raw, document_ids: Iterable[str]) -> list[str]:
    """The documents are gone with their versions, claims and reviews; the ids of which there is none."""
    missing, names = [], set[str]()
    v = schema.versions.c
    for document_id in dict.fromkeys(document_ids):
        with store.writing() as connection:
            chosen = select(v.sha256).where(v.document_id == document_id, v.kept == 1)
            kept = set(connection.execute(chosen).scalars())
            touched = links.link(connection, document_id, ()) - {document_id}
            sources.forget(connection, document_id)
            gone = connection.execute(delete(schema.documents).where(schema.documents.c.document_id == document_id))
            if gone.rowcount:
                names |= kept
                states.changed(connection, touched)
            else:
                missing.append(document_id)
    _clear(store, raw, names)
    return missing


def _clear(store: Store, raw: Raw, names: set[str]) -> None:
    """Only once the documents are gone for good, and while nobody else can add one with the same file."""
    if names:
        with store.writing() as connection:
            for name in sorted(names):
                if not documents.kept(connection, name):
                    raw.remove(name)
