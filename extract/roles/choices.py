"""Which of a sentence's places takes a role of a number: the nearest whose use speaks for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from extract.measures.meanings import Meaning
from extract.readings import Part, Reading
from extract.roles import owners, relations
from extract.roles.relations import WIDE, Relations
from extract.roles.uses import Use

_FAR = 32.0  # a place that is dearer to walk to says nothing of a number
_LOSSES, _FAR_LOSS = ("death", "rescue"), 14.0  # those lost on a way: its end is named beside them
_WEAKER = 1.5  # what each step down a role's relations costs
_SAID = 4.0  # whom the text credits, or a head of state, rather speaks than acts
_BOUND, _TOWARD = "bound", "toward"
_ADMISSION = "admission"
_STRAIT = "strait"  # crossed to the country of its code
_ORIGIN_REACH = 8  # words behind the counted noun in which people of a country are the counted ones
_ADJECTIVES = 3  # words before a nationality at most: "of the undocumented Afghans"


class Counted(NamedTuple):
    """Number k of a sentence, whose countries are looked for among its uses; spoken: those whom the text credits."""

    reading: Reading
    uses: Sequence[Use]
    meanings: Sequence[Meaning]
    k: int
    spoken: frozenset[int]

    @property
    def meaning(self) -> Meaning:
        """What it counts."""
        return self.meanings[self.k]

    @property
    def first(self) -> int:
        """The position of its first word."""
        return self.reading.firsts[self.k]

    @property
    def last(self) -> int:
        """The position behind its last word."""
        return self.reading.lasts[self.k]


def nearest(number: Counted, free: Iterable[int], role: str, speaks: Relations) -> int | None:
    """Of the free uses, the one that takes the role of the number; None where none may, or each is too far."""
    best: tuple[float, int] | None = None
    measure = number.meaning.measure
    for index in free:
        use = number.uses[index]
        said = _TOWARD if use.relation == _BOUND and _BOUND not in speaks else use.relation
        if said not in speaks or not _may(number, use, role) or not _fits(use, role, measure):
            continue
        if role == "actor" and measure == "return" and not _removes(number, use):
            continue
        cost = owners.cost(number.reading, number.k, number.meaning, use) + _WEAKER * speaks.index(said)
        cost += _SAID if use.kind == "person" or index in number.spoken else 0.0
        far = _FAR_LOSS if measure in _LOSSES and role == "destination" else _FAR
        if cost <= far and (best is None or cost < best[0]):
            best = (cost, index)
    return best[1] if best else None


def _may(number: Counted, use: Use, role: str) -> bool:
    """People of a country are an origin only within the counted noun or right behind it; "where" looks ahead."""
    reading, k, noun = number.reading, number.k, number.meaning.noun
    if use.relation == "where":
        return use.last <= number.first
    if use.relation == _BOUND:
        return not any(reading.has(i, Part.NUMBER) for i in range(number.last, use.first))
    if use.relation != "people" or role != "origin":
        return True
    if any(j != k and other.noun.first <= use.first < other.noun.last for j, other in enumerate(number.meanings)):
        return False  # "425 migrants, including 252 Bangladeshis"
    near = use.first <= noun.last + _ORIGIN_REACH
    if reading.values[k].kind == "count":
        opens = use.first <= 1 and noun.kind in ("none", "event")  # "Hondurans … made 36,361 applications"
        within = number.first - 1 <= use.first or _numbered(number, use)
        return near and (within or (opens and not reading.numbers_between(use.last, number.first)))
    return near or not reading.numbers_between(number.last, use.first)


def _removes(number: Counted, use: Use) -> bool:
    """Not who takes in those deported from elsewhere, nor who in a later clause takes back those sent to it."""
    uses, cue_at = number.uses, number.meaning.cue_at
    if use.last > number.first:
        return use.relation != "doer" or all(u.relation != _TOWARD or u.codes != use.codes for u in uses)
    passive = any(number.reading.has(i, Part.BE | Part.HAVE) for i in range(number.last, cue_at))
    return passive or cue_at < number.last or all(u.relation != "source" or u.first <= cue_at for u in uses)


def _numbered(number: Counted, use: Use) -> bool:
    """ "The number of Afghans deported rose to 300"."""
    reading, at = number.reading, use.first - 1
    while use.first - at <= _ADJECTIVES and not reading.has(at, Part.OF) and reading.word(at).isalpha():
        at -= 1
    counted = reading.has(at, Part.OF) and reading.has(at - 1, Part.TOTAL)
    return counted and not reading.numbers_between(use.last, number.first)


def _fits(use: Use, role: str, measure: str) -> bool:
    """Nobody arrives in a sea, and only over a sea "across" is a way."""
    if use.codes == relations.EVERYWHERE and (role == "actor" or measure == "arrival"):
        return False
    if use.kind == _STRAIT:
        return measure == "arrival" and role == "destination"
    if measure == _ADMISSION and use.relation != "people" and role != "via":  # 40,000 places for Africa
        wide = use.kind == "region" and use.codes != relations.UNION
        return (role == "origin") == wide
    sea = use.codes[0] in relations.SEAS
    if measure == "arrival" and use.relation == "source" and role in ("origin", "via"):
        return (role == "via") == (use.kind != "region")  # from Libya on the way; from East Africa as whence they come
    if use.relation == "where":
        return use.codes[0] not in WIDE
    if measure == "arrival" and role in ("via", "destination") and use.relation == "inside":
        return sea == (role == "via")
    return not (sea and role in ("origin", "destination"))
