"""Which uses of a place name speak for which role, by measure; and what one role says of another."""

from __future__ import annotations

from typing import NamedTuple

from extract import lexicon
from extract.measures.meanings import Meaning
from extract.readings import Part, Reading
from extract.readings.parts import VERBS

Codes = tuple[str, ...]
Relations = tuple[str, ...]


class Roles(NamedTuple):
    """ISO 3166-1 alpha-3 codes or region tokens by role; empty where neither sentence nor context says."""

    actor: Codes = ()
    place: Codes = ()
    origin: Codes = ()
    destination: Codes = ()
    via: Codes = ()


_DOERS = ("doer", "agent", "authority", "teller")
_SITES = ("where", "inside", "neighbour", "ground", "border")

# By measure and role, the uses that speak for it, the stronger first.
_SPEAKS: dict[str, dict[str, Relations]] = {
    "aid": {"actor": ("doer", "giving", "agent", "authority", "bare", "source"), "origin": ("people",), "destination": ("receiver", "toward", "inside", "neighbour", "ground")},
    "remittance": {"actor": ("source", "way", "people"), "destination": ("receiver", "toward", "inside", "neighbour", "ground", "authority", "bare")},
    "detention": {"actor": _DOERS, "place": _SITES, "origin": ("people", "source", "way"), "destination": ("bound",)},
    "encounter": {"actor": _DOERS, "place": _SITES, "origin": ("people", "way"), "destination": ("bound",)},
    "return": {"actor": (*_DOERS, "source", "way"), "origin": ("people",), "destination": ("toward",), "via": ("passing",)},
    "arrival": {"origin": ("people", "source"), "destination": ("toward", "inside", "neighbour", "ground", "where", "receiver", "doer", "teller", "bare", "border"), "via": ("passing", "source", "way", "inside")},
    "displacement": {"origin": ("fled", "people", "source", "way", "about"), "destination": ("toward", "neighbour"), "place": (*_SITES, "teller", "bare"), "via": ("passing",)},
    "asylum": {"origin": ("people", "source", "way"), "destination": ("inside", "neighbour", "toward", "ground", "where", "receiver", "doer", "teller", "bare", "authority")},
    "admission": {"origin": ("people", "toward", "inside"), "destination": ("doer", "teller", "toward", "inside", "neighbour", "receiver", "bare", "authority"), "via": ("passing", "source", "way")},
    "death": {"place": (*_SITES, "teller"), "origin": ("people",), "destination": ("toward", "far"), "via": ("passing", "source", "way", "near")},
    "rescue": {"actor": _DOERS, "place": _SITES, "origin": ("people",), "destination": ("toward", "far"), "via": ("passing", "source", "way", "near")},
    "stock": {"origin": ("people",), "place": (*_SITES, "doer", "receiver", "teller", "bare", "agent"), "destination": ("bound",)},
    "personnel": {"actor": ("doer", "authority", "agent", "people", "bare", "giving"), "place": ("inside", "neighbour", "ground", "toward", "border")},
    "other": {"place": _SITES, "origin": ("people",)},
}  # fmt: skip
# Who asks for money is to get it.
_APPEAL = "appeal"
_ASKED: dict[str, Relations] = {
    "actor": ("giving", "agent"),
    "origin": ("people",),
    "destination": ("toward", "inside", "neighbour", "ground", "about", "doer", "receiver", "authority", "bare"),
}
# Who goes home does so without a country that returns them.
_GONE_HOME: dict[str, Relations] = {
    "origin": ("people",),
    "destination": ("toward", "inside", "neighbour", "where"),
    "via": ("passing", "source", "way"),
}
# Who hosts people has them.
_HOSTED: dict[str, Relations] = {
    "origin": ("people",),
    "place": ("doer", "agent", "where", "inside", "neighbour", "ground", "border", "receiver", "teller", "bare"),
    "destination": ("bound",),
}
# In lists and tables a bare name labels its line.
_LABELLED: dict[str, str] = {
    "admission": "origin", "asylum": "origin", "return": "origin", "detention": "origin", "encounter": "origin",
    "arrival": "destination", "stock": "place", "displacement": "place", "death": "place", "rescue": "origin",
    "aid": "destination",
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
}
# Where a claim of a measure is set, so that the next one without a place may be there too.
_HERE: dict[str, tuple[str, ...]] = {
    "arrival": ("destination",),
    "detention": ("place",),
    "encounter": ("place",),
    "stock": ("place",),
    "asylum": ("destination",),
    "admission": ("destination",),
    "return": ("actor",),
    "displacement": ("destination", "place"),
    "death": ("place",),
    "rescue": ("place",),
    "personnel": ("actor",),
}


HOSTING = ("stock", "displacement")  # of people who are somewhere
EVERYWHERE = ("WORLD",)
_SUBJECT, _DEPART = "subject", "depart"  # kinds of words that decided
_PLAIN = 1  # words beside names, numbers and times in a line of a list
WIDE = frozenset(
    {"EUROPE", "AFRICA", "ASIA", "WORLD", "MEDITERRANEAN", "NORTH_AFRICA", "SUB_SAHARAN_AFRICA", "MIDDLE_EAST"}
)  # too wide for a text to be set in
_CONTINENT, UNION = ("EUROPE",), ("EU",)  # European money is the EU's
SEAS = frozenset({"MEDITERRANEAN"})  # one goes over them


def of(meaning: Meaning, label: str | None) -> dict[str, Relations]:
    """The roles of a measure with the uses that speak for each; label: the role of a name that labels the number."""
    measure = _like(meaning.measure)
    speaks = _SPEAKS[measure]
    if meaning.status == _APPEAL:
        speaks = _ASKED
    elif going_home(meaning):
        speaks = _GONE_HOME
    elif measure == "stock" and meaning.by == "object":
        speaks = _HOSTED
    if label is None:
        return speaks
    return {
        label: (*speaks.get(label, ()), "bare", "doer"),
        **{role: uses for role, uses in speaks.items() if role != label},
    }


def label(measure: str, listing: bool, labelled: bool, donors: bool, hosted: bool) -> str | None:
    """The role of the name that labels a number: "Germany (29,545)", "India - 26,000"; None where none does.

    listing: the sentence is a line of a list or table; labelled: the name stands alone before a number in brackets.
    donors: it tells who gave; hosted: the list tells whence those are who are in one country.
    """
    measure = _like(measure)
    if donors and measure == "aid" and (listing or labelled):
        return "actor"
    if listing:
        return "origin" if hosted else _LABELLED.get(measure)
    return next(iter(main(measure)[-1:]), None) if labelled else None


def _like(measure: str) -> str:
    """The measure whose countries are told alike: itself; for a measure of the user's own, the one its card names."""
    return measure if measure in _SPEAKS else str(lexicon.shared("measures").get(measure, {}).get("roles", "other"))


def listing(reading: Reading) -> bool:
    """A line of a list or of a flattened table has no verb."""
    verbs = VERBS | Part.BREAKS
    if any(part & verbs and not part & Part.NUMBER for part in reading.parts) or _verbs(reading):
        return False
    marked = Part.NUMBER | Part.PLACE | Part.TIME | Part.AND | Part.OR | Part.PREPOSITIONS | Part.DETERMINERS | Part.OF
    plain = sum(
        word[0].isalpha() and not part & marked for word, part in zip(reading.words.folded, reading.parts, strict=True)
    )
    return plain <= _PLAIN + len(reading.values)


def _verbs(reading: Reading) -> bool:
    """Whether a cue is a verb."""
    return any(cue.form not in ("", "ing") for hit in reading.cues for cue in hit.meaning)


def main(measure: str) -> tuple[str, ...]:
    """The roles that a claim of a measure is incomplete without."""
    return _MAIN.get(_like(measure), ())


def here(measure: str, roles: Roles) -> Codes:
    """The country that a claim is set in, empty where it is in none or in several."""
    for role in _HERE.get(_like(measure), ()):
        codes: Codes = getattr(roles, role)
        if codes:
            return codes if len(codes) == 1 else ()
    return ()


def going_home(meaning: Meaning) -> bool:
    """People who return by themselves: "400 refugees returned", "left Iran", rather than were returned."""
    return meaning.measure == "return" and meaning.by in (_SUBJECT, _DEPART)


def settled(roles: Roles, meaning: Meaning) -> Roles:
    """What one role says of another: who detains does so at home; who admits is where people go."""
    measure = _like(meaning.measure)
    if going_home(meaning):
        if roles.via and not roles.origin and not roles.destination:
            return roles._replace(actor=roles.via, via=())  # "told to leave Israel"
        return roles if roles.destination else roles._replace(destination=roles.origin)
    if measure in ("detention", "encounter"):
        if roles.actor and not roles.place:
            return roles._replace(place=roles.actor)
        if roles.place and not roles.actor and len(roles.place) == 1:
            return roles._replace(actor=roles.place)
    if measure == "admission" and roles.destination:
        return roles._replace(actor=roles.destination)
    if measure == "displacement":
        return _displaced(roles)
    if measure == "aid" and roles.actor == _CONTINENT:
        return roles._replace(actor=UNION)
    return roles


def _displaced(roles: Roles) -> Roles:
    """People of one country in another went there; people who fled within one are there."""
    if roles.origin and roles.place == EVERYWHERE:
        return roles
    if roles.destination and roles.destination in (roles.origin, roles.place):
        return roles._replace(origin=(), destination=(), place=roles.destination)
    if roles.origin and roles.place and not roles.destination and not set(roles.origin) & set(roles.place):
        return roles._replace(destination=roles.place, place=())
    if roles.destination and roles.place and not roles.origin and not set(roles.place) & set(roles.destination):
        return roles._replace(origin=roles.place, place=())
    if roles.destination or (roles.origin and not roles.place):
        return roles._replace(place=())
    return roles
