"""The page About: it says what the files say, shows what comes from elsewhere verbatim, and everybody can read it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import browsing
import pytest
from conftest import ROOT, lacking, started
from streamlit.testing.v1 import AppTest

import extract
from extract import claim, corpus, lexicon, quality
from extract.export import columns, hxl
from extract.facets import Facets, Selection, Wanted
from extract.library import SHOWN, VARIABLE, Library
from extract.views import about
from extract.views.about import scores, terms

HOSTILE = "<img src=x onerror=alert(1)> **bold** $x^2$ :material-star:"
TEXT = (
    "Mexico detained 91,000 migrants and 250 smugglers on 3 May 2021. Denmark pledged $5 million for refugees in Syria."
)


def page() -> None:
    """What the frame does for the page: the library, the filters, the page."""
    import streamlit as st

    from extract.views import about, shelf

    held = shelf.opened(shelf.choices()[int(st.query_params.get("which", "0"))])
    about.show(held)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A library with a hostile name, of two reviewed claims."""
    folder = tmp_path_factory.mktemp("library")
    (folder / "raids.txt").write_text(TEXT, encoding="utf-8")
    where = str(folder / f"{HOSTILE}.sqlite")
    with Library.open(where) as opened:
        opened.add_all([folder / "raids.txt"], published="2021-06-08")
        ids = {row[claim.COLUMNS.index("written")]: str(row[0]) for row in opened.claims()}
        opened.review(ids["91,000"], "corrected", {"value": "91500"})
        opened.review(ids["250"], "rejected")
    return where


def shown(where: str, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The page of a library, of the sample corpus where it is empty."""
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setenv(SHOWN, where)
    app = AppTest.from_function(page, default_timeout=60)
    if not where:
        monkeypatch.setattr("extract.library.exists", lambda: False)
    app.run()
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    """What the page's own HTML says, without its tags."""
    bodies = (str(part.proto.body) for part in app.get("html"))
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)) for body in bodies)


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def sample() -> Iterator[AppTest]:
    """The page of the sample corpus; nobody touches it."""
    with pytest.MonkeyPatch.context() as patched:
        yield shown("", patched)


def test_its_headings_go_down_one_by_one(sample: AppTest) -> None:
    assert [title.value for title in sample.title] == ["About"]
    assert [header.value for header in sample.header] == list(about._PARTS.values())
    assert len(sample.subheader) == 4


def test_every_measure_is_explained_with_its_colour_and_count(sample: AppTest) -> None:
    body = next(part.proto.body for part in sample.get("html") if 'class="measures"' in part.proto.body)
    found = re.findall(
        r'background:(#\w{6})"></span>(.*?)</dt><dd class="means">(.*?)\.(?: <span.*?>Counts (\w+)\.</span>)?</dd>'
        r'<dd class="count">([\d,]+)</dd>',
        body,
    )
    counts = dict.fromkeys(lexicon.shared("measures"), 0)
    for one in extract.find(corpus.documents()):
        counts[one.measure] += 1
    rows = [
        (unescape(label), unescape(meaning), what or "people", int(count)) for _, label, meaning, what, count in found
    ]
    assert rows == [
        (card["label"], card["meaning"], card["counts"], counts[key])
        for key, card in lexicon.shared("measures").items()
    ]
    assert len({colour for colour, *_ in found}) == len(found)


def test_why_the_charts_count_fewer_is_said_and_true(sample: AppTest) -> None:
    assert "a chart draws each count or amount once, in one unit, and over time only where the text states" in words(
        said(sample)
    )
    rows = extract.frame(extract.find(corpus.documents()))
    facets = Facets.of(rows)
    drawn = Selection(facets, facets.select(Wanted())).measures
    once = rows[(rows["statistic"] == "level") & (rows["repeats"] == "") & (rows["value"] > 0)]
    timed = once[(once["period_start"] != "") & (once["period_end"] != "")]
    assert {key: len(timed[(timed.measure == key) & (timed.unit == one.unit)]) for key, one in drawn.items()} == {
        key: one.figures for key, one in drawn.items()
    }
    assert any(one.figures < (rows.measure == key).sum() for key, one in drawn.items())


def test_every_term_is_explained() -> None:
    assert tuple(terms.STATUSES) == claim.STATUSES
    assert tuple(terms.STATISTICS) == claim.STATISTICS
    assert tuple(terms.QUALIFIERS) == claim.QUALIFIERS
    assert tuple(terms.MODALITIES) == claim.MODALITIES
    assert tuple(terms.SCORES) == quality.SCORES
    assert tuple(terms.PEERS) == quality.PEERS


def test_terms_columns_and_codes_of_aid_stand_on_the_page(sample: AppTest) -> None:
    text = words(said(sample))
    for name, code in hxl.IATI.items():
        assert f"{terms.STATUSES[name]} · IATI transaction type {code}" in text
    meanings = (terms.STATISTICS, terms.QUALIFIERS, terms.MODALITIES, columns.MEANINGS)
    assert [meaning for of in meanings for meaning in of.values() if words(meaning) not in text] == []


def test_the_scores_are_those_of_the_file(sample: AppTest) -> None:
    text, measured = words(said(sample)), quality.measured()
    yours, reader = measured.scores[scores._YOURS], measured.scores[scores._READER]
    for key, (name, meaning) in terms.SCORES.items():
        person = f" a person {reader[key]:.0%}" if key in reader else ""
        assert f"{name} {meaning} {yours[key]:.0%}{person}" in text
    from_ = f"Of the {measured.figures} figures that the sample corpus was written from, dates and other numbers among"
    assert f"{from_} them, {measured.found} are found" in text
    for key in quality.SCORES:
        row = (f"{of[key]:.0%}" if key in of else "–" for of in measured.scores.values())
        assert f"{terms.SCORES[key][0]} {' '.join(row)}" in text
    for name, shares in measured.peers.items():
        assert f"{name} {' '.join(f'{shares[key]:.0%}' if key in shares else '–' for key in quality.PEERS)}" in text


def test_three_in_four_is_what_was_measured() -> None:
    assert round(4 * quality.measured().scores[scores._YOURS]["f1"]) == 3


def test_what_is_missed_is_the_list_of_the_file(sample: AppTest) -> None:
    assert quality.limits().strip() in [part.value for part in sample.markdown]
    assert quality.limits().count("\n- ") > 5


def test_versions_and_licence_are_those_of_the_project(sample: AppTest) -> None:
    text, project = words(said(sample)), tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"migration-figures {extract.__version__} on Python" in text
    assert project["version"] == extract.__version__
    assert f"under the {project['license']} licence" in text
    needed = {re.split(r"[<>=\[]", entry)[0] for entry in project["dependencies"]}
    assert terms.LIBRARIES.keys() <= needed
    assert [name for name in terms.LIBRARIES if not re.search(rf"\b{name} \d+\.\d", text)] == []


def test_the_sample_corpus_says_what_it_is_and_whose_figures_it_gives(sample: AppTest) -> None:
    text = words(said(sample))
    reports = len(list(corpus.folder().glob("*.md")))
    assert f"The sample corpus: {reports} reports written for this project" in text
    assert "They are not the publishers’ words." in text
    assert "Library " not in text[: text.index("Figures")]
    publishers = {document.publisher for document in corpus.documents()}
    assert [name for name in publishers if words(name) not in text] == []


def test_no_two_sources_are_called_the_same(sample: AppTest) -> None:
    (table,) = [body for part in sample.get("html") if "Where the figures stand" in (body := str(part.proto.body))]
    links = dict.fromkeys(re.findall(r'<a href="([^"]+)"[^>]*>(.*?)</a>', table))
    assert len({name for _, name in links}) == len({url for url, _ in links}) > 60


def test_a_library_says_its_file_and_what_was_reviewed(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = words(said(shown(library, monkeypatch)))
    assert f"Library {HOSTILE} File {library} Documents 1 with numbers in them Figures 2 Other numbers 1" in text
    assert "Reviewed 1 corrected, 1 rejected" in text
    assert "sample corpus takes no reviews" not in text


def test_an_empty_library_is_described_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Library.open(tmp_path / "empty.sqlite"):
        pass
    text = words(said(shown(str(tmp_path / "empty.sqlite"), monkeypatch)))
    assert "Documents 0 with numbers in them Figures 0 " in text
    assert "Reviewed" not in text[: text.index("A measure counts")]


@pytest.fixture(scope="module")
def served(library: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the page of the hostile library; with ?which=1 that of the sample corpus."""
    script = tmp_path_factory.mktemp("script") / "page.py"
    source = Path(__file__).read_text(encoding="utf-8")
    body = re.search(r"^def page\(\).*?(?=^@)", source, re.DOTALL | re.MULTILINE)
    assert body
    head = 'from __future__ import annotations\nimport streamlit as st\nst.set_page_config(layout="wide")\n'
    script.write_text(f"{head}{body[0]}\npage()\n", encoding="utf-8")
    process, address = started(script, ROOT, {SHOWN: library, "PYTHONPATH": str(ROOT)})
    yield address
    process.terminate()
    process.wait(timeout=20)


def opened(browser: Any, address: str, width: int = 1440, scheme: str = "light") -> Any:
    view = browsing.visiting(browser, width, scheme)
    view.goto(address)
    view.locator(".versions li").last.wait_for(timeout=60_000)
    return view


@pytest.mark.browser
def test_a_hostile_name_is_shown_verbatim_and_runs_nothing(chromium: Any, served: str) -> None:
    view = opened(chromium, served)
    assert view.locator(".terms dd").first.inner_text() == HOSTILE
    assert view.locator(".about img, .about script").count() == 0
    assert view.wrong == []
    assert browsing.strangers(view) == set()
    view.context.close()


@pytest.mark.browser
def test_the_contents_lead_to_the_parts_and_sources_to_the_web(chromium: Any, served: str) -> None:
    view = opened(chromium, f"{served}/?which=1")
    heading = view.get_by_role("heading", name="How to cite")
    assert heading.evaluate("it => it.getBoundingClientRect().top > innerHeight")
    view.get_by_role("navigation", name="On this page").get_by_role("link", name="How to cite").press("Enter")
    view.wait_for_function("it => { const at = it.getBoundingClientRect().top; return at > 40 && at < innerHeight; }",
                           arg=heading.element_handle())  # fmt: skip
    assert urlsplit(view.url).query == "which=1"
    links = view.locator(".about td a").evaluate_all("all => all.map(a => [a.href, a.target, a.rel])")
    assert {url for url, *_ in links} == {source.url for source in corpus.sources().values()}
    assert {(target, frozenset(rel.split()) >= {"noopener"}) for _, target, rel in links} == {("_blank", True)}
    view.context.close()


LOOKS = [(1440, "light"), (390, "dark")]
LOOKS += [pytest.param(width, scheme, marks=pytest.mark.long) for width, scheme in ((390, "light"), (1440, "dark"))]


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), LOOKS)
@pytest.mark.parametrize("which", ["0", "1"], ids=["library", "sample"])
def test_axe_finds_nothing_and_nothing_is_cut_off(
    chromium: Any, served: str, which: str, width: int, scheme: str
) -> None:
    try:
        from axe_playwright_python import sync_playwright as axe
    except ImportError:
        lacking("this test needs axe-playwright-python (the test extra)")
    view = opened(chromium, f"{served}/?which={which}", width, scheme)
    for summary in view.locator("summary").all():
        summary.click()
    view.locator("table.numbers").last.wait_for()
    found = axe.Axe().run(view).response["violations"]
    assert [(item["id"], item["nodes"][0]["html"][:200]) for item in found] == []
    assert view.evaluate("document.documentElement.scrollWidth") <= width
    wide = "all => all.filter(it => it.scrollWidth > it.clientWidth + 1).map(it => it.outerHTML.slice(0, 200))"
    assert view.locator(".about, .about td, .about th, .about dd").evaluate_all(wide) == []
    view.context.close()
