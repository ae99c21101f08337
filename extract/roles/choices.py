"""Which of a sentence's places takes a role of a number: the nearest whose use speaks for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

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


def nearest(
    reading: Reading,
    uses: Sequence[Use],
    free: Iterable[int],
    k: int,
    meanings: Sequence[Meaning],
    role: str,
    speaks: Relations,
    spoken: frozenset[int],
) -> int | None:
    """Of the free uses, the one that takes the role of number k; None where none may, or each is too far."""
    best: tuple[float, int] | None = None
    for index in free:
        use = uses[index]
        said = _TOWARD if use.relation == _BOUND and _BOUND not in speaks else use.relation
        if said not in speaks or not _may(reading, k, meanings, use, role) or not _fits(use, role, meanings[k].measure):
            continue
        if role == "actor" and meanings[k].measure == "return" and not _removes(reading, uses, use, k, meanings[k]):
            continue
        cost = owners.cost(reading, k, meanings[k], use) + _WEAKER * speaks.index(said)
        cost += _SAID if use.kind == "person" or index in spoken else 0.0
        far = _FAR_LOSS if meanings[k].measure in _LOSSES and role == "destination" else _FAR
        if cost <= far and (best is None or cost < best[0]):
            best = (cost, index)
    return best[1] if best else None


def _may(reading: Reading, k: int, meanings: Sequence[Meaning], use: Use, role: str) -> bool:
    """People of a country are an origin only within the counted noun or right behind it; "where" looks ahead."""
    if use.relation == "where":
        return use.last <= reading.firsts[k]
    if use.relation == _BOUND:
        return not any(reading.has(i, Part.NUMBER) for i in range(reading.lasts[k], use.first))
    if use.relation != "people" or role != "origin":
        return True
    if any(j != k and other.noun.first <= use.first < other.noun.last for j, other in enumerate(meanings)):
        return False  # "425 migrants, including 252 Bangladeshis"
    near = use.first <= meanings[k].noun.last + _ORIGIN_REACH
    if reading.values[k].kind == "count":
        opens = use.first <= 1 and meanings[k].noun.kind in ("none", "event")  # "Hondurans … made 36,361 applications"
        within = reading.firsts[k] - 1 <= use.first or _numbered(reading, k, use)
        return near and (within or (opens and not reading.numbers_between(use.last, reading.firsts[k])))
    return near or not reading.numbers_between(reading.lasts[k], use.first)


def _removes(reading: Reading, uses: Sequence[Use], use: Use, k: int, meaning: Meaning) -> bool:
    """Not who takes in those deported from elsewhere, nor who in a later clause takes back those sent to it."""
    if use.last > reading.firsts[k]:
        return use.relation != "doer" or all(u.relation != _TOWARD or u.codes != use.codes for u in uses)
    behind = meaning.cue_at >= reading.lasts[k]
    passive = any(reading.has(i, Part.BE | Part.HAVE) for i in range(reading.lasts[k], meaning.cue_at))
    return passive or not behind or all(u.relation != "source" or u.first <= meaning.cue_at for u in uses)


def _numbered(reading: Reading, k: int, use: Use) -> bool:
    """ "The number of Afghans deported rose to 300"."""
    at = use.first - 1
    while use.first - at <= _ADJECTIVES and not reading.has(at, Part.OF) and reading.word(at).isalpha():
        at -= 1
    counted = reading.has(at, Part.OF) and reading.has(at - 1, Part.TOTAL)
    return counted and not reading.numbers_between(use.last, reading.firsts[k])


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
