"""Everybody can read and use every page: axe, a narrow screen, the keyboard alone, a text for each chart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import browsing
import pytest
import walked

pytestmark = pytest.mark.browser
PAGES = ("", "article", "review", "add", "about")
_FOCUSED = """() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    if (['CANVAS', 'MAIN'].includes(at.tagName)) return at.tagName.toLowerCase();
    return (at.getAttribute('aria-label') || at.innerText || '').trim();
}"""  # what the element that has the focus is called


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with browsing.serving(walked.made(tmp_path_factory.mktemp("everyone"))) as found:
        yield found


@pytest.mark.parametrize(("width", "scheme"), browsing.LOOKS)
def test_axe_finds_nothing_serious_and_no_page_is_scrolled_sideways(
    chromium: Any, address: str, width: int, scheme: str
) -> None:
    page = browsing.visiting(chromium, width, scheme)
    found = {}
    for path in PAGES:
        browsing.opened(page, f"{address}/{path}?country=TUN&places=aid")
        found[path] = (browsing.faults(page), browsing.wider(page))
    page.context.close()
    assert found == dict.fromkeys(PAGES, ([], False))


@pytest.fixture
def page(chromium: Any) -> Iterator[Any]:
    page = browsing.visiting(chromium)
    yield page
    page.context.close()


def tabbed(page: Any, until: str, most: int = 80) -> list[str]:
    """What the elements are called that the Tab key comes to, up to a certain one."""
    names: list[str] = []
    while until not in names:
        assert len(names) < most, f"Tab does not come to {until!r}, but to {names}"
        page.keyboard.press("Tab")
        names.append(str(page.evaluate(_FOCUSED)))
    return names


def test_the_keyboard_alone_reaches_everything_on_figures(page: Any, address: str) -> None:
    browsing.opened(page, f"{address}/?country=MEX")
    names = tabbed(page, browsing.cells(page, "Figure")[0])
    wanted = [
        "Library", "Country", "Measure", "From year", "Words in the sentence", "More filters", "Clear all filters",
        "Figures", "Article", "Review", "Add", "About", r"Download all \d+ rows", "Other formats", "Measure to draw",
        "Save “Detention over time” as PNG", "Save “Detention over time” as SVG", "HTML", "Map",
    ]  # fmt: skip
    assert [name for name in wanted if not any(re.search(rf"(^|\s){name}", said) for said in names)] == []
    read = [browsing.cited(page)]
    for _ in range(2):
        page.keyboard.press("ArrowDown")  # the first chooses the table's second row
        page.locator(".claim blockquote").filter(has_not_text=read[-1]).wait_for()
        browsing.settled(page)
        read.append(browsing.cited(page))
    assert len(set(read)) == 3
    assert any("Read in the article" in name for name in tabbed(page, "Copy as citation"))


def test_the_keyboard_alone_filters_and_downloads(page: Any, address: str) -> None:
    browsing.opened(page, address)
    tabbed(page, "Country")
    page.keyboard.type("Mexico")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("country=MEX"))
    page.keyboard.press("Escape")
    browsing.settled(page)
    for _ in range(80):
        page.keyboard.press("Tab")
        if "Download all" in str(page.evaluate(_FOCUSED)):
            break
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "migration-figures-mexico.csv"


def test_the_sheet_of_a_phone_opens_closes_and_leaves_the_page_in_sight(chromium: Any, address: str) -> None:
    page = browsing.visiting(chromium, 390)
    browsing.opened(page, f"{address}/?country=MEX")
    assert page.locator(".st-key-citation").count() == 0
    browsing.click_mark(page, "time", 0)
    sheet = page.locator(".st-key-citation")
    sheet.wait_for()
    browsing.settled(page)
    box = sheet.bounding_box()
    assert box["width"] == 390
    assert box["y"] + box["height"] == pytest.approx(844, abs=1)
    assert box["height"] < 0.6 * 844
    sheet.get_by_role("button", name="Close").click()
    sheet.wait_for(state="detached")
    assert "claim=" not in page.url
    page.context.close()


def test_every_chart_says_what_it_shows(page: Any, address: str) -> None:
    browsing.opened(page, address)
    for place in range(page.get_by_role("tab").count()):
        page.get_by_role("tab").nth(place).click()
        browsing.settled(page)
        charts = page.get_by_test_id("stPlotlyChart")
        assert charts.count() == 2
        for chart in charts.all():
            assert chart.get_attribute("role") in ("figure", "img")
            assert re.search(r"\d", chart.get_attribute("aria-label"))
        assert page.get_by_role("table").count() == 1
