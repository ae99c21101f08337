"""Notes of data sets, and which files are their parts: those that a manifest names, else every Parquet file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from extract.folders import File, Folder, FolderError

NAME = "_export.json"
RUN = "_run.json"  # of a data set that extract writes
ENDING = ".parquet"


class Manifest(NamedTuple):
    """The parts of a data set that was exported, in reading order, and the filters that chose its claims, in words."""

    parts: tuple[str, ...]
    selection: str = ""


class Listed(NamedTuple):
    """The files that are parts, by name; selection: as in the manifest.

    strays: Parquet files that the manifest does not name; others: all else that is there. unfinished: the run that
    writes it was stopped, or goes on, or parts went after it.
    """

    parts: tuple[File, ...]
    others: tuple[str, ...]
    strays: tuple[str, ...] = ()
    selection: str = ""
    unfinished: bool = False


def write(folder: Folder, name: str, said: Mapping[str, object]) -> None:
    """Write a note; the one that it replaces counts until the moment that it has its name."""
    with folder.writing(name) as out:
        out.write(json.dumps(said, ensure_ascii=False, indent=1).encode() + b"\n")


def read(folder: Folder, name: str) -> Mapping[str, Any]:
    """What a note says; nothing where it is damaged."""
    try:
        found = json.loads(folder.read(name))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def of(folder: Folder, files: Sequence[File]) -> Manifest | None:
    """The manifest among the files of a folder; a FolderError where it is none."""
    if NAME not in {file.name for file in files}:
        return None
    said = read(folder, NAME)
    try:
        found = Manifest(tuple(map(str, said["parts"])), str(said["selection"]))
    except (KeyError, TypeError):
        found = Manifest(("",))
    if not all(map(_is_part, found.parts)):
        raise FolderError(f"{folder.shown}: its {NAME} is damaged; export the data set again")
    return found


def _is_part(name: str) -> bool:
    return name.endswith(ENDING) and name[0] not in "._" and "/" not in name


def _whole(said: Mapping[str, Any], parts: int) -> bool:
    """Whether a run's note has no word of parts that are missing."""
    wanted = said.get("parts", 0)
    return said.get("complete") is not False and (not isinstance(wanted, int) or parts >= wanted)


def listed(folder: Folder) -> Listed | None:
    """What of a folder is its data set; None where there is no folder. Names that begin with . or _ are never parts."""
    files = folder.files()
    if files is None:
        return None
    found = {file.name: file for file in files if _is_part(file.name)}
    others = tuple(file.name for file in files if file.name not in found)
    manifest = of(folder, files)
    if manifest is None:
        said = read(folder, RUN) if RUN in others else {}
        return Listed(tuple(found.values()), others, unfinished=not _whole(said, len(found)))
    named = tuple(found.get(name, File(name, 0, "")) for name in sorted(manifest.parts))
    return Listed(named, others, tuple(sorted(found.keys() - set(manifest.parts))), manifest.selection)
