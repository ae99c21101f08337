"""sentences.split: where sentences begin and end; every sentence is a stretch of the text as it stands."""

from __future__ import annotations

import pytest
from examples import table

from extract.sentences import split


def pieces(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split(text)]


WHOLE = [
    ("Gov. Maria Lopez met 40 migrants at 10 a.m. on Tuesday.",),
    ("The U.S. Border Patrol stopped 12 people.",),
    ("It paid $1.5 million to the camp.",),
    ("Dr. Aydin treated 9 of them.",),
    ("The St. Mary took 61 people on board.",),
    ("No full stop at the end",),
    ("“We counted 61 people,” she said.",),
]


@pytest.mark.parametrize("text", table(WHOLE))
def test_one_sentence_stays_whole(text: str) -> None:
    assert pieces(text) == [text]


SPLIT = [
    ("They fled. They returned.", ["They fled.", "They returned."]),
    ("They fled!  They returned?", ["They fled!", "They returned?"]),
    ("A heading\nThey fled.", ["A heading", "They fled."]),
    ("- 6 children\n- 2 women", ["- 6 children", "- 2 women"]),
    ("  They fled.  \n\n\n  They returned.  ", ["They fled.", "They returned."]),
    ("They fled.\r\nThey returned.\r\n", ["They fled.", "They returned."]),
    ("They fled.\u00a0They\u00a0returned.", ["They fled.", "They\u00a0returned."]),
    ("", []),
    (" \n\t\n ", []),
    ("They fled in March. Others stayed.", ["They fled in March.", "Others stayed."]),
    ("They fled in June. Guards slept.", ["They fled in June.", "Guards slept."]),
    ("They fled in Sept. Others stayed.", ["They fled in Sept.", "Others stayed."]),
    ("They fled to the U.S. Others stayed.", ["They fled to the U.S.", "Others stayed."]),
    ("They fled at 5 p.m. Others stayed.", ["They fled at 5 p.m.", "Others stayed."]),
    (
        "They fled in May. Guards slept.",
        ["They fled in May.", "Guards slept."],
    ),
]


@pytest.mark.parametrize(("text", "sentences"), table(SPLIT))
def test_sentences(text: str, sentences: list[str]) -> None:
    assert pieces(text) == sentences


def test_the_same_sentence_twice_has_two_places() -> None:
    text = "They fled. They fled. They fled."
    assert [(s.start, s.end) for s in split(text)] == [(0, 10), (11, 21), (22, 32)]


def test_paragraphs_are_counted_by_their_lines() -> None:
    text = "They fled. They walked.\n\nThey returned.\nThey stayed."
    assert [s.paragraph for s in split(text)] == [0, 0, 1, 2]
