"""Meanings that a number goes on with: of the number before it, or of the sentence before."""

from __future__ import annotations

from extract.measures import links, meanings
from extract.measures.meanings import Meaning
from extract.measures.nouns import Noun
from extract.readings import Part, Reading
from extract.readings.parts import VERBS
from extract.values import Value

COUNTED = ("migrant", "person", "household", "none")
_NAMED = (*COUNTED, "event")
_PEOPLE = ("migrant", "person", "household")
_LIST = 9.0  # the cost of the words between two numbers of a list
_LONG_LIST = 18.0
_AMOUNTS = 18.0  # the same of amounts, each with its receiver
_NOUN = 2  # words of the noun of a part
_COMPOSED = 5.0
_ALONE = 2.0
_LINE = 7  # words of a line of a list at most, besides names of places
_PART = 4  # words between a part and its whole


def of(
    reading: Reading, k: int, noun: Noun, before: list[Meaning], earlier: Meaning | None
) -> list[tuple[Meaning, float, str]]:
    """Meanings that the number may go on with: of the number before it, or of the sentence before."""
    found: list[tuple[Meaning, float, str]] = []
    if noun.kind not in COUNTED and not (noun.kind == "thing" and stands_for(reading, noun)):
        return found
    j = _previous(reading, before)
    if j >= 0 and before[j].noun.kind in _NAMED and before[j].measure != "other":
        gap = reading.between(max(reading.lasts[j], before[j].noun.last), reading.firsts[k])
        bare = noun.kind == "none"
        listed = _listed(reading, k) or (bare and (_compared(reading, k) or _listing(reading)))
        listed = listed or links.labelled(reading, k)
        if gap < (_LONG_LIST if listed else _LIST):
            bonus = _COMPOSED if _composed(reading, k) else 2.0 if listed else 0.0
            found.append((before[j], 0.5 - 0.2 * gap + bonus, meanings.BEFORE))
        elif bare and _points_back(reading, k):
            found.append((before[j], 0.0, meanings.BEFORE))
    if earlier and not before and _goes_on(reading, k, noun):
        found.append((earlier, 0.0, meanings.EARLIER))
    elif earlier and not before and noun.kind == "none" and _alone(reading, k):
        found.append((earlier, -_ALONE, meanings.EARLIER))
    return found


def _previous(reading: Reading, before: list[Meaning]) -> int:
    """The number before, stepping over "in nine boats"; -1 where there is none."""
    j = len(before) - 1
    while j > 0 and before[j].noun.kind == "thing" and reading.has(reading.firsts[j] - 1, Part.PREPOSITIONS):
        j -= 1
    return j


def _listed(reading: Reading, k: int) -> bool:
    """Joined by a comma, "and" or "including" to what stands before."""
    i = reading.firsts[k] - 1
    return any(reading.has(j, Part.AND | Part.INCLUDING) or reading.word(j) in (",", "(") for j in (i, i - 1))


def same_thing(reading: Reading, k: int, before: Meaning) -> bool:
    """ "900 tents compared with 40 in May"."""
    counted = before.measure == "other" and before.counts and before.statistic == "level"
    value = reading.values[k]
    if whole(reading.values[k - 1]) and not whole(value):  # eight viewers, a rating of 2.1
        return False
    if reading.text[value.end : value.end + 1].isalpha():  # 40 tents, 13.3in
        return False
    opener = reading.firsts[k - 1] - 1  # "… in 13 boats and 436 in nine"
    inside = reading.has(opener, Part.PREPOSITIONS) and not reading.has(opener, Part.INCLUDING)
    parallel = inside and reading.has(reading.lasts[k], Part.PREPOSITIONS)
    return counted and not parallel and (_listed(reading, k) or _compared(reading, k) or _brought(reading, k))


def _brought(reading: Reading, k: int) -> bool:
    """ "40 tents, bringing the total to 300"."""
    first = reading.firsts[k]
    return reading.has(first - 1, Part.TO) and reading.has(first - 2, Part.TOTAL)


def whole(value: Value) -> bool:
    """Whether it is a whole number, as counts are."""
    return value.value is not None and value.value == int(value.value)


def part_of(reading: Reading, k: int) -> bool:
    """ "ten of the 12 jurors", "43 out of 120 seats": of what the number behind it counts."""
    i, behind = reading.lasts[k], reading.firsts[k + 1]
    i += not reading.has(i, Part.OF) and reading.has(i, Part.PREPOSITIONS)
    counts = reading.values[k].kind == reading.values[k + 1].kind == "count"
    return counts and reading.has(i, Part.OF) and 0 < behind - i <= _PART and not reading.numbers_between(i, behind)


def part_and_whole(reading: Reading, part: Meaning, whole: Meaning) -> tuple[Meaning, Meaning]:
    """Each with its own predicate: "two of the 61 aboard drowned", "five of the 120 who crossed drowned"."""
    behind = whole.noun.last
    if reading.has(behind, Part.RELATIVE) and behind < part.cue_at < whole.cue_at:
        return _said_of(part, whole), _said_of(whole, part)
    finite = whole.by == "subject" or any(reading.has(i, Part.BE) for i in range(behind, whole.cue_at))
    shared = part.measure == whole.measure != "other" and whole.cue_at >= behind
    if shared and finite and not reading.has(behind, Part.RELATIVE):
        return part, whole._replace(measure="other", why="")
    return part, whole


def _said_of(meaning: Meaning, other: Meaning) -> Meaning:
    """The meaning with what the other one's predicate says."""
    return meaning._replace(measure=other.measure, why=other.why, weight=other.weight, cue_at=other.cue_at, by=other.by)


def parallel(reading: Reading, k: int, meaning: Meaning, following: Meaning) -> bool:
    """ "24 electric and 12 hybrid models": of the noun behind the next number."""
    first, last = reading.lasts[k], reading.firsts[k + 1] - 1
    counts = reading.values[k].kind == reading.values[k + 1].kind == "count" and meaning.measure == "other"
    if not counts or not 0 < last - first < _PART or not reading.has(last, Part.AND):
        return False
    plain = all(not reading.parts[i] and reading.word(i)[0].isalpha() for i in range(first, last))
    cued = any(first <= hit.first < last for hit in reading.cues)
    return plain and not cued and following.noun.head > following.noun.first


def gathered(reading: Reading, k: int, noun: Noun) -> bool:
    """ "a family of eight", "a crew of 12": people, where no noun follows."""
    i = reading.firsts[k] - 1
    bare = noun.kind == "none" and reading.values[k].kind == "count"
    return bare and reading.has(i, Part.OF) and reading.word(i - 1) in reading.listed("groups", "gatherings")


def in_brackets(reading: Reading, k: int) -> bool:
    """Whether a bracket opens before the number."""
    return reading.word(reading.firsts[k] - 1) == "("


def _compared(reading: Reading, k: int) -> bool:
    """ "compared with 6,400 a year before", "up from 3,000", "in 2022 it was 63,498"."""
    first = reading.firsts[k]
    return any(
        reading.has(i, Part.COMPARISON | Part.PRONOUNS) for i in range(max(reading.lasts[k - 1], first - 9), first)
    )


def _goes_on(reading: Reading, k: int, noun: Noun) -> bool:
    """The 21 migrants; another 54; of those, 2,000; the figure was 366; the group included 130 Pakistanis."""
    i = reading.firsts[k] - 1
    if reading.has(i, Part.DEFINITE | Part.OTHERS | Part.INCLUDING) or reading.has(noun.first, Part.OTHERS):
        return True
    last = reading.lasts[k]
    if reading.has(last, Part.OF) and (
        reading.has(last + 1, Part.PRONOUNS | Part.RELATIVE)
        or any(reading.has(j, Part.TOTAL) for j in (last + 1, last + 2))
    ):
        return True
    if any(reading.has(j, Part.PRONOUNS | Part.TOTAL) for j in range(min(4, i + 1))) or stands_for(reading, noun):
        return True
    counted = any(reading.has(j, Part.TOTAL) for j in range(i))
    if reading.values[k].kind == "percent" and counted and links.complement(reading, k):
        return True  # the number of children jumped 76 percent
    opens = reading.values[k].kind == "percent" and i < 0 and reading.has(last, Part.BE | Part.HAVE)
    if opens or _points_back(reading, k):  # half are believed to be Rohingya
        return True
    if links.labelled(reading, k):
        return True
    named = noun.cue is not None and any(cue.measure for cue in noun.cue.meaning)  # 4.1 million asylum-seekers
    return any(reading.has(j, Part.TOTAL) for j in range(max(0, i - 3), i + 1)) or (_listing(reading) and not named)


def _composed(reading: Reading, k: int) -> bool:
    """ "425 migrants, including 252 Bangladeshis": of the whole, whatever is said of them behind."""
    i = reading.firsts[k] - 1
    joined = k > 0 and (reading.has(i, Part.AND) or reading.word(i) == ",") and i - reading.lasts[k - 1] <= _NOUN
    return reading.has(i, Part.INCLUDING) or (joined and _composed(reading, k - 1))  # seven women and 19 children


def _points_back(reading: Reading, k: int) -> bool:
    """ "… in the same months it was 366"."""
    i = reading.firsts[k] - 1
    return any(
        reading.has(j, Part.PRONOUNS) and reading.has(j + 1, Part.BE | Part.LINKS) for j in range(max(0, i - 3), i)
    )


def _alone(reading: Reading, k: int) -> bool:
    """A count without a noun that is of somebody: "Ecuador has 220,000", "Afghans at 1,413", "Some 800 were women"."""
    if reading.values[k].kind != "count":
        return False
    i, last = reading.firsts[k] - 1, reading.lasts[k]
    return reading.has(last, Part.BE | Part.HAVE) or reading.has(i, Part.BE | Part.HAVE | Part.AT | Part.PLACE)


def _listing(reading: Reading) -> bool:
    """A line of a list or a flattened table: short or with several numbers, and no verb."""
    verbs = VERBS | Part.BREAKS
    words = (i for i, part in enumerate(reading.parts) if not part & Part.PLACE)
    if sum(reading.word(i)[:1].isalnum() or reading.word(i) == "," for i in words) < _LINE:
        return True
    return len(reading.values) > 2 and not any(part & verbs for part in reading.parts)


def together(reading: Reading, k: int, meaning: Meaning, following: Meaning) -> bool:
    """Two counts of people are one subject: "21 men and two boys were detained"."""
    if (
        meaning.noun.kind not in _PEOPLE
        or following.noun.kind not in _PEOPLE
        or following.cue_at < reading.lasts[k + 1]
    ):
        return False
    first = reading.firsts[k + 1]
    joined = reading.has(first - 1, Part.AND) or (reading.word(first - 1) == ",")
    verbs = VERBS | Part.BREAKS
    return joined and not any(reading.has(i, verbs) for i in range(meaning.noun.last, first))


def multiple(reading: Reading, k: int, meaning: Meaning, following: Meaning) -> bool:
    """ "three times as many, 2,310 people, had gone home": of what the number behind it counts."""
    if reading.values[k].kind != "times" or meaning.measure != "other" or not following.counts:
        return False
    gap, sign = reading.between(reading.lasts[k], reading.firsts[k + 1]), reading.word(reading.firsts[k + 1] - 1)
    return gap < _LIST and sign in ("-", ",", "(") and following.measure != "other"


def fits(value: Value, neighbour: Meaning) -> bool:
    """Counts go on with people, percentages with anything that is no aid."""
    return neighbour.measure not in ("aid", "remittance", "period") or (
        neighbour.measure == "remittance" and value.kind == "percent"
    )


def aid_whole(reading: Reading, k: int, before: list[Meaning], earlier: Meaning | None) -> Meaning | None:
    """The aid that a share or a multiple is of: "$58m in aid, half of it for Chad", "a third of that sum"."""
    last, lender = reading.lasts[k], before[-1] if before else earlier
    if not lender or lender.measure != "aid":
        return None
    pronoun = any(reading.has(j, Part.PRONOUNS | Part.RELATIVE) for j in (last + 1, last + 2))
    people = any(
        cue.kind in _PEOPLE for hit in reading.cues for cue in hit.meaning if hit.first in (last + 1, last + 2)
    )
    return lender if reading.has(last, Part.OF) and pronoun and not people else None


def amount(reading: Reading, k: int, before: list[Meaning], earlier: Meaning | None) -> Meaning | None:
    """The money that an amount without words of its own goes on with: "Guatemala took in $5bn, Honduras $2bn"."""
    if before:
        near = reading.between(reading.lasts[k - 1], reading.firsts[k]) < _AMOUNTS
        return before[-1] if near and before[-1].measure in ("aid", "remittance") else None
    goes_on = earlier and (earlier.measure == "remittance" or earlier.measure == "aid")
    return earlier if goes_on else None


def stands_for(reading: Reading, noun: Noun) -> bool:
    """A word such as "total" or "figure" stands for what the sentence counts."""
    return reading.has(noun.last - 1, Part.TOTAL)
