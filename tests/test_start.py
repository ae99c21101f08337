"""Starting: what a command imports, and how long it takes against a bare start of its parts."""

from __future__ import annotations

import os
import queue
import statistics
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from extract import jobs, readers
from extract.claim import COLUMNS

ROOT = Path(__file__).parent.parent
TEXT = "Mexico detained 91,000 migrants in May 2021, the ministry said.\n"
TABLES = ("pandas", "numpy", "pyarrow", "xlsxwriter")
SCREENS = ("streamlit", "plotly")
LIBRARY = ("sqlalchemy", "platformdirs", "extract.library")
PAGES = ("lxml", "trafilatura", "pypdf", "urllib3", "chardet", "dateparser", "babel")
READERS = ("extract.readers", "extract.lexicon", "extract.pipeline", "subprocess", "dataclasses")
ALWAYS = (*TABLES, *SCREENS, *LIBRARY, *PAGES)
POOLS = ("multiprocessing", "concurrent.futures")

NOT_IMPORTED = {
    "--help": (*ALWAYS, *READERS, "extract.claim", "extract.cli.keeping", "extract.cli.extracting"),
    "--version": (*ALWAYS, *READERS, "extract.claim", "extract.cli.keeping", "extract.cli.extracting"),
    "extract --help": (*ALWAYS, *READERS, "extract.export"),
    "add --help": (*ALWAYS, *READERS),
    "list --help": (*ALWAYS, *READERS),
    "export --help": (*ALWAYS, *READERS),
    "show --help": (*ALWAYS, "extract.readers", "extract.lexicon", "extract.pipeline", "subprocess"),
    "review --help": (*ALWAYS, "extract.readers", "extract.lexicon", "extract.pipeline", "subprocess"),
    "check": ALWAYS,
    "extract short.txt": (*ALWAYS, *POOLS, "extract.export.hxl"),
    "extract short.txt --published 2021-06-08": (*ALWAYS, *POOLS, "extract.export.hxl"),
    "extract - --published 2021-06-08": (*ALWAYS, *POOLS),
    "extract short.txt --jobs 2": (*ALWAYS, *POOLS),
    "extract short.txt -o out.jsonl": (*ALWAYS, *POOLS),
}  # fmt: skip
CODE = """
import atexit, sys
atexit.register(lambda: print("\\n", *sys.modules, file=sys.stderr))
from extract.cli import main
main(sys.argv[1:])
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("start")
    (made / "short.txt").write_text(TEXT, encoding="utf-8")
    return made


@pytest.mark.parametrize("command", NOT_IMPORTED)
def test_a_command_imports_what_it_needs(command: str, folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CODE, *command.split()], input=TEXT, capture_output=True, text=True, cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True,
    )  # fmt: skip
    imported = set(done.stderr.splitlines()[-1].split())
    assert "extract.cli" in imported
    assert imported & set(NOT_IMPORTED[command]) == set()


def seconds(*arguments: str) -> float:
    """The processor's time that a Python takes, its children's too."""
    before = os.times()
    subprocess.run([sys.executable, *arguments], capture_output=True, cwd=ROOT, check=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def test_help_takes_little_more_than_its_parts() -> None:
    pairs = [(seconds("-m", "extract", "--help"), seconds("-c", "import click")) for _ in range(7)]
    ours, bare = (statistics.median(times) for times in zip(*pairs, strict=True))
    assert ours < 2.5 * bare + 0.02


def test_a_short_text_takes_little_more_than_its_parts(folder: Path) -> None:
    """Two Pythons start, and one reads the lexicon: all its files as TOML and CSV take a fifth of that."""
    parts = "import click, sentencex, json, csv, subprocess\nfrom extract import lexicon\nlist(lexicon.examples())"
    command = ("-m", "extract", "extract", str(folder / "short.txt"), "--published", "2021-06-08")
    pairs = [(seconds(*command), seconds("-c", parts)) for _ in range(5)]
    ours, bare = (statistics.median(times) for times in zip(*pairs, strict=True))
    assert ours < 9 * bare


def test_the_lexicon_is_read_while_the_reading_process_starts(folder: Path) -> None:
    done: list[str] = []
    found = readers.read([folder / "short.txt"], meanwhile=lambda: done.append("words"))
    assert done == []
    next(found)
    assert done == ["words"]
    assert list(found) == []
    assert list(readers.read([folder / "nowhere.txt"], print, meanwhile=lambda: done.append("no process"))) == []
    assert done == ["words"]


def test_a_lexicon_that_is_broken_is_said_of_the_document(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_language: str) -> None:
        raise KeyError("months")

    monkeypatch.setattr("extract.pipeline.load", broken)
    jobs.settle("en")


def lines(stream: Iterator[str]) -> queue.Queue[str]:
    """The lines of a stream as they come."""
    found: queue.Queue[str] = queue.Queue()
    threading.Thread(target=lambda: [found.put(line) for line in stream], daemon=True).start()
    return found


def test_claims_are_printed_as_they_are_found(folder: Path) -> None:
    command = [sys.executable, "-m", "extract", "extract", str(folder / "short.txt"), "-", "--published", "2021-06-08"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdin
        assert process.stdout
        found = lines(process.stdout)
        assert found.get(timeout=60).split(",")[0] == COLUMNS[0]
        assert "91,000" in found.get(timeout=60)  # while standard input is still being typed
        process.stdin.write("Malta took in 40 people.\n")
        process.stdin.close()
        assert process.wait(timeout=60) == 0
