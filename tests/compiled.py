"""The patterns that the package compiles: where each stands in the source, what is built there, how it is used.

`python tests/compiled.py` prints what is built, a pattern a line as JSON {"file", "line", "column", "pattern", …}: it
keeps what re.compile is asked for while the modules are imported and some texts are read, which fills all caches, and
which of a pattern's methods are asked for. Of a pattern that these texts do not reach the source says it.
"""

from __future__ import annotations

import ast
import importlib
import itertools
import json
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "extract"
APART = {
    "views",
    "charts",
    "library",
    "export",
    "facets",
    "cli",
    "geometry",
    "labels",
}  # no text of a stranger goes through these
METHODS = ("match", "fullmatch", "search", "finditer", "findall", "sub", "split")
READ = 6  # sample reports
MORE = "On June 8 and 9, 2021, police held 40 people.\n\nFiscal Year | Arrivals\n2021 | 4,000\n2022 | 5,000"


class Place(NamedTuple):
    """A place in the source where a pattern is compiled; columns count the bytes of a line, as Python does."""

    file: str
    line: int
    column: int
    code: str  # of the pattern, as it is written
    name: str  # that it is given, empty for one of a larger whole


class Built(NamedTuple):
    """A pattern and where it was built."""

    place: Place
    pattern: re.Pattern[Any]
    uses: frozenset[str]  # the methods by which it is used


def modules() -> list[Path]:
    """The files through which texts go."""
    found = (path for path in sorted(PACKAGE.rglob("*.py")) if path.name != "__main__.py")
    return [path for path in found if path.relative_to(PACKAGE).parts[0].removesuffix(".py") not in APART]


def places() -> list[Place]:
    """Where patterns are compiled, file by file, in the order of their lines."""
    return [place for path in modules() for place in _of_file(path)]


def _of_file(path: Path) -> Iterator[Place]:
    text = path.read_text(encoding="utf-8")
    tree, file = ast.parse(text), path.relative_to(ROOT).as_posix()
    given = {id(call.func): call.args[0] for call in ast.walk(tree) if isinstance(call, ast.Call) and call.args}
    named = {
        (node.value.lineno, node.value.col_offset): node.targets[0].id
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == "compile" and ast.unparse(node.value) == "re":
            line = text.splitlines()[node.lineno - 1]
            code = (ast.get_source_segment(text, given[id(node)]) if id(node) in given else line) or line
            at = node.lineno, node.col_offset
            yield Place(file, *at, " ".join(code.split()), named.get(at, ""))


def _said(place: Place) -> set[str]:
    """The methods that the source asks of a pattern by its name; in its own file where the name is its own."""
    if not place.name:
        return set()
    files = [ROOT / place.file] if place.name.startswith("_") else modules()
    text = "".join(path.read_text(encoding="utf-8") for path in files)
    return set(re.findall(rf"\b{place.name}\.({'|'.join(METHODS)})\b", text))


def built() -> list[Built]:
    """What a fresh process builds."""
    done = subprocess.run([sys.executable, __file__], capture_output=True, text=True, cwd=ROOT, check=True)
    at = {place[:3]: place for place in places()}
    found = []
    for line in done.stdout.splitlines():
        row = json.loads(line)
        place = at[row["file"], row["line"], row["column"]]
        pattern = row["pattern"].encode("latin-1") if row["bytes"] else row["pattern"]
        uses = frozenset(row["uses"]) or frozenset(_said(place))
        found.append(Built(place, re.compile(pattern, row["flags"]), uses))
    return found


class Noted:
    """A pattern that notes which of its methods are asked for."""

    def __init__(self, pattern: re.Pattern[Any]) -> None:
        self._noted = pattern
        self.uses: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        if name in METHODS:
            self.uses.add(name)
        return getattr(self._noted, name)


def _caller(frame: FrameType) -> tuple[str, tuple[int, int, int, int]] | None:
    """The file of the package and the piece of it that is run."""
    path = Path(frame.f_code.co_filename)
    if PACKAGE not in path.parents:
        return None
    where = next(itertools.islice(frame.f_code.co_positions(), frame.f_lasti // 2, None))
    line, last, column, end = (number or 0 for number in where)
    return path.relative_to(ROOT).as_posix(), (line, column, last, end)


def _kept() -> dict[tuple[str, tuple[int, int, int, int]], list[Noted]]:
    """What is compiled by importing and reading, by the caller."""
    real, kept = re.compile, defaultdict(list)

    def noted(pattern: Any, flags: Any = 0) -> Any:
        made, caller = real(pattern, flags), _caller(sys._getframe(1))
        if caller is None:
            return made
        kept[caller].append(Noted(made))
        return kept[caller][-1]

    sys.path.insert(0, str(ROOT))
    re.compile = noted  # type: ignore[assignment]
    for path in modules():
        importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))
    import extract
    from extract import lexicon, readers

    list(readers.read(sorted((ROOT / "data" / "articles").glob("*.md"))[:READ]))
    examples = [str(example.wants["text"]) for example in lexicon.examples() if "text" in example.wants]
    text = "\n\n".join([MORE, *examples])
    list(extract.find([extract.Document(text, "a", "A title", "The Courier", published="2021-06-08")]))
    re.compile = real
    return kept


def _print_built() -> None:
    """Print the patterns by their places."""
    everywhere = places()
    for (file, (line, column, last, end)), made in _kept().items():
        inside = (p for p in everywhere if p.file == file and (line, column) <= (p.line, p.column) <= (last, end))
        place = next(inside, None)
        for one in made if place else ():  # without one it is of a module that stands apart
            raw = isinstance(one.pattern, bytes)
            said = one.pattern.decode("latin-1") if raw else one.pattern
            row = {"file": file, "line": place.line, "column": place.column, "pattern": said, "bytes": raw}
            print(json.dumps({**row, "flags": one.flags & ~(0 if raw else re.UNICODE), "uses": sorted(one.uses)}))


if __name__ == "__main__":
    _print_built()
