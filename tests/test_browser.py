"""The page Figures as its users have it: filters, one citation beside all charts, links, downloads, saved charts."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import browsing
import pandas as pd
import pytest
import walked
from PIL import Image

import extract
from extract import corpus, gazetteer, labels, table
from extract.claim import COLUMNS, ROLES
from extract.facets import Facets, Wanted
from extract.library import Library

pytestmark = pytest.mark.browser
AID = "Aid, from donor to recipient"  # what its picture is called


@pytest.fixture(scope="module")
def claims() -> pd.DataFrame:
    return extract.read([corpus.folder()])


@pytest.fixture
def page(visited: Any) -> Iterator[Any]:
    """One page for all tests here: it keeps the scripts of the dashboard, and an address opens it anew."""
    visited.wrong.clear()
    yield visited
    assert visited.wrong == []
    assert browsing.strangers(visited) == set()


def downloaded(page: Any) -> list[dict[str, str]]:
    text = browsing.downloaded(page, browsing.all_rows(page)).content.decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def names(row: dict[str, str], country: str) -> bool:
    """Whether a row names a country, or a region with it, in any role."""
    codes = [code for role in ROLES for code in row[role].split("|") if code]
    return any(country in gazetteer.members(code) for code in codes)


def test_filter_by_country_and_download_exactly_these_rows(page: Any, server: str, claims: pd.DataFrame) -> None:
    browsing.opened(page, server)
    everything = browsing.figures(page)
    browsing.choose(page, "Country", "Tunisia")
    page.wait_for_url(re.compile("country=TUN"))
    browsing.settled(page)
    rows = downloaded(page)
    assert 0 < len(rows) == browsing.figures(page) < everything
    assert all(names(row, "TUN") for row in rows)
    numbers = tuple(key for key in table.measures() if key not in ("period", "other"))
    facets = Facets.of(claims)
    wanted = facets.rows(facets.select(Wanted(countries=("TUN",), measures=numbers)))
    assert [row["claim_id"] for row in rows] == list(wanted["claim_id"])
    drawn = browsing.cells(page, "Figure")
    assert drawn == [labels.figure(claim) for claim in table.records(wanted)[: len(drawn)]]


def test_the_address_reopens_the_same_rows(page: Any, server: str) -> None:
    browsing.opened(page, f"{server}/?country=MEX&role=actor&measure=detention")
    rows = downloaded(page)
    assert rows
    assert {row["measure"] for row in rows} == {"detention"}
    assert all("MEX" in row["actor"] for row in rows)
    assert parse_qs(urlsplit(page.url).query) == {"country": ["MEX"], "role": ["actor"], "measure": ["detention"]}


UNKNOWN = ["country=XYZ", "measure=nothing", "review=maybe", "from=1066", "library=elsewhere"]


@pytest.mark.parametrize("asked", UNKNOWN)
def test_what_an_address_asks_in_vain_is_said(page: Any, server: str, asked: str) -> None:
    browsing.opened(page, f"{server}/?{asked}")
    assert asked.partition("=")[2] in page.get_by_role("alert").inner_text()
    assert browsing.figures(page) > 300


def test_nothing_fits_is_said_and_can_be_undone(page: Any, server: str) -> None:
    browsing.opened(page, f"{server}/?words=there+is+no+such+sentence")
    page.get_by_text("No figure fits all of these filters").wait_for()
    page.get_by_role("button", name="Clear the filters").click()
    browsing.all_rows(page).wait_for()
    browsing.settled(page)
    assert browsing.figures(page) > 100


def test_one_citation_stands_beside_all_charts(page: Any, server: str, claims: pd.DataFrame) -> None:
    browsing.opened(page, f"{server}/?country=USA")
    read = [browsing.cited(page)]

    def chosen() -> None:
        """Another sentence is read than before, in the one citation, which can be seen from here."""
        other = page.locator(".claim blockquote").filter(has_not_text=read[-1])
        other.wait_for()
        browsing.settled(page)
        read.append(browsing.cited(page))
        box = page.locator(".claim blockquote").bounding_box()
        assert 0 < box["y"] < page.viewport_size["height"] - 100

    browsing.click_mark(page, "time", browsing.marks(page, "time").count() // 2)
    chosen()
    page.get_by_role("tab", name="Aid").click()
    browsing.settled(page)
    browsing.click_mark(page, "aid", browsing.marks(page, "aid").count() - 1)
    chosen()
    row = next(
        place for place, sentence in enumerate(row["sentence"] for row in downloaded(page)) if sentence != read[-1]
    )
    browsing.click_row(page, row)
    chosen()
    assert set(read) <= set(claims["sentence"])
    assert page.locator(".claim").count() == 1


def test_a_circle_of_the_map_cites_the_newest_figure_and_filters(page: Any, server: str) -> None:
    browsing.opened(page, f"{server}/?measure=aid")
    before = browsing.figures(page)
    browsing.click_mark(page, "map", 3)
    only = page.get_by_role("button", name=re.compile("^Only figures that name "))
    only.wait_for()
    browsing.settled(page)
    spot, claim = (parse_qs(urlsplit(page.url).query)[name][0] for name in ("spot", "claim"))
    only.click()
    page.wait_for_url(re.compile(f"country={spot}"))
    browsing.settled(page)
    rows = downloaded(page)
    assert 0 < len(rows) < before
    assert all(names(row, spot) for row in rows)
    assert rows[0]["claim_id"] == claim


def test_the_map_keeps_its_size_when_the_window_changes(page: Any, server: str) -> None:
    browsing.opened(page, server)
    share = (
        "(() => { const found = (place) => document.querySelector(`.st-key-card-map ${place}`);"
        " const wide = (place) => found(place).getBoundingClientRect().width;"
        " return wide('.scatterlayer .trace') / wide('.js-plotly-plot'); })()"
    )
    first, size = page.evaluate(share), page.viewport_size
    for wide in (700, 390, 1000, size["width"]):
        page.set_viewport_size({**size, "width": wide})
        page.wait_for_function(
            f"([first, wide]) => innerWidth === wide && Math.abs({share} - first) < 0.03", arg=[first, wide]
        )


def test_the_source_of_a_sample_report_is_named_and_linked(page: Any, server: str) -> None:
    browsing.opened(page, f"{server}/?country=TUN&measure=aid")
    source = page.locator(".claim p").filter(has_text="Written for this project from figures published by ")
    link = source.locator("a").get_attribute("href")
    assert link in {source.url for source in corpus.sources().values()}
    assert "#:~:text" not in link
    assert page.get_by_role("link", name="Open the page at this sentence").count() == 0


MANY = (
    "MEX", "USA", "GTM", "HND", "SLV", "VEN", "HTI", "COL", "SYR", "UKR", "POL", "DEU", "ITA", "ESP", "GRC", "LBY",
    "TUN", "SDN", "TCD", "BGD", "MMR", "AFG", "PAK", "IRN",
)  # fmt: skip
SAVED = [
    ("country=MEX&measure=detention", "time", "Detention over time"),
    ("country=TUN&measure=aid&places=aid", "aid", AID),
    pytest.param("country=MEX", "map", "Countries that figures name", marks=pytest.mark.long),
]


@pytest.mark.parametrize(("asked", "card", "title"), SAVED)
def test_a_chart_is_saved_with_its_title_and_source(page: Any, server: str, asked: str, card: str, title: str) -> None:
    browsing.opened(page, f"{server}/?{asked}")
    shown = page.locator(f".st-key-card-{card}")
    source = shown.get_by_text(re.compile(r"^Source: .* read by migration-figures$")).inner_text()
    png, svg = (
        browsing.downloaded(page, shown.get_by_role("button", name=f"Save “{title}” as {kind}"))
        for kind in ("PNG", "SVG")
    )
    html = browsing.downloaded(page, shown.get_by_role("button", name="HTML"))
    country = gazetteer.name(parse_qs(asked)["country"][0]).lower()
    assert {Path(file.name).suffix for file in (png, svg, html)} == {".png", ".svg", ".html"}
    assert all(file.name.startswith(f"migration-figures-{country}") for file in (png, svg, html))
    assert png.content.startswith(b"\x89PNG\r\n\x1a\n")
    assert len(png.content) > 20_000
    image = Image.open(io.BytesIO(png.content)).convert("RGB")
    assert image.width > 1_000
    assert len(image.getcolors(image.width * image.height) or ()) > 50
    said = words("".join(ElementTree.fromstring(svg.content).itertext()))  # noqa: S314 - our own file
    assert words(title) in said
    assert words(source) in said
    written = html.content.decode()
    for note in (f"Filtered by country: {gazetteer.name(parse_qs(asked)['country'][0])}", "not to quote from"):
        assert words(note) in said
        assert note in written
    assert title in written
    assert "<h1" in written


def test_a_saved_chart_says_that_its_scale_is_logarithmic_and_keeps_within_its_edges(page: Any, server: str) -> None:
    browsing.opened(page, f"{server}/?drawn=arrival&{'&'.join(f'country={code}' for code in MANY)}")
    shown = page.locator(".st-key-card-time")
    svg = browsing.downloaded(page, shown.get_by_role("button", name="Save “Arrivals over time” as SVG"))
    said = words("".join(ElementTree.fromstring(svg.content).itertext()))  # noqa: S314 - our own file
    assert words("Logarithmic scale: equal steps multiply the value. Filtered by country: ") in said
    assert "heightscountpeople" in said
    page.set_content(f"<body style='margin: 0'>{svg.content.decode()}")
    edges = page.evaluate(
        "[...document.querySelectorAll('svg > text')].map((one) => one.getBoundingClientRect().right)"
    )
    assert len(edges) > 5
    assert max(edges) <= page.evaluate("document.querySelector('svg').getBoundingClientRect().right")


def words(text: str) -> str:
    """Text without its spaces: a picture has its lines where they fit."""
    return re.sub(r"\s", "", text)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The dashboard on two libraries: one with a corrected, a rejected and a damaged text, and that of the walk."""
    folder = tmp_path_factory.mktemp("library")
    (folder / "damaged.txt").write_bytes("Gr\u00e8ce: 40 migrants drowned on 3 May 2021.".encode() + b" Caf\xe9.")
    (folder / "raids.txt").write_text("Mexico detained 91,000 migrants and 250 smugglers in 2020.", encoding="utf-8")
    with Library.open(folder / "library.sqlite") as library:
        list(library.add([folder / "damaged.txt", folder / "raids.txt"], published="2021-06-08"))
        ids = {row[COLUMNS.index("written")]: str(row[0]) for row in library.claims()}
        library.review(ids["91,000"], "corrected", {"value": "91500"}, reviewer="Ann")
        library.review(ids["250"], "rejected")
    with browsing.serving(folder / "library.sqlite", walked.made(folder)) as address:
        yield address


REVIEWS = [
    ("", [("40", "none", ""), ("91,000", "corrected", "91500")]),
    ("&review=rejected", [("250", "rejected", "")]),
    ("&review=corrected&review=rejected", [("250", "rejected", ""), ("91,000", "corrected", "91500")]),
]


@pytest.mark.parametrize(("asked", "wanted"), REVIEWS, ids=["no filter", "rejected", "corrected or rejected"])
def test_a_library_is_shown_as_reviewed(page: Any, kept: str, asked: str, wanted: list[tuple[str, str, str]]) -> None:
    browsing.opened(page, f"{kept}/?measure=detention&measure=death{asked}")
    rows = downloaded(page)
    assert sorted((row["written"], row["review"], row["reviewed_value"]) for row in rows) == sorted(wanted)
    assert browsing.figures(page) == len(browsing.cells(page, "Figure")) == len(wanted)


def test_a_corrected_figure_is_cited_as_corrected(page: Any, kept: str) -> None:
    browsing.opened(page, f"{kept}/?measure=detention&measure=death")
    browsing.click_row(page, browsing.cells(page, "Figure").index("91,500 migrants"))
    page.locator(".claim mark").get_by_text("91,000", exact=True).wait_for()
    assert "Corrected; it was read as 91,000" in page.locator(".claim").inner_text()
    assert "91,500" in page.locator(".claim .value").inner_text()
    page.locator("summary", has_text="Notes on the articles").click()
    page.get_by_text("What was lost when they were read").wait_for()


def test_another_library_is_opened_from_the_menu(page: Any, kept: str) -> None:
    browsing.opened(page, f"{kept}/?measure=detention&country=MEX")
    menu = page.get_by_role("combobox", name=re.compile("Library$"))
    menu.click()
    assert page.get_by_role("option").all_inner_texts() == ["library", "walked", "Sample corpus"]
    page.get_by_role("option", name="walked").click()
    page.wait_for_url(re.compile("library=walked"))
    browsing.settled(page)
    assert {row["written"] for row in downloaded(page)} == {"91,000", "182,940"}
    assert parse_qs(urlsplit(page.url).query)["country"] == ["MEX"]


def test_a_library_that_is_not_there_is_said(page: Any, tmp_path: Path) -> None:
    with browsing.serving(tmp_path / "none.sqlite") as address:
        browsing.opened(page, address)
        page.get_by_text("add documents first").wait_for()


def test_a_chosen_row_stays_chosen_where_the_rows_change(page: Any, server: str) -> None:
    browsing.opened(page, server)
    browsing.click_row(page, 2)
    page.wait_for_url(re.compile("claim="))
    chosen = parse_qs(urlsplit(page.url).query)["claim"]
    page.get_by_test_id("stPagination").get_by_text("2", exact=True).click()
    page.wait_for_url(re.compile("page=2"))
    browsing.settled(page)
    browsing.choose(page, "Country", "Italy")
    assert parse_qs(urlsplit(page.url).query) == {"claim": chosen, "country": ["ITA"]}


def test_filters_hold_in_a_library_with_other_numbers(page: Any, kept: str) -> None:
    browsing.opened(page, f"{kept}/?country=MEX&measure=detention")
    page.get_by_role("combobox", name=re.compile("Library$")).click()
    page.get_by_role("option", name="Sample corpus").click()
    page.wait_for_url(re.compile("library=sample"))
    browsing.settled(page)
    browsing.choose(page, "Country", "Bangladesh")
    asked = parse_qs(urlsplit(page.url).query)
    assert (asked["country"], asked["measure"]) == (["MEX", "BGD"], ["detention"])
    assert browsing.figures(page) > 3


def test_tabs_and_more_filters_open_and_close_at_the_first_click(page: Any, server: str) -> None:
    browsing.opened(page, server)
    for name in ("People", "Aid", "Map", "Aid"):
        page.get_by_role("tab", name=re.compile(f"^{name}")).click()
        page.get_by_role("tab", name=re.compile(f"^{name}"), selected=True).wait_for()
        browsing.settled(page)
    more = page.locator("summary", has_text="More filters")
    more.click()
    browsing.settled(page)
    browsing.choose(page, "Publisher", "EFE")
    more.click()
    page.get_by_role("combobox", name=re.compile("Publisher$")).wait_for(state="detached")


def test_clearing_leaves_nothing_in_the_address(page: Any, server: str) -> None:
    browsing.opened(page, server)
    browsing.choose(page, "Measure", "Deaths")
    page.get_by_role("button", name="Clear all filters").click()
    page.wait_for_url(re.compile(r"^[^?]*$"))
    browsing.settled(page)
    assert "Arrivals" in page.get_by_role("combobox", name="Measure to draw").first.input_value()
