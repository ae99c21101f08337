"""Places of a sentence -> how each is used: from, toward, inside, by, doer, people of, ground of."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from extract import lexicon
from extract.places import Place
from extract.readings import Part, Reading

_BACK = 4  # words before a name in which its preposition is looked for
_SIDE = Part.AND | Part.OR


class Use(NamedTuple):
    """A place with its use. relation: source, toward, inside, agent, fled, people, authority, ground, giving, of, bare."""

    codes: tuple[str, ...]
    kind: str
    relation: str
    first: int
    last: int
    start: int


def of(reading: Reading) -> list[Use]:
    """The uses of the sentence's places in reading order; one name behind another shares its preposition."""
    found: list[Use] = []
    starts = reading.words.starts
    for place in reading.places:
        first, last = bisect_left(starts, place.start), bisect_left(starts, place.end)
        relation = _relation(reading, place, first, last)
        if found and relation in ("bare", "of") and _in_list(reading, found[-1].last, first):
            relation = found[-1].relation
        found.append(Use(place.codes, place.kind, relation, first, last, place.start))
    return found


def _in_list(reading: Reading, last: int, first: int) -> bool:
    """Only commas, "and", articles and slashes stand between two names."""
    return 0 < first - last <= 3 and all(
        reading.has(i, _SIDE | Part.DETERMINERS) or reading.word(i) in (",", "/", "-", "(", "'s")
        for i in range(last, first)
    )


def _relation(reading: Reading, place: Place, first: int, last: int) -> str:
    if place.kind in ("institution", "person"):
        return "agent" if reading.has(first - 1, Part.BY) else "authority"
    behind = _behind(reading, place, last)
    if behind and behind != "people":
        before = _before(reading, first)
        return before if behind == "ground" and before in ("source", "toward", "inside") else behind
    before = _before(reading, first)
    if behind and before not in ("fled",):
        return behind
    return before or "bare"


def _behind(reading: Reading, place: Place, last: int) -> str:
    """What the noun behind a nationality or a possessive says."""
    words = _roles(reading.language)
    possessive = reading.word(last) == "'s"
    i = last + possessive
    ahead = [reading.word(j) for j in range(i, i + 4) if not reading.has(j, Part.PREPOSITIONS | Part.NUMBER)]
    if place.kind == "nationality" or possessive or place.kind == "country":
        near = ahead if place.kind == "nationality" or possessive else ahead[:1]
        for word in near:
            if word in words["grounds"] and not (word == "coast" and "guard" in near):
                return "ground" if place.kind == "nationality" or possessive else ""
            if word in words["authorities"]:
                return "authority"
            if word in words["giving"]:
                return "giving"
            if word in (",", ".", "-") or word in _people(reading.language):
                break
    return "people" if place.kind == "nationality" else ""


def _before(reading: Reading, first: int) -> str:
    words = _roles(reading.language)
    for j in range(first - 1, max(first - 1 - _BACK, -1), -1):
        word = reading.word(j)
        for relation in ("fled", "source", "toward", "inside", "agents"):
            if word in words[relation]:
                return "agent" if relation == "agents" else relation
        if reading.has(j, Part.OF):
            continue
        if reading.has(j, Part.NUMBER | Part.BE | Part.HAVE | Part.MODAL | Part.RELATIVE) or word in (
            ",",
            ";",
            ":",
            ")",
        ):
            return ""
    return ""


@lexicon.cached
def _roles(language: str) -> dict[str, frozenset[str]]:
    return {key: frozenset(value) for key, value in lexicon.words(language, "roles").items()}


@lexicon.cached
def _people(language: str) -> frozenset[str]:
    groups = lexicon.words(language, "groups")
    return frozenset(groups.get("migrants", []) + groups.get("persons", []) + groups.get("households", []))
