"""PDF files for tests: drawn with reportlab, or written byte by byte where they are to be broken."""

from __future__ import annotations

import functools
import io
import zlib
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, FrameBreak, PageTemplate, Paragraph

BODY = ParagraphStyle("body", fontName="Times-Roman", fontSize=10, leading=12.5, spaceAfter=6)
HEAD = ParagraphStyle("head", fontName="Helvetica-Bold", fontSize=18, leading=22, spaceAfter=10)
NOTE = ParagraphStyle("note", parent=BODY, fontSize=8, leading=10)
WIDTH, HEIGHT = A4
LEFT, TOP, BOTTOM = 60.0, HEIGHT - 70, 60.0
GUTTER = 24.0


def report(
    heading: str,
    paragraphs: Iterable[str],
    *,
    columns: int = 1,
    style: ParagraphStyle = BODY,
    beside: Callable[[Canvas, Any], None] | None = None,
    **about: Any,
) -> bytes:
    """A report in columns below its heading; beside draws heads and feet on each page; about: title, author …"""
    story: list[Flowable] = [Paragraph(escape(heading), HEAD)] if heading else []
    if columns > 1 and heading:
        story.append(FrameBreak())
    story += [Paragraph(escape(said).replace("\n", "<br/>"), style) for said in paragraphs]
    return built(story, columns=columns, titled=bool(heading), beside=beside, **about)


def built(
    story: Sequence[Flowable],
    *,
    columns: int = 1,
    titled: bool = False,
    beside: Callable[[Canvas, Any], None] | None = None,
    **about: Any,
) -> bytes:
    """A PDF of flowables; in two columns the first page has a frame for the title over both."""
    out = io.BytesIO()
    wide, high = WIDTH - 2 * LEFT, TOP - BOTTOM
    paper = BaseDocTemplate(out, pagesize=A4, **about)
    each = (wide - GUTTER * (columns - 1)) / columns

    def frames(height: float) -> list[Frame]:
        left = [LEFT + k * (each + GUTTER) for k in range(columns)]
        return [Frame(x, BOTTOM, each, height, 0, 0, 0, 0) for x in left]

    over = [Frame(LEFT, TOP - 60, wide, 60, 0, 0, 0, 0)] if columns > 1 and titled else []
    drawn = beside or (lambda _canvas, _paper: None)
    first = PageTemplate(
        "first", over + frames(high - 70 if over else high), onPage=drawn, autoNextPageTemplate="later"
    )
    paper.addPageTemplates([first, PageTemplate("later", frames(high), onPage=drawn)])
    paper.build(list(story))
    return out.getvalue()


def drawn(*pages: Callable[[Canvas], None], **about: Any) -> bytes:
    """A PDF whose pages are drawn by functions of a reportlab canvas."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, **about)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def raw(objects: dict[int, bytes], trailer: bytes = b"") -> bytes:
    """A PDF of the objects given; number 1 is the catalogue."""
    out = b"%PDF-1.7\n"
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(out), max(objects) + 1
    entries = [b"%010d 00000 n \n" % places[k] if k in places else b"0000000000 65535 f \n" for k in range(size)]
    out += b"xref\n0 %d\n%s" % (size, b"".join(entries))
    return out + b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start)


def stream(data: bytes, about: bytes = b"") -> bytes:
    """A stream object."""
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(data), about, data)


FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"


def page(content: bytes, resources: bytes = b"", **more: bytes) -> bytes:
    """A PDF of one page with a content stream (an object's body) as object 4, the font F1 as 5, others from 6."""
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>%s>>>>" % resources,
        4: content,
        5: FONT,
    }
    objects.update({int(number.lstrip("n")): body for number, body in more.items()})
    return raw(objects)


def packed(unit: bytes, times: int) -> bytes:
    """zlib's form of a unit repeated, packed once: behind a full flush it is the same bytes each time."""
    press = zlib.compressobj(9)
    head, piece = (press.compress(said) + press.flush(zlib.Z_FULL_FLUSH) for said in (b"", unit))
    check = functools.reduce(lambda before, _: zlib.adler32(unit, before), range(times), zlib.adler32(b""))
    return head + piece * times + b"\x03\x00" + check.to_bytes(4, "big")


SAID = b"BT /F1 12 Tf 72 720 Td (Mexico detained 91,000 migrants.) Tj ET\n"
