"""What a million articles cost, measured on two batches, and what a year of the world's news does, by calculation."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import NamedTuple

import mixtures
import running

DAY = 500_000  # articles of a crawl of the world's news
YEAR = 365
MILLION = 1e6
_HOUR = 3600


class Costs(NamedTuple):
    """An article's: its kilobytes, claims, seconds of a core, bytes of Parquet; and the memory of a process, bytes."""

    kilobytes: float
    claims: float
    seconds: float
    written: float
    memory: int


def measured(documents: int) -> Costs:
    """By the difference of a batch and one four times as large, each read by one process into a data set.

    So starting and the loading of words do not count, which each process does once.
    """
    with tempfile.TemporaryDirectory() as folder:
        small, large = (_done(documents * times, times, Path(folder)) for times in (1, 4))
    more = 3 * documents
    return Costs(
        large.kilobytes / (4 * documents), large.claims / (4 * documents), (large.seconds - small.seconds) / more,
        large.written / (4 * documents), large.memory,
    )  # fmt: skip


def _done(count: int, seed: int, folder: Path) -> Costs:
    """What reading so many documents takes, all together."""
    rows = mixtures.documents(count, seed)
    batch, out = mixtures.batch(rows, folder / f"{seed}.jsonl"), folder / f"claims-{seed}"
    run = running.run("extract", str(batch), "--jobs", "1", "-o", f"{out}/")
    found = next(int(match[1].replace(",", "")) for match in re.finditer(r"([\d,]+) claims? in", run.said))
    written = sum(path.stat().st_size for path in out.glob("*.parquet"))
    return Costs(mixtures.size(rows) / 1e3, found, run.processor, written, run.memory)


def told(costs: Costs) -> list[tuple[str, ...]]:
    """Lines of a table: what, of a million articles, of a year."""
    year = DAY * YEAR / MILLION
    hours, written = round(costs.seconds * MILLION / _HOUR, 1), round(costs.written * MILLION / 1e9, 1)
    text, claims = round(costs.kilobytes * MILLION / 1e6, 1), round(costs.claims, 1)  # as they are printed
    return [
        ("", "a million articles", f"a year of {DAY:,} a day"),
        ("articles, million", "1", f"{year:,.1f}"),
        ("text, GB", f"{text:,.1f}", f"{text * year:,.0f}"),
        ("figures, million", f"{claims:,.1f}", f"{claims * year:,.0f}"),
        ("core-hours", f"{hours:,.1f}", f"{hours * year:,.0f}"),
        ("days on 32 cores", f"{hours / 32 / 24:,.3f}", f"{hours * year / 32 / 24:,.1f}"),
        ("Parquet, GB", f"{written:,.1f}", f"{written * year:,.0f}"),
        ("memory of a process, MB", f"{costs.memory / 1e6:,.0f}", f"{costs.memory / 1e6:,.0f}"),
    ]
