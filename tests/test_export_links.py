"""links: an address with a text fragment leads to the sentence, and to no other stretch of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import pytest
import servers
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.export import links

URL = "https://example.org/a"
CAPTION = "Migrants wait at the border bridge in Ciudad Juarez on Monday."
TEXT = (
    f"{CAPTION}\nGuards held 91,000 people, more than in any year before, the ministry said on Tuesday.\n"
    f"{CAPTION}\nA cash-for-tree plan & more: it paid 40 men.\n"
    "Some 40 fled. Then some 40 fled. And then some 40 fled again and again and again to Chad.\n"
    "Country | 2022 | 2023\nGuatemala | 1,234 | 2,345\nHonduras | 1,234 | \n"
)


def link(sentence: str, number: int = 0, text: str = TEXT, url: str = URL) -> str:
    """The link to a sentence's n-th stretch of a text."""
    start = [match.start() for match in re.finditer(re.escape(sentence), text)][number]
    return links.to(url, links.Page(text), start, start + len(sentence))


FRAGMENTS = [
    # a long sentence by its first and last four words
    ("Guards held 91,000 people, more than in any year before, the ministry said on Tuesday.", 0,
     "Guards%20held%2091%2C000%20people%2C,ministry%20said%20on%20Tuesday."),
    # the caption that comes twice: the first one is what a browser finds, the second needs what stands before it
    (CAPTION, 0, "Migrants%20wait%20at%20the,Ciudad%20Juarez%20on%20Monday."),
    (CAPTION, 1, "ministry%20said%20on%20Tuesday.-,Migrants%20wait%20at%20the,Ciudad%20Juarez%20on%20Monday."),
    # dash, comma and ampersand are separators
    ("A cash-for-tree plan & more: it paid 40 men.", 0, "A%20cash%2Dfor%2Dtree%20plan%20%26,it%20paid%2040%20men."),
    # short ones as a whole, with what stands around them where they come again
    ("Some 40 fled.", 0, "Some%2040%20fled."),
    ("Then some 40 fled.", 0, "Then%20some%2040%20fled."),
    # cells of a table stand in blocks of their own
    ("Guatemala | 1,234 | 2,345", 0, "Guatemala,2%2C345"),
    ("Honduras | 1,234 | ", 0, "Honduras,1%2C234"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "number", "wanted"), FRAGMENTS, ids=[row[2] for row in FRAGMENTS])
def test_fragments(sentence: str, number: int, wanted: str) -> None:
    assert link(sentence, number) == f"{URL}#:~:text={wanted}"


ADDRESSES = [
    ("https://example.org/a", "https://example.org/a#:~:text=Some%2040%20fled."),
    ("http://example.org/a?b=c&d", "http://example.org/a?b=c&d#:~:text=Some%2040%20fled."),
    ("https://example.org/a#part-2", "https://example.org/a#part-2:~:text=Some%2040%20fled."),
    ("https://example.org/a#:~:text=old", "https://example.org/a#:~:text=Some%2040%20fled."),
    ("https://example.org/a#part:~:text=old", "https://example.org/a#part:~:text=Some%2040%20fled."),
    ("javascript:alert(1)", ""),
    ("file:///etc/passwd", ""),
    ("data:text/html,x", ""),
    ("ftp://example.org/a", ""),
    ("https://", ""),
    ("https://[1", ""),
    ("https://example.org/a b", ""),
    ("https://example.org/\n", ""),
    ("", ""),
]


@pytest.mark.parametrize(("url", "wanted"), ADDRESSES, ids=[row[0] or "none" for row in ADDRESSES])
def test_only_addresses_of_the_web_are_linked_and_keep_their_own_fragment(url: str, wanted: str) -> None:
    assert link("Some 40 fled.", url=url) == wanted


def test_a_pdf_is_opened_at_its_page() -> None:
    assert links.to(f"{URL}.pdf", links.Page(TEXT), 0, len(CAPTION), 7) == f"{URL}.pdf#page=7"
    assert links.to(f"{URL}.pdf#page=2", None, 0, 0, 7) == f"{URL}.pdf#page=7"
    assert links.to("file:///b.pdf", None, 0, 0, 7) == ""


def test_what_cannot_be_told_apart_is_linked_without_a_fragment() -> None:
    text = "Total 5\n" * 60
    assert link("Total 5", 0, text) == f"{URL}#:~:text=Total%205"
    assert link("Total 5", 30, text) == URL
    assert links.to(URL, links.Page("| |"), 0, 3) == URL
    assert links.to(f"{URL}#own", None, 0, 3) == f"{URL}#own"


def test_r11_a_line_that_comes_ten_thousand_times_takes_no_time() -> None:
    line = "Total 5 | 6\n"
    page = links.Page(line * 10_000)
    found = {links.to(URL, page, at, at + len(line) - 1) for at in range(0, 10_000 * len(line), len(line))}
    assert found == {f"{URL}#:~:text=Total%205,6", f"{URL}#:~:text=6-,Total%205,6", URL}  # the first, the second


def test_no_break_spaces_are_spaces_and_case_does_not_matter() -> None:
    text = "MEXICO DETAINED 91,000.\nMexico\u00a0detained 91,000."
    assert link("Mexico\u00a0detained 91,000.", 0, text) == (
        f"{URL}#:~:text=MEXICO%20DETAINED%2091%2C000.-,Mexico%20detained%2091%2C000."
    )


def test_a_word_within_a_word_is_not_found() -> None:
    text = "Unmoved men sat.\nMoved men sat."
    assert link("Moved men sat.", 0, text) == f"{URL}#:~:text=Moved%20men%20sat."


def stretch(text: str, address: str) -> str:
    """What a browser takes for the fragment of an address: the first stretch that fits."""
    parts = address.partition(":~:text=")[2].split(",")
    before = parts.pop(0)[:-1] if parts[0].endswith("-") else ""
    behind = parts.pop()[1:] if parts[-1].startswith("-") else ""
    start, *end = map(words, parts)
    pattern = f"(?:{words(before)}\\s+)" if before else ""
    pattern += f"(?P<found>{start}{''.join(f'.*?{last}' for last in end)})" + (
        f"(?=\\s+{words(behind)})" if behind else ""
    )
    match = re.search(pattern, text, re.DOTALL | re.IGNORECASE)
    assert match
    return f"{match.start('found')}: {match['found']}"


def words(term: str) -> str:
    said = r"\s+".join(map(re.escape, unquote(term).split()))
    return (r"\b" if unquote(term)[0].isalnum() else "") + said + (r"\b" if unquote(term)[-1].isalnum() else "")


WORDS = st.lists(st.sampled_from(["40", "men", "fled", "to-day,", "a", "&", "|"]), min_size=1, max_size=6)
LINES = st.lists(WORDS.map(" ".join), min_size=1, max_size=6)


@settings(derandomize=True, max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LINES, st.integers(0, 5))
def test_what_a_browser_finds_first_is_the_sentence(lines: list[str], number: int) -> None:
    number %= len(lines)
    text = "\n".join(lines)
    start = len("\n".join(lines[:number])) + bool(number)
    found = links.to(URL, links.Page(text), start, start + len(lines[number]))
    if ":~:" in found:
        bare = lines[number].strip("| ")
        assert stretch(text, found) == f"{start + lines[number].index(bare)}: {bare}"


def test_a_letter_that_is_two_in_small_letters_moves_nothing() -> None:
    text = "İİİ fled.\nSome 40 fled.\nİİİ some 40 fled."
    assert link("Some 40 fled.", 0, text) == f"{URL}#:~:text=Some%2040%20fled."
    assert stretch(text, link("İİİ some 40 fled.", 0, text)) == "24: İİİ some 40 fled."


PAGE = "<!doctype html><meta charset=utf-8><style>p,table {{margin-bottom:3000px}}</style><p>Top.</p>{}"
ROWS = "<table><tr><td>Guatemala<td>1,234<td>2,345</table>"
BLOCKS = [line for line in TEXT.splitlines() if "|" not in line]


@pytest.fixture
def address() -> Iterator[str]:
    """A page with the lines of the text, each a screen and more from the next."""
    body = PAGE.format("".join(f"<p id=p{n}>{line}</p>" for n, line in enumerate(BLOCKS)) + ROWS).encode()

    with servers.running() as server:
        yield server.page("/", body, "text/html")


SEEN = """() => [...document.querySelectorAll('p, table')].filter(block => {
    const box = block.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight
}).map(block => block.id || block.tagName)"""
STOPS = [(BLOCKS[1], 0, "p1"), (CAPTION, 0, "p0"), (CAPTION, 1, "p2"), (BLOCKS[3], 0, "p3"),
         ("Guatemala | 1,234 | 2,345", 0, "TABLE")]  # fmt: skip


@pytest.mark.browser
def test_a_browser_opens_the_page_at_the_sentence(chromium: Any, address: str) -> None:
    for sentence, number, block in STOPS:
        page = chromium.new_page()
        page.goto(link(sentence, number, url=address))
        page.wait_for_function("scrollY > 0")
        assert page.evaluate(SEEN) == [block], sentence
        page.close()
