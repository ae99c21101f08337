"""An article's parts under headings, each with a context of its own: a digest's items are not about one another."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from extract import lexicon, places, words
from extract.claim import Document
from extract.measures import plurals
from extract.places import Place
from extract.readings import Reading
from extract.roles import beside, uses
from extract.roles.context import Context
from extract.roles.relations import Codes
from extract.sentences import Sentence

_LONGEST = 120  # characters of a heading
_FEWEST = 4  # words of a heading that begins a new item
_SMALL = 3  # letters of words that headings write small
_CAPITALS = 0.7  # of its longer words begin with a capital
_LISTED = ";"  # of an item of a list
_DIGEST = 2  # headings of a text whose items have each its own countries
_WORD = re.compile(r"[^\W\d_][\w'’.]*")


def of(
    document: Document, sentences: Sequence[Sentence], named: Sequence[Place], whole: Counter[Codes]
) -> dict[int, Context]:
    """The contexts of a document by the number of the sentence with which each begins; the first begins with 0.

    whole: the mentions of the whole document.
    """
    heads = [n for n, sentence in enumerate(sentences) if _heading(document.text, sentences, n, sentence)]
    house, home = publisher(document), newspaper(document)
    begins = [place.start for place in named]
    found = {0: Context(_uses(document.title, 0, len(document.title), document.language), whole, house, home)}
    for head, following in itertools.pairwise([*heads, len(sentences)]):
        start, end = sentences[head].start, sentences[following - 1].end
        inside = named[bisect_left(begins, start) : bisect_left(begins, end)]
        counts = mentions(document, inside) if len(heads) >= _DIGEST else whole
        title = _uses(document.text, start, sentences[head].end, document.language)
        found[head] = Context(title, counts, house, home)
    return found


def publisher(document: Document) -> Codes:
    """The country whose institution publishes the document: of the Home Office, of a ministry with its country."""
    name = document.publisher
    named = places.find(name, 0, len(name), document.language) if name else []
    organs = beside.roles(document.language)["authorities"]
    official = not organs.isdisjoint(words.of(name, 0, len(name)).folded) if named else False
    institutions = (place.codes for place in named if place.kind == "institution")
    return next(institutions, next((place.codes for place in named if official), ()))


@lexicon.cached
def _newspapers() -> dict[str, Codes]:
    return {row["name"].casefold(): (row["alpha3"],) for row in lexicon.rows("publishers.csv")}


def newspaper(document: Document) -> Codes:
    """The country of the newspaper or broadcaster that publishes the document, where it is one that we know."""
    return _newspapers().get(document.publisher.casefold(), ())


def country(whole: Counter[Codes]) -> str:
    """The country that the document names most, empty where it names none."""
    return next(("".join(codes) for codes, _ in whole.most_common(1)), "")


def _heading(text: str, sentences: Sequence[Sentence], n: int, sentence: Sentence) -> bool:
    """A paragraph of one line in which the longer words begin with capitals and that ends without a stop."""
    start, end, paragraph = sentence
    if not text[end - 1].isalpha() or end - start > _LONGEST:
        return False
    line = text[start:end]
    alone = all(sentences[i].paragraph != paragraph for i in (n - 1, n + 1) if 0 <= i < len(sentences))
    if not alone or line.isupper() or _LISTED in line:
        return False
    found = _WORD.findall(line)
    longer = [word for word in found if len(word) > _SMALL]
    return len(found) >= _FEWEST and sum(word[0].isupper() for word in longer) >= _CAPITALS * len(longer) > 0


def mentions(document: Document, named: Sequence[Place]) -> Counter[Codes]:
    """How often each country is named, otherwise than by its people."""
    plural = plurals.endings(document.language)
    return Counter(
        place.codes
        for place in named
        if len(place.codes) == 1
        and not (place.kind == "nationality" and document.text[place.start : place.end].endswith(plural))
    )


def _uses(text: str, start: int, end: int, language: str) -> list[uses.Use]:
    """The places that a title names, as it uses them."""
    said = words.of(text, start, end)
    found = places.find(text, start, end, language, said)
    used = uses.of(Reading(text, (start, end), said, [], [], found, language)) if found else []
    return [use._replace(relation="bare") if use.relation == "dateline" else use for use in used]  # Chad: new arrivals
