"""A block's lines -> tables: runs of lines whose cells stand below each other, with numbers in one column at least."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from extract.readers.pdf import spans
from extract.readers.pdf.figures import entry, figure, year
from extract.readers.pdf.lines import Line

_ROWS = 3  # lines of the least table
_NEAR = 1.4  # sizes between two lines of a caption
_PITCH = 0.9  # of the distance between rows, that rows of their own have at least
_CAPTION = 3  # lines below a caption's first within which the headings begin
_FAR = 3.2  # sizes between the lines of one table
_WITHIN = 0.75  # of the distance between rows: lines nearer than this are one row
_CROSSED = 0.15  # of the rows may cross what parts two columns
_TEXT = 60  # characters of a line that is no group's name
_LEADERS = re.compile(r"(?:\.\s?){4,}|…{2,}")


def leads(line: Line) -> bool:
    """Whether dots lead from a title to its page, as in a list of contents."""
    return _LEADERS.search(line.text) is not None


class Table(NamedTuple):
    """A table's rows, each with all columns, and which of the block's lines it was: first to behind the last."""

    rows: list[list[str]]
    first: int
    last: int


def find(lines: Sequence[Line]) -> list[Table]:
    """The tables of a block in order."""
    found: list[Table] = []
    end = 0
    counting = [_counts(line) for line in lines]
    for first, last in _runs(lines, counting):
        if first < end:
            continue
        table = _table(lines, _head(lines, first, last, end), last)
        if table:
            found.append(table)
            end = last
    return found


def _counts(line: Line) -> bool:
    """Whether a line may be a row with numbers."""
    if len(line.cells) < 2 or leads(line):
        return False
    figures = sum(figure(cell.text) for cell in line.cells)
    return figures > 0 and 2 * sum(entry(c.text) for c in line.cells) >= len(line.cells) - 1


def _runs(lines: Sequence[Line], counting: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Stretches of lines from a row with numbers to the last such row that follows near enough."""
    k = 0
    while k < len(lines):
        if not counting[k]:
            k += 1
            continue
        last, j = k, k + 1
        while j < len(lines) and j - last <= 4 and _near(lines[j - 1], lines[j]):
            if counting[j]:
                last = j
            elif len(lines[j].cells) == 1 and (_prose(lines[last], lines[j]) or _anew(lines, last, j)):
                break
            j += 1
        yield k, _tail(lines, k, last + 1)
        k = last + 1


def _near(a: Line, b: Line) -> bool:
    return b.y - a.y <= _FAR * max(a.size, b.size)


def _prose(row: Line, line: Line) -> bool:
    """Whether a line below a row runs across its columns, as text does."""
    return line.x0 < row.cells[0].x1 and line.x1 > row.cells[1].x0 and len(line.text) > _TEXT


def _anew(lines: Sequence[Line], last: int, k: int) -> bool:
    """Whether line k runs across the columns of the row before it as another table's caption: above its headings."""
    row, line = lines[last], lines[k]
    if line.x0 >= row.cells[1].x0 or line.x1 <= row.cells[1].x0:
        return False
    below = next((other for other in lines[k + 1 : k + 1 + _CAPTION] if len(other.cells) > 1), None)
    if below is None:
        return False
    return all(year(cell.text) or not figure(cell.text) for cell in below.cells)


def _tail(lines: Sequence[Line], first: int, last: int) -> int:
    """With a wrapped first cell's last line, which stands nearer to its row than rows to each other."""
    pitch = _pitch(lines[first:last])
    while last < len(lines) and lines[last].y - lines[last - 1].y < _WITHIN * pitch:
        line = lines[last]
        if len(line.cells) > 1 or abs(line.x0 - lines[first].x0) > line.size or line.x1 > lines[first].cells[1].x0:
            break
        last += 1
    return last


def _pitch(lines: Sequence[Line]) -> float:
    """The distance between rows with numbers, half of them at least are as far apart."""
    rows = [line.y for line in lines if _counts(line)]
    gaps = [b - a for a, b in pairwise(rows)]
    return statistics.median_low(gaps) if gaps else 0.0


def _head(lines: Sequence[Line], first: int, last: int, end: int) -> int:
    """The first line of the headings above: lines of several cells, or of one that stands over the later columns."""
    second = lines[first].cells[1].x0
    names = max(line.cells[0].x1 for line in lines[first:last] if _counts(line))
    while first > end and _near(lines[first - 1], lines[first]):
        above = lines[first - 1]
        if leads(above):
            break
        if len(above.cells) == 1 and not _over(above, lines[first], names, second):
            if first - 1 > end and _first_group(lines[first - 2], above, lines[first]):
                first -= 2
            break
        if first - 1 > end and _goes_on(lines[first - 2], above, names, second):
            break
        first -= 1
    return first


def _first_group(above: Line, line: Line, row: Line) -> bool:
    """Whether a line names the first group of rows: it stands between the headings of all columns and a row."""
    heads = len(above.cells) == len(row.cells) > 2 and not any(_counts(one) for one in (above, line))
    return heads and line.x1 < row.cells[1].x0 and abs(line.x0 - row.x0) < line.size and _near(above, line)


def _goes_on(above: Line, line: Line, names: float, second: float) -> bool:
    """Whether a line is the last of a caption: in the middle below one that runs across the columns."""
    if len(above.cells) > 1 or len(line.cells) > 1 or line.y - above.y > _NEAR * line.size:
        return False
    across = above.x0 < names and above.x1 > second
    return across and abs(above.x0 + above.x1 - line.x0 - line.x1) < line.size and above.bold == line.bold


def _over(line: Line, below: Line, names: float, second: float) -> bool:
    """Whether a line of one cell is a heading's: over the later columns, or the first line of a wrapped first cell."""
    if line.x0 > names:
        return True
    return line.x1 < second and line.bold == below.bold and below.y - line.y < 1.3 * line.size and len(below.cells) > 1


def _table(lines: Sequence[Line], first: int, last: int) -> Table | None:
    part = lines[first:last]
    counting = [line for line in part if _counts(line)]
    edges = _edges([line for line in counting if not spans.years(line)] or counting)
    if len(part) < _ROWS or len(edges) < 2:
        return None
    rows = [spans.spread(line, edges) for line in part]
    heads = next((k for k, row in enumerate(rows) if _data(row)), 0)
    rows[:heads] = [spans.yearly(line, edges) or spans.spread(line, edges, heading=True) for line in part[:heads]]
    grouped = _grouped(part, rows, heads)
    if len(grouped) < 2 or not any(_numeric([row[k] for row in grouped]) for k in range(len(edges))):
        return None
    return Table(grouped, first, last)


def _numeric(column: Sequence[str]) -> bool:
    said = [cell for cell in column if cell]
    return 2 * sum(figure(cell) for cell in said) >= max(len(said) - 1, 1) and any(figure(cell) for cell in said)


def _edges(rows: Sequence[Line]) -> list[tuple[float, float]]:
    """The columns' sides: stretches that cells cover, parted where hardly any cell does."""
    marks = sorted([(cell.x0, 1) for row in rows for cell in row.cells] + [(c.x1, -1) for r in rows for c in r.cells])
    allowed = int(_CROSSED * len(rows))
    edges: list[tuple[float, float]] = []
    depth, start = 0, None
    for x, step in marks:
        depth += step
        if start is None and depth > allowed:
            start = x
        elif start is not None and depth <= allowed:
            edges.append((start, x))
            start = None
    return edges


def _grouped(lines: Sequence[Line], rows: Sequence[list[str]], first: int) -> list[list[str]]:
    """The rows, with headings above the first numbers made one row and wrapped cells joined."""
    pitch = _pitch(lines[first:])
    found: list[list[str]] = []
    heads = rows[:first]
    label = _labels_above(lines, rows, first, pitch) or int(_group_above(lines, rows, first, pitch))
    if heads[: first - label]:
        found.append(_joined(heads[: first - label]))
    begun = len(found)
    k = first - label
    while k < len(rows):
        group = [rows[k]]
        while k + 1 < len(rows) and _one_row(lines[k], lines[k + 1], group, rows[k + 1], pitch):
            k += 1
            group.append(rows[k])
        found.append(_joined(group))
        k += 1
    return found if begun < len(found) else []


def _labels_above(lines: Sequence[Line], rows: Sequence[list[str]], first: int, pitch: float) -> int:
    """How many lines above the first numbers belong to their row, as the beginning of a wrapped first cell."""
    count = 0
    while count < first:
        above, below = first - count - 1, first - count
        if any(rows[above][1:]) or not lines[below].y - lines[above].y < _WITHIN * pitch:
            break
        count += 1
    return count


def _group_above(lines: Sequence[Line], rows: Sequence[list[str]], first: int, pitch: float) -> bool:
    """Whether the line above the first numbers names a group of rows: it is as far from the headings as rows are."""
    if first < 2 or any(rows[first - 1][1:]) or not all(rows[first - 2]):
        return False
    gaps = [lines[k].y - lines[k - 1].y for k in (first - 1, first)]
    return min(gaps) > _PITCH * pitch


def _data(row: Sequence[str]) -> bool:
    """A row with a name and numbers that are not all years."""
    figures = [cell for cell in row[1:] if figure(cell)]
    return bool(row[0]) and any(not year(cell) for cell in figures)


def _one_row(a: Line, b: Line, group: Sequence[Sequence[str]], row: Sequence[str], pitch: float) -> bool:
    """Whether the next line goes on with the row: it is nearer than rows are, or goes on with a wrapped first cell."""
    numbers = any(figure(cell) for one in group for cell in one[1:])
    if numbers and any(figure(cell) for cell in row[1:]):
        return False
    if pitch and b.y - a.y < _WITHIN * pitch:
        return True
    goes_on = row[0][:1].islower() and bool(group[-1][0])
    return goes_on and numbers != any(figure(cell) for cell in row[1:])


def _joined(group: Sequence[Sequence[str]]) -> list[str]:
    return [" ".join(filter(None, column)) for column in zip(*group, strict=True)]
