"""Documents -> claims: the stages in a straight line, and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from extract import lexicon, measures, modality, numbers, periods, places, roles, speakers, values, words
from extract.claim import Claim, Document, claim_id
from extract.measures import Meaning, topics
from extract.periods import Time
from extract.places import Place
from extract.readings import Reading
from extract.roles import Roles, uses
from extract.roles.context import Context
from extract.sentences import Sentence, split
from extract.speakers import Speaker
from extract.values import Value
from extract.words import Words

_NEXT = 2  # sentences over which a count goes on


class _Found(NamedTuple):
    """A sentence with a number or a date, and what the first stages found in it."""

    index: int
    sentence: Sentence
    words: Words
    values: list[Value]
    times: list[Time]
    places: list[Place]


def find(documents: Iterable[Document]) -> Iterator[Claim]:
    """The claims of the documents in reading order; a document in a language without a lexicon has none."""
    for document in documents:
        if document.language in lexicon.languages():
            yield from _claims(document)


def warnings(document: Document) -> list[str]:
    """What a reader of the document's claims must know: no lexicon for its language, no date to read times against."""
    if document.language not in lexicon.languages():
        known = ", ".join(lexicon.languages())
        return [f"language {document.language!r} has no lexicon folder, so no claim was looked for; there is: {known}"]
    if not document.published:
        return ["no publication date: relative times such as “last year” stay empty; give it with --published"]
    return []


def _claims(document: Document) -> Iterator[Claim]:
    text, language = document.text, document.language
    sentences = split(text, language)
    named = places.find(text, 0, len(text), language)
    found = _found(document, sentences, named)
    if not found:
        return
    topic = topics.of([f.words for f in found] + [words.of(document.title, 0, len(document.title))], language)
    credits = speakers.find(text, [(f.sentence.start, f.sentence.end) for f in found], [f.words for f in found], language)
    context = Context(_of_title(document), Counter(place.codes for place in named if len(place.codes) == 1))
    earlier: tuple[int, Meaning] | None = None
    told: dict[tuple[object, ...], str] = {}
    for at, spoken in zip(found, credits, strict=True):
        counted = [value for value in at.values if value.kind != "length"]
        reading = Reading(text, (at.sentence.start, at.sentence.end), at.words, counted, at.times, at.places, language)
        near = earlier[1] if earlier and at.index - earlier[0] <= _NEXT else None
        meanings = measures.of(reading, near, topic)
        named_here = uses.of(reading)
        context.enter(at.index, named_here)
        countries = roles.of(reading, named_here, meanings, _in_credit(spoken), context)
        context.leave(meanings, countries)
        last = next((m for m in reversed(meanings) if m.measure != "other"), None)
        earlier = (at.index, last) if last else earlier
        for claim in _of_sentence(document, at, reading, meanings, countries, spoken):
            key = (claim.measure, claim.value, claim.unit, claim.statistic)
            first = told.setdefault(key, claim.claim_id)
            yield claim if first == claim.claim_id or claim.measure == "period" else claim._replace(repeats=first)


def _found(document: Document, sentences: Sequence[Sentence], named: Sequence[Place]) -> list[_Found]:
    """The sentences that hold a number or a date."""
    text, language = document.text, document.language
    found: list[_Found] = []
    next_place = 0
    for index, sentence in enumerate(sentences):
        start, end = sentence.start, sentence.end
        while next_place < len(named) and named[next_place].start < start:
            next_place += 1
        inside = next_place
        while inside < len(named) and named[inside].end <= end:
            inside += 1
        seen = [values.of(text, number, language) for number in numbers.find(text, start, end, language)]
        times = periods.find(text, start, end, seen, document.published, language)
        dates = [time.written for time in times if time.written]
        kept = [v for v in seen if not any(a < v.end and v.start < b for a, b in dates)]
        if kept or dates:
            spoken = words.of(text, start, end)
            found.append(_Found(index, sentence, spoken, kept, times, list(named[next_place:inside])))
    return found
