"""Trials of the extraction itself, by their ids: hostile texts, odd signs, other clocks and places."""

# ruff: noqa: E501 - tables of texts

from __future__ import annotations

import itertools
import json
import math
import os
import re
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import clock
import pytest
from examples import table
from hypothesis import given, settings
from hypothesis import strategies as st

import extract
from extract import Claim, Document, DocumentError, notes, sentences
from extract.readers import batch, dates, encodings, tabular, text

ROOT = Path(__file__).parent.parent
LONG = bool(os.environ.get("LONG_TESTS"))
NEWS = (
    "Police in Mexico held about 91,000 migrants in May 2021, 5% more than last year, twice as many as in the 1990s. "
    "“It costs $5 million,” the ministry said. Three weeks ago 40 people drowned off Libya, a third of them children."
)
LONGEST = 1_000  # characters of a sentence
STILL = settings(derandomize=True, deadline=None, max_examples=150)


def claims(said: str, published: str | None = "2021-06-08") -> list[Claim]:
    return list(extract.find([Document(said, "a", "A title", "The Courier", published=published)]))


def only(said: str, published: str | None = "2021-06-08") -> Claim:
    (claim,) = claims(said, published)
    return claim


def check_places(document: Document, found: list[Claim]) -> None:
    for claim in found:
        assert document.text[claim.start : claim.end] == claim.written
        assert document.text[claim.sentence_start : claim.sentence_end] == claim.sentence
        assert claim.sentence_start <= claim.start < claim.end <= claim.sentence_end
        assert len(claim.sentence) <= LONGEST


# Trial R05: odd signs between and beside the numbers.

SIGNS = [
    ("\u200f",), ("\u202e",), ("\u2066x\u2069",), ("\u200b",), ("\u200d",), ("\ufeff",), ("\r",), ("\r\n",), ("\u2028",),
    ("\u2029",), ("\u0085",), ("ß",), ("İ",), ("ﬁ",), ("e\u0301",), ("٣",), ("½",), ("²",), ("🚤",), ("\ud800",), ("\0",), ("\x1b[0m",),
]  # fmt: skip


def read_back(said: str, folder: Path) -> Iterator[Document]:
    """The documents of a text as a file and as a line of a batch."""
    path = folder / "a.txt"
    path.write_bytes(said.encode("utf-8", "surrogatepass"))
    yield from text.documents(path.read_bytes(), str(path), "a", pytest.fail)
    yield from batch.documents(json.dumps({"text": said}).encode(), "b", "b", pytest.fail)


@pytest.mark.parametrize("sign", SIGNS, ids=lambda row: repr(row))
def test_r05_numbers_are_where_they_are_said_to_be(sign: tuple[str], tmp_path: Path) -> None:
    (odd,) = sign
    said = f"{odd}In May{odd} Mexico{odd} detained {odd}91,000{odd} migrants – 5 % more.{odd}{odd} Malta held 40{odd} people.{odd}"
    for document in read_back(said * 3 + NEWS * 3, tmp_path):
        found = claims(document.text)
        check_places(document, found)
        assert {"91,000", "5 %"} & {claim.written for claim in found}
        assert not re.search("[\0\r\ud800-\udfff]", document.text)


def test_r05_what_is_stored_is_the_source() -> None:
    said = "Forty\r\nfled.\rTwo\0 \u2028stayed\ud800.\u202e ½"
    (document,) = batch.documents(json.dumps({"text": said}).encode(), "b", "b", pytest.fail)
    assert document.text == "Forty\nfled.\nTwo\ufffd \u2028stayed\ufffd.\u202e ½"


# Trials R06 and R07: one line, one sentence.


def row_of_numbers(count: int) -> str:
    """A million of them are 8.9 MB."""
    return "Mexico detained " + ", ".join(f"{n:,}" for n in range(1, count + 1)) + " migrants."


def check_row_of_numbers(count: int, seconds: int) -> None:
    document = Document(row_of_numbers(count), "a", published="2021-06-08")
    limit = seconds * clock.A_SECOND
    found, warnings = clock.within(limit, lambda: (list(extract.find([document])), notes.of(document)))
    check_places(document, found)
    assert found[0].written == "1"
    assert found[-1].written == f"{count:,}"
    cut = re.match(r"sentences too long to be any, ([\d,]+) characters, were cut to the words", warnings[0])
    assert cut
    assert len(document.text) * 0.99 < int(cut.group(1).replace(",", "")) <= len(document.text)
    assert "characters without words, or without a space, were left out" in warnings[1]


def test_r07_many_numbers_in_one_sentence() -> None:
    check_row_of_numbers(100_000, 2)


@pytest.mark.long
def test_r07_a_million_numbers_in_one_sentence() -> None:
    check_row_of_numbers(1_000_000, 10)


def test_r07_a_sentence_without_an_end_is_cut_between_its_words() -> None:
    said = "Mexico held 40 migrants and the ministry gave $5 million to 300 refugees in May 2021 and " * 60
    found = claims(said)
    check_places(Document(said), found)
    assert sum(claim.written == "40" and claim.measure == "detention" for claim in found) == 60
    pieces = [said[s.start : s.end] for s in sentences.split(said)]
    assert " ".join(pieces) == said.strip()


def test_r07_a_sentence_is_rather_cut_behind_a_semicolon() -> None:
    clause = "recalling that 40 people, most of them children, fled in May; "
    assert all((clause * 40)[s.end - 1] == ";" for s in sentences.split(clause * 40))


def test_r07_no_number_is_cut() -> None:
    said = "held 12 000 " * 400
    assert {said[s.start : s.end].split()[-1] for s in sentences.split(said)} <= {"held", "000"}
    assert {claim.value for claim in claims(said)} <= {12_000.0}
    assert claims("4" * 5_000 + " people fled and " + "people " * 200) == []


def prose(size: int) -> str:
    said = (
        "Police said they had found people on the road to the border on Tuesday, and most of them were families. "
        "The camps are full and help from the neighbours, who have been slow to give any, is needed, she told reporters. "
        "Mexico detained 91,000 migrants in the first five months of the year, twice as many as a year earlier. "
        "Aid groups asked for $12 million to feed them. Nobody knows how long the money that is left will last. "
    )
    return (said * (size // len(said) + 1))[:size]


def test_r06_a_long_line_takes_memory_in_proportion() -> None:
    """20 bytes a character hold 50 MB in 1 GB; what is held once is taken off."""
    sizes = (250_000, 500_000) if LONG else (50_000, 100_000)
    held = []
    claims(NEWS)  # the lexicon is loaded
    for size in sizes:
        said = prose(size)
        tracemalloc.start()
        try:
            next(extract.find([Document(said, "a", published="2021-06-08")]))  # by then all of it was looked through
            held.append(tracemalloc.get_traced_memory()[1])
        finally:
            tracemalloc.stop()
    assert (held[1] - held[0]) / (sizes[1] - sizes[0]) < 19


# Trial R11: time in proportion to the text.

HOSTILE = [
    ("1",), ("1,",), (" ",), ("40" + " " * 999,), ("May" + " " * 999,), ("Mexico" + " " * 999,), ("\u00a0",), ("a ",), ('"',), ("“",), ("(",), ("-",),
    ("–",), ("| 4 ",), ("\n ",), ("U.S. ",), ("$",), ("%",), ("1 000 ",), ("1 ",), ("İ",), ("one hundred and ",), ("A",),
    ("Mexico ",), ("Mexico and Chad, ",), (".",), ("? ",), ("40x",), ("½",), ("2021-",), ("6/8/",), ("+4 ",), ("Mr. ",),
    ("http://a.b/c?d=4&",), (",",), ("40; ",), ("he said ",), ("5 per cent ",), ("May 5 ",), ("1990s ",), ("UTC+",),
    ("Forty People Fled From Mexico\n\n40 fled.\n\n",), ("Mexico | 40 | 50\n",), ("• 40 migrants\n",), ("\u0301",), ("🚤",),
    ("Chad took in 40 families over those weeks as its envoy told us and ",), ("٣",),
    ("a | 4 | " + "*" * 60 + "x\n",), ("In May 2021, ",), ("from Mexico to Chad, ",), ("Mexico held 40, ",), ("“40” ",), ("(40) ",), ("[4] ",),
    ("- 40 people in Mexico\n",), ("2019, 2020, ",), ("$5 million for Mexico, ",), ("June 8 and 9, ",), ("since ",), ("the ministry said 40, ",),
]  # fmt: skip
LEAST, MOST = (15_000, 60_000) if LONG else (4_000, 4_000)  # characters of the shorter text


@pytest.mark.parametrize("piece", table(HOSTILE))
def test_r11_twice_the_text_takes_about_twice_the_time(piece: str) -> None:
    claims(NEWS)

    def read(size: int) -> object:
        return claims(piece * (size // len(piece)))

    assert clock.in_proportion(read, clock.measurable(read, LEAST, MOST))


@pytest.mark.long
def test_r11_five_megabytes_without_a_full_stop() -> None:
    said = "the ministry said and people fled to the country of Mexico and the camps " * 70_000
    assert clock.in_proportion(lambda size: claims(said[:size]), len(said) // 2)


# Trial R12: what dateparser is given.

TOO_LONG = [
    ("1" * 100_000,),
    ("-" * 10_000,),
    ("UTC+" * 3_000,),
    ("1" * 100_000 + " days ago",),
    ("three weeks ago " * 9_000,),
]


@pytest.fixture
def given_to_dateparser(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    from dateparser.date import DateDataParser

    given_: list[str] = []
    real = DateDataParser.get_date_data

    def noted(self: DateDataParser, said: str, *rest: object) -> object:
        given_.append(said)
        return real(self, said, *rest)

    monkeypatch.setattr(DateDataParser, "get_date_data", noted)
    return given_


@pytest.mark.parametrize("said", TOO_LONG, ids=[row[0][:20] for row in TOO_LONG])
def test_r12_dateparser_is_given_short_phrases_alone(said: tuple[str], given_to_dateparser: list[str]) -> None:
    (long,) = said
    claims(f"Police held 40 people {long}. They held 50 two to three weeks ago.", "2019-03-02")
    claims(f"Police held 40 people in {long}", "2019-03-02")
    for written in (long, f"8 June {long}"):
        with pytest.raises(DocumentError):
            dates.published(written, "a.md")
    assert dates.published("Tuesday, 8 June 2021", "a.md") == "2021-06-08"
    assert given_to_dateparser
    assert all(len(phrase) <= 64 for phrase in given_to_dateparser)


# Trial R13: periods that a text names, and none that it does not.

PERIODS = [
    ("Some 300 migrants fled in the 1990s.", "1990-01-01", "1999-12-31"),
    ("A migrant fled; 300 others drowned.", "", ""),
    ("They met one-on-one with 300 migrants.", "", ""),
    ("Some 300 migrants will flee in 20 years.", "", ""),
    ("In 20 years 300 migrants drowned.", "", ""),
    ("In May 2021 police held 300 migrants.", "2021-05-01", "2021-05-31"),
    ("On June 31 police held 300 migrants.", "", ""),
    ("On June 31, 2021 police held 300 migrants.", "", ""),
    ("On 31 February 2021 police held 300 migrants.", "", ""),
    ("1 police officer held 300 migrants.", "", ""),
]


@pytest.mark.parametrize(("said", "first", "last"), table(PERIODS))
def test_r13_no_day_is_invented(said: str, first: str, last: str) -> None:
    (claim,) = [claim for claim in claims(said) if claim.written == "300"]
    assert (claim.period_start, claim.period_end) == (first, last)


# Trial R14: numbers that are none.

NO_NUMBERS = [
    ("10^400 people fled.",), ("A googol of people fled.",), ("NaN people and inf people fled.",), ("1e309 people fled.",),
    ("Police held " + "9" * 400 + " people.",), ("Police held " + "9" * 5_000 + " people.",), ("Police held " + "9" * 19 + " people.",),
    ("Police held " + "9" * 400 + ".5 million people.",), ("Police held " + ",".join(["999"] * 130) + " people.",),
    ("Police held 1" + "0" * 330 + " million people.",), ("$" + "9" * 320 + " in aid.",), ("It was " + "9" * 320 + "%.",),
    ("Police held " + "1" * 400 + "/3 people.",), ("Police held " + "٣" * 400 + " people.",), ("Police held 1/0 people.",),
]  # fmt: skip


@pytest.mark.parametrize("said", NO_NUMBERS, ids=lambda row: row[0][:40])
def test_r14_numbers_beyond_all_figures_are_left_alone(said: tuple[str]) -> None:
    assert [claim.written for claim in claims(said[0]) if claim.measure != "period"] == []


MINUS = [("It gave $-0 to refugees.", 0.0), ("It gave -$0.0 to refugees.", 0.0), ("Aid to refugees: -0%.", 0.0)]


@pytest.mark.parametrize(("said", "value"), table(MINUS))
def test_r14_nothing_has_no_sign(said: str, value: float) -> None:
    claim = only(said)
    assert claim.value == value
    assert math.copysign(1, claim.value or 0.0) == 1


DIGITS = st.text(alphabet="0123456789.,e-+^/% ", max_size=40)
SCALES = st.sampled_from(("", " million", " trillion trillion", " percent", "bn", " hundred thousand"))


@STILL
@given(st.integers(1, 60), DIGITS, SCALES, st.sampled_from(("$", "", "-", "one in ", "between 5 and ", "half a ")))
def test_r14_every_number_is_finite_and_json(times: int, digits: str, scale: str, before: str) -> None:
    for claim in claims(f"Police held {before}{digits * times}{scale} people."):
        for value in (claim.value, claim.low, claim.high):
            assert value is None or math.isfinite(value)
        json.dumps(claim._asdict(), allow_nan=False)


# Trials R40 and R41: other clocks, places and seeds; files opened in a named encoding.

CLOCK = """
import datetime, time

class Kind(type):
    def __instancecheck__(cls, other):
        return isinstance(other, cls.__mro__[1])

class Date(datetime.date, metaclass=Kind):
    @classmethod
    def today(cls):
        return datetime.date(2040, 2, 29)

class DateTime(datetime.datetime, metaclass=Kind):
    @classmethod
    def now(cls, tz=None):
        return cls(2040, 2, 29, 23, 59, tzinfo=tz)
    today = utcnow = now

datetime.date, datetime.datetime = Date, DateTime
time.time = lambda: 2214172740.0
"""
WORLDS = {
    "Tokyo": {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8"},
    "Honolulu": {"TZ": "Pacific/Honolulu", "PYTHONHASHSEED": "2", "LC_ALL": "C"},
    "Turkey": {"TZ": "Europe/Istanbul", "PYTHONHASHSEED": "3", "LC_ALL": "tr_TR.UTF-8", "PYTHONUTF8": "1"},
    "2040": {"TZ": "UTC", "PYTHONHASHSEED": "4"},
}


def figures(arguments: list[str], env: dict[str, str], *flags: str) -> bytes:
    command = [sys.executable, *flags, "-m", "extract", "extract", *arguments]
    known = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "TZ", "PYTHON"))}
    done = subprocess.run(command, capture_output=True, cwd=ROOT, env={**known, **env}, check=False)
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False), done.stderr.decode()
    return done.stdout


@pytest.fixture
def articles(tmp_path: Path) -> list[str]:
    """A dated and an undated article of several kinds of file."""
    relative = (
        " Two to three weeks ago 12 drowned. On Monday 9 did, and 80 since March. İn Málaga ½ of 40 fled yesterday."
    )
    plain, dated, lines = tmp_path / "a.txt", tmp_path / "b.md", tmp_path / "c.jsonl"
    plain.write_text(NEWS + relative, encoding="utf-8")
    dated.write_text(f"---\npublished: 8 June 2021\n---\n{NEWS}{relative}", encoding="utf-8")
    rows = [{"document_id": f"c{n}", "text": NEWS + relative, "published": "June 2021"} for n in range(2)]
    lines.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return [str(plain), str(dated), str(lines)]


def test_r40_the_same_everywhere_and_at_any_time(articles: list[str], tmp_path: Path) -> None:
    clock = tmp_path / "clock"
    clock.mkdir()
    (clock / "sitecustomize.py").write_text(CLOCK, encoding="utf-8")
    env = {"PYTHONPATH": str(clock)}
    code = "import datetime, time; print(datetime.date.today(), datetime.datetime.now().year, time.time())"
    now = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env, check=True).stdout
    assert now == "2040-02-29 2040 2214172740.0\n"
    found = {name: figures(articles, world | (env if name == "2040" else {})) for name, world in WORLDS.items()}
    assert len(set(found.values())) == 1
    assert found["Tokyo"].count(b"\r\n") > 40
    assert b"2021-05-" in found["Tokyo"]


STRICT = ("-X", "warn_default_encoding", "-W", "error::EncodingWarning")
OTHERS = ("-W", "ignore::EncodingWarning:regex._main")  # of dateparser, at its import: no file is opened there


@pytest.mark.parametrize("ending", [".csv", ".jsonl", ".parquet", ".xlsx"])
def test_r41_every_file_is_opened_in_a_named_encoding(ending: str, articles: list[str], tmp_path: Path) -> None:
    out = tmp_path / f"out{ending}"
    figures([*articles, "-o", str(out)], {"LC_ALL": "C.UTF-8"}, *STRICT, *OTHERS)
    assert out.stat().st_size > 1000


# Trial R48: bytes of any kind.

BYTES = st.one_of(
    st.binary(max_size=200),
    st.lists(
        st.sampled_from(
            (
                b"Mexico held ", b"91,000 ", b"migrants ", b"in May 2021", b". ", b"\r", b"\xff", b"\0", "½٣²".encode(), b"\xef\xbb\xbf",
                b"---\n", b"published: ", b"url: x\n", b"\n", b"{", b'"text":', b"}", b",", b'"', b"\xe2\x80", b"$5", b" percent", b"\x80",
            )
        ),
        max_size=40,
    ).map(b"".join),
)  # fmt: skip


@STILL
@given(BYTES)
def test_r48_any_bytes_give_claims_or_our_own_error(raw: bytes) -> None:
    problems: list[str] = []
    for of in (text.documents, batch.documents, tabular.documents):
        try:
            documents = list(of(b"text\n" + raw if of is tabular.documents else raw, "a", "a", problems.append))
        except DocumentError:
            continue
        for document in documents:
            found = list(extract.find([Document(document.text, "a", published="2021-06-08")]))
            check_places(document, found)
            assert all(a.end <= b.start for a, b in itertools.pairwise(found))
            assert document.text == text.whole(document.text)
            assert notes.of(document)
    assert all(problem.startswith("a:") for problem in problems)


def test_r48_a_decoder_s_text_can_be_written() -> None:
    said, _ = encodings.decode(f"{NEWS}\ud800\0 “Forty” fled – all.".encode("utf-8", "surrogatepass"), "a")
    assert text.whole(said).encode() == f"{NEWS}\ufffd\ufffd\ufffd\ufffd “Forty” fled – all.".encode()
