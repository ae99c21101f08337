"""Documents -> claims: the stages in a straight line, and nothing else."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from extract import (
    lexicon,
    lists,
    measures,
    modality,
    numbers,
    periods,
    places,
    readings,
    roles,
    speakers,
    values,
    words,
)
from extract.claim import Claim, Document, Span, claim_id
from extract.grids import folding, unfolding
from extract.measures import topics
from extract.measures.meanings import Meaning
from extract.periods import Time, anchored
from extract.periods.intervals import Interval
from extract.places import Place
from extract.readings import Reading
from extract.retellings import Retellings
from extract.roles import relations, sections, uses
from extract.roles.context import Context
from extract.roles.relations import Roles
from extract.sentences import Sentence, split
from extract.speakers import Speaker
from extract.timeline import Dated, Timeline
from extract.values import Value
from extract.words import Words


class _Found(NamedTuple):
    """A sentence with a number or a date, and what the first stages found in it."""

    number: int  # of the sentence in the document
    sentence: Sentence
    words: Words
    values: list[Value]
    times: list[Time]
    places: list[Place]


class _Meant(NamedTuple):
    """What the later stages say of a number."""

    meaning: Meaning
    roles: Roles
    period: Interval
    said_by: str
    modality: str
    why: str


def find(documents: Iterable[Document], problem: Callable[[str], None] | None = None) -> Iterator[Claim]:
    """The claims of the documents in reading order; a document in a language without a lexicon has none.

    `problem` is told of a document in which our own rules fail, and the others are done; without it the error is
    raised.
    """
    for document in documents:
        if document.language not in lexicon.languages():
            continue
        if problem is None:
            yield from _of_document(document)
            continue
        try:
            found = list(_of_document(document))
        except Exception as error:  # noqa: BLE001 - one text must not stop the others
            said = f"its figures could not be extracted ({type(error).__name__}: {error}); please report it"
            problem(f"{document.document_id}: {said}, with the text")
        else:
            yield from found


def load(language: str) -> None:
    """Read the words of a language, where it has a lexicon, before a document asks for them."""
    if language in lexicon.languages():
        _index(language)


def _of_document(document: Document) -> Iterator[Claim]:
    """The claims of a document, its tables told cell by cell."""
    unfolded = unfolding.of(document)
    if unfolded is None:
        return _claims(document)
    return folding.back(_claims(unfolded.document, unfolded.rows), unfolded, document)


def _claims(document: Document, rows: Sequence[Span] = ()) -> Iterator[Claim]:
    """The claims of a document; rows: those of its tables, whose names say nothing of the text around them."""
    text, language = document.text, document.language
    said = words.of(text, 0, len(text))
    _index(language).look(said)
    named = places.find(text, 0, len(text), language, said)
    sentences = split(text, language)
    prose = _outside(named, rows) if rows else named
    mentions = sections.mentions(document, prose)
    home = "".join(sections.publisher(document))
    found = _found(document, sentences, named, (sections.country(mentions), home), said)
    contexts = sections.of(document, sentences, prose, mentions)
    begins, starts = sorted(contexts), [place.start for place in named]
    topic = topics.of(words.of(document.title, 0, len(document.title)), said, language)
    spoken = speakers.find(text, [at.sentence[:2] for at in found], [at.words for at in found], language)
    parts = {head: (context, Timeline(document.published)) for head, context in contexts.items()}
    told, ends = Retellings(), [row.end for row in rows]
    last: tuple[int, Reading] | None = None
    for at, credits in zip(found, spoken, strict=True):
        counted = [value for value in at.values if value.kind != "length"]
        reading = Reading(text, at.sentence[:2], at.words, counted, at.times, at.places, language)
        part = _cell(rows, ends, at.sentence.start) or begins[bisect_right(begins, at.number) - 1]
        if part < 0 and part not in parts:  # each cell is told with its own headings, and says nothing of the next
            parts[part] = contexts[0].alone(), Timeline(document.published)
        context, timeline = parts[part]
        context.passed(at.number - 1, _between(named, starts, sentences, at.number - 1))
        row = lists.row(reading, sentences, at.number)
        if row:
            lead = lists.lead(reading, sentences, at.number, said, last, topic)
            if lead:
                context.led(lead.role, prose[: bisect_left(prose, at.sentence.start, key=_begin)])
                timeline.led(at.number - 1, lead.meaning, lead.times)
        else:
            context.rows = ""
        last = at.number, reading
        meanings = measures.of(reading, timeline.before(at.number), topic)
        modalities = [modality.of(reading, k) for k in range(len(meanings))]
        intervals = timeline.of(at.number, reading, at.times, meanings, [how for how, _ in modalities])
        countries = _countries(reading, meanings, credits, context, at.number, row)
        for claim in _of_sentence(document, at, reading, meanings, countries, credits, intervals, modalities):
            yield told.of(claim)


@lexicon.cached
def _index(language: str) -> words.Index:
    """What every text is looked through for."""
    early = [*numbers.beginnings(language), *periods.openings(language), *anchored.beginnings(language)]
    later = [*readings.phrases(language), *measures.phrases(language), *speakers.phrases(language)]
    return words.Index([*early, places.beginnings(language), *later, modality.phrases(language)])


def _found(
    document: Document, sentences: Sequence[Sentence], named: Sequence[Place], of: tuple[str, str], whole: Words
) -> list[_Found]:
    """The sentences that hold a number or a date.

    of: the country that the text is about and its publisher's, whose currency, fiscal years and dates it has.
    """
    country, home = of
    text, language = document.text, document.language
    found: list[_Found] = []
    told = periods.narrative(text, document.published, language, whole)
    place = 0
    openings = (*numbers.openings(language), *periods.openings(language))
    begins = [*sorted({at for opening in openings for at in opening.offsets(whole)}), len(text)]
    for index, sentence in enumerate(sentences):
        start, end = sentence.start, sentence.end
        if begins[bisect_left(begins, start)] >= end:
            continue
        while place < len(named) and named[place].start < start:
            place += 1
        inside = place
        while inside < len(named) and named[inside].end <= end:
            inside += 1
        seen = [
            values.local(text, values.of(text, number, language), country, home)
            for number in numbers.find(text, start, end, language, whole)
        ]
        times = periods.find(text, start, end, seen, document.published, language, home or country, told, whole)
        dates = [time.written for time in times if time.written]
        kept = [v for v in seen if not any(a < v.end and v.start < b for a, b in dates)]
        if kept or dates:
            said = words.stretch(whole, text, start, end)
            found.append(_Found(index, sentence, said, kept, times, list(named[place:inside])))
    return found


def _cell(rows: Sequence[Span], ends: Sequence[int], start: int) -> int:
    """The number of the table's line that a sentence stands in, counted from -1 down; 0 for one outside of tables."""
    place = bisect_right(ends, start)
    return -1 - place if place < len(rows) and rows[place].start <= start else 0


def _begin(place: Place) -> int:
    return place.start


def _outside(named: Sequence[Place], rows: Sequence[Span]) -> list[Place]:
    ends = [row.end for row in rows]
    rows = [*rows, Span(1 << 62, 1 << 62)]
    return [place for place in named if place.start < rows[bisect_right(ends, place.start)].start]


def _between(
    named: Sequence[Place], starts: Sequence[int], sentences: Sequence[Sentence], index: int
) -> Sequence[Place]:
    """The places of a sentence, by where each starts; none for the one before the first."""
    if index < 0:
        return []
    start, end = sentences[index][:2]
    return named[bisect_left(starts, start) : bisect_left(starts, end)]


def _countries(
    reading: Reading,
    meanings: Sequence[Meaning],
    credits: Sequence[Speaker],
    context: Context,
    index: int,
    row: bool,
) -> list[Roles]:
    """The countries of a sentence's numbers; those that the row of a list names are its own alone."""
    used = uses.of(reading, context.spoken_of)
    listing = bool(used and meanings) and (row or relations.listing(reading))
    context.enter(index, used, credits, listing)
    found = roles.of(reading, used, meanings, credits, context)
    if not (row and used):
        context.leave(meanings, found)
    return found


def _of_sentence(
    document: Document,
    at: _Found,
    reading: Reading,
    meanings: Sequence[Meaning],
    countries: Sequence[Roles],
    credits: Sequence[Speaker],
    intervals: Sequence[Dated],
    modalities: Sequence[tuple[str, str]],
) -> list[Claim]:
    """The claims of a sentence in reading order: its numbers, its dates and lengths of time."""
    found = [_time(document, at, time, time.written) for time in at.times if time.written]
    for k, (value, meaning) in enumerate(zip(reading.values, meanings, strict=True)):
        how, trigger = modalities[k]
        reasons = (meaning.why, intervals[k][1] and f"time: {intervals[k][1]}", trigger and f"{how}: {trigger}")
        why = "; ".join(reason for reason in reasons if reason)
        meant = _Meant(meaning, countries[k], intervals[k][0], speakers.of(credits, value.start), how, why)
        found.append(_number(document, at, value, meant))
    return sorted(found, key=lambda claim: claim.start)


def _number(document: Document, at: _Found, value: Value, meant: _Meant) -> Claim:
    meaning = meant.meaning
    codes = ["|".join(role) for role in meant.roles]
    first, last = (day.isoformat() if day else "" for day in meant.period)
    what = (meaning.measure, value.value, value.low, value.high, value.qualifier, meaning.unit)
    how = (meaning.statistic, meaning.direction, meaning.per, meaning.status, meaning.group)
    credit = (meant.said_by, meant.modality, meant.why)
    return _claim(document, at, (value.start, value.end), (*what, *how, *codes, first, last, *credit))


def _time(document: Document, at: _Found, time: Time, written: tuple[int, int]) -> Claim:
    """A date or a length of time as a claim of its own."""
    first, last = (day.isoformat() if day else "" for day in time.literal)
    value = time.value
    if value:
        what: tuple[object, ...] = ("period", value.value, value.low, value.high, value.qualifier, value.unit)
    else:
        what = ("period", None, None, None, "exact", "date")
    return _claim(document, at, written, (*what, "level", *[""] * 9, first, last, "", "reported", time.kind))


def _claim(document: Document, at: _Found, span: tuple[int, int], fields: Sequence[object]) -> Claim:
    """fields: measure to why, in the order of the columns."""
    text, (start, end), sentence = document.text, span, at.sentence
    source = (document.document_id, document.title, document.publisher, document.published or "")
    page = bisect_right(document.pages, start) or None
    where = (text[sentence.start : sentence.end], start, end, sentence.start, sentence.end, page, "")
    of_id = claim_id(document.document_id, start, end)
    return Claim._make((of_id, *fields, text[start:end], *where, *source, document.url, document.language))
