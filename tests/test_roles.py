"""Who acts, where, from where, to where: the countries of a claim by role."""

from __future__ import annotations

import pytest
from examples import table

import extract
from extract.claim import ROLES


def roles(text: str, title: str = "") -> list[dict[str, str]]:
    found = extract.find([extract.Document(text, title=title)])
    return [{role: getattr(c, role) for role in ROLES if getattr(c, role)} for c in found if c.measure != "period"]


ONE = [
    ("Mexico detained 400 migrants.", {"actor": "MEX", "place": "MEX"}),
    ("Mexican police detained 400 migrants.", {"actor": "MEX", "place": "MEX"}),
    ("Some 400 migrants were detained by Mexico.", {"actor": "MEX", "place": "MEX"}),
    ("Mexico detained 400 Haitians.", {"actor": "MEX", "place": "MEX", "origin": "HTI"}),
    ("Mexico detained 400 migrants from Haiti.", {"actor": "MEX", "place": "MEX", "origin": "HTI"}),
    ("Pakistan deported 400 Afghans.", {"actor": "PAK", "origin": "AFG"}),
    ("Some 400 Syrians were deported by Turkey.", {"actor": "TUR", "origin": "SYR"}),
    ("Some 400 migrants arrived in Italy.", {"destination": "ITA"}),
    ("Some 400 Tunisians arrived in Italy.", {"origin": "TUN", "destination": "ITA"}),
    ("Some 400 migrants reached Italy from Libya.", {"destination": "ITA", "via": "LBY"}),
    ("Some 400 people fled Sudan to Chad.", {"origin": "SDN", "destination": "TCD"}),
    ("Fighting displaced 400 people in Sudan.", {"place": "SDN"}),
    ("Some 400 migrants drowned off Libya.", {"place": "LBY"}),
    ("Jordan hosts 400 Syrian refugees.", {"place": "JOR", "origin": "SYR"}),
    ("Some 400 Syrian refugees live in Jordan.", {"place": "JOR", "origin": "SYR"}),
    ("Canada resettled 400 Afghan refugees.", {"actor": "CAN", "origin": "AFG", "destination": "CAN"}),
    ("Some 400 people applied for asylum in Spain.", {"destination": "ESP"}),
    ("Japan gave $4 million in humanitarian aid to Lebanon.", {"actor": "JPN", "destination": "LBN"}),
    ("The European Union gave $4 million to refugees in Lebanon.", {"actor": "EU", "destination": "LBN"}),
    ("Some 400 migrants arrived in Guatemala, Honduras and El Salvador on foot.", {"destination": "GTM|HND|SLV"}),
    ("The Spanish coast guard rescued 400 migrants.", {"actor": "ESP"}),
    ("Some 400 migrants from Mali arrived in Spain.", {"origin": "MLI", "destination": "ESP"}),
    ("Some 400 migrants were arrested.", {}),
    (
        "Honduras received $4 million for refugees.",
        {"destination": "HND"},
    ),
    ("Some 400 migrants crossed the Mediterranean to reach Italy.", {"destination": "ITA", "via": "MEDITERRANEAN"}),
    ("The United Kingdom paid Rwanda £140 million for the asylum scheme.", {"actor": "GBR", "destination": "RWA"}),
    ("The number of Afghans deported from Iran rose to 300.", {"actor": "IRN", "origin": "AFG"}),
    (
        "Turkey deported 400 Syrians to Lebanon.",
        {"actor": "TUR", "origin": "SYR", "destination": "LBN"},
    ),
]


@pytest.mark.parametrize(("text", "wanted"), table(ONE))
def test_roles(text: str, wanted: dict[str, str]) -> None:
    assert roles(text) == [wanted]


def test_a_region_stays_its_token() -> None:
    assert roles("The European Union deported 400 migrants.")[0]["actor"] == "EU"


def test_the_title_lends_its_country() -> None:
    assert roles("Police arrested 400 migrants.", title="Raids in Panama")[0]["actor"] == "PAN"


def test_the_sentence_before_lends_its_country() -> None:
    assert roles("The camp is in Panama. Police arrested 400 migrants.")[0]["actor"] == "PAN"


TWO = [
    ("Italy and Greece saw 300 and 200 arrivals, respectively.", [{"destination": "ITA"}, {"destination": "GRC"}]),
    (
        "Greece sent 40 Syrians back to Turkey. Another 30 were deported on Friday.",
        [{"actor": "GRC", "origin": "SYR", "destination": "TUR"}, {"actor": "GRC", "origin": "SYR"}],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), table(TWO))
def test_a_second_number_has_its_own_roles(text: str, wanted: list[dict[str, str]]) -> None:
    assert roles(text) == wanted


LISTS = [  # text, measure of the rows, role of their names, codes
    ("Arrivals of refugees in 2023, by nationality\nSudan 8,412\nChad 1,906", "arrival", "origin", ["SDN", "TCD"]),
    ("Refugees resettled in 2023, by destination\nCanada 412\nSpain 96", "admission", "destination", ["CAN", "ESP"]),
    ("Migrants deported, by country of origin:\n- Sudan: 412\n- Total: 412", "return", "origin", ["SDN", ""]),
    ("Detained migrants\n\nNationality | 2023\nMexico | 412\nHaiti | 96", "detention", "place", ["", ""]),
    ("Asylum applications\nSyria – 51,607 (up from 42)\nChad – 9", "asylum", "destination", ["", "", ""]),
    ("Pledges for refugees:\n- Japan: $8 million\n- France: €1.9 million", "aid", "actor", ["JPN", "FRA"]),
    ("Humanitarian funding, by country\nChad: $8 million\nMali: $9 million", "aid", "destination", ["TCD", "MLI"]),
    ("Fees by destination\nCanada 412\nSpain 96", "other", "destination", ["", ""]),
]


@pytest.mark.parametrize(("text", "measure", "role", "codes"), table(LISTS))
def test_the_line_above_says_what_rows_count(text: str, measure: str, role: str, codes: list[str]) -> None:
    found = [c for c in extract.find([extract.Document(text)]) if c.measure != "period"]
    assert [(c.measure, getattr(c, role)) for c in found] == [(measure, code) for code in codes]


def test_a_total_and_its_rows_share_the_country_that_the_text_names() -> None:
    text = "The camp is in Kenya.\n\nArrivals of refugees, by nationality:\nSudan 412\nChad 96\nTotal 508"
    found = extract.find([extract.Document(text)])
    assert [(c.origin, c.destination) for c in found] == [("SDN", "KEN"), ("TCD", "KEN"), ("", "KEN")]


def test_rows_are_of_the_year_above_them() -> None:
    *_, row = extract.find([extract.Document("Arrivals of refugees in 2023\nSudan 8,412")])
    assert (row.period_start, row.period_end) == ("2023-01-01", "2023-12-31")


PUBLISHERS = [  # text, publisher, actor
    ("Police arrested 400 migrants.", "Home Office", "GBR"),
    ("Police arrested 400 migrants.", "The Guardian", ""),
    ("Police in Spain arrested 400 migrants.", "The Guardian", "ESP"),
]


@pytest.mark.parametrize(("text", "publisher", "actor"), table(PUBLISHERS))
def test_an_office_lends_its_country_and_a_newspaper_does_not(text: str, publisher: str, actor: str) -> None:
    (claim,) = extract.find([extract.Document(text, publisher=publisher)])
    assert claim.actor == actor


def test_an_agency_is_no_country() -> None:
    assert roles("UNHCR gave $4 million to refugees in Lebanon.") == [{"destination": "LBN"}]


def test_periods_carry_no_country() -> None:
    (claim,) = extract.find([extract.Document("The war in Syria has lasted 12 years.")])
    assert (claim.measure, [getattr(claim, role) for role in ROLES]) == ("period", [""] * 5)
