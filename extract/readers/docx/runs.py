"""Runs of a Word paragraph -> its text: what is seen when the document is printed with all changes accepted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from extract.readers import marks

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_WORD = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
_PREFIXES = {
    **dict.fromkeys(_WORD, "w:"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}": "mc:",
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}": "m:",
    "{http://purl.oclc.org/ooxml/officeDocument/math}": "m:",
}
_SIGNS = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "\u2011", "w:softHyphen": ""}
_LEFT_OUT = {"w:del", "w:moveFrom", "w:delText", "w:rPr", "w:pPr", "w:rt", "w:commentReference", "w:annotationRef"}
_NOTES = {"w:footnoteReference": "footnotes", "w:endnoteReference": "endnotes"}
_COUNTING = ("PAGE", "NUMPAGES", "SECTIONPAGES")
_NUMBERING = (*_COUNTING, "PAGEREF", "TOC", "INDEX")  # fields of pages, which are no figures
_OFF = ("0", "false", "off", "none")
_PRIVATE = ("\ue000", "\uf8ff")
_DEEPEST = 100  # elements within each other
_LAST = 3  # parts that tell whether a unit, of two letters at most, stands before a raised number


class TooDeepError(Exception):
    """Elements lie within each other deeper than any program writes them."""


class Notes:
    """Foot- and endnotes in the order in which they are referred to."""

    def __init__(self) -> None:
        self.numbers: dict[tuple[str, str], int] = {}

    def mark(self, kind: str, note: str) -> str:
        """The mark of a note: [1], [2] …"""
        return f"[{self.numbers.setdefault((kind, note), len(self.numbers) + 1)}]"


def name(element: Element) -> str:
    """An element's name with a prefix of ours: w:p; empty for those of other kinds."""
    space, brace, local = str(element.tag).rpartition("}")
    prefix = _PREFIXES.get(space + brace)
    return prefix + local if prefix else ""


def value(element: Element | None, attribute: str = "val") -> str:
    """An attribute of an element of Word's; empty where there is none."""
    if element is None:
        return ""
    return next((said for space in _WORD if (said := element.get(space + attribute)) is not None), "")


def child(element: Element | None, *path: str) -> Element | None:
    """The first element at a path of children: child(paragraph, "w:pPr", "w:pStyle")."""
    for step in path:
        element = next((inner for inner in element if name(inner) == step), None) if element is not None else None
    return element


class Text:
    """Reads paragraphs one after the other; fields may run over several.

    boxes: the text boxes met in the last; counts: whether it has a field that counts pages.
    """

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._fields: list[str] = []  # what the open fields say, the outermost first
        self._parts: list[str] = []
        self.boxes: list[Element] = []
        self.counts = False

    def of(self, paragraph: Element) -> str:
        """The text of a paragraph."""
        self._parts, self.boxes, self.counts = [], [], False
        self._walk(paragraph, 0)
        return "".join(self._parts)

    def _walk(self, element: Element, depth: int) -> None:
        if depth > _DEEPEST:
            raise TooDeepError
        for inner in element:
            kind = name(inner)
            if kind == "w:txbxContent":
                self.boxes.append(inner)
            elif kind == "w:fldChar":
                self._field(value(inner, "fldCharType"))
            elif kind == "w:instrText" and self._fields:
                self._fields[-1] += inner.text or ""
            elif kind == "w:fldSimple":
                self._fields.append(value(inner, "instr"))
                self._walk(inner, depth + 1)
                self._end()
            elif kind == "w:r":
                self._run(inner, depth)
            elif kind == "mc:AlternateContent":
                self._walk(_chosen(inner), depth + 1)
            elif kind not in _LEFT_OUT and kind != "w:instrText":
                self._say(_said(inner, kind))
                self._refer(inner, kind)
                self._walk(inner, depth + 1)

    def _run(self, run: Element, depth: int) -> None:
        properties = child(run, "w:rPr")
        hidden = child(properties, "w:vanish")
        if hidden is not None and value(hidden) not in _OFF:
            return
        before = len(self._parts)
        self._walk(run, depth + 1)
        said = "".join(self._parts[before:]).strip()
        if value(child(properties, "w:vertAlign")) == "superscript" and marks.number(said):
            self._parts[before:] = [marks.raised(said, "".join(self._parts[max(before - _LAST, 0) : before]))]

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append("")
        elif kind == "end" and self._fields:
            self._end()

    def _end(self) -> None:
        self.counts |= self._fields.pop().strip().upper().split(" ", 1)[0] in _COUNTING

    def _refer(self, element: Element, kind: str) -> None:
        if kind in _NOTES and value(element, "customMarkFollows") in ("", *_OFF):
            self._say(self._notes.mark(_NOTES[kind], value(element, "id")))

    def _say(self, said: str) -> None:
        if said and not any(field.strip().upper().startswith(_NUMBERING) for field in self._fields):
            self._parts.append(said)


def _chosen(alternatives: Element) -> Element:
    """Of two forms of one thing the newer, so that nothing is read twice."""
    found = next((inner for inner in alternatives if name(inner) == "mc:Choice"), None)
    return alternatives if found is None else found


def _said(element: Element, kind: str) -> str:
    if kind in ("w:t", "m:t"):
        return element.text or ""
    if kind == "w:sym":
        return _symbol(value(element, "char"))
    return _SIGNS.get(kind, "")


def _symbol(code: str) -> str:
    """A sign given by its number; those of fonts' own, which no text can hold, are bullets at most."""
    try:
        sign = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return "•" if _PRIVATE[0] <= sign <= _PRIVATE[1] else sign


def children(element: Element) -> Iterator[tuple[str, Element]]:
    """The elements within with their names; content controls, accepted changes and chosen alternatives are opened."""
    stack = [iter(element)]
    while stack:
        inner = next(stack[-1], None)
        if inner is None:
            stack.pop()
            continue
        kind = name(inner)
        if kind in ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml", "w:smartTag"):
            stack.append(iter(inner))
        elif kind == "mc:AlternateContent":
            stack.append(iter(_chosen(inner)))
        else:
            yield kind, inner
        if len(stack) > _DEEPEST:
            raise TooDeepError
