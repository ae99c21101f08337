"""Extract the sample corpus and compare with the figures that it was written from.

python tests/corpus.py [--errors]
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from extract import Claim, pipeline, readers  # noqa: E402 - the checkout's copy, wherever this is started

Figure = dict[str, Any]


class Result(NamedTuple):
    """How many figures were found with the right value, unit and measure, and which were not."""

    hits: Counter[str]
    wanted: Counter[str]
    missed: list[tuple[Figure, Claim | None]]

    def recall(self) -> float:
        """Over all figures."""
        return self.hits.total() / self.wanted.total()


def figures() -> list[Figure]:
    """The figures beside the reports."""
    with (ROOT / "data" / "figures.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def compare() -> Result:
    """Extract the corpus and compare."""
    found: dict[str, list[Claim]] = {}
    for claim in pipeline.find(readers.read([ROOT / "data" / "articles"])):
        found.setdefault(claim.document_id, []).append(claim)
    result = Result(Counter(), Counter(), [])
    for figure in figures():
        result.wanted[figure["measure"]] += 1
        start, end = figure["start"], figure["start"] + len(figure["written"])
        claim = next((c for c in found.get(figure["document_id"], []) if c.start < end and start < c.end), None)
        if claim is not None and right(figure, claim):
            result.hits[figure["measure"]] += 1
        else:
            result.missed.append((figure, claim))
    return result


def right(figure: Figure, claim: Claim) -> bool:
    """Whether value, unit and measure are right; an act may be counted as people or as events."""
    if claim.measure != figure["measure"] or not _same_unit(figure["unit"], claim.unit):
        return False
    if figure["value"] is None or claim.value is None:
        return figure["value"] is claim.value
    return abs(claim.value - figure["value"]) <= 1e-4 * abs(figure["value"])


def _same_unit(wanted: str, got: str) -> bool:
    people = {"people", "events"}
    return wanted == got or {wanted, got} <= people


def main() -> None:
    """Print recall by measure."""
    result = compare()
    for measure, wanted in result.wanted.most_common():
        print(f"{measure:13} {result.hits[measure]:4} of {wanted:4}")
    print(f"{'all':13} {result.hits.total():4} of {result.wanted.total():4}   recall {result.recall():.3f}")
    if "--errors" in sys.argv:
        for figure, claim in result.missed:
            got = f"{claim.measure}/{claim.value}/{claim.unit} ({claim.why})" if claim else "nothing"
            wanted = f"{figure['measure']}/{figure['value']}/{figure['unit']}"
            print(f"{figure['document_id']}: {figure['written']!r} {wanted} got {got}")
            if claim:
                print(f"    {claim.sentence}")


if __name__ == "__main__":
    main()
