"""export: CSV, JSON Lines, Parquet and XLSX come back as they went; a file is complete or absent."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

import extract
from extract import export
from extract.claim import COLUMNS, Claim

TEXT = (
    "Mexico detained 91,000 migrants last year, the ministry said. "
    "Some 40 to 50 people drowned on 3 May. "
    "About 12.5 percent of them, “mostly children”, were Haitians, said Anna Berg."
)


def claims(text: str = TEXT, **fields: str) -> list[Claim]:
    return list(extract.find([extract.Document(text, "doc", published="2021-06-08", **fields)]))  # type: ignore[arg-type]


def plain(claim: Claim) -> dict[str, object]:
    """A claim with its numbers as floats and missing ones as None."""
    return {key: float(v) if isinstance(v, int | float) else v for key, v in claim._asdict().items()}


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_csv_round_trip(tmp_path: Path) -> None:
    found = claims()
    assert export.save(found, tmp_path / "out.csv") == len(found) > 3
    rows = read_csv(tmp_path / "out.csv")
    assert list(rows[0]) == list(COLUMNS)
    assert rows == [{key: export.cell(value) for key, value in claim._asdict().items()} for claim in found]
    assert [row["written"] for row in rows] == [claim.written for claim in found]


def test_csv_keeps_sentences_with_commas_quotes_and_line_ends(tmp_path: Path) -> None:
    text = 'Guards, "all of them",\u2028arrested 40 migrants.'
    export.save(claims(text), tmp_path / "out.csv")
    assert [row["sentence"] for row in read_csv(tmp_path / "out.csv")] == [claim.sentence for claim in claims(text)]


def test_csv_lines_end_as_rfc_4180_has_it() -> None:
    assert export.csv_text([]) == ",".join(COLUMNS) + "\r\n"
    assert export.csv_text(claims()).count("\r\n") == len(claims()) + 1


CELLS = [
    (91000.0, "91000"),
    (12.5, "12.5"),
    (33.3333, "33.3333"),
    (None, ""),
    (float("nan"), ""),
    (0.0, "0"),
    (7, "7"),
    (1e15, "1000000000000000"),
    ("", ""),
    ("40", "40"),
]


@pytest.mark.parametrize(("value", "wanted"), CELLS, ids=str)
def test_cells_are_whole_or_nothing(value: object, wanted: str) -> None:
    assert export.cell(value) == wanted


def test_jsonl_round_trip(tmp_path: Path) -> None:
    found = claims()
    assert export.save(found, tmp_path / "out.jsonl") == len(found)
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert [list(row) for row in rows] == [list(COLUMNS)] * len(found)
    assert rows == [claim._asdict() for claim in found]
    counts = [row["value"] for row in rows if row["written"] == "91,000"]
    assert counts == [91000]
    assert isinstance(counts[0], int)
    assert all(row["page"] is None for row in rows)


def test_jsonl_is_one_line_a_claim_whatever_the_sentence_holds(tmp_path: Path) -> None:
    export.save(claims("Guards\u2028arrested 40\u0085migrants.\n"), tmp_path / "out.jsonl")
    assert (tmp_path / "out.jsonl").read_bytes().count(b"\n") == 1


def test_parquet_round_trip(tmp_path: Path) -> None:
    found = claims()
    assert export.save(found, tmp_path / "out.parquet") == len(found)
    back = pd.read_parquet(tmp_path / "out.parquet")
    pd.testing.assert_frame_equal(back, extract.frame(found), check_categorical=False, check_dtype=False)
    assert list(back.columns) == list(COLUMNS)
    assert back["value"].dtype == "float64"
    assert back["start"].dtype == "int64"


def sheet(path: Path) -> list[list[object]]:
    book = openpyxl.load_workbook(path)
    return [[cell.value for cell in row] for row in book["claims"].iter_rows()]


def test_xlsx_round_trip(tmp_path: Path) -> None:
    found = claims()
    assert export.save(found, tmp_path / "out.xlsx") == len(found)
    head, *rows = sheet(tmp_path / "out.xlsx")
    assert head == list(COLUMNS)
    wanted = [[value if value != "" else None for value in claim] for claim in found]
    assert rows == wanted


def test_xlsx_says_what_its_columns_are(tmp_path: Path) -> None:
    export.save(claims(), tmp_path / "out.xlsx")
    notes = openpyxl.load_workbook(tmp_path / "out.xlsx")["README"]
    said = {row[0].value: row[1].value for row in notes.iter_rows() if row[0].value}
    assert set(said) == {"claims", "documents", "about", "column", *COLUMNS}
    assert (said["claims"], said["documents"]) == (len(claims()), 1)
    assert all(said.values())


FORMULAS = [
    "=1+2 and 40 migrants were arrested.",
    "+40 migrants were arrested.",
    "-40 migrants were arrested.",
    "@SUM of 40 migrants were arrested.",
    '=HYPERLINK("https://example.org") 40 migrants were arrested.',
    "https://example.org says 40 migrants were arrested.",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_cells_like_formulas_and_addresses_are_text_in_xlsx(tmp_path: Path, text: str) -> None:
    found = claims(text, title=text)
    assert found
    export.save(found, tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    cells = {book["claims"].cell(1, c.column).value: c for c in book["claims"][2]}
    assert (cells["sentence"].value, cells["sentence"].data_type) == (found[0].sentence, "s")
    assert (cells["title"].value, cells["title"].data_type, cells["title"].hyperlink) == (text, "s", None)


ENDINGS = list(export.PLAIN)


@pytest.mark.parametrize("ending", ENDINGS)
def test_no_claims_make_a_file_with_nothing_but_its_head(tmp_path: Path, ending: str) -> None:
    assert export.save([], tmp_path / f"out{ending}") == 0
    assert (tmp_path / f"out{ending}").exists()


def breaking() -> Iterator[Claim]:
    yield from claims()
    raise RuntimeError("the disk of the reader is gone")


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_file_is_complete_or_absent(tmp_path: Path, ending: str) -> None:
    with pytest.raises(RuntimeError):
        export.save(breaking(), tmp_path / f"out{ending}")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_failed_write_leaves_the_file_before_it(tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"out{ending}"
    export.save(claims(), target)
    before = target.read_bytes()
    with pytest.raises(RuntimeError):
        export.save(breaking(), target)
    assert target.read_bytes() == before
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("ending", [".csv", ".jsonl"])
def test_the_same_claims_make_the_same_bytes(tmp_path: Path, ending: str) -> None:
    export.save(claims(), tmp_path / f"a{ending}")
    export.save(claims(), tmp_path / f"b{ending}")
    assert (tmp_path / f"a{ending}").read_bytes() == (tmp_path / f"b{ending}").read_bytes()


def test_an_ending_in_capitals(tmp_path: Path) -> None:
    assert export.save(claims(), tmp_path / "OUT.CSV") > 0


def test_an_unknown_ending_names_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(export.ExportError, match=r"out\.pdf: .* use one of \.csv, \.jsonl, \.parquet, \.xlsx"):
        export.save([], tmp_path / "out.pdf")


def test_a_missing_folder_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(export.ExportError, match="does not exist; make it first"):
        export.save([], tmp_path / "nowhere" / "out.csv")


def test_a_folder_in_the_place_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "out.csv").mkdir()
    with pytest.raises(export.ExportError, match="it could not be written"):
        export.save(claims(), tmp_path / "out.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]


def test_csv_text_is_what_save_writes(tmp_path: Path) -> None:
    export.save(claims(), tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_bytes().decode() == export.csv_text(claims())


def test_write_csv_writes_as_claims_come() -> None:
    out = io.StringIO()
    with pytest.raises(RuntimeError):
        export.write_csv(breaking(), out)
    assert out.getvalue() == export.csv_text(claims())
