"""library.changes: what came, went or is read otherwise between two readings; text that moved is no change."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import extract
from extract.claim import Claim, Document
from extract.library import changes

HELD = "Mexico detained 91,000 migrants in May."
DIED = "Nine people drowned off Libya, the coast guard said."
PAID = "The EU pledged €310 million in aid to Jordan."
TWICE = "Spain rescued 52 people."
NEW = "Italy counted 4,200 arrivals in June."
PARTS = (HELD, DIED, PAID, TWICE, TWICE, NEW, "It rained.", "")


def claims(*parts: str) -> list[Claim]:
    return list(extract.find([Document("\n\n".join(parts), "doc", published="2021-06-08")]))


def written(found: Sequence[Claim]) -> list[str]:
    return [claim.written for claim in found]


MOVED = {
    "a paragraph before": (HELD, DIED, PAID),
    "in another order": (PAID, HELD, DIED),
    "wider gaps": (HELD, "", "", DIED, "", PAID),
}


@pytest.mark.parametrize("parts", MOVED.values(), ids=list(MOVED))
def test_moved_text_is_no_change(parts: tuple[str, ...]) -> None:
    assert changes.between(claims(HELD, DIED, PAID), claims("It rained.", *parts)) == changes.Changes((), (), ())


def test_what_came_and_what_went() -> None:
    found = changes.between(claims(HELD, DIED), claims(NEW, HELD))
    assert (written(found.added), written(found.gone), found.changed) == (["4,200"], ["Nine"], ())


def test_an_edited_sentence_comes_and_goes() -> None:
    found = changes.between(claims(HELD), claims(HELD.replace("91,000", "91,500")))
    assert (written(found.added)[:1], written(found.gone)[:1]) == (["91,500"], ["91,000"])


def test_a_sentence_twice_and_then_once() -> None:
    old, new = claims(TWICE, DIED, TWICE), claims(DIED, TWICE)
    found = changes.between(old, new)
    assert (written(found.added), written(found.gone), found.changed) == ([], ["52"], ())
    assert found.gone[0].start == old[0].start  # the nearer one stayed
    back = changes.between(new, old)
    assert (back.added, back.gone) == (found.gone, ())


def test_of_a_sentence_twice_the_nearest_one_stays() -> None:
    old, new = claims(TWICE, DIED, DIED, TWICE), claims("Rain.", TWICE)
    assert changes.between(old, new).gone[-1].start == old[-1].start


def test_a_sentence_twice_and_moved_far_stays_in_order() -> None:
    first, second = claims("It rained. " * 2, TWICE, TWICE)
    old = [first._replace(measure="death"), second]
    one, two = claims(TWICE, TWICE)
    assert abs(two.start - first.start) < abs(one.start - first.start)
    assert changes.between(old, [one._replace(measure="death"), two]) == ((), (), ())


def test_two_equal_numbers_in_one_sentence_are_two_figures() -> None:
    old = claims("Greece rescued 5 men and 5 women.")
    new = [claim._replace(measure="death") if claim.start > 20 else claim for claim in old]
    assert changes.between(old, new).changed == ((old[1], new[1]),)


MEANING = {
    "measure": "arrival",
    "value": 90.0,
    "low": 1.0,
    "qualifier": "about",
    "unit": "events",
    "status": "pledge",
    "group": "children",
    "place": "GTM",
    "period_end": "2021-06-30",
    "said_by": "UNHCR",
    "modality": "planned",
}


@pytest.mark.parametrize("column", list(MEANING))
def test_another_meaning_is_a_change(column: str) -> None:
    old = claims(HELD)
    new = [old[0]._replace(**{column: MEANING[column]}), *old[1:]]  # type: ignore[arg-type]
    found = changes.between(old, new)
    assert found == ((), (), ((old[0], new[0]),))
    assert changes.differing(*found.changed[0]) == (column,)


@pytest.mark.parametrize("column", ["claim_id", "why", "repeats", "title", "publisher", "document_id"])
def test_what_is_no_meaning_is_no_change(column: str) -> None:
    old = claims(HELD)
    new = [claim._replace(**{column: "other"}) for claim in old]  # type: ignore[arg-type]
    assert changes.between(old, new) == ((), (), ())


DOCUMENTS = st.lists(st.sampled_from(PARTS), max_size=6).map(lambda parts: claims(*parts))
ALWAYS = settings(derandomize=True, deadline=None, max_examples=60)


@ALWAYS
@given(DOCUMENTS)
def test_a_reading_and_itself_differ_in_nothing(found: list[Claim]) -> None:
    assert changes.between(found, found) == ((), (), ())
    assert changes.between([], found) == (tuple(found), (), ())
    assert changes.between(found, []) == ((), tuple(found), ())


@ALWAYS
@given(DOCUMENTS, DOCUMENTS)
def test_each_claim_is_kept_or_changed_or_come_or_gone(old: list[Claim], new: list[Claim]) -> None:
    found = changes.between(old, new)
    assert len(old) - len(found.gone) == len(new) - len(found.added)
    assert set(found.added) <= set(new)
    assert set(found.gone) <= set(old)
    back = changes.between(new, old)
    assert sorted(written(back.gone)) == sorted(written(found.added))
    assert len(back.changed) == len(found.changed)


def test_lines_are_aligned_and_say_what_changed() -> None:
    old = claims(HELD, DIED)
    new = claims(NEW.replace(" in June", ""), HELD)
    new[1] = new[1]._replace(measure="arrival", value=90500.0, place="GTM", period_end="")
    assert changes.lines(changes.between(old, new)) == [
        "~ 91,000  measure detention -> arrival, value 91,000 -> 90,500, place MEX -> GTM, period_end 2021-0…",
        "- Nine    death         Nine people drowned off Libya, the coast guard said.",
        "+ 4,200   arrival       Italy counted 4,200 arrivals.",
    ]


def test_lines_say_how_many_more_there_are() -> None:
    found = changes.between([], claims(*(f"Italy rescued {n} people." for n in range(11, 33))))
    assert len(found.added) == 22
    assert len(changes.lines(found)) == 11
    assert changes.lines(found)[-1] == "… and 12 more"
    assert changes.lines(found, most=0) == ["… and 22 more"]
    assert len(changes.lines(found, most=22)) == 22
    assert changes.lines(changes.between([], [])) == []


def test_lines_show_the_number_of_a_long_sentence() -> None:
    sentence = (
        f"After {'many long days and nights at sea and ' * 6}a storm Italy rescued 52 people {'from boats ' * 9}."
    )
    shown = changes.lines(changes.between([], claims(sentence)))[0]
    assert "rescued 52 people" in shown
    assert len(shown) == 100


def test_lines_stay_lines_whatever_the_text_holds() -> None:
    claim = claims("Mexico detained\u00a091,000 migrants.")[0]
    wild = claim._replace(
        written="91,\n000", sentence="\x1b[2JMexico\ndetained\t91,000 \u202emigrants\u2028.", group="a\x1bb"
    )
    for shown in changes.lines(changes.between([claim], [wild])) + changes.lines(
        changes.Changes((), (), ((claim, wild),))
    ):
        assert shown.isprintable()


@ALWAYS
@given(DOCUMENTS, DOCUMENTS, st.integers(0, 12))
def test_lines_are_never_more_or_wider_than_said(old: list[Claim], new: list[Claim], most: int) -> None:
    shown = changes.lines(changes.between(old, new), most)
    assert len(shown) <= most + 1
    assert all(len(line) <= 100 and line.isprintable() for line in shown)
