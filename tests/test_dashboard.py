"""The dashboard's script without a browser: what opens, what filters and links do, what goes wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from shown import count, rows
from streamlit.testing.v1 import AppTest

import extract
from extract import corpus, table
from extract.claim import Document
from extract.library import Library
from extract.views import citation, filters, shelf

ROOT = Path(__file__).parent.parent


def opened(**asked: list[str]) -> AppTest:
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    for name, values in asked.items():
        app.query_params[name] = values
    app.run()
    assert not app.exception
    return app


def notices(app: AppTest) -> str:
    """What the page says in notices, as HTML."""
    return "".join(str(part.value) for part in app.get("html") if 'class="notice' in str(part.value))


def test_it_opens_on_the_sample_corpus_without_dates_and_other_numbers() -> None:
    app = opened()
    assert count(app) > 300
    assert len(app.get("plotly_chart")) == 2
    assert notices(app) == ""
    assert set(rows(app)["Kind"]).isdisjoint({"Dates and lengths of time", "Other"})


@pytest.mark.parametrize(
    ("asked", "column", "words"),
    [
        ({"country": ["MEX"], "measure": ["detention"]}, "Where", "Mexico"),
        ({"publisher": ["TRT World"]}, "Publisher", "TRT World"),
        ({"words": ["Lampedusa"]}, "Sentence", "Lampedusa"),
        ({"measure": ["period"]}, "Kind", "Dates and lengths of time"),
    ],
    ids=str,
)
def test_a_link_filters(asked: dict[str, list[str]], column: str, words: str) -> None:
    shown = rows(opened(**asked))
    assert len(shown) > 0
    assert shown[column].str.contains(words).all()


def test_articles_of_one_title_are_told_apart_in_the_filter(tmp_path: Path) -> None:
    where = tmp_path / "library.sqlite"
    with Library.open(where) as library:
        heads = {"title": "Raids", "publisher": "The Courier", "published": "2021-06-08"}
        texts = {"a.txt": "Mexico detained 91,000 migrants.", "b.txt": "Malta rescued 40 migrants."}
        library.add_all([Document(text, name, **heads) for name, text in texts.items()])
        library.add_all([Document("Spain deported 70 migrants.", "c.txt", "Other", "The Courier", "2021-06-08")])
    held = shelf.opened(shelf.Choice("own", "Own", str(where)))
    said = "Raids · The Courier · 2021-06-08"
    assert filters._titles(held, ["a.txt", "b.txt", "c.txt"]) == {
        "a.txt": f"{said} · a.txt", "b.txt": f"{said} · b.txt", "c.txt": "Other · The Courier · 2021-06-08",
    }  # fmt: skip


def test_years_narrow_the_rows() -> None:
    app = opened(**{"from": ["2023"], "to": ["2023"]})
    narrow = count(app)
    app.selectbox(key="from").set_value("").run()
    assert 0 < narrow < count(app)


def test_years_in_the_wrong_order_are_said() -> None:
    app = opened(**{"from": ["2023"], "to": ["2019"]})
    assert "No year is after 2023 and before 2019" in app.caption[0].value
    assert "No figure fits" in app.info[0].value


def test_a_part_of_the_page_cites_only_what_it_draws() -> None:
    """A choice among the arrivals is not cited beside the chart of the detentions."""
    claims = table.frame(extract.find(corpus.documents()))
    arrival = claims.loc[(claims["measure"] == "arrival") & (claims["period_start"] != ""), "claim_id"].iloc[-1]
    app = opened()
    app.session_state["chosen in the time"] = arrival
    app.run()
    cited = next(part.value for part in app.get("html") if "blockquote" in str(part.value))
    assert "Arrivals" in cited
    menu = next(box for box in app.selectbox if box.label == "Measure to draw")
    menu.set_value("detention").run()
    cited = next(part.value for part in app.get("html") if "blockquote" in str(part.value))
    assert "Detention" in cited


def test_an_unknown_value_in_a_link_is_said() -> None:
    app = opened(country=["XYZ", "MEX"])
    assert "country: XYZ" in notices(app)
    assert app.multiselect(key="country").value == ["MEX"]


@pytest.mark.parametrize(
    ("name", "value"),
    [("scale", "weird"), ("page", "²"), ("page", "0"), ("places", "x"), ("drawn", "x"), ("spot", "ATL"), ("way", "x")],
    ids=str,
)
def test_a_setting_that_there_is_not_is_passed_over(name: str, value: str) -> None:
    app = opened(**{name: [value]})
    assert count(app) > 300
    assert len(rows(app)) == 40


def test_nothing_fits_and_clearing_shows_all_again() -> None:
    app = opened(words=["no such words anywhere"])
    assert "No figure fits" in app.info[0].value
    next(button for button in app.button if button.label == "Clear all filters").click().run()
    assert count(app) > 300


def test_a_missing_corpus_is_said_with_the_remedy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(corpus, "HERE", tmp_path / "extract")
    app = opened()
    assert not app.exception
    assert "install the package again" in notices(app)


def test_a_broken_article_is_named_and_the_rest_is_shown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    articles = tmp_path / "data" / "articles"
    articles.mkdir(parents=True)
    broken = "---\npublished: 2021-06-08\n---\n"
    (articles / "broken.md").write_text(broken, encoding="utf-8")
    shutil.copy(sorted(corpus.folder().glob("*.md"))[0], articles)
    monkeypatch.setattr(corpus, "HERE", tmp_path / "extract")
    app = opened()
    assert not app.exception
    assert "broken.md" in notices(app)
    assert count(app) > 0


HOSTILE = {
    "measure": "arrival", "value": 40.0, "low": float("nan"), "high": float("nan"), "qualifier": "exact",
    "unit": "people", "statistic": "level", "direction": "", "per": "", "status": "", "group": "<b>migrants</b>",
    "actor": "", "place": "", "origin": "", "destination": "ITA", "via": "", "period_start": "", "period_end": "",
    "said_by": "<script>alert(1)</script>", "modality": "reported", "why": "<i>why</i>", "written": "40",
    "sentence": 'Some 40 <img src=x onerror="alert(1)"> migrants', "start": 105, "end": 107, "sentence_start": 100,
    "sentence_end": 140, "document_id": "x", "title": "<script>alert(2)</script>",
    "publisher": '"><svg onload=alert(3)>',
    "published": "", "url": "javascript:alert(4)",
}  # fmt: skip


def test_nothing_of_a_document_is_markup() -> None:
    html = citation.html(HOSTILE, None)
    assert "<script" not in html
    assert "<img" not in html
    assert "<svg" not in html
    assert "javascript:" not in html
    assert "<mark>40</mark>" in html
    assert "Not stated: period" in html


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://example.org/a?b=1&c=2", True),
        ("javascript:alert(1)", False),
        ("http://[", False),
        ("data:text/html,x", False),
        ("", False),
    ],
)
def test_only_pages_of_the_web_are_linked(url: str, linked: bool) -> None:
    assert ("<a href=" in citation.html({**HOSTILE, "url": url}, None)) == linked


def test_a_sample_report_names_whose_figures_it_holds() -> None:
    html = citation.html({**HOSTILE, "publisher": "UNHCR"}, corpus.Source("https://example.org/report", ""))
    assert "Written for this project from figures published by" in html
    assert 'href="https://example.org/report"' in html
