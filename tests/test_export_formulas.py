"""R29: text that a spreadsheet would run is guarded in the files for spreadsheets, and verbatim in the others."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest
from exported import claim
from hypothesis import given, settings
from hypothesis import strategies as st

from extract import export
from extract.claim import COLUMNS, Claim

RUNS = [
    "=1+1", "+1+1", "-1+1", "@SUM(1)", "|calc", "%PATH%", "\tcell", "\rcell", "\ncell", "a\r=1+1",
    "＝1+1", "＋1", "－1+1", "＠SUM(1)", "｜calc", "％x",
    " =1+1", "\u00a0=1+1", "\u2003+1+1", "\u200b=1+1", "\ufeff@SUM(1)", '"=1+1"', "'=1+1", "''=1+1", "“=1+1”", "\x00=1",
    "-$5 million", "+5 %", "-5,000", "- 5", "--5", "=", "-5.25x", "+5e", '=HYPERLINK("https://example.org")',
    "=cmd|' /C calc'!A0", "- one\n- two", "-5\n", "+٣",
]  # fmt: skip
QUIET = [
    "", "migrants", "-5.25", "+5", "-5", "5", "-5e-3", "1=1", "a-b", "91,000", "'tis", "don't", "a\tb", "5%",
    "https://example.org/?a=b", "\u200b", " ", "½", "€5", "(5)", "#REF!", "<r><t>=1+1</t></r>", "_x0041_", "a\x01b",
]  # fmt: skip
WORDS = ("title", "group", "said_by", "sentence")
TEXTS = [text for text in RUNS + QUIET if text]


def guarded(text: str) -> bool:
    return export.guard(text) != text


@pytest.mark.parametrize("text", [text for text in RUNS if text != "a\r=1+1"], ids=repr)
def test_r29_text_that_runs_is_guarded(text: str) -> None:
    assert export.guard(text) == f"'{text}"


@pytest.mark.parametrize("text", QUIET, ids=repr)
def test_r29_other_text_is_left_alone(text: str) -> None:
    assert not guarded(text)


@pytest.mark.parametrize("text", [*RUNS, *QUIET, "'-5", "''-5"], ids=repr)
def test_r29_the_guard_is_reversible(text: str) -> None:
    assert export.unguard(export.guard(text)) == text


@settings(derandomize=True, deadline=None)
@given(st.text("=+-@|%'\"\t\r\n ＝－\u200b\ufeff5.e a", max_size=8))
def test_r48_the_guard_is_reversible_for_any_text(text: str) -> None:
    said = export.guard(text)
    assert export.unguard(said) == text
    assert said == text or said.startswith("'")
    bare = text.lstrip(" \u200b\ufeff'\"")
    assert guarded(text) or not bare.startswith(tuple("=+-@|%\t\r\n＝－")) or float(text) is not None


def rows() -> list[Claim]:
    """A claim with each text in its words, its value and a negative one by turns."""
    example = claim("91,000")
    found = []
    for number, text in enumerate(TEXTS):
        cells = {"value": (91000.0, -5.25, None)[number % 3], **dict.fromkeys(WORDS, text)}
        found.append(example._replace(claim_id=f"{number:012}", **cells))
    return found


def test_r29_the_plain_file_is_verbatim(tmp_path: Path) -> None:
    assert export.save(rows(), tmp_path / "out.csv") == len(TEXTS)
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as lines:
        found = list(csv.DictReader(lines))
    assert [row["sentence"] for row in found] == TEXTS
    assert [row["value"] for row in found[:3]] == ["91000", "-5.25", ""]


def test_r29_csv_for_excel_is_guarded_and_reversible(tmp_path: Path) -> None:
    path = tmp_path / "out.excel.csv"
    assert export.save(rows(), path) == len(TEXTS)
    assert path.read_bytes().startswith(b'\xef\xbb\xbf"claim_id","measure",')
    with path.open(encoding="utf-8-sig", newline="") as lines:
        found = list(csv.reader(lines, csv.excel))
    assert [len(row) for row in found] == [len(COLUMNS)] * (len(TEXTS) + 1)
    cells = [dict(zip(found[0], row, strict=True)) for row in found[1:]]
    for column in WORDS:
        assert [export.unguard(row[column]) for row in cells] == TEXTS
        assert [row[column] for row in cells] == [export.guard(text) for text in TEXTS]
        assert not [row[column] for row in cells if row[column][0] in "=@|\t\r\n"]
    assert [row["value"] for row in cells[:3]] == ["91000", "-5.25", ""]


def test_r29_numbers_are_bare_in_csv_for_excel_and_lines_end_in_cr_lf(tmp_path: Path) -> None:
    path = tmp_path / "out.excel.csv"
    export.save([claim("91,000")._replace(value=-5.25, group="-5.25")], path)
    line = path.read_bytes().decode("utf-8-sig").split("\r\n")[1]
    assert line.split(",")[:3] == [f'"{claim("91,000").claim_id}"', '"detention"', "-5.25"]
    assert ',"-5.25",' in line
    assert path.read_bytes().count(b"\r\n") == path.read_bytes().count(b"\n") == 2


def test_r29_a_workbook_holds_text_as_text_and_numbers_as_numbers(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    assert export.save(rows(), path) == len(TEXTS)
    sheet = openpyxl.load_workbook(path)["claims"]
    names = {cell.value: cell.column for cell in sheet[1]}
    assert sheet.max_row == len(TEXTS) + 1
    for number, text in enumerate(TEXTS, start=2):
        cell = sheet.cell(number, names["sentence"])
        assert (cell.data_type, cell.hyperlink) == ("s", None)
        assert cell.value == as_written(text)
    values = [sheet.cell(line, names["value"]) for line in (2, 3, 4)]
    assert [(cell.value, cell.data_type) for cell in values] == [(91000, "n"), (-5.25, "n"), (None, "n")]


def as_written(text: str) -> str:
    """Control characters, and text that looks like them, are escaped in a workbook; openpyxl gives them as they are."""
    escaped = text.replace("_x0041_", "_x005F_x0041_")
    return "".join(f"_x{ord(sign):04X}_" if sign < " " and sign not in "\t\n" else sign for sign in escaped)
