"""How fast the extractor is: `python tests/speed.py BATCH.jsonl … [--profile N]`.

Prints megabytes of text (UTF-8) a second on one core: one pass over the documents of the batches in a fresh process,
imports and the loading of the lexicon, which a short text sets off, outside of the timing.
A line of a batch without a document_id may name its "id", and its "ref_date" as the day of publication.

--profile N  the N functions that take the most time in themselves, by cProfile, in a second process
"""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import extract

WARM_UP = "On 8 June 2021 the ministry said that Mexico had detained about 91,000 migrants since last year, 5% more."
MEGA = 1e6


def documents(batches: list[Path]) -> list[extract.Document]:
    """The texts of the batches."""
    rows = [json.loads(line) for batch in batches for line in batch.read_text(encoding="utf-8").splitlines() if line]
    return [
        extract.Document(
            row["text"], str(row.get("document_id") or row.get("id")), row.get("title") or "",
            published=row.get("published") or row.get("ref_date"),
        )
        for row in rows
    ]  # fmt: skip


def warm_up() -> None:
    """Import what is imported late, and load the lexicon."""
    list(extract.find([extract.Document(WARM_UP, published="2021-06-09")]))


def measured(batches: list[Path]) -> str:
    """What one pass takes."""
    texts = documents(batches)
    warm_up()
    size = sum(len(text.text.encode()) for text in texts)
    start = time.process_time()
    claims = sum(1 for _ in extract.find(texts))
    seconds = time.process_time() - start
    return (
        f"{size / MEGA / seconds:.3f} MB/s: {len(texts)} texts, {size / MEGA:.3f} MB, {claims} claims, {seconds:.2f} s"
    )


def profiled(batches: list[Path], lines: int) -> None:
    """Print the functions that take the most time."""
    texts = documents(batches)
    warm_up()
    profile = cProfile.Profile()
    profile.runcall(lambda: list(extract.find(texts)))
    pstats.Stats(profile).sort_stats("tottime").print_stats(lines)


def main() -> None:
    """Measure in a process of its own."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("batches", nargs="+", type=Path)
    asked.add_argument("--profile", type=int, default=0)
    asked.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.here and given.profile:
        profiled(given.batches, given.profile)
    elif given.here:
        print(measured(given.batches), flush=True)
    else:
        again = [sys.executable, __file__, *map(str, given.batches), "--here"]
        subprocess.run(again, check=True)
        if given.profile:
            subprocess.run([*again, "--profile", str(given.profile)], check=True)


if __name__ == "__main__":
    main()
