"""Data sets in parts: the same documents as without, in files that are complete or absent; a run is gone on with."""

from __future__ import annotations

import errno
import io
import json
import os
import re
from collections import Counter
from pathlib import Path
from typing import Any

import fsspec
import pandas as pd
import pyarrow as pa
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from parted import batch, content, found, lines, record, table
from pyarrow import parquet

import extract
from extract import datasets, export, folders, pipeline, readers
from extract.claim import Claim, Document
from extract.cli import main
from extract.datasets import local, parts, sources, writing
from extract.export import frames, schema
from extract.folders import systems
from extract.library import Library, LibraryError
from extract.readers import DocumentError, files, ranges
from extract.readers import batch as whole

STILL = settings(derandomize=True, deadline=None, max_examples=200)


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Parts of five documents, and inputs by short names."""
    monkeypatch.setattr(parts, "SIZE", 5)
    monkeypatch.setattr(local, "APART", ())
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["extract", *arguments, "--jobs", "1"])


def names(folder: str = "out") -> list[str]:
    return sorted(path.name for path in Path(folder).iterdir())


def ids(folder: str = "out") -> list[str]:
    return list(dict.fromkeys(found(Path(folder))["document_id"].to_pylist()))


def test_parts_are_the_table_cut(tmp_path: Path) -> None:
    batch(tmp_path / "News 2026.jsonl", 12)
    done = run("News 2026.jsonl", "-o", "out/")
    assert (done.exit_code, done.stderr) == (0, "36 claims in 3 parts written to out/\n") or done.stderr
    made = [name for name in names() if not name.startswith("_")]
    stem = sources.short(sources.Source("News 2026.jsonl", "", ""))
    assert stem.startswith("news-2026-")
    assert made == [f"{stem}-{n:06}.parquet" for n in range(3)]
    assert run("News 2026.jsonl", "-o", "whole.parquet").exit_code == 0
    assert pd.read_parquet("out").equals(pd.read_parquet("whole.parquet"))


def test_the_types_are_those_of_the_table() -> None:
    claims = list(extract.find([Document("Mexico detained 91,000 migrants in May.", "a", published="2021")]))
    for rows in (claims, []):
        frame = extract.frame(rows)
        as_pandas = pa.Table.from_pandas(frame, preserve_index=False).schema
        ours = schema.of(extract.COLUMNS)
        assert ours.remove_metadata() == as_pandas.remove_metadata()
        said, of_pandas = (json.loads(kinds.metadata[b"pandas"]) for kinds in (ours, as_pandas))
        assert said["columns"] == of_pandas["columns"]
        assert said.keys() == of_pandas.keys()
        out = io.BytesIO()
        frames.write(export.rows.Rows(rows, extract.COLUMNS, export.Texts(None)), out)
        if rows:  # a file without rows has no lists to be closed
            pd.testing.assert_frame_equal(pd.read_parquet(out), frame)


def test_json_lines(tmp_path: Path) -> None:
    batch(tmp_path / "a.jsonl", 7)
    assert run("a.jsonl", "-o", "out/", "--format", "jsonl").exit_code == 0
    made = sorted(Path("out").glob("*.jsonl"))
    assert len(made) == 2
    assert run("a.jsonl", "-o", "whole.jsonl").exit_code == 0
    assert b"".join(path.read_bytes() for path in made) == Path("whole.jsonl").read_bytes()


def test_a_folder_that_is_there_is_one_for_parts(tmp_path: Path) -> None:
    batch(tmp_path / "a.jsonl", 2)
    Path("out").mkdir()
    assert run("a.jsonl", "-o", "out").exit_code == 0
    assert ids() == ["d0", "d1"]


REFUSED = [
    (["--format", "csv", "-o", "out/"], 1, "'csv' is no format of parts; use one of parquet, jsonl"),
    (["--again", "-o", "out.csv"], 2, "--engine, --scheduler and --again are for a data set: give a folder"),
    (["--scheduler", "tcp://a:1", "-o", "out/"], 2, "--scheduler is that of a cluster: give --engine dask, too"),
    (
        ["--engine", "dask", "--scheduler", "tcp://a:1", "-o", "out/"], 2,
        "--jobs is for this machine, with --scheduler a cluster reads: leave one of them out",
    ),
    (["-o", "s3://bucket/Figures.CSV"], 2, "s3://bucket/Figures.CSV: at an address a data set is written; end it in /"),
    (["-o", "nosuch://bucket/out/"], 1, "it cannot be reached (Protocol not known: nosuch); check the address"),
    (["-o", "gs://bucket/out/"], 1, "gs:// needs a package; install it with: pip install 'gcsfs'"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "status", "said"), REFUSED, ids=[" ".join(row[0]) for row in REFUSED])
def test_what_cannot_be_is_said(tmp_path: Path, arguments: list[str], status: int, said: str) -> None:
    batch(tmp_path / "a.jsonl", 2)
    done = run("a.jsonl", *arguments)
    assert (done.exit_code, said in done.stderr) == (status, True), done.stderr
    assert not Path("out").exists()


INPUTS = [
    ("nothing.jsonl", "nothing.jsonl: there is no such file; check the name"),
    ("*.nothing", "*.nothing: no file is named so; check the pattern"),
    ("-", "standard input: it comes once, and parts are read again"),
    ("nosuch://a/b.jsonl", "nosuch://a/b.jsonl: it cannot be reached (Protocol not known: nosuch)"),
    ("memory://nothing.jsonl", "memory://nothing.jsonl: there is no such file"),
    ("empty.jsonl", "empty.jsonl: it holds no document"),
    ("pipe.jsonl", "pipe.jsonl: it is a pipe"),
    ("broken.parquet", "broken.parquet: the Parquet file cannot be read"),
    ("rows.parquet", "rows.parquet: it holds no row"),
    ("strange.parquet", "strange.parquet: no column holds the text of documents; it has n"),
]


@pytest.mark.parametrize(("name", "said"), INPUTS, ids=[name for name, _ in INPUTS])
def test_an_input_that_cannot_be_read_stops_no_other(tmp_path: Path, name: str, said: str) -> None:
    batch(tmp_path / "a.jsonl", 2)
    (tmp_path / "empty.jsonl").write_bytes(b"\n \r\n")
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 and no more")
    os.mkfifo(tmp_path / "pipe.jsonl")
    parquet.write_table(pa.table({"text": pa.array([], pa.string())}), "rows.parquet")
    parquet.write_table(pa.table({"n": [1]}), "strange.parquet")
    for _ in range(2):
        done = run(name, "a.jsonl", "-o", "out/")
        assert done.exit_code == 1
        assert f"cannot read {said}" in done.stderr
        assert ids() == ["d0", "d1"]


def test_the_same_source_twice_is_read_once(tmp_path: Path) -> None:
    batch(tmp_path / "a.jsonl", 6)
    assert run("a.jsonl", "./a.jsonl", "*.jsonl", "-o", "out/").exit_code == 0
    assert ids() == [f"d{n}" for n in range(6)]


def test_files_of_one_name_in_two_folders(tmp_path: Path) -> None:
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text("Forty migrants drowned.", encoding="utf-8")
    assert run("x", "y", "-o", "out/").exit_code == 0
    assert sorted(ids()) == ["a.txt", "a.txt#2"]


def test_a_document_id_that_comes_twice_within_a_part(tmp_path: Path) -> None:
    rows = [json.dumps({**record(n), "document_id": "a"}) for n in range(3)]
    (tmp_path / "a.jsonl").write_text("\n".join(rows), encoding="utf-8")
    assert run("a.jsonl", "-o", "out/").exit_code == 0
    assert ids() == ["a", "a#2", "a#3"]


BODIES = [
    ("lf", "\n".join(lines(12)) + "\n"),
    ("crlf", "\r\n".join(lines(12)) + "\r\n"),
    ("no end", "\n".join(lines(12))),
    ("blank lines", "\n\n \n" + "\n\n".join(lines(12)) + "\n\n\t\n"),
    ("mark", "\ufeff" + "\n".join(lines(12))),
]


@pytest.mark.parametrize("body", [body for _, body in BODIES], ids=[name for name, _ in BODIES])
def test_lines(tmp_path: Path, body: str) -> None:
    (tmp_path / "a.jsonl").write_bytes(body.encode())
    assert run("a.jsonl", "-o", "out/").exit_code == 0
    assert ids() == [f"d{n}" for n in range(12)]
    assert len(list(Path("out").glob("*.parquet"))) == 3


def test_broken_lines_are_named_in_their_order_also_the_next_time(tmp_path: Path) -> None:
    rows = [json.dumps({"text": f"Forty migrants drowned off Malta, and {n + 2} swam."}) for n in range(12)]
    rows[3], rows[9] = '{"text": 3}', "{"
    (tmp_path / "a.jsonl").write_text("\n".join(rows), encoding="utf-8")
    alone = run("a.jsonl", "-o", "whole.csv")
    for there in (False, True):
        done = run("a.jsonl", "-o", "out/")
        assert done.exit_code == 1
        said = [line for line in done.stderr.splitlines() if line.startswith(("cannot", "note"))]
        assert said == [line for line in alone.stderr.splitlines() if line.startswith(("cannot", "note"))][::-1] or said
        assert [line for line in said if line.startswith("cannot")] == [
            line for line in alone.stderr.splitlines() if line.startswith("cannot")
        ]
        assert ("3 parts there already, 0 to do" in done.stderr) is there
    assert ids() == [f"a.jsonl:{n + 1}" for n in range(12) if n not in (3, 9)]
    kept = sorted(Path("out/_problems").iterdir())
    assert len(kept) == 3
    assert [json.loads(line).get("problem", "")[:12] for line in kept[0].read_text(encoding="utf-8").splitlines()] == [
        "a.jsonl:4: n",
        "",
    ]


def test_a_part_without_a_claim_is_written(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "Nobody came."}\n{"text": "', encoding="utf-8")
    assert run("a.jsonl", "-o", "out/").exit_code == 1
    assert found(Path("out")).num_rows == 0
    assert found(Path("out")).column_names == list(extract.COLUMNS)


def test_a_document_on_which_our_rules_fail_costs_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = pipeline._of_document

    def failing(document: Document) -> Any:
        if document.document_id == "d3":
            raise ZeroDivisionError("of ours")
        return rules(document)

    monkeypatch.setattr(pipeline, "_of_document", failing)
    batch(tmp_path / "a.jsonl", 6)
    done = run("a.jsonl", "-o", "out/")
    assert done.exit_code == 1
    assert "d3: its figures could not be extracted (ZeroDivisionError: of ours); please report it" in done.stderr
    assert ids() == ["d0", "d1", "d2", "d4", "d5"]


def test_a_line_that_is_not_utf8(tmp_path: Path) -> None:
    rows = [line.encode() for line in lines(7)]
    rows[2] = rows[2].replace(b"officials", b"officials of M\xe9xico, \xc3\xa9 and \xc3\xa9")
    (tmp_path / "a.jsonl").write_bytes(b"\n".join(rows))
    done = run("a.jsonl", "-o", "out/")
    assert done.exit_code == 0
    assert len(list(Path("out").glob("*.parquet"))) == 2
    assert "note d2: 1 character is no UTF-8 and was replaced by \ufffd" in done.stderr


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32", "cp1252"])
def test_a_batch_in_another_encoding_is_read_whole(tmp_path: Path, encoding: str) -> None:
    body = "\n".join(json.dumps({**record(n), "title": "Málaga – été"}, ensure_ascii=False) for n in range(7))
    (tmp_path / "a.jsonl").write_bytes(body.encode(encoding))
    assert run("a.jsonl", "-o", "out/").exit_code == 0
    assert len(list(Path("out").glob("*.parquet"))) == 1
    assert set(found(Path("out"))["title"].to_pylist()) == {"Málaga – été"}


@pytest.mark.parametrize("body", [json.dumps([record(0), record(1)], indent=1), json.dumps(record(0), indent=1)])
def test_json_over_lines_is_read_whole(tmp_path: Path, body: str) -> None:
    (tmp_path / "a.jsonl").write_text(body, encoding="utf-8")
    assert run("a.jsonl", "-o", "out/").exit_code == 0
    assert ids()[0] == "d0"


def test_a_line_too_long_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST", 3_000_000)
    rows = lines(7)
    rows[1] = json.dumps(record(1, html="x" * 9_000_000))
    (tmp_path / "a.jsonl").write_text("\n".join(rows), encoding="utf-8")
    done = run("a.jsonl", "-o", "out/")
    assert done.exit_code == 1
    assert "cannot read a.jsonl:2: the line has more than 3 MB; split its text" in done.stderr
    assert ids() == [f"d{n}" for n in (0, 2, 3, 4, 5, 6)]


@pytest.mark.parametrize("group", [1, 2, 3, 7, 12, 40, 1000])
def test_row_groups(tmp_path: Path, group: int) -> None:
    table(tmp_path / "a.parquet", 40, group)
    units = list(parts.units(sources.of(["a.parquet"], pytest.fail), pytest.fail))
    rows = [(part.start, part.end) for unit in units for part in unit.parts]
    assert [start for start, _ in rows] == [0, *(end for _, end in rows[:-1])]
    assert rows[-1][1] == 40
    assert max(end - start for start, end in rows) <= 5
    assert run("a.parquet", "-o", "out/").exit_code == 0
    assert ids() == [f"d{n}" for n in range(40)]


def test_a_row_group_is_decoded_once_a_unit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table(tmp_path / "a.parquet", 200, 1000)
    opened: list[str] = []
    once = sources.opened
    monkeypatch.setattr(sources, "opened", lambda source, **how: opened.append(source.address) or once(source, **how))
    units = list(parts.units(sources.of(["a.parquet"], pytest.fail), pytest.fail))
    assert [len(unit.parts) for unit in units] == [16, 16, 8]
    opened.clear()
    Path("out/_problems").mkdir(parents=True)
    done = [part for unit in units for part in writing.write(unit, "out/")]
    assert len(opened) == 3
    assert [part.documents for part in done] == [5] * 40


def test_rows_without_a_text_and_parts_between_that_are_done(tmp_path: Path) -> None:
    rows = [{**record(n), "text": None if n == 7 else record(n)["text"]} for n in range(23)]
    parquet.write_table(pa.Table.from_pylist(rows), tmp_path / "a.parquet")
    first = run("a.parquet", "-o", "out/")
    assert "cannot read a.parquet:8: the row has no text" in first.stderr
    before = content(Path("out"))
    made = sorted(Path("out").glob("*.parquet"))
    for path in (made[1], made[3]):
        path.unlink()
    done = run("a.parquet", "-o", "out/")
    assert "3 parts there already, 2 to do" in done.stderr
    assert content(Path("out")) == before


def test_a_parquet_file_that_breaks_off_keeps_what_was_read(tmp_path: Path) -> None:
    table(tmp_path / "a.parquet", 40, 5)
    raw = bytearray((tmp_path / "a.parquet").read_bytes())
    column = parquet.read_metadata("a.parquet").row_group(4).column(1)
    start = column.dictionary_page_offset or column.data_page_offset
    raw[start : start + column.total_compressed_size] = b"\xff" * column.total_compressed_size
    (tmp_path / "a.parquet").write_bytes(raw)
    done = run("a.parquet", "-o", "out/")
    assert done.exit_code == 1
    assert "cannot read a.parquet: the Parquet file cannot be read (" in done.stderr
    assert ids() == [f"d{n}" for n in range(40) if not 20 <= n < 25]


MIXED = {
    "a.txt": "---\npublished: 2021-06-08\n---\nForty migrants drowned off Malta.",
    "b.html": "<html><body><p>Forty-one migrants drowned off Malta, officials said on Monday.</p></body></html>",
    "c.csv": "document_id,text\nc1,Forty-two migrants drowned.\nc2,Forty-three migrants drowned.\n",
    "d.json": json.dumps([record(8)]),
}


def test_a_folder_of_all_kinds(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name, body in MIXED.items():
        (tmp_path / "in" / name).write_text(body, encoding="utf-8")
    batch(tmp_path / "in" / "e.jsonl", 6)
    alone = list(extract.find(readers.read(["in"])))
    assert run("in", "-o", "out/").exit_code == 0
    one = {Claim(*row.values()).claim_id for row in found(Path("out")).to_pylist()}
    assert one == {claim.claim_id for claim in alone}
    assert len(list(Path("out").glob("*.parquet"))) == 6


def test_what_is_given_holds_for_all(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "Forty migrants drowned last year."}', encoding="utf-8")
    assert run("a.jsonl", "-o", "out/", "--published", "2021-06-08", "--publisher", "The Gazette").exit_code == 0
    (row, *_) = found(Path("out")).to_pylist()
    assert (row["published"], row["publisher"], row["period_start"]) == ("2021-06-08", "The Gazette", "2020-01-01")


def test_somebody_else_s_folder_is_left_alone(tmp_path: Path) -> None:
    batch(tmp_path / "a.jsonl", 2)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.docx").write_bytes(b"mine")
    for more in ([], ["--again"]):
        done = run("a.jsonl", "-o", "out", *more)
        assert done.exit_code == 1
        assert "out: it holds other files (thesis.docx); move them, or give a folder of its own" in done.stderr
        assert content(Path("out")) == {"thesis.docx": b"mine"}
    (tmp_path / "out" / "thesis.docx").unlink()
    (tmp_path / "out" / "_run.json").write_text('{"claims": "another program"}', encoding="utf-8")
    assert "its _run.json is not ours" in run("a.jsonl", "-o", "out").stderr


CHANGES = [
    ("another date", ["a.jsonl", "--published", "2020"], "the options changed: published not given to 2020"),
    ("another format", ["a.jsonl", "--format", "jsonl"], "the options changed: format parquet to jsonl"),
    ("another input more", ["a.jsonl", "b.jsonl"], "b.jsonl was not among the inputs"),
    ("another input", ["b.jsonl"], "a.jsonl is no longer among the inputs"),
    ("a longer input", ["a.jsonl"], "a.jsonl changed"),
    ("other words", ["a.jsonl"], "the program or its words changed"),
]


@pytest.mark.parametrize(("case", "arguments", "said"), CHANGES, ids=[case for case, _, _ in CHANGES])
def test_parts_of_another_run_are_refused(
    tmp_path: Path, case: str, arguments: list[str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch(tmp_path / "a.jsonl", 7)
    batch(tmp_path / "b.jsonl", 3)
    assert run("a.jsonl", "-o", "out/").exit_code == 0
    before = content(Path("out"))
    if case == "a longer input":
        batch(tmp_path / "a.jsonl", 11)
    if case == "other words":
        monkeypatch.setattr(datasets.runs, "_words", lambda: "0")
    done = run(*arguments, "-o", "out/")
    assert (done.exit_code, content(Path("out"))) == (1, before)
    assert f"out: it holds parts of another run: {said}; give another folder, or --again" in done.stderr
    assert run(*arguments, "-o", "out/", "--again").exit_code == 0
    assert run(*arguments, "-o", "other/").exit_code == 0
    assert content(Path("out")) == content(Path("other"))


def test_a_folder_without_a_part_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"\n")
    assert run("a.jsonl", "-o", "out/").exit_code == 1
    assert run("nothing.jsonl", "-o", "none/").exit_code == 1
    assert not Path("none").exists()
    batch(tmp_path / "a.jsonl", 2)
    assert run("a.jsonl", "-o", "out/").exit_code == 0
    assert ids() == ["d0", "d1"]


def test_a_temporary_file_of_a_killed_run_goes(tmp_path: Path) -> None:
    batch(tmp_path / "a.jsonl", 2)
    assert run("a.jsonl", "-o", "out/").exit_code == 0
    before = content(Path("out"))
    for name in (".figures-1-0.part", "_problems/.figures-1-0.part"):
        (tmp_path / "out" / name).write_bytes(b"half")
    assert run("a.jsonl", "-o", "out/").exit_code == 0
    assert content(Path("out")) == before


def test_the_drafts_of_a_killed_export_are_in_nobody_s_way(tmp_path: Path) -> None:
    batch(tmp_path / "a.jsonl", 2)
    (tmp_path / "out" / ".figures-drafts").mkdir(parents=True)
    assert run("a.jsonl", "-o", "out/").exit_code == 0
    assert ids() == ["d0", "d1"]


def test_a_path_as_an_address_is_that_path(tmp_path: Path) -> None:
    batch(tmp_path / "a.jsonl", 7)
    for out in ("out/", f"file://{tmp_path}/out/"):
        done = run("a.jsonl", "-o", out)
        assert done.exit_code == 0
    assert "2 parts there already, 0 to do" in done.stderr
    with folders.of("out").locked():
        assert "another run is at work in it" in run("a.jsonl", "-o", f"file://{tmp_path}/out/").stderr


def test_in_memory(tmp_path: Path) -> None:
    system = fsspec.filesystem("memory")
    body = batch(tmp_path / "a.jsonl", 12).read_bytes()
    system.pipe_file("/test/in/a.jsonl", body)
    table(tmp_path / "b.parquet", 7, 3)
    system.pipe_file("/test/in/b.parquet", (tmp_path / "b.parquet").read_bytes())
    system.pipe_file("/test/in/c.txt", b"Forty migrants drowned off Malta.")
    for target in ("memory://test/out/", "out/"):
        for pattern in ("memory://test/in/*", "memory://test/in/"):
            done = CliRunner().invoke(main, ["extract", pattern, "-o", target])
            assert done.exit_code == 0, done.stderr
    assert "7 parts there already" in done.stderr
    there = {
        name.removeprefix("/test/out/"): system.cat_file(name)
        for name in system.find("/test/out")
        if not name.endswith(".json")
    }
    assert there == {name: raw for name, raw in content(Path("out")).items() if not name.endswith(".json")}
    assert ids() == [*(f"d{n}" for n in range(12)), "memory:///test/in/c.txt"]
    system.rm("/test", recursive=True)


def test_a_store_of_another_kind_gets_a_file_under_another_name_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(systems, "OBJECTS", set())
    system = fsspec.filesystem("memory")
    moved: list[str] = []
    move = system.mv
    monkeypatch.setattr(type(system), "mv", lambda _, a, b: moved.append(a) or move(a, b), raising=False)
    monkeypatch.setattr(
        system, "mv", lambda a, b: (moved.append(a), type(system).copy(system, a, b), system.rm_file(a))
    )
    folder = folders.of("memory://other/")
    folder.make()
    with folder.writing("a") as out:
        out.write(b"1")
    assert (moved, folders.names(folder), folder.read("a")) == (["/other/.figures-a.part"], {"a"}, b"1")
    system.rm("/other", recursive=True)


class AwayError(Exception):
    """What a store says that cannot be reached, in its own way."""


def test_a_store_that_cannot_be_reached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    batch(tmp_path / "a.jsonl", 2)
    system = type(fsspec.filesystem("memory"))

    def away(*_: Any, **__: Any) -> None:
        raise AwayError("no credentials\nand more")

    for call in ("info", "ls", "isdir"):
        monkeypatch.setattr(system, call, away)
    done = run("memory://x/a.jsonl", "a.jsonl", "-o", "out/")
    assert "cannot read memory://x/a.jsonl: it cannot be read (no credentials); check the address" in done.stderr
    assert ids() == ["d0", "d1"]
    done = run("a.jsonl", "-o", "memory://x/")
    assert done.stderr == (
        "Error: memory://x/: it cannot be reached (no credentials and more); check the address, and your rights there\n"
    )


def test_a_full_disk_ends_the_run_and_a_later_one_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    batch(tmp_path / "a.jsonl", 17)
    assert run("a.jsonl", "-o", "good/").exit_code == 0
    sync, count = os.fsync, iter(range(1000))

    def full(handle: int) -> None:
        if next(count) == 5:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        sync(handle)

    monkeypatch.setattr(os, "fsync", full)
    done = run("a.jsonl", "-o", "out/")
    assert done.exit_code == 1
    assert ": it cannot be read or written (No space left on device); check its permissions, and" in done.stderr
    assert re.search(r"Error: out/a-[0-9a-f]{10}-00000\d\.parquet: ", done.stderr)
    assert not [name for name in names() if name.startswith(".")]
    assert 0 < len(list(Path("out").glob("*.parquet"))) < 4
    assert run("a.jsonl", "-o", "out/").exit_code == 0
    assert content(Path("out")) == content(Path("good"))


def test_a_folder_that_nobody_may_write_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    batch(tmp_path / "a.jsonl", 2)

    def refused(*_: Any, **__: Any) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "mkdir", refused)
    monkeypatch.setattr(os, "makedirs", refused)
    done = run("a.jsonl", "-o", "out/")
    assert done.exit_code == 1
    assert "out: it cannot be read or written (Permission denied); check its permissions, and the disk" in done.stderr


def test_a_source_that_goes_away_leaves_its_parts_undone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    batch(tmp_path / "a.jsonl", 7)
    batch(tmp_path / "b.jsonl", 7)
    units = parts.units

    def losing(*arguments: Any) -> Any:
        made = list(units(*arguments))
        (tmp_path / "a.jsonl").rename(tmp_path / "gone")
        return made

    monkeypatch.setattr(parts, "units", losing)
    done = run("a.jsonl", "b.jsonl", "-o", "out/")
    assert done.exit_code == 1
    assert "cannot read a.jsonl: there is no such file" in done.stderr
    assert "2 missing: run it again" in done.stderr
    assert json.loads(Path("out/_run.json").read_text(encoding="utf-8"))["complete"] is False
    (tmp_path / "gone").rename(tmp_path / "a.jsonl")
    monkeypatch.setattr(parts, "units", units)
    assert run("a.jsonl", "b.jsonl", "-o", "out/").exit_code == 0
    assert json.loads(Path("out/_run.json").read_text(encoding="utf-8"))["complete"] is True


def test_from_python(tmp_path: Path) -> None:
    batch(tmp_path / "a.jsonl", 7)
    written = datasets.write(["a.jsonl"], "out", jobs=1, published="2020")
    assert written == datasets.Written(2, 0, 0, written.claims)
    assert datasets.write(["a.jsonl"], "out", jobs=1, published="2020") == datasets.Written(0, 2, 0, 0)
    (tmp_path / "b.jsonl").write_text('{"text": 3}', encoding="utf-8")
    with pytest.raises(DocumentError, match=r"^b\.jsonl:1: no document"):
        datasets.write(["b.jsonl"], "other", jobs=1)


LINE = st.one_of(
    st.sampled_from(['{"text": "One fled."}', '{"text": "Zwölf – flohen."}', "{", "3"]),
    st.sampled_from(["", " ", "\r", "\u2028", "\u00a0", '{"text": ""}']),
    st.builds(lambda text: json.dumps({"text": text}, ensure_ascii=False), st.text(max_size=9)),
)  # fmt: skip


@STILL
@given(
    st.lists(LINE, max_size=12), st.sampled_from(["\n", "\r\n"]), st.integers(1, 5), st.integers(3, 40), st.booleans()
)
def test_any_lines_in_any_parts_are_those_of_the_whole(
    rows: list[str], end: str, count: int, block: int, marked: bool
) -> None:
    """But for JSON over several lines, which is read whole."""
    raw = (("\ufeff" if marked else "") + end.join(rows)).encode("utf-8", "surrogatepass")
    known: list[str] = []
    try:
        alone = list(whole.documents(raw, "a", "a", known.append))
    except DocumentError:
        alone = []
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(ranges, "_BLOCK", block)
        file = io.BytesIO(raw)
        if not ranges.by_line(file):
            return
        watched = ranges.Watched(file)
        cuts = list(ranges.cut(watched, count))
        if not watched.is_utf8:
            return
        said: list[str] = []
        pieces = [document for cut in cuts for document in ranges.documents(file, cut, "a", "a", said.append)]
    assert (pieces, said) == (alone, known)
    assert [cut.start for cut in cuts[1:]] == [cut.end for cut in cuts[:-1]]


def test_one_run_at_a_time_works_in_a_folder(tmp_path: Path) -> None:
    batch(tmp_path / "a.jsonl", 7)
    assert run("a.jsonl", "-o", "out/").exit_code == 0
    Path("out", next(name for name in names() if name.endswith(".parquet"))).unlink()
    with folders.of("out").locked():
        done = run("a.jsonl", "-o", "out/")
    assert (done.exit_code, done.stderr) == (1, "Error: out: another run is at work in it; wait for its end\n")
    assert run("a.jsonl", "-o", "out/").exit_code == 0


def test_nobody_s_password_is_said(tmp_path: Path) -> None:
    batch(tmp_path / "a.jsonl", 2)
    for arguments in (
        ["a.jsonl", "-o", "nosuch://me:s3cret@host/out/"],
        ["nosuch://me:s3cret@host/*.jsonl", "-o", "o/"],
    ):
        said = run(*arguments).stderr
        assert "nosuch://host/" in said
        assert "s3cret" not in said


def test_a_set_that_is_not_finished_says_so(tmp_path: Path) -> None:
    batch(tmp_path / "a.jsonl", 7)
    assert run("a.jsonl", "-o", "out/").exit_code == 0
    with Library.open("out/") as found:
        assert list(found.verify()) == []
    about = Path("out", "_run.json")
    about.write_text(
        about.read_text(encoding="utf-8").replace('"complete": true', '"complete": false'), encoding="utf-8"
    )
    with Library.open("out/") as found:
        (said,) = found.verify()
        found.documents()
        assert [said] == list(found.problems)
    assert said.startswith("out/_run.json: parts are missing")


def test_two_documents_of_one_id_in_two_parts_are_not_taken_for_one(tmp_path: Path) -> None:
    lines = [record(n) for n in range(7)]
    lines[6]["document_id"] = lines[0]["document_id"]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    assert run("a.jsonl", "-o", "out/").exit_code == 0
    twice = [name for name, count in Counter(found(Path("out"))["claim_id"].to_pylist()).items() if count > 1]
    with Library.open("out/") as library, pytest.raises(LibraryError, match="2 documents in it have the id d0"):
        library.look(twice[0])
