"""modality.of: reported, planned, forecast, conditional, denied."""

from __future__ import annotations

import pytest
from examples import table

import extract


def modalities(text: str) -> list[str]:
    return [claim.modality for claim in extract.find([extract.Document(text)]) if claim.measure != "period"]


ONE = [
    ("Police arrested 40 migrants.", "reported"),
    ("Guards have arrested 40 migrants.", "reported"),
    ("Sweden will take in 40 refugees.", "planned"),
    ("Sweden plans to take in 40 refugees.", "planned"),
    ("Sweden has set a cap of 40 refugees.", "planned"),
    ("Sweden intends to deport 40 migrants.", "planned"),
    ("Another 40 refugees are scheduled to arrive.", "planned"),
    ("Some 40 refugees are expected to arrive.", "forecast"),
    ("Some 40 refugees could arrive.", "forecast"),
    ("The agency forecasts 40 arrivals.", "forecast"),
    ("Sweden would take in 40 refugees.", "conditional"),
    ("If 40 migrants arrive, the camp closes.", "conditional"),
    ("Police did not arrest 40 migrants.", "denied"),
    ("The minister denied arresting 40 migrants.", "denied"),
    ("Not only were 40 migrants arrested.", "reported"),
    ("No fewer than 40 migrants were arrested.", "reported"),
]


@pytest.mark.parametrize(("text", "modality"), table(ONE))
def test_modality(text: str, modality: str) -> None:
    assert modalities(text) == [modality]


def test_a_plan_in_another_clause_is_not_the_figure_s() -> None:
    text = "Police arrested 40 migrants, and the ministry will open a camp."
    assert modalities(text) == ["reported"]


def test_why_names_the_words_that_decided() -> None:
    (claim,) = extract.find([extract.Document("Sweden plans to take in 40 refugees.")])
    assert "planned: plans" in claim.why
