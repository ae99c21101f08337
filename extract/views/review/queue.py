"""What is to be reviewed of the rows that the filters leave, and what was reviewed of them, by whom."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import streamlit as st

from extract.claim import VERDICTS
from extract.facets import Array
from extract.library import Kept, Library
from extract.views import address, filters, selections
from extract.views.review.desk import Decision, Desk, holding
from extract.views.shelf import Held

CLAIM = "claim"  # its name in the address
RECENT = 10  # decisions that can be taken back


class Laid(NamedTuple):
    """What a full run lays out: how many claims the filters leave, how many were reviewed, by whom, and lately."""

    total: int
    before: int
    by: Counter[str]
    earlier: tuple[Decision, ...]


def rows(held: Held) -> Array:
    """The rows that the filters leave, rejected ones with them, as they are reviewed too."""
    wanted = filters.wanted(held)
    return selections.of(held, wanted._replace(reviews=wanted.reviews or ("none", *VERDICTS))).found


def lay(held: Held, found: Array, desk: Desk) -> Laid:
    """Lay out on a desk what is not reviewed, in reading order, the newest document first."""
    facets = held.facets
    open_ = facets.words["review"].having("none".__eq__)[found]
    asked = address.get(CLAIM)
    desk.lay(found[open_], facets, facets.number(asked) if asked else None)
    done = {facets.claim_id(number) for number in found[~open_].tolist()}
    kept = _kept(held.where, _fingerprint(held.where)) if done else []
    by = Counter(one.review.reviewer for one in kept if one.claim_id in done)
    last = [(number, one.review) for one in kept[:RECENT] if (number := facets.number(one.claim_id)) is not None]
    values = facets.numbers["value"]
    earlier = tuple(Decision(number, review, float(values[number]), own=False) for number, review in last)
    return Laid(len(found), len(done), by, earlier)


def _fingerprint(where: str) -> object:
    with Library.open(where, create=False, read_only=True) as library:
        return library.fingerprint


@st.cache_resource(show_spinner=False, max_entries=2)
def _kept(where: str, fingerprint: object) -> list[Kept]:
    del fingerprint  # what the cache is kept by
    return holding(where)
