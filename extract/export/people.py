"""The HXL file of people: counts of people affected, each in the column of what befell them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO

from extract import lexicon, words
from extract.export import hxl
from extract.export.hxl import Column
from extract.export.rows import Row, Rows

REFUGEES = "refugees"
# displaced, refugees and killed are attributes of HXL's own; HXL has no words for the others
_ATTRIBUTES = {
    "displacement": "displaced",
    "death": "killed",
    "detention": "detained",
    "encounter": "encountered",
    "return": "returned",
    "arrival": "arrived",
    "asylum": "asylum",
    "admission": "admitted",
    "rescue": "rescued",
    "stock": "present",
}
_NOT_AFFECTED = ("personnel",)  # people, but who act
_OF_REFUGEES = ("displacement", "stock")  # measures whose people may be refugees as such, not by what befell them


def kind(row: Row) -> str:
    """What befell the people of a row, as an HXL attribute: displaced, refugees, killed …; empty where it is no count.

    A count is a level of people, told as reported and for the first time, with a value.
    """
    counts = row["unit"] == "people" and row["statistic"] == "level" and row["modality"] == "reported"
    if not counts or row["repeats"] or row["value"] is None or row["measure"] not in _affected():
        return ""
    if row["measure"] in _OF_REFUGEES and _refugees(row["group"], row["language"]):
        return REFUGEES
    return _affected()[row["measure"]]


@lexicon.cached
def _affected() -> dict[str, str]:
    """The measures of people affected with their HXL attributes; one of the user's own has its own name."""
    cards = lexicon.shared("measures").items()
    names = [name for name, card in cards if card.get("counts") == "people" and name not in _NOT_AFFECTED]
    return {name: _ATTRIBUTES.get(name, re.sub(r"\W", "_", name)) for name in names}


def _refugees(group: str, language: str) -> bool:
    """Whether refugees are counted, and nobody together with them ("refugees and migrants")."""
    said = set(words.of(group, 0, len(group)).folded)
    return bool(said & lexicon.listed(language, "groups", REFUGEES)) and not said & lexicon.listed(
        language, "grammar", "and"
    )


def columns() -> tuple[Column, ...]:
    """The columns: one for each of what befell people, and where, when and who said so."""
    kinds = list(_affected().values())
    kinds.insert(kinds.index("displaced") + 1, REFUGEES)
    return (
        Column("claim_id", "#meta+id"),
        *(Column(name, f"#affected+{name}", _value(name)) for name in kinds),
        Column("qualifier", "#meta+qualifier"),
        *hxl.WHO,
        *hxl.PERIOD,
        *hxl.SOURCE,
        *hxl.LINKS,
        hxl.REVIEW,
    )


def _value(name: str) -> hxl.Value:
    return lambda row: row["value"] if row["kind"] == name else None


def write(rows: Rows, out: IO[bytes]) -> int:
    """The counts of people that hold, a row each, its value in one column."""
    return hxl.write(columns(), _counts(rows), rows, out)


def _counts(rows: Rows) -> Iterator[Row]:
    for row in rows.held():
        row["kind"] = kind(row)
        if row["kind"]:
            yield row
