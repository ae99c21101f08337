"""Several processes at once: the claims, problems and notes of one, in its order, whatever happens to a process."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import mock_crew
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import extract
from extract import cli, jobs, lexicon, pipeline
from extract.claim import Claim, Document
from extract.jobs import crew
from extract.readers import Original

ROOT = Path(__file__).parent.parent
T = TypeVar("T")
LINE = "Mexico detained 91,000 migrants in May 2021, the ministry said. "


def document(number: int, lines: int = 1, **fields: str) -> Document:
    text = "".join(f"Malta took in {number + 2} people in March. {LINE}" for _ in range(lines))
    return Document(text, f"d{number}", published="2021-06-08", **fields)


def documents(count: int) -> list[Document]:
    return [document(number, 1 + number * 7 % 5) for number in range(count)]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """So little is read here, and given at a time, that a test has enough of it."""
    monkeypatch.setattr(jobs, "ALONE", 300)
    monkeypatch.setattr(jobs, "BUNDLE", 500)


def waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """This process reads nothing itself where another can: it waits until one stands ready, or has done something."""
    feed, go_on = crew.Crew.feed, crew.Task.go_on
    given: list[crew.Task] = []

    def fed(begun: crew.Crew, tasks: Collection[crew.Task]) -> None:
        feed(begun, tasks)
        begun._pool.ready.exception()
        feed(begun, tasks)
        given[:] = [task for task in tasks if task.future]

    def gone_on(task: crew.Task) -> None:
        go_on(given[0] if given and task.future is None else task)

    monkeypatch.setattr(crew.Crew, "feed", fed)
    monkeypatch.setattr(crew.Task, "go_on", gone_on)


def children() -> set[int]:
    """The processes that this one has started."""
    tasks = Path("/proc/self/task")
    return {int(pid) for task in tasks.iterdir() for pid in (task / "children").read_text(encoding="ascii").split()}


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("count", [1, 2, 3], ids=str)
def test_the_claims_are_the_same_for_any_number_of_jobs(count: int) -> None:
    assert list(extract.find(documents(40), jobs=count)) == list(pipeline.find(documents(40)))


def test_a_little_starts_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "ProcessPoolExecutor", None)
    found = list(jobs.find(documents(40), 8))
    assert found == list(pipeline.find(documents(40)))


def test_one_job_starts_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "ProcessPoolExecutor", None)
    monkeypatch.setattr(jobs, "ALONE", 1)
    assert len(list(jobs.each(documents(40), 1))) == 40


def batch(path: Path) -> Path:
    """A batch with texts of many lengths, lines that cannot be read, and languages without a lexicon."""
    lines = []
    for number in range(120):
        language = "fr" if number % 17 == 3 else "en"
        row = {"document_id": f"d{number}", "text": document(number, number % 9).text, "language": language}
        lines.append("{" if number % 29 == 7 else json.dumps(row))
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def ran(*arguments: str | Path) -> tuple[int, bytes, str]:
    result = CliRunner().invoke(cli.main, ["extract", *map(str, arguments)])
    return result.exit_code, result.stdout_bytes, result.stderr


@pytest.mark.usefixtures("small")
def test_the_bytes_and_the_notes_of_a_batch_are_the_same(tmp_path: Path) -> None:
    told = [ran(batch(tmp_path / "batch.jsonl"), "--jobs", count) for count in ("1", "2", "3")]
    assert told[0][0] == 1
    assert b"91,000" in told[0][1]
    assert "cannot read" in told[0][2]
    assert told == [told[0]] * 3


@pytest.mark.usefixtures("small")
def test_much_is_read_by_all_from_the_first_document_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = batch(tmp_path / "batch.jsonl")
    alone = ran(path, "--jobs", "1")
    begun: list[list[str]] = []
    real = crew.Crew.__enter__
    monkeypatch.setattr(crew.Crew, "__enter__", lambda self: begun.append(read[:]) or real(self))
    read: list[str] = []
    settle = jobs.settle
    monkeypatch.setattr(jobs, "settle", lambda language: read.append(language) or settle(language))
    for much in (path.stat().st_size, path.stat().st_size + 1):
        monkeypatch.setattr(jobs, "MUCH", much)
        assert ran(path, "--jobs", "2") == alone
        read.clear()
    assert begun == [[], ["en"]]  # what was read of the words before the processes were started


@pytest.mark.usefixtures("small")
def test_the_bytes_of_the_sample_corpus_are_the_same() -> None:
    told = [ran(ROOT / "data" / "articles", "--jobs", count) for count in ("1", "2", "3")]
    assert told == [told[0]] * 3


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("ending", [".zip", ".jsonld"])
def test_a_file_that_needs_the_texts_has_them(tmp_path: Path, ending: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[Original.__module__], "_now", lambda: "2021-06-08T10:00:00Z")
    made = []
    for count in ("1", "2"):
        out = tmp_path / f"out{count}{ending}"
        assert ran(batch(tmp_path / "batch.jsonl"), "-o", out, "--jobs", count)[0] == 1
        made.append(out.read_bytes())
    assert made[0] == made[1]


def failing(found: Sequence[str]) -> object:
    """A pipeline in which documents of these ids fail."""
    real = pipeline._of_document

    def of_document(document: Document) -> Iterator[Claim]:
        if document.document_id in found:
            raise ValueError("no rule")
        return real(document)

    return of_document


class _Here:
    """A crew without processes: this one reads what it would wait for."""

    def __init__(self, _size: int, _language: str) -> None:
        """There is nothing to start."""

    def __enter__(self) -> _Here:
        return self

    def __exit__(self, *error: object) -> None:
        """There is nothing to end."""

    def feed(self, tasks: Sequence[crew.Task]) -> None:
        """Nobody takes them."""

    def mend(self, task: crew.Task) -> None:
        """Nobody was killed."""


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "ALONE", 300)
    monkeypatch.setattr(jobs, "BUNDLE", 500)
    monkeypatch.setattr(crew, "Crew", _Here)


@pytest.mark.usefixtures("here")
def test_problems_of_reading_and_of_extracting_keep_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "_of_document", failing(["d1", "d20", "d21", "d39"]))

    def read(turn: jobs.Turn) -> Iterator[Document]:
        for one in documents(40):
            turn(f"before {one.document_id}")
            yield one
        turn("at the end")

    said: list[list[str]] = []
    for count in (1, 3):
        told: list[str] = []
        turn = jobs.Turn(told.append)
        for one, claims in jobs.each(read(turn), count, turn):
            told += [one.document_id, *(claim.written for claim in claims)]
        said.append(told)
    assert "before d39" in said[0]
    assert any("d39: its figures could not be extracted" in line for line in said[0])
    assert said[0] == said[1]


@pytest.mark.usefixtures("here")
def test_an_error_is_raised_behind_the_claims_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "_of_document", failing(["d20"]))
    found = jobs.find(documents(40), 2)
    before = sum(1 for _ in pipeline.find(documents(20)))
    assert {next(found).document_id for _ in range(before)} == {f"d{number}" for number in range(20)}
    with pytest.raises(ValueError, match="no rule"):
        next(found)


@pytest.mark.usefixtures("here")
def test_an_error_of_reading_is_raised_behind_the_claims_before_it() -> None:
    def broken() -> Iterator[Document]:
        yield from documents(20)
        raise extract.DocumentError("a.pdf: it is no PDF")

    found = jobs.find(broken(), 2)
    before = sum(1 for _ in pipeline.find(documents(20)))
    assert {next(found).document_id for _ in range(before)} == {f"d{number}" for number in range(20)}
    with pytest.raises(extract.DocumentError, match="no PDF"):
        next(found)


sizes = st.lists(st.integers(0, 12), max_size=25)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(
    sizes=sizes,
    alone=st.integers(0, 900),
    bundle=st.integers(1, 2000),
    count=st.integers(1, 5),
    much=st.sampled_from(["", "en"]),
)
@pytest.mark.usefixtures("here")
def test_the_order_is_that_of_the_documents(
    sizes: list[int], alone: int, bundle: int, count: int, much: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "ALONE", alone)
    monkeypatch.setattr(jobs, "BUNDLE", bundle)
    texts = [document(number, lines) for number, lines in enumerate(sizes)]
    pairs = list(jobs.each(texts, count, much=much))
    assert [one for one, _ in pairs] == texts
    assert [claim for _, claims in pairs for claim in claims] == list(pipeline.find(texts))


@pytest.mark.usefixtures("small")
def test_documents_are_read_ahead_only_so_far(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "Crew", _Here)
    read = 0

    def counted() -> Iterator[Document]:
        nonlocal read
        for read in range(2000):
            yield document(read)

    found = jobs.each(counted(), 2)
    for _ in range(20):
        next(found)
    assert read < 200
    found.close()


def with_deadly(
    monkeypatch: pytest.MonkeyPatch, outcomes: Any, many: int
) -> tuple[list[Document], list[Claim], list[str]]:
    """Documents of which the 17th is deadly, what is found in them, and what is told."""
    waiting(monkeypatch)
    monkeypatch.setattr(crew, "outcomes", outcomes)
    texts = documents(30)
    texts[17] = Document(LINE, f"{mock_crew.DEADLY}-17", published="2021-06-08")
    said: list[str] = []
    return texts, list(jobs.find(texts, many, said.append)), said


@pytest.mark.usefixtures("small")
def test_a_process_that_is_killed_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    texts, found, said = with_deadly(monkeypatch, mock_crew.killed_in_company, 2)
    assert said == []
    assert found == list(pipeline.find(texts))


@pytest.mark.usefixtures("small")
def test_a_document_that_kills_twice_is_told_and_the_others_are_done(monkeypatch: pytest.MonkeyPatch) -> None:
    texts, found, (problem,) = with_deadly(monkeypatch, mock_crew.killed, 3)
    assert problem.startswith("deadly-17: the process that read it was killed, twice; split it")
    assert found == list(pipeline.find([*texts[:17], *texts[18:]]))


@pytest.mark.usefixtures("small")
def test_where_no_process_stays_alive_this_one_does_it_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew._Pool, "given", _no_room)
    assert list(jobs.find(documents(40), 2)) == list(pipeline.find(documents(40)))


def _no_room(*_arguments: object) -> None:
    raise OSError("no process can be started")


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="names the processes")
@pytest.mark.usefixtures("small")
def test_closing_ends_the_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    waiting(monkeypatch)
    before = children()
    found = jobs.each(documents(60), 3)
    for _ in range(30):
        next(found)
    begun = children() - before
    assert begun
    found.close()
    assert not [pid for pid in begun if b"spawn_main" in command(pid)]


def command(pid: int) -> bytes:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


@pytest.mark.usefixtures("small")
def test_words_of_ones_own_reach_the_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting(monkeypatch)
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "places.csv").write_text("name,codes,kind\nZorbonia,MEX,country\n", encoding="utf-8")
    texts = [Document(f"Zorbonia detained {n + 20} migrants. {LINE * 5}", f"d{n}") for n in range(12)]
    with lexicon.use(tmp_path):
        found = list(jobs.find(texts, 2))
        assert found == list(pipeline.find(texts))
    assert found[0].actor == "MEX"


SCRIPT = """
import extract
text = "Mexico detained 91,000 migrants. " * 200
if __name__ == "__main__":
    texts = [extract.Document(text, str(n)) for n in range(60)]
    print(len(list(extract.find(texts, jobs=2))))
"""


def test_a_script_that_guards_itself(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, str(60 * 200), "")


def started(path: Path) -> subprocess.Popen[str]:
    """A command that reads for long with two processes, as a group of its own."""
    rows = [json.dumps({"document_id": str(n), "text": LINE * 300, "published": "2021-06-08"}) for n in range(400)]
    path.write_text("\n".join(rows), encoding="utf-8")
    return subprocess.Popen(
        [sys.executable, "-m", "extract", "extract", str(path), "--jobs", "2", "-o", str(path.with_suffix(".csv"))],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT, start_new_session=True,
    )  # fmt: skip


def beside(pid: int) -> dict[int, bytes]:
    """The processes that a process has started, and how each was."""
    with contextlib.suppress(OSError):
        found = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
        return {int(child): command(int(child)) for child in found}
    return {}


def alive(pids: Sequence[int]) -> list[int]:
    return [pid for pid in pids if command(pid)]


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="names the processes")
@pytest.mark.parametrize("rows", [0, 1, 5_000], ids=str)
def test_ctrl_c_leaves_no_process_and_no_traceback(tmp_path: Path, rows: int) -> None:
    process = started(tmp_path / "batch.jsonl")
    found = until_two(process)
    until_written(process, tmp_path, rows)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err.strip()) == (1, "", "Aborted!")
    assert gone(found)


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="names the processes")
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL], ids=lambda how: how.name)
def test_a_process_ends_with_the_one_that_started_it(tmp_path: Path, how: signal.Signals) -> None:
    process = started(tmp_path / "batch.jsonl")
    found = until_two(process)
    until_written(process, tmp_path, 5_000)
    process.send_signal(how)
    process.communicate(timeout=60)
    assert gone(found)


DEAF = """
import os
import signal
from multiprocessing import get_context
from extract.jobs import crew

def blocked():
    return signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, [])

def tell():
    os._exit(10 + blocked())

if __name__ == "__main__":
    with crew.deaf():
        process = get_context("spawn").Process(target=tell)
        process.start()
    process.join()
    print(process.exitcode, blocked())
"""


def test_not_even_the_first_process_hears_of_ctrl_c(tmp_path: Path) -> None:
    """In a program of its own, for with the first one Python starts what unblocks it."""
    script = tmp_path / "deaf.py"
    script.write_text(DEAF, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout == "11 False\n"


def until(process: subprocess.Popen[str], what: Callable[[], T]) -> T:
    """Wait for something while a process goes on, which must not end before."""
    for _ in range(3_000):
        if found := what():
            return found
        with contextlib.suppress(subprocess.TimeoutExpired):
            raise AssertionError(f"it ended with {process.wait(timeout=0.02)}")
    raise AssertionError("it does not come")


def until_two(process: subprocess.Popen[str]) -> list[int]:
    """Wait until the process beside it has started; all that it has started."""

    def started() -> list[int]:
        found = beside(process.pid)
        return list(found) if any(b"spawn_main" in said for said in found.values()) else []

    return until(process, started)


def until_written(process: subprocess.Popen[str], folder: Path, rows: int) -> None:
    """Wait until so many rows stand in its file, which is not whole yet."""

    def written() -> bool:
        return sum(draft.read_bytes().count(b"\r\n") for draft in folder.glob(".figures-*")) >= rows

    until(process, written)


def gone(pids: Sequence[int]) -> bool:
    """Whether all of them end soon."""
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            handle = os.pidfd_open(pid)
            select.select([handle], [], [], 30)
            os.close(handle)
    return not alive(pids)
