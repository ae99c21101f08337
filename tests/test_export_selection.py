"""export: a file of chosen rows names the filters that chose them, in itself and in its name, and no reader breaks."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import frictionless
import hxl
import openpyxl
import pandas as pd
import pytest
from exported import DOCUMENTS, REVIEWED, SELECTION, claim, claims, reviewed
from hxl.input import InputOptions
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from extract import export
from extract.claim import COLUMNS
from extract.export import columns, selections

FORMATS = [kind.name for kind in export.FORMATS]
TABLES = ["csv", "excel", "hxl", "people", "aid"]
SAID = "country: Mexico; measure: Detention, Aid; words: minors"

WORDS: list[tuple[dict[str, Any] | None, str]] = [
    (None, ""),
    ({}, ""),
    ({"country": [], "words": [""]}, ""),
    (SELECTION, SAID),
    ({"country": ["MEX", "EU", "XXX"]}, "country: Mexico, European Union, XXX"),
    ({"region": ["SAHEL"], "origin": ["SDN"]}, "region: Sahel; origin: Sudan"),
    ({"status": ["disbursement", "none of ours"]}, "status: paid, none of ours"),
    ({"review": ["none", "accepted"]}, "review: not reviewed, accepted"),
    ({"from": ["2011"], "to": ["2024"]}, "from: 2011; to: 2024"),
    ({"said_by": ["UNHCR"], "publisher": ["The Courier"]}, "said by: UNHCR; publisher: The Courier"),
    ({"words": ["=1+1"]}, "words: =1+1"),
    ({"=1+1": ["a"]}, "=1+1: a"),
    ({"words": [" a\r\nb\tc\x00\u2028d "]}, "words: a b c d"),
    ({"words": ["\u202eabc\u2066 \u200f\ud800"]}, "words: abc"),
    ({"words": ["مهاجر, <b>"]}, "words: مهاجر, <b>"),
]


@pytest.mark.parametrize(("selection", "wanted"), WORDS, ids=[row[1] or repr(row[0]) for row in WORDS])
def test_the_filters_in_words(selection: dict[str, Any] | None, wanted: str) -> None:
    assert selections.said(selection) == wanted


PUBLISHERS = [f"The Gazette of the town number {number}" for number in range(60)]
LONG: list[tuple[str, dict[str, Any], str]] = [
    ("a long word", {"words": ["x" * 10_000]}, r"words: x{119}…"),
    ("many values", {"country": ["MEX"], "publisher": PUBLISHERS}, r"country: Mexico; publisher: The .* and 44 more"),
    ("many long ones", {"words": ["x" * 500] * 9}, r"words: x{119}…(, x{119}…){7} and 1 more"),
    ("many filters", {f"filter {number}": ["x" * 90] for number in range(40)}, r"filter 0: x{90}; .*…"),
]


@pytest.mark.parametrize(("selection", "wanted"), [row[1:] for row in LONG], ids=[row[0] for row in LONG])
def test_words_too_long_for_every_row_are_cut_and_say_so(selection: dict[str, Any], wanted: str) -> None:
    said = selections.said(selection)
    assert re.fullmatch(wanted, said)
    assert len(said) <= selections.LONGEST


NAMES: list[tuple[dict[str, Any], str]] = [
    ({}, "migration-figures"),
    (SELECTION, "migration-figures-mexico-detention-aid-minors"),
    ({"country": ["CUW", "STP"]}, "migration-figures-curacao-sao-tome-and-principe"),
    ({"words": ["Straße in Łódź"]}, "migration-figures-strasse-in-lodz"),
    ({"words": ["=1+1"]}, "migration-figures-1-1"),
    ({"words": ["../../etc/passwd"]}, "migration-figures-etc-passwd"),
    ({"words": ["a\r\nContent-Type: x"]}, "migration-figures-a-content-type-x"),
    ({"words": ["x" * 10_000]}, "migration-figures-" + "x" * 40),
    ({"words": ["\u202egnp.exe"]}, "migration-figures-gnp-exe"),
    ({"words": ["مهاجر"]}, "migration-figures-selection"),
    ({"country": ["LBY"], "words": ["مهاجر"]}, "migration-figures-libya-and-1-more"),
    ({"publisher": PUBLISHERS}, "migration-figures-the-gazette-of-the-town-number-0-and-59-more"),
    (
        {"country": ["MEX", "USA", "GTM", "EU", "BIH"]},
        "migration-figures-mexico-united-states-guatemala-european-union-and-1-more",
    ),
    ({"words": ["con"]}, "migration-figures-con"),
]


@pytest.mark.parametrize(("selection", "wanted"), NAMES, ids=[row[1][:60] for row in NAMES])
def test_the_name_of_a_file(selection: dict[str, Any], wanted: str) -> None:
    assert export.file_name("csv", selection) == f"{wanted}.csv"


def test_a_name_ends_as_its_format_does_and_may_have_a_day() -> None:
    for kind in export.FORMATS:
        name = export.file_name(kind.name, SELECTION, "2021-06-08")
        assert name == f"migration-figures-mexico-detention-aid-minors-2021-06-08{kind.ending}"
    with pytest.raises(export.ExportError, match="'ods' is no format; use one of csv, "):
        export.file_name("ods")


VALUES = st.lists(st.text(max_size=50) | st.sampled_from(["MEX", "aid", "=1+1", "../", "x" * 300]), max_size=8)


@settings(derandomize=True, deadline=None)
@given(st.dictionaries(st.sampled_from(["country", "words", "measure"]) | st.text(max_size=9), VALUES), st.text())
def test_r20_a_name_is_a_name_whatever_the_filters(selection: dict[str, list[str]], day: str) -> None:
    stem = export.file_name("csv", selection, day).removesuffix(".csv")
    assert re.fullmatch(r"migration-figures(-[a-z0-9]+)*", stem)
    assert len(stem) <= 80
    said = selections.said(selection)
    assert len(said) <= selections.LONGEST
    assert said == " ".join(said.split())
    said.encode("utf-8")


def saved(name: str, selection: Any = SELECTION, rows: Any = None, **options: Any) -> bytes:
    given = claims() if rows is None else rows
    return export.packed(given, name, documents=DOCUMENTS, selection=selection, **options)


@pytest.mark.parametrize("selection", [None, SELECTION], ids=["all rows", "chosen rows"])
@pytest.mark.parametrize("name", FORMATS)
def test_a_download_is_the_file_that_would_be_saved(tmp_path: Path, name: str, selection: Any) -> None:
    export.save(claims(), tmp_path / "out", documents=DOCUMENTS, format=name, selection=selection)
    assert saved(name, selection) == (tmp_path / "out").read_bytes()


@pytest.mark.parametrize("name", FORMATS)
def test_without_filters_a_file_is_as_it_was(tmp_path: Path, name: str) -> None:
    export.save(claims(), tmp_path / "out", documents=DOCUMENTS, format=name)
    assert saved(name, {}) == saved(name, {"words": [""]}) == (tmp_path / "out").read_bytes()
    assert saved(name) != saved(name, {})


@pytest.mark.parametrize("name", FORMATS)
def test_downloads_of_rows_that_break_off_are_none(name: str) -> None:
    def breaking() -> Iterator[Any]:
        yield claims()[0]
        raise RuntimeError("the library is gone")

    with pytest.raises(RuntimeError, match="the library is gone"):
        saved(name, rows=breaking())


def test_a_download_that_fails_names_its_file() -> None:
    with pytest.raises(
        export.ExportError, match=r"^migration-figures-mexico-detention-aid-minors\.zip: a data package"
    ):
        export.packed(claims(), "package", selection=SELECTION)
    with pytest.raises(export.ExportError, match="'ods' is no format"):
        export.packed(claims(), "ods")


@pytest.mark.parametrize("name", TABLES)
def test_the_last_column_names_the_filters_on_every_row(name: str) -> None:
    head, *rows = csv.reader(io.StringIO(saved(name).decode("utf-8-sig"), newline=""))
    plain = list(csv.reader(io.StringIO(saved(name, None).decode("utf-8-sig"), newline="")))
    assert [head[:-1], *(row[:-1] for row in rows)] == plain
    assert head[-1] == columns.SELECTION
    tags = ["#meta+selection"] if name not in ("csv", "excel") else []
    assert [row[-1] for row in rows] == [*tags, *[SAID] * (len(plain) - 1 - len(tags))]
    assert len(rows) > 2


def test_reviewed_rows_have_it_behind_the_review() -> None:
    rows = reviewed({"91,000": ("corrected", 90_000.0)})
    head = saved("csv", rows=rows, columns=REVIEWED).decode().split("\r\n")[0]
    assert head.split(",") == [*REVIEWED, columns.SELECTION]


def test_json_lines_have_it_last() -> None:
    rows = [json.loads(line) for line in saved("jsonl").decode().splitlines()]
    assert [list(row) for row in rows] == [[*COLUMNS, columns.SELECTION]] * len(claims())
    assert {row[columns.SELECTION] for row in rows} == {SAID}


@pytest.mark.parametrize("count", [0, None])
def test_parquet_has_it_as_a_category_and_in_its_metadata(count: int | None) -> None:
    content = io.BytesIO(saved("parquet", rows=claims()[:count]))
    assert parquet.read_schema(content).metadata[b"selection"].decode() == SAID
    frame = pd.read_parquet(content)
    assert list(frame.columns) == [*COLUMNS, columns.SELECTION]
    assert isinstance(frame[columns.SELECTION].dtype, pd.CategoricalDtype)
    assert (frame[columns.SELECTION] == SAID).all()
    assert b"selection" not in parquet.read_schema(io.BytesIO(saved("parquet", None))).metadata


def test_a_workbook_has_it_in_its_readme_and_its_last_column() -> None:
    book = openpyxl.load_workbook(io.BytesIO(saved("xlsx")))
    said = {row[0].value: row[1].value for row in book["README"].iter_rows() if row[0].value}
    assert (said["filters"], said["selection"]) == (SAID, columns.MEANINGS["selection"])
    head, *rows = book["claims"].iter_rows(values_only=True)
    assert head == (*COLUMNS, columns.SELECTION)
    assert {row[-1] for row in rows} == {SAID}
    plain = openpyxl.load_workbook(io.BytesIO(saved("xlsx", None)))["README"]
    assert not {"filters", "selection"} & {row[0].value for row in plain.iter_rows()}


def test_annotations_have_it_once() -> None:
    found, other = json.loads(saved("annotations")), json.loads(saved("annotations", None))
    assert found["figures:selection"] == SAID
    assert saved("annotations").count(SAID.encode()) == 1
    assert found["first"]["items"] == other["first"]["items"]
    assert found["id"] != other["id"]  # two collections that say different things of themselves
    assert "figures:selection" not in other


@pytest.mark.parametrize("name", ["hxl", "people", "aid"])
def test_libhxl_finds_no_error_in_files_of_chosen_rows(tmp_path: Path, name: str) -> None:
    path = tmp_path / "out.csv"
    path.write_bytes(saved(name, {"words": ['=1+1, "x"; #country']}))
    found: list[Any] = []
    local = InputOptions(allow_local=True)
    hxl.schema(None, callback=found.append).validate(hxl.data(str(path), local))
    data = hxl.data(str(path), local)
    assert [error.message for error in found if error.rule.severity == "error"] == []
    assert [column.display_tag for column in data.columns][-1] == "#meta+selection"
    assert {row.get("#meta+selection") for row in data} == {'words: =1+1, "x"; #country'}
    assert {row.get("#meta+id") for row in data} <= {claim.claim_id for claim in claims()}


HOSTILE = {
    "formula": "=1+1",
    "markup": "<script>alert(1)</script> ![x](https://example.org/x.png) {rows} `a`",
    "lines": "a\r\n\r\n# b\r\n=1+1",
    "bidi": "\u202eabc",
    "long": "=" * 10_000,
    "run": "<r>=1+1</r>",
}


@pytest.mark.parametrize(
    ("rows", "words"), [([], "=1+1"), *((None, words) for words in HOSTILE.values())], ids=["no rows", *HOSTILE]
)
def test_a_package_says_it_and_frictionless_calls_it_valid(tmp_path: Path, words: str, rows: Any) -> None:
    selection = {"country": ["MEX"], "words": [words]}
    path = tmp_path / export.file_name("package", selection)
    export.save(claims() if rows is None else rows, path, documents=DOCUMENTS, selection=selection)
    report = frictionless.validate(str(path))
    assert report.flatten(["name", "type", "note"]) == []
    archive = zipfile.ZipFile(path)
    told = json.loads(archive.read("datapackage.json"))
    code = f"\n\n    {selections.said(selection)}\n"  # a block of code: nothing in it is markup
    assert told["description"] == f"Only the figures that these filters chose:{code}"
    assert f"Only the figures that these filters chose:{code}\n- claims.csv" in archive.read("README.md").decode()
    for resource in told["resources"][:2]:
        field = resource["schema"]["fields"][-1]
        assert (field["name"], field["type"]) == (columns.SELECTION, "string")
        assert field["description"].startswith(columns.MEANINGS[columns.SELECTION])


@pytest.mark.parametrize("key", ["words", "=1+1", "<r>"])
@pytest.mark.parametrize("words", HOSTILE.values(), ids=list(HOSTILE))
def test_r29_words_of_a_filter_run_nowhere(words: str, key: str) -> None:
    selection = {key: [words]}
    said = selections.said(selection)
    plain = list(csv.DictReader(io.StringIO(saved("csv", selection).decode(), newline="")))
    assert {row["selection"] for row in plain} == {said}
    excel = list(csv.DictReader(io.StringIO(saved("excel", selection).decode("utf-8-sig"), newline="")))
    assert {row["selection"] for row in excel} == {export.guard(said)}
    assert {export.unguard(row["selection"]) for row in excel} == {said}
    book = openpyxl.load_workbook(io.BytesIO(saved("xlsx", selection)))
    cells = [book["claims"].cell(2, len(COLUMNS) + 1), book["README"].cell(3, 2)]
    assert [(cell.value, cell.data_type, cell.hyperlink) for cell in cells] == [(said, "s", None)] * 2


@pytest.mark.parametrize("name", FORMATS)
def test_half_a_surrogate_pair_in_a_filter_stops_no_download(name: str) -> None:
    assert saved(name, {"words": ["\ud800"]}) == saved(name, None)


def test_rows_may_not_bring_a_column_of_their_own(tmp_path: Path) -> None:
    rows = [(*claim("91,000"), "country: Chad")]
    with pytest.raises(export.ExportError, match="selection: no columns of the claims table; leave them out"):
        export.save(rows, tmp_path / "out.csv", columns=(*COLUMNS, "selection"), selection=SELECTION)
    with pytest.raises(export.ExportError, match="row 1 has 37 cells for 36 columns"):
        export.save(rows, tmp_path / "out.csv", selection=SELECTION)
    assert export.csv_text([]).count(",") == len(COLUMNS) - 1 == 35
