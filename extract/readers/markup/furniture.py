"""Parts of a page that are no text of its own: scripts, what it hides, and what stands beside the article."""

from __future__ import annotations

import functools
import re

from lxml import etree

# What holds no text that a page shows as text, controls of forms and what is struck out included.
SILENT = frozenset((
    "applet", "audio", "button", "canvas", "datalist", "del", "embed", "head", "iframe", "input", "map", "math",
    "meter", "noembed", "noframes", "noscript", "object", "optgroup", "option", "picture", "progress", "rp", "rt", "s",
    "script", "select", "strike", "style", "svg", "template", "textarea", "title", "video",
))  # fmt: skip
_BESIDE = frozenset(("aside", "dialog", "footer", "menu", "nav"))
_ROLES = frozenset((
    "alert", "alertdialog", "banner", "complementary", "contentinfo", "dialog", "menu", "menubar", "navigation",
    "search", "toolbar",
))  # fmt: skip
_LONGEST = 300  # characters of names that are looked at
_WHOLE = frozenset(("html", "body", "main", "article", "table", "tbody", "tr"))
_UNSEEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
# Words of class names and ids, which are English whatever the page's language.
_NAMES = frozenset((
    "ad", "ads", "advert", "advertisement", "advertising", "author", "authors", "bio", "breadcrumb", "breadcrumbs",
    "byline", "carousel", "comment", "commentlist", "comments", "consent", "cookie", "cookies", "copyright", "disqus",
    "footer", "gdpr", "login", "masthead", "megamenu", "menu", "modal", "nav", "navbar", "navigation", "newsletter",
    "onetrust", "outbrain", "pager", "pagination", "popular", "popup", "promo", "recommendation", "recommendations",
    "recommended", "related", "respond", "share", "sharedaddy", "sharing", "sidebar", "signup", "skip", "social",
    "sponsored", "subscribe", "taboola", "tags", "teaser", "teasers", "toolbar", "trending",
))  # fmt: skip
_UNSEEN_NAMES = frozenset(("sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "element-invisible"))


def hidden(element: etree._Element) -> bool:
    """Whether the page does not show an element; an overlay's mark on the whole page does not count."""
    if not element.attrib:
        return False
    if "hidden" in element.attrib and element.get("hidden") != "until-found":
        return True
    if element.get("aria-hidden") == "true":
        return (
            element.tag not in ("body", "main", "article") and next(element.iter("main", "article", "h1"), None) is None
        )
    return bool(_UNSEEN.search(element.get("style", ""))) or not _UNSEEN_NAMES.isdisjoint(_classes(element))


def beside(element: etree._Element) -> bool:
    """Whether an element looks like a part of the page that is beside its article, by its tag, role or names."""
    tag = element.tag
    if tag in _BESIDE:
        parent = element.getparent()
        return not (tag == "footer" and parent is not None and parent.tag == "blockquote")
    if not element.attrib or tag in _WHOLE:
        return False
    if element.get("role", "") in _ROLES:
        return True
    return _named(f"{element.get('class', '')} {element.get('id', '')}"[:_LONGEST])


@functools.lru_cache(maxsize=4096)  # a page says the same names again and again
def _named(names: str) -> bool:
    return any(part.lower() in _NAMES for part in _PARTS.findall(names))


def _classes(element: etree._Element) -> list[str]:
    return element.get("class", "")[:_LONGEST].lower().split()
