"""A figure that a document tells again: the later telling points to the first and has its time."""

from __future__ import annotations

from extract.claim import ROLES, Claim

_WHOSE = (*ROLES, "period_start", "period_end")
_UNCOUNTED = ("period", "other")


class Retellings:
    """The figures of a document told so far."""

    def __init__(self) -> None:
        self._first: dict[tuple[object, ...], Claim] = {}

    def of(self, claim: Claim) -> Claim:
        """The claim; one that was told before repeats the first telling, and has its time where it has none itself."""
        first = self._first.setdefault((claim.measure, claim.value, claim.unit, claim.statistic), claim)
        if first is claim or claim.measure == "period" or not _alike(claim, first):
            return claim
        claim = claim._replace(repeats=first.claim_id)
        if claim.period_start or claim.measure in _UNCOUNTED:
            return claim
        return claim._replace(period_start=first.period_start, period_end=first.period_end)


def _alike(claim: Claim, first: Claim) -> bool:
    """Whether nothing says that two equal figures are of other countries or times: 12 in Spain, 12 in Italy."""
    pairs = ((getattr(claim, name), getattr(first, name)) for name in _WHOSE)
    return all(a == b or not (a and b) for a, b in pairs)
