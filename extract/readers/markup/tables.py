"""Tables of a page: which hold data, and their cells, once for each row and column that they span."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from extract.readers.markup import furniture

_PROSE = 400  # characters of a cell that make a table without heads a frame for text
_WIDEST = 100  # columns that a cell may span
_MOST_CELLS = 1_000_000
_PARTS = ("p", "div", "ul", "ol", "h1", "h2", "h3", "h4", "section", "article", "form", "blockquote")

Rows = tuple[tuple[str, ...], ...]


def holds_data(table: etree._Element) -> bool:
    """Whether a table holds data in rows and columns; else it is a frame for text that stands in it."""
    if table.get("role") in ("presentation", "none") or next(table.iterdescendants("table"), None) is not None:
        return False
    if next(table.iter("th", "caption", "thead"), None) is not None:
        return True
    widths = [sum(1 for _ in _cells(row)) for row in table.iter("tr")]
    if len(widths) < 2 or max(widths) < 2:
        return False
    return not any(_prose(cell) for row in table.iter("tr") for cell in _cells(row))


def _prose(cell: etree._Element) -> bool:
    size = 0
    for said in cell.itertext():
        size += len(said.strip())
        if size > _PROSE:
            return True
    return sum(1 for _ in cell.iterdescendants(*_PARTS)) > 3


def caption(table: etree._Element, words: Callable[[etree._Element], str]) -> str:
    """A table's caption, in it or in the figure around it."""
    found = next(table.iterchildren("caption"), None)
    parent = table.getparent()
    while found is None and parent is not None and parent.tag in ("div", "figure"):
        if parent.tag == "figure":
            found = next(parent.iter("figcaption"), None)
        parent = parent.getparent() if found is None and parent.tag == "div" else None
    return words(found) if found is not None else ""


def shows(caption: etree._Element) -> bool:
    """Whether a figure's caption is that of a table in it, with which it is shown."""
    figure = next(caption.iterancestors("figure"), None) if caption.tag == "figcaption" else None
    found = figure.iter("table") if figure is not None else ()
    return any(holds_data(table) and next(table.iterchildren("caption"), None) is None for table in found)


def rows(table: etree._Element, words: Callable[[etree._Element], str]) -> Rows:
    """The cells of each row as text; a cell that spans rows or columns stands in each of them."""
    lines = [row for row in table.iter("tr") if not furniture.hidden(row)]
    given = [[cell for cell in _cells(row) if not furniture.hidden(cell)] for row in lines]
    # a line across the whole table often spans more columns than there are
    widths = [sum(_span(cell, "colspan") for cell in cells) for cells in given if len(cells) > 1]
    widest = max(widths, default=_WIDEST)
    if sum(map(len, given)) * _WIDEST > _MOST_CELLS and len(given) * widest > _MOST_CELLS:
        return tuple(tuple(words(cell) for cell in cells) for cells in given)
    return tuple(_spread(given, widest, words))


def _spread(
    given: list[list[etree._Element]], widest: int, words: Callable[[etree._Element], str]
) -> Iterator[tuple[str, ...]]:
    """Each row with what hangs down into it from the rows above."""
    hanging: dict[int, tuple[int, str]] = {}  # column -> rows to go, text
    for cells in given:
        found: dict[int, str] = {}
        for column, (left, said) in list(hanging.items()):
            found[column] = said
            if left > 1:
                hanging[column] = (left - 1, said)
            else:
                del hanging[column]
        column = 0
        for cell in cells:
            said, down = words(cell), _span(cell, "rowspan", len(given))
            for _ in range(_span(cell, "colspan")):
                while column in found:
                    column += 1
                if column >= widest:
                    break
                found[column] = said
                if down > 1:
                    hanging[column] = (down - 1, said)
        yield tuple(found.get(column, "") for column in range(max(found, default=-1) + 1))


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    return row.iterchildren("td", "th")


def _span(cell: etree._Element, name: str, most: int = _WIDEST) -> int:
    """How many rows or columns a cell spans; a rowspan of 0 goes down to the table's end."""
    said = cell.get(name, "").strip() if cell.attrib else ""
    if not (said.isascii() and said.isdigit()):
        return 1
    number = int(said[:6])
    return min(number or (most if name == "rowspan" else 1), most)
