"""Texts mixed from the sentences of the sample corpus: no two alike, and all of them the same each time.

Their numbers are changed, digit by digit, by a generator that begins at a number of its own: years stay years, a day of
the month stays one. Nobody is to read them; they are as long, and as full of figures, as news of the subject is.
"""

from __future__ import annotations

import functools
import json
import os
import random
import re
from pathlib import Path
from typing import Any

from extract import pipeline, readers, sentences

ROOT = Path(__file__).parent.parent
PARAGRAPH = 4  # sentences
LONG = 5_000  # characters of a document, as a long article has
_NUMBER = re.compile(r"\d+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAYS, _FIRST, _LAST = 28, 1995, 2025

Row = dict[str, Any]  # a line of a batch


class Sentences(tuple[list[str], list[str]]):
    """The sentences of the corpus that hold a number or a time, and those that hold neither."""

    __slots__ = ()


@functools.cache
def corpus() -> tuple[list[Row], Sentences]:
    """The heads of the sample reports, and their sentences."""
    heads, numbered, plain = [], [], []
    for document in readers.read([ROOT / "data" / "articles"]):
        heads.append({"title": document.title, "publisher": document.publisher, "published": document.published})
        told = {claim.sentence_start for claim in pipeline.find([document])}
        for sentence in sentences.split(document.text):
            said = " ".join(document.text[sentence.start : sentence.end].split())
            full = sentence.start in told or _NUMBER.search(said)
            (numbered if full else plain).append(said)
    return heads, Sentences((numbered, plain))


def documents(count: int, seed: int, size: int = LONG, numbered: bool | None = None) -> list[Row]:
    """So many documents of about that size; numbered: of sentences with numbers alone, or of those without."""
    chance = random.Random(seed)  # noqa: S311 - chance that is the same each time, and no secret
    heads, (full, plain) = corpus()
    pool = [*full, *plain] if numbered is None else full if numbered else plain
    return [
        {"document_id": f"{seed}-{n}", **chance.choice(heads), "text": _text(chance, pool, size)} for n in range(count)
    ]


def _text(chance: random.Random, pool: list[str], size: int) -> str:
    """Paragraphs of a few sentences, chosen one by one."""
    said, length = [], 0
    while length < size:
        said.append(" ".join(_changed(chance, chance.choice(pool)) for _ in range(PARAGRAPH)))
        length += len(said[-1]) + 2
    return "\n\n".join(said)


def _changed(chance: random.Random, sentence: str) -> str:
    """The sentence with other numbers."""
    return _NUMBER.sub(lambda match: _other(chance, match.group()), sentence)


def _other(chance: random.Random, number: str) -> str:
    if _YEAR.fullmatch(number):
        return str(chance.randint(_FIRST, _LAST))
    if len(number) <= 2 and 0 < int(number) <= _DAYS:
        return str(chance.randint(1, _DAYS))
    first = number[0] if number[0] == "0" else str(chance.randint(1, 9))
    return first + "".join(str(chance.randint(0, 9)) for _ in number[1:])


def batch(rows: list[Row], path: Path) -> Path:
    """The rows as a file that the extractor reads."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def given(path: Path) -> list[Row]:
    """The documents of a batch; a line without document_id may have "id", and "ref_date" as its day."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    return [
        {
            "document_id": str(row.get("document_id") or row.get("id")), "title": row.get("title") or "",
            "publisher": row.get("publisher") or "", "published": row.get("published") or row.get("ref_date"),
            "text": row["text"],
        }
        for row in rows
    ]  # fmt: skip


def marked() -> Path | None:
    """The marked texts of others, where MARKED_TEXTS names their folder."""
    folder = os.environ.get("MARKED_TEXTS")
    return Path(folder) / "docs.jsonl" if folder else None


def size(rows: list[Row]) -> int:
    """Bytes of their texts."""
    return sum(len(row["text"].encode()) for row in rows)


def part(rows: list[Row], most: float) -> list[Row]:
    """Rows chosen evenly, with at most about so many bytes of text, and at least one."""
    step = max(1.0, size(rows) / most)
    return [rows[int(n * step)] for n in range(max(1, int(len(rows) / step)))]
