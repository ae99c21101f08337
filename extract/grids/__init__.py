"""Tables in a text: blocks of lines with bars between their cells, their captions and their headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extract.claim import Span

BAR = "|"
_LINE = re.compile(r"[^\n]+")
_RULE = re.compile(r"[\s|:=+-]+")  # the line below the heads of a Markdown table
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s?[/–-]\s?\d{2,4})?")
_AMOUNT = re.compile(
    r"[^\w\s(]{0,3}(?:[A-Z]{2,4}[^\w\s]?)?[^\S\n]?[(<>≥≤~]?\d[\d.,'’ \u00a0\u2009\u202f]*"
    r"(?:[^\S\n]?(?:[%‰]|[^\W\d_]{1,12}))?[^\w\s%‰]{0,3}(?:[^\S\n]?(?:[(\[]\w{1,2}[)\]]|[¹²³⁰-⁹](?:[,⁻][¹²³⁰-⁹])*))*"
)
_MARK, _LETTER = "[¹²³⁰-⁹*†‡]", r"[(\[][a-z0-9][)\]]"
# looked for where marks begin, and not behind each of them anew
_NOTE = re.compile(rf"(?<!{_MARK})(?<!{_LETTER})(?!(?<={_LETTER}\s){_LETTER})(?:{_MARK}|\s?{_LETTER})++$")
_CAPTION = 240  # characters of a line above a table that can be its caption
_HEADS = 4  # rows of headings at most
_RANKS = 3  # rows from which their numbers are ranks
_ENDS = (".", "!", "?")


class Row(NamedTuple):
    """A line of a table: its place in the text and those of its cells, without the white space around them."""

    place: Span
    cells: Sequence[Span]


class Grid(NamedTuple):
    """A table: its caption's place in the text (None where it has none), its rows of headings, its other rows."""

    caption: Span | None
    heads: Sequence[Row]
    rows: Sequence[Row]


def find(text: str) -> list[Grid]:
    """The tables of a text in order: two lines or more, one below the other, each with a bar between cells."""
    if BAR not in text:
        return []
    return [_grid(text, above, block) for above, block in _blocks(text) if len(block) > 1]


def amount(said: str) -> bool:
    """Whether a cell holds a number and nothing else but its unit: "1,234", "US$ 3 m", "12 %"; a year is none."""
    return bool(_AMOUNT.fullmatch(said)) and not _YEAR.fullmatch(plain(said))


def plain(said: str) -> str:
    """A cell without the marks of notes behind it: Mexico of "Mexico¹"."""
    return _NOTE.sub("", said).strip()


def _blocks(text: str) -> Iterator[tuple[Span | None, list[Row]]]:
    """Each run of lines with bars, and the line above it."""
    above: Span | None = None
    block: list[Row] = []
    last = -1
    for match in _LINE.finditer(text):
        start, end = match.span()
        barred = BAR in match.group()
        if block and (not barred or start != last + 1):
            yield above, block
            above, block = block[-1].place, []
        if barred:
            if not _RULE.fullmatch(match.group()):
                block.append(_row(text, start, end))
        elif match.group().strip():
            above = Span(start, end)
        last = end
    if block:
        yield above, block


def _row(text: str, start: int, end: int) -> Row:
    cells: list[Span] = []
    at = start
    for piece in text[start:end].split(BAR):
        bare = piece.strip()
        first = at + (piece.index(bare[0]) if bare else 0)
        cells.append(Span(first, first + len(bare)))
        at += len(piece) + 1
    return Row(Span(start, end), cells)


def _grid(text: str, above: Span | None, block: list[Row]) -> Grid:
    if all(_framed(text[row.place.start : row.place.end].strip()) for row in block):
        block = [row._replace(cells=row.cells[1:-1]) for row in block]
    counted = [any(amount(text[a:b]) for a, b in row.cells[1:]) for row in block]
    first = counted.index(True) if True in counted else 1
    heads = first if first <= _HEADS else 1
    while heads > 1 and heading(text, block[heads - 1]):
        heads -= 1  # a heading of the rows below it
    return Grid(_caption(text, above, block[0].place.start), block[:heads], block[heads:])


def heading(text: str, row: Row) -> str:
    """The text of a row that is a heading for those below it, in its only cell or the same in all; else empty."""
    said = {text[start:end] for start, end in row.cells} - {""}
    return said.pop() if len(said) == 1 else ""


def ranks(text: str, rows: Sequence[Row]) -> bool:
    """Whether the first column counts the rows: 1, 2, 3."""
    first = [text[row.cells[0].start : row.cells[0].end].rstrip(".") for row in rows]
    return len(first) >= _RANKS and first == [str(k) for k in range(1, len(first) + 1)]


def _framed(line: str) -> bool:
    """Whether bars stand around a row, too, as Markdown has it."""
    return len(line) > 1 and line.startswith(BAR) and line.endswith(BAR)


def _caption(text: str, above: Span | None, start: int) -> Span | None:
    """The line above a table, where it is short and no sentence, or stands right above it."""
    if above is None:
        return None
    said = text[above[0] : above[1]].strip()
    near = text.count("\n", above[1], start) == 1
    if len(said) > _CAPTION or BAR in said or (said.endswith(_ENDS) and not near):
        return None
    first = text.index(said[0], above[0])
    return Span(first, first + len(said))
