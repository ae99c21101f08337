"""The claims of two readings of a document -> what came, what went and what is now read otherwise."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from extract.claim import MEANING, Claim

_WIDE = 100  # characters of a line
_LONGEST = 24  # of the number as written
_MEASURES = 12  # of the measure's column


class Changes(NamedTuple):
    """Claims of the new reading alone, of the old one alone, and pairs (old, new) of one whose meaning differs."""

    added: tuple[Claim, ...]
    gone: tuple[Claim, ...]
    changed: tuple[tuple[Claim, Claim], ...]


def between(old: Sequence[Claim], new: Sequence[Claim]) -> Changes:
    """The changes from one reading of a document to another, each kind in reading order.

    One figure is the same number at the same place in the same sentence, so that text which moved is no change; of a
    sentence that stands several times, in their order, or the nearest where there are more of them in one reading.
    """
    before, after = _by_figure(old), _by_figure(new)
    pairs = [pair for figure, claims in before.items() for pair in _pairs(claims, after.get(figure, []))]
    met = {id(claim) for pair in pairs for claim in pair}
    changed = [(was, now) for was, now in pairs if differing(was, now)]
    return Changes(
        tuple(sorted((c for c in new if id(c) not in met), key=_start)),
        tuple(sorted((c for c in old if id(c) not in met), key=_start)),
        tuple(sorted(changed, key=lambda pair: _start(pair[1]))),
    )


def differing(was: Claim, now: Claim) -> tuple[str, ...]:
    """The columns of meaning in which two readings of a figure differ."""
    return tuple(column for column in MEANING if getattr(was, column) != getattr(now, column))


def lines(changes: Changes, most: int = 10) -> list[str]:
    """The changes for a terminal, a line each: ~ read otherwise, - gone, + new; beyond `most` how many more there are.

    + 4,200   detention     Tunisian coast guards detained 4,200 people
    ~ 91,000  measure arrival -> detention, place nothing -> MEX
    """
    rows = [("~", now.written, _said(was, now)) for was, now in changes.changed]
    rows += [("-", claim.written, _about(claim)) for claim in changes.gone]
    rows += [("+", claim.written, _about(claim)) for claim in changes.added]
    shown = [(sign, _short(_plain(written), _LONGEST), said) for sign, written, said in rows[:most]]
    wide = max((len(written) for _, written, _ in shown), default=0)
    found = [_short(f"{sign} {written:{wide}}  {said}", _WIDE) for sign, written, said in shown]
    return found + ([f"… and {len(rows) - most:,} more"] if len(rows) > most else [])


def _start(claim: Claim) -> tuple[int, int]:
    return claim.start, claim.end


def _by_figure(claims: Sequence[Claim]) -> dict[tuple[str, str, int], list[Claim]]:
    found: defaultdict[tuple[str, str, int], list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=_start):
        found[claim.written, claim.sentence, claim.start - claim.sentence_start].append(claim)
    return dict(found)


def _pairs(old: Sequence[Claim], new: Sequence[Claim]) -> list[tuple[Claim, Claim]]:
    """Which of the tellings of one figure, in order, are each other's."""
    if len(old) == len(new):
        return list(zip(old, new, strict=True))
    if len(old) > len(new):
        return [(was, now) for now, was in _nearest(new, old)]
    return _nearest(old, new)


def _nearest(few: Sequence[Claim], many: Sequence[Claim]) -> list[tuple[Claim, Claim]]:
    """Each of the few with the nearest of the many that is still free."""
    free = list(many)
    starts = [claim.start for claim in free]
    found = []
    for claim in few:
        at = bisect_left(starts, claim.start)
        near = min(range(max(0, at - 1), min(len(free), at + 1)), key=lambda i: abs(starts[i] - claim.start))
        found.append((claim, free.pop(near)))
        starts.pop(near)
    return found


def _said(was: Claim, now: Claim) -> str:
    return ", ".join(
        f"{column} {_cell(getattr(was, column))} -> {_cell(getattr(now, column))}" for column in differing(was, now)
    )


def _about(claim: Claim) -> str:
    """The measure and the sentence, cut so that the number is seen."""
    offset = claim.start - claim.sentence_start
    before, behind = _plain(claim.sentence[:offset]), _plain(claim.sentence[offset:])
    room = _WIDE // 3
    lead = before if len(before) <= room else "…" + before[-room:].partition(" ")[2]
    space = " " if claim.sentence[:offset][-1:].isspace() else ""
    return f"{claim.measure:{_MEASURES}}  {lead}{space}{behind}"


def _cell(value: object) -> str:
    if value is None or value == "":
        return "nothing"
    return f"{value:,.10g}" if isinstance(value, float) else _short(_plain(str(value)), _LONGEST * 2)


def _short(said: str, room: int) -> str:
    return said if len(said) <= room else said[: room - 1] + "…"


def _plain(said: str) -> str:
    """On one line, without signs that a terminal would obey."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in " ".join(said.split()))
