"""readers.feed: RSS and Atom -> a document an entry; trials R22 and R48."""

from __future__ import annotations

import os
from collections.abc import Callable

import clock
import pytest
from examples import table
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.claim import Document
from extract.readers import feed
from extract.readers.errors import DocumentError

LONG = bool(os.environ.get("LONG_TESTS"))
A = "https://courier.example.org/a"
B = "https://courier.example.org/b"
HELD = "Guards held 40 men."
FLED = "Two men fled, 38 stayed."


def told(content: str | bytes) -> tuple[list[Document], list[str]]:
    problems: list[str] = []
    raw = content if isinstance(content, bytes) else content.encode()
    return list(feed.documents(raw, "a.xml", "id", problems.append)), problems


def read(content: str | bytes) -> list[Document]:
    documents, problems = told(content)
    assert problems == []
    return documents


def refused(content: str | bytes) -> str:
    with pytest.raises(DocumentError) as caught:
        told(content)
    assert str(caught.value).startswith("a.xml: ")
    assert "\n" not in str(caught.value)
    return str(caught.value)


CONTENT = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
HEAD = "<title>The Courier</title><link>https://courier.example.org/</link><language>en-GB</language>"


def rss(*items: str, head: str = HEAD) -> str:
    inner = "".join(f"<item>{item}</item>" for item in items)
    return f'<?xml version="1.0"?><rss version="2.0" {CONTENT}><channel>{head}{inner}</channel></rss>'


def atom(*entries: str) -> str:
    inner = "".join(f"<entry>{entry}</entry>" for entry in entries)
    start = '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title type="text">The Courier</title>'
    return f"{start}<updated>2021-07-01T00:00:00Z</updated>{inner}</feed>"


WANTED = [
    Document(f"Raids\n\n{HELD}", A, "Raids", "The Courier", "2021-06-08", A, "en"),
    Document(f"Returns\n\n{FLED}", B, "Returns", "The Courier", "2021-06-09", B, "en"),
]
RSS_2 = rss(
    f"<title>Raids</title><link>{A}</link><pubDate>Tue, 08 Jun 2021 23:30:00 -0500</pubDate>"
    f"<description>{HELD}</description>",
    f"<title>Returns</title><link>{B}</link><pubDate>9 Jun 2021</pubDate><description>{FLED}</description>",
)
RSS_1 = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" {CONTENT}>
<channel rdf:about="https://courier.example.org/"><title>The Courier</title><dc:language>en</dc:language></channel>
<item rdf:about="{A}"><title>Raids</title><link>{A}</link><description>{HELD}</description>
<dc:date>2021-06-08T10:00Z</dc:date></item><item rdf:about="{B}"><title>Returns</title><link>{B}</link>
<description>{FLED}</description><dc:date>2021-06-09</dc:date></item></rdf:RDF>"""
RSS_091 = f"""<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"
"http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel>{HEAD}
<item><title>Raids</title><link>{A}</link><description>{HELD}</description></item></channel></rss>"""
ATOM = atom(
    f'<title>Raids</title><link rel="self" href="{B}"/><link href="{A}"/><id>urn:1</id><summary>{HELD}</summary>'
    "<published>2021-06-08T23:30:00-05:00</published><updated>2021-06-30T00:00:00Z</updated>",
    f'<title>Returns</title><link rel="alternate" href="{B}"/><id>urn:2</id><content type="html">&lt;p>{FLED}&lt;/p>'
    "</content><published>2021-06-09T00:00:00Z</published>",
)


def test_rss_2() -> None:
    assert read(RSS_2) == WANTED


def test_rss_1() -> None:
    assert read(RSS_1) == WANTED


def test_rss_091_names_a_document_type_that_is_not_fetched() -> None:
    (document,) = read(RSS_091)
    assert document == Document(f"Raids\n\n{HELD}", A, "Raids", "The Courier", None, A, "en")


def test_atom() -> None:
    assert [(d.text, d.document_id, d.published, d.url) for d in read(ATOM)] == [
        (d.text, d.document_id, d.published, d.url) for d in WANTED
    ]
    assert {(d.publisher, d.language) for d in read(ATOM)} == {("The Courier", "fr")}


TEXTS = [
    ("a title alone", "<title>Raids: 40 held</title>", "Raids: 40 held"),
    ("a text alone", f"<description>{HELD}</description>", HELD),
    ("a text that begins with the title", f"<title>Guards held</title><description>{HELD}</description>", HELD),
    ("content before a summary", f"<description>{HELD}</description><content:encoded>{HELD} {FLED}</content:encoded>",
     f"{HELD} {FLED}"),
    ("HTML", f"<description>&lt;p>{HELD}&lt;/p>&lt;ul>&lt;li>1&lt;li>2&lt;/ul></description>", f"{HELD}\n\n1\n2"),
    ("HTML in CDATA", f"<description><![CDATA[<p>{HELD}</p><script>7</script><p>{FLED}]]></description>",
     f"{HELD}\n\n{FLED}"),
    ("a table", "<description><![CDATA[<table><tr><th>Origin<th>Held<tr><td>Chad<td>40</table>]]></description>",
     "Origin | Held\nChad | 40"),
    ("entities of HTML", "<description>Guards held 40&nbsp;men &ndash; AT&T said.</description>",
     "Guards held 40\u00a0men – AT&T said."),
    ("a control character", f"<description>{HELD}\x0b</description>", HELD),
    ("signs of another encoding", f"<description>{HELD} – </description>", f"{HELD} –"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "item", "wanted"), table(TEXTS))
def test_texts(kind: str, item: str, wanted: str) -> None:
    (document,) = read(rss(item))
    assert document.text == wanted, kind


ATOM_TEXTS = [
    ("text", f'<content type="text">{HELD} &lt;b> &amp;amp;</content>', f"{HELD} <b> &amp;"),
    ("html", f'<content type="html">&lt;p>{HELD}&lt;/p>&lt;p>{FLED}&lt;/p></content>', f"{HELD}\n\n{FLED}"),
    ("xhtml", f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{HELD}</p><p>{FLED}</p></div></content>',
     f"{HELD}\n\n{FLED}"),
    ("a picture", f'<summary>{HELD}</summary><content type="image/png">{"iVBORw0KGgo" * 9}</content>', HELD),
    ("a source elsewhere", f'<summary>{HELD}</summary><content src="https://example.org/a.mp4"/>', HELD),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "entry", "wanted"), table(ATOM_TEXTS))
def test_texts_of_atom(kind: str, entry: str, wanted: str) -> None:
    (document,) = read(atom(entry))
    assert document.text == wanted, kind


DAYS = [
    ("<pubDate>Tue, 08 Jun 2021 10:00:00 GMT</pubDate>", "2021-06-08"),
    ("<dc:date>2021-06</dc:date>", "2021-06"),
    ("<pubDate>8 juin 2021</pubDate>", "2021-06-08"),
    ("", None),
]


@pytest.mark.parametrize(("item", "wanted"), table(DAYS))
def test_days(item: str, wanted: str | None) -> None:
    (document,) = read(rss(f"<title>Raids</title>{item}"))
    assert (document.published, document.warnings) == (wanted, ())


NO_DAYS = [("6/8/2021",), ("soon",), ("Thu, 01 Jan 1970 00:00:00 GMT",)]


@pytest.mark.parametrize("written", table(NO_DAYS))
def test_a_day_that_is_none_is_said(written: str) -> None:
    (document,) = read(rss(f"<title>Raids</title><pubDate>{written}</pubDate>"))
    assert document.published is None
    assert document.warnings == (f"its publication date cannot be read: {written}",)


def test_the_day_of_a_change_stands_where_no_other_is_said() -> None:
    (document,) = read(atom("<title>Raids</title><updated>2021-06-08T00:00:00Z</updated>"))
    assert document.published == "2021-06-08"


IDS = [
    (f"<link>{A}</link><guid>x</guid>", A, A),
    (f"<guid>{A}</guid>", A, A),
    (f'<guid isPermaLink="false">{A}</guid>', A, ""),
    ("<guid>tag:example.org,2021:1</guid>", "tag:example.org,2021:1", ""),
    ("", "id#1", ""),
]


@pytest.mark.parametrize(("item", "wanted", "url"), table(IDS))
def test_ids(item: str, wanted: str, url: str) -> None:
    (document,) = read(rss(f"<title>Raids</title>{item}"))
    assert (document.document_id, document.url) == (wanted, url)


def test_two_entries_of_one_address_are_two_documents() -> None:
    item = f"<title>Raids</title><link>{A}</link>"
    assert [document.document_id for document in read(rss(item, item, item))] == [A, f"{A}#2", f"{A}#3"]


def test_the_source_of_an_entry_is_its_publisher() -> None:
    (document,) = read(rss('<title>Raids</title><source url="https://example.org/">The Star</source>'))
    assert document.publisher == "The Star"
    (document,) = read(atom("<title>Raids</title><source><title>The Star</title><id>3</id></source>"))
    assert document.publisher == "The Star"


def test_an_entry_without_text_is_a_problem_and_the_others_are_read() -> None:
    documents, problems = told(rss(f"<link>{A}</link>", "<title>Raids</title>"))
    assert [document.title for document in documents] == ["Raids"]
    assert problems == ["a.xml#1: the entry has neither title nor text; read its page instead"]


def test_a_feed_that_breaks_off_gives_what_it_has() -> None:
    documents, problems = told(RSS_2[:-60])
    assert documents == WANTED[:1]
    assert len(problems) == 1
    assert problems[0].startswith("a.xml: the feed breaks off (")
    assert problems[0].endswith(") behind entry 1; get it again for the rest")


SITEMAP = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://example.org/</loc></url></urlset>'
)
OTHERS = [
    ("a sitemap", SITEMAP, "it is a sitemap, which lists addresses without their text"),
    ("a list of feeds", '<opml version="2.0"><body/></opml>', "it is a list of feeds; give the feeds"),
    ("a web page", "<html><body><p>40</p></body></html>", "it is a web page; give it with the ending .html"),
    ("another kind", "<note>40</note>", "it is XML of another kind (<note>), no RSS or Atom"),
    ("no XML", "Guards held 40 men.", "it is no XML ("),
    ("nothing", "", "it is no XML ("),
    ("zeros", b"\0" * 900, "it is no XML ("),
    ("no entries", rss(), "the feed has no entries"),
    ("an unknown encoding", '<?xml version="1.0" encoding="x-none"?><rss/>', "the feed has no entries"),
]


@pytest.mark.parametrize(("kind", "content", "said"), table(OTHERS))
def test_what_is_no_feed_says_what_it_is(kind: str, content: str | bytes, said: str) -> None:
    assert said in refused(content), kind


ENCODINGS = [("utf-8",), ("utf-16",), ("iso-8859-1",), ("windows-1252",)]


@pytest.mark.parametrize("encoding", table(ENCODINGS))
def test_encodings(encoding: str) -> None:
    content = rss("<title>Málaga: 40 held</title>").replace('"1.0"?', f'"1.0" encoding="{encoding}"?', 1)
    (document,) = read(content.encode(encoding))
    assert document.title == "Málaga: 40 held"


# R22: bombs, entities and addresses of others.

BOMB = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
LAUGHS = f'<!DOCTYPE rss [<!ENTITY l0 "lol">{BOMB}]>' + rss("<title>&l9;</title>").partition("?>")[2]
QUADRATIC = (
    f'<!DOCTYPE rss [<!ENTITY a "{"a" * 50_000}">]>' + rss(f"<title>{'&a;' * 50_000}</title>").partition("?>")[2]
)
EXTERNAL = '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + rss("<title>&a;</title>").partition("?>")[2]
FOREIGN = '<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/a.dtd">' + RSS_2.partition("?>")[2]
NETSCAPE = RSS_091.replace('rss-0.91.dtd">', 'rss-0.91.dtd" [<!ENTITY a "b">]>')
BOMBS = [
    ("billion laughs", LAUGHS), ("quadratic", QUADRATIC), ("an external entity", EXTERNAL),
    ("an external DTD", FOREIGN), ("an entity behind the known DTD", NETSCAPE),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "content"), table(BOMBS))
def test_r22_declarations_are_refused(kind: str, content: str) -> None:
    assert "it is not read" in clock.within(clock.A_SECOND, lambda: refused(content)), kind


LINKS = [("javascript:alert(1)",), ("data:text/html,a",), ("file:///etc/hostname",), ("//example.org/a",), ("a b",)]


@pytest.mark.parametrize("link", table(LINKS))
def test_r22_only_addresses_of_the_web_are_kept(link: str) -> None:
    (document,) = read(rss(f"<title>Raids</title><link>{link}</link><guid>x</guid>"))
    assert (document.url, document.document_id) == ("", "x")
    (document,) = read(atom(f'<title>Raids</title><link href="{link}"/><id>x</id>'))
    assert (document.url, document.document_id) == ("", "x")


TITLES = [
    ("&lt;b&gt;Raids&lt;/b&gt; &amp;amp; returns", "Raids & returns"),
    ("<![CDATA[<b>Raids</b> &#8211; now]]>", "Raids – now"),
    ("Raids &lt;img src=x onerror=alert(1)&gt;", "Raids"),
    ("Fewer than 5 &lt; 6", "Fewer than 5 < 6"),
    (" Raids\n on Tuesday ", "Raids on Tuesday"),
    ("AT&amp;T", "AT&T"),
]


@pytest.mark.parametrize(("title", "wanted"), table(TITLES))
def test_r22_titles_are_plain(title: str, wanted: str) -> None:
    (document,) = read(rss(f"<title>{title}</title><description>{HELD}</description>"))
    assert document.title == wanted
    (document,) = read(atom(f'<title type="html">{title}</title><summary>{HELD}</summary>'))
    assert document.title == wanted


def test_r22_many_items_are_read_in_order_and_quickly() -> None:
    number = 100_000 if LONG else 3_000
    day = "<pubDate>Tue, 08 Jun 2021 10:00:00 GMT</pubDate>"
    content = rss(*(
        f"<title>Raid {n}</title><link>{A}{n}</link>{day}<description>&lt;p>Held: {n}.&lt;/p></description>"
        for n in range(number)
    ))  # fmt: skip
    documents = clock.within(20 * clock.A_SECOND, lambda: read(content))
    assert [document.text for document in documents] == [f"Raid {n}\n\nHeld: {n}." for n in range(number)]
    assert documents[-1].published == "2021-06-08"


def test_r22_deep_nesting_is_clean() -> None:
    content = rss(f"<title>Raids</title><description>{'<a>' * 100_000}40{'</a>' * 100_000}</description>")
    (document,) = read(content)
    assert document.text.startswith("Raids")


# R48: whatever comes in, documents, problems or a DocumentError come out.

PIECES = st.one_of(
    st.sampled_from((
        "<rss>", "<channel>", "<item>", "</item>", "<title>", "</title>", "<link>", "<guid>", "<entry>", "</entry>",
        '<feed xmlns="http://www.w3.org/2005/Atom">', "</feed>", "<pubDate>", "</pubDate>", "&nbsp;", "&#0;", "&x;",
        "&", "<![CDATA[", "]]>", "<p>", '<content type="xhtml">', "</content>", "<!DOCTYPE a>",
        "<?xml version='1.0'?>", "1",
    )),
    st.text(max_size=10),
)  # fmt: skip
MANY = settings(
    max_examples=1000 if LONG else 100, deadline=None, suppress_health_check=list(HealthCheck), database=None
)


def tried(read_it: Callable[[], tuple[list[Document], list[str]]]) -> None:
    try:
        documents, problems = read_it()
    except DocumentError:
        return
    assert documents or problems
    for document in documents:
        assert document.text.strip()
        assert document.text == document.text.encode().decode()
        assert "\n" not in document.title


@MANY
@given(st.binary(max_size=200))
def test_r48_random_bytes(raw: bytes) -> None:
    tried(lambda: told(raw))


@MANY
@given(st.lists(PIECES, max_size=40).map("".join), st.booleans())
def test_r48_random_feeds(inner: str, whole: bool) -> None:
    content = rss(inner) if whole else inner
    tried(lambda: told(content.encode("utf-8", "replace")))
