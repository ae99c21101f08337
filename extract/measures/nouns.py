"""Number -> the noun that it counts: "21 undocumented migrants", "5,304 enforced returns", "28 member states"."""

from __future__ import annotations

from typing import NamedTuple

from extract.measures import plurals, settings, starts
from extract.readings import MONEY_KINDS, Cues, Part, Reading
from extract.words import Hit

_TWO = 2
_TYPE = 6  # words of a type's name: Boeing, 737, s
_REACH = 10  # words behind a number in which its noun is looked for
_STOP = Part.BE | Part.HAVE | Part.MODAL | Part.RELATIVE | Part.BREAKS | Part.SAYS | Part.NUMBER | Part.TIME | Part.OR
CAPACITY = "capacity"  # phrases that begin with what holds people, or is for them


class Noun(NamedTuple):
    """What a number counts: the words [first:last], the head [head:last] among them.

    kind: migrant, person, household, event, thing, part (28-nation: the number is an adjective's), none.
    cue: the lexicon's entry of the head, where it has one.
    """

    first: int
    head: int
    last: int
    kind: str
    cue: Hit[Cues] | None


def of(reading: Reading, k: int) -> Noun:
    """The noun counted by the reading's number k."""
    first = reading.lasts[k]
    if starts.joined(reading, first) and reading.has(first + 1, Part.SIZES):
        return _head(reading, k, first + 2)
    members = reading.listed("groups", "members")  # of a team: the "person" of "a 25-person response team"
    if starts.joined(reading, first) and reading.word(first + 1) in members:
        team = _head(reading, k, first + 2)
        return team if team.kind == "person" else _part(reading, first)
    if starts.joined(reading, first):
        return _part(reading, first)
    if reading.has(first, Part.AND) and reading.number_at[first + 1 : first + 2] == [k + 1] and reading.respective():
        return of(reading, k + 1)  # 300 and 45 people, respectively
    return _head(reading, k, first)


def _part(reading: Reading, first: int) -> Noun:
    return Noun(first, first + 1, min(first + 2, len(reading.parts)), "part", None)


def _head(reading: Reading, k: int, first: int) -> Noun:
    """The noun among the words from first on."""
    start = starts.of(reading, k, first)
    types = _types(reading, start)
    if types:
        return types
    hits = {i: reading.cue_at[i] for i in range(start, start + _REACH) if i in reading.cue_at}
    contains = reading.word(start) in reading.listed("groups", "containers") and reading.has(start + 1, Part.OF)
    if contains and _names_people(reading, start + 2, hits):
        start += 2
    best: Noun | None = None
    single = reading.values[k].value == 1
    i = start
    while i < min(start + _REACH, len(reading.parts)):
        if best and reading.word(i) == "(" and reading.word(i + 2) == ")":  # displaced persons (IDPs) camps
            i += 3
            continue
        if not _goes_on(reading, i, start, hits, best):
            break
        hit = hits.get(i)
        last = hit.last if hit else i + 1
        candidate = _candidate(reading, start, i, last, hit, single)
        if candidate and _better(reading, candidate, best, single):
            best = candidate
        i = last
    return best or _or_two(reading, k) or Noun(first, first, first, "none", None)


def _or_two(reading: Reading, k: int) -> Noun | None:
    """The noun before: "a pick or two"."""
    at = reading.firsts[k] - 2
    follows = reading.values[k].value == _TWO and reading.has(at + 1, Part.OR)
    if not follows or not any(reading.has(i, Part.DETERMINERS) for i in range(at - 3, at)):
        return None
    return _candidate(reading, at, at, at + 1, reading.cue_at.get(at), True)


def _goes_on(reading: Reading, i: int, start: int, hits: dict[int, Hit[Cues]], best: Noun | None) -> bool:
    """Whether the noun's words can go on with the word at i."""
    part, word = reading.parts[i], reading.words.folded[i]
    if best and reading.has(i - 1, Part.PREPOSITIONS) and not _hyphened(reading, i - 1):  # interviews with
        return False
    if part & Part.AND:
        return _joins(reading, i, start, hits, best)
    if part & Part.OF:
        return best is None
    if part & Part.OR and best is None and i > start:  # displaced or stateless people
        return _names_people(reading, i + 1, hits)
    if part & Part.SAYS and best is None and _is_said(reading, i, start):
        return True
    if part & _STOP or (part & (Part.PREPOSITIONS | Part.DETERMINERS) and not part & Part.OTHERS):
        return i > start and _hyphened(reading, i)  # air-to-ground missiles
    if word == "-":  # first-team players, Covid -19 tests
        dated = reading.word(i + 1).isdigit() and not reading.has(i + 1, Part.NUMBER) and i > start
        return dated or reading.words.starts[i] == reading.words.ends[i - 1]
    if word == ",":
        compounds = starts.joined(reading, i - 2) and starts.joined(reading, i + 2)  # high-risk, low-income areas
        return best is None and i > start and (compounds or _names_people(reading, i + 1, hits))
    tied = reading.word(i - 1) == "-" and reading.words.starts[i] == reading.words.ends[i - 1]  # Covid-19 tests
    tied = tied or (word[0].isdigit() and i > start and not part & Part.NUMBER)  # Leopard 2 tanks
    if not (word[0].isalpha() or part & Part.POSSESSIVE or word == '"' or tied):
        return False
    hit = hits.get(i)
    return hit is None or not _is_verb(reading, hit, best)


def _types(reading: Reading, start: int) -> Noun | None:
    """Several of a type: "50 A320s", "12 F-16s", "40 Boeing 737s"."""
    found = reading.words
    for i in range(start, min(start + _TYPE, reading.size)):
        tied = i > start and found.starts[i] == found.ends[i - 1]
        if tied and found.folded[i] in plurals.endings(reading.language) and found.folded[i - 1].isdigit():
            return Noun(start, start, i + 1, "thing", None)
        sign = reading.text[found.starts[i]]
        if not (sign.isupper() or (i > start and (tied or sign.isdigit()))):
            return None
    return None


def _hyphened(reading: Reading, i: int) -> bool:
    """Hyphens tie it to the words on both its sides: the "to" of "air-to-ground"."""
    return starts.joined(reading, i - 1) and starts.joined(reading, i + 1)


def _is_verb(reading: Reading, hit: Hit[Cues], best: Noun | None) -> bool:
    """Whether the noun ends before the words of the lexicon: "thousands flee to", "people hosted in"."""
    to = reading.has(hit.last - 1, Part.PREPOSITIONS)
    acts = any(cue.kind in ("object", "subject") for cue in hit.meaning)
    done = best is not None and (plural(reading, best) or not best.cue)
    if acts and (done or (to and hit.last - hit.first > 1)):
        return True
    return hit.meaning[0].kind == "state" and (best is not None or to)


def _joins(reading: Reading, i: int, start: int, hits: dict[int, Hit[Cues]], best: Noun | None) -> bool:
    """Whether an "and" joins two parts of the noun: "digital and physical sales", "men and two boys" not."""
    if best is None and i > start:
        return not any(reading.has(j, _STOP | Part.PREPOSITIONS | Part.DETERMINERS | Part.AND) for j in (i + 1, i + 2))
    return best is not None and best.kind in ("migrant", "person") and _names_people(reading, i + 1, hits)


def _is_said(reading: Reading, i: int, start: int) -> bool:
    """A word of saying that is a noun or an adjective here: "eight estimates", "12 confirmed cases"."""
    if _ends(reading, i):
        return i == start or reading.text[reading.words.starts[i - 1]].islower()
    return i == start and _ends(reading, i + 1)


def _ends(reading: Reading, i: int) -> bool:
    """The word at i has the ending of a plural noun."""
    word = reading.word(i)
    small = _STOP & ~Part.SAYS | Part.PREPOSITIONS | Part.DETERMINERS
    ends = len(word) > 3 and word[0].isalpha() and word.endswith(plurals.endings(reading.language))
    return ends and not reading.has(i, small)


def _names_people(reading: Reading, i: int, hits: dict[int, Hit[Cues]]) -> bool:
    """A noun for people follows within three words."""
    for j in range(i, i + 3):
        if reading.has(j, _STOP | Part.PREPOSITIONS) or j >= len(reading.parts):
            return False
        if j in hits and any(cue.kind in ("migrant", "person") for cue in hits[j].meaning):
            return True
        if reading.has(j, Part.PLACE):
            return True
    return False


def _candidate(reading: Reading, start: int, i: int, last: int, hit: Hit[Cues] | None, single: bool) -> Noun | None:
    if hit:
        kinds = {cue.kind for cue in hit.meaning if settings.speaks(reading, cue)}
        for kind in ("household", "migrant", "person"):
            if kind in kinds:
                return Noun(start, i, last, kind, hit)
        if "group" in kinds:
            return Noun(start, i, last, "person", hit)
        if "event" in kinds:
            return Noun(start, i, last, "event", hit)
        forms = ("base", "third") if single else ("third",)  # one survey, two surveys
        nouns = any(cue.form in forms or (cue.kind in MONEY_KINDS and not cue.form) for cue in hit.meaning)
        if kinds == {CAPACITY}:  # 640 interviews with
            last = i + 1
        elif kinds and not nouns:  # houses, camps, shelters, sales are nouns here
            return None
    if reading.parts[i] & Part.PLACE:
        return _people_of(reading, start, i)
    noun = Noun(start, i, last, "thing", None)
    changed = reading.has(i, Part.COMPARED) or (reading.has(i, Part.UP | Part.DOWN) and not _ends(reading, i))
    one = reading.words.folded[i][0].isalpha() and not changed and not reading.has(i, Part.AND | Part.PRONOUNS)
    return noun if one and single != plural(reading, noun) else None


def _people_of(reading: Reading, start: int, i: int) -> Noun | None:
    """Syrians, Rohingya, 450 Chinese."""
    at = reading.words.starts[i]
    for place in reading.places:
        if place.start <= at < place.end and place.kind == "nationality":
            return Noun(start, i, i + 1, "migrant", None)
    return None


def _better(reading: Reading, new: Noun, old: Noun | None, single: bool) -> bool:
    """The last noun of a compound is its head (migrant boats, refugee families); behind a plural stands a verb."""
    if old is None:
        return True
    if new.kind == "thing":
        return _heads(reading, new, old, single)
    if old.kind == "thing":
        return not plural(reading, old) or new.kind != "event"
    if new.kind == "event":
        return old.kind == "event" or not plural(reading, old)
    return True


def _heads(reading: Reading, new: Noun, old: Noun, single: bool) -> bool:
    """Whether a thing is the head behind another: "300 benefits checks"; "one migrant drowned" not."""
    if not plural(reading, old):
        return not single or old.kind == "thing"
    compound = old.kind == "thing" and new.head == old.last and plural(reading, new)
    return compound and reading.text[reading.words.starts[new.head]].islower()


def plural(reading: Reading, noun: Noun) -> bool:
    """Whether the head looks like more than one."""
    at = noun.last - 1
    written = reading.text[reading.words.starts[at] : reading.words.ends[at]]
    short = len(written) > _TWO and written[:-1].isupper() and written[-1:] in plurals.endings(reading.language)  # TVs
    return short or plurals.many(reading.words.folded[at], reading.language)


def singular(reading: Reading, noun: Noun) -> str:
    """The head in the singular, as a unit is named: countries -> country."""
    at = noun.last - 1
    while at > noun.head and reading.has(at, Part.OF | Part.PREPOSITIONS):  # cases of
        at -= 1
    if reading.word(at - 1).isdigit() and reading.word(at) in plurals.endings(reading.language):  # Boeing 737s
        return reading.text[reading.words.starts[noun.head] : reading.words.ends[at - 1]].lower()
    return plurals.one(reading.word(at), reading.language)
