"""library.copies: one text told twice is found and told apart from two texts about one thing."""

from __future__ import annotations

import itertools
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import extract
from extract import corpus
from extract.claim import Claim, Document
from extract.library import copies

ROOT = Path(__file__).parent.parent
BODY = (
    "Mexico detained 91,000 migrants in the first five months of the year, the interior ministry said. It was the "
    "highest number for such a time in 20 years, and about a third more than in 2019.",
    "Most of them came from Honduras, Guatemala and El Salvador; some 14,500 were children, 3,100 of whom travelled "
    "alone. “We are doing all that we can to shelter families,” an official at the southern border told reporters.",
    "The United States has asked its neighbour for years to stop people before they reach the Rio Grande. In May its "
    "own officers counted 180,034 encounters, the most in any month since April 2000.",
    "Washington promised another $310 million for Central America, most of it for food, shelter and work after two "
    "hurricanes and a long drought. Aid groups asked that the money reach villages rather than ministries.",
    "Shelters in Tapachula are full. In one, built for 300 people, 820 sleep on mats between the beds, and the water "
    "runs for two hours a day.",
)
TEXT = "\n\n".join(BODY)
OTHER_WORDS = (
    "Mexican authorities have apprehended some 91,000 undocumented travellers since January, figures published this "
    "week show, which is more than in any comparable stretch of the last two decades.\n\n"
    "Hondurans, Guatemalans and Salvadorans made up the bulk. Of the 14,500 minors among the detainees, 3,100 had no "
    "adult with them.\n\n"
    "North of the border, U.S. agents logged 180,034 encounters during May. The Biden administration has pledged "
    "$310 million in extra assistance for the region, hit by storms and failing harvests.\n\n"
    "Reporters who visited a crowded hostel near the frontier with Guatemala found 820 guests in rooms meant for 300."
)
REPORT = (
    "Situation report. The reception centre at the port was open on all days of the week. Teams of the agency met "
    "every boat at the pier and gave out water, food and dry clothes.\n\n"
    "In the week {0} people arrived in {1} boats, among them {2} children without a parent. {3} people were moved to "
    "the mainland, and {4} stayed on the island at the end of the week.\n\n"
    "Doctors saw {5} patients, mostly for burns from fuel and for cold. {6} women were brought to the hospital. The "
    "agency needs {7} blankets more before the winter.\n\n"
    "The agency works with the coast guard, the municipality and six organisations. It thanks all who gave money for "
    "its work on the island, and asks for the means to go on with it through the coming season."
)
WEEK = REPORT.format("1,204", 31, 88, 940, 612, 175, 9, "2,000")


def wrapped(text: str, width: int) -> str:
    return "\n\n".join(textwrap.fill(part, width) for part in text.split("\n\n"))


ALIKE = {
    "the same": TEXT,
    "wrapped after 40 characters": wrapped(TEXT, 40),
    "wrapped after 72, CR LF": wrapped(TEXT, 72).replace("\n", "\r\n"),
    "on one line": " ".join(TEXT.split()),
    "other quotes and dashes": TEXT.replace("“", '"').replace("”", '"').replace(";", " —"),
    "no-break spaces": TEXT.replace(" ", "\u00a0"),
    "in capitals": TEXT.upper(),
    "thousands by a space": TEXT.replace("91,000", "91 000").replace("14,500", "14 500"),
    "ligatures of a PDF": TEXT.replace("fi", "ﬁ"),
    "another headline and byline": f"Record at Mexico's border\n\nBy Anna Berg, 8 June 2021\n\n{TEXT}",
    "a dateline": f"MEXICO CITY, June 8 (Reuters) - {TEXT}",
    "links between": TEXT.replace("\n\n", "\n\nRead more: 12 migrants found in a lorry\n\n", 1)
    + "\n\nShare this article",
    "without the last paragraph": "\n\n".join(BODY[:-1]),
    "without the first paragraph": "\n\n".join(BODY[1:]),
    "one figure mended": TEXT.replace("820", "802"),
}


@pytest.mark.parametrize("copy", ALIKE.values(), ids=list(ALIKE))
def test_a_copy_is_alike_and_found_by_its_sketch(copy: str) -> None:
    assert copies.alike(TEXT, copy)
    assert copies.alike(copy, TEXT)
    shared, a, b = shared_hashes(TEXT, copy)
    assert shared >= copies.LEAST
    assert copies.likely(shared, a, b)


REWORDED = REPORT.replace(
    REPORT.split("\n\n")[1],
    "Arrivals went up to {0} on {1} boats; minors alone were {2}. Transfers reached {3}, which leaves {4} in the camp.",
)
RULES = (
    "The agency was founded in 1951 and works under article 35 of the convention, with 3 teams for 24 hours a day. It "
    "can be reached under 555 0142 by all who look for relatives, in 6 languages, and its staff keep what they hear to "
    "themselves. Nobody is asked to sign anything, nobody is sent away, and no help is bound to a faith or a party. "
    "Whoever wants to give should know that blankets, shoes and medicines are needed more than toys or old clothes."
)
NO_DIGITS = (
    "On the island the centre is full again, and those who came last sleep under plastic along the road to the harbour "
    "while they wait for a ferry that does not come because of the storm.",
    "In the capital members of parliament could not agree on the law about seasonal workers, which farmers want before "
    "the harvest and which the trade unions call an invitation to pay less than is fair.",
)
ONLY_FIGURES = (
    "In the week 1,204 people arrived in 31 boats, 940 were moved and 612 stayed.",
    "Arrivals rose to 987, boats fell to 24; transfers reached 803, which leaves 455.",
)
NOT_ALIKE = {
    "in other words": (TEXT, OTHER_WORDS),
    "the week after, all figures new": (WEEK, REPORT.format(987, 24, 61, 803, 455, 151, 4, "1,500")),
    "the week after, half of the figures new": (WEEK, REPORT.format(987, 24, 61, 803, 612, 175, 9, "2,000")),
    "the week after, new figures in other words": (
        f"{RULES}\n\n{WEEK}\n\n{RULES[:200]}",
        f"{RULES}\n\n{REWORDED.format(987, 24, 61, 803, 455, 151, 4, '1,500')}\n\n{RULES[:200]}",
    ),
    "the same frame around other figures in other words": tuple("\n".join([*NO_DIGITS, said]) for said in ONLY_FIGURES),
    "without digits": NO_DIGITS,
    "a quarter of it": (TEXT, BODY[0]),
    "it and three times as much": (TEXT, "\n\n".join([TEXT, WEEK, OTHER_WORDS, REPORT])),
    "nothing": ("", ""),
    "signs alone": ("— !", "— !"),
    "too short for another headline": (BODY[4][:60], f"Shelters at the border {BODY[4][:60]}"),
    "a few words again and again": ("migrants and refugees " * 40, "migrants and refugees " * 39),
}


@pytest.mark.parametrize(("one", "other"), NOT_ALIKE.values(), ids=list(NOT_ALIKE))
def test_two_texts_are_not_alike(one: str, other: str) -> None:
    assert not copies.alike(one, other)
    assert not copies.alike(other, one)


def test_a_report_with_other_figures_shares_its_words() -> None:
    """What keeps the two weeks apart is the figures: their words alone would make them copies."""
    other = REPORT.format(987, 24, 61, 803, 455, 151, 4, "1,500")
    assert copies.likely(*shared_hashes(WEEK, other))
    assert copies.alike(WEEK, WEEK.replace("Situation report.", "This week on the island."))


SHORT = [
    "Nine people drowned.",
    "One",
    "Spanish guards rescued 52 people off Fuerteventura on Monday, the service said.",
]


@pytest.mark.parametrize("text", SHORT)
def test_a_short_text_is_alike_only_where_all_its_words_are_equal(text: str) -> None:
    assert copies.alike(text, f"«{text.upper()}»")
    assert copies.likely(*shared_hashes(text, f"«{text.upper()}»"))
    assert not copies.alike(text, f"{text} today")
    assert shared_hashes(text, f"{text} today")[0] == 0


def test_no_two_reports_of_the_sample_corpus_are_alike() -> None:
    texts = [document.text for document in corpus.documents()]
    assert len(texts) > 70
    assert not [pair for pair in itertools.combinations(texts, 2) if copies.alike(*pair)]
    assert all(copies.alike(text, f"From our reporters\n\n{wrapped(text, 60)}") for text in texts)


def shared_hashes(one: str, other: str) -> tuple[int, int, int]:
    a, b = copies.sketch(one), copies.sketch(other)
    return len(set(a) & set(b)), len(a), len(b)


def test_a_sketch_is_ascending_distinct_and_fits_a_database() -> None:
    sketch = copies.sketch(TEXT)
    assert len(sketch) == copies.SIZE
    assert list(sketch) == sorted(set(sketch))
    assert 0 <= sketch[0] < sketch[-1] < 2**63
    assert copies.sketch("") == ()


def test_r40_a_sketch_is_the_same_in_another_process_with_another_hash_seed() -> None:
    code = "import sys\nfrom extract.library import copies\nprint(*copies.sketch(sys.stdin.read()))"
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-X", "utf8", "-c", code], input=TEXT, capture_output=True, encoding="utf-8", cwd=ROOT,
            env={"PYTHONHASHSEED": seed}, check=True,
        )  # fmt: skip
        assert tuple(map(int, done.stdout.split())) == copies.sketch(TEXT)


def test_a_sketch_stays_what_is_stored_in_libraries() -> None:
    assert copies.sketch("Nine people drowned.") == NINE
    assert copies.sketch(TEXT)[:2] == FIRST


NINE = (
    1278234481132377718,
    1783901682846216431,
    3184733288153898181,
    6281660486214702356,
    6796057953813186833,
    7196527638028182214,
)
FIRST = (4381165144496890, 6606928385529980)

PARTS = st.sampled_from(
    (*BODY, *WEEK.split("\n\n"), *OTHER_WORDS.split("\n\n"), "Read more", "91,000", "", "٣ ½ İ ß ﬁ")
)
TEXTS = st.one_of(st.lists(PARTS, max_size=8).map("\n".join), st.text(max_size=200))
ALWAYS = settings(derandomize=True, deadline=None, max_examples=150)


@ALWAYS
@given(TEXTS, TEXTS)
def test_alike_is_symmetrical_and_never_left_out_by_the_sketch(one: str, other: str) -> None:
    alike = copies.alike(one, other)
    assert alike == copies.alike(other, one)
    assert not alike or copies.likely(*shared_hashes(one, other))
    assert copies.likely(*shared_hashes(one, other)) == copies.likely(*shared_hashes(other, one))


@ALWAYS
@given(TEXTS)
def test_a_text_is_alike_to_itself_unless_it_has_no_words(text: str) -> None:
    assert copies.alike(text, text) == bool(copies.sketch(text))
    assert copies.alike(text, text.replace("\n", " ")) == copies.alike(text, text)


def claims(text: str, document_id: str = "a", language: str = "en") -> list[Claim]:
    return list(extract.find([Document(text, document_id, published="2021-06-08", language=language)]))


def told(original: str, copy: str) -> list[tuple[str, str]]:
    """What is written of each pair, the original's first."""
    theirs, ours = claims(original), claims(copy, "b")
    by_id = {claim.claim_id: claim for claim in (*theirs, *ours)}
    found = copies.repeated(theirs, ours)
    assert set(found) <= {claim.claim_id for claim in ours}
    assert set(found.values()) <= {claim.claim_id for claim in theirs}
    assert len(set(found.values())) == len(found)
    return [(by_id[theirs_id].written, by_id[ours_id].written) for ours_id, theirs_id in found.items()]


@pytest.mark.parametrize("name", [name for name in ALIKE if name not in ("in capitals", "one figure mended")])
def test_every_figure_of_the_text_is_the_original_s(name: str) -> None:
    copy = ALIKE[name]
    pairs = told(TEXT, copy)
    assert all(a.replace(",", " ") == b.replace(",", " ").replace("\u00a0", " ") for a, b in pairs)
    wanted = [
        claim for claim in claims(copy, "b") if claim.written not in ("8 June 2021", "June 8", "12", "20")
    ]  # new lines; cut "20 years"
    assert len(pairs) == len(wanted) > 8


def test_a_figure_that_only_the_copy_has_repeats_none() -> None:
    pairs = told(TEXT, f"{TEXT}\n\nPolice arrested 44 smugglers in April.")
    assert len(pairs) == len(claims(TEXT))
    assert ("44", "44") not in pairs


def test_a_figure_that_was_mended_repeats_none() -> None:
    pairs = told(TEXT, ALIKE["one figure mended"])
    assert len(pairs) == len(claims(TEXT)) - 1
    assert not [pair for pair in pairs if "802" in pair]


def test_the_same_number_in_another_sentence_repeats_none() -> None:
    assert told("Greece rescued 40 people on Monday.", "Officers in Texas arrested 40 drivers for smuggling.") == []
    assert told("Greece rescued 40 people on Monday.", "Malta rescued 40 people on Sunday.") == []


def test_a_sentence_that_stands_twice_is_paired_in_order() -> None:
    twice = f"{BODY[4]}\n\n{BODY[0]}\n\n{BODY[4]}"
    theirs, ours = claims(twice), claims(f"Full shelters\n\n{twice}", "b")
    found = copies.repeated(theirs, ours)
    assert list(map(found.get, [claim.claim_id for claim in ours])) == [claim.claim_id for claim in theirs]


def test_the_order_of_the_claims_given_does_not_matter() -> None:
    theirs, ours = claims(TEXT), claims(ALIKE["links between"], "b")
    assert copies.repeated(theirs, ours) == copies.repeated(theirs[::-1], ours[::-1])
