"""Places of a sentence -> how each is used: from, toward, inside, by, doer, people of, ground of."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from extract import lexicon
from extract.places import Place
from extract.readings import Part, Reading

_BACK = 4  # words before a name in which its preposition is looked for
_SIDE = Part.AND | Part.OR
_AWAY = ("source", "people", "fled", "beyond", "venue")  # what "the country" behind them does not take up
_ADJECTIVAL = ("authority", "giving", "ground", "border")
_SUBJECTS = ("doer", "receiver", "teller")
_STOPS = (",", ";", ":", ")")
_ORIGINS = ("bare", "people")  # of the first of two names with "to" between
_ADVERBS = 4  # words between a subject and its verb: "Mexico has also detained"
_FINITE = ("base", "third", "past", "either", "ing", "participle")
_NOT_ADVERBS = Part.PREPOSITIONS | Part.DETERMINERS | Part.NUMBER | Part.AND | Part.OR | Part.RELATIVE | Part.BREAKS
_ITEM = 8  # words between two names of a list with a number in brackets behind each
_AHEAD = 4  # words behind a nationality in which its noun is looked for
_LEAD, _LEAD_LONG = 3, 14  # words before and in a dateline
_VENUE = 4  # words before "in" in which a venue is looked for
_FLIGHT = 7  # words before "in" in which what people fled is named


class Use(NamedTuple):
    """A place with its use.

    relation: source, toward, inside, agent, fled, people, authority, ground, border, giving, about, doer,
    receiver, teller (who counts: "Hungary registered"), bare; where (the clause behind it is set there); near and far
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
    words = _roles(reading.language)
    found: list[Use] = []
    for i, word in enumerate(reading.words.folded):
        definite = reading.has(i - 1, Part.DEFINITE) and not reading.has(i - 1, Part.PRONOUNS)
        if word not in words["stand_ins"] or not definite or reading.has(i + 1, Part.OF | Part.POSSESSIVE):
            continue
        before = [use.codes for use in named if use.last <= i and len(use.codes) == 1 and use.relation not in _AWAY]
        codes = before[-1] if before else spoken_of
        relation = _before(reading, i - 1) or _subject(reading, i + 1)
        if codes and relation:
            found.append(Use(codes, "stand-in", relation, i - 1, i + 1, reading.words.starts[i - 1]))
    return found


def _named(reading: Reading) -> list[Use]:
    found: list[Use] = []
    starts = reading.words.starts
    words = _roles(reading.language)
    for place in reading.places:
        first, last = bisect_left(starts, place.start), bisect_left(starts, place.end)
        relation = _relation(reading, place, first, last)
        if found and relation == "bare" and _in_list(reading, found[-1].last, first):
            relation = found[-1].relation
        if relation == "toward" and found and found[-1].last == first - 1 and _sets_out(found[-1]):
            found[-1] = found[-1]._replace(relation="source")  # the Libya to Italy route
        found.append(Use(place.codes, place.kind, relation, first, last, place.start))
        behind = last + (reading.word(last) == ",")
        if reading.word(behind) in words["where"]:
            found.append(Use(place.codes, place.kind, "where", behind, behind + 1, place.start))
    for n in range(len(found) - 2, -1, -1):
        a, b = found[n], found[n + 1]
        same = a.kind == b.kind == "nationality" and b.relation in _ADJECTIVAL and a.relation in ("about", "people")
        subjects = a.relation == "bare" and b.relation in _SUBJECTS
        if (same or subjects) and _in_list(reading, a.last, b.first):
            found[n] = a._replace(relation=b.relation)  # Libyan and Italian coastguards; Spain and France received
    return _ends(reading, found)


def _sets_out(use: Use) -> bool:
    """Of two names with "to" between, the first is where a way begins, unless it is people's."""
    return use.relation in _ORIGINS and use.kind != "nationality"


def _ends(reading: Reading, found: list[Use]) -> list[Use]:
    """Between Libya and Italy: a way with two ends."""
    between = _roles(reading.language)["ends"]
    for n in range(len(found) - 1):
        a, b = found[n], found[n + 1]
        if reading.word(a.first - 1) in between and b.first - a.last == 1 and reading.has(a.last, Part.AND):
            found[n], found[n + 1] = a._replace(relation="near"), b._replace(relation="far")
    return found


def _in_list(reading: Reading, last: int, first: int) -> bool:
    """Only commas, "and", articles and slashes stand between two names."""
    bracketed = reading.word(last) == "(" and ")" in reading.words.folded[last:first]
    parts = _SIDE | Part.DETERMINERS | Part.POSSESSIVE | (Part.NUMBER if bracketed else 0)
    return 0 < first - last <= (_ITEM if bracketed else 3) and all(
        reading.has(i, parts) or reading.word(i) in (",", "/", "-", "(", ")") for i in range(last, first)
    )


def _relation(reading: Reading, place: Place, first: int, last: int) -> str:
    if place.kind in ("institution", "person"):
        return "agent" if reading.has(first - 1, Part.BY) else "authority"
    behind = _behind(reading, place, last)
    if behind and behind != "people":
        before = _before(reading, first)
        return before if behind == "ground" and before in ("source", "toward", "inside", "people") else behind
    if _dateline(reading, place, first, last):
        return "dateline"
    before = _before(reading, first)
    if before == "inside" and _venue(reading, first):
        return "venue"
    if behind and before not in ("fled",):
        return behind
    return before or _subject(reading, last) or "bare"


def _behind(reading: Reading, place: Place, last: int) -> str:
    """What the noun behind a nationality or a possessive says."""
    words = _roles(reading.language)
    possessive = reading.has(last, Part.POSSESSIVE)
    i = last + possessive
    ahead: list[str] = []
    while len(ahead) < _AHEAD and not reading.has(i, Part.PREPOSITIONS | Part.NUMBER | Part.PLACE) and reading.word(i):
        ahead.append(reading.word(i))
        i += 1
    if place.kind == "nationality" or possessive or place.kind == "country":
        near = ahead if place.kind == "nationality" or possessive else ahead[:1]
        for word in near:
            if word in words["grounds"] and not any(organ in near for organ in words["organs"]):
                if word in words["borders"]:
                    return "border"
                return "ground" if place.kind == "nationality" or possessive else ""
            if word in words["authorities"]:
                return "authority"
            if word in words["giving"]:
                return "giving"
            if word in (",", ".", "-") or word in _people(reading.language):
                break
    if place.kind != "nationality":
        return ""
    return "people" if _counts_people(reading, last, ahead) else "about"


def _counts_people(reading: Reading, last: int, ahead: list[str]) -> bool:
    """Syrians; Syrian refugees; not: the Syrian war."""
    people = _people(reading.language)
    name = reading.words.folded[last - 1]
    if name.endswith(_plural(reading.language)) or any(word in people for word in ahead):
        return True
    behind = reading.word(last)
    cue = any(hit.first == last for hit in reading.cues)
    return cue or not behind[:1].isalpha() or bool(reading.parts[last])


def _subject(reading: Reading, last: int) -> str:
    """The name is a verb's subject: who detains or gives, or who receives."""
    words = _roles(reading.language)
    for i in range(last, min(last + _ADVERBS, len(reading.parts))):
        if reading.word(i) in words["receives"]:
            return "receiver"
        if reading.word(i) in words["tells"]:
            return "teller"
        if any(hit.first == i and any(cue.form in _FINITE for cue in hit.meaning) for hit in reading.cues):
            return "" if reading.has(i - 1, Part.BE) else "doer"
        plain = reading.word(i)[:1].isalpha() and not reading.has(i, _NOT_ADVERBS)
        if not (reading.has(i, Part.HAVE | Part.MODAL | Part.BE) or plain):
            return ""
    return ""


def _before(reading: Reading, first: int) -> str:
    """What the preposition or verb before a name says."""
    words = _roles(reading.language)
    for j in range(first - 1, max(first - 1 - _BACK, -1), -1):
        word = reading.word(j)
        for relation in ("fled", "source", "toward", "inside", "agents"):
            if word in words[relation]:
                if relation == "source" and _of_people(reading, j, words):
                    return "people"
                if relation == "inside" and _fled(reading, j, words):
                    return "fled"
                return "agent" if relation == "agents" else relation
        if reading.has(j, Part.OF):
            if reading.word(j - 1) in words["citizens"]:
                return "people"
            continue
        if word in words["with"] and reading.word(j - 1) in words["borders"]:
            return "beyond"
        stops = Part.NUMBER | Part.BE | Part.HAVE | Part.MODAL | Part.RELATIVE | Part.PREPOSITIONS
        if reading.has(j, stops) or word in _STOPS:
            return ""
    return ""


def _dateline(reading: Reading, place: Place, first: int, last: int) -> bool:
    """ "GENEVA, 3 May (Agency) - …", "Rome: …": where a report was written."""
    if place.kind not in ("city", "capital", "country", "subdivision") or first > _LEAD or reading.start:
        return False
    for i in range(last, min(last + _LEAD_LONG, len(reading.parts))):
        apart = reading.words.starts[i] > reading.words.ends[i - 1]
        if reading.word(i) == ":" or (reading.word(i) == "-" and apart):
            return True
        if not reading.has(i, Part.PLACE | Part.TIME | Part.NUMBER) and reading.word(i)[:1].isalpha():
            inside = "(" in reading.words.folded[first:i] and ")" not in reading.words.folded[first:i]
            if not inside and not reading.text[reading.words.starts[i]].isupper():
                return False
    return False


def _venue(reading: Reading, first: int) -> bool:
    """ "at a conference in Geneva", "told reporters in Kabul"."""
    venues = _roles(reading.language)["venues"]
    for j in range(first - 2, max(first - 2 - _VENUE, -1), -1):
        if reading.word(j) in venues:
            return True
        if reading.has(j, Part.NUMBER | Part.BREAKS | Part.BE) or reading.word(j) in _STOPS:
            return reading.has(j, Part.SAYS)
    return False


def _fled(reading: Reading, j: int, words: dict[str, frozenset[str]]) -> bool:
    """ "fleeing violence and hardship in Honduras"."""
    for i in range(j - 1, max(j - 1 - _FLIGHT, -1), -1):
        if reading.word(i) in words["fled"]:
            return True
        if reading.has(i, Part.NUMBER | Part.BREAKS | Part.RELATIVE | Part.SAYS) or reading.word(i) in _STOPS:
            return False
    return False


def _of_people(reading: Reading, j: int, words: dict[str, frozenset[str]]) -> bool:
    """ "refugees from Ukraine", "most of them from Mali": where they come from, not where they set out."""
    before = reading.word(j - 1)
    if any(hit.last == j and any(cue.measure == "return" for cue in hit.meaning) for hit in reading.cues):
        return False  # returnees from Iran
    return before in words["origin_nouns"] or before in _people(reading.language)


@lexicon.cached
def _roles(language: str) -> dict[str, frozenset[str]]:
    return {key: frozenset(value) for key, value in lexicon.words(language, "roles").items()}


@lexicon.cached
def _plural(language: str) -> tuple[str, ...]:
    return tuple(lexicon.words(language, "groups").get("plural_endings", []))


@lexicon.cached
def _people(language: str) -> frozenset[str]:
    groups = lexicon.words(language, "groups")
    return frozenset(groups.get("migrants", []) + groups.get("persons", []) + groups.get("households", []))
