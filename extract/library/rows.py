"""The claims table's rows: claims as read, with copies' repeats and readers' reviews laid over them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection

from extract import claim
from extract.library import documents, links, overlays, reviews

COLUMNS = (*claim.COLUMNS, *overlays.ADDED)


def of(connection: Connection, document_ids: Sequence[str] | None = None) -> Iterator[tuple[Any, ...]]:
    """The rows of the present versions, by document and in reading order."""
    told = links.repeats(connection, document_ids)
    held = reviews.holding(connection, document_ids)
    for found in documents.claims(connection, document_ids):
        if told and (first := told.get(found.claim_id)):
            found = found._replace(repeats=first)
        yield overlays.reviewed(found, held.get(found.claim_id))
