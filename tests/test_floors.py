"""The floors: none is let down, none lies far below what is reached."""

from __future__ import annotations

import floors
import pytest
from conftest import lacking
from floors import Floors


def test_every_score_of_ours_has_a_floor_just_below_it() -> None:
    """A change that makes a score better raises its floor: `python tests/quality.py --write`."""
    today = {**floors.reached("corpus"), **floors.reached("gold")}
    assert floors.too_low(floors.floors(), today) == []


def test_no_floor_is_lower_than_in_a_commit_before() -> None:
    before = floors.past()
    if not before:
        lacking("floors: git knows no commit of floors.toml here, so that nothing can be compared")
    assert floors.let_down(floors.floors(), before, floors.lowered()) == []


NOW = {"gold.recall": 0.8, "gold.found": 0.9}
REASON = {"floor": "gold.recall", "was": 0.82, "now": 0.8, "why": "a mark was wrong"}
LET_DOWN = [
    ([], [], []),
    ([{"gold.recall": 0.8}], [], []),
    ([{"gold.recall": 0.7}], [], []),
    ([{"gold.recall": 0.82}], [], ["gold.recall: 0.82 -> 0.8"]),
    ([{"gold.recall": 0.82}, {"gold.recall": 0.7}], [], ["gold.recall: 0.82 -> 0.8"]),
    ([{"gold.recall": 0.82}], [REASON], []),
    ([{"gold.recall": 0.83}], [REASON], ["gold.recall: 0.83 -> 0.8"]),
    ([{"gold.recall": 0.82}], [{**REASON, "why": " "}], ["gold.recall: 0.82 -> 0.8"]),
    ([{"gold.gone": 0.5}], [], ["gold.gone: 0.5 -> None"]),
]


@pytest.mark.parametrize(("before", "reasons", "said"), LET_DOWN, ids=str)
def test_a_floor_that_is_let_down_is_named(
    before: list[Floors], reasons: list[dict[str, object]], said: list[str]
) -> None:
    assert floors.let_down(NOW, before, reasons) == said


TOO_LOW = [
    ({"gold.recall": 0.815}, []),
    ({"gold.recall": 0.825}, ["gold.recall: reached 0.825, floor 0.8"]),
    ({"gold.new": 0.1}, ["gold.new: reached 0.100, floor None"]),
]


@pytest.mark.parametrize(("today", "said"), TOO_LOW, ids=str)
def test_a_floor_far_below_what_is_reached_is_named(today: Floors, said: list[str]) -> None:
    assert floors.too_low(NOW, today) == said


FILE = """[corpus]
recall = 0.9  # a remark

[gold]
recall = 0.8
found = 0.9
"""


def test_floors_are_raised_and_never_lowered() -> None:
    raised = floors.raised(FILE, {"gold.recall": 0.8777, "gold.found": 0.5, "corpus.recall": 0.95})
    assert floors.read(raised) == {"corpus.recall": 0.95, "gold.recall": 0.875, "gold.found": 0.9}
    assert "recall = 0.95  # a remark" in raised
