"""A data set between two runs: parts that went or are damaged, foreign files, notes; what is said and what mends it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from conftest import ROOT
from parted import batch, content

import extract
from extract import datasets, folders
from extract.cli import main
from extract.datasets import local, parts, runs
from extract.export import ExportError
from extract.folders import Folder, manifests
from extract.library import Library
from extract.readers import DocumentError


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Parts of five documents of a batch of twelve, and inputs by short names."""
    monkeypatch.setattr(parts, "SIZE", 5)
    monkeypatch.setattr(local, "APART", ())
    monkeypatch.chdir(tmp_path)
    batch(tmp_path / "a.jsonl", 12)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments])


def extracted(*arguments: str) -> Result:
    return run("extract", "a.jsonl", "-o", "out/", "--jobs", "1", *arguments)


def wrong() -> list[str]:
    with Library.open("out/") as library:
        return list(library.verify())


def made() -> list[Path]:
    return sorted(Path("out").glob("*.parquet"))


class Stopped(BaseException):
    """As a kill is."""


def stopping(*_: object) -> Any:
    raise Stopped


MISSING = "out/_run.json: parts are missing: the run was stopped, or they were deleted; run the same extract again"


def test_a_part_that_is_deleted_is_missed_and_made_again() -> None:
    assert extracted().exit_code == 0
    whole = content(Path("out"))
    made()[1].unlink()
    assert wrong() == [MISSING]
    said = run("verify", "--library", "out/").stderr
    assert "Error: out/: 1 problem; mend each as its line says" in said.replace("out:", "out/:")
    assert extracted().exit_code == 0
    assert content(Path("out")) == whole
    assert wrong() == []


@pytest.mark.parametrize("again", [[], ["--again"]], ids=["gone on with", "again"])
def test_a_run_that_is_killed_in_a_complete_set_leaves_it_incomplete(
    again: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert extracted().exit_code == 0
    whole = content(Path("out"))
    made()[1].unlink()
    with monkeypatch.context() as killed:
        killed.setattr(local, "run", stopping)
        with pytest.raises(Stopped):
            datasets.write(["a.jsonl"], "out/", again=bool(again))
    assert manifests.read(folders.of("out"), "_run.json")["complete"] is False
    if not again:
        assert wrong() == [MISSING]
    assert extracted().exit_code == 0
    assert content(Path("out")) == whole


def test_again_that_is_killed_while_it_takes_parts_away_leaves_none_of_them_for_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert extracted().exit_code == 0
    batch(Path("a.jsonl"), 11)
    remove = type(folders.of("out")).remove

    def one(folder: Any, names: list[str]) -> None:
        remove(folder, names[:1])
        raise Stopped

    with monkeypatch.context() as killed:
        killed.setattr(type(folders.of("out")), "remove", one)
        with pytest.raises(Stopped):
            datasets.write(["a.jsonl"], "out/", again=True)
    assert len(made()) == 2
    assert "out: it holds parts of another run: a.jsonl changed" in extracted().stderr
    assert wrong() == [MISSING]


def test_a_damaged_part_is_deleted_and_made_again() -> None:
    assert extracted().exit_code == 0
    whole = content(Path("out"))
    part = made()[1]
    part.write_bytes(part.read_bytes()[:-9])
    (said,) = wrong()
    assert said.startswith(f"{part}: it is damaged or cut short (")
    assert said.endswith("; delete it, and write it again: the same extract makes what is missing")
    part.unlink()
    assert extracted().exit_code == 0
    assert content(Path("out")) == whole


@pytest.mark.parametrize("name", [".DS_Store", "._a.parquet", ".nfs0001"])
def test_files_that_systems_leave_are_in_nobody_s_way(name: str) -> None:
    Path("out").mkdir()
    Path("out", name).write_bytes(b"a")
    for more in ([], [], ["--again"]):
        assert extracted(*more).exit_code == 0
    assert Path("out", name).read_bytes() == b"a"


@pytest.mark.parametrize("note", ["", "{", "[]", "null"])
def test_a_damaged_note_beside_our_parts(note: str) -> None:
    assert extracted().exit_code == 0
    whole = content(Path("out"))
    Path("out", "_run.json").write_text(note, encoding="utf-8")
    done = extracted()
    assert done.exit_code == 1
    assert "out: its _run.json is damaged; give another folder, or --again to make all of it anew" in done.stderr
    assert extracted("--again").exit_code == 0
    assert content(Path("out")) == whole


def test_a_folder_in_the_inputs_is_no_input_itself() -> None:
    Path("in").mkdir()
    Path("a.jsonl").rename("in/a.jsonl")
    for _ in range(3):
        done = run("extract", "in", "-o", "in/claims/", "--jobs", "1")
        assert done.exit_code == 0
        assert "cannot read" not in done.stderr
    assert len(list(Path("in/claims").glob("*.parquet"))) == 3


def test_nothing_to_read_writes_nothing() -> None:
    done = run("extract", "nowhere/*.jsonl", "-o", "out/")
    assert done.exit_code == 1
    assert "written" not in done.stderr
    assert not Path("out").exists()


def test_a_set_is_complete_also_where_a_line_cannot_be_read() -> None:
    lines = Path("a.jsonl").read_text(encoding="utf-8").splitlines()
    Path("a.jsonl").write_text("\n".join([*lines[:3], "{", *lines[3:]]), encoding="utf-8")
    for _ in range(2):
        with pytest.raises(DocumentError, match=r"a\.jsonl:4"):
            datasets.write(["a.jsonl"], "out/")
    assert wrong() == []


def test_a_second_run_finds_the_first_one_s_lock_before_it_touches_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    held = folders.of("out")
    held.make()
    begun: list[str] = []
    monkeypatch.setattr(runs, "begin", lambda *_, **__: begun.append("begun"))
    with held.locked():
        assert "out: another run is at work in it; wait for its end" in extracted().stderr
    assert begun == []


WRONG: dict[str, tuple[dict[str, str], str]] = {
    "an engine": ({"out": "out/", "engine": "spark"}, "'spark' is no engine; use one of local, dask"),
    "a format": ({"out": "out/", "form": "csv"}, "'csv' is no format of parts; use one of parquet, jsonl"),
    "a file": ({"out": "b.jsonl/"}, r"\((?:Not a directory|File exists)\); give another name"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_cannot_be_is_said_before_anything_is_made(what: str) -> None:
    asked, said = WRONG[what]
    Path("b.jsonl").touch()
    with pytest.raises(ExportError, match=said):
        datasets.write(["a.jsonl"], **asked)  # type: ignore[arg-type]
    assert not Path("out").exists()


CALLS = ["extract.datasets.write(['a.jsonl'], 'out/')", "extract.library.Library.open('out/')"]


@pytest.mark.parametrize("call", CALLS)
def test_modules_that_readme_names_are_there_after_import_extract(call: str) -> None:
    code = f"import extract\n{CALLS[0]}\nprint({call})\n"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


def test_what_is_no_module_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = extract.nothing  # type: ignore[attr-defined]


def test_how_many_parts_there_are_stands_in_the_note() -> None:
    assert extracted().exit_code == 0
    assert json.loads(Path("out/_run.json").read_text(encoding="utf-8"))["parts"] == 3
    folder: Folder = folders.of("out")
    assert manifests.listed(folder) is not None
