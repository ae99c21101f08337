"""A verb in two parts with the counted people between: "sent 400 Afghans back", "took 440 people on board"."""

from __future__ import annotations

from extract import lexicon
from extract.readings import Cue, Part, Reading, cues
from extract.words import each

_BEFORE = 4  # words between the verb and the number
_BEHIND = 10  # words between the people and the verb's second part
_ENDS = Part.BREAKS | Part.RELATIVE | Part.NUMBER | Part.SAYS


def of(reading: Reading, k: int, behind: int) -> list[tuple[Cue, int, float]]:
    """Verbs around the number k and its noun, which ends before behind: the cue, its position, the way to its parts."""
    found: list[tuple[Cue, int, float]] = []
    first = reading.firsts[k]
    for i in range(first - 1, max(first - _BEFORE, -1), -1):
        if reading.has(i, _ENDS):
            break
        for rest, cue in _parted(reading.language).get(reading.word(i), ()):
            j = _second(reading, behind, rest)
            if j >= 0:
                found.append((cue, i, reading.between(i + 1, first) + reading.between(behind, j)))
    return found


def _second(reading: Reading, behind: int, rest: tuple[str, ...]) -> int:
    """Where the verb's second part stands; -1 where it does not."""
    last = behind + (_BEHIND if len(rest) > 1 else 1)
    if rest[0] not in reading.words.folded[behind:last]:
        return -1
    for j in range(behind, last):
        if tuple(reading.words.folded[j : j + len(rest)]) == rest:
            alone = len(rest) == 1 and reading.has(j, Part.WITHIN)  # "took 40 in", not "took 40 in a bus"
            return -1 if alone and reading.word(j + 1)[:1].isalnum() and not reading.has(j + 1, Part.TIME) else j
        if reading.has(j, _ENDS | Part.BE):
            return -1
    return -1


@lexicon.cached
def _parted(language: str) -> dict[str, tuple[tuple[tuple[str, ...], Cue], ...]]:
    """By the first word of verbs whose object is counted: the words behind it, and the cue."""
    found: dict[str, list[tuple[tuple[str, ...], Cue]]] = {}
    counting = [cue for cue in cues(language) if cue.kind == "object" and cue.measure and cue.form != "participle"]
    for cue, (first, *rest) in zip(counting, each([cue.phrase for cue in counting]), strict=True):
        if rest:
            found.setdefault(first, []).append((tuple(rest), cue))
    return {first: tuple(entries) for first, entries in found.items()}
