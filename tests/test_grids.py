"""grids: tables of bars are found, and each number is read with its row's and its column's headings."""

from __future__ import annotations

import pytest

import extract
from extract import grids
from extract.claim import ROLES, Claim
from extract.grids import unfolding, units
from extract.readers import rows

BEFORE = "Migrants and refugees moved in large numbers, the agency reported.\n\n"
AFTER = "\n\nThe agency thanked its partners for 12 vehicles.\n"


def claims(block: str) -> list[Claim]:
    text = BEFORE + block + AFTER
    return list(extract.find([extract.Document(text, "doc", "Migration statistics", published="2024-03-01")]))


def countries(claim: Claim) -> str:
    return "|".join(sorted({code for role in ROLES for code in getattr(claim, role).split("|") if code}))


# a table; then of some of its numbers: as written, measure, countries, first day, value
APPREHENSIONS = "Apprehensions, 2023\nNationality | Total\nGuatemala | 1,234\nHonduras | 987\nOther | 55"
ARRIVALS = "Refugee arrivals by host country\nCountry | 2021 | 2022\nChad | 1,001 | 2,002\nSouth Sudan | 410 | 520"
ROUTES = "Sea routes, 2023\n | Arrivals | Dead and missing\nItaly | 157,651 | 2,526\nSpain | 56,852 | 954"
DONORS = "Contributions received (US$ million), 2022\nDonor | Amount\nGermany | 12.5\nJapan | 3"
MARKDOWN = "| Country of asylum | Country of origin | Refugees |\n|---|---|---|\n| Bangladesh | Myanmar | 961,729 |"
SEXES = "Asylum applications lodged in 2022\n | Women | Men\nFrance | 40,000 | 91,000\nSpain | 50,100 | 66,400"
PLAIN = "Key figures, January 2024\nDetained | 5,310\nDeported | 1,202\nRescued at sea | 844"
THOUSANDS = "Internally displaced people, thousands\nCountry | 2022 | 2023\nIraq | 254 | 231\nYemen | 88.5 | 80"
MONTHS = "Monthly figures, 2022\nMonth | Encounters | Expulsions\nMay | 241,136 | 100,699\nJune | 207,834 | 92,273"
YEARS = "Year | Deaths on the route | Rescues\n2021 | 1,553 | 32,425\n2022 | 1,417 | 24,684"
ISLANDS = "Migrant arrivals\nIsland | Q1 2023 | Q2 2023\nLesvos | 1,180 | 1,502\nSamos | 990 | 871"
CITIES = "Migrants held, by date\nDate | Tripoli | Misrata\n31 December 2022 | 1,450 | 300\n30 June 2023 | 1,120 | 280"
SENT = "Migrants' remittances, 2022, in billion dollars\nMexico | 61.1\nGuatemala | 18.0"
SECTIONS = "Deportations, 2023\nCountry | People\nBy air | \nHaiti | 310\nBy land | \nHonduras | 4,020"

NOTES = "Apprehensions at the US border\nCountry | 2023²\nGuatemala¹ | 1,234 (a)\nHonduras | 2,345*\nMexico | 3,456"
LABELLED = "Table 1. Sea arrivals in Italy\nNationality | 2022 | 2023\nSyria | 1,111 | 2,222"
YEARLY = "Arrivals in Spain\nMonth | Arrivals\n2022 | 2022\nJanuary | 1,100\n2023 | 2023\nJanuary | 1,200"
TOTALS = "Arrivals to Greece\nCountry | Jan 2023 | Feb 2023 | Total\nSyria | 100 | 200 | 300"
CORNER = "Deportations from Mexico | 2021 | 2022\nHonduras | 40,000 | 45,000"
RECEIVED = "Remittances received (US$ million)\nCountry | 2022\nHaiti | 4,500"
RANKED = "Deportations, 2023\nRank | Country | Number\n1 | Peru | 1,500\n2 | Haiti | 1,400\n3 | Cuba | 1,300"
QUARTERS = "Arrivals in Malta, 2023\nQuarter | Arrivals\nQ3 | 120\nQ4 | 90"
ROUTE = "Deaths in the Mediterranean\nYear | Deaths\n2021 | 2,048\n2022 | 2,411"
GRANTS = "Aid to Sudan, 2024 (US$ million) | 310\nAid to Chad, 2024 (US$ million) | 20"

CELLS = [
    (NOTES, "1,234", "detention", "GTM|USA", "2023-01-01", 1234),
    (NOTES, "2,345", "detention", "HND|USA", "2023-01-01", 2345),
    (LABELLED, "1,111", "arrival", "ITA|SYR", "2022-01-01", 1111),
    (LABELLED, "2,222", "arrival", "ITA|SYR", "2023-01-01", 2222),
    (YEARLY, "1,100", "arrival", "ESP", "2022-01-01", 1100),
    (YEARLY, "1,200", "arrival", "ESP", "2023-01-01", 1200),
    (TOTALS, "200", "arrival", "GRC|SYR", "2023-02-01", 200),
    (TOTALS, "300", "arrival", "GRC|SYR", "", 300),
    (CORNER, "45,000", "return", "HND|MEX", "2022-01-01", 45000),
    (RECEIVED, "4,500", "remittance", "HTI", "2022-01-01", 4.5e9),
    (RANKED, "1,400", "return", "HTI", "2023-01-01", 1400),
    (QUARTERS, "90", "arrival", "MLT", "2023-10-01", 90),
    (ROUTE, "2,411", "death", "MEDITERRANEAN", "2022-01-01", 2411),
    (GRANTS, "310", "aid", "SDN", "2024-01-01", 3.1e8),
    (GRANTS, "20", "aid", "TCD", "2024-01-01", 2e7),
    (APPREHENSIONS, "1,234", "detention", "GTM", "2023-01-01", 1234),
    (APPREHENSIONS, "987", "detention", "HND", "2023-01-01", 987),
    (APPREHENSIONS, "55", "detention", "", "2023-01-01", 55),
    (ARRIVALS, "1,001", "arrival", "TCD", "2021-01-01", 1001),
    (ARRIVALS, "520", "arrival", "SSD", "2022-01-01", 520),
    (ROUTES, "157,651", "arrival", "ITA", "2023-01-01", 157651),
    (ROUTES, "2,526", "death", "ITA", "2023-01-01", 2526),
    (ROUTES, "954", "death", "ESP", "2023-01-01", 954),
    (DONORS, "12.5", "aid", "DEU", "2022-01-01", 12_500_000),
    (DONORS, "3", "aid", "JPN", "2022-01-01", 3_000_000),
    (MARKDOWN, "961,729", "displacement", "BGD|MMR", "", 961729),
    (SEXES, "40,000", "asylum", "FRA", "2022-01-01", 40000),
    (SEXES, "66,400", "asylum", "ESP", "2022-01-01", 66400),
    (PLAIN, "5,310", "detention", "", "2024-01-01", 5310),
    (PLAIN, "1,202", "return", "", "2024-01-01", 1202),
    (PLAIN, "844", "rescue", "", "2024-01-01", 844),
    (THOUSANDS, "254", "displacement", "IRQ", "2022-01-01", 254_000),
    (THOUSANDS, "80", "displacement", "YEM", "2023-01-01", 80_000),
    (MONTHS, "241,136", "encounter", "", "2022-05-01", 241136),
    (MONTHS, "92,273", "return", "", "2022-06-01", 92273),
    (YEARS, "1,553", "death", "", "2021-01-01", 1553),
    (YEARS, "24,684", "rescue", "", "2022-01-01", 24684),
    (ISLANDS, "1,180", "arrival", "GRC", "2023-01-01", 1180),
    (ISLANDS, "871", "arrival", "GRC", "2023-04-01", 871),
    (CITIES, "1,450", "detention", "LBY", "2022-12-31", 1450),
    (CITIES, "280", "detention", "LBY", "2023-06-30", 280),
    (SENT, "61.1", "remittance", "MEX", "2022-01-01", 61.1e9),
    (SECTIONS, "310", "return", "HTI", "2023-01-01", 310),
    (SECTIONS, "4,020", "return", "HND", "2023-01-01", 4020),
]


@pytest.mark.parametrize(
    ("block", "written", "measure", "codes", "day", "value"),
    CELLS,
    ids=[f"{cell[1]} in {cell[0].splitlines()[0]}" for cell in CELLS],
)
def test_a_number_is_read_with_its_headings(
    block: str, written: str, measure: str, codes: str, day: str, value: float
) -> None:
    (claim,) = (claim for claim in claims(block) if claim.written == written)
    assert (claim.measure, countries(claim), claim.period_start) == (measure, codes, day)
    assert claim.value == pytest.approx(value)


MISSES = [
    pytest.param(
        "Resettlement in 2023\nReceiving State | Departures\nCanada | 51,080", "51,080", "admission", id="Departures"
    ),
    pytest.param("Key figures, 2023\nCountry | People in need\nYemen | 1,500", "1,500", "need", id="People in need"),
]


@pytest.mark.parametrize(("block", "written", "measure"), MISSES)
@pytest.mark.xfail(strict=True, reason="a heading that says it only with the caption, and one that no measure has")
def test_headings_that_are_not_read_yet(block: str, written: str, measure: str) -> None:
    assert [claim.measure for claim in claims(block) if claim.written == written] == [measure]


BLOCKS = [APPREHENSIONS, ARRIVALS, ROUTES, DONORS, MARKDOWN, SEXES, PLAIN, THOUSANDS, MONTHS, YEARS, SENT, SECTIONS]
BLOCKS += [ISLANDS, CITIES, LABELLED, TOTALS, CORNER, RECEIVED, QUARTERS, ROUTE, GRANTS]


@pytest.mark.parametrize("block", BLOCKS, ids=[block.splitlines()[0] for block in BLOCKS])
def test_every_number_of_a_table_is_a_place_in_it_once(block: str) -> None:
    text = BEFORE + block + AFTER
    found = claims(block)
    assert [claim.start for claim in found] == sorted({claim.start for claim in found})
    for claim in found:
        assert text[claim.start : claim.end] == claim.written
        assert text[claim.sentence_start : claim.sentence_end] == claim.sentence
    amounts = [cell.strip() for line in block.splitlines() for cell in line.split("|") if grids.amount(cell.strip())]
    assert [claim.written for claim in found if claim.measure != "period"][: len(amounts)] == amounts


def test_the_sentence_of_a_cell_is_its_row() -> None:
    (claim,) = (claim for claim in claims(ARRIVALS) if claim.written == "2,002")
    assert claim.sentence == "Chad | 1,001 | 2,002"


def test_who_is_counted_stands_over_the_column() -> None:
    (claim,) = (claim for claim in claims("Arrivals in Italy, 2023\nWomen | 1,200\nMen | 9,000") if claim.value == 1200)
    assert (claim.group, claim.measure) == ("Women", "arrival")


def test_a_table_says_nothing_of_the_text_below_it() -> None:
    (last,) = (claim for claim in claims(APPREHENSIONS) if claim.written == "12")
    assert (countries(last), last.measure, last.period_start) == ("", "other", "")


SIGNED = [
    ("-4,023", 4023, "people", "change", "down", "exact"),
    ("+26%", 26, "percent", "change", "up", "exact"),
    (">1,400", 1400, "people", "level", "", "over"),
    ("<25", 25, "people", "level", "", "under"),
    ("67%", 67, "percent", "share", "", "exact"),
    ("(4,500)", 4500, "people", "level", "", "exact"),
]


@pytest.mark.parametrize(("cell", "value", "unit", "statistic", "direction", "qualifier"), SIGNED)
def test_signs_of_cells(cell: str, value: float, unit: str, statistic: str, direction: str, qualifier: str) -> None:
    (claim,) = (c for c in claims(f"Arrivals in Malta, 2023\nChad | {cell}\nMali | 7,000") if c.value == value)
    assert (claim.unit, claim.statistic, claim.direction, claim.qualifier) == (unit, statistic, direction, qualifier)


def test_a_unit_of_one_column_is_not_another_s() -> None:
    block = "Country | Arrivals 2023 | Aid pledged (US$ million) | Women (%)\nItaly | 5,000 | 1,200 | 33"
    found = {claim.written: (claim.value, claim.unit) for claim in claims(block) if claim.measure != "period"}
    assert found["5,000"] == (5000, "people")
    assert found["1,200"] == (1.2e9, "USD")
    assert found["33"] == (33, "percent")


def test_the_text_around_a_table_lends_it_no_country() -> None:
    text = "Mexico held 900 migrants. Peru and Chile saw fewer.\n\nDeaths at sea, 2023\nRoute | Deaths\nWest | 310"
    found = list(extract.find([extract.Document(text, "doc", "Figures", published="2024-03-01")]))
    (claim,) = (claim for claim in found if claim.written == "310")
    assert (claim.measure, countries(claim)) == ("death", "")


def test_ranks_are_no_figures() -> None:
    assert [c.written for c in claims(RANKED) if c.measure != "period"] == ["1,500", "1,400", "1,300", "12"]


def test_equal_figures_of_other_countries_are_no_retellings() -> None:
    found = claims("Deaths at sea, 2023\nSpain | 12\nItaly | 12\nItaly | 12")
    assert [bool(claim.repeats) for claim in found if claim.measure == "death"] == [False, False, False]


AMOUNTS = ["1,234", "12.5", "12 %", "US$ 3 m", "$3.1 million", "(41)", "7", "1 234", "0", "> 5", "~300", "1,234*"]
NO_AMOUNTS = ["", "2021", "2019/20", "2020–2021", "Guatemala", "Q1 2023", "31 December 2022", "5 of 12", "Table 3"]


@pytest.mark.parametrize("said", AMOUNTS)
def test_cells_that_hold_a_number(said: str) -> None:
    assert grids.amount(said)


@pytest.mark.parametrize("said", NO_AMOUNTS)
def test_cells_that_hold_no_number_to_count(said: str) -> None:
    assert not grids.amount(said)


def test_a_table_has_a_caption_heads_and_rows() -> None:
    (grid,) = grids.find(BEFORE + ARRIVALS + AFTER)
    assert grid.caption is not None
    text = BEFORE + ARRIVALS + AFTER
    assert text[grid.caption.start : grid.caption.end] == "Refugee arrivals by host country"
    assert [[text[a:b] for a, b in row.cells] for row in grid.heads] == [["Country", "2021", "2022"]]
    assert [[text[a:b] for a, b in row.cells] for row in grid.rows][1] == ["South Sudan", "410", "520"]


NO_TABLES = ["", "No bar here.", "One line | with a bar", "One | line\n\nand | one more", "a\nb\nc"]


@pytest.mark.parametrize("text", NO_TABLES)
def test_no_tables(text: str) -> None:
    assert grids.find(text) == []
    assert unfolding.of(extract.Document(text)) is None


def test_a_sentence_above_with_a_full_stop_is_a_caption_only_right_above() -> None:
    above = "The table below shows what was counted in spring."
    near, far = (grids.find(f"{above}{gap}Chad | 12\nMali | 15")[0].caption for gap in ("\n", "\n\n"))
    assert near is not None
    assert far is None


UNITS = [
    (["Amount (US$ million)"], ("US$ ", " million")),
    (["Contributions, in EUR thousand"], ("EUR ", " thousand")),
    (["People (thousands)"], ("", " thousand")),
    (["Share (%)"], ("", "%")),
    (["Donor", "Pledges, € billion"], ("€ ", " billion")),
    (["Arrivals", "2023"], ("", "")),
    (["Million people"], ("", "")),
]


@pytest.mark.parametrize(("said", "unit"), UNITS, ids=[" / ".join(said) for said, _ in UNITS])
def test_units_that_headings_give(said: list[str], unit: tuple[str, str]) -> None:
    assert units.of(said, "en") == unit


CELL_LINES = [
    (["Guatemala", "", "1,234 "], "Guatemala |  | 1,234"),
    (["", "Arrivals", "Deaths"], "| Arrivals | Deaths"),
    (["a\nb", "c|d"], "a b | c/d"),
]


@pytest.mark.parametrize(("cells", "line"), CELL_LINES, ids=[line for _, line in CELL_LINES])
def test_rows_as_readers_write_them(cells: list[str], line: str) -> None:
    assert rows.line(cells) == line


def test_a_block_leaves_empty_rows_out() -> None:
    assert rows.block([["a", "1"], ["", " "], ["b", "2"]], "A\ncaption") == "A caption\na | 1\nb | 2"
