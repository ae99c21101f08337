"""The benchmark: ratios and slopes have limits, which only get stricter; seconds have none on a busy machine."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import benchmark
import contenders
import growth
import mixtures
import pytest

from extract import Document, pipeline

HERE = Path(__file__).parent
STEEPEST = 1.2  # slopes of log time over log size
FASTER = 4.0  # times as fast as sentences with numbers those without are read at least
# times as fast as another program ours is at least
FLOORS = {"quantulum3": 5.0, "Recognizers-Text": 25.0}


def run(*arguments: str, tmp_path: Path) -> tuple[str, dict[str, Any]]:
    """What the benchmark prints, and its figures."""
    figures = tmp_path / "figures.json"
    command = [sys.executable, str(HERE / "benchmark.py"), "--small", "--json", str(figures), *arguments]
    said = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    return said, json.loads(figures.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def grown() -> growth.Growth:
    return growth.measured(3, 1_000, 1)


def test_twice_as_long_a_text_takes_about_twice_the_time(grown: growth.Growth) -> None:
    assert growth.slope(grown.length) <= STEEPEST


def test_twice_as_many_texts_take_about_twice_the_time(grown: growth.Growth) -> None:
    assert growth.slope(grown.number) <= STEEPEST


def test_sentences_without_numbers_are_passed_over(grown: growth.Growth) -> None:
    assert grown.faster() >= FASTER


@pytest.mark.long
def test_ours_is_faster_than_other_extractors(tmp_path: Path) -> None:
    _, figures = run("--only", "speed", tmp_path=tmp_path)
    for speeds in figures["speed"].values():
        ours = speeds[contenders.CONTENDERS[0].name]["kilobytes"]
        assert {
            name: ours / speeds[name]["kilobytes"] for name in FLOORS if ours < FLOORS[name] * speeds[name]["kilobytes"]
        } == {}


@pytest.mark.long
def test_it_prints_every_part(tmp_path: Path) -> None:
    batch = tmp_path / "batch.jsonl"
    rows = [
        {"document_id": "a", "text": "Mexico detained 91,000 migrants.", "published": "2021-06-08"},
        {"id": "b", "text": "Malta took in 40 people last year.", "ref_date": None},
    ]
    batch.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    said, figures = run("--no-peers", "--rounds", "1", "--profile", "3", str(batch), tmp_path=tmp_path)
    assert list(figures) == list(benchmark.PARTS)
    assert figures["speed"]["batch.jsonl"]["this program"]["texts"] == 2
    assert "function calls" in said
    assert all(
        head in said for head in ("Speed, batch.jsonl", "Start,", "Memory,", "Two cores", "Growth", "without", "Costs,")
    )


def test_what_cannot_be_installed_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def failing(peer: Any, folder: Path) -> Path:
        raise subprocess.CalledProcessError(1, "pip", stderr=f"no {peer.name} in {folder.name}".encode())

    monkeypatch.setattr(contenders.peers, "installed", failing)
    found, lacking = contenders.pythons(tmp_path, wanted=True)
    assert set(found) | set(lacking) == {contender.name for contender in contenders.CONTENDERS}
    assert lacking["quantulum3"] == "no quantulum3 in quantulum3"


def test_texts_are_the_same_each_time_and_no_two_alike() -> None:
    rows = mixtures.documents(5, 1, 500)
    assert rows == mixtures.documents(5, 1, 500)
    assert len({row["text"] for row in [*rows, *mixtures.documents(5, 2, 500)]}) == 10


def test_a_text_without_numbers_has_no_claim() -> None:
    found = pipeline.find(Document(row["text"]) for row in mixtures.documents(5, 1, numbered=False))
    assert [claim.sentence for claim in found] == []


def test_a_part_is_chosen_evenly() -> None:
    rows = [{"text": "a" * 10, "n": n} for n in range(10)]
    assert [row["n"] for row in mixtures.part(rows, 50)] == [0, 2, 4, 6, 8]
    assert mixtures.part(rows, 1e9) == rows
    assert len(mixtures.part(rows, 1)) == 1


SLOPES = [([(1, 1.0), (2, 2.0), (4, 4.0)], 1.0), ([(1, 1.0), (2, 4.0), (4, 16.0)], 2.0), ([(1, 3.0), (8, 3.0)], 0.0)]


@pytest.mark.parametrize(("points", "slope"), SLOPES, ids=[str(points) for points, _ in SLOPES])
def test_a_slope(points: growth.Points, slope: float) -> None:
    assert growth.slope(points) == pytest.approx(slope)
