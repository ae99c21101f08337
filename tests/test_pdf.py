"""PDF files: text in reading order, tables by rows, pages, heads and feet; bombs, passwords, scans, damaged files."""

from __future__ import annotations

import io
import logging
import os
import random
import re
import subprocess
import sys
import zlib
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import clock
import papers
import pypdf
import pytest
import reading
from conftest import lacking
from examples import table
from hypothesis import given, settings
from hypothesis import strategies as st
from papers import BODY, LEFT, TOP, built, drawn, page, raw, report, stream
from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, Spacer, Table

import extract
from extract import corpus
from extract.claim import Document
from extract.readers import pdf

ROOT = Path(__file__).parent.parent
LONG = bool(os.environ.get("LONG_TESTS"))
SAID = "Mexico detained 91,000 migrants."
REPORTS = list(corpus.documents())


read = partial(reading.document, pdf.documents, "a.pdf")
refused = partial(reading.refusal, pdf.documents, "a.pdf")
tried = partial(reading.tried, pdf.documents, "a.pdf")


def blocks(content: bytes) -> list[str]:
    return read(content).text.split("\n\n")


def one_line(said: str) -> str:
    return " ".join(said.split())


# Running text.


def paragraphs(document: Document) -> list[str]:
    return [said for said in document.text.strip().split("\n\n") if said]


INDENTED = ParagraphStyle("indented", parent=BODY, spaceAfter=0, firstLineIndent=12, alignment=4)
LARGE = ParagraphStyle("large", parent=BODY, fontName="Helvetica", fontSize=12, leading=15)
LAYOUTS: dict[str, dict[str, Any]] = {
    "one column": {},
    "two columns": {"columns": 2},
    "two columns, indented and justified": {"columns": 2, "style": INDENTED},
    "large letters": {"style": LARGE},
}
READ = [
    pytest.param(document, id=document.document_id, marks=() if k % 7 == 0 else pytest.mark.long)
    for k, document in enumerate(REPORTS)
]  # every seventh, all of them in long trials


def claims(document: Document) -> list[tuple[str, str, float | None, str]]:
    found = extract.find([document])
    return [(claim.written, claim.measure, claim.value, one_line(claim.sentence)) for claim in found]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("document", READ)
def test_r19_a_report_gives_the_claims_of_its_text(document: Document, layout: str) -> None:
    document = replace(document, text=document.text.replace("ś", "s"))  # which the fonts here do not have
    got = read(report(document.title, paragraphs(document), **LAYOUTS[layout]))
    assert got.title == document.title
    assert got.text.startswith(f"{document.title}\n\n")
    known = {name: getattr(document, name) for name in ("publisher", "published", "language")}
    body = replace(got, text=got.text.removeprefix(f"{document.title}\n\n"), **known)
    assert claims(body) == claims(document)


def test_r19_every_sentence_of_many_pages_is_found_in_two_columns() -> None:
    said = [f"In the year {k} the police of Mexico counted {k * 37} people at the border." for k in range(1, 301)]
    texts = [" ".join(said[k : k + 5]) for k in range(0, len(said), 5)]
    for columns in (1, 2, 3):
        text = one_line(read(report("Counts", texts, columns=columns)).text)
        assert [sentence for sentence in said if sentence not in text] == []
        assert text.count("In the year") == len(said)


def heads(canvas: Canvas, paper: Any) -> None:
    canvas.setFont("Helvetica", 8)
    canvas.drawString(LEFT, papers.HEIGHT - 40, "Annual report on migration")
    canvas.drawRightString(papers.WIDTH - LEFT, papers.HEIGHT - 40, "Office of Statistics")
    canvas.drawCentredString(papers.WIDTH / 2, 30, f"{paper.page} | Report")


def test_heads_and_feet_are_left_out_and_sentences_run_over_pages() -> None:
    said = [f"{SAID} In the month of June {k} the guards of the coast rescued {k} of them." for k in range(100, 300)]
    document = read(report("Counts", [" ".join(said[k : k + 20]) for k in range(0, 200, 20)], beside=heads))
    assert len(document.pages) == 4
    for gone in ("Annual", "Office of", "| Report"):
        assert gone not in document.text
    assert [one for one in said if one not in document.text] == []
    inside = [at for at in document.pages[1:] if document.text[at - 1] != "\n"]
    assert inside, "no sentence runs over a page's end: the test shows nothing"
    for at, place in enumerate(document.pages[1:], start=2):
        (claim, *_) = (c for c in extract.find([replace(document, language="en")]) if c.start >= place)
        assert claim.page == at


def test_a_foot_that_counts_on_is_left_out_of_two_pages_and_other_numbers_stay() -> None:
    def number(said: str) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            ending = {"12": "May", "13": "June of a later year", "40 people": "the spring"}[said]
            canvas.drawString(LEFT, TOP, f"{SAID} It was the highest of the counts that ended in {ending}.")
            canvas.drawString(300, 30, said)

        return draw

    assert read(drawn(number("12"), number("13"))).text.count("91,000") == 2
    assert "12" not in read(drawn(number("12"), number("13"))).text
    assert read(drawn(number("12"), number("40 people"))).text.endswith("40 people")


FEET = [
    ("14", ""),
    ("- 14 -", ""),
    ("iii", ""),
    ("Page 1 of 12", ""),
    ("Page 1", ""),
    ("Seite 1 von 12", ""),
    ("1 / 12", ""),
    ("2023", "2023"),
    ("2022/2023", "2022/2023"),
    ("12/2023", "12/2023"),
    ("May 14", "May 14"),
    ("$14", "$14"),
    ("14%", "14%"),
    ("14 people", "14 people"),
    ("(14)", "(14)"),
]


@pytest.mark.parametrize(("said", "wanted"), table(FEET))
def test_a_page_s_number_is_left_out_also_of_a_single_page(said: str, wanted: str) -> None:
    def at(y: float) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            canvas.drawString(LEFT, TOP - 100, SAID)
            canvas.drawString(300, y, said)

        return draw

    assert read(drawn(at(30))).text == "\n\n".join(filter(None, [SAID, wanted]))
    assert read(drawn(at(TOP))).text == "\n\n".join(filter(None, [wanted, SAID]))
    assert said in read(drawn(at(TOP - 112))).text.replace("\n", " "), "a number right below the text is no page's"


def test_a_page_s_number_beside_other_words_of_its_foot_is_left_out() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(LEFT, TOP, SAID)
        canvas.drawString(LEFT, 30, "Border report")
        canvas.drawString(500, 30, "1/7")

    assert read(drawn(draw)).text == f"{SAID}\n\nBorder report"


def test_a_large_number_at_a_page_s_top_is_a_figure() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(LEFT, TOP - 100, SAID)
        canvas.setFont("Helvetica", 30)
        canvas.drawString(LEFT, TOP, "950")

    assert read(drawn(draw)).text == f"950\n\n{SAID}"


def test_figures_of_a_form_that_every_page_has_are_no_page_numbers() -> None:
    def sheet(count: int) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            canvas.drawString(LEFT, TOP, f"People detained: {count}")
            canvas.drawString(LEFT, TOP - 60, "They were held in the south of the country.")
            canvas.drawString(LEFT, 30, "Ministry of the Interior, 2023")

        return draw

    text = read(drawn(*map(sheet, (1234, 980, 4200, 77)))).text
    assert [f"People detained: {count}" in text for count in (1234, 980, 4200, 77)] == [True] * 4
    assert "Ministry" not in text


def test_notes_at_a_page_s_foot_do_not_break_the_sentence_that_runs_on() -> None:
    def first(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 10)
        for k in range(8):
            canvas.drawString(
                LEFT, TOP - 12.5 * k, "The police of Mexico and the guards of the coast have told the ministry that"
            )
        canvas.setFont("Times-Roman", 7)
        canvas.drawString(LEFT, 80, "1 The count began in May.")

    def second(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 10)
        canvas.drawString(LEFT, TOP, "they detained 91,000 migrants in June.")

    document = read(drawn(first, second))
    note, body = document.text.split("\n\n")
    assert note == "1 The count began in May."
    assert body.endswith("told the ministry that they detained 91,000 migrants in June.")
    assert document.text[document.pages[1] :].startswith("they detained")


def lines(*said: str, size: float = 10, leading: float = 12.5) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", size)
        for k, line in enumerate(said):
            canvas.drawString(LEFT, TOP - leading * k, line)

    return draw


LONG_LINE = "The ministry said that the police of the border and the guards of the coast have"
DIVIDED = [
    ("appre-|hended", "apprehended"),
    ("asylum-|seekers", "asylum-seekers"),
    ("20-|year", "20-year"),
    ("Al-|Assad", "Al-Assad"),
    ("border- |crossing", "border-crossing"),
    ("appre\u00ad|hended", "apprehended"),
]


@pytest.mark.parametrize(("divided", "wanted"), table(DIVIDED))
def test_words_divided_at_a_line_s_end(divided: str, wanted: str) -> None:
    first, second = divided.split("|")
    text = read(
        drawn(lines(f"{LONG_LINE} {first}", f"{second} people who came over the border in the first months of it."))
    ).text
    assert f"have {wanted} people" in text


def test_a_hyphen_stays_where_the_file_writes_it_elsewhere() -> None:
    said = ("A cross-border count.", f"{LONG_LINE} a cross-", "border agreement with Mexico.")
    assert "a cross-border agreement" in read(drawn(lines(*said))).text


def test_ligatures_are_letters_and_no_break_spaces_stay() -> None:
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Vera", 10)
        canvas.drawString(LEFT, TOP, "Mexico detained 91,000; they ﬂed — ‘ﬁve’.")

    assert read(drawn(draw)).text == "Mexico detained 91,000; they fled — ‘five’."
    assert shown(rb"(Mexico\240detained 91,000) Tj") == "Mexico\u00a0detained 91,000"


MARKED = [
    ("91,000|3| people", "91,000[3] people"),
    ("people.|12| Guards", "people.[12] Guards"),
    ("an area of 5 km|2| in size", "an area of 5 km² in size"),
    ("aid of $4.2m|3| in May", "aid of $4.2m[3] in May"),
    ("on the 1|st| of May", "on the 1st of May"),
]


@pytest.mark.parametrize(("said", "wanted"), table(MARKED))
def test_raised_signs(said: str, wanted: str) -> None:
    before, raised, after = said.split("|")
    content = Paragraph(f"Counted were {before}<super>{raised}</super>{after} by the ministry.", BODY)
    assert wanted in read(built([content])).text


# Words as programs draw them.


def shown(operators: bytes, **more: bytes) -> str:
    return read(page(stream(b"BT /F1 10 Tf 1 0 0 1 72 700 Tm " + operators + b" ET"), **more)).text


DRAWN = [
    ("kerned letters", b"[(Mexico )20(d)-15(etained 9)10(1,000)] TJ", "Mexico detained 91,000"),
    ("gaps for spaces", b"[(Mexico)-250(detained)-333(91,000)] TJ", "Mexico detained 91,000"),
    ("letters one by one", b"(T) Tj 6.11 0 Td (h) Tj 5.56 0 Td (e) Tj 8.34 0 Td (U) Tj 7.22 0 Td (N) Tj", "The UN"),
    ("letters set apart", b"2 Tc (Mexico detained) Tj", "Mexico detained"),
    ("words set apart", b"9 Tw (Mexico detained) Tj", "Mexico detained"),
    ("two printings for bold", b"(91,000) Tj 0.3 0 Td (91,000) Tj", "91,000"),
    ("escapes", rb"(\50Mexico\) \101 \\ \(x\)) Tj", "(Mexico) A \\ (x)"),
    ("brackets within", b"(a (b) c) Tj", "a (b) c"),
    ("hexadecimal", b"<4D657869636F> Tj", "Mexico"),
    ("a comment", b"% (no) Tj\n(yes) Tj", "yes"),
    ("the next line's operators", b"12 TL (Mexico) ' (held 12) '", "Mexico held 12"),
    ("careless numbers", b"--5 -.5 Td 0 0 Td (Mexico) Tj", "Mexico"),
    ("an operator without operands", b"Td Tf Tj (Mexico) Tj", "Mexico"),
    ("too small to see", b"(Mexico) Tj /F1 0.1 Tf (hidden) Tj", "Mexico"),
    ("outside the page", b"(Mexico) Tj 1 0 0 1 72 2000 Tm (hidden) Tj", "Mexico"),
    ("a picture in the stream", b"BI /W 1 /H 1 ID \x00(no) Tj\xff EI (Mexico) Tj", "Mexico"),
]


@pytest.mark.parametrize(("case", "operators", "wanted"), table(DRAWN))
def test_words_as_programs_draw_them(case: str, operators: bytes, wanted: str) -> None:
    assert one_line(shown(operators)) == wanted, case


def test_forms_are_read_where_they_are_drawn() -> None:
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Matrix[1 0 0 1 0 -100]/Resources<</Font<</F1 5 0 R>>>>"
    content = b"q /X Do Q BT /F1 12 Tf 72 700 Td (Guards rescued others.) Tj ET"
    text = read(page(stream(content), b"/XObject<</X 6 0 R>>", n6=stream(papers.SAID, form))).text
    assert text == f"Guards rescued others.\n\n{SAID}"


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_is_read_as_it_is_seen(turn: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(turn)
        canvas.translate(300, 400)
        canvas.rotate(turn)
        for k, said in enumerate(("Mexico detained 91,000 people, the", "highest count of all years.")):
            canvas.drawString(-150, -14 * k, said)

    assert read(drawn(draw)).text == "Mexico detained 91,000 people, the highest count of all years."


def test_text_beside_a_box_stays_whole() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 11)
        beside = (
            "Mexico detained 91,000 migrants in the first five months of",
            "the year, the highest count since the ministry began to keep",
        )
        below = "such counts, and the guards of the coast have rescued 4,200 of those who left by boat in the spring."
        for k, line in enumerate((*beside, below)):
            canvas.drawString(LEFT, TOP - 14 * k, line)
        canvas.setFont("Helvetica", 8)
        for k, line in enumerate(("Key figures", "5,100 deported", "7,300 arrived")):
            canvas.drawString(420, TOP + 8 - 9.5 * k, line)

    text = read(drawn(draw)).text
    assert (
        "the first five months of the year, the highest count since the ministry began to keep such counts, and" in text
    )


def test_names_and_what_they_mean_are_read_row_by_row() -> None:
    rows = (("Detained:", "held by the police"), ("Returned:", "sent home by plane"), ("Rescued:", "brought to land"))

    def draw(canvas: Canvas) -> None:
        for k, (name, meaning) in enumerate(rows):
            canvas.drawString(LEFT, TOP - 14 * k, name)
            canvas.drawString(LEFT + 120, TOP - 14 * k, meaning)

    text = one_line(read(drawn(draw)).text)
    assert [f"{name} {meaning}" in text for name, meaning in rows] == [True] * 3


# Tables.

ROWS = [
    ["Country", "Arrivals", "", "Share"],
    ["", "2022", "2023", ""],
    ["Guatemala", "1,234", "1,500", "12.5%"],
    ["Honduras", "980", "-", "8%"],
    ["Democratic Republic\nof the Congo", "12", "15", "0.1%"],
    ["Total", "2,226", "1,515", "100%"],
]
AS_TEXT = """Table 1: Apprehensions by nationality
Country | Arrivals 2022 | Arrivals 2023 | Share
Guatemala | 1,234 | 1,500 | 12.5%
Honduras | 980 | - | 8%
Democratic Republic of the Congo | 12 | 15 | 0.1%
Total | 2,226 | 1,515 | 100%"""
CENTRED, RULED = ("ALIGN", (1, 0), (2, 0), "CENTER"), ("GRID", (0, 0), (-1, -1), 0.5, colors.black)
SPAN, RIGHT = ("SPAN", (1, 0), (2, 0)), ("ALIGN", (1, 1), (-1, -1), "RIGHT")
STYLES = {"plain": [SPAN, CENTRED], "ruled": [SPAN, CENTRED, RULED], "numbers to the right": [SPAN, CENTRED, RIGHT]}


def story(style: list[Any], before: str = SAID, behind: str = "The ministry counted them.") -> list[Flowable]:
    caption = Paragraph("Table 1: Apprehensions by nationality", BODY)
    return [Paragraph(before, BODY), Spacer(1, 14), caption, Table(ROWS, style=style), Paragraph(behind, BODY)]


@pytest.mark.parametrize("style", STYLES)
def test_r19_a_table_s_rows_keep_their_countries(style: str) -> None:
    assert blocks(built(story(STYLES[style]))) == [SAID, AS_TEXT, "The ministry counted them."]


def test_r19_a_table_within_a_column_of_text() -> None:
    said = " ".join([SAID] * 12)
    content = [*story(STYLES["plain"], said, said), *(Paragraph(said, BODY) for _ in range(9))]
    found = blocks(built(content, columns=2))
    assert found[:2] == [said, AS_TEXT]
    assert " ".join(found[2:]) == " ".join([SAID] * 120)


def placed(rows: list[list[str]], widths: list[float], top: float, size: float = 12) -> Callable[[Canvas], None]:
    """A table as browsers print it: each cell begun anew at its column's left, however near the one before ends."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", size)
        for k, row in enumerate(rows):
            x = LEFT
            for said, width in zip(row, widths, strict=True):
                canvas.drawString(x, top - 16.5 * k, said)
                x += width

    return draw


def drawing(*parts: Callable[[Canvas], None]) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        for part in parts:
            part(canvas)

    return draw


def test_cells_that_nearly_touch_are_parted() -> None:
    rows = [
        ["Sector", "Oct 2023", "Nov 2023"],
        ["Rio Grande Valley", "38,211", "1,042,952"],
        ["El Paso del Norte", "1,055,224", "64,637"],
        ["San Diego", "1,012,300", "500"],
    ]
    widths = [max(pdfmetrics.stringWidth(row[k], "Times-Roman", 12) for row in rows) + 3 for k in range(3)]
    said = "The border agency published the tables of its sectors on Tuesday, and they are as follows."
    document = read(drawn(drawing(lines(said, size=12), placed(rows, widths, TOP - 60))))
    assert document.text == "\n\n".join([said, "\n".join(" | ".join(row) for row in rows)])


def test_words_that_are_begun_anew_within_a_sentence_stay_together() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 12)
        x = LEFT
        for said in ("The police of ", "Mexico", " detained 91,", "000", " migrants in the ", "month of May."):
            canvas.drawString(x, TOP, said)
            x += canvas.stringWidth(said)

    assert read(drawn(draw)).text == "The police of Mexico detained 91,000 migrants in the month of May."


def test_two_tables_below_each_other_have_captions_and_columns_of_their_own() -> None:
    first = [["Nationality", "2022", "2023"], ["Egypt", "15,500", "11,000"], ["Tunisia", "12,900", "13,900"]]
    second = [["Country of origin", "2022", "2023"], ["Syria", "71.0", "102.9"], ["Turkey", "23.9", "61.2"]]
    captions = ("Sea arrivals in Italy, by nationality", "Asylum applications in Germany (thousands)")

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 12)
        canvas.drawString(LEFT + 5, TOP, captions[0])
        canvas.drawString(LEFT + 5, TOP - 80, captions[1])

    content = drawn(drawing(draw, placed(first, [80, 55, 40], TOP - 20), placed(second, [110, 45, 40], TOP - 100)))
    wanted = [
        "\n".join([caption, *(" | ".join(row) for row in rows)])
        for caption, rows in zip(captions, (first, second), strict=True)
    ]
    assert blocks(content) == wanted


@pytest.mark.parametrize("aside", [0, 40])
def test_years_over_several_columns_are_given_for_each(aside: int) -> None:
    names = ["Country", "Arrivals", "Returns", "Arrivals", "Returns"]
    rows = [names, ["Guatemala", "1,234", "567", "2,345", "678"], ["Honduras", "1,111", "12", "2,222", "13"]]

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 12)
        canvas.drawString(LEFT + 80 + aside, TOP, "2022")
        canvas.drawString(LEFT + 200 + aside, TOP, "2023")

    heads = "Country | 2022 Arrivals | 2022 Returns | 2023 Arrivals | 2023 Returns"
    content = drawn(drawing(draw, placed(rows, [80, 60, 60, 60, 60], TOP - 16.5)))
    assert read(content).text.splitlines() == [heads, *(" | ".join(row) for row in rows[1:])]


def test_a_caption_s_second_line_is_no_heading() -> None:
    rows = [["Country", "2022", "2023"], ["Egypt", "15,500", "11,000"], ["Tunisia", "12,900", "13,900"]]

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 12)
        canvas.drawCentredString(LEFT + 105, TOP, "Table 1. Arrivals at the border by")
        canvas.drawCentredString(LEFT + 105, TOP - 13.5, "nationality")

    text = read(drawn(drawing(draw, placed(rows, [80, 80, 60], TOP - 32)))).text
    assert text.splitlines() == ["Table 1. Arrivals at the border by nationality", *(" | ".join(row) for row in rows)]


def test_names_of_groups_of_rows_are_rows_and_the_headings_stay() -> None:
    rows = [
        ["Nationality", "Men", "Women"],
        ["2022", "", ""],
        ["Egypt", "12,000", "500"],
        ["Tunisia", "10,000", "900"],
        ["2023", "", ""],
        ["Egypt", "9,000", "400"],
    ]
    text = read(drawn(placed(rows, [80, 60, 60], TOP))).text
    assert text.splitlines() == [" | ".join(row).strip() for row in rows]


def test_a_group_s_name_across_the_columns_does_not_end_its_table() -> None:
    rows = [["Country", "2022", "2023"], ["Egypt", "15,500", "11,000"], ["", "", ""], ["Syria", "71", "102"]]

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 12)
        canvas.drawString(LEFT, TOP - 33, "Europe and western Asia")

    text = read(drawn(drawing(placed(rows, [80, 55, 40], TOP), draw))).text
    assert "\n\n" not in text
    assert text.endswith("Syria | 71 | 102")


LIST = "In May the following were counted at the border:"
NO_TABLES = [
    (
        "a contents list",
        ["Arrivals ........ 12", "Returns ......... 14", "Deaths .......... 19", "Notes ........... 30"],
    ),
    ("numbered lines", ["1.  Mexico detained migrants.", "2.  Guards rescued people.", "3.  Others died in May."]),
]


@pytest.mark.parametrize(("case", "said"), table(NO_TABLES))
def test_what_is_no_table(case: str, said: list[str]) -> None:
    text = read(drawn(lines(LIST, *said))).text
    assert "|" not in text, case
    assert [line in text.split("\n\n") for line in map(one_line, said)] == [True] * len(said)


def test_bullets_are_lines_of_their_own() -> None:
    said = (
        "Guards rescued 40 people",
        "One person died in the first week of May on the way to the island, where many land every year",
    )
    content = [Paragraph(LIST, BODY), *(Paragraph(one, BODY, bulletText="•") for one in said)]
    assert blocks(built(content)) == [LIST, *(f"• {one}" for one in said)]


# What a file says of itself.

TITLES = [
    ("Border report 2023", "Border report 2023"),
    ("untitled", "Arrivals in June"),
    ("Microsoft Word - report_final.docx", "Arrivals in June"),
    ("report.indd", "Arrivals in June"),
    ("", "Arrivals in June"),
    ("A\n title  of two lines", "A title of two lines"),
]


@pytest.mark.parametrize(("stated", "wanted"), table(TITLES))
def test_titles(stated: str, wanted: str) -> None:
    document = read(report("Arrivals in June", [SAID], title=stated))
    assert (document.title, document.publisher, document.published) == (wanted, "", None)


def test_a_title_in_letters_of_the_text_s_size_is_none() -> None:
    assert read(report("", [SAID, "Guards rescued 40 people."])).title == ""


def described(said: str) -> bytes:
    xmp = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/">{said}</rdf:Description></rdf:RDF></x:xmpmeta>'
    )
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(report("", [SAID]))))
    writer.xmp_metadata = xmp.encode()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


DAY = "<prism:publicationDate>{}</prism:publicationDate>"
DESCRIBED = [
    (DAY.format("2021-06-08"), "2021-06-08", 0),
    ("<dc:date><rdf:Seq><rdf:li>2021-06-08</rdf:li></rdf:Seq></dc:date>", "2021-06-08", 0),
    (DAY.format("soon"), None, 1),
    ("", None, 0),
]


@pytest.mark.parametrize(("said", "published", "warned"), table(DESCRIBED))
def test_a_date_of_publication_counts_only_where_it_is_stated(said: str, published: str | None, warned: int) -> None:
    publisher = "<dc:publisher><rdf:Bag><rdf:li>IOM</rdf:li></rdf:Bag></dc:publisher>"
    document = read(described(said + publisher))
    assert (document.published, document.publisher, len(document.warnings)) == (published, "IOM", warned)


def test_the_library_is_named_with_its_version() -> None:
    assert re.fullmatch(r"pypdf 7\.\d+\.\d+", pdf.version())


# Bombs.

FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</Font<</F1 5 0 R>>/XObject<</X %d 0 R>>>>"
FLATE = b"/Filter/FlateDecode"
CODES = (
    b"1 begincodespacerange\n<00000000> <FFFFFFFF>\nendcodespacerange\n"
    b"1 beginbfrange\n<00000000> <FFFFFFFF> <0000>\nendbfrange"
)
HOW_MUCH = 10 if LONG else 1


def nested() -> bytes:
    forms = {f"n{6 + k}": stream(b"/X Do " * 10 if k < 7 else papers.SAID, FORM % (7 + k)) for k in range(8)}
    return page(stream(b"/X Do " * 10), b"/XObject<</X 6 0 R>>", **forms)


def packed(content: bytes) -> bytes:
    return page(stream(zlib.compress(content), FLATE))


def many_pages(count: int, content: bytes) -> bytes:
    numbers = range(10, 10 + count)
    each = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
    kids = b" ".join(b"%d 0 R" % number for number in numbers)
    objects = {1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count)}
    return raw({**objects, 4: stream(zlib.compress(content), FLATE), 5: papers.FONT, **dict.fromkeys(numbers, each)})


def scattered(count: int) -> bytes:
    chance = random.Random(1)  # noqa: S311 - the same each time
    return b"".join(
        b"/F1 %d Tf 1 0 0 1 %d %d Tm (%d) Tj "
        % (chance.choice((2, 6, 10)), chance.randrange(590), chance.randrange(840), k)
        for k in range(count)
    )


def coded() -> bytes:
    font = papers.FONT[:-2] + b"/ToUnicode 6 0 R>>"
    return page(stream(papers.SAID), n6=stream(CODES), n7=font).replace(b"/F1 5 0 R", b"/F1 7 0 R")


BOMBS: dict[str, Callable[[], bytes]] = {
    "1 GB of white space": lambda: page(stream(papers.packed(b" " * 10**6, 50 if not LONG else 1_000), FLATE)),
    "4 GB packed twice": lambda: page(
        stream(zlib.compress(papers.packed(b" " * 10**6, 40 * HOW_MUCH**2)), b"/Filter[/FlateDecode/FlateDecode]")
    ),
    "a form that draws itself": lambda: page(
        stream(b"/X Do"), b"/XObject<</X 6 0 R>>", n6=stream(papers.SAID + b"/X Do /X Do", FORM % 6)
    ),
    "10^8 forms within forms": nested,
    "4 G characters in a table": coded,
    "a million arrays within each other": lambda: page(stream(papers.SAID + b"[" * 10**6)),
    "a million arrays in the page": lambda: page(stream(papers.SAID), b"/X " + b"[" * 10**6),
    "a million dictionaries": lambda: raw({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</A " * 10**6}),
    "1.2 million words": lambda: packed(b"BT /F1 12 Tf 72 720 Td " + b"(a) Tj\n" * 12_000 * HOW_MUCH**2),
    "a page of scattered words": lambda: packed(b"BT " + scattered(3_900 * HOW_MUCH)),
    "a string of 16 MB": lambda: packed(b"BT /F1 12 Tf 72 720 Td (" + b"a " * 80_000 * HOW_MUCH**2 + b") Tj"),
    "pages without end": lambda: many_pages(300 * HOW_MUCH, b"BT /F1 9 Tf 9 9 Td " + b"(a b) Tj " * 300 * HOW_MUCH**2),
}  # fmt: skip
READER = """
import resource, sys
import clock
resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))
from extract.readers import pdf
from extract.readers.errors import DocumentError
def read(raw):
    try:
        (found,) = pdf.documents(raw, "a.pdf", "a", print)
        return " ".join(("read", str(len(found.text)), *found.warnings))
    except DocumentError as error:
        return str(error)
raw = sys.stdin.buffer.read()
said, turns = clock.measured(lambda: read(raw))
print(said)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, turns, file=sys.stderr)
"""


@pytest.mark.parametrize("bomb", BOMBS)
def test_r16_bombs_are_clean_within_20_seconds_and_1_gigabyte(bomb: str) -> None:
    """The process that reads holds the yardstick to itself."""
    paths = {"PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "tests")))}
    command, env = [sys.executable, "-c", READER], {**os.environ, **paths}
    done = subprocess.run(command, input=BOMBS[bomb](), capture_output=True, cwd=ROOT, env=env, check=False)
    assert re.fullmatch(rb"(?:a\.pdf: [^\n]+|read \d+[^\n]*)\n", done.stdout), done.stderr
    megabytes, turns = map(float, done.stderr.split())
    assert megabytes < 1024
    assert turns < 20 * clock.A_SECOND


# Passwords, scans, damaged files.


def locked(algorithm: str, user: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(report("", [SAID]))))
    try:
        writer.encrypt(user, "owner", algorithm=algorithm)
        out = io.BytesIO()
        writer.write(out)
    except pypdf.errors.DependencyError:
        lacking("PDFs encrypted with AES need the package cryptography")
    return out.getvalue()


ALGORITHMS = ["RC4-40", "RC4-128", "AES-128", "AES-256-R5", "AES-256"]


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_r17_a_password_is_asked_for(algorithm: str) -> None:
    assert refused(locked(algorithm, "secret")) == "a.pdf: it needs a password: save it without one and give that"


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_r17_an_empty_password_opens_the_file(algorithm: str) -> None:
    assert read(locked(algorithm, "")).text == SAID


@pytest.mark.parametrize(
    "method", [b"/V 4/R 4/CF<</StdCF<</CFM/AESV2/Length 16>>>>/StmF/StdCF/StrF/StdCF", b"/V 5/R 5"]
)
def test_r17_a_password_is_asked_for_whatever_is_installed(method: bytes) -> None:
    said = b"<</Filter/Standard%s/Length 128/P -4/O<%s>/U<%s>>>" % (method, b"ab" * 48, b"cd" * 48)
    content = page(stream(papers.SAID), n6=said)
    content = content.replace(b"/Root 1 0 R", b"/Root 1 0 R/Encrypt 6 0 R/ID[<00><00>]")
    assert re.search("needs a password|the package cryptography is missing", refused(content))


def scan(canvas: Canvas) -> None:
    from PIL import Image

    canvas.drawInlineImage(Image.new("L", (20, 20), 200), 50, 50, 400, 600)


def blank(canvas: Canvas) -> None:
    canvas.line(LEFT, TOP, 500, TOP)


def words(canvas: Canvas) -> None:
    canvas.drawString(LEFT, TOP, SAID)


def test_r18_a_scan_needs_ocr() -> None:
    assert refused(drawn(scan)) == "a.pdf: no text layer: needs OCR (for example ocrmypdf)"
    assert refused(drawn(blank)) == "a.pdf: no text layer: needs OCR (for example ocrmypdf)"


def test_r18_pages_without_text_are_named_but_for_blank_ones() -> None:
    document = read(drawn(words, scan, blank, scan, scan, words))
    assert document.warnings == ("pages 2, 4-5 have no text layer: their figures are missing (needs OCR)",)
    assert document.text == f"{SAID}\n\n{SAID}"
    assert document.pages == (0, *[len(SAID) + 2] * 5)
    assert read(drawn(scan, words)).warnings == ("page 1 has no text layer: its figures are missing (needs OCR)",)


def picture(across: float, *said: str) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        from PIL import Image

        canvas.drawInlineImage(Image.new("L", (20, 20), 200), 0, 0, papers.WIDTH, across * papers.HEIGHT)
        for k, line in enumerate(said):
            canvas.drawString(LEFT, 20 + 14 * k, line)

    return draw


def test_r18_a_scan_that_is_only_signed_needs_ocr() -> None:
    document = read(drawn(picture(1, "Scanned by a machine")))
    assert document.text == "Scanned by a machine"
    assert document.warnings == ("page 1 is a picture with hardly any text: its figures are missing (needs OCR)",)
    assert read(drawn(picture(0.4, "Scanned by a machine"))).warnings == ()
    assert read(drawn(picture(1, SAID, SAID.replace("Mexico", "Turkey"), "Guards rescued 40."))).warnings == ()


def test_r18_letters_that_the_file_does_not_name_need_ocr() -> None:
    font = b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[7 0 R]>>"
    inner = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/DW 500>>"
    content = page(stream(b"BT /F1 12 Tf 72 700 Td <00120034> Tj ET"), n6=font, n7=inner)
    said = refused(content.replace(b"/F1 5 0 R", b"/F1 6 0 R"))
    assert said == "a.pdf: it does not say which letters its signs are: needs OCR (for example ocrmypdf)"


NOISE = random.Random(1).randbytes(5_000)  # noqa: S311 - the same each time
GARBAGE = [
    ("nothing", b""),
    ("noise", NOISE),
    ("text", b"Mexico detained 91,000 migrants."),
    ("a beginning alone", b"%PDF-1.7\n"),
    ("noise behind a beginning", b"%PDF-1.7\n" + NOISE),
]


@pytest.mark.parametrize(("case", "content"), table(GARBAGE))
def test_r18_garbage_is_refused(case: str, content: bytes) -> None:
    assert re.search("no PDF file|damaged or cut|cannot be (?:read|opened) as a PDF", refused(content)), case


WHOLE = report("Counts", [f"In {k} Mexico detained {k * 37} people." for k in range(1, 200)], title="Counts")


def sentences(document: Document) -> list[str]:
    return re.findall(r"In \d+ Mexico detained \d+ people\.", document.text)


DAMAGED = "the file is damaged or cut: pages or parts of them may be missing; get it again"


@pytest.mark.parametrize("share", [0.5, 0.7, 0.9, 0.999])
def test_r18_what_is_left_of_a_cut_file_is_read_with_a_warning(share: float) -> None:
    whole, document = read(WHOLE), read(WHOLE[: int(share * len(WHOLE))])
    assert whole.warnings == ()
    assert DAMAGED in document.warnings
    assert 500 < len(document.text) <= len(whole.text)
    assert set(sentences(document)) <= set(sentences(whole))


def test_r18_a_file_whose_list_of_pages_is_gone_is_read_with_a_warning() -> None:
    document = read(re.sub(rb"/Type /Pages", b"/Type /Pagoo", WHOLE).replace(b"/Kids", b"/Kid_"))
    assert document.warnings == (DAMAGED,)
    assert document.text == read(WHOLE).text


def test_one_broken_page_is_named_and_the_others_are_read() -> None:
    content = many_pages(3, papers.SAID).replace(b"/Contents 4 0 R", b"/Contents 9 0 R", 1)
    broken = b"9 0 obj\n" + stream(b"no Flate" * 9, FLATE) + b"\nendobj\n"
    at = content.index(b"10 0 obj")
    document = read(content[:at] + broken + content[at:])
    assert document.text == f"{SAID}\n\n{SAID}"
    assert "page 1 is damaged: parts of the text may be missing; get the file again" in document.warnings


def test_nothing_is_said_on_the_terminal(capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for content in (WHOLE[: len(WHOLE) // 2], coded(), page(stream(b"BT /F9 12 Tf (a) Tj"))):
        tried(content)
    assert capfd.readouterr() == ("", "")
    assert [record for record in caplog.records if record.name.startswith("pypdf")] == []
    assert logging.getLogger("pypdf").level == logging.NOTSET


# Hypothesis.

ANY = settings(max_examples=1_000 if LONG else 100, deadline=None)


@ANY
@given(st.binary(max_size=500))
def test_r48_any_bytes(content: bytes) -> None:
    tried(content)
    tried(b"%PDF-1.7\n" + content)
    tried(page(stream(content)))


SMALL = report("Counts", [SAID] * 3, pageCompression=0)


@ANY
@given(st.lists(st.tuples(st.integers(0, len(SMALL) - 1), st.integers(0, 255)), max_size=12))
def test_r48_a_file_with_changed_bytes(changes: list[tuple[int, int]]) -> None:
    content = bytearray(SMALL)
    for at, byte in changes:
        content[at] = byte
    tried(bytes(content))


PARTS = (
    b"BT", b"ET", b"q", b"Q", b"cm", b"Tf", b"Td", b"TD", b"Tm", b"T*", b"Tj", b"TJ", b"'", b'"', b"Tc", b"Tw", b"Tz",
    b"TL", b"Ts", b"Do", b"BI", b"ID", b"EI", b"/F1", b"/X", b"12", b"-3.5", b"0", b"1e9", b"99999999999", b"(Mali)",
    b"(1,234)", b"(a (", b"\\)", b"<4D61>", b"<<", b">>", b"[", b"]", b"(12) -250 (b)", b"%",
)  # fmt: skip


@ANY
@given(st.lists(st.sampled_from(PARTS), max_size=60))
def test_r48_any_order_of_operators(parts: list[bytes]) -> None:
    form = stream(b" ".join(parts[::2]), FORM % 6)
    tried(page(stream(b"BT /F1 10 Tf " + b" ".join(parts)), b"/XObject<</X 6 0 R>>", n6=form))


PLACED = st.tuples(
    st.integers(0, 590),
    st.integers(0, 840),
    st.sampled_from((4, 8, 10, 10, 18)),
    st.sampled_from(("1,234", "Mali", "-", "a1b2", "the police of the border said that")),
)


@ANY
@given(st.lists(PLACED, max_size=60))
def test_r48_words_anywhere_on_pages_are_all_read(placed: list[tuple[int, int, int, str]]) -> None:
    def draw(canvas: Canvas) -> None:
        for x, y, size, said in placed:
            canvas.setFont("Helvetica", size)
            canvas.drawString(x, y, said)

    for document in tried(drawn(draw)):
        for said in {said for *_, said in placed if said[0].isalpha()}:
            assert said.split(" ")[0] in document.text


def test_it_says_at_each_page_that_it_goes_on() -> None:
    told: list[None] = []
    content = report("Counts", [f"In {year} Mexico counted {year} people at its border." for year in range(1900, 2000)])
    (document,) = pdf.documents(content, "a.pdf", "a", pytest.fail, lambda: told.append(None))
    assert len(told) == len(document.pages) > 1
