"""What a page says of itself: title, publisher, when it was published, its address and language. Nothing is guessed."""

from __future__ import annotations

import html
import re
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from lxml import etree

from extract.readers import text
from extract.readers.markup import days
from extract.readers.markup.blocks import words
from extract.readers.markup.statements import Statements, said

_PUBLISHERS = (
    "dc.publisher", "dcterms.publisher", "dc:publisher", "citation_publisher", "publisher", "article:publisher",
    "application-name", "sailthru.publisher", "rbpubname",
)  # fmt: skip
_TITLES = ("og:title", "citation_title", "dc.title", "dcterms.title", "twitter:title", "parsely-title")
_JOINTS = (" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", " • ")
_SAVED = re.compile(r"saved from url=\(\d{1,6}\)(\S{1,2000})|url:\s{0,9}(https?://\S{1,2000})", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[a-zA-Z]\w{1,31});")
_LONGEST = 2000  # characters of an address
_TITLE = 500  # characters of a title


class Head(NamedTuple):
    """What a page says of itself; empty, None for the day, where it does not say. body: its text for machines."""

    title: str
    publisher: str
    published: str | None
    url: str
    language: str
    body: str
    warnings: tuple[str, ...]


def of(root: etree._Element, where: str) -> Head:
    """The head of a page's tree; `where` is what a warning calls it."""
    statements = Statements(root)
    publisher = _publisher(statements)
    url = _address(root, statements)
    published, warnings = days.published(root, statements, url, where)
    title, body = _title(root, statements, publisher), statements.article.get("articleBody")
    body = body if isinstance(body, str) else ""
    return Head(title, publisher, published, url, _language(root, statements), body, warnings)


def _title(root: etree._Element, statements: Statements, publisher: str) -> str:
    headings = [heading for element in root.iter("h1") if (heading := text.line(words(element)))]
    given = next((text.line("".join(map(str, element.itertext()))) for element in root.iter("title")), "")
    if not statements.meta(*_TITLES) and len(headings) == 1 and given.startswith(headings[0]):
        given = headings[0]
    found = statements.meta(*_TITLES) or said(statements.article.get("headline"))
    found = found or given or (headings[0] if headings else "")
    return _without(_decoded(found), publisher)[:_TITLE]


def _decoded(title: str) -> str:
    """A title whose signs were encoded twice; what would look like a tag stays as it is.

    >>> _decoded("Mexico &amp; Cuba&#8217;s &lt;b&gt;")
    'Mexico & Cuba’s &lt;b&gt;'
    """
    return text.line(_ENTITY.sub(_sign, title))


def _sign(entity: re.Match[str]) -> str:
    """The sign that an entity stands for; itself where that is a tag's, or there is none of this name."""
    sign = html.unescape(entity[0])
    return entity[0] if len(sign) > 1 or sign in "<>" else sign


def _without(title: str, publisher: str) -> str:
    """The title without the name of its publisher behind it."""
    for joint in _JOINTS if publisher else ():
        tail = f"{joint}{publisher}".lower()
        if title.lower().endswith(tail) and len(title) > len(tail):
            return title[: -len(tail)].strip()
    return title


def _publisher(statements: Statements) -> str:
    found = (
        statements.meta("og:site_name"),
        statements.name(statements.article.get("publisher")),
        statements.name(statements.page.get("publisher")),
        *(statements.meta(name) for name in _PUBLISHERS),
    )
    return next((name[:_TITLE] for name in found if name and not name.startswith(("http:", "https:", "@"))), "")


def _address(root: etree._Element, statements: Statements) -> str:
    """The canonical address; a site's front page only where nothing names another, as some sites give it for all."""
    links = [link.get("href", "") for link in root.iter("link") if "canonical" in link.get("rel", "").lower().split()]
    saved = [_saved(comment) for comment in _comments(root)]
    bases = [*saved, statements.meta("og:url"), *(base.get("href", "") for base in root.iter("base"))]
    named = [*links, statements.meta("og:url"), said(statements.article.get("url")), *saved]
    base = next((one for one in bases if web(one)), "")
    found = [address for one in named if one and (address := web(_joined(base, one)))]
    return next((one for one in found if urlsplit(one).path.strip("/") or urlsplit(one).query), "".join(found[:1]))


def web(address: str) -> str:
    """An address of the web as it stands; empty where it is another or broken."""
    address = "".join(address.split())
    try:
        parts = urlsplit(address)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and len(address) <= _LONGEST
    except ValueError:
        return ""
    return address if good else ""


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address.strip())
    except ValueError:
        return ""


def _comments(root: etree._Element) -> list[str]:
    """The comments above the page, in which browsers say where they saved it from."""
    found = [*root.itersiblings(etree.Comment, preceding=True), *root.iterchildren(etree.Comment)]
    return [element.text or "" for element in found]


def _saved(comment: str) -> str:
    found = _SAVED.search(comment[:4000])
    return web(found.group(1) or found.group(2)) if found else ""


def _language(root: etree._Element, statements: Statements) -> str:
    given = (
        root.get("lang", ""), root.get("{http://www.w3.org/XML/1998/namespace}lang", ""), root.get("xml:lang", ""),
        *(body.get("lang", "") for body in root.iterchildren("body")),
        said(statements.article.get("inLanguage")), statements.meta("content-language", "dc.language", "language"),
        statements.meta("og:locale"),
    )  # fmt: skip
    return next(filter(None, map(language, given)), "")


def language(given: str) -> str:
    """The two letters of a language: "en" of "en-GB"; empty for anything else.

    >>> language("pt_BR"), language("english")
    ('pt', '')
    """
    first = re.split(r"[-_,;\s]", given.strip().lower(), maxsplit=1)[0]
    return first if len(first) == 2 and first.isascii() and first.isalpha() else ""
