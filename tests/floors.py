"""The scores that floors.toml holds: what they are today, and whether a floor was let down."""

from __future__ import annotations

import functools
import hashlib
import math
import os
import re
import subprocess
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import corpus as figures
import scoring

FILE = Path(__file__).parent / "floors.toml"
MARKED = Path(os.environ["MARKED_TEXTS"]) if os.environ.get("MARKED_TEXTS") else None
OTHERS = ["marked", "unread"]  # sets of the folder that MARKED_TEXTS names
STEP = 0.02  # a floor lies no further than this below what is reached
Floors = dict[str, float]


def read(text: str) -> Floors:
    """The floors of a file by set and score: {"gold.recall": 0.9}."""
    table = tomllib.loads(text)
    return {
        f"{name}.{score}": float(floor)
        for name, scores in table.items()
        if isinstance(scores, dict)
        for score, floor in scores.items()
        if isinstance(floor, float)
    }


def floors() -> Floors:
    """The floors of today's file."""
    return read(FILE.read_text(encoding="utf-8"))


def lowered() -> list[dict[str, Any]]:
    """The floors that were let down, each with its reason."""
    found: list[dict[str, Any]] = tomllib.loads(FILE.read_text(encoding="utf-8")).get("lowered", [])
    return found


@functools.cache
def reached(name: str) -> Floors:
    """The scores of a set today, by "set.score"."""
    if name == "corpus":
        scores = {"recall": figures.compare().recall()}
    else:
        scores = scoring.of(_folder(name), unread=name == "unread").named()
    return {f"{name}.{score}": value for score, value in scores.items()}


def sets() -> list[str]:
    """The sets at hand: the sample corpus, our marks, the folder that MARKED_TEXTS names, and what of it was unread."""
    return ["corpus", "gold", *(OTHERS if MARKED else [])]


def _folder(name: str) -> Path:
    folder = MARKED if name in OTHERS else scoring.GOLD
    assert folder is not None
    return folder


def same_texts() -> bool:
    """Whether MARKED_TEXTS names a folder, with the marks that the floors of "marked" were measured on."""
    if MARKED is None:
        return False
    digest = hashlib.sha256((MARKED / "claims.jsonl").read_bytes()).hexdigest()
    return bool(digest.startswith(tomllib.loads(FILE.read_text(encoding="utf-8"))["marked"]["claims"]))


def past() -> list[Floors]:
    """The floors of every commit that changed the file; empty where git knows of none."""
    command = ["git", "log", "--full-history", "--format=%H", "HEAD", "--", FILE.name]
    listed = _git(command)
    return [read(_git(["git", "show", f"{commit}:./{FILE.name}"])) for commit in listed.split()]


def _git(command: list[str]) -> str:
    try:
        return subprocess.run(command, cwd=FILE.parent, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return ""


def let_down(now: Floors, before: Iterable[Floors], reasons: list[dict[str, Any]]) -> list[str]:
    """The floors that lie lower than they ever did, or are gone, without an entry that says why."""
    highest: Floors = {}
    for then in before:
        for name, floor in then.items():
            highest[name] = max(floor, highest.get(name, 0.0))
    given = {(reason["floor"], reason["was"], reason["now"]) for reason in reasons if reason["why"].strip()}
    return [
        f"{name}: {was} -> {now.get(name)}"
        for name, was in sorted(highest.items())
        if now.get(name, -1.0) < was and (name, was, now.get(name)) not in given
    ]


def too_low(now: Floors, today: Floors) -> list[str]:
    """The scores whose floor is missing or lies far below what is reached."""
    return [
        f"{name}: reached {value:.3f}, floor {now.get(name)}"
        for name, value in today.items()
        if value - now.get(name, -1.0) > STEP
    ]


def raised(text: str, today: Floors) -> str:
    """The file with each floor just below what is reached; none is lowered."""
    lines, name = [], ""
    for line in text.splitlines():
        if heading := re.fullmatch(r"\[(\w+)\]", line):
            name = heading[1]
        entry = re.fullmatch(r"(\w+) = (\d\.\d+)(.*)", line)
        value = today.get(f"{name}.{entry[1]}") if entry else None
        if entry and value is not None:
            line = f"{entry[1]} = {max(float(entry[2]), math.floor(value * 200) / 200)}{entry[3]}"
        lines.append(line)
    return "\n".join(lines) + "\n"
