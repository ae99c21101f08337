"""Notes on a document: what a reader of its claims must know."""

from __future__ import annotations

from collections.abc import Iterator

from extract import lexicon
from extract.claim import Document
from extract.sentences import overlong

REMEDY = "; give it with --published"  # where no date of publication is known


def of(document: Document) -> list[str]:
    """What a reader of the document's claims must know: text lost, no lexicon for its language, no date."""
    found = list(document.warnings)
    if document.language not in lexicon.languages():
        known = ", ".join(lexicon.languages())
        found.append(
            f"language {document.language!r} has no lexicon folder, so no claim was looked for; there is: {known}"
        )
        return found
    found += _overlong(document)
    if not document.published:
        found.append(f"no publication date: relative times such as “last year” stay empty{REMEDY}")
    return found


def _overlong(document: Document) -> Iterator[str]:
    """What to know of sentences that are none."""
    long = overlong(document.text, document.language)
    if long.cut:
        yield f"sentences too long to be any, {long.cut:,} characters, were cut to the words around each number"
    if long.left:
        yield f"{long.left:,} characters without words, or without a space, were left out: they are no sentences"
