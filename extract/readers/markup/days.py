"""The day on which a page says that it was published: never of its last change, of another page, or of its text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import etree

from extract.readers import dates, text
from extract.readers.errors import DocumentError
from extract.readers.markup import furniture
from extract.readers.markup.blocks import words
from extract.readers.markup.statements import Statements, said

_METAS = (
    "article:published_time", "og:article:published_time", "article:published", "og:published_time", "datepublished",
    "citation_publication_date", "citation_online_date", "citation_date", "dc.date.issued", "dcterms.issued",
    "dcterms.date", "dc.date", "dc:date", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate",
    "publish-date", "publish_date", "published_date", "publication_date", "publication-date", "published",
    "originalpublicationdate", "cxenseparse:recs:publishtime", "bt:pubdate", "rnews:datepublished", "displaydate",
    "date",
)  # fmt: skip
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:published|pub-?date|date-?published|publish-?date|publication-?date|published-?(?:on|date|at)"
    r"|posted-?on|post-?date|entry-?date|article-?date|field--name-field-(?:publication-|published-)?date)(?:$|[\s_-])",
    re.IGNORECASE,
)
_CHANGED = re.compile(r"updat|modif|chang|revis|edited|event|expir", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_DIGITS = re.compile(r"((?:19|20)\d\d)[/.]?(\d\d)[/.]?(\d\d)(?!\d)")
_PATH = re.compile(r"/((?:19|20)\d\d)/(\d{1,2})/(\d{1,2})(?:/|$)")
_FIRST, _LAST = "1980", "2100"  # a page says 0001-01-01 or 1970-01-01 where it knows no day
_PARAGRAPH = 120  # characters of a paragraph that an article begins with
_MOST = 3000  # elements above that paragraph
_LONGEST = 64  # characters that say a day


def published(root: etree._Element, statements: Statements, url: str, where: str) -> tuple[str | None, tuple[str, ...]]:
    """The day (or month, or year), None where the page does not say, and a warning where it says no real day."""
    above = list(itertools.islice(_above(root), _MOST))
    broken = ""
    for written in _said(above, statements):
        found = day(written, where)
        if found:
            return found, ()
        broken = broken or written
    path = _PATH.search(urlsplit(url).path)
    in_path = day("-".join((path[1], path[2].zfill(2), path[3].zfill(2))), where) if path else None
    found = in_path or _shown(above, where)
    return found, () if found else unread(broken)


def unread(written: str) -> tuple[str, ...]:
    """The warning of a day that is written and cannot be read; none where nothing is."""
    return (f"its publication date cannot be read: {text.line(written)[:_LONGEST]}",) if written else ()


def day(written: str, where: str) -> str | None:
    """A date as 2021, 2021-06 or 2021-06-08; None where it is none, may be two, or stands for none."""
    if not _YEAR.search(written):  # else dateparser looks for one in two hundred languages
        return None
    match = _DIGITS.match(written)
    try:
        found = dates.published("-".join(match.groups()) if match else written[: _LONGEST + 1], where)
    except DocumentError:
        return None
    return found if found and real(found) else None


def real(found: str) -> bool:
    """Whether a date, as 2021-06-08, is one on which something was published; not one that stands for none."""
    return _FIRST <= found < _LAST


def _said(above: list[etree._Element], statements: Statements) -> Iterator[str]:
    """What the page says for machines, the surest first."""
    given = [said(statements.article.get("datePublished"))]
    given += [statements.metas[name] for name in _METAS if name in statements.metas]
    given += [said(statements.page.get("datePublished"))]
    for element in above:
        if "datepublished" in element.get("itemprop", "").lower() or "pubdate" in element.attrib:
            given.append(element.get("content") or element.get("datetime") or words(element))
    return filter(None, map(text.line, given))


def _shown(above: list[etree._Element], where: str) -> str | None:
    """The day that stands above the article: of an element named for it, else the only one of all times there."""
    named, times = set[str | None](), set[str | None]()
    for element in above:
        name = " ".join(element.get(key, "") for key in ("class", "id", "itemprop"))[: _LONGEST * 4]
        if _CHANGED.search(name):
            continue
        if element.tag == "time" and element.get("datetime"):
            times.add(day(text.line(element.get("datetime", "")), where))
        if _NAMED.search(name):
            written = element.get("datetime") or words(element)
            named.add(day(text.line(written), where))
    for found in (named - {None}, times - {None}):
        if len(found) == 1:
            return found.pop()
        if found:
            return None
    return None


def _above(root: etree._Element) -> Iterator[etree._Element]:
    """The elements of the page from its top to its first long paragraph, without its menus and the like."""
    events = etree.iterwalk(root, events=("start",))
    for _, element in events:
        if element.tag in furniture.SILENT or furniture.beside(element) or furniture.hidden(element):
            events.skip_subtree()
            continue
        if element.tag == "p" and sum(map(len, element.itertext())) >= _PARAGRAPH:
            return
        if element.attrib:
            yield element
