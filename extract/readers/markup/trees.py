"""Characters of a page -> its tree; what would make that slow or lose text is met before."""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from extract.readers import text

MOST_ELEMENTS = 250_000
_MOST_ATTRIBUTES = 1000  # of one tag; libxml2 compares each with each
_LONG = 4000  # characters of a tag that may hold more
_OPEN = re.compile(r"""<[a-zA-Z](?:[^<>"']++|"[^"]*+"|'[^']*+')*+""")
_QUOTED = re.compile(r""""[^"]*+"|'[^']*+'""")
_NAME = re.compile(r"<[a-zA-Z][\w:-]*")
_MARKED = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>|<!--|&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[a-zA-Z]\w{1,31});")
_INLINE = re.compile(
    r"</?(?:a|abbr|b|big|center|cite|code|em|font|i|ins|label|mark|q|s|small|span|strong|tt|u|[a-z]+-[\w-]+)\b[^<>]*+>",
    re.IGNORECASE,
)
_WRAPPER = re.compile(
    r"</?(?:article|aside|blockquote|dd|div|dl|dt|fieldset|form|li|main|ol|section|ul|table|tbody|thead|tr|td|th)\b[^<>]*+>",
    re.IGNORECASE,
)
_KEPT = ("head", "title", "meta", "link", "script", "style", "noscript", "body", "html")
_TAG = re.compile(rf"</?(?!(?:{'|'.join(_KEPT)})\b)[a-zA-Z][^<>]*+>", re.IGNORECASE)


class Tree(NamedTuple):
    """A page's tree, how many elements it has, and what was lost; `plain` where its nesting is not the page's own."""

    root: etree._Element
    elements: int
    plain: bool = False


class TooLargeError(ValueError):
    """More elements than a page has."""


def of(said: str) -> Tree:
    """The tree of HTML; nested deeper than libxml2 goes (2,048), without its wrappers; TooLargeError beyond a limit."""
    said = _slim(text.whole(said).replace("\0", "\ufffd"))
    if said.count("<") > 3 * MOST_ELEMENTS:
        raise TooLargeError
    root, deep = _parsed(said)
    plain = deep
    for pattern, instead in ((_INLINE, ""), (_WRAPPER, "<br><br>"), (_TAG, "<br><br>")):
        if not deep:
            break
        said = pattern.sub(instead, said)
        root, deep = _parsed(said)
    elements = sum(1 for _ in root.iter()) if len(said) > _LONG else said.count("<") + 3  # html, body, p
    if elements > MOST_ELEMENTS:
        raise TooLargeError
    return Tree(root, elements, plain)


def marked(said: str) -> bool:
    """Whether a text holds tags or entities."""
    return bool(_MARKED.search(said))


def _parsed(said: str) -> tuple[etree._Element, bool]:
    """The tree, and whether the parser gave up on its depth."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        root = etree.fromstring(said.encode("utf-8", "replace"), parser)
    except etree.LxmlError:  # nothing but white space and comments
        root = None
    if root is None:
        root = etree.Element("html")
    return root, any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log)


def _slim(said: str) -> str:
    """Without the attributes of tags that have a thousand of them."""
    return _OPEN.sub(_few, said) if len(said) > _LONG else said


def _few(match: re.Match[str]) -> str:
    tag = match.group()
    if len(tag) < _LONG or len(_QUOTED.sub("", tag).replace("=", " ").split()) < _MOST_ATTRIBUTES:
        return tag
    name = _NAME.match(tag)
    return name.group() if name else tag
