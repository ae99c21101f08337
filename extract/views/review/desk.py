"""The desk of somebody who reviews: the queue, the claim that lies on it, what was decided in this session."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np

from extract.facets import Array
from extract.library import Found, Kept, Library, LibraryError, OvertakenError, Review

TOLD = {"accepted": "Accepted", "corrected": "Corrected", "rejected": "Rejected"}
_AT_ONCE = 50  # rows of the table that are read at once
Reader = Callable[[Sequence[int]], Sequence[Mapping[str, Any]]]  # row numbers -> rows of the table, by column


class Decision(NamedTuple):
    """A review that holds; number: of its claim's row; value: as read; before: what it replaced; own: of now."""

    number: int
    review: Review
    value: float | None = None
    before: Review | None = None
    own: bool = True


@dataclass
class Desk:
    """What one session reviews in one library; nothing of it is kept but what the library is told.

    queue: row numbers of the claims without a review, in the order in which they are shown; at: the place in it.
    done: row numbers of the queue that were decided since it was laid out, with who did; lost: those that are gone.
    said: what was done last; trouble: why something was not.
    """

    where: str
    queue: Array = field(default_factory=lambda: np.empty(0, dtype=int))
    at: int = 0
    done: dict[int, str] = field(default_factory=dict)
    lost: set[int] = field(default_factory=set)
    decisions: list[Decision] = field(default_factory=list)
    said: str = ""
    trouble: str = ""
    wanting: bool = False  # the claim on the desk is to be shown, though another reviewed it
    stale: bool = False  # the table must be read anew
    known: dict[int, Mapping[str, Any]] = field(default_factory=dict)  # rows of the table as they were read
    _of: object = None
    _outside: set[int] = field(default_factory=set)  # decided under other filters: not of this queue

    def lay(self, queue: Array, of: object, first: int | None = None) -> None:
        """Lay out a queue; `of` tells one state of the table from another; first: the row to begin with, if any.

        What lay on the desk stays on it, where it still waits.
        """
        before = self.number
        if of is not self._of:
            self.done, self.lost, self.known, self._of = {}, set(), {}, of
        self.queue = queue
        closed = list(self._closed)
        self._outside = {number for number, here in zip(closed, np.isin(closed, queue), strict=True) if not here}
        places = [self._place(number) for number in (first, before) if number is not None]
        self.at = next((place for place in places if place is not None), 0)
        self._settle(1)

    @property
    def number(self) -> int | None:
        """The row on the desk; None where nothing is left."""
        return int(self.queue[self.at]) if self.at < len(self.queue) and self.left else None

    @property
    def left(self) -> int:
        """How many of the queue wait."""
        return len(self.queue) - len(self._closed) + len(self._outside)

    @property
    def reviewed(self) -> int:
        """How many of the queue were reviewed since it was laid out."""
        return len(self.done.keys() - self._outside)

    @property
    def _closed(self) -> set[int]:
        return self.done.keys() | self.lost

    def _place(self, number: int) -> int | None:
        found = np.flatnonzero(self.queue == number)
        return int(found[0]) if len(found) else None

    def _settle(self, step: int) -> None:
        """From the present place on, in one direction and around, the first claim that waits."""
        closed, size = self._closed, len(self.queue)
        for _ in range(size):
            if int(self.queue[self.at % size]) not in closed:
                break
            self.at += step
        self.at = self.at % size if size else 0

    def step(self, by: int) -> None:
        """Put the next claim on the desk (1), or the one before (-1); what was decided meanwhile is passed over."""
        self.said = self.trouble = ""
        self.wanting = False
        self.at = (self.at + by) % len(self.queue) if len(self.queue) else 0
        self._settle(by)

    def ahead(self, many: int) -> list[int]:
        """The rows that come next."""
        closed = self._closed
        found: list[int] = []
        for number in self.queue[self.at + 1 :]:
            if len(found) == many:
                break
            if int(number) not in closed:
                found.append(int(number))
        return found

    def rows(self, numbers: Sequence[int], read: Reader) -> list[Mapping[str, Any]]:
        """Rows of the table; those to come are read with them, many at once, as that takes no longer."""
        if missing := [number for number in numbers if number not in self.known]:
            wanted = list(dict.fromkeys((*missing, *self.ahead(_AT_ONCE))))
            self.known = dict(zip(wanted, read(wanted), strict=True)) | {
                number: self.known[number] for number in numbers if number in self.known
            }
        return [self.known[number] for number in numbers]

    def take(self, read: Reader) -> Found | None:
        """The claim on the desk as the library has it now; None where none waits. A LibraryError where that fails.

        Claims that are gone, or were reviewed by others before they came up, are passed over.
        """
        with Library.open(self.where, create=False, read_only=True) as library:
            while (number := self.number) is not None:
                found = library.look(self.rows([number], read)[0]["claim_id"])
                if found is not None and (found.review is None or self.wanting):
                    return found
                if found is None:
                    self.lost.add(number)
                    self.stale = True
                elif found.review is not None:
                    self.done[number] = found.review.reviewer
                self._settle(1)
        return None

    def decide(
        self, found: Found, verdict: str, changes: Mapping[str, str] | None = None, note: str = "", reviewer: str = ""
    ) -> bool:
        """Tell the library what is thought of the claim on the desk, and put the next one there; whether it took it."""
        number = self.number
        self.said = self.trouble = ""
        if number is None:
            return False
        try:
            with Library.open(self.where, create=False) as library:
                made = library.review(found.claim.claim_id, verdict, changes, note, reviewer, seen=found.review)
        except OvertakenError as error:
            self.trouble, self.wanting = overtaken(error.review), True
            return False
        except LibraryError as error:
            self.trouble = str(error)
            return False
        self.decisions.append(Decision(number, made, found.claim.value, found.review))
        self.done[number] = reviewer
        self.wanting = False
        self._settle(1)
        self.said = TOLD[verdict]
        return True

    def undo(self, decision: Decision, reviewer: str = "") -> bool:
        """Take a decision back; what held before it holds again, and the claim lies on the desk; whether it was."""
        self.said = self.trouble = ""
        made, before = decision.review, decision.before
        try:
            with Library.open(self.where, create=False) as library:
                library.review(made.claim_id, "none", reviewer=reviewer, seen=made)
                if before is not None:
                    library.review(made.claim_id, before.verdict, before.changes, before.note, before.reviewer)
        except OvertakenError as error:
            self.trouble = f"It is not taken back: {overtaken(error.review)}"
            return False
        except LibraryError as error:
            self.trouble = str(error)
            return False
        self.decisions = [one for one in self.decisions if one is not decision]
        self.said = "Taken back"
        place = self._place(decision.number)
        if place is None or decision.number not in self.done:
            self.stale = True
            return True
        del self.done[decision.number]
        self.at, self.wanting = place, before is not None
        return True

    def by(self, before: Mapping[str, int]) -> list[tuple[str, int]]:
        """How many claims each one reviewed, most first; before: as it was when the queue was laid out."""
        new = Counter(who for number, who in self.done.items() if number not in self._outside)
        return (Counter(before) + new).most_common()

    def recent(self, earlier: Sequence[Decision], many: int) -> list[Decision]:
        """The last decisions, the newest first: of this session, then those that the library held before."""
        own = self.decisions[::-1]
        theirs = [one for one in earlier if all(one.review != mine.review for mine in own)]
        return [*own, *theirs][:many]


def overtaken(review: Review | None) -> str:
    """What is said where another was quicker."""
    if review is None:
        return "The review was taken back meanwhile by somebody else. Nothing was written; look again."
    who = review.reviewer or "Somebody without a name"
    return f"{who} {review.verdict} it meanwhile ({time(review.at)}). Nothing was written; this is how it stands now."


def time(at: str) -> str:
    """2021-06-08T10:00:00Z -> 2021-06-08 10:00 UTC."""
    return f"{at[:10]} {at[11:16]} UTC"


def holding(where: str) -> list[Kept]:
    """The reviews that hold in a library, the latest first."""
    with Library.open(where, create=False, read_only=True) as library:
        found = [kept for kept in library.reviews() if kept.state == "holds"]
    return sorted(found, key=lambda kept: kept.review.at, reverse=True)
