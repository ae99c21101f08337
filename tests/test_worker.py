"""worker: files are read in a process of its own, which no file can hang, kill or fill for the next (trial R01)."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import clock
import pytest

from extract.readers import DocumentError, Worker, worker

ROOT = Path(__file__).parent.parent
LIMIT = 1.5  # seconds; a busy machine needs some of it to read the mocks
MODULES = {"mock": "mock_reader", "plain": "mock_plain_reader", "gone": "no_such_reader", "hollow": "json"}
HANGS = 120.0  # seconds after which what is waited for, half a second as a rule, will never come
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="a limit of memory holds on Linux alone")
WAITS = pytest.mark.skipif(sys.platform != "linux", reason="a process of another can be waited for on Linux alone")


def started() -> Worker:
    return Worker(deadline=LIMIT, readers=MODULES)


@pytest.fixture(scope="module")
def child() -> Iterator[Worker]:
    """One worker for all trials, as one is for all files: each trial is the file before the next."""
    with started() as one:
        yield one


def read(by: Worker, command: str, kind: str = "mock", problems: list[str] | None = None) -> list[worker.Read]:
    heard = problems if problems is not None else []
    return list(by.documents(kind, command.encode(), "a.mock", "a", heard.append))


def texts(by: Worker, command: str) -> list[str]:
    return [found.document.text for found in read(by, command)]


def refused(by: Worker, command: str) -> str:
    with pytest.raises(DocumentError) as caught:
        read(by, command)
    return str(caught.value)


def soon(of: Callable[[], str]) -> str:
    """What is said within the limit and 2 seconds, of a quiet machine, by the clock on the wall."""
    return clock.within(2 * clock.A_SECOND, of, time.monotonic, beside=LIMIT)


def test_a_document_comes_as_it_was_read(child: Worker) -> None:
    (found,) = child.documents("mock", "forty é 😀".encode(), "a.mock", "a", print, charset="cp1252")
    assert found.version == "mock 1.0"
    assert found.document == worker.Document(
        "forty é 😀", "a", published="2021", pages=(0, 2), warnings=("charset cp1252",)
    )


TIMES = "it was not read within 1.5 s; split it, or save its text"
TRIALS = [
    ("loop", TIMES),
    ("regex", TIMES),
    ("sleep", TIMES),
    ("abort", "the program that reads it was killed (SIGABRT); split it, or save its text"),
    ("segfault", "the program that reads it was killed (SIGSEGV)"),
    ("kill", "the program that reads it was killed (SIGKILL)"),
    ("hang_up", "the program that reads it went silent"),
    ("leave", "the program that reads it ended (exit status 3)"),
    ("system_exit", "the mock could not be read (SystemExit: bye); save its text in a .txt file and give that"),
    ("recurse", "the mock could not be read (RecursionError: maximum recursion depth exceeded"),
    ("surrogate", "the mock could not be read (ValueError: half a character: \ufffd); save its text"),
    ("bad_import", "the mock could not be read (ModuleNotFoundError: No module named 'no_such_module')"),
    ("refuse", "mock: no text; write some"),
    pytest.param("memory", "reading it takes more than 1 GB of memory; split it", marks=LINUX, id="memory"),
]
TRIALS = [trial if hasattr(trial, "marks") else pytest.param(*trial, id=trial[0]) for trial in TRIALS]


@pytest.mark.parametrize(("command", "said"), TRIALS)
def test_r01_a_bad_file_is_said_in_one_line_and_the_next_is_read(child: Worker, command: str, said: str) -> None:
    texts(child, "so that it is there")
    told = soon(lambda: refused(child, command))
    assert told.startswith("a.mock: " if command != "refuse" else "mock: ")
    assert said in told
    assert "\n" not in told
    assert told.encode()
    assert texts(child, "next") == ["next"]


def test_a_reader_writes_nothing(child: Worker, tmp_path: Path) -> None:
    path = tmp_path / "written.txt"
    with pytest.raises(DocumentError, match=r"^a\.mock: the mock could not be read \(OSError: .*File too large"):
        read(child, f"write {path}")
    assert path.read_bytes() == b""
    assert texts(child, "next") == ["next"]


@LINUX
def test_r01_memory_that_is_taken_piece_by_piece() -> None:
    with Worker(memory=200_000_000, readers=MODULES) as child:
        with pytest.raises(DocumentError, match=r"^a\.mock: reading it takes more than 0\.2 GB of memory; split it"):
            read(child, "slow_memory")
        assert texts(child, "next") == ["next"]


def test_r01_stray_prints_and_reads_meet_nothing(child: Worker) -> None:
    assert texts(child, "stray") == ["stray"]
    assert texts(child, "next") == ["next"]


def test_r01_a_message_of_a_megabyte_is_cut(child: Worker) -> None:
    with pytest.raises(DocumentError) as caught:
        read(child, "long_message")
    assert len(str(caught.value)) < 500


def test_halves_of_characters_become_one_sign_each(child: Worker) -> None:
    ((document, _),) = read(child, "halves")
    assert (document.text, document.title) == ("a\ufffdb", "\ufffd")


def test_documents_and_problems_come_in_order_as_they_are_found(child: Worker) -> None:
    problems: list[str] = []
    found = child.documents("mock", b"some 3", "a.mock", "a", problems.append)
    heard = [(document.document_id, len(problems)) for document, _ in found]
    assert heard == [("a/0", 1), ("a/1", 2), ("a/2", 3)]
    assert problems == ["a.mock:0: no document", "a.mock:1: no document", "a.mock:2: no document"]


def test_what_was_read_before_a_file_hangs_is_kept(child: Worker) -> None:
    found = child.documents("mock", b"late", "a.mock", "a", print)
    assert next(found).document.text == "first"
    with pytest.raises(DocumentError, match=r"not read within 1\.5 s"):
        next(found)


def test_the_deadline_counts_from_the_last_document(child: Worker) -> None:
    assert len(read(child, f"slowly {LIMIT / 3}")) == 4


def test_a_long_file_that_gets_on_is_read(child: Worker) -> None:
    assert texts(child, f"pages {int(LIMIT * 1.5 / 0.05)}") == ["pages"]


def test_a_file_that_gets_on_for_ever_is_given_up() -> None:
    with Worker(deadline=LIMIT, longest=LIMIT, readers=MODULES) as child:
        told = soon(lambda: refused(child, "pages 1000000"))
    assert told.startswith("a.mock: it was not read within 1.5 s; split it")


def test_a_listener_may_take_longer_than_the_deadline() -> None:
    """Neither side's time runs while a document waits to be taken: the pipe is full, and the child's timer stands."""
    with started() as child:
        found = child.documents("mock", b"some 3000", "a.mock", "a" * 200, lambda _: None)
        next(found)
        with Worker(deadline=LIMIT + 0.5, readers=MODULES) as other, pytest.raises(DocumentError, match="not read"):
            read(other, "sleep")  # which takes the listener to the deadline of another
        assert len(list(found)) == 2999


@pytest.mark.parametrize("size", [0, 1, 65_536, 1_000_000, 20_000_000])
def test_large_documents_do_not_stop_the_pipes(child: Worker, size: int) -> None:
    sent = b"x" * size
    ((document, _),) = child.documents("mock", sent, "a.mock", "a", print)
    assert document.text.encode() == sent


def test_an_answer_that_nobody_hears_to_its_end_does_not_meet_the_next(child: Worker) -> None:
    found = child.documents("mock", b"some 100", "a.mock", "a", lambda _: None)
    next(found)
    found.close()
    assert texts(child, "next") == ["next"]


def test_a_listener_that_fails_leaves_a_worker_that_works(child: Worker) -> None:
    def refuse(said: str) -> None:
        raise DocumentError(said)

    with pytest.raises(DocumentError, match="no document"):
        list(child.documents("mock", b"some 100", "a.mock", "a", refuse))
    assert texts(child, "next") == ["next"]


def test_a_kind_whose_reader_is_not_there(child: Worker) -> None:
    with pytest.raises(DocumentError, match=r"^a\.mock: gone files are not read yet; save its text in a \.txt file"):
        read(child, "any", "gone")


def test_a_reader_that_is_none(child: Worker) -> None:
    with pytest.raises(DocumentError, match=r"^a\.mock: the hollow could not be read \(AttributeError"):
        read(child, "any", "hollow")


def test_an_encoding_goes_only_to_readers_that_take_one(child: Worker) -> None:
    found = child.documents("plain", b"text", "a.mock", "a", print, charset="cp1252")
    assert [each.document.text for each in found] == ["text"]


def test_it_is_started_when_it_is_needed_and_ended_with_its_block() -> None:
    with started() as child:
        assert child._process is None
        texts(child, "first")
        process = child._process
        assert process is not None
        texts(child, "second")
        assert child._process is process
    assert process.poll() is not None


@LINUX
def test_a_child_that_has_grown_is_followed_by_a_new_one() -> None:
    held = bytearray(b"x" * 120_000_000)  # what the parent holds is not held against the child
    with Worker(memory=300_000_000, readers=MODULES) as child:
        texts(child, "first")
        first = child._process
        texts(child, "second")
        assert child._process is first is not None
        assert texts(child, "grow") == ["grow"]
        assert child._process is None
        assert texts(child, "next") == ["next"]
    assert held


def test_it_works_from_any_folder_and_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('a stranger')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with started() as child:
        assert texts(child, "first") == ["first"]


def test_a_python_that_cannot_be_started_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nowhere"))
    with started() as child, pytest.raises(DocumentError, match=r"^a\.mock: no process .* could be started"):
        texts(child, "first")


ORPHAN = """
import os
from extract.readers import Worker, messages
child = Worker(readers={"mock": "mock_reader"})
list(child.documents("mock", b"first", "a", "a", print))
print(child._process.pid, flush=True)
asked = {"kind": "mock", "where": "a", "document_id": "a", "charset": "", "seconds": -4.5}
child._process.stdin.write(b"".join(messages.packed(asked, b"loop")))
os._exit(9)
"""


@WAITS
def test_a_child_whose_parent_was_killed_ends_itself() -> None:
    """The parent asks for an endless loop and is gone; the child's own timer (5 s behind the deadline) ends it."""
    done = subprocess.run(
        [sys.executable, "-c", ORPHAN], capture_output=True, text=True, check=False, timeout=60,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "tests")))},
    )  # fmt: skip
    assert done.returncode == 9, done.stderr
    with contextlib.suppress(ProcessLookupError):  # it is gone already
        child = os.pidfd_open(int(done.stdout))
        ended, _, _ = select.select([child], [], [], HANGS)
        if not ended:
            signal.pidfd_send_signal(child, signal.SIGKILL)
        os.close(child)
        assert ended, "the child is still there"


def test_the_limits_are_those_of_the_child_alone() -> None:
    resource = pytest.importorskip("resource")
    before = [resource.getrlimit(limit) for limit in (resource.RLIMIT_AS, resource.RLIMIT_FSIZE)]
    with started() as child:
        texts(child, "first")
    assert before == [resource.getrlimit(limit) for limit in (resource.RLIMIT_AS, resource.RLIMIT_FSIZE)]
