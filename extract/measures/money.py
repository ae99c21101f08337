"""Amount of money in its sentence -> aid with its status, remittance, or other."""

from __future__ import annotations

from typing import NamedTuple

from extract import lexicon
from extract.claim import STATUSES
from extract.measures import links
from extract.readings import MONEY_KINDS, SHARES, Cue, Part, Reading
from extract.words import Hit

_WALK = 0.6  # of the weight, lost for each word of cost one
_BASES = {
    "money": 8.0,
    "support": 7.0,
    "pledge": 7.5,
    "commitment": 7.0,
    "disbursement": 7.0,
    "appeal": 7.5,
    "budget": 8.0,
    "no_aid": 8.0,
}
_FLOOR = 1.0
PLEDGE, DISBURSEMENT = "pledge", "disbursement"
REMITTANCE = "remittance"
_NO_AID = "no_aid"
_SHARE = 4.0
_AHEAD = 5  # words behind a contribution in which "would be" is looked for
_OF_REACH = 5  # words between a part and its whole
_NAMED = 1.5  # of what an amount is in: "$3m in firm pledges"


class Amount(NamedTuple):
    """What an amount is: its measure, the aid's status, and the words that decided."""

    measure: str
    status: str
    why: str
    weight: float
    for_people: bool = False  # a word says whom or what it is for, not only that it was paid


def of(reading: Reading, k: int, topical: bool) -> Amount:
    """The meaning of the reading's amount k; topical: the document is about migration or aid."""
    near = [
        (weight, _kind(reading, hit, cue), cue.phrase, cue.measure)
        for hit in reading.cues
        for cue in hit.meaning
        if cue.kind in MONEY_KINDS and (weight := _weight(reading, k, hit, cue)) >= _FLOOR
    ]
    for _, kind, phrase, measure in near:
        if measure == REMITTANCE:
            return Amount(REMITTANCE, "", f"{kind}: {phrase}", _BASES["money"])
    for weight, kind, phrase, _ in near:
        if kind == _NO_AID:
            return Amount("other", "", f"{kind}: {phrase}", weight)
    none = (0.0, "", "", "")
    other = max((cue for cue in near if cue[1] == "money"), default=none)
    support = max((cue for cue in near if cue[1] == "support"), default=none)
    status = max((cue for cue in near if cue[1] in STATUSES), default=none)
    weight = max(support[0], status[0])
    if other[0] > weight or not (support[0] or (status[0] and topical)):
        return Amount("other", "", f"{other[1]}: {other[2]}" if other[2] else "", other[0])
    words = ", ".join(dict.fromkeys(filter(None, (status[2], support[2]))))
    why = f"{status[1] or support[1]}: {words}"
    return Amount("aid", status[1], why, weight, support[0] > 0)


def _kind(reading: Reading, hit: Hit[tuple[Cue, ...]], cue: Cue) -> str:
    """The cue's kind; what will be paid, or is being given, is pledged; what one agreed to pay is agreed."""
    i = hit.first - 1
    if cue.kind != DISBURSEMENT:
        return cue.kind
    if _private(reading, hit):
        return _NO_AID
    if reading.has(i, Part.TO):
        willing = (c.kind for other in reading.cues if other.last == i for c in other.meaning if c.kind in STATUSES)
        return next(willing, PLEDGE)
    be = i - (not reading.has(i, ~Part.NONE))  # is also providing
    going_on = cue.form == "ing" and reading.has(be, Part.BE) and not reading.has(be - 1, Part.HAVE)
    ahead = reading.has(i, Part.MODAL) or (reading.has(i, Part.BE) and reading.has(i - 1, Part.MODAL))
    noun = not cue.form and any(  # its contribution this year would be $890 million
        reading.has(j, Part.MODAL) and reading.has(j + 1, Part.BE) for j in range(hit.last, hit.last + _AHEAD)
    )
    return PLEDGE if ahead or going_on or noun else cue.kind


def _private(reading: Reading, hit: Hit[tuple[Cue, ...]]) -> bool:
    """ "Each migrant paid $3,000", "smugglers had obtained": no donor's money."""
    payers, pays = _payers(reading.language)
    if reading.word(hit.first) not in pays:
        return False
    i = hit.first - 1
    while reading.has(i, Part.HAVE):
        i -= 1
    return reading.word(i) in payers or any(
        other.last == i + 1 and any(c.kind == "migrant" for c in other.meaning) for other in reading.cues
    )


@lexicon.cached
def _payers(language: str) -> tuple[frozenset[str], frozenset[str]]:
    groups = lexicon.words(language, "groups")
    return frozenset(groups.get("payers", [])), frozenset(groups.get("pays", []))


def _base(hit: Hit[tuple[Cue, ...]], cue: Cue, behind: bool) -> float:
    """What the cue weighs; of a grant, a donation, a payment the verb beside them says more."""
    forms = {c.form for c in hit.meaning if c.kind == cue.kind} - ({"base", "third"} if behind else set())
    noun = cue.kind == DISBURSEMENT and forms <= {""}
    return _BASES[cue.kind] - (_NAMED if noun else 0.0)


def _weight(reading: Reading, k: int, hit: Hit[tuple[Cue, ...]], cue: Cue) -> float:
    behind = hit.first >= reading.lasts[k]
    if of_amount(reading, k) and reading.lasts[k] <= hit.first < reading.lasts[k + 1]:
        return 0.0  # "$15m of a promised $32m"
    if behind and reading.has(hit.first, Part.TO) and cue.kind in STATUSES:
        return 0.0  # "$3m to provide food": what it is for
    named = behind and reading.has(reading.lasts[k], Part.WITHIN)  # $3m in firm pledges
    walk = _WALK / 2 if cue.measure == REMITTANCE else _WALK
    return _base(hit, cue, behind) - walk * _cost(reading, k, hit) + (_NAMED if named and cue.kind in STATUSES else 0.0)


def _cost(reading: Reading, k: int, hit: Hit[tuple[Cue, ...]]) -> float:
    first, last = reading.firsts[k], reading.lasts[k]
    if of_amount(reading, k) and hit.first >= reading.lasts[k + 1]:
        last = reading.lasts[k + 1]
    last = links.behind_conversion(reading, k, last) if hit.first > last else last
    return reading.between(last, hit.first) if hit.first >= last else reading.between(hit.last, first)


def share(reading: Reading, k: int, of_aid: bool, topical: bool) -> Amount | None:
    """A percentage that is the funded part of an appeal: "less than 10 percent funded"; of_aid: the talk is of aid."""
    whole = of(reading, k + 1, topical) if of_amount(reading, k) else None  # half of the $88 million required
    near = whole if whole and whole.measure == "aid" else None
    status: tuple[float, str, str] = (0.0, "appeal", "")
    for hit in reading.cues:
        cost = _WALK * _cost(reading, k, hit)
        for cue in hit.meaning:
            weight = _SHARE - _WALK * _cost(reading, k + of_amount(reading, k), hit)
            if cue.kind in SHARES[: 1 + of_aid] and weight > _FLOOR:
                near = Amount("aid", "", f"{cue.kind}: {cue.phrase}", weight)
            elif cue.kind in STATUSES and not (whole and hit.first >= reading.lasts[k + 1]) and not _funded(hit):
                status = max(status, (_BASES[cue.kind] - cost, cue.kind, cue.phrase))
    return near._replace(status=status[1]) if near else None


def _funded(hit: Hit[tuple[Cue, ...]]) -> bool:
    """The word is that of the share itself: "funded"."""
    return any(cue.kind == SHARES[0] for cue in hit.meaning)


def of_amount(reading: Reading, k: int) -> bool:
    """ "19 percent of the $1bn"."""
    of = reading.has(reading.lasts[k], Part.OF) and [v.kind for v in reading.values[k + 1 : k + 2]] == ["money"]
    return of and reading.firsts[k + 1] - reading.lasts[k] <= _OF_REACH
