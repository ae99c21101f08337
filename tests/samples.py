"""A folder of mixed documents, made of paragraphs of the sample corpus in every format that is read.

python tests/samples.py FOLDER --count 1000 [--seed 1]
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import random
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import written  # noqa: E402 - lies beside this file, wherever this is started

from extract import corpus  # noqa: E402
from extract.claim import Document  # noqa: E402

_PARAGRAPHS = (6, 12)  # of a document, at least and at most
_SEVERAL = (2, 5)  # documents of a feed or batch
_COPIES = 20  # one document of so many is another's, with another publisher
_BROKEN = 50  # one file more that cannot be read for so many documents, and one of each kind at least
_FOLDER = 100  # documents of a folder inside the folder
_FIRST = dt.date(2015, 1, 1)
_DAYS = 3650
_WRITTEN = 1_600_000_000  # time of change of each file, in seconds


class Sample(NamedTuple):
    """A file: its path in the folder, its format (of written.FORMATS or written.BROKEN) and the documents in it."""

    path: str
    format: str
    documents: tuple[Document, ...]


def folder(target: Path, count: int, seed: int = 1) -> None:
    """Write `count` documents into a folder, in fewer files as some hold several; beside them some that hold none.

    The same count and seed give the same files, byte by byte.
    """
    for sample in plan(count, seed):
        path = Path(target) / sample.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content(sample))
        os.utime(path, (_WRITTEN, _WRITTEN))


def content(sample: Sample) -> bytes:
    """The bytes of a file."""
    if sample.format in written.BROKEN:
        return written.BROKEN[sample.format].write(sample.path)
    return written.FORMATS[sample.format].write(sample.documents)


def plan(count: int, seed: int = 1) -> list[Sample]:
    """The files, in the order of their paths."""
    chance = random.Random(seed)  # noqa: S311 - the same each time
    documents = _documents(count, chance)
    single = [name for name, form in written.FORMATS.items() if not form.several]
    formats = [*written.FORMATS, *single]  # files of one document are twice as frequent
    found: list[Sample] = []
    made = 0
    while made < count:
        name = formats[len(found) % len(formats)]
        many = min(chance.randint(*_SEVERAL), count - made) if written.FORMATS[name].several else 1
        chosen = tuple(next(documents) for _ in range(many))
        found.append(Sample(_path(made, written.FORMATS[name].ending), name, chosen))
        made += many
    broken = list(written.BROKEN)
    for number in range(max(len(broken), count // _BROKEN) if count else 0):
        name = broken[number % len(broken)]
        at = chance.randrange(count)
        found.append(Sample(_path(at, f"-{name}-{number}{written.BROKEN[name].ending}"), name, ()))
    return sorted(found)


def _path(number: int, ending: str) -> str:
    return f"{number // _FOLDER:02}/{number:05}{ending}"


def _documents(count: int, chance: random.Random) -> Iterator[Document]:
    """Documents that differ, and now and then one of them once more as another publisher has it, days later."""
    reports = list(corpus.documents())
    parts = [part for report in reports for part in report.text.split("\n\n") if len(part.split()) > 8]
    parts = [" ".join(part.split()) for part in parts if written.western(part)]
    publishers = sorted({report.publisher for report in reports})
    titles = sorted({report.title for report in reports if written.western(report.title)})
    copied = frozenset(chance.sample(range(1, count), count // _COPIES)) if count > _COPIES else frozenset()
    told: list[Document] = []
    for number in range(count):
        day = _FIRST + dt.timedelta(days=chance.randrange(_DAYS))
        publisher = chance.choice(publishers)
        if number in copied:
            first = chance.choice(told)
            others = [name for name in publishers if name != first.publisher]
            later = dt.date.fromisoformat(first.published or "") + dt.timedelta(days=chance.randint(1, 9))
            document = replace(first, publisher=chance.choice(others), published=later.isoformat())
        else:
            text = "\n\n".join(chance.sample(parts, chance.randint(*_PARAGRAPHS)))
            title = f"{chance.choice(titles)} ({number})"
            document = Document(text, "", title, publisher, day.isoformat())
            told.append(document)
        yield replace(document, document_id=f"doc-{number:05}", url=f"https://news.example/{number}")


def main() -> None:
    """Write the folder that the command line names."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--count", type=int, default=1000)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    folder(given.folder, given.count, given.seed)


if __name__ == "__main__":
    main()
