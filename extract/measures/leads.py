"""A line that leads in a list -> what the list's numbers count: "Arrivals by nationality", "Deported in 2023:"."""

from __future__ import annotations

from extract import lexicon
from extract.measures import topics
from extract.measures.meanings import Meaning
from extract.measures.nouns import Noun
from extract.readings import Part, Reading

_KINDS = ("event", "object", "subject", "state")  # of words that say what is counted, the surest first
_WEIGHT = 6.0
_NOBODY = Noun(0, 0, 0, "none", None)


def of(reading: Reading, topic: topics.Topic) -> Meaning | None:
    """The meaning that a line without a number lends to the rows below it."""
    for kind in _KINDS:
        for hit in reading.cues:
            for cue in hit.meaning:
                if cue.kind == kind and cue.measure not in ("other", "period"):
                    if not topics.fits(topic, reading, _NOBODY, cue.measure, goes_on=False):
                        return None
                    card = lexicon.cards(reading.language)[cue.measure]
                    unit = (card.get("event_unit", "") if kind == "event" else "") or "people"
                    why = f"{kind}: {cue.phrase}"
                    return Meaning(
                        cue.measure, unit, "level", "", "", "", "", why, _WEIGHT, _NOBODY, -1, kind, carried=True
                    )
    return None


def named(reading: Reading) -> str:
    """The role of the names in the rows below: origin of "by nationality", destination of "by receiving State"."""
    for role, words in lexicon.words(reading.language, "roles").get("rows", {}).items():
        if set(words).intersection(reading.words.folded):
            return str(role)
    return ""


def rows(reading: Reading) -> bool:
    """Whether a line is a row of a list: a name or two, numbers, and no word that says what they count."""
    verbs = Part.BE | Part.HAVE | Part.MODAL | Part.SAYS | Part.RELATIVE
    return not reading.cues and not any(part & verbs for part in reading.parts)
