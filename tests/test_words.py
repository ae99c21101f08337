"""words: words with their offsets, folding that keeps the length, phrases of the lexicon among them."""

from __future__ import annotations

import pytest
from examples import table

from extract import words
from extract.words import Phrases

SPLIT = [
    ("The U.S. held 91,000.", ["the", "u.s.", "held", "91,000", "."]),
    ("Chad's camps", ["chad", "'s", "camps"]),
    ("Chad’s camps", ["chad", "'s", "camps"]),
    ("They didn’t flee", ["they", "didn't", "flee"]),
    ("asylum-seekers", ["asylum", "-", "seekers"]),
    ("asylum–seekers", ["asylum", "-", "seekers"]),
    ("“1.5 million”", ['"', "1.5", "million", '"']),
    ("Ayotzintepec, Oaxaca", ["ayotzintepec", ",", "oaxaca"]),
    ("São Tomé", ["são", "tomé"]),
    ("no\u00a0break", ["no", "break"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "folded"), table(SPLIT))
def test_words(text: str, folded: list[str]) -> None:
    assert words.of(text, 0, len(text)).folded == folded


@pytest.mark.parametrize(("text", "folded"), table(SPLIT))
def test_offsets_are_of_the_text(text: str, folded: list[str]) -> None:
    found = words.of(text, 0, len(text))
    assert [words.fold(text[a:b]) for a, b in zip(found.starts, found.ends, strict=True)] == folded


def test_offsets_count_from_the_start_of_the_text() -> None:
    text = "Some fled. Some stayed."
    found = words.of(text, 11, len(text))
    assert found.folded == ["some", "stayed", "."]
    assert list(found.starts) == [11, 16, 22]


def test_a_stretch_of_the_words_is_what_its_text_gives() -> None:
    text = "Some fled the U.S. by boat. Some don't."
    whole = words.of(text, 0, len(text))
    for start in range(len(text)):
        for end in range(start, len(text) + 1):
            assert words.stretch(whole, text, start, end) == words.of(text, start, end)


FOLDED = [("Mexico’s",), ("“",), ("—",), ("ÉCOLE",), ("straße",), ("Ωmega",), ("ISTANBUL",), ("İzmir",)]


@pytest.mark.parametrize("word", table(FOLDED))
def test_folding_keeps_the_length(word: str) -> None:
    assert len(words.fold(word)) == len(word)


def hits(phrases: list[str], text: str) -> list[str]:
    found = words.of(text, 0, len(text))
    return [hit.meaning for hit in Phrases([(p, p) for p in phrases]).find(found)]


PHRASES = [
    ("They were taken into custody", ["taken into custody", "custody"], ["taken into custody"]),
    ("They were taken\u00a0into\ncustody", ["taken into custody"], ["taken into custody"]),
    ("ASYLUM SEEKERS", ["asylum seekers"], ["asylum seekers"]),
    ("asylum seekers", ["asylum", "seekers"], ["asylum", "seekers"]),
    ("asylum seekers wait", ["asylum seekers", "seekers wait"], ["asylum seekers"]),
    ("taken into the camp", ["taken into custody", "camp"], ["camp"]),
    ("taken into", ["taken into custody"], []),
    ("a wildlife refuge", ["refugee"], []),
    ("", ["refugee"], []),
]


@pytest.mark.parametrize(("text", "phrases", "wanted"), table(PHRASES))
def test_the_longest_phrase_wins_and_none_overlap(text: str, phrases: list[str], wanted: list[str]) -> None:
    assert hits(phrases, text) == wanted
