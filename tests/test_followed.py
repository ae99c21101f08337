"""documents, with follow: a feed's entries are replaced by the pages that they lead to, where these can be read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import servers

from extract import readers
from extract.claim import Document
from extract.readers import Original, Worker, worker

PAGE = b"Police arrested 40 migrants.\n"


@pytest.fixture
def server() -> Iterator[servers.Server]:
    with servers.running() as started:
        yield started


def read(*entries: str, private: bool = True, follow: bool = True, **given: str) -> tuple[list[Document], list[str]]:
    problems: list[str] = []
    feed = Original(
        "feed.xml", "feed.xml", "\n".join(entries).encode(), "feed", "/feed.xml", "2021-06-08T10:00:00Z", "ab"
    )
    with Worker(readers={**worker.READERS, "feed": "mock_feed_reader"}) as child:
        found = readers.documents(feed, child, problems.append, follow=follow, private=private, **given)
        return list(found), problems


def test_an_entry_is_replaced_by_its_page(server: servers.Server) -> None:
    server.put("/a", servers.redirect("/b.md"))
    server.page("/b.md", b"---\ntitle: Raids\n---\n" + PAGE)
    ((document,), problems) = read(f"{server.address}/a | Entry | 2021-06-08")
    assert problems == []
    assert (document.text, document.title) == (PAGE.decode(), "Raids")
    assert (document.publisher, document.published) == ("The Feed", "2021-06-08")
    assert document.document_id == f"{server.address}/a"
    assert document.url == document.provenance.source == f"{server.address}/b.md"
    assert document.provenance.reader == "text"


def test_without_follow_nothing_is_asked(server: servers.Server) -> None:
    ((document,), problems) = read(f"{server.page('/a', PAGE)} | Entry | 2021", follow=False)
    assert (document.text, problems, server.hits) == ("Entry of Entry.", [], [])
    assert document.provenance == ("/feed.xml", "2021-06-08T10:00:00Z", "ab", "feed", "")


def test_a_page_that_cannot_be_read_leaves_its_entry(server: servers.Server) -> None:
    server.page("/pdf", b"\x89PNG\r\n")
    server.page("/empty", b" ")
    server.page("/feed", b"<rss></rss>")
    server.page("/a", PAGE)
    names = ["nowhere", "pdf", "empty", "feed", "a"]
    documents, problems = read(*(f"{server.address}/{name} | {name} | 2021" for name in names))
    assert [document.text for document in documents] == [f"Entry of {name}." for name in names[:-1]] + [PAGE.decode()]
    assert [problem.partition(": ")[0] for problem in problems] == [f"{server.address}/{name}" for name in names[:-1]]
    assert all(problem.endswith(" (the entry is read as the feed has it)") for problem in problems)


def test_entries_without_an_address_stay_as_they_are() -> None:
    documents, problems = read(" | First | 2021", " | | ", "javascript:alert(1) | Third | 2021")
    assert [document.title for document in documents] == ["First", "Third"]
    assert problems == ["feed.xml: entry 1 has no text"]


def test_r24_a_feed_leads_to_no_address_of_this_machine(server: servers.Server) -> None:
    documents, problems = read(f"{server.page('/a', PAGE)} | Entry | 2021", private=False)
    assert [document.text for document in documents] == ["Entry of Entry."]
    assert "it leads to 127.0.0.1 (this machine), which is not asked" in problems[0]
    assert server.connections == 0


def test_what_is_given_comes_last(server: servers.Server) -> None:
    entry = f"{server.page('/a', PAGE)} | Entry | "
    ((document,), _) = read(entry, publisher="Other", published="2021-06", language="fr")
    assert (document.title, document.publisher, document.published) == ("Entry", "The Feed", "2021-06")
    assert document.language == "fr"
