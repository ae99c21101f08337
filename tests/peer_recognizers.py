"""Recognizers-Text's reading of texts as items that the scorer knows; runs in an environment of its own.

Standard input: a text a line, as JSON {"id", "text", "ref_date"}. Standard output: {"id", "pred": [items]}.

tests/peers.py starts it. Its recognizers of numbers, percentages, currencies, dimensions, temperatures and times are
all asked (its Python port has none of ranges). How their answers are read, in its favour where there is a choice:
- a currency is the ISO 4217 code it gives, or that of its name ("Dollar" -> USD); a cent is `cent`
- a duration has the number and unit of its TIMEX ("P2Y"); a span of dates keeps its TIMEX, of which the scorer takes
  the length where a length is wanted; dates and clock times are outside of what the set labels
- a number within a currency, percentage or dimension of the same value, or within a time, is the same thing
- where two of the others overlap, the longer stands
- it names no counted thing: "300 workers" is 300 without a unit
- "half" is a fraction, which the scorer reads as 50 percent
"""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
from collections.abc import Callable
from typing import Any

CURRENCIES = {
    "Dollar": "USD", "United States dollar": "USD", "Euro": "EUR", "Pound": "GBP", "British pound": "GBP",
    "Cent": "cent", "Rupee": "INR", "Indian rupee": "INR", "Peso": "MXN", "Yen": "JPY", "Japanese yen": "JPY",
    "Yuan": "CNY", "Chinese yuan": "CNY", "Won": "KRW", "Franc": "CHF",
}  # fmt: skip
SPANS = {"P": {"Y": "year", "M": "month", "W": "week", "D": "day"}, "T": {"H": "hour", "M": "minute", "S": "second"}}
Item = dict[str, Any]


def item(kind: str, found: Any) -> Item | None:
    """An answer of a recognizer as an item; none where it has no value or is an hour of a day."""
    said = found.resolution or {}
    base: Item = {
        "start": found.start, "end": found.end + 1, "unit": "", "timex": None, "value": None, "low": None, "high": None
    }  # fmt: skip
    if kind == "time":
        return _time(base, found.type_name, (said.get("values") or [{}])[-1])
    if not re.fullmatch(r"-?[\d.eE+-]+%?", str(said.get("value"))):
        return None
    value = float(str(said["value"]).rstrip("%"))
    named = said.get("unit") or ""
    if kind == "money":
        return {**base, "type": kind, "value": value, "unit": said.get("isoCurrency") or CURRENCIES.get(named, named)}
    if kind == "percent":
        return {**base, "type": kind, "value": value, "unit": "percent"}
    if kind == "number" and 0 < value < 1 and not re.search(r"\d", found.text):
        return {**base, "type": "percent", "value": value, "unit": "fraction"}
    return {**base, "type": "number", "value": value, "unit": named.lower()}


def _time(base: Item, name: str, said: dict[str, str]) -> Item | None:
    timex = said.get("timex", "")
    length = re.fullmatch(r"(P)T?([\d.]+)([YMWDHS])", timex)
    if name.endswith(".duration") and length:
        unit = SPANS["T" if "T" in timex else "P"].get(length[3], "")
        return {**base, "type": "duration", "value": float(length[2]), "unit": unit, "timex": timex}
    if name.endswith((".date", ".daterange")):
        return {**base, "type": "date" if name.endswith(".date") else "period", "timex": timex}
    return {**base, "type": "date", "timex": timex}


def kept(found: list[Item]) -> list[Item]:
    """The items without those that are a part of another; found holds plain numbers last."""
    plain = [one for one in found if one["unit"] in ("", "fraction") and one["type"] in ("number", "percent")]
    rich = [one for one in found if not any(one is other for other in plain)]
    chosen: list[Item] = []
    for one in sorted(rich, key=lambda one: one["start"] - one["end"]):
        if not any(_overlap(one, other) for other in chosen):
            chosen.append(one)
    alone = [one for one in plain if not any(_overlap(one, other) and _same(one, other) for other in chosen)]
    return sorted([*chosen, *alone], key=lambda one: one["start"])


def _same(number: Item, other: Item) -> bool:
    return other["type"] in ("date", "period", "duration") or number["value"] == other["value"]


def _overlap(a: Item, b: Item) -> bool:
    return bool(a["start"] < b["end"] and b["start"] < a["end"])


def reader() -> Callable[[dict[str, Any]], list[Item]]:
    """What gives the items of a text, published on the day that it names."""
    import recognizers_suite as suite  # type: ignore[import-not-found]  # only in the environment of its own

    asked = {
        "time": suite.recognize_datetime, "money": suite.recognize_currency, "percent": suite.recognize_percentage,
        "measure": suite.recognize_dimension, "temperature": suite.recognize_temperature,
        "number": suite.recognize_number,
    }  # fmt: skip

    def read(row: dict[str, Any]) -> list[Item]:
        day = dt.datetime.fromisoformat((row.get("ref_date") or "2022-01-01")[:10])
        found = []
        for kind, ask in asked.items():
            answers = ask(row["text"], "en-us", reference=day) if kind == "time" else ask(row["text"], "en-us")
            found += [one for one in (item(kind, answer) for answer in answers) if one]
        return kept(found)

    return read


def main() -> None:
    """Read texts, write items."""
    read = reader()
    for line in sys.stdin:
        row = json.loads(line)
        print(json.dumps({"id": row["id"], "pred": read(row)}))


if __name__ == "__main__":
    main()
