"""Excerpts: the sentences of a document's claims as one text, each number at its place."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract import excerpts


def claim(sentence: str, at: int, number: str, page: int | None = None) -> dict[str, Any]:
    start = at + sentence.find(number)
    return {
        "sentence": sentence, "sentence_start": at, "sentence_end": at + len(sentence), "page": page,
        "start": start, "end": start + len(number), "language": "en",
    }  # fmt: skip


ONE, TWO, THREE = "Of 60 men 9 died.", "Then 40 came.", "Later 7 left."
JOINED = [
    ("two of one sentence", [claim(ONE, 5, "60"), claim(ONE, 5, "9")], ONE),
    ("one right behind the other", [claim(ONE, 5, "9"), claim(TWO, 23, "40")], f"{ONE} {TWO}"),
    ("others between them", [claim(ONE, 5, "9"), claim(TWO, 90, "40")], f"{ONE}\n\n{TWO}"),
    ("one that overlaps", [claim(ONE, 5, "9"), claim(TWO, 10, "40")], f"{ONE}\n\n{TWO}"),
]


@pytest.mark.parametrize(("claims", "text"), [row[1:] for row in JOINED], ids=[row[0] for row in JOINED])
def test_sentences_stand_in_their_order(claims: list[dict[str, Any]], text: str) -> None:
    assert excerpts.of(claims).document.text == text


PLACE = st.integers(-9, 99)
PAGES = [
    ((None, None, None), ()),
    ((1, 1, 2), (0, 34)),
    ((2, 4, 4), (0, 0, 19, 19)),
    ((3, None, 2), ()),
    ((1, 1, 10**9), ()),
]


@pytest.mark.parametrize(("pages", "begin"), PAGES, ids=str)
def test_pages_begin_where_their_first_sentence_does(pages: tuple[int | None, ...], begin: tuple[int, ...]) -> None:
    told = zip((ONE, TWO, THREE), (5, 90, 190), ("9", "40", "7"), pages, strict=True)
    found = excerpts.of([claim(sentence, at, number, page) for sentence, at, number, page in told])
    assert found.document.pages == begin


@given(st.lists(st.tuples(st.text(max_size=20), PLACE, PLACE, PLACE), min_size=1))
def test_a_place_is_never_outside_of_the_text(given: list[tuple[str, int, int, int]]) -> None:
    claims = [
        {"sentence": said, "sentence_start": at, "sentence_end": at + len(said), "start": start, "end": end,
         "page": None, "language": "en"}
        for said, at, start, end in given
    ]  # fmt: skip
    found = excerpts.of(claims)
    assert len(found.spans) == len(claims)
    for (start, end), (said, *_) in zip(found.spans, given, strict=True):
        assert 0 <= start <= end <= len(found.document.text)
        assert found.document.text[start:end] in said
