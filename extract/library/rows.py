"""The claims table's rows: claims as read, with copies' repeats and readers' reviews laid over them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from extract import claim
from extract.library import documents, links, overlays, reviews, schema

if TYPE_CHECKING:
    import pyarrow as pa

COLUMNS = (*claim.COLUMNS, *overlays.ADDED)
OWN = ("claim_id", "sentence")  # what hardly comes again; all other words are dictionary-encoded
NUMBERS = (*schema.FLOATS, overlays.ADDED[1])


def kinds() -> dict[str, pa.DataType]:
    """The types of the columns in Arrow tables."""
    import pyarrow as pa

    other = {
        **dict.fromkeys(OWN, pa.large_string()),
        **dict.fromkeys(NUMBERS, pa.float64()),
        **dict.fromkeys(schema.WHOLE, pa.int64()),
    }
    listed = pa.dictionary(pa.int32(), pa.string())
    return {name: other.get(name, listed) for name in COLUMNS}


def of(connection: Connection, document_ids: Sequence[str] | None = None) -> Iterator[tuple[Any, ...]]:
    """The rows of the present versions, by document and in reading order."""
    told = links.repeats(connection, document_ids)
    held = reviews.holding(connection, document_ids)
    for found in documents.claims(connection, document_ids):
        if told and (first := told.get(found.claim_id)):
            found = found._replace(repeats=first)
        yield overlays.reviewed(found, held.get(found.claim_id))
