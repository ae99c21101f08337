"""The dashboard as its users have it: a real server, a real Chromium."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest
from conftest import ROOT, lacking, started

import extract
from extract import corpus, gazetteer, table
from extract.claim import COLUMNS, ROLES
from extract.facets import Facets, Wanted
from extract.library import VARIABLE, Library

pytestmark = pytest.mark.browser
_IDLE = """() => {
    const app = document.querySelector('[data-testid=stApp]');
    return app && app.dataset.testScriptState !== 'running' && !document.querySelector('[data-stale=true]');
}"""


@pytest.fixture(scope="module")
def claims() -> pd.DataFrame:
    return extract.read([corpus.folder()])


@pytest.fixture
def page(chromium: Any) -> Iterator[Any]:
    context = chromium.new_context(viewport={"width": 1440, "height": 1100}, accept_downloads=True)
    page = context.new_page()
    page.asked = []
    page.on("request", lambda request: page.asked.append(request.url))
    yield page
    context.close()


def opened(page: Any, address: str) -> Any:
    page.goto(address)
    page.get_by_test_id("stMetric").first.wait_for(timeout=60_000)
    return settled(page)


def settled(page: Any) -> Any:
    page.wait_for_function(_IDLE, timeout=30_000)
    return page


def figures(page: Any) -> int:
    """The number of figures that the page says it shows."""
    return int(page.get_by_test_id("stMetricValue").first.inner_text().replace(",", ""))


def downloaded(page: Any) -> list[dict[str, str]]:
    with page.expect_download(timeout=30_000) as download:
        page.get_by_role("button", name=re.compile("Download")).click()
    text = Path(download.value.path()).read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def names(row: dict[str, str], country: str) -> bool:
    """Whether a row names a country, or a region with it, in any role."""
    codes = [code for role in ROLES for code in row[role].split("|") if code]
    return any(country in gazetteer.members(code) for code in codes)


def seen(page: Any) -> list[tuple[str, str]]:
    """Value and sentence of the rows that the table draws, as it tells them to assistive technology."""
    grid = page.get_by_test_id("stDataFrame").first
    grid.scroll_into_view_if_needed()
    grid.locator("td[role=gridcell]").last.wait_for(state="attached")  # it is drawn after the rest of the page
    heads = grid.locator("th[role=columnheader]").all_inner_texts()
    columns = [grid.locator(f"td[aria-colindex='{heads.index(name) + 1}']") for name in ("Value", "Sentence")]
    return list(zip(*(column.all_inner_texts() for column in columns), strict=True))


def pick_row(page: Any, row: int) -> None:
    """Tick a row of the table: its canvas has the ticks in the first column."""
    grid = page.get_by_test_id("stDataFrame").first
    grid.scroll_into_view_if_needed()
    box = grid.bounding_box()
    page.mouse.click(box["x"] + 16, box["y"] + 35 + 35 * row + 17)
    settled(page)


def shown_sentence(page: Any) -> str:
    return str(page.locator(".claim blockquote").last.inner_text())


def test_filter_by_country_read_a_row_download_exactly_these_rows(page: Any, server: str, claims: pd.DataFrame) -> None:
    opened(page, server)
    everything = figures(page)
    page.get_by_test_id("stSidebar").get_by_role("combobox", name=re.compile("Country")).first.fill("Tunisia")
    page.get_by_role("option", name=re.compile("Tunisia")).click()
    page.wait_for_url(re.compile("country=TUN"), timeout=20_000)
    page.keyboard.press("Escape")  # closes the menu, which hides the rest of the page from assistive technology
    settled(page)
    page.get_by_role("button", name=re.compile(r"Download (all|this)")).wait_for()
    shown = figures(page)
    assert 0 < shown < everything
    rows = downloaded(page)
    assert len(rows) == shown
    assert all(names(row, "TUN") for row in rows)
    numbers = [key for key in table.measures() if key not in ("period", "other")]
    facets = Facets.of(claims)
    wanted = facets.rows(facets.select(Wanted(countries=("TUN",), measures=tuple(numbers))))
    assert [row["claim_id"] for row in rows] == list(wanted["claim_id"])
    assert seen(page) == [(row["value"], row["sentence"]) for row in rows]
    before = page.locator(".claim blockquote").count()
    pick_row(page, 1)
    page.locator(".claim blockquote").nth(before).wait_for()
    sentence = shown_sentence(page)
    assert sentence == rows[1]["sentence"]
    assert sentence in set(claims["sentence"])
    mark = page.locator(".claim mark").last.inner_text()
    assert mark == rows[1]["written"]


def test_the_address_reopens_the_same_rows(page: Any, server: str) -> None:
    opened(page, f"{server}/?country=MEX&role=actor&measure=detention")
    rows = downloaded(page)
    assert rows
    assert {row["measure"] for row in rows} == {"detention"}
    assert all("MEX" in row["actor"] for row in rows)
    assert parse_qs(urlsplit(page.url).query) == {"country": ["MEX"], "role": ["actor"], "measure": ["detention"]}


def test_an_unknown_country_in_the_address_is_said(page: Any, server: str) -> None:
    opened(page, f"{server}/?country=XYZ")
    assert "XYZ" in page.get_by_test_id("stAlert").inner_text()


def test_nothing_fits_is_said_and_can_be_undone(page: Any, server: str) -> None:
    page.goto(f"{server}/?words=there+is+no+such+sentence")
    page.get_by_text("No figure fits all of these filters").wait_for(timeout=60_000)
    page.get_by_role("button", name="Clear the filters").click()
    page.get_by_test_id("stMetric").first.wait_for(timeout=30_000)
    settled(page)
    assert figures(page) > 100


def test_choosing_a_mark_shows_its_sentence(page: Any, server: str, claims: pd.DataFrame) -> None:
    opened(page, f"{server}/?country=GBR&measure=arrival")
    before = page.locator(".claim blockquote").first.inner_text()
    points = page.locator(".js-plotly-plot .scatterlayer .point")
    points.first.wait_for(timeout=30_000)
    for place in range(points.count()):
        box = points.nth(place).bounding_box()
        if box is None:  # drawn anew just now, or outside of the axes
            continue
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        settled(page)
        after = page.locator(".claim blockquote").first.inner_text()
        if after != before:
            break
    assert after != before
    assert after in set(claims["sentence"])


def test_the_source_of_a_sample_report_is_named_and_linked(page: Any, server: str) -> None:
    opened(page, f"{server}/?country=TUN&measure=aid")
    source = page.locator(".claim p").first
    assert source.inner_text().startswith("Written for this project from figures published by ")
    link = source.locator("a").get_attribute("href")
    assert link in {source.url for source in corpus.sources().values()}
    assert "#:~:text" not in link


def test_no_request_leaves_the_machine(page: Any, server: str) -> None:
    opened(page, server)
    pick_row(page, 0)
    hosts = {urlsplit(url).hostname for url in page.asked if not url.startswith(("data:", "blob:"))}
    assert hosts == {"127.0.0.1"}


LOOKS = [(1440, "light"), (390, "dark")]
LOOKS += [pytest.param(width, scheme, marks=pytest.mark.long) for width, scheme in ((390, "light"), (1440, "dark"))]


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_axe_finds_nothing_serious_and_nothing_is_cut_off(chromium: Any, server: str, width: int, scheme: str) -> None:
    try:
        from axe_playwright_python import sync_playwright as axe
    except ImportError:
        lacking("this test needs axe-playwright-python (the test extra)")
    page = chromium.new_page(viewport={"width": width, "height": 1000}, color_scheme=scheme)
    opened(page, f"{server}/?country=TUN")
    found = axe.Axe().run(page).response["violations"]
    serious = [
        (item["id"], item["nodes"][0]["html"][:200]) for item in found if item["impact"] in ("serious", "critical")
    ]
    assert serious == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the dashboard on a library with a corrected, a rejected and a damaged text."""
    folder = tmp_path_factory.mktemp("library")
    (folder / "damaged.txt").write_bytes("Gr\u00e8ce: 40 migrants drowned on 3 May 2021.".encode() + b" Caf\xe9.")
    (folder / "raids.txt").write_text("Mexico detained 91,000 migrants and 250 smugglers in 2020.", encoding="utf-8")
    with Library.open(folder / "library.sqlite") as library:
        list(library.add([folder / "damaged.txt", folder / "raids.txt"], published="2021-06-08"))
        ids = {row[COLUMNS.index("written")]: str(row[0]) for row in library.claims()}
        library.review(ids["91,000"], "corrected", {"value": "91500"}, reviewer="Ann")
        library.review(ids["250"], "rejected")
    process, address = started(ROOT / "dashboard.py", ROOT, {VARIABLE: str(folder / "library.sqlite")})
    yield address
    process.terminate()
    process.wait(timeout=20)


def test_a_library_is_shown_as_reviewed_and_says_what_was_lost(page: Any, kept: str) -> None:
    opened(page, f"{kept}/?measure=detention&measure=death")
    assert figures(page) == 2
    assert "Corrected; it was read as 91,000" in page.locator(".claim").first.inner_text()
    assert "91,500" in page.locator(".claim .value").first.inner_text()
    rows = downloaded(page)
    assert [(row["written"], row["review"], row["reviewed_value"]) for row in rows if row["review"] != "none"] == [
        ("91,000", "corrected", "91500"),
        ("250", "rejected", ""),
    ]
    page.locator("summary").last.click()
    page.get_by_text("What was lost when they were read").wait_for()


def test_a_library_that_is_not_there_is_said(page: Any, tmp_path: Path) -> None:
    process, address = started(ROOT / "dashboard.py", ROOT, {VARIABLE: str(tmp_path / "none.sqlite")})
    try:
        page.goto(address)
        page.get_by_text("add documents first").wait_for(timeout=60_000)
    finally:
        process.terminate()
        process.wait(timeout=20)
