"""The Add page: paste, upload, addresses; what came out before it is saved; saving it, or throwing it away."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import browsing
import pytest
import servers
from conftest import ROOT, started
from streamlit.testing.v1 import AppTest

from extract import intake, library
from extract.claim import Document
from extract.intake import Intake
from extract.library import VARIABLE, Added, Library, LibraryError, connections, openings
from extract.readers import uploaded
from extract.views.add import inputs, roster, trays

TEXT = "Mexico detained 91,000 migrants last year, the ministry said. About 40 people drowned on 3 May 2020."
LATER = TEXT.replace("91,000", "92,500")
HOSTILE = "<img src=x onerror=alert(1)> **bold** [link](javascript:alert(2)) :red[x]"
FRAME = ROOT / "tests" / "frame_add.py"


def _page() -> None:
    import streamlit as st

    from extract.views import add, shelf

    st.navigation(
        [st.Page(lambda: None, title=name, url_path=name, default=not name) for name in ("", "article", "add")]
    )
    held = shelf.opened(shelf.choices()[-1 if st.session_state.get("own") else 0])
    add.show(held)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own library, which is not there yet."""
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr(openings, "home", lambda: tmp_path / "home")
    return tmp_path / "home" / "library.sqlite"


def opened() -> AppTest:
    app = AppTest.from_function(_page, default_timeout=60).run()
    assert not app.exception
    return app


def field(app: AppTest, label: str) -> Any:
    return next(one for one in [*app.text_input, *app.text_area] if one.label == label)


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def pasted(text: str = TEXT, **heads: str) -> AppTest:
    app = opened()
    field(app, "Text").set_value(text)
    for label, value in heads.items():
        field(app, label).set_value(value)
    return press(app, "Read the text")


def html(app: AppTest) -> str:
    return "\n".join(str(part.value) for part in app.get("html"))


def stored(where: Path) -> list[Document]:
    with Library.open(where, create=False, read_only=True) as kept:
        return [kept.text(listed.document_id) for listed in kept.documents()]


def test_paste_look_save_and_it_is_in_the_library(home: Path) -> None:
    app = pasted(Title="Raids", Published="2021-06-08", Publisher="Reuters", Address="https://example.org/a")
    assert "1 document, 2 figures" in html(app)
    assert "<mark>91,000</mark>" in html(app)
    assert "2020" in html(app)
    assert not home.exists()
    press(app, "Save 1 document")
    assert "1 added" in html(app)
    (document,) = stored(home)
    assert (document.text, document.title, document.publisher) == (TEXT, "Raids", "Reuters")
    assert (document.published, document.url) == ("2021-06-08", "https://example.org/a")
    with Library.open(home, read_only=True) as kept:
        assert {row[2] for row in kept.claims()} >= {91_000.0, 40.0}
        assert list(kept.verify()) == []
    raw = [path.read_bytes() for path in home.parent.glob("library.sqlite.files/**/*") if path.is_file()]
    assert raw == [TEXT.encode()]


def test_the_sample_corpus_says_where_it_is_saved(home: Path) -> None:
    said = html(opened())
    assert str(home) in said
    assert "made when you first save" in said


def test_throwing_it_away_leaves_nothing(home: Path) -> None:
    app = press(pasted(), "Throw away")
    assert field(app, "Text").value == ""
    assert not home.parent.exists()


@pytest.mark.parametrize("written", ["8/6/2021", "2021-13-01", "soon", "2021-6-8"])
def test_a_date_that_is_none_is_said_before_reading(home: Path, written: str) -> None:
    app = pasted(Published=written)
    assert f"“{written}” is no date; write it as 2021-06-08" in html(app)
    assert field(app, "Text").value == TEXT
    assert not home.exists()


@pytest.mark.parametrize("written", ["javascript:alert(1)", "example.org", "file:///etc/hosts"])
def test_an_address_that_is_none_is_said_before_reading(written: str) -> None:
    assert f"“{written}” is no address" in html(pasted(Address=written))


def test_no_text_is_said() -> None:
    assert "There is no text" in html(pasted("  "))


def test_a_date_given_afterwards_fills_last_year(home: Path) -> None:
    app = pasted()
    assert "It has no date" in html(app)
    assert "<span>2020</span>" not in html(app)
    field(app, "Published").set_value("June 2021").run()
    assert "It has no date" not in html(app)
    assert "<span>2020</span>" in html(app)
    press(app, "Save 1 document")
    assert [document.published for document in stored(home)] == ["2021-06"]


def test_a_wrong_date_afterwards_stops_the_saving_until_it_is_mended(home: Path) -> None:
    app = pasted()
    field(app, "Published").set_value("8/6/2021").run()
    press(app, "Save 1 document")
    assert "“8/6/2021” is no date" in html(app)
    assert not home.exists()
    field(app, "Published").set_value("2021-06-08").run()
    press(app, "Save 1 document")
    assert [document.published for document in stored(home)] == ["2021-06-08"]


def test_what_is_in_the_library_already_is_said(home: Path) -> None:
    press(pasted(Title="Raids", Published="2021-06-08"), "Save 1 document")
    app = pasted()
    assert "It is in the library already" in html(app)
    assert field(app, "Title").value == "Raids"  # as it was saved, though nothing was typed now
    press(app, "Save 1 document")
    assert "1 there already, unchanged" in html(app)
    assert len(stored(home)) == 1


def test_a_read_only_library_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    press(pasted(), "Save 1 document")
    monkeypatch.setattr(connections, "_locked", lambda path: f"{path.name} is read-only")
    app = pasted("Italy rescued 12 people.")
    assert "Nothing can be saved there" in html(app)
    assert "library.sqlite is read-only" in html(app)
    assert next(button for button in app.button if button.label == "Save 1 document").disabled


def test_hostile_words_are_shown_as_they_are() -> None:
    app = pasted(f"Police {HOSTILE} held 40 migrants.", Title=HOSTILE, Publisher=HOSTILE)
    assert "<img" not in html(app)
    assert "&lt;img src=x onerror=alert(1)&gt; **bold**" in html(app)
    assert not any(HOSTILE in str(part.value) for part in [*app.markdown, *app.caption])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Nobody came.", "No number in digits stands in it"),
        ("The office has 40 printers.", "none with a word near it"),
        ("<html lang='de'><body><p>Etwa 40 Menschen kamen an.</p></body></html>", "no word lists"),
    ],
)
def test_a_text_without_figures_says_why(text: str, why: str) -> None:
    said = html(pasted(text))
    assert "No figure was found" in said
    assert why in said


@pytest.mark.parametrize("name", ["../a.txt", "a/b.txt", "a\\b.txt", "a\nb.txt", "a\x00.txt", "\ud800.txt", ".."])
def test_odd_names_of_uploads_are_refused(name: str) -> None:
    class Upload:
        size = 3

        def __init__(self) -> None:
            self.name = name

        def getvalue(self) -> bytes:
            return b"abc"

    found, problems = inputs._originals([Upload()])  # type: ignore[list-item]
    assert found == []
    assert "rename it" in problems[0]
    assert "\n" not in problems[0]


def test_an_upload_shares_its_bytes() -> None:
    from streamlit.runtime.uploaded_file_manager import UploadedFile, UploadedFileRec

    raw = b"Police held 40 migrants."
    file = UploadedFile(UploadedFileRec("1", "a.txt", "text/plain", raw), None)  # type: ignore[arg-type]
    ((original,), _) = inputs._originals([file])
    assert original.raw is raw


def test_only_addresses_of_the_web_are_read() -> None:
    found, problems = inputs._addresses(["https://a.example/1", "/etc/hosts", "-", "file:///etc/hosts", "a.example"])
    assert found == ["https://a.example/1"]
    assert len(problems) == 4


def taken(where: Path, *given: Any, **how: Any) -> Intake:
    found = Intake(given, str(where), **how)
    assert found.ended(60)
    return found


def saved(where: Path, found: Intake) -> list[Added]:
    problems: list[str] = []
    with Library.open(where) as kept:
        became = [added for _, added in intake.saved(found.candidates, found.whole, kept, problems.append)]
    assert problems == []
    return became


def test_an_upload_of_the_same_name_takes_the_place_of_its_own_text_alone(tmp_path: Path) -> None:
    where = tmp_path / "library.sqlite"
    assert [one.state for one in saved(where, taken(where, uploaded("a.txt", TEXT.encode())))] == ["new"]
    found = taken(where, uploaded("a.txt", LATER.encode()))
    outcome = found.candidates[0].outcome
    assert outcome is not None
    assert (outcome.document_id, outcome.state) == ("a.txt", "changed")
    assert [claim.written for claim in outcome.changes.added] == ["92,500"]
    became = saved(where, found)
    assert [(one.document_id, one.state) for one in became] == [("a.txt", "changed")]
    assert became[0].changes == outcome.changes
    other = b"Tunisia rescued 4,200 people at sea off Sfax in March 2023, its coast guard told reporters."
    became = saved(where, taken(where, uploaded("a.txt", other)))
    assert became[0].document_id.startswith("a.txt/")
    assert len(stored(where)) == 2


def test_a_date_that_was_mended_stays_when_the_file_is_given_again(tmp_path: Path) -> None:
    where = tmp_path / "library.sqlite"
    text = f"---\npublished: 2011-06-08\n---\n{TEXT}".encode()
    found = taken(where, uploaded("a.txt", text))
    mended = intake.edited(found.candidates[0], str(where), published="2021-06-08")
    with Library.open(where) as kept:
        assert [added.state for _, added in intake.saved([mended], found.whole, kept, print)] == ["new"]
    again = taken(where, uploaded("a.txt", text))
    assert [one.document.published for one in again.candidates] == ["2021-06-08"]
    with Library.open(where) as kept:
        (added,) = kept.add([uploaded("a.txt", text)])
    assert added.state == "unchanged"


def looked_at(*given: Any) -> AppTest:
    """The page with what came out of originals."""
    tray = trays.Tray(where=library.default())
    found = taken(Path(library.default()), *given)
    tray.candidates, tray.problems, tray.whole = found.candidates, found.problems, found.whole
    app = AppTest.from_function(_page, default_timeout=60)
    app.session_state["tray"] = tray
    app.run()
    assert not app.exception
    return app


def test_all_without_a_date_get_one_at_once(home: Path) -> None:
    dated = f"---\npublished: 2011-06-08\n---\nIn Sfax, {LATER}".encode()
    app = looked_at(uploaded("a.txt", TEXT.encode()), uploaded("b.txt", LATER.encode()), uploaded("c.txt", dated))
    app.text_input(key="all dates 0").set_value("8/6/2021").run()
    press(app, "Give them this date")
    assert "“8/6/2021” is no date" in html(app)
    app.text_input(key="all dates 0").set_value("2021-06").run()
    press(app, "Give them this date")
    assert field(app, "Title")
    press(app, "Save 3 documents")
    assert [document.published for document in stored(home)] == ["2021-06", "2021-06", "2011-06-08"]


def test_what_fails_while_saving_can_be_tried_again(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = looked_at(uploaded("a.txt", TEXT.encode()), uploaded("b.txt", b"Italy rescued 12 people off Lampedusa."))
    keep = Library.add

    def full(self: Library, inputs: Any, *more: Any, **how: Any) -> Iterator[Added]:
        for contents in inputs:
            if contents.original.where == "b.txt":
                raise LibraryError("the disk is full; make room and try again")
            yield from keep(self, [contents], *more, **how)

    monkeypatch.setattr(Library, "add", full)
    press(app, "Save 2 documents")
    assert "the disk is full" in html(app)
    monkeypatch.setattr(Library, "add", keep)
    press(app, "Go back to 1 document not saved")
    press(app, "Save 1 document")
    assert "2 added" in html(app)
    assert [document.document_id for document in stored(home)] == ["a.txt", "b.txt"]


def test_another_library_opened_meanwhile_is_compared_with(home: Path) -> None:
    app = looked_at(uploaded("a.txt", TEXT.encode()))
    assert "New to the library" in html(app)
    saved(home, taken(home, uploaded("a.txt", LATER.encode())))
    app.session_state["tray"].where = "elsewhere"
    app.run()
    assert "It is in the library as <b>a.txt</b>" in html(app)
    assert "- 92,500" in html(app)


def test_two_uploads_of_one_name_are_two_documents(home: Path) -> None:
    other = b"Tunisia rescued 4,200 people at sea off Sfax in March 2023, its coast guard told reporters."
    files = [uploaded("a.txt", raw) for raw in (TEXT.encode(), other, TEXT.encode())]
    found = taken(home, *files)
    assert len({one.document.document_id for one in found.candidates}) == 2
    assert ["given twice" in problem for problem in found.problems] == [True]


def test_documents_of_one_name_are_told_apart_in_the_list() -> None:
    entries: list[roster.Entry] = [
        {"name": name, "about": "2 figures", "state": "New", "fault": False, "aside": False}
        for name in ("Raids", "Border", "Raids", "Raids")
    ]
    assert [one["name"] for one in roster._apart(entries)] == ["Raids", "Border", "Raids (2)", "Raids (3)"]
    assert [one["name"] for one in entries] == ["Raids", "Border", "Raids", "Raids"]


def test_of_a_batch_a_document_left_out_can_be_added_later(tmp_path: Path) -> None:
    where = tmp_path / "library.sqlite"
    lines = [json.dumps({"document_id": name, "text": f"Police held {name}0 migrants."}) for name in ("4", "5")]
    batch = uploaded("batch.jsonl", "\n".join(lines).encode())
    found = taken(where, batch)
    with Library.open(where) as kept:
        assert len(list(intake.saved(found.candidates[:1], set(), kept, print))) == 1
    outcomes = [one.outcome.state for one in taken(where, batch).candidates if one.outcome]
    assert outcomes == ["unchanged", "new"]


def test_stopping_ends_at_once_and_keeps_what_was_read(home: Path) -> None:
    with servers.running() as server:
        over = threading.Event()
        server.put("/slow", lambda _handler: over.wait(60) and None)
        found = Intake([intake.pasted(TEXT), server.address + "/slow"], str(home), private=True)
        while not server.hits:
            assert not found.ended(0.05)
        found.stop()
        assert found.ended(20)
        over.set()
    assert found.stopped
    assert [one.document.text for one in found.candidates] == [TEXT]
    assert found.problems == []


def test_many_documents_are_cut_off_with_the_reason(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "MOST_DOCUMENTS", 2)
    lines = "\n".join(json.dumps({"text": f"Police held {n} migrants."}) for n in range(40, 45))
    found = taken(home, uploaded("batch.jsonl", lines.encode()))
    assert len(found.candidates) == 2
    assert found.problems == ["batch.jsonl: 2 documents are shown at once; save these, then give the rest"]
    assert found.whole == set()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The address of the page in a real server, and the library that it makes."""
    folder = tmp_path_factory.mktemp("home")
    env = {"HOME": str(folder), "XDG_DATA_HOME": str(folder), VARIABLE: ""}
    process, where = started(FRAME, ROOT, env)
    yield f"{where}/add", folder
    process.terminate()
    process.wait(timeout=20)


@pytest.fixture
def page(chromium: Any) -> Iterator[Any]:
    page = browsing.visiting(chromium)
    yield page
    page.context.close()


def arrived(page: Any, address: str) -> None:
    page.goto(address)
    page.get_by_role("heading", name="Add articles").wait_for(timeout=60_000)
    browsing.settled(page)


def upload(page: Any, **named: bytes) -> None:
    page.get_by_role("tab", name="Upload files").click()
    given = [{"name": name, "mimeType": "application/octet-stream", "buffer": raw} for name, raw in named.items()]
    page.locator("input[type=file]").set_input_files(given)
    page.get_by_test_id("stFileChip").nth(len(given) - 1).wait_for()
    page.get_by_test_id("stFileChipIconSpinner").first.wait_for(state="detached")
    browsing.settled(page)
    page.get_by_role("button", name="Read the files").click()


def read_addresses(page: Any, said: str, *switches: str) -> None:
    page.get_by_role("tab", name="Give addresses").click()
    page.get_by_label("Addresses, one a line").fill(said)
    for switch in switches:
        page.get_by_text(switch).click()
    page.get_by_role("button", name="Read the addresses").click()


@pytest.mark.browser
def test_two_uploads_one_broken_and_the_saved_article_opens(page: Any, address: tuple[str, Path]) -> None:
    arrived(page, address[0])
    upload(page, **{f"{'é' * 3} ‮ x.txt": f"{HOSTILE} Police held 40 migrants.".encode(), "b.pdf": b"%PDF-1.4 no"})
    page.get_by_text("b.pdf: it cannot be read as a PDF").wait_for(timeout=60_000)
    page.locator("summary", has_text="40 migrants").first.click()
    assert page.locator(".figures mark").first.inner_text() == "40"
    assert "<img src=x" in page.locator(".figures blockquote").first.inner_text()
    assert not list(address[1].rglob("*.sqlite"))
    page.get_by_role("button", name="Save 1 document").click()
    page.get_by_text("1 added").wait_for(timeout=60_000)
    page.get_by_role("link", name="Read the article").click()
    page.get_by_text("Police held 40 migrants").wait_for(timeout=60_000)
    assert "library=library" in page.url
    assert page.wrong == []
    assert browsing.strangers(page) == set()


@pytest.mark.browser
def test_an_address_near_by_is_read_only_with_the_switch(page: Any, address: tuple[str, Path]) -> None:
    with servers.running() as server:
        near = server.page("/a.txt", b"Police held 40 migrants in June 2021.")
        arrived(page, address[0])
        read_addresses(page, near)
        page.get_by_text("(this machine), which is not asked").wait_for(timeout=60_000)
        assert server.hits == []
        page.get_by_role("button", name="Start again").click()
        browsing.settled(page)
        read_addresses(page, f"{near}\n/etc/hosts", "Also addresses of my own network")
        page.get_by_role("button", name="Save 1 document").wait_for(timeout=60_000)
        page.get_by_text("/etc/hosts: it is no address").wait_for()
        assert server.hits == ["/a.txt"]


@pytest.mark.browser
def test_a_feed_is_followed_and_one_document_left_out(page: Any, address: tuple[str, Path]) -> None:
    with servers.running() as server:
        links = [server.page(f"/{n}.txt", f"Police in Sfax held {n}0 migrants on Monday.".encode()) for n in (4, 5)]
        items = "".join(f"<item><title>News {n}</title><link>{link}</link></item>" for n, link in enumerate(links))
        feed = f"<rss version='2.0'><channel><title>The Feed</title>{items}</channel></rss>"
        near = server.page("/feed.xml", feed.encode(), "application/rss+xml")
        arrived(page, address[0])
        read_addresses(page, near, "Also addresses of my own network", "Follow a feed's entries")
        page.get_by_role("button", name="Save 2 documents").wait_for(timeout=60_000)
        browsing.settled(page)
        assert set(server.hits) == {"/feed.xml", "/4.txt", "/5.txt"}
        page.get_by_role("button", name="News 1").focus()
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="News 1").wait_for()
        browsing.settled(page)
        page.get_by_text("Save this document").click()
        page.get_by_role("button", name="Save 1 document").click()
        page.get_by_text("1 added").wait_for(timeout=60_000)
    where = next(address[1].rglob("library.sqlite"))
    titles = {document.title for document in stored(where)}
    assert "News 0" in titles
    assert "News 1" not in titles


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), browsing.LOOKS)
def test_axe_finds_nothing_and_nothing_is_cut_off(
    chromium: Any, address: tuple[str, Path], width: int, scheme: str
) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 1000}, color_scheme=scheme)

    def sound() -> None:
        assert browsing.faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    arrived(page, address[0])
    sound()
    upload(page, **{"a.txt": TEXT.encode(), "b.pdf": b"%PDF-1.4 no", f"{'w' * 90}.txt": b"W" * 300})
    page.get_by_role("button", name="Save 2 documents").wait_for(timeout=60_000)
    browsing.settled(page)
    page.locator("summary").first.click()
    sound()
    page.close()
