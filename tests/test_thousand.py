"""A folder of documents of every format, added in one go, and killed and resumed: the same library."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import samples
from conftest import ROOT

from extract.library import Library, Listed

KILLS = 3
BEGUN = re.compile(r"\] (\d+) of (\d+) files")


def command(folder: Path, where: Path) -> list[str]:
    return [sys.executable, "-m", "extract", "add", str(folder), "--library", str(where)]


def add(folder: Path, where: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command(folder, where), capture_output=True, text=True, env=environment, check=False)
    assert "Traceback" not in done.stderr
    return done


def killed(folder: Path, where: Path, after: int) -> None:
    """An add on a terminal, killed without warning once its progress says that so many files are begun."""
    ours, theirs = os.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command(folder, where), stdout=theirs, stderr=theirs, env=environment)
    os.close(theirs)
    said = ""
    while True:
        try:
            said += os.read(ours, 4096).decode(errors="replace")
        except OSError:  # the terminal's other side is gone
            break
        if any(int(begun) >= after for begun, _ in BEGUN.findall(said)):
            break
    process.kill()
    process.wait()
    os.close(ours)
    assert BEGUN.search(said), said


def content(where: Path) -> tuple[list[Listed], list[tuple[object, ...]]]:
    """The documents but for when they were added, and all rows."""
    with Library.open(where, create=False) as library:
        assert list(library.verify()) == []
        return [listed._replace(added="") for listed in library.documents()], list(library.claims())


@pytest.mark.parametrize("count", [24, pytest.param(1000, marks=pytest.mark.long)])
def test_a_run_that_is_killed_and_resumed_ends_like_one_in_one_go(tmp_path: Path, count: int) -> None:
    folder = tmp_path / "documents"
    samples.folder(folder, count)
    files = sum(path.is_file() for path in folder.rglob("*"))
    whole = add(folder, tmp_path / "whole.sqlite")
    for k in range(1, KILLS + 1):
        killed(folder, tmp_path / "killed.sqlite", files * k // (KILLS + 2))
    last = add(folder, tmp_path / "killed.sqlite")
    assert last.returncode == whole.returncode == 1  # some files cannot be read
    assert sorted(re.findall("^cannot read .*", last.stderr, re.MULTILINE)) == sorted(
        re.findall("^cannot read .*", whole.stderr, re.MULTILINE)
    )
    assert content(tmp_path / "killed.sqlite") == content(tmp_path / "whole.sqlite")
    assert re.search(r" [1-9]\d* unchanged", last.stdout)
