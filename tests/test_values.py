"""values.of: the qualifier, the bounds and the rest of what a number expression means."""

from __future__ import annotations

import pytest
from examples import table

from extract import numbers, values
from extract.values import Value


def only(text: str) -> Value:
    found = [values.of(text, number) for number in numbers.find(text, 0, len(text))]
    assert len(found) == 1, [text[v.start : v.end] for v in found]
    return found[0]


QUALIFIERS = [
    ("Police found 97 migrants.", "exact"),
    ("Police found about 97 migrants.", "about"),
    ("Police found around 97 migrants.", "about"),
    ("Police found some 97 migrants.", "about"),
    ("Police found roughly 97 migrants.", "about"),
    ("Police found approximately 97 migrants.", "about"),
    ("Police found an estimated 97 migrants.", "about"),
    ("Police found 97 migrants or so.", "exact"),
    ("Police found 97 or so.", "about"),
    ("Police found more than 97 migrants.", "over"),
    ("Police found more\u00a0than 97 migrants.", "over"),
    ("Police found more than a hundred migrants.", "over"),
    ("Police found over 97 migrants.", "over"),
    ("Police found well over 97 migrants.", "over"),
    ("Police found 97-plus migrants.", "over"),
    ("Police found 97 or more migrants.", "over"),
    ("Arrests topped 97.", "over"),
    ("Arrests exceeded 97.", "over"),
    ("Police found at least 97 migrants.", "at_least"),
    ("Police found no fewer than 97 migrants.", "at_least"),
    ("Police found no less than 97 migrants.", "at_least"),
    ("Police found up to 97 migrants.", "at_most"),
    ("Police found as many as 97 migrants.", "at_most"),
    ("Police found a maximum of 97 migrants.", "at_most"),
    ("Police found no more than 97 migrants.", "at_most"),
    ("Arrests could reach 97.", "at_most"),
    ("Police found fewer than 97 migrants.", "under"),
    ("Police found less than 97 migrants.", "under"),
    ("Police found nearly 97 migrants.", "under"),
    ("Police found almost 97 migrants.", "under"),
    ("Police found just under 97 migrants.", "under"),
    ("Police found dozens of migrants.", "vague"),
    ("Police found several hundred migrants.", "vague"),
    ("Police found 90 to 97 migrants.", "range"),
    ("Police found between 90 and 97 migrants.", "range"),
    ("Police found about 90 to 97 migrants.", "range"),
    ("MORE THAN 97 MIGRANTS WERE FOUND.", "over"),
    ("Donors gave more than $97 million.", "over"),
    ("They were talking about 97 migrants.", "exact"),
    ("Police found a further 97 migrants.", "exact"),
    ("It happened over four days.", "exact"),
    ("It lasted for over four days.", "over"),
    ("It is estimated that 97 fled.", "exact"),
]


@pytest.mark.parametrize(("text", "qualifier"), table(QUALIFIERS))
def test_qualifiers(text: str, qualifier: str) -> None:
    assert only(text).qualifier == qualifier


BOUNDS = [
    ("Exactly 97 fled.", None, None),
    ("About 97 fled.", None, None),
    ("More than 97 fled.", 97, None),
    ("At least 97 fled.", 97, None),
    ("Up to 97 fled.", None, 97),
    ("Fewer than 97 fled.", None, 97),
    ("Hundreds fled.", 100, 1000),
    ("Some 90 to 97 fled.", 90, 97),
    ("More than a fifth fled.", 20, None),
]


@pytest.mark.parametrize(("text", "low", "high"), table(BOUNDS))
def test_bounds(text: str, low: float | None, high: float | None) -> None:
    value = only(text)
    assert (value.low, value.high) == (low, high)


def test_a_hedge_belongs_to_the_number_next_to_it() -> None:
    text = "More than 40 women and 12 men drowned."
    assert [values.of(text, n).qualifier for n in numbers.find(text, 0, len(text))] == ["over", "exact"]


def test_the_hedge_is_outside_the_number_but_known() -> None:
    text = "Police found more than 97 migrants."
    value = only(text)
    assert text[value.start : value.end] == "97"
    assert text[value.hedge : value.start] == "more than "


def test_what_follows_the_number_is_behind_it() -> None:
    text = "Police found 1,000 or more."
    value = only(text)
    assert text[value.start : value.end] == "1,000"
    assert text[value.end : value.after] == " or more"


def test_the_denominator_of_a_rate_is_kept() -> None:
    assert only("There are 183 refugees for every 1,000 inhabitants.").per == "1000 inhabitants"


LOCAL = [
    ("Sri Lanka paid 15,000 rupees to each family.", "LKA", "LKR"),
    ("India paid 15,000 rupees to each family.", "IND", "INR"),
    ("Chile gave 4 million pesos for shelters.", "CHL", "CLP"),
    ("Cairo gave 10 million pounds for shelters.", "EGY", "EGP"),
    ("Cairo gave £10 million for shelters.", "EGY", "GBP"),
    ("Jordan got 20 million dollars for shelters.", "JOR", "USD"),
    ("Monrovia got 20 million dollars for shelters.", "LBR", "USD"),
    ("Islamabad lent 4 billion Indian rupees.", "PAK", "INR"),
    ("Nobody knows where the 300 rupees went.", "", "INR"),
]


@pytest.mark.parametrize(("text", "country", "unit"), LOCAL, ids=[text for text, _, _ in LOCAL])
def test_a_shared_name_of_money_is_the_country_s_own(text: str, country: str, unit: str) -> None:
    (number,) = numbers.find(text, 0, len(text))
    assert values.local(text, values.of(text, number), country).unit == unit


HOME = [
    ("The minister announced $6 million for the displaced.", "AUS", "AUD"),
    ("The minister announced US$6 million for the displaced.", "AUS", "USD"),
    ("The minister announced 6 million dollars for the displaced.", "NZL", "NZD"),
    ("The minister announced 6 million Singapore dollars.", "CAN", "SGD"),
    ("The minister announced €6 million for the displaced.", "CAN", "EUR"),
    ("The minister announced $6 million for the displaced.", "SWE", "USD"),
    ("The minister announced 6 million rupees for the displaced.", "AUS", "PKR"),
]


@pytest.mark.parametrize(("text", "home", "unit"), HOME, ids=[f"{home}: {text}" for text, home, _ in HOME])
def test_dollars_are_those_of_whose_government_publishes(text: str, home: str, unit: str) -> None:
    (number,) = numbers.find(text, 0, len(text))
    assert values.local(text, values.of(text, number), "PAK", home).unit == unit
