"""A claim as people cite it: a line to copy, a link into the live page, and what stands around its sentence."""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Mapping
from typing import Any

from extract import labels, sentences
from extract.claim import Document
from extract.corpus import Source
from extract.export import links
from extract.sentences import Sentence

Claim = Mapping[str, Any]
AROUND = 2  # sentences before and behind a claim's own
LONGEST = 300  # characters of them on either side
MORE = "…"
_PDF = "pdf"
_END = r"\r\n\v\f\x1c-\x1e\x85\u2028\u2029"
_ENDS = re.compile(rf"(?<!\s)[^\S{_END}]*+[{_END}]\s*+")  # of lines and paragraphs


def citation(claim: Claim, link: str = "", source: Source | None = None) -> str:
    """A claim in one line of plain text, to copy: who published it, under which title and when, the sentence, a link.

    The sentence is as it stands in the text, with a space where a line ends. What is not known is left out. source:
    what a report of ours is based on; then the line says so, for the publisher never wrote that sentence.

    >>> told = {"publisher": "The Courier", "title": "", "published": "2021-06-08", "page": 4, "said_by": "the police"}
    >>> citation({**told, "sentence": "Mexico detained 91,000."}, "https://example.org/a.pdf#page=4")
    'The Courier, 8 Jun 2021, p. 4: “Mexico detained 91,000.” (said by the police) https://example.org/a.pdf#page=4'
    """
    publisher, title, sentence, said_by = (
        _in_line(str(claim[name])) for name in ("publisher", "title", "sentence", "said_by")
    )
    if source is not None and source.url:
        publisher = f"Sample report of migration-figures{f' after {publisher}' if publisher else ''}"
    page = _page(claim)
    parts = (publisher, f"“{title}”" if title else "", _day(claim), "" if page is None else f"p. {page}")
    head = ", ".join(filter(None, parts))
    return " ".join(filter(None, (f"{head}: “{sentence}”", f"(said by {said_by})" if said_by else "", link)))


def link(claim: Claim, document: Document | None, source: Source | None = None) -> str:
    """The address of the claim's sentence in the live page: a text fragment, or the page of a PDF; empty without one.

    document: None where its text is not known; then nothing tells the sentence from another one that begins alike.
    source: what a report of ours is based on; its address is given as it is, for the sentence does not stand there.
    """
    if source is not None and source.url:
        return links.to(source.url, None, 0, 0)
    number = _page(claim)
    if document is None:
        sentence = str(claim["sentence"])
        return links.to(str(claim["url"]), links.Page(sentence), 0, len(sentence), number)
    if not document.url:
        return ""
    if number is not None or document.pages or document.provenance.reader == _PDF:
        return links.to(document.url, None, 0, 0, number)
    return links.to(document.url, _looked_through(document.text), claim["sentence_start"], claim["sentence_end"])


def context(document: Document | None, claim: Claim) -> tuple[str, str]:
    """The two sentences before a claim's own and the two behind it, as they stand in the text; empty where none is.

    A space stands where a line or paragraph ends. Of more than 300 characters only those near the sentence are left,
    from a whole word on, and an ellipsis stands for the others.
    """
    if document is None:
        return "", ""
    split = _split(document.text, document.language)
    first, last = claim["sentence_start"], claim["sentence_end"]
    ahead = bisect.bisect_right(split, first, key=lambda sentence: sentence.end)
    behind = bisect.bisect_left(split, last, key=lambda sentence: sentence.start)
    start = split[max(ahead - AROUND, 0)].start if ahead else first
    following = split[behind : behind + AROUND]
    stop = following[-1].end if following else last
    return _tail(_in_line(document.text[start:first])), _head(_in_line(document.text[last:stop]))


@functools.lru_cache(maxsize=4)
def _split(text: str, language: str) -> list[Sentence]:
    """The sentences of the documents that are being read, for a reader goes from claim to claim."""
    return sentences.split(text, language)


@functools.lru_cache(maxsize=4)
def _looked_through(text: str) -> links.Page:
    return links.Page(text)


def _in_line(text: str) -> str:
    return _ENDS.sub(" ", text).strip()


def _head(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    cut = text[: LONGEST + 1].rsplit(None, 1)[0]  # a word that ends right there is whole
    return cut[:LONGEST].rstrip() + MORE


def _tail(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    cut = text[-LONGEST - 1 :].split(None, 1)[-1]
    return MORE + cut[-LONGEST:].lstrip()


def _page(claim: Claim) -> int | None:
    """The page of a PDF; tables have NA and NaN where there is none."""
    try:
        return int(claim["page"])
    except (TypeError, ValueError):
        return None


def _day(claim: Claim) -> str:
    """The day of publication as people write it; n.d. where it is not known, and what is no date as it is written."""
    written = _in_line(str(claim["published"]))
    try:
        return labels.day(written) or "n.d."
    except ValueError:
        return written
