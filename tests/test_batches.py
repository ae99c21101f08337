"""Batches of documents, JSON Lines, CSV and Parquet: every row is a document, or is named with its reason."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import tracemalloc
from collections.abc import Callable, Iterator
from typing import Any

import pyarrow as pa
import pytest
from examples import table
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from extract.claim import Document
from extract.readers import DocumentError, batch, tabular, text

STILL = settings(derandomize=True, deadline=None, max_examples=150)
BODY = "Police arrested 40 migrants."
Reader = Callable[[bytes, str, str, Callable[[str], None]], Iterator[Document]]


def read(raw: bytes, of: Reader = tabular.documents, name: str = "a.csv") -> tuple[list[Document], list[str]]:
    problems: list[str] = []
    return list(of(raw, f"in/{name}", name, problems.append)), problems


def rows(*lines: str) -> tuple[list[Document], list[str]]:
    return read("\r\n".join(lines).encode())


def of_parquet(**columns: Any) -> bytes:
    out = io.BytesIO()
    parquet.write_table(pa.table(columns), out)
    return out.getvalue()


FULL = Document(BODY, "a", "Raids", "The Courier", "2021-06-08", "https://example.org/a", "fr")

NAMED = [
    ("document_id,title,publisher,published,url,language,text", "a,Raids,The Courier,2021-06-08,https://example.org/a,fr"),
    ("id,headline,source,date,link,lang,body", "a,Raids,The Courier,2021-06-08,https://example.org/a,fr"),
    ("ID,Headline,Outlet,Published_At,Link,Lang,Full_Text", "a,Raids,The Courier,8 June 2021,https://example.org/a,fr"),
    ("id;title;outlet;date;url;lang;content", "a;Raids;The Courier;2021-06-08;https://example.org/a;fr"),
    ("id\ttitle\toutlet\tdate\turl\tlang\tarticle", "a\tRaids\tThe Courier\t2021-06-08\thttps://example.org/a\tfr"),
    (" id | title | outlet | date | url | lang | text", "a|Raids|The Courier|2021-06-08|https://example.org/a|fr"),
    ("id,title,outlet,date,url,lang,TEXT,note", "a,Raids,The Courier,2021-06-08,https://example.org/a,fr"),
]  # fmt: skip


@pytest.mark.parametrize(("names", "row"), table(NAMED))
def test_columns_are_known_by_their_names(names: str, row: str) -> None:
    sign = next(sign for sign in ";\t|," if sign in names)
    assert rows(names, f'{row}{sign}"{BODY}"') == ([FULL], [])


def test_the_first_of_several_columns_of_text_is_taken() -> None:
    (found,) = rows("article,body,text", f"x,y,{BODY}")[0]
    assert found.text == BODY


def test_a_column_of_text_alone_keeps_its_commas() -> None:
    assert [d.text for d in rows("text", "Forty, in all, fled.", '"Two; they say."')[0]] == [
        "Forty, in all, fled.",
        "Two; they say.",
    ]


def test_excel_s_line_for_the_delimiter() -> None:
    (found,) = rows("sep=;", "id;text", "a;Forty, in all, fled.")[0]
    assert (found.document_id, found.text) == ("a", "Forty, in all, fled.")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_csv_in_any_encoding(encoding: str) -> None:
    (found,), problems = read("id,text\r\n1,“Forty” migrants reached Málaga – a record.\r\n".encode(encoding))
    assert (found.text, problems) == ("“Forty” migrants reached Málaga – a record.", [])


def test_lines_and_quotation_marks_within_a_text() -> None:
    found, problems = rows("id,text", '1,"Forty fled.', '""All"" of them, he said."', "2,Two stayed.")
    assert [d.text for d in found] == ['Forty fled.\n"All" of them, he said.', "Two stayed."]
    assert problems == []


def test_rows_without_an_id_are_named_by_their_line() -> None:
    found, _ = rows("title,text", '"Raids",Forty fled.', "", '"On two', 'lines",Two fled.', ",Three fled.")
    assert [d.document_id for d in found] == ["a.csv:2", "a.csv:4", "a.csv:6"]
    assert found[1].title == "On two lines"


LOST_ROWS = [
    ("1,", "the row has no text; fill its column, or take it out"),
    ("1", "the row has no text; fill its column, or take it out"),
    ("1,  ,", "3 fields where the table has 2 columns; write a text with ',' in it between quotation marks"),
    ("1,Forty, in all, fled.", "4 fields where the table has 2 columns"),
]


@pytest.mark.parametrize(("row", "said"), table(LOST_ROWS))
def test_a_row_that_is_no_document_is_named_and_the_others_are_read(row: str, said: str) -> None:
    found, problems = rows("id,text", "a,One fled.", row, "", "z,Two fled.")
    assert [d.document_id for d in found] == ["a", "z"]
    (problem,) = problems
    assert problem.startswith(f"in/a.csv:3: {said}")


def test_rows_that_a_broken_quotation_mark_joins_are_named() -> None:
    found, problems = rows(
        "id,text", "a,One fled.", 'b,"Two, they say, fled.', 'c,"Three, they say, fled."', "z,Four fled."
    )
    assert [d.document_id for d in found] == ["a", "z"]
    (problem,) = problems
    assert problem.startswith(
        "in/a.csv:3: lines 3-4 are one row, joined by a quotation mark that may be broken: 4 fields"
    )


def test_a_quotation_mark_that_nothing_closes_is_said() -> None:
    found, problems = rows("id,text", "a,One fled.", 'b,"Two fled.', "c,Three fled.")
    assert [(d.document_id, d.text) for d in found] == [("a", "One fled."), ("b", "Two fled.\nc,Three fled.")]
    assert problems == []
    assert [len(d.warnings) for d in found] == [0, 1]
    assert "a quotation mark that opens a field is closed nowhere" in found[1].warnings[0]


NO_TABLES = [
    ("headline,story", "no column holds the text of documents; it has headline, story: name the one that does text"),
    ("", "no column holds the text of documents; it has none"),
    (",,", "it has (no name), (no name), (no name)"),
    (",".join(f"c{n}" for n in range(30)), "c10, c11, …: name"),
    ("id,text", "it holds no row; write the documents below the names of the columns"),
]


@pytest.mark.parametrize(("names", "said"), table(NO_TABLES))
def test_a_csv_that_is_none_says_what_it_has(names: str, said: str) -> None:
    with pytest.raises(DocumentError, match=r"^in/a\.csv: ") as caught:
        rows(names)
    assert said in str(caught.value)


def test_a_field_longer_than_csv_s_own_limit() -> None:
    before = csv.field_size_limit()
    body = "Forty fled. " * 20_000
    assert rows("id,text", f'1,"{body}"')[0][0].text == body
    assert csv.field_size_limit() == before


BROKEN_FIELDS = [
    ("published", "2021-02-30", "published: 2021-02-30 is no date, and is left out; write it as 2021, 2021-06"),
    ("published", "06/08/2021", "published: 06/08/2021 is no date, and is left out"),
    ("published", "9" * 5000, f"published: {'9' * 60}… is no date"),
    ("url", "javascript:alert(1)", "url: javascript:alert(1) is no address that begins with http:// or https://"),
    ("url", "file:///etc/hosts", "url: file:///etc/hosts is no address"),
]


@pytest.mark.parametrize(
    ("field", "value", "said"), BROKEN_FIELDS, ids=[f"{field}: {value[:30]}" for field, value, _ in BROKEN_FIELDS]
)
def test_a_broken_field_loses_no_document(field: str, value: str, said: str) -> None:
    row = {"text": BODY, "document_id": "a", field: value}
    for raw, of in (
        (f"document_id,{field},text\na,{value},{BODY}\n".encode(), tabular.documents),
        (json.dumps(row).encode(), batch.documents),
        (of_parquet(**{key: [cell] for key, cell in row.items()}), tabular.documents),
    ):
        (found,), problems = read(raw, of)
        assert (found.text, found.published, found.url, problems) == (BODY, None, "", [])
        (warning,) = found.warnings
        assert warning.startswith(said)


NOTHING = [("nan",), ("NaN",), ("None",), ("null",), ("NaT",)]


@pytest.mark.parametrize("cell", table(NOTHING))
def test_an_empty_cell_as_programs_write_it(cell: str) -> None:
    assert rows("id,outlet,date,link,text", f"a,{cell},{cell},{cell},{BODY}") == (
        [Document(BODY, "a", language="")],
        [],
    )


def test_lists_of_a_batch() -> None:
    row = {"text": BODY, "publisher": ["The Courier", "The Post"], "title": ["Raids"], "url": ["https://example.org/a"]}
    (found,), _ = read(json.dumps(row).encode(), batch.documents)
    assert (found.publisher, found.title, found.url) == ("The Courier, The Post", "Raids", "https://example.org/a")
    (found,), _ = read(json.dumps({"text": BODY, "publisher": ["The Courier"]}).encode(), batch.documents)
    assert found.publisher == "The Courier"


def test_a_second_column_of_a_name_is_said() -> None:
    found, problems = rows("text,Text,note", f"{BODY},Two fled.,x")
    assert [d.text for d in found] == [BODY]
    assert problems == ["in/a.csv: 2 columns are named text, and the first is read; give the others another name"]


def test_bytes_of_parquet_are_text() -> None:
    raw = of_parquet(text=pa.array(["Málaga: 40".encode()], pa.binary()), outlet=pa.array([b"The Courier"]))
    (found,), _ = read(raw)
    assert (found.text, found.publisher) == ("Málaga: 40", "The Courier")


ONE, TWO = {"text": BODY, "document_id": "a"}, {"text": "Two fled."}
JSON_FILES = [
    ("a list", json.dumps([ONE, TWO]), ["a", "a.csv:2"]),
    ("a list over lines", json.dumps([ONE, TWO], indent=2), ["a", "a.csv:2"]),
    ("one object over lines", json.dumps(ONE, indent=2), ["a"]),
    ("one object", json.dumps(ONE), ["a"]),
    ("lines", f"{json.dumps(ONE)}\n{json.dumps(TWO)}\n", ["a", "a.csv:2"]),
]


@pytest.mark.parametrize(("case", "said", "ids"), table(JSON_FILES))
def test_json_files(case: str, said: str, ids: list[str]) -> None:
    found, problems = read(said.encode(), batch.documents)
    assert ([d.document_id for d in found], problems) == (ids, []), case


def test_an_entry_of_a_list_that_is_none_is_named() -> None:
    found, problems = read(json.dumps([ONE, 3, {"title": "x"}]).encode(), batch.documents)
    assert [d.document_id for d in found] == ["a"]
    assert [problem.partition(": ")[0] for problem in problems] == ["in/a.csv:2", "in/a.csv:3"]


def test_json_over_lines_that_is_cut_is_said_once() -> None:
    with pytest.raises(DocumentError, match=r"^in/a\.csv: no JSON \("):
        read(json.dumps([ONE, TWO], indent=1).encode()[:-9], batch.documents)


def test_json_that_is_no_batch_is_said_once() -> None:
    with pytest.raises(DocumentError, match=r"^in/a\.csv: no document: none of its entries has a text"):
        read(json.dumps([{"name": "x"}, 3], indent=1).encode(), batch.documents)


def test_a_guessed_encoding_is_said_of_every_row() -> None:
    raw = "id,text\n1,Poliția a oprit oamenii la frontieră\n2,În tabără au rămas și copii\n".encode("iso-8859-16")
    found, _ = read(raw)
    assert [any("a guess" in warning for warning in d.warnings) for d in found] == [True, True]


DAYS = [
    (pa.array([dt.date(2021, 6, 8)]), "2021-06-08"),
    (pa.array([dt.datetime(2021, 6, 8, 23, 30)], pa.timestamp("ns")), "2021-06-08"),
    (pa.array([dt.datetime(2021, 6, 8, 23, 30, tzinfo=dt.UTC)], pa.timestamp("us", tz="Asia/Tokyo")), "2021-06-09"),
    (pa.array([2021]), "2021"),
    (pa.array([2021.0]), "2021"),
    (pa.array([float("nan")]), None),
    (pa.array(["2021-06"]), "2021-06"),
    (pa.array([None], pa.string()), None),
    (pa.array([None], pa.timestamp("s")), None),
    (pa.array(["8 June 2021"]).dictionary_encode(), "2021-06-08"),
]


@pytest.mark.parametrize(("column", "day"), DAYS, ids=[f"{c.type} {d}" for c, d in DAYS])
def test_dates_in_parquet(column: pa.Array, day: str | None) -> None:
    (found,), problems = read(of_parquet(Text=[BODY], date=column), name="a.parquet")
    assert (found.text, found.published, found.warnings, problems) == (BODY, day, (), [])


def test_parquet_rows() -> None:
    raw = of_parquet(ID=[7, 8, 9], headline=["Raids\non Tuesday", None, ""], content=[BODY, None, "One\r\nfled.\0"])
    found, problems = read(raw, name="a.parquet")
    assert found == [
        Document(BODY, "7", "Raids on Tuesday", language=""),
        Document("One\nfled.\ufffd", "9", language=""),
    ]
    assert problems == ["in/a.parquet:2: the row has no text; fill its column, or take it out"]


def test_numbers_are_no_text() -> None:
    assert read(of_parquet(text=[1, 2]))[1] == [
        f"in/a.csv:{n}: the row has no text; fill its column, or take it out" for n in (1, 2)
    ]


BROKEN_PARQUET = [
    ("cut in half", of_parquet(text=[BODY])[:100], "the Parquet file cannot be read"),
    ("four letters", b"PAR1", "the Parquet file cannot be read"),
    ("noise", b"PAR1" + bytes(range(256)) * 9 + b"PAR1", "the Parquet file cannot be read"),
    ("no text", of_parquet(story=[BODY]), "no column holds the text of documents; it has story: name"),
    ("no row", of_parquet(text=pa.array([], pa.string())), "it holds no row"),
]


@pytest.mark.parametrize(("case", "raw", "said"), BROKEN_PARQUET, ids=[case for case, _, _ in BROKEN_PARQUET])
def test_a_parquet_file_that_is_none(case: str, raw: bytes, said: str) -> None:
    with pytest.raises(DocumentError, match=rf"^in/a\.csv: {said}"):
        read(raw)
    assert case


JSON_LINES = [
    ('{"body": "Forty fled."}', "no text stands under the key text; the line has body: call the article's key text"),
    ('{"content": "x", "title": "y"}', "the line has content, title: call"),
    ('{"text": ["Forty fled."]}', "the line has text: call"),
    ("{}", "the line has no key: call"),
    (json.dumps({f"k{n}": n for n in range(30)}), "k7, …: call"),
    (json.dumps({"k" * 500: 1}), f"the line has {'k' * 60}…: call"),
    ('{"text": "\\ud800"', "no JSON"),
    ("9" * 5000, "no JSON"),
]


@pytest.mark.parametrize(("line", "said"), JSON_LINES, ids=[line[:40] for line, _ in JSON_LINES])
def test_a_line_without_a_text_names_its_keys(line: str, said: str) -> None:
    found, problems = read(f'{line}\n{{"text": "Two fled."}}'.encode(), batch.documents)
    assert [(d.document_id, d.text) for d in found] == [("a.csv:2", "Two fled.")]
    (problem,) = problems
    assert problem.startswith("in/a.csv:1: ")
    assert said in problem


def test_a_batch_without_a_line() -> None:
    with pytest.raises(DocumentError, match=r"^in/a\.csv: it holds no document; a line is"):
        read(b"\n \n", batch.documents)


def test_texts_are_stored_whole() -> None:
    row = {"text": "Forty\r\nfled\0 \ud800.\rAll.", "title": " Raids\r\non \ud800", "document_id": 3}
    (found,), _ = read(json.dumps(row).encode(), batch.documents)
    assert (found.text, found.title, found.document_id) == ("Forty\nfled\ufffd \ufffd.\nAll.", "Raids on \ufffd", "3")


def test_readers_say_what_they_lean_on() -> None:
    assert (text.version(), batch.version()) == ("", "")
    assert tabular.version() == f"pyarrow {pa.__version__}"


def csv_of(count: int) -> bytes:
    return b"id,text\n" + b"".join(b'%d,"Police held %d men"\n' % (n, n) for n in range(count))


def memory(count: int) -> int:
    """Bytes that reading a CSV takes at most, with its own."""
    raw = csv_of(count)
    tracemalloc.start()
    try:
        assert sum(1 for _ in tabular.documents(raw, "a.csv", "a.csv", pytest.fail)) == count
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_long_csv_is_read_row_by_row() -> None:
    count = 20_000
    assert memory(count) < 4 * len(csv_of(count)) + 1_000_000  # its text, and not its documents


@pytest.mark.long
def test_hundreds_of_thousands_of_rows() -> None:
    assert memory(200_000) < 4 * len(csv_of(200_000)) + 1_000_000


SIGNS = st.one_of(st.characters(exclude_categories=("Cs", "Cc")), st.sampled_from('\r\n",;\t|'))
CELLS = st.text(alphabet=SIGNS, max_size=20)


@STILL
@given(st.lists(st.tuples(CELLS, CELLS), max_size=6), st.sampled_from(",;\t|"))
def test_r48_every_row_written_is_read_or_named(pairs: list[tuple[str, str]], sign: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=sign, quoting=csv.QUOTE_ALL).writerows([("note", "text"), *pairs, ("", BODY)])
    found, problems = read(out.getvalue().encode())
    assert [d.text for d in found] == [*(text.whole(b) for _, b in pairs if b.strip()), BODY]
    assert len(problems) == sum(bool(a.strip()) and not b.strip() for a, b in pairs)


@STILL
@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda said: said.encode("utf-8", "replace"))))
def test_r48_any_bytes_are_rows_or_refused(raw: bytes) -> None:
    for of in (tabular.documents, batch.documents):
        for head in (b"", b"text,id\n", b"PAR1", b'{"text": "x'):
            try:
                found, _ = read(head + raw, of)
            except DocumentError:
                continue
            assert all(d.text.strip() for d in found)
