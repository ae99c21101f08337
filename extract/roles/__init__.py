"""Claim's countries by role: who acts, where it is, whence, whither, by way of which."""

from __future__ import annotations

from collections.abc import Sequence

from extract.measures.meanings import Meaning
from extract.readings import Part, Reading
from extract.roles import choices, owners, relations
from extract.roles.choices import Counted
from extract.roles.context import Context
from extract.roles.relations import Codes, Roles
from extract.roles.uses import Use
from extract.speakers import Speaker

_STATES = ("authority", "doer", "teller", "bare", "agent")
_SPOTS = ("city", "capital", "subdivision")


def of(
    reading: Reading, uses: Sequence[Use], meanings: Sequence[Meaning], credits: Sequence[Speaker], context: Context
) -> list[Roles]:
    """The roles of each number of a sentence; credits are whom the sentence credits, who count less."""
    found: list[Roles] = []
    spoken = frozenset(i for i, use in enumerate(uses) if any(c.start <= use.start < c.end for c in credits))
    by_number = owners.of_each(reading, uses) if uses else []
    for k, meaning in enumerate(meanings):
        number = Counted(reading, uses, meanings, k, spoken)
        roles = _own(number, context, by_number) if uses else Roles()
        if meaning.measure == "displacement":
            roles = _within(roles, uses, reading, meaning)
        elif meaning.measure == "remittance" and not roles.destination and _home(reading):
            roles = roles._replace(actor=(), destination=roles.actor)  # Salvadorans abroad sent home
        elif meaning.measure == "return" and not roles.destination and _brings_home(reading, uses, k, meaning, roles):
            roles = Roles(actor=roles.actor, origin=roles.actor, destination=roles.actor, via=roles.origin)
        if not roles.origin and _citizens(reading, meaning):
            roles = roles._replace(origin=_whose(reading, uses, meaning))
        roles = relations.settled(roles, meaning)
        found.append(context.filled(reading, roles, meaning, found, meanings[:k]))
    return found


def _within(roles: Roles, uses: Sequence[Use], reading: Reading, meaning: Meaning) -> Roles:
    """Who is displaced from a town or province, or internally, is so within a country, unless another one is named."""
    internal = reading.listed("roles", "internal")
    if not internal.isdisjoint(reading.words.folded[meaning.noun.first : meaning.noun.last]):
        return Roles(place=roles.origin or roles.place) if len(roles.place) <= 1 else Roles()
    inside = any(use.codes == roles.origin and use.kind in _SPOTS for use in uses)
    inside = inside or not internal.isdisjoint(reading.words.folded)
    if inside and not roles.place and not roles.destination:
        return roles._replace(origin=(), place=roles.origin)
    return roles


def _brings_home(reading: Reading, uses: Sequence[Use], k: int, meaning: Meaning, roles: Roles) -> bool:
    """ "Pakistan repatriated 3,000 nationals from the Gulf": its own."""
    subject = any(use.codes == roles.actor and use.last <= reading.firsts[k] for use in uses)
    return subject and _citizens(reading, meaning)


def _citizens(reading: Reading, meaning: Meaning) -> bool:
    """The counted are nationals of a country that is not named with them."""
    noun = reading.words.folded[meaning.noun.first : meaning.noun.last]
    named = any(reading.has(i, Part.PLACE) for i in range(meaning.noun.first, meaning.noun.last))
    return not named and not reading.listed("roles", "citizens").isdisjoint(noun)


def _whose(reading: Reading, uses: Sequence[Use], meaning: Meaning) -> Codes:
    """ "Its citizens", "their nationals": of the country of those who say so."""
    noun = range(meaning.noun.first, meaning.noun.last)
    own = any(reading.word(i) in reading.listed("roles", "possessives") for i in (noun.start - 1, *noun))
    before = [use for use in uses if use.last <= noun.start and use.relation in _STATES]
    return before[-1].codes if own and before else ()


def _home(reading: Reading) -> bool:
    return not reading.listed("roles", "home").isdisjoint(reading.words.folded)


def _own(number: Counted, context: Context, by_number: Sequence[list[int]]) -> Roles:
    """The roles that the sentence's own places give the number; by_number: the names that label each."""
    reading, uses, k, meaning = number.reading, number.uses, number.k, number.meaning
    listing = context.listing
    picked: dict[str, Codes] = {}
    taken: set[int] = set()
    own, labels = by_number[k], {i for found in by_number for i in found}
    if not own and not any(by_number[:k]) and sum(map(bool, by_number)) > 1:
        own = sorted(labels)  # the total before "in Tanzania (62,000), Rwanda (45,000)"
    labelled = bool(by_number[k]) and uses[own[-1]].relation in owners.NAMED
    if by_number[k] and uses[own[-1]].relation == "people":
        return Roles(origin=uses[own[-1]].codes)
    host = context.host(meaning.measure) if listing and meaning.measure in relations.HOSTING else ()
    hosted = bool(host) and not any(use.codes == host for use in uses)
    donors = not reading.listed("roles", "donors").isdisjoint(reading.words.folded)
    label = context.rows or relations.label(meaning.measure, listing, labelled and not listing, donors, hosted)
    wanted = relations.of(meaning, label)
    open_uses = [
        i
        for i, use in enumerate(uses if wanted else ())
        if i in own or (i not in labels and not owners.of_another(reading, k, number.meanings, use))
    ]
    for role, speaks in wanted.items():
        free = [i for i in open_uses if i not in taken and (uses[i].relation != "border" or "actor" not in picked)]
        first = [i for i in free if i in own] if reading.respective() else []  # Malta's own of two that go in pairs
        best = choices.nearest(number, first, role, speaks)
        best = choices.nearest(number, free, role, speaks) if best is None else best
        if best is not None:
            group = own if best in own else owners.together(reading, uses, best)
            taken.update(group)
            codes = tuple(dict.fromkeys(code for index in group for code in uses[index].codes))
            picked[role] = context.narrowed(codes) if role == "destination" and len(group) == 1 else codes
    if hosted and label == "origin" and "origin" in picked:
        picked.setdefault("place", host)
    return Roles(**picked)
