"""library.overlays: corrections that fit; a review is placed or orphaned, never lost and never placed twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import extract
from extract import gazetteer
from extract.claim import COLUMNS, Claim, Document
from extract.library import overlays
from extract.library.overlays import OverlayError, Review

HELD = "Mexico detained 91,000 migrants in May."
DIED = "Nine people drowned off Libya, the coast guard said."
PAID = "The EU pledged €310 million in aid to Jordan."
TWICE = "Spain rescued 52 people."
MEN = "Greece rescued 5 men and 5 women."
DRY = "It rained."


def claims(*parts: str) -> list[Claim]:
    return list(extract.find([Document("\n\n".join(parts), "doc", published="2021-06-08")]))


def at(second: int) -> str:
    return f"2021-06-08T10:{second // 60:02}:{second % 60:02}Z"


FITS = [
    ({"value": "91,000"}, {"value": "91000"}),
    ({"value": "1,234,567.50"}, {"value": "1234567.5"}),
    ({"value": " 12.0 "}, {"value": "12"}),
    ({"value": "-5"}, {"value": "-5"}),
    ({"value": "0"}, {"value": "0"}),
    ({"value": "-0"}, {"value": "0"}),
    ({"value": "100"}, {"value": "100"}),
    ({"value": ""}, {"value": ""}),
    ({"low": "40", "high": "50"}, {"low": "40", "high": "50"}),
    ({"high": "50", "value": "45", "low": "40"}, {"value": "45", "low": "40", "high": "50"}),
    ({"measure": "Detention"}, {"measure": "detention"}),
    ({"qualifier": "At least"}, {"qualifier": "at_least"}),
    ({"statistic": "share"}, {"statistic": "share"}),
    ({"direction": "up"}, {"direction": "up"}),
    ({"direction": ""}, {"direction": ""}),
    ({"status": "pledge"}, {"status": "pledge"}),
    ({"status": ""}, {"status": ""}),
    ({"modality": "denied"}, {"modality": "denied"}),
    ({"place": "MEX"}, {"place": "MEX"}),
    ({"place": "mex | gtm"}, {"place": "MEX|GTM"}),
    ({"place": "Mexico"}, {"place": "MEX"}),
    ({"origin": "côte d'ivoire|UK"}, {"origin": "CIV|GBR"}),
    ({"actor": "European Union|eu"}, {"actor": "EU"}),
    ({"destination": "NORTHERN_TRIANGLE|XKX"}, {"destination": "NORTHERN_TRIANGLE|XKX"}),
    ({"via": ""}, {"via": ""}),
    ({"period_start": "2021", "period_end": "2021"}, {"period_start": "2021-01-01", "period_end": "2021-12-31"}),
    ({"period_start": "2024-02", "period_end": "2024-02"}, {"period_start": "2024-02-01", "period_end": "2024-02-29"}),
    ({"period_start": "2021-06-08", "period_end": ""}, {"period_start": "2021-06-08", "period_end": ""}),
    ({"unit": "usd", "measure": "aid"}, {"measure": "aid", "unit": "USD"}),
    ({"unit": "Percent", "measure": "aid"}, {"measure": "aid", "unit": "percent"}),
    ({"unit": "blankets"}, {"unit": "blankets"}),
    ({"unit": "people", "measure": "death"}, {"measure": "death", "unit": "people"}),
    ({"group": "  children\n alone "}, {"group": "children alone"}),
    ({"said_by": "Ministerio del Interior – Málaga"}, {"said_by": "Ministerio del Interior – Málaga"}),
    ({"per": ""}, {"per": ""}),
    ({}, {}),
]


@pytest.mark.parametrize(("given", "wanted"), FITS, ids=[str(given) for given, _ in FITS])
def test_a_correction_that_fits(given: dict[str, str], wanted: dict[str, str]) -> None:
    assert dict(overlays.checked(given)) == wanted
    assert list(overlays.checked(given)) == [column for column in COLUMNS if column in wanted]
    assert overlays.checked(wanted) == wanted


FAILS = [
    ({"sentence": "x"}, "sentence", "said_by, modality"),
    ({"start": "1"}, "start", "measure, value"),
    ({"Value": "1"}, "Value", "value"),
    ({"value": "ninety"}, "value", "'ninety'"),
    ({"value": "9,10"}, "value", "'9,10'"),
    ({"value": "1.234,5"}, "value", "91,000"),
    ({"value": "1e9"}, "value", "'1e9'"),
    ({"value": "nan"}, "value", "'nan'"),
    ({"value": "inf"}, "value", "'inf'"),
    ({"value": "٣"}, "value", "digits"),
    ({"value": "²"}, "value", "digits"),
    ({"value": "9" * 400}, "value", "digits"),
    ({"value": "$5"}, "value", "'$5'"),
    ({"low": "50", "high": "40"}, "low", "high"),
    ({"value": "60", "high": "50"}, "value", "high"),
    ({"measure": "arrest"}, "measure", "detention"),
    ({"measure": ""}, "measure", "other"),
    ({"qualifier": "roughly"}, "qualifier", "about"),
    ({"statistic": ""}, "statistic", "level"),
    ({"status": "promise"}, "status", "pledge"),
    ({"modality": ""}, "modality", "reported"),
    ({"direction": "left"}, "direction", "up, down"),
    ({"place": "MX"}, "place", "alpha-3"),
    ({"place": "Atlantis"}, "place", "'Atlantis'"),
    ({"place": "Kabul"}, "place", "'Kabul'"),
    ({"place": "Syrians"}, "place", "'Syrians'"),
    ({"place": "Mexico and Guatemala"}, "place", "GTM|HND"),
    ({"place": "MEX|"}, "place", "''"),
    ({"place": "MEX,GTM"}, "place", "bar"),
    ({"period_start": "2021-13"}, "period_start", "2021-06-08"),
    ({"period_start": "2021-02-29"}, "period_start", "'2021-02-29'"),
    ({"period_end": "0000"}, "period_end", "'0000'"),
    ({"period_end": "June 2021"}, "period_end", "'June 2021'"),
    ({"period_start": "2021-07", "period_end": "2021-06"}, "period_start", "period_end"),
    ({"unit": "dollars"}, "unit", "USD"),
    ({"unit": "€"}, "unit", "EUR"),
    ({"unit": "people", "measure": "remittance"}, "unit", "USD"),
    ({"group": "a\x00b"}, "group", "signs"),
    ({"said_by": "\udcff"}, "said_by", "signs"),
    ({"group": "x" * 400}, "group", "300"),
]


@pytest.mark.parametrize(("given", "column", "said"), FAILS, ids=[ascii(given)[:60] for given, _, _ in FAILS])
def test_a_correction_that_does_not_fit_says_what_does(given: dict[str, str], column: str, said: str) -> None:
    with pytest.raises(OverlayError) as caught:
        overlays.checked(given)
    assert str(caught.value).startswith(f"{column}:")
    assert said in str(caught.value)


@settings(derandomize=True, deadline=None, max_examples=300)
@given(
    st.dictionaries(st.sampled_from(COLUMNS), st.text(max_size=20) | st.sampled_from(["5", "2021", "MEX"]), max_size=3)
)
def test_r48_a_correction_fits_for_good_or_raises_our_own_error(given: dict[str, str]) -> None:
    try:
        found = overlays.checked(given)
    except OverlayError:
        return
    assert set(found) == set(given) <= set(overlays.CORRECTABLE)
    assert overlays.checked(found) == found


def test_every_country_and_region_is_taken_by_its_name() -> None:
    from extract import lexicon

    codes = [row["alpha3"] for row in lexicon.rows("countries.csv")] + [
        row["token"] for row in lexicon.rows("regions.csv")
    ]
    assert len(codes) > 200
    wrong = {
        code: gazetteer.name(code) for code in codes if overlays.checked({"via": gazetteer.name(code)}) != {"via": code}
    }
    assert wrong == {}


def test_what_is_corrected_is_the_meaning_not_the_place() -> None:
    assert (overlays.CORRECTABLE[0], overlays.CORRECTABLE[-1]) == ("measure", "modality")
    assert not set(overlays.CORRECTABLE) & {"claim_id", "why", "written", "sentence", "start", "end", "document_id"}


def test_a_review_is_bound_to_what_was_seen() -> None:
    claim = claims(DRY, HELD)[0]
    review = overlays.of(claim, "corrected", {"value": "90,000"}, "see p. 3", "Ana", at(1))
    assert review == Review(
        "doc", claim.claim_id, 28, 34, "91,000", HELD, 16, "corrected", {"value": "90000"}, "see p. 3", "Ana", at(1)
    )


BAD = {
    "maybe": ("maybe", {}, "accepted, corrected"),
    "corrected, nothing given": ("corrected", {}, "value=900"),
    "accepted, value given": ("accepted", {"value": "5"}, "value given"),
    "rejected, value given": ("rejected", {"value": "5"}, "value given"),
    "a value that is none": ("corrected", {"value": "five"}, "'five'"),
    "a start after the end as read": ("corrected", {"period_start": "2022"}, "period_end, 2021-05-31"),
    "an end before the start as read": ("corrected", {"period_end": "2020"}, "2020-12-31"),
}


@pytest.mark.parametrize(("verdict", "given", "said"), BAD.values(), ids=list(BAD))
def test_a_review_that_does_not_fit(verdict: str, given: dict[str, str], said: str) -> None:
    claim = claims(HELD)[0]
    assert claim.period_end == "2021-05-31"
    with pytest.raises(OverlayError, match=said):
        overlays.of(claim, verdict, given)


def row(claim: Claim, review: Review | None) -> dict[str, object]:
    return dict(zip((*COLUMNS, *overlays.ADDED), overlays.reviewed(claim, review), strict=True))


def test_rows_of_reviews() -> None:
    claim = claims(HELD)[0]
    plain = claim._asdict()
    assert row(claim, None) == {**plain, "review": "none", "reviewed_value": None}
    assert row(claim, overlays.of(claim, "none")) == row(claim, None)
    assert row(claim, overlays.of(claim, "accepted")) == {**plain, "review": "accepted", "reviewed_value": 91000.0}
    assert row(claim, overlays.of(claim, "rejected")) == {**plain, "review": "rejected", "reviewed_value": None}


CORRECTED = [
    ({"value": "900"}, {}, 900.0),
    ({"value": ""}, {}, None),
    ({"measure": "arrival", "actor": ""}, {"measure": "arrival", "actor": ""}, 91000.0),
    ({"low": "90,000", "high": ""}, {"low": 90000.0, "high": None}, 91000.0),
    ({"value": "5", "unit": "events"}, {"unit": "events"}, 5.0),
]


@pytest.mark.parametrize(("given", "columns", "value"), CORRECTED, ids=[str(given) for given, _, _ in CORRECTED])
def test_a_row_as_corrected_keeps_the_value_as_read(
    given: dict[str, str], columns: dict[str, object], value: float | None
) -> None:
    claim = claims(HELD)[0]
    review = overlays.of(claim, "corrected", given)
    assert row(claim, review) == {**claim._asdict(), **columns, "review": "corrected", "reviewed_value": value}


BOUNDS = [
    ({"value": "42"}, (45.0, 40.0, 50.0, 42.0)),
    ({"value": "60"}, (45.0, None, None, 60.0)),
    ({"value": "30"}, (45.0, None, None, 30.0)),
    ({"value": "60", "high": "70"}, (45.0, 40.0, 70.0, 60.0)),
    ({"value": ""}, (45.0, 40.0, 50.0, None)),
    ({"low": "", "high": ""}, (45.0, None, None, 45.0)),
]


@pytest.mark.parametrize(("given", "wanted"), BOUNDS, ids=[str(given) for given, _ in BOUNDS])
def test_a_corrected_value_drops_bounds_that_it_lies_outside_of(
    given: dict[str, str], wanted: tuple[float | None, ...]
) -> None:
    claim = claims("Some 40 to 50 people drowned.")[0]
    found = row(claim, overlays.of(claim, "corrected", given))
    assert (found["value"], found["low"], found["high"], found["reviewed_value"]) == wanted


ROSE = "Arrivals in Spain rose by 20 percent in May."
FOLLOWS = [
    (PAID, {"measure": "detention", "unit": "people"}, {"measure": "detention", "unit": "people", "status": ""}),
    (PAID, {"measure": "aid"}, {"measure": "aid"}),
    (PAID, {"status": "disbursement"}, {"status": "disbursement"}),
    (HELD, {"measure": "arrival"}, {"measure": "arrival"}),
    (ROSE, {"statistic": "level"}, {"statistic": "level", "direction": ""}),
    (ROSE, {"direction": "down"}, {"direction": "down"}),
]


@pytest.mark.parametrize(("text", "given", "wanted"), FOLLOWS, ids=[f"{t[:9]} {g}" for t, g, _ in FOLLOWS])
def test_what_follows_from_a_correction_is_written_into_it(
    text: str, given: dict[str, str], wanted: dict[str, str]
) -> None:
    claim = claims(text)[0]
    assert claim.status == ("pledge" if text == PAID else "")
    assert claim.direction == ("up" if text == ROSE else "")
    assert overlays.of(claim, "corrected", given).changes == wanted


CLASHES = [
    (HELD, {"low": "100,000"}, "^low: 100000 is more than value, 91000; "),
    (HELD, {"high": "90,000"}, "^value: 91000 is more than high, 90000; "),
    (HELD, {"measure": "aid"}, "^unit: '.*' is no currency, and aid is money"),
    (PAID, {"unit": "blankets"}, "^unit: 'blankets' is no currency, and aid is money"),
    (HELD, {"status": "pledge"}, "^status: 'pledge' is of money, and the measure is detention; "),
    (HELD, {"direction": "up"}, "^direction: 'up' is of a change or a rate, and the statistic is level; "),
]


@pytest.mark.parametrize(("text", "given", "said"), CLASHES, ids=[str(given) for _, given, _ in CLASHES])
def test_a_correction_that_clashes_with_the_claim_as_read(text: str, given: dict[str, str], said: str) -> None:
    with pytest.raises(OverlayError, match=said):
        overlays.of(claims(text)[0], "corrected", given)


def test_a_second_correction_adds_to_the_first() -> None:
    claim = claims(HELD)[0]
    first = overlays.of(claim, "corrected", {"value": "91500", "place": "GTM"}, "see p. 3", "Ana")
    second = overlays.of(claim, "corrected", {"place": "HND", "actor": ""}, "no", "Ben", held=first)
    assert second.changes == {"value": "91500", "actor": "", "place": "HND"}
    assert (second.note, second.reviewer) == ("no", "Ben")
    with pytest.raises(OverlayError, match=r"was corrected to value=91500 place=GTM; --set again, or --clear first"):
        overlays.of(claim, "accepted", held=first)
    for verdict in ("rejected", "none"):
        assert overlays.of(claim, verdict, held=first).changes == {}
    rejected = overlays.of(claim, "rejected")
    assert overlays.of(claim, "corrected", {"value": "5"}, held=rejected).changes == {"value": "5"}
    with pytest.raises(OverlayError, match="more than high"):  # also against what was corrected before
        overlays.of(claim, "corrected", {"high": "91,200"}, held=first)


def accepted(found: Sequence[Claim], first: int = 0) -> list[Review]:
    return [overlays.of(claim, "accepted", at=at(first + i)) for i, claim in enumerate(found)]


def starts(held: dict[str, Review], found: Sequence[Claim]) -> dict[int, int]:
    """Where the claim of each review stands now, by where it stood."""
    by_id = {claim.claim_id: claim for claim in found}
    return {review.start: by_id[claim_id].start for claim_id, review in held.items()}


SHIFTED = {
    "as it was": (HELD, DIED, PAID, MEN),
    "a paragraph before": (DRY, HELD, DIED, PAID, MEN),
    "a figure before": (TWICE, HELD, DIED, PAID, MEN),
    "in another order": (MEN, PAID, DIED, HELD),
    "a paragraph between": (HELD, DRY, DIED, DRY, PAID, MEN),
}


@pytest.mark.parametrize("parts", SHIFTED.values(), ids=list(SHIFTED))
def test_text_that_moved_orphans_nothing(parts: tuple[str, ...]) -> None:
    old = claims(HELD, DIED, PAID, MEN)
    new = claims(*parts)
    held, orphaned = overlays.placed(accepted(old), new)
    assert orphaned == []
    by_id = {claim.claim_id: claim for claim in new}
    seen = [(r.written, r.sentence, r.offset) for r in held.values()]
    now = [(by_id[i].written, by_id[i].sentence, by_id[i].start - by_id[i].sentence_start) for i in held]
    assert seen == now
    assert len(seen) == len(old)


def test_a_sentence_that_changed_orphans_its_reviews() -> None:
    reviews = accepted(claims(HELD, DIED))
    held, orphaned = overlays.placed(reviews, claims(HELD.replace("91,000", "91,500"), DIED))
    assert [review.written for review in orphaned] == ["91,000"]
    assert [review.written for review in held.values()] == ["Nine"]
    assert overlays.placed(orphaned, claims(HELD)) == (
        {c.claim_id: r for c, r in zip(claims(HELD), orphaned, strict=True)},
        [],
    )


def test_two_equal_numbers_in_one_sentence_keep_their_reviews() -> None:
    old, new = claims(MEN), claims(DRY, MEN)
    first, second = overlays.of(old[0], "accepted"), overlays.of(old[1], "rejected")
    held, _ = overlays.placed([second, first], new)
    assert [held[claim.claim_id].verdict for claim in new] == ["accepted", "rejected"]


def test_of_a_sentence_twice_one_review_stays_at_its_place() -> None:
    old = claims(TWICE, DRY, TWICE)
    assert starts(overlays.placed(accepted(old[:1]), old)[0], old) == {old[0].start: old[0].start}
    new = claims(TWICE, DRY, DRY, TWICE)
    held, orphaned = overlays.placed(accepted(old), new)
    assert (starts(held, new), orphaned) == ({a.start: b.start for a, b in zip(old, new, strict=True)}, [])


def test_of_a_sentence_twice_that_moved_the_reviews_of_both_stay_in_order() -> None:
    old, new = claims(TWICE, TWICE), claims(DRY * 9, TWICE, TWICE)
    held, orphaned = overlays.placed(accepted(old)[::-1], new[::-1])
    assert (starts(held, new), orphaned) == ({a.start: b.start for a, b in zip(old, new, strict=True)}, [])


def test_of_a_sentence_twice_that_moved_a_single_review_is_orphaned() -> None:
    reviews = accepted(claims(TWICE, TWICE)[:1])
    assert overlays.placed(reviews, claims(DRY, TWICE, TWICE)) == ({}, reviews)


def test_two_reviews_and_one_claim_left_the_nearer_holds() -> None:
    reviews = accepted(claims(TWICE, DRY * 9, TWICE))
    held, orphaned = overlays.placed(reviews, claims(DRY, TWICE))
    assert (list(held.values()), orphaned) == ([reviews[0]], [reviews[1]])


def test_the_review_at_the_very_place_holds_before_one_that_would_move_there() -> None:
    reviews = accepted(claims(TWICE, DRY, TWICE))
    for logged in (reviews, reviews[::-1]):
        held, orphaned = overlays.placed(logged, claims(TWICE, DRY))
        assert (list(held.values()), orphaned) == ([reviews[0]], [reviews[1]])


def test_the_last_review_of_a_place_counts() -> None:
    claim = claims(HELD)[0]
    early, late = overlays.of(claim, "accepted", at=at(1)), overlays.of(claim, "rejected", at=at(2))
    for reviews in ([early, late], [late, early]):  # the order counts: a clock may be behind
        assert overlays.placed(reviews, [claim]) == ({claim.claim_id: reviews[-1]}, [])


def test_a_review_taken_back_neither_holds_nor_is_orphaned() -> None:
    claim = claims(HELD)[0]
    reviews = [overlays.of(claim, "accepted", at=at(1)), overlays.of(claim, "none", at=at(2))]
    assert overlays.placed(reviews, [claim]) == ({}, [])
    assert overlays.placed(reviews, []) == ({}, [])


def test_a_second_review_after_the_text_moved_takes_the_first_one_s_place() -> None:
    old, new = claims(HELD), claims(DRY, HELD)
    first = overlays.of(old[0], "accepted", at=at(1))
    held = overlays.placed([first], new)[0][new[0].claim_id]
    second = overlays.of(new[0], "rejected", reviewer="Ana", at=at(2))
    log = [first, *overlays.stored(second, held)]
    assert overlays.placed(log, new) == ({new[0].claim_id: second}, [])
    assert overlays.placed(log, old) == ({old[0].claim_id: second}, [])  # also where the text is as it was again
    assert overlays.stored(second, None) == overlays.stored(second, second) == [second]


PARTS = st.lists(st.sampled_from((HELD, DIED, PAID, TWICE, MEN, DRY, "")), max_size=5)
VERDICTS = st.lists(st.sampled_from(("accepted", "rejected", None)), min_size=12, max_size=12)
ALWAYS = settings(derandomize=True, deadline=None, max_examples=120)


@ALWAYS
@given(PARTS, PARTS, VERDICTS, st.randoms(use_true_random=False))
def test_each_review_is_placed_once_or_orphaned(
    old: list[str], new: list[str], verdicts: list[str | None], chance
) -> None:  # type: ignore[no-untyped-def]
    reviews = [
        overlays.of(claim, verdict, at=at(i))
        for i, (claim, verdict) in enumerate(zip(claims(*old), verdicts, strict=False))
        if verdict
    ]
    found = claims(*new)
    held, orphaned = overlays.placed(reviews, found)
    assert Counter(r.at for r in (*held.values(), *orphaned)) == Counter(r.at for r in reviews)
    by_id = {claim.claim_id: claim for claim in found}
    assert all((by_id[i].written, by_id[i].sentence) == (r.written, r.sentence) for i, r in held.items())
    mixed, shuffled = reviews[:], found[:]
    chance.shuffle(mixed)
    chance.shuffle(shuffled)
    assert overlays.placed(mixed, shuffled) == (held, orphaned)


@ALWAYS
@given(PARTS)
def test_a_paragraph_before_orphans_nothing(parts: list[str]) -> None:
    old, new = claims(*parts), claims("A word before all.", *parts)
    held, orphaned = overlays.placed(accepted(old), new)
    assert orphaned == []
    assert starts(held, new) == {a.start: b.start for a, b in zip(old, new, strict=True)}
