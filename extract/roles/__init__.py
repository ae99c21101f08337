"""Claim's countries by role: who acts, where it is, whence, whither, by way of which."""

from __future__ import annotations

from collections.abc import Sequence

from extract import lexicon
from extract.measures.meanings import Meaning
from extract.readings import Reading
from extract.roles import owners, relations
from extract.roles.context import Context
from extract.roles.relations import WIDE, Codes, Roles
from extract.roles.uses import EVERYWHERE, Use
from extract.speakers import Speaker

_FAR = 32.0  # a place that is dearer to walk to says nothing of a number
_LOSSES, _FAR_LOSS = ("death", "rescue"), 14.0  # those lost on a way: its end is named beside them
_WEAKER = 1.5  # what each step down a role's relations costs
_SAID = 4.0  # whom the text credits, or a head of state, rather speaks than acts
_STRAIT = "strait"  # crossed to the country of its code
_ORIGIN_REACH = 8  # words behind the counted noun in which people of a country are the counted ones
_SPOTS = ("city", "capital", "subdivision")


def of(
    reading: Reading, uses: Sequence[Use], meanings: Sequence[Meaning], credits: Sequence[Speaker], context: Context
) -> list[Roles]:
    """The roles of each number of a sentence; credits are whom the sentence credits, who count less."""
    found: list[Roles] = []
    spoken = frozenset(i for i, use in enumerate(uses) if any(c.start <= use.start < c.end for c in credits))
    by_number = [owners.labels(reading, uses, k) for k in range(len(meanings))] if uses else []
    listing = bool(uses and meanings) and relations.listing(reading)
    for k, meaning in enumerate(meanings):
        roles = _own(reading, uses, k, meanings, spoken, context, by_number, listing) if uses else Roles()
        if meaning.measure == "displacement":
            roles = _within(roles, uses, reading)
        elif meaning.measure == "remittance" and not roles.destination and _home(reading):
            roles = roles._replace(actor=(), destination=roles.actor)  # Salvadorans abroad sent home
        roles = relations.settled(roles, meaning)
        found.append(context.filled(reading, roles, meaning, found, meanings[:k]))
    return found


def _within(roles: Roles, uses: Sequence[Use], reading: Reading) -> Roles:
    """Who is displaced from a town or province, or internally, is so within a country, unless another one is named."""
    inside = any(use.codes == roles.origin and use.kind in _SPOTS for use in uses)
    inside = inside or not _words(reading.language, "internal").isdisjoint(reading.words.folded)
    if inside and not roles.place and not roles.destination:
        return roles._replace(origin=(), place=roles.origin)
    return roles


def _home(reading: Reading) -> bool:
    return not _words(reading.language, "home").isdisjoint(reading.words.folded)


@lexicon.cached
def _words(language: str, key: str) -> frozenset[str]:
    return frozenset(lexicon.words(language, "roles").get(key, []))


def _own(
    reading: Reading,
    uses: Sequence[Use],
    k: int,
    meanings: Sequence[Meaning],
    spoken: frozenset[int],
    context: Context,
    by_number: Sequence[list[int]],
    listing: bool,
) -> Roles:
    """The roles that the sentence's own places give the number k."""
    meaning = meanings[k]
    picked: dict[str, Codes] = {}
    taken: set[int] = set()
    own, labels = by_number[k], {i for found in by_number for i in found}
    if not own and not any(by_number[:k]) and sum(map(bool, by_number)) > 1:
        own = sorted(labels)  # the total before "in Tanzania (62,000), Rwanda (45,000)"
    labelled = bool(by_number[k]) and uses[own[-1]].relation in owners.NAMED
    if by_number[k] and uses[own[-1]].relation == "people":
        return Roles(origin=uses[own[-1]].codes)
    wanted = relations.of(meaning, listing, labelled and not listing)
    open_uses = [
        i
        for i, use in enumerate(uses if wanted else ())
        if i in own or (i not in labels and not owners.of_another(reading, k, meanings, use))
    ]
    for role, speaks in wanted.items():
        best: tuple[float, int] | None = None
        for index in open_uses:
            use = uses[index]
            if index in taken or use.relation not in speaks or not _may(reading, k, meanings, use, role):
                continue
            if (use.relation == "border" and "actor" in picked) or not _fits(use, role, meaning.measure):
                continue
            cost = owners.cost(reading, k, meaning, use) + _WEAKER * speaks.index(use.relation)
            cost += _SAID if use.kind == "person" or index in spoken else 0.0
            far = _FAR_LOSS if meaning.measure in _LOSSES and role == "destination" else _FAR
            if cost <= far and (best is None or cost < best[0]):
                best = (cost, index)
        if best:
            group = own if best[1] in own else owners.together(reading, uses, best[1])
            taken.update(group)
            codes = tuple(dict.fromkeys(code for index in group for code in uses[index].codes))
            picked[role] = context.narrowed(codes) if role == "destination" and len(group) == 1 else codes
    return Roles(**picked)


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
    if use.codes == EVERYWHERE and (role == "actor" or measure == "arrival"):
        return False
    if use.kind == _STRAIT:
        return measure == "arrival" and role == "destination"
    sea = use.codes[0] in relations.SEAS
    if measure == "arrival" and use.relation == "source" and role in ("origin", "via"):
        return (role == "via") == (use.kind != "region")  # from Libya on the way; from East Africa as whence they come
    if use.relation == "where":
        return use.codes[0] not in WIDE
    if measure == "arrival" and role in ("via", "destination") and use.relation == "inside":
        return sea == (role == "via")
    return not (sea and role == "destination")
