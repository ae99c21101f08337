"""The columns of the files: what each means, and which hold numbers."""

from __future__ import annotations

from extract import claim
from extract.claim import COLUMNS, MODALITIES, QUALIFIERS, REVIEW, STATISTICS, STATUSES, VERDICTS

REVIEWS = ("none", *VERDICTS)
SELECTION = "selection"  # the last column of a file of chosen rows; no column of rows that are given
NUMBERS = (*claim.NUMBERS, "reviewed_value")
WHOLE = ("start", "end", "sentence_start", "sentence_end", "page")
DAYS = ("period_start", "period_end")
LISTS = {
    "qualifier": QUALIFIERS,
    "statistic": STATISTICS,
    "status": STATUSES,
    "modality": MODALITIES,
    "review": REVIEWS,
}
MEANINGS = {
    "claim_id": "stable id of the claim",
    "measure": "what the number counts",
    "value": "the number; the middle of a range",
    "low": "lower bound",
    "high": "upper bound",
    "qualifier": "exact, about, over, under, at_least, at_most, range, vague",
    "unit": "people, events, households, an ISO 4217 code, percent, times, a unit of time, date, or the thing counted",
    "statistic": "level, share, change or rate",
    "direction": "of a change: up or down",
    "per": "of a rate: per what",
    "status": "of aid: pledge, commitment, disbursement, appeal, budget",
    "group": "who is counted, as written",
    "actor": "who acts: ISO 3166-1 alpha-3, several joined by a bar; for aid the donor",
    "place": "where it happens",
    "origin": "nationality or country left",
    "destination": "where people or money go; for aid the recipient",
    "via": "port of departure or transit",
    "period_start": "first day of the time the number refers to",
    "period_end": "last day of it",
    "said_by": "whom the text credits, as written",
    "modality": "reported, planned, forecast, conditional, denied",
    "why": "the words that decided",
    "written": "the number as written",
    "sentence": "its sentence, verbatim",
    "start": "where the number begins in the text: characters, from 0",
    "end": "where it ends",
    "sentence_start": "where the sentence begins",
    "sentence_end": "where it ends",
    "page": "page of a PDF",
    "repeats": "claim_id of the earlier telling of the same figure in this document",
    "document_id": "the document",
    "title": "its title",
    "publisher": "its publisher",
    "published": "its date of publication",
    "url": "its address",
    "language": "its language",
    "review": "what a reader decided: none, accepted, corrected, rejected; other corrected columns stand corrected",
    "reviewed_value": "what holds after review, beside the value as it was read; empty where rejected or not reviewed",
    SELECTION: "the filters that chose the rows of this file, the same text on every row",
}
assert MEANINGS.keys() == {*COLUMNS, *REVIEW, SELECTION}  # noqa: S101 - a column without its meaning does not load


def title(column: str) -> str:
    """A column's name as people write it: "sentence_start" -> "Sentence start"."""
    return column.replace("_", " ").capitalize()
