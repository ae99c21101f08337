"""Claim's countries by role: who acts, where it is, whence, whither, by way of which."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extract.measures import Meaning
from extract.readings import Part, Reading
from extract.roles.context import Context
from extract.roles.uses import Use
from extract.speakers import Speaker

_FAR = 26.0  # a place that is dearer to walk to says nothing of a number
Codes = tuple[str, ...]
Relations = tuple[str, ...]


class Roles(NamedTuple):
    """ISO 3166-1 alpha-3 codes or region tokens by role; empty where neither sentence nor context says."""

    actor: Codes = ()
    place: Codes = ()
    origin: Codes = ()
    destination: Codes = ()
    via: Codes = ()


# By measure, which uses of a place name speak for a role, the stronger first.
_SPEAKS: dict[str, dict[str, Relations]] = {
    "aid": {"actor": ("giving", "agent", "authority", "bare"), "destination": ("toward", "inside", "ground", "people")},
    "remittance": {"actor": ("source", "people"), "destination": ("toward", "inside", "ground", "authority", "bare")},
    "detention": {"actor": ("agent", "authority"), "place": ("inside", "ground"), "origin": ("people", "source"), "via": ()},
    "encounter": {"actor": ("agent", "authority"), "place": ("inside", "ground"), "origin": ("people", "source")},
    "return": {"actor": ("agent", "authority", "source"), "origin": ("people",), "destination": ("toward",)},
    "arrival": {"origin": ("people",), "destination": ("toward", "inside", "ground", "bare"), "via": ("source",)},
    "displacement": {"origin": ("fled", "people", "source"), "destination": ("toward",), "place": ("inside", "ground")},
    "asylum": {"origin": ("people", "source"), "destination": ("inside", "toward", "ground", "bare", "authority")},
    "admission": {"origin": ("people",), "destination": ("toward", "inside", "bare", "authority"), "via": ("source",)},
    "death": {"place": ("inside", "ground"), "origin": ("people",), "destination": ("toward",), "via": ("source",)},
    "rescue": {"actor": ("agent", "authority"), "place": ("inside", "ground"), "origin": ("people",), "destination": ("toward",), "via": ("source",)},
    "stock": {"origin": ("people", "source"), "place": ("inside", "ground", "bare")},
    "personnel": {"actor": ("authority", "agent", "people", "bare", "giving"), "place": ("inside", "ground", "toward")},
    "other": {"place": ("inside", "ground"), "origin": ("people",)},
}  # fmt: skip
_MAIN: dict[str, tuple[str, ...]] = {
    "aid": ("actor", "destination"),
    "remittance": ("destination",),
    "detention": ("actor", "place"),
    "encounter": ("actor", "place"),
    "return": ("actor",),
    "arrival": ("destination",),
    "asylum": ("destination",),
    "admission": ("destination",),
    "death": ("place",),
    "rescue": ("place",),
    "stock": ("place",),
    "personnel": ("actor",),
    "displacement": ("place",),
    "other": ("place",),
}


def of(
    reading: Reading, uses: Sequence[Use], meanings: Sequence[Meaning], credits: Sequence[Speaker], context: Context
) -> list[Roles]:
    """The roles of each number of a sentence; credits are whom the sentence credits, who count less."""
    found: list[Roles] = []
    spoken = frozenset(i for i, use in enumerate(uses) if any(c.start <= use.start < c.end for c in credits))
    for k, meaning in enumerate(meanings):
        roles = _own(reading, uses, k, meaning, spoken)
        roles = _settled(roles, meaning, reading)
        found.append(context.filled(roles, meaning, found, meanings[:k]))
    return found


def _own(reading: Reading, uses: Sequence[Use], k: int, meaning: Meaning, spoken: frozenset[int]) -> Roles:
    picked: dict[str, Codes] = {}
    taken: set[int] = set()
    for role, relations in _SPEAKS[meaning.measure].items():
        best: tuple[float, int] | None = None
        for index, use in enumerate(uses):
            if index in taken or use.relation not in relations:
                continue
            cost = _cost(reading, k, meaning, use) + 1.5 * relations.index(use.relation)
            cost += 4.0 if use.kind == "person" or index in spoken else 0.0
            if cost <= _FAR and _may(reading, k, meaning, use, role) and (best is None or cost < best[0]):
                best = (cost, index)
        if best:
            group = _together(reading, uses, best[1])
            taken.update(group)
            picked[role] = tuple(dict.fromkeys(code for index in group for code in uses[index].codes))
    return Roles(**picked)


def _may(reading: Reading, k: int, meaning: Meaning, use: Use, role: str) -> bool:
    """People of a country are an origin only within the counted noun or right behind it."""
    noun = meaning.noun
    if use.relation == "people" and role == "origin":
        return reading.firsts[k] - 1 <= use.first <= noun.last + 8 or not reading.values[k].kind == "count"
    return True


def _cost(reading: Reading, k: int, meaning: Meaning, use: Use) -> float:
    last = max(reading.lasts[k], meaning.noun.last)
    if use.first >= last:
        return reading.between(last, use.first)
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
            if a.relation != b.relation or not 0 <= b.first - a.last <= 2 or reading.has(a.last, Part.NUMBER):
                break
            i += step
            found.append(i)
    return sorted(found)


def _settled(roles: Roles, meaning: Meaning, reading: Reading) -> Roles:
    """What one role says of another: who detains does so at home; who admits is where people go."""
    measure = meaning.measure
    if measure in ("detention", "encounter"):
        if roles.actor and not roles.place:
            roles = roles._replace(place=roles.actor)
        elif roles.place and not roles.actor and len(roles.place) == 1:
            roles = roles._replace(actor=roles.place)
    if measure == "admission" and roles.destination:
        roles = roles._replace(actor=roles.destination)
    if measure == "displacement":
        if roles.destination and roles.destination == roles.origin:
            roles = roles._replace(origin=(), destination=(), place=roles.destination)
        if roles.destination or (roles.origin and not roles.place):
            roles = roles._replace(place=())
    if measure == "return" and roles.destination and roles.destination == roles.actor:
        roles = roles._replace(actor=())
    return roles


def main(measure: str) -> tuple[str, ...]:
    """The roles that a claim of a measure is incomplete without."""
    return _MAIN.get(measure, ())
