"""The page on which figures are reviewed: what lies on the desk, what keys do, what the library then holds."""

from __future__ import annotations

import re
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import browsing
import clock
import numpy as np
import pytest
from conftest import ROOT, started
from libraries import document
from streamlit.testing.v1 import AppTest

from extract import corpus, table
from extract.claim import COLUMNS
from extract.facets import Facets, Wanted
from extract.library import Found, Library, LibraryError, OvertakenError, connections
from extract.views.review import correction, sheet
from extract.views.review.desk import Desk

APP = """
import streamlit as st
from extract.views import address, review, shelf
st.set_page_config(page_title="Review", layout="wide")
address.begin()
held = shelf.opened(shelf.Choice("own", "Own", st.query_params.get("where", "")))
review.show(held)
"""
TEXT = (
    "It rained. The minister spoke. Mexico detained 91,000 migrants last year. Nobody was surprised. More will come. "
    "About 40 people drowned on 3 May 2021. Tunisia rescued 4,200 people. Libya held 700 refugees in June 2020."
)
FIRST, SECOND, THIRD, FOURTH = "91,000", "40", "4,200", "700"
_WRITTEN = COLUMNS.index("written")
_ALL = Wanted(measures=tuple(key for key in table.measures() if key not in ("period", "other")))
HOSTILE = '<img src=x onerror="window.ran=1"> **bold** [link](http://evil.example) '


@pytest.fixture
def where(tmp_path: Path) -> str:
    """A library with four figures that count."""
    path = tmp_path / "library.sqlite"
    with Library.open(path) as library:
        library.add_all([document(TEXT, "a.txt")])
    return str(path)


def held(where: str) -> Facets:
    with Library.open(where, read_only=True) as library:
        return Facets(library.arrow())


def laid(where: str) -> tuple[Desk, Callable[[Any], Any]]:
    """A desk with all of a library's figures, and what reads its rows."""
    facets, desk = held(where), Desk(where)
    desk.lay(facets.select(_ALL), facets)
    return desk, lambda numbers: table.records(facets.rows(numbers))


def taken(desk: Desk, read: Callable[[Any], Any]) -> Found:
    found = desk.take(read)
    assert found is not None
    return found


def kept(where: str) -> list[tuple[str, str, dict[str, str], str, str]]:
    """What holds in a library: the number as written, verdict, changes, note and who."""
    with Library.open(where, read_only=True) as library:
        reviews = [one.review for one in library.reviews() if one.state == "holds"]
    return [(one.written, one.verdict, dict(one.changes), one.note, one.reviewer) for one in reviews]


def review(where: str, written: str, verdict: str, reviewer: str = "Bea", **changes: str) -> None:
    """Somebody else reviews a figure."""
    with Library.open(where) as library:
        (claim_id,) = (row[0] for row in library.claims() if row[_WRITTEN] == written)
        library.review(str(claim_id), verdict, changes, reviewer=reviewer)


def test_a_decision_puts_the_next_claim_on_the_desk(where: str) -> None:
    desk, read = laid(where)
    written = []
    for verdict in ("accepted", "rejected"):
        found = taken(desk, read)
        written.append(found.claim.written)
        assert desk.decide(found, verdict, note=f"why {verdict}", reviewer="Ann")
    assert written == [FIRST, SECOND]
    assert taken(desk, read).claim.written == THIRD
    assert (desk.left, desk.reviewed, desk.by({"Bea": 1})) == (len(desk.queue) - 2, 2, [("Ann", 2), ("Bea", 1)])
    assert kept(where) == [
        (FIRST, "accepted", {}, "why accepted", "Ann"),
        (SECOND, "rejected", {}, "why rejected", "Ann"),
    ]


def test_stepping_goes_around_and_passes_over_what_is_done(where: str) -> None:
    desk, read = laid(where)
    desk.decide(taken(desk, read), "accepted")
    seen = []
    for _ in range(len(desk.queue) - 1):
        seen.append(taken(desk, read).claim.written)
        desk.step(1)
    assert FIRST not in seen
    assert len(set(seen)) == len(seen) == desk.left
    assert taken(desk, read).claim.written == SECOND
    desk.step(-1)
    assert taken(desk, read).claim.written == seen[-1]


def test_undo_puts_the_claim_back(where: str) -> None:
    desk, read = laid(where)
    desk.decide(taken(desk, read), "rejected")
    desk.decide(taken(desk, read), "accepted")
    assert desk.undo(desk.decisions[0])
    assert taken(desk, read).claim.written == FIRST
    assert [one[:2] for one in kept(where)] == [(SECOND, "accepted")]
    assert desk.left == len(desk.queue) - 1


def test_another_who_was_quicker_is_named_and_not_overwritten(where: str) -> None:
    desk, read = laid(where)
    found = taken(desk, read)
    review(where, FIRST, "corrected", value="92000")
    assert not desk.decide(found, "rejected", reviewer="Ann")
    assert desk.trouble.startswith("Bea corrected it meanwhile")
    assert kept(where) == [(FIRST, "corrected", {"value": "92000"}, "", "Bea")]
    again = taken(desk, read)
    assert again.review is not None
    assert sheet.record(again)["value"] == 92000
    assert "Corrected by Bea · Value: 92000" in sheet.html(again)
    assert desk.decide(again, "corrected", {"unit": "households"}, reviewer="Ann")
    assert kept(where) == [(FIRST, "corrected", {"value": "92000", "unit": "households"}, "", "Ann")]
    assert desk.undo(desk.decisions[-1], "Ann")
    assert kept(where) == [(FIRST, "corrected", {"value": "92000"}, "", "Bea")]


def test_what_another_reviewed_before_it_comes_up_is_passed_over(where: str) -> None:
    desk, read = laid(where)
    review(where, SECOND, "accepted")
    desk.decide(taken(desk, read), "accepted", reviewer="Ann")
    assert taken(desk, read).claim.written == THIRD
    assert desk.by({}) == [("Ann", 1), ("Bea", 1)]


def test_a_decision_that_another_changed_is_not_taken_back(where: str) -> None:
    desk, read = laid(where)
    desk.decide(taken(desk, read), "accepted", reviewer="Ann")
    review(where, FIRST, "rejected")
    assert not desk.undo(desk.decisions[0])
    assert "Bea rejected it meanwhile" in desk.trouble
    assert kept(where) == [(FIRST, "rejected", {}, "", "Bea")]


def test_the_library_compares_what_was_seen(where: str) -> None:
    review(where, FIRST, "accepted")
    with Library.open(where) as library:
        claim_id = next(str(row[0]) for row in library.claims() if row[_WRITTEN] == FIRST)
        with pytest.raises(OvertakenError, match="reviewed meanwhile") as error:
            library.review(claim_id, "rejected", seen=None)
        assert error.value.review == library.find(claim_id).review
        library.review(claim_id, "rejected", seen=error.value.review)
    assert [one[1] for one in kept(where)] == ["rejected"]


def test_a_library_that_is_locked_is_said_and_nothing_is_lost(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "WAIT", 0)
    desk, read = laid(where)
    found = taken(desk, read)
    other = sqlite3.connect(where, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert not desk.decide(found, "accepted")
    assert "another program has been writing" in desk.trouble
    assert taken(desk, read).claim.written == FIRST
    other.close()
    assert desk.decide(found, "accepted")


def test_a_library_that_is_deleted_is_said(where: str) -> None:
    desk, read = laid(where)
    found = taken(desk, read)
    Path(where).unlink()
    assert not desk.decide(found, "accepted")
    assert "there is no library" in desk.trouble
    with pytest.raises(LibraryError, match="there is no library"):
        desk.take(read)


def test_a_document_that_is_removed_is_passed_over(where: str) -> None:
    with Library.open(where) as library:
        library.add_all([document("Malta detained 85 migrants in May 2021.", "b.txt")])
    desk, read = laid(where)
    with Library.open(where) as library:
        library.remove(["a.txt"])
    assert taken(desk, read).claim.written == "85"
    assert desk.stale


def test_other_filters_keep_what_was_decided(where: str) -> None:
    facets, desk = held(where), Desk(where)
    everything = facets.select(_ALL)
    read: Callable[[Any], Any] = lambda numbers: table.records(facets.rows(numbers))  # noqa: E731
    desk.lay(everything, facets)
    desk.decide(taken(desk, read), "accepted", reviewer="Ann")
    desk.lay(everything[1:2], facets)
    assert (desk.left, desk.reviewed, desk.by({})) == (1, 0, [])
    desk.lay(everything, facets)
    assert (desk.left, desk.reviewed) == (len(everything) - 1, 1)
    desk.lay(np.array([], dtype=int), facets)
    assert (desk.left, desk.number, desk.take(read)) == (0, None, None)


def test_the_sheet_shows_the_sentences_around_it_and_what_is_not_stated(where: str) -> None:
    desk, read = laid(where)
    shown = sheet.html(taken(desk, read))
    assert '<span class="near">It rained. The minister spoke.</span>' in shown
    assert f"<mark>{FIRST}</mark>" in shown
    assert '<span class="near">Nobody was surprised. More will come.</span>' in shown
    assert "who said so" in shown.partition("Not stated: ")[2].partition("<")[0]


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("place: 'X' is no country", ("Where: 'X' is no country", "place")),
        ("/a/b.sqlite: the disk is full", ("/a/b.sqlite: the disk is full", "")),
        ("nothing to say", ("nothing to say", "")),
    ],
    ids=lambda given: str(given)[:20],
)
def test_a_message_names_the_field_as_the_form_does(message: str, said: tuple[str, str]) -> None:
    assert correction.told(message, "detention") == said


@pytest.mark.long
def test_a_decision_takes_no_longer_in_a_large_library(tmp_path: Path) -> None:
    def median(size: int) -> float:
        path = str(tmp_path / f"{size}.sqlite")
        with Library.open(path) as library:
            library.add_all(
                document(f"Mexico detained {10 + number} migrants. {number} came.", f"{number}.txt")
                for number in range(size)
            )
        desk, read = laid(path)
        taken(desk, read)
        return statistics.median(
            clock.seconds(lambda: desk.decide(taken(desk, read), "accepted"), time.perf_counter) for _ in range(20)
        )

    assert median(600) < 4 * median(30)


@pytest.fixture
def script(tmp_path: Path) -> str:
    path = tmp_path / "app.py"
    path.write_text(APP, encoding="utf-8")
    return str(path)


def opened(script: str, where: str) -> AppTest:
    app = AppTest.from_file(script, default_timeout=60)
    app.query_params["where"] = where
    app.run()
    assert not app.exception
    return app


def texts(app: AppTest) -> str:
    return " ".join(str(part.proto.body) for part in app.get("html"))


def test_the_sample_corpus_says_why_and_what_to_do(script: str) -> None:
    corpus.folder()
    app = opened(script, "")
    assert "migration-figures add" in app.info[0].value
    assert not app.button


def test_a_library_that_cannot_be_written_says_why(script: str, where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "_locked", lambda _: "it is read-only; change its permissions")
    app = opened(script, where)
    assert "it is read-only; change its permissions" in texts(app)
    assert not app.button


def test_all_reviewed_is_said_and_can_be_taken_back(script: str, where: str) -> None:
    app = opened(script, where)
    app.text_input(key="review-name").set_value("Ann").run()
    for _ in range(4):
        app.button(key="review-accept").click().run()
        assert not app.exception
    assert app.subheader[0].value == "Everything here is reviewed"
    assert {one[4] for one in kept(where)} == {"Ann"}
    app.button(key="review-undo").click().run()
    assert len(kept(where)) == 3
    assert FIRST not in sheet_figure(app)


def test_what_takes_a_decision_back_says_which(script: str, tmp_path: Path) -> None:
    where = str(tmp_path / "twice.sqlite")
    with Library.open(where) as library:
        library.add_all(
            [document("Libya held 700 refugees. Tunisia rescued 700 people. Malta held 40 migrants.", "a.txt")]
        )
    app = opened(script, where)
    assert "None of 3 reviewed yet" in progress(app)
    for _ in range(3):
        app.button(key="review-accept").click().run()
    undoing = [button.label for button in app.button if button.key.startswith("review-undo-")]
    assert undoing == ["Undo 40", "Undo 700", "Undo 700 (2)"]
    assert "All 3 reviewed" in progress(app)


def progress(app: AppTest) -> list[str]:
    return [str(part.proto.text) for part in app.get("progress")]


def sheet_figure(app: AppTest) -> str:
    found = re.search(r'class="figure"[^>]*>([^<]*)', texts(app))
    return found.group(1) if found else ""


@pytest.mark.parametrize(
    ("column", "typed", "said"),
    [
        ("place", "Atlantis", "Where: &#x27;Atlantis&#x27; is no country or region that is known here"),
        ("value", "many", "Value: &#x27;many&#x27; is no number"),
        ("period_start", "June", "First day: &#x27;June&#x27; is no day"),
        ("value", "91000", "Nothing is changed yet"),
    ],
    ids=lambda given: given,
)
def test_a_correction_that_does_not_fit_is_said(script: str, where: str, column: str, typed: str, said: str) -> None:
    app = opened(script, where)
    app.button(key="review-correct").click().run()
    app.text_input(key=correction.key(column)).set_value(typed)
    app.button(key="review-save").click().run()
    assert not app.exception
    assert said in texts(app)
    assert app.text_input(key=correction.key(column)).value == typed
    assert kept(where) == []


def test_only_what_was_changed_is_saved(script: str, where: str) -> None:
    app = opened(script, where)
    app.text_input(key="review-name").set_value("Ann")
    app.text_input(key="review-note").set_value("table 2")
    app.button(key="review-correct").click().run()
    assert app.text_input(key=correction.key("note")).value == "table 2"
    app.text_input(key=correction.key("place")).set_value("Guatemala|HND")
    app.selectbox(key=correction.key("modality")).set_value("planned")
    app.button(key="review-save").click().run()
    changes = {"place": "GTM|HND", "modality": "planned"}
    assert kept(where) == [(FIRST, "corrected", changes, "table 2", "Ann")]
    assert app.text_input(key="review-note").value == ""


browser = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = tmp_path_factory.mktemp("app") / "app.py"
    path.write_text(APP, encoding="utf-8")
    process, found = started(path, ROOT)
    yield found
    process.terminate()
    process.wait(timeout=20)


@pytest.fixture
def page(chromium: Any, address: str, where: str) -> Iterator[Any]:
    context = chromium.new_context(viewport={"width": 1440, "height": 1000})
    page = context.new_page()
    show(page, address, where)
    yield page
    context.close()


def show(page: Any, address: str, where: str) -> None:
    page.goto(f"{address}/?where={quote(where)}")
    page.get_by_text("Keyboard shortcuts").wait_for(timeout=60_000)
    settled(page)


def settled(page: Any) -> None:
    """The page has been drawn, and its keys are free again."""
    page.wait_for_function(
        "() => document.querySelector('[data-testid=stApp]').dataset.testScriptState !== 'running'"
        " && document.querySelector('.st-key-review-keys [data-free=true]')",
        timeout=30_000,
    )


def press(page: Any, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)
        settled(page)


def on_desk(page: Any) -> str:
    return str(page.locator(".sheet mark").inner_text())


def until(page: Any, written: str) -> None:
    page.locator(".sheet mark").get_by_text(written, exact=True).wait_for(timeout=30_000)
    settled(page)


@browser
def test_keys_alone_review_everything(page: Any, where: str) -> None:
    page.get_by_label("Your name").fill("Ann")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement === document.body")
    page.keyboard.press("n")
    page.keyboard.type("as in the annex")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement === document.body")
    page.keyboard.press("a")
    until(page, SECOND)
    assert "Accepted 91,000 migrants; 3 left" in page.locator("[role=status][aria-live]").last.text_content()
    page.keyboard.press("x")
    until(page, THIRD)
    page.keyboard.press("e")
    page.wait_for_function("document.activeElement.getAttribute('aria-label') === 'Value'")
    page.keyboard.press("Control+a")
    page.keyboard.type("4,300")
    page.keyboard.press("Enter")
    until(page, FOURTH)
    page.keyboard.press("u")
    until(page, THIRD)
    page.keyboard.press("j")
    until(page, FOURTH)
    page.keyboard.press("k")
    until(page, THIRD)
    page.get_by_text("2 of 4 reviewed (50%)").wait_for()
    assert kept(where) == [(FIRST, "accepted", {}, "as in the annex", "Ann"), (SECOND, "rejected", {}, "", "Ann")]
    with Library.open(where, read_only=True) as library:
        taken_back = [one.review for one in library.reviews() if one.review.verdict == "corrected"]
    assert [dict(one.changes) for one in taken_back] == [{"value": "4300"}]


@browser
@pytest.mark.parametrize("field", ["Note (N)", "Your name"])
def test_typing_in_a_field_decides_nothing(page: Any, where: str, field: str) -> None:
    page.get_by_label(field).click()
    page.keyboard.type("axeunjk AXEUNJK")
    assert page.get_by_label(field).input_value() == "axeunjk AXEUNJK"
    page.keyboard.press("Tab")
    settled(page)
    assert (on_desk(page), kept(where)) == (FIRST, [])


@browser
@pytest.mark.parametrize("keys", ["eaxa", "naxa"])
def test_letters_typed_at_once_behind_a_key_decide_nothing(page: Any, where: str, keys: str) -> None:
    page.keyboard.type(keys)
    page.wait_for_function("document.activeElement.matches('input')")
    settled(page)
    assert (on_desk(page), kept(where)) == (FIRST, [])


@browser
def test_a_key_held_down_or_a_double_click_decides_once(page: Any, where: str) -> None:
    for _ in range(5):
        page.keyboard.down("a")
    page.keyboard.up("a")
    until(page, SECOND)
    page.get_by_role("button", name=re.compile("Reject")).dblclick()
    until(page, THIRD)
    assert [one[:2] for one in kept(where)] == [(FIRST, "accepted"), (SECOND, "rejected")]


@browser
def test_letters_can_be_turned_off(page: Any, where: str) -> None:
    page.get_by_text("Keyboard shortcuts").click()
    page.get_by_role("button", name="Accept").get_by_text("A", exact=True).wait_for(state="detached")
    settled(page)
    press(page, "a", "x")
    assert kept(where) == []
    page.get_by_role("button", name=re.compile("Accept")).press("Enter")
    until(page, SECOND)
    assert page.evaluate("document.activeElement.closest('.st-key-review-accept') !== null")


@browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_buttons_stay_where_they_are_and_their_letters_can_be_read(
    chromium: Any, address: str, where: str, scheme: str
) -> None:
    page = chromium.new_page(viewport={"width": 1440, "height": 900}, color_scheme=scheme)
    show(page, address, where)
    button, note = page.get_by_role("button", name=re.compile("Accept")), page.get_by_label("Note (N)")
    before, heights = button.bounding_box(), set()
    for _ in range(4):
        box = page.locator(".sheet").bounding_box()
        heights.add(box["height"])
        assert note.bounding_box()["y"] - box["y"] - box["height"] < 80
        assert button.bounding_box() == before
        press(page, "j")
    assert len(heights) > 1
    page.set_viewport_size({"width": 1440, "height": 420})
    page.get_by_label("Note (N)").scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('[data-testid=stMain]').scrollTop > 100")
    assert 40 < button.bounding_box()["y"] < 100
    letters = page.locator(".st-key-review-bar kbd")
    assert letters.all_inner_texts() == ["A", "X", "E", "U", "K", "J"]
    seen = "all => all.map(it => [getComputedStyle(it).color, getComputedStyle(it.closest('button')).color])"
    assert [one for one in letters.evaluate_all(seen) if one[0] != one[1]] == []
    assert letters.evaluate_all("all => all.filter(it => getComputedStyle(it).opacity !== '1').length") == 0
    page.close()


@browser
def test_escape_closes_a_menu_first_and_then_the_form(page: Any, where: str) -> None:
    page.keyboard.press("e")
    page.get_by_label("Value").fill("5")
    page.get_by_role("combobox", name=re.compile("Measure")).click()
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("option").first.wait_for(state="detached")
    assert page.get_by_label("Value").input_value() == "5"
    page.keyboard.press("Escape")
    page.get_by_role("button", name=re.compile("Accept")).wait_for()
    assert kept(where) == []


@browser
def test_another_who_reviewed_it_meanwhile_is_shown(page: Any, where: str) -> None:
    review(where, FIRST, "rejected")
    page.keyboard.press("a")
    page.locator(".line.trouble").get_by_text("Bea rejected it meanwhile").wait_for()
    page.get_by_text("Rejected by Bea").wait_for()
    settled(page)
    assert kept(where) == [(FIRST, "rejected", {}, "", "Bea")]
    page.keyboard.press("j")
    until(page, SECOND)


@browser
def test_hostile_text_is_shown_as_it_is(chromium: Any, address: str, tmp_path: Path) -> None:
    where = str(tmp_path / "hostile.sqlite")
    with Library.open(where) as library:
        text = f"{HOSTILE}. Mexico detained 91,000 {HOSTILE}migrants. Libya held 40 refugees {HOSTILE}."
        library.add_all([document(text, "a.txt", title=HOSTILE)])
    page = chromium.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    show(page, address, where)
    assert HOSTILE.strip() in page.locator(".sheet blockquote").inner_text()
    press(page, "x")
    assert page.evaluate("window.ran") is None
    assert page.locator(".sheet img, .sheet a, .coming img").count() == 0
    assert [url for url in asked if "evil" in url] == []
    page.close()


@browser
@pytest.mark.parametrize(("width", "scheme"), browsing.LOOKS)
def test_axe_finds_nothing_and_a_phone_has_thumb_sized_buttons(
    chromium: Any, address: str, where: str, width: int, scheme: str
) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 844}, color_scheme=scheme)
    show(page, address, where)
    for key in ("x", "e"):
        press(page, key)
        assert browsing.faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if width < 400 and key == "x":
            boxes = [button.bounding_box() for button in page.locator(".st-key-review-bar button").all()]
            assert len(boxes) == 6
            assert all(box["height"] >= 44 and box["width"] >= 44 and box["y"] + box["height"] <= 844 for box in boxes)
    page.close()
