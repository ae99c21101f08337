"""Rows for humanitarian tools: a row of headers, a row of HXL tags, the figures as they hold after review.

Three files: all figures (`write_long`), people counted (people.py), amounts of aid (aid.py). Unknown is an empty cell.
A tool that asks for #indicator+num or #country+code gets the first column that has these and a value in the row: value
stands before its bounds, place before the other countries. Who wants places alone asks for
#country+code-actor-origin-dest.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from typing import IO, NamedTuple

from extract import lexicon
from extract.export import columns, links
from extract.export.rows import Row, Rows
from extract.export.tables import cell, lines
from extract.export.texts import Texts

Value = Callable[[Row], object]
# IATI's transaction types; appeals and budgets have none
IATI = {"pledge": "12", "commitment": "2", "disbursement": "3"}


class Column(NamedTuple):
    """A column of an HXL file: its header, its tag, and its value in a row; by default the row's own column."""

    header: str
    tag: str
    of: Value | None = None


def status_code(row: Row) -> str:
    """The IATI transaction type of aid: pledge -> 12; empty where it has none."""
    return IATI.get(row["status"], "")


def currency(row: Row) -> str:
    """The ISO 4217 code of an amount of money, else empty."""
    return row["unit"] if row["unit"] in _currencies() else ""


@lexicon.cached
def _currencies() -> frozenset[str]:
    return frozenset(row["code"] for row in lexicon.rows("currencies.csv"))


STATUS = (Column("status", "#status+name"), Column("iati_type", "#status+code+iati", status_code))
WHO = (
    Column("group", "#x_group+name"),
    Column("place", "#country+code"),
    Column("actor", "#country+code+actor"),
    Column("origin", "#country+code+origin"),
    Column("destination", "#country+code+dest+list"),
)
PERIOD = (Column("period_start", "#date+start"), Column("period_end", "#date+end"))
SOURCE = (
    Column("published", "#date+reported"),
    Column("said_by", "#meta+attribution"),
    Column("publisher", "#meta+source"),
    Column("sentence", "#description+sentence"),
)
LINKS = (
    Column("url", "#meta+url"),
    Column("deep_link", "#meta+url+fragment"),
    Column("document_id", "#meta+id+doc"),
)
SELECTION = Column(columns.SELECTION, "#meta+selection")  # the last, where the rows are chosen ones
REVIEW = Column("review", "#meta+review", lambda row: row.get("review", ""))  # says where a value is not as read
LONG = (
    Column("claim_id", "#meta+id"),
    Column("measure", "#indicator+code"),
    Column("value", "#indicator+num"),
    Column("low", "#indicator+num+low"),
    Column("high", "#indicator+num+high"),
    Column("unit", "#indicator+unit"),
    Column("statistic", "#indicator+type"),
    Column("currency", "#currency+code", currency),
    *STATUS,
    Column("qualifier", "#meta+qualifier"),
    *WHO,
    *PERIOD,
    *SOURCE,
    Column("start", "#meta+offset+start"),
    Column("end", "#meta+offset+end"),
    *LINKS,
    Column("direction", "#indicator+direction"),
    Column("per", "#indicator+per"),
    Column("modality", "#meta+modality"),  # else a forecast or a denied figure looks like a count
    Column("via", "#country+code+via+list"),
    REVIEW,
)


def write_long(rows: Rows, out: IO[bytes]) -> int:
    """All figures that hold, a row each."""
    return write(LONG, rows.held(), rows, out)


def of(given: Sequence[Column], selection: str) -> Sequence[Column]:
    """The columns of a file, with that of the filters where there are any."""
    return (*given, SELECTION) if selection else given


def write(given: Sequence[Column], held: Iterable[Row], rows: Rows, out: IO[bytes]) -> int:
    """Headers, tags and a line for each of the rows that are held, with its link into its page; how many."""
    linked = _Linked(rows.texts)
    heads = of(given, rows.selection)
    count = 0
    with lines(out) as text:
        writer = csv.writer(text)
        writer.writerow([column.header for column in heads])
        writer.writerow([column.tag for column in heads])
        for row in held:
            count += 1
            row["deep_link"] = linked.to(row)
            writer.writerow([cell(column.of(row) if column.of else row[column.header]) for column in heads])
    return count


class _Linked:
    """Links into the pages of documents; without their texts a sentence is looked for by its own words alone."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._last: tuple[str, links.Page] | None = None

    def to(self, row: Row) -> str:
        if not row["url"] or row["page"] is not None:  # of a PDF the number of the page is enough
            return links.to(row["url"], None, 0, 0, row["page"])
        if not self._texts.given:
            page = links.Page(row["sentence"])
            return links.to(row["url"], page, 0, len(row["sentence"]))
        if self._last is None or self._last[0] != row["document_id"]:
            document = self._texts.of(row["document_id"], row["claim_id"])
            self._last = (row["document_id"], links.Page(document.text))
        return links.to(row["url"], self._last[1], row["sentence_start"], row["sentence_end"])
