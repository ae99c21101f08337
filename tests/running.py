"""The command, run as a user runs it: how long until it is done and until it says something, how much memory it takes.

`python -S tests/running.py COMMAND…` runs a command and prints that as JSON. It is a small process of its own, since a
child's highest memory is counted from that of the process which started it.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
SAID = "Mexico detained 91,000 migrants in May 2021."
_FIRST_CLAIM = 2  # lines: it stands below the columns' names


class Run(NamedTuple):
    """What a command took: seconds to its end, to its first and its second line, the highest memory in bytes.

    processor: seconds of cores, those of the processes that it started too; said: on standard error.
    """

    seconds: float
    first: float
    second: float
    memory: int
    processor: float
    said: str = ""


class Cores(NamedTuple):
    """How many times as fast as one process two are, and two commands beside each other that each read half."""

    jobs: float
    apart: float  # what the machine gives: on many, two cores are less than twice as fast as one alone


def run(*arguments: str, said: str = "") -> Run:
    """Run `python -m extract` with arguments, and this on its standard input."""
    command = [sys.executable, "-S", __file__, sys.executable, "-m", "extract", *arguments]
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}  # as installed
    done = subprocess.run(command, input=said.encode(), capture_output=True, cwd=ROOT, env=env, check=True)
    return Run(*json.loads(done.stdout), done.stderr.decode())


def median(rounds: int, *arguments: str, said: str = "") -> Run:
    """Of so many runs, each figure by itself."""
    runs = [run(*arguments, said=said) for _ in range(rounds)]
    return Run(*(statistics.median(figures) for figures in zip(*(run[:-1] for run in runs), strict=True)))


def start(rounds: int) -> dict[str, float]:
    """Seconds until the help is there, and until the first claim of a short text has come through a pipe."""
    claim = median(rounds, "extract", "-", "--published", "2021-06-08", said=SAID)
    return {"--help": median(rounds, "--help").seconds, "first claim of a short text": claim.second}


def memory(small: Path, large: Path, rounds: int) -> dict[str, int]:
    """Bytes, the highest, of reading one article and two batches, the process that takes most."""
    article = next(iter(sorted((ROOT / "data" / "articles").glob("*.md"))))
    asked = {"one article": article, "a batch": small, "one four times as large": large}
    return {name: median(rounds, "extract", str(path), *_to(small)).memory for name, path in asked.items()}


def _to(batch: Path) -> tuple[str, str]:
    """Where the figures of a batch are written."""
    return "-o", str(batch.with_suffix(".csv"))


def cores(batch: Path, halves: Sequence[Path], rounds: int) -> Cores | None:
    """How many times as fast two processes are, in turn with one; None where there is but one core."""
    if (os.cpu_count() or 1) < 2:
        return None
    found = []
    for _ in range(rounds):
        one, two = (_extracted(batch, jobs).seconds for jobs in ("1", "2"))
        with ThreadPoolExecutor(len(halves)) as both:
            apart = max(run.seconds for run in both.map(lambda half: _extracted(half, "1"), halves))
        found.append((one / two, one / apart))
    return Cores(*map(statistics.median, zip(*found, strict=True)))


def _extracted(batch: Path, jobs: str) -> Run:
    return run("extract", str(batch), "--jobs", jobs, *_to(batch))


def main() -> None:
    """Run a command, and say what it took."""
    began = time.monotonic()
    process = subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE)
    assert process.stdout is not None
    lines = []
    for _ in process.stdout:
        if len(lines) < _FIRST_CLAIM:
            lines.append(time.monotonic() - began)
    failed = process.wait()
    took = time.monotonic() - began
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    first, second = (*lines, took, took)[:2]
    print(json.dumps([took, first, second, used, usage.ru_utime + usage.ru_stime]))
    sys.exit(failed)


if __name__ == "__main__":
    main()
