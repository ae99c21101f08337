"""What a reader asks for: the filters, and how they say themselves."""

from __future__ import annotations

from typing import NamedTuple


class Wanted(NamedTuple):
    """The filters of a table of claims; an empty one takes all, but for rejected claims, which must be asked for.

    countries: codes; regions: their tokens. A claim fits if it names one of either, what lies in such a region, or a
    region that lists such a country, in the role (any role without one): who looks for Africa wants Chad and the Sahel,
    but what a text says of Africa it does not say of Chad.
    statuses, groups, said_by and publishers: "" stands for what is not stated. documents: ids.
    groups and said_by fit where they hold the words, whatever the case; so does text, in the sentence.
    first, last: years that the claim's time touches, both included; one without an end goes on, one with nothing but
    an end has that year; a claim without a time fits only without them.
    """

    countries: tuple[str, ...] = ()
    role: str = ""
    regions: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    said_by: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    reviews: tuple[str, ...] = ()
    first: int = 0
    last: int = 0
    text: str = ""
    documents: tuple[str, ...] = ()
