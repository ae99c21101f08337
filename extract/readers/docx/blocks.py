"""The body of a Word part -> its paragraphs and tables as text, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from extract.readers import folios, rows
from extract.readers.docx.runs import Notes, Text, TooDeepError, child, children, value

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_CAPTION, _CONTENTS = "caption", "toc "  # names of Word's own styles, the same in all languages
_BULLET = "• "
_DEEPEST = 8  # tables and boxes within each other
_LONG = 300  # characters of a cell that holds text rather than an entry
_COLUMNS = 1_000  # over which a cell may run
_PAGE = re.compile(rf"[-–—|\s]*(?:{folios.OF}|{folios.ALONE})[-–—|\s]*")


class Block(NamedTuple):
    """A paragraph, or a table whose rows are given; style is the name of the paragraph's style.

    notes: kind and id of those that it is the first to refer to.
    """

    text: str
    style: str
    rows: list[list[str]] | None = None
    notes: tuple[tuple[str, str], ...] = ()


def texts(blocks: list[Block], notes: Mapping[tuple[str, str], str] | None = None) -> Iterator[str]:
    """The text of each block and the notes given right behind; a caption beside a table stands in its block."""
    known = notes or {}
    k = 0
    while k < len(blocks):
        said = blocks[k : k + 2] if _captioned(*blocks[k : k + 3]) else blocks[k : k + 1]
        k += len(said)
        caption = " ".join(block.text for block in said if block.rows is None)
        table = next((block.rows for block in said if block.rows is not None), None)
        yield caption if table is None else rows.block(table, caption)
        yield from (known[key] for block in said for key in block.notes if key in known)


def _captioned(first: Block, second: Block | None = None, third: Block | None = None) -> bool:
    """Whether the first two blocks are a table and its caption: above it, or below and above no other table."""
    if second is None:
        return False
    if first.rows is None:
        return first.style == _CAPTION and second.rows is not None
    return second.style == _CAPTION and (third is None or third.rows is None)


class Body:
    """Reads parts of a document; styles: their names by id; beside: heads and feet, whose page numbers are left out."""

    def __init__(self, styles: Mapping[str, str], notes: Notes, *, beside: bool = False) -> None:
        self._styles, self._notes, self._beside = styles, notes, beside
        self._text = Text(notes)

    def blocks(self, element: Element, depth: int = 0) -> Iterator[Block]:
        """The blocks of an element that holds paragraphs and tables."""
        if depth > _DEEPEST:
            raise TooDeepError
        for kind, inner in children(element):
            if kind == "w:p":
                yield from self._paragraph(inner, depth)
            elif kind == "w:tbl":
                yield from self._table(inner, depth)
            elif kind in ("w:txbxContent", "w:body"):
                yield from self.blocks(inner, depth + 1)

    def _paragraph(self, paragraph: Element, depth: int) -> Iterator[Block]:
        properties = child(paragraph, "w:pPr")
        style = self._styles.get(value(child(properties, "w:pStyle")), "")
        known = len(self._notes.numbers)
        said = self._text.of(paragraph).strip()
        if self._beside and (self._text.counts or _PAGE.fullmatch(said)):
            said = ""
        boxes = self._text.boxes
        if said and not style.startswith(_CONTENTS):
            listed = child(properties, "w:numPr") is not None or style.startswith("list bullet")
            yield Block((_BULLET if listed else "") + said, style, None, self._since(known))
        for box in boxes:
            yield from self.blocks(box, depth + 1)

    def _since(self, known: int) -> tuple[tuple[str, str], ...]:
        """The notes referred to since so many were."""
        return tuple(self._notes.numbers)[known:]

    def _table(self, table: Element, depth: int) -> Iterator[Block]:
        known = len(self._notes.numbers)
        cells = [list(self._cells(row)) for kind, row in children(table) if kind == "w:tr" and not _deleted(row)]
        inner = [[list(self.blocks(cell, depth + 1)) for cell, _ in row] for row in cells]
        said = [[" ".join(" ".join(_flat(block)) for block in blocks) for blocks in row] for row in inner]
        if _layout(said):
            yield from (block for row in inner for blocks in row for block in blocks)
            return
        found: list[list[str]] = []
        for row, texts_of_row in zip(cells, said, strict=True):
            line: list[str] = []
            for (cell, before), text in zip(row, texts_of_row, strict=True):
                line += [""] * before
                merged = child(cell, "w:tcPr", "w:vMerge")
                if merged is not None and value(merged) != "restart" and found and len(found[-1]) > len(line):
                    text = found[-1][len(line)]
                line += [text] * _columns(child(cell, "w:tcPr", "w:gridSpan"))
            found.append(line)
        yield Block("", "", found, self._since(known))

    def _cells(self, row: Element) -> Iterator[tuple[Element, int]]:
        """A row's cells, each with how many columns are left free before it."""
        free = child(row, "w:trPr", "w:gridBefore")
        before = _columns(free) if free is not None else 0
        for kind, cell in children(row):
            if kind == "w:tc":
                yield cell, before
                before = 0


def _flat(block: Block) -> Iterator[str]:
    """A block's words on one line."""
    if block.rows is None:
        yield block.text
    else:
        yield from (" ".join(filter(None, row)) for row in block.rows)


def _layout(said: list[list[str]]) -> bool:
    """Whether a table only places text on the page: it has one column, or long texts and hardly any entries."""
    entries = [cell for row in said for cell in row if cell]
    if all(len(row) <= 1 for row in said):
        return True
    return 2 * sum(len(cell) > _LONG for cell in entries) >= len(entries)


def _deleted(row: Element) -> bool:
    return child(row, "w:trPr", "w:del") is not None


def _columns(span: Element | None) -> int:
    said = value(span)
    return min(max(int(said), 1), _COLUMNS) if said.isdecimal() and len(said) < 6 else 1
