"""Rows exported as a data set: whole documents a part, replaced as a whole, nothing of others touched."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result
from libraries import OTHER, TEXT, add, document
from pyarrow import parquet

from extract import cli, export
from extract.export import parts
from extract.facets import Facets
from extract.library import COLUMNS, Library

NAMES = [f"{name}.txt" for name in "abcdef"]


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of six documents, with reviews."""
    path = tmp_path_factory.mktemp("sets") / "library.sqlite"
    with Library.open(path) as library:
        add(library, *(document(f"{TEXT} {OTHER}".replace("91", str(n)), name) for n, name in enumerate(NAMES, 91)))
        found = [row[0] for row in library.claims()]
        library.review(found[0], "corrected", {"value": "92000"})
        library.review(found[1], "rejected")
    return path


@pytest.fixture
def library(made_once: Path) -> Iterator[Library]:
    with Library.open(made_once, read_only=True) as opened:
        yield opened


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "DOCUMENTS", 2)
    monkeypatch.setattr(parts, "_AT_ONCE", 3)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli.main, [str(argument) for argument in arguments])


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_figures_and_reviews_are_those_of_the_library(library: Library, tmp_path: Path) -> None:
    where = tmp_path / "claims"
    assert export.save_set(library.claims(), where, columns=COLUMNS, documents=library.text) == (30, 3)
    with Library.open(where) as found:
        assert list(found.claims()) == list(library.claims())
        of_set, of_library = found.through(Facets), library.through(Facets)
    pd.testing.assert_frame_equal(of_set.rows(range(30)), of_library.rows(range(30)))


def test_a_part_holds_whole_documents_in_reading_order(library: Library, tmp_path: Path) -> None:
    export.save_set(library.claims(), tmp_path / "claims", columns=COLUMNS)
    found = sorted((tmp_path / "claims").glob("*.parquet"))
    documents = [list(dict.fromkeys(parquet.read_table(path)["document_id"].to_pylist())) for path in found]
    assert documents == [NAMES[:2], NAMES[2:4], NAMES[4:]]


def test_its_files_have_the_types_of_a_parquet_file(library: Library, tmp_path: Path) -> None:
    export.save_set(library.claims(), tmp_path / "claims", columns=COLUMNS)
    export.save(library.claims(), tmp_path / "claims.parquet", columns=COLUMNS)
    for path in (tmp_path / "claims").glob("*.parquet"):
        assert parquet.read_schema(path).equals(parquet.read_schema(tmp_path / "claims.parquet"), check_metadata=True)


def test_the_same_rows_make_the_same_files(library: Library, tmp_path: Path) -> None:
    for folder in ("one", "two", "one"):
        export.save_set(library.claims(), tmp_path / folder, columns=COLUMNS)
    one, two = names(tmp_path / "one"), names(tmp_path / "two")
    assert one == two
    assert [(tmp_path / "one" / name).read_bytes() for name in one] == [
        (tmp_path / "two" / name).read_bytes() for name in two
    ]


def test_filters_are_named_in_names_and_metadata(made_once: Path, tmp_path: Path) -> None:
    done = run("export", "--library", made_once, "-o", f"{tmp_path}/claims/", "--measure", "rescue")
    assert (done.exit_code, done.stderr) == (0, f"6 claims written to {tmp_path}/claims/ in 3 parts\n")
    note, first, *_ = names(tmp_path / "claims")
    assert first.startswith("migration-figures-rescue")
    assert parquet.read_schema(tmp_path / "claims" / first).metadata[b"selection"] == b"measure: Rescues"
    assert note == "_export.json"
    with Library.open(tmp_path / "claims") as found:
        assert "6 claims (measure: Rescues), only read" in found.about
        assert {row[1] for row in found.claims()} == {"rescue"}


def test_a_second_export_replaces_the_first_as_a_whole(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = tmp_path / "claims"
    rows = list(library.claims())
    export.save_set(rows, where, columns=COLUMNS)
    seen: list[int] = []
    placed = os.replace

    def looked(draft: Path, path: Path) -> None:
        with Library.open(where) as found:
            seen.append(len(found.through(Facets)))
        placed(draft, path)

    monkeypatch.setattr(os, "replace", looked)
    export.save_set(rows[:10], where, columns=COLUMNS)
    with Library.open(where) as found:
        assert len(list(found.claims())) == 10
        assert list(found.problems) == []
    assert seen == [30, 30]
    assert len(names(where)) == 2


@pytest.mark.parametrize("at", [0, 1, 2, 3])
def test_an_export_that_fails_leaves_the_set_that_was_there(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    where = tmp_path / "claims"
    rows = list(library.claims())
    export.save_set(rows[:10], where, columns=COLUMNS)
    before, calls, placed = names(where), [0], os.replace

    def full(draft: Path, path: Path) -> None:
        calls[0] += 1
        if calls[0] > at:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        placed(draft, path)

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(export.ExportError, match=r"claims/.*: it cannot be read or written \(No space"):
        export.save_set(rows, where, columns=COLUMNS)
    assert names(where) == before
    with Library.open(where) as found:
        assert len(list(found.claims())) == 10


def test_an_export_that_fails_at_once_leaves_no_folder(tmp_path: Path) -> None:
    with pytest.raises(export.ExportError, match="row 1 has 1 cells"):
        export.save_set([("a",)], tmp_path / "claims", columns=COLUMNS)
    assert not (tmp_path / "claims").exists()


def test_the_folder_of_an_extract_is_refused(library: Library, tmp_path: Path) -> None:
    (tmp_path / "_run.json").write_bytes(b"{}")
    with pytest.raises(export.ExportError, match="it is the folder of an extract; give another one"):
        export.save_set(library.claims(), tmp_path, columns=COLUMNS)
    assert names(tmp_path) == ["_run.json"]


STRANGE = ["a.txt", "other.parquet", "library.sqlite"]


@pytest.mark.parametrize("name", STRANGE)
def test_a_folder_that_holds_other_things_is_refused(library: Library, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"mine")
    with pytest.raises(export.ExportError, match=rf"it holds what no export wrote \({name}\); give a new folder"):
        export.save_set(library.claims(), tmp_path, columns=COLUMNS)
    assert names(tmp_path) == [name]


def test_a_library_without_figures_makes_a_set_without_rows(tmp_path: Path) -> None:
    assert export.save_set([], tmp_path / "claims", columns=COLUMNS) == (0, 1)
    with Library.open(tmp_path / "claims") as found:
        assert (list(found.claims()), len(found.through(Facets)), found.documents()) == ([], 0, [])
        assert "1 part, 0 claims" in found.about


def test_the_folder_above_must_be_there(library: Library, tmp_path: Path) -> None:
    with pytest.raises(export.ExportError, match=r"none does not exist; make it first \(mkdir -p\)"):
        export.save_set(library.claims(), tmp_path / "none" / "claims", columns=COLUMNS)


def test_an_address_is_written_likewise(library: Library) -> None:
    memory = pytest.importorskip("fsspec").filesystem("memory")
    where = "memory://sets/claims/"
    for rows in (list(library.claims()), list(library.claims())[:10]):
        export.save_set(rows, where, columns=COLUMNS)
        with Library.open(where) as found:
            assert list(found.claims()) == rows
    assert len(memory.ls("/sets/claims", detail=False)) == 2
    memory.rm("/sets", recursive=True)


COMMANDS = [
    ("list", 0, "6 documents, 30 claims"),
    ("export -o {out}/figures.csv", 0, "30 claims written"),
    ("export -o {out}/detention.csv --measure detention", 0, "6 claims written"),
    ("export -o {out}/again/", 0, "30 claims written to"),
    ("verify", 0, "all as they were stored"),
    ("show {claim}", 0, "review        corrected"),
    ("export -o {out}/figures.zip", 1, "give the documents too"),
    ("add {out}", 1, "nothing can be added: it is a data set, which is only read; add the documents themselves"),
    ("remove a.txt", 1, "nothing can be removed: it is a data set"),
    ("review {claim} --accept", 1, "nothing can be reviewed: it is a data set"),
    ("reviews", 1, "no list of reviews"),
    ("backup {out}/copy", 1, "copy its folder"),
]


@pytest.mark.parametrize(("line", "status", "said"), COMMANDS, ids=[row[0] for row in COMMANDS])
def test_commands_on_a_data_set(line: str, status: int, said: str, library: Library, tmp_path: Path) -> None:
    rows = list(library.claims())
    export.save_set(rows, tmp_path / "claims", columns=COLUMNS)
    words = line.format(out=tmp_path, claim=rows[0][0]).split()
    done = run(words[0], "--library", f"{tmp_path}/claims/", *words[1:])
    assert done.exit_code == status, done.output
    assert said in done.output


def test_a_part_that_cannot_be_read_is_named_by_the_commands(library: Library, tmp_path: Path) -> None:
    where = tmp_path / "claims"
    export.save_set(library.claims(), where, columns=COLUMNS)
    shutil.copy(sorted(where.glob("*.parquet"))[0], where / "zz.parquet")
    done = run("list", "--library", where)
    assert (done.exit_code, "6 documents, 30 claims" in done.stderr) == (1, True)
    assert f"cannot read {where}/zz.parquet: _export.json does not name it" in done.stderr
    assert run("export", "--library", where, "-o", tmp_path / "figures.csv").exit_code == 1
    assert not (tmp_path / "figures.csv").exists()
