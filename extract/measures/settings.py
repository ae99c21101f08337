"""Which measures the other words of a sentence speak for, where a verb alone says too little: "picked up 40 people"."""

from __future__ import annotations

from extract import lexicon
from extract.readings import Reading
from extract.words import Phrases


def of(reading: Reading) -> frozenset[str]:
    """The measures one of whose cards' `beside` words stands in the sentence, and none of its `not_beside` ones."""
    found = [meaning for hit in _words(reading.language).find(reading.words) for meaning in hit.meaning]
    against = {measure for measure, speaks in found if not speaks}
    return frozenset(measure for measure, speaks in found if speaks and measure not in against)


def kept(reading: Reading, phrase: str) -> str:
    """The measure that the people named so stay of, whatever is done for them; empty for others."""
    return _kept(reading.language).get(phrase, "")


@lexicon.cached
def _words(language: str) -> Phrases[tuple[tuple[str, bool], ...]]:
    found: dict[str, tuple[tuple[str, bool], ...]] = {}
    for measure, card in lexicon.cards(language).items():
        for speaks, words in ((True, card.get("beside", [])), (False, card.get("not_beside", []))):
            for word in words:
                found[word] = (*found.get(word, ()), (measure, speaks))
    return Phrases(found)


@lexicon.cached
def _kept(language: str) -> dict[str, str]:
    return {
        phrase: measure for measure, card in lexicon.cards(language).items() for phrase in card.get("kept_people", [])
    }
