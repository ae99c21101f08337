"""What a folder holds, and how the names of what is not whole begin."""

from __future__ import annotations

from typing import NamedTuple

DRAFT = ".figures-"  # as extract.atomic names them


class FolderError(Exception):
    """A folder cannot be listed, read or filled; the message names it, and the remedy."""


class File(NamedTuple):
    """A file of a folder, or a folder in it, whose name then ends in a stroke; stamp: other for each version."""

    name: str
    size: int
    stamp: str
