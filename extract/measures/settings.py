"""Which measures the other words of a sentence speak for, where a verb alone says too little: "picked up 40 people"."""

from __future__ import annotations

from extract import lexicon
from extract.readings import Cue, Reading
from extract.words import Phrases

_BESIDE, _AGAINST = "beside", "not_beside"  # names of a card's lists; others that begin so are for some verbs only


def speaks(reading: Reading, cue: Cue) -> bool:
    """Whether a word of the list that the cue needs beside it stands in the sentence, and none that speaks against."""
    if not cue.beside:
        return True
    if reading.spoken is None:
        hits = _words(reading.language).find(reading.words)
        reading.spoken = frozenset(note for hit in hits for note in hit.meaning)
    return (cue.measure, cue.beside) in reading.spoken and (cue.measure, _AGAINST) not in reading.spoken


def kept(reading: Reading, phrase: str) -> str:
    """The measure that the people named so stay of, whatever is done for them; empty for others."""
    return _kept(reading.language).get(phrase, "")


@lexicon.cached
def _words(language: str) -> Phrases[tuple[tuple[str, str], ...]]:
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for measure, card in lexicon.cards(language).items():
        for name, words in card.items():
            if name.startswith((_BESIDE, _AGAINST)):
                for word in words:
                    found[word] = (*found.get(word, ()), (measure, name))
    return Phrases(found)


@lexicon.cached
def _kept(language: str) -> dict[str, str]:
    return {
        phrase: measure for measure, card in lexicon.cards(language).items() for phrase in card.get("kept_people", [])
    }
