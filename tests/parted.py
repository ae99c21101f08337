"""Data sets in parts: batches to read, what stands in a folder, and the memory of a whole run.

`python tests/parted.py MB` prints the seconds and the highest memory of a run over so many megabytes, all processes
together.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
from pyarrow import parquet

ROOT = Path(__file__).parent.parent
PAST = 4000  # bytes of a line that are not read: batches carry more than their text
KIB = 1024


def text(number: int) -> str:
    return f"Mexico detained {number + 100:,} migrants in May, officials said. In June {number + 7:,} people died."


def record(number: int, **more: Any) -> dict[str, Any]:
    return {"document_id": f"d{number}", "text": text(number), "published": "2021-06-08", **more}


def lines(count: int, **more: Any) -> list[str]:
    return [json.dumps(record(number, **more)) for number in range(count)]


def batch(path: Path, count: int, **more: Any) -> Path:
    path.write_text("".join(f"{line}\n" for line in lines(count, **more)), encoding="utf-8")
    return path


def table(path: Path, count: int, group: int) -> Path:
    """A Parquet file of so many documents, with so many in a row group."""
    parquet.write_table(pa.Table.from_pylist([record(n) for n in range(count)]), path, row_group_size=group)
    return path


def content(folder: Path) -> dict[str, bytes]:
    """Every file of a data set by its path in it."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def found(folder: Path) -> pa.Table:
    """All claims of a data set, in the order of its parts."""
    return pa.concat_tables([parquet.read_table(path) for path in sorted(folder.glob("*.parquet"))])


class Taken(NamedTuple):
    """What a run took: seconds, and the highest memory of all its processes together, in bytes."""

    seconds: float
    memory: int


def taken(megabytes: int, folder: Path, jobs: int = 2) -> Taken:
    """What the command takes for a batch of so many megabytes, made for it."""
    path = folder / f"{megabytes}.jsonl"
    size, number = 0, 0
    with path.open("w", encoding="utf-8") as out:
        while size < megabytes * 1_000_000:
            size += out.write(json.dumps(record(number, html="x" * PAST)) + "\n")
            number += 1
    command = [
        sys.executable,
        "-m",
        "extract",
        "extract",
        str(path),
        "-o",
        f"{folder}/{megabytes}/",
        "--jobs",
        str(jobs),
    ]
    began, highest = time.perf_counter(), 0
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    while process.poll() is None:
        highest = max(highest, sum(map(resident, family(process.pid))))
        try:
            process.wait(0.05)
        except subprocess.TimeoutExpired:
            continue
    assert process.returncode == 0
    return Taken(time.perf_counter() - began, highest)


def family(pid: int) -> Iterable[int]:
    """A process and those that it started, and they."""
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return
    for child in children:
        yield from family(int(child))


def resident(pid: int) -> int:
    """Bytes that a process holds in memory."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    return sum(int(line.split()[1]) * KIB for line in status.splitlines() if line.startswith("VmRSS"))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        seconds, memory = taken(int(sys.argv[1]), Path(place))
        print(f"{sys.argv[1]} MB: {seconds:.1f} s, {memory / 1e6:.0f} MB")
