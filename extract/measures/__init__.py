"""Number in its sentence -> measure, statistic, unit and status: what it counts, by the predicate on the number."""

from __future__ import annotations

from typing import NamedTuple

from extract import lexicon
from extract.measures import money, nouns, statistics, topics, weights
from extract.measures.nouns import Noun
from extract.measures.statistics import Statistic
from extract.readings import Part, Reading
from extract.values import Value

COUNTED = ("migrant", "person", "household", "none")
_WEAK = 6.0  # a cue below this gives way to what the sentence or its neighbour goes on counting
_MILLION = 1e6
_LIST = 9.0  # the cost of the words between two amounts of a list


class Meaning(NamedTuple):
    """What a number counts. `why` names the words that decided; `noun` is where the counted noun stands."""

    measure: str
    unit: str
    statistic: str
    direction: str
    per: str
    status: str
    group: str
    why: str
    weight: float
    noun: Noun
    cue_at: int  # position of the word that decided, -1 where none in this sentence did
    carried: bool = False  # it goes on with the count of the sentence before

    @property
    def counts(self) -> bool:
        """Whether it counts people, acts or households, rather than money or parts."""
        return self.unit not in ("percent", "times", "") and not self.unit.isupper()


def of(reading: Reading, earlier: Meaning | None, topic: topics.Topic) -> list[Meaning]:
    """The meaning of each number of a sentence; `earlier` is the last core meaning of the sentences just before."""
    found: list[Meaning] = []
    for k in range(len(reading.values)):
        found.append(_one(reading, k, found, earlier, topic))
    return found


def _one(reading: Reading, k: int, before: list[Meaning], earlier: Meaning | None, topic: topics.Topic) -> Meaning:
    value = reading.values[k]
    noun = nouns.of(reading, k)
    statistic = statistics.of(reading, k, noun)
    if value.kind == "money" or _bare_amount(reading, k, noun, before):
        return _amount(reading, k, noun, statistic, before, earlier, topic)
    if value.kind == "size" or noun.kind == "part" or (noun.kind == "thing" and not _stands_for(reading, noun)):
        return _meaning(reading, k, noun, statistic, "other", 0.0, "", -1)
    if value.kind == "percent" and noun.kind in ("none", "thing"):
        funded = money.share(reading, k, any(m.measure == "aid" for m in (*before[-1:], earlier) if m))
        if funded:
            meaning = _meaning(reading, k, noun, statistic, "aid", funded.weight, funded.why, -1)
            return meaning._replace(status=funded.status)
    carried = False
    decided = weights.best(reading, k, noun)
    measure, weight, why, at, unit = ("other", 0.0, "", -1, "")
    holds = decided is not None and decided.cue.kind == weights.CAPACITY and noun.kind == "none"
    if decided:
        measure, weight, why, at = (
            decided.measure,
            decided.weight,
            f"{decided.cue.kind}: {decided.cue.phrase}",
            decided.at,
        )
    for neighbour, bonus, reason in _neighbours(reading, k, noun, before, earlier):
        if weight < min(_WEAK, neighbour.weight) + bonus and _carries(value, neighbour):
            measure, weight, at = neighbour.measure, neighbour.weight - 1, neighbour.cue_at
            unit = neighbour.unit if noun.kind == "none" and value.kind == "count" and neighbour.counts else ""
            why, carried = f"{reason}: {neighbour.why}", neighbour is earlier or neighbour.carried
    if measure != "other" and not topics.fits(
        topic, reading, noun, measure, bool(earlier and earlier.measure == measure)
    ):
        measure, why = "other", f"not about migration: {why}"
    meaning = _meaning(reading, k, noun, statistic, measure, weight, why, at)
    if holds:
        unit = "people"
    elif decided and not unit and decided.cue.kind == "event" and noun.kind == "none" and value.kind == "count":
        unit = lexicon.cards(reading.language)[decided.measure].get("event_unit", "")
    return meaning._replace(unit=unit if unit and (measure != "other" or holds) else meaning.unit, carried=carried)


def _carries(value: Value, neighbour: Meaning) -> bool:
    """Counts go on with people, percentages with anything that is no aid."""
    return neighbour.measure not in ("aid", "remittance", "period") or (
        neighbour.measure == "remittance" and value.kind == "percent"
    )


def _stands_for(reading: Reading, noun: Noun) -> bool:
    """A word such as "total" or "figure" stands for what the sentence counts."""
    return reading.has(noun.last - 1, Part.TOTAL)


def _neighbours(
    reading: Reading, k: int, noun: Noun, before: list[Meaning], earlier: Meaning | None
) -> list[tuple[Meaning, float, str]]:
    """Meanings that the number may go on with: of the number before it, or of the sentence before."""
    found: list[tuple[Meaning, float, str]] = []
    if noun.kind not in COUNTED and not (noun.kind == "thing" and _stands_for(reading, noun)):
        return found
    if before and before[-1].noun.kind in (*COUNTED, "event") and before[-1].measure != "other":
        gap = reading.between(max(reading.lasts[k - 1], before[-1].noun.last), reading.firsts[k])
        listed = _listed(reading, k) or (noun.kind == "none" and _compared(reading, k))
        if gap < (18 if listed else 9):
            found.append((before[-1], 0.5 - 0.2 * gap + (2.0 if listed else 0.0), "as before it"))
    if earlier and not before and _goes_on(reading, k, noun):
        found.append((earlier, 0.0, "as in the sentence before"))
    return found


def _listed(reading: Reading, k: int) -> bool:
    """Joined by a comma, "and" or "including" to what stands before."""
    i = reading.firsts[k] - 1
    return any(reading.has(j, Part.AND | Part.INCLUDING) or reading.word(j) in (",", "(") for j in (i, i - 1))


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
    if any(reading.has(j, Part.PRONOUNS | Part.TOTAL) for j in range(min(4, i + 1))) or _stands_for(reading, noun):
        return True
    if any(reading.has(j, Part.PRONOUNS) and reading.has(j + 1, Part.BE | Part.LINKS) for j in range(max(0, i - 3), i)):
        return True
    return any(reading.has(j, Part.TOTAL) for j in range(max(0, i - 3), i + 1)) or _listing(reading)


def _listing(reading: Reading) -> bool:
    """A line of a list or a flattened table: short or with several numbers, and no verb."""
    verbs = Part.BE | Part.HAVE | Part.MODAL | Part.SAYS | Part.RELATIVE | Part.BREAKS
    if len(reading.parts) < 8:
        return True
    return len(reading.values) > 2 and not any(part & verbs for part in reading.parts)


def _bare_amount(reading: Reading, k: int, noun: Noun, before: list[Meaning]) -> bool:
    """ "… and 200 million next year" behind an amount with its currency."""
    value = reading.values[k]
    return (
        value.kind == "count"
        and (value.value or 0) >= _MILLION
        and noun.kind in ("none", "thing", "part")
        and any(v.kind == "money" for v in reading.values[:k])
        and bool(before)
    )


def _amount(
    reading: Reading,
    k: int,
    noun: Noun,
    statistic: Statistic,
    before: list[Meaning],
    earlier: Meaning | None,
    topic: topics.Topic,
) -> Meaning:
    value = reading.values[k]
    unit = value.unit or next((v.unit for v in reversed(reading.values[:k]) if v.kind == "money"), "")
    opening = reading.word(reading.firsts[k] - 1) == "("
    if before and opening and reading.values[k - 1].kind == "money":
        return before[-1]._replace(unit=unit)
    amount = money.of(reading, k, topic.document)
    measure, status, why = amount.measure, amount.status, amount.why
    near = _near_amount(reading, k, before, earlier)
    if measure == "other" and not why and near:
        measure, status, why = near.measure, near.status, f"as before it: {near.why}"
    if measure == "aid" and not status:
        status = next((m.status for m in (*reversed(before), earlier) if m and m.measure == "aid"), "")
    if measure == "aid" and not (topic.document or topics.sentence(reading)):
        measure, status, why = "other", "", f"not about migration: {why}"
    return Meaning(measure, unit, *statistic, status, _group(reading, noun), why, amount.weight, noun, -1)


def _near_amount(reading: Reading, k: int, before: list[Meaning], earlier: Meaning | None) -> Meaning | None:
    """The money that an amount without words of its own goes on with: "Guatemala took in $5bn, Honduras $2bn"."""
    if before:
        near = reading.between(reading.lasts[k - 1], reading.firsts[k]) < _LIST
        return before[-1] if near and before[-1].measure in ("aid", "remittance") else None
    return earlier if earlier and earlier.measure == "remittance" else None


def _meaning(
    reading: Reading, k: int, noun: Noun, statistic: Statistic, measure: str, weight: float, why: str, at: int
) -> Meaning:
    unit = reading.values[k].unit or _unit(reading, noun, measure)
    share = nouns.of_share(reading, k) if statistic.statistic == "share" else None
    return Meaning(measure, unit, *statistic, "", _group(reading, share or noun), why, weight, noun, at)


def _unit(reading: Reading, noun: Noun, measure: str) -> str:
    """People, households, events, or the counted thing's own word."""
    if noun.kind == "household":
        return "households"
    if noun.kind in ("migrant", "person"):
        return "people"
    if noun.kind == "event" and noun.cue:
        owner = next(cue.measure for cue in noun.cue.meaning if cue.kind == "event")
        card = lexicon.cards(reading.language)[owner]
        own = noun.cue.meaning[0].phrase in card.get("own_units", [])
        unit: str = card.get("event_unit", "")
        return reading.word(noun.last - 1) if own or not unit else unit
    if noun.kind == "none" or _stands_for(reading, noun):
        return "people" if measure not in ("other", "period") else ""
    return reading.word(noun.last - 1)


def _group(reading: Reading, noun: Noun) -> str:
    if noun.kind == "none" or noun.last <= noun.first:
        return ""
    return reading.text[reading.words.starts[noun.first] : reading.words.ends[noun.last - 1]]
