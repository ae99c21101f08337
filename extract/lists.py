"""Rows of a list or a table -> what the line above them says: what they count, when, the role of their names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extract import lexicon, words
from extract.measures import leads, topics
from extract.measures.meanings import Meaning
from extract.periods import Time
from extract.readings import Reading
from extract.readings.parts import VERBS
from extract.sentences import Sentence
from extract.words import Words

_COLUMNS = "|"  # between a table's columns


class Lead(NamedTuple):
    """What the line above gives the rows: what they count, the role of their names (else empty), its times."""

    meaning: Meaning
    role: str
    times: Sequence[Time]


def row(reading: Reading, sentences: Sequence[Sentence], number: int) -> bool:
    """Whether sentence `number` is a row: a line of its own, with numbers and no word that says what they count."""
    text = reading.text
    before = text[sentences[number - 1].end : reading.start] if number else ""
    if not reading.values or "\n" not in before or text[reading.end : reading.end + 1] not in ("", "\n"):
        return False
    return not reading.cues and not any(part & VERBS for part in reading.parts)


def lead(
    reading: Reading,
    sentences: Sequence[Sentence],
    number: int,
    whole: Words,
    last: tuple[int, Reading] | None,
    topic: topics.Topic,
) -> Lead | None:
    """The lead of row `number`, which stands in the line above it or above the heads of its columns.

    last: the number and the reading of the last sentence with a number or a date; whole: the words of the text.
    """
    head = above = _line(reading, sentences, number - 1, whole, last)
    if head and _heads(head):
        above = _line(reading, sentences, number - 2, whole, last)
    meaning = leads.of(above, topic, reading.values[0].kind) if above else None
    if not (head and above and meaning):
        return None
    return Lead(meaning, _role(head) or _role(above), above.times or head.times)


def _line(
    reading: Reading, sentences: Sequence[Sentence], number: int, whole: Words, last: tuple[int, Reading] | None
) -> Reading | None:
    """A line without a number."""
    if number < 0:
        return None
    if last and last[0] == number:
        return None if last[1].values else last[1]
    span = sentences[number][:2]
    return Reading(reading.text, span, words.stretch(whole, reading.text, *span), [], [], [], reading.language)


def _heads(reading: Reading) -> bool:
    """Whether a line is the heads of a table's columns: "Nationality | 2023"."""
    return _COLUMNS in reading.words.folded and not leads.cues(reading)


def _role(reading: Reading) -> str:
    """The role of the names in the rows below: origin of "by nationality", destination of "by receiving State"."""
    for role, said in lexicon.words(reading.language, "roles").get("rows", {}).items():
        if not set(said).isdisjoint(reading.words.folded):
            return str(role)
    return ""
