"""Countries and regions by their codes: what they are called, who belongs to whom."""

from __future__ import annotations

from extract import lexicon


def members(token: str) -> tuple[str, ...]:
    """The countries of a region's token; of a country, itself; empty where a region is too wide to list."""
    return _members().get(token, (token,))


@lexicon.cached
def _members() -> dict[str, tuple[str, ...]]:
    return {row["token"]: tuple(row["members"].split()) for row in lexicon.rows("regions.csv")}


def regions() -> tuple[str, ...]:
    """The tokens of all regions."""
    return tuple(row["token"] for row in lexicon.rows("regions.csv"))


@lexicon.cached
def _areas() -> dict[str, frozenset[str]]:
    return {row["token"]: frozenset(row["members"].split()) for row in lexicon.rows("areas.csv")}


def area(token: str) -> frozenset[str]:
    """The countries that lie in a region, to look for claims by: in a wide one those of the UN's M49, else its members.

    Cyprus lies in Europe too, as a member of the Union. Who looks for Africa wants Chad, but not the other way round.
    """
    return _areas().get(token) or frozenset(members(token))


@lexicon.cached
def _names() -> dict[str, str]:
    countries = {row["alpha3"]: row["name"] for row in lexicon.rows("countries.csv")}
    return countries | {row["token"]: row["name"] for row in lexicon.rows("regions.csv")}


def known(code: str) -> bool:
    """Whether a code is a country's (ISO 3166-1 alpha-3, XKX for Kosovo) or a region's token."""
    return code in _names()


def name(code: str) -> str:
    """The name of a country or region: MEX -> Mexico; the code itself where it has none."""
    return _names().get(code, code)
