"""readers.html: web pages -> the article's text and what the page says of itself; trials R08, R09, R10, R48."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial

import clock
import pages
import pytest
from examples import table
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pages import ARTICLE, LAST, LEAD, SECOND, THIRD, paragraphs, plain

from extract.claim import Document
from extract.readers import html
from extract.readers.errors import DocumentError
from extract.readers.markup import line, text, trees

WHOLE = "\n\n".join(ARTICLE)
LONG = bool(os.environ.get("LONG_TESTS"))


def nothing(said: str) -> None:
    raise AssertionError(f"a page has no problem of its own: {said}")


def read(page: str | bytes, charset: str | None = None) -> Document:
    raw = page if isinstance(page, bytes) else page.encode()
    (document,) = html.documents(raw, "a.html", "id", nothing, charset=charset)
    return document


def refused(page: str | bytes) -> str:
    with pytest.raises(DocumentError) as caught:
        read(page)
    assert str(caught.value).startswith("a.html: ")
    return str(caught.value)


ADDRESS = "https://courier.example.org"
SKELETONS = [
    (
        "WordPress article", pages.WORDPRESS, pages.WORDPRESS_TEXT, "Mexico holds 91,000 migrants",
        "The Example Courier", "2021-06-08", f"{ADDRESS}/2021/06/08/mexico-holds-91000/", "en",
    ),
    (
        "Drupal report", pages.DRUPAL, pages.DRUPAL_TEXT, "Flash update 4: influx into Chad", "Example Relief",
        "2023-05-26", "https://relief.example.org/report/chad/flash-update-4", "en",
    ),
    (
        "statistics with a table", pages.STATISTICS, pages.STATISTICS_TEXT, "Encounters by month",
        "Example Statistics Office", "2023-07-18", "", "en",
    ),
    (
        "live page", pages.LIVE, pages.LIVE_TEXT, "Frontera, última hora", "Agencia Ejemplo", "2022-06-25", "", "es",
    ),
    (
        "page saved by a browser", pages.SAVED, WHOLE, "Raids", "The Example Courier", None,
        f"{ADDRESS}/world/raids-1905.html", "en",
    ),
    ("div with breaks", pages.BREAKS, pages.BREAKS_TEXT, "Raids", "", None, "", ""),
    ("index page", pages.INDEX, pages.INDEX_TEXT, "Nouvelles", "", None, "", "fr"),
    ("paragraphs alone", plain(), WHOLE, "Raids", "", None, "", "en"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "page", "body", "title", "publisher", "published", "url", "language"), table(SKELETONS)
)
def test_pages_as_sites_make_them(
    kind: str, page: str, body: str, title: str, publisher: str, published: str | None, url: str, language: str
) -> None:
    document = read(page)
    assert document.text == body, kind
    assert document == Document(body, "id", title, publisher, published, url, language)  # and no warning


def test_a_lost_part_of_an_article_is_said() -> None:
    document = read(pages.LOST)
    assert document.text == WHOLE
    assert document.warnings == ("about 30 % of the page's text was left out as not the article",)


def test_a_hidden_part_of_an_article_is_said() -> None:
    page = plain().replace("</body>", f'<div style="display: none">{paragraphs(*ARTICLE)}</div></body>')
    document = read(page)
    assert document.text == WHOLE
    assert document.warnings == ("about 50 % of the page's text was left out as not the article",)


BESIDE = [
    ("menu", pages.MENU), ("cookie banner", pages.COOKIES), ("related links", pages.RELATED),
    ("teasers", pages.TEASERS), ("comments", pages.COMMENTS), ("footer", pages.FOOTER),
]  # fmt: skip


@pytest.mark.parametrize("where", ["above", "below"])
@pytest.mark.parametrize(("kind", "part"), table(BESIDE))
def test_what_stands_beside_an_article_is_left_out_without_a_word(kind: str, part: str, where: str) -> None:
    article = f"<main><article>{paragraphs(*ARTICLE)}</article></main>"
    body = part + article if where == "above" else article + part
    document = read(f"<html><body>{body}</body></html>")
    assert (document.text, document.warnings) == (WHOLE, ()), kind


INSIDE = [
    ("<p>Guards <b>held</b> 40&nbsp;men.</p>", "Guards held 40\u00a0men."),
    ("<p>Guards\n   held\t40 men.</p>", "Guards held 40 men."),
    ("<p>Fewer than &lt;b&gt; 5 &amp; 6.</p>", "Fewer than <b> 5 & 6."),
    ("<p>Guards held <!-- 7 --> 40 men.</p>", "Guards held 40 men."),
    ("<p>Guards held <script>7</script><style>8</style>40 men.</p>", "Guards held 40 men."),
    ("<p>Guards held <span hidden>7</span>40 men.</p>", "Guards held 40 men."),
    ("<p>Guards held <span style='color:red;display:none'>7</span>40 men.</p>", "Guards held 40 men."),
    ("<p>Guards held <i aria-hidden='true'>7</i>40 men.</p>", "Guards held 40 men."),
    ("<p>Guards held 40 men<span class='sr-only'>opens 1 window</span>.</p>", "Guards held 40 men."),
    ("<p>Guards held 4,200<sup>2</sup> men.</p>", "Guards held 4,200[2] men."),
    ("<p>They got $4.2m<sup>3</sup> in aid.</p>", "They got $4.2m[3] in aid."),
    ("<p>A camp of 5 km<sup>2</sup> for 900 men.</p>", "A camp of 5 km² for 900 men."),
    ("<p>The 1<sup>st</sup> raid.</p>", "The 1st raid."),
    ("<p>Guards held <del>30</del> <ins>40</ins> men.</p>", "Guards held 40 men."),
    ("<p>Guards held <s>30</s> <strike>35</strike> 40 men.</p>", "Guards held 40 men."),
    ("<div><time>8.00</time><p>Guards held 40 men.</p></div>", "Guards held 40 men."),
    ("<div><a href=a><time>12.30 BST</time></a><h2>40 held</h2></div>", "40 held"),
    ("<p>08:15</p><p>9.30 pm</p><p>10am</p><p>Guards held 40 men.</p>", "Guards held 40 men."),
    ("<p>At <time>8.00</time> guards held 40 men.</p>", "At 8.00 guards held 40 men."),
    ("<p><time>8 June 2021</time></p><p>8.00</p><p>men.</p>", "8 June 2021\n\n8.00\n\nmen."),
    ("<table><tr><th>At<th>Held<tr><td><time>8.00</time><td>40</table>", "At | Held\n8.00 | 40"),
    ("<p>Mig&shy;rants fled.</p>", "Migrants fled."),
    ("<p>Guards held <a href='/a'>40 men</a>.</p>", "Guards held 40 men."),
    ("<p>One.</p><div>Two.</div>Three.", "One.\n\nTwo.\n\nThree."),
    ("One.<br>Two.<br/><br/>Three.", "One.\nTwo.\n\nThree."),
    ("<ul><li>One<li>Two<ul><li>Three</li></ul></li></ul><p>Four", "One\nTwo\nThree\n\nFour"),
    ("<dl><dt>Held</dt><dd>40</dd></dl>", "Held\n40"),
    ("<h2>Raids</h2><p>Guards held 40.</p>", "Raids\n\nGuards held 40."),
    ("<pre>Guards held 40.\nTwo fled.</pre>", "Guards held 40.\nTwo fled."),
    ("<p>Guards held 40.</p><p>Guards held 40.</p>", "Guards held 40.\n\nGuards held 40."),
    ("<details><summary>More</summary><p>Two fled.</p></details>", "More\n\nTwo fled."),
    ("<select><option>Country 1</option></select><button>Go 2</button><p>Two fled.</p>", "Two fled."),
    (
        "<figure><img src=a><figcaption>A fence of 12 m</figcaption></figure><p>Two fled.</p>",
        "A fence of 12 m\n\nTwo fled.",
    ),
    (
        "<div><img src=a><p class='wp-caption-text'>A fence of 12 m</p></div><p>Two fled.</p>",
        "A fence of 12 m\n\nTwo fled.",
    ),
    ("<blockquote><p>“Two fled.”</p><footer>A guard</footer></blockquote>", "“Two fled.”\n\nA guard"),
    ("plain text &amp; signs", "plain text & signs"),
    ("a < b and 5 > 3", "a < b and 5 > 3"),
    ("", ""),
]


@pytest.mark.parametrize(("markup", "wanted"), table(INSIDE))
def test_markup_as_text(markup: str, wanted: str) -> None:
    assert text(markup) == wanted


FIGURE = "<figure><img src=a><figcaption>A fence of 12 m</figcaption></figure>"


def rows(*lines: str) -> str:
    return "".join(f"<tr>{line}</tr>" for line in lines)


TABLES = [
    (
        "a caption",
        f"<table><caption>Held,\n 2023</caption>{rows('<th>Origin<th>Men', '<td>Chad<td>4,200')}</table>",
        "Held, 2023\nOrigin | Men\nChad | 4,200",
    ),
    (
        "the heading above",
        f"<h3>Held</h3><table>{rows('<td>Origin<td>Men', '<td>Chad<td>4,200')}</table>",
        "Held\nOrigin | Men\nChad | 4,200",
    ),
    (
        "a line in bold above",
        f"<p>Before.</p><p><strong>Held</strong></p><table>{rows('<td>Origin<td>Men', '<td>Chad<td>4')}</table>",
        "Before.\n\nHeld\nOrigin | Men\nChad | 4",
    ),
    (
        "a figure's caption below",
        f"<figure><table>{rows('<td>Origin<td>Men', '<td>Chad<td>4')}</table><figcaption>Held</figcaption></figure>",
        "Held\nOrigin | Men\nChad | 4",
    ),
    (
        "spans of rows and columns",
        f"<table>{rows('<th rowspan=2>Origin<th colspan=2>Held', '<th>Men<th>Women', '<td>Chad<td>4<td>5')}</table>",
        "Origin | Held | Held\nOrigin | Men | Women\nChad | 4 | 5",
    ),
    (
        "a row across more columns than there are",
        f"<table>{rows('<td colspan=99>Africa', '<td>Chad<td>4', '<td>Mali<td>5')}</table>",
        "Africa | Africa\nChad | 4\nMali | 5",
    ),
    (
        "a rowspan that goes to the end, and broken ones",
        f"<table>{rows('<td rowspan=0>Chad<td rowspan=x>4', '<td colspan=-1>5', '<td>6')}</table>",
        "Chad | 4\nChad | 5\nChad | 6",
    ),
    (
        "empty cells keep their place",
        f"<table>{rows('<th>Origin<th>May<th>June', '<td>Chad<td><td>5')}</table>",
        "Origin | May | June\nChad |  | 5",
    ),
    (
        "cells with blocks, breaks, bars and hidden parts",
        f"<table>{rows('<th>Origin<th>Held', '<td><p>North<br>Chad</p><td>4|5<span hidden>7</span>')}</table>",
        "Origin | Held\nNorth Chad | 4/5",
    ),
    (
        "a frame for text",
        f"<table><tr><td><table>{rows('<td><p>Two fled.</p><p>One slept.</p>')}</table></td><td>Menu</td></tr></table>",
        "Two fled.\n\nOne slept.\n\nMenu",
    ),
    (
        "data in a frame",
        f"<table role=none><tr><td>Two fled.<table>{rows('<th>Origin<th>Men', '<td>Chad<td>4')}</table></table>",
        "Two fled.\n\nOrigin | Men\nChad | 4",
    ),
    ("a column alone", f"<table>{rows('<td>Two fled.', '<td>One slept.')}</table>", "Two fled.\n\nOne slept."),
    ("nothing", "<table><tr><th></th></tr></table>", ""),
]


@pytest.mark.parametrize(("kind", "markup", "wanted"), table(TABLES))
def test_tables(kind: str, markup: str, wanted: str) -> None:
    assert text(f"{markup}<p>After.</p>") == f"{wanted}\n\nAfter.".lstrip(), kind


CAPTIONS = [
    ("above the text", f"<article>{FIGURE}<div>{paragraphs(*ARTICLE)}</div></article>", f"A fence of 12 m\n\n{WHOLE}"),
    ("within the text", f"<article>{paragraphs(LEAD)}{FIGURE}{paragraphs(*ARTICLE[1:])}</article>",
     "\n\n".join((LEAD, "A fence of 12 m", *ARTICLE[1:]))),
    ("of a teaser", f"<main><article>{paragraphs(*ARTICLE)}</article><article>{FIGURE}</article></main>", WHOLE),
    ("of a menu", f"<nav>{FIGURE}</nav><article>{paragraphs(*ARTICLE)}</article>", WHOLE),
]  # fmt: skip


@pytest.mark.parametrize(("where", "body", "wanted"), table(CAPTIONS))
def test_captions_of_pictures(where: str, body: str, wanted: str) -> None:
    document = read(f"<html><body>{body}</body></html>")
    assert (document.text, document.warnings) == (wanted, ()), where


def test_a_table_stays_where_it_stands() -> None:
    held = f"<table>{rows('<th>Origin<th>Held', '<td>Chad<td>4,200', '<td>Mali<td>1,700')}</table>"
    document = read(plain().replace(f"<p>{THIRD}", f"<h2>Held in May</h2><div class='wrap'>{held}</div><p>{THIRD}"))
    grid = "Held in May\nOrigin | Held\nChad | 4,200\nMali | 1,700"
    assert document.text == "\n\n".join((LEAD, SECOND, grid, THIRD, LAST))


def meta(name: str, content: str, key: str = "name") -> str:
    return f'<meta {key}="{name}" content="{content}">'


def ld(said: str) -> str:
    return f'<script type="application/ld+json">{said}</script>'


DAY = '"datePublished": "2021-06-08T23:30:00-05:00"'
DAYS = [
    ("nothing", "", None),
    ("article:published_time", meta("article:published_time", "2021-06-08T10:00:00Z", "property"), "2021-06-08"),
    ("modified alone", meta("article:modified_time", "2021-06-08T10:00:00Z", "property"), None),
    ("dateModified alone", ld('{"@type": "NewsArticle", "dateModified": "2021-06-08"}'), None),
    ("JSON-LD", ld('{"@type": "NewsArticle", ' + DAY + "}"), "2021-06-08"),
    ("JSON-LD in a list", ld('[{"@type": "WebSite"}, {"@type": ["ReportageNewsArticle"], ' + DAY + "}]"), "2021-06-08"),
    ("JSON-LD of a page", ld('{"@type": "WebPage", ' + DAY + "}"), "2021-06-08"),
    ("JSON-LD of another", ld('{"@type": "ItemList", "itemListElement": [{"@type": "Article", ' + DAY + "}]}"), None),
    ("broken JSON-LD", ld('{"@type": "NewsArticle", ' + DAY), None),
    ("JSON-LD without an object", ld("3") + ld("[null]") + ld('"a"'), None),
    ("Dublin Core", meta("DC.date.issued", "2021-06"), "2021-06"),
    ("year/month/day", meta("citation_publication_date", "2021/06/08"), "2021-06-08"),
    ("digits alone", meta("pubdate", "20210608T120000"), "2021-06-08"),
    ("in words", meta("date", "8 June 2021"), "2021-06-08"),
    ("itemprop", meta("datePublished", "2021-06-08", "itemprop"), "2021-06-08"),
    ("canonical address", f'<link rel="canonical" href="{ADDRESS}/2021/6/8/raids">', "2021-06-08"),
    ("a month in the address", f'<link rel="canonical" href="{ADDRESS}/2021/06/raids">', None),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "head", "wanted"), table(DAYS))
def test_days_that_pages_say_for_machines(kind: str, head: str, wanted: str | None) -> None:
    document = read(plain(head=head))
    assert (document.published, document.warnings) == (wanted, ()), kind


ABOVE = [
    ("<time datetime='2021-06-08T10:00'>June 8</time>", "2021-06-08"),
    ("<time pubdate datetime='2021-06-08'>June 8</time><time datetime='2021-06-09'></time>", "2021-06-08"),
    ("<time class='updated' datetime='2021-06-08'>June 8</time>", None),
    ("<time datetime='2021-06-08'></time><time datetime='2021-06-09'></time>", None),
    ("<time class='entry-date' datetime='2021-06-08'></time><time datetime='2021-06-09'></time>", "2021-06-08"),
    ("<nav><time datetime='2021-06-08'>June 8</time></nav>", None),
    ("<div class='related'><time datetime='2021-06-08'>June 8</time></div>", None),
    ("<span itemprop='datePublished'>8 June 2021</span>", "2021-06-08"),
    ("<div class='field--name-field-date'>8 June 2021</div>", "2021-06-08"),
    ("<div class='post-date'>6/8/2021</div>", None),
    ("<div class='post-date'>8 June 2021</div><div class='post-date'>9 June 2021</div>", None),
    ("<div class='event-date'>8 June 2021</div>", None),
    ("<p>Updated on 8 June 2021</p>", None),
]


@pytest.mark.parametrize(("above", "wanted"), table(ABOVE))
def test_days_that_stand_above_an_article(above: str, wanted: str | None) -> None:
    page = plain().replace("<body>", f"<body><main>{above}")
    assert read(page).published == wanted
    assert read(plain().replace("</body>", f"{above}</body>")).published is None  # below it, it is another's


NO_DAYS = [("2021-06-31",), ("0001-01-01T00:00:00Z",), ("1970-01-01",), ("2021-13-40",), ("soon",)]


@pytest.mark.parametrize("written", table(NO_DAYS))
def test_a_broken_day_is_said(written: str) -> None:
    document = read(plain(head=meta("article:published_time", written, "property")))
    assert document.published is None
    assert document.warnings == (f"its publication date cannot be read: {written}",)
    other = meta("dcterms.issued", "2021-06-08")
    document = read(plain(head=meta("article:published_time", written, "property") + other))
    assert (document.published, document.warnings) == ("2021-06-08", ())


TITLES = [
    ("<title>Raids</title>", "Raids"),
    ("<title>Raids | Example</title>" + meta("og:site_name", "example", "property"), "Raids"),
    ("<title>Raids - a report</title>", "Raids - a report"),
    ("<title>Tom &amp; Jerry\n flee</title>", "Tom & Jerry flee"),
    ("<title>Mexico &amp;amp; Cuba&amp;#8217;s men</title>", "Mexico & Cuba’s men"),
    ("<title>Mexico &amp;nbsp; Cuba</title>", "Mexico Cuba"),
    (
        "<title>&amp;lt;script&amp;gt;alert(1)&amp;#60;/script&amp;#x3e;</title>",
        "&lt;script&gt;alert(1)&#60;/script&#x3e;",
    ),
    ("<title>AT&amp;T; Raids &amp;nothing;</title>", "AT&T; Raids &nothing;"),
    ("<title>&lt;script&gt;alert(1)&lt;/script&gt;</title>", "<script>alert(1)</script>"),
    ("<title>x</title>" + meta("og:title", "Raids &quot;go on&quot;", "property"), 'Raids "go on"'),
    ("<title>x</title>" + ld('{"@type": "NewsArticle", "headline": "Raids"}'), "Raids"),
    ("", ""),
]


@pytest.mark.parametrize(("head", "wanted"), table(TITLES))
def test_titles(head: str, wanted: str) -> None:
    assert read(f"<html><head>{head}</head><body>{paragraphs(*ARTICLE)}</body></html>").title == wanted


def test_a_title_stands_in_the_text_only_where_it_has_a_figure_of_its_own() -> None:
    page = f"<html><head><title>{{0}}</title></head><body><h1>{{0}}</h1>{paragraphs(*ARTICLE)}</body></html>"
    assert read(page.format("Mexico holds 91,000 in 2021")).text == WHOLE
    assert read(page.format("Raids: 1 death")).text == f"Raids: 1 death\n\n{WHOLE}"
    assert read(page.format("Mexico holds 77,700")).text == f"Mexico holds 77,700\n\n{WHOLE}"


PUBLISHERS = [
    (meta("og:site_name", "The Courier", "property"), "The Courier"),
    (ld('{"@type": "Article", "publisher": {"@type": "Organization", "name": "The  Courier"}}'), "The Courier"),
    (ld('{"@type": "Article", "publisher": [{"name": "The Courier"}]}'), "The Courier"),
    (ld('{"@type": "Article", "publisher": "The Courier"}'), "The Courier"),
    (ld('{"@type": "Article", "publisher": {"@id": "nowhere"}}'), ""),
    (meta("DC.publisher", "The Courier"), "The Courier"),
    (meta("article:publisher", "https://social.example.org/courier", "property"), ""),
    ("", ""),
]


@pytest.mark.parametrize(("head", "wanted"), table(PUBLISHERS))
def test_publishers(head: str, wanted: str) -> None:
    assert read(plain(head=head)).publisher == wanted


ADDRESSES = [
    (f'<link rel="canonical" href="{ADDRESS}/a">', f"{ADDRESS}/a"),
    (f'<link rel="canonical" href="/a">{meta("og:url", f"{ADDRESS}/b", "property")}', f"{ADDRESS}/a"),
    ('<link rel="canonical" href="/a">', ""),
    (f'<link rel="canonical" href="{ADDRESS}/">{meta("og:url", f"{ADDRESS}/b", "property")}', f"{ADDRESS}/b"),
    (f'<link rel="canonical" href="{ADDRESS}/">', f"{ADDRESS}/"),
    ('<link rel="canonical" href="javascript:alert(1)">', ""),
    ('<link rel="canonical" href="file:///a/b.html">', ""),
    ('<link rel="canonical" href="https://[broken/">', ""),
    (meta("og:url", f"{ADDRESS}/b", "property"), f"{ADDRESS}/b"),
    ("", ""),
]


@pytest.mark.parametrize(("head", "wanted"), table(ADDRESSES))
def test_addresses(head: str, wanted: str) -> None:
    assert read(plain(head=head)).url == wanted


LANGUAGES = [
    ('<html lang="en">', "en"), ('<html lang="pt-BR">', "pt"), ('<html lang="EN_us">', "en"), ("<html lang=''>", ""),
    ('<html xml:lang="fr">', "fr"), ('<html lang="english">', ""), ("<html>", ""),
    ('<html><head><meta property="og:locale" content="es_MX"></head>', "es"),
    ('<html><head><meta http-equiv="Content-Language" content="de, en"></head>', "de"),
]  # fmt: skip


@pytest.mark.parametrize(("start", "wanted"), table(LANGUAGES))
def test_languages(start: str, wanted: str) -> None:
    assert read(f"{start}<body>{paragraphs(*ARTICLE)}</body></html>").language == wanted


SAID = "“Forty” migrants reached Málaga – a record. " * 3
RUSSIAN = "Полиция задержала 40 мигрантов на границе, сообщило министерство. " * 3
ENCODINGS = [
    ("UTF-8, unsaid", SAID, "utf-8", "", None),
    ("UTF-8 with a mark", SAID, "utf-8-sig", "iso-8859-1", None),
    ("UTF-16", SAID, "utf-16", "", None),
    ("UTF-8 that says Latin-1", SAID, "utf-8", "iso-8859-1", None),
    ("Windows-1252 that says Latin-1", SAID, "cp1252", "iso-8859-1", None),
    ("Windows-1251, said by the page", RUSSIAN, "cp1251", "windows-1251", None),
    ("KOI8-R, said by the server", RUSSIAN, "koi8-r", "", "KOI8-R"),
    ("the server goes before the page", RUSSIAN, "cp1251", "koi8-r", "windows-1251"),
    ("an unknown one", SAID, "utf-8", "x-unknown", "zip"),
    ("one that Python would decode slowly", SAID, "utf-8", "punycode", "unicode_escape"),
    ("Japanese in seven bits", "移民四十人を拘束した。" * 5, "iso2022_jp", "iso-2022-jp", None),
]


@pytest.mark.parametrize(("kind", "said", "encoding", "page", "server"), table(ENCODINGS))
def test_encodings(kind: str, said: str, encoding: str, page: str, server: str | None) -> None:
    declared = f"<meta charset='{page}'>" if page else ""
    raw = f"<html><head>{declared}<title>a</title></head><body><p>{said}</p></body></html>".encode(encoding)
    document = read(raw, server)
    assert (document.text, document.warnings) == (said.strip(), ()), kind


def test_signs_that_an_encoding_has_not_are_counted() -> None:
    raw = plain(head='<meta charset="gb18030">').encode("gb18030").replace(b"91,000", b"91,000 \xff\xff ")
    document = read(raw)
    assert "91,000 \ufffd\ufffd migrants" in document.text
    assert document.warnings == ("2 characters could not be read as gb18030 and stand as \ufffd",)


NO_TEXT = [
    ("app shell", pages.SHELL, "no text: the page draws its text with JavaScript; save it from the browser"),
    (
        "app shell that says it loads",
        "<div id=app>Loading…</div><script src=a.js></script>",
        "no text: the page draws its text with JavaScript; save it from the browser",
    ),
    ("nothing", "", "no text: the page holds none"),
    ("white space and comments", " <!-- 40 --> \n", "no text: the page holds none"),
    ("a head alone", "<html><head><title>Raids</title></head></html>", "no text: the page holds none"),
    ("zeros", b"\0" * 5000, "it is no text file"),
]


@pytest.mark.parametrize(("kind", "page", "said"), table(NO_TEXT))
def test_a_page_without_text_says_why(kind: str, page: str | bytes, said: str) -> None:
    assert said in refused(page), kind


def test_a_shell_that_holds_its_text_for_machines() -> None:
    body = ld('{"@type": "NewsArticle", "articleBody": "Guards held 40 men.\\n\\nTwo fled."}')
    assert read(pages.SHELL.replace("</head>", f"{body}</head>")).text == "Guards held 40 men.\n\nTwo fled."


def test_an_article_that_the_page_hides_is_the_one_for_search_engines() -> None:
    body = ld('{"@type": "NewsArticle", "isAccessibleForFree": false, "articleBody": "' + "\\n\\n".join(ARTICLE) + '"}')
    document = read(f"<html><head>{body}</head><body><article><p>Read on for $1 a week.</p></article></body></html>")
    assert document.text == WHOLE
    assert document.warnings == (
        "the text is the one that the page gives to search engines; the page itself shows less",
    )
    shown = read(f"<html><head>{body}</head><body><article>{paragraphs(*ARTICLE[:-1])}</article></body></html>")
    assert (shown.text, shown.warnings) == ("\n\n".join(ARTICLE[:-1]), ())


def test_a_short_page_is_read() -> None:
    assert read("<p>Guards held 40 men.</p><script>1</script>").text == "Guards held 40 men."


# R08: nothing is lost without a word.

DEPTHS = [(252,), (256,), (1000,), (10_000,)]
DEEP = "its markup is nested too deeply: the text is whole, but menus and the like may be in it"


@pytest.mark.parametrize("depth", table(DEPTHS))
@pytest.mark.parametrize("tag", ["div", "span", "blockquote"])
def test_r08_deep_nesting_loses_nothing(depth: int, tag: str) -> None:
    inner = f"<{tag}>" * depth + paragraphs(*ARTICLE) + f"</{tag}>" * depth
    document = read(f"<html><body>{inner}<p>{LEAD}</p></body></html>")
    assert document.text == f"{WHOLE}\n\n{LEAD}"
    assert document.warnings == ((DEEP,) if depth > 2000 else ())


def test_r08_deep_tables_lose_nothing() -> None:
    document = read("<table><tr><td>" * 5000 + paragraphs(*ARTICLE) + "</td></tr></table>" * 5000)
    assert (document.text, document.warnings) == (WHOLE, (DEEP,))


@pytest.mark.parametrize("size", [9_000_000, 11_000_000])
def test_r08_a_picture_within_the_page_loses_nothing(size: int) -> None:
    picture = f'<p><img src="data:image/png;base64,{"A" * size}"></p>'
    assert read(plain().replace(f"<p>{THIRD}", f"{picture}<p>{THIRD}")).text == WHOLE


def test_r08_a_text_of_11_million_characters_is_whole() -> None:
    large = "Guards held 40 men. " * 550_000
    document = read(plain(LEAD, large, LAST))
    assert document.text == f"{LEAD}\n\n{large.strip()}\n\n{LAST}"


# R09: absurd pages are read or refused well before the worker's deadline of 20 seconds.

ATTRIBUTES = 100_000
ABSURD: list[tuple[str, Callable[[], str], str]] = [
    ("100,000 attributes", lambda: f"<div {' '.join(f'a{n}=1' for n in range(ATTRIBUTES))}>", ""),
    ("100,000 attributes with signs", lambda: "<div " + " ".join(f'a{n}="<>"' for n in range(ATTRIBUTES)) + ">", ""),
    ("a million li", lambda: "<li>Guards held 40" * 1_000_000, "the page has more than 250,000 elements"),
    ("a million open tags", lambda: "<b>" * 1_000_000, "the page has more than 250,000 elements"),
    ("spans of a million cells", lambda: "<table>" + "<tr><td colspan=999 rowspan=9999>1<td>2" * 3000 + "</table>", ""),
    ("a long name of a class", lambda: f"<div class='{'a-b ' * 500_000}'>", ""),
    ("JSON-LD 100,000 deep", lambda: ld('{"a":' * 100_000 + "1" + "}" * 100_000), ""),
    ("a comment without an end", lambda: f"<p>{LEAD}</p><!--" + "-" * 1_000_000, ""),
]  # fmt: skip
in_time = partial(clock.within, 20 * clock.A_SECOND)


@pytest.mark.parametrize(("kind", "absurd", "said"), table(ABSURD))
def test_r09_absurd_pages_are_read_or_refused_in_time(kind: str, absurd: Callable[[], str], said: str) -> None:
    page = f"<html><body>{paragraphs(*ARTICLE)}{absurd()}"
    if said:
        assert said in in_time(lambda: refused(page))
    else:
        assert WHOLE in in_time(lambda: read(page).text), kind


def test_r09_many_paragraphs_are_read() -> None:
    number = 100_000 if LONG else 12_000
    page = plain(*(f"Guards held {n} men at the border of Chiapas, says the report." for n in range(number)))
    document = in_time(lambda: read(page))
    assert document.text.count("\n\n") == number - 1
    assert document.text.endswith(f"Guards held {number - 1} men at the border of Chiapas, says the report.")


def test_r09_most_elements_are_read() -> None:
    number = trees.MOST_ELEMENTS - 100 if LONG else 12_000
    page = "<ul>" + "<li>Guards held 40" * number
    assert in_time(lambda: read(page)).text.count("Guards held 40") == number


# R10: the same page gives the same text, repeats included.


@pytest.mark.parametrize("page", [pages.WORDPRESS, pages.DRUPAL, pages.LIVE], ids=["WordPress", "Drupal", "live"])
def test_r10_one_page_four_times(page: str) -> None:
    first = read(page)
    assert [read(page) for _ in range(3)] == [first] * 3


def test_r10_equal_paragraphs_are_kept() -> None:
    assert read(plain(LEAD, SECOND, LEAD, LEAD, LEAD, LEAD)).text == "\n\n".join((LEAD, SECOND, *[LEAD] * 4))


# R48: whatever comes in, a document or a DocumentError comes out.

TAGS = st.sampled_from((
    "p", "div", "table", "tr", "td", "th", "ul", "li", "h1", "h2", "a", "b", "sup", "br", "script", "article", "aside",
    "main", "body", "head", "title", "meta", "html", "pre", "figure", "figcaption", "caption", "span", "time", "form",
))  # fmt: skip
WORDS = st.sampled_from(
    ("Guards held 40 men. ", "1", "\u00a0", "&lt;", "&#0;", "&#xD800;", "<!--", "-->", "<", "é", "\0")
)
ATTRS = st.sampled_from((
    "", " hidden", " class='related x'", " colspan=9 rowspan=0", " datetime='2021-06-31'", " lang=en",
    " aria-hidden=true", " property='og:title' content='a'", " style='display:none'", " name=date content='x'", " href='http://[::'",
))  # fmt: skip
PIECES = st.one_of(
    WORDS, st.builds("<{}{}>".format, TAGS, ATTRS), st.builds("</{}>".format, TAGS), st.text(max_size=20)
)  # fmt: skip
MANY = settings(
    max_examples=1000 if LONG else 60, deadline=None, suppress_health_check=list(HealthCheck), database=None
)


def tried(raw: bytes) -> None:
    try:
        found = read(raw)
    except DocumentError:
        return
    assert found.text.strip()
    assert found.text == found.text.encode().decode()
    assert "\0" not in found.text + found.title + found.publisher
    assert "\n" not in found.title + found.publisher
    assert not found.url or found.url.startswith(("http://", "https://"))


@MANY
@given(st.binary(max_size=300))
def test_r48_random_bytes(raw: bytes) -> None:
    tried(raw)


@MANY
@given(st.lists(PIECES, max_size=60).map("".join))
def test_r48_random_trees(page: str) -> None:
    tried(page.encode("utf-8", "replace"))


LINES = [
    ("<b>Raids</b> &amp; returns", "Raids & returns"), ("AT&T <3 raids", "AT&T <3 raids"), (" a\n b ", "a b"),
    ("Raids &#8211; now", "Raids – now"), ("x <img src=x onerror=alert(1)>", "x"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "wanted"), table(LINES))
def test_lines(said: str, wanted: str) -> None:
    assert line(said) == wanted
