"""What the tests that look at pages do in a browser: open, wait, choose, read, download, and look for faults."""

from __future__ import annotations

import contextlib
import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest
from conftest import ROOT, lacking, started

from extract.library import SHOWN, VARIABLE

LONGEST = 60_000  # milliseconds that anything may take on a busy machine
LOOKS = [(1440, "light"), (390, "dark")]
LOOKS += [pytest.param(width, scheme, marks=pytest.mark.long) for width, scheme in ((390, "light"), (1440, "dark"))]
_CALM = 300  # milliseconds without anything being drawn: between a click and the server's answer there is a moment
_BUSY = """() => {
    const app = document.querySelector('[data-testid=stApp]'), main = document.querySelector('[data-testid=stMain]');
    const state = app ? app.dataset.testScriptState : 'without a page';
    if (state !== 'notRunning') return state;
    const drawn = document.querySelector('[data-stale=true], [data-testid=stSkeleton]');
    const charts = [...main.querySelectorAll('[data-testid=stPlotlyChart]')];
    if (charts.some((chart) => !chart.querySelector('.main-svg'))) return 'a chart';
    if (drawn) return drawn.outerHTML.slice(0, 200);
    return main.innerText.trim().length > 40 ? '' : 'empty';
}"""  # what is still being drawn, empty where nothing is

_SETTLED = f"""([turn, calm]) => {{
    const busy = ({_BUSY})();
    if (busy || window.waited?.turn !== turn) window.waited = {{ turn, since: performance.now() }};
    return !busy && performance.now() - window.waited.since > calm;
}}"""
_TURNS = itertools.count()


class File(NamedTuple):
    """A download: its name and its bytes."""

    name: str
    content: bytes


@contextlib.contextmanager
def serving(*libraries: str | Path, script: Path = ROOT / "dashboard.py", **env: str) -> Iterator[str]:
    """The address of a server of the dashboard on libraries, while the block lasts."""
    shown = {SHOWN: "\n".join(str(library) for library in libraries), VARIABLE: ""}
    process, address = started(script, ROOT, shown | env)
    try:
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def visiting(chromium: Any, width: int = 1440, scheme: str = "light", **how: Any) -> Any:
    """A page in a browser of its own, which writes down what it asks for, what it complains of, and its dialogs."""
    context = chromium.new_context(
        viewport={"width": width, "height": 1100 if width > 600 else 844}, color_scheme=scheme,
        reduced_motion="reduce", accept_downloads=True, **how,
    )  # fmt: skip
    context.set_default_timeout(LONGEST)
    page = context.new_page()
    page.asked, page.wrong = [], []
    context.on("request", lambda request: page.asked.append(request.url))
    page.on("pageerror", lambda error: page.wrong.append(str(error)))
    page.on("dialog", lambda dialog: (page.wrong.append(dialog.message), dialog.dismiss()))
    return page


def opened(page: Any, address: str) -> Any:
    """The page of an address, once all of it is drawn."""
    page.goto(address)
    return settled(page)


def settled(page: Any) -> Any:
    """The page once nothing on it is being drawn any more; what it said instead where that does not come."""
    try:
        page.wait_for_function(_SETTLED, arg=[next(_TURNS), _CALM], timeout=LONGEST)
    except Exception as error:
        said = page.locator("[data-testid=stMain]").inner_text() if page.locator("[data-testid=stMain]").count() else ""
        raise AssertionError(f"{page.url} does not settle: {page.evaluate(_BUSY)}; it says {said[:300]!r}") from error
    return page


def figures(page: Any) -> int:
    """The number of figures that the page says it shows."""
    return int(page.locator(".key-figures dd").first.inner_text().replace(",", ""))


def choose(page: Any, label: str, *values: str) -> None:
    """Choose values in a menu of the sidebar, as a user types and clicks."""
    for value in values:
        page.get_by_test_id("stSidebar").get_by_role("combobox", name=re.compile(f"{label}$")).first.fill(value)
        page.get_by_role("option", name=re.compile(re.escape(value))).first.click()
    page.keyboard.press("Escape")  # closes the menu, which hides the rest of the page from assistive technology
    settled(page)


def downloaded(page: Any, button: Any) -> File:
    """What a button gives when it is pressed."""
    with page.expect_download(timeout=LONGEST) as download:
        button.click()
    return File(download.value.suggested_filename, Path(download.value.path()).read_bytes())


def all_rows(page: Any) -> Any:
    """The button that downloads the rows as CSV."""
    return page.get_by_role("button", name=re.compile(r"Download (all|this)"))


def cited(page: Any) -> str:
    """The sentence of the figure that is cited beside the charts."""
    return str(page.locator(".claim blockquote").inner_text())


def cites(page: Any, sentence: str) -> None:
    """Wait until a sentence is cited."""
    page.locator(".claim blockquote").filter(has_text=re.compile(f"^{re.escape(sentence)}$")).wait_for()
    settled(page)


def marks(page: Any, card: str) -> Any:
    """The marks of a chart that are seen: of a card, as time or aid."""
    found = page.locator(f".st-key-card-{card} .js-plotly-plot .scatterlayer .point:visible")
    found.first.wait_for(timeout=LONGEST)
    return found


def click_mark(page: Any, card: str, place: int) -> None:
    """Click a mark of a chart, where it is: what lies above it there takes the click for it."""
    mark, plot = marks(page, card).nth(place), page.locator(f".st-key-card-{card} .js-plotly-plot")
    plot.scroll_into_view_if_needed()
    at, of = mark.bounding_box(), plot.bounding_box()
    plot.click(position={"x": at["x"] + at["width"] / 2 - of["x"], "y": at["y"] + at["height"] / 2 - of["y"]})


def listed(page: Any) -> Any:
    """The rows of the table of all figures, once it is drawn."""
    rows = page.locator(".st-key-card-table .figures tbody tr")
    rows.first.wait_for()
    return rows


def cells(page: Any, column: str) -> list[str]:
    """What a column of the table holds: the figures, or the sentences, whole."""
    rows = listed(page)
    if column == "Sentence":
        return [str(cell.get_attribute("title")) for cell in rows.locator("td:last-child").all()]
    return [str(text) for text in rows.locator(".figure").all_inner_texts()]


def click_row(page: Any, row: int) -> None:
    """Click into a row of the table."""
    listed(page).nth(row).locator("td").last.click()


def strangers(page: Any) -> set[str]:
    """The hosts besides this machine that the page asked for anything."""
    asked = (urlsplit(url).hostname or "" for url in page.asked if not url.startswith(("data:", "blob:", "about:")))
    return set(asked) - {"127.0.0.1"}


def unharmed(page: Any) -> None:
    """Nothing of a document ran on the page, nothing went wrong there, and it asked no stranger for anything."""
    assert page.evaluate("window.ran") is None
    assert page.wrong == []
    assert strangers(page) == set()


def faults(page: Any) -> list[tuple[str, str]]:
    """The serious faults that axe finds on the page, each with the first place."""
    try:
        from axe_playwright_python import sync_playwright as axe
    except ImportError:
        lacking("this test needs axe-playwright-python (the test extra)")
    found = axe.Axe().run(page).response["violations"]
    return [(one["id"], one["nodes"][0]["html"][:200]) for one in found if one["impact"] in ("serious", "critical")]


def wider(page: Any) -> bool:
    """Whether the page is to be scrolled sideways."""
    return bool(page.evaluate("document.scrollingElement.scrollWidth > innerWidth"))
