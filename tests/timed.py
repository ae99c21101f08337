"""One pass of one program over sets of texts, timed: `python tests/timed.py PROGRAM`, a process for each.

Standard input: a set a line, as JSON [{"text", "published", …}, …]. Standard output: {"seconds", "found"} for each.
It runs in the environment of the program that it times, so nothing of ours is imported but for ours. Imports and the
loading of words and models, which a short text sets off, are not timed; every text is seen for the first time.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
WARM_UP = (
    "On 8 June 2021 the ministry said that Mexico had detained about 91,000 migrants since last year, 5% more. "
    "They walked half a mile, a year and a half ago, with two pounds of bread; the EU gave $3 million in relief."
)
Row = dict[str, Any]
Reader = Callable[[Row], int]  # a text -> how many things were found in it


def ours() -> Reader:
    """This program, as its commands run it."""
    sys.path.insert(0, str(HERE.parent))
    import extract
    from extract.jobs import settle

    settle("en")
    return lambda row: sum(1 for _ in extract.find([document(row)]))


def document(row: Row) -> Any:
    """A text as a document of ours."""
    from extract import Document

    head = (row.get("document_id") or "", row.get("title") or "", row.get("publisher") or "", row.get("published"))
    return Document(row["text"], *head)


def quantulum3() -> Reader:
    """quantulum3, as tests/peers.py has it."""
    import peer_quantulum3

    read = peer_quantulum3.reader()
    return lambda row: len(read(row))


def recognizers() -> Reader:
    """Recognizers-Text, as tests/peers.py has it: its recognizers of numbers, units and times."""
    import peer_recognizers

    read = peer_recognizers.reader()
    return lambda row: len(read(row))


def spacy() -> Reader:
    """spaCy's English tokenizer, which finds words and nothing more."""
    import spacy as library  # type: ignore[import-not-found]  # only in the environment of its own

    tokenizer = library.blank("en").tokenizer
    return lambda row: len(tokenizer(row["text"]))


def scan() -> Reader:
    """One pattern of numbers in figures, searched for once: the least that finding numbers takes."""
    pattern = re.compile(r"\d+(?:[.,]\d+)*")
    return lambda row: sum(1 for _ in pattern.finditer(row["text"]))


PROGRAMS = {reader.__name__: reader for reader in (ours, quantulum3, recognizers, spacy, scan)}


def seconds(read: Reader, rows: list[Row]) -> tuple[float, int]:
    """Processor time of a pass over the texts, and how much was found."""
    began = time.process_time()
    found = sum(map(read, rows))
    return time.process_time() - began, found


def main() -> None:
    """Time one program."""
    sets = [json.loads(line) for line in sys.stdin]
    read = PROGRAMS[sys.argv[1]]()
    read({"text": WARM_UP, "published": "2021-06-09"})
    for rows in sets:
        took, found = seconds(read, rows)
        print(json.dumps({"seconds": took, "found": found}))


if __name__ == "__main__":
    main()
