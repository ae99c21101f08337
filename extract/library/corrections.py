"""What a reader writes into a claim's columns -> what may stand there, or why it may not."""

from __future__ import annotations

import calendar
import datetime as dt
import itertools
import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from extract import lexicon, places
from extract.claim import MEANING, MODALITIES, NUMBERS, QUALIFIERS, ROLES, STATISTICS, STATUSES, Claim

CORRECTABLE = MEANING
DAYS = ("period_start", "period_end")
_LISTS = {
    "qualifier": QUALIFIERS,
    "statistic": STATISTICS,
    "direction": ("up", "down"),
    "status": STATUSES,
    "modality": MODALITIES,
}
_MAY_BE_EMPTY = ("direction", "status")
_LONGEST = 300  # characters of free text
_NUMBER = re.compile(r"([+-]?)(\d{1,3}(?:,\d{3})+|\d{1,18})(\.\d{1,10})?", re.ASCII)
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_BOUNDS = ("low", "high")
_AID = "aid"  # the measure that has a status
_MOVING = ("change", "rate")  # the statistics that have a direction
_RATIOS = ("", "percent", "times")  # what money is counted in besides currencies


class OverlayError(Exception):
    """A correction does not fit; the message names the column, what was given and what is allowed."""


def checked(changes: Mapping[str, str]) -> Mapping[str, str]:
    """The corrected columns in the order and the manner of the table; an OverlayError where one does not fit.

    Numbers may have commas ("91,000"), country columns may name countries ("Mexico"), days may be a month or a year,
    of which the first or last day is taken; empty means that the text does not say.

    >>> checked({"value": "91,000", "place": "Mexico|GTM", "period_end": "2021-06"})
    {'value': '91000', 'place': 'MEX|GTM', 'period_end': '2021-06-30'}
    """
    for column in changes:
        if column not in CORRECTABLE:
            raise OverlayError(f"{column}: no column that is corrected; those are {', '.join(CORRECTABLE)}")
    found = {column: _fitting(column, str(changes[column])) for column in CORRECTABLE if column in changes}
    ordered(found)
    _money(found)
    return found


def _fitting(column: str, given: str) -> str:
    said = " ".join(given.split())
    for columns, fit in _FITS.items():
        if column in columns:
            return fit(column, said)
    return _free(column, said)


def _number(column: str, said: str) -> str:
    if not said:
        return ""
    if not _NUMBER.fullmatch(said):
        raise OverlayError(
            f"{column}: {said!r} is no number; write it in digits, as 91000, 91,000 or 12.5, or leave it empty"
        )
    return format(Decimal(said.replace(",", "")).normalize() + 0, "f")


def _listed(column: str, said: str) -> str:
    allowed = _LISTS.get(column) or tuple(lexicon.shared("measures"))
    entry = said.casefold().replace(" ", "_")
    if entry in allowed or (not entry and column in _MAY_BE_EMPTY):
        return entry
    empty = ", or leave it empty" if column in _MAY_BE_EMPTY else ""
    raise OverlayError(f"{column}: {said!r} is not on its list; use one of {', '.join(allowed)}{empty}")


def _countries(column: str, said: str) -> str:
    codes = [code for name in said.split("|") for code in _country(column, name.strip())] if said else []
    return "|".join(dict.fromkeys(codes))


def _country(column: str, said: str) -> tuple[str, ...]:
    code = _codes().get(said.casefold())
    if code:
        return (code,)
    found = places.find(said, 0, len(said))
    if len(found) == 1 and found[0].kind in ("country", "region") and len(said) == found[0].end - found[0].start:
        return found[0].codes
    raise OverlayError(
        f"{column}: {said!r} is no country or region that is known here; write ISO 3166-1 alpha-3 codes, several "
        "joined by a bar (GTM|HND), a region (EU) or a country's English name, or leave it empty"
    )


@lexicon.cached
def _codes() -> dict[str, str]:
    """Codes, tokens and names, in lower case -> codes and tokens."""
    found: dict[str, str] = {}
    for row in lexicon.rows("countries.csv"):
        for name in (row["alpha3"], row["name"], *row["names"].split("|")):
            found.setdefault(name.casefold(), row["alpha3"])
    for row in lexicon.rows("regions.csv"):
        for name in (row["token"], row["name"]):
            found.setdefault(name.casefold(), row["token"])
    found.pop("", None)
    return found


def _day(column: str, said: str) -> str:
    if not said:
        return ""
    match, last = _DAY.fullmatch(said), column == DAYS[1]
    try:
        year, month, day = match.groups() if match else ("0", None, None)
        month = month or ("12" if last else "01")
        day = day or (str(calendar.monthrange(int(year), int(month))[1]) if last else "01")
        return dt.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        raise OverlayError(
            f"{column}: {said!r} is no day; write it as 2021-06-08, 2021-06 or 2021, or leave it empty"
        ) from None


def _unit(column: str, said: str) -> str:
    if said.upper() in _currencies().values():
        return said.upper()
    code = _currencies().get(said.casefold())
    if code and said.casefold() not in {row["unit"] for row in lexicon.rows("units.csv")}:
        raise OverlayError(f"{column}: {said!r} is money; write its ISO 4217 code, as {code}")
    return _free(column, said).casefold()


@lexicon.cached
def _currencies() -> dict[str, str]:
    """Signs, words and codes of currencies, in lower case -> codes."""
    found: dict[str, str] = {}
    for row in lexicon.rows("currencies.csv"):
        for name in (*row["signs"].split(), *row["words"].split("|"), row["code"]):
            found.setdefault(name.casefold(), row["code"])
    found.pop("", None)
    return found


def _free(column: str, said: str) -> str:
    if len(said) > _LONGEST:
        raise OverlayError(f"{column}: {len(said)} characters; write at most {_LONGEST}, the rest as a note")
    if not said.isprintable():
        raise OverlayError(f"{column}: {said!r} holds signs that cannot be shown; write it without them")
    return said


def ordered(found: Mapping[str, str]) -> None:
    """Bounds and days stand in their order, where both of them are given; else an OverlayError."""
    numbers = [(column, float(found[column])) for column in ("low", "value", "high") if found.get(column)]
    days = [(column, found[column]) for column in DAYS if found.get(column)]
    for (column, first), (other, last) in itertools.pairwise(numbers):
        if first > last:
            raise OverlayError(f"{column}: {found[column]} is more than {other}, {found[other]}; exchange or mend them")
    for (column, start), (other, end) in itertools.pairwise(days):
        if start > end:
            raise OverlayError(f"{column}: {start} is after {other}, {end}; exchange or mend them")


def completed(changes: Mapping[str, str], claim: Claim) -> dict[str, str]:
    """Corrections held against the rest of the claim, with what follows from them; an OverlayError where they clash.

    A value outside the bounds as read drops them; another measure than aid, the status; no change or rate, the
    direction: unless those are corrected as well.
    """
    found = {**changes}
    if "value" in changes and changes["value"] and changes.keys().isdisjoint(_BOUNDS):
        value, low, high = float(changes["value"]), claim.low, claim.high
        if (low is not None and value < low) or (high is not None and value > high):
            found |= dict.fromkeys(_BOUNDS, "")
    if changes.get("measure", _AID) != _AID and claim.status:
        found.setdefault("status", "")
    if changes.get("statistic", _MOVING[0]) not in _MOVING and claim.direction:
        found.setdefault("direction", "")
    for columns, check in _CLASHES.items():
        if not found.keys().isdisjoint(columns):
            check({column: found.get(column, _said(claim, column)) for column in columns})
    return {column: found[column] for column in CORRECTABLE if column in found}


def _said(claim: Claim, column: str) -> str:
    """A column of a claim as text."""
    value = getattr(claim, column)
    return _number(column, format(value, ".10f")) if isinstance(value, float) else str("" if value is None else value)


def _moving(found: Mapping[str, str]) -> None:
    """Only a change or a rate goes up or down."""
    if found["direction"] and found["statistic"] not in _MOVING:
        raise OverlayError(
            f"direction: {found['direction']!r} is of a change or a rate, and the statistic is {found['statistic']};"
            " correct the statistic too (change), or leave the direction empty"
        )


def _promised(found: Mapping[str, str]) -> None:
    """Only money is pledged or paid."""
    if found["status"] and lexicon.shared("measures")[found["measure"]].get("counts") != "money":
        raise OverlayError(
            f"status: {found['status']!r} is of money, and the measure is {found['measure']};"
            " correct the measure too (aid), or leave the status empty"
        )


def _money(found: Mapping[str, str]) -> None:
    """A measure of money is counted in a currency, where both are given."""
    measure, unit = found.get("measure"), found.get("unit")
    if measure is None or unit is None or unit in _RATIOS or unit in _currencies().values():
        return
    if lexicon.shared("measures")[measure].get("counts") == "money":
        raise OverlayError(f"unit: {unit!r} is no currency, and {measure} is money; write an ISO 4217 code, as USD")


# columns that must agree, and what says that they do not
_CLASHES: dict[tuple[str, ...], Callable[[Mapping[str, str]], None]] = {
    NUMBERS: ordered,
    DAYS: ordered,
    ("measure", "unit"): _money,
    ("statistic", "direction"): _moving,
    ("measure", "status"): _promised,
}
_FITS: dict[tuple[str, ...], Callable[[str, str], str]] = {
    NUMBERS: _number,
    ("measure", *_LISTS): _listed,
    ROLES: _countries,
    DAYS: _day,
    ("unit",): _unit,
}
