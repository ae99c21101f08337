"""R28: no word of a document is markup or script; asked of the source of the pages."""

from __future__ import annotations

import re
from pathlib import Path

import escaping
import pytest
from conftest import ROOT

PAGES = [ROOT / "dashboard.py", *sorted((ROOT / "extract" / "views").rglob("*.py"))]
SCRIPTS = sorted((ROOT / "extract").rglob("*.js"))
UNSAFE = re.compile(r"unsafe_allow_(?:html|javascript)|components\.v1|\bst\.iframe\b|bokeh_chart|pydeck_chart")
MARKUP = re.compile(
    r"\b(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write|\beval\b|new Function|srcdoc|createContextualFragment"
    r"|DOMParser|setHTMLUnsafe|\.on(?:error|load|click)\s*=\s*[\"'`]|setAttribute\(\s*[\"'`]on|[\"'`]javascript:"
    r"|https?://(?!www\.w3\.org/)"
)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_page_allows_what_is_unsafe(path: Path) -> None:
    assert UNSAFE.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_is_written_as_html_is_escaped(path: Path) -> None:
    wrong = list(filter(None, map(escaping.wrong, escaping.written(path))))
    assert wrong == [], "put these through html.escape where they go into the HTML"


def test_there_is_html_to_look_at() -> None:
    assert [place for path in PAGES for place in escaping.written(path)]


def test_scripts_write_no_markup() -> None:
    found = {path.name: MARKUP.findall(path.read_text(encoding="utf-8")) for path in SCRIPTS}
    assert {name: said for name, said in found.items() if said} == {}


HEAD = "import html\nimport streamlit as st\nfrom html import escape\n"
PASS = [
    'st.html("<b>fixed</b>")',
    'st.html(f"<b>{escape(said)}</b>")',
    'st.html(f"<b>{html.escape(claim.title)}</b>")',
    'st.html(f"<b>{count:,}</b> of {share:.1f}")',
    'st.html("".join(f"<li>{escape(x)}</li>" for x in found))',
    'STYLE = "<style>b {color:red}</style>"\nst.html(STYLE)',
    'def one(said):\n    return f"<b>{escape(said)}</b>"\nst.html(one(claim.title) + one("b"))',
    'def one(words):\n    return f"<b>{words}</b>"\nst.html(one(escape(title)))',
    'def show():\n    parts = []\n    for x in found:\n        parts.append(escape(x))\n    st.html(" ".join(parts))',
    'def show():\n    a, b = escape(x), "c"\n    st.html(a + b if a else b)',
    'st.html(f"<style>{FILE.read_text()}</style>")',
    'left.html(f"<b>{escape(said)}</b>")',
    'NAMES = {"a": "A"}\nst.html("".join(f"<b>{NAMES[x]}</b>" for x in found))',
    'NAMES = {"a": "A"}\nst.html("".join(f"<b>{k} {v.lower()}</b>" for k, v in NAMES.items()))',
    'def one(words, kind="near"):\n    return f"<b class={kind}>{escape(words)}</b>"\nst.html(one(title))',
    'def one(rows):\n    return "".join(a + "".join(b) for a, *b in rows)\nst.html(one([(escape(x), "b", "c")]))',
    'st.html(" ".join(map(escape, found)))',
    'st.html("".join(f"<b>{kind.upper()}</b>" for kind in ("a", "b")))',
    'st.html("<br>".join(filter(None, (escape(a), escape(b)))))',
    'CSS = FILE.read_text()\nst.components.v2.component("text", css=CSS, js="export default () => {}")',
]
FAIL = [
    "st.html(title)",
    'st.html(f"<b>{title}</b>")',
    'st.html(f"<b>{claim.title}</b>")',
    'st.html("<b>" + claim["title"] + "</b>")',
    'st.html("<b>%s</b>" % title)',
    'st.html("<b>{}</b>".format(title))',
    'st.html(f"<b>{title:<20}</b>")',
    'st.html(f"<a href={escape(url, quote=False)}>")',
    'st.html("".join(f"<li>{x}</li>" for x in found))',
    'def one(said):\n    return f"<b>{said}</b>"\nst.html(one(claim.title))',
    'def one(words):\n    return f"<b>{words}</b>"\nst.html(one(escape(a)) + one(b))',
    'def one(words):\n    if words:\n        return words\n    return ""\nst.html(one(title))',
    'def show():\n    parts = []\n    for x in found:\n        parts.append(x)\n    st.html(" ".join(parts))',
    'def show():\n    said = "a"\n    said += title\n    st.html(said)',
    'def show():\n    a, b = title, "c"\n    st.html(a + b)',
    "def show(said):\n    st.html(said)",
    "left.html(body=title)",
    'names = {"a": title}\nst.html(names["a"])',
    'names = {}\nnames["a"] = title\nst.html("".join(names.values()))',
    'st.html("".join(k for k in {title: "a"}))',
    'st.html("<b>x</b>".replace("x", title))',
    'st.html({"a": "b"}.get(x, title))',
    'st.html(" ".join(map(str, found)))',
    "st.html(title.upper())",
    'def one(rows):\n    return "".join(a + "".join(b) for a, *b in rows)\nst.html(one([(escape(x), title)]))',
    'st.components.v2.component("text", html=f"<p>{title}</p>")',
]


def snippet(folder: Path, source: str) -> list[bool]:
    """Whether each thing that a page writes passes."""
    (folder / "extract").mkdir()
    path = folder / "extract" / "page.py"
    path.write_text(HEAD + source + "\n", encoding="utf-8")
    return [not escaping.wrong(place) for place in escaping.written(path)]


@pytest.mark.parametrize("source", PASS)
def test_the_check_lets_escaped_text_pass(source: str, tmp_path: Path) -> None:
    found = snippet(tmp_path, source)
    assert found
    assert all(found)


@pytest.mark.parametrize("source", FAIL)
def test_the_check_finds_what_is_not_escaped(source: str, tmp_path: Path) -> None:
    found = snippet(tmp_path, source)
    assert found
    assert not all(found)


OTHER = 'from html import escape\ndef one(words):\n    return f"<b>{words}</b>"\n'
CALLS = {
    "from extract.other import one\nst.html(one(escape(title)))": [True],
    "from extract.other import one as two\nst.html(two(title))": [False],
    "from extract import other\nst.html(other.one(title))": [False],
    "from extract.other import one\none(title)\nst.html(one(escape(title)))": [False],
}


@pytest.mark.parametrize("source", CALLS)
def test_a_function_of_another_module_is_asked_for_what_it_is_given(source: str, tmp_path: Path) -> None:
    (tmp_path / "extract").mkdir()
    (tmp_path / "extract" / "other.py").write_text(OTHER, encoding="utf-8")
    page = tmp_path / "extract" / "pages" / "page.py"  # in another folder than what it calls
    page.parent.mkdir()
    page.write_text(HEAD + source + "\n", encoding="utf-8")
    assert [not escaping.wrong(place) for place in escaping.written(page)] == CALLS[source]


@pytest.mark.parametrize(
    "script",
    ["node.innerHTML = said", 'a.setAttribute("onclick", said)', "eval(said)", 'img.src = "https://example.org/x.png"'],
)
def test_the_check_finds_scripts_that_write_markup(script: str) -> None:
    assert MARKUP.search(script)


@pytest.mark.parametrize("script", ["node.textContent = said", 'button.addEventListener("click", choose)'])
def test_the_check_spares_scripts_that_write_text(script: str) -> None:
    assert not MARKUP.search(script)
