"""The dashboard on a data set: every page is there, says that it is only read, and shows what there is."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import browsing
import pytest
from conftest import ROOT
from libraries import OTHER, add, document
from shown import count
from streamlit.testing.v1 import AppTest

from extract import export
from extract.claim import Document
from extract.library import COLUMNS, SHOWN, VARIABLE, Library, openings
from extract.views import shelf

GAP = "Nothing was said of that. " * 4
TEXT = f"Mexico detained 91,000 migrants in May 2021. {GAP}{OTHER}"
HOSTILE = "<script>window.ran=1</script><img src=x onerror=window.ran=1>"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data set with a document that wants to be markup, and a part that cannot be read."""
    home = tmp_path_factory.mktemp("pages")
    with Library.open(home / "library.sqlite") as library:
        add(library, document(TEXT, "a.txt", title="Two figures", publisher="The Wire", url="https://example.org/a"))
        hostile = f"Mexico detained 7,000 migrants in May 2021, {HOSTILE} was said."
        add(library, Document(hostile, "b.txt", HOSTILE, HOSTILE, "2021-06-07", f"javascript:{HOSTILE}"))
        export.save_set(library.claims(), home / "claims", columns=COLUMNS)
    (home / "claims" / "_export.json").unlink()
    (home / "claims" / "zz.parquet").write_bytes(b"PAR1")
    return home / "claims"


def opened(where: str, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv(SHOWN, where)
    monkeypatch.setenv(VARIABLE, "")
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run()
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    return "".join(str(part.value) for part in app.get("html"))


def test_figures_of_a_data_set_at_an_address(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = pytest.importorskip("fsspec").filesystem("memory")
    where = "memory://pages/claims/"
    memory.put(str(folder / "zz.parquet"), "/pages/claims/zz.parquet")
    for path in folder.glob("migration*"):
        memory.put(str(path), f"/pages/claims/{path.name}")
    app = opened(where, monkeypatch)
    assert count(app) == 3
    assert re.search(rf"A data set of 2 parts, \d claims, only read, in {where}", said(app))
    assert f"{where}zz.parquet: it is damaged or cut short" in said(app)
    assert app.selectbox(key="library").options == ["claims", "Sample corpus"]
    memory.rm("/pages", recursive=True)


def test_a_new_part_is_there_after_a_reload(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    where = shutil.copytree(folder, tmp_path / "claims")
    (where / "zz.parquet").unlink()
    app = opened(str(where), monkeypatch)
    assert count(app) == 3
    with Library.open(where) as found:
        rows = list(found.claims())
    export.save([row for row in rows if row[1] == "rescue"], where / "new.parquet", columns=COLUMNS)
    assert count(app.run()) == 4


@pytest.mark.parametrize("where", ["claims", ""], ids=["data set", "its environment"])
def test_what_is_added_goes_into_a_library(
    where: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from extract.views.add import trays

    monkeypatch.setattr(openings, "home", lambda: tmp_path / "home")
    monkeypatch.setenv(SHOWN, str(folder) if where else "")
    monkeypatch.setenv(VARIABLE, "" if where else str(folder))
    choice = shelf.choices()[0]
    assert choice == ("claims", "claims", str(folder))
    target = trays.target(shelf.opened(choice))
    assert (target.where, target.other) == (str(tmp_path / "home" / "library.sqlite"), True)


# in a browser


@pytest.fixture(scope="module")
def address(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with browsing.serving(folder, HOME=str(tmp_path_factory.mktemp("home")), XDG_DATA_HOME="") as found:
        yield found


@pytest.fixture
def page(visited: Any) -> Iterator[Any]:
    yield visited
    browsing.unharmed(visited)
    assert not browsing.wider(visited)


@pytest.mark.browser
def test_figures_are_filtered_cited_and_downloaded(page: Any, address: str) -> None:
    browsing.opened(page, f"{address}/?measure=detention")
    assert browsing.figures(page) == 2
    browsing.click_row(page, 0)
    browsing.cites(page, "Mexico detained 91,000 migrants in May 2021.")
    assert page.locator(".claim .around").count() == 0
    assert "#:~:text=Mexico%20detained" in page.get_by_role("link", name="Open the page").get_attribute("href")
    assert page.locator(".notice.warn").inner_text().startswith("What cannot be read, and is left out")
    file = browsing.downloaded(page, browsing.all_rows(page))
    assert file.name == "migration-figures-detention.csv"
    assert b"91,000" in file.content
    page.get_by_role("button", name="Other formats").click()
    page.get_by_text("which are not part of a data set").first.wait_for()
    assert browsing.faults(page) == []


@pytest.mark.browser
def test_an_article_shows_its_sentences_with_figures(page: Any, address: str) -> None:
    browsing.opened(page, f"{address}/article?document=a.txt")
    page.locator(".reader .text").wait_for()
    assert page.locator(".reader .text p").all_inner_texts() == [TEXT.partition(f" {GAP}")[0], OTHER]
    assert page.locator(".article-head h1").inner_text() == "Two figures"
    assert page.get_by_text("A data set has no whole texts").count() == 1
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Next figure").click()
    page.locator(".mark.chosen").filter(has_text="91,000").wait_for()
    assert browsing.faults(page) == []
    browsing.opened(page, f"{address}/article?document=b.txt")
    assert HOSTILE in page.locator(".reader .text").inner_text()


PAGES = [
    ("review", "bring the documents into a library of your own"),
    ("add", r"The data set that is open is only read: what you save goes into your own library"),
    ("about", r"A data set of 2 parts, \d claims, only read"),
]


@pytest.mark.browser
@pytest.mark.parametrize(("path", "words"), PAGES, ids=[row[0] for row in PAGES])
def test_a_page_says_what_a_data_set_is(page: Any, address: str, path: str, words: str) -> None:
    browsing.opened(page, f"{address}/{path}")
    page.get_by_test_id("stMain").get_by_text(re.compile(words)).first.wait_for()
    assert browsing.faults(page) == []
