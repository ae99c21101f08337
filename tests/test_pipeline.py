"""The whole line: documents in, claims out; what every claim keeps to."""

from __future__ import annotations

import itertools
import subprocess
import sys
from pathlib import Path

import pytest
from examples import table

import extract
from extract import lexicon, notes
from extract.claim import (
    COLUMNS,
    MODALITIES,
    QUALIFIERS,
    STATISTICS,
    STATUSES,
    Claim,
    Document,
    claim_id,
)

ARTICLE = (
    "Raids in the south\n\n"
    "Mexico\u00a0detained 91,000 migrants in the first five months of the year, the ministry said on Monday. "
    "That is 34 percent more than in 2020. Of those, 12,400 were children.\r\n"
    "The European Union pledged €310 million in humanitarian aid for refugees in Chad. "
    "“At least 40 people drowned off Libya on 3 May,” said Anna Berg. “Another 61 were rescued.”\n"
    "- Between 50,000 and 70,000 people fled Sudan to Chad\n"
    "- 3,200 families wait in tents\n"
    "The war has lasted two years. Mexico detained 91,000 migrants."
)
DOCUMENT = Document(ARTICLE, "doc", "Raids", "The Courier", "2021-06-08", "https://example.org/a")


def claims(document: Document = DOCUMENT) -> list[Claim]:
    return list(extract.find([document]))


def test_written_and_sentence_are_places_in_the_text() -> None:
    for claim in claims():
        assert ARTICLE[claim.start : claim.end] == claim.written
        assert ARTICLE[claim.sentence_start : claim.sentence_end] == claim.sentence
        assert claim.sentence_start <= claim.start < claim.end <= claim.sentence_end


def test_claims_come_in_reading_order_and_do_not_overlap() -> None:
    spans = [(claim.start, claim.end) for claim in claims()]
    assert spans == sorted(spans)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))


def test_every_number_of_the_article_is_a_claim() -> None:
    assert [claim.written for claim in claims()] == [
        "91,000", "five months", "34 percent", "2020", "12,400", "€310 million", "40", "3 May", "61",
        "50,000 and 70,000", "3,200", "two years", "91,000",
    ]  # fmt: skip


def test_what_the_article_s_numbers_count() -> None:
    found = {claim.written: claim for claim in claims()}
    assert {written: claim.measure for written, claim in found.items()} == {
        "91,000": "detention",
        "five months": "period",
        "34 percent": "detention",
        "2020": "period",
        "12,400": "detention",
        "€310 million": "aid",
        "40": "death",
        "3 May": "period",
        "61": "rescue",
        "50,000 and 70,000": "displacement",
        "3,200": found["3,200"].measure,
        "two years": "period",
    }
    assert (found["€310 million"].unit, found["€310 million"].status) == ("EUR", "pledge")
    assert (found["34 percent"].statistic, found["34 percent"].direction) == ("change", "up")
    assert found["3,200"].unit == "households"


def test_the_closed_lists_are_closed() -> None:
    for claim in claims():
        assert claim.measure in tuple(lexicon.shared("measures"))
        assert claim.qualifier in QUALIFIERS
        assert claim.statistic in STATISTICS
        assert claim.status in (*STATUSES, "")
        assert claim.modality in MODALITIES


def test_a_status_is_of_aid_a_direction_of_a_change() -> None:
    for claim in claims():
        assert not claim.status or claim.measure == "aid"
        assert not claim.direction or claim.statistic == "change"


def test_the_document_s_own_columns() -> None:
    for claim in claims():
        assert (claim.document_id, claim.title, claim.publisher) == ("doc", "Raids", "The Courier")
        assert (claim.published, claim.url, claim.language) == ("2021-06-08", "https://example.org/a", "en")


def test_ids_are_stable_and_distinct() -> None:
    found = claims()
    assert [claim.claim_id for claim in found] == [claim_id("doc", claim.start, claim.end) for claim in found]
    assert len({claim.claim_id for claim in found}) == len(found)
    assert claim_id("doc", 3, 9) == "3c6ebd2632d8"


def test_a_second_telling_names_the_first() -> None:
    first, last = [claim for claim in claims() if claim.written == "91,000"]
    assert first.repeats == ""
    assert last.repeats == first.claim_id


def test_a_repeat_is_of_one_document() -> None:
    one, two = extract.find([Document("Mexico detained 91,000 migrants.", name) for name in ("a", "b")])
    assert (one.repeats, two.repeats) == ("", "")


def test_the_empty_columns_are_empty() -> None:
    (claim,) = claims(Document("Guards held 40 people at sea."))
    assert (claim.period_start, claim.period_end, claim.said_by, claim.status) == ("", "", "", "")
    assert (claim.low, claim.high, claim.page, claim.published) == (None, None, None, "")


NOTHING = [("",), (" \n\t ",), ("No number stands here.",), ("\u00a0",), ("…",)]


@pytest.mark.parametrize("text", table(NOTHING))
def test_a_text_without_numbers_has_no_claims(text: str) -> None:
    assert claims(Document(text)) == []


def test_a_language_without_words_has_no_claims_and_a_warning() -> None:
    document = Document("Le Mexique a détenu 91 000 migrants.", language="fr")
    assert claims(document) == []
    assert notes.of(document) == ["language 'fr' has no lexicon folder, so no claim was looked for; there is: en"]


def test_a_document_without_a_date_has_a_warning() -> None:
    (warning,) = notes.of(Document("Mexico detained 91,000 migrants."))
    assert "no publication date" in warning
    assert "--published" in warning


def test_a_document_with_all_it_needs_has_no_warning() -> None:
    assert notes.of(DOCUMENT) == []


def test_documents_do_not_lend_each_other_anything() -> None:
    alone = claims(Document("Police arrested 400 migrants.", "b"))
    assert list(extract.find([DOCUMENT, Document("Police arrested 400 migrants.", "b")]))[-1:] == alone


def test_the_same_in_is_the_same_out() -> None:
    assert claims() == claims()


def test_the_same_in_another_process_with_another_hash_seed() -> None:
    code = (
        "import extract, sys, json; "
        "d = json.loads(sys.stdin.read()); "
        "print(json.dumps([list(c) for c in extract.find([extract.Document(**d)])]))"
    )
    import json

    asked = json.dumps({"text": ARTICLE, "document_id": "doc", "published": "2021-06-08"})
    answers = {
        subprocess.run(
            [sys.executable, "-c", code],
            input=asked,
            capture_output=True,
            text=True,
            check=True,
            cwd=Path(__file__).parent.parent,
            env={"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(answers) == 1
    assert len(json.loads(answers.pop())) == len(claims())


MEASURES = [
    ("Germany sent 400 Afghans back.", "return", "level"),
    ("Greece recorded 1,200 arrivals by sea.", "arrival", "level"),
    ("Guards detained 1,200 migrants.", "detention", "level"),
    ("Agents had 1,200 encounters with migrants.", "encounter", "level"),
    ("Officials deported 1,200 migrants.", "return", "level"),
    ("Fighting displaced 1,200 people.", "displacement", "level"),
    ("Some 1,200 people applied for asylum.", "asylum", "level"),
    ("Canada resettled 1,200 refugees.", "admission", "level"),
    ("Some 1,200 migrants drowned.", "death", "level"),
    ("The navy rescued 1,200 migrants.", "rescue", "level"),
    ("The camp hosts 1,200 refugees.", "stock", "level"),
    ("Migrants sent home $1,200 million in remittances.", "remittance", "level"),
    ("Poland sent 1,200 soldiers to the border to stop migrants.", "personnel", "level"),
    ("The grant of $1,200 for refugees was paid out.", "aid", "level"),
    ("Shares of the bank rose by 1,200 points.", "other", "change"),
    ("The quake killed 1,200 people.", "other", "level"),
    ("Migrant arrivals fell by 34 percent.", "arrival", "change"),
    ("A third of the detained migrants were women.", "detention", "share"),
    ("About 1,200 migrants arrive a day.", "arrival", "rate"),
    ("On average 1,200 migrants arrive every day.", "arrival", "rate"),
]


@pytest.mark.parametrize(("text", "measure", "statistic"), table(MEASURES))
def test_measure_and_statistic(text: str, measure: str, statistic: str) -> None:
    assert [(c.measure, c.statistic) for c in claims(Document(text))] == [(measure, statistic)]


def test_the_interface_of_the_package() -> None:
    found = extract.claims("Mexico detained 91,000 migrants last year.", published="2021-06-08", title="Raids")
    assert list(found.columns) == list(COLUMNS)
    assert found["value"].tolist() == [91000.0]
    assert found["period_start"].tolist() == ["2020-01-01"]
    assert found["title"].tolist() == ["Raids"]


def test_a_wrong_date_is_refused() -> None:
    with pytest.raises(extract.DocumentError, match="write it as 2021, 2021-06"):
        extract.claims("Mexico detained 91,000 migrants.", published="06/08/2021")


def test_read_takes_files_and_folders(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Mexico detained 91,000 migrants.")
    found = extract.read([tmp_path, str(tmp_path / "a.txt")], publisher="The Courier")
    assert found["document_id"].tolist() == ["a.txt", (tmp_path / "a.txt").as_posix()]
    assert found["publisher"].tolist() == ["The Courier", "The Courier"]


def test_find_reads_documents_as_they_are_asked_for() -> None:
    def endless() -> object:
        while True:
            yield DOCUMENT

    assert next(iter(extract.find(endless()))).written == "91,000"  # type: ignore[arg-type]


def steps(text: str) -> int:
    """How many calls an extraction takes: its work without a clock."""
    count = 0

    def called(frame: object, event: str, argument: object) -> None:
        nonlocal count
        del frame, argument
        count += event == "call"

    document = Document(text, published="2021-06-08")
    list(extract.find([document]))  # the lexicon is built
    sys.setprofile(called)
    try:
        list(extract.find([document]))
    finally:
        sys.setprofile(None)
    return count


GROWING = [
    ("Police held 40 migrants.\n",),
    ("Police held 40 migrants in June. ",),
    ("Mexico and Chad, ",),
    ("“We saw it,” he said. ",),
    ("İ",),
    ("one hundred and ",),
    ("1 ",),
    ("1-",),
    ("$1 ",),
    ("half ",),
    ("Police held 40 migrants ",),
]


@pytest.mark.parametrize("piece", table(GROWING))
def test_twice_the_text_is_about_twice_the_work(piece: str) -> None:
    assert steps(piece * 80) < 2.5 * steps(piece * 40)
