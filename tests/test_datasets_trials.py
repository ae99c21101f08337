"""Trials of data sets in parts: killed anywhere and gone on with, processes that die, memory that does not grow."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from conftest import ROOT
from parted import batch, content, table, taken

from extract.datasets import local, parts, runs, sources, writing
from extract.datasets.parts import Unit
from extract.datasets.writing import Done

# The command with parts of five documents, which kills its process group, or interrupts it: once so many units are
# done, or at its n-th call of what makes a file complete.
COMMAND = """
import os, signal, sys
sys.path.insert(0, {root!r})
from extract import datasets
from extract.datasets import local, parts
from extract.cli import main

if __name__ == "__main__":
    how, at, *arguments = sys.argv[1:]
    sign = signal.SIGINT if how == "interrupted" else signal.SIGKILL
    parts.SIZE, left = 5, [int(at)]

    def count():
        left[0] -= 1
        if not left[0]:
            os.killpg(0, sign)

    def counted(call):
        def counting(*given, **options):
            count()
            return call(*given, **options)
        return counting

    if how == "call":
        for name in ("fsync", "replace"):
            setattr(os, name, counted(getattr(os, name)))
    run = local.run

    def counting(*given):
        for done in run(*given):
            yield done
            count()

    if how != "call":
        local.run = counting
    main(arguments)
"""


def command(folder: Path, how: str, at: int, *arguments: str) -> subprocess.CompletedProcess[str]:
    script = folder / "command.py"
    script.write_text(COMMAND.format(root=str(ROOT)), encoding="utf-8")
    return subprocess.run(
        [sys.executable, str(script), how, str(at), "extract", *arguments], cwd=folder, capture_output=True, text=True,
        check=False, timeout=120, start_new_session=True,
    )  # fmt: skip


def inputs(folder: Path) -> list[str]:
    batch(folder / "a.jsonl", 33)
    table(folder / "b.parquet", 12, 1000)
    return ["a.jsonl", "b.parquet"]


@pytest.mark.long
def test_one_job_and_two_and_killed_between_units_make_the_same_bytes(tmp_path: Path) -> None:
    given = inputs(tmp_path)
    one = command(tmp_path, "units", 0, *given, "-o", "one/", "--jobs", "1")
    assert one.returncode == 0, one.stderr
    whole = content(tmp_path / "one")
    assert len([name for name in whole if name.endswith(".parquet")]) == 10
    for jobs, places in (("1", (1, 3)), ("2", (1, 2, 4))):
        for at in places:  # of the units that are still to be done
            killed = command(tmp_path, "units", at, *given, "-o", f"{jobs}/", "--jobs", jobs)
            assert killed.returncode == -signal.SIGKILL
        there = {n: raw for n, raw in content(tmp_path / jobs).items() if n.endswith(".parquet") and n[0] != "."}
        assert 0 < len(there) <= 10
        assert there.items() <= whole.items()
        done = command(tmp_path, "units", 0, *given, "-o", f"{jobs}/", "--jobs", jobs)
        assert (done.returncode, "there already" in done.stderr) == (0, True), done.stderr
        assert content(tmp_path / jobs) == whole


@pytest.mark.parametrize("at", [1, 2, 4, 5, 8, 11])
@pytest.mark.long
def test_killed_at_any_call_each_part_is_complete_or_absent(tmp_path: Path, at: int) -> None:
    batch(tmp_path / "a.jsonl", 12)
    assert command(tmp_path, "call", 0, "a.jsonl", "-o", "one/", "--jobs", "1").returncode == 0
    killed = command(tmp_path, "call", at, "a.jsonl", "-o", "out/", "--jobs", "1")
    assert killed.returncode == -signal.SIGKILL
    whole = content(tmp_path / "one")
    there = content(tmp_path / "out") if (tmp_path / "out").exists() else {}
    made = {name: raw for name, raw in there.items() if name.endswith(".parquet")}
    assert made.items() <= whole.items()
    done = command(tmp_path, "call", 0, "a.jsonl", "-o", "out/", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    assert content(tmp_path / "out") == whole


STOPPED = [
    (["--jobs", "1"], "the same command"),
    (["--jobs", "2"], "the same command"),
    (["--jobs", "1", "--again"], "the same command without --again"),
]


@pytest.mark.parametrize(("more", "remedy"), STOPPED, ids=[" ".join(more) for more, _ in STOPPED])
def test_an_interrupt_ends_it_with_a_line(tmp_path: Path, more: list[str], remedy: str) -> None:
    batch(tmp_path / "a.jsonl", 33)
    done = command(tmp_path, "interrupted", 2, "a.jsonl", "-o", "out/", *more)
    assert done.returncode == 1
    said = f"stopped: what is complete stays in out/; {remedy} goes on where it stopped"
    assert done.stderr.strip() == said
    there = list((tmp_path / "out").iterdir())
    assert any(path.suffix == ".parquet" for path in there)
    assert not [path for path in there if path.name.startswith(".")]


def dying(unit: Unit, folder: str, once: bool) -> list[Done]:
    """The work of a unit, in a process that is killed at the third."""
    if unit.parts[0].name.endswith("000002"):
        try:
            os.close(os.open(f"{folder}/killed", os.O_CREAT | (os.O_EXCL if once else 0)))
        except FileExistsError:
            pass
        else:
            os.kill(os.getpid(), signal.SIGKILL)
    return writing.write(unit, f"{folder}/out/")


@pytest.mark.parametrize("once", [True, False], ids=["killed once", "killed each time"])
def test_a_process_that_is_killed_costs_no_other_unit(
    tmp_path: Path, once: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "SIZE", 5)
    batch(tmp_path / "a.jsonl", 33)
    found = list(sources.of([tmp_path / "a.jsonl"], pytest.fail))
    every = list(parts.units(found, pytest.fail))
    (tmp_path / "out").mkdir()
    run = runs.begin(f"{tmp_path}/out/", found)
    said: list[str] = []
    done = [
        part.name
        for made in local.run(every, partial(dying, folder=str(tmp_path), once=once), 2, said.append)
        for part in made
    ]
    lost = [] if once else [every[2].parts[0].name]
    assert sorted(done) == sorted({unit.parts[0].name for unit in every} - {*lost})
    assert runs.finish(run, every) == {*lost}
    place = f"{tmp_path}/a.jsonl, lines from 11 on"
    assert said == (
        []
        if once
        else [f"{place}: the process that read it was killed twice; split the file, or give the machine more memory"]
    )


def test_processes_end_with_the_one_that_started_them(tmp_path: Path) -> None:
    """Killed alone, not with its group: those that read see that it is gone."""
    batch(tmp_path / "a.jsonl", 33)
    script = tmp_path / "command.py"
    alone = COMMAND.format(root=str(ROOT)).replace("os.killpg(0, sign)", "os.kill(os.getpid(), sign)")
    script.write_text(alone, encoding="utf-8")
    command = [sys.executable, str(script), "units", "1", "extract", "a.jsonl", "-o", "out/", "--jobs", "2"]
    process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdout
    assert process.stdout.read() == b""  # which ends when the last of them is gone
    assert process.wait() == -signal.SIGKILL


@pytest.mark.long
def test_memory_does_not_grow_with_the_batch(tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    small, large = taken(20, tmp_path), taken(60, tmp_path)
    record_property("score", f"parts: 60 MB in {large.seconds:.0f} s, {large.memory / 1e6:.0f} MB at most")
    assert large.memory < 1.2 * small.memory
    assert large.memory < 500_000_000
