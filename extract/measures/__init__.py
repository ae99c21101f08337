"""Number in its sentence -> measure, statistic, unit and status: what it counts, by the predicate on the number."""

from __future__ import annotations

from typing import Any, NamedTuple

from extract import lexicon
from extract.measures import meanings, money, neighbours, nouns, settings, shares, statistics, topics, weights
from extract.measures.meanings import Meaning
from extract.measures.nouns import Noun
from extract.measures.statistics import Statistic
from extract.readings import Reading
from extract.words import Phrases

_WEAK = 6.0  # a cue below this gives way to what the sentence or its neighbour goes on counting
_MILLION = 1e6
_OF_PEOPLE = ("death", "detention", "displacement")  # measures that count people, whatever the text is about
_ELSEWHERE = ("stock", "other")  # measures of being somewhere, or of what is done for people


def of(reading: Reading, earlier: Meaning | None, topic: topics.Topic) -> list[Meaning]:
    """The meaning of each number of a sentence; `earlier` is the last core meaning of the sentences just before."""
    found: list[Meaning] = []
    for k in range(len(reading.values)):
        found.append(_one(reading, k, found, earlier, topic))
    for k in range(len(found) - 2, -1, -1):
        alike = neighbours.part_of(reading, k) or neighbours.parallel(reading, k, found[k], found[k + 1])
        if not found[k].unit and found[k].noun.kind == "none" and alike:
            found[k] = found[k]._replace(unit=found[k + 1].unit)
        if neighbours.part_of(reading, k):
            found[k], found[k + 1] = neighbours.part_and_whole(reading, found[k], found[k + 1])
        if neighbours.multiple(reading, k, found[k], found[k + 1]):
            found[k] = found[k]._replace(
                measure=found[k + 1].measure, why=meanings.goes_on(meanings.BEHIND, found[k + 1].why)
            )
        if found[k].weight < _WEAK and neighbours.together(reading, k, found[k], found[k + 1]):
            shared = found[k + 1]
            why = meanings.goes_on(meanings.BEHIND, shared.why)
            found[k] = found[k]._replace(
                measure=shared.measure, weight=shared.weight - 1, why=why, cue_at=shared.cue_at, by=shared.by
            )
    return found


def phrases(language: str) -> list[Phrases[Any]]:
    """The phrases that most sentences are asked for."""
    return [statistics.rates(language), topics.phrases(language)]


def _one(reading: Reading, k: int, before: list[Meaning], earlier: Meaning | None, topic: topics.Topic) -> Meaning:
    value = reading.values[k]
    noun = nouns.of(reading, k)
    statistic = _statistic(reading, k, noun, before)
    if value.kind == "money" or _bare_amount(reading, k, noun, before):
        return _amount(reading, k, noun, statistic, before, earlier, topic)
    if (
        value.kind == "size"
        or noun.kind == "part"
        or (noun.kind == "thing" and not neighbours.stands_for(reading, noun))
    ):
        return _meaning(reading, k, noun, statistic, "other", 0.0, "", -1)
    if value.kind == "percent" and noun.kind in ("none", "thing"):
        funded = money.share(reading, k, _of_aid(reading, k, before, earlier), topic.aid)
        if funded:
            meaning = _meaning(reading, k, noun, statistic, "aid", funded.weight, funded.why, -1)
            return meaning._replace(status=funded.status)
        whole = neighbours.aid_whole(reading, k, before, earlier)
        if whole:
            why = meanings.goes_on(meanings.BEFORE if before else meanings.EARLIER, whole.why)
            return _meaning(reading, k, noun, statistic, "aid", whole.weight, why, -1)._replace(status=whole.status)
    decided = _decided(reading, k, noun)
    decided = _carried(reading, k, noun, decided, before, earlier)
    if decided.measure != "other":
        goes_on = earlier is not None and earlier.measure == decided.measure
        if not topics.fits(topic, reading, noun, decided.measure, goes_on):
            sure = decided.measure in _OF_PEOPLE and decided.weight >= _WEAK and neighbours.whole(value)
            unit = decided.unit or (_unit(reading, noun, decided.measure) if sure and value.kind == "count" else "")
            decided = _Decided(why=f"not about migration: {decided.why}", unit=unit)
    meaning = _meaning(reading, k, noun, statistic, decided.measure, decided.weight, decided.why, decided.at)
    unit = decided.unit or meaning.unit
    if not unit and neighbours.gathered(reading, k, noun):
        unit = "people"
    if not unit and before and neighbours.same_thing(reading, k, before[-1]):
        unit = before[-1].unit
    return meaning._replace(unit=unit, by=decided.by, carried=decided.carried, whole=decided.whole)


def _statistic(reading: Reading, k: int, noun: Noun, before: list[Meaning]) -> Statistic:
    """Its own, or that of the number before, which it is compared with."""
    own = statistics.of(reading, k, noun)
    if own.statistic != "level" or not before:
        return own
    lender = Statistic(before[-1].statistic, before[-1].direction, before[-1].per)
    return statistics.against(reading, k, lender) or own


class _Decided(NamedTuple):
    """A measure, how strongly it is spoken for and by what; unit: where another word than the noun says it."""

    measure: str = "other"
    weight: float = 0.0
    why: str = ""
    at: int = -1
    unit: str = ""
    by: str = ""
    carried: bool = False
    whole: str = ""


def _of_aid(reading: Reading, k: int, before: list[Meaning], earlier: Meaning | None) -> bool:
    """A share of an amount, or behind one."""
    return money.of_amount(reading, k) or any(m.measure == "aid" for m in (*before[-1:], earlier) if m)


def _decided(reading: Reading, k: int, noun: Noun) -> _Decided:
    """By the strongest cue of the sentence."""
    best = weights.best(reading, k, noun)
    if best is None:
        return _Decided()
    unit = ""
    if noun.kind == "none" and reading.values[k].kind == "count":
        if best.cue.kind == nouns.CAPACITY:
            unit = "people"
        elif best.cue.kind == "event" and best.measure != "other":
            unit = lexicon.cards(reading.language)[best.measure].get("event_unit", "") or _act(reading, best)
    measure, why = best.measure, f"{best.cue.kind}: {best.cue.phrase}"
    named = noun.cue.meaning[0].phrase if noun.cue else ""
    kept = settings.kept(reading, named)
    if kept and measure in _ELSEWHERE:
        measure, why = kept, f"{named}, {why}"
    return _Decided(measure, best.weight, why, best.at, unit, best.cue.kind)


def _act(reading: Reading, best: weights.Weight) -> str:
    """The unit of acts that are counted by their own word: "of which 27,995 were applications"."""
    hit = reading.cue_at[best.at]
    people = any(cue.kind in neighbours.COUNTED for cue in hit.meaning)  # applicants
    return "" if people else nouns.singular(reading, Noun(best.at, hit.last - 1, hit.last, "event", None))


def _carried(
    reading: Reading, k: int, noun: Noun, decided: _Decided, before: list[Meaning], earlier: Meaning | None
) -> _Decided:
    """The same, or what it goes on with, where its own cue is weak."""
    value = reading.values[k]
    if decided.measure == "death" and decided.weight >= _WEAK:
        return decided  # "100 people, including 12 who drowned"
    for neighbour, bonus, reason in neighbours.of(reading, k, noun, before, earlier):
        own = decided.weight + (weights.LESS if decided.measure == "other" and decided.why else 0.0)
        if own < min(_WEAK, neighbour.weight) + bonus and neighbours.fits(value, neighbour):
            counted = neighbour.unit if neighbour.counts else neighbour.whole
            unit = counted if noun.kind == "none" and value.kind == "count" else ""
            why = meanings.goes_on(reason, neighbour.why)
            on = neighbour is earlier or neighbour.carried
            decided = _Decided(
                neighbour.measure, neighbour.weight - 1, why, neighbour.cue_at, unit, neighbour.by, on, counted
            )
    return decided


def _bare_amount(reading: Reading, k: int, noun: Noun, before: list[Meaning]) -> bool:
    """ "… and 200 million next year" behind an amount with its currency."""
    value = reading.values[k]
    return (
        value.kind == "count"
        and (value.value or 0) >= _MILLION
        and noun.kind in ("none", "part")
        and not any(hit.first == reading.lasts[k] and hit.meaning[0].form for hit in reading.cues)  # 2 million live in
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
    converted = k + 1 < len(reading.values) and neighbours.in_brackets(reading, k + 1)  # 300 million ($325 million)
    earlier_unit = next((v.unit for v in reversed(reading.values[:k]) if v.kind == "money"), "")
    unit = value.unit or ("" if converted else earlier_unit)
    if before and neighbours.in_brackets(reading, k) and reading.values[k - 1].kind == "money":
        return before[-1]._replace(unit=unit)
    amount = money.of(reading, k, topic.aid)
    measure, status, why = amount.measure, amount.status, amount.why
    near = neighbours.amount(reading, k, before, earlier)
    sent = near is not None and near.measure == money.REMITTANCE and not amount.for_people
    if near and ((measure == "other" and not why) or (measure == "aid" and sent)):
        reason = meanings.BEFORE if before else meanings.EARLIER
        measure, status, why = near.measure, near.status, meanings.goes_on(reason, near.why)
    if measure == "aid" and not status:
        status = next((m.status for m in (*reversed(before), earlier) if m and m.measure == "aid"), "")
    about = topic.aid or topics.sentence(reading) or (amount.for_people and topics.relief(reading))
    if measure == "aid" and not about:
        measure, status, why = "other", "", f"not about migration: {why}"
    return Meaning(measure, unit, *statistic, status, _group(reading, noun), why, amount.weight, noun, -1)


def _meaning(
    reading: Reading, k: int, noun: Noun, statistic: Statistic, measure: str, weight: float, why: str, at: int
) -> Meaning:
    unit = reading.values[k].unit or _unit(reading, noun, measure)
    share = shares.of(reading, k) if statistic.statistic == "share" else None
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
        return nouns.singular(reading, noun) if own or not unit else unit
    if noun.kind == "none" or neighbours.stands_for(reading, noun):
        return "people" if measure not in ("other", "period") else ""
    return nouns.singular(reading, noun)


def _group(reading: Reading, noun: Noun) -> str:
    if noun.kind == "none" or noun.last <= noun.first:
        return ""
    return reading.text[reading.words.starts[noun.first] : reading.words.ends[noun.last - 1]]
