"""A data set of claims, opened as a library that is only read: it holds what was written, or names what it does not."""

from __future__ import annotations

import itertools
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from libraries import OTHER, TEXT, add, document
from pyarrow import parquet

from extract import export, folders
from extract.claim import COLUMNS as CLAIM
from extract.facets import Facets
from extract.library import COLUMNS, Library, LibraryError, kind

Rows = list[tuple[Any, ...]]
NAMES = ("a.txt", "b.txt", "c.txt")


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Rows:
    """The claims of a library, some of them reviewed."""
    with Library.open(tmp_path_factory.mktemp("rows") / "library.sqlite") as library:
        add(library, *(document(f"{TEXT} {OTHER}", name, title=f"About {name}") for name in NAMES[:2]))
        add(library, document(OTHER, "c.txt", None))
        found = list(library.claims())
        library.review(found[0][0], "corrected", {"value": "92000", "place": "MEX"})
        library.review(found[1][0], "rejected")
        library.review(found[2][0], "accepted")
        return list(library.claims())


def write(folder: Path, *parts: Sequence[Any], columns: Sequence[str] = COLUMNS) -> Path:
    folder.mkdir(exist_ok=True)
    for number, part in enumerate(parts):
        export.save([row[: len(columns)] for row in part], folder / f"claims-abc-{number:03}.parquet", columns=columns)
    return folder


@pytest.fixture
def folder(tmp_path: Path, rows: Rows) -> Path:
    """Three parts, one without a row, and what is no part."""
    found = write(tmp_path / "claims", rows[:4], [], rows[4:])
    (found / "_run.json").write_text("{}", encoding="utf-8")
    (found / ".half.parquet").write_bytes(b"PAR1")
    (found / "_problems").mkdir()
    return found


@pytest.fixture
def opened(folder: Path) -> Iterator[Library]:
    with Library.open(folder) as found:
        yield found


def table(facets: Facets) -> pd.DataFrame:
    return facets.rows(range(len(facets)))


def test_it_gives_what_a_library_gives(opened: Library, rows: Rows, folder: Path) -> None:
    whole = Facets.of(opened.frame())
    pd.testing.assert_frame_equal(table(opened.through(Facets)), table(whole))
    assert list(opened.claims()) == rows
    assert [row[30] for row in opened.claims(documents=["c.txt"])] == ["c.txt"] * sum(r[30] == "c.txt" for r in rows)
    assert opened.about == f"A data set of 3 parts, {len(rows)} claims, only read, in {folder}"
    assert (opened.where, list(opened.problems), list(opened.verify())) == (str(folder), [], [])


def test_its_documents_are_those_of_its_claims(opened: Library) -> None:
    found = opened.documents()
    assert [(one.document_id, one.title, one.reviewed) for one in found] == [
        ("a.txt", "About a.txt", 3), ("b.txt", "About b.txt", 0), ("c.txt", "", 0),
    ]  # fmt: skip
    assert [one.claims for one in found] == [5, 5, 2]
    assert "no publication date" in found[2].warnings[0]


def test_a_claim_is_found_by_the_beginning_of_its_id(opened: Library, rows: Rows) -> None:
    found = opened.find(rows[0][0][:8])
    assert found.claim.claim_id == rows[0][0]
    assert found.review
    assert (found.review.verdict, found.review.changes) == ("corrected", {"value": "92000"})
    assert opened.look("ffffffffffff") is None
    with pytest.raises(LibraryError, match="too short"):
        opened.look("ff")


REFUSED: dict[str, Callable[[Library], object]] = {
    "add": lambda library: library.add_all([document()]),
    "remove": lambda library: library.remove(["a.txt"]),
    "review": lambda library: library.review("123456789012", "accepted"),
    "backup": lambda library: library.backup("copy"),
    "reviews": lambda library: library.reviews(),
    "text": lambda library: library.text("a.txt"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_a_data_set_cannot_do_it_says(opened: Library, what: str) -> None:
    with pytest.raises(LibraryError, match="it is a data set"):
        REFUSED[what](opened)


@settings(max_examples=15, deadline=None)
@given(cuts=st.lists(st.integers(0, 12), max_size=5))
def test_claims_split_into_any_parts_read_as_the_whole(
    cuts: list[int], rows: Rows, tmp_path_factory: pytest.TempPathFactory
) -> None:
    edges = [0, *sorted(min(cut, len(rows)) for cut in cuts), len(rows)]
    folder = write(
        tmp_path_factory.mktemp("split") / "claims",
        *(rows[first:last] for first, last in itertools.pairwise(edges)),
    )
    with Library.open(folder) as found:
        split = found.through(Facets)
        assert list(found.claims()) == rows
    whole = write(tmp_path_factory.mktemp("whole") / "claims", rows)
    with Library.open(whole) as found:
        pd.testing.assert_frame_equal(table(split), table(found.through(Facets)))


def test_parts_without_reviews_are_of_claims_that_nobody_reviewed(tmp_path: Path, rows: Rows) -> None:
    folder = write(tmp_path / "claims", rows, columns=CLAIM)
    with Library.open(folder) as found:
        assert "review" not in found.through(Facets).rows([0]).columns
        assert {row[-2:] for row in found.claims()} == {("none", None)}
    write(tmp_path / "mixed", rows[:3])
    shutil.copy(next(folder.iterdir()), tmp_path / "mixed" / "z.parquet")
    with Library.open(tmp_path / "mixed") as found:
        assert [row[-2] for row in found.claims()][:4] == ["corrected", "rejected", "accepted", "none"]
        assert "review" in found.through(Facets).rows([0]).columns


def damage(path: Path) -> None:
    """One bit at the end of the largest column: of its data, for before them stands what is said of them."""
    group = parquet.read_metadata(path).row_group(0)
    column = max((group.column(at) for at in range(group.num_columns)), key=lambda one: one.total_compressed_size)
    raw = bytearray(path.read_bytes())
    raw[(column.dictionary_page_offset or column.data_page_offset) + column.total_compressed_size - 2] ^= 0x10
    path.write_bytes(raw)


def retyped(path: Path) -> None:
    claims = parquet.read_table(path)
    at = claims.schema.get_field_index("value")
    parquet.write_table(claims.set_column(at, "value", claims["value"].cast(pa.string())), path)


BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "cut": (lambda path: path.write_bytes(path.read_bytes()[:-100]), "is damaged or cut short"),
    "empty": (lambda path: path.write_bytes(b""), "is damaged or cut short"),
    "a bit": (damage, "is damaged or cut short"),
    "other columns": (lambda path: pd.DataFrame({"value": [1.0]}).to_parquet(path), "it is no table of claims"),
    "other types": (retyped, "value is string"),
}


@pytest.mark.parametrize("bad", BAD)
def test_a_part_that_cannot_be_read_is_named_and_the_others_are_shown(folder: Path, rows: Rows, bad: str) -> None:
    change, said = BAD[bad]
    part = folder / "claims-abc-000.parquet"
    change(part)
    with Library.open(folder) as found:
        assert list(found.through(Facets).rows(range(3))["claim_id"]) == [row[0] for row in rows[4:7]]
        (problem,) = found.problems
        assert problem.startswith(f"{part}: ")
        assert said in problem
        assert list(found.verify()) == [problem]
        with pytest.raises(LibraryError, match=f"{part.name}: .*{said}"):
            list(found.claims())
        assert f"3 parts, {len(rows) - 4} claims" in found.about


def test_a_set_of_which_nothing_can_be_read_is_refused(folder: Path) -> None:
    for part in folder.glob("[!.]*.parquet"):
        part.write_bytes(b"PAR1")
    with Library.open(folder) as found, pytest.raises(LibraryError, match=r"claims-abc-000\.parquet: .*cut short"):
        found.through(Facets)


def a_library(path: Path) -> None:
    with Library.open(path / "north.sqlite") as library:
        add(library, document())
        library.renew()


PLACES: dict[str, tuple[Callable[[Path], object], str]] = {
    "an empty folder": (
        lambda _: None,
        "without Parquet files of claims; give the library's file, or write a",
    ),
    "a folder of other files": (lambda path: (path / "a.txt").write_text("a", "utf-8"), "without Parquet files"),
    "a folder with a library": (a_library, "with the library north.sqlite in it; give the library's file"),
    "the folder of a run that was stopped": (
        lambda path: (path / "_run.json").write_text("{}", "utf-8"),
        "no part is there yet, for the run that writes them was stopped; run the same extract again",
    ),
    "parts in JSON Lines": (
        lambda path: [(path / name).write_text("{}", "utf-8") for name in ("_run.json", "a.jsonl")],
        "its parts are JSON Lines, which no library reads; extract into another folder, without --format jsonl",
    ),
    "no folder": (Path.rmdir, "there is no folder of that name"),
}


@pytest.mark.parametrize("place", PLACES)
def test_a_folder_that_is_no_data_set_says_what_to_give(tmp_path: Path, place: str) -> None:
    make, said = PLACES[place]
    folder = tmp_path / "claims"
    folder.mkdir()
    make(folder)
    with pytest.raises(LibraryError, match=said):
        Library.open(f"{folder}/")


ADDRESSES = {
    "gs://bucket/claims/": r"^gs://bucket/claims/: gs:// needs a package; install it with: pip install 'gcsfs'$",
    "strange://me:s3cret@host/claims/": r"^strange://host/claims/: it cannot be reached \(Protocol not known",
    "memory://nowhere/claims/": r"^memory://nowhere/claims/: there is no folder of that name",
}


@pytest.mark.parametrize("where", ADDRESSES)
def test_an_address_that_cannot_be_read_says_why(where: str) -> None:
    pytest.importorskip("fsspec")
    with pytest.raises(LibraryError, match=ADDRESSES[where]):
        Library.open(where)


@pytest.fixture
def address() -> Iterator[str]:
    """A place in the memory of this process, empty."""
    memory = pytest.importorskip("fsspec").filesystem("memory")
    yield "memory://tests/claims/"
    memory.rm("/tests", recursive=True)


def test_a_data_set_at_an_address_is_read_likewise(address: str, rows: Rows) -> None:
    export.save_set(rows, address, columns=COLUMNS)
    assert kind(address) == "data set"
    with Library.open(address) as found:
        before = found.fingerprint
        assert list(found.claims()) == rows
        assert len(found.through(Facets)) == len(rows)
        assert (found.where, found.problems) == (address, [])
    export.save_set(rows[:4], address, columns=COLUMNS)
    with Library.open(address) as found:
        assert len(list(found.claims())) == 4
        assert found.fingerprint != before


def test_a_new_part_counts_from_the_next_look_on(folder: Path, rows: Rows) -> None:
    with Library.open(folder) as found:
        before = found.fingerprint
    with Library.open(folder) as found:
        assert found.fingerprint == before
    export.save(rows[:1], folder / "zz.parquet", columns=COLUMNS)
    with Library.open(folder) as found:
        assert found.fingerprint != before
        assert len(list(found.claims())) == len(rows) + 1


def test_a_set_that_is_replaced_while_it_is_read_is_read_anew(tmp_path: Path, rows: Rows) -> None:
    folder = tmp_path / "claims"
    export.save_set(rows, folder, columns=COLUMNS)
    with Library.open(folder) as found:
        export.save_set(rows[:4], folder, columns=COLUMNS)
        assert len(found.through(Facets)) == 4
        assert list(found.problems) == []


@pytest.mark.parametrize("names", [["../a.parquet"], [".a.parquet"], ["a.csv"], [""], "a.parquet", [None]], ids=str)
def test_a_manifest_that_names_no_parts_is_damaged(folder: Path, names: object) -> None:
    (folder / "_export.json").write_text(json.dumps({"parts": names, "selection": ""}), encoding="utf-8")
    with pytest.raises(LibraryError, match=r"its _export\.json is damaged"):
        Library.open(folder)


SHOWN = [
    ("s3://bucket/claims/", "s3://bucket/claims/"),
    ("sftp://me:s3cret@host/claims", "sftp://host/claims"),
    ("https://host/claims/?token=s3cret", "https://host/claims/"),
    ("claims/", "claims/"),
]


@pytest.mark.parametrize(("where", "said"), SHOWN, ids=[row[0] for row in SHOWN])
def test_an_address_is_shown_without_its_secrets(where: str, said: str) -> None:
    assert folders.shown(where) == said
