"""RSS and Atom feeds: each entry a document, with what the feed holds of its text."""

from __future__ import annotations

import contextlib
import email.utils
import html.entities
import importlib.metadata
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element, ParseError, tostring

from extract.claim import Document
from extract.readers import text
from extract.readers.errors import DocumentError

_ATOM = ("{http://www.w3.org/2005/Atom}", "{http://purl.org/atom/ns#}")
_DC = ("{http://purl.org/dc/elements/1.1/}", "{http://purl.org/dc/terms/}")
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
_ROOTS = ("rss", "RDF", "feed")
_NETSCAPE = "-//Netscape Communications//DTD RSS 0.91//EN"  # every feed of that version names it; it is not fetched
_OTHERS = {
    "urlset": "a sitemap, which lists addresses without their text; give the addresses",
    "sitemapindex": "a list of sitemaps, without text; give the addresses of articles",
    "opml": "a list of feeds; give the feeds",
    "html": "a web page; give it with the ending .html",
}
_SIGN = re.compile(r"&(?:(#\d{1,7}|#x[\da-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)?")
_OF_XML = frozenset(("amp", "lt", "gt", "quot", "apos"))
_DECLARED = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def version() -> str:
    """The library that guards the XML, with its version."""
    return f"defusedxml {importlib.metadata.version('defusedxml')}"


def documents(raw: bytes, where: str, document_id: str, problem: Callable[[str], None]) -> Iterator[Document]:
    """The entries of a feed in its order; `problem` is told of those without text, and of a feed that breaks off."""
    root, entries, broken = _read(raw, where)
    feed = _Feed(root)
    seen = set[str]()
    for number, entry in enumerate(entries, start=1):
        place = f"{document_id}#{number}"
        try:
            document = feed.document(entry, f"{where}#{number}", place)
        except DocumentError as error:
            problem(str(error))
            continue
        own = document.document_id
        again = own in seen  # a second entry of the same address is another document
        seen.add(own)
        yield replace(document, document_id=f"{own}#{number}") if again else document
    if broken:
        problem(f"{where}: the feed breaks off ({broken}) behind entry {len(entries)}; get it again for the rest")
    elif not entries:
        raise DocumentError(f"{where}: the feed has no entries; get it again when it has")


def _read(raw: bytes, where: str) -> tuple[Element, list[Element], str]:
    """The feed's element, its entries, and where it breaks off, if it does."""
    root, entries, broken = _parsed(raw, where)
    if broken:
        again = _parsed(_mended(raw, where), where)
        if len(again[1]) > len(entries) or not again[2]:
            root, entries, broken = again
    if root is None or (broken and not entries):
        raise DocumentError(f"{where}: it is no XML ({broken}); get the feed again")
    name = _bare(root.tag)
    if name not in _ROOTS:
        other = _OTHERS.get(name, f"XML of another kind (<{name[:40]}>), no RSS or Atom; save its text in a .txt file")
        raise DocumentError(f"{where}: it is {other}")
    return root, entries, broken


def _parsed(raw: bytes, where: str) -> tuple[Element | None, list[Element], str]:
    import defusedxml.ElementTree as Safe
    from defusedxml.common import DefusedXmlException, DTDForbidden

    root, entries = None, list[Element]()
    trusted = _NETSCAPE.encode() in raw[:1000]
    try:
        events = Safe.iterparse(io.BytesIO(raw), ("start", "end"), forbid_dtd=not trusted)
        for event, element in events:
            if root is None:
                root = element
            if event == "end" and _bare(element.tag) in ("item", "entry"):
                entries.append(element)
    except DTDForbidden:
        raise DocumentError(f"{where}: it declares a document type, which no feed needs; it is not read") from None
    except DefusedXmlException:
        raise DocumentError(f"{where}: it declares entities of its own, which may be a bomb; it is not read") from None
    except (ParseError, ValueError, LookupError) as error:
        return root, entries, str(error)
    return root, entries, ""


def _mended(raw: bytes, where: str) -> bytes:
    """The feed without what often breaks one: names of HTML's signs, bare ampersands, signs that XML has not."""
    from extract.readers.markup import charsets

    try:
        said, _ = charsets.decode(raw, where)
    except DocumentError:
        return b""
    said = _DECLARED.sub("", _NOT_XML.sub("", said))
    return text.whole(_SIGN.sub(_number, said)).encode()


def _number(match: re.Match[str]) -> str:
    name = match.group(1) or ""
    if name.startswith("#") or name in _OF_XML:
        return match.group()
    signs = html.entities.html5.get(f"{name};", "")
    return "".join(f"&#{ord(sign)};" for sign in signs) or f"&amp;{match.group()[1:]}"


def _bare(tag: str) -> str:
    return tag.rpartition("}")[2]


class _Feed:
    """What entries take from their feed: the names of its elements, title, language."""

    def __init__(self, root: Element) -> None:
        self._core = root.tag.rpartition("}")[0] + "}" if root.tag.startswith("{") else ""
        channel = next((element for element in root if _bare(element.tag) == "channel"), root)
        if channel.tag.startswith("{"):  # RSS 1.0: its elements are in another namespace than its root
            self._core = channel.tag.rpartition("}")[0] + "}"
        self._title = self._line(channel, "title")
        said = self._said(channel, "language", *(f"{dc}language" for dc in _DC))
        self._language = said or root.get("{http://www.w3.org/XML/1998/namespace}lang", "")

    def document(self, entry: Element, where: str, place: str) -> Document:
        """The document of an entry; `place` is its id where it has no other."""
        from extract.readers.markup import heads

        title, body = self._line(entry, "title"), self._body(entry)
        if title and not body.startswith(title):
            body = f"{title}\n\n{body}".rstrip()
        if not body.strip():
            raise DocumentError(f"{where}: the entry has neither title nor text; read its page instead")
        url = heads.web(self._link(entry))
        published, warnings = self._published(entry, where)
        own = url or self._said(entry, "guid", "id") or place
        return Document(
            text.whole(body), text.whole(own), text.whole(title), text.whole(self._publisher(entry)), published,
            text.whole(url), heads.language(self._language), warnings=warnings,
        )  # fmt: skip

    def _find(self, entry: Element, *names: str) -> Iterator[Element]:
        for name in names:
            yield from entry.findall(name if name.startswith("{") else self._core + name)

    def _said(self, entry: Element, *names: str) -> str:
        for element in self._find(entry, *names):
            said = "".join(element.itertext()).strip()
            if said:
                return said
        return ""

    def _line(self, entry: Element, name: str) -> str:
        from extract.readers import markup

        element = next(self._find(entry, name), None)
        if element is None:
            return ""
        said = _markup(element)
        plain = element.get("type") == "text" and self._core in _ATOM
        return text.line(said) if plain else markup.line(said)

    def _body(self, entry: Element) -> str:
        """The longest of the entry's texts: its content, its description or summary."""
        from extract.readers import markup

        names = (f"{_CONTENT}encoded", "content", "description", "summary", *(f"{dc}description" for dc in _DC))
        found = [_text(element, self._core in _ATOM, markup.text) for element in self._find(entry, *names)]
        return max(found, key=len, default="")

    def _link(self, entry: Element) -> str:
        """RSS: the link, else a guid that is one; Atom: the link to the entry itself."""
        if self._core in _ATOM:
            links = [link for link in self._find(entry, "link") if link.get("rel", "alternate") == "alternate"]
            return next((link.get("href", "") for link in links), "")
        guid = next(self._find(entry, "guid"), None)
        fixed = "" if guid is None or guid.get("isPermaLink") == "false" else guid.text or ""
        return self._said(entry, "link") or fixed.strip()

    def _publisher(self, entry: Element) -> str:
        """The source that an entry names, else the feed."""
        source = next(self._find(entry, "source"), None)
        if source is not None and len(source):  # Atom: the head of the feed that it was taken from
            return self._line(source, "title") or self._title
        return text.line(source.text) if source is not None and source.text else self._title

    def _published(self, entry: Element, where: str) -> tuple[str | None, tuple[str, ...]]:
        """The day of publication; of the last change only where there is no other, as in many Atom feeds."""
        from extract.readers.markup import days

        core = [f"{dc}{name}" for dc in _DC for name in ("date", "issued", "created")]
        written = self._said(entry, "pubDate", "published", "issued", *core) or self._said(entry, "updated", "modified")
        found = _day(written, where) if written else None
        return found, () if found else days.unread(written)


def _day(written: str, where: str) -> str | None:
    from extract.readers.markup import days

    try:  # the usual form, a hundred times as fast
        found = email.utils.parsedate_to_datetime(written[:64]).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return days.day(text.line(written), where)
    return found if days.real(found) else None


def _markup(element: Element) -> str:
    """What an element says, as HTML: XHTML within it as it stands, else its text."""
    if len(element) and element.get("type", "xhtml") != "text":
        with contextlib.suppress(RecursionError):  # nested a thousand deep
            inner = "".join(tostring(child, encoding="unicode") for child in element)
            return re.sub(r"<(/?)\w+:", r"<\1", (element.text or "") + inner)
    return "".join(element.itertext())


def _text(element: Element, atom: bool, of: Callable[[str], str]) -> str:
    said = _markup(element)
    kind = element.get("type", "text" if atom else "html")
    if atom and kind in ("text", "text/plain"):
        return "\n".join(line.strip() for line in said.strip().splitlines())
    return of(said) if "html" in kind or not atom else ""  # Atom holds pictures, too
