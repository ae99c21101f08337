"""A line that leads in a list -> what the list's numbers count: "Arrivals by nationality", "Pledges in 2023:"."""

from __future__ import annotations

from extract import lexicon
from extract.claim import STATUSES
from extract.measures import topics
from extract.measures.meanings import Meaning
from extract.measures.nouns import Noun
from extract.readings import Cue, Reading

_COUNTED = ("event", "object", "subject", "state")  # of words that say who is counted, the surest first
_GIVEN = (*STATUSES, "support", "money")  # of words that say what amounts are
_PEOPLE = ("migrant", "person", "group")
_WEIGHT = 6.0
_NOBODY = Noun(0, 0, 0, "none", None)


def of(reading: Reading, topic: topics.Topic, kind: str) -> Meaning | None:
    """The meaning that a line without a number lends to the rows below it; kind: of their values."""
    amounts = kind == "money"
    kinds = (*_GIVEN, _COUNTED[0]) if amounts else _COUNTED
    found = [cue for cue in cues(reading) if cue.kind in kinds and cue.measure != "other" and not _idle(cue, reading)]
    if amounts:
        found = [cue for cue in found if cue.kind != _COUNTED[0] or _paid(cue, reading)]
        found = [cue for cue in found if _paid(cue, reading) and cue.kind in (_GIVEN[-1], _COUNTED[0])] or found
    if not found:
        return None
    cue = min(found, key=lambda cue: kinds.index(cue.kind))
    measure = "aid" if cue.kind in (*STATUSES, "support") else cue.measure
    if not amounts and not topics.fits(topic, reading, _NOBODY, measure, goes_on=False):
        return None
    status = cue.kind if cue.kind in STATUSES else ""
    unit = "" if amounts else "people"
    if cue.kind == _COUNTED[0] and not any(c.kind in _PEOPLE for hit in reading.cues for c in hit.meaning):
        unit = lexicon.cards(reading.language)[measure].get("event_unit", "") or unit
    why = f"{cue.kind}: {cue.phrase}"
    return Meaning(measure, unit, "level", "", "", status, "", why, _WEIGHT, _NOBODY, -1, cue.kind, carried=True)


def cues(reading: Reading) -> list[Cue]:
    """The words of a line that say who is counted or what amounts are."""
    return [cue for hit in reading.cues for cue in hit.meaning if cue.kind in _COUNTED + _GIVEN]


def speaks(reading: Reading) -> bool:
    """Whether a line says what is counted: not only who, nor only what money is for."""
    return any(cue.measure != "other" and cue.kind != _GIVEN[-2] for cue in cues(reading))


def people(reading: Reading) -> str:
    """The first people that a line names, as written; empty where it names none."""
    for hit in reading.cues:
        if any(cue.kind in _PEOPLE for cue in hit.meaning):
            return reading.text[reading.words.starts[hit.first] : reading.words.ends[hit.last - 1]]
    return ""


def _idle(cue: Cue, reading: Reading) -> bool:
    """Whether a word that speaks in a sentence says nothing in a heading: "People reached" have not arrived."""
    return cue.phrase in lexicon.cards(reading.language).get(cue.measure, {}).get("idle_heads", ())


def _paid(cue: Cue, reading: Reading) -> bool:
    """Whether the act itself is one of paying: remittances."""
    return "money" in lexicon.cards(reading.language).get(cue.measure, {})
