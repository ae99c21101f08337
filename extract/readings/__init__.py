"""A sentence as measures and roles look at it: its words, what each does, and what was found in it so far."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence, ValuesView
from itertools import repeat
from typing import Any, NamedTuple

from extract import lexicon, words
from extract.periods import Time
from extract.places import Place
from extract.readings import parts
from extract.readings.parts import Part as Part
from extract.values import Value
from extract.words import Hit, Phrases, T, Words


class Cue(NamedTuple):
    """A word or phrase of the lexicon that speaks for a measure.

    kind: object or subject (verbs, by what they count), event, state, group, money, the statuses of aid, support,
    migrant, person, household (nouns for people, of no measure), never. form: base third ing past participle either.
    beside: the card's list of words of which one must stand in the sentence, else it does not speak.
    """

    measure: str
    kind: str
    form: str
    phrase: str
    beside: str = ""


Cues = tuple[Cue, ...]
NO_NUMBER = -1
_UNSPOKEN = ("never", "own_unit")  # phrases that hide the words in them, and notes on the events
_NOTES = ("beside", "not_", "kept_")  # begin the names of lists that say when other lists speak
_BESIDE = "_beside"  # in the names of lists that speak only beside some words
MONEY_KINDS = ("pledge", "commitment", "disbursement", "appeal", "budget", "support", "money", "no_aid")
SHARES = ("share", "weak_share")
_FORMS = ("base", "third", "ing", "past", "participle")
_CLOSING = {",": 1.5, ";": 6.0, ":": 3.0, "(": 2.0, ")": 2.0, "-": 2.0, '"': 0.5, ".": 4.0, "|": 4.0, "•": 6.0}


_MARKED = Part.NUMBER | Part.TIME | Part.PLACE


class Reading:
    """A sentence's words with their parts, cues, numbers, times and places; positions are indexes of words."""

    __slots__ = (
        "_costs", "_cues", "_found", "end", "firsts", "language", "lasts", "linked", "number_at", "parts",
        "places", "size", "spoken", "start", "text", "times", "values", "words",
    )  # fmt: skip

    def __init__(
        self,
        text: str,
        span: tuple[int, int],
        found: Words,
        values: Sequence[Value],
        times: Sequence[Time],
        places: Sequence[Place],
        language: str,
    ) -> None:
        """Values are the numbers that count something; lengths and dates are among the times."""
        self.text, (self.start, self.end), self.words = text, span, found
        self.values, self.times, self.places, self.language = values, times, places, language
        self.spoken: frozenset[tuple[str, str]] | None = None  # the lists of cards of which it has a word, once asked
        self.parts: list[int] = list(map(parts.of(language).get, found.folded, repeat(0)))
        self.size = len(self.parts)
        self.number_at = [NO_NUMBER] * self.size
        self.firsts = [bisect_left(found.starts, value.hedge) for value in values]
        self.lasts = [bisect_left(found.starts, value.after) for value in values]
        self.linked = [
            any(self.parts[i] & Part.LINKS for i in range(first, bisect_left(found.starts, value.start)))
            for first, value in zip(self.firsts, values, strict=True)
        ]  # whose hedge is a verb: "topped 2 million"
        for k, (first, last) in enumerate(zip(self.firsts, self.lasts, strict=True)):
            for i in range(first, last):
                self.parts[i] = Part.NUMBER
                self.number_at[i] = k
        for hit in _still(language).find(found):
            for i in range(hit.first, hit.last):
                self.parts[i] &= ~(Part.UP | Part.DOWN)
        self._mark(times, Part.TIME, keep=0)
        self._mark(places, Part.PLACE, keep=~0)
        self._cues: dict[int, Hit[Cues]] | None = None  # once asked
        self._costs: list[float] | None = None  # once asked
        self._found: dict[object, list[Hit[Any]]] = {}

    def listed(self, name: str, key: str) -> frozenset[str]:
        """The words of a list of a file of its language: listed("groups", "sites")."""
        return lexicon.listed(self.language, name, key)

    @property
    def cue_at(self) -> dict[int, Hit[Cues]]:
        """The words that speak for measures, in reading order, by the positions at which they begin."""
        if self._cues is None:
            hits = (hit for hit in _cues(self.language).find(self.words) if hit.meaning)
            self._cues = {hit.first: hit for hit in hits if not self.parts[hit.first] & _MARKED or self._open(hit)}
        return self._cues

    @property
    def cues(self) -> ValuesView[Hit[Cues]]:
        """The same without their positions."""
        return self.cue_at.values()

    def _mark(self, spans: Sequence[Time] | Sequence[Place], part: int, keep: int) -> None:
        starts = self.words.starts
        for span in spans:
            for i in range(bisect_left(starts, span.start), bisect_left(starts, span.end)):
                if not self.parts[i] & Part.NUMBER:
                    self.parts[i] = (self.parts[i] & keep) | part

    def _open(self, hit: Hit[Cues]) -> bool:
        """Neither of a number or time nor inside a longer name."""
        if self.parts[hit.first] & (Part.NUMBER | Part.TIME):
            return False
        start, end = self.words.starts[hit.first], self.words.ends[hit.last - 1]
        return all(place.kind == "nationality" for place in self.places if place.start <= start and end <= place.end)

    def _walked(self) -> list[float]:
        """What it costs to walk over the words before each position: far words and other clauses count for less."""
        total, costs, parts, folded = 0.0, [0.0], self.parts, self.words.folded
        previous = 0
        for i, (part, word) in enumerate(zip(parts, folded, strict=True)):
            if part & _MARKED:
                kind = part & _MARKED
                fresh = not previous & kind or (kind & Part.NUMBER and self.number_at[i] != self.number_at[i - 1])
                price = 0.4 if not part & Part.NUMBER else 1.0 if previous & Part.AND else 2.5
                total += price if fresh else 0.0
            elif word in _CLOSING:
                total += self._sign(i, word, previous)
            elif not part:  # most words
                total += 1.0
            elif part & (Part.AND | Part.OR):
                total += 0.4 if previous & Part.PLACE else 1.6
            elif part & (Part.BREAKS | Part.SAYS) and not (part & Part.SAYS and previous & Part.BE):  # "are estimated"
                total += 5.0
            elif part & (Part.DETERMINERS | Part.RELATIVE | Part.BE | Part.HAVE):
                total += 0.4
            else:
                total += 1.0
            previous = part
            costs.append(total)
        return costs

    def _sign(self, i: int, word: str, previous: int) -> float:
        if word == "-" and i and self.words.starts[i] == self.words.ends[i - 1]:
            return 0.0
        again = i and self.words.folded[i - 1] == word  # dotted leaders
        return 0.3 if again or (previous & Part.PLACE and word == ",") else _CLOSING[word]

    def find(self, phrases: Phrases[T]) -> list[Hit[T]]:
        """The phrases among its words, looked for once."""
        found = self._found.get(phrases)
        if found is None:
            found = self._found[phrases] = phrases.find(self.words)
        return found

    def between(self, a: int, b: int) -> float:
        """The cost of the words from position a to position b."""
        if self._costs is None:
            self._costs = self._walked()
        return abs(self._costs[b] - self._costs[a])

    def numbers_between(self, a: int, b: int) -> bool:
        """Whether a number or a time stands between the positions a and b."""
        return any(part & (Part.NUMBER | Part.TIME) for part in self.parts[a:b])

    def has(self, i: int, part: int) -> bool:
        """Whether there is a word at i and it is one of the parts."""
        return 0 <= i < self.size and self.parts[i] & part != 0

    def respective(self) -> bool:
        """Whether its numbers and names go together one by one: "Italy and Malta took in 300 and 45, respectively"."""
        return any(map(Part.RESPECTIVELY.__and__, set(self.parts)))

    def respectively(self) -> int:
        """Where the word stands that pairs its numbers and names; behind the last word where none does."""
        return next((i for i, part in enumerate(self.parts) if part & Part.RESPECTIVELY), self.size)

    def counts(self, i: int) -> bool:
        """Whether the word at i is of a number that counts something."""
        return self.has(i, Part.NUMBER) and not self.values[self.number_at[i]].unit

    def word(self, i: int) -> str:
        """The folded word at i, empty beyond the ends."""
        return self.words.folded[i] if 0 <= i < self.size else ""


def phrases(language: str) -> list[Phrases[Any]]:
    """The phrases that are looked for in every reading."""
    return [_still(language), _cues(language)]


@lexicon.cached
def _still(language: str) -> Phrases[bool]:
    """Phrases whose "up" or "down" is no change."""
    return Phrases([(phrase, True) for phrase in lexicon.words(language, "grammar").get("still", [])])


def cues(language: str) -> list[Cue]:
    """Every cue of the language."""
    return [cue for found in _by_phrase(language).values() for cue in found]


@lexicon.cached
def _cues(language: str) -> Phrases[Cues]:
    return Phrases(_by_phrase(language))


@lexicon.cached
def _by_phrase(language: str) -> dict[str, Cues]:
    found: dict[str, list[Cue]] = {}
    alike = dict(pair.split("/") for pair in lexicon.words(language, "grammar").get("alike", []))
    for measure, card in lexicon.cards(language).items():
        for kind, entries in card.items():
            if isinstance(entries, list) and not kind.startswith(_NOTES):
                lists = kind.partition(_BESIDE)[0]
                name, beside = lists.removesuffix("s"), kind[len(lists) + 1 :]
                for entry in entries:
                    for phrase, form in _forms(entry, alike):
                        found.setdefault(phrase, []).append(Cue(measure, name, form, phrase, beside))
    groups = lexicon.words(language, "groups")
    for kind in ("migrants", "persons", "households"):
        for phrase in groups.get(kind, []):
            found.setdefault(phrase, []).append(Cue("", kind.removesuffix("s"), "", phrase))
    return {phrase: tuple(c for c in spoken if c.kind not in _UNSPOKEN) for phrase, spoken in found.items()}


def _forms(entry: str, alike: dict[str, str]) -> list[tuple[str, str]]:
    """The forms of a verb ("flee / flees / fleeing / fled / fled"); other entries have one.

    alike: words for which another may stand at the head of a long form ("was granted asylum", "were granted asylum").
    """
    if "/" not in entry:
        return [(entry, "")]
    forms = [words.fold(form.strip()) for form in entry.split("/")]
    named = dict[str, str]()
    for form, name in zip(forms, _FORMS, strict=True):
        if form == "-":  # a form that means something else
            continue
        named[form] = "either" if form in named and name == "participle" else name
        head, *rest = form.split()
        if head in alike and len(rest) > 1:
            named[" ".join((alike[head], *rest))] = name
    return list(named.items())
