"""README: every command runs, the rows are what comes out, the figures are what their scripts print."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import corpus as recall
import floors
import peers
import pytest
import quality
import scoring
from conftest import ROOT

from extract import corpus

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w*)\n(.*?)```", README, re.DOTALL)
COMMANDS = [line for kind, block in BLOCKS if kind == "bash" for line in block.splitlines() if line]
START = "python3 -m venv .venv && .venv/bin/pip install -q . && .venv/bin/streamlit run dashboard.py"
TEST = "python3 -m venv .venv && .venv/bin/pip install -q '.[test]' && .venv/bin/pytest"
ARTICLE = "Mexico detained 91,000 migrants in the first five months of the year, officials said on Monday.\n"


def test_the_two_lines_of_set_up_stand_as_they_are_run() -> None:
    """The first is run by test_setup.py, the second by .ci/run."""
    assert START in COMMANDS
    assert TEST in COMMANDS


RUN = [[line for line in block.splitlines() if line] for kind, block in BLOCKS if kind == "bash"]
OURS = f"{shlex.quote(sys.executable)} -m extract"


@pytest.mark.long
@pytest.mark.parametrize("lines", [lines for lines in RUN if not {START, TEST} & set(lines)], ids=" / ".join)
def test_commands_run_one_after_the_other(lines: list[str], tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    shutil.copytree(corpus.folder(), tmp_path / "articles")
    ours = {"PYTHONPATH": str(ROOT), "MIGRATION_FIGURES_LIBRARY": str(tmp_path / "library.sqlite")}
    for line in lines:
        whole = f"{line} --help" if " dashboard" in line else line  # it is started for real in test_wheel.py
        found = subprocess.run(
            ["bash", "-c", whole.replace("migration-figures", OURS)], cwd=tmp_path, capture_output=True, text=True,
            env={**os.environ, **ours}, timeout=120,
        )  # fmt: skip
        assert found.returncode == 0, found.stderr
        made = re.search(r"-o (\S+)", line)
        assert (tmp_path / made[1]).stat().st_size > 500 if made else found.stdout


def test_the_rows_shown_are_what_comes_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = doctest.testfile(str(ROOT / "README.md"), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert result.attempted == 3
    assert result.failed == 0


def test_the_paragraph_stands_in_the_corpus() -> None:
    quoted = " ".join(" ".join(re.findall(r"^> (.*)$", README, re.MULTILINE)).split())
    report = (corpus.folder() / "itv-2022-09-13-channel.md").read_text(encoding="utf-8")
    assert quoted in " ".join(report.split())


def test_the_figures_are_what_the_script_prints() -> None:
    result = recall.compare()
    assert f"Of the {result.wanted.total()} figures" in README
    assert f"{result.hits.total()} are found" in README
    assert f"{len(list(corpus.folder().glob('*.md')))} sample reports" in README


def test_the_scores_are_what_the_script_prints() -> None:
    """After a change of the extractor: `python tests/quality.py --write`."""
    assert quality.row("gold", floors.reached("gold")) in README.splitlines()
    assert f"{len(scoring.documents(scoring.GOLD))} of our reports" in quality.LABELS["gold"]
    assert {*quality.LABELS.values(), *(peer.name for peer in peers.PEERS)} <= FIRST_CELLS
    assert peers.PUBLISHED in README


FIRST_CELLS = {line.split("|")[1].strip() for line in README.splitlines() if line.startswith("|")}


@pytest.mark.skipif(not floors.same_texts(), reason="set MARKED_TEXTS to run this")
def test_the_scores_on_the_texts_of_others_are_what_the_script_prints() -> None:
    for name in floors.OTHERS:
        assert quality.row(name, floors.reached(name)) in README.splitlines()


def test_a_row_is_written_over_by_its_label() -> None:
    assert quality.with_row("| a | 1 |\n| b | 2 |\n", "| b | 3 |") == "| a | 1 |\n| b | 3 |\n"
    assert quality.with_recall("Of the 9 figures x,\n8 are found", 3, 4) == "Of the 4 figures x,\n3 are found"


def test_the_scripts_that_it_names_are_there() -> None:
    named = re.findall(r"`(?:\.venv/bin/)?python (tests/\w+\.py)", README)
    assert {"tests/peers.py", "tests/scoring.py", "tests/quality.py", "tests/corpus.py"} <= set(named)
    assert all((ROOT / script).is_file() for script in named)


def test_one_command_prints_the_figures() -> None:
    done = subprocess.run(
        [sys.executable, "tests/quality.py"], cwd=ROOT, capture_output=True, text=True, check=True, timeout=120
    )
    assert quality.line("gold", floors.reached("gold")) in done.stdout


def test_the_picture_is_there() -> None:
    for picture in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README):
        assert (ROOT / picture).read_bytes().startswith(b"\x89PNG")
