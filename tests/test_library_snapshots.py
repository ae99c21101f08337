"""library: the snapshot of the claims is what the database holds, or it is not used."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from libraries import OTHER, TEXT, add, claims, document
from pyarrow import parquet

from extract.library import Library, snapshots

NAMES = [f"{name}.txt" for name in ("a", "b", "c", "d", "e", "é")]


def fill(library: Library) -> None:
    add(library, *(document(f"Mexico detained {n},000 migrants. {OTHER}", name) for n, name in enumerate(NAMES, 2)))
    library.frame()


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with its snapshot."""
    path = tmp_path_factory.mktemp("filled") / "library.sqlite"
    with Library.open(path) as library:
        fill(library)
    return path


@pytest.fixture
def library(made_once: Path, tmp_path: Path) -> Iterator[Library]:
    """A copy of it, for a test to change."""
    shutil.copytree(made_once.parent, tmp_path, dirs_exist_ok=True)
    with Library.open(tmp_path / made_once.name) as opened:
        yield opened


def snapshot(library: Library) -> Path:
    return library._snapshot


def anew(library: Library) -> pd.DataFrame:
    """The table without any snapshot."""
    snapshot(library).unlink(missing_ok=True)
    return library.frame()


def made(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What is read from the database from now on: None for all documents, else their names."""
    said: list[object] = []
    real = snapshots._made
    monkeypatch.setattr(
        snapshots, "_made", lambda store, connection, ids: (said.append(ids), real(store, connection, ids))[1]
    )
    return said


def test_a_snapshot_of_today_is_read_without_the_database(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    said = made(monkeypatch)
    assert len(library.frame()) == len(claims(library))
    assert said == []


CHANGES: dict[str, Callable[[Library], object]] = {
    "first added": lambda library: add(library, document(TEXT, "0.txt")),
    "last added": lambda library: add(library, document(TEXT, "ü.txt")),
    "one between added": lambda library: add(library, document(TEXT, "c1.txt")),
    "one changed": lambda library: add(library, document(TEXT, "c.txt")),
    "one without figures": lambda library: add(library, document("Nothing.", "c.txt")),
    "first removed": lambda library: library.remove(["a.txt"]),
    "last removed": lambda library: library.remove(["é.txt"]),
    "one between removed": lambda library: library.remove(["c.txt"]),
    "one reviewed": lambda library: library.review(claims(library)[2].claim_id, "corrected", {"value": "7"}),
    "a copy added": lambda library: add(library, document(library.text("b.txt").text, "z.txt", "2021-06-09")),
    "an original added": lambda library: add(library, document(library.text("b.txt").text, "z.txt", "2021-06-07")),
    "nothing": lambda _: None,
    "all removed": lambda library: library.remove([row.document_id for row in library.documents()]),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_renewed_snapshot_is_the_one_made_anew(library: Library, change: str) -> None:
    CHANGES[change](library)
    renewed = library.frame()
    pd.testing.assert_frame_equal(renewed, anew(library))
    assert len(renewed) == len(claims(library))


@pytest.mark.parametrize("library_at", ["postgresql"], indirect=True)
def test_a_snapshot_of_a_library_at_an_address_is_renewed(library_at: str) -> None:
    with Library.open(library_at) as library:
        fill(library)
        for change in CHANGES.values():
            if library.documents():
                change(library)
            renewed = library.frame()
            pd.testing.assert_frame_equal(renewed, anew(library))
            assert len(renewed) == len(claims(library))


def test_a_small_change_reads_only_what_changed(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    said = made(monkeypatch)
    add(library, document(TEXT, "c.txt"))
    library.frame()
    assert said == [["c.txt"]]


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def flipped(path: Path) -> None:
    """One bit of the largest column, whose pages' data are more than their heads."""
    group = parquet.read_metadata(path).row_group(0)
    column = max((group.column(at) for at in range(group.num_columns)), key=lambda one: one.total_compressed_size)
    raw = bytearray(path.read_bytes())
    raw[column.data_page_offset + column.total_compressed_size * 3 // 4] ^= 0x10
    path.write_bytes(raw)


def other(path: Path) -> None:
    pd.DataFrame({"value": [1.0]}).to_parquet(path)


DAMAGE = {
    "missing": Path.unlink,
    "empty": lambda path: path.write_bytes(b""),
    "cut": cut,
    "a bit": flipped,
    "other": other,
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_missing_or_damaged_snapshot_is_made_anew(
    library: Library, damage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = library.frame()
    DAMAGE[damage](snapshot(library))
    said = made(monkeypatch)
    pd.testing.assert_frame_equal(library.frame(), wanted)
    library.frame()
    assert said == [None]


def test_a_snapshot_of_another_program_is_made_anew(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshots.documents, "extractor", lambda: "9.9")
    said = made(monkeypatch)
    library.frame()
    assert said == [None]


def retyped(path: Path, program: str) -> None:
    """Let a snapshot have whole numbers where today's have fractions, and say what its program was."""
    table = parquet.read_table(path)
    said = json.loads(table.schema.metadata[snapshots._KEY]) | {"program": program}
    at = table.schema.get_field_index("value")
    table = table.set_column(at, "value", table["value"].cast(pa.int64()))
    parquet.write_table(table.replace_schema_metadata({snapshots._KEY: json.dumps(said).encode()}), path)


def test_a_snapshot_with_other_types_is_another_program_s(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted, real = library.frame(), snapshots._schema()
    older = real.set(real.get_field_index("value"), pa.field("value", pa.int64()))
    with monkeypatch.context() as before:
        before.setattr(snapshots, "_schema", lambda: older)
        program = snapshots._program()
    retyped(snapshot(library), program)
    said = made(monkeypatch)
    pd.testing.assert_frame_equal(library.frame(), wanted)
    assert said == [None]


def test_a_snapshot_that_does_not_merge_is_made_anew(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    retyped(snapshot(library), snapshots._program())
    add(library, document(TEXT, "c.txt"))
    said = made(monkeypatch)
    renewed = library.frame()
    assert said == [["c.txt"], None]
    pd.testing.assert_frame_equal(renewed, anew(library))


def test_a_snapshot_of_what_went_another_way_is_not_taken(tmp_path: Path) -> None:
    where, backup = tmp_path / "library.sqlite", tmp_path / "backup.sqlite"
    with Library.open(where) as library:
        add(library, document())
        library.backup(backup)
        add(library, document(OTHER, "b.txt"))
        assert set(library.frame()["document_id"]) == {"a.txt", "b.txt"}
    backup.replace(where)
    with Library.open(where) as library:  # as many changes as before, but others
        add(library, document(OTHER, "c.txt"))
        assert set(library.frame()["document_id"]) == {"a.txt", "c.txt"}


def test_where_no_snapshot_can_be_written_the_table_is_there_all_the_same(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = library.frame()
    snapshot(library).unlink()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    pd.testing.assert_frame_equal(library.frame(), wanted)
    assert [path for path in snapshot(library).parent.iterdir() if "parquet" in path.name] == []
