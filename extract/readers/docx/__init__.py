"""Word files (.docx): body with tables, text boxes and footnotes in place, then endnotes, headers and footers once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from extract.claim import Document
from extract.readers.docx.blocks import Block, Body, texts
from extract.readers.docx.package import Package
from extract.readers.docx.runs import Notes, TooDeepError, child, name, value
from extract.readers.errors import DocumentError
from extract.readers.text import line, whole

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_TITLE = "title"  # the name of Word's style
_DC_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_LONGEST = 300  # characters of a title


def version() -> str:
    """Word files are read with the standard library and defusedxml, which only guards it."""
    return ""


def documents(raw: bytes, where: str, document_id: str, problem: Callable[[str], None]) -> Iterator[Document]:
    """The one document of a Word file's bytes; a DocumentError where it cannot be read."""
    del problem  # a Word file has no entries of its own
    try:
        text, title = _read(Package(raw, where))
    except (TooDeepError, RecursionError):
        raise DocumentError(f"{where}: its parts lie within each other too deeply; save it anew as .docx") from None
    except MemoryError:
        raise DocumentError(f"{where}: it needs more memory than is allowed; split it and give its parts") from None
    if not text:
        raise DocumentError(f"{where}: it holds no text; if its pages are pictures, it needs OCR")
    yield Document(text, document_id, title, language="")


def _read(package: Package) -> tuple[str, str]:
    """The text and the title."""
    main = package.xml(package.main)
    notes = Notes()
    styles = _styles(package)
    body, beside = Body(styles, notes), Body(styles, notes, beside=True)
    blocks = list(body.blocks(main)) if main is not None else []
    said = _notes(package, body, notes)
    below = {key: said[key] for block in blocks for key in block.notes if key[0] == "footnotes" and key in said}
    found = [*texts(blocks, below), *(lines for key, lines in said.items() if key not in below)]
    for kind in ("header", "footer"):
        for lines in _beside(package, beside, kind):
            if lines not in found:
                found.append(lines)
    return whole("\n\n".join(found)), _title(package, blocks)


def _styles(package: Package) -> dict[str, str]:
    """The names of the paragraphs' styles by their ids, in lower case."""
    found: dict[str, str] = {}
    for part in package.related(package.main, "styles"):
        root = package.xml(part)
        for style in root if root is not None else ():
            if name(style) == "w:style":
                found[value(style, "styleId")] = value(child(style, "w:name")).lower()
    return found


def _notes(package: Package, body: Body, notes: Notes) -> dict[tuple[str, str], str]:
    """The notes by kind and id: those referred to, in that order and each behind its mark, and the others."""
    said: dict[tuple[str, str], str] = {}
    for kind in ("footnotes", "endnotes"):
        for part in package.related(package.main, kind):
            root = package.xml(part)
            for note in root if root is not None else ():
                lines = " ".join(texts(list(body.blocks(note))))
                if value(note, "type") in ("", "normal") and lines:
                    said[kind, value(note, "id")] = lines
    marked = {key: f"[{number}] {said.pop(key)}" for key, number in notes.numbers.items() if key in said}
    return {**marked, **said}


def _beside(package: Package, body: Body, kind: str) -> Iterator[str]:
    """The text of headers or footers; those of several sections may say the same."""
    for part in package.related(package.main, kind):
        root = package.xml(part)
        if root is not None:
            yield from texts(list(body.blocks(root)))


def _title(package: Package, blocks: list[Block]) -> str:
    """The title that the file states, else its first paragraph in the style of titles."""
    for part in package.related("", "core-properties"):
        root = package.xml(part)
        found: Element | None = root.find(_DC_TITLE) if root is not None else None
        said = line(found.text) if found is not None else ""
        if said:
            return said[:_LONGEST]
    return next((line(block.text)[:_LONGEST] for block in blocks if block.style == _TITLE), "")
