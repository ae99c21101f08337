"""The page Figures under a finger: a tap cites the mark that it hits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import browsing
import pytest

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with browsing.serving("") as address:
        yield address


@pytest.fixture
def phone(chromium: Any) -> Iterator[Any]:
    page = chromium.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, device_scale_factor=2
    ).new_page()
    yield page
    page.context.close()


def test_each_tap_cites_the_mark_that_it_hits(phone: Any, server: str) -> None:
    browsing.opened(phone, f"{server}/?country=MEX&measure=detention")
    marks = browsing.marks(phone, "time")
    for place in (0, marks.count() - 1):
        marks.nth(place).scroll_into_view_if_needed()
        claim = marks.nth(place).evaluate("mark => mark.__data__.data")
        box = marks.nth(place).bounding_box()
        phone.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        phone.wait_for_url(f"**claim={claim}*")
        browsing.settled(phone)
        phone.get_by_role("button", name="Close").click()
        phone.wait_for_function("!location.href.includes('claim=')")
        browsing.settled(phone)
