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
    topic, elsewhere = _words(language)
    said = title.folded + text.folded
    found = [word for word in said if word.isalpha()]
    found += [
        part
        for word in said
        if not word.isalpha() and (len(word) > 1 or not word.isascii())
        for part in _LETTERS.findall(word)
    ]
    about, other = (sum(map(words.__contains__, found)) for words in (topic, elsewhere))
    strong = about > _MUCH * other and about > _MUCH * _ENOUGH * len(found)
    document = about >= other and about > _ENOUGH * len(found)
    aid = document or sum(map(_aid(language).__contains__, found)) > _ENOUGH * len(found)
    return Topic(document, other > about, strong, aid)


def sentence(reading: Reading) -> bool:
    """Whether the sentence itself has a word of the topic."""
    return any(hit.meaning for hit in reading.find(_topics(reading.language)))


def relief(reading: Reading) -> bool:
    """Whether the sentence has a word for what is given to people in distress."""
    return bool(_relief(reading.language).find(reading.words))


def fits(topic: Topic, reading: Reading, noun: Noun, measure: str, goes_on: bool) -> bool:
    """Whether a number of that measure is about migration; goes_on: the sentence before counts the same."""
    named = noun.kind == "migrant" and (noun.cue is not None or measure != "death")  # not by a nationality alone
    if named or measure in _ALWAYS or _helps(reading, noun) or (measure != "death" and topic.document):
        return True
    if measure in _ON_THE_WAY and not topic.elsewhere and (_foreign(reading, noun) or _peril(reading)):
        return True
    hits = [hit.meaning for hit in reading.find(_topics(reading.language))]
    if measure != "death":
        return any(hits)
    if not topic.document or not (all(hits) or _peril(reading)):  # of a war, a flood or a crime
        return False
    return any(hits) or _peril(reading) or _foreign(reading, noun) or topic.strong or (goes_on and not topic.elsewhere)


def _helps(reading: Reading, noun: Noun) -> bool:
    """The counted noun is one for aid workers."""
    return any(
        noun.first <= hit.first and hit.last <= noun.last for hit in _helpers(reading.language).find(reading.words)
    )


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
def _aid(language: str) -> frozenset[str]:
    """The single words for what is given to people in distress, and for those who give it."""
    return frozenset(lexicon.words(language, "groups").get("giving", []))


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
def _topics(language: str) -> Phrases[bool]:
    groups = lexicon.words(language, "groups")
    return Phrases(
        [(word, False) for word in groups.get("elsewhere", [])] + [(word, True) for word in groups.get("topic", [])]
    )
