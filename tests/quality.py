"""How good the extractor is: every figure of README's tables.

    python tests/quality.py [--marked FOLDER] [--peers FOLDER] [--write]

--marked  a folder of marked texts (docs.jsonl, claims.jsonl); else the one that MARKED_TEXTS names
--peers   a folder with newsquant_dev.jsonl, run.py and score.py: runs tests/peers.py on it
--write   raises the floors of floors.toml and writes README's rows
"""

from __future__ import annotations

import argparse
import os
import re
from pathlib import Path

README = Path(__file__).parent.parent / "README.md"
SCORES = (
    "f1", "found", "country", "roles", "period", "said_by", "status", "qualifier", "complete", "dates",
)  # fmt: skip
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


def line(name: str, scores: dict[str, float]) -> str:
    """The scores of a set in one line for the end of a test run."""
    return f"{SPEAKERS[name]}: " + ", ".join(f"{key.partition('.')[2]} {value:.3f}" for key, value in scores.items())


def row(name: str, scores: dict[str, float]) -> str:
    """The scores of a set as a row of README's table."""
    return f"| {LABELS[name]} | " + " | ".join(f"{scores[f'{name}.{score}']:.2f}" for score in SCORES) + " |"


def with_row(readme: str, new: str) -> str:
    """The text with the row of the same label replaced."""
    label = new.split("|")[1]
    return re.sub(rf"^\|{re.escape(label)}\|.*$", lambda _: new, readme, flags=re.MULTILINE)


def with_recall(readme: str, hits: int, wanted: int) -> str:
    """The text with the corpus's recall replaced."""
    return re.sub(
        r"Of the \d+ figures(.*?)\d+ are found", rf"Of the {wanted} figures\g<1>{hits} are found", readme, flags=re.S
    )


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
    readme = README.read_text(encoding="utf-8")
    for name, scores in reached.items():
        print(line(name, scores))
        if name in LABELS:
            readme = with_row(readme, row(name, scores))
    result = floors.figures.compare()
    readme = with_recall(readme, result.hits.total(), result.wanted.total())
    if given.peers:
        import peers

        for new in peers.rows(given.peers):
            print(new)
            readme = with_row(readme, new)
    if given.write:
        README.write_text(readme, encoding="utf-8")
        raise_floors(reached)


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
