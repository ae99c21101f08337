"""Names in a text -> countries and regions; and what is known of a region's members."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """A name that stands for one or more countries or a region.

    codes: ISO 3166-1 alpha-3 (Kosovo XKX) or region tokens ("EU"). kind: country, nationality (Syrian, Syrians),
    capital, city, subdivision (state, province, island), region, sea, border ("US-Mexico border": both codes),
    institution (Border Patrol, Frontex, Home Office), person (heads of state and government and their deputies).
    """

    start: int
    end: int
    codes: tuple[str, ...]
    kind: str


def find(text: str, start: int, end: int, language: str = "en") -> list[Place]:
    """The places named in text[start:end] in reading order, none overlapping."""
    raise NotImplementedError
