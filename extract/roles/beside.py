"""What stands beside a place name: prepositions and verbs before it, nouns and verbs behind it -> how it is used."""

from __future__ import annotations

from extract import lexicon
from extract.measures import plurals
from extract.numbers import names
from extract.places import Place
from extract.readings import Part, Reading

_BEFORE = ("fled", "source", "toward", "inside", "passing", "agents")  # lists of what stands before a name
_BACK = 4  # words before a name in which its preposition is looked for
_ADVERBS = 4  # words between a subject and its verb: "Mexico has also detained"
_FINITE = ("base", "third", "past", "either", "ing", "participle")
_NOT_ADVERBS = Part.PREPOSITIONS | Part.DETERMINERS | Part.NUMBER | Part.AND | Part.OR | Part.RELATIVE | Part.BREAKS
_AHEAD = 4  # words behind a nationality in which its noun is looked for
_LEAD, _LEAD_LONG = 3, 14  # words before and in a dateline
_ROUTE = 3  # words behind a name in which "route" is looked for
_PAID = ("disbursement", "pledge", "commitment")
_SHOUT = 4  # letters of a name in capitals that is no acronym
TOWNS = ("city", "capital")
_ASIDE = 7  # words between the commas of an aside
_VENUE = 4  # words before "in" in which a venue is looked for
_FLIGHT = 7  # words before "in" in which what people fled is named
_BEFORE_NOUNS = ("nationality", "country")  # names that say something of the noun behind them as they are
_STOPS = (",", ";", ":", ")")


def dateline(reading: Reading, place: Place, first: int, last: int) -> bool:
    """ "GENEVA, 3 May (Agency) - …", "Rome: …": where a report was written."""
    if place.kind not in ("city", "capital", "country", "subdivision") or first > _LEAD or reading.start:
        return False
    if _shouted(reading, place):
        return True
    for i in range(last, min(last + _LEAD_LONG, len(reading.parts))):
        apart = reading.words.starts[i] > reading.words.ends[i - 1]
        if reading.word(i) == ":" or (reading.word(i) == "-" and apart):
            return True
        if not reading.has(i, Part.PLACE | Part.TIME | Part.NUMBER) and reading.word(i)[:1].isalpha():
            inside = "(" in reading.words.folded[first:i] and ")" not in reading.words.folded[first:i]
            if not inside and not reading.text[reading.words.starts[i]].isupper():
                return False
    return False


def _shouted(reading: Reading, place: Place) -> bool:
    """ "GENEVA Some 300 people …": the dash got lost."""
    name, following = reading.text[place.start : place.end], reading.text[place.end : reading.end]
    return len(name) >= _SHOUT and name.isupper() and not following.isupper() and place.kind in TOWNS


def venue(reading: Reading, first: int) -> bool:
    """ "at a conference in Geneva", "told reporters in Kabul"."""
    venues = roles(reading.language)["venues"]
    for j in range(first - 2, max(first - 2 - _VENUE, -1), -1):
        if reading.word(j) in venues:
            return True
        if reading.has(j, Part.NUMBER | Part.BREAKS | Part.BE) or reading.word(j) in _STOPS:
            return reading.has(j, Part.SAYS)
    return False


def behind(reading: Reading, place: Place, last: int) -> str:
    """What the noun behind a nationality or a possessive says."""
    possessive = reading.has(last, Part.POSSESSIVE)
    if not possessive and place.kind not in _BEFORE_NOUNS:
        return ""
    i = last + possessive
    ahead: list[str] = []
    stops = Part.PREPOSITIONS | Part.NUMBER | Part.PLACE | Part.BREAKS
    while len(ahead) < _AHEAD and not reading.has(i, stops) and reading.word(i):
        ahead.append(reading.word(i))
        i += 1
    adjectival = place.kind == "nationality" or possessive
    if adjectival or place.kind == "country":
        sense = _sense(reading.language, ahead if adjectival else ahead[:1], adjectival)
        if sense is not None:
            return sense
    if place.kind != "nationality":
        return ""
    return "people" if _counts_people(reading, last, ahead) else "about"


def _sense(language: str, near: list[str], adjectival: bool) -> str | None:
    """What the first of the words behind a name that says something says; None where none does."""
    words, people = roles(language), names.people(language)
    for n, word in enumerate(near):
        if word in words["grounds"] and words["organs"].isdisjoint(near):
            if word in words["borders"]:
                return "border"
            return "ground" if adjectival else ""
        if word in words["citizens"]:
            return "people"  # Myanmar nationals
        if word in words["authorities"]:
            return "authority"
        if word in words["giving"]:
            return "giving"
        if word in words["hosts"]:
            return "about"
        compound = n + 1 < len(near) and near[n + 1] in words["grounds"]  # Bangladeshi refugee camps
        if word in (",", ".", "-") or (word in people and not compound):
            return None
    return None


def _counts_people(reading: Reading, last: int, ahead: list[str]) -> bool:
    """Syrians; Syrian refugees; not: the Syrian war."""
    people = names.people(reading.language)
    name = reading.words.folded[last - 1]
    if name.endswith(plurals.endings(reading.language)) or any(word in people for word in ahead):
        return True
    behind = reading.word(last)
    return last in reading.cue_at or not behind[:1].isalpha() or bool(reading.parts[last])


def route(reading: Reading, last: int) -> bool:
    """ "On the Mediterranean route": a way, where nobody stays."""
    nouns = roles(reading.language)["routes"]
    for i in range(last, last + _ROUTE):
        if reading.word(i) in nouns:
            return True
        if not reading.word(i)[:1].isalpha() or reading.has(i, _NOT_ADVERBS | Part.PLACE):
            return False
    return False


def subject(reading: Reading, last: int) -> str:
    """The name is a verb's subject: who detains or gives, or who receives."""
    words = roles(reading.language)
    last = _behind_aside(reading, last)
    for i in range(last, min(last + _ADVERBS, len(reading.parts))):
        if reading.word(i) in words["receives"]:
            return "receiver"
        if reading.word(i) in words["tells"]:
            return "teller"
        if i in reading.cue_at and any(cue.form in _FINITE for cue in reading.cue_at[i].meaning):
            return "" if reading.has(i - 1, Part.BE) else "doer"
        plain = reading.word(i)[:1].isalpha() and not reading.has(i, _NOT_ADVERBS)
        if not (reading.has(i, Part.HAVE | Part.MODAL | Part.BE) or plain):
            return ""
    return ""


def _behind_aside(reading: Reading, i: int) -> int:
    """Behind what stands between two commas and has neither verb nor number: "Chad, also in Africa, received"."""
    if reading.word(i) != ",":
        return i
    verbs = Part.NUMBER | Part.BE | Part.HAVE | Part.MODAL | Part.SAYS | Part.AND | Part.RELATIVE
    for j in range(i + 1, i + _ASIDE):
        if reading.word(j) == ",":
            return j + 1
        if reading.has(j, verbs) or j in reading.cue_at or not reading.word(j):
            return i
    return i


def before(reading: Reading, first: int) -> str:
    """What the preposition or verb before a name says."""
    words, relations = roles(reading.language), _before(reading.language)
    for j in range(first - 1, max(first - 1 - _BACK, -1), -1):
        word = reading.word(j)
        if word in relations:
            return _finer(reading, j, first, relations[word], words)
        if reading.has(j, Part.OF):
            if reading.word(j - 1) in words["citizens"]:
                return "people"
            continue
        if word in words["with"] and reading.word(j - 1) in words["borders"]:
            return "beyond"
        stops = Part.NUMBER | Part.BE | Part.HAVE | Part.MODAL | Part.RELATIVE | Part.PREPOSITIONS | Part.BREAKS
        if reading.has(j, stops) or word in _STOPS:
            return ""
    return ""


def meets(reading: Reading, last: int) -> bool:
    """ "At the Brussels conference", "the London donor summit"."""
    meetings = roles(reading.language)["meetings"]
    plain = reading.parts[last : last + 1] == [Part.NONE]
    return reading.word(last) in meetings or (plain and reading.word(last + 1) in meetings)


def given(reading: Reading, first: int, last: int) -> bool:
    """ "Paid Rwanda £240 million", "will provide Cairo with 200 million": who gets the amount behind the name."""
    amount = last + reading.has(last, Part.HOLDING)
    pays = any(hit.last == first and any(cue.kind in _PAID for cue in hit.meaning) for hit in reading.cues)
    return pays and reading.has(amount, Part.NUMBER)


def crossed(reading: Reading, first: int) -> bool:
    """ "Crossing the Mediterranean"."""
    at = first - 1 - reading.has(first - 1, Part.DETERMINERS)
    return reading.word(at) in roles(reading.language)["crossing"]


def _finer(reading: Reading, j: int, first: int, relation: str, words: dict[str, frozenset[str]]) -> str:
    """What the preposition at j says, by the word before it."""
    if relation == "source" and reading.word(j) in words["whence"]:
        if reading.word(j - 1) in words["fled"]:
            return "fled"
        if _of_people(reading, j, words) or reading.counts(j - 1):  # six from Mexico
            return "people"
    if relation == "inside" and _led_by(reading, j, words["fled"]):
        return "fled"
    if relation == "toward" and _led_by(reading, j, words["bound"]):
        return "bound"
    if relation == "inside" and any(reading.word(i) in words["neighbouring"] for i in range(j + 1, first)):
        return "neighbour"
    if relation == "agents":
        if reading.word(j - 1) in words["receives"]:
            return "receiver"
        return "bare" if reading.word(j - 1) in words["ranked"] else "agent"
    return relation


def _led_by(reading: Reading, j: int, words: frozenset[str]) -> bool:
    """ "fleeing violence and hardship in Honduras", "hoping to be smuggled to Europe"."""
    for i in range(j - 1, max(j - 1 - _FLIGHT, -1), -1):
        if reading.word(i) in words:
            return True
        if reading.has(i, Part.NUMBER | Part.BREAKS | Part.RELATIVE | Part.SAYS) or reading.word(i) in _STOPS:
            return False
    return False


def _of_people(reading: Reading, j: int, words: dict[str, frozenset[str]]) -> bool:
    """ "refugees from Ukraine", "most of them from Mali": where they come from, not where they set out."""
    before = reading.word(j - 1)
    if any(hit.last == j and any(cue.measure == "return" for cue in hit.meaning) for hit in reading.cues):
        return False  # returnees from Iran
    return before in words["origin_nouns"] or before in names.people(reading.language)


@lexicon.cached
def roles(language: str) -> dict[str, frozenset[str]]:
    """The lists of roles.toml by their names."""
    return {key: frozenset(value) for key, value in lexicon.words(language, "roles").items()}


@lexicon.cached
def _before(language: str) -> dict[str, str]:
    """By each word that stands before a name, what it says: of several the first."""
    return {word: relation for relation in reversed(_BEFORE) for word in roles(language)[relation]}
