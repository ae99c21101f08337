"""A table's rows as lines of text: the form in which the extractor knows rows and columns again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_BETWEEN = " | "


def line(cells: Iterable[str]) -> str:
    """A row as one line: cells between bars, each on one line itself; an empty cell keeps its place.

    >>> line(["Guatemala", "", "1,234 "])
    'Guatemala |  | 1,234'
    """
    return _BETWEEN.join(" ".join(cell.replace("|", "/").split()) for cell in cells).strip()


def block(rows: Iterable[Sequence[str]], caption: str = "") -> str:
    """A table as lines, its caption right above; rows without any words or numbers are left out.

    A cell that spans columns or rows is to be given once for each of them, so that each row has all its columns.
    """
    lines = [line(row) for row in rows if any(cell.strip() for cell in row)]
    return "\n".join(filter(None, [" ".join(caption.split()), *lines]))
