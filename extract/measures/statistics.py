"""Number in its sentence -> level, share, change or rate, with the direction of a change and what a rate is per."""

from __future__ import annotations

from typing import NamedTuple

from extract import lexicon
from extract.measures import links
from extract.measures.nouns import Noun
from extract.readings import Part, Reading
from extract.words import Hit, Phrases

_REACH = 16  # words between an amount and "each family"
_HEDGES = ("over", "under", "about")
_PARTS = Part.NUMBER | Part.BREAKS | Part.SAYS | Part.RELATIVE  # what parts a noun from its verb
_OF_RATE = Part.TOTAL | Part.OF | Part.LINKS
_AGAIN = 18  # words from "and by 4 percent" back to its verb, from an amount to "each family"
_CLOSE = 4  # words before a number in which what it is compared with is named
_NEAR = 5  # words between a number and the word of change that governs it
_ONES = ("household", "person", "migrant")  # who is given an amount
_RATE_REACH = 13.0  # cost of the words between a counted noun and "a day" behind it


class Statistic(NamedTuple):
    """statistic: level share change rate; direction: up or down of a change; per: what a rate is for."""

    statistic: str
    direction: str = ""
    per: str = ""


def of(reading: Reading, k: int, noun: Noun) -> Statistic:
    """The statistic of the reading's number k."""
    value = reading.values[k]
    if value.per:
        return Statistic("rate", "", value.per)
    direction = _change_left(reading, k) or _change_right(reading, k, noun)
    if value.kind == "times":
        return Statistic("change", direction or "up")
    if direction and value.kind in ("percent", "count", "money", "size"):
        return Statistic("change", direction)
    per = _per(reading, k, noun)
    if per:
        return Statistic("rate", "", per)
    return Statistic("share" if value.kind == "percent" else "level")


def _change_left(reading: Reading, k: int) -> str:
    """fell by a third, rose nearly 10 percent, a decrease of 9,119; not: rose to 5,000."""
    i = reading.firsts[k] - 1
    if k and reading.has(i, Part.AND) and i == reading.lasts[k - 1] and reading.values[k - 1].kind == "percent":
        return _change_left(reading, k - 1)  # jumped 43% and 46%
    by = of_ = False
    again = reading.has(i, Part.BY) and reading.has(i - 1, Part.AND)  # up 9 percent on May and by 4 percent on June
    far = reading.has(i, Part.BY) and reading.values[k].kind == "percent"  # raise the number of those resettled by 20%
    for j in range(i, max(i - (_AGAIN if again or far else _NEAR), -1), -1):
        part = reading.parts[j]
        if reading.values[k].kind == "money" and reading.word(j) in reading.listed("grammar", "collects") and not by:
            return ""
        if part & (Part.UP | Part.DOWN):
            noun = bool(part & Part.CHANGE_NOUNS)
            if part & Part.COMPARED and not part & Part.CHANGE_NOUNS and j < i and not by:
                return ""
            counts = reading.values[k].kind == "count"
            if by or (of_ and noun) or (not counts and not of_):
                return "up" if part & Part.UP else "down"
            return ""
        if (part & Part.TO and not by) or (part & Part.FROM and j == i):  # rose from 40 to 48 percent
            return ""
        if again and j < i - 1:
            continue
        by = by or bool(part & Part.BY)
        of_ = of_ or bool(part & Part.OF)
        if part & (Part.NUMBER | Part.BREAKS | Part.SAYS | Part.RELATIVE) or reading.word(j) in (",", ";", ":", "("):
            return ""
    return ""


def _change_right(reading: Reading, k: int, noun: Noun) -> str:
    """a 95 percent drop, 15% lower, 600 more than, a 20 per cent increase."""
    value = reading.values[k]
    start = reading.lasts[k]
    for j in range(start, min(start + 4, len(reading.parts))):
        part = reading.parts[j]
        if part & Part.CHANGE_NOUNS and value.kind in ("percent", "times", "count"):
            return _direction(part) if value.kind != "count" or j == start or reading.word(start) == "-" else ""
        if part & Part.PREPOSITIONS and value.kind != "percent":
            return ""  # "$200 million over the next six months"
        if part & Part.COMPARED:
            if value.kind == "count" and part & Part.DOWN and j == start and noun.kind != "none":
                return "down"  # 30,000 fewer applications
            compared = any(reading.has(i, Part.COMPARISON) for i in range(j + 1, j + 5))
            percent_alone = value.kind == "percent" and not reading.has(j + 1, Part.PREPOSITIONS)
            if (
                compared and (value.kind != "count" or (reading.word(j + 1) and _than(reading, j, noun)))
            ) or percent_alone:
                return _direction(part)
            return ""
        if part & (Part.OF | Part.PREPOSITIONS | Part.BE | Part.RELATIVE | Part.NUMBER) or reading.word(j) in (
            ",",
            ";",
            ")",
        ):
            return ""
    return ""


def _than(reading: Reading, j: int, noun: Noun) -> bool:
    """A count is a change only with "than" close behind: "600 more than", "3,000 more people than"."""
    end = max(noun.last, j + 1)
    return any(reading.has(i, Part.BREAKS) and reading.has(i, Part.COMPARISON) for i in (j + 1, end, end + 1))


def _direction(part: int) -> str:
    return "down" if part & Part.DOWN else "up"


def _per(reading: Reading, k: int, noun: Noun) -> str:
    """per day, every month: behind the noun in the same clause, or at the sentence's start."""
    end = links.behind_conversion(reading, k, max(reading.lasts[k], noun.last))
    if reading.values[k].kind == "money":
        one = _to_each(reading, k)
        if one:
            return one
    if (
        reading.word(end) in reading.listed("grammar", "each")
        and reading.word(end + 1)[:1].isalpha()
        and reading.values[k].kind == "count"
    ):
        return reading.word(end + 1)
    for hit in reading.find(rates(reading.language)):
        daily = reading.lasts[k] <= hit.first < noun.last and noun.kind not in ("thing", "part")  # 400 daily arrivals
        if daily or (hit.last < reading.firsts[k] and _average(reading, hit.last, reading.firsts[k])):
            return hit.meaning
        if _of_subject(reading, hit, reading.firsts[k]):
            return hit.meaning
        right_behind = hit.first == end and noun.kind != "none"  # 145 passengers each arrived
        if reading.has(hit.first, Part.NUMBER) or not (right_behind or _closes(reading, hit)):
            continue
        if hit.first >= end and reading.between(end, hit.first) <= _RATE_REACH and _same_clause(reading, end, hit):
            return hit.meaning
        opens = hit.first == 0 or reading.word(hit.first - 1) in (":", ";", '"')
        if opens and hit.last < reading.firsts[k] and hit.last - hit.first > 1:
            return hit.meaning
    return ""


def _to_each(reading: Reading, k: int) -> str:
    """ "Each family will receive $400", "gave 50,000 rupees to every household": what the amount is for one of."""
    near = max(0, reading.firsts[k] - _REACH), min(len(reading.parts), reading.lasts[k] + _REACH)
    for i in range(*near):
        if reading.word(i) not in reading.listed("grammar", "every"):
            continue
        hits = [hit for hit in reading.cues if i < hit.first <= i + 3 and not reading.numbers_between(i, hit.first)]
        kinds = {cue.kind for hit in hits for cue in hit.meaning}
        first, last = sorted((i, reading.firsts[k]))
        if not kinds.isdisjoint(_ONES) and _one_clause(reading, first, last, k):
            return _ONES[0] if _ONES[0] in kinds else _ONES[1]
    return ""


def _one_clause(reading: Reading, first: int, last: int, k: int) -> bool:
    return not any(
        reading.has(i, Part.BREAKS | Part.SAYS) or reading.word(i) in (";", ":") or reading.number_at[i] not in (-1, k)
        for i in range(first, last)
    )


def _average(reading: Reading, first: int, last: int) -> bool:
    """ "A daily average of 2,000": between the rate and its number stand only words such as "average of"."""
    between = range(first, last)
    return len(between) <= 3 and reading.has(first, Part.TOTAL) and all(reading.has(i, _OF_RATE) for i in between)


def _of_subject(reading: Reading, hit: Hit[str], number: int) -> bool:
    """ "Daily entries averaged 1,425": the rate opens the noun that the number is of."""
    alone = hit.last - hit.first == 1 and hit.last < number
    cue = (reading.cue_at.get(hit.first) or reading.cue_at.get(hit.last)) if alone else None
    if cue is None or not hit.last < cue.last <= number or all(c.kind != "event" for c in cue.meaning):
        return False
    return _levels_it(reading, cue.last, number)


def _levels_it(reading: Reading, first: int, last: int) -> bool:
    """Before a number stand a verb that sets a level and hedges: "at the port had fallen to about"."""
    level = Part.BE | Part.UP | Part.DOWN
    i, verb = last - 1, False
    while i >= first:
        sets = reading.has(i, level) or reading.word(i) in reading.listed("grammar", "levels")
        if not sets and not reading.has(i, Part.TO) and reading.word(i) not in _hedging(reading.language):
            break
        i, verb = i - 1, verb or sets
    return verb and i - first < _NEAR and not any(reading.has(j, _PARTS) for j in range(first, i + 1))


def against(reading: Reading, k: int, lender: Statistic) -> Statistic | None:
    """The rate that number k is compared with: "40 a day, down from 90", "40 a day against 90"."""
    if lender.statistic != "rate" or reading.values[k].kind != reading.values[k - 1].kind:
        return None
    for i in range(max(reading.firsts[k] - _CLOSE, reading.lasts[k - 1]), reading.firsts[k]):
        moved = reading.has(i, Part.FROM) and reading.has(i - 1, Part.UP | Part.DOWN)
        if moved or reading.word(i) in reading.listed("grammar", "against"):
            return lender
    return None


def _closes(reading: Reading, hit: Hit[str]) -> bool:
    """Not "a day earlier", not "daily meals"."""
    behind = reading.word(hit.last)
    every = reading.word(hit.first) in reading.listed("grammar", "every")
    if behind in reading.listed("grammar", "not_rates") and not every:
        return False
    alone = hit.last - hit.first == 1
    within = hit.first - 1 - (reading.word(hit.first - 1) in _hedging(reading.language))
    if not alone and reading.has(within, Part.PREPOSITIONS) and not reading.has(within, Part.NUMBER):
        return False  # "for the first time in a week", "for nearly a year"
    return not alone or not behind[:1].isalpha() or reading.has(hit.last, Part.PREPOSITIONS | Part.AND | Part.BREAKS)


@lexicon.cached
def _hedging(language: str) -> frozenset[str]:
    """Single words that qualify a number or a length."""
    lists = lexicon.words(language, "hedges")
    return frozenset(word for name in _HEDGES for word in lists.get(name, []))


def _same_clause(reading: Reading, end: int, hit: Hit[str]) -> bool:
    return not any(
        reading.parts[i] & (Part.NUMBER | Part.BREAKS | Part.SAYS) or reading.word(i) in (";", ":", "(", ")")
        for i in range(end, hit.first)
    )


@lexicon.cached
def rates(language: str) -> Phrases[str]:
    """The phrases that make a number a rate, with what it is per."""
    units = lexicon.words(language, "grammar").get("rates", {})
    return Phrases({phrase: unit for unit, phrases in units.items() for phrase in phrases})
