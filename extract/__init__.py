"""Figures of migration news and reports, each with its meaning and its sentence.

>>> import extract
>>> [(c.written, c.measure, c.actor) for c in extract.find([extract.Document("Mexico detained 91,000 migrants.")])]
[('91,000', 'detention', 'MEX')]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from extract.claim import COLUMNS, Claim, Document, Provenance
from extract.readers.errors import DocumentError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["COLUMNS", "Claim", "Document", "DocumentError", "Provenance", "claims", "find", "frame", "read"]
__version__ = "0.1.0"


def find(documents: Iterable[Document]) -> Iterator[Claim]:
    """The claims of documents, in reading order."""
    from extract import pipeline

    return pipeline.find(documents)


def frame(found: Iterable[Claim]) -> pd.DataFrame:
    """Claims as a DataFrame with the columns of `COLUMNS`."""
    from extract import table

    return table.frame(found)


def read(inputs: Iterable[str | Path], *, follow: bool = False, private: bool = False, **given: str) -> pd.DataFrame:
    """The claims of files, folders, batches and addresses as a DataFrame; a DocumentError names what cannot be read.

    follow: for a feed's entries, the pages that they lead to; private: also addresses of this machine and the local
    network; given: title, publisher, published, url, language, for documents that do not say so themselves.
    """
    from extract import readers

    return frame(find(readers.read(inputs, None, follow=follow, private=private, **given)))


def claims(
    text: str,
    *,
    published: str | None = None,
    title: str = "",
    publisher: str = "",
    url: str = "",
    language: str = "en",
) -> pd.DataFrame:
    """The claims of one text as a DataFrame; published is 2021, 2021-06 or 2021-06-08, else a DocumentError.

    Offsets are into the text with its line ends as LF, and a replacement character for NUL and halves of characters.
    """
    from extract.readers import dates
    from extract.readers.text import whole

    day = dates.published(published, "text")
    return frame(find([Document(whole(text), "text", title, publisher, day, url, language)]))
