"""Whole articles that people marked, in the folder that the environment variable MARKED_TEXTS names."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest
import scoring

FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))["marked"]
FOLDER = os.environ.get("MARKED_TEXTS", "")


@pytest.fixture(scope="module")
def scores() -> scoring.Scores:
    if not FOLDER:
        pytest.skip("marked texts: set MARKED_TEXTS to a folder with docs.jsonl and claims.jsonl to run this")
    found = scoring.of(Path(FOLDER))
    print("\n" + ", ".join(f"{name} {value:.3f}" for name, value in found._asdict().items()))
    return found


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_floor(scores: scoring.Scores, name: str) -> None:
    assert getattr(scores, name) >= FLOORS[name]


MARK = {
    "document_id": "a", "start": 10, "end": 16, "value": 91000.0, "unit": "people", "statistic": "level",
    "measure": "detention", "qualifier": "exact", "status": "", "actor": ["MEX"], "place": ["MEX"], "origin": [],
    "destination": [], "period_start": "2021-01-01", "period_end": "2021-05-31", "said_by": "the police",
}  # fmt: skip
FOUND = {**MARK, "actor": "MEX", "place": "MEX", "origin": "", "destination": ""}


@pytest.mark.parametrize(
    ("change", "score", "value"),
    [
        ({}, "complete", 1.0),
        ({"value": 90000.0}, "recall", 0.0),
        ({"unit": "events"}, "recall", 1.0),
        ({"measure": "return"}, "found", 1.0),
        ({"measure": "return"}, "precision", 0.0),
        ({"start": 15, "end": 40}, "found", 0.0),
        ({"place": "USA"}, "country", 0.0),
        ({"actor": "", "destination": "MEX"}, "country", 1.0),
        ({"actor": "", "destination": "MEX"}, "roles", 0.0),
        ({"period_end": "2021-06-01"}, "period", 1.0),
        ({"period_end": "2021-06-02"}, "period", 0.0),
        ({"period_end": ""}, "complete", 0.0),
        ({"said_by": "police"}, "said_by", 1.0),
        ({"said_by": "a minister"}, "said_by", 0.0),
        ({"qualifier": "about"}, "qualifier", 0.0),
    ],
    ids=str,
)
def test_the_scorer_itself(change: dict[str, object], score: str, value: float) -> None:
    assert getattr(scoring.scores([MARK], [{**FOUND, **change}]), score) == value


def test_the_scorer_takes_each_claim_once() -> None:
    twice = scoring.scores([MARK, MARK], [FOUND])
    assert (twice.precision, twice.recall) == (1.0, 0.5)
