"""The programs that are timed side by side: ours, other extractors, and two scales that only cut or scan the text."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

import mixtures  # noqa: E402 - the checkout's copy, wherever this is started
import peers  # noqa: E402
import timed  # noqa: E402

OURS = timed.ours.__name__
PILOT = 3_000  # bytes of text by which it is seen how much of the texts a program gets
_LEAST = 0.001  # seconds, against a division by none


class Contender(NamedTuple):
    """A program: its name, the reader in tests/timed.py, what pip installs for it."""

    name: str
    reader: str
    peer: peers.Peer | None = None


_PEERS = {peer.name: peer for peer in peers.PEERS}
CONTENDERS = (
    Contender("this program", OURS),
    Contender("quantulum3", timed.quantulum3.__name__, _PEERS["quantulum3"]),
    Contender("Recognizers-Text", timed.recognizers.__name__, _PEERS["Recognizers-Text"]),
    Contender("spaCy, words only", timed.spacy.__name__, peers.Peer("spaCy", ("spacy",), "")),
    Contender("one pattern, digits only", timed.scan.__name__),
)


class Speed(NamedTuple):
    """What a program was given, and the median time of its passes."""

    texts: int
    size: int  # bytes
    seconds: float

    def kilobytes(self) -> float:
        """A second."""
        return self.size / 1e3 / self.seconds

    def articles(self) -> float:
        """A second."""
        return self.texts / self.seconds


Pythons = dict[str, Path]  # by the name of a program


def pythons(folder: Path, wanted: bool) -> tuple[Pythons, dict[str, str]]:
    """The Python of each program, and of those that cannot be run the reason; environments that are there are kept."""
    found, lacking = {}, {}
    for contender in CONTENDERS:
        if contender.peer is None:
            found[contender.name] = Path(sys.executable)
        elif wanted:
            try:
                found[contender.name] = _python(contender, folder)
            except subprocess.CalledProcessError as error:
                said = (error.stderr or b"").decode(errors="replace").strip().splitlines()
                lacking[contender.name] = said[-1] if said else str(error)
    return found, lacking


def _python(contender: Contender, folder: Path) -> Path:
    """That of an environment in the folder, made where it is not there; tried with one text."""
    assert contender.peer is not None
    home = folder / contender.reader
    python = home / "bin" / "python"
    if not (home / "done").exists():
        peers.installed(contender.peer, home)
        (home / "done").touch()
    seconds(contender, python, [[{"text": timed.WARM_UP}]])
    return python


def seconds(contender: Contender, python: Path, sets: Sequence[list[mixtures.Row]]) -> list[float]:
    """What one pass over each set takes in a fresh process."""
    asked = "".join(json.dumps([{**row, "ref_date": _day(row)} for row in rows]) + "\n" for rows in sets)
    command = [python, HERE / "timed.py", contender.reader]
    done = subprocess.run(command, input=asked.encode(), capture_output=True, check=True)
    said = done.stdout.splitlines()[-len(sets) :]
    return [max(_LEAST, float(json.loads(line)["seconds"])) for line in said]


def _day(row: mixtures.Row) -> str | None:
    """The day of publication; none where a year or a month is known alone."""
    said = row.get("published") or ""
    return said if len(said) == len("2021-06-08") else None


def speeds(
    sets: Sequence[list[mixtures.Row]], ready: Mapping[str, Path], rounds: int, turn: float
) -> list[dict[str, Speed]]:
    """By set the speeds of the programs, which take turns; turn: seconds that a pass over a set may take.

    Slow ones get less text.
    """
    running = [contender for contender in CONTENDERS if contender.name in ready]
    given = {contender.name: _shares(contender, ready[contender.name], sets, turn) for contender in running}
    times: dict[str, list[list[float]]] = {contender.name: [] for contender in running}
    for _ in range(rounds):
        for contender in running:
            times[contender.name].append(seconds(contender, ready[contender.name], given[contender.name]))
    return [
        {
            name: Speed(len(given[name][k]), mixtures.size(given[name][k]), statistics.median(each[k] for each in took))
            for name, took in times.items()
        }
        for k in range(len(sets))
    ]


def _shares(
    contender: Contender, python: Path, sets: Sequence[list[mixtures.Row]], turn: float
) -> list[list[mixtures.Row]]:
    """Of the texts of each set as many as a pass takes about a turn for, chosen evenly."""
    pilots = [mixtures.part(rows, PILOT) for rows in sets]
    took = seconds(contender, python, pilots)
    return [
        mixtures.part(rows, turn * mixtures.size(pilot) / each)
        for rows, pilot, each in zip(sets, pilots, took, strict=True)
    ]
