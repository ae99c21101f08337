"""A line that leads in a list -> what the list's numbers count: "Arrivals by nationality", "Pledges in 2023:"."""

from __future__ import annotations

from extract import lexicon
from extract.claim import STATUSES
from extract.measures import topics
from extract.measures.meanings import Meaning
from extract.measures.nouns import Noun
from extract.readings import Part, Reading

_COUNTED = ("event", "object", "subject", "state")  # of words that say who is counted, the surest first
_GIVEN = (*STATUSES, "support")  # of words that say what amounts are
_PEOPLE = ("migrant", "person", "group")
_WEIGHT = 6.0
_COLUMNS = "|"  # between a table's columns
_NOBODY = Noun(0, 0, 0, "none", None)


def of(reading: Reading, topic: topics.Topic, *, amounts: bool) -> Meaning | None:
    """The meaning that a line without a number lends to the rows below it; amounts: they are of money."""
    kinds = _GIVEN if amounts else _COUNTED
    cues = [cue for hit in reading.cues for cue in hit.meaning if cue.kind in kinds and cue.measure != "other"]
    if not cues:
        return None
    cue = min(cues, key=lambda cue: kinds.index(cue.kind))
    measure = "aid" if amounts else cue.measure
    if not amounts and not topics.fits(topic, reading, _NOBODY, measure, goes_on=False):
        return None
    status = cue.kind if cue.kind in STATUSES else ""
    unit = "" if amounts else "people"
    if cue.kind == _COUNTED[0] and not any(c.kind in _PEOPLE for hit in reading.cues for c in hit.meaning):
        unit = lexicon.cards(reading.language)[measure].get("event_unit", "") or unit
    why = f"{cue.kind}: {cue.phrase}"
    return Meaning(measure, unit, "level", "", "", status, "", why, _WEIGHT, _NOBODY, -1, cue.kind, carried=True)


def named(reading: Reading) -> str:
    """The role of the names in the rows below: origin of "by nationality", destination of "by receiving State"."""
    for role, words in lexicon.words(reading.language, "roles").get("rows", {}).items():
        if set(words).intersection(reading.words.folded):
            return str(role)
    return ""


def heads(reading: Reading) -> bool:
    """Whether a line is the heads of a table's columns: "Nationality | 2023"."""
    return _COLUMNS in reading.words.folded and not any(
        cue.kind in _COUNTED + _GIVEN for hit in reading.cues for cue in hit.meaning
    )


def rows(reading: Reading) -> bool:
    """Whether a line is a row of a list: a name or two, numbers, and no word that says what they count."""
    verbs = Part.BE | Part.HAVE | Part.MODAL | Part.SAYS | Part.RELATIVE
    return not reading.cues and not any(part & verbs for part in reading.parts)
