"""R47: what the program makes of fixed documents is what it was when somebody last looked."""

from __future__ import annotations

from pathlib import Path

import last


def test_r47_nothing_is_different_from_when_somebody_last_looked(tmp_path: Path) -> None:
    new = last.made(tmp_path)
    found = "\n".join(last.differences(last.kept(), new))
    assert new == last.kept(), f"look at this, then keep it (python tests/last.py --write):\n{found}"


def test_r47_a_difference_is_shown() -> None:
    old = last.kept()
    line = old["claims.csv"].splitlines()[1]
    new = {
        "claims.csv": old["claims.csv"].replace(f"{line}\n", f"{line.replace(',death,', ',rescue,', 1)}\n", 1),
        "documents.csv": old["documents.csv"].replace("no text layer", "no text", 1),
    }
    first, second, *rest = last.differences(old, new)
    assert first == f"{line.split(',')[24]}:" or first.endswith(".md:")
    assert "measure death -> rescue" in second
    assert [said[0] for said in rest] == ["-", "+"]
