"""library: reviews are laid over claims, survive what happens to their documents, and are never lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from libraries import TEXT, add, claims, document, sound

from extract.library import COLUMNS, Kept, Library, LibraryError, states

VALUE, REVIEW, REVIEWED = COLUMNS.index("value"), COLUMNS.index("review"), COLUMNS.index("reviewed_value")
MOVED = "Nobody was hurt. " + TEXT
GONE = TEXT.replace("91,000 migrants", "91,000 people")


@pytest.fixture
def library(library_at: str) -> Iterator[Library]:
    with Library.open(library_at) as opened:
        add(opened, document())
        yield opened


def first(library: Library) -> str:
    return claims(library)[0].claim_id


def shown(library: Library) -> tuple[object, object, object]:
    """The first row's value, review and reviewed_value."""
    row = next(library.claims())
    return row[VALUE], row[REVIEW], row[REVIEWED]


def kept(library: Library) -> list[tuple[str, str]]:
    return [(one.review.verdict, one.state) for one in library.reviews()]


VERDICTS = [
    ("accepted", {}, (91000.0, "accepted", 91000.0)),
    ("corrected", {"value": "90,850"}, (91000.0, "corrected", 90850.0)),
    ("rejected", {}, (91000.0, "rejected", None)),
    ("none", {}, (91000.0, "none", None)),
]


@pytest.mark.parametrize(("verdict", "changes", "wanted"), VERDICTS, ids=[verdict for verdict, _, _ in VERDICTS])
def test_a_review_is_laid_over_the_claim(
    library: Library, verdict: str, changes: dict[str, str], wanted: tuple[object, object, object]
) -> None:
    before = library.fingerprint
    made = library.review(first(library)[:8], verdict, changes, "looked it up", "Ann")
    assert shown(library) == wanted
    row = library.frame().iloc[0]
    assert (row["value"], row["review"], row["reviewed_value"]) == pytest.approx(wanted, nan_ok=True) or wanted[
        2
    ] is None
    assert [one.review for one in library.reviews()] == [made]
    assert (made.note, made.reviewer) == ("looked it up", "Ann")
    assert library.fingerprint != before
    assert sound(library)


def test_the_latest_review_counts_and_the_earlier_ones_stay(library: Library) -> None:
    library.review(first(library), "rejected")
    library.review(first(library), "corrected", {"measure": "encounter"})
    assert kept(library) == [("rejected", "replaced"), ("corrected", "holds")]
    assert library.find(first(library)).claim.measure == "detention"
    assert next(library.claims())[COLUMNS.index("measure")] == "encounter"
    assert [(row.reviewed, row.orphaned) for row in library.documents()] == [(1, 0)]


REFUSED = [
    ("approved", {}, "verdict"),
    ("corrected", {"value": "many"}, "value"),
    ("corrected", {"claim_id": "1"}, "claim_id"),
    ("corrected", {}, "without a changed column"),
    ("accepted", {"value": "1"}, "accepted, and yet value"),
]


@pytest.mark.parametrize(("verdict", "changes", "said"), REFUSED, ids=[said for _, _, said in REFUSED])
def test_what_does_not_fit_is_refused(library: Library, verdict: str, changes: dict[str, str], said: str) -> None:
    with pytest.raises(LibraryError, match=said):
        library.review(first(library), verdict, changes)
    assert library.reviews() == []


def test_a_review_survives_that_its_text_moved(library: Library) -> None:
    library.review(first(library), "corrected", {"value": "90850"})
    add(library, document(MOVED))
    assert shown(library) == (91000.0, "corrected", 90850.0)
    assert kept(library) == [("corrected", "holds")]
    assert sound(library)


def test_a_review_whose_figure_is_gone_is_orphaned_and_holds_again_when_it_is_back(library: Library) -> None:
    library.review(first(library), "rejected")
    add(library, document(GONE))
    assert (kept(library), shown(library)[1]) == ([("rejected", "orphaned")], "none")
    assert [(row.reviewed, row.orphaned) for row in library.documents()] == [(0, 1)]
    add(library, document())
    assert (kept(library), shown(library)[1]) == ([("rejected", "holds")], "rejected")
    assert [row.versions for row in library.documents()] == [3]


def test_a_review_survives_another_extraction(library: Library) -> None:
    library.review(first(library), "accepted")
    list(library.add(again=True))
    assert shown(library) == (91000.0, "accepted", 91000.0)


def test_a_review_goes_with_its_document(library: Library) -> None:
    library.review(first(library), "accepted")
    library.remove(["a.txt"])
    assert library.reviews() == []
    assert sound(library)


def test_a_review_says_what_text_it_was_made_of(library: Library) -> None:
    library.review(first(library), "accepted")
    (one,) = library.reviews()
    assert isinstance(one, Kept)
    assert (one.review.written, one.review.sentence, one.claim_id) == ("91,000", TEXT[:61], first(library))
    assert one.review.at.endswith("Z")


def test_a_second_correction_adds_to_the_first(library: Library) -> None:
    library.review(first(library), "corrected", {"value": "91500"})
    library.review(first(library), "corrected", {"place": "GTM"})
    assert shown(library) == (91000.0, "corrected", 91500.0)
    with pytest.raises(LibraryError, match="was corrected to value=91500 place=GTM; --set again, or --clear first"):
        library.review(first(library), "accepted")
    library.review(first(library), "none")
    library.review(first(library), "accepted", note=None, reviewer=None)  # type: ignore[arg-type]
    assert shown(library) == (91000.0, "accepted", 91000.0)
    assert sound(library)


def test_a_later_review_counts_though_its_clock_is_behind(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    library.review(first(library), "accepted")
    monkeypatch.setattr(states, "now", lambda: "2001-01-01T00:00:00Z")
    library.review(first(library), "rejected")
    assert shown(library)[1] == "rejected"


def test_an_emptied_value_stays_to_be_seen(library: Library) -> None:
    library.review(first(library), "corrected", {"value": ""})
    assert shown(library) == (91000.0, "corrected", None)
    assert [dict(one.review.changes) for one in library.reviews()] == [{"value": ""}]
    held = library.find(first(library)).review
    assert held is not None
    assert dict(held.changes) == {"value": ""}


@pytest.mark.parametrize("text", [GONE, "Nothing.", "Police in Mexico: " + TEXT.replace("91,000", "91,001")])
def test_an_orphaned_review_is_taken_back_by_the_id_that_its_claim_had(library: Library, text: str) -> None:
    name = first(library)
    library.review(name, "rejected")
    add(library, document(text))
    assert kept(library) == [("rejected", "orphaned")]
    made = library.review(name[:8], "none", reviewer="Ann")
    assert (made.claim_id, made.verdict, made.reviewer) == (name, "none", "Ann")
    assert kept(library) == [("rejected", "replaced"), ("none", "replaced")]
    assert [row.orphaned for row in library.documents()] == [0]
    assert sound(library)
    with pytest.raises(LibraryError, match="there is no claim"):
        library.review("abcdefabcdef", "none")


def test_a_review_of_the_present_claim_is_taken_back_before_an_orphaned_one(library: Library) -> None:
    name = first(library)
    library.review(name, "rejected")
    add(library, document(GONE))
    assert first(library) == name
    library.review(name, "accepted")
    library.review(name, "none")
    assert [one.state for one in library.reviews()].count("orphaned") == 1
    library.review(name, "none")
    assert [one.state for one in library.reviews()].count("orphaned") == 0


def test_reviews_are_found_among_more_documents_than_one_statement_takes(library: Library) -> None:
    library.review(first(library), "accepted")
    names = [claims(library)[0].document_id, *map(str, range(66_000))]
    assert next(library.claims(documents=names))[REVIEW] == "accepted"
