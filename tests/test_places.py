"""places.find: names that stand for countries and regions, and names that do not."""

from __future__ import annotations

import pytest
from examples import table

from extract import gazetteer, lexicon, places


def named(text: str) -> list[tuple[str, str]]:
    return [(text[p.start : p.end], "|".join(p.codes)) for p in places.find(text, 0, len(text))]


PLACES = [
    ("They crossed Mexico on foot.", [("Mexico", "MEX")]),
    ("Mexico's police stopped them.", [("Mexico", "MEX")]),
    ("Mexico’s police stopped them.", [("Mexico", "MEX")]),
    ("They fled Syria for Lebanon.", [("Syria", "SYR"), ("Lebanon", "LBN")]),
    ("Some Syrians stayed.", [("Syrians", "SYR")]),
    ("A Syrian family stayed.", [("Syrian", "SYR")]),
    ("Kosovo took them in.", [("Kosovo", "XKX")]),
    ("The United States deported them.", [("United States", "USA")]),
    ("The U.S. deported them.", [("U.S.", "USA")]),
    ("The US deported them.", [("US", "USA")]),
    ("The UK deported them.", [("UK", "GBR")]),
    ("The United Arab Emirates paid.", [("United Arab Emirates", "ARE")]),
    ("They left South Sudan on foot.", [("South Sudan", "SSD")]),
    ("They left Sudan.", [("Sudan", "SDN")]),
    ("They left Guinea-Bissau on foot.", [("Guinea-Bissau", "GNB")]),
    ("They left Papua New Guinea on foot.", [("Papua New Guinea", "PNG")]),
    ("They left Côte d'Ivoire on foot.", [("Côte d'Ivoire", "CIV")]),
    ("They left Côte d’Ivoire on foot.", [("Côte d’Ivoire", "CIV")]),
    ("They left Cote d'Ivoire on foot.", [("Cote d'Ivoire", "CIV")]),
    ("They left the Democratic Republic of the Congo on foot.", [("Democratic Republic of the Congo", "COD")]),
    ("They left the Democratic Republic of Congo on foot.", [("Democratic Republic of Congo", "COD")]),
    ("They left Niger and Nigeria.", [("Niger", "NER"), ("Nigeria", "NGA")]),
    ("They slept in Tripoli.", [("Tripoli", "LBY")]),
    ("They slept in Khartoum.", [("Khartoum", "SDN")]),
    ("They landed on Lampedusa.", [("Lampedusa", "ITA")]),
    ("They landed on Lesbos.", [("Lesbos", "GRC")]),
    ("They entered Texas.", [("Texas", "USA")]),
    ("They entered New Mexico on foot.", [("New Mexico", "USA")]),
    ("The European Union paid.", [("European Union", "EU")]),
    ("The EU paid.", [("EU", "EU")]),
    ("They left Central America on foot.", [("Central America", "CENTRAL_AMERICA")]),
    ("The Sahel is dry.", [("Sahel", "SAHEL")]),
    ("They crossed at the US-Mexico border.", [("US-Mexico border", "USA|MEX")]),
    ("They crossed the border between Greece and Turkey.", [("Greece and Turkey", "GRC|TUR")]),
    ("They left South Sudan.", [("South Sudan", "SSD")]),
    ("They left Papua New Guinea.", [("Papua New Guinea", "PNG")]),
    ("They left Côte d'Ivoire.", [("Côte d'Ivoire", "CIV")]),
    ("They entered New Mexico. Others stayed.", [("New Mexico", "USA")]),
    ("They left Central America.", [("Central America", "CENTRAL_AMERICA")]),
    (
        "MEXICO CLOSES CAMP",
        [("MEXICO", "MEX")],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), table(PLACES))
def test_places(text: str, wanted: list[tuple[str, str]]) -> None:
    assert named(text) == wanted


NO_PLACES = [
    ("We told us nothing.",),
    ("They ate turkey and drank port.",),
    ("They sold china and a jersey.",),
    ("Michael Jordan gave a talk.",),
    ("Chad Wolf resigned.",),
    ("The refugees rested.",),
    ("",),
    ("Mr Jordan gave a talk.",),
    ("Georgia Miller gave a talk.",),
]


@pytest.mark.parametrize("text", table(NO_PLACES))
def test_no_places(text: str) -> None:
    assert named(text) == []


MEMBERS = [("NORTHERN_TRIANGLE", ("GTM", "HND", "SLV")), ("MEX", ("MEX",)), ("EUROPE", ())]


@pytest.mark.parametrize(("token", "countries"), table(MEMBERS))
def test_members_of_a_region(token: str, countries: tuple[str, ...]) -> None:
    assert gazetteer.members(token) == countries


def test_the_european_union_has_its_27_members() -> None:
    assert len(gazetteer.members("EU")) == 27
    assert "GBR" not in gazetteer.members("EU")


def test_find_keeps_within_the_stretch_given() -> None:
    text = "Chad. Mali. Niger."
    assert [p.codes for p in places.find(text, 6, 11)] == [("MLI",)]


@pytest.mark.parametrize("row", lexicon.rows("countries.csv"), ids=lambda row: row["alpha3"])
def test_every_name_of_a_country_is_found(row: dict[str, str]) -> None:
    for column in ("name", "names", "nationality", "capitals"):
        for name in filter(None, row[column].split("|")):
            text = f"They came to {name} then."
            found = [(text[at.start : at.end], at.codes) for at in places.find(text, 0, len(text))]
            assert (name, (row["alpha3"],)) in found
