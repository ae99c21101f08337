"""Claims -> DataFrame: types, filters, totals; used by the command line and the dashboard alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from extract import gazetteer, lexicon
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

    found: dict[str, Any] = {}
    for name in claims.column_names:
        column = claims[name]
        if name in (*CATEGORICAL, "review"):
            known = _VERDICTS if name == "review" else CATEGORIES.get(name) or measures()
            listed = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
            found[name] = listed.combine_chunks().to_pandas().cat.set_categories(list(known))
        elif name == "page":
            found[name] = column.to_pandas(types_mapper={pa.int64(): pd.Int64Dtype()}.get)
        elif pa.types.is_dictionary(column.type):
            found[name] = pc.cast(column, pa.large_string()).to_pandas().astype("str")
        else:
            found[name] = column.to_pandas()
    return pd.DataFrame(found)


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
        values = table[name].tolist()
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


def countries(table: pd.DataFrame, role: str = "") -> dict[str, int]:
    """The codes in any role, or in one, with how many claims name each, the most named first."""
    counts: dict[str, int] = {}
    for cells in zip(*(table[name] for name in _roles(role)), strict=True):
        for code in {code for cell in cells for code in cell.split("|") if code}:
            counts[code] = counts.get(code, 0) + 1
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _roles(role: str) -> Sequence[str]:
    return (role,) if role else ROLES


def select(
    table: pd.DataFrame,
    *,
    countries: Sequence[str] = (),
    role: str = "",
    measures: Sequence[str] = (),
    publishers: Sequence[str] = (),
    years: tuple[int, int] | None = None,
    text: str = "",
) -> pd.DataFrame:
    """The rows that fit every filter given, in their order; an empty filter takes all.

    A claim fits a country if it names it, or a region with it among its members, in the role (any without one).
    years: the claim's time touches them, first and last included; claims without a time fit only without this filter.
    """
    keep = pd.Series(True, index=table.index)
    if countries:
        wanted = set(countries)
        masks = [table[name].map(lambda cell: _names(cell, wanted)) for name in _roles(role)]
        keep &= pd.concat(masks, axis=1).any(axis=1)
    if measures:
        keep &= table["measure"].isin(list(measures))
    if publishers:
        keep &= table["publisher"].isin(list(publishers))
    if years:
        first, last = table["period_start"].str[:4], table["period_end"].str[:4]
        keep &= (first != "") & (first <= str(years[1])) & ((last == "") | (last >= str(years[0])))
    if text:
        keep &= table["sentence"].str.contains(text, case=False, regex=False)
    return table[keep]


def _names(cell: str, wanted: set[str]) -> bool:
    return any(code in wanted or wanted.intersection(gazetteer.members(code)) for code in cell.split("|") if code)


def newest_first(table: pd.DataFrame) -> pd.DataFrame:
    """The rows by day of publication, the newest first; those of a document in reading order."""
    days = table["published"].str.ljust(10, "-")
    order = pd.DataFrame({"published": days, "document": table["document_id"], "start": table["start"]})
    order = order.sort_values(["published", "document", "start"], ascending=[False, True, True], kind="stable")
    return table.loc[order.index].reset_index(drop=True)


class Overview(NamedTuple):
    """How much a table holds; first and last: the days that its claims' times span, empty where none has one."""

    claims: int
    documents: int
    publishers: int
    countries: int
    first: str
    last: str


def overview(table: pd.DataFrame) -> Overview:
    """Counts of claims, documents, publishers and countries named (regions are none), and the time that they cover."""
    first, last = (table.loc[table[name] != "", name] for name in ("period_start", "period_end"))
    return Overview(
        len(table),
        table["document_id"].nunique(),
        table.loc[table["publisher"] != "", "publisher"].nunique(),
        sum(gazetteer.members(code) == (code,) for code in countries(table)),
        first.min() if len(first) else "",
        last.max() if len(last) else "",
    )


def years(table: pd.DataFrame) -> list[int]:
    """The years that the claims' times touch first or last, and those between."""
    stated = [int(day[:4]) for name in ("period_start", "period_end") for day in table[name] if day]
    return list(range(min(stated), max(stated) + 1)) if stated else []


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
