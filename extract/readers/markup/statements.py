"""What a page says of itself for machines: meta elements and JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from lxml import etree

from extract.readers import text

_LONGEST = 4_000_000  # characters of JSON-LD
_OTHERS = frozenset((
    "itemListElement", "hasPart", "isPartOf", "relatedLink", "mentions", "comment", "liveBlogUpdate", "citation",
    "isBasedOn", "review",
))  # fmt: skip
_ARTICLES = frozenset(("Report", "BlogPosting", "LiveBlogPosting", "Dataset", "DiscussionForumPosting"))

Node = dict[str, Any]


class Statements:
    """The statements of a page.

    metas: content by lower-case name, property or itemprop, the first of each; article: the JSON-LD node of the
    article; page: that of the page.
    """

    def __init__(self, root: etree._Element) -> None:
        self.metas: dict[str, str] = {}
        for meta in root.iter("meta"):
            for key in ("property", "name", "itemprop", "http-equiv"):
                content = text.line(meta.get("content", ""))
                if meta.get(key) and content:
                    self.metas.setdefault(meta.get(key, "").strip().lower(), content)
        nodes = list(_nodes(root))
        self._by_id = {node["@id"]: node for node in reversed(nodes) if isinstance(node.get("@id"), str)}
        self.article = next((node for node in nodes if _is_article(node)), {})
        self.page = next((node for node in nodes if "WebPage" in _types(node)), {})

    def meta(self, *names: str) -> str:
        """The content of the first of these metas that there is."""
        return next((self.metas[name] for name in names if name in self.metas), "")

    def name(self, of: object) -> str:
        """The name of a person or organisation, given as text, node, list, or reference to a node."""
        if isinstance(of, list):
            of = of[0] if of else ""
        if isinstance(of, dict) and "name" not in of:
            of = self._by_id.get(str(of.get("@id")), {})
        if isinstance(of, dict):
            of = of.get("name")
        return said(of)


def said(value: object) -> str:
    """A statement as one line of text; empty where it is no text."""
    if isinstance(value, list) and value:
        value = value[0]
    return text.line(value) if isinstance(value, str) else ""


def _types(node: Node) -> list[str]:
    kind = node.get("@type")
    return [str(one) for one in kind] if isinstance(kind, list) else [str(kind)]


def _is_article(node: Node) -> bool:
    return any(kind.endswith("Article") or kind in _ARTICLES for kind in _types(node))


def _nodes(root: etree._Element) -> Iterator[Node]:
    """The nodes of a page's JSON-LD in order, without those of other pages."""
    for script in root.iter("script"):
        if "ld+json" not in script.get("type", "") or len(script.text or "") > _LONGEST:
            continue
        try:
            found: Any = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue  # many pages have broken ones, and all the rest
        waiting = [found]
        while waiting:
            node = waiting.pop()
            if isinstance(node, dict):
                yield node
                inner = [value for key, value in node.items() if key not in _OTHERS]
            else:
                inner = node if isinstance(node, list) else []
            waiting += [value for value in reversed(inner) if isinstance(value, dict | list)]
