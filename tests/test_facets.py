"""facets: what is chosen and counted from arrays is what a plain look at every row gives."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import chosen
import clock
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from chosen import claim, frame
from hypothesis import given, settings
from hypothesis import strategies as st

import extract
from extract import corpus, gazetteer, lexicon, table
from extract.claim import REVIEW, ROLES, VERDICTS
from extract.facets import Facets, Overview, Wanted, columns
from extract.library import Library

CORPUS = extract.read([corpus.folder()])
_ODDS = random.Random(5)  # noqa: S311 - the same reviews each time
REVIEWED = chosen.with_reviews(
    CORPUS,
    _ODDS.choices((chosen.NONE, *VERDICTS), (6, 1, 1, 1), k=len(CORPUS)),
    _ODDS.choices((None, 5.0, 70_000.0), k=len(CORPUS)),
)
SAMPLE, LIBRARY = Facets.of(CORPUS), Facets.of(REVIEWED)
TEXTS = [part for said in sorted(set(CORPUS["sentence"]))[::20] for part in (said[:9], said[8:12].upper(), said[-9:-3])]


def encoded(rows: pa.Table) -> pa.Table:
    """Every string dictionary-encoded."""
    return pa.table({name: _encoded(rows[name]) for name in rows.column_names})


def _encoded(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        return column.dictionary_encode()
    return column


def decoded(rows: pa.Table) -> pa.Table:
    """No string dictionary-encoded."""
    return pa.table({name: _decoded(rows[name]) for name in rows.column_names})


def _decoded(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column


def missing(rows: pa.Table) -> pa.Table:
    """Empty words are null."""
    plain = decoded(rows)
    return pa.table({name: _missing(plain[name]) for name in plain.column_names})


def _missing(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        return pa.chunked_array([pa.array([word or None for word in column.to_pylist()], column.type)])
    return column


def pieces(rows: pa.Table) -> pa.Table:
    """In chunks, each with a dictionary of its own."""
    return pa.concat_tables([encoded(rows.slice(at, 100)) for at in range(0, rows.num_rows, 100)] or [encoded(rows)])


FORMS = (lambda rows: rows, encoded, decoded, missing, pieces, lambda rows: missing(rows).slice(0, rows.num_rows))
NAMES = ("as pandas has it", "encoded", "decoded", "missing words null", "in pieces", "sliced")


# rows


@pytest.mark.parametrize("form", FORMS, ids=NAMES)
@pytest.mark.parametrize("rows", [CORPUS, REVIEWED, CORPUS.iloc[:0], REVIEWED.iloc[:0]], ids=[
    "sample", "library", "empty sample", "empty library",
])  # fmt: skip
def test_the_rows_are_the_table(form: Callable[[pa.Table], pa.Table], rows: pd.DataFrame) -> None:
    facets = Facets(form(pa.Table.from_pandas(rows, preserve_index=False)))
    assert len(facets) == len(rows)
    pd.testing.assert_frame_equal(facets.rows(range(len(rows))), rows)


def test_the_rows_of_a_real_library(tmp_path: Path) -> None:
    with Library.open(tmp_path / "north.sqlite") as library:
        list(library.add(corpus.documents()))
        pd.testing.assert_frame_equal(Facets(library.arrow()).rows(range(len(CORPUS))), library.frame())


@given(st.data())
@settings(deadline=None, max_examples=60)
def test_any_rows_in_any_order(data: st.DataObject) -> None:
    rows = data.draw(chosen.tables())
    numbers = data.draw(st.lists(st.integers(0, len(rows) - 1), max_size=20)) if len(rows) else []
    facets = Facets.of(rows)
    wanted = rows.iloc[numbers].reset_index(drop=True)
    pd.testing.assert_frame_equal(facets.rows(numbers), wanted)
    pd.testing.assert_frame_equal(facets.rows(np.array(numbers, np.int32)), wanted)


def test_a_claim_is_found_by_its_id() -> None:
    assert [SAMPLE.number(name) for name in CORPUS["claim_id"]] == list(range(len(CORPUS)))
    assert [SAMPLE.claim_id(number) for number in range(len(CORPUS))] == list(CORPUS["claim_id"])


@pytest.mark.parametrize("name", ["", "nothing", CORPUS["claim_id"].iloc[0][:6]])
def test_there_is_no_claim_of_another_id(name: str) -> None:
    assert SAMPLE.number(name) is None


def test_a_document_s_claims_stand_in_reading_order() -> None:
    for name in sorted(set(CORPUS["document_id"])):
        starts = SAMPLE.rows(SAMPLE.of_document(name))
        assert list(starts["claim_id"]) == list(CORPUS.loc[CORPUS["document_id"] == name, "claim_id"])
        assert starts["start"].is_monotonic_increasing
    assert not len(SAMPLE.of_document("nothing"))


# select


@given(
    st.sampled_from([(SAMPLE, CORPUS), (LIBRARY, REVIEWED)]),
    chosen.asked(
        sorted(set(CORPUS["publisher"])),
        sorted(set(CORPUS["document_id"])),
        sorted({*CORPUS["group"], *CORPUS["said_by"], "MIGRANTS", "ministry"}),
        TEXTS,
    ),
)
@settings(deadline=None, max_examples=60)
def test_what_fits_in_the_sample_corpus(held: tuple[Facets, pd.DataFrame], wanted: Wanted) -> None:
    facets, rows = held
    assert facets.select(wanted).tolist() == chosen.fitting(rows, wanted)


@given(chosen.tables(), chosen.asked())
@settings(deadline=None, max_examples=100)
def test_what_fits_in_any_table(rows: pd.DataFrame, wanted: Wanted) -> None:
    assert Facets.of(rows).select(wanted).tolist() == chosen.fitting(rows, wanted)


ROWS = frame(
    claim(claim_id="mexico", actor="MEX", period_start="2020-01-01", period_end="2020-12-31", publisher="The Courier"),
    claim(claim_id="union", destination="EU", measure="aid", period_start="2021-01-01", period_end="2022-12-31"),
    claim(claim_id="triangle", origin="GTM|HND|SLV", sentence="Some fled (for 2nd time).", sentence_start=2),
    claim(claim_id="states", actor="USA", place="MEX", period_start="2019-01-01", status="pledge", group="Children"),
    claim(claim_id="west", place="WEST_AFRICA", said_by="the Δήμος", period_end="2024-12-31", sentence_start=4,
          sentence="A Straße in Ñuble, ΟΔΟΣ."),
    claim(claim_id="nowhere", sentence_start=5),
)  # fmt: skip

SELECTIONS: list[tuple[dict[str, object], list[str]]] = [
    ({}, ["mexico", "union", "triangle", "states", "west", "nowhere"]),
    ({"countries": ("MEX",)}, ["mexico", "states"]),
    ({"countries": ("MEX",), "role": "place"}, ["states"]),
    ({"countries": ("MEX",), "role": "via"}, []),
    ({"role": "place"}, ["mexico", "union", "triangle", "states", "west", "nowhere"]),
    ({"countries": ("ITA",)}, ["union"]),
    ({"countries": ("GBR",)}, []),
    ({"countries": ("HND",)}, ["triangle"]),
    ({"countries": ("HND", "USA")}, ["triangle", "states"]),
    ({"countries": ("USA",), "regions": ("WEST_AFRICA",)}, ["states", "west"]),
    ({"countries": ("MLI",)}, []),
    ({"regions": ("EU",)}, ["union"]),
    ({"regions": ("NORTHERN_TRIANGLE",)}, ["triangle"]),
    ({"regions": ("AFRICA",)}, ["west"]),
    ({"regions": ("AFRICA",), "role": "origin"}, []),
    ({"regions": ("WORLD",)}, []),
    ({"measures": ("aid",)}, ["union"]),
    ({"measures": ("nothing",)}, []),
    ({"statuses": ("pledge",)}, ["states"]),
    ({"statuses": ("", "pledge")}, ["mexico", "union", "triangle", "states", "west", "nowhere"]),
    ({"statuses": ("",)}, ["mexico", "union", "triangle", "west", "nowhere"]),
    ({"groups": ("CHILD",)}, ["states"]),
    ({"groups": ("", "CHILD")}, ["mexico", "union", "triangle", "states", "west", "nowhere"]),
    ({"said_by": ("ΔΉΜΟΣ",)}, ["west"]),
    ({"said_by": ("",)}, ["mexico", "union", "triangle", "states", "nowhere"]),
    ({"publishers": ("The Courier",)}, ["mexico"]),
    ({"publishers": ("the courier",)}, []),
    ({"publishers": ("",)}, ["union", "triangle", "states", "west", "nowhere"]),
    ({"reviews": ("none",)}, ["mexico", "union", "triangle", "states", "west", "nowhere"]),
    ({"reviews": ("accepted", "rejected")}, []),
    ({"first": 2020, "last": 2020}, ["mexico", "states"]),
    ({"first": 2022}, ["union", "states", "west"]),
    ({"last": 2019}, ["states"]),
    ({"first": 2024, "last": 2024}, ["states", "west"]),
    ({"last": 2018}, []),
    ({"first": 2021, "last": 2020}, []),
    ({"text": "(for 2nd"}, ["triangle"]),
    ({"text": " SOME FLED "}, ["triangle"]),
    ({"text": "."}, ["mexico", "union", "triangle", "states", "west", "nowhere"]),
    ({"text": ".*"}, []),
    ({"text": "ñUBLE"}, ["west"]),
    ({"text": "straße"}, ["west"]),
    ({"text": "οδος"}, ["west"]),
    ({"documents": ("doc",)}, ["mexico", "union", "triangle", "states", "west", "nowhere"]),
    ({"documents": ("do",)}, []),
    ({"countries": ("MEX",), "first": 2020, "last": 2020, "publishers": ("The Courier",)}, ["mexico"]),
]  # fmt: skip


@pytest.mark.parametrize(("filters", "wanted"), SELECTIONS, ids=str)
def test_select(filters: dict[str, object], wanted: list[str]) -> None:
    facets = Facets.of(ROWS)
    found = facets.select(Wanted(**filters))  # type: ignore[arg-type]
    assert list(facets.rows(found)["claim_id"]) == wanted
    assert found.tolist() == chosen.fitting(ROWS, Wanted(**filters))  # type: ignore[arg-type]


def test_select_of_an_empty_table() -> None:
    facets = Facets.of(frame())
    for filters, _ in SELECTIONS:
        assert facets.select(Wanted(**filters)).tolist() == []  # type: ignore[arg-type]


# what a claim names, what is looked for, whether it fits
FITS = [
    ("WEST_AFRICA", "AFRICA", True),
    ("AFRICA", "WEST_AFRICA", False),
    ("AFRICA", "TCD", False),
    ("TCD", "AFRICA", True),
    ("SAHEL", "TCD", True),
    ("TCD", "SAHEL", True),
    ("SAHEL", "AFRICA", True),
    ("SAHEL", "WEST_AFRICA", False),
    ("NORTHERN_TRIANGLE", "CENTRAL_AMERICA", True),
    ("CENTRAL_AMERICA", "NORTHERN_TRIANGLE", False),
    ("CENTRAL_AMERICA", "GTM", True),
    ("EU", "EUROPE", True),
    ("CYP", "EUROPE", True),
    ("CYP", "ASIA", True),
    ("EU", "ASIA", False),
    ("EUROPE", "EU", False),
    ("EUROPE", "FRA", False),
    ("FRA", "EU", True),
    ("EU", "FRA", True),
    ("EU", "CHE", False),
    ("WORLD", "AFRICA", False),
    ("AFRICA", "WORLD", False),
    ("WORLD", "WORLD", True),
    ("MEDITERRANEAN", "WORLD", False),
    ("MEX|TCD", "AFRICA", True),
]


@pytest.mark.parametrize(("named", "wanted", "fits"), FITS, ids=[f"{a} for {b}" for a, b, _ in FITS])
def test_regions_hold_what_lies_in_them(named: str, wanted: str, fits: bool) -> None:
    facets = Facets.of(frame(claim(via=named)))
    assert facets.select(Wanted(regions=(wanted,))).tolist() == [0] * fits
    assert facets.select(Wanted(countries=(wanted,), role="via")).tolist() == [0] * fits
    assert facets.select(Wanted(countries=(wanted,), role="place")).tolist() == []


def test_rejected_claims_are_shown_only_when_asked_for() -> None:
    rows = chosen.with_reviews(ROWS.iloc[:4], [*VERDICTS, "none"], [1.0, 2.0, None, None])
    facets = Facets.of(rows)
    assert facets.select(Wanted()).tolist() == [0, 1, 3]
    assert facets.select(Wanted(reviews=("rejected",))).tolist() == [2]
    assert facets.select(Wanted(reviews=("rejected", "none"))).tolist() == [2, 3]


def test_the_newest_come_first_and_a_document_in_reading_order() -> None:
    rows = frame(
        claim(claim_id="a", document_id="a", published="2021-06-08"),
        claim(claim_id="b1", document_id="b", published="2021-06-08", start=2),
        claim(claim_id="b2", document_id="b", published="2021-06-08", start=9),
        claim(claim_id="month", document_id="c", published="2021-06"),
        claim(claim_id="new", document_id="d", published="2022"),
        claim(claim_id="nowhen", document_id="e"),
        claim(claim_id="year", document_id="f", published="2021"),
    )
    facets = Facets.of(rows)
    assert list(facets.rows(facets.select(Wanted()))["claim_id"]) == ["new", "a", "b1", "b2", "month", "year", "nowhen"]


def test_a_text_of_any_length_may_be_looked_for() -> None:
    assert not len(SAMPLE.select(Wanted(text="É" * 20_000)))


# counts


@given(chosen.tables(), st.sampled_from(("measure", "status", "publisher", "group", "said_by", "review")))
@settings(deadline=None, max_examples=60)
def test_counts_leave_out_what_was_rejected(rows: pd.DataFrame, column: str) -> None:
    if column == "review" and column not in rows:
        return
    words = rows[column].astype(object).where(rows[column].notna(), "")
    kept = words[rows[REVIEW[0]] != "rejected"] if REVIEW[0] in rows else words
    counts = Facets.of(rows).counts(column)
    assert counts == dict(Counter(kept))
    assert list(counts.values()) == sorted(counts.values(), reverse=True)


def named(rows: pd.DataFrame) -> Counter[str]:
    """How many rows name each code."""
    cells = rows[list(ROLES)].itertuples(index=False, name=None)
    return Counter(code for row in cells for code in {code for cell in row for code in cell.split("|") if code})


@given(st.data())
@settings(deadline=None, max_examples=60)
def test_countries_are_counted_once_a_row(data: st.DataObject) -> None:
    rows = data.draw(chosen.tables())
    facets = Facets.of(rows)
    assert facets.countries.counts() == dict(named(rows))
    found = facets.select(data.draw(chosen.asked()))
    counts = facets.countries.counts(found)
    assert counts == dict(named(rows.iloc[found]))
    assert list(counts.values()) == sorted(counts.values(), reverse=True)
    assert facets.countries.codes == sorted(named(rows))


def test_countries_are_counted_the_most_named_first() -> None:
    counts = Facets.of(ROWS).countries.counts()
    assert counts == {"MEX": 2, "EU": 1, "GTM": 1, "HND": 1, "SLV": 1, "USA": 1, "WEST_AFRICA": 1}
    assert next(iter(counts)) == "MEX"


@pytest.mark.parametrize("cell", ["MEX", "MEX|MEX", "|MEX|"])
def test_a_claim_that_names_a_country_twice_counts_once(cell: str) -> None:
    assert Facets.of(frame(claim(actor="MEX", place=cell))).countries.counts() == {"MEX": 1}


def plain_overview(rows: pd.DataFrame) -> Overview:
    first, last = ([day for day in rows[name] if day] for name in ("period_start", "period_end"))
    return Overview(
        len(rows), rows["document_id"].nunique(), len(set(rows["publisher"]) - {""}),
        len([code for code in named(rows) if code not in gazetteer.regions()]),
        min(first, default=""), max(last, default=""),
    )  # fmt: skip


@given(chosen.tables(), chosen.asked())
@settings(deadline=None, max_examples=60)
def test_the_overview_counts(rows: pd.DataFrame, wanted: Wanted) -> None:
    facets = Facets.of(rows)
    found = facets.select(wanted)
    assert facets.overview(found) == plain_overview(rows.iloc[found])
    documents = facets.listed(found)
    assert documents == dict(Counter(rows["document_id"].iloc[found]))
    assert list(documents) == list(dict.fromkeys(rows["document_id"].iloc[found]))


def test_the_overview_of_rows() -> None:
    facets = Facets.of(ROWS)
    assert facets.overview(facets.select(Wanted())) == Overview(6, 1, 1, 5, "2019-01-01", "2024-12-31")
    assert facets.overview(facets.select(Wanted(text="nothing"))) == Overview(0, 0, 0, 0, "", "")


def test_the_years_that_claims_touch() -> None:
    assert Facets.of(ROWS).years() == [2019, 2020, 2021, 2022, 2023, 2024]
    assert Facets.of(frame(claim())).years() == []
    assert Facets.of(frame()).years() == []


# total


@given(chosen.tables(), chosen.asked())
@settings(deadline=None, max_examples=100)
def test_the_total_is_the_table_s(rows: pd.DataFrame, wanted: Wanted) -> None:
    facets = Facets.of(rows)
    found = facets.select(wanted)
    assert facets.total(found) == table.total(rows.iloc[found])


def months(count: int, **fields: object) -> pd.DataFrame:
    """Counts that may be added: a month each."""
    days = pd.date_range("1960-01-01", periods=count, freq="MS")
    return frame(
        *(
            claim(period_start=f"{day:%Y-%m-%d}", period_end=f"{day + pd.offsets.MonthEnd():%Y-%m-%d}", **fields)
            for day in days
        )
    )


MANY = 700  # more than a total looks at first
LONG = [
    ("all of them", months(MANY), float(MANY)),
    ("repeats first", pd.concat([frame(*[claim(repeats="z")] * MANY), months(MANY)]), float(MANY)),
    ("repeats alone", frame(*[claim(repeats="z")] * MANY), None),
    ("another unit at the end", pd.concat([months(MANY), months(1, unit="households")]), None),
    ("overlaps at once", pd.concat([months(MANY), months(MANY)]), None),
    ("a plan at the end", pd.concat([months(MANY), months(1, modality="planned")]), None),
]


@pytest.mark.parametrize(("rows", "wanted"), [row[1:] for row in LONG], ids=[row[0] for row in LONG])
def test_the_total_of_many(rows: pd.DataFrame, wanted: float | None) -> None:
    facets = Facets.of(rows)
    found = facets.select(Wanted())
    assert facets.total(found) == table.total(rows)
    assert facets.total(found)[0] == wanted


def test_the_total_of_many_that_were_rejected_before_the_rest() -> None:
    rows = pd.concat([months(MANY, value=9.0), months(MANY)], ignore_index=True)
    rows = chosen.with_reviews(rows, ["rejected"] * MANY + ["none"] * MANY, [None] * 2 * MANY)
    facets = Facets.of(rows)
    assert facets.total(np.arange(2 * MANY)) == table.total(rows) == (float(MANY), "")


# columns

WORDS: list[tuple[str, pa.ChunkedArray, list[str]]] = [
    ("plain", pa.chunked_array([["b", "a", "b"]]), ["b", "a", "b"]),
    ("none", pa.chunked_array([["b", None]]), ["b", ""]),
    ("empty and none", pa.chunked_array([["", "b", None, ""]]), ["", "b", "", ""]),
    ("no rows", pa.chunked_array([pa.array([], pa.string())]), []),
    ("no chunks", pa.chunked_array([], pa.dictionary(pa.int8(), pa.string())), []),
    ("nothing but none", pa.chunked_array([pa.array([None, None], pa.string())]), ["", ""]),
    ("chunks", pa.chunked_array([["a", "b"], ["c", "a"]]).dictionary_encode(), ["a", "b", "c", "a"]),
    (
        "chunks with dictionaries of their own",
        pa.chunked_array([pa.array(["a", "b"]).dictionary_encode(), pa.array(["c", None, "b"]).dictionary_encode()]),
        ["a", "b", "c", "", "b"],
    ),
    (
        "words that no row has",
        pa.chunked_array([pa.DictionaryArray.from_arrays(pa.array([1, None], pa.int8()), pa.array(["x", "y"]))]),
        ["y", ""],
    ),
    (
        "as many words as a byte counts",
        pa.chunked_array([
            pa.DictionaryArray.from_arrays(pa.array([*range(128), None], pa.int8()), pa.array(map(str, range(128))))
        ]),
        [*map(str, range(128)), ""],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("column", "words"), [row[1:] for row in WORDS], ids=[row[0] for row in WORDS])
def test_a_column_of_words(column: pa.ChunkedArray, words: list[str]) -> None:
    coded = columns.coded(column)
    everything = np.arange(len(words))
    assert coded.taken(everything).to_pylist() == words
    assert coded.counts() == dict(Counter(words))
    assert coded.counts(everything[1:]) == dict(Counter(words[1:]))
    assert coded.having("b".__eq__).tolist() == [word == "b" for word in words]
    assert coded.mapped(len, np.int32).tolist() == [len(word) for word in words]
    assert [coded.values[code] for code in coded.distinct(everything)] == sorted(set(words), key=coded.values.index)


@given(st.lists(st.sampled_from((None, "", "a", "b", "ñ")), max_size=12), st.booleans())
def test_a_missing_word_is_an_empty_one(words: list[str | None], encode: bool) -> None:
    column = pa.chunked_array([pa.array(words, pa.string())])
    coded = columns.coded(column.dictionary_encode() if encode else column)
    assert coded.taken(np.arange(len(words))).to_pylist() == [word or "" for word in words]
    assert coded.counts() == dict(Counter(word or "" for word in words))


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), max_size=12))
def test_a_sentence_is_held_once_for_the_claims_in_it(keys: list[tuple[int, int]]) -> None:
    words = [f"{document}/{start}" for document, start in keys]
    documents, starts = (np.array([key[at] for key in keys], np.int64) for at in range(2))
    parts = (pa.array(words[at : at + 5], pa.string()) for at in range(0, len(words), 5))
    found = columns.runs(parts, documents, starts)
    assert found.taken(np.arange(len(words))).to_pylist() == words
    assert len(found.words) == sum(a != b for a, b in zip(words, ["", *words], strict=False))


def test_numbers_that_are_missing() -> None:
    assert columns.whole(pa.chunked_array([[3, None, 0]])).tolist() == [3, -1, 0]
    first, second = columns.floats(pa.chunked_array([[1.5, None]]))
    assert (first, np.isnan(second)) == (1.5, True)


# areas


AREAS = chosen.listed("areas.csv")
ALL = {row["alpha3"] for row in lexicon.rows("countries.csv")}
CONTINENTS = ("AFRICA", "ASIA", "EUROPE", "LATIN_AMERICA", "NORTH_AMERICA", "OCEANIA")
WIDE = [
    ("AFRICA", ("SUB_SAHARAN_AFRICA", "NORTH_AFRICA", "WEST_AFRICA", "EAST_AFRICA", "SAHEL", "HORN_OF_AFRICA",
                "MAGHREB")),
    ("SUB_SAHARAN_AFRICA", ("WEST_AFRICA", "EAST_AFRICA", "SAHEL", "HORN_OF_AFRICA")),
    ("EAST_AFRICA", ("HORN_OF_AFRICA",)),
    ("ASIA", ("EAST_ASIA", "SOUTH_EAST_ASIA", "SOUTH_ASIA", "CENTRAL_ASIA", "GULF_STATES")),
    ("MIDDLE_EAST", ("GULF_STATES",)),
    ("EUROPE", ("EU", "WESTERN_BALKANS", "BALTIC_STATES")),
    ("LATIN_AMERICA", ("SOUTH_AMERICA", "CENTRAL_AMERICA", "CARIBBEAN", "NORTHERN_TRIANGLE")),
    ("NORTH_AMERICA", ("CENTRAL_AMERICA", "CARIBBEAN", "NORTHERN_TRIANGLE")),
]  # fmt: skip


@pytest.mark.parametrize("token", AREAS)
def test_an_area_is_a_wide_region_of_countries(token: str) -> None:
    assert token in gazetteer.regions()
    assert gazetteer.members(token) == ()
    assert gazetteer.area(token) == AREAS[token] <= ALL
    assert AREAS[token]


def test_every_country_lies_on_a_continent() -> None:
    assert ALL - set().union(*(AREAS[token] for token in CONTINENTS)) == {"ATA"}
    assert not set().union(*AREAS.values()) - ALL


@pytest.mark.parametrize(("wide", "parts"), WIDE, ids=[row[0] for row in WIDE])
def test_wide_regions_hold_their_parts(wide: str, parts: Sequence[str]) -> None:
    assert [part for part in parts if not gazetteer.area(part) < gazetteer.area(wide)] == []


def test_africa_is_the_north_and_the_rest() -> None:
    assert AREAS["SUB_SAHARAN_AFRICA"] | AREAS["NORTH_AFRICA"] == AREAS["AFRICA"]
    assert not AREAS["SUB_SAHARAN_AFRICA"] & AREAS["NORTH_AFRICA"]


# time


def tiled(size: int) -> Facets:
    """The sample corpus over and over, each time with documents of its own."""
    times = -(-size // len(REVIEWED))
    parts = [REVIEWED.assign(document_id=REVIEWED["document_id"] + f" {number:06}") for number in range(times)]
    return Facets.of(pd.concat(parts, ignore_index=True).iloc[:size])


def test_four_times_the_rows_take_about_four_times_as_long() -> None:
    wanted = (
        Wanted(), Wanted(countries=("MEX", "TUN")), Wanted(regions=("AFRICA",), role="place"), Wanted(first=2015),
        Wanted(measures=("detention",), text="migrants"), Wanted(groups=("migrants",), statuses=("pledge", "")),
    )  # fmt: skip

    def chosen_from(facets: Facets) -> list[int]:
        return [len(facets.select(one)) for _ in range(5) for one in wanted]

    few, many = tiled(50_000), tiled(200_000)
    assert sum(chosen_from(many)) > 3 * sum(chosen_from(few)) > 0
    tries = [
        (clock.measured(lambda: chosen_from(many))[1], clock.measured(lambda: chosen_from(few))[1]) for _ in range(3)
    ]
    assert any(long <= 6 * short for long, short in tries), tries
