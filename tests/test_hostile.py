"""R27 on the page Figures: whatever a document says of itself runs nothing, loads nothing, and stands verbatim."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import browsing
import pytest

from extract.claim import COLUMNS, Document
from extract.library import Library

pytestmark = pytest.mark.browser
HOSTILE = {
    "script": "<script>window.ran=1</script>",
    "picture": '<img src=x onerror="window.ran=1">',
    "frame": '<iframe srcdoc="<script>parent.ran=1</script>"></iframe>',
    "drawing": "<svg onload=window.ran=1></svg>",
    "link": "<a href=javascript:window.ran=1>x</a> [x](javascript:window.ran=1) [y](http://evil.example/)",
    "style": "<style>*{background:url(http://evil.example/s)}</style>",
    "form": "<form action=http://evil.example/><input autofocus onfocus=window.ran=1></form>",
    "markdown": "![x](http://evil.example/m.png) **bold** `code` # head",
    "formula": "$x^2$ $$y$$ :red[red] :material/home: :smile: :blue-badge[b]",
    "direction": "\u202eright to left\u202c",
    "long": "W" * 5_000,
}
UNWRITABLE = "direction"  # what no reviewer may write into a claim
LINE = 700  # characters in a sentence
CUT = 200  # characters of a group, and of who said it
EVERY = "Mexico detained {number} migrants in May 2021, and it was written that {said}."


@pytest.fixture(scope="module")
def sentences() -> dict[str, str]:
    return {
        name: EVERY.format(number=f"{7_000 + place:,}", said=said[:LINE])
        for place, (name, said) in enumerate(HOSTILE.items())
    }


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, sentences: dict[str, str]) -> Iterator[str]:
    where = tmp_path_factory.mktemp("hostile") / "hostile.sqlite"
    documents = [
        Document(sentence, f"{name}.txt", HOSTILE[name], HOSTILE[name], "2021-06-08", f"javascript:{HOSTILE[name]}")
        for name, sentence in sentences.items()
    ]
    with Library.open(where) as library:
        library.add_all(documents)
        for row in list(library.claims()):
            claim = dict(zip(COLUMNS, row, strict=False))
            name = claim["document_id"].removesuffix(".txt")
            if claim["measure"] == "detention" and name != UNWRITABLE:
                said = HOSTILE[name][:CUT]
                library.review(claim["claim_id"], "corrected", {"group": said, "said_by": said})
    with browsing.serving(where) as found:
        yield found


@pytest.fixture
def page(visited: Any) -> Iterator[Any]:
    yield visited
    browsing.unharmed(visited)
    made = visited.locator("iframe, form, img, svg, style, a").evaluate_all(
        "all => all.map((one) => one.outerHTML).filter((html) => /evil|ran ?=/.test(html))"
    )
    assert [html for html in made if "main-svg" not in html] == []  # a chart holds labels, as text
    assert visited.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


def test_r27_marks_labels_and_what_is_said_under_the_pointer(page: Any, address: str) -> None:
    browsing.opened(page, f"{address}/?measure=detention")
    labels = page.locator(".st-key-card-time .js-plotly-plot").inner_text()
    assert "<script>" in labels
    plot = page.locator(".st-key-card-time .js-plotly-plot")
    for place in range(browsing.marks(page, "time").count()):
        at, of = browsing.marks(page, "time").nth(place).bounding_box(), plot.bounding_box()
        plot.hover(position={"x": at["x"] + at["width"] / 2 - of["x"], "y": at["y"] + at["height"] / 2 - of["y"]})
        page.locator(".st-key-card-time .hoverlayer text").first.wait_for()
        assert page.locator(".st-key-card-time .js-plotly-plot a").count() == 0


def test_r27_a_citation_holds_the_sentence_verbatim(page: Any, address: str, sentences: dict[str, str]) -> None:
    browsing.opened(page, f"{address}/?measure=detention")
    read: dict[str, str] = {}
    browsing.click_row(page, 0)
    before = ""
    for _ in range(browsing.figures(page)):
        page.wait_for_function("before => location.search.includes('claim=') && location.search !== before", arg=before)
        before = page.evaluate("location.search")
        browsing.settled(page)
        told, sentence = page.evaluate(
            "['.claim', '.claim blockquote'].map((place) => document.querySelector(place).textContent)"
        )
        read[sentence] = max(told, read.get(sentence, ""), key=len)  # "=1" of a script is a figure as well
        assert page.locator(".claim a").count() == 0
        page.keyboard.press("ArrowDown")
    assert set(read) == set(sentences.values())
    for name, sentence in sentences.items():
        # the sentence, the title, the publisher; the group beside the figure, and who said it
        assert read[sentence].count(HOSTILE[name][:CUT]) >= (3 if name == UNWRITABLE else 5)


def test_r27_menus_offer_words_of_documents_verbatim(page: Any, address: str) -> None:
    browsing.opened(page, f"{address}/?measure=detention")
    page.locator("summary", has_text="More filters").click()
    for label in ("Publisher", "Who is counted", "Who said it", "Article"):
        browsing.settled(page)
        page.get_by_test_id("stSidebar").get_by_role("combobox", name=label, exact=True).press("ArrowDown")
        page.get_by_role("option").first.wait_for()
        offered = " ".join(page.get_by_role("option").evaluate_all("all => all.map((one) => one.textContent)"))
        assert [name for name in HOSTILE if name != UNWRITABLE and HOSTILE[name][:CUT] not in offered] == []
        page.keyboard.press("Escape")
        page.get_by_role("option").first.wait_for(state="detached")


def test_r27_the_source_of_a_chart_and_its_file_hold_words_verbatim(page: Any, address: str) -> None:
    browsing.opened(page, f"{address}/?measure=detention&only=markdown.txt")
    card = page.locator(".st-key-card-time")
    source = f"Source: {HOSTILE['markdown']}; 1 figure read by migration-figures"
    assert card.get_by_text(source, exact=True).count() == 1
    saved = browsing.downloaded(page, card.get_by_role("button", name=re.compile("as SVG$")))
    said = re.sub(r"\s", "", "".join(ElementTree.fromstring(saved.content).itertext()))  # noqa: S314 - our own file
    assert re.sub(r"\s", "", source) in said
