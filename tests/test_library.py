"""library: documents, their versions, claims and reviews are kept, the same way in SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from libraries import DAY, OTHER, TEXT, add, claims, document, sound

import extract
from extract import pipeline, table
from extract.claim import COLUMNS, Claim, Document, Provenance
from extract.library import Added, Library, LibraryError, documents
from extract.library.errors import stored

LONG = (
    "Mexican agents detained 91,000 migrants in May, the ministry said on Tuesday. "
    "Most of them came from Guatemala and Honduras, and a fifth of them were children who travelled on their own. "
    "The ministry said that 310 shelters along the railway were full and that it had opened 12 more in the south. "
    "Aid groups said that 1,400 families slept in the open near the river and that nobody had told them where to go."
)
CUT = f"WORLD NEWS\n\n{LONG} Read more on our pages."


@pytest.fixture
def library(library_at: str) -> Iterator[Library]:
    with Library.open(library_at) as opened:
        yield opened


def states(added: list[Added]) -> list[str]:
    return [one.state for one in added]


def test_what_is_added_comes_back_as_it_was_found(library: Library) -> None:
    given = document(TEXT, title="Detentions", publisher="The Paper", url="https://example.org/a", pages=(0, 62))
    (added,) = add(library, given)
    found = list(pipeline.find([given]))
    assert (added.document_id, added.state, added.claims) == ("a.txt", "new", len(found))
    assert added.changes.added == tuple(found)
    assert claims(library) == found != []
    assert [row[len(COLUMNS) :] for row in library.claims()] == [("none", None)] * len(found)
    assert library.text("a.txt") == given
    assert sound(library)


def test_documents_come_by_their_ids_with_what_was_lost(library: Library) -> None:
    lost = "page 3 has no text layer: needs OCR"
    origin = Provenance("reports/b.pdf", "2021-06-08T10:00:00Z", "ab" * 32, "pdf", "pypdf 7.1")
    add(library, document(OTHER, "b.pdf", None, warnings=(lost,), provenance=origin), document())
    first, second = library.documents()
    counts = [sum(claim.document_id == name for claim in claims(library)) for name in ("a.txt", "b.pdf")]
    assert (first.document_id, first.published, first.versions, first.claims) == ("a.txt", DAY, 1, counts[0])
    assert (second.document_id, second.published, second.versions, second.claims) == ("b.pdf", "", 1, counts[1])
    assert (second.source, second.warnings[0], len(second.warnings)) == ("reports/b.pdf", lost, 2)
    assert library.text("b.pdf").provenance == origin


def test_an_unchanged_document_is_left_alone(library: Library) -> None:
    add(library, document())
    before = library.fingerprint
    assert states(add(library, document())) == ["unchanged"]
    assert library.fingerprint == before


def test_a_changed_text_is_a_new_version_and_the_old_one_stays(library: Library) -> None:
    add(library, document())
    (added,) = add(library, document(TEXT.replace("91,000", "92,000")))
    assert added.state == "changed"
    assert [claim.written for claim in added.changes.added] == ["92,000"]
    assert [claim.written for claim in added.changes.gone] == ["91,000"]
    assert library.text("a.txt", 1).text == TEXT
    assert "92,000" in library.text("a.txt").text
    assert [(row.versions, row.claims) for row in library.documents()] == [(2, added.claims)]
    assert claims(library)[0].written == "92,000"
    assert sound(library)


def test_another_head_is_a_change_of_the_same_version(library: Library) -> None:
    add(library, document(published=None))
    (added,) = add(library, document())
    assert (added.state, {was.period_start for was, _ in added.changes.changed}) == ("changed", {""})
    assert [claim.published for claim in claims(library)] == [DAY] * added.claims
    assert [row.versions for row in library.documents()] == [1]
    assert sound(library)


def test_extracting_again_shows_what_a_newer_program_reads(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    add(library, document(), document(OTHER, "b.txt"))
    assert [(one.state, one.changes.changed) for one in library.add(again=True)] == [("again", ())] * 2
    real = pipeline.find
    newer = lambda found, _: (c._replace(measure="arrival") if c.value == 4200 else c for c in real(found))  # noqa: E731
    monkeypatch.setattr(pipeline, "find", newer)
    before = library.fingerprint
    first, second = library.add(again=True)
    assert first.changes.changed == ()
    assert [(was.measure, now.measure) for was, now in second.changes.changed] == [("rescue", "arrival")]
    assert library.fingerprint != before
    assert [claim.measure for claim in claims(library) if claim.value == 4200] == ["arrival"]
    assert [row.versions for row in library.documents()] == [1, 1]
    assert sound(library)


def test_a_copy_is_linked_and_its_figures_are_repeats(library: Library) -> None:
    first, second = add(library, document(LONG, "first", "2021-06-08"), document(CUT, "second", "2021-06-09"))
    assert (first.state, second.state, second.copy_of) == ("new", "copied", "first")
    told = {claim.written: claim.claim_id for claim in claims(library) if claim.document_id == "first"}
    copied = [claim for claim in claims(library) if claim.document_id == "second"]
    assert [claim.repeats for claim in copied] == [told[claim.written] for claim in copied] != []
    assert [row.copy_of for row in library.documents()] == ["", "first"]


def test_the_earliest_of_copies_is_the_original_however_they_come(library: Library) -> None:
    add(
        library,
        document(LONG, "late", "2021-06-09"),
        document(CUT, "dateless", None),
        document(LONG, "early", "2021-06-08"),
    )
    assert {row.document_id: row.copy_of for row in library.documents()} == {
        "late": "early",
        "dateless": "early",
        "early": "",
    }
    library.remove(["early"])
    assert {row.document_id: row.copy_of for row in library.documents()} == {"late": "", "dateless": "late"}
    add(library, document(OTHER, "dateless"))
    assert [row.copy_of for row in library.documents()] == ["", ""]


def test_removing_says_what_is_not_there(library: Library) -> None:
    add(library, document(), document(OTHER, "b.txt"))
    assert library.remove(["a.txt", "nobody.txt"]) == ["nobody.txt"]
    assert [row.document_id for row in library.documents()] == ["b.txt"]
    assert {claim.document_id for claim in claims(library)} == {"b.txt"}
    assert states(add(library, document())) == ["new"]
    assert sound(library)


def test_claims_of_some_documents(library: Library) -> None:
    add(library, document(), document(OTHER, "b.txt"))
    assert {row[COLUMNS.index("document_id")] for row in library.claims(documents=["b.txt", "nobody"])} == {"b.txt"}


def test_a_claim_is_found_by_the_beginning_of_its_id(library: Library) -> None:
    add(library, document())
    first = claims(library)[0]
    found = library.find(first.claim_id[:8])
    assert (found.claim, found.document, found.review) == (first, library.text("a.txt"), None)


@pytest.mark.parametrize(("asked", "said"), [("ab", "too short"), ("nobody000000", "there is no claim nobody000000")])
def test_a_claim_that_is_not_there_is_said(library: Library, asked: str, said: str) -> None:
    with pytest.raises(LibraryError, match=said):
        library.find(asked)


@pytest.mark.parametrize(("version", "said"), [(None, "there is no a.txt"), (3, "there is no version 3 of a.txt")])
def test_a_text_that_is_not_there_is_said(library: Library, version: int | None, said: str) -> None:
    with pytest.raises(LibraryError, match=said):
        library.text("a.txt", version)


def test_a_document_needs_an_id(library: Library) -> None:
    with pytest.raises(LibraryError, match="give it a document_id"):
        add(library, document(document_id=""))


def test_r05_text_that_no_database_takes_is_made_whole_before_it_is_read(library: Library) -> None:
    add(library, document("Mexico\ud800 detained\0 91,000 migrants.", title="half \udfff"))
    assert library.text("a.txt").title == "half \ufffd"
    assert [claim.written for claim in claims(library)] == ["91,000"]
    assert sound(library)


# numbers as other libraries have them, and what is stored
NUMBERS = [
    (np.int64(40), 40.0),
    (np.float64(0.1), 0.1),
    (2**63, float(2**63)),
    (1e300, 1e300),
    (-0.0, -0.0),
    (None, None),
]


@pytest.mark.parametrize(("value", "wanted"), NUMBERS, ids=repr)
def test_r15_numbers_are_stored_as_numbers(
    library: Library, monkeypatch: pytest.MonkeyPatch, value: object, wanted: float | None
) -> None:
    (claim, *_) = pipeline.find([document(OTHER)])
    monkeypatch.setattr(pipeline, "find", lambda *_: iter([claim._replace(value=value)]))
    add(library, document(OTHER))
    (kept,) = claims(library)
    assert (kept.value, type(kept.value)) == (wanted, type(wanted))


REFUSED = [
    {"value": float("nan")},
    {"low": float("inf")},
    {"value": pd.NA},
    {"value": b"40"},
    {"value": "40"},
    {"start": 2**63},
    {"end": -1},
    {"page": 1.5},
    {"start": None},
    {"group": None},
    {"sentence": b"bytes"},
]


@pytest.mark.parametrize("fields", REFUSED, ids=repr)
def test_r15_what_is_no_number_and_no_text_is_refused(fields: dict[str, Any]) -> None:
    (claim, *_) = pipeline.find([document()])
    with pytest.raises((TypeError, ValueError)):
        documents.row(claim._replace(**fields))


def test_damage_is_said_in_one_line() -> None:
    with pytest.raises(LibraryError, match=r"^here: it is damaged \(ValueError: first\); restore .*$"), stored("here"):
        raise ValueError("first\nsecond")


def test_one_library_read_twice_gives_the_same_rows(library: Library, library_at: str) -> None:
    add(library, *(document(f"Mexico detained {n},000 migrants.", f"{name}.txt") for n, name in enumerate("éZa_b", 2)))
    with Library.open(library_at) as again:
        assert list(again.claims()) == list(library.claims())
    names = [row.document_id for row in library.documents()]
    assert names == sorted(names)
    assert list(dict.fromkeys(claim.document_id for claim in claims(library))) == names


def test_progress_is_told(library: Library) -> None:
    said: list[tuple[int, int, str]] = []
    add(library, document(), document(OTHER, "b.txt"), progress=lambda *told: said.append(told))
    list(library.add(again=True, progress=lambda *told: said.append(told)))
    assert said == [(0, 2, "a.txt"), (1, 2, "b.txt"), (0, 2, "a.txt"), (1, 2, "b.txt")]


def test_the_table_has_the_types_that_it_has_everywhere(library: Library, tmp_path: Path) -> None:
    add(library, document(pages=(0, 62)), document(CUT, "b"), document(LONG, "c"))
    wanted = table.frame(claims(library))
    for found in (library.frame(), library.frame()):  # made, then from the snapshot
        pd.testing.assert_frame_equal(found[list(COLUMNS)], wanted)
        assert [str(found[name].dtype) for name in ("review", "reviewed_value")] == ["category", "float64"]
    assert list(tmp_path.rglob("*.claims.parquet"))


def test_an_empty_library_is_an_empty_table(library: Library) -> None:
    assert library.frame().dtypes.astype(str).to_dict().items() >= table.frame([]).dtypes.astype(str).to_dict().items()
    assert (len(library.frame()), library.documents(), library.reviews()) == (0, [], [])


def test_a_text_without_figures_is_kept(library: Library) -> None:
    (added,) = add(library, document("Nothing was counted."))
    assert (added.state, added.claims, [row.claims for row in library.documents()]) == ("new", 0, [0])
    assert states(add(library, document("Nothing was counted."))) == ["unchanged"]


def test_the_package_and_the_library_read_the_same(library: Library) -> None:
    add(library, document())
    assert claims(library) == list(extract.find([replace(document())]))


def meanwhile(monkeypatch: pytest.MonkeyPatch, where: str, *given: Document) -> None:
    """Another program adds documents while the next one is extracted."""
    real = pipeline.find

    def find(found: Iterable[Document], _: object) -> Iterator[Claim]:
        monkeypatch.setattr(pipeline, "find", real)
        with Library.open(where) as other:
            add(other, *given)
        return real(found)

    monkeypatch.setattr(pipeline, "find", find)


def test_a_document_that_another_program_changes_meanwhile_is_looked_at_again(
    library: Library, library_at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    meanwhile(monkeypatch, library_at, document(OTHER))
    (added,) = add(library, document())
    assert (added.state, [row.versions for row in library.documents()]) == ("changed", [2])
    assert library.text("a.txt").text == TEXT
    assert sound(library)


def test_a_copy_that_another_program_adds_meanwhile_is_linked(
    library: Library, library_at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    meanwhile(monkeypatch, library_at, document(LONG, "first", "2021-06-01"))
    (added,) = add(library, document(CUT, "second"))
    assert (added.state, added.copy_of) == ("copied", "first")


def test_add_works_while_it_is_iterated_and_add_all_at_once(library: Library) -> None:
    library.add([document()])
    assert library.documents() == []
    assert states(library.add_all([document(), document(OTHER, "b.txt")])) == ["new", "new"]
    assert states(library.add_all(again=True)) == ["again", "again"]


def test_a_field_that_is_none_is_refused_at_the_call(library: Library) -> None:
    with pytest.raises(TypeError, match=r"no colour; .*: title, publisher, published, url, language"):
        library.add([document()], colour="red")


def test_a_closed_library_says_so(library: Library) -> None:
    add(library, document())
    library.close()
    uses: list[Callable[[], object]] = [
        library.documents,
        library.reviews,
        library.frame,
        lambda: list(library.claims()),
        lambda: library.add([document()]),
        lambda: library.remove(["a.txt"]),
        lambda: library.look("abcdef"),
        lambda: library.fingerprint,
    ]
    for use in uses:
        with pytest.raises(LibraryError, match="the library is closed; open it again"):
            use()
    library.close()
