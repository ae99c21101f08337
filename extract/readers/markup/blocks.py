"""A page's tree -> its blocks of text in order: paragraphs, headings, list items and tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml import etree

from extract.readers import marks, rows
from extract.readers.markup import furniture, tables

_BREAK = "\v"  # a line's end within a block, while other white space is folded
_SPACES = re.compile(r"[ \t\n\r\f]+")
_LINES = re.compile(rf" ?{_BREAK}(?:[ \u00a0]*{_BREAK})* ?")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_ITEMS = frozenset(("li", "dt", "dd"))
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup",
    "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "search", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
_BOLD = frozenset(("b", "strong"))
_TIME = re.compile(r"\d{1,2}[.:h]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?(?:\s?[A-Z]{2,5}(?:[+-]\d{1,2})?)?", re.IGNORECASE)
_CLOCK = re.compile(r"\d{1,2}(?:[.:]\d{2})?\s?[ap]\.?m\.?|\d{1,2}:\d{2}(?::\d{2})?", re.IGNORECASE)
_LAST = 3  # pieces of text that tell whether a unit, of two letters at most, stands before a raised number
_SHORT = 200  # characters of a bold line that stands for a heading


class Block(NamedTuple):
    """A stretch of text that stands by itself.

    kind: p, li, table, or h1 to h6; linked: characters of it that are links; element: the innermost block around it;
    hidden: the page does not show it; around: the parts of the page around it that are beside the article
    (menus, cookie banners, comments …), outermost first; rows, caption: of tables;
    clock: a time of day and nothing else, as above the entries of a live page.
    """

    kind: str
    text: str
    linked: int
    element: etree._Element
    hidden: bool = False
    around: tuple[etree._Element, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    caption: str = ""
    bold: bool = False
    clock: bool = False

    @property
    def heading(self) -> bool:
        """Whether it is a heading, by its tag or as a short line in bold."""
        return self.kind in _HEADINGS or (self.bold and len(self.text) <= _SHORT)


def of(root: etree._Element) -> Iterator[Block]:
    """The blocks of a tree in order."""
    walk = _Walk(root)
    events = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in events:
        if event == "start":
            if not walk.enter(element):
                events.skip_subtree()
        elif event == "end":
            walk.leave(element)
        if event != "start" and element is not root:
            walk.say(element.tail)
        if walk.done:
            yield from walk.done
            walk.done.clear()
    walk.flush()
    yield from walk.done


def text(found: Iterable[Block]) -> str:
    """Blocks as text: a blank line between them, items of a list on lines of their own, tables as lines of cells.

    A heading right above a table without a caption of its own is its caption. Times of day alone are no text.
    """
    parts: list[str] = []
    last: Block | None = None
    for block in found:
        if block.clock:
            continue
        close = last is not None and block.kind == "li" == last.kind
        said = rows.block(block.rows, block.caption) if block.kind == "table" else block.text
        close = close or bool(block.kind == "table" and not block.caption and last and last.heading)
        parts += [("\n" if close else "\n\n") if parts else "", said]
        last = block
    return "".join(parts)


def words(element: etree._Element) -> str:
    """The text of an element on one line, without what the page hides."""
    if not len(element):
        return _SPACES.sub(" ", element.text or "").replace("\u00ad", "").strip()  # most cells of a table
    return " ".join(block.text.replace("\n", " ") for block in of(element) if not block.hidden)


class _Walk:
    """What is known on the way through a tree."""

    def __init__(self, root: etree._Element) -> None:
        self.done: list[Block] = []
        self._said: list[str] = []
        self._linked = self._bold = self._timed = 0  # characters
        self._within: list[etree._Element] = [root]  # blocks around this place
        self._headings: list[str] = []
        self._items = self._links = self._strong = self._times = self._raised = self._pre = 0  # how many are open
        self._hidden: etree._Element | None = None
        self._around: list[etree._Element] = []
        self._skipped: etree._Element | None = None

    def enter(self, element: etree._Element) -> bool:
        """Begin an element; whether to go into it."""
        if element.tag in _BLOCKS:
            self.flush()
        if not self._shown(element):
            self._skipped = element
            return False
        if element.tag in _BLOCKS:
            self._open(element)
        elif element.tag == "br":
            self._said.append(_BREAK)
        self._inline(element.tag, 1)
        self.say(element.text)
        return True

    def _shown(self, element: etree._Element) -> bool:
        """Whether there is more to see in an element; tables of data are done at once."""
        tag = element.tag
        if tag in furniture.SILENT or tables.shows(element):
            return False
        if furniture.hidden(element):
            if tag not in _BLOCKS:
                return False
            self._hidden = self._hidden if self._hidden is not None else element
        if tag == "table" and tables.holds_data(element):
            self._table(element)
            return False
        return True

    def _open(self, element: etree._Element) -> None:
        self._within.append(element)
        self._items += element.tag in _ITEMS
        if element.tag in _HEADINGS:
            self._headings.append(str(element.tag))
        if furniture.beside(element):
            self._around.append(element)

    def leave(self, element: etree._Element) -> None:
        """End an element."""
        if element is self._hidden and element is self._skipped:
            self._hidden = None
        if element is self._skipped:
            self._skipped = None
            return
        if element is self._within[-1]:
            self.flush()
            self._within.pop()
            self._items -= element.tag in _ITEMS
            if element.tag in _HEADINGS:
                self._headings.pop()
            if self._around and self._around[-1] is element:
                self._around.pop()
        if element is self._hidden:
            self._hidden = None
        self._inline(element.tag, -1)

    def _inline(self, tag: object, by: int) -> None:
        self._links += by * (tag == "a")
        self._strong += by * (tag in _BOLD)
        self._times += by * (tag == "time")
        self._raised += by * (tag == "sup")
        self._pre += by * (tag == "pre")

    def say(self, said: str | None) -> None:
        """Add text at this place."""
        if not said:
            return
        if self._raised and marks.number(said.strip()):  # else it makes another figure of the one before it
            said = marks.raised(said.strip(), "".join(self._said[-_LAST:]))
        if self._pre:
            said = said.replace("\n", _BREAK)
        self._said.append(said)
        size = len(said.strip()) if self._links or self._strong or self._times else 0
        self._linked += size if self._links else 0
        self._bold += size if self._strong else 0
        self._timed += size if self._times else 0

    def flush(self) -> None:
        """End the block of text at this place, if there is one."""
        if not self._said:
            return
        said = _SPACES.sub(" ", "".join(self._said)).replace("\u00ad", "")
        pieces = [piece for piece in _LINES.sub(_ends, said).split(_BREAK) if piece.strip()]
        size = sum(map(len, pieces))
        bold, linked = self._bold >= 0.9 * size, min(self._linked, size)
        for piece in pieces:
            share = round(linked * len(piece) / size)
            self._add(self._kind(), "\n".join(filter(None, map(str.strip, piece.split("\n")))), share, bold)
        self._said, self._linked, self._bold, self._timed = [], 0, 0, 0

    def _kind(self) -> str:
        return self._headings[-1] if self._headings else "li" if self._items else "p"

    def _add(self, kind: str, said: str, linked: int, bold: bool) -> None:
        hidden = self._hidden is not None
        clock = (_TIME if self._timed >= len(said) else _CLOCK).fullmatch(said) is not None
        around = tuple(self._around)
        self.done.append(Block(kind, said, linked, self._within[-1], hidden, around, bold=bold, clock=clock))

    def _table(self, element: etree._Element) -> None:
        found = tables.rows(element, words)
        linked = sum(len(words(link)) for link in element.iter("a"))
        said = "\n".join(rows.line(row) for row in found)
        if said.strip(" |\n"):
            hidden, caption = self._hidden is not None, tables.caption(element, words)
            self.done.append(Block("table", said, linked, element, hidden, tuple(self._around), found, caption))


def _ends(match: re.Match[str]) -> str:
    """One break is a line's end, two and more are a paragraph's."""
    return "\n" if match.group().count(_BREAK) == 1 else _BREAK
