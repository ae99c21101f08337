"""The table of the page Figures: its rows by pointer and by keys, on a wide screen and on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import browsing
import pandas as pd
import pytest
from conftest import ROOT
from shown import rows
from streamlit.testing.v1 import AppTest

from extract import labels
from extract.views.figures import listing

CLAIM = {
    "claim_id": "a", "measure": "aid", "value": 105e6, "low": float("nan"), "high": float("nan"), "qualifier": "about",
    "unit": "EUR", "statistic": "level", "direction": "", "per": "", "status": "pledge", "group": "", "actor": "FRA",
    "place": "", "origin": "", "destination": "TUN", "via": "", "period_start": "2023-01-01", "modality": "reported",
    "period_end": "2023-12-31", "sentence": "France pledged about €105 million.", "sentence_start": 50, "start": 71,
    "end": 83, "publisher": "The Courier",
}  # fmt: skip
ROWS = [
    ({}, False, ["about €105 million", "Aid · pledged", "France → Tunisia", "2023"]),
    ({"modality": "planned"}, False, ["about €105 million", "Aid · pledged · a plan, not a count"]),
    ({"review": "accepted"}, False, ["about €105 million", "Aid · pledged · Accepted"]),
    ({}, True, ["about €105 million"]),
]


@pytest.mark.parametrize(("changed", "sample", "wanted"), ROWS, ids=str)
def test_a_row_says_what_is_known(changed: dict[str, Any], sample: bool, wanted: list[str]) -> None:
    row = listing._said(CLAIM | changed, sample=sample)
    assert row[1 : len(wanted) + 1] == wanted
    assert row[5:8] == ["France pledged about ", "€105 million", "."]
    assert row[8] == ("A sample, after The Courier" if sample else "The Courier")


def test_a_long_sentence_is_cut_around_its_number() -> None:
    sentence = "word " * 200 + "40 died" + " word" * 200
    row = listing._said(CLAIM | {"sentence": sentence, "start": 1050, "end": 1052}, sample=False)
    assert row[6] == "40"
    assert sentence.partition("40")[0].endswith(row[5])
    assert sentence.partition("40")[2].startswith(row[7])
    assert len(row[5]) == len(row[7]) < 300


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with browsing.serving("") as address:
        yield address


def pressed(page: Any) -> list[str]:
    """The ids of the rows that are marked as chosen."""
    found = page.locator(".figures tbody tr:has([aria-pressed=true])")
    return [str(row.get_attribute("data-claim")) for row in found.all()]


@pytest.mark.browser
def test_keys_alone_choose_a_row(visited: Any, server: str) -> None:
    browsing.opened(visited, server)
    claims = [str(row.get_attribute("data-claim")) for row in browsing.listed(visited).all()]
    assert pressed(visited) == []
    visited.locator(".figures .figure").first.focus()
    for key in ("ArrowDown", "PageDown", "ArrowUp", "ArrowUp"):
        visited.keyboard.press(key)
    visited.wait_for_url(f"**claim={claims[9]}*")
    browsing.settled(visited)
    assert pressed(visited) == [claims[9]]
    assert f"claim={claims[9]}" in visited.url
    assert browsing.cited(visited) == browsing.cells(visited, "Sentence")[9]
    visited.get_by_role("button", name="Close").click()
    visited.locator(".figures tbody tr:has([aria-pressed=true])").wait_for(state="detached")
    assert "claim=" not in visited.url


@pytest.mark.browser
def test_the_row_of_a_mark_that_is_chosen_is_marked(visited: Any, server: str) -> None:
    browsing.opened(visited, f"{server}/?country=MEX&measure=detention")
    browsing.click_mark(visited, "time", 0)
    visited.wait_for_url("**claim=*")
    browsing.settled(visited)
    assert [claim in visited.url for claim in pressed(visited)] == [True]


@pytest.mark.browser
def test_a_row_fits_a_phone(chromium: Any, server: str) -> None:
    page = chromium.new_context(viewport={"width": 390, "height": 844}).new_page()
    browsing.opened(page, server)
    table = page.locator(".figures")
    assert table.evaluate("node => node.scrollWidth - node.clientWidth") == 0
    sides = [row.bounding_box() for row in browsing.listed(page).all()[:5]]
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= 390 for box in sides)
    page.context.close()


def page_of_rows(number: int) -> pd.DataFrame:
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    app.query_params["page"] = [str(number)]
    app.query_params["measure"] = ["arrival"]
    return rows(app.run())


def test_the_table_has_a_page_of_the_rows() -> None:
    first, second = map(page_of_rows, (1, 2))
    assert len(first) == 40
    assert set(first["claim"]).isdisjoint(second["claim"])
    assert set(second["Kind"].str.split(" · ").str[0]) == {labels.measure("arrival")}


@pytest.mark.browser
def test_the_table_turns_to_the_row_of_a_mark(visited: Any, server: str) -> None:
    browsing.opened(visited, f"{server}/?drawn=arrival")
    here = {row.get_attribute("data-claim") for row in browsing.listed(visited).all()}
    marked = [mark.evaluate("mark => mark.__data__.data") for mark in browsing.marks(visited, "time").all()]
    browsing.click_mark(visited, "time", next(place for place, claim in enumerate(marked) if claim not in here))
    visited.wait_for_url("**claim=*")
    visited.locator(".figures tbody tr:has([aria-pressed=true])").wait_for()
    assert [claim in visited.url for claim in pressed(visited)] == [True]
    row, table = (
        visited.locator(place).bounding_box() for place in (".figures tbody tr:has([aria-pressed=true])", ".figures")
    )
    assert table["y"] <= row["y"] <= table["y"] + table["height"]
    assert "page=" in visited.url  # it is not among the first rows
    browsing.choose(visited, "Country", "Mexico")
    assert "page=" not in visited.url


@pytest.mark.browser
def test_what_is_closed_can_be_chosen_again(visited: Any, server: str) -> None:
    browsing.opened(visited, f"{server}/?country=MEX&measure=detention")
    for _ in range(2):
        browsing.click_mark(visited, "time", 0)
        visited.wait_for_url("**claim=*")
        browsing.settled(visited)
        visited.get_by_role("button", name="Close").click()
        visited.wait_for_function("!location.href.includes('claim=')")
        browsing.settled(visited)


@pytest.mark.browser
def test_a_figure_that_the_filters_leave_out_is_said_to_be_so(visited: Any, server: str) -> None:
    browsing.opened(visited, f"{server}/?country=MEX&measure=detention")
    browsing.click_row(visited, 0)
    visited.wait_for_url("**claim=*")
    browsing.settled(visited)
    browsing.opened(visited, visited.url.replace("country=MEX", "country=USA"))
    visited.get_by_text("The filters leave this figure out").wait_for()
    browsing.opened(visited, f"{server}/?claim=000000000000")
    visited.get_by_text("The figure that the link asks for is not, or no longer, in this library").wait_for()
