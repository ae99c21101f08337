"""A line's cells -> the columns that they stand in, those of headings over several given for each."""

from __future__ import annotations

from collections.abc import Sequence

from extract.readers.pdf.figures import year
from extract.readers.pdf.lines import Cell, Line

_EVEN = 3.0  # points by which a heading may miss its column's side or middle
_OFF = 0.2  # of their width, by which it may miss the middle of several
_SHARED = 0.3  # of a column's width that a cell over several covers


def spread(line: Line, edges: Sequence[tuple[float, float]], *, heading: bool = False) -> list[str]:
    """A line's cells by column; what stands over several columns is given for each."""
    row = [""] * len(edges)
    over = [_over_columns(cell, edges) for cell in line.cells]
    for k, cell in enumerate(line.cells):
        if heading:
            before = over[k - 1][-1] if k else -1
            behind = over[k + 1][0] if k + 1 < len(over) else len(edges)
            over[k] = _spanned(cell, edges, over[k], range(before + 1, behind))
        for column in over[k]:
            row[column] = f"{row[column]} {cell.text}".strip()
    return row


def yearly(line: Line, edges: Sequence[tuple[float, float]]) -> list[str]:
    """Years that each stand over equally many columns, wherever within them; nothing where they do not."""
    columns, said = len(edges) - 1, len(line.cells)
    each = columns // said
    if said < 2 or each < 2 or columns % said or not years(line):
        return []
    for k, cell in enumerate(line.cells):
        if cell.x0 < edges[k * each][1] or cell.x1 > edges[(k + 1) * each][1]:
            return []
    return ["", *(cell.text for cell in line.cells for _ in range(each))]


def years(line: Line) -> bool:
    """Whether a line is of years alone, as headings over several columns are."""
    return all(year(cell.text) for cell in line.cells)


def _spanned(cell: Cell, edges: Sequence[tuple[float, float]], over: list[int], free: range) -> list[int]:
    """The columns that a heading stands in the middle of, among those without a heading of their own in its line."""
    left, right = edges[over[0]][0], edges[over[-1]][1]
    if min(abs(cell.x0 - left), abs(cell.x1 - right), abs(cell.x0 + cell.x1 - left - right) / 2) < _EVEN:
        return over
    spans = [(a, b) for a in free if a <= over[0] for b in free if b >= over[-1]]
    off = {(a, b): abs(edges[a][0] + edges[b][1] - cell.x0 - cell.x1) / 2 for a, b in spans}
    best = min(off, key=lambda span: off[span], default=None)
    if best is None or off[best] > _OFF * (edges[best[1]][1] - edges[best[0]][0]):
        return over
    return list(range(best[0], best[1] + 1))


def _over_columns(cell: Cell, edges: Sequence[tuple[float, float]]) -> list[int]:
    shared = {k: min(cell.x1, b) - max(cell.x0, a) for k, (a, b) in enumerate(edges)}
    over = [k for k, much in shared.items() if much > 0]
    if len(over) > 1:
        wide = [k for k in over if shared[k] > _SHARED * (edges[k][1] - edges[k][0])]
        over = wide or [max(over, key=lambda k: shared[k])]
    if over:
        return list(range(over[0], over[-1] + 1))
    return [max(shared, key=lambda k: shared[k])]
