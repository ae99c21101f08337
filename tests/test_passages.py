"""A text cut for display: nothing lost, every claim in it, pages and parts where they belong."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract import passages
from extract.claim import Document, Span

PIECES = (
    "a",
    " ",
    "\n",
    "\n\n",
    "9",
    "😀",
    "👩‍👩‍👧",
    "é",
    "ה",
    "م",
    "\u202e",
    "\ufffd",
    " | ",
    "\u00a0",
    "<b>",
    "\r\n",
)
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=60).map("".join)


@st.composite
def documents(draw: st.DrawFn) -> tuple[Document, list[Span]]:
    text = draw(texts)
    places = st.integers(0, len(text))
    spans = [Span(*sorted(pair)) for pair in draw(st.lists(st.tuples(places, places), max_size=12))]
    pages = tuple(sorted(draw(st.lists(places, max_size=5))))
    return Document(text, pages=pages), spans


def joined(paragraphs: list[passages.Paragraph]) -> str:
    return "".join(paragraph.text for paragraph in paragraphs)


def said(paragraphs: list[passages.Paragraph]) -> dict[int, str]:
    """The text of each claim, put together from its runs."""
    found: dict[int, str] = {}
    for paragraph in paragraphs:
        for run in paragraph.runs:
            for number in run.claims:
                found[number] = found.get(number, "") + run.text
    return found


@settings(deadline=None, derandomize=True)
@given(documents())
def test_no_text_and_no_claim_is_lost(given: tuple[Document, list[Span]]) -> None:
    document, spans = given
    paragraphs = passages.of(document, spans)
    assert joined(paragraphs) == document.text
    wanted = {n: document.text[span.start : span.end] for n, span in enumerate(spans) if span.start < span.end}
    assert said(paragraphs) == wanted
    assert all(run.text for paragraph in paragraphs for run in paragraph.runs)
    assert not any(paragraph.gap.strip() for paragraph in paragraphs)


@settings(deadline=None, derandomize=True)
@given(documents(), st.integers(1, 2_000))
def test_parts_hold_every_paragraph_and_every_claim_once(given: tuple[Document, list[Span]], room: int) -> None:
    document, spans = given
    paragraphs = passages.of(document, spans)
    parts = passages.parts(paragraphs, room)
    assert [paragraph for part in parts for paragraph in part.paragraphs] == paragraphs
    held = [number for part in parts for number in part.claims]
    assert sorted(held) == sorted(said(paragraphs))
    assert all(number in parts[passages.holding(parts, number)].claims for number in held)


@settings(deadline=None, derandomize=True)
@given(documents())
def test_pages_begin_where_the_document_says(given: tuple[Document, list[Span]]) -> None:
    document, spans = given
    found, place = {}, 0
    for paragraph in passages.of(document, spans):
        if paragraph.page:
            found[place] = paragraph.page
        place += len(paragraph.text)
    assert found == {start: page for page, start in enumerate(document.pages, 1) if start < len(document.text)}


def shown(text: str, *written: str, **more: tuple[int, ...]) -> list[list[tuple[str, tuple[int, ...]]]]:
    spans = [Span(text.index(words), text.index(words) + len(words)) for words in written]
    return [[tuple(run) for run in paragraph.runs] for paragraph in passages.of(Document(text, **more), spans)]


def test_a_number_within_a_period_is_innermost() -> None:
    assert shown("In the 5 months to May", "the 5 months", "5") == [
        [("In ", ()), ("the ", (0,)), ("5", (0, 1)), (" months", (0,)), (" to May", ())]
    ]


def test_claims_that_overlap_share_a_run() -> None:
    assert shown("abcdef", "abcd", "cdef") == [[("ab", (0,)), ("cd", (0, 1)), ("ef", (1,))]]


def test_an_emoji_moves_no_mark() -> None:
    assert shown("😀😀 91,000 held", "91,000") == [[("😀😀 ", ()), ("91,000", (0,)), (" held", ())]]


def test_a_claim_over_a_blank_line_keeps_its_paragraph() -> None:
    assert shown("from 5\n\nto 6 men\n\nend", "5\n\nto 6") == [
        [("from ", ()), ("5\n\nto 6", (0,)), (" men", ())], [("end", ())],
    ]  # fmt: skip


def test_rows_of_a_table_stay_together() -> None:
    paragraphs = passages.of(Document("Head\n\nCountry | Dead\nLibya | 12\n\nEnd"), [])
    assert [paragraph.is_table for paragraph in paragraphs] == [False, True, False]


LONG = {
    "words": "word " * 4_000,
    "no space": "x" * 20_000,
    "emoji": "👩‍👩‍👧" * 4_000,
    "lines": "one line\n" * 2_000,
    "combining": "e\u0301" * 10_000,
}


@pytest.mark.parametrize("text", LONG.values(), ids=list(LONG))
def test_a_text_of_one_paragraph_still_comes_in_parts(text: str) -> None:
    paragraphs = passages.of(Document(text), [Span(3_990, 4_010)])
    assert joined(paragraphs) == text
    assert said(paragraphs) == {0: text[3_990:4_010]}
    assert len(passages.parts(paragraphs, 10_000)) > 1
    assert max(len(paragraph.text) for paragraph in paragraphs) < 4_100
    starts = [paragraph.text[0] for paragraph in paragraphs]
    assert not {"\u0301", "\u200d"} & set(starts)


def report() -> tuple[Document, list[Span]]:
    """200 pages, a million characters, 5,000 claims."""
    page = "".join(
        f"In {2000 + n} the agency counted {1000 + n:,} people at the border of the land.\n\n" for n in range(25)
    )
    page += "The rest of this page says nothing in figures. " * 72
    text, pages, spans = "", [], []
    for _ in range(200):
        pages.append(len(text))
        for n in range(25):
            at = len(text) + page.index(f"{1000 + n:,}")
            spans.append(Span(at, at + 5))
        text += f"{page}\n\n"
    return Document(text, pages=tuple(pages)), spans


def test_a_long_report_comes_in_parts_of_bounded_size() -> None:
    document, spans = report()
    assert len(document.text) > 1_000_000
    parts = passages.parts(passages.of(document, spans))
    sizes = [
        len("".join(p.text for p in part.paragraphs).encode()) + passages.CLAIM * len(part.claims) for part in parts
    ]
    assert max(sizes) <= passages.ROOM
    assert sorted(number for part in parts for number in part.claims) == list(range(len(spans)))
    assert parts[0].pages[0] == 1
    assert parts[-1].pages[1] == 200


def test_an_empty_text_has_one_empty_part() -> None:
    assert passages.parts(passages.of(Document(""), [])) == [passages.Part((), (), (0, 0))]
