"""What holds for any text: claims are places in it, in order, and the same each time."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import extract
from extract import numbers, places, sentences, words
from extract.claim import Claim, Document

settings.register_profile(
    "still", derandomize=True, deadline=None, max_examples=150, suppress_health_check=list(HealthCheck)
)
settings.load_profile("still")

# Pieces of news: what the stages look for, in any order and with any signs between.
PIECES = (
    "Mexico", "the U.S.", "Côte d’Ivoire", "South Sudan", "Syrians", "Greek police", "the ministry", "Frontex", "UNHCR",
    "said", "told reporters", "according to", "detained", "rescued", "drowned", "fled to", "deported", "pledged",
    "hosts", "migrants", "refugees", "children", "families", "asylum seekers", "people", "in aid", "arrests", "of them",
    "91,000", "1.2 million", "3m", "€310 million", "$5bn", "12 000", "a fifth", "half", "one in five", "two-thirds",
    "34 percent", "5%", "15 to 20", "between 50 and 70", "dozens", "tens of thousands", "a dozen", "twenty-one", "2016",
    "more than", "at least", "up to", "nearly", "about", "from", "to", "a day", "per 1,000 inhabitants", "three times",
    "8 June 2021", "June 8, 2021", "in May", "on Monday", "last year", "since March", "the first five months of 2019",
    "between 2015 and 2018", "2013-2016", "fiscal year 2022", "the early 1990s", "31 June", "00/13/2021", "five years",
    "will", "could", "not", "if", "while", "but", "and", "who", "compared with", "up", "fell by",
    ".", ",", ";", ":", "(", ")", "“", "”", '"', "—", "-", "'s", "’s", "\n", "\n\n", "\r\n", "\t", "\u00a0", "\u202f",
    "İ", "ß", "ﬁ", "e\u0301", "\u200b", "\ufeff", "🚤", "٣٤", "१२", "²", "½", "０", "%", "$", "€", "+", "/", "|",
)  # fmt: skip
NEWS = st.lists(
    st.tuples(st.sampled_from(PIECES), st.sampled_from((" ", " ", " ", " ", "", "\u00a0", "\n"))), max_size=40
).map(lambda pairs: "".join(piece + gap for piece, gap in pairs))
ANY = st.text(max_size=300)
DIGITS = st.text(alphabet="0123456789.,- %$€kmbn\u00a0/+()", max_size=60)
TEXTS = st.one_of(NEWS, ANY, DIGITS)
DAYS = st.sampled_from((None, "1950", "2021", "2021-06", "2021-06-08", "2024-02-29", "2099-12-31"))


def claims(text: str, published: str | None = "2021-06-08") -> list[Claim]:
    return list(extract.find([Document(text, "doc", "A title of 3 words", published=published)]))


@given(TEXTS)
def test_every_claim_is_a_place_in_the_text(text: str) -> None:
    for claim in claims(text):
        assert text[claim.start : claim.end] == claim.written
        assert claim.written.strip()
        assert text[claim.sentence_start : claim.sentence_end] == claim.sentence
        assert 0 <= claim.sentence_start <= claim.start < claim.end <= claim.sentence_end <= len(text)


@given(TEXTS)
def test_claims_come_in_reading_order_and_do_not_overlap(text: str) -> None:
    spans = [(claim.start, claim.end) for claim in claims(text)]
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))


@given(TEXTS)
def test_the_same_in_is_the_same_out(text: str) -> None:
    assert claims(text) == claims(text)


@given(TEXTS, DAYS)
def test_any_text_and_any_day_are_read(text: str, published: str | None) -> None:
    for claim in claims(text, published):
        assert claim.period_start <= claim.period_end or not claim.period_end
        assert claim.low is None or claim.high is None or claim.low <= claim.high


@given(TEXTS)
def test_ids_are_distinct_and_repeats_are_earlier(text: str) -> None:
    seen: set[str] = set()
    for claim in claims(text):
        assert claim.claim_id not in seen
        assert not claim.repeats or claim.repeats in seen
        seen.add(claim.claim_id)


@given(TEXTS)
def test_sentences_cover_all_but_white_space(text: str) -> None:
    found = sentences.split(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    inside = "".join(text[s.start : s.end] for s in found)
    assert "".join(inside.split()) == "".join(text.split())


@given(TEXTS)
def test_words_are_places_in_the_text(text: str) -> None:
    found = words.of(text, 0, len(text))
    assert [words.fold(text[a:b]) for a, b in zip(found.starts, found.ends, strict=True)] == found.folded
    assert all(a <= b for a, b in zip(found.ends, found.starts[1:], strict=False))


@given(TEXTS)
def test_places_do_not_overlap(text: str) -> None:
    found = places.find(text, 0, len(text))
    assert all(place.codes and place.start < place.end for place in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@given(TEXTS)
def test_a_document_behind_another_is_not_changed_by_it(text: str) -> None:
    pair = list(extract.find([Document(text, "first"), Document("Mexico detained 91,000 migrants.", "second")]))
    alone = list(extract.find([Document("Mexico detained 91,000 migrants.", "second")]))
    assert [claim for claim in pair if claim.document_id == "second"] == alone


# Space is space, of whatever kind: "a space in the lexicon means any run of white space".

PROSE = st.lists(
    st.sampled_from(
        (
            "Mexico detained more than 91,000 migrants in May.",
            "The European Union pledged 1.2 million euros in aid to refugees in South Sudan.",
            "At least 40 people drowned off Libya on 8 June 2021, according to the coast guard.",
            "Between 50,000 and 70,000 people fled from Côte d’Ivoire to Mali last year.",
            "One in five refugees and half a million children live in tents, the ministry said.",
            "Some 300 asylum seekers were taken into custody, twenty-one of them women.",
            "“Up to 12 boats arrive a day,” said Anna Berg.",
            "The number of arrivals rose by 34 percent in the first five months of 2019.",
            "They were held for ten days.",
        )
    ),
    min_size=1,
    max_size=4,
).map(" ".join)


def meaning(claim: Claim) -> tuple[object, ...]:
    """What a claim says, without the words of its sentence."""
    places = (claim.actor, claim.place, claim.origin, claim.destination, claim.via)
    what = (claim.measure, claim.value, claim.low, claim.high, claim.qualifier, claim.unit, claim.statistic)
    return (*what, claim.status, claim.modality, claim.period_start, claim.period_end, *places)


@given(PROSE)
def test_no_break_spaces_move_no_offset_and_change_no_meaning(text: str) -> None:
    hard = text.replace(" ", "\u00a0").replace(".\u00a0", ". ").replace("”\u00a0", "” ")
    plain, found = claims(text), claims(hard)
    assert [(c.start, c.end) for c in found] == [(c.start, c.end) for c in plain]
    assert [meaning(c) for c in found] == [meaning(c) for c in plain]


@given(PROSE, st.data())
def test_one_no_break_space_moves_no_offset(text: str, data: st.DataObject) -> None:
    at = data.draw(st.sampled_from([i for i, sign in enumerate(text) if sign == " "]))
    hard = text[:at] + "\u00a0" + text[at + 1 :]
    assert [(c.start, c.end) for c in claims(hard)] == [(c.start, c.end) for c in claims(text)]


@given(PROSE, st.integers(0, 5))
def test_lines_before_a_text_move_every_offset_alike(text: str, lines: int) -> None:
    moved = claims("\n" * lines + text)
    assert [(c.start - lines, c.end - lines, c.sentence) for c in moved] == [
        (c.start, c.end, c.sentence) for c in claims(text)
    ]


@given(PROSE)
def test_curly_and_straight_quotes_read_alike(text: str) -> None:
    straight = text.replace("’", "'").replace("“", '"').replace("”", '"')
    assert [meaning(c) for c in claims(straight)] == [meaning(c) for c in claims(text)]


# Numerals that are made give the value that they were made of.


def only(written: str, text: str) -> numbers.Number:
    found = numbers.find(text, 0, len(text))
    assert [text[n.start : n.end] for n in found] == [written]
    return found[0]


@given(st.integers(3, 999_999_999).filter(lambda n: not 1600 <= n < 2200))
def test_digits_with_thousands(number: int) -> None:
    assert only(f"{number:,}", f"Guards stopped {number:,} people.").value == number


@given(st.integers(3, 999_999).filter(lambda n: not 1600 <= n < 2200))
def test_digits_without_thousands(number: int) -> None:
    assert only(str(number), f"Guards stopped {number} people.").value == number


SCALES = {
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "m": 10**6,
    "bn": 10**9,
    "k": 10**3,
}


@given(st.integers(1, 999), st.integers(1, 9), st.sampled_from(sorted(SCALES)))
@example(3, 5, "m")
def test_scaled_numerals(whole: int, tenth: int, scale: str) -> None:
    gap = " " if len(scale) > 2 else ""
    for written, value in (
        (f"{whole}.{tenth}{gap}{scale}", (whole * 10 + tenth) * SCALES[scale] / 10),
        (f"{whole}{gap}{scale}", whole * SCALES[scale]),
    ):
        assert only(written, f"The crisis displaced {written} people.").value == pytest.approx(value, rel=1e-12)


@given(st.integers(1, 999), st.integers(0, 99), st.sampled_from(("$", "€", "£")))
def test_money(whole: int, cents: int, sign: str) -> None:
    written = f"{sign}{whole},000.{cents:02}"
    number = only(written, f"Berlin gave {written} to refugees.")
    assert number.value == pytest.approx(whole * 1000 + cents / 100)
    assert number.kind == "money"


@given(st.integers(0, 1000))
def test_percentages(tenths: int) -> None:
    written = f"{tenths / 10}%"
    assert only(written, f"About {written} of the refugees are children.").value == tenths / 10


ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["-", "-", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelled(number: int) -> str:
    if number < 20:
        return ONES[number]
    if number < 100:
        return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")
    if number < 1000:
        return f"{ONES[number // 100]} hundred" + (f" and {spelled(number % 100)}" if number % 100 else "")
    rest = number % 1000
    return f"{spelled(number // 1000)} thousand" + (f" {'and ' if rest < 100 else ''}{spelled(rest)}" if rest else "")


@given(st.integers(2, 999_999))
@example(21)
@example(112)
@example(240_000)
@example(101_001)
def test_number_words(number: int) -> None:
    written = spelled(number)
    assert only(written, f"Guards stopped {written} migrants.").value == number


@given(st.integers(1, 900), st.integers(1, 99), st.sampled_from(("-", "–", " to ", " or ")))
def test_ranges(low: int, more: int, joint: str) -> None:
    high = low + min(more, low)
    number = only(f"{low}{joint}{high}", f"Each boat carries {low}{joint}{high} people.")
    assert (number.low, number.high) == (low, high)
