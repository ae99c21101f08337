"""What a choice costs the browser: how often charts are drawn, what is sent again; dashboard_speed.py has the times."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import browsing
import pytest

pytestmark = pytest.mark.browser
_MOST = 100_000  # bytes to the browser for a change
_COUNTING = """() => {
    const set = Element.prototype.setAttribute;
    window.drawn = [];
    Element.prototype.setAttribute = function (name, value) {
        const plot = name === "width" && this.matches(".main-svg:first-child") && this.closest(".js-plotly-plot");
        if (plot) window.drawn.push(plot.closest("[class*=st-key-card-]").className.match(/card-(\\w+)/)[1]);
        return set.call(this, name, value);
    };
}"""  # plotly sets the size of a chart's first layer each time that it draws it


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with browsing.serving("") as address:
        yield address


@pytest.fixture(scope="module")
def messages(visited: Any) -> list[bytes]:
    """What the server sends to the page, from now on and anew with each test."""
    sent: list[bytes] = []
    visited.on("websocket", lambda socket: socket.on("framereceived", lambda frame: sent.append(frame)))
    return sent


@pytest.fixture
def page(visited: Any, messages: list[bytes], server: str) -> Any:
    browsing.opened(visited, server)
    visited.evaluate(_COUNTING)
    messages.clear()
    return visited


def elements(messages: list[bytes]) -> Counter[str]:
    """The kinds of what was sent to be drawn."""
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

    found: Counter[str] = Counter()
    for message in map(ForwardMsg.FromString, messages):
        if message.delta.WhichOneof("type") == "new_element":
            found[str(message.delta.new_element.WhichOneof("type"))] += 1
    return found


def test_a_filter_draws_no_chart_for_a_copy_and_no_menu_anew(page: Any, messages: list[bytes]) -> None:
    browsing.choose(page, "Country", "Mexico")
    drawn = page.evaluate("window.drawn")
    assert set(drawn) == {"map", "time"}
    assert len(drawn) <= 3  # the browser may find another width once; drawn for a copy as well, it was five
    sent = elements(messages)
    assert sent["plotly_chart"] == 2
    assert sent["multiselect"] == 0
    assert sum(map(len, messages)) < _MOST


def test_a_row_draws_its_citation_and_nothing_else(page: Any, messages: list[bytes]) -> None:
    read = browsing.cited(page)
    browsing.click_row(page, 3)
    page.locator(".claim blockquote").filter(has_not_text=read).wait_for()
    browsing.settled(page)
    assert page.evaluate("window.drawn") == []
    assert set(elements(messages)) <= {"html", "page_link", "bidi_component", "button"}
