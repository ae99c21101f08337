"""Sentence and number -> reported, planned, forecast, conditional or denied."""

from __future__ import annotations

from extract import lexicon
from extract.readings import Part, Reading
from extract.words import Phrases

_REACH = 9  # words of its clause before a number that are looked at
_BEHIND = 7  # words behind it: "3,000 people are expected to arrive"
_ORDER = ("denied", "planned", "forecast", "conditional")


def of(reading: Reading, k: int) -> tuple[str, str]:
    """The modality of the reading's number k, and the words that decided ("" where none did)."""
    words, first, last = reading.words, reading.firsts[k], reading.lasts[k]
    edges = reading.listed("modality", "edges")
    start = first
    while start > max(0, first - _REACH) and words.folded[start - 1] not in edges:
        start -= 1
    end = last
    while end < min(len(words.folded), last + _BEHIND) and words.folded[end] not in edges:
        end += 1
    hits = [
        (hit.meaning, " ".join(words.folded[hit.first : hit.last]))
        for hit in phrases(reading.language).find(words, start, end)
        if not reading.has(hit.first, Part.TIME | Part.PLACE | Part.NUMBER)
        and (hit.first < first or _of_verb(reading, hit.first))
    ]
    for wanted in _ORDER:
        for meaning, said in hits:
            if meaning == wanted:
                return meaning, said
    return "reported", ""


def _of_verb(reading: Reading, i: int) -> bool:
    """Behind the number it must be the verb's: "were not detained", "will arrive"; not "people without papers"."""
    return reading.has(i, Part.MODAL) or reading.has(i - 1, Part.BE | Part.HAVE | Part.MODAL)


@lexicon.cached
def phrases(language: str) -> Phrases[str]:
    """The words that decide, by modality."""
    table = lexicon.words(language, "modality")
    pairs = [(phrase, "") for phrase in table.get("harmless", [])]
    return Phrases(pairs + [(phrase, key) for key in _ORDER for phrase in table.get(key, [])])
