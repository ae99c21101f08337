"""The HXL file of aid: amounts of money from donor to recipient, with the tags of OCHA's Financial Tracking Service.

Each amount stands in the column of its status, so that no sum over a column adds what was paid to what was promised,
and status and IATI transaction type stand beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from extract import gazetteer
from extract.export import hxl
from extract.export.hxl import Column
from extract.export.rows import Row, Rows

# #value+funding+total is what was paid and nothing else, for a tool that asks for it gets whichever column has a value
_AMOUNTS = {
    "disbursement": ("paid", "#value+funding+total"),
    "commitment": ("committed", "#value+funding+committed"),
    "pledge": ("pledged", "#value+pledged"),
    "appeal": ("asked_for", "#value+required"),
    "budget": ("budgeted", "#value+budgeted"),
    "": ("status_not_stated", "#value+unstated"),
}
_TOLD = ("reported", "planned")  # a plan to give is a pledge; forecasts, conditions and denials are no money


def is_amount(row: Row) -> bool:
    """Whether a row is an amount of aid: a level of money, told for the first time; planned payments are none yet."""
    if row["measure"] != "aid" or row["value"] is None or not hxl.currency(row):
        return False
    if row["statistic"] != "level" or row["repeats"]:
        return False
    return row["modality"] == "reported" or (row["modality"] in _TOLD and row["status"] != "disbursement")


def _value(status: str) -> hxl.Value:
    return lambda row: row["value"] if row["status"] == status else None


def _donors(row: Row) -> str:
    """The names of the donors, who are countries and unions of them."""
    return "|".join(gazetteer.name(code) for code in row["actor"].split("|") if code)


def _decision(row: Row) -> str:
    """The day of the aid, where the text says one day; a span of time is no date of a decision."""
    return str(row["period_start"]) if row["period_start"] == row["period_end"] else ""


COLUMNS = (
    Column("claim_id", "#meta+id"),
    *(Column(header, tag, _value(status)) for status, (header, tag) in _AMOUNTS.items()),
    Column("low", "#value+low"),
    Column("high", "#value+high"),
    Column("currency", "#currency+code", hxl.currency),
    *hxl.STATUS,
    Column("modality", "#status+told"),
    Column("qualifier", "#meta+qualifier"),
    Column("donor_names", "#org+name+funder+list", _donors),
    Column("donor", "#country+iso3+funder+list", lambda row: row["actor"]),
    Column("recipient", "#country+iso3+impl+list", lambda row: row["destination"]),
    Column("decision", "#date+decision", _decision),
    *hxl.PERIOD,
    *hxl.SOURCE,
    *hxl.LINKS,
    hxl.REVIEW,
)


def write(rows: Rows, out: IO[bytes]) -> int:
    """The amounts of aid that hold, a row each, its value in the column of its status."""
    return hxl.write(COLUMNS, _amounts(rows), rows, out)


def _amounts(rows: Rows) -> Iterator[Row]:
    return (row for row in rows.held() if is_amount(row))
