"""The types of the claims table in Arrow and Parquet, as pandas has them, without pandas."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from extract import lexicon
from extract.export import columns
from extract.export.rows import Row

if TYPE_CHECKING:
    import pyarrow as pa

_PANDAS = "3.1.0"  # whose way of naming types the metadata has; a constant, so that bytes do not hang on what is there
_ARROW = "26.0.0"
_NAMED = {"double": ("float64", "float64"), "int64": ("int64", "int64"), "large_string": ("object", "str")}
_PAGE = ("int64", "Int64")  # of pandas' types the one of whole numbers that may be missing


def of(names: Sequence[str], selection: str = "") -> pa.Schema:
    """The schema of these columns: numbers as floats, offsets as integers, closed lists as categories, else strings.

    selection: what stands in the column of that name, and in the metadata. The metadata tells pandas the types that
    `extract.table.frame` gives.
    """
    import pyarrow as pa

    known = _lists(selection)
    kinds = {
        **dict.fromkeys(columns.NUMBERS, pa.float64()),
        **dict.fromkeys(columns.WHOLE, pa.int64()),
        **dict.fromkeys(known, pa.dictionary(pa.int8(), pa.large_string())),
    }
    schema = pa.schema([(name, kinds.get(name, pa.large_string())) for name in names])
    about = {"pandas": json.dumps(_about(schema, known)), **({columns.SELECTION: selection} if selection else {})}
    return schema.with_metadata(about)


def table(rows: Iterable[Row], schema: pa.Schema) -> pa.Table:
    """Rows as an Arrow table of a schema; a word that is not in a column's list, or missing, is null there."""
    import pyarrow as pa

    found: dict[str, list[Any]] = {name: [] for name in schema.names}
    for row in rows:
        for name, values in found.items():
            values.append(row[name])
    known = _lists((schema.metadata.get(columns.SELECTION.encode()) or b"").decode())
    arrays = [
        _listed(found[field.name], known[field.name])
        if field.name in known
        else pa.array(_plain(found[field.name], field.name), field.type)
        for field in schema
    ]
    return pa.Table.from_arrays(arrays, schema=schema)


def _lists(selection: str) -> dict[str, tuple[str, ...]]:
    """The closed lists by column."""
    chosen = {columns.SELECTION: (selection,)} if selection else {}
    return {"measure": tuple(lexicon.shared("measures")), **columns.LISTS, **chosen}


def _listed(values: Sequence[str], known: Sequence[str]) -> pa.Array:
    import pyarrow as pa

    places = {word: place for place, word in enumerate(known)}
    codes = pa.array(map(places.get, values), pa.int8())
    return pa.DictionaryArray.from_arrays(codes, pa.array(known, pa.large_string()))


def _plain(values: Sequence[Any], name: str) -> list[Any]:
    if name in columns.NUMBERS:
        return [None if value is None else float(value) for value in values]
    if name in columns.WHOLE:
        return list(values)
    return [value if value is None else str(value) for value in values]


def _about(schema: pa.Schema, known: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """What pandas writes of its columns."""
    said = []
    for field in schema:
        kind, own = ("categorical", "int8") if field.name in known else _NAMED[str(field.type)]
        if field.name == "page":
            kind, own = _PAGE
        more = {"num_categories": len(known[field.name]), "ordered": False} if field.name in known else None
        said.append(
            {"name": field.name, "field_name": field.name, "pandas_type": kind, "numpy_type": own, "metadata": more}
        )
    creator = {"library": "pyarrow", "version": _ARROW}
    whole = {"index_columns": [], "column_indexes": [], "columns": said, "attributes": {}}
    return {**whole, "creator": creator, "pandas_version": _PANDAS}
