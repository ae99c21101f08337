"""The claims table as a Parquet file beside the library, so that a million claims open in about a second."""

from __future__ import annotations

import contextlib
import json
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Connection, select

from extract import atomic
from extract.library import documents, rows, schema, states
from extract.library.connections import Store
from extract.library.errors import stored
from extract.library.states import State

if TYPE_CHECKING:
    import pyarrow as pa
    from pyarrow import parquet

Made = TypeVar("Made")
_PART = 20_000  # rows that are made at once
_SHARE = 3  # a snapshot is made anew where more than a third of the documents changed
_KEY = b"migration-figures"


def table(store: Store, path: Path) -> pa.Table:
    """The claims as an Arrow table, from the snapshot if it is of today; else the snapshot is renewed first.

    Columns of words that come again are dictionary-encoded.

    Where it cannot be written, as in a read-only folder, the rows come from the database all the same.
    """
    with store.reading() as connection:
        state = states.of(connection)
    found = _read(path, state)
    return renewed(store, path) if found is None else found


class Columns:
    """The claims table of a snapshot, whose columns are read when they are asked for, and not kept."""

    def __init__(self, file: parquet.ParquetFile) -> None:
        self._file = file
        self.column_names: Sequence[str] = file.schema_arrow.names
        self.num_rows: int = file.metadata.num_rows

    def __getitem__(self, name: str) -> pa.ChunkedArray:
        return self._file.read(columns=[name], use_threads=False)[name]

    def chunks(self, name: str) -> Iterator[pa.Array]:
        """A column in parts, of which one is in memory at a time."""
        for batch in self._file.iter_batches(_PART, columns=[name], use_threads=False):
            yield batch.column(0)


def through(store: Store, path: Path, make: Callable[[Columns | pa.Table], Made]) -> Made:
    """What a function makes of the claims, column by column from the snapshot of today; else from the table.

    So only what it keeps is in memory, and one column besides.
    """
    import pyarrow as pa

    with store.reading() as connection:
        state = states.of(connection)
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError, pa.ArrowException), _opened(path) as file:
        if _is_of(file, state):
            return make(Columns(file))
    return make(renewed(store, path))


def renewed(store: Store, path: Path) -> pa.Table:
    """The rows of today, in the snapshot too if it can be written."""
    import pyarrow as pa

    old = _read(path, None)
    with store.reading() as connection:
        with stored(store.where):
            state = states.of(connection)
        if old is not None and _state(old) == state:
            return old
        table = None
        if old is not None:
            with contextlib.suppress(pa.ArrowException):  # rows of other types: all are made anew
                table = _merged(store, connection, old)
        if table is None:
            table = _made(store, connection, None)
    table = table.replace_schema_metadata({_KEY: _stamp(state)})
    with contextlib.suppress(OSError):
        _write(table, path)
    return table


def _write(table: pa.Table, path: Path) -> None:
    from pyarrow import parquet

    path.parent.mkdir(parents=True, exist_ok=True)  # the user's data folder, for a library at an address
    with atomic.writing(path) as out:
        parquet.write_table(
            table, out, compression="zstd", compression_level=1, write_page_checksum=True,
            use_dictionary=[field.name for field in table.schema if field.name not in rows.OWN],
        )  # fmt: skip


def _read(path: Path, state: State | None) -> pa.Table | None:
    """The snapshot, of that state if one is given; None where it is missing, damaged or another program's."""
    import pyarrow as pa

    try:
        with _opened(path) as file:
            return file.read() if _is_of(file, state) else None
    except (OSError, ValueError, KeyError, TypeError, pa.ArrowException):
        return None


def _opened(path: Path) -> parquet.ParquetFile:
    from pyarrow import parquet

    return parquet.ParquetFile(path, page_checksum_verification=True, memory_map=True)


def _is_of(file: parquet.ParquetFile, state: State | None) -> bool:
    """Whether a snapshot is this program's, and of that state if one is given."""
    said = (file.schema_arrow.metadata or {}).get(_KEY, b"")
    if not said or (state is not None and said != _stamp(state)):
        return False
    return bool(json.loads(said)["program"] == _program())


def _stamp(state: State) -> bytes:
    return json.dumps({**state._asdict(), "program": _program()}).encode()


def _program() -> str:
    """What the rows depend on besides the library: the program's version, the columns and their types."""
    columns = ", ".join(f"{field.name} {field.type}" for field in _schema())
    return f"{documents.extractor()} {schema.VERSION} {columns}"


def _state(table: pa.Table) -> State:
    said = json.loads(table.schema.metadata[_KEY])
    return State(said["library"], said["number"], said["token"])


def _schema() -> pa.Schema:
    import pyarrow as pa

    return pa.schema(rows.kinds())


def _made(store: Store, connection: Connection, document_ids: Sequence[str] | None) -> pa.Table:
    """The rows of documents, of all or of some, from the database."""
    with stored(store.where):
        return _table(rows.of(connection, document_ids))


def _table(found: Iterable[Sequence[Any]]) -> pa.Table:
    """Rows -> an Arrow table."""
    import pyarrow as pa

    wanted = _schema()
    parts = []
    left = iter(found)
    while part := list(islice(left, _PART)):
        columns = zip(*part, strict=True)
        arrays = [_array(values, field.type) for values, field in zip(columns, wanted, strict=True)]
        parts.append(pa.RecordBatch.from_arrays(arrays, schema=wanted))
    return pa.Table.from_batches(parts, schema=wanted).unify_dictionaries()


def _array(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    import pyarrow as pa

    if pa.types.is_dictionary(kind):
        return pa.array(values, pa.string()).dictionary_encode()
    return pa.array(values, kind)


def _merged(store: Store, connection: Connection, old: pa.Table) -> pa.Table | None:
    """The old rows of unchanged documents with the new ones of the others; None where all is better made anew."""
    import pyarrow as pa

    state = _state(old)
    if not states.passed(connection, state):
        return None
    d = schema.documents.c
    changed = list(connection.execute(select(d.document_id).where(d.changed > state.number)).scalars())
    names = documents.ids(connection)
    if len(changed) * _SHARE > len(names):
        return None
    dirty = sorted({*changed, *(_names(old) - set(names))})
    new = _made(store, connection, changed)
    pieces = [piece for pair in _pieces(old, new, dirty) for piece in pair if piece.num_rows]
    return pa.concat_tables(pieces).combine_chunks().unify_dictionaries() if pieces else new


def _names(table: pa.Table) -> set[str]:
    return set(table["document_id"].unique().to_pylist())


def _pieces(old: pa.Table, new: pa.Table, dirty: Sequence[str]) -> Iterator[tuple[pa.Table, pa.Table]]:
    """The old rows up to each document that changed, and its new ones; both tables are in the documents' order."""
    before, after = _Runs(old), _Runs(new)
    start = 0
    for name in dirty:
        first, last = before.span(name)
        yield old.slice(start, first - start), new.slice(after.span(name)[0], after.length(name))
        start = last
    yield old.slice(start), new.slice(0, 0)


class _Runs:
    """Where the rows of each document stand in a table that is in the documents' order."""

    def __init__(self, table: pa.Table) -> None:
        import pyarrow.compute as pc

        runs = pc.run_end_encode(table["document_id"].combine_chunks().cast("string")) if table.num_rows else None
        self._names: list[str] = runs.values.to_pylist() if runs is not None else []
        self._starts: list[int] = [0, *runs.run_ends.to_pylist()] if runs is not None else [0]

    def span(self, name: str) -> tuple[int, int]:
        """The first row of a document, and the one behind its last; where it would stand, if it has none."""
        return self._starts[bisect_left(self._names, name)], self._starts[bisect_right(self._names, name)]

    def length(self, name: str) -> int:
        """How many rows a document has."""
        first, last = self.span(name)
        return last - first
