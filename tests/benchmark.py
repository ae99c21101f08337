"""How fast, how large, how it grows, beside other extractors: `python tests/benchmark.py [BATCH.jsonl …]`.

It runs on texts that it mixes from the sample corpus, on the marked texts where MARKED_TEXTS names their folder, and on
batches that are given. Each program reads each text once, in a fresh process, imports and the loading of words and
models outside of the timing, by the processor's time on one core; they take turns, and medians are printed.

--small         in a minute or two, with figures that are less sure: less text, one process for all sets of it
--rounds N      so many in place of five, or of three small ones
--no-peers      without the programs that have to be installed from the package index
--peers FOLDER  keeps their environments there for the next time
--only PART     speed, start, memory, cores, growth or costs; may be given again
--json FILE     the figures for machines
--profile N     before all else the N functions of ours that take the most time in themselves, by cProfile
"""

from __future__ import annotations

import argparse
import cProfile
import json
import os
import platform
import pstats
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))

import contenders
import costs
import growth
import mixtures
import running
import timed

PARTS = ("speed", "start", "memory", "cores", "growth", "costs")
Figures = dict[str, Any]


class Scale(NamedTuple):
    """How much is measured."""

    rounds: int
    documents: int
    turn: float  # seconds of a pass
    length: int  # characters of the shortest text
    count: int  # of the fewest documents


LARGE, SMALL = Scale(5, 100, 6.0, 8_000, 4), Scale(3, 20, 1.0, 2_000, 1)


def speed(scale: Scale, given: argparse.Namespace) -> Figures:
    """Kilobytes and articles a second of each program on each set of texts."""
    sets = {"mixed from the sample corpus": mixtures.documents(scale.documents, 1)}
    for path in filter(None, [mixtures.marked(), *given.batches]):
        sets[path.name if path in given.batches else "marked texts"] = mixtures.given(path)
    found: Figures = {}
    with tempfile.TemporaryDirectory() as folder:
        ready, lacking = contenders.pythons(given.peers or Path(folder), not given.no_peers)
        for name, reason in lacking.items():
            print(f"{name} is not measured: {reason}", file=sys.stderr)
        for names in [[*sets]] if given.small else [[name] for name in sets]:  # that a process reads
            measured = contenders.speeds([sets[name] for name in names], ready, scale.rounds, scale.turn)
            for name, found[name] in zip(names, measured, strict=True):
                print(f"\nSpeed, {name}: {len(sets[name])} texts, {mixtures.size(sets[name]) / 1e3:,.0f} KB")
                show_speeds(found[name])
    return {
        name: {who: {**one._asdict(), "kilobytes": one.kilobytes()} for who, one in all_.items()}
        for name, all_ in found.items()
    }


def show_speeds(speeds: dict[str, contenders.Speed]) -> None:
    """A line a program."""
    ours = speeds[contenders.CONTENDERS[0].name].kilobytes()
    heads = ("", "KB/s", "articles/s", "ours is … times as fast", "of KB")
    rows = [
        (
            name,
            _short(one.kilobytes()),
            _short(one.articles()),
            _short(ours / one.kilobytes()),
            f"{one.size / 1e3:,.0f}",
        )
        for name, one in speeds.items()
    ]
    table([heads, *rows])


def start(scale: Scale, _: argparse.Namespace) -> Figures:
    """Seconds until something is there."""
    found = running.start(scale.rounds)
    print("\nStart, seconds by the clock")
    table([(name, f"{took:.2f}") for name, took in found.items()])
    return dict(found)


def memory(scale: Scale, _: argparse.Namespace) -> Figures:
    """Megabytes."""
    with tempfile.TemporaryDirectory() as folder:
        small, large = (
            mixtures.batch(mixtures.documents(scale.documents * times, times), Path(folder) / f"{times}.jsonl")
            for times in (1, 4)
        )
        found = running.memory(small, large, min(3, scale.rounds))
        sizes = {"a batch": small.stat().st_size, "one four times as large": large.stat().st_size}
    print("\nMemory, the highest, MB")
    table(
        [
            (f"{name} ({sizes[name] / 1e6:.1f} MB)" if name in sizes else name, f"{used / 1e6:.0f}")
            for name, used in found.items()
        ]
    )
    return dict(found)


def cores(scale: Scale, _: argparse.Namespace) -> Figures:
    """How many times as fast two processes are, beside what the machine gives."""
    rows = mixtures.documents(4 * scale.documents, 5)
    half = len(rows) // 2
    with tempfile.TemporaryDirectory() as folder:
        parts = {"all": rows, "first": rows[:half], "second": rows[half:]}
        batch, *halves = (mixtures.batch(part, Path(folder) / f"{name}.jsonl") for name, part in parts.items())
        found = running.cores(batch, halves, scale.rounds)
    print("\nTwo cores, times as fast as one")
    names = {"jobs": "--jobs 2", "apart": "two commands beside each other, each with half"}
    table([(said, "not there" if found is None else f"{getattr(found, name):.2f}") for name, said in names.items()])
    return found._asdict() if found else {}


def grown(scale: Scale, _: argparse.Namespace) -> Figures:
    """How the time grows."""
    found = growth.measured(scale.rounds, scale.length, scale.count)
    print("\nGrowth: slope of log time over log size, 1 for twice the time with twice the text")
    names = ("the length of a text", "the number of texts")
    points = (found.length, found.number)
    slopes = [growth.slope(of) for of in points]
    table(
        [
            (name, f"{slope:.2f}", f"{of[0][0] / 1e3:,.0f} to {of[-1][0] / 1e3:,.0f} KB")
            for name, slope, of in zip(names, slopes, points, strict=True)
        ]
    )
    print("\nSentences with and without a number or a time, KB/s")
    speeds = (("with", _short(found.numbered / 1e3)), ("without", _short(found.plain / 1e3)))
    table([*speeds, ("times as fast", f"{found.faster():.1f}")])
    return {**found._asdict(), "slopes": slopes, "faster": found.faster()}


def paper(scale: Scale, _: argparse.Namespace) -> Figures:
    """What much text takes."""
    found = costs.measured(scale.documents)
    print(f"\nCosts, of articles of {found.kilobytes:.1f} KB with {found.claims:.0f} figures each, mixed as above")
    table(costs.told(found))
    return found._asdict()


def table(rows: Sequence[tuple[str, ...]]) -> None:
    """Print rows in columns, the first to the left and the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for name, *cells in rows:
        print(
            "  ".join(
                [name.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True))]
            )
        )


def _short(number: float) -> str:
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}"


def profile(rows: list[mixtures.Row], lines: int) -> None:
    """Print the functions of ours that take the most time."""
    read = timed.ours()
    read({"text": timed.WARM_UP, "published": "2021-06-09"})
    seen = cProfile.Profile()
    seen.runcall(lambda: [read(row) for row in rows])
    pstats.Stats(seen).sort_stats("tottime").print_stats(lines)


def asked() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("batches", nargs="*", type=Path)
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--rounds", type=int, default=0)
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--peers", type=Path)
    parser.add_argument("--only", action="append", choices=PARTS)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--profile", type=int, default=0)
    return parser.parse_args()


def main() -> None:
    """Measure and print, part by part."""
    given = asked()
    scale = SMALL if given.small else LARGE
    scale = scale._replace(rounds=given.rounds or scale.rounds)
    if given.profile:
        rows = [row for path in given.batches for row in mixtures.given(path)]
        profile(rows or mixtures.documents(scale.documents, 1), given.profile)
    print(
        f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores; medians of {scale.rounds}"
    )
    measure = dict(zip(PARTS, (speed, start, memory, cores, grown, paper), strict=True))
    found = {part: measure[part](scale, given) for part in PARTS if part in (given.only or PARTS)}
    if given.json:
        given.json.write_text(json.dumps(found, indent=1), encoding="utf-8")


if __name__ == "__main__":
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    main()
