"""Figures of migration news and reports, each with its meaning and its sentence.

>>> import extract
>>> [(c.written, c.measure, c.actor) for c in extract.find([extract.Document("Mexico detained 91,000 migrants.")])]
[('91,000', 'detention', 'MEX')]
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import pandas as pd

    from extract.claim import COLUMNS, Claim, Document, Provenance
    from extract.readers.errors import DocumentError

__all__ = ["COLUMNS", "Claim", "Document", "DocumentError", "Provenance", "claims", "find", "frame", "read"]
__version__ = "0.1.0"
_HOMES = {
    "COLUMNS": "claim", "Claim": "claim", "Document": "claim", "Provenance": "claim", "DocumentError": "readers.errors",
}  # fmt: skip
_MODULES = ("datasets", "library")


def __getattr__(name: str) -> object:
    """The nouns, and modules of their own, each imported when it is first asked for: Document, Claim, datasets …"""
    if name in _MODULES:
        return import_module(f"{__name__}.{name}")
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def find(documents: Iterable[Document], jobs: int = 1) -> Iterator[Claim]:
    """The claims of documents, in reading order.

    jobs: processes that extract at once; a script that gives more than one keeps its doings below
    `if __name__ == "__main__":`, since the others import it.
    """
    if jobs > 1:
        from extract import jobs as processes

        return processes.find(documents, jobs)
    from extract import pipeline

    return pipeline.find(documents)


def frame(found: Iterable[Claim]) -> pd.DataFrame:
    """Claims as a DataFrame with the columns of `COLUMNS`."""
    from extract import table

    return table.frame(found)


def read(
    inputs: Iterable[str | Path], *, follow: bool = False, private: bool = False, jobs: int = 1, **given: str
) -> pd.DataFrame:
    """The claims of files, folders, batches and addresses as a DataFrame; a DocumentError names what cannot be read.

    follow: for a feed's entries, the pages that they lead to; private: also addresses of this machine and the local
    network; jobs: processes that extract at once, as `find` has it; given: title, publisher, published, url, language,
    for documents that do not say so themselves.
    """
    from extract import readers

    return frame(find(readers.read(inputs, None, follow=follow, private=private, meanwhile=None, **given), jobs))


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
    from extract.claim import Document
    from extract.readers import dates
    from extract.readers.text import whole

    day = dates.published(published, "text")
    return frame(find([Document(whole(text), "text", title, publisher, day, url, language)]))
