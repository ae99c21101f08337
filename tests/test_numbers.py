"""numbers.find: what is a number expression, where it begins and ends, and what it is worth as written."""

from __future__ import annotations

import itertools

import pytest
from examples import table

from extract import numbers


def found(text: str) -> list[numbers.Number]:
    return numbers.find(text, 0, len(text))


def written(text: str) -> list[tuple[str, float]]:
    return [(text[n.start : n.end], n.value) for n in found(text)]


DIGITS = [
    ("Border agents counted 91,204 people.", "91,204", 91204),
    ("Border agents counted 912 people.", "912", 912),
    ("Officials registered 1,250,300 refugees.", "1,250,300", 1250300),
    ("Officials registered 1.2 million refugees.", "1.2 million", 1.2e6),
    ("Officials registered 3 million refugees.", "3 million", 3e6),
    ("The camp took 40 thousand families.", "40 thousand", 40e3),
    ("The camp took 40k families.", "40k", 40e3),
    ("The camp took 12 hundred families.", "12 hundred", 1200),
    ("About 2.5m refugees live there.", "2.5m", 2.5e6),
    ("About 2.5M refugees live there.", "2.5M", 2.5e6),
    ("Nearly 7mn people fled.", "7mn", 7e6),
    ("India hosts 2 lakh refugees.", "2 lakh", 2e5),
    ("India hosts 3 crore migrants.", "3 crore", 3e7),
    ("Officials registered 14\u00a0000 refugees.", "14\u00a0000", 14000),
    ("Officials registered 14\u202f000 refugees.", "14\u202f000", 14000),
    ("Officials registered 14’000 refugees.", "14’000", 14000),
    ("The island received 30 migrants", "30", 30),
    ("30 migrants reached the island", "30", 30),
    ("(30 migrants)", "30", 30),
    ("The ship carried “30” migrants.", "30", 30),
    ("Guards stopped 2016 people at the fence.", "2016", 2016),
    ("It counted 0.5 million crossings.", "0.5 million", 5e5),
    ("They sent back 24-plus migrants.", "24-plus", 24),
    ("They sent back 24+ migrants.", "24+", 24),
    ("The toll rose to 51.", "51", 51),
    ("It cost 8.2 billion.", "8.2 billion", 8_200_000_000),
    ("It cost 4.1tn.", "4.1tn", 4_100_000_000_000),
    ("It has 14 000 refugees.", "14 000", 14000),
    ("Nearly 213 200 people applied.", "213 200", 213200),
    ("The toll rose to 51, the coast guard said.", "51", 51),
]


@pytest.mark.parametrize(("text", "expression", "value"), table(DIGITS))
def test_digits(text: str, expression: str, value: float) -> None:
    assert written(text) == [(expression, value)]


SPELLED = [
    ("Seven migrants drowned.", "Seven", 7),
    ("The raft carried twenty-one people.", "twenty-one", 21),
    ("The raft carried twenty one people.", "twenty one", 21),
    ("The raft carried a hundred people.", "a hundred", 100),
    ("The raft carried one hundred and twelve people.", "one hundred and twelve", 112),
    ("The town hosts two hundred and forty thousand refugees.", "two hundred and forty thousand", 240000),
    ("The town hosts two million refugees.", "two million", 2e6),
    ("The town hosts a million refugees.", "a million", 1e6),
    ("The town hosts half a million refugees.", "half a million", 5e5),
    ("The town hosts a half-million refugees.", "a half-million", 5e5),
    ("The town hosts one and a half million refugees.", "one and a half million", 1.5e6),
    ("The town hosts three thousand five hundred refugees.", "three thousand five hundred", 3500),
    ("A dozen migrants were found.", "A dozen", 12),
    ("Two dozen migrants were found.", "Two dozen", 24),
    ("Ninety-nine migrants were found.", "Ninety-nine", 99),
    ("TWELVE migrants were found.", "TWELVE", 12),
]


@pytest.mark.parametrize(("text", "expression", "value"), table(SPELLED))
def test_number_words(text: str, expression: str, value: float) -> None:
    assert written(text) == [(expression, value)]


VAGUE = [
    ("Dozens of migrants drowned.", "Dozens", 12, "vague"),
    ("Scores of migrants drowned.", "Scores", 20, "vague"),
    ("Hundreds of migrants drowned.", "Hundreds", 100, "vague"),
    ("Thousands of people fled.", "Thousands", 1e3, "vague"),
    ("Tens of thousands of people fled.", "Tens of thousands", 1e4, "vague"),
    ("Hundreds of thousands of people fled.", "Hundreds of thousands", 1e5, "vague"),
    ("Millions of people fled.", "Millions", 1e6, "vague"),
    ("Several hundred people fled.", "Several hundred", 100, "several"),
    ("A few thousand people fled.", "A few thousand", 1000, "several"),
]


@pytest.mark.parametrize(("text", "expression", "value", "form"), table(VAGUE))
def test_vague_numbers_take_the_base_of_the_word(text: str, expression: str, value: float, form: str) -> None:
    assert [(text[n.start : n.end], n.value, n.form) for n in found(text)] == [(expression, value, form)]


SHARES = [
    ("A fifth of the refugees are children.", "A fifth", 20),
    ("One fifth of the refugees are children.", "One fifth", 20),
    ("Half of the refugees are children.", "Half", 50),
    ("A quarter of the refugees are children.", "A quarter", 25),
    ("One-third of the refugees are children.", "One-third", 33.3333),
    ("Two-thirds of the refugees are children.", "Two-thirds", 66.6667),
    ("Three quarters of the refugees are children.", "Three quarters", 75),
    ("Three-fourths of the refugees are children.", "Three-fourths", 75),
    ("About 34% of the refugees are children.", "34%", 34),
    ("About 34 % of the refugees are children.", "34 %", 34),
    ("About 34 percent of the refugees are children.", "34 percent", 34),
    ("About 34 per cent of the refugees are children.", "34 per cent", 34),
    ("About 3.5 pct of the refugees are children.", "3.5 pct", 3.5),
    ("Ninety percent of the refugees are children.", "Ninety percent", 90),
    ("One in five refugees is a child.", "One in five", 20),
    ("One in every 113 people is displaced.", "One in every 113", 0.885),
    ("1 in 4 refugees is a child.", "1 in 4", 25),
    ("Eight in ten refugees are women.", "Eight in ten", 80),
    ("Eight out of ten refugees are women.", "Eight out of ten", 80),
    ("Recognition fell by 5 percentage points.", "5 percentage points", 5),
]


@pytest.mark.parametrize(("text", "expression", "value"), table(SHARES))
def test_shares_are_in_percent_points(text: str, expression: str, value: float) -> None:
    assert [(text[n.start : n.end], n.value, n.kind, n.unit) for n in found(text)] == [
        (expression, pytest.approx(value), "percent", "percent")
    ]


TIMES = [
    ("Crossings were twice the level of the year before.", "twice", 2),
    ("Crossings doubled.", "doubled", 2),
    ("Crossings tripled.", "tripled", 3),
    ("Crossings were four times higher.", "four times", 4),
    ("Crossings were 2.5 times higher.", "2.5 times", 2.5),
    ("Crossings saw a thirty-fold rise.", "thirty-fold", 30),
    ("Crossings were halved.", "halved", 0.5),
    ("Crossings saw a tenfold rise.", "tenfold", 10),
    ("Crossings rose 12-fold.", "12-fold", 12),
]


@pytest.mark.parametrize(("text", "expression", "value"), table(TIMES))
def test_multiples_are_factors(text: str, expression: str, value: float) -> None:
    assert [(text[n.start : n.end], n.value, n.kind, n.unit) for n in found(text)] == [
        (expression, value, "times", "times")
    ]


RANGES = [
    ("Between 50,000 and 70,000 people fled.", "50,000 and 70,000", 50e3, 70e3),
    ("Each boat holds 15 to 20 people.", "15 to 20", 15, 20),
    ("Each boat holds 15-20 people.", "15-20", 15, 20),
    ("Each boat holds 15–20 people.", "15–20", 15, 20),
    ("Some 6,000-7,000 people wait.", "6,000-7,000", 6000, 7000),
    ("Some 1.2 to 1.5 million people wait.", "1.2 to 1.5 million", 1.2e6, 1.5e6),
    ("Four or five people drowned.", "Four or five", 4, 5),
    ("Between 20 and 30 percent of them are children.", "20 and 30 percent", 20, 30),
    ("Between 20% and 30% of them are children.", "20% and 30%", 20, 30),
    ("Smugglers charge $2,000 to $3,000.", "$2,000 to $3,000", 2000, 3000),
    ("Smugglers charge €500-€700.", "€500-€700", 500, 700),
    ("Some two to three million people wait.", "two to three million", 2e6, 3e6),
    ("Prices range from $200 to $4 million.", "$200 to $4 million", 200, 4e6),
    ("It may grow by three per cent to 12 per cent.", "three per cent to 12 per cent", 3, 12),
]


@pytest.mark.parametrize(("text", "expression", "low", "high"), table(RANGES))
def test_a_range_is_one_number_with_its_middle(text: str, expression: str, low: float, high: float) -> None:
    assert [(text[n.start : n.end], n.low, n.high, n.value) for n in found(text)] == [
        (expression, low, high, (low + high) / 2)
    ]


TWO = [
    ("Arrivals rose from 2,000 to 5,000.", ["2,000", "5,000"]),
    ("Six children and 2 women drowned.", ["Six", "2"]),
    ("India - 26,000, Nepal - 9,000", ["26,000", "9,000"]),
    ("Of 36 camps, 15 are full.", ["36", "15"]),
    ("The grant of 300 million euros ($325 million) was signed.", ["300 million euros", "$325 million"]),
    ("The 66-mile (106-kilometer) crossing is deadly.", ["66-mile", "106-kilometer"]),
    ("Two hundred men, forty women drowned.", ["Two hundred", "forty"]),
    ("The rate fell from 8 to 3 percent.", ["8", "3 percent"]),
    ("In the Gambia 12 drowned, in Ghana 4.", ["12", "4"]),
]


@pytest.mark.parametrize(("text", "expressions"), table(TWO))
def test_two_numbers_stay_two(text: str, expressions: list[str]) -> None:
    assert [w for w, _ in written(text)] == expressions


MONEY = [
    ("Berlin gave $5 million.", "$5 million", 5e6, "USD"),
    ("Berlin gave $5m.", "$5m", 5e6, "USD"),
    ("Berlin gave $5bn.", "$5bn", 5e9, "USD"),
    ("Berlin gave €1.2 billion.", "€1.2 billion", 1.2e9, "EUR"),
    ("Berlin gave £40,000.", "£40,000", 40e3, "GBP"),
    ("Berlin gave £40k.", "£40k", 40e3, "GBP"),
    ("Berlin gave EUR 12 million.", "EUR 12 million", 12e6, "EUR"),
    ("Berlin gave 12 million EUR.", "12 million EUR", 12e6, "EUR"),
    ("Berlin gave US$3.5 million.", "US$3.5 million", 3.5e6, "USD"),
    ("Berlin gave A$60 million.", "A$60 million", 60e6, "AUD"),
    ("Berlin gave C$60 million.", "C$60 million", 60e6, "CAD"),
    ("Berlin gave 60 million dollars.", "60 million dollars", 60e6, "USD"),
    ("Berlin gave 60 million euros.", "60 million euros", 60e6, "EUR"),
    ("Berlin gave 700 million Swedish kronor.", "700 million Swedish kronor", 700e6, "SEK"),
    ("Berlin gave 9,000 pounds.", "9,000 pounds", 9000, "GBP"),
    ("Berlin gave 2 billion yen.", "2 billion yen", 2e9, "JPY"),
    ("Berlin gave ¥500 million.", "¥500 million", 500e6, "JPY"),
    ("Berlin gave 2 billion Kenyan shillings.", "2 billion Kenyan shillings", 2e9, "KES"),
    ("Berlin gave half a million dollars.", "half a million dollars", 5e5, "USD"),
    ("Berlin gave $ 5 million.", "$ 5 million", 5e6, "USD"),
]


@pytest.mark.parametrize(("text", "expression", "value", "currency"), table(MONEY))
def test_money_by_sign_code_or_word(text: str, expression: str, value: float, currency: str) -> None:
    assert [(text[n.start : n.end], n.value, n.kind, n.unit) for n in found(text)] == [
        (expression, value, "money", currency)
    ]


MEASURED = [
    ("They walked 40 miles.", "40 miles", 40, "size", "mile"),
    ("They walked 35 km.", "35 km", 35, "size", "km"),
    ("They walked 35km.", "35km", 35, "size", "km"),
    ("The fence is 6m high.", "6m", 6, "size", "metre"),
    ("The war lasted five years.", "five years", 5, "length", "year"),
    ("It was a 24-hour operation.", "24-hour", 24, "length", "hour"),
    ("They drifted for 10 days.", "10 days", 10, "length", "day"),
    ("They waited two decades.", "two decades", 20, "length", "year"),
    ("They waited nine straight months.", "nine straight months", 9, "length", "month"),
    ("The plane carried 12 tonnes of food.", "12 tonnes", 12, "size", "tonne"),
    ("The phone has 64 GB of memory.", "64 GB", 64, "size", "gigabyte"),
    ("They carry 250ml of water.", "250ml", 250, "size", "millilitre"),
    ("The rate was cut by 25 basis points.", "25 basis points", 25, "size", "basis point"),
    ("The camp covers 200 hectares.", "200 hectares", 200, "size", "hectare"),
    ("Each tent has 18 sq m.", "18 sq m", 18, "size", "square metre"),
    ("Winds blew at 60 miles per hour.", "60 miles per hour", 60, "size", "mph"),
    ("It fell to 4 degrees Celsius.", "4 degrees Celsius", 4, "size", "celsius"),
]


@pytest.mark.parametrize(("text", "expression", "value", "kind", "unit"), table(MEASURED))
def test_units_of_measurement_and_time(text: str, expression: str, value: float, kind: str, unit: str) -> None:
    assert [(text[n.start : n.end], n.value, n.kind, n.unit) for n in found(text)] == [(expression, value, kind, unit)]


PAIRS = [
    ("Rents range from RM1,200 to RM3,000.", [("RM1,200 to RM3,000", 2100, "MYR")]),
    ("A visa costs 7 or $12.", [("7 or $12", 9.5, "USD")]),
    ("They waited two weeks to three weeks.", [("two weeks to three weeks", 2.5, "week")]),
    ("A ticket is 10 euros to 20 euros.", [("10 euros to 20 euros", 15, "EUR")]),
    ("The rate fell from 9 to 7 percent.", [("9", 9, "percent"), ("7 percent", 7, "percent")]),
    ("Aid rose from $3 to $5 billion.", [("$3", 3e9, "USD"), ("$5 billion", 5e9, "USD")]),
    ("Aid rose from $900 to $5 billion.", [("$900", 900, "USD"), ("$5 billion", 5e9, "USD")]),
    ("Growth of -1.5% is expected.", [("-1.5%", -1.5, "percent")]),
    ("The balance was $-40 million.", [("$-40 million", -4e7, "USD")]),
    ("Chad -400, Mali -12.", [("400", 400, ""), ("12", 12, "")]),
    ("It costs US$ 5 or A$7.", [("US$ 5", 5, "USD"), ("A$7", 7, "AUD")]),
    ("It costs US $5 to $7.", [("US $5 to $7", 6, "USD")]),
    ("A $10 fee was set.", [("$10", 10, "USD")]),
    ("They paid £5 m, $1.5 M and $2T.", [("£5 m", 5e6, "GBP"), ("$1.5 M", 1.5e6, "USD"), ("$2T", 2e12, "USD")]),
    ("It took 2 1/2 hours or 3½ miles.", [("2 1/2 hours", 2.5, "hour"), ("3½ miles", 3.5, "mile")]),
    ("Some 1-in-5 left.", [("1-in-5", 20, "percent")]),
    ("ALL 5 ARE SAFE.", [("5", 5, "")]),
    ("They hold ₿12 and 3 bitcoins.", [("₿12", 12, "XBT"), ("3 bitcoins", 3, "XBT")]),
]

HALVES_AND_WEIGHTS = [
    ("They walked half a mile.", [("half a mile", 0.5, "mile")]),
    ("They waited an hour and a half.", [("an hour and a half", 1.5, "hour")]),
    ("They walked two miles and a half.", [("two miles and a half", 2.5, "mile")]),
    ("They lost two miles and a third of the crew.", [("two miles", 2, "mile"), ("a third", 33.3333, "percent")]),
    ("A half-point rise came.", [("A half-point", 0.5, "point")]),
    ("It is a 500-pound bomb.", [("500-pound", 500, "lb")]),
    ("He weighs more than 90 pounds.", [("90 pounds", 90, "lb")]),
    ("He paid 90 pounds.", [("90 pounds", 90, "GBP")]),
    ("A 40-pound ticket was sold.", [("40-pound", 40, "GBP")]),
]


@pytest.mark.parametrize(("text", "expressions"), table(PAIRS + HALVES_AND_WEIGHTS))
def test_pairs_signs_halves_and_weights(text: str, expressions: list[tuple[str, float, str]]) -> None:
    assert [(text[n.start : n.end], n.value, n.unit) for n in found(text)] == expressions


RATES = [
    ("The island has 183 refugees for every 1,000 inhabitants.", "183", "1000 inhabitants"),
    ("Lebanon hosts 164 refugees per 1,000 residents.", "164", "1000 residents"),
]


@pytest.mark.parametrize(("text", "expression", "per"), table(RATES))
def test_the_denominator_of_a_rate_is_no_number_of_its_own(text: str, expression: str, per: str) -> None:
    assert [(text[n.start : n.end], n.per) for n in found(text)] == [(expression, per)]


LEFT_ALONE = [
    "COVID-19 closed the border.",
    "The S&P 500 fell.",
    "A 22-year-old was deported.",
    "A migrant, aged 22, was deported.",
    "Maria Lopez, 34, crossed the river.",
    "Boys as young as twelve years old worked there.",
    "He was charged under 8 U.S.C. 1324.",
    "Section 42 allows expulsions.",
    "Title 42 allows expulsions.",
    "Under Article 14 they may seek asylum.",
    "Resolution 2254 calls for talks.",
    "An Airbus A320 flew them home.",
    "A Boeing 737 flew them home.",
    "A Toyota Hilux Mk4 was stopped.",
    "They left at 10:30 in the morning.",
    "They left at 6 p.m. in the dark.",
    "They left at 6pm in the dark.",
    "It was the second deadliest wreck.",
    "It was the 27th day of the strike.",
    "It was their 12th attempt.",
    "One of the migrants fell.",
    "No one was hurt.",
    "They helped one another.",
    "One official said so.",
    "Both countries signed.",
    "There are two reasons for this.",
    "The two sides met.",
    "In 2019 the border closed.",
    "The 1990s saw wars.",
    "In 2015/16 the route changed.",
    "They waited a year.",
    "A case from the first quarter was closed.",
    "The memory of 9/11 remains.",
    "Channel 4 reported it.",
    "He drove along Highway 90.",
    "The third country was not named.",
    "World War Two displaced Europe.",
    "See footnote [12] below.",
    "They talked one-on-one.",
    "There were no numbers.",
    "Children under 18 may stay.",
    "Call +12025550147 for help.",
    "Call +1 202 555 0147 for help.",
    "Call 0800 555 0147 for help.",
    "Call (020) 7946 0018 for help.",
    "The office is at 12 Acacia Avenue, Valletta.",
    "They came in a 4×4.",
    "The flag flew at half-staff.",
    "He bought a PS5 in the camp.",
    "Malta drew 2-2 and lost 3-1.",
    "Parliament voted 8 to 3.",
    "Articles 5 and 7 protect them.",
    "The Sea-Watch 3 left Malta.",
    "",
]


@pytest.mark.parametrize("text", table([(text,) for text in LEFT_ALONE]))
def test_left_alone(text: str) -> None:
    assert written(text) == []


ONES = [
    ("At least one person has died.", ["one"]),
    ("One ship and two speedboats searched.", ["One", "two"]),
    ("One child drowned.", ["One"]),
    ("They were held in just one camp.", ["one"]),
    ("Only one official said so.", []),
    ("Guards shot at the group, killing one and injuring three.", ["one", "three"]),
]


@pytest.mark.parametrize(("text", "expressions"), table(ONES))
def test_one_counts_where_two_could_stand(text: str, expressions: list[str]) -> None:
    assert [w for w, _ in written(text)] == expressions


def test_find_keeps_within_the_stretch_given() -> None:
    text = "Some 400 fled. Some 500 stayed. Some 600 died."
    start, end = text.index("Some 500"), text.index(" Some 600")
    assert [text[n.start : n.end] for n in numbers.find(text, start, end)] == ["500"]


def test_numbers_come_in_reading_order_and_do_not_overlap() -> None:
    text = "From 3 boats, 120 people, two in five of them women, paid $4,000 to $5,000 each for 30 km."
    spans = [(n.start, n.end) for n in found(text)]
    assert spans == sorted(spans)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
