"""Number expression -> value, low, high, qualifier, unit."""

from __future__ import annotations

from typing import NamedTuple

from extract.numbers import Number


class Value(NamedTuple):
    """What a number expression means.

    kind: count (a bare number that counts the noun after it: unit is empty here), money (unit: ISO 4217), percent
    (points, 0 to 100; also fractions, "one in five"), times (factors), length (time units: second … year, decade,
    century), size (other measurement units: mile, km, tonne, km/h …). hedge is where the words before it that
    qualify it begin ("more than", "up to"; else start). per is the denominator of a rate that is written right
    behind it ("a day" -> day, "for every 1,000 inhabitants" -> 1000 inhabitants), else empty; after is the offset
    behind that denominator or behind a qualifier that follows the number ("1,000 or more"), else end.
    """

    start: int
    end: int
    value: float | None
    low: float | None
    high: float | None
    qualifier: str
    unit: str
    kind: str
    hedge: int
    after: int
    per: str


def of(text: str, number: Number, language: str = "en") -> Value:
    """The meaning of a number expression in its text."""
    raise NotImplementedError
