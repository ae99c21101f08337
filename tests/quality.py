"""How good the extractor is: every figure of README's tables and of the dashboard's page About.

    python tests/quality.py [--marked FOLDER] [--peers FOLDER] [--write]

--marked  a folder of marked texts (docs.jsonl, claims.jsonl); else the one that MARKED_TEXTS names
--peers   a folder with newsquant_dev.jsonl, run.py and score.py: runs tests/peers.py on it
--write   raises the floors of floors.toml, writes what was measured into data/quality.toml, and that file into README
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from extract import quality as kept

README = Path(__file__).parent.parent / "README.md"
LABELS = {
    "gold": "15 of our reports",
    "marked": "61 articles and reports of others",
    "unread": "12 of the 61, kept unread",
}
SPEAKERS = {
    "corpus": "figures of the sample corpus",
    "gold": "tests/gold",
    "marked": "MARKED_TEXTS",
    "unread": "every fifth of MARKED_TEXTS",
}
Values = dict[str, str]  # as data/quality.toml has them, by table and key: "corpus.found" -> "451"


def line(name: str, scores: dict[str, float]) -> str:
    """The scores of a set in one line for the end of a test run."""
    return f"{SPEAKERS[name]}: " + ", ".join(f"{key.partition('.')[2]} {value:.3f}" for key, value in scores.items())


def of_set(name: str, scores: dict[str, float]) -> Values:
    """The scores of a set as the file has them."""
    return {f'scores."{LABELS[name]}".{score}': f"{scores[f'{name}.{score}']:.2f}" for score in kept.SCORES}


def of_corpus(found: int, figures: int) -> Values:
    """What is found of the sample corpus, as the file has it."""
    return {"corpus.figures": str(figures), "corpus.found": str(found)}


def of_peers(measured: Mapping[str, Sequence[float]]) -> Values:
    """The F1 of each program as the file has them."""
    return {
        f'peers."{name}".{key}': f"{value:.3f}"
        for name, values in measured.items()
        for key, value in zip(kept.PEERS, values, strict=True)
    }


def with_values(text: str, values: Values) -> str:
    """The file with these values instead of its own."""
    lines, table = [], ""
    for line in text.splitlines():
        if heading := re.fullmatch(r"\[(.+)\]", line):
            table = heading[1]
        entry = re.fullmatch(r"(\w+) = [\d.]+", line)
        new = values.get(f"{table}.{entry[1]}") if entry else None
        lines.append(f"{entry[1]} = {new}" if entry and new else line)
    return "\n".join(lines) + "\n"


def rows(quality: kept.Quality) -> list[str]:
    """The rows of README's tables."""
    return [
        *(_row(name, shares, kept.PEERS, 3) for name, shares in quality.peers.items()),
        *(_row(name, shares, kept.SCORES, 2) for name, shares in quality.scores.items()),
    ]


def _row(name: str, shares: kept.Shares, columns: Sequence[str], digits: int) -> str:
    cells = (f"{shares[column]:.{digits}f}" if column in shares else "–" for column in columns)
    return f"| {name} | {' | '.join(cells)} |"


def readme(text: str, quality: kept.Quality, limits: str) -> str:
    """README with the figures of the file, and with what is known to be missed."""
    for row in rows(quality):
        label = row.split("|")[1]
        text = re.sub(rf"^\|{re.escape(label)}\|.*$", lambda _, row=row: row, text, flags=re.MULTILINE)
    found = rf"Of the {quality.figures} figures\g<1>{quality.found} are found"
    text = re.sub(r"Of the \d+ figures(.*?)\d+ are found", found, text, flags=re.DOTALL)
    missed = rf"(?<=^{re.escape(MISSED)}\n\n).*?(?=\n#)"
    return re.sub(missed, lambda _: limits, text, flags=re.DOTALL | re.MULTILINE)


MISSED = "Known to be missed:"


def main() -> None:
    """Print every figure; write them where that is asked."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--marked", type=Path)
    asked.add_argument("--peers", type=Path)
    asked.add_argument("--write", action="store_true")
    given = asked.parse_args()
    if given.marked:
        os.environ["MARKED_TEXTS"] = str(given.marked)
    import floors

    reached = {name: floors.reached(name) for name in floors.sets()}
    result = floors.figures.compare()
    values = of_corpus(result.hits.total(), result.wanted.total())
    for name, scores in reached.items():
        print(line(name, scores))
        if name == "gold" or (name in floors.OTHERS and floors.same_texts()):
            values |= of_set(name, scores)
    if given.peers:
        import peers

        measured = peers.measured(given.peers)
        print(*(peers.row(name, f1) for name, f1 in measured.items()), sep="\n")
        values |= of_peers(measured)
    if given.write:
        write(values)
        raise_floors(reached)


def write(values: Values) -> None:
    """Write the file, and README from it."""
    kept.file().write_text(with_values(kept.file().read_text(encoding="utf-8"), values), encoding="utf-8")
    text = readme(README.read_text(encoding="utf-8"), kept.measured(), kept.limits())
    README.write_text(text, encoding="utf-8")


def raise_floors(reached: dict[str, dict[str, float]]) -> None:
    """Raise the floors of the sets at hand."""
    import floors

    held = {
        key: value
        for name, scores in reached.items()
        if name not in floors.OTHERS or floors.same_texts()
        for key, value in scores.items()
    }
    floors.FILE.write_text(floors.raised(floors.FILE.read_text(encoding="utf-8"), held), encoding="utf-8")


if __name__ == "__main__":
    main()
