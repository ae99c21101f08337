"""The article page as its readers have it: a real server, a real Chromium."""

from __future__ import annotations

import itertools
import re
import types
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import browsing
import pytest
from conftest import ROOT, started

from extract import lexicon, notes
from extract.claim import Document
from extract.corpus import Source
from extract.library import VARIABLE, Library
from extract.views import article, shelf
from extract.views.article import menu

browser = pytest.mark.browser
SEED = Document(
    "\n\n".join(
        (
            "Mexico detained 91,000 migrants in the first five months of 2021, the ministry said 😀.",
            "The United States pledged $310 million in aid to Central America.",
            *("This paragraph says nothing in figures, and stands here so that the page is long." for _ in range(40)),
            "Some 42 migrants drowned off Libya in March 2021.",
        )
    ),
    "seed.txt", "Raids", "The Courier", "2021-06-08", "https://example.org/raids",
)  # fmt: skip
HOSTILE = Document(
    "<script>window.ran = 1</script> Italy counted 4,200 migrants who arrived in March 2021."
    '<iframe srcdoc="<script>parent.ran = 1</script>"></iframe>\n\n'
    '![x](http://hostile.invalid/x.png) The guard rescued 312 people <img src=x onerror="window.ran=1"> off Libya.\n\n'
    "وصل المهاجرون إلى لامبيدوزا. 500 migrants arrived in Malta in May 2021.\n\n" + "long" * 200,
    "hostile.txt", "<img src=x onerror='window.ran=1'> ![t](http://hostile.invalid/t.png) :red[x]", "<i>Publisher</i>",
    "2021-04-01", "javascript:window.ran=1",
    warnings=("2 pictures <b onclick=x>lost</b> ![w](http://hostile.invalid/w.png)",),
)  # fmt: skip
TWICE = Document(
    "Malta rescued 40 migrants. Tunisia rescued 40 migrants off Sfax. Germany pledged $300 million in aid to Syria. "
    "Mexico detained 900 migrants. Spain deported 70 migrants. Some 12 migrants drowned off Libya.",
    "twice.txt", "Twice", "The Courier", "2021-06-08",
)  # fmt: skip
_PAGE = "".join(f"In {2000 + n} Italy counted {1100 + n:,} migrants who arrived by sea.\n\n" for n in range(12))
LONG = Document(
    (_PAGE + "\n\n") * 15, "long.pdf", "A long report", "An agency", "2022-01-01",
    pages=tuple((len(_PAGE) + 2) * n for n in range(15)),
)  # fmt: skip


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the article page on a library of these four."""
    where = tmp_path_factory.mktemp("articles") / "library.sqlite"
    with Library.open(where) as library:
        library.add_all([SEED, HOSTILE, LONG, TWICE])
    process, address = started(ROOT / "dashboard.py", ROOT, {VARIABLE: str(where)})
    yield f"{address}/article"
    process.terminate()
    process.wait(timeout=20)


@pytest.fixture
def page(chromium: Any) -> Iterator[Any]:
    page = browsing.visiting(chromium)
    yield page
    page.context.close()


def opened(page: Any, address: str) -> Any:
    page.goto(address)
    page.locator(".text p").first.wait_for(timeout=60_000)
    return page


def mark(page: Any, written: str) -> Any:
    return page.locator(".mark").filter(has_text=re.compile(f"^{re.escape(written)}$")).first


def chosen(page: Any) -> tuple[str, str]:
    """The mark that is pressed in the text, and the figure of the entry that is open in the list."""
    pressed = page.locator(".mark[aria-pressed=true]").all_inner_texts()
    current = page.locator(".entry[aria-current=true] .figure").all_inner_texts()
    assert len(pressed) == len(current) == 1
    return pressed[0], current[0]


def in_view(locator: Any) -> bool:
    """Whether it is within the window, and not under the sheet at its foot."""
    return bool(
        locator.evaluate("""node => {
            const box = node.getClientRects()[0];
            const at = node.getRootNode().elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
            return box.top >= 0 && box.bottom <= innerHeight && (at === node || node.contains(at));
        }""")
    )


def address_holds(page: Any, name: str, value: str | None = None) -> str:
    """Wait until the address holds a name, and not another value than the one wanted."""
    wanted = re.compile(rf"[?&]{name}={value or '[^&]+'}(&|$)")
    page.wait_for_url(wanted, timeout=20_000)
    return parse_qs(urlsplit(page.url).query)[name][0]


@browser
def test_a_mark_chooses_its_entry_and_an_entry_its_mark(page: Any, kept: str) -> None:
    opened(page, f"{kept}?document=seed.txt")
    mark(page, "91,000").click()
    assert chosen(page) == ("91,000", "91,000 migrants")
    about = page.locator(".about").inner_text()
    assert "Mexico" in about
    assert "Read so because of" in about
    live = page.locator(".about a")
    assert live.get_attribute("href").startswith(f"{SEED.url}#:~:text=")
    assert "noopener" in live.get_attribute("rel")
    assert not in_view(mark(page, "42"))
    page.locator(".entry", has_text="42 migrants").click()
    assert chosen(page) == ("42", "about 42 migrants")
    assert in_view(mark(page, "42"))
    assert in_view(page.locator(".entry[aria-current=true]"))


@browser
def test_next_and_previous_walk_through_every_figure(page: Any, kept: str) -> None:
    opened(page, f"{kept}?document=seed.txt")
    count = page.locator(".entry").count()
    assert page.locator(".status").inner_text() == f"{count} figures"
    walked = []
    for place in range(1, count + 1):
        page.get_by_role("button", name="Next figure").click()
        walked.append(chosen(page)[0])
        assert page.locator(".status").inner_text() == f"{place} of {count} figures"
    assert walked == page.locator(".mark").all_inner_texts()
    assert page.get_by_role("button", name="Next figure").is_disabled()
    page.get_by_role("button", name="Previous figure").click()
    assert chosen(page)[0] == walked[-2]


@browser
def test_the_address_reopens_the_figure_in_view(page: Any, kept: str) -> None:
    opened(page, f"{kept}?document=seed.txt")
    page.locator(".entry", has_text="42 migrants").click()
    address_holds(page, "claim")
    page.locator(".measure", has_text="Aid").click()
    page.get_by_role("switch", name="Only what matches the filters").check()
    address_holds(page, "filtered")
    assert address_holds(page, "unmarked") == "aid"
    other = page.context.new_page()
    opened(other, page.url)
    other.locator(".entry[aria-current=true]").wait_for()
    assert chosen(other) == ("42", "about 42 migrants")
    other.wait_for_function("""() => {
        const host = [...document.querySelectorAll('*')].find((node) => node.shadowRoot?.querySelector('.reader'));
        const box = host.shadowRoot.querySelector('.mark.chosen').getBoundingClientRect();
        return box.top > 0 && box.bottom < innerHeight;
    }""")
    assert (
        other.locator(".measure[aria-pressed=false]").all_inner_texts()
        == page.locator(".measure[aria-pressed=false]").all_inner_texts()
    )
    assert other.get_by_role("switch").is_checked()
    assert mark(other, "$310 million").count() == 0
    assert "$310 million" in other.locator(".text").inner_text()


@browser
def test_the_keyboard_alone_reaches_every_figure(page: Any, kept: str) -> None:
    opened(page, f"{kept}?document=seed.txt")
    first = page.locator(".mark").first
    page.locator(".measure").last.focus()
    for _ in range(3):
        page.keyboard.press("Tab")
        if first.evaluate("node => node.getRootNode().activeElement === node"):
            break
    page.keyboard.press("Enter")
    walked = [chosen(page)[0]]
    for key in itertools.islice(itertools.cycle(("ArrowRight", "n")), page.locator(".mark").count() - 1):
        page.keyboard.press(key)
        walked.append(chosen(page)[0])
    assert walked == page.locator(".mark").all_inner_texts()
    page.keyboard.press("ArrowLeft")
    assert chosen(page)[0] == walked[-2]
    page.keyboard.press("Tab")  # to the stepper, then to the list
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowUp")
    assert chosen(page)[0] == walked[-3]


@browser
def test_what_the_filters_leave_out_is_marked_faintly_or_not_at_all(page: Any, kept: str) -> None:
    opened(page, f"{kept}?document=seed.txt&measure=aid")
    assert page.locator(".mark:not(.faint)").all_inner_texts() == ["$310 million"]
    assert "left out by the filters" in mark(page, "91,000").get_attribute("aria-label")
    text = page.locator(".text").inner_text()
    page.get_by_role("switch", name="Only what matches the filters").check()
    assert page.locator(".mark").all_inner_texts() == ["$310 million"]
    assert page.locator(".entry").count() == 1
    assert page.locator(".text").inner_text() == text


@browser
def test_hostile_text_runs_nothing_loads_nothing_and_shows_verbatim(page: Any, kept: str) -> None:
    opened(page, f"{kept}?document=hostile.txt")
    shown = page.locator(".text p").evaluate_all("nodes => nodes.map((node) => node.textContent)")
    assert shown == HOSTILE.text.split("\n\n")
    mark(page, "312").click()
    assert chosen(page)[0] == "312"
    assert page.get_by_role("heading", level=1).inner_text() == HOSTILE.title
    assert HOSTILE.warnings[0] in page.locator(".article-lost").inner_text()
    page.get_by_role("combobox", name=re.compile("^Article")).click()
    assert any(HOSTILE.title in option for option in page.get_by_role("option").all_inner_texts())
    assert page.evaluate("window.ran") is None
    assert page.wrong == []
    assert page.locator(".article-head a").count() == 0
    for place in range(page.locator(".entry").count()):
        page.locator(".entry").nth(place).click()
        assert page.locator(".reader :is(script, iframe, img, a)").count() == 0
    assert browsing.strangers(page) == set()
    directions = page.locator(".text p").evaluate_all("nodes => nodes.map((node) => getComputedStyle(node).direction)")
    assert directions == ["ltr", "ltr", "rtl", "ltr"]


@browser
def test_a_long_report_is_read_in_parts_and_stepped_through(page: Any, kept: str) -> None:
    received: list[int] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: received.append(len(frame))))
    opened(page, f"{kept}?document=long.pdf")
    assert max(received) < 100_000
    here = page.locator(".entry").count()
    assert here < 360
    page.locator(".entry").last.click()
    last = page.locator(".status").inner_text()
    assert last == f"{here} of 360 figures"
    page.get_by_role("button", name="Next figure").click()
    page.locator(".status", has_text=f"{here + 1} of 360 figures").wait_for()
    assert page.locator(".page").first.inner_text().startswith("page ")
    assert in_view(page.locator(".mark.chosen").first)
    page.get_by_role("button", name="Next figure").click()
    page.get_by_role("button", name="Previous figure").click()
    page.get_by_role("button", name="Previous figure").click()
    page.locator(".status", has_text=last).wait_for()
    page.get_by_role("button", name=re.compile("^Later part")).click()
    address_holds(page, "part", "2")
    page.locator(".status", has_text=re.compile("^360 figures")).wait_for()
    assert in_view(page.locator(".mark").first)
    pages = page.locator(".page").all_inner_texts()
    page.reload()
    page.get_by_role("button", name=re.compile("^Earlier part")).wait_for(timeout=60_000)
    assert page.locator(".page").all_inner_texts() == pages


@browser
def test_choosing_costs_the_network_next_to_nothing(page: Any, kept: str) -> None:
    received: list[int] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: received.append(len(frame))))
    opened(page, f"{kept}?document=long.pdf")
    whole = sum(received)
    received.clear()
    page.locator(".entry").nth(5).click()
    address_holds(page, "claim")
    assert sum(received) < whole / 10


@browser
def test_another_article_is_opened_from_the_menu(page: Any, kept: str) -> None:
    opened(page, f"{kept}?document=hostile.txt")
    mark(page, "312").click()
    address_holds(page, "claim")
    page.get_by_role("combobox", name=re.compile("^Article")).fill("Raids")
    page.get_by_role("option", name=re.compile("^Raids · The Courier · 8 Jun 2021")).click()
    page.get_by_role("heading", level=1, name="Raids").wait_for()
    address_holds(page, "document", "seed.txt")
    assert "claim=" not in page.url
    link = page.get_by_role("link", name=re.compile("live page"))
    assert (link.get_attribute("href"), link.get_attribute("target")) == (SEED.url, "_blank")
    assert "noopener" in link.get_attribute("rel")


@browser
@pytest.mark.parametrize("asked", ["document=gone.txt", "claim=0123456789ab"])
def test_a_link_to_what_is_gone_says_so(page: Any, kept: str, asked: str) -> None:
    opened(page, f"{kept}?{asked}")
    page.get_by_test_id("stAlert").filter(
        has_text="The link asks for" if "doc" in asked else "link asks for is not"
    ).wait_for()


@browser
@pytest.mark.parametrize("document", ["seed.txt", "hostile.txt"])
def test_on_a_phone_nothing_is_cut_off_and_the_steppers_are_at_the_foot(page: Any, kept: str, document: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page, f"{kept}?document={document}")
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
    assert page.locator(".text").evaluate("node => node.scrollWidth <= node.clientWidth")
    step = page.get_by_role("button", name="Next figure")
    step.click()
    step.click()
    box = step.bounding_box()
    assert box["y"] > 700
    assert min(box["width"], box["height"]) >= 44
    assert in_view(page.locator(".mark.chosen").first)
    page.locator(".at").click()
    assert in_view(page.locator(".entry[aria-current=true]"))
    page.locator(".entry").last.click()
    assert in_view(page.locator(".mark.chosen").first)
    assert page.locator(".mark.chosen").first.inner_text() == page.locator(".mark").last.inner_text()


@browser
def test_no_two_figures_of_a_text_are_called_the_same_and_no_measure_is_out_of_sight(page: Any, kept: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page, f"{kept}?document=twice.txt")
    marks = page.locator(".mark").evaluate_all("all => all.map(it => it.getAttribute('aria-label'))")
    assert marks[:2] == ["40, Rescues, 1 of 2 alike", "40, Rescues, 2 of 2 alike"]
    assert len(set(marks)) == len(marks)
    entries = page.locator(".entry").evaluate_all("all => all.map(it => it.textContent)")
    assert len(set(entries)) == len(entries) == len(marks)
    chips = [chip.bounding_box() for chip in page.locator(".measure").all()]
    assert len(chips) > 3
    assert all(chip["x"] >= 0 and chip["x"] + chip["width"] <= 390 for chip in chips)


@browser
@pytest.mark.parametrize(("width", "scheme"), browsing.LOOKS)
def test_axe_finds_nothing_serious(chromium: Any, kept: str, width: int, scheme: str) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = opened(context.new_page(), f"{kept}?document=seed.txt")
    mark(page, "91,000").click()
    faults = browsing.faults(page)
    context.close()
    assert faults == []


LISTED = shelf.Listed("Eight years on", "Their <Paper>", "2025-08-25", "", "en", (), 5)


def test_a_sample_text_is_said_to_be_nobodys_article() -> None:
    kind, origin = article._of_sample(LISTED, Source("https://example.org/theirs", "What <they> wrote"))
    assert kind == '<span class="article-sample">Sample text</span> 5 figures'
    assert origin.startswith(
        "Written for this project, not published by Their &lt;Paper&gt;. Only its figures come from there: <a href="
    )
    assert ">“What &lt;they&gt; wrote”</a>, 25 Aug 2025." in origin
    assert "Their" not in kind
    _, bare = article._of_sample(LISTED._replace(publisher="", published=""), Source("https://example.org/theirs", ""))
    assert bare.startswith("Written for this project. ")
    assert bare.endswith(">example.org</a>, date not stated.")


def test_an_article_stands_under_its_publisher_and_leads_to_its_page() -> None:
    said, link = article._of_article(LISTED._replace(url="https://example.org/page"))
    assert said == "Their &lt;Paper&gt; · 25 Aug 2025 · 5 figures"
    assert 'href="https://example.org/page"' in link
    assert article._of_article(LISTED._replace(url="javascript:x"))[1] == ""


def test_what_nobody_can_mend_in_a_sample_text_is_not_asked_for() -> None:
    assert notes.of(Document("It rained."))[-1].endswith(notes.REMEDY)


def test_articles_of_one_title_are_told_apart_in_the_menu() -> None:
    alike = dict.fromkeys(("a.txt", "b.txt", "ours.md"), LISTED) | {"c.txt": LISTED._replace(title="Another")}
    held = types.SimpleNamespace(listed=alike, sources={"ours.md": Source("", "")})
    names = menu._names(held, dict.fromkeys(alike, 2), list(alike))  # type: ignore[arg-type]
    assert list(names.values()) == [
        "Eight years on · Their <Paper> · 25 Aug 2025 · 2 of 5 figures · a.txt",
        "Eight years on · Their <Paper> · 25 Aug 2025 · 2 of 5 figures · b.txt",
        "Eight years on · figures from Their <Paper> · 25 Aug 2025 · 2 of 5 figures",
        "Another · Their <Paper> · 25 Aug 2025 · 2 of 5 figures",
    ]


PAGES = {"light": ("#0f1a21", "#ffffff"), "dark": ("#eef3f5", "#11181d")}


def rgb(colour: str) -> list[float]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def mixed(colour: list[float], other: list[float], percent: int) -> list[float]:
    return [a * percent / 100 + b * (1 - percent / 100) for a, b in zip(colour, other, strict=True)]


def brightness(colour: list[float]) -> float:
    parts = [c / 255 / 12.92 if c / 255 <= 0.03928 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: list[float], other: list[float]) -> float:
    low, high = sorted((brightness(one), brightness(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", PAGES)
@pytest.mark.parametrize("measure", lexicon.shared("measures"))
def test_words_and_lines_of_every_measure_can_be_seen(measure: str, scheme: str) -> None:
    style = (ROOT / "extract" / "views" / "article" / "article.css").read_text(encoding="utf-8")
    percent = {
        name: int(value) for name, value in re.findall(r"--(\w+): color-mix\(in srgb, var\(--[\w-]+\) (\d+)%", style)
    }
    ink, paper = (rgb(colour) for colour in PAGES[scheme])
    line = mixed(rgb(lexicon.shared("measures")[measure]["colour"]), ink, percent["line"])
    quiet = mixed(ink, paper, percent["quiet"])
    assert contrast(line, paper) >= 3
    assert contrast(ink, mixed(line, paper, percent["strong"])) >= 4.5
    assert contrast(quiet, mixed(line, paper, percent["tint"])) >= 4.5


def test_the_colours_of_the_page_are_those_of_the_theme() -> None:
    theme = (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    assert all(colour in theme for pair in PAGES.values() for colour in pair)
