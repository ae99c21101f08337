"""How the time grows with a text's length and with the number of texts, and what a text without numbers takes.

`python tests/growth.py ROUNDS LENGTH COUNT` prints what it measured as JSON; LENGTH characters and COUNT documents are
the smallest sizes, which are doubled four times. Texts differ from round to round and from size to size.
"""

from __future__ import annotations

import json
import math
import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))

import mixtures
import timed

SIZES = (1, 2, 4, 8, 16)
Points = list[tuple[int, float]]  # bytes of text, seconds


class Growth(NamedTuple):
    """Medians of the rounds."""

    length: Points  # one document, longer and longer
    number: Points  # more and more documents
    numbered: float  # bytes a second of sentences with a number or a time
    plain: float  # and of those without

    def faster(self) -> float:
        """How many times as fast sentences without numbers are."""
        return self.plain / self.numbered


def slope(points: Points) -> float:
    """Of log time over log size, by least squares: 1 where twice the text takes twice the time."""
    sizes, times = [math.log(size) for size, _ in points], [math.log(time) for _, time in points]
    middle, mean = statistics.fmean(sizes), statistics.fmean(times)
    above = sum((size - middle) * (time - mean) for size, time in zip(sizes, times, strict=True))
    return above / sum((size - middle) ** 2 for size in sizes)


def measured(rounds: int, length: int, count: int) -> Growth:
    """What a fresh process measures."""
    command = [sys.executable, __file__, str(rounds), str(length), str(count)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    return Growth(*json.loads(done.stdout))


def _rounds(rounds: int, sets: Sequence[list[list[mixtures.Row]]]) -> Iterator[Points]:
    """For each set the bytes of its texts and the median of their times; the sets take turns."""
    read = timed.ours()
    read({"text": timed.WARM_UP, "published": "2021-06-09"})
    times = [[timed.seconds(read, texts[turn])[0] for texts in sets] for turn in range(rounds)]
    for of_set, texts in zip(zip(*times, strict=True), sets, strict=True):
        yield [(round(statistics.fmean(map(mixtures.size, texts))), statistics.median(of_set))]


def main() -> None:
    """Measure, and print."""
    rounds, length, count = map(int, sys.argv[1:])
    turns = range(rounds)
    sets = [
        *([mixtures.documents(1, 100 * size + turn, length * size) for turn in turns] for size in SIZES),
        *([mixtures.documents(count * size, 10_000 * size + turn) for turn in turns] for size in SIZES),
        [mixtures.documents(4 * count, 1_000_000 + turn, numbered=True) for turn in turns],
        [mixtures.documents(16 * count, 2_000_000 + turn, numbered=False) for turn in turns],
    ]
    points = [point for points in _rounds(rounds, sets) for point in points]
    speeds = [size / time for size, time in points[-2:]]
    print(json.dumps([points[: len(SIZES)], points[len(SIZES) : -2], *speeds]))


if __name__ == "__main__":
    main()
