"""Share -> who it is, where another word than the noun behind it says so."""

from __future__ import annotations

from extract.measures.nouns import Noun
from extract.readings import Part, Reading

_REACH = 6  # words between a share and who it is
_NOUNS = ("migrant", "person", "household", "group")


def of(reading: Reading, k: int) -> Noun | None:
    """Who the share is: "minors making up a fifth", "a third of them were women"."""
    people = [hit for hit in reading.cues if any(cue.kind in _NOUNS for cue in hit.meaning)]
    first, last = reading.firsts[k], reading.lasts[k]
    for j in range(first - 1, max(first - _REACH, -1), -1):
        if reading.has(j, Part.MAKES_UP):
            left = [hit for hit in people if j - _REACH <= hit.first and hit.last <= j]
            return Noun(left[-1].first, left[-1].first, left[-1].last, "person", left[-1]) if left else None
    for j in range(last, min(last + _REACH, len(reading.parts))):
        if reading.has(j, Part.BE):
            right = [hit for hit in people if j < hit.first <= j + 2]
            return Noun(right[0].first, right[0].first, right[0].last, "person", right[0]) if right else None
        if reading.has(j, Part.NUMBER | Part.BREAKS | Part.RELATIVE):
            return None
    return None
