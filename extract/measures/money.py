"""Amount of money in its sentence -> aid with its status, remittance, or other."""

from __future__ import annotations

from typing import NamedTuple

from extract.claim import STATUSES
from extract.readings import MONEY_KINDS, SHARES, Cue, Reading
from extract.words import Hit

_WALK = 0.6  # of the weight, lost for each word of cost one
_BASES = {
    "money": 8.0,
    "support": 7.0,
    "pledge": 7.5,
    "commitment": 7.0,
    "disbursement": 7.0,
    "appeal": 7.5,
    "budget": 7.5,
}
_FLOOR = 1.0
_SHARE = 4.0


class Amount(NamedTuple):
    """What an amount is: its measure, the aid's status, and the words that decided."""

    measure: str
    status: str
    why: str
    weight: float


def of(reading: Reading, k: int, topical: bool) -> Amount:
    """The meaning of the reading's amount k; topical: the document is about migration or aid."""
    aid = other = 0.0
    support = remittance = None
    status: tuple[float, str, str] = (0.0, "", "")
    other_cue = ""
    for hit in reading.cues:
        for cue in hit.meaning:
            if cue.kind not in MONEY_KINDS:
                continue
            weight = _weight(reading, k, hit, cue)
            if weight < _FLOOR:
                continue
            if cue.measure == "remittance":
                remittance = cue.phrase
            elif cue.kind == "money":
                other, other_cue = max((other, other_cue), (weight, cue.phrase))
            elif cue.kind == "support":
                aid, support = max((aid, support or ""), (weight, cue.phrase))
            elif cue.kind in STATUSES:
                status = max(status, (weight, cue.kind, cue.phrase))
    if remittance:
        return Amount("remittance", "", remittance, 9.0)
    if other > max(aid, status[0]) or not (support or (status[0] and topical)):
        return Amount("other", "", other_cue, other)
    return Amount("aid", status[1], ", ".join(filter(None, (status[2], support))), max(aid, status[0]))


def _weight(reading: Reading, k: int, hit: Hit[tuple[Cue, ...]], cue: Cue) -> float:
    return _BASES[cue.kind] - _WALK * _cost(reading, k, hit)


def _cost(reading: Reading, k: int, hit: Hit[tuple[Cue, ...]]) -> float:
    first, last = reading.firsts[k], reading.lasts[k]
    return reading.between(last, hit.first) if hit.first >= last else reading.between(hit.last, first)


def share(reading: Reading, k: int, of_aid: bool) -> Amount | None:
    """A percentage that is the funded part of an appeal: "less than 10 percent funded"; of_aid: the talk is of aid."""
    near: Amount | None = None
    status: tuple[float, str, str] = (0.0, "appeal", "")
    for hit in reading.cues:
        for cue in hit.meaning:
            weight = _SHARE - _WALK * _cost(reading, k, hit)
            if cue.kind in SHARES[: 1 + of_aid] and weight > _FLOOR:
                near = Amount("aid", "", cue.phrase, weight)
            elif cue.kind in STATUSES:
                status = max(status, (_BASES[cue.kind] - _WALK * _cost(reading, k, hit), cue.kind, cue.phrase))
    return near._replace(status=status[1]) if near else None
