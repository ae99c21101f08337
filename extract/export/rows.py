"""The rows as they pass into a file: counted, checked, and as they hold after review."""

from __future__ import annotations

import contextlib
import math
import operator
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from extract.claim import COLUMNS
from extract.export import columns
from extract.export.errors import ExportError
from extract.export.texts import Texts

Row = dict[str, Any]


class Rows:
    """Rows of claims in the order of `columns`, each looked up in its document's text where the texts are given.

    count, documents: how many have passed, and the ids of their documents in order; failed: what the rows' own source
    raised, so that it is told from what the file's disk raises; selection: the filters that chose the rows in words,
    which then stand in each row, in a last column.
    """

    def __init__(self, given: Iterable[Sequence[Any]], names: Sequence[str], texts: Texts, selection: str = "") -> None:
        if missing := [name for name in COLUMNS if name not in names]:
            raise ExportError(f"the columns {', '.join(missing)} are missing; give the rows all of the claims table")
        if strange := [name for name in names if name not in columns.MEANINGS or name == columns.SELECTION]:
            raise ExportError(f"{', '.join(strange)}: no columns of the claims table; leave them out")
        self._given = given
        self._names = tuple(names)
        self.selection = selection
        self._chosen = {columns.SELECTION: selection} if selection else {}
        self.columns = (*names, *self._chosen)
        self.texts = texts
        self.count = 0
        self.documents: dict[str, None] = {}
        self.failed: Exception | None = None

    def __iter__(self) -> Iterator[Row]:
        """Each row by column, missing numbers None."""
        source = iter(self._given)
        while True:
            try:
                given = next(source)
            except StopIteration:
                return
            except Exception as error:
                self.failed = error
                raise
            row = self._row(given)
            self.texts.check(row)
            self.count += 1
            self.documents[row["document_id"]] = None
            yield row

    def _row(self, given: Sequence[Any]) -> Row:
        if len(given) != len(self._names):
            raise ExportError(f"row {self.count + 1} has {len(given)} cells for {len(self._names)} columns; give all")
        row = dict(zip(self._names, given, strict=True), **self._chosen)
        for name in (*columns.NUMBERS, *columns.WHOLE):
            if name in row:
                row[name] = _number(row[name], name, row)
        return row

    def held(self) -> Iterator[Row]:
        """The rows that hold after review: without the rejected, the reviewed value in the value's place."""
        return (kept for row in self if (kept := held(row)) is not None)


def held(row: Row) -> Row | None:
    """A row as it holds after review, the corrected value in the value's place; None for a rejected one.

    Bounds that were those of the value as read go, where nobody corrected them too.
    """
    review, read = row.get("review"), row["value"]
    if review != "corrected":
        return None if review == "rejected" else row
    value, low, high = row["reviewed_value"], row["low"], row["high"]
    if value == read:
        return row
    fits = value is not None and (low is None or read != low <= value) and (high is None or read != high >= value)
    return {**row, "value": value, **({} if fits else {"low": None, "high": None})}


def _number(value: Any, name: str, row: Row) -> int | float | None:
    """A number of a row, whole ones as int; None where it is missing (None, NaN, NA, empty)."""
    if value is None or type(value) is int:
        return value
    with contextlib.suppress(TypeError):
        return operator.index(value)
    try:
        if value == "" or value != value:
            return None
        number = float(value)
        if math.isfinite(number):
            return int(number) if number.is_integer() else number
    except (OverflowError, TypeError, ValueError):
        if str(value) == "<NA>":  # pandas' own, which is neither equal nor unequal to anything
            return None
    raise ExportError(f"claim {row['claim_id']}: {name} is {value!r}, which is no number; correct it")
