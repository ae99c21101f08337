"""Whether a number is about migration, displacement or humanitarian aid; what is not is measure other."""

from __future__ import annotations

import re
from typing import NamedTuple

from extract import lexicon
from extract.measures.nouns import Noun
from extract.readings import Reading
from extract.words import Phrases, Words

_ENOUGH = 0.007  # of a text's words that are of the topic, where it is about it
_MUCH = 3
_MOST = 2**32  # words of a text
_KEPT = 2**16  # words whose weight is remembered
_LETTERS = re.compile(r"[^\W\d_]+")
_ALWAYS = ("displacement",)
_ON_THE_WAY = (
    "arrival",
    "rescue",
    "encounter",
    "return",
    "admission",
)  # of people from abroad, or in danger on their way


class Topic(NamedTuple):
    """What a document is about: document: migration or aid; elsewhere: rather disasters, wars or crimes."""

    document: bool
    elsewhere: bool
    strong: bool = False  # of migration much rather than of anything else
    aid: bool = False  # of what is given to people in distress


def of(title: Words, text: Words, language: str) -> Topic:
    """The topic of a document, by the words of its title and its text."""
    weight = _weights(language).__getitem__
    total = sum(map(weight, title.folded)) + sum(map(weight, text.folded))
    count, about, other, aid = (total // _MOST**n % _MOST for n in range(4))
    strong = about > _MUCH * other and about > _MUCH * _ENOUGH * count
    document = about >= other and about > _ENOUGH * count
    return Topic(document, other > about, strong, document or aid > _ENOUGH * count)


class _Weights(dict[str, int]):
    """What words count, remembered: 1 if of letters, and a power of _MOST for each list in which they stand."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._lists = (*_words(language), lexicon.listed(language, "groups", "giving"))

    def __missing__(self, word: str) -> int:
        if len(self) > _KEPT:
            self.clear()
        found = 0
        for part in _LETTERS.findall(word):
            found += 1 + sum(_MOST**n for n, listed in enumerate(self._lists, start=1) if part in listed)
        self[word] = found
        return found


@lexicon.cached
def _weights(language: str) -> _Weights:
    return _Weights(language)


def sentence(reading: Reading) -> bool:
    """Whether the sentence itself has a word of the topic."""
    return any(hit.meaning for hit in reading.find(phrases(reading.language)))


def relief(reading: Reading) -> bool:
    """Whether the sentence has a word for what is given to people in distress."""
    return bool(reading.find(_relief(reading.language)))


def fits(topic: Topic, reading: Reading, noun: Noun, measure: str, goes_on: bool) -> bool:
    """Whether a number of that measure is about migration; goes_on: the sentence before counts the same."""
    named = noun.kind == "migrant" and (noun.cue is not None or measure != "death")  # not by a nationality alone
    if named or measure in _ALWAYS or _helps(reading, noun) or (measure != "death" and topic.document):
        return True
    if measure in _ON_THE_WAY and not topic.elsewhere and (_foreign(reading, noun) or _peril(reading)):
        return True
    hits = [hit.meaning for hit in reading.find(phrases(reading.language))]
    if measure != "death":
        return any(hits)
    if not topic.document or not (all(hits) or _peril(reading)):  # of a war, a flood or a crime
        return False
    return any(hits) or _peril(reading) or _foreign(reading, noun) or topic.strong or (goes_on and not topic.elsewhere)


def _helps(reading: Reading, noun: Noun) -> bool:
    """The counted noun is one for aid workers."""
    return any(noun.first <= hit.first and hit.last <= noun.last for hit in reading.find(_helpers(reading.language)))


def _foreign(reading: Reading, noun: Noun) -> bool:
    """The counted noun names a nationality: 17 Vietnamese nationals."""
    if noun.last <= noun.first:
        return False
    start, end = reading.words.starts[noun.first], reading.words.ends[noun.last - 1]
    return any(place.kind == "nationality" and start <= place.start < end for place in reading.places)


def _peril(reading: Reading) -> bool:
    return bool(reading.find(_perils(reading.language)))


@lexicon.cached
def _words(language: str) -> tuple[frozenset[str], frozenset[str]]:
    groups = lexicon.words(language, "groups")
    return frozenset(groups.get("topic", [])), frozenset(groups.get("elsewhere", []))


@lexicon.cached
def _helpers(language: str) -> Phrases[bool]:
    return Phrases([(word, True) for word in lexicon.words(language, "groups").get("helpers", [])])


@lexicon.cached
def _relief(language: str) -> Phrases[bool]:
    return Phrases([(word, True) for word in lexicon.words(language, "groups").get("relief", [])])


@lexicon.cached
def _perils(language: str) -> Phrases[bool]:
    return Phrases([(word, True) for word in lexicon.words(language, "groups").get("perils", [])])


@lexicon.cached
def phrases(language: str) -> Phrases[bool]:
    """The words of the topic and of others."""
    groups = lexicon.words(language, "groups")
    return Phrases(
        [(word, False) for word in groups.get("elsewhere", [])] + [(word, True) for word in groups.get("topic", [])]
    )
