"""Claim's countries by role: who acts, where it is, whence, whither, by way of which."""

from __future__ import annotations

from collections.abc import Sequence

from extract import lexicon
from extract.measures.meanings import Meaning
from extract.readings import Part, Reading
from extract.roles import relations
from extract.roles.context import Context
from extract.roles.relations import WIDE, Codes, Roles
from extract.roles.uses import EVERYWHERE, Use
from extract.speakers import Speaker

_FAR = 32.0  # a place that is dearer to walk to says nothing of a number
_LOSSES, _FAR_LOSS = ("death", "rescue"), 14.0  # those lost on a way: its end is named beside them
_WEAKER = 1.5  # what each step down a role's relations costs
_SAID = 4.0  # whom the text credits, or a head of state, rather speaks than acts
_NEXT_CLAUSE = 5.0  # who does something behind a number does rather something else
_CLOSE = 3  # words between a part of a number and its place
_MARGIN = 3.0  # a number nearer to a place by this much owns it
_LABELS = ("(", ":", "-")
_LEADERS = 3  # signs between a name and its number in a line of a table
_STRAIT = "strait"  # crossed to the country of its code
_OWNED = frozenset({"source", "way", "toward", "inside", "near", "far"})
_ORIGIN_REACH = 8  # words behind the counted noun in which people of a country are the counted ones
_SPOTS = ("city", "capital", "subdivision")
_NAMED = frozenset({"bare", "authority", "giving"})


def of(
    reading: Reading, uses: Sequence[Use], meanings: Sequence[Meaning], credits: Sequence[Speaker], context: Context
) -> list[Roles]:
    """The roles of each number of a sentence; credits are whom the sentence credits, who count less."""
    found: list[Roles] = []
    spoken = frozenset(i for i, use in enumerate(uses) if any(c.start <= use.start < c.end for c in credits))
    for k, meaning in enumerate(meanings):
        roles = _own(reading, uses, k, meanings, spoken, context)
        if meaning.measure == "displacement":
            roles = _within(roles, uses)
        elif meaning.measure == "remittance" and not roles.destination and _home(reading):
            roles = roles._replace(actor=(), destination=roles.actor)  # Salvadorans abroad sent home
        roles = relations.settled(roles, meaning)
        found.append(context.filled(reading, roles, meaning, found, meanings[:k]))
    return found


def _within(roles: Roles, uses: Sequence[Use]) -> Roles:
    """Who is displaced from a town or province is displaced within its country, unless another one is named."""
    inside = any(use.codes == roles.origin and use.kind in _SPOTS for use in uses)
    if inside and not roles.place and not roles.destination:
        return roles._replace(origin=(), place=roles.origin)
    return roles


def _home(reading: Reading) -> bool:
    return not set(lexicon.words(reading.language, "roles")["home"]).isdisjoint(reading.words.folded)


def _own(
    reading: Reading,
    uses: Sequence[Use],
    k: int,
    meanings: Sequence[Meaning],
    spoken: frozenset[int],
    context: Context,
) -> Roles:
    """The roles that the sentence's own places give the number k."""
    meaning = meanings[k]
    picked: dict[str, Codes] = {}
    taken: set[int] = set()
    by_number = [_labels(reading, uses, j) for j in range(len(meanings))]
    own, labels = by_number[k], {i for found in by_number for i in found}
    open_uses = [
        i for i, use in enumerate(uses) if i in own or (i not in labels and not _of_another(reading, k, meanings, use))
    ]
    labelled = bool(own) and uses[own[-1]].relation in _NAMED
    listing = relations.listing(reading)
    if own and uses[own[-1]].relation == "people":
        return Roles(origin=uses[own[-1]].codes)
    for role, speaks in relations.of(meaning, listing, labelled and not listing).items():
        best: tuple[float, int] | None = None
        for index in open_uses:
            use = uses[index]
            if index in taken or use.relation not in speaks or not _may(reading, k, meanings, use, role):
                continue
            if (use.relation == "border" and "actor" in picked) or not _fits(use, role, meaning.measure):
                continue
            cost = _cost(reading, k, meaning, use) + _WEAKER * speaks.index(use.relation)
            cost += _SAID if use.kind == "person" or index in spoken else 0.0
            far = _FAR_LOSS if meaning.measure in _LOSSES and role == "destination" else _FAR
            if cost <= far and (best is None or cost < best[0]):
                best = (cost, index)
        if best:
            group = own if best[1] in own else _together(reading, uses, best[1])
            taken.update(group)
            codes = tuple(dict.fromkeys(code for index in group for code in uses[index].codes))
            picked[role] = context.narrowed(codes) if role == "destination" and len(group) == 1 else codes
    return Roles(**picked)


def _labels(reading: Reading, uses: Sequence[Use], k: int) -> list[int]:
    """The names that label a number: "Germany (29,545)", "India - 26,000", "Near East/South Asia . . . . 35,000"."""
    i = reading.firsts[k] - 1
    leader = i
    while reading.word(leader) and not reading.word(leader)[0].isalnum():
        leader -= 1
    led = i - leader >= _LEADERS
    if reading.has(i, Part.AT):  # "followed by Mozambicans at 6,549"
        return [n for n, use in enumerate(uses) if use.last == i and use.relation == "people"]
    hyphen = reading.word(i) == "-" and reading.words.starts[i] == reading.words.ends[i - 1]
    if not led and (reading.word(i) not in _LABELS or hyphen):
        return []
    last = leader + 1 if led else i
    found = next((n for n, use in enumerate(uses) if use.last == last and use.relation != "where"), None)
    if found is None:
        return []
    first = found
    while led and first and all(_joins(reading, n) for n in range(uses[first - 1].last, uses[first].first)):
        first -= 1
    return list(range(first, found + 1))


def _of_another(reading: Reading, k: int, meanings: Sequence[Meaning], use: Use) -> bool:
    """The place belongs to a nearer number of another measure: "ten deported to Turkey and the arrival of 400"."""
    if use.relation in _NAMED and any(_between(reading, k, use, j) for j in range(k + 1, len(meanings))):
        return True
    if any(_of_part(reading, j, meanings[j], use) for j in range(k + 1, len(meanings))):
        return True
    if _of_next_clause(reading, k, use):
        return True
    if use.relation not in _OWNED or use.first == 0:
        return False
    mine = _cost(reading, k, meanings[k], use)
    for j, other in enumerate(meanings):
        if j == k or other.measure in (meanings[k].measure, "other", "personnel"):
            continue
        between = min(reading.firsts[j], reading.firsts[k]) < use.first < max(reading.firsts[j], reading.firsts[k])
        if (between or reading.firsts[j] < reading.firsts[k]) and _cost(reading, j, other, use) + _MARGIN < mine:
            return True
    return False


def _of_next_clause(reading: Reading, k: int, use: Use) -> bool:
    """ "One ship picked up 100 people, while Cyprus brought in 24": behind a break, with another number behind it too."""
    after = reading.lasts[k]
    if use.first < after:
        return False
    at = next((i for i in range(after, use.first) if reading.has(i, Part.BREAKS)), use.first)
    return at < use.first and any(first > at for first in reading.firsts[k + 1 :])


def _of_part(reading: Reading, j: int, part: Meaning, use: Use) -> bool:
    """ "5,000 people, including 153 to Belgium": only the part went there."""
    first, last = reading.firsts[j], max(reading.lasts[j], part.noun.last)
    close = last <= use.first <= last + _CLOSE
    return close and any(reading.has(i, Part.INCLUDING) for i in (first - 1, first - 2))


def _between(reading: Reading, k: int, use: Use, j: int) -> bool:
    """The name stands behind number k and right before number j: "Italy took 300, Malta 40"."""
    behind = use.first >= reading.lasts[k] and use.last <= reading.firsts[j]
    if not behind:
        return False
    return reading.between(use.last, reading.firsts[j]) + 1.0 < reading.between(reading.lasts[k], use.first)


def _may(reading: Reading, k: int, meanings: Sequence[Meaning], use: Use, role: str) -> bool:
    """People of a country are an origin only within the counted noun or right behind it; "where" looks ahead."""
    if use.relation == "where":
        return use.last <= reading.firsts[k]
    if use.relation != "people" or role != "origin":
        return True
    if any(j != k and other.noun.first <= use.first < other.noun.last for j, other in enumerate(meanings)):
        return False  # "425 migrants, including 252 Bangladeshis"
    near = use.first <= meanings[k].noun.last + _ORIGIN_REACH
    if reading.values[k].kind == "count":
        opens = use.first <= 1 and meanings[k].noun.kind in ("none", "event")  # "Hondurans … made 36,361 applications"
        within = reading.firsts[k] - 1 <= use.first
        return near and (within or (opens and not reading.numbers_between(use.last, reading.firsts[k])))
    return near or not reading.numbers_between(reading.lasts[k], use.first)


def _fits(use: Use, role: str, measure: str) -> bool:
    """Nobody arrives in a sea, and only over a sea "across" is a way."""
    if role == "actor" and use.codes == EVERYWHERE:
        return False
    if use.kind == _STRAIT:
        return measure == "arrival" and role == "destination"
    sea = use.codes[0] in relations.SEAS
    if measure == "arrival" and use.relation == "source" and role in ("origin", "via"):
        return (role == "via") == (sea or relations.on_the_way(use.codes))
    if use.relation == "where":
        return use.codes[0] not in WIDE
    if measure == "arrival" and role in ("via", "destination") and use.relation == "inside":
        return sea == (role == "via")
    return not (sea and role == "destination")


def _cost(reading: Reading, k: int, meaning: Meaning, use: Use) -> float:
    last = max(reading.lasts[k], meaning.noun.last)
    if use.first >= last:
        return reading.between(last, use.first) + (_NEXT_CLAUSE if use.relation == "doer" else 0.0)
    if use.last <= reading.firsts[k]:
        return reading.between(use.last, reading.firsts[k]) + 1.0
    return 0.0


def _together(reading: Reading, uses: Sequence[Use], index: int) -> list[int]:
    """The names of one list: Italy, Greece, Cyprus and Spain."""
    found = [index]
    for step in (1, -1):
        i = index
        while 0 <= i + step < len(uses):
            a, b = sorted((uses[i], uses[i + step]), key=lambda use: use.first)
            apart = any(not _joins(reading, n) or reading.word(n) == ")" for n in range(a.last, b.first))
            if a.relation != b.relation or not 0 <= b.first - a.last <= 3 or apart:
                break
            i += step
            found.append(i)
    return sorted(found)


def _joins(reading: Reading, i: int) -> bool:
    """A word between two names of a list: "and", "and in", "the", a comma."""
    if reading.has(i, Part.WITHIN):
        return reading.has(i - 1, Part.AND)
    return reading.has(i, Part.AND | Part.OR | Part.DETERMINERS) or not reading.word(i)[:1].isalnum()
