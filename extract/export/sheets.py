"""Rows as a workbook for spreadsheets: text never runs, and a second sheet explains the columns."""

from __future__ import annotations

import datetime as dt
import io
import tempfile
import warnings
from typing import IO, Any

from extract.export import columns
from extract.export.errors import ExportError, ExportWarning
from extract.export.rows import Rows

MOST = 1_048_575  # rows that a sheet holds below its head
LONGEST = 32_767  # UTF-16 units that a cell holds
_CREATED = dt.datetime(2000, 1, 1)  # a workbook has one; the same rows make the same bytes
_WIDTHS = {"sentence": 60, "title": 30, "why": 30, "claim_id": 14}
_ABOUT = (
    "Figures found in migration news and reports, one row a figure, by the program migration-figures.",
    "A program read them and it errs: look at a figure's sentence before you use it. Empty: the text does not say.",
    "Every cell of text is text: nothing in this workbook is a formula or a link.",
    "value is what the program read. Where a reader reviewed a figure, reviewed_value is what holds, and review says "
    "how: use it in value's place, and leave out rows that are rejected.",
    "Do not add figures of different measures, units, statistics or statuses, of times that overlap, or that repeat "
    "another one (repeats); a pledge is not a payment.",
)


class _Packed(io.BytesIO):
    """A file in memory that stays open: a zip that was broken off still writes its end when it is let go of."""

    def close(self) -> None:
        pass


def write(rows: Rows, out: IO[bytes]) -> int:
    """XLSX: a sheet of claims and a sheet README; an ExportError where there are more rows than a sheet holds."""
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "constant_memory": True}
    with tempfile.TemporaryDirectory() as folder:  # what the sheets are kept in until they are packed
        packed = _Packed()
        book = xlsxwriter.Workbook(packed, {**options, "tmpdir": folder})
        book.use_zip64()
        book.set_properties({"title": "migration-figures", "created": _CREATED})
        try:
            cut = _claims(book, rows)
            _readme(book, rows, cut)
            book.close()
            out.write(packed.getbuffer())
        except xlsxwriter.exceptions.FileCreateError as error:
            raise error.args[0] from None  # the OSError that it was
        finally:
            for sheet in book.worksheets():
                if sheet.row_data_fh is not None:
                    sheet.row_data_fh.close()
    if cut:
        warnings.warn(_shortened(cut), ExportWarning, stacklevel=4)
    return rows.count


def _claims(book: Any, rows: Rows) -> int:
    """The sheet of the rows; how many cells are cut."""
    sheet, bold = book.add_worksheet("claims"), book.add_format({"bold": True})
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(rows.columns):
        sheet.write_string(0, column, name, bold)
        sheet.set_column(column, column, _WIDTHS.get(name, 12))
    cut, mark = 0, book.add_format()
    for line, row in enumerate(rows, start=1):
        if line > MOST:
            raise ExportError(f"a sheet holds {MOST:,} rows and there are more; write .csv or .parquet")
        for column, value in enumerate(row.values()):
            if isinstance(value, str):
                cut += bool(value) and _text(sheet, line, column, value, mark)
            elif value is not None:
                sheet.write_number(line, column, value)
    sheet.autofilter(0, 0, rows.count, len(rows.columns) - 1)
    return cut


def _text(sheet: Any, line: int, column: int, text: str, mark: Any) -> bool:
    """Write a cell of text, whatever it looks like; whether it was too long."""
    if text.startswith("<r>") and text.endswith("</r>"):  # XlsxWriter takes it for its own markup, unless in two runs
        sheet.write_rich_string(line, column, text[0], mark, text[1 : LONGEST // 2])
        return len(text) > LONGEST // 2
    return bool(sheet.write_string(line, column, text) == -2)


def _readme(book: Any, rows: Rows, cut: int) -> None:
    """The sheet that explains the other one."""
    notes = book.add_worksheet("README")
    bold, left = book.add_format({"bold": True}), book.add_format({"align": "left"})
    notes.set_column(0, 0, 18)
    notes.set_column(1, 1, 110)
    reviewed = () if "review" in rows.columns else ("These rows came without reviews.",)
    said = (*_ABOUT, *reviewed, *([_shortened(cut)] if cut else []))
    facts: list[tuple[str, str | int]] = [("claims", rows.count), ("documents", len(rows.documents))]
    if rows.selection:
        facts.append(("filters", rows.selection))
    facts += [("about" if not number else "", text) for number, text in enumerate(said)]
    facts += [("", ""), ("column", "meaning"), *((name, columns.MEANINGS[name]) for name in rows.columns)]
    for line, (name, value) in enumerate(facts):
        notes.write_string(line, 0, name, bold)
        if isinstance(value, int):
            notes.write_number(line, 1, value, left)
        else:
            _text(notes, line, 1, value, left)


def _shortened(cut: int) -> str:
    cells = "1 cell was" if cut == 1 else f"{cut:,} cells were"
    return f"{cells} cut at {LONGEST:,} characters, the most that a cell holds; .csv and .parquet have them whole"
