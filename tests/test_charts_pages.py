"""A chart as a file of its own: it draws in a real Chromium, fetches nothing, and nothing in its words is markup."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import extract
from extract import charts, geometry, labels, table
from extract.corpus import Source
from extract.facets import Facets, Selection, Wanted

TEXT = (
    "Some 3,000 migrants reached Malta in 2019, police said. In 2020 about 5,000 migrants arrived in Malta. "
    "Another 400 migrants are expected to reach Malta in 2021."
)
HOSTILE = "<script>hit=1</script><img src=x onerror=hit=1>{braces} </title></style>\"' &amp; \u202eright ![x](https://example.org/x.png)"
SUBTITLE = "Each mark is one figure."


@pytest.fixture(scope="module")
def arrivals() -> pd.DataFrame:
    found = extract.claims(
        TEXT, published="2021-01-05", title="By sea", publisher="The Courier", url="https://example.org/a?b=c&d=e"
    )
    facets = Facets.of(found)
    selection = Selection(facets, facets.select(Wanted()))
    return facets.rows(selection.over_time("arrival"))


def of(rows: pd.DataFrame, dark: bool = False, title: str = "Arrivals", **given: Any) -> str:
    figure = charts.over_time(rows, dark=dark)
    said, source = charts.said(rows, "arrival"), charts.source(rows)
    return charts.page(figure, title, said, source, dark, rows=rows, subtitle=SUBTITLE, **given)


@pytest.fixture
def shown(chromium: Any, tmp_path: Path) -> Iterator[Any]:
    """Opens a file, as someone who was sent it; what it asks for and complains of is kept."""
    context = chromium.new_context(viewport={"width": 1440, "height": 1000})
    numbers = itertools.count()

    def open_(html: str) -> Any:
        path = tmp_path / f"{next(numbers)}.html"
        path.write_text(html, encoding="utf-8")
        page = context.new_page()
        page.asked, page.wrong, page.refused = [], [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("requestfailed", lambda request: page.refused.append((request.url, request.failure)))
        page.on("console", lambda message: page.wrong.append(message.text))
        page.on("pageerror", lambda error: page.wrong.append(str(error)))
        page.on("dialog", lambda dialog: page.wrong.append(dialog.message))
        page.goto(path.as_uri())
        page.locator(".main-svg").first.wait_for()
        page.own = path.as_uri()
        return page

    yield open_
    context.close()


def cells(page: Any, column: int) -> list[str]:
    return [str(text) for text in page.locator(f"tbody td:nth-child({column})").all_text_contents()]


@pytest.mark.browser
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_it_draws_and_asks_for_nothing(shown: Any, arrivals: pd.DataFrame, dark: bool) -> None:
    page = shown(of(arrivals, dark))
    assert page.locator(".scatterlayer .point").count() == len(arrivals) == 3
    assert page.locator(".barlayer .point").count() == 3
    assert (page.asked, page.wrong) == ([page.own], [])
    assert page.title() == page.locator("h1").text_content() == "Arrivals"
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.get_by_role("img", name=charts.said(arrivals, "arrival")).count() == 1
    assert page.locator(".subtitle").text_content() == SUBTITLE
    assert page.locator(".source").text_content() == "Source: The Courier; 3 figures read by migration-figures"
    colour = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert colour == ("rgb(17, 24, 29)" if dark else "rgb(255, 255, 255)")


@pytest.mark.browser
def test_the_table_holds_what_is_drawn(shown: Any, arrivals: pd.DataFrame) -> None:
    page = shown(of(arrivals))
    rows = table.records(arrivals)
    assert cells(page, 1) == [
        labels.figure(row) + (" (a plan, not a count)" if row["modality"] == "planned" else
                              " (a forecast, not a count)" if row["modality"] == "forecast" else "")
        for row in rows
    ]  # fmt: skip
    assert cells(page, 2) == [labels.where(row) for row in rows]
    assert cells(page, 3) == [labels.period(row["period_start"], row["period_end"]) for row in rows]
    assert cells(page, 4) == list(arrivals["sentence"])
    assert cells(page, 5) == ["The Courier, By sea, 5 Jan 2021"] * 3
    assert page.locator("tbody mark").all_text_contents() == list(arrivals["written"])
    assert page.locator("tbody a").first.get_attribute("href") == "https://example.org/a?b=c&d=e"


@pytest.mark.browser
def test_r27_hostile_words_stand_as_they_are_and_run_nothing(shown: Any, arrivals: pd.DataFrame) -> None:
    words = {
        "sentence": HOSTILE,
        "title": HOSTILE,
        "publisher": HOSTILE,
        "group": HOSTILE,
        "url": f"javascript:{HOSTILE}",
    }
    bad = arrivals.assign(**words, start=8, end=14, sentence_start=0, language='en"><b>')
    figure = charts.over_time(bad)
    figure.add_annotation(text=HOSTILE, x=0, y=0, xref="paper", yref="paper")
    page = shown(charts.page(figure, HOSTILE, HOSTILE, HOSTILE, False, rows=bad, subtitle=HOSTILE))
    assert page.locator(".scatterlayer .point").count() == 3
    page.locator(".scatterlayer .point").first.hover(force=True)
    for place in ("h1", ".subtitle", ".said", ".source"):
        assert page.locator(place).text_content() == HOSTILE
    assert cells(page, 4) == [HOSTILE] * 3
    assert cells(page, 5) == [f"{HOSTILE}, {HOSTILE}, 5 Jan 2021"] * 3
    assert page.locator("main img, main table a, main b").count() == 0
    assert page.evaluate("typeof hit") == "undefined"
    assert (page.asked, page.wrong) == ([page.own], [])


@pytest.mark.browser
def test_r28_what_would_be_fetched_is_seen_and_refused_by_the_file_itself(shown: Any, arrivals: pd.DataFrame) -> None:
    fetched = '<img src="https://example.org/x.png"><link rel="stylesheet" href="https://example.org/x.css">'
    page = shown(of(arrivals).replace("</main>", f"{fetched}<script>hit = 1</script></main>"))
    assert page.evaluate("hit") == 1
    wanted = ["https://example.org/x.css", "https://example.org/x.png"]
    assert sorted(set(page.asked) - {page.own}) == wanted
    assert sorted(page.refused) == [(address, "csp") for address in wanted]
    assert any("Content Security Policy" in said for said in page.wrong)


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 703, 1440], ids=["phone", "paper", "screen"])
def test_it_is_no_wider_than_what_it_is_read_on(shown: Any, arrivals: pd.DataFrame, width: int) -> None:
    html = of(arrivals.assign(sentence="x" * 300, publisher="y" * 300), title="z" * 100)
    page = shown(html)
    page.set_viewport_size({"width": width, "height": 800})
    if width == 703:  # A4 between the margins of the file
        page.emulate_media(media="print")
    page.reload()
    page.locator(".main-svg").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator(".main-svg").first.bounding_box()["width"] > min(width, 688) * 0.9
    assert page.get_by_role("table").count() == 1
    assert page.get_by_role("row").count() == 4


@pytest.mark.browser
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_no_fault(shown: Any, arrivals: pd.DataFrame, dark: bool) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = shown(of(arrivals, dark))
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 800})
        faults = axe.Axe().run(page).response["violations"]
        assert [(fault["id"], node["html"]) for fault in faults for node in fault["nodes"]] == []


def test_the_same_chart_makes_the_same_file_and_keeps_the_figure(arrivals: pd.DataFrame) -> None:
    figure = charts.over_time(arrivals)
    before = figure.to_json()
    page = [charts.page(figure, "A", "b", "c", False, rows=arrivals) for _ in range(2)]
    assert page[0] == page[1]
    assert figure.to_json() == before
    assert 4_000_000 < len(page[0]) < 6_000_000


def test_what_must_be_known_to_read_it_stands_in_lines_that_are_no_markup(arrivals: pd.DataFrame) -> None:
    notes = ("Logarithmic scale", "Filtered by words: <b>minors</b>")
    html = of(arrivals, notes=notes).rpartition("</script>")[2]
    assert html.count('<p class="note"') == 2
    assert "Filtered by words: &lt;b&gt;minors&lt;/b&gt;" in html
    assert '<p class="note"' not in of(arrivals)


@pytest.mark.browser
def test_a_map_fills_its_box_on_paper_and_on_a_telephone(shown: Any, arrivals: pd.DataFrame) -> None:
    figure = charts.world(dict.fromkeys(geometry.points(), 3), wide=700)
    page = shown(charts.page(figure, "Countries", "said", "source", False, rows=arrivals))
    for width, look in ((1440, -1), (390, -2)):
        page.set_viewport_size({"width": width, "height": 800})
        page.locator(".scatterlayer .point:visible").first.wait_for()
        assert page.locator(".scatterlayer .point:visible").count() == len(figure.data[look].x)
        box, chart = page.locator(".chart").bounding_box(), page.locator(".main-svg").first.bounding_box()
        page.wait_for_function("wide => document.querySelector('.main-svg').clientWidth <= wide", arg=box["width"])
        (left, right), (bottom, top) = figure.layout.xaxis.range, figure.layout.yaxis.range
        assert box["height"] == pytest.approx(max(150, box["width"] * (top - bottom) / (right - left)), abs=2)
        assert chart["y"] <= box["y"]


def test_without_rows_there_is_no_table(arrivals: pd.DataFrame) -> None:
    html = of(arrivals.head(0))
    assert "<table" not in html.rpartition("</script>")[2]
    assert "<table" in of(arrivals).rpartition("</script>")[2]


def test_reports_of_ours_say_what_they_are_based_on(arrivals: pd.DataFrame) -> None:
    sources = {arrivals["document_id"].iloc[0]: Source("https://example.org/theirs", "Theirs")}
    said = of(arrivals, sources=sources).rpartition("</script>")[2]
    assert said.count('Written for this project from figures published by <a href="https://example.org/theirs"') == 3
    assert "By sea" not in said


def rows(*publishers: str) -> pd.DataFrame:
    return pd.DataFrame({"publisher": publishers, "document_id": [str(n) for n in range(len(publishers))]})


READ = "read by migration-figures"
SOURCES = [
    ((), ""),
    (("Reuters",), f"Source: Reuters; 1 figure {READ}"),
    (("Reuters", "Reuters"), f"Source: Reuters; 2 figures {READ}"),
    (("B", "A", "B"), f"Source: B and A; 3 figures {READ}"),
    (("C", "b", "A"), f"Source: A, b and C; 3 figures {READ}"),
    (("D", "C", "B", "A"), f"Source: A, B, C and D; 4 figures {READ}"),
    (("E", "D", "C", "B", "A", "E"), f"Source: E, A, B and 2 more; 6 figures {READ}"),
    (("",), f"Source: an article without a named publisher; 1 figure {READ}"),
    (("", ""), f"Source: articles without a named publisher; 2 figures {READ}"),
    (("", "A", "", ""), f"Source: A and articles without a named publisher; 4 figures {READ}"),
    (("", *"EDCBA"), f"Source: A, B, C, 2 more and an article without a named publisher; 6 figures {READ}"),
    ((" The\nA ", "The A"), f"Source: The A; 2 figures {READ}"),
    (("x" * 90,), f"Source: {'x' * 59}…; 1 figure {READ}"),
    (("A",) * 1200, f"Source: A; 1,200 figures {READ}"),
]  # fmt: skip


@pytest.mark.parametrize(("publishers", "wanted"), SOURCES, ids=[row[1][:60] or "none" for row in SOURCES])
def test_the_source_line(publishers: tuple[str, ...], wanted: str) -> None:
    assert charts.source(rows(*publishers)) == wanted


def test_the_source_line_of_figures_of_one_article_without_a_publisher() -> None:
    both = rows("", "").assign(document_id="a")
    assert charts.source(both) == f"Source: an article without a named publisher; 2 figures {READ}"


def test_the_source_line_of_real_rows(arrivals: pd.DataFrame) -> None:
    assert charts.source(arrivals) == f"Source: The Courier; 3 figures {READ}"
    assert charts.source(arrivals.head(0)) == ""
