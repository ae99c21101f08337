"""Word files: body, tables, notes, headers, footers and boxes as text; bombs and broken files refused at once."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from xml.sax.saxutils import escape

import clock
import docx as writer
import pytest
import reading
from docx.shared import Pt
from examples import table
from hypothesis import given, settings
from hypothesis import strategies as st

import extract
from extract.claim import Document
from extract.readers import docx

ROOT = Path(__file__).parent.parent
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SAID = "Mexico detained 91,000 migrants."
LONG = bool(os.environ.get("LONG_TESTS"))


read = partial(reading.document, docx.documents, "a.docx")
refused = partial(reading.refusal, docx.documents, "a.docx")
tried = partial(reading.tried, docx.documents, "a.docx")


def saved(paper: writer.document.Document) -> bytes:
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def zipped(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def links(**targets: str) -> str:
    said = "".join(
        f'<Relationship Id="r{k}" Type="{KINDS}/{kind}" Target="{target}"/>'
        for k, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{said}</Relationships>'


def body(content: str, **parts: str) -> bytes:
    """A Word file with the body given as XML; footnotes, header1 … as parts of their own."""
    root = f'xmlns:w="{W}" xmlns:mc="{MC}"'
    files: dict[str, str | bytes] = {
        "_rels/.rels": links(officeDocument="word/document.xml"),
        "word/document.xml": f"<w:document {root}><w:body>{content}</w:body></w:document>",
        "word/_rels/document.xml.rels": links(**{name.rstrip("12"): f"{name}.xml" for name in parts}),
    }
    files.update(
        {
            f"word/{name}.xml": f"<w:{name.rstrip('12')} {root}>{said}</w:{name.rstrip('12')}>"
            for name, said in parts.items()
        }
    )
    return zipped(files)


def p(said: str) -> str:
    return f"<w:p><w:r><w:t xml:space='preserve'>{escape(said)}</w:t></w:r></w:p>"


# What is read of a paragraph's runs.

RUNS = [
    ("plain", "<w:r><w:t>Forty fled.</w:t></w:r>", "Forty fled."),
    ("a word in two runs", "<w:r><w:t>Mex</w:t></w:r><w:r><w:t>ico</w:t></w:r>", "Mexico"),
    ("a tab", "<w:r><w:t>Syria</w:t><w:tab/><w:t>12</w:t></w:r>", "Syria\t12"),
    ("a line's end", "<w:r><w:t>Syria</w:t><w:br/><w:t>Mali</w:t></w:r>", "Syria\nMali"),
    ("a hyphen that does not break", "<w:r><w:t>20</w:t><w:noBreakHyphen/><w:t>year</w:t></w:r>", "20\u2011year"),
    ("a soft hyphen", "<w:r><w:t>appre</w:t><w:softHyphen/><w:t>hended</w:t></w:r>", "apprehended"),
    ("a sign by its number", '<w:r><w:sym w:font="Arial" w:char="20AC"/><w:t>5</w:t></w:r>', "€5"),
    ("a sign of a font's own", '<w:r><w:sym w:font="Symbol" w:char="F0B7"/><w:t> 5</w:t></w:r>', "• 5"),
    ("inserted", '<w:ins w:id="1"><w:r><w:t>Forty</w:t></w:r></w:ins><w:r><w:t> fled.</w:t></w:r>', "Forty fled."),
    ("deleted", '<w:del w:id="1"><w:r><w:delText>Fifty</w:delText></w:r></w:del><w:r><w:t>12</w:t></w:r>', "12"),
    ("moved away", "<w:moveFrom><w:r><w:t>Fifty</w:t></w:r></w:moveFrom><w:r><w:t>12</w:t></w:r>", "12"),
    ("moved here", "<w:moveTo><w:r><w:t>Fifty</w:t></w:r></w:moveTo>", "Fifty"),
    ("a link", "<w:hyperlink><w:r><w:t>the report</w:t></w:r></w:hyperlink>", "the report"),
    ("a content control", "<w:sdt><w:sdtContent><w:r><w:t>Mali</w:t></w:r></w:sdtContent></w:sdt>", "Mali"),
    ("hidden", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r><w:r><w:t>seen</w:t></w:r>", "seen"),
    ("not hidden after all", '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>seen</w:t></w:r>', "seen"),
    (
        "a field's value, not its code",
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>=SUM(ABOVE)</w:instrText>'
        '<w:fldChar w:fldCharType="separate"/><w:t>1,234</w:t><w:fldChar w:fldCharType="end"/></w:r>',
        "1,234",
    ),
    (
        "a page's number",
        '<w:r><w:t>Page</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/><w:instrText> PAGE </w:instrText>'
        '<w:fldChar w:fldCharType="separate"/><w:t>7</w:t><w:fldChar w:fldCharType="end"/></w:r>',
        "Page",
    ),
    ("a simple field", '<w:fldSimple w:instr="PAGE"><w:r><w:t>7</w:t></w:r></w:fldSimple><w:r><w:t>A</w:t></w:r>', "A"),
    (
        "a raised number",
        '<w:r><w:t>91,000</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>3</w:t></w:r>',
        "91,000[3]",
    ),
    (
        "a unit's power",
        '<w:r><w:t>5 km</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>',
        "5 km²",
    ),
    (
        "a note behind millions",
        '<w:r><w:t>$4.2m</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>3</w:t></w:r>',
        "$4.2m[3]",
    ),
    (
        "the newer of two forms",
        "<w:r><mc:AlternateContent><mc:Choice><w:t>new</w:t></mc:Choice><mc:Fallback><w:t>old</w:t></mc:Fallback>"
        "</mc:AlternateContent></w:r>",
        "new",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("case", "runs", "wanted"), table(RUNS))
def test_runs(case: str, runs: str, wanted: str) -> None:
    assert read(body(f"<w:p>{runs}</w:p>")).text == wanted, case


def test_the_strict_form_is_read_too() -> None:
    raw = zipped(
        {
            "_rels/.rels": links(officeDocument="word/document.xml"),
            "word/document.xml": '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main">'
            f"<w:body>{p(SAID)}</w:body></w:document>",
        }
    )
    assert read(raw).text == SAID


def test_a_footnote_does_not_run_into_the_number_before_it() -> None:
    note = '<w:footnote w:id="{}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>{}</w:t></w:r></w:p></w:footnote>'
    raw = body(
        '<w:p><w:r><w:t>Mexico detained 91,000</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
        "<w:r><w:t> migrants.</w:t></w:r></w:p>",
        footnotes='<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        + note.format(2, "Of these, 4,200 were children."),
    )
    document = read(raw)
    assert document.text == "Mexico detained 91,000[1] migrants.\n\n[1] Of these, 4,200 were children."
    assert [claim.written for claim in extract.find([Document(document.text)])] == ["91,000", "4,200"]


def test_a_footnote_stands_right_behind_the_paragraph_or_table_that_refers_to_it() -> None:
    def refers(said: str, kind: str, number: int) -> str:
        return f'<w:p><w:r><w:t>{said}</w:t></w:r><w:r><w:{kind}Reference w:id="{number}"/></w:r></w:p>'

    def note(kind: str, number: int, said: str) -> str:
        return f'<w:{kind} w:id="{number}">{p(said)}</w:{kind}>'

    grid = f"<w:tbl><w:tr>{cell('Mali')}<w:tc>{refers('1,234', 'footnote', 3)}</w:tc></w:tr></w:tbl>"
    raw = body(
        refers(SAID, "footnote", 2) + refers("Guards rescued 40 people.", "endnote", 2) + grid + p("One died."),
        footnotes=note("footnote", 2, "Of these, 4,200 were children.") + note("footnote", 3, "In May."),
        endnotes=note("endnote", 2, "Near Lesbos."),
    )
    assert read(raw).text.split("\n\n") == [
        f"{SAID}[1]",
        "[1] Of these, 4,200 were children.",
        "Guards rescued 40 people.[2]",
        "Mali | 1,234[3]",
        "[3] In May.",
        "One died.",
        "[2] Near Lesbos.",
    ]


FIELD = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>3</w:t></w:r></w:fldSimple>'
FEET = [
    ("Page 3 of 12", "", ""),
    ("3", "", ""),
    ("- 3 -", "", ""),
    ("3/12", "", ""),
    ("Report, June 12, page ", FIELD, ""),
    ("Page ", FIELD.replace(" PAGE ", "NUMPAGES \\* MERGEFORMAT"), ""),
    ("Greece counted 7,300 arrivals.", "", "Greece counted 7,300 arrivals."),
    ("2023", "", "2023"),
    ("2022/2023", "", "2022/2023"),
    ("12 people", "", "12 people"),
]


@pytest.mark.parametrize(("said", "field", "wanted"), table(FEET))
def test_page_numbers_of_heads_and_feet_are_left_out(said: str, field: str, wanted: str) -> None:
    foot = f"<w:p><w:r><w:t xml:space='preserve'>{said}</w:t></w:r>{field}</w:p>"
    for content in (foot, f"<w:tbl><w:tr>{cell('')}<w:tc>{foot}</w:tc></w:tr></w:tbl>"):
        lines = read(body(p(SAID), footer1=content)).text.removeprefix(SAID).split("|")
        assert lines[-1].strip() == wanted
    assert said.strip() in read(body(foot)).text, "only heads and feet have page numbers"


def test_a_text_box_is_read_once_behind_its_paragraph() -> None:
    box = f"<w:txbxContent>{p('Guards rescued 40 people.')}</w:txbxContent>"
    raw = body(
        f"<w:p><w:r><w:t>{SAID}</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert read(raw).text == f"{SAID}\n\nGuards rescued 40 people."


def cell(said: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(said)}</w:tc>"


def test_cells_that_span_are_given_for_each_column_and_row() -> None:
    span, start, more = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = [
        cell("Country", start) + cell("Arrivals", span),
        cell("", more) + cell("2022") + cell("2023"),
        cell("Mali") + cell("1,234") + cell("980"),
    ]
    raw = body("<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>")
    assert read(raw).text == "Country | Arrivals | Arrivals\nCountry | 2022 | 2023\nMali | 1,234 | 980"


def test_a_table_for_layout_is_read_as_text() -> None:
    said = " ".join([SAID] * 12)
    raw = body(f"<w:tbl><w:tr>{cell(said)}{cell(said)}</w:tr></w:tbl>")
    assert read(raw).text == f"{said}\n\n{said}"


def paper() -> writer.document.Document:
    made = writer.Document()
    made.core_properties.title = "Border report 2023"
    made.add_heading("Arrivals", 1)
    made.add_paragraph(SAID)
    for said in ("Guards rescued 40 people.", "One person died."):
        made.add_paragraph(said, style="List Bullet")
    made.add_paragraph("Apprehensions by nationality, 2023", style="Caption")
    grid = made.add_table(rows=2, cols=2)
    for k, said in enumerate(("Nationality", "People", "Guatemalans", "1,234")):
        grid.cell(k // 2, k % 2).text = said
    made.sections[0].header.paragraphs[0].text = "Turkey deported 5,100 migrants in May."
    made.sections[0].footer.paragraphs[0].text = "Greece counted 7,300 arrivals."
    made.add_section()
    made.paragraphs[0].runs[0].font.size = Pt(14)
    return made


def test_r21_numbers_of_tables_headers_and_footers_are_claims() -> None:
    document = read(saved(paper()))
    assert document.text.split("\n\n") == [
        "Arrivals",
        SAID,
        "• Guards rescued 40 people.",
        "• One person died.",
        "Apprehensions by nationality, 2023\nNationality | People\nGuatemalans | 1,234",
        "Turkey deported 5,100 migrants in May.",
        "Greece counted 7,300 arrivals.",
    ]
    assert (document.title, document.publisher, document.published, document.pages) == (
        "Border report 2023",
        "",
        None,
        (),
    )
    found = {claim.written for claim in extract.find([Document(document.text)])}
    assert {"91,000", "40", "1,234", "5,100", "7,300"} <= found


def test_a_caption_below_its_table_stands_above_it() -> None:
    made = writer.Document()
    made.add_paragraph(SAID)
    made.add_table(rows=1, cols=2).rows[0].cells[1].text = "12"
    made.add_paragraph("Arrivals by month", style="Caption")
    assert read(saved(made)).text == f"{SAID}\n\nArrivals by month\n| 12"


def test_the_title_is_the_first_paragraph_of_its_style_where_the_file_states_none() -> None:
    made = writer.Document()
    made.core_properties.title = ""
    made.add_heading("Border report", 0)
    made.add_paragraph(SAID)
    assert read(saved(made)).title == "Border report"


def test_a_title_can_be_written_whatever_signs_it_has() -> None:
    styles = '<w:style w:styleId="T"><w:name w:val="Title"/></w:style>'
    title = '<w:p><w:pPr><w:pStyle w:val="T"/></w:pPr><w:r><w:t>Raids</w:t><w:sym w:char="D800"/></w:r></w:p>'
    assert read(body(title, styles=styles)).title == "Raids\ufffd"


# Bombs and broken files.

DTD = '<!DOCTYPE w:document [<!ENTITY a "{}">]>'
LOL = (
    "<!DOCTYPE l ["
    + '<!ENTITY l0 "ha">'
    + "".join(f'<!ENTITY l{k} "{f"&l{k - 1};" * 10}">' for k in range(1, 10))
    + "]>"
)


def document(head: str, content: str) -> bytes:
    return zipped(
        {
            "_rels/.rels": links(officeDocument="word/document.xml"),
            "word/document.xml": f'{head}<w:document xmlns:w="{W}"><w:body>{content}</w:body></w:document>',
        }
    )


def large(unit: bytes, times: int, name: str = "word/document.xml") -> bytes:
    """A package with a part of a unit repeated, written without holding it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("_rels/.rels", links(officeDocument="word/document.xml"))
        with package.open(name, "w", force_zip64=True) as part:
            part.write(f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>'.encode())
            for _ in range(times):
                part.write(unit)
            part.write(b"</w:t></w:r></w:p></w:body></w:document>")
    return out.getvalue()


def many(count: int) -> bytes:
    return zipped({f"word/{k}.xml": "" for k in range(count)})


def lying(size: int) -> bytes:
    """A package whose list says that the document is small."""
    raw = bytearray(large(b" " * 1_000_000, 40))
    with zipfile.ZipFile(io.BytesIO(bytes(raw))) as package:
        true = package.getinfo("word/document.xml").file_size
    for at in [k for k in range(len(raw) - 4) if raw[k : k + 4] == true.to_bytes(4, "little")]:
        raw[at : at + 4] = size.to_bytes(4, "little")
    return bytes(raw)


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WHOLE = saved(paper())
NESTED = "<w:tbl><w:tr><w:tc>" * 20_000 + "</w:tc></w:tr></w:tbl>" * 20_000
BOMBS = [
    ("an external entity", lambda: document(DTD.format("x"), p("&a;")), "declares entities or a DTD"),
    ("a file's content", lambda: document(DTD.replace('"{}"', 'SYSTEM "file:///x"'), "<w:p>&a;</w:p>"), "declares"),
    ("a billion laughs", lambda: document(LOL, "<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>"), "declares entities or a DTD"),
    ("a DTD alone", lambda: document("<!DOCTYPE d>", p(SAID)), "declares entities or a DTD"),
    ("1 GB of text", lambda: large(b"a " * 500_000, 1_000 if LONG else 100), "too large when unpacked"),
    ("10 million paragraphs", lambda: large(b"<w:p/>" * 100_000, 100), "too large when unpacked"),
    ("5 million paragraphs", lambda: large(b"<w:p/>" * 100_000, 50), "too large when unpacked"),
    ("pictures of 1 GB", lambda: large(b" " * 10**6, 1_000 if LONG else 501, "word/a.png"), "grows too large"),
    ("100,000 parts", lambda: many(100_000 if LONG else 11_000), "grows too large"),
    ("a list that lies", lambda: lying(900_000), "cannot be unpacked"),
    ("20,000 nested tables", lambda: document("", NESTED), "within each other too deeply"),
    ("an old Word file", lambda: OLD + bytes(4096), "old Word file (.doc) or has a password"),
    ("half a file", lambda: WHOLE[: len(WHOLE) // 2], "no whole Word file"),
    ("a file without its last byte", lambda: WHOLE[:-23], "no whole Word file"),
    ("nothing", lambda: b"", "no whole Word file"),
    ("an empty package", lambda: zipped({}), "has no word/document.xml"),
    ("a spreadsheet", lambda: zipped({"_rels/.rels": links(officeDocument="xl/book.xml")}), "has no word/document"),
    ("no XML", lambda: zipped({"word/document.xml": "Forty fled."}), "word/document.xml is broken"),
    ("no text", lambda: body(""), "it holds no text; if its pages are pictures, it needs OCR"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "make", "said"), table(BOMBS))
def test_r20_bombs_and_broken_files_are_refused_at_once(case: str, make: Callable[[], bytes], said: str) -> None:
    raw = make()
    assert said in clock.within(clock.A_SECOND, lambda: refused(raw)), case


@pytest.mark.parametrize("comment", ["", "saved by hand"], ids=["no comment", "a comment"])
def test_r20_a_list_of_too_many_parts_is_not_read(comment: str, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = many(10_001)[:-2] + len(comment).to_bytes(2, "little") + comment.encode()
    monkeypatch.setattr(zipfile, "ZipFile", lambda *_: pytest.fail("the list was read"))
    assert "grows too large when unpacked" in refused(raw)


@pytest.mark.parametrize(("count", "said"), [(10_000, "it has no word/document.xml"), (10_001, "grows too large")])
def test_r20_a_list_whose_size_lies_is_counted_when_it_is_read(
    count: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second end of the list, which large packages have, tells the size; the first one says that it is empty."""
    monkeypatch.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", 100)
    raw = bytearray(many(count))
    assert raw[-22:-18] == b"PK\5\6"
    raw[-10:-6] = bytes(4)
    assert said in refused(bytes(raw))


def test_a_package_within_the_file_and_a_comment_count_for_nothing() -> None:
    out = io.BytesIO(WHOLE)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_STORED) as package:
        package.writestr("word/embeddings/a.zip", many(10_001))
        package.comment = b"PK\1\2" * 10_001
    assert read(out.getvalue()).text == read(WHOLE).text


def test_r20_names_that_lead_out_of_the_folder_write_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    raw = zipped(
        {
            "../../evil.txt": "x",
            "/evil.txt": "x",
            "_rels/.rels": links(officeDocument="../../word/document.xml"),
            "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{p(SAID)}</w:body></w:document>',
        }
    )
    assert read(raw).text == SAID
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_r20_the_largest_file_that_is_read_stays_within_a_gigabyte() -> None:
    """Text that does not repeat, near the limits, in a process of 1 GB."""
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))\n"
        "from extract.readers import docx\n"
        "from extract.readers.errors import DocumentError\n"
        "raw = sys.stdin.buffer.read()\n"
        "try: print(sum(len(d.text) for d in docx.documents(raw, 'a', 'a', print)))\n"
        "except DocumentError as error: print(error)\n"
    )
    count = 300_000 if LONG else 30_000
    said = "".join(p(f"{k * 7919 % 1_000_003} people fled in {k}.") for k in range(count))
    done = subprocess.run([sys.executable, "-c", code], input=body(said), capture_output=True, cwd=ROOT, check=False)
    assert done.stderr == b""
    assert int(done.stdout) > 20 * count


ANY = settings(max_examples=1_000 if LONG else 120, deadline=None)


@ANY
@given(st.binary(max_size=400))
def test_r48_any_bytes(raw: bytes) -> None:
    tried(raw)
    tried(b"PK\x03\x04" + raw)


SMALL = body(
    p(SAID) + f"<w:tbl><w:tr>{cell('Mali')}{cell('1,234')}</w:tr></w:tbl>",
    header1=p("Border report"), footnotes=f'<w:footnote w:id="2">{p("In May.")}</w:footnote>',
)  # fmt: skip


@ANY
@given(st.lists(st.tuples(st.integers(0, len(SMALL) - 1), st.integers(0, 255)), max_size=8))
def test_r48_a_file_with_changed_bytes(changes: list[tuple[int, int]]) -> None:
    """A file without much text: most of its bytes say how it is to be read."""
    raw = bytearray(SMALL)
    for at, byte in changes:
        raw[at] = byte
    tried(bytes(raw))


TAGS = (
    "w:p", "w:r", "w:t", "w:tbl", "w:tr", "w:tc", "w:tcPr", "w:gridSpan", "w:vMerge", "w:sdt", "w:ins", "w:fldChar",
    "w:footnoteReference", "w:txbxContent", "mc:AlternateContent", "mc:Fallback", "w:pPr", "w:numPr", "w:sym",
)  # fmt: skip
XML = st.recursive(
    st.sampled_from(("12", "Mali", "")),
    lambda inner: st.tuples(
        st.sampled_from(TAGS), st.sampled_from(("", "-1", "2", "99999999", "begin")), st.lists(inner)
    ).map(
        lambda said: (
            f'<{said[0]} w:val="{said[1]}" w:char="{said[1]}" w:fldCharType="{said[1]}">{"".join(said[2])}</{said[0]}>'
        )
    ),
    max_leaves=30,
)


@ANY
@given(XML)
def test_r48_any_order_of_word_s_own_elements(content: str) -> None:
    tried(body(content))
