"""words.Openings: patterns tried only where their first words stand find what they find when tried at every word.

Who gives a pattern of numerals or times a new way to begin adds its words to the Openings beside it.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extract import lexicon, words
from extract.numbers import vocabulary as numerals
from extract.periods import vocabulary as times
from extract.words import Openings

ARTICLES = sorted((Path(__file__).parent.parent / "data" / "articles").glob("*.md"))
TEXTS = [example.wants["text"] for example in lexicon.examples() if "text" in example.wants]
ODD = [
    "½ a day, 3½ hours, .5 km, 1,000.5, twentyfold, ten-fold, tens of thousands, a couple of million, US$.5m, R100",
    "(the war) May 5, 2020; “x” - June 2021, the end of 2019, last-March, Q3 2020, FY2020-21, mid-May, early 1990s",
    "the day before yesterday, this\nmorning, last Monday, last\n Fri., Sept. 3-5, 3rd of May, 1st half, first quarter",
]
PATTERNS = {
    "numerals": (numerals.of("en").numeral, numerals.of("en").openers),
    "dates": (times.of("en").date, times.of("en").date_openers),
    "relative times": (times.of("en").words, times.of("en").openers),
}
PLACE = re.compile(r"\.?\d+|[^\W\d_]+")


def everywhere(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    """The pattern's matches where it is tried at every word and number."""
    found: list[tuple[int, int]] = []
    for place in PLACE.finditer(text):
        match = pattern.match(text, place.start())
        if match and (not found or place.start() >= found[-1][1]):
            found.append(match.span())
    return found


@pytest.mark.parametrize("name", list(PATTERNS))
def test_openings_miss_nothing(name: str) -> None:
    pattern, openings = PATTERNS[name]
    for text in [*ODD, *TEXTS, *(path.read_text(encoding="utf-8") for path in ARTICLES)]:
        said = words.of(text, 0, len(text))
        found = [match.span() for match in openings.matches(pattern, text, said, 0, len(text))]
        assert found == everywhere(pattern, text), text[:200]


MATCHED = [  # phrases, pattern, text, what matches
    (["may"], r"may( \d+)?", "may 5 or may", ["may 5", "may"]),
    (["may"], r"\d+( may)?", "5 may or 6", ["5 may", "6"]),
    (["last may"], r"last may", "last of last may", ["last may"]),
    ([], r"\.?\d+", "a .5 and 5.", [".5", "5"]),
    ([], r"may", "may", []),
]


@pytest.mark.parametrize(("phrases", "pattern", "text", "found"), MATCHED)
def test_matches(phrases: list[str], pattern: str, text: str, found: list[str]) -> None:
    said = words.of(text, 0, len(text))
    matches = Openings(phrases, figures=True).matches(re.compile(pattern), text, said, 0, len(text))
    assert [match.group() for match in matches] == found
