"""Web pages, live or saved: the article's text, and what the page says of itself."""

from __future__ import annotations

import importlib.metadata
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from extract.claim import Document
from extract.readers import text
from extract.readers.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.readers.markup.blocks import Block
    from extract.readers.markup.heads import Head
    from extract.readers.markup.trees import Tree

_LOST = 0.15  # of the text that looks like article, left out
_SHELL = 40  # characters of a page that shows nothing but that it loads
_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"^[^\w\n]*+\w[^\n]{10,}[.!?]|\d", re.MULTILINE)
_FULLER = 2  # times as long as what a page shows is the text that it gives to machines, where it hides the article
_TOLD = "the text is the one that the page gives to search engines; the page itself shows less"
_DEEP = "its markup is nested too deeply: the text is whole, but menus and the like may be in it"


def version() -> str:
    """The library that finds the article, with its version."""
    return f"trafilatura {importlib.metadata.version('trafilatura')}"


def documents(
    raw: bytes, where: str, document_id: str, problem: Callable[[str], None], *, charset: str | None = None
) -> Iterator[Document]:
    """The document of a page; a DocumentError where it has no text or is too large. charset: what the server says."""
    del problem  # a page is one document: it is read or not
    from extract.readers.markup import charsets, heads, trees

    said, warnings = charsets.decode(raw, where, charset)
    try:
        tree = trees.of(said)
    except trees.TooLargeError:
        raise DocumentError(
            f"{where}: the page has more than {trees.MOST_ELEMENTS:,} elements; save its text in a .txt file"
            " and give that"
        ) from None
    head = heads.of(tree.root, where)
    body, more = _body(tree, head)
    if not body.strip():
        raise DocumentError(f"{where}: {_why(tree)}")
    if tree.plain:
        more = (*more, _DEEP)
    yield Document(
        text.whole(text.titled(head.title, body)), document_id, head.title, head.publisher, head.published,
        head.url, head.language, warnings=(*warnings, *more, *head.warnings),
    )  # fmt: skip


def _body(tree: Tree, head: Head) -> tuple[str, tuple[str, ...]]:
    """The text of a page's article, or the one that it gives to machines where it shows less; and what is lost."""
    from extract.readers import markup
    from extract.readers.markup import articles, blocks

    article = articles.of(tree, list(blocks.of(tree.root)))
    body, told = blocks.text(_without_title(article.blocks, head.title)), markup.text(head.body)
    if len(body) < _SHELL and _scripted(tree) and not _SENTENCE.search(body):
        return told, ()
    if len(told) > _FULLER * len(body):
        return told, (_TOLD,)
    if article.lost < _LOST:
        return body, ()
    share = max(10, round(article.lost * 100, -1))
    return body, (f"about {share:.0f} % of the page's text was left out as not the article",)


def _without_title(found: Sequence[Block], title: str) -> list[Block]:
    """The blocks without the heading that says the title again."""
    said = _WORD.findall(title)
    kept = list(found)
    for number, block in enumerate(kept):
        if not block.heading:
            break
        if _WORD.findall(block.text) == said:
            del kept[number]
            break
    return kept


def _scripted(tree: Tree) -> bool:
    return next(tree.root.iter("script"), None) is not None


def _why(tree: Tree) -> str:
    """Why a page has no text, and what to do."""
    if _scripted(tree):
        return "no text: the page draws its text with JavaScript; save it from the browser and give that"
    return "no text: the page holds none; give the page that has the article"
