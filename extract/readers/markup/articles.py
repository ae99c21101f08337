"""A page's blocks -> those of its article; and how much looks like article that is not among them."""

from __future__ import annotations

import itertools
import logging
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from lxml import etree

from extract.readers.markup.blocks import Block
from extract.readers.markup.trees import Tree

_MOST = 10_000  # elements of a page that trafilatura looks through; it takes up to half a millisecond for each
_LONGEST = 2_000_000  # characters likewise
_RUN = 4  # words in a row that a block shares with what trafilatura found
_SHARE = 0.6  # of a block's runs that must be in it
_CORE = 0.85  # of the article's text is in one element
_LINKED = 0.6  # of a block's characters in links make it a list of links
_PROSE = 60  # characters of a paragraph that says something
_LITTLE = 200  # characters of an article that are less than a page is made for
_WORD = re.compile(r"\w+")


class Article(NamedTuple):
    """The blocks of an article, and the share of the page's text that looks like article and is not among them."""

    blocks: tuple[Block, ...]
    lost: float


def of(tree: Tree, found: Sequence[Block]) -> Article:
    """The article in the blocks of a page; all that it shows where no article is found."""
    shown = [block for block in found if not block.hidden]
    size = sum(len(block.text) for block in shown)
    votes = set() if tree.elements > _MOST or size > _LONGEST else _votes(shown, _trafilatura(tree.root))
    if not votes:
        votes = {number for number, block in enumerate(shown) if _says(block) and not block.around}
    kept = _kept(shown, votes)
    kept -= _empty_headings(shown, kept)
    if sum(len(shown[number].text) for number in kept) < _LITTLE:
        kept = {number for number, block in enumerate(shown) if not block.around} or set(range(len(shown)))
    blocks = tuple(shown[number] for number in sorted(kept))
    return Article(blocks, _share_lost(found, blocks))


def _trafilatura(root: etree._Element) -> str:
    """What trafilatura takes for the main text; nothing where it finds none or fails."""
    import lxml.html
    import trafilatura  # half a second

    page = lxml.html.fromstring(etree.tostring(root), parser=lxml.html.HTMLParser(encoding="utf-8", huge_tree=True))
    etree.strip_attributes(page, "colspan", "rowspan")  # it fills up what they span, a million cells if need be
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it writes to stderr what it does not find
    try:
        # deduplicate would drop what an earlier page said, too
        found = trafilatura.bare_extraction(page, include_comments=False, include_tables=True, deduplicate=False)
    except (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError, etree.LxmlError):
        return ""
    return str(getattr(found, "text", "") or "")


def _runs(said: Sequence[str]) -> Iterable[tuple[str, ...]]:
    return zip(*(said[first:] for first in range(_RUN)), strict=False)


def _words(said: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", said))  # as trafilatura does


def _votes(shown: Sequence[Block], main: str) -> set[int]:
    """The numbers of the blocks whose words stand in the main text; of equal blocks, each."""
    lines = {tuple(_WORD.findall(line)) for line in main.split("\n")}
    runs = set(_runs(_words(main)))
    votes = set()
    for number, block in enumerate(shown):
        said = _words(block.text)
        shared = [run in runs for run in _runs(said)]
        if tuple(said) in lines or (shared and sum(shared) >= _SHARE * len(shared)):
            votes.add(number)
    return votes


def _says(block: Block) -> bool:
    """Whether a block is text rather than links or labels."""
    if block.linked > _LINKED * len(block.text):
        return False
    return block.kind == "table" or (not block.heading and len(block.text) >= _PROSE)


def _kept(shown: Sequence[Block], votes: set[int]) -> set[int]:
    """The voted blocks that are not beside the article, and what stands between and beside them in its element."""
    weights = Counter[etree._Element]()
    for number in votes:
        for element in (shown[number].element, *shown[number].element.iterancestors()):
            weights[element] += len(shown[number].text)
    total = sum(len(shown[number].text) for number in votes)
    large = {element for element, weight in weights.items() if weight >= _CORE * total}
    half = {element for element, weight in weights.items() if weight >= total / 2}
    core = min(large, key=lambda element: sum(1 for _ in element.iterancestors()) * -1, default=None)
    chosen = {number for number in votes if half.issuperset(shown[number].around)}
    if core is None or not chosen:
        return chosen
    first, last = min(chosen), max(chosen)
    homes = {home for number in chosen if _says(shown[number]) for home in _homes(shown[number])}
    for number, block in enumerate(shown):
        if number in chosen or not half.issuperset(block.around) or block.linked > _LINKED * len(block.text):
            continue
        inside = first <= number <= last or not homes.isdisjoint(_homes(block))
        if (inside and core in block.element.iterancestors()) or _captions(block, core):
            chosen.add(number)
    return chosen


def _captions(block: Block, core: etree._Element) -> bool:
    """Whether a block is the caption of a picture of the article, which often stands above the element of its text."""
    if block.element.tag != "figcaption":
        return False
    frame = next(block.element.iterancestors("article", "main"), None)
    return frame is not None and (frame is core or frame in core.iterancestors())


def _homes(block: Block) -> list[etree._Element]:
    """The two elements around a block's: paragraphs often have a frame each."""
    return list(itertools.islice(block.element.iterancestors(), 2))


def _empty_headings(shown: Sequence[Block], kept: set[int]) -> set[int]:
    """Headings of which nothing is kept until the next of the same rank."""
    empty, open_ranks = set[int](), list[tuple[str, int]]()
    for number, block in enumerate(shown):
        if block.kind.startswith("h"):
            while open_ranks and open_ranks[-1][0] >= block.kind:
                empty.add(open_ranks.pop()[1])
            open_ranks.append((block.kind, number))
        elif number in kept:
            open_ranks.clear()
    return empty | {number for _, number in open_ranks}


def _share_lost(found: Sequence[Block], kept: Sequence[Block]) -> float:
    """The share of figures' paragraphs and tables that were not kept, where there are two in a row."""
    have = {id(block) for block in kept}
    size = sum(len(block.text) for block in kept)
    lost = 0
    for linked, run in itertools.groupby(found, key=lambda block: id(block) in have or bool(block.around)):
        if not linked:
            lost += _figures(list(run))
    return lost / (lost + size) if lost else 0.0


def _figures(run: Sequence[Block]) -> int:
    """The characters of a run's paragraphs with figures; what stands below a link or heading may be a teaser."""
    sizes = []
    for before, block in zip((None, *run), run, strict=False):
        below = before is not None and (before.linked > _LINKED * len(before.text) or before.heading)
        if _says(block) and not below and re.search(r"\d", block.text):
            sizes.append(len(block.text))
    return sum(sizes) if len(sizes) > 1 else 0
