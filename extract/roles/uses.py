"""Places of a sentence -> how each is used: from, toward, inside, by, doer, people of, ground of."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from extract.places import Place
from extract.readings import Part, Reading
from extract.roles import beside
from extract.roles.relations import EVERYWHERE, WIDE

_SIDE = Part.AND | Part.OR
AWAY = ("source", "way", "people", "fled", "beyond", "venue")  # what "the country" behind them does not take up
_ADJECTIVAL = ("authority", "giving", "ground", "border")
_SUBJECTS = ("doer", "receiver", "teller")
_ORIGINS = ("bare", "people")  # of the first of two names with "to" between
_SEA = "sea"
_NOWHERE = ("", "toward", "bound")  # to cross a sea is not to go to it
_PLAIN_NOT = Part.PREPOSITIONS | Part.DETERMINERS | Part.NUMBER | Part.BREAKS | Part.PLACE | Part.AND | Part.OR
_BELONGS = 5  # words behind a name in which "where" is looked for
_ITEM = 8  # words between two names of a list with a number in brackets behind each


class Use(NamedTuple):
    """A place with its use.

    relation: source, way (source before "to"), toward, bound (who is not there yet), inside, neighbour, passing, agent,
    fled, people, authority, ground, border, giving, about, doer, receiver, teller (who counts: "Hungary registered"),
    bare; where (the clause behind it is set there); near and far
    (the two ends of a way over sea: "between Libya and Italy"); beyond (the other side: "its border with Mexico");
    venue (where something was said or agreed), dateline.
    """

    codes: tuple[str, ...]
    kind: str
    relation: str
    first: int
    last: int
    start: int


def of(reading: Reading, spoken_of: tuple[str, ...] = ()) -> list[Use]:
    """The uses of the sentence's places in reading order; one name behind another shares its preposition.

    spoken_of: the country named last before the sentence, which "the country" takes up.
    """
    named = _named(reading)
    found = _stand_ins(reading, named, spoken_of)
    return sorted(found + named, key=lambda use: use.first) if found else named


def _stand_ins(reading: Reading, named: list[Use], spoken_of: tuple[str, ...]) -> list[Use]:
    """ "The country registered 80,900": the one named last before it."""
    words = beside.roles(reading.language)
    found: list[Use] = []
    for i, word in enumerate(reading.words.folded) if not words["stand_ins"].isdisjoint(reading.words.folded) else ():
        if word not in words["stand_ins"]:
            continue
        at = i - 1 - (not reading.has(i - 1, _PLAIN_NOT) and reading.word(i - 1)[:1].isalpha())  # the oil-rich country
        definite = reading.has(at, Part.DEFINITE) and not reading.has(at, Part.PRONOUNS)
        if not definite or reading.has(i + 1, Part.OF | Part.POSSESSIVE):
            continue
        before = [use.codes for use in named if use.last <= i and len(use.codes) == 1 and use.relation not in AWAY]
        codes = before[-1] if before else spoken_of
        relation = beside.before(reading, at) or beside.subject(reading, i + 1)
        if codes and relation:
            found.append(Use(codes, "stand-in", relation, at, i + 1, reading.words.starts[at]))
    return found


def _named(reading: Reading) -> list[Use]:
    found: list[Use] = []
    starts = reading.words.starts
    words = beside.roles(reading.language)
    for place in reading.places:
        first, last = bisect_left(starts, place.start), bisect_left(starts, place.end)
        relation = _relation(reading, place, first, last)
        relation = _shared(reading, found, first, last) if relation == "bare" else relation
        if found and _apposed(reading, found[-1].last, first, words["stand_ins"]):
            relation = found.pop().relation  # the West African nation of Mali
        if relation == "toward" and found and found[-1].last == first - 1 and _sets_out(found[-1]):
            found[-1] = found[-1]._replace(relation="source")  # the Libya to Italy route
        if relation == "toward" and found and _way(found[-1], first):
            found[-1] = found[-1]._replace(relation="way")
        if found and place.codes[0] in WIDE and first - found[-1].last == 1 and reading.has(first - 1, Part.WITHIN):
            continue  # the Lake Chad region in Africa
        found.append(Use(place.codes, place.kind, relation, first, last, place.start))
        behind = _where(reading, last, words["where"])
        if behind:
            found.append(Use(place.codes, place.kind, "where", behind, behind + 1, place.start))
    for n in range(len(found) - 2, -1, -1):
        a, b = found[n], found[n + 1]
        same = a.kind == b.kind == "nationality" and b.relation in _ADJECTIVAL and a.relation in ("about", "people")
        subjects = a.relation == "bare" and b.relation in _SUBJECTS
        if (same or subjects) and _in_list(reading, a.last, b.first):
            found[n] = a._replace(relation=b.relation)  # Libyan and Italian coastguards; Spain and France received
    return _ends(reading, found)


def _shared(reading: Reading, found: list[Use], first: int, last: int) -> str:
    """What a name without words of its own shares with the one before it: of a list, or of a verb left out."""
    if found and _in_list(reading, found[-1].last, first) and not _opens(reading, found[-1], first):
        return found[-1].relation
    return _gapped(reading, found, first) if reading.has(last, Part.NUMBER) else "bare"


def _opens(reading: Reading, use: Use, first: int) -> bool:
    """ "BRUSSELS The European Union": behind a dateline the sentence begins."""
    return use.relation == "dateline" and all(reading.has(i, Part.DETERMINERS) for i in range(use.last, first))


def _where(reading: Reading, last: int, words: frozenset[str]) -> int:
    """The position of "where" behind a name and what belongs to it: "in Budapest's Keleti station, where"; else 0."""
    if words.isdisjoint(reading.words.folded[last : last + _BELONGS]):  # most names
        return 0
    for i in range(last, last + _BELONGS):
        if reading.word(i) in words:
            return i
        if reading.has(i, Part.NUMBER | Part.PLACE | Part.BE | Part.HAVE | Part.BREAKS | Part.PREPOSITIONS):
            return 0
        if reading.word(i) == "," and reading.word(i + 1) not in words:
            return 0
    return 0


def _gapped(reading: Reading, found: list[Use], first: int) -> str:
    """ "Qatar pledged $5m and Oman $2m": the second name does what the first one did."""
    joined = reading.has(first - 1, Part.AND) or reading.word(first - 1) in (",", ";")
    if not joined:
        return "bare"
    return next((use.relation for use in reversed(found) if use.relation in _SUBJECTS), "bare")


def _apposed(reading: Reading, last: int, first: int, nouns: frozenset[str]) -> bool:
    """Between two names stands "nation of" or the like."""
    between = range(last, first)
    return 2 <= len(between) <= 3 and reading.has(first - 1, Part.OF) and reading.word(first - 2) in nouns


def _way(use: Use, first: int) -> bool:
    """ "From Lebanon into Syria": a country that is passed, rather than where people are from."""
    return use.relation == "source" and use.kind == "country" and first - use.last <= 2


def _sets_out(use: Use) -> bool:
    """Of two names with "to" between, the first is where a way begins, unless it is people's."""
    return use.relation in _ORIGINS and use.kind != "nationality"


def _ends(reading: Reading, found: list[Use]) -> list[Use]:
    """Between Libya and Italy: a way with two ends."""
    between = beside.roles(reading.language)["ends"]
    for n in range(len(found) - 1):
        a, b = found[n], found[n + 1]
        if reading.word(a.first - 1) in between and b.first - a.last == 1 and reading.has(a.last, Part.AND):
            found[n], found[n + 1] = a._replace(relation="near"), b._replace(relation="far")
    return found


def _in_list(reading: Reading, last: int, first: int) -> bool:
    """Only commas, "and", articles and slashes stand between two names."""
    between = reading.words.folded[last:first]
    bracketed = reading.word(last) == "(" and ")" in between
    if ")" in between and not bracketed:
        return False
    parts = _SIDE | Part.DETERMINERS | Part.POSSESSIVE | (Part.NUMBER if bracketed else 0)
    return 0 < first - last <= (_ITEM if bracketed else 3) and all(
        reading.has(i, parts) or reading.word(i) in (",", "/", "-", "(", ")") for i in range(last, first)
    )


def _by_noun(reading: Reading, behind: str, first: int, last: int) -> str:
    """What a name is by the noun behind it, unless the words before it say more."""
    if behind == "authority" and beside.subject(reading, last) == "receiver":
        return "receiver"
    before = beside.before(reading, first) if behind == "ground" else ""
    if before == "inside" and beside.venue(reading, first):
        return "venue"
    return before if before in ("source", "toward", "inside", "people") else behind


def _relation(reading: Reading, place: Place, first: int, last: int) -> str:
    if place.codes == EVERYWHERE:
        return "inside"  # worldwide
    if place.kind in ("institution", "person"):
        return "agent" if reading.has(first - 1, Part.BY) else "authority"
    certain = _certain(reading, place, first, last)
    if certain:
        return certain
    behind = beside.behind(reading, place, last)
    if behind and behind != "people":
        return _by_noun(reading, behind, first, last)
    if beside.dateline(reading, place, first, last):
        return "dateline"
    before = beside.before(reading, first)
    if place.kind == _SEA and before in _NOWHERE and beside.crossed(reading, first):
        before = "inside"  # died trying to cross the Mediterranean
    if before == "people" and place.kind in beside.TOWNS:
        before = "source"  # most of them set out from Sfax
    if before == "inside" and beside.venue(reading, first):
        return "venue"
    if behind and before != "fled":
        return behind
    return before or beside.subject(reading, last) or ("people" if _ranked(reading, last) else "bare")


def _certain(reading: Reading, place: Place, first: int, last: int) -> str:
    """What the words around a name say of it whatever else they say: a route, a meeting's town, who is given money."""
    if beside.route(reading, last):
        return "passing"
    if place.kind in beside.TOWNS and beside.meets(reading, last):
        return "venue"
    return "receiver" if beside.given(reading, first, last) else ""


def _ranked(reading: Reading, last: int) -> bool:
    """ "The top nationalities were Mexico at 1,200, Honduras (520)": a country for its people."""
    nouns = beside.roles(reading.language)["nationalities"]
    labelled = reading.has(last, Part.AT | Part.NUMBER) or reading.word(last) in ("(", ":")
    return labelled and not nouns.isdisjoint(reading.words.folded)
