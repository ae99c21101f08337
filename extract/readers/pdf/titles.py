"""What a PDF says of itself: title, publisher, date of publication."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from extract.readers import dates, text
from extract.readers.errors import DocumentError
from extract.readers.pdf.paragraphs import Block

_LONGEST = 300  # characters of a title
_LARGE = 1.2  # sizes of the text from which a first line is a title
_NO_TITLE = re.compile(
    r"(?i)(?:microsoft (?:word|powerpoint|excel)\b.*|.*\.(?:docx?|pdf|indd|qxd|pptx?|xlsx?|tex|rtf|odt|html?|txt)"
    r"|\(?(?:untitled|anonymous|unspecified|document|title|print|layout|slide|presentation)\)?[\s\d]*|\W*|\d[\d\W_]*|\S{0,3}|[^\s_/\\]*+[_/\\]\S*+)"
)
_PRISM = "http://prismstandard.org/namespaces/basic/"


class About(NamedTuple):
    """What the file's metadata say; empty where they do not."""

    title: str
    publisher: str
    published: str | None
    warnings: tuple[str, ...]


def of(opened: Any, where: str) -> About:
    """The metadata of an open PDF; broken ones count as none."""
    try:
        title = _line(opened.metadata.title if opened.metadata else "")
    except Exception:  # noqa: BLE001 - broken metadata raise anything
        title = ""
    publisher, said = _extended(opened)
    warnings: tuple[str, ...] = ()
    published = None
    try:
        published = dates.published(said, where)
    except DocumentError:
        warnings = (f"its date of publication, {said!r}, cannot be read: give it with --published",)
    return About("" if _NO_TITLE.fullmatch(title) else title, publisher, published, warnings)


def large(blocks: Sequence[Block], body: float) -> str:
    """The first page's title: the first of its largest paragraphs, if they are larger than the text."""
    heads = [block for block in blocks if not block.table and sum(sign.isalpha() for sign in block.text) > 3]
    if not heads:
        return ""
    size = max(block.size for block in heads)
    first = next(block for block in heads if block.size >= 0.97 * size)
    return _line(first.text) if size >= _LARGE * body and len(first.text) <= _LONGEST else ""


def _extended(opened: Any) -> tuple[str, str]:
    """Publisher and date of publication of the extended metadata (XMP)."""
    try:
        xmp = opened.xmp_metadata
        if xmp is None:
            return "", ""
        publisher = _line((xmp.dc_publisher or [""])[0])
        nodes = (
            xmp.get_element("", _PRISM + "2.0/", "publicationDate"),
            xmp.get_element("", _PRISM + "2.1/", "publicationDate"),
        )
        for node in (node for found in nodes for node in found):
            value = node.nodeValue if node.nodeType == node.ATTRIBUTE_NODE else "".join(c.data for c in node.childNodes)
            return publisher, _line(value)
        day = (xmp.dc_date or [None])[0]
        return publisher, day.date().isoformat() if hasattr(day, "date") else _line(day)
    except Exception:  # noqa: BLE001 - broken metadata raise anything
        return "", ""


def _line(said: object) -> str:
    return text.line(str(said or "").replace("\0", ""))[:_LONGEST]
