"""A data set read by a Dask cluster: two real worker processes on this machine, and a real server of S3."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dask
import distributed
import pyarrow as pa
import pytest
from moto.server import ThreadedMotoServer
from pyarrow import parquet

from extract import datasets, pipeline
from extract.claim import Document
from extract.datasets import cluster, parts, runs, sources
from extract.datasets.parts import Unit
from extract.datasets.writing import Done
from extract.export import ExportError

ROOT = Path(__file__).parent.parent
SIZE = 20  # documents a part
PLACES = ("Italy", "Malta", "Spain", "Greece", "Cyprus")
HOSTILE = "a text that our rules fail on"
pytestmark = pytest.mark.long


def rows(count: int) -> list[dict[str, str]]:
    """Documents, each of its own."""
    return [
        {
            "document_id": f"d{n}", "published": "2024-05-01",
            "text": f"{PLACES[n % 5]} rescued {n + 7:,} migrants at sea in March, the coast guard said.",
        }
        for n in range(count)
    ]  # fmt: skip


def lines(path: Path, found: list[dict[str, str]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in found), encoding="utf-8")
    return path


def held(folder: Path) -> dict[str, bytes]:
    """The files of a data set."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "SIZE", SIZE)
    monkeypatch.setattr(runs, "SIZE", SIZE)


@pytest.fixture(scope="module")
def workers() -> Iterator[distributed.LocalCluster]:
    started = distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address="127.0.0.1:0"
    )
    with started:
        yield started


@pytest.fixture
def mixed(tmp_path: Path) -> list[str]:
    """JSON Lines with lines that are none, Parquet with many row groups, CSV, a report, a file that is none."""
    folder = tmp_path / "in"
    folder.mkdir()
    batch = lines(folder / "a.jsonl", rows(70))
    broken = batch.read_text(encoding="utf-8").splitlines()
    batch.write_text("\n".join([*broken[:30], "{broken", "", *broken[30:]]), encoding="utf-8")
    parquet.write_table(pa.Table.from_pylist(rows(90)), folder / "b.parquet", row_group_size=25)
    (folder / "c.csv").write_text("id,text\n1,Malta rescued 90 migrants.\n2,\n", encoding="utf-8")
    (folder / "d.txt").write_text("In May 2021 Mexico detained 20,000 migrants.", encoding="utf-8")
    (folder / "e.pdf").write_bytes(b"%PDF-1.4 no more")
    return [str(folder)]


def written(inputs: list[str], out: Path, **how: Any) -> tuple[datasets.Written, list[str]]:
    problems: list[str] = []
    done = datasets.write(inputs, f"{out}/", problem=problems.append, **how)
    return done, problems


def test_the_same_bytes_as_on_one_machine(workers: Any, mixed: list[str], tmp_path: Path) -> None:
    here = written(mixed, tmp_path / "here", jobs=1)
    there = written(mixed, tmp_path / "there", engine="dask", scheduler=workers.scheduler_address)
    assert there == here
    assert len(here[1]) == 3  # a line, a row, a file
    assert held(tmp_path / "there") == held(tmp_path / "here")
    assert len([name for name in held(tmp_path / "here") if name.endswith(".parquet")]) == 4 + 7 + 3


def test_a_worker_is_killed_in_the_middle(workers: Any, tmp_path: Path) -> None:
    batch = str(lines(tmp_path / "a.jsonl", rows(40 * SIZE)))
    written([batch], tmp_path / "here", jobs=1)
    with distributed.Client(workers, set_as_default=False) as client:
        before = set(client.run(os.getpid).values())
    killed: list[int] = []

    def progress(done: int, total: int, name: str) -> None:
        assert name
        if not killed and 3 < done < total:
            killed.append(min(before))
            os.kill(killed[0], signal.SIGKILL)

    done, problems = written(
        [batch], tmp_path / "there", engine="dask", scheduler=workers.scheduler_address, progress=progress
    )
    assert killed
    assert (done.parts, done.absent, problems) == (40, 0, [])
    assert held(tmp_path / "there") == held(tmp_path / "here")
    with distributed.Client(workers, set_as_default=False) as client:
        assert killed[0] not in client.run(os.getpid).values()


def test_a_cluster_goes_on_with_what_one_machine_began(workers: Any, tmp_path: Path) -> None:
    batch = str(lines(tmp_path / "a.jsonl", rows(6 * SIZE)))
    written([batch], tmp_path / "whole", jobs=1)
    written([batch], tmp_path / "out", jobs=1)
    for path in sorted((tmp_path / "out").glob("*.parquet"))[::2]:
        path.unlink()
    done, _ = written([batch], tmp_path / "out", engine="dask", scheduler=workers.scheduler_address)
    assert (done.parts, done.there, done.absent) == (3, 3, 0)
    assert held(tmp_path / "out") == held(tmp_path / "whole")


def fail_on_hostile() -> None:
    """Have our rules fail on a text, in a worker."""
    ours = pipeline._of_document

    def of(document: Document) -> Any:
        if HOSTILE in document.text:
            raise ValueError("an error of ours")
        return ours(document)

    pipeline._of_document = of


def test_a_document_that_fails_costs_no_other(workers: Any, tmp_path: Path) -> None:
    found = rows(3 * SIZE)
    found[5]["text"] += HOSTILE
    batch = str(lines(tmp_path / "a.jsonl", found))
    with distributed.Client(workers, set_as_default=False) as client:
        client.run(fail_on_hostile)
        done, problems = written([batch], tmp_path / "out", engine="dask", scheduler=workers.scheduler_address)
        client.restart()
    assert (done.parts, done.claims) == (3, 3 * SIZE - 1)
    assert ["d5" in problem and "an error of ours" in problem for problem in problems] == [True]


def deadly(unit: Unit) -> list[Done]:
    """Does its work, but kills the process at the third part."""
    if unit.parts[0].name.endswith("2"):
        os.kill(os.getpid(), signal.SIGKILL)
    return [Done(part.name, 1, 1, 0) for part in unit.parts]


def units_of(path: Path, count: int) -> list[Unit]:
    """So many units of a batch."""
    return list(parts.units(list(sources.of([lines(path, rows(count * SIZE))], pytest.fail)), pytest.fail))


def test_what_kills_worker_after_worker_is_given_up(tmp_path: Path) -> None:
    units, problems = units_of(tmp_path / "a.jsonl", 5), list[str]()
    done = [one for many in cluster.run(units, deadly, "", 2, problems.append) for one in many]
    assert sorted(one.name[-1] for one in done) == ["0", "1", "3", "4"]
    assert len(problems) == 1
    assert "a.jsonl, lines from 41 on: the workers that read it died" in problems[0]


def last_of_its_kind(unit: Unit) -> list[Done]:
    """Does its work, but the first of its processes is killed at the third part, and never started again."""
    if unit.parts[0].name.endswith("2"):
        mark = Path(unit.source.address).with_suffix(".dead")
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    return [Done(part.name, 1, 1, 0) for part in unit.parts]


def without_return(many: int) -> distributed.LocalCluster:
    """A cluster on this machine that starts no worker in the place of one that is gone."""
    started = distributed.LocalCluster(
        n_workers=many, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0"
    )
    for nanny in started.workers.values():
        nanny._on_worker_exit = lambda _code: None
    return started


def test_a_cluster_of_our_own_without_workers_is_followed_by_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_RETURN", 2)
    monkeypatch.setattr(cluster, "_own", without_return)
    units, problems = units_of(tmp_path / "a.jsonl", 5), list[str]()
    done = [one for many in cluster.run(units, last_of_its_kind, "", 1, problems.append) for one in many]
    assert sorted(one.name[-1] for one in done) == ["0", "1", "2", "3", "4"]
    assert problems == []


def test_a_cluster_that_is_left_without_workers_ends_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_PATIENCE", 1)
    said = r"tcp://.*: all its workers are gone; once that is mended, the same command goes on"
    with without_return(1) as idle, pytest.raises(ExportError, match=said):
        list(cluster.run(units_of(tmp_path / "a.jsonl", 5), deadly, idle.scheduler_address, 1, pytest.fail))


def ending(unit: Unit) -> list[Done]:
    """Ends the scheduler at the third part."""
    if unit.parts[0].name.endswith("2"):
        os.kill(int(Path(unit.source.address).with_suffix(".pid").read_text(encoding="ascii")), signal.SIGKILL)
    return [Done(part.name, 1, 1, 0) for part in unit.parts]


@contextlib.contextmanager
def started(folder: Path) -> Iterator[str]:
    """A scheduler and a worker, each a process of its own; the address, and a.pid says which process the first is."""
    file = str(folder / "scheduler.json")
    scheduler, worker = (
        subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.dask_{what}", "--scheduler-file", file, *more],
            env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"},
        )
        for what, more in (
            ("scheduler", ["--host", "127.0.0.1", "--port", "0", "--no-dashboard"]),
            ("worker", ["--no-nanny", "--no-dashboard", "--nthreads", "1", "--host", "127.0.0.1"]),
        )
    )
    (folder / "a.pid").write_text(str(scheduler.pid), encoding="ascii")
    try:
        with distributed.Client(scheduler_file=file, timeout=60, set_as_default=False) as client:
            client.wait_for_workers(1, timeout=60)
            address = client.scheduler.address
        yield address
    finally:
        for process in (worker, scheduler):
            process.kill()
            process.wait()


def test_a_scheduler_that_is_gone_ends_the_run(tmp_path: Path) -> None:
    units, problems = units_of(tmp_path / "a.jsonl", 9), list[str]()
    said = "tcp://.*: its scheduler is gone; once that is mended, the same command goes on where it stopped"
    with started(tmp_path) as address, dask.config.set({"distributed.comm.timeouts.connect": "2s"}):  # noqa: SIM117
        with pytest.raises(ExportError, match=said):
            list(cluster.run(units, ending, address, 1, problems.append))
    assert problems == []


def test_whom_no_worker_is_left_for_is_not_blamed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The third part kills what reads it whenever it does; the others died but beside it."""
    monkeypatch.setattr(cluster, "_RETURN", 2)
    monkeypatch.setattr(cluster, "_own", without_return)
    units, problems = units_of(tmp_path / "a.jsonl", 4), list[str]()
    with dask.config.set({"distributed.scheduler.allowed-failures": 0}):
        done = [one for many in cluster.run(units, deadly, "", 4, problems.append) for one in many]
    assert sorted(one.name[-1] for one in done) == ["0", "1", "3"]
    assert ["a.jsonl, lines from 41 on: the workers that read it died" in problem for problem in problems] == [True]


def test_a_worker_with_another_program_is_said(workers: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "program", lambda: "9.9.9 (0)")
    with pytest.raises(ExportError, match=r"a worker has migration-figures .*, not 9\.9\.9 \(0\); install the same"):
        written(
            [str(lines(tmp_path / "a.jsonl", rows(3)))], tmp_path / "out", engine="dask",
            scheduler=workers.scheduler_address,
        )  # fmt: skip


ADDRESSES = ["nowhere", "tcp://127.0.0.1", "localhost:8786x", "tcp://:8786", "tcp://127.0.0.1:99999"]


@pytest.mark.parametrize("scheduler", ADDRESSES)
def test_what_is_no_address_of_a_scheduler(scheduler: str, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=f"{scheduler}: it is no address of a scheduler; give it as tcp://host:8786"):
        written([str(lines(tmp_path / "a.jsonl", rows(3)))], tmp_path / "out", engine="dask", scheduler=scheduler)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("scheduler", ["tcp://127.0.0.1:1", "127.0.0.1:1", "tls://127.0.0.1:1", "nosuch://127.0.0.1:1"])
def test_no_scheduler(scheduler: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_WAIT", 2)
    with pytest.raises(ExportError, match=f"{scheduler}: no scheduler answers .*; start one"):
        written([str(lines(tmp_path / "a.jsonl", rows(3)))], tmp_path / "out", engine="dask", scheduler=scheduler)
    assert not (tmp_path / "out").exists()


def test_a_scheduler_without_a_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_WAIT", 2)
    batch = str(lines(tmp_path / "a.jsonl", rows(3)))
    with (
        distributed.LocalCluster(n_workers=0, host="127.0.0.1", dashboard_address="127.0.0.1:0") as idle,
        pytest.raises(ExportError, match=r"tcp://.*: it has no worker; start one \(dask worker tcp://"),
    ):
        written([batch], tmp_path / "out", engine="dask", scheduler=idle.scheduler_address)
    assert not (tmp_path / "out").exists()


def test_paths_are_the_same_for_workers_that_were_started_elsewhere(
    workers: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    lines(tmp_path / "a.jsonl", rows(3))
    done = datasets.write(["a.jsonl"], "out/", engine="dask", scheduler=workers.scheduler_address)
    assert (done.parts, done.absent) == (1, 0)


def broken(unit: Unit) -> list[Done]:
    """Fails."""
    raise MemoryError(unit.where)


def test_a_worker_that_fails_costs_no_other_unit(workers: Any, tmp_path: Path) -> None:
    units, problems = units_of(tmp_path / "a.jsonl", 2), list[str]()
    assert [*cluster.run(units, broken, workers.scheduler_address, 2, problems.append)] == [[], []]
    assert ["a worker could not do it (MemoryError" in problem for problem in problems] == [True, True]


def test_dask_is_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "extract.datasets.cluster", None)
    monkeypatch.delattr(datasets, "cluster", raising=False)
    with pytest.raises(ExportError, match=r"the engine dask is not installed .*pip install '\.\[cluster\]'"):
        written([str(lines(tmp_path / "a.jsonl", rows(3)))], tmp_path / "out", engine="dask")
    assert not (tmp_path / "out").exists()


def test_a_folder_that_no_other_process_sees(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="memory://: only this process sees it"):
        datasets.write([lines(tmp_path / "a.jsonl", rows(3))], "memory://out/", engine="dask")


@pytest.fixture
def s3(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A server of S3 on this machine, known to this process and those that it starts."""
    import s3fs

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    given = {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}", "AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b",
        "AWS_DEFAULT_REGION": "us-east-1", "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    s3fs.S3FileSystem.clear_instance_cache()
    store = s3fs.S3FileSystem()
    store.mkdir("news")
    yield store
    server.stop()
    s3fs.S3FileSystem.clear_instance_cache()


def command(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "extract", "extract", *arguments], capture_output=True, text=True)


def test_from_s3_to_s3(s3: Any, tmp_path: Path) -> None:
    for name in ("a", "b"):
        parquet.write_table(pa.Table.from_pylist(rows(30)), tmp_path / f"{name}.parquet")
        s3.put(str(tmp_path / f"{name}.parquet"), f"news/in/{name}.parquet")
    s3.put(str(lines(tmp_path / "c.jsonl", rows(5))), "news/in/c.jsonl")
    for engine, out in (("local", "here"), ("dask", "there")):
        done = command("s3://news/in/*", "--engine", engine, "--jobs", "2", "-o", f"s3://news/{out}/")
        assert (done.returncode, done.stderr) == (0, f"65 claims in 3 parts written to s3://news/{out}/\n")
    found = {name.rpartition("/")[2]: s3.cat_file(name) for name in s3.find("news/here")}
    assert {name.rpartition("/")[2]: s3.cat_file(name) for name in s3.find("news/there")} == found
    assert sorted(name[:2] for name in found) == ["_r", "a-", "b-", "c-"]


def test_a_cluster_is_for_a_folder() -> None:
    done = command("a.txt", "--engine", "dask", "-o", "figures.csv")
    assert done.returncode == 2
    assert "--engine, --scheduler and --again are for a data set: give a folder (-o claims/)" in done.stderr
