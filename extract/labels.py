"""A claim's fields as people write them: amounts, countries, times."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from extract import gazetteer, lexicon

_LOCALE = "en"
_SHORT = 1e6  # amounts from here on are written in millions
_GAP = 12  # characters between a number and what it counts: "of those "
_MANY = 2  # countries that a short name names
_SIGNS = {"over": "more than ", "at_least": "at least ", "under": "under ", "at_most": "up to ", "about": "about "}
_SINGULAR = {"people": "person", "events": "event", "households": "household"}
_AS_THEY_ARE = (*_SINGULAR, "times", "feet", "mph", "date")  # units that take no plural's ending
_STATUSES = {
    "pledge": "pledged", "commitment": "committed", "disbursement": "paid", "appeal": "asked for", "budget": "budgeted",
}  # fmt: skip
_TOLD = {"planned": "a plan", "forecast": "a forecast", "conditional": "a condition", "denied": "a denial"}
Claim = Mapping[str, Any]


def measure(key: str) -> str:
    """A measure's name: "return" -> "Returns"."""
    card = lexicon.shared("measures").get(key, {})
    return str(card.get("label", key))


def status(key: str) -> str:
    """What has happened to aid: "disbursement" -> "paid"; nothing where it is not stated."""
    return _STATUSES.get(key, "")


def told(modality: str) -> str:
    """How a figure is told where it is no count: "planned" -> "a plan, not a count"."""
    return f"{_TOLD[modality]}, not a count" if modality in _TOLD else ""


def currency(code: str) -> str:
    """A currency's name: "USD" -> "US dollars"."""
    from babel import numbers

    return str(numbers.get_currency_name(code, count=2, locale=_LOCALE))


def unit(key: str, value: float | None) -> str:
    """A unit in the number of its value: "people", 1 -> "person"; "claim", 5500 -> "claims"."""
    if value == 1:
        return _SINGULAR.get(key, key)
    if not key or key in _AS_THEY_ARE or len(key) <= 2 or "/" in key:
        return key
    if key[-1] == "y" and key[-2] not in "aeiou":
        return f"{key[:-1]}ies"
    return f"{key}es" if key.endswith(("s", "x", "ch", "sh")) else f"{key}s"


def told_apart(names: Mapping[str, str]) -> dict[str, str]:
    """Names by key, those that come more than once with their key behind them.

    >>> told_apart({"a.txt": "At sea", "b.txt": "At sea", "c.txt": "Raids"})
    {'a.txt': 'At sea · a.txt', 'b.txt': 'At sea · b.txt', 'c.txt': 'Raids'}
    """
    times = Counter(names.values())
    return {key: name if times[name] == 1 else f"{name} · {key}" for key, name in names.items()}


def numbered(names: Iterable[str]) -> list[str]:
    """Names in their order, those that came before with a number.

    >>> numbered(["Undo 27", "Undo 4", "Undo 27"])
    ['Undo 27', 'Undo 4', 'Undo 27 (2)']
    """
    times, found = Counter[str](), list[str]()
    for name in names:
        times[name] += 1
        found.append(name if times[name] == 1 else f"{name} ({times[name]})")
    return found


def number(value: float) -> str:
    """1234567.0 -> "1,234,567"; 1300000.0 -> "1.3 million"."""
    from babel import numbers

    if abs(value) >= _SHORT and value % 1000 == 0:
        return str(numbers.format_compact_decimal(value, format_type="long", locale=_LOCALE, fraction_digits=3))
    return numbers.format_decimal(round(value, 3), locale=_LOCALE)


def money(value: float, currency: str) -> str:
    """105000000.0, "EUR" -> "€105 million".

    >>> money(1554000000.0, "USD")
    '$1.554 billion'
    """
    from babel import numbers

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
    """The claim's number as meant, with its bounds and what it counts: "about 1,200 migrants", "up 26%"."""
    said, kind, group = _bounded(claim), str(claim["unit"]), str(claim["group"])
    if kind == "percent" and claim["statistic"] == "share" and group:
        between = _between(claim)
        said = f"{said}{between}{group}" if between else f"{group}: {said}"
    elif not is_money(kind) and kind not in ("percent", "times", "date"):
        between = _between(claim) if claim["qualifier"] == "vague" else ""
        said = f"{said}{between or ' '}{group or unit(kind, claim['value'])}".strip()
    if claim["statistic"] == "change" and kind != "times":
        said = f"{claim['direction']} {said}".strip()
    return f"{said} per {claim['per']}" if claim["statistic"] == "rate" and claim["per"] else said


def _between(claim: Claim) -> str:
    """The words between the number and its group, where that follows at once: " of those "."""
    behind = str(claim["sentence"])[claim["end"] - claim["sentence_start"] :]
    at = behind.find(str(claim["group"])) if claim["group"] else -1
    return f" {behind[:at].strip()} ".replace("  ", " ") if 0 < at <= _GAP else ""


def counted(claim: Claim) -> str:
    """What a value counts, without the value: "US dollars, pledged", "percent of migrants", "minors"."""
    kind, group = str(claim["unit"]), str(claim["group"])
    if is_money(kind):
        return ", ".join(filter(None, (currency(kind), status(str(claim["status"])))))
    if kind == "percent":
        return f"percent: {group}" if group else kind
    return group or unit(kind, claim["value"])


def _bounded(claim: Claim) -> str:
    kind, how = str(claim["unit"]), str(claim["qualifier"])
    if how == "range" and not math.isnan(claim["low"]) and not math.isnan(claim["high"]):
        return f"{amount(claim['low'], kind)} to {amount(claim['high'], kind)}"
    if how == "vague":
        return str(claim["written"])
    sign = _hedge(claim) if how == "under" else ""
    return (f"{sign} " if sign else _SIGNS.get(how, "")) + amount(claim["value"], kind)


def _hedge(claim: Claim) -> str:
    """The text's own word for a figure below its number, where it stands right before: nearly is not less than."""
    first = claim["start"] - claim["sentence_start"]
    said = _below().search(str(claim["sentence"])[:first]) if first > 0 and claim["language"] == _LOCALE else None
    return " ".join(said[1].lower().split()) if said else ""


@lexicon.cached
def _below() -> re.Pattern[str]:
    """What ends in a word for a figure below its number; the longest word is tried first."""
    words = sorted(lexicon.words(_LOCALE, "hedges").get("under", []), key=len, reverse=True)
    written = "|".join(r"\s+".join(map(re.escape, word.split())) for word in words)
    return re.compile(rf"(?<!\w)({written or '(?!)'})\s+(?:an?\s+)?$", re.I)


def countries(codes: str, *, short: bool = False) -> str:
    """ "GTM|HND" -> "Guatemala, Honduras"; short: "Guatemala and 2 more"."""
    names = [gazetteer.name(code) for code in codes.split("|") if code]
    return f"{names[0]} and {len(names) - 1} more" if short and len(names) > _MANY else ", ".join(names)


def where(claim: Claim, *, short: bool = False) -> str:
    """The countries of a claim in one phrase: "United States → Mexico", "Libya", of aid "for Syria"."""
    roles = ("actor", "place", "origin", "destination")
    actor, place, origin, destination = (countries(str(claim[role]), short=short) for role in roles)
    kind = claim["measure"]
    if kind == "aid" and not destination:
        return actor or (f"for people from {origin}" if origin else "")
    if kind == "aid" and not actor:
        return f"for {destination}"
    if not destination:
        return place or actor or origin
    left = {"aid": actor, "remittance": actor, "return": actor or place or origin}.get(kind, origin)
    return f"{left} → {destination}" if left and left != destination else destination


def review(claim: Claim) -> str:
    """What a review says of a claim, where the library has one: "Corrected; it was read as 910"."""
    verdict = str(claim.get("review", "none"))
    if verdict == "corrected" and claim["read_value"] == claim["read_value"] != claim["value"]:
        return f"Corrected; it was read as {amount(claim['read_value'], claim['unit'])}"
    return {"accepted": "Accepted", "corrected": "Corrected", "rejected": "Rejected"}.get(verdict, "")


def period(first: str, last: str) -> str:
    """Two ISO days as a time: "1 Jan – 13 Sep 2023", "Jan – May 2021", "2021", "8 Jun 2021"."""
    if not first and not last:
        return ""
    if not first or not last:
        return f"from {day(first)}" if first else f"until {day(last)}"
    a, b = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    if a == b:
        return day(first)
    if (a.month, a.day, b.month, b.day) == (1, 1, 12, 31):
        return str(a.year) if a.year == b.year else f"{a.year}–{b.year}"
    same = (a.year, a.month) == (b.year, b.month)
    if a.day == 1 and (b + dt.timedelta(1)).day == 1:
        begins = "" if same else _said(a, "MMM – " if a.year == b.year else "MMM y – ")
        return begins + _said(b, "MMM y")
    if same:
        return f"{a.day}–{day(last)}"
    return f"{_said(a, 'd MMM' if a.year == b.year else 'd MMM y')} – {day(last)}"


def _said(at: dt.date, form: str) -> str:
    from babel import dates

    return str(dates.format_date(at, form, locale=_LOCALE))


def day(written: str) -> str:
    """2021-06-08 -> 8 Jun 2021; 2021-06 -> Jun 2021; 2021 -> 2021."""
    parts = [int(part) for part in written.split("-") if part]
    if len(parts) < 2:
        return written
    at = dt.date(parts[0], parts[1], parts[2] if len(parts) > 2 else 1)
    return _said(at, "d MMM y" if len(parts) > 2 else "MMM y")
