"""What a cue speaks for a number by the side of it that it stands on: in its noun, to the right, to the left."""

from __future__ import annotations

from extract.measures import nouns
from extract.measures.nouns import Noun
from extract.readings import Cue, Cues, Part, Reading
from extract.words import Hit

_HEAD = {
    "death": 11.0,
    "displacement": 6.5,
    "arrival": 6.5,
}  # what a noun for people says of itself: "44 bodies", "900 refugees"
_STOPS = 18.0  # "prevented 400 crossings": more than the event says of itself
_BESIDE_IT = 9.5  # of a participle right behind the people: "hiding in a lorry"
_PREDICATE = 10.5  # of a state that is what the people are: "are directly affected by"
_DEPART = "depart"


def inside(noun: Noun, hit: Hit[Cues], cue: Cue) -> float:
    """Of the counted noun itself: "5,304 enforced returns", "40 rescued people", "900 refugees"."""
    at_head = hit.first <= noun.head < hit.last or hit.last == noun.last
    if cue.kind == "event":
        return 16.0 if at_head and noun.kind == "event" else 4.0
    if cue.kind == "group":
        return _HEAD.get(cue.measure, 5.5) if at_head else 5.0
    if cue.kind == "state":
        return 10.0
    if cue.kind in ("object", "subject") and cue.form in ("participle", "either", "ing"):
        return 10.0
    return 0.0


def right(reading: Reading, noun: Noun, hit: Hit[Cues], cue: Cue, last: int) -> float:
    """The weight of a cue behind the number and its noun."""
    if cue.kind == "object":
        return _object_right(reading, noun, hit, cue, last)
    if cue.kind == "subject":
        if _passive(reading, hit, cue) or (cue.form == "ing" and _noun_here(reading, hit.first)):
            return 0.0
        return _BESIDE_IT if cue.form == "ing" and hit.first == last else 10.0
    if cue.kind == _DEPART:
        return 9.0 if _names_place(reading, hit.last) else 0.0
    if cue.kind == "state" and reading.has(hit.first - 1, Part.AND) and reading.has(hit.last, Part.NUMBER):
        return 0.0  # injured 340 people and displaced 12,000
    if cue.kind == "state":
        return _PREDICATE if any(reading.has(i, Part.BE) for i in (hit.first - 1, hit.first - 2)) else 9.5
    if cue.kind == "event":
        return 8.0 if noun.kind in ("none", "thing") else 5.0
    if cue.kind == "group":
        return 5.0 if noun.kind == "none" else 2.0
    return 0.0


def _names_place(reading: Reading, i: int) -> bool:
    return reading.has(i, Part.PLACE) or (reading.has(i, Part.DETERMINERS) and reading.has(i + 1, Part.PLACE))


def _noun_here(reading: Reading, i: int) -> bool:
    """ "the crossing", "a Channel crossing"; not "those crossing"."""
    return any(reading.has(j, Part.DETERMINERS) and not reading.has(j, Part.PRONOUNS) for j in (i - 1, i - 2))


def _passive(reading: Reading, hit: Hit[Cues], cue: Cue) -> bool:
    """ "were moved", "was reached": not those who moved or reached."""
    return cue.form in ("participle", "either", "past") and reading.has(hit.first - 1, Part.BE)


def _object_right(reading: Reading, noun: Noun, hit: Hit[Cues], cue: Cue, last: int) -> float:
    """Counted are those to whom it is done: "were detained", "people displaced by floods"; not "9 officers held"."""
    if cue.form in ("participle", "either"):
        if any(reading.has(i, Part.BE) for i in range(max(last, hit.first - 3), hit.first)):
            return 10.5
        behind = hit.last
        bare = noun.kind == "none" and reading.word(behind)[:1].isalpha()  # 6% held valid passports
        takes_object = bare and not reading.parts[behind]
        takes_object = (
            takes_object
            or reading.has(behind, Part.NUMBER | Part.DETERMINERS)
            or (reading.has(behind, Part.PLACE) and cue.form == "either")
        )
        return 4.0 if takes_object else 10.0
    if _relative(reading, last, hit):
        return 11.0
    if cue.form == "base" and reading.has(hit.first - 1, Part.TO):
        return 6.0
    return 2.5


def _relative(reading: Reading, last: int, hit: Hit[Cues]) -> bool:
    """ "25 migrants the police arrested in May", "people whom Canada said it would resettle": no object behind it."""
    starts = reading.has(last, Part.DETERMINERS | Part.PLACE | Part.RELATIVE) and hit.first > last + 1
    ends = hit.last >= len(reading.parts) or not reading.word(hit.last)[:1].isalnum()
    ends = ends or reading.has(hit.last, Part.PREPOSITIONS | Part.TIME | Part.BREAKS)
    return starts and ends and not any(reading.has(i, Part.BREAKS | Part.NUMBER) for i in range(last, hit.first))


def left(reading: Reading, hit: Hit[Cues], cue: Cue, first: int, linked: bool, of_event: bool) -> float:
    """The weight of a cue before the number; linked: the number says how many its subject are."""
    behind = reading.has(hit.last, Part.OF) and hit.last + 1 >= first - 1
    if linked and cue.kind == "subject" and reading.has(hit.first, Part.LINKS) and hit.last >= first - 2:
        return 0.0  # "the total reached 5,000": nobody arrived there
    if cue.kind == "object":
        passive = cue.form in ("participle", "either") and reading.has(hit.first - 1, Part.BE)
        return 7.0 if linked or passive else 9.0 if cue.measure == "stock" else 10.0
    if cue.kind == "subject":
        return 8.0 if linked else 5.5
    if cue.kind == _DEPART:
        return 8.0 if linked and _names_place(reading, hit.last) else 0.0
    if cue.kind == nouns.CAPACITY:
        return 11.5 if hit.last >= first - 1 else 0.0
    if cue.kind == "stop":
        return _STOPS if of_event else 0.0
    if cue.kind == "event":
        return 12.0 if behind else 9.0 if linked else 7.0
    if cue.kind == "state":
        return 6.0 if linked else 5.0
    if cue.kind == "group":
        return 6.0 if linked else 3.0
    return 0.0
