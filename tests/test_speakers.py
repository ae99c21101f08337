"""Whom a sentence credits for its numbers, as written."""

from __future__ import annotations

import pytest
from examples import table

import extract


def credited(text: str) -> list[str]:
    return [claim.said_by for claim in extract.find([extract.Document(text)]) if claim.measure != "period"]


ONE = [
    ("Police arrested 40 migrants, the ministry said.", "the ministry"),
    ("Police arrested 40 migrants, said the ministry.", "the ministry"),
    ("Police arrested 40 migrants, the ministry said on Monday.", "the ministry"),
    ("The ministry said police arrested 40 migrants.", "The ministry"),
    ("The ministry said that police arrested 40 migrants.", "The ministry"),
    ("According to Frontex, 40 migrants crossed.", "Frontex"),
    ("Some 40 migrants crossed, according to Frontex.", "Frontex"),
    ("Some 40 migrants crossed, according to the Hellenic Coast Guard.", "the Hellenic Coast Guard"),
    ("“We buried 40 migrants,” said Anna Berg, who runs the shelter.", "Anna Berg"),
    ("“We buried 40 migrants,” Anna Berg said.", "Anna Berg"),
    ('"We buried 40 migrants," Anna Berg said.', "Anna Berg"),
    ("Anna Berg, head of the shelter, said 40 migrants slept there.", "Anna Berg"),
    ("The UNHCR estimates that 40 refugees remain.", "The UNHCR"),
    ("Official figures show 40 migrants drowned.", "Official figures"),
    ("He told reporters that 40 migrants drowned.", "He"),
    ("On Friday, the ministry said 40 migrants drowned.", "the ministry"),
    ("In a statement, the navy said it rescued 40 migrants.", "the navy"),
    ("Police arrested 40 migrants.", ""),
    (
        "“We found 40 migrants,” Anna Berg said.",
        "Anna Berg",
    ),
    (
        "It is said 40 migrants drowned.",
        "",
    ),
]


@pytest.mark.parametrize(("text", "speaker"), table(ONE))
def test_said_by(text: str, speaker: str) -> None:
    assert credited(text) == [speaker]


def test_the_speaker_is_as_written() -> None:
    text = "The Interior\u00a0Ministry said 40 migrants drowned."
    assert credited(text) == ["The Interior\u00a0Ministry"]


def test_a_quotation_that_runs_on_keeps_its_speaker() -> None:
    text = "“We buried 40 migrants,” Anna Berg said. “Another 12 people had drowned.”"
    assert credited(text) == ["Anna Berg", "Anna Berg"]


def test_the_next_sentence_without_a_quotation_has_no_speaker() -> None:
    text = "“We buried 40 migrants,” Anna Berg said. Another 12 people had drowned."
    assert credited(text) == ["Anna Berg", ""]


def test_two_speakers_of_one_sentence() -> None:
    text = "The ministry said 40 migrants drowned, but Frontex said 60 migrants drowned."
    assert credited(text) == ["The ministry", "Frontex"]
