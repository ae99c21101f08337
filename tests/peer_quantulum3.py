"""quantulum3's reading of texts as items that the scorer knows; runs in an environment of its own (tests/peers.py).

Standard input: a text a line, as JSON {"id", "text"}. Standard output: {"id", "pred": [items]}.

How its quantities are read, in its favour where there is a choice:
- a currency is its ISO 4217 code, a cent is `cent`; of a compound ("dollars a year") the currency counts
- percentage, also as a part of a compound, and "per cent", which it takes for "per" and a cent -> percent
- units of time -> duration; every other unit -> number with that unit
- an amount in brackets, which it takes for a debt, is not negative
- it names no counted thing: "300 workers" is 300 without a unit
- value and uncertainty of a range ("20 to 30") -> low and high
- it knows no dates: a bare number from 1900 to 2099 in four digits is taken for a year and not held against it
- "half" without a unit is a fraction, which the scorer reads as 50 percent
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from typing import Any

CURRENCIES = {
    "dollar": "USD", "euro": "EUR", "pound sterling": "GBP", "yen": "JPY", "cent": "cent", "yuan": "CNY",
    "renminbi": "CNY", "rupee": "INR", "indian rupee": "INR", "won": "KRW", "ruble": "RUB", "swiss franc": "CHF",
    "peso": "MXN",
}  # fmt: skip
TIMES = {"second", "minute", "hour", "day", "week", "month", "year", "decade", "century"}


def item(quantity: Any) -> dict[str, Any]:
    """A quantity of quantulum3 as an item."""
    surface, value = quantity.surface or "", float(quantity.value)
    value = abs(value) if surface.startswith("(") else value
    kind, named = _kind(quantity.unit, surface, value)
    wide = quantity.uncertainty or 0
    start, end = quantity.span
    return {
        "start": max(start, 0), "end": end, "type": kind, "unit": named, "timex": None,
        "value": None if wide else value,
        "low": value - wide if wide else None, "high": value + wide if wide else None,
    }  # fmt: skip


def _kind(unit: Any, surface: str, value: float) -> tuple[str, str]:
    """The type and the unit of an item."""
    bases = [base["base"] for base in unit.dimensions]
    if "percentage" in bases or unit.name == "per cent":
        return "percent", "percent"
    money = next((base for base in bases if base in CURRENCIES), None)
    if getattr(unit, "currency_code", None) or unit.entity.name == "currency" or money:
        return "money", getattr(unit, "currency_code", None) or CURRENCIES.get(money or unit.name, unit.name)
    if unit.name in TIMES:
        return "duration", unit.name
    if unit.name != "dimensionless":
        return "number", unit.name
    if re.fullmatch(r"(?:19|20)\d\d", surface.strip()):
        return "date", ""
    if 0 < value < 1 and not re.search(r"\d", surface):
        return "percent", "fraction"
    return "number", ""


def reader() -> Callable[[dict[str, Any]], list[dict[str, Any]]]:
    """What gives the items of a text."""
    from quantulum3 import parser  # type: ignore[import-not-found]  # only in the environment of its own

    return lambda row: [item(quantity) for quantity in parser.parse(row["text"])]


def main() -> None:
    """Read texts, write items."""
    read = reader()
    for line in sys.stdin:
        asked = json.loads(line)
        print(json.dumps({"id": asked["id"], "pred": read(asked)}))


if __name__ == "__main__":
    main()
