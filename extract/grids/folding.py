"""Claims of an unfolded text -> claims of the document that was read: places in it, whose its headings say they are."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from extract.claim import COLUMNS, ROLES, Claim, Document, Span, claim_id
from extract.grids.headings import Told
from extract.grids.unfolding import Stretch, Unfolded

_CHANGES = {"-": "down", "−": "down", "–": "down", "+": "up"}
_BOUNDS = {">": "over", "<": "under", "≥": "at_least", "≤": "at_most", "~": "about", "≈": "about"}
_ABOVE, _BELOW = (">", "≥"), ("<", "≤")
_ARRIVING = "arrival"
_PLACED = ("arrival", "detention", "encounter", "death", "rescue", "displacement", "asylum", "stock")
_ALPHA3 = 3  # letters of a country's code; a region's token is longer
_FROM = ("arrival", "asylum", "admission", "stock", "displacement")
_UNCOUNTED = ("other", "period")
_DIGIT = re.compile(r"\d")


def back(found: Iterable[Claim], unfolded: Unfolded, document: Document) -> Iterator[Claim]:
    """The claims as places in the document that was read, in its order; none for copies of headings."""
    renamed: dict[str, str] = {}
    kept: list[Claim] = []
    for claim in found:
        moved = _moved(claim, unfolded, document)
        if moved:
            renamed[claim.claim_id] = moved.claim_id
            kept.append(moved)
    for claim in sorted(kept, key=lambda claim: claim.start):
        yield claim._replace(repeats=renamed.get(claim.repeats, "")) if claim.repeats else claim


def _moved(claim: Claim, unfolded: Unfolded, document: Document) -> Claim | None:
    """A claim as a place in the document that was read; None where only a copy of a heading holds it."""
    first, last = (bisect_right(unfolded.stretches, at, key=_begin) - 1 for at in (claim.start, claim.end - 1))
    whole = [(*stretch, stretch.place) for stretch in unfolded.stretches[first : last + 1] if stretch.place]
    if len(whole) != 1:
        return None
    begin, _, row, told, place = whole[0]
    move = place.start - begin
    start, end = max(claim.start + move, place.start), min(claim.end + move, place.end)
    if not told and (first != last or (claim.measure != "period" and (row or _unit(start, end, unfolded, document)))):
        return None
    sentence = row.place if row else Span(claim.sentence_start + move, claim.sentence_end + move)
    text = document.text
    claim = claim._replace(
        claim_id=claim_id(document.document_id, start, end), written=text[start:end], start=start, end=end,
        sentence=text[sentence.start : sentence.end], sentence_start=sentence.start, sentence_end=sentence.end,
        page=bisect_right(document.pages, start) or None,
    )  # fmt: skip
    return _signed(_whose(claim, told), text[place.start : start].strip()) if told else claim


def _signed(claim: Claim, sign: str) -> Claim:
    """A claim with what the sign before its number says: more or less than it, or by how much something changed."""
    if sign in _CHANGES and claim.measure not in _UNCOUNTED:
        return claim._replace(statistic="change", direction=_CHANGES[sign])
    if sign in _BOUNDS and claim.qualifier == "exact":
        low = claim.value if sign in _ABOVE else None
        high = claim.value if sign in _BELOW else None
        return claim._replace(qualifier=_BOUNDS[sign], low=low, high=high)
    return claim


def _unit(start: int, end: int, unfolded: Unfolded, document: Document) -> bool:
    """Whether words of a caption say in what it counts: "in thousands", "US$ million"."""
    at = bisect_right(unfolded.captions, start, key=_start) - 1
    return at >= 0 and end <= unfolded.captions[at].end and not _DIGIT.search(document.text[start:end])


def _there(claim: Claim, where: str) -> Claim:
    """A claim of a table whose headings name a country: that is where it was, and its rows' countries are whence."""
    if claim.measure not in _PLACED or where in (claim.place, claim.destination, claim.via, claim.origin):
        return claim
    rest = claim.destination or claim.place
    if rest and (claim.origin or claim.measure not in _FROM or len(where) > _ALPHA3):
        return claim
    claim = claim._replace(origin=rest or claim.origin)
    if claim.measure == _ARRIVING:
        return claim._replace(destination=where, place="")
    return claim._replace(place=where, destination="")


def _start(span: Span) -> int:
    return span.start


def _begin(stretch: Stretch) -> int:
    return stretch.begin


def _whose(claim: Claim, told: Told) -> Claim:
    """A claim with whom and whose its row's headings say that it counts."""
    if told.names.group and not claim.group and claim.measure not in _UNCOUNTED:
        claim = claim._replace(group=told.names.group)
    if told.where:
        claim = _there(claim, told.where)
    if not told.names.roles or claim.measure in _UNCOUNTED:
        return claim
    own = dict(told.names.roles)
    roles = [own.get(role, "" if getattr(claim, role) in own.values() else getattr(claim, role)) for role in ROLES]
    first = COLUMNS.index(ROLES[0])
    return Claim._make((*claim[:first], *roles, *claim[first + len(ROLES) :]))
