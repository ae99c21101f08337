"""A walk through the dashboard as its users take it: filter, read, follow, correct, add, download, open again."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import browsing
import hxl
import openpyxl
import pytest
import walked
from hxl.input import InputOptions
from pyarrow import parquet

from extract import export, labels
from extract.library import Library

pytestmark = pytest.mark.browser
QUERY = "?country=TUN&from=2020&words=Tunisia"
SAID = "country: Tunisia; from: 2020; words: Tunisia"
NAME = "migration-figures-tunisia-2020-tunisia"


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return walked.made(tmp_path_factory.mktemp("walk"))


@pytest.fixture(scope="module")
def address(where: Path) -> Iterator[str]:
    with browsing.serving(where) as found:
        yield found


@pytest.fixture(scope="module")
def browser_page(chromium: Any) -> Iterator[Any]:
    page = browsing.visiting(chromium, width=2200)  # so wide that the table shows all its columns
    yield page
    page.context.close()


@pytest.fixture
def page(browser_page: Any) -> Iterator[Any]:
    """One page for the whole walk: it keeps the scripts of the dashboard."""
    yield browser_page
    assert browser_page.wrong == []
    assert browsing.strangers(browser_page) == set()


def test_filter_read_a_mark_and_a_row_and_follow_into_the_article(page: Any, address: str) -> None:
    browsing.opened(page, address)
    everything = browsing.figures(page)
    browsing.choose(page, "Country", "Mexico")
    assert 0 < browsing.figures(page) < everything
    assert parse_qs(urlsplit(page.url).query) == {"country": ["MEX"]}
    drawn = browsing.marks(page, "time").count()
    before = page.locator(".claim mark").inner_text()
    assert drawn == 2
    browsing.click_mark(page, "time", 1 if before == "91,000" else 0)
    page.locator(".claim mark").get_by_text("182,940" if before == "91,000" else "91,000", exact=True).wait_for()
    second = "Mexico expelled 4,200 migrants in May 2021."
    row = browsing.cells(page, "Sentence").index(second)
    browsing.click_row(page, row)
    browsing.cites(page, second)
    assert page.locator(".claim mark").inner_text() == "4,200"
    assert browsing.cells(page, "Figure")[row] == "4,200 migrants"
    claim = parse_qs(urlsplit(page.url).query)["claim"]
    page.get_by_role("link", name="Read in the article").click()
    page.get_by_role("heading", level=1, name="Raids").wait_for()
    browsing.settled(page)
    assert page.locator(".mark[aria-pressed=true]").all_inner_texts() == ["4,200"]
    assert page.locator(".entry[aria-current=true] .figure").inner_text().startswith("4,200")
    asked = parse_qs(urlsplit(page.url).query)
    assert urlsplit(page.url).path == "/article"
    assert (asked["country"], asked["claim"]) == (["MEX"], claim)


def test_a_correction_by_keys_is_what_the_figures_show(page: Any, address: str) -> None:
    browsing.opened(page, f"{address}/?country=MEX&measure=detention")
    page.get_by_role("link", name="Review").first.click()
    page.locator(".sheet mark").get_by_text("91,000", exact=True).wait_for()
    page.locator(".st-key-review-keys [data-free=true]").wait_for(state="attached")
    page.keyboard.press("e")
    page.wait_for_function("document.activeElement.getAttribute('aria-label') === 'Value'")
    page.keyboard.press("Control+a")
    page.keyboard.type("91,500")
    page.keyboard.press("Enter")
    page.locator(".sheet mark").get_by_text("182,940", exact=True).wait_for()
    page.get_by_role("link", name="Figures", exact=True).click()
    browsing.all_rows(page).wait_for()
    browsing.settled(page)
    row = browsing.cells(page, "Figure").index("91,500 migrants")
    browsing.click_row(page, row)
    browsing.cites(page, walked.RAIDS.text.split(". ")[0] + ".")
    assert page.locator(".claim .value").inner_text() == "91,500 migrants"
    assert "Corrected; it was read as 91,000" in page.locator(".claim").inner_text()
    rows = _csv(browsing.downloaded(page, browsing.all_rows(page)).content)
    assert [(row["value"], row["review"], row["reviewed_value"]) for row in rows if row["written"] == "91,000"] == [
        ("91000", "corrected", "91500")
    ]


def test_a_pasted_and_an_uploaded_article_are_among_the_figures(page: Any, address: str, where: Path) -> None:
    pasted = "Malta rescued 318 people in June 2021, the navy said."
    browsing.opened(page, f"{address}/add")
    page.get_by_role("textbox", name="Text", exact=True).fill(pasted)
    page.get_by_role("textbox", name="Title").fill("At sea")
    page.get_by_role("textbox", name="Published").fill("2021-07-01")
    page.get_by_role("button", name="Read the text").click()
    page.get_by_role("button", name="Save 1 document").click()
    page.get_by_text("1 added").wait_for()
    page.get_by_role("link", name="See its figures").click()
    browsing.all_rows(page).wait_for()
    browsing.settled(page)
    assert browsing.cells(page, "Sentence") == [pasted]
    assert browsing.cited(page) == pasted
    page.get_by_role("link", name="Add", exact=True).click()
    page.get_by_role("button", name="Add more").click()
    uploaded = "Cyprus detained 77 migrants on 2 July 2021."
    page.get_by_role("tab", name="Upload files").click()
    page.locator("input[type=file]").set_input_files(
        {"name": "cyprus.txt", "mimeType": "text/plain", "buffer": uploaded.encode()}
    )
    page.get_by_test_id("stFileChip").wait_for()
    page.get_by_test_id("stFileChipIconSpinner").wait_for(state="detached")
    browsing.settled(page)
    page.get_by_role("button", name="Read the files").click()
    page.get_by_role("button", name="Save 1 document").click()
    page.get_by_text("1 added").wait_for()
    page.get_by_role("link", name="See its figures").click()
    browsing.all_rows(page).wait_for()
    browsing.settled(page)
    assert browsing.cells(page, "Sentence") == [uploaded]
    with Library.open(where, read_only=True) as library:
        kept = {listed.document_id: library.text(listed.document_id) for listed in library.documents()}
    assert {document.text for document in kept.values()} >= {pasted, uploaded}
    assert kept["cyprus.txt"].text == uploaded


def _csv(content: bytes) -> list[dict[str, Any]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def _hxl(content: bytes, folder: Path) -> list[dict[str, Any]]:
    path = folder / "rows.csv"
    path.write_bytes(content)
    return [
        {"claim_id": row.get("#meta+id"), "selection": row.get("#meta+selection")}
        for row in hxl.data(str(path), InputOptions(allow_local=True))
    ]


def _annotations(content: bytes) -> list[dict[str, Any]]:
    said = json.loads(content)
    return [
        {"claim_id": item["id"].rpartition(":")[2], "selection": said["figures:selection"]}
        for item in said["first"]["items"]
    ]


def read(kind: str, content: bytes, folder: Path) -> list[dict[str, Any]]:
    """The rows of a file with their claim_id and the filters that they name, as the programs read it that it is for."""
    if kind in ("csv", "excel"):
        return _csv(content)
    if kind == "jsonl":
        return [json.loads(line) for line in content.decode().splitlines()]
    if kind == "parquet":
        return parquet.read_table(io.BytesIO(content)).to_pylist()
    if kind == "xlsx":
        head, *rows = openpyxl.load_workbook(io.BytesIO(content))["claims"].iter_rows(values_only=True)
        return [dict(zip(head, row, strict=True)) for row in rows]
    if kind == "annotations":
        return _annotations(content)
    if kind == "package":
        return _csv(zipfile.ZipFile(io.BytesIO(content)).read("claims.csv"))
    return _hxl(content, folder)


def test_every_format_holds_exactly_the_rows_on_the_screen(page: Any, address: str, tmp_path: Path) -> None:
    browsing.opened(page, f"{address}/{QUERY}")
    seen = browsing.cells(page, "Sentence")
    figures = browsing.cells(page, "Figure")
    files = {"csv": browsing.downloaded(page, browsing.all_rows(page))}
    page.get_by_role("button", name="Other formats").click()
    for kind in export.FORMATS[1:]:
        button = page.get_by_role("button", name=f"{kind.about} ({kind.ending})", exact=True)
        files[kind.name] = browsing.downloaded(page, button)
    rows = {name: read(name, file.content, tmp_path) for name, file in files.items()}
    assert [row["sentence"] for row in rows["csv"]] == seen
    for row, figure in zip(rows["csv"], figures, strict=True):
        assert labels.amount(float(row["value"]), row["unit"]) in figure
    assert len(seen) == browsing.figures(page) == 6
    ids = {name: [row["claim_id"] for row in found] for name, found in rows.items()}
    people = [row["claim_id"] for row in rows["csv"] if row["unit"] == "people"]
    aid = [row["claim_id"] for row in rows["csv"] if row["measure"] == "aid"]
    assert ids == {**dict.fromkeys(ids, ids["csv"]), "people": people, "aid": aid}
    assert {row["selection"] for found in rows.values() for row in found} == {SAID}
    assert [file.name for file in files.values()] == [f"{NAME}{kind.ending}" for kind in export.FORMATS]


def test_the_address_opens_the_same_view_elsewhere(page: Any, chromium: Any, address: str) -> None:
    browsing.opened(page, address)
    browsing.choose(page, "Measure", "Arrivals", "Aid")
    page.get_by_role("combobox", name=re.compile("^Measure to draw")).click()
    page.get_by_role("option", name=re.compile("^Arrivals")).click()
    browsing.settled(page)
    page.get_by_role("radio", name="Linear").click()
    browsing.settled(page)
    page.get_by_role("tab", name="Aid").click()
    browsing.settled(page)
    page.locator(".st-key-card-aid .js-plotly-plot .main-svg").first.wait_for()
    browsing.settled(page)
    page.locator(".st-key-card-aid").evaluate("card => card.scrollIntoView({block: 'center'})")
    page.get_by_role("combobox", name=re.compile("^Currency")).click()
    page.get_by_role("option", name=labels.currency("USD")).click()
    browsing.settled(page)
    page.get_by_role("button", name="Page 2").click()
    browsing.settled(page)
    browsing.click_row(page, 3)
    page.wait_for_url(re.compile("claim="))
    browsing.settled(page)
    other = browsing.visiting(chromium, width=2200)
    browsing.opened(other, page.url)
    assert view(other) == view(page)
    assert "walked" in view(other)[0]
    other.context.close()


def view(page: Any) -> list[Any]:
    """What can be seen of a view."""
    return [
        page.get_by_test_id("stSidebar").inner_text(), browsing.figures(page), browsing.cells(page, "Sentence"),
        browsing.cited(page), page.get_by_role("radio", checked=True).all_inner_texts(),
        [box.input_value() for box in page.get_by_role("combobox").all()],
        [len(browsing.marks(page, card).all()) for card in ("time", "places")], page.url,
    ]  # fmt: skip
