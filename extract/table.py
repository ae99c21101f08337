"""Claims -> DataFrame: types, reviews, totals; used by the command line and the dashboard alike."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from extract import lexicon
from extract.claim import COLUMNS, MODALITIES, NUMBERS, QUALIFIERS, ROLES, STATISTICS, STATUSES, VERDICTS, Claim

if TYPE_CHECKING:
    import pyarrow as pa

CATEGORIES = {
    "qualifier": QUALIFIERS,
    "statistic": STATISTICS,
    "status": STATUSES,
    "modality": MODALITIES,
}
CATEGORICAL = ("measure", *CATEGORIES)
_VERDICTS = (*VERDICTS, "none")
OFFSETS = ("start", "end", "sentence_start", "sentence_end")


def frame(claims: Iterable[Claim]) -> pd.DataFrame:
    """Claims as a table: one row a claim, the columns of DESIGN's claims table in their order.

    value, low, high are floats (missing NaN), offsets integers, page a nullable integer, the closed lists categories,
    all else strings; dates are ISO 8601 days as strings, missing ones empty.
    """
    table = pd.DataFrame.from_records(list(claims), columns=list(COLUMNS))
    for column in NUMBERS:
        table[column] = table[column].astype("float64")
    for column in OFFSETS:
        table[column] = table[column].astype("int64")
    table["page"] = table["page"].astype("Int64")
    for column in table.columns:
        if column in CATEGORICAL:
            named = table[column].where(table[column] != "", None)
            known = CATEGORIES.get(column) or measures()
            table[column] = pd.Categorical(named, categories=known)
        elif column not in (*NUMBERS, *OFFSETS, "page"):
            table[column] = table[column].astype("str")
    return table


def of_arrow(claims: pa.Table) -> pd.DataFrame:
    """An Arrow table of claims with the same types; its strings may be dictionary-encoded, missing words null or empty.

    The library's review columns may stand behind the claim's own.
    """
    import pyarrow as pa
    from pyarrow import compute as pc

    names = claims.column_names
    listed = [name for name in names if name in (*CATEGORICAL, "review")]
    rest = claims.drop_columns(listed)
    for at, name in enumerate(rest.column_names):
        if name == "page":
            rest = rest.set_column(at, name, rest[name].cast(pa.int32()))  # so that it is told from the offsets
        elif pa.types.is_dictionary(rest.schema.field(at).type):
            rest = rest.set_column(at, name, rest[name].cast(pa.large_string()))
    words = pd.StringDtype(na_value=np.nan)
    kinds: dict[pa.DataType, Any] = {pa.string(): words, pa.large_string(): words, pa.int32(): pd.Int64Dtype()}
    table: pd.DataFrame = rest.to_pandas(types_mapper=kinds.get)
    for name in listed:
        known = _VERDICTS if name == "review" else CATEGORIES.get(name) or measures()
        places = pc.index_in(claims[name].cast(pa.large_string()), value_set=pa.array(known, pa.large_string()))
        codes = places.fill_null(-1).to_numpy()  # a missing word, or one that is not in the list, is none
        column = pd.Categorical.from_codes(codes, dtype=_closed(known), validate=False)
        table.insert(names.index(name), name, pd.Series(column))
    return table


@functools.cache
def _closed(known: tuple[str, ...]) -> pd.CategoricalDtype:
    return pd.CategoricalDtype(list(known))


def measures() -> tuple[str, ...]:
    """The measures in the order of menus."""
    return tuple(lexicon.shared("measures"))


def claims(table: pd.DataFrame) -> Iterator[Claim]:
    """The rows as claims again: missing numbers None, missing words empty."""
    return map(Claim._make, rows(table[list(COLUMNS)]))


def rows(table: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    """The rows as tuples of all columns: missing numbers None, missing words empty."""
    plain = table.astype(object)
    numbers = [column in (*NUMBERS, *OFFSETS, "page", "reviewed_value") for column in table.columns]
    for row in plain.where(plain.notna(), None).itertuples(index=False, name=None):
        yield tuple("" if value is None and not number else value for value, number in zip(row, numbers, strict=True))


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as dictionaries by column: missing categories empty, missing numbers NaN."""
    columns = []
    for name in table.columns:
        column = table[name]
        strings = isinstance(column.dtype, pd.StringDtype)  # Arrow hands them over in a tenth of the time
        values = column.array.__arrow_array__().to_pylist() if strings else column.tolist()
        columns.append(["" if value != value else value for value in values] if name in CATEGORICAL else values)
    names = list(map(str, table.columns))
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def reviewed(table: pd.DataFrame) -> pd.DataFrame:
    """The rows as reviews leave them, for charts and totals: corrected values, without what was rejected.

    read_value: the values as they were read. A table without the library's review columns is as it was.
    """
    if "review" not in table.columns:
        return table
    return holding(table[table["review"] != "rejected"])


def holding(table: pd.DataFrame) -> pd.DataFrame:
    """All rows with the values that hold; read_value: as they were read, which is what holds of rejected ones."""
    if "review" not in table.columns:
        return table
    corrected = table["reviewed_value"].where(table["review"] == "corrected", table["value"])
    return table.assign(value=corrected, read_value=table["value"])


def total(table: pd.DataFrame) -> tuple[float | None, str]:
    """The sum of the rows' values as reviewed, or None and the reason why they may not be added.

    Added are only rows of one measure, unit, statistic level and status, each told once, counted as reported, with
    periods that do not overlap, of one place.
    """
    rows = reviewed(table)
    rows = rows[rows["repeats"] == ""]
    if rows.empty:
        return None, "there is nothing to add"
    for column, said in (("measure", "measures"), ("unit", "units"), ("status", "statuses")):
        if rows[column].nunique(dropna=False) > 1:
            return None, f"the rows have different {said}"
    if (rows["statistic"] != "level").any():
        return None, "shares, changes and rates do not add up"
    if (rows["modality"] != "reported").any():
        return None, "plans and forecasts are no counts"
    if rows[list(ROLES)].drop_duplicates().shape[0] > 1:
        return None, "the rows are about different countries"
    spans = rows[["period_start", "period_end"]].sort_values("period_start")
    if len(rows) > 1 and (
        (spans == "").any(axis=None)
        or (spans["period_start"].iloc[1:].to_numpy() <= spans["period_end"].iloc[:-1].to_numpy()).any()
    ):
        return None, "the rows' times overlap or are not stated"
    if rows["value"].isna().any():
        return None, "some of the values are not known"
    return float(rows["value"].sum()), ""
