"""A claim's fields as people write them: amounts, countries, times."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from typing import Any

from babel import dates, numbers

from extract import lexicon, places

_LOCALE = "en"
_SHORT = 1e6  # amounts of money from here on are written in millions
_SIGNS = {"over": "more than ", "at_least": "at least ", "under": "under ", "at_most": "up to ", "about": "about "}
Claim = Mapping[str, Any]


def measure(key: str) -> str:
    """A measure's name: "return" -> "Returns"."""
    card = lexicon.shared("measures").get(key, {})
    return str(card.get("label", key))


def number(value: float) -> str:
    """1234567.0 -> "1,234,567"."""
    return numbers.format_decimal(round(value, 3), locale=_LOCALE)


def money(value: float, currency: str) -> str:
    """105000000.0, "EUR" -> "€105 million".

    >>> money(1554000000.0, "USD")
    '$1.554 billion'
    """
    sign = numbers.get_currency_symbol(currency, _LOCALE)
    gap = " " if sign[-1:].isalpha() and len(sign) == 3 else ""
    if abs(value) < _SHORT:
        return f"{sign}{gap}{number(value)}"
    said = numbers.format_compact_decimal(value, format_type="long", locale=_LOCALE, fraction_digits=3)
    return f"{sign}{gap}{said}"


def is_money(unit: str) -> bool:
    """Whether a unit is a currency's code."""
    return len(unit) == 3 and unit.isupper()


def amount(value: float | None, unit: str) -> str:
    """A value with its unit, without what it counts: "20%", "€105 million", "90,850"."""
    if value is None or math.isnan(value):
        return "a date" if unit == "date" else "not stated"
    if is_money(unit):
        return money(value, unit)
    if unit == "percent":
        return f"{number(value)}%"
    if unit == "times":
        return f"{number(value)} times"
    return number(value)


def figure(claim: Claim) -> str:
    """The claim's number as meant, with its bounds and what it counts: "about 1,200 migrants"."""
    said = _bounded(claim)
    kind = str(claim["unit"])
    if is_money(kind) or kind in ("percent", "times", "date"):
        group = f" {claim['group']}" if claim["group"] and kind == "percent" else ""
        return said + group
    counted = str(claim["group"] or kind)
    return f"{said} {counted}".strip()


def _bounded(claim: Claim) -> str:
    kind, how = str(claim["unit"]), str(claim["qualifier"])
    if how == "range" and not math.isnan(claim["low"]) and not math.isnan(claim["high"]):
        return f"{amount(claim['low'], kind)} to {amount(claim['high'], kind)}"
    if how == "vague":
        return str(claim["written"])
    return _SIGNS.get(how, "") + amount(claim["value"], kind)


def countries(codes: str) -> str:
    """ "GTM|HND" -> "Guatemala, Honduras"."""
    return ", ".join(places.name(code) for code in codes.split("|") if code)


def where(claim: Claim) -> str:
    """The countries of a claim in one phrase: "United States → Mexico", "Libya"."""
    actor, place, origin = (countries(str(claim[role])) for role in ("actor", "place", "origin"))
    destination = countries(str(claim["destination"]))
    if claim["measure"] in ("aid", "remittance"):
        ends = (actor or ("" if claim["measure"] == "remittance" else "not stated"), destination or "not stated")
        return " → ".join(filter(None, ends)) if actor or destination else f"people from {origin}" if origin else ""
    if destination:
        return f"{origin} → {destination}" if origin else destination
    return place or actor or origin


def period(first: str, last: str) -> str:
    """Two ISO days as a time: "1 Jan 2021 – 31 May 2021", "2021", "8 Jun 2021"."""
    if not first and not last:
        return ""
    if not first or not last:
        return f"from {day(first)}" if first else f"until {day(last)}"
    a, b = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    if a == b:
        return day(first)
    if (a.month, a.day, b.month, b.day) == (1, 1, 12, 31):
        return str(a.year) if a.year == b.year else f"{a.year}–{b.year}"
    if a.day == 1 and (b + dt.timedelta(1)).day == 1:
        months = dates.format_interval(a, b, "yMMM", locale=_LOCALE)
        return str(months)
    return str(dates.format_interval(a, b, "yMMMd", locale="en_GB"))


def day(written: str) -> str:
    """2021-06-08 -> 8 Jun 2021; 2021-06 -> Jun 2021; 2021 -> 2021."""
    parts = [int(part) for part in written.split("-") if part]
    if len(parts) < 2:
        return written
    at = dt.date(parts[0], parts[1], parts[2] if len(parts) > 2 else 1)
    return dates.format_date(at, "d MMM y" if len(parts) > 2 else "MMM y", locale=_LOCALE)
