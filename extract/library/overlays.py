"""Reviews laid over claims: where a review belongs after its document was read again, and the row that then holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from extract import claim as nouns
from extract.claim import COLUMNS, NUMBERS, Claim
from extract.library import corrections
from extract.library.corrections import CORRECTABLE, OverlayError, checked

__all__ = [
    "ADDED",
    "CORRECTABLE",
    "VERDICTS",
    "OverlayError",
    "Review",
    "checked",
    "of",
    "placed",
    "reviewed",
    "stored",
]
_NONE = "none"
ADDED = nouns.REVIEW
VERDICTS = (*nouns.VERDICTS, _NONE)
_Figure = tuple[str, int, str]  # sentence, offset of the number in it, the number as written
_Place = tuple[int, int, str, str]  # start, end, the number as written, its sentence


class Review(NamedTuple):
    """What a reader found of one claim, bound to what was seen: the number as written, its sentence, their place.

    start, end: of the number in the document's text; offset: of the number in its sentence. verdict: accepted,
    corrected, rejected, or none (taken back). changes: corrected fields by column, as text. at: ISO 8601, in UTC.
    """

    document_id: str
    claim_id: str
    start: int
    end: int
    written: str
    sentence: str
    offset: int
    verdict: str
    changes: Mapping[str, str]
    note: str
    reviewer: str
    at: str


def of(
    claim: Claim,
    verdict: str,
    changes: Mapping[str, str] | None = None,
    note: str = "",
    reviewer: str = "",
    at: str = "",
    held: Review | None = None,
) -> Review:
    """A review of a claim as read, its changes checked; an OverlayError where they do not fit verdict or claim.

    held: the review that holds so far; corrections add to its own, and it is not accepted away.
    """
    if verdict not in VERDICTS:
        raise OverlayError(f"verdict: {verdict!r} is none; use one of {', '.join(VERDICTS)}")
    fitting = checked(changes or {})
    if verdict == "corrected" and not fitting:
        raise OverlayError("a correction without a changed column; give one as value=900, or accept the claim")
    if verdict != "corrected" and fitting:
        raise OverlayError(
            f"{verdict}, and yet {', '.join(fitting)} given; correct the claim, or leave the columns out"
        )
    fitting = corrections.completed(_merged(fitting, verdict, held), claim)
    offset = claim.start - claim.sentence_start
    return Review(
        claim.document_id, claim.claim_id, claim.start, claim.end, claim.written, claim.sentence, offset,
        verdict, fitting, note, reviewer, at,
    )  # fmt: skip


def _merged(changes: Mapping[str, str], verdict: str, held: Review | None) -> Mapping[str, str]:
    """The corrections that hold from now on: those of before, too, where no later one is of their column."""
    if held is None or held.verdict != "corrected":
        return changes
    if verdict == "accepted":
        said = " ".join(f"{column}={value}" for column, value in held.changes.items())
        raise OverlayError(f"claim {held.claim_id} was corrected to {said}; --set again, or --clear first")
    return {**held.changes, **changes} if verdict == "corrected" else changes


def stored(review: Review, held: Review | None) -> list[Review]:
    """What is to be stored for a new review: itself, and the taking back of the one held, where that stood elsewhere.

    Else the one made before the text moved would come back as orphaned, or hold again once the text is as it was.
    """
    if held is None or _place(held) == _place(review):
        return [review]
    return [held._replace(verdict=_NONE, changes={}, note="", reviewer=review.reviewer, at=review.at), review]


def placed(reviews: Iterable[Review], claims: Sequence[Claim]) -> tuple[dict[str, Review], list[Review]]:
    """The reviews of one document, in the order made -> by claim_id the one that holds, and those whose figure is gone.

    Of the reviews of one place the last counts; one taken back counts for nothing. A review holds for the claim
    with its start, end, written and sentence; else for the one claim, taken by no nearer review, with its sentence,
    offset and written. Of a sentence that stands several times, as many reviews as claims are taken in their order.
    """
    latest = _latest(reviews)
    by_place = {(c.start, c.end, c.written, c.sentence): c for c in claims}
    found = {by_place[place].claim_id: review for place, review in latest.items() if place in by_place}
    homeless: defaultdict[_Figure, list[Review]] = defaultdict(list)
    for place, review in latest.items():
        if place not in by_place:
            homeless[review.sentence, review.offset, review.written].append(review)
    free: defaultdict[_Figure, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.claim_id not in found:
            free[claim.sentence, claim.start - claim.sentence_start, claim.written].append(claim)
    orphaned: list[Review] = []
    for figure, left in homeless.items():
        pairs = _pairs(left, free.get(figure, []))
        found |= {claim.claim_id: review for review, claim in pairs}
        taken = {_place(review) for review, _ in pairs}
        orphaned += [review for review in left if _place(review) not in taken]
    return found, sorted(orphaned, key=lambda review: (review.start, review.end, review.at))


def reviewed(claim: Claim, review: Review | None) -> tuple[object, ...]:
    """The row of a claim: its columns as corrected, but `value` as read; behind them ADDED.

    reviewed_value: the value that holds: as read where accepted, as corrected where corrected (as read where other
    columns were), None where rejected or not reviewed.
    """
    if review is None or review.verdict == _NONE:
        return (*claim, _NONE, None)
    if review.verdict != "corrected":
        return (*claim, review.verdict, claim.value if review.verdict == "accepted" else None)
    changes = {column: _typed(column, said) for column, said in review.changes.items() if column in CORRECTABLE}
    value = changes.pop("value", claim.value)
    return (*(changes.get(column, was) for column, was in zip(COLUMNS, claim, strict=True)), review.verdict, value)


def _typed(column: str, said: str) -> str | float | None:
    if column not in NUMBERS:
        return said
    return float(said) if said else None


def _place(review: Review) -> _Place:
    return review.start, review.end, review.written, review.sentence


def _latest(reviews: Iterable[Review]) -> dict[_Place, Review]:
    """By place the last review, as clocks may be wrong; without those taken back."""
    found = {_place(review): review for review in reviews}
    return {place: review for place, review in sorted(found.items()) if review.verdict != _NONE}


def _pairs(reviews: Sequence[Review], claims: Sequence[Claim]) -> list[tuple[Review, Claim]]:
    """Which review, in order of place, is of which claim, all of one figure; nothing where it cannot be told."""
    if len(claims) == 1:
        nearest = min(reviews, key=lambda review: abs(review.start - claims[0].start))
        return [(nearest, claims[0])]
    if len(claims) == len(reviews):
        return list(zip(reviews, sorted(claims, key=lambda claim: claim.start), strict=True))
    return []
