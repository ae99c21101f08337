"""Documents -> the bytes of files in every format that is read, the same each time; and files that cannot be read."""

from __future__ import annotations

import csv
import hashlib
import html
import io
import json
import zipfile
from collections.abc import Callable, Sequence
from email.message import EmailMessage
from typing import Any, NamedTuple

from extract.claim import Document

_FIELDS = ("document_id", "title", "publisher", "published", "url", "language", "text")
_EPOCH = (1980, 1, 1, 0, 0, 0)
Documents = Sequence[Document]


class Format(NamedTuple):
    """How a file's name ends, what writes its bytes, and whether it holds several documents."""

    ending: str
    write: Callable[[Documents], bytes]
    several: bool = False


class Broken(NamedTuple):
    """How the name ends of a file that cannot be read, and what writes its bytes, which differ by name."""

    ending: str
    write: Callable[[str], bytes]


def western(text: str) -> bool:
    """Whether all signs stand in Windows-1252, and so in every encoding and font that is written here."""
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def _row(document: Document) -> dict[str, str]:
    return {name: getattr(document, name) or "" for name in _FIELDS}


def _text(encoding: str, end: str = "\n") -> Callable[[Documents], bytes]:
    def write(documents: Documents) -> bytes:
        return (documents[0].text.replace("\n", end) + end).encode(encoding)

    return write


def _markdown(documents: Documents) -> bytes:
    keys = [f"{key}: {value}" for key, value in _row(documents[0]).items() if key not in ("document_id", "text")]
    return "\n".join(["---", *keys, "---", "", documents[0].text, ""]).encode()


def _page(documents: Documents) -> bytes:
    """An article page as a site has it: menus, metadata, links to others, a footer."""
    document = documents[0]
    said = {key: html.escape(value) for key, value in _row(document).items()}
    body = "\n".join(f"<p>{html.escape(part)}</p>" for part in document.text.split("\n\n"))
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{said["title"]} | {said["publisher"]}</title>
<link rel="canonical" href="{said["url"]}"><meta property="og:type" content="article">
<meta property="og:title" content="{said["title"]}"><meta property="og:site_name" content="{said["publisher"]}">
<meta property="og:url" content="{said["url"]}">
<meta property="article:published_time" content="{said["published"]}T06:30:00+00:00"></head><body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li>
<li><a href="/sport">Sport</a></li></ul></nav></header>
<main><article><h1>{said["title"]}</h1><p class="byline">By our correspondent</p>
{body}
</article></main><aside><h2>More news</h2><ul><li><a href="/a">Weather for the weekend</a></li>
<li><a href="/b">What is on this week</a></li></ul></aside>
<footer><p>© {said["publisher"]}. All rights reserved.</p></footer></body></html>
""".encode()


def _pdf(columns: int) -> Callable[[Documents], bytes]:
    def write(documents: Documents) -> bytes:
        from reportlab.lib.pagesizes import A4
        from reportlab.lib.styles import getSampleStyleSheet
        from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

        document, raw = documents[0], io.BytesIO()
        width, height = A4[0] - 100, A4[1] - 100
        each = (width - 20 * (columns - 1)) / columns
        frames = [Frame(50 + i * (each + 20), 50, each, height) for i in range(columns)]
        pdf = BaseDocTemplate(
            raw, pagesize=A4, invariant=1, title=document.title, author=document.publisher,
            pageTemplates=[PageTemplate(frames=frames)],
        )  # fmt: skip
        styles = getSampleStyleSheet()
        body = [Paragraph(html.escape(part, quote=False), styles["BodyText"]) for part in document.text.split("\n\n")]
        pdf.build([Paragraph(html.escape(document.title, quote=False), styles["Heading2"]), *body])
        return raw.getvalue()

    return write


def _word(documents: Documents) -> bytes:
    import datetime as dt

    import docx

    document, raw = documents[0], io.BytesIO()
    file = docx.Document()
    day = dt.datetime.fromisoformat(f"{document.published}T06:30:00")
    for name, value in {
        "title": document.title, "author": document.publisher, "created": day, "modified": day, "last_modified_by": "",
    }.items():  # fmt: skip
        setattr(file.core_properties, name, value)
    file.add_heading(document.title, 1)
    for part in document.text.split("\n\n"):
        file.add_paragraph(part)
    file.save(raw)
    return _undated(raw.getvalue())


def _undated(raw: bytes) -> bytes:
    """A zip file with one time for all that is in it."""
    found = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _EPOCH), old.read(name), zipfile.ZIP_DEFLATED)
    return found.getvalue()


def _mail(documents: Documents) -> bytes:
    document, mail = documents[0], EmailMessage()
    mail["From"] = f'"{document.publisher}" <news@news.example>'
    mail["To"] = "desk@desk.example"
    mail["Subject"] = document.title
    mail["Date"] = _stamp(document)
    mail["Message-ID"] = f"<{document.document_id}@news.example>"
    mail.set_content(document.text, cte="quoted-printable")
    return mail.as_bytes()


def _stamp(document: Document) -> str:
    """A day as mails and RSS have it: Tue, 08 Jun 2021 06:30:00 +0000."""
    import datetime as dt
    from email.utils import format_datetime

    return format_datetime(dt.datetime.fromisoformat(f"{document.published}T06:30:00+00:00"))


def _paragraphs(document: Document) -> str:
    return html.escape("".join(f"<p>{html.escape(part, quote=False)}</p>" for part in document.text.split("\n\n")))


def _rss(documents: Documents) -> bytes:
    items = "\n".join(
        f"<item><title>{html.escape(d.title)}</title><link>{d.url}</link><guid>{d.url}</guid>"
        f"<pubDate>{_stamp(d)}</pubDate><dc:creator>{html.escape(d.publisher)}</dc:creator>"
        f"<content:encoded>{_paragraphs(d)}</content:encoded></item>"
        for d in documents
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>{html.escape(documents[0].publisher)}</title><link>https://news.example/</link><language>en</language>
<description>News</description>
{items}
</channel></rss>
""".encode()


def _atom(documents: Documents) -> bytes:
    entries = "\n".join(
        f'<entry><title>{html.escape(d.title)}</title><link href="{d.url}"/><id>{d.url}</id>'
        f"<published>{d.published}T06:30:00Z</published><updated>{d.published}T06:30:00Z</updated>"
        f'<content type="html">{_paragraphs(d)}</content></entry>'
        for d in documents
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>{html.escape(documents[0].publisher)}</title>
<id>https://news.example/</id><updated>{documents[0].published}T06:30:00Z</updated>
{entries}
</feed>
""".encode()


def _jsonl(documents: Documents) -> bytes:
    return "".join(json.dumps(_row(d), ensure_ascii=False) + "\n" for d in documents).encode()


def _csv(documents: Documents) -> bytes:
    lines = io.StringIO()
    writer = csv.DictWriter(lines, _FIELDS)
    writer.writeheader()
    writer.writerows(map(_row, documents))
    return lines.getvalue().encode()


def _parquet(documents: Documents) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows: Any = [_row(d) for d in documents]
    raw = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), raw)
    return raw.getvalue()


def _scan(name: str) -> bytes:
    """A PDF page with lines and no letters, as a scanner without text recognition leaves it."""
    from reportlab.pdfgen.canvas import Canvas

    raw = io.BytesIO()
    canvas = Canvas(raw, invariant=1)
    for i, byte in enumerate(_noise(name, 40)):
        canvas.rect(60, 780 - 18 * i, 200 + byte, 9, fill=1)
    canvas.save()
    return raw.getvalue()


def _noise(name: str, length: int) -> bytes:
    return hashlib.shake_256(name.encode()).digest(length)


def _garbage(name: str) -> bytes:
    return b"%PDF-1.7\n" + _noise(name, 3000)


def _cut(name: str) -> bytes:
    """Half of a Word file."""
    whole = _word([Document(f"{_noise(name, 400).hex()} drowned.", title=name, published="2021-06-08")])
    return whole[: len(whole) // 2]


def _empty(_: str) -> bytes:
    return b""


FORMATS = {
    "text": Format(".txt", _text("utf-8")),
    "page": Format(".html", _page),
    "markdown": Format(".md", _markdown),
    "pdf": Format(".pdf", _pdf(1)),
    "rss": Format(".rss", _rss, True),
    "word": Format(".docx", _word),
    "text-western": Format(".txt", _text("cp1252", "\r\n")),
    "jsonl": Format(".jsonl", _jsonl, True),
    "mail": Format(".eml", _mail),
    "pdf-columns": Format(".pdf", _pdf(2)),
    "text-marked": Format(".txt", _text("utf-8-sig", "\r\n")),
    "atom": Format(".atom", _atom, True),
    "csv": Format(".csv", _csv, True),
    "text-wide": Format(".txt", _text("utf-16")),
    "parquet": Format(".parquet", _parquet, True),
}
BROKEN = {
    "scan": Broken(".pdf", _scan),
    "garbage": Broken(".pdf", _garbage),
    "empty": Broken(".txt", _empty),
    "cut": Broken(".docx", _cut),
}
