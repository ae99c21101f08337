"""What a number counts, as the later stages see it."""

from __future__ import annotations

from typing import NamedTuple

from extract.measures.nouns import Noun


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

    @property
    def counts(self) -> bool:
        """Whether it counts people, acts or households, rather than money or parts."""
        return self.unit not in ("percent", "times", "") and not self.unit.isupper()
