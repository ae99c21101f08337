"""Which files of a folder are the parts of its data set: those that its manifest names, else every Parquet file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

from extract.folders import File, Folder, FolderError

NAME = "_export.json"
RUN = "_run.json"  # of a data set that extract writes
ENDING = ".parquet"


class Manifest(NamedTuple):
    """The parts of a data set that was exported, in reading order, and the filters that chose its claims, in words."""

    parts: tuple[str, ...]
    selection: str = ""

    def text(self) -> str:
        """What is written of it; what it replaces counts until the moment that it has its name."""
        return json.dumps({"parts": self.parts, "selection": self.selection}, ensure_ascii=False, indent=1) + "\n"


class Listed(NamedTuple):
    """The files that are parts, by name; selection: as in the manifest.

    strays: Parquet files that the manifest does not name; others: all else that is there. unfinished: the run that
    writes it was stopped, or goes on.
    """

    parts: tuple[File, ...]
    others: tuple[str, ...]
    strays: tuple[str, ...] = ()
    selection: str = ""
    unfinished: bool = False


def of(folder: Folder, files: Sequence[File]) -> Manifest | None:
    """The manifest among the files of a folder; a FolderError where it is none."""
    if NAME not in {file.name for file in files}:
        return None
    try:
        said = json.loads(folder.read(NAME))
        found = Manifest(tuple(map(str, said["parts"])), str(said["selection"]))
    except (ValueError, KeyError, TypeError):
        found = Manifest(("",))
    if not all(map(_is_part, found.parts)):
        raise FolderError(f"{folder.shown}: its {NAME} is damaged; export the data set again")
    return found


def _is_part(name: str) -> bool:
    return name.endswith(ENDING) and name[0] not in "._" and "/" not in name


def _unfinished(folder: Folder, others: Sequence[str]) -> bool:
    if RUN not in others:
        return False
    try:
        return json.loads(folder.read(RUN)).get("complete") is False
    except (ValueError, AttributeError):
        return False


def listed(folder: Folder) -> Listed | None:
    """What of a folder is its data set; None where there is no folder. Names that begin with . or _ are never parts."""
    files = folder.files()
    if files is None:
        return None
    found = {file.name: file for file in files if _is_part(file.name)}
    others = tuple(file.name for file in files if file.name not in found)
    manifest = of(folder, files)
    if manifest is None:
        return Listed(tuple(found.values()), others, unfinished=_unfinished(folder, others))
    named = tuple(found.get(name, File(name, 0, "")) for name in sorted(manifest.parts))
    return Listed(named, others, tuple(sorted(found.keys() - set(manifest.parts))), manifest.selection)
