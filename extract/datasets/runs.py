"""What a data set is being made of: begun in a folder, gone on with, and finished."""

from __future__ import annotations

import functools
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import extract
from extract import folders, lexicon
from extract.datasets import writing
from extract.datasets.parts import SIZE, Unit
from extract.datasets.reading import How
from extract.datasets.sources import Source
from extract.datasets.writing import FORMATS, PROBLEMS
from extract.export import ExportError
from extract.folders import Folder, manifests

_OURS = "migration-figures"
_ABOUT = manifests.RUN  # readers of data sets pass names over that begin so
_PART = re.compile(rf"[a-z0-9-]+-[0-9a-f]{{10}}-\d{{6}}\.(?:{'|'.join(FORMATS)})")
_REMEDY = "give another folder, or --again to make all of it anew"
_INSTALLED = "app/"  # of the program where it is installed: the sample corpus, and what starts the dashboard
_SUFFIXES = (".py", ".toml", ".csv", ".json")
_NAMES = {"program": "the version of the program", "words": "the program or its words", "options": "the options"}


class Run(NamedTuple):
    """A run in a folder: the format of its parts, what stands in _run.json, and the parts that are done, by name."""

    target: str
    form: str
    about: dict[str, Any]
    done: frozenset[str]


class Said(NamedTuple):
    """What is to be said of a part: a problem, or a note with the first of its documents and how many there are."""

    problem: str = ""
    note: str = ""
    first: Sequence[str] = ()
    documents: int = 0


def begin(target: str, found: Iterable[Source], form: str = "parquet", how: How = How(), *, again: bool = False) -> Run:  # noqa: B008 - immutable
    """Begin a run in the folder at target, or go on with the one that is there; the caller has made and locked it.

    An ExportError where the folder holds what is not ours, or parts of other inputs, options, words or another version
    of the program, naming the difference; again: these parts are taken away, and all of it is made anew.
    """
    folder, problems = folders.of(target), writing.problems(target)
    about = _about(found, form, how)
    names = {name for name in folders.names(folder) if not name.startswith(".")}  # .DS_Store
    before = _before(folder, names, again=again)
    fresh = before is None or again or not any(map(_PART.fullmatch, names))
    if not fresh and before is not None and (difference := _difference(before, about)):
        raise ExportError(f"{folder.shown}: it holds parts of another run: {difference}; {_REMEDY}")
    if fresh and before is not None:
        manifests.write(folder, _ABOUT, {**about, **before, "complete": False})  # until there are parts of the new one
        folder.remove(sorted(filter(_PART.fullmatch, names)))
        problems.remove(sorted(folders.names(problems)))
        names = set()
    if fresh:
        manifests.write(folder, _ABOUT, about)  # before anything else: a folder in which it stands is ours
    problems.make()
    for each in (folder, problems):
        folders.clear(each)
    done = frozenset(name.removesuffix(f".{form}") for name in names if _PART.fullmatch(name))
    return Run(target, form, about, done)


def check(target: str, form: str) -> None:
    """An ExportError where that is no format of parts."""
    if form not in FORMATS:
        raise ExportError(f"{target}: {form!r} is no format of parts; use one of {', '.join(FORMATS)}")


def unfinished(run: Run) -> None:
    """Say in _run.json that parts are missing, before they are made."""
    folder = folders.of(run.target)
    if manifests.read(folder, _ABOUT) != run.about:
        manifests.write(folder, _ABOUT, run.about)


def program() -> str:
    """What tells this program from others: its version, and a digest of its files and of words of one's own in use."""
    return f"{extract.__version__} ({_words()})"


def said(run: Run, units: Iterable[Unit]) -> Iterator[Said]:
    """What is to be said of parts, also of those that were done before, in the order of their documents."""
    problems = writing.problems(run.target)
    told = folders.names(problems)
    for unit in units:
        for part in unit.parts:
            if f"{part.name}.jsonl" in told:
                lines = problems.read(f"{part.name}.jsonl").splitlines()
                yield from (Said(**json.loads(line)) for line in lines)


def finish(run: Run, units: Iterable[Unit]) -> set[str]:
    """Say in _run.json that the data set is complete, where all parts are there; the names of those that are absent."""
    folder = folders.of(run.target)
    names = folders.names(folder)
    parts = {part.name for unit in units for part in unit.parts}
    absent = {name for name in parts if f"{name}.{run.form}" not in names}
    if not absent:
        manifests.write(folder, _ABOUT, {**run.about, "complete": True, "parts": len(parts)})
    return absent


def _before(folder: Folder, names: set[str], *, again: bool) -> dict[str, Any] | None:
    """What _run.json says of a folder; None for an empty one, and an ExportError for one that is not ours.

    again: with parts beside it, a damaged one is as good as any.
    """
    strange = sorted(name for name in names if name not in (_ABOUT, PROBLEMS) and not _PART.fullmatch(name))
    if strange or (names and _ABOUT not in names):
        shown = ", ".join((strange or sorted(names))[:3])
        raise ExportError(
            f"{folder.shown}: it holds other files ({shown}); move them, or give a folder of its own, new or empty"
        )
    if not names:
        return None
    found = manifests.read(folder, _ABOUT)
    if not found and any(map(_PART.fullmatch, names)):
        if again:
            return {}
        raise ExportError(f"{folder.shown}: its {_ABOUT} is damaged; {_REMEDY}")
    if found.get("claims") != _OURS:
        raise ExportError(f"{folder.shown}: its {_ABOUT} is not ours; give a folder of its own, new or empty")
    return dict(found)


def _about(found: Iterable[Source], form: str, how: How) -> dict[str, Any]:
    options = {"format": form, "documents": SIZE, "follow": how.follow, "private": how.private, **how.given}
    named = [{"source": at.where, "size": at.size, "changed": at.stamp} for at in found]
    program = {"claims": _OURS, "program": extract.__version__, "words": _words()}
    return {**program, "options": options, "complete": False, "sources": named}


def _difference(before: dict[str, Any], now: dict[str, Any]) -> str:
    """In what two runs differ, in words; empty where in nothing."""
    for key, name in _NAMES.items():
        if before.get(key) != now[key]:
            return f"{name} changed{_of_options(before.get(key), now[key])}"
    old = {at["source"]: at for at in before.get("sources", [])}
    new = {at["source"]: at for at in now["sources"]}
    for source in [*old, *new]:
        if old.get(source) != new.get(source):
            what = "is no longer among the inputs" if source not in new else "was not among the inputs"
            return f"{source} {'changed' if source in old and source in new else what}"
    return "" if list(old) == list(new) else "the order of the inputs changed"


def _of_options(before: Any, now: Any) -> str:
    if not (isinstance(before, dict) and isinstance(now, dict)):
        return ""
    changed = [key for key in {**before, **now} if before.get(key) != now.get(key)]
    return ": " + ", ".join(f"{key} {before.get(key, 'not given')} to {now.get(key, 'not given')}" for key in changed)


@functools.cache
def _code() -> bytes:
    """A digest of the program's own files."""
    return _digest([Path(extract.__file__).parent])


def _words() -> str:
    """What tells this program and its words from others: a digest of its files, and of words of one's own in use."""
    return hashlib.sha256(_code() + _digest(lexicon.added())).hexdigest()[:16]


def _digest(folders: Iterable[Path]) -> bytes:
    digest = hashlib.sha256()
    for folder in folders:
        named = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.suffix in _SUFFIXES}
        for name in sorted(name for name in named if not name.startswith(_INSTALLED)):
            digest.update(f"{name}\n".encode() + named[name].read_bytes())
    return digest.digest()
