"""export: every row is looked up in its document's text, reviews hold in the files that say so, numbers are numbers."""

from __future__ import annotations

import csv
import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pandas as pd
import pytest
from exported import DOCUMENTS, REVIEWED, claim, claims, reviewed

from extract import export
from extract.claim import COLUMNS, Claim, Document
from extract.export import rows as passing
from extract.export import sheets

FORMATS = {kind.name: kind.ending for kind in export.FORMATS}


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("name", FORMATS)
def test_the_ending_picks_the_format_and_so_does_its_name(tmp_path: Path, name: str) -> None:
    by_ending, by_name = tmp_path / f"out.b{FORMATS[name]}".upper(), tmp_path / "out"
    count = {"people": 6, "aid": 4}.get(name, len(claims()))  # how many the file holds
    assert export.save(claims(), by_ending, documents=DOCUMENTS) == count
    assert export.save(claims(), by_name, documents=DOCUMENTS.get, format=name) == count
    assert by_ending.read_bytes() == by_name.read_bytes()


def test_the_longest_ending_counts(tmp_path: Path) -> None:
    for ending in (".csv", ".hxl.csv", ".people.hxl.csv", ".aid.hxl.csv"):
        export.save(claims(), tmp_path / f"out{ending}")
    heads = {path.name: read(path)[0] for path in tmp_path.iterdir()}
    assert {name: len(head) for name, head in heads.items()} == {
        "out.csv": 36, "out.hxl.csv": 32, "out.people.hxl.csv": 28, "out.aid.hxl.csv": 28,
    }  # fmt: skip


def test_an_unknown_format_names_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(
        export.ExportError, match=r"'ods' is no format; use one of csv, jsonl, parquet, xlsx, excel, hxl"
    ):
        export.save([], tmp_path / "out.csv", format="ods")
    with pytest.raises(export.ExportError, match=r"use one of \.csv, .*, \.jsonld, \.zip"):
        export.save([], tmp_path / "out.ods")


def test_formats_say_what_they_are() -> None:
    assert len({kind.name for kind in export.FORMATS}) == len({kind.ending for kind in export.FORMATS}) == 10
    assert all(kind.about for kind in export.FORMATS)
    assert export.PLAIN == (".csv", ".jsonl", ".parquet", ".xlsx")


# What a row says of its place in the text, and what is wrong with it.
A = "reports/a.html"
MOVED: list[tuple[str, dict[str, Any], str]] = [
    ("number", {"written": "91,001"}, "are not its written, '91,001'"),
    ("start", {"start": 17}, "characters 17 to 22"),
    ("end", {"end": 10**9}, f"characters 16 to {10**9}"),
    ("before", {"start": -1}, "characters -1 to"),
    ("sentence", {"sentence": "Mexico detained 91,000 migrants."}, "are not its sentence, 'Mexico detained"),
    ("its_start", {"sentence_start": 1}, "are not its sentence"),
    ("no_document", {"document_id": "z"}, "document 'z' is not among the documents given"),
]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(("fields", "said"), [row[1:] for row in MOVED], ids=[row[0] for row in MOVED])
def test_a_row_that_is_not_in_the_text_is_refused(tmp_path: Path, name: str, fields: dict[str, Any], said: str) -> None:
    wrong = claim("91,000")._replace(**fields)
    with pytest.raises(export.ExportError, match=said) as error:
        export.save([*claims()[1:], wrong], tmp_path / "out", documents=DOCUMENTS, format=name)
    assert wrong.claim_id in str(error.value)
    assert repr(wrong.document_id) in str(error.value)
    assert list(tmp_path.iterdir()) == []


def test_a_changed_text_is_noticed(tmp_path: Path) -> None:
    changed = {**DOCUMENTS, A: Document(DOCUMENTS[A].text.replace("May.", "June."), A)}
    with pytest.raises(export.ExportError, match="the text has changed since: extract it again"):
        export.save(claims(), tmp_path / "out.csv", documents=changed)


@pytest.mark.parametrize("name", ["annotations", "package"])
def test_what_cites_the_texts_needs_them(tmp_path: Path, name: str) -> None:
    with pytest.raises(export.ExportError, match=r"give the documents too, or write \.csv"):
        export.save(claims(), tmp_path / "out", format=name)


def test_a_document_is_looked_up_once_while_its_claims_pass(tmp_path: Path) -> None:
    asked: list[str] = []
    export.save(claims(), tmp_path / "out.csv", documents=lambda name: asked.append(name) or DOCUMENTS[name])
    assert asked == list(DOCUMENTS)


VERDICTS = {
    "91,000": ("corrected", 90_000.0),
    "40 to 50": ("corrected", 60.0),
    "4,200": ("accepted", 4200.0),
    "1.5 million": ("rejected", None),
    "255 million euros": ("corrected", 250_000_000.5),
    "€105 million": ("rejected", None),
}


def reviews(path: Path) -> dict[str, tuple[Any, Any, Any]]:
    """value, review and reviewed_value by the number as written, as each file gives them back."""
    if path.suffix == ".jsonl":
        found = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    elif path.suffix == ".csv":
        found = [dict.fromkeys(row) | row for row in read(path)]
        found = [{k: float(v) if v and "value" in k else v or None for k, v in row.items()} for row in found]
    else:
        frame = pd.read_parquet(path) if path.suffix == ".parquet" else pd.read_excel(path, "claims")
        found = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return {row["written"]: (row["value"], row["review"], row["reviewed_value"]) for row in found}


@pytest.mark.parametrize("ending", export.PLAIN)
def test_plain_tables_have_the_review_beside_what_was_read(tmp_path: Path, ending: str) -> None:
    rows = reviewed(VERDICTS)
    assert export.save(rows, tmp_path / f"out{ending}", columns=REVIEWED, documents=DOCUMENTS) == len(rows)
    found = reviews(tmp_path / f"out{ending}")
    wanted = {claim.written: (claim.value, *VERDICTS.get(claim.written, ("none", None))) for claim in claims()}
    assert found == wanted


def test_the_plain_table_says_itself_that_rows_are_reviewed(tmp_path: Path) -> None:
    export.save(reviewed(VERDICTS), tmp_path / "out.xlsx", columns=REVIEWED)
    export.save(claims(), tmp_path / "plain.xlsx")
    said = [
        {row[0].value: row[1].value for row in openpyxl.load_workbook(tmp_path / name)["README"].iter_rows()}
        for name in ("out.xlsx", "plain.xlsx")
    ]
    assert "accepted, corrected, rejected" in str(said[0]["review"])
    assert "review" not in said[1]


CORRECTED = {"review": "corrected"}
HELD: list[tuple[str, dict[str, Any], tuple[Any, Any, Any]]] = [
    ("not reviewed", {}, (45, 40, 50)),
    ("accepted", {"review": "accepted", "reviewed_value": 45}, (45, 40, 50)),
    ("corrected in another column", {**CORRECTED, "reviewed_value": 45}, (45, 40, 50)),
    ("corrected within its bounds", {**CORRECTED, "reviewed_value": 42}, (42, 40, 50)),
    ("corrected above them", {**CORRECTED, "reviewed_value": 60}, (60, None, None)),
    ("corrected below them", {**CORRECTED, "reviewed_value": 30}, (30, None, None)),
    ("corrected to 0", {**CORRECTED, "reviewed_value": 0}, (0, None, None)),
    ("the text does not say it", {**CORRECTED, "reviewed_value": None}, (None, None, None)),
    ("a bound that was the value", {**CORRECTED, "low": 45, "high": None, "reviewed_value": 50}, (50, None, None)),
    ("corrected with its bound", {**CORRECTED, "low": 60, "high": None, "reviewed_value": 60}, (60, 60, None)),
]


@pytest.mark.parametrize(("fields", "wanted"), [row[1:] for row in HELD], ids=[row[0] for row in HELD])
def test_what_holds_after_review(fields: dict[str, Any], wanted: tuple[Any, Any, Any]) -> None:
    row = {"value": 45, "low": 40, "high": 50, "review": "none", "reviewed_value": None, **fields}
    held = passing.held(row)
    assert held
    assert (held["value"], held["low"], held["high"]) == wanted


def test_a_rejected_row_does_not_hold() -> None:
    assert passing.held({"value": 45, "review": "rejected", "reviewed_value": None}) is None


NUMBERS: list[tuple[Any, int | float | None]] = [
    (91000.0, 91000), (12.5, 12.5), (None, None), ("", None), (math.nan, None), (pd.NA, None), (np.nan, None),
    (-0.0, 0), (np.int64(7), 7), (np.float64(7.5), 7.5), (2**63, 2**63), (np.int64(2**62 + 1), 2**62 + 1),
    (1e300, int(1e300)),
    ("900", 900), ("900.5", 900.5), (10**400, 10**400),
]  # fmt: skip


@pytest.mark.parametrize(("given", "wanted"), NUMBERS, ids=lambda value: repr(value)[:20])
def test_r15_numbers_are_read_whatever_their_type(given: Any, wanted: int | float | None, tmp_path: Path) -> None:
    export.save([claim("91,000")._replace(value=given)], tmp_path / "out.jsonl")
    (row,) = (json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines())
    assert (row["value"], type(row["value"])) == (wanted, type(wanted))


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("value", [math.inf, -math.inf, np.float64("inf"), "many", "1e309", [4]], ids=repr)
def test_r14_what_is_no_number_is_refused(tmp_path: Path, name: str, value: Any) -> None:
    wrong = claim("91,000")._replace(high=value)
    with pytest.raises(export.ExportError, match=f"claim {wrong.claim_id}: high is .*, which is no number; correct it"):
        export.save([wrong], tmp_path / "out", documents=DOCUMENTS, format=name)
    assert list(tmp_path.iterdir()) == []


def strict(constant: str) -> None:
    raise AssertionError(f"{constant} is no JSON")


@pytest.mark.parametrize("ending", [".jsonl", ".jsonld"])
def test_r14_json_has_no_nan_and_no_infinity(tmp_path: Path, ending: str) -> None:
    rows = [claim("91,000")._replace(value=math.nan, low=math.nan, why="NaN Infinity")]
    export.save(rows, tmp_path / f"out{ending}", documents=DOCUMENTS)
    json.loads((tmp_path / f"out{ending}").read_text("utf-8"), parse_constant=strict)


@pytest.mark.parametrize("name", FORMATS)
def test_half_a_surrogate_pair_is_refused(tmp_path: Path, name: str) -> None:
    written = "255 million euros" if name == "aid" else "91,000"
    wrong = claim(written)._replace(said_by="\ud800")
    with pytest.raises(export.ExportError, match="surrogate"):
        export.save([wrong], tmp_path / "out", documents=DOCUMENTS, format=name)
    assert list(tmp_path.iterdir()) == []


WRONG_COLUMNS = [
    (COLUMNS[1:], "the columns claim_id are missing"),
    ((*COLUMNS, "colour"), "colour: no columns of the claims table"),
    (REVIEWED, "row 1 has 36 cells for 38 columns"),
]


@pytest.mark.parametrize(("columns", "said"), WRONG_COLUMNS, ids=[row[1] for row in WRONG_COLUMNS])
def test_rows_have_the_columns_that_they_are_said_to_have(tmp_path: Path, columns: tuple[str, ...], said: str) -> None:
    with pytest.raises(export.ExportError, match=said):
        export.save(claims(), tmp_path / "out.csv", columns=columns)
    assert list(tmp_path.iterdir()) == []


def test_columns_may_come_in_another_order(tmp_path: Path) -> None:
    columns = tuple(reversed(COLUMNS))
    for ending in (".csv", ".parquet"):
        export.save([tuple(reversed(claim)) for claim in claims()], tmp_path / f"out{ending}", columns=columns)
    assert list(pd.read_parquet(tmp_path / "out.parquet").columns) == list(columns)
    assert list(read(tmp_path / "out.csv")[0]) == list(columns)
    assert [row["claim_id"] for row in read(tmp_path / "out.csv")] == [claim.claim_id for claim in claims()]


def many(count: int) -> list[Claim]:
    return [claim("91,000")._replace(claim_id=str(number)) for number in range(count)]


def test_a_sheet_that_is_full_names_the_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST", 20)
    assert export.save(many(20), tmp_path / "out.xlsx") == 20
    with pytest.raises(export.ExportError, match=r"a sheet holds 20 rows and there are more; write \.csv or \.parquet"):
        export.save(many(21), tmp_path / "more.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["out.xlsx"]


LONG = ["x" * 32_768, "😀" * 16_384, f"<r>{'x' * 32_768}</r>"]


@pytest.mark.parametrize("text", LONG, ids=lambda text: text[:4])
def test_a_text_too_long_for_a_cell_is_cut_and_said(tmp_path: Path, text: str) -> None:
    long = claim("91,000")._replace(sentence=text)
    with pytest.warns(export.ExportWarning, match="1 cell was cut at 32,767 characters"):
        export.save([long, claim("4,200")], tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    cut = book["claims"].cell(2, COLUMNS.index("sentence") + 1).value
    assert text.startswith(cut)
    assert 16_000 < len(cut.encode("utf-16-le")) / 2 <= 32_767
    assert any("1 cell was cut" in str(row[1].value) for row in book["README"].iter_rows())


def test_a_sheet_has_its_head_in_sight_and_filters(tmp_path: Path) -> None:
    export.save(claims(), tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["claims"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", f"A1:AJ{len(claims()) + 1}")
