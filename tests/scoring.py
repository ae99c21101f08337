"""How well extracted claims agree with claims that people marked: `python tests/scoring.py FOLDER`.

A folder of marked texts holds claims.jsonl (a claim a line: document_id, start, end, and the columns of the claims
table; countries as lists) and docs.jsonl (a batch of documents, as `migration-figures extract` reads it). Without
docs.jsonl the claims are of the sample corpus: `tests/gold` is such a folder.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))

import extract
from extract import corpus, gazetteer, readers

Row = dict[str, Any]
GOLD = Path(__file__).parent / "gold"  # our own marks, of the sample corpus
_PLACES = ("actor", "place", "origin", "destination")
_PEOPLE = {"people", "person", "persons", "events"}  # an arrest may be counted as a person or as an act


class Scores(NamedTuple):
    """Shares of 1. precision, recall: of core claims by value, unit, statistic and measure; the rest: of those matched.

    found: of core claims, numbers seen whatever they were taken for; dates: F1 of dates and lengths of time.
    """

    precision: float
    recall: float
    found: float
    country: float
    roles: float
    period: float
    said_by: float
    status: float
    qualifier: float
    complete: float
    dates: float

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return _f1(self.precision, self.recall)

    def named(self) -> dict[str, float]:
        """By name, with f1 in front."""
        return {"f1": self.f1, **self._asdict()}


FIFTH = 5  # every fifth text of a folder was kept unread while the rules were made


def of(folder: Path, *, unread: bool = False) -> Scores:
    """The scores on a folder of marked texts, or on those of it that were kept unread."""
    texts = documents(folder)[FIFTH - 1 :: FIFTH] if unread else documents(folder)
    ids = {text.document_id for text in texts}
    found = [claim._asdict() for claim in extract.find(texts)]
    return scores([mark for mark in marks(folder) if mark["document_id"] in ids], found)


def marks(folder: Path) -> list[Row]:
    """The marked claims of a folder."""
    return list(_lines(folder / "claims.jsonl"))


def documents(folder: Path) -> list[extract.Document]:
    """The texts of a folder; of the sample corpus, those that are marked."""
    batch = folder / "docs.jsonl"
    if batch.exists():
        return list(readers.read([batch]))
    marked = {claim["document_id"] for claim in marks(folder)}
    return [document for document in corpus.documents() if document.document_id in marked]


def _lines(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def scores(marked: list[Row], found: list[Row]) -> Scores:
    """Compare marked claims with extracted ones."""
    core = [claim for claim in marked if _counts(claim) and claim.get("relevant", True)]
    said = [claim for claim in found if _counts(claim)]
    pairs = _pairs(core, said, _same)
    times = [claim for claim in marked if claim["measure"] == "period"]
    read = [claim for claim in found if claim["measure"] == "period"]
    dated = len(_pairs(times, read, _same_time))
    aid = [pair for pair in pairs if pair[0]["measure"] == "aid"]
    return Scores(
        _share(len(pairs), len(said)),
        _share(len(pairs), len(core)),
        _share(len(_pairs(core, found, _same_value)), len(core)),
        _right(pairs, lambda a, b: _countries(a) == _countries(b)),
        _right(pairs, lambda a, b: all(_codes(a[role]) == _codes(b[role]) for role in _PLACES)),
        _right(pairs, _same_period),
        _right(pairs, _same_speaker),
        _right(aid, _same_status),
        _right(pairs, lambda a, b: (a["qualifier"] or "exact") == b["qualifier"]),
        _share(sum(_complete(a, b) for a, b in pairs), len(core)),
        _f1(_share(dated, len(read)), _share(dated, len(times))),
    )


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def _right(pairs: list[tuple[Row, Row]], right: Callable[[Row, Row], bool]) -> float:
    return _share(sum(right(a, b) for a, b in pairs), len(pairs))


def _counts(claim: Row) -> bool:
    return claim["measure"] not in ("period", "other")


def _pairs(marked: list[Row], found: list[Row], right: Callable[[Row, Row], bool]) -> list[tuple[Row, Row]]:
    """Each marked claim with at most one found claim at its place for which `right` holds."""
    by_document: dict[str, list[Row]] = {}
    for claim in found:
        by_document.setdefault(claim["document_id"], []).append(claim)
    taken: set[int] = set()
    pairs: list[tuple[Row, Row]] = []
    for claim in marked:
        rivals = [
            (_shared(claim, other), -place, other)
            for place, other in enumerate(by_document.get(claim["document_id"], []))
            if id(other) not in taken and _overlap(claim, other) and right(claim, other)
        ]
        if rivals:
            best = max(rivals, key=lambda rival: rival[:2])[2]
            taken.add(id(best))
            pairs.append((claim, best))
    return pairs


def _shared(a: Row, b: Row) -> int:
    return int(min(a["end"], b["end"]) - max(a["start"], b["start"]))


def _overlap(a: Row, b: Row) -> bool:
    """They share a third of the longer one: a number may be marked with its unit's words or without."""
    return _shared(a, b) > 0 and 3 * _shared(a, b) >= max(a["end"] - a["start"], b["end"] - b["start"])


def _same(a: Row, b: Row) -> bool:
    statistic = a.get("statistic") or "level"
    return _same_value(a, b) and statistic == b["statistic"] and a["measure"] == b["measure"]


def _same_value(a: Row, b: Row) -> bool:
    x, y = a["value"], b["value"]
    near = x is y if x is None or y is None else abs(x - y) <= 1e-4 * max(abs(x), abs(y), 1e-9)
    return near and _unit(a) == _unit(b)


def _unit(claim: Row) -> str:
    unit = (claim["unit"] or "").lower()
    return "people" if unit in _PEOPLE else unit.rstrip("s")


def _codes(value: Any) -> frozenset[str]:
    listed = value.split("|") if isinstance(value, str) else value or []
    return frozenset(member for code in listed if code for member in gazetteer.members(code) or (code,))


def _countries(claim: Row) -> frozenset[str]:
    return frozenset().union(*(_codes(claim[role]) for role in _PLACES))


def _same_time(a: Row, b: Row) -> bool:
    return _same_period(a, b) if a["unit"] == "date" else _same_value(a, b)


def _same_period(a: Row, b: Row) -> bool:
    """Both ends alike, with a day's grace."""
    for end in ("period_start", "period_end"):
        x, y = (a[end] or "")[:10], (b[end] or "")[:10]
        if bool(x) != bool(y):
            return False
        if x and abs((dt.date.fromisoformat(x) - dt.date.fromisoformat(y)).days) > 1:
            return False
    return True


def _same_speaker(a: Row, b: Row) -> bool:
    """Half of the words alike, articles aside."""
    x, y = (
        {word.strip(".,'’\"").lower() for word in (c["said_by"] or "").split()} - {"the", "a", "an"} for c in (a, b)
    )
    return x == y or (bool(x & y) and 2 * len(x & y) >= len(x | y))


def _same_status(a: Row, b: Row) -> bool:
    return (a["status"] or "") == b["status"]


def _complete(a: Row, b: Row) -> bool:
    return _countries(a) == _countries(b) and _same_period(a, b) and _same_status(a, b)


if __name__ == "__main__":
    for name, value in of(Path(sys.argv[1])).named().items():
        print(f"{name:10} {value:.3f}")
