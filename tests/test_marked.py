"""Whole articles that people marked: reports of the sample corpus, and the folder that MARKED_TEXTS names."""

from __future__ import annotations

from collections.abc import Callable

import floors
import pytest
import quality
import scoring
from _pytest.mark.structures import ParameterSet
from test_corpus import FIGURES

from extract import claim, gazetteer, lexicon

HELD = floors.floors()


def rows() -> list[ParameterSet]:
    """The floors of the two sets; those of the folder are skipped where it is not at hand or holds other texts."""
    why = "set MARKED_TEXTS to the folder that the floors were measured on to run this"
    skip = pytest.mark.skipif(not floors.same_texts(), reason=why)
    return [
        pytest.param(name, marks=[skip] if name.startswith(tuple(floors.OTHERS)) else [])
        for name in HELD
        if not name.startswith("corpus")
    ]


@pytest.mark.parametrize("name", rows())
def test_a_score_is_not_under_its_floor(name: str) -> None:
    assert floors.reached(name.partition(".")[0])[name] >= HELD[name]


@pytest.mark.parametrize("name", [name for name in floors.sets() if name != "corpus"])
def test_the_scores_are_printed(name: str, record_property: Callable[[str, object], None]) -> None:
    """They stand at the end of the run: conftest.py prints what is recorded as a score."""
    record_property("score", quality.line(name, floors.reached(name)))


# The marks of our own: complete, in their places, true to the guideline's lists.

MARKS = scoring.marks(scoring.GOLD)
TEXTS = {document.document_id: document.text for document in scoring.documents(scoring.GOLD)}


def test_twelve_reports_at_least_are_marked() -> None:
    assert len(TEXTS) >= 12
    assert {mark["measure"] for mark in MARKS} == set(lexicon.shared("measures"))


def test_every_mark_stands_in_its_place_and_in_order() -> None:
    for mark in MARKS:
        text = TEXTS[mark["document_id"]]
        assert text[mark["start"] : mark["end"]] == mark["written"]
        assert text[mark["sentence_start"] : mark["sentence_end"]] == mark["sentence"]
        assert mark["sentence_start"] <= mark["start"] < mark["end"] <= mark["sentence_end"]
    at = [(list(TEXTS).index(mark["document_id"]), mark["start"]) for mark in MARKS]
    assert sorted(set(at)) == sorted(at)


def test_every_digit_of_a_marked_report_is_in_a_mark() -> None:
    marked = {(mark["document_id"], at) for mark in MARKS for at in range(mark["start"], mark["end"])}
    lacking = [(name, at) for name, text in TEXTS.items() for at, sign in enumerate(text) if sign.isdigit()]
    assert [place for place in lacking if place not in marked] == []


def test_marks_hold_what_columns_may_hold() -> None:
    for mark in MARKS:
        assert mark["qualifier"] in claim.QUALIFIERS
        assert mark["statistic"] in claim.STATISTICS
        assert mark["status"] in ("", *claim.STATUSES)
        assert bool(mark["status"]) == (mark["measure"] == "aid")
        assert (mark["value"] is None) == (mark["unit"] == "date")
        assert all(gazetteer.name(code) != code for role in claim.ROLES for code in mark[role])


def test_marks_agree_with_the_figures_that_the_reports_were_written_from() -> None:
    """But for those of DIFFERENT, each with its reason."""
    listed = {(figure["document_id"], figure["start"]): figure for figure in FIGURES}
    pairs = [(mark, listed.get((mark["document_id"], mark["start"]))) for mark in MARKS]
    differ = {mark["written"] for mark, figure in pairs if figure and figure["measure"] != mark["measure"]}
    assert differ == set(DIFFERENT)


# The list beside the corpus has "other" here.
DIFFERENT = {
    "1.7 million": "helped refugees: the verb names no measure, so that the noun does",
    "500,000": "children among those refugees: a part takes the measure of the whole",
    "one million": "refugees in the camps of a place: people present",
    "33": "killed, but soldiers: marked as a death that is not about migration",
}


# The scorer.

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
