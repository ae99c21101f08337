"""How good the extractor was measured to be and what it is known to miss, in the files of data/ that README repeats."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from extract import corpus

SCORES = (
    "f1", "found", "country", "roles", "period", "said_by", "status", "qualifier", "complete", "dates",
)  # fmt: skip
PEERS = ("value_and_unit", "money", "value", "our_reports")
Shares = Mapping[str, float]  # of 1, by score; without those that were not measured


class Quality(NamedTuple):
    """What was measured: shares by set of texts (of `SCORES`) and by program (of `PEERS`).

    figures: how many the sample corpus was written from; found: those read with the right value, unit and measure.
    """

    figures: int
    found: int
    scores: Mapping[str, Shares]
    peers: Mapping[str, Shares]


def file() -> Path:
    """Where the figures are kept; a DocumentError where the sample corpus is gone, beside which they lie."""
    return corpus.folder().parent / "quality.toml"


def measured() -> Quality:
    """The figures of the file."""
    table = tomllib.loads(file().read_text(encoding="utf-8"))
    return Quality(table["corpus"]["figures"], table["corpus"]["found"], table["scores"], table["peers"])


def limits() -> str:
    """What is known to be missed: a list in Markdown."""
    return (corpus.folder().parent / "limits.md").read_text(encoding="utf-8")
