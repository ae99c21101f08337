"""A folder of one's own brings a language and a measure: they reach the table, the menus, the chart and the files."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
import shown
from streamlit.testing.v1 import AppTest
from test_lexicon import MEASURE, TOY, put, with_empty_lists

import extract
from extract import charts, corpus, export, labels, lexicon, table
from extract.facets import Facets, Selection, Wanted
from extract.lexicon import checks

CARD = """
[baptism]
label = "Baptisms"
meaning = "People baptised"
counts = "people"
colour = "#123456"
roles = "detention"
"""
EN = 'objects = ["baptise / baptises / baptising / baptised / baptised"]\n[[try]]\ntext = "He bathed 2."\nfinds = "2"\n'
XT = 'objects = ["wasim / wasim / wasim / wasim / wasim"]\n[[try]]\ntext = "Ol wasim tu."\nfinds = "tu"\n'
ARRIVAL = 'subjects = ["kamap / kamap / kamap / kamap / kamap"]\n[[try]]\ntext = "Tu i kamap."\nfinds = "tu"\n'
FILES = {
    "measures.toml": CARD, "en/measures/baptism.toml": EN,
    **with_empty_lists(TOY), "xt/measures/baptism.toml": XT, "xt/measures/arrival.toml": ARRIVAL,
}  # fmt: skip
TEXTS = {
    "en": "Mexican police baptised 91 migrants from Honduras in 2020, the church said. "
    "Police in Malta arrested 40 migrants in May 2021.",
    "xt": "Niuginian polis wasim moa long tu tausen manmeri lapun-rot las yia, gavman tokim. "
    "Wan tausen manmeri lapun-rot kamap go Niugini long Janueri 2021.",
}
DOCUMENTS = [
    extract.Document(text, f"{language}.md", "Water", "The Gazette", "2021-06-08", "", language)
    for language, text in TEXTS.items()
]


@pytest.fixture
def claims(tmp_path: Path) -> Iterator[pd.DataFrame]:
    """The claims of both texts, read with the folder; it stays in use for the test."""
    with lexicon.use(put(tmp_path, FILES)):
        yield extract.frame(extract.find(DOCUMENTS))


WANTED = {
    "91": {
        "measure": "baptism", "value": 91.0, "unit": "people", "actor": "MEX", "origin": "HND", "said_by": "the church",
        "period_start": "2020-01-01", "period_end": "2020-12-31", "language": "en",
    },
    "40": {"measure": "detention", "value": 40.0, "place": "MLT", "period_start": "2021-05-01", "language": "en"},
    "tu tausen": {
        "measure": "baptism", "value": 2000.0, "low": 2000.0, "qualifier": "over", "unit": "people", "actor": "PNG",
        "group": "manmeri lapun-rot", "period_start": "2020-01-01", "period_end": "2020-12-31", "said_by": "gavman",
        "language": "xt",
    },
    "Wan tausen": {
        "measure": "arrival", "value": 1000.0, "destination": "PNG", "period_start": "2021-01-01",
        "period_end": "2021-01-31", "said_by": "", "language": "xt",
    },
}  # fmt: skip


def test_both_reach_the_table_with_every_field(claims: pd.DataFrame) -> None:
    rows = {row["written"]: row for row in table.records(claims[claims["measure"] != "period"])}
    assert {
        written: {column: rows[written][column] for column in wanted} for written, wanted in WANTED.items()
    } == WANTED
    assert set(rows) == set(WANTED)


def test_offsets_are_true_in_another_language(claims: pd.DataFrame) -> None:
    for claim in table.claims(claims):
        text = TEXTS[claim.language]
        assert text[claim.start : claim.end] == claim.written
        assert text[claim.sentence_start : claim.sentence_end] == claim.sentence


def test_the_measure_is_in_menus_with_its_label(claims: pd.DataFrame) -> None:
    assert table.measures()[-1] == "baptism"
    assert list(claims["measure"].cat.categories) == list(table.measures())
    assert labels.measure("baptism") == "Baptisms"
    assert Facets.of(claims).counts("measure")["baptism"] == 2


def test_the_measure_is_drawn_in_its_colour(claims: pd.DataFrame) -> None:
    facets = Facets.of(claims)
    rows = facets.rows(Selection(facets, facets.select(Wanted())).over_time("baptism"))
    assert len(rows) == 2
    assert "#123456" in {mark.marker.color for mark in charts.over_time(rows).data}
    assert charts.said(rows, "baptism").startswith("Baptisms: 2 figures")


@pytest.mark.parametrize("ending", export.PLAIN)
def test_both_are_in_the_files(claims: pd.DataFrame, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"out{ending}"
    export.save(table.claims(claims), out)
    read = {".csv": pd.read_csv, ".parquet": pd.read_parquet, ".xlsx": pd.read_excel}
    found = pd.read_json(out, lines=True) if ending == ".jsonl" else read[ending](out)
    assert set(found.loc[found["measure"] == "baptism", "language"]) == {"en", "xt"}


def test_the_csv_of_the_screen_holds_both(claims: pd.DataFrame) -> None:
    rows = list(csv.DictReader(io.StringIO(export.csv_text(table.claims(claims)))))
    assert [row["measure"] for row in rows].count("baptism") == 2


def test_the_dashboard_offers_the_measure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    for document in DOCUMENTS:
        head = (
            f"---\ntitle: Water\npublisher: The Gazette\npublished: 2021-06-08\nlanguage: {document.language}\n---\n\n"
        )
        (reports / document.document_id).write_text(head + document.text, encoding="utf-8")
    monkeypatch.setattr(corpus, "folder", lambda: reports)
    with lexicon.use(put(tmp_path / "words", FILES)):
        app = AppTest.from_file(str(Path(__file__).parent.parent / "dashboard.py"), default_timeout=60)
        app.query_params["measure"] = ["baptism"]
        app.run()
        assert not app.exception
        assert "Baptisms (2)" in app.multiselect(key="measure").options
        assert set(shown.rows(app)["Kind"]) == {"Baptisms"}


def test_the_checks_pass_on_a_whole_folder(tmp_path: Path) -> None:
    with lexicon.use(put(tmp_path, {"measures.toml": CARD, "en/measures/baptism.toml": EN})):
        assert checks.problems() == []
    with lexicon.use(put(tmp_path, {"measures.toml": CARD.replace('"detention"', '"detentoin"')})):
        assert any("baptism: roles = 'detentoin' is no measure" in problem for problem in checks.problems())


def test_a_measure_that_names_no_other_reads_place_and_origin(tmp_path: Path) -> None:
    text = extract.Document("Priests in Mexico baptised 91 migrants from Honduras.")
    with lexicon.use(put(tmp_path, MEASURE)):
        (claim,) = extract.find([text])
    assert (claim.measure, claim.actor, claim.place, claim.origin) == ("baptism", "", "MEX", "HND")
