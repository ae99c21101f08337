"""Files, folders, standard input -> documents; what cannot be read is said and stops nothing else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from extract.claim import Document
from extract.readers import batch, text
from extract.readers.errors import DocumentError

ENDINGS = (".txt", ".md", ".markdown", ".text", ".jsonl")
STDIN = "-"
_NOT_YET = (".pdf", ".docx", ".doc", ".odt", ".rtf", ".html", ".htm", ".xhtml", ".xml", ".epub")
_DEFAULT = "en"  # the language of documents that nobody says anything of
__all__ = ["ENDINGS", "DocumentError", "read"]


def read(
    inputs: Iterable[str | Path], problem: Callable[[str], None] | None = None, **given: str
) -> Iterator[Document]:
    """The documents of files, folders, batches (.jsonl) and "-" (standard input), in order.

    `problem` is told of each input that could not be read, with its reason and remedy; without it the first one
    raises a DocumentError. `given` (title, publisher, published, url, language) holds where a document says nothing.
    """
    for source in inputs:
        for path, document_id in _files(source, problem):
            try:
                for document in _documents(path, document_id, problem):
                    yield _with(document, given)
            except DocumentError as error:
                _tell(str(error), problem)


def _files(source: str | Path, problem: Callable[[str], None] | None) -> Iterator[tuple[Path | None, str]]:
    """Each file of an input, with its document_id: its name, or its path below the folder given."""
    if str(source) == STDIN:
        yield None, STDIN
        return
    path = Path(source)
    if not str(source):
        _tell("an input without a name: give a file, a folder or - for standard input", problem)
    elif path.is_dir():
        files = sorted(p for p in path.rglob("*") if p.suffix.lower() in ENDINGS and not _hidden(p.relative_to(path)))
        if not files:
            kinds = ", ".join(ENDINGS)
            _tell(f"{path}: the folder holds no file that is read here; it takes files ending in {kinds}", problem)
        for file in files:
            if file.is_file():
                yield file, text.whole(file.relative_to(path).as_posix())
    elif str(source).startswith(("http://", "https://")):
        _tell(
            f"{source}: addresses are not read yet; save the page's text in a .txt or .md file and give that", problem
        )
    elif path.suffix.lower() in _NOT_YET and path.exists():
        _tell(
            f"{source}: {path.suffix} files are not read yet; save the text in a .txt or .md file and give that",
            problem,
        )
    else:
        yield path, text.whole(path.as_posix())


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _documents(path: Path | None, document_id: str, problem: Callable[[str], None] | None) -> Iterator[Document]:
    name = "standard input" if path is None else str(path)
    raw = sys.stdin.buffer.read() if path is None else text.load(path)
    if path is not None and path.suffix.lower() == ".jsonl":
        yield from batch.documents(raw, name, document_id, lambda said: _tell(said, problem))
    else:
        yield from text.documents(raw, name, document_id, lambda said: _tell(said, problem))


def _with(document: Document, given: dict[str, Any]) -> Document:
    """The document with what the caller gives for what it does not say itself."""
    missing: dict[str, Any] = {
        key: text.whole(value) for key, value in given.items() if value and not getattr(document, key)
    }
    missing.setdefault("language", document.language or _DEFAULT)
    return replace(document, **missing)


def _tell(said: str, problem: Callable[[str], None] | None) -> None:
    if problem is None:
        raise DocumentError(said)
    problem(said)
