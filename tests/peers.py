"""Ours beside other extractors, on the same texts and with the same scorer: `python tests/peers.py FOLDER`.

FOLDER holds newsquant_dev.jsonl (sentences of the NewsQuant set with their quantities), score.py (the scorer) and
run.py (how a claim of ours is read as an item of the set). Our own marks in tests/gold are compared too, by value: the
peers do not name what is counted. They are installed by name from the package index, each in a new environment that is
thrown away afterwards; how their answers are read stands in tests/peer_quantulum3.py and tests/peer_recognizers.py.

The last row of README's table is not run here: it is what its authors publish for NewsQuant as a whole, all types of
unit, value and unit both right (S. Almasian, V. Kazakova, P. Göldner, M. Gertz: CQE: A Comprehensive Quantity
Extractor, EMNLP 2023).
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

import scoring  # noqa: E402 - the checkout's copy, wherever this is started

import extract  # noqa: E402

Row = dict[str, Any]
TYPES = ("number", "money", "percent", "duration")


class Peer(NamedTuple):
    """Another extractor: its name, what pip installs, the script that reads texts with it."""

    name: str
    packages: tuple[str, ...]
    script: str


PEERS = (
    # its classifier of units, an extra, changes none of these figures, and loads with scikit-learn 1.8 only
    Peer("quantulum3", ("quantulum3",), "peer_quantulum3.py"),
    # it imports a name that emoji dropped in 1.7
    Peer("Recognizers-Text", ("recognizers-text-suite", "emoji<1.7"), "peer_recognizers.py"),
)


def measured(folder: Path) -> dict[str, list[float]]:
    """By program, F1 on NewsQuant of value and unit, of those for money, of the value; of the value on our marks."""
    score, run = (module(folder / f"{name}.py") for name in ("score", "run"))
    news = [json.loads(line) for line in (folder / "newsquant_dev.jsonl").read_text(encoding="utf-8").splitlines()]
    sets = (news, marked(run))
    found = {"this program": [ours(run, texts) for texts in sets]}
    for peer in PEERS:
        found[peer.name] = theirs(peer, sets)
    return {name: figures(score, sets, preds) for name, preds in found.items()}


def row(name: str, scores: list[float]) -> str:
    """A row of README's table."""
    return f"| {name} | " + " | ".join(f"{score:.3f}" for score in scores) + " |"


def figures(score: ModuleType, sets: tuple[list[Row], ...], preds: list[dict[str, list[Row]]]) -> list[float]:
    """The F1 of each column."""
    news, own = (score.score(texts, pred) for texts, pred in zip(sets, preds, strict=True))
    columns = (news["value+unit"]["all"], news["value+unit"]["money"], news["value"]["all"], own["value"]["all"])
    return [score.prf(counts)[2] for counts in columns]


def module(path: Path) -> ModuleType:
    """A module by its file."""
    spec = importlib.util.spec_from_file_location(f"given_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def ours(run: ModuleType, texts: list[Row]) -> dict[str, list[Row]]:
    """Our claims as items, of every measure: these sets label numbers, not their meaning."""
    found: dict[str, list[Row]] = {text["id"]: [] for text in texts}
    for text in texts:
        document = extract.Document(text["text"], text["id"], published=text.get("ref_date"))
        found[text["id"]] = [run.item(claim._asdict()) for claim in extract.find([document])]
    return found


def marked(run: ModuleType) -> list[Row]:
    """Our own marks in the form of the sets; dates are a zone that counts for nobody."""
    marks = scoring.marks(scoring.GOLD)
    return [
        {
            "id": text.document_id, "text": text.text, "ref_date": text.published, "scope": list(TYPES),
            "gold": [run.item(mark) for mark in marks if mark["document_id"] == text.document_id],
        }
        for text in scoring.documents(scoring.GOLD)
    ]  # fmt: skip


def theirs(peer: Peer, sets: tuple[list[Row], ...]) -> list[dict[str, list[Row]]]:
    """A peer's items for each set, from an environment of its own."""
    with tempfile.TemporaryDirectory() as folder:
        python = installed(peer, Path(folder))
        return [answers(python, peer.script, texts) for texts in sets]


def installed(peer: Peer, folder: Path) -> Path:
    """The Python of an environment in that folder with what the peer needs."""
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", *peer.packages], check=True, stderr=subprocess.PIPE)
    return python


def answers(python: Path, script: str, texts: list[Row]) -> dict[str, list[Row]]:
    """What a peer's script answers to texts."""
    asked = "".join(json.dumps({key: text.get(key) for key in ("id", "text", "ref_date")}) + "\n" for text in texts)
    done = subprocess.run([python, HERE / script], input=asked, stdout=subprocess.PIPE, text=True, check=True)
    return {answer["id"]: answer["pred"] for answer in map(json.loads, done.stdout.splitlines())}


if __name__ == "__main__":
    print("| F1 | value and unit | of money | value | value, 15 of our reports |")
    for name, f1 in measured(Path(sys.argv[1])).items():
        print(row(name, f1))
