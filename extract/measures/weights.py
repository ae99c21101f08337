"""How strongly each cue of a sentence speaks for a number: the relation it stands in, less the words between."""

from __future__ import annotations

from typing import NamedTuple

from extract.measures import links, particles, presence, settings, sides
from extract.measures.nouns import Noun
from extract.readings import Cue, Cues, Part, Reading
from extract.words import Hit

FLOOR = 3.0  # a cue that speaks less than this decides nothing
_WALK = 0.75  # of the weight, lost for each word of cost one
_SUBJECT_WALK = 0.45  # the same on the way back to the subject of "rose to", "stood at"
_OPENING = 3.0  # the most that the way back to "Of those detained, …" costs
_PERSONNEL, _STOCK, _REST = "personnel", "stock", "other"
_PRESENT = 8.0
_LOCATED = 6.8  # of people beside whom only a place stands: less than a verb, more than that they are refugees
_PAIRS = {"-": "-", "(": ")", ",": ","}
_ASIDE = Part.BREAKS | Part.AND | Part.NUMBER | Part.RELATIVE | Part.SAYS | Part.BE | Part.MODAL
_ALONE = Part.PRONOUNS | Part.OTHERS  # articles that may stand without a noun
_CLAUSES = Part.BREAKS | Part.NUMBER | Part.RELATIVE | Part.SAYS | Part.BE | Part.HAVE | Part.MODAL
_GOING_ON = "ing"
_VERBAL = Part.BE | Part.HAVE | Part.MODAL
_PART = 4.0  # what is said of a part, for the whole: "a third of the 12 million people fled"
_MAIN = 1.0  # what the verb of the sentence counts more than that of a clause before it
_INSERTION = 1.5  # the cost of stepping over an insertion
_LABELLED = 8.0  # of what a sentence with names and their numbers in brackets is about
_SUBJECT_WORDS, _OF_OPENING = 8, 6.0
_RANKS = {"state": 3, "object": 3, "event": 2, "group": 1}  # of the words of a subject, what it is
_SPLIT = 10.0  # of a verb around its object
_AFTERWARDS = 4.0  # what a verb loses behind "rose to 5,000, …"
_NAMED = 1.5  # what a verb weighs more beside the words of its card
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
    is_in, beside = presence.of(reading, k, noun), presence.beside(reading, k, noun)
    if is_in or beside:
        found = Weight(_PRESENT if is_in else _LOCATED, _STOCK, Cue(_STOCK, "state", "", is_in or beside), -1)
    for rival in (_split(reading, k, noun), _opening(reading, k, noun)):
        if rival and (found is None or rival.weight > found.weight):
            found = rival
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
    staff = _of_staff(noun)
    return bool(cue.measure) and (staff if cue.measure == _PERSONNEL else not (staff and cue.measure == _STOCK))


def _of_staff(noun: Noun) -> bool:
    """Only troops, officers and the like are personnel, whoever is sent."""
    return noun.cue is not None and any(cue.measure == _PERSONNEL for cue in noun.cue.meaning)


def _weight(reading: Reading, k: int, noun: Noun, hit: Hit[Cues], cue: Cue, linked: bool) -> float:
    first, last = reading.firsts[k], max(reading.lasts[k], noun.last)
    walk = _WALK
    if hit.first >= last:
        base, cost = sides.right(reading, noun, hit, cue, last), _way(reading, last, hit.first)
        if links.whole(reading, k) and noun.kind != "event" and not reading.has(last, Part.RELATIVE):
            base = max(0.0, base - _PART)
        if linked and any(reading.has(i, Part.BREAKS) or reading.word(i) == "," for i in range(last, hit.first)):
            base = max(0.0, base - _AFTERWARDS)
    elif hit.last <= first:
        base, cost = (
            sides.left(reading, hit, cue, first, linked, noun.kind == "event"),
            reading.between(hit.last, first),
        )
        if linked:
            walk = _SUBJECT_WALK
        if links.labelled(reading, k) and noun.kind in ("none", "person"):
            base, cost = max(base, _LABELLED) if base else 0.0, min(cost, _OPENING)
            base -= _PART if cue.kind == "object" and _has_object(reading, hit, first) else 0.0
        if reading.has(0, Part.OF) and "," in reading.words.folded[hit.last : hit.last + 6]:
            base, cost = max(base, 8.0), min(cost, _OPENING)
    else:
        base, cost = sides.inside(noun, hit, cue), 0.0
    if cue.measure == _REST and cue.kind != "event":
        base -= LESS
    if (cue.kind == "event" and _of_event(reading, hit)) or _unmeant(reading, hit, cue):
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


def _has_object(reading: Reading, hit: Hit[Cues], first: int) -> bool:
    """ "received applications from Syrians (300)": what is done is done to the acts behind the verb."""
    return any(
        hit.last <= other.first < min(first, hit.last + 4) and other.meaning[0].kind == "event"
        for other in reading.cues
    )


def _unmeant(reading: Reading, hit: Hit[Cues], cue: Cue) -> bool:
    """Not done, only wished: "wanting to travel to Britain"; or no verb: "300 houses", "the bus"."""
    wished = cue.form == "base" and reading.has(hit.first - 1, Part.TO) and reading.has(hit.first - 2, Part.WISHES)
    counted = cue.form == "third" and reading.has(hit.first - 1, Part.NUMBER)
    article = reading.has(hit.first - 1, Part.DETERMINERS) and not reading.has(hit.first - 1, _ALONE)
    return (wished and cue.measure != _REST) or counted or (cue.form in ("base", "third") and article)


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
        return -_MAIN
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
    relative = any(reading.has(i, Part.RELATIVE) for i in range(last, last + 3))  # refugees on Nauru who …
    if not (passive or reading.has(to, Part.MODAL | Part.BE) or _finite(reading, to, relative)):
        return False
    forms = {cue.form for cue in reading.cue_at[last].meaning} if last in reading.cue_at else set()
    done = passive and not forms.isdisjoint(("participle", "either"))  # people stopped at sea were taken back
    if (_GOING_ON in forms or done) and not (reading.has(to - 1, Part.AND) or reading.word(to - 1) == ","):
        # people fleeing war, want and fear reached Europe
        return not any(reading.has(i, _CLAUSES) for i in range(last, to - passive))
    if any(reading.has(i, Part.BREAKS | Part.AND | Part.NUMBER) or reading.word(i) == "," for i in range(last, to)):
        return False
    clause = [hit for hit in reading.cues if last <= hit.first < to - 1]
    if relative:
        return any(cue.form for hit in clause for cue in hit.meaning)
    return any(
        cue.form == _GOING_ON or (cue.form == "base" and reading.has(hit.first - 1, Part.TO))
        for hit in clause
        for cue in hit.meaning
    )


def _finite(reading: Reading, to: int, relative: bool) -> bool:
    """A verb in the past stands there, behind a relative clause in the present too; or "feared dead" of a headline."""
    forms = ("past", "either", "third", "base") if relative else ("past", "either")
    found = reading.cue_at[to].meaning if to in reading.cue_at else ()
    infinitive = reading.has(to - 1, Part.TO | Part.MODAL)
    dead = any(cue.kind == "state" and cue.measure == "death" for cue in found)
    return dead or (not infinitive and any(cue.kind == "subject" and cue.form in forms for cue in found))
