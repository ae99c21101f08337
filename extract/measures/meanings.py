"""What a number counts, as the later stages see it."""

from __future__ import annotations

from typing import NamedTuple

from extract.measures.nouns import Noun

BEFORE, BEHIND, EARLIER = "as before it: ", "as behind it: ", "as in the sentence before: "


class Meaning(NamedTuple):
    """What a number counts. `why` names the words that decided; `noun` is where the counted noun stands."""

    measure: str
    unit: str
    statistic: str
    direction: str
    per: str
    status: str
    group: str
    why: str
    weight: float
    noun: Noun
    cue_at: int  # position of the word that decided, -1 where none in this sentence did
    by: str = ""  # the kind of that word: subject, object, event, state, group
    carried: bool = False  # it goes on with the count of the sentence before
    whole: str = ""  # of a share or a factor: the unit of the count that it goes on with

    @property
    def counts(self) -> bool:
        """Whether it counts people, acts or households, rather than money or parts."""
        return self.unit not in ("percent", "times", "") and not self.unit.isupper()


def goes_on(reason: str, why: str) -> str:
    """Why a number that goes on with another counts what it does: the nearest reason, then the word that decided.

    >>> goes_on("as before it: ", "as in the sentence before: object: detained")
    'as before it: object: detained'
    """
    while why.startswith((BEFORE, BEHIND, EARLIER)):
        why = why.partition(": ")[2]
    return reason + why
