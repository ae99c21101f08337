"""Rows as W3C Web Annotations (JSON-LD): each claim a place in its document's text, with what it means as the body.

One AnnotationCollection with one AnnotationPage, written as the rows come. A target has two selectors of the same
stretch: TextPositionSelector in code points, end exclusive, of the text whose SHA-256 the target's state gives, and
TextQuoteSelector. https://www.w3.org/TR/annotation-model/
"""

from __future__ import annotations

import hashlib
from typing import IO, Any
from urllib.parse import quote

from extract.claim import Document
from extract.export import columns, links, tables, texts
from extract.export.errors import ExportError
from extract.export.rows import Row, Rows

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_OWN = "urn:migration-figures:"
_AROUND = 32  # characters before and behind the number
_PREFIX = "figures"  # of our own terms
# what the body need not say again; the filters stand in the collection
_ELSEWHERE = ("claim_id", "written", "start", "end", "document_id", "url", columns.SELECTION)


def write(rows: Rows, out: IO[bytes]) -> int:
    """The claims with the verdicts of their reviews; the documents' texts must be given."""
    if not rows.texts.given:
        raise ExportError("annotations cite the documents' texts; give the documents too, or write .csv or .jsonl")
    digest = hashlib.sha256(rows.selection.encode())
    state: tuple[str, dict[str, Any]] | None = None
    with tables.lines(out) as text:
        head = {"@context": [CONTEXT, {_PREFIX: f"{_OWN}terms:"}], "type": "AnnotationCollection"}
        if rows.selection:
            head[f"{_PREFIX}:{columns.SELECTION}"] = rows.selection
        label = {"label": "Figures of migration news and reports", "first": {"type": "AnnotationPage", "startIndex": 0}}
        text.write(tables.json_text({**head, **label})[:-2] + ', "items": [')
        for row in rows:
            document = rows.texts.of(row["document_id"], row["claim_id"])
            if state is None or state[0] != row["document_id"]:
                state = row["document_id"], _state(document)
            said = tables.json_text(_annotation(row, document, state[1]))
            digest.update(said.encode())
            text.write(f"{',' if rows.count > 1 else ''}\n{said}")
        name = digest.hexdigest()[:16]  # of the content: the same rows make the same collection
        tail = tables.json_text({"id": f"{_OWN}collection:{name}", "total": rows.count})[1:]
        text.write(f'\n], "id": "{_OWN}page:{name}", "partOf": "{_OWN}collection:{name}"}}, {tail}\n')
    return rows.count


def _annotation(row: Row, document: Document, state: dict[str, Any]) -> dict[str, Any]:
    start, end = row["start"], row["end"]
    claim = quote(row["claim_id"], safe="")
    return {
        "id": f"{_OWN}claim:{claim}",
        "type": "Annotation",
        "motivation": "describing",
        "body": {
            "type": "SpecificResource",
            "purpose": "describing",
            "source": {"id": f"{_OWN}figure:{claim}", "type": "Dataset", **_said(row)},
        },
        "target": {
            "type": "SpecificResource",
            "source": _address(row),
            "state": state,
            "selector": [
                {"type": "TextPositionSelector", "start": start, "end": end},
                {
                    "type": "TextQuoteSelector",
                    "exact": document.text[start:end],
                    "prefix": document.text[max(start - _AROUND, 0) : start],
                    "suffix": document.text[end : end + _AROUND],
                },
            ],
        },
    }


def _said(row: Row) -> dict[str, Any]:
    """What the claim says, without what it does not say."""
    return {f"{_PREFIX}:{name}": v for name, v in row.items() if v not in (None, "") and name not in _ELSEWHERE}


def _address(row: Row) -> str:
    """The document's address on the web, else a name made of its id."""
    url = str(row["url"])
    return url if links.of_the_web(url) else f"{_OWN}document:{quote(row['document_id'], safe='')}"


def _state(document: Document) -> dict[str, Any]:
    """Which text the offsets are of, and when it was retrieved, where that is known."""
    state: dict[str, Any] = {f"{_PREFIX}:textSha256": texts.sha256(document.text)}
    if document.provenance.retrieved:
        return {"type": "TimeState", "sourceDate": document.provenance.retrieved, **state}
    return {"type": f"{_PREFIX}:TextState", **state}
