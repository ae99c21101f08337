"""How strongly each cue of a sentence speaks for a number: the relation it stands in, less the words between."""

from __future__ import annotations

from typing import NamedTuple

from extract.measures import links, particles, presence, settings
from extract.measures.nouns import Noun
from extract.readings import Cue, Cues, Part, Reading
from extract.words import Hit

FLOOR = 3.0  # a cue that speaks less than this decides nothing
_WALK = 0.75  # of the weight, lost for each word of cost one
_SUBJECT_WALK = 0.45  # the same on the way back to the subject of "rose to", "stood at"
_OPENING = 3.0  # the most that the way back to "Of those detained, …" costs
_PERSONNEL, _REST = "personnel", "other"
_PRESENT = 8.0
_PAIRS = {"-": "-", "(": ")", ",": ","}
_ASIDE = Part.BREAKS | Part.AND | Part.NUMBER | Part.RELATIVE | Part.SAYS | Part.BE | Part.MODAL
_VERBAL = Part.BE | Part.HAVE | Part.MODAL
_INSERTION = 1.5  # the cost of stepping over an insertion
_HEAD = {
    "death": 11.0,
    "displacement": 6.5,
    "arrival": 6.5,
}  # what a noun for people says of itself: "44 bodies", "900 refugees"
_LABELLED = 8.0  # of what a sentence with names and their numbers in brackets is about
_SUBJECT_WORDS, _OF_OPENING = 8, 6.0
_RANKS = {"state": 3, "object": 3, "event": 2, "group": 1}  # of the words of a subject, what it is
_STOPS = 18.0  # "prevented 400 crossings": more than the event says of itself
_SPLIT = 10.0  # of a verb around its object
_BESIDE_IT = 9.5  # of a participle right behind the people: "hiding in a lorry"
_AFTERWARDS = 4.0  # what a verb loses behind "rose to 5,000, …"
_NAMED = 1.5  # what a verb weighs more beside the words of its card
CAPACITY, DEPART = "capacity", "depart"
LESS = 2.5  # what a cue for no measure weighs less


class Weight(NamedTuple):
    """A measure with the weight of the cue that speaks for it."""

    weight: float
    measure: str
    cue: Cue
    at: int  # the position of the cue


def best(reading: Reading, k: int, noun: Noun) -> Weight | None:
    """The strongest cue for the number k, None where none reaches the floor."""
    found: Weight | None = None
    linked = links.complement(reading, k)
    if presence.of(reading, k, noun):
        found = Weight(_PRESENT, "stock", Cue("stock", "state", "", ""), -1)
    split = _split(reading, k, noun)
    if split:
        found = max(filter(None, (found, split)), key=lambda weight: weight.weight)
    opening = _opening(reading, k, noun)
    if opening and (found is None or opening.weight > found.weight):
        found = opening
    for hit in reading.cues:
        for cue in hit.meaning:
            if _speaks(reading, cue, noun):
                weight = _weight(reading, k, noun, hit, cue, linked) + (_NAMED if cue.beside else 0.0)
                if weight >= FLOOR and (found is None or weight > found.weight or _acts(found, weight, cue, hit)):
                    found = Weight(weight, cue.measure, cue, hit.first)
    return found


def _acts(found: Weight, weight: float, cue: Cue, hit: Hit[Cues]) -> bool:
    """A verb that says as much of its subject as of its object: "400 refugees returned" by themselves."""
    return found.at == hit.first and cue.kind == "subject" and weight == found.weight


def _speaks(reading: Reading, cue: Cue, noun: Noun) -> bool:
    """Whether the cue's measure is meant at all."""
    if not settings.speaks(reading, cue) or (cue.beside and _of_staff(noun)):
        return False
    return bool(cue.measure) and (cue.measure != _PERSONNEL or _of_staff(noun))


def _of_staff(noun: Noun) -> bool:
    """Only troops, officers and the like are personnel, whoever is sent."""
    return noun.cue is not None and any(cue.measure == _PERSONNEL for cue in noun.cue.meaning)


def _weight(reading: Reading, k: int, noun: Noun, hit: Hit[Cues], cue: Cue, linked: bool) -> float:
    first, last = reading.firsts[k], max(reading.lasts[k], noun.last)
    walk = _WALK
    if hit.first >= last:
        base, cost = _right(reading, noun, hit, cue, last), _way(reading, last, hit.first)
        if linked and any(reading.has(i, Part.BREAKS) or reading.word(i) == "," for i in range(last, hit.first)):
            base = max(0.0, base - _AFTERWARDS)
    elif hit.last <= first:
        base, cost = _left(reading, hit, cue, first, linked, noun.kind == "event"), reading.between(hit.last, first)
        if linked:
            walk = _SUBJECT_WALK
        if links.labelled(reading, k) and noun.kind in ("none", "person"):
            base, cost = max(base, _LABELLED) if base else 0.0, min(cost, _OPENING)
        if reading.has(0, Part.OF) and "," in reading.words.folded[hit.last : hit.last + 6]:
            base, cost = max(base, 8.0), min(cost, _OPENING)
    else:
        base, cost = _inside(noun, hit, cue), 0.0
    if cue.measure == _REST and cue.kind != "event":
        base -= LESS
    if cue.kind == "event" and _of_event(reading, hit):
        base = 0.0
    return base - walk * cost if base else 0.0


def _opening(reading: Reading, k: int, noun: Noun) -> Weight | None:
    """What a sentence that opens with "The number of arrivals …" or "Total detentions …" says in its later verbs."""
    if noun.kind != "none" or reading.values[k].kind == "size" or not links.complement(reading, k):
        return None
    found: tuple[int, Weight] | None = None
    total = False
    for hit in reading.cues:
        if hit.first > _SUBJECT_WORDS or any(
            reading.has(i, _VERBAL | Part.SAYS | Part.NUMBER) for i in range(hit.first)
        ):
            break
        total = total or any(reading.has(i, Part.TOTAL) for i in range(hit.first))
        for cue in hit.meaning:
            rank = _RANKS.get(cue.kind, 0) if cue.kind != "object" or cue.form in ("participle", "either") else 0
            if cue.measure and rank and (total or cue.kind == "event") and (found is None or rank > found[0]):
                found = rank, Weight(_OF_OPENING, cue.measure, cue, hit.first)
    return found[1] if found else None


def _split(reading: Reading, k: int, noun: Noun) -> Weight | None:
    """The strongest verb around the number and its noun."""
    best: Weight | None = None
    for cue, at, way in particles.of(reading, k, max(reading.lasts[k], noun.last)):
        weight = _SPLIT - _WALK * way + (_NAMED if cue.beside else 0.0)
        if settings.speaks(reading, cue) and (best is None or weight > best.weight):
            best = Weight(weight, cue.measure, cue, at)
    return best


def _of_event(reading: Reading, hit: Hit[Cues]) -> bool:
    """ "detections of crossings" are detections."""
    if not reading.has(hit.first - 1, Part.OF):
        return False
    return any(
        other.last == hit.first - 1 and any(cue.kind == "event" for cue in other.meaning) for other in reading.cues
    )


def _way(reading: Reading, last: int, to: int) -> float:
    """The cost of the way to the right; a relative clause, and what stands between two signs, is stepped over."""
    if _main(reading, last, to):
        return 0.0
    sign = reading.word(last)
    if sign in _PAIRS and (sign != "-" or reading.words.starts[last] > reading.words.ends[last - 1]):
        closing = _PAIRS[sign]
        for i in range(last + 2, to):
            if reading.word(i) == closing and (sign != "," or reading.has(i + 1, _VERBAL) or i + 1 == to):
                return min(reading.between(last, to), _INSERTION + reading.between(i + 1, to))
    return reading.between(last, to)


def _main(reading: Reading, last: int, to: int) -> bool:
    """ "people who entered by boat were deported", "people trying to reach Europe died": a verb behind a clause's."""
    passive = reading.has(to - 1, Part.BE)
    have = to - 1 - passive
    if reading.has(have, Part.HAVE):  # people abandoned at sea have reached land
        return not any(reading.has(i, _ASIDE) or reading.word(i) in (",", "(") for i in range(last, have))
    found = [cue for hit in reading.cues if hit.first == to for cue in hit.meaning]
    if not passive and not any(cue.kind == "subject" and cue.form in ("past", "either") for cue in found):
        return False
    if any(reading.has(i, Part.BREAKS | Part.AND | Part.NUMBER) or reading.word(i) == "," for i in range(last, to)):
        return False
    clause = [hit for hit in reading.cues if last < hit.first < to - 1 - passive]
    if any(reading.has(i, Part.RELATIVE) for i in range(last, last + 3)):  # refugees on Nauru who …
        return any(cue.form for hit in clause for cue in hit.meaning)
    return any(
        cue.form == "ing" or (cue.form == "base" and reading.has(hit.first - 1, Part.TO))
        for hit in clause
        for cue in hit.meaning
    )


def _inside(noun: Noun, hit: Hit[Cues], cue: Cue) -> float:
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


def _right(reading: Reading, noun: Noun, hit: Hit[Cues], cue: Cue, last: int) -> float:
    if cue.kind == "object":
        return _object_right(reading, noun, hit, cue, last)
    if cue.kind == "subject":
        if _passive(reading, hit, cue) or (cue.form == "ing" and _noun_here(reading, hit.first)):
            return 0.0
        return _BESIDE_IT if cue.form == "ing" and hit.first == last else 10.0
    if cue.kind == DEPART:
        return 9.0 if _names_place(reading, hit.last) else 0.0
    if cue.kind == "state":
        return 9.5
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


def _left(reading: Reading, hit: Hit[Cues], cue: Cue, first: int, linked: bool, of_event: bool) -> float:
    behind = reading.has(hit.last, Part.OF) and hit.last + 1 >= first - 1
    if linked and cue.kind == "subject" and reading.has(hit.first, Part.LINKS) and hit.last >= first - 2:
        return 0.0  # "the total reached 5,000": nobody arrived there
    if cue.kind == "object":
        passive = cue.form in ("participle", "either") and reading.has(hit.first - 1, Part.BE)
        return 7.0 if linked or passive else 9.0 if cue.measure == "stock" else 10.0
    if cue.kind == "subject":
        return 8.0 if linked else 5.5
    if cue.kind == DEPART:
        return 8.0 if linked and _names_place(reading, hit.last) else 0.0
    if cue.kind == CAPACITY:
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
