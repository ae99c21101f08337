"""The sample corpus: where it lies, its documents, and whose figures each report was written from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from extract import readers
from extract.claim import Document
from extract.readers import text

HERE = Path(__file__).parent


class Source(NamedTuple):
    """What a report of ours is based on: the address of the figures' source and its title, empty where not known."""

    url: str
    title: str


def folder() -> Path:
    """The folder of the sample corpus, the checkout's or the package's; a DocumentError where it is gone."""
    for path in (HERE.parent / "data" / "articles", HERE / "app" / "data" / "articles"):
        if path.is_dir():
            return path
    raise readers.DocumentError(
        "data/articles: the sample corpus is missing from this installation; install the package again"
    )


def documents(problem: Callable[[str], None] | None = None) -> Iterator[Document]:
    """The reports; `problem` is told of each that cannot be read."""
    return readers.read([folder()], problem)


def sources() -> dict[str, Source]:
    """By document id, what each report is based on."""
    at = folder()
    heads = {path.relative_to(at).as_posix(): text.head(path) for path in sorted(at.rglob("*.md"))}
    return {name: Source(head.get("based_on_url", ""), head.get("based_on_title", "")) for name, head in heads.items()}


def fingerprint() -> tuple[tuple[str, int, int], ...]:
    """Name, size and time of change of each file: what a cache of the corpus is kept by."""
    at = folder()
    states = ((path.relative_to(at).as_posix(), path.stat()) for path in sorted(at.rglob("*")) if path.is_file())
    return tuple((name, state.st_size, state.st_mtime_ns) for name, state in states)
