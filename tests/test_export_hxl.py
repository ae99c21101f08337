"""export: the three HXL files, as libhxl reads and validates them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import hxl
import pytest
from exported import DOCUMENTS, REVIEWED, claim, claims, reviewed
from hxl.input import InputOptions

from extract import export, lexicon
from extract.claim import MODALITIES, STATISTICS, STATUSES, Claim
from extract.export import people

LONG = {
    "claim_id": "#meta+id", "measure": "#indicator+code", "value": "#indicator+num", "low": "#indicator+num+low",
    "high": "#indicator+num+high", "unit": "#indicator+unit", "statistic": "#indicator+type",
    "currency": "#currency+code", "status": "#status+name", "iati_type": "#status+code+iati",
    "qualifier": "#meta+qualifier", "group": "#x_group+name", "place": "#country+code", "actor": "#country+code+actor",
    "origin": "#country+code+origin", "destination": "#country+code+dest+list", "period_start": "#date+start",
    "period_end": "#date+end", "published": "#date+reported", "said_by": "#meta+attribution",
    "publisher": "#meta+source", "sentence": "#description+sentence", "start": "#meta+offset+start",
    "end": "#meta+offset+end", "url": "#meta+url", "deep_link": "#meta+url+fragment", "document_id": "#meta+id+doc",
    "direction": "#indicator+direction", "per": "#indicator+per", "modality": "#meta+modality",
    "via": "#country+code+via+list", "review": "#meta+review",
}  # fmt: skip
# what each file promises: tag, whether a cell must be there, type, pattern
RULES = [
    ["#valid_tag", "#valid_required", "#valid_datatype", "#valid_value+regex", "#valid_severity"],
    ["#meta+id-doc", "true", "", "^[0-9a-f]{12}$", "error"],
    ["#meta+id+doc", "true", "", "", "error"],
    ["#indicator+num", "", "number", "", "error"],
    ["#affected", "", "number", "", "error"],
    ["#value", "", "number", "", "error"],
    ["#date", "", "date", r"^\d{4}(-\d\d(-\d\d)?)?$", "error"],
    ["#country", "", "", r"^[A-Z_]+(\|[A-Z_]+)*$", "error"],
    ["#currency+code", "", "", "^[A-Z]{3}$", "error"],
    ["#status+code+iati", "", "", "^(12|2|3)$", "error"],
    ["#meta+url", "", "", "^https?://", "error"],
    ["#description+sentence", "true", "", "", "error"],
]
OFFSETS = ["#meta+offset", "true", "number", "", "error"]


def table(path: Path) -> Any:
    return hxl.data(str(path), InputOptions(allow_local=True))


def errors(path: Path, schema: Any = None) -> list[str]:
    """What libhxl calls an error in a file, by its own schema or ours."""
    found: list[Any] = []
    hxl.schema(schema, callback=found.append).validate(table(path))
    return [f"{error.message}: {error.value}" for error in found if error.rule.severity == "error"]


def rows(path: Path) -> list[dict[str, str]]:
    """The rows by header, as libhxl gives them."""
    data = table(path)
    return [{c.header: v for c, v in zip(data.columns, row.values, strict=True) if v} for row in data]


def save(tmp_path: Path, ending: str, found: Sequence[Any] | None = None, **options: Any) -> Path:
    path = tmp_path / f"out{ending}"
    export.save(claims() if found is None else found, path, documents=DOCUMENTS, **options)
    return path


FILES = [".hxl.csv", ".people.hxl.csv", ".aid.hxl.csv"]


@pytest.mark.parametrize("ending", FILES)
def test_libhxl_finds_no_error(tmp_path: Path, ending: str) -> None:
    path = save(tmp_path, ending)
    assert rows(path)
    assert errors(path) == []
    assert errors(path, hxl.data([*RULES, OFFSETS] if ending == ".hxl.csv" else RULES)) == []


@pytest.mark.parametrize("ending", FILES)
def test_libhxl_would_find_one(tmp_path: Path, ending: str) -> None:
    path = save(tmp_path, ending)
    wrong = path.read_text("utf-8").replace("2021-06-08", "unknown").replace("2023-06", "unknown")
    path.write_text(wrong, "utf-8", newline="")
    assert any("unknown" in error for error in errors(path))


@pytest.mark.parametrize("ending", FILES)
def test_headers_then_tags_without_a_mark(tmp_path: Path, ending: str) -> None:
    first, second = save(tmp_path, ending).read_bytes().decode("utf-8").split("\r\n")[:2]
    assert first.startswith("claim_id,")
    assert all(tag.startswith("#") for tag in second.split(","))
    assert len(first.split(",")) == len(set(first.split(","))) == len(set(second.split(",")))


@pytest.mark.parametrize("ending", FILES)
def test_no_claims_make_a_file_of_two_lines(tmp_path: Path, ending: str) -> None:
    path = save(tmp_path, ending, [])
    assert path.read_bytes().count(b"\n") == 2
    assert next(iter(table(path).columns)).header == "claim_id"


def test_the_long_file_has_the_columns_of_the_convention(tmp_path: Path) -> None:
    data = table(save(tmp_path, ".hxl.csv"))
    assert {column.header: column.display_tag for column in data.columns} == LONG
    assert [column.header for column in data.columns] == list(LONG)


def test_the_long_file_has_a_row_a_claim(tmp_path: Path) -> None:
    found = rows(save(tmp_path, ".hxl.csv"))
    own = [name for name in LONG if name in Claim._fields]
    assert [{name: row.get(name, "") for name in own} for row in found] == [
        {name: export.cell(getattr(claim, name)) for name in own} for claim in claims()
    ]


FIRST = {"#indicator+num": "value", "#country+code": "place", "#meta+id": "claim_id", "#meta+url": "url",
         "#status": "status"}  # fmt: skip


@pytest.mark.parametrize(("pattern", "header"), FIRST.items(), ids=list(FIRST))
def test_the_first_column_wins(tmp_path: Path, pattern: str, header: str) -> None:
    row = next(iter(table(save(tmp_path, ".hxl.csv"))))
    assert row.get(pattern) == rows(tmp_path / "out.hxl.csv")[0].get(header)
    columns = [column for column in row.columns if hxl.model.TagPattern.parse(pattern).match(column)]
    assert columns[0].header == header


def test_status_and_currency_have_their_codes(tmp_path: Path) -> None:
    found = rows(
        save(tmp_path, ".hxl.csv", [claim("255 million euros")._replace(status=status) for status in STATUSES])
    )
    assert [(row["status"], row.get("iati_type"), row["currency"], row["unit"]) for row in found] == [
        ("pledge", "12", "EUR", "EUR"), ("commitment", "2", "EUR", "EUR"), ("disbursement", "3", "EUR", "EUR"),
        ("appeal", None, "EUR", "EUR"), ("budget", None, "EUR", "EUR"),
    ]  # fmt: skip
    assert "currency" not in rows(save(tmp_path, ".hxl.csv", [claim("91,000")]))[0]


LINKS = [
    ("91,000", "https://example.org/raids#more:~:text=Mexico%20detained%2091%2C000%20migrants,2021%2C%20the%20ministry%20said."),
    ("€105 million", "https://example.org/b.pdf#page=1"),
    ("25", None),
]  # fmt: skip


@pytest.mark.parametrize(("written", "wanted"), LINKS, ids=[row[0] for row in LINKS])
@pytest.mark.parametrize("ending", [".hxl.csv", ".people.hxl.csv", ".aid.hxl.csv"])
def test_links_open_the_page_at_the_sentence(tmp_path: Path, written: str, wanted: str | None, ending: str) -> None:
    found = {row["claim_id"]: row for row in rows(save(tmp_path, ending))}
    for row in (found[key] for key in found if key == claim(written).claim_id):
        assert row.get("deep_link") == wanted


def test_without_the_texts_a_sentence_is_looked_for_by_its_own_words(tmp_path: Path) -> None:
    export.save([claim("91,000")], tmp_path / "a.hxl.csv")
    assert rows(tmp_path / "a.hxl.csv") == rows(save(tmp_path, ".hxl.csv", [claim("91,000")]))


VERDICTS = {"91,000": ("corrected", 90_000), "1.5 million": ("rejected", None), "300": ("accepted", 300),
            "255 million euros": ("corrected", 250_000_000), "€105 million": ("rejected", None)}  # fmt: skip


@pytest.mark.parametrize("ending", FILES)
def test_reviewed_values_hold_and_rejected_rows_go(tmp_path: Path, ending: str) -> None:
    before = {row["claim_id"]: row for row in rows(save(tmp_path, ending))}
    after = {row["claim_id"]: row for row in rows(save(tmp_path, ending, reviewed(VERDICTS), columns=REVIEWED))}
    assert before.keys() - after.keys() == before.keys() & {claim(w).claim_id for w in ("1.5 million", "€105 million")}
    for written, value in (("91,000", "90000"), ("255 million euros", "250000000")):
        if claim(written).claim_id in before:
            assert value in after[claim(written).claim_id].values()
            assert value not in before[claim(written).claim_id].values()
    assert errors(tmp_path / f"out{ending}") == []


PEOPLE = [
    ("91,000", "detained", "91000"),
    ("40 to 50", "killed", "45"),
    ("1.5 million", "refugees", "1500000"),
    ("12,000", "present", "12000"),  # refugees and migrants: not refugees alone
    ("4,200", "displaced", "4200"),
    ("300", "rescued", "300"),
]


def test_people_stand_in_the_column_of_what_befell_them(tmp_path: Path) -> None:
    path = save(tmp_path, ".people.hxl.csv")
    kinds = [column.header for column in table(path).columns if column.tag == "#affected"]
    assert {"displaced", "refugees", "killed", "detained", "returned", "arrived", "rescued"} <= set(kinds)
    found = [(row["claim_id"], *((kind, row[kind]) for kind in kinds if kind in row)) for row in rows(path)]
    assert found == [(claim(written).claim_id, (kind, value)) for written, kind, value in PEOPLE]


COUNTS: list[tuple[str, dict[str, Any], str]] = [
    ("a count", {}, "detained"),
    ("refugees displaced", {"measure": "displacement", "group": "Sudanese refugees"}, "refugees"),
    ("people displaced", {"measure": "displacement", "group": "people"}, "displaced"),
    ("refugees and others", {"measure": "displacement", "group": "refugees & migrants"}, "displaced"),
    ("refugees who died", {"measure": "death", "group": "refugees"}, "killed"),
    ("refugees in another language", {"measure": "stock", "group": "refugees", "language": "xx"}, "present"),
    *((measure, {"measure": measure}, kind) for measure, kind in (
        ("encounter", "encountered"), ("return", "returned"), ("arrival", "arrived"), ("asylum", "asylum"),
        ("admission", "admitted"), ("rescue", "rescued"), ("stock", "present"),
    )),
    *((measure, {"measure": measure}, "") for measure in ("personnel", "aid", "remittance", "period", "other", "zz")),
    *((statistic, {"statistic": statistic}, "") for statistic in STATISTICS if statistic != "level"),
    *((modality, {"modality": modality}, "") for modality in MODALITIES if modality != "reported"),
    ("households", {"unit": "households"}, ""),
    ("events", {"unit": "events"}, ""),
    ("a repeat", {"repeats": "0" * 12}, ""),
    ("without a value", {"value": None}, ""),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "wanted"), [row[1:] for row in COUNTS], ids=[row[0] for row in COUNTS])
def test_what_counts_people_affected(fields: dict[str, Any], wanted: str) -> None:
    assert people.kind({**claim("91,000")._asdict(), **fields}) == wanted


def test_a_measure_of_ones_own_has_its_column(tmp_path: Path) -> None:
    card = 'label = "Baptisms"\nmeaning = "m"\ncounts = "people"\ncolour = "#123456"\n'
    (tmp_path / "measures.toml").write_text(f"[blood-test]\n{card}", "utf-8")
    with lexicon.use(tmp_path):
        path = save(tmp_path, ".people.hxl.csv", [claim("91,000")._replace(measure="blood-test")])
    assert [row["blood_test"] for row in rows(path)] == ["91000"]
    assert errors(path) == []


def test_a_pledge_stands_apart_from_a_payment(tmp_path: Path) -> None:
    path = save(tmp_path, ".aid.hxl.csv")
    amounts = [column.header for column in table(path).columns if column.tag == "#value"][:6]
    found = [
        (*((name, row[name]) for name in amounts if name in row), row["status"], row.get("iati_type"), row["currency"])
        for row in rows(path)
    ]
    assert found == [
        (("pledged", "255000000"), "pledge", "12", "EUR"),
        (("paid", "105000000"), "disbursement", "3", "EUR"),
        (("asked_for", "220000000"), "appeal", None, "USD"),
        (("committed", "20000000"), "commitment", "2", "USD"),
    ]
    assert [row.get("#value+funding+total") for row in table(path)][:2] == [None, "105000000"]


def test_donors_recipients_and_the_day(tmp_path: Path) -> None:
    first, *_, last = rows(save(tmp_path, ".aid.hxl.csv"))
    assert (first["donor"], first["donor_names"], first["recipient"]) == ("EU", "European Union", "TUN")
    assert (last["donor"], last["donor_names"], last["recipient"]) == ("NOR", "Norway", "TCD")
    assert (last["decision"], first.get("decision")) == ("2023-05-17", None)


AMOUNTS: list[tuple[str, dict[str, Any], int]] = [
    ("an amount", {}, 1),
    ("a planned pledge", {"modality": "planned"}, 1),
    ("a planned payment", {"modality": "planned", "status": "disbursement"}, 0),
    ("a status that is not stated", {"status": ""}, 1),
    *((modality, {"modality": modality}, 0) for modality in ("forecast", "conditional", "denied")),
    *((statistic, {"statistic": statistic}, 0) for statistic in STATISTICS if statistic != "level"),
    ("percent", {"unit": "percent"}, 0),
    ("no currency", {"unit": "ABC"}, 0),
    ("a remittance", {"measure": "remittance"}, 0),
    ("a repeat", {"repeats": "0" * 12}, 0),
    ("without a value", {"value": None}, 0),
]


@pytest.mark.parametrize(("fields", "wanted"), [row[1:] for row in AMOUNTS], ids=[row[0] for row in AMOUNTS])
def test_what_is_an_amount_of_aid(tmp_path: Path, fields: dict[str, Any], wanted: int) -> None:
    path = save(tmp_path, ".aid.hxl.csv", [claim("255 million euros")._replace(**fields)])
    assert len(rows(path)) == wanted
    assert errors(path) == []
