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
from extract import quality as kept

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
        assert size(tmp_path / made[1]) > 500 if made else found.stdout


def size(path: Path) -> int:
    """The bytes of a file, or of those in a folder."""
    return sum(file.stat().st_size for file in ([path] if path.is_file() else path.iterdir()))


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
    """After a change of the extractor: `python tests/quality.py --write`."""
    result = recall.compare()
    assert kept.measured()[:2] == (result.wanted.total(), result.hits.total())
    assert f"{len(list(corpus.folder().glob('*.md')))} sample reports" in README


def test_it_repeats_the_files_that_about_shows() -> None:
    """After a change of data/limits.md too: `python tests/quality.py --write`."""
    measured = kept.measured()
    assert f"Of the {measured.figures} figures" in README
    assert f"{measured.found} are found" in README
    assert [line for line in README.splitlines() if re.match(r"\|.*\| \d\.\d+ \|", line)] == quality.rows(measured)
    assert f"{quality.MISSED}\n\n{kept.limits()}\n#" in README
    assert quality.readme(README, measured, kept.limits()) == README


@pytest.mark.parametrize("name", ["gold", *(floors.OTHERS if floors.same_texts() else [])])
def test_the_scores_of_the_file_are_those_of_today(name: str) -> None:
    text = kept.file().read_text(encoding="utf-8")
    assert quality.with_values(text, quality.of_set(name, floors.reached(name))) == text
    assert set(quality.of_set(name, floors.reached(name))) <= entries(text)


def entries(text: str) -> set[str]:
    """The tables and keys of the file, as quality.py names them."""
    tables = re.findall(r"^\[(.+)\]\n((?:\w+ = .*\n)+)", text, re.MULTILINE)
    return {f"{table}.{line.split()[0]}" for table, lines in tables for line in lines.splitlines()}


def test_what_is_measured_has_its_place_in_the_file() -> None:
    assert f"{len(scoring.documents(scoring.GOLD))} of our reports" == quality.LABELS["gold"]
    assert {*quality.LABELS.values()} < set(kept.measured().scores)
    programs = ("this program", *(peer.name for peer in peers.PEERS))
    text = kept.file().read_text(encoding="utf-8")
    assert set(quality.of_peers(dict.fromkeys(programs, [0.5] * 4))) < entries(text)
    assert set(quality.of_corpus(1, 2)) < entries(text)


def test_no_floor_is_above_what_the_file_says() -> None:
    """The file's scores are rounded to hundredths, the floors are not."""
    scores = kept.measured().scores
    above = {
        name: floor
        for name, floor in floors.floors().items()
        for of, _, score in [name.partition(".")]
        if score in kept.SCORES and floor > scores[quality.LABELS[of]][score] + 0.005
    }
    assert above == {}
    assert floors.floors()["corpus.recall"] <= kept.measured().found / kept.measured().figures


def test_values_are_written_over_in_their_own_table() -> None:
    text = '# why\n[a]\nx = 1\n\n[b."c d"]\nx = 0.50\ny = 2\n'
    assert quality.with_values(text, {'b."c d".x': "0.75"}) == text.replace("0.50", "0.75")


def test_readme_is_written_over_by_labels() -> None:
    text = "| a | 1 |\n| b | 2 |\nOf the 9 figures x,\n8 are found\n\nKnown to be missed:\n\n- this\n  one\n\n## Test\n"
    new = kept.Quality(4, 3, {"b": {"f1": 0.5}}, {})
    wants = "| a | 1 |\n| b | 0.50" + " | –" * 9 + " |\nOf the 4 figures x,\n3 are found\n\n"
    assert quality.readme(text, new, "- that\n") == f"{wants}Known to be missed:\n\n- that\n\n## Test\n"


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
