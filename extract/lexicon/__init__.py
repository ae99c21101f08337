"""The words: files that every stage reads its vocabulary from, and the checks that they are well formed.

Shared files (countries.csv, currencies.csv, measures.toml …) lie in this folder, the words of a language in a folder
of its own (en/numbers.toml, en/measures/detention.toml …). A folder of the user's own, given with `use`, adds
languages, measures and words in the same layout.
"""

from __future__ import annotations

import csv
import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, ParamSpec, TypeVar

import tomli

HERE = Path(__file__).parent
EXAMPLES = ("try", "leave", "miss")

P = ParamSpec("P")
T = TypeVar("T")
_folders: list[Path] = [HERE]
_caches: list[Callable[[], None]] = []


class LexiconError(Exception):
    """A lexicon file is not well formed; the message names the file, the entry and the remedy."""


class Example(NamedTuple):
    """A sentence of a lexicon file that is run as a test: what it finds, leaves alone, or is known to miss."""

    file: str
    language: str
    kind: str  # try, leave or miss
    measure: str  # of a measure's card, else empty
    wants: dict[str, Any]


def cached(function: Callable[P, T]) -> Callable[P, T]:
    """functools.cache for what is built from the lexicon: emptied when a folder is added or taken away."""
    wrapped = functools.cache(function)
    _caches.append(wrapped.cache_clear)
    return wrapped  # type: ignore[return-value]  # the wrapper takes the same arguments, which must be hashable


@contextmanager
def use(folder: str | Path) -> Iterator[None]:
    """Read the words of a folder of one's own as well, for the time of a with block."""
    _folders.append(Path(folder))
    _forget()
    try:
        yield
    finally:
        _folders.pop()
        _forget()


def added() -> tuple[Path, ...]:
    """The folders of the user's own that are read now."""
    return tuple(_folders[1:])


def _forget() -> None:
    for clear in _caches:
        clear()


def files(pattern: str) -> list[Path]:
    """The lexicon's files that match a glob pattern, this folder's first, each folder's in order of name."""
    return [path for folder in _folders for path in sorted(folder.glob(pattern))]


def shared_by_all(path: Path) -> bool:
    """Whether a file is of no language: it lies in a lexicon folder itself."""
    return path.parent in _folders


@cached
def languages() -> tuple[str, ...]:
    """The languages that have a folder: ('en',)."""
    return tuple(sorted({path.parent.name for path in files("*/*.toml")}))


@cached
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a shared or a language's CSV file: rows("countries.csv"), rows("en/places.csv")."""
    return tuple(row for path in files(name) for row in read_csv(path))


@cached
def words(language: str, name: str) -> dict[str, Any]:
    """The tables of a language's file without its examples: words("en", "hedges")["over"]; else empty."""
    return _Lists(f"{language}/{name}.toml", _merged(files(f"{language}/{name}.toml")))


@cached
def listed(language: str, name: str, key: str) -> frozenset[str]:
    """The words of one list of a language's file: listed("en", "groups", "sites"); empty where there is none."""
    return frozenset(words(language, name).get(key, []))


@cached
def shared(name: str) -> dict[str, Any]:
    """The tables of a shared TOML file: shared("measures")."""
    return _merged(files(f"{name}.toml"))


@cached
def cards(language: str) -> dict[str, dict[str, Any]]:
    """The cards of the measures of a language, by measure, in the order of measures.toml."""
    order = list(shared("measures"))
    found = {path.stem for path in files(f"{language}/measures/*.toml")}
    return {key: _merged(files(f"{language}/measures/{key}.toml")) for key in order if key in found}


def examples() -> Iterator[Example]:
    """Every example sentence of every language's files."""
    for path in [*files("*/*.toml"), *files("*/measures/*.toml")]:
        of_measure = path.parent.name == "measures"
        language = path.parent.parent.name if of_measure else path.parent.name
        table = read_toml(path)
        for kind in EXAMPLES:
            for wants in table.get(kind, []):
                name = f"{language}/{'measures/' if of_measure else ''}{path.name}"
                yield Example(name, language, kind, path.stem if of_measure else "", wants)


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file of the lexicon; a LexiconError names the file and the line of what is wrong."""
    try:
        return tomli.loads(path.read_text(encoding="utf-8"))
    except (tomli.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path}: {error}; mend the file as TOML in UTF-8") from error


def read_csv(path: Path) -> list[dict[str, str]]:
    """A CSV file of the lexicon as rows; a LexiconError names the line with too many or too few cells."""
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        found = list(reader)
    for number, row in enumerate(found, start=2):
        if None in row or None in row.values():
            raise LexiconError(f"{path}:{number}: the row has not as many cells as the header; add or remove commas")
    return found


class _Lists(dict[str, Any]):
    """The lists of a file; one that lacks is named with the file."""

    def __init__(self, name: str, lists: dict[str, Any]) -> None:
        inner = {key: _Lists(name, value) if isinstance(value, dict) else value for key, value in lists.items()}
        super().__init__(inner)
        self.name = name

    def __missing__(self, key: str) -> Any:
        raise LexiconError(
            f"{self.name}: the list {key!r} is missing; add it, empty where the language has no such words"
        )


def _merged(paths: list[Path]) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for path in paths:
        for key, value in read_toml(path).items():
            if key in EXAMPLES:
                continue
            if isinstance(value, list) and isinstance(merged.get(key), list):
                merged[key] = [*merged[key], *value]
            elif isinstance(value, dict) and isinstance(merged.get(key), dict):
                merged[key] = {**merged[key], **value}
            else:
                merged[key] = value
    return merged
