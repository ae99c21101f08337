"""PDF files: their text page by page in reading order, tables row by row, a warning where text is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from extract.claim import Document
from extract.readers.errors import DocumentError
from extract.readers.pdf import columns, content, flow, heads, lines, opening, paragraphs, titles
from extract.readers.pdf.hyphens import Words
from extract.readers.pdf.lines import Line
from extract.readers.text import whole

_OPERATORS = 5_000_000  # of a file, more are not drawn
_CROWDED = 1500  # words of a page for which a word costs as much as an operator
_DRAWN = 40  # lines from which a page without text is a drawing, not a blank page
_COVERED, _FEW = 0.6, 60  # of a page that a picture of all of it covers at least; letters that only sign such a page
_LOST = 0.2  # of a page's letters that may be unknown
_CUT = "the file is damaged or cut, and nothing of it can be read; get it again"
_GONE = ("not defined", "cannot be read", "can not be read")  # in what pypdf says of objects that a file lacks
_OCR = "needs OCR (for example ocrmypdf)"


class _Page(NamedTuple):
    """A page's lines by direction; missing: "", "text", "letters", "picture", "parts", or why it cannot be read."""

    lines: list[list[Line]]
    missing: str


def version() -> str:
    """The library that PDFs are read with."""
    import pypdf

    return f"pypdf {pypdf.__version__}"


def documents(
    raw: bytes,
    where: str,
    document_id: str,
    problem: Callable[[str], None],
    progress: Callable[[], None] = lambda: None,
) -> Iterator[Document]:
    """The one document of a PDF's bytes; a DocumentError where nothing of it can be read. progress: at each page."""
    del problem  # a PDF has no entries of its own
    try:
        with opening.quiet() as damage:
            found = _document(raw, where, document_id, damage, progress)
    except MemoryError:
        raise DocumentError(f"{where}: it needs more memory than is allowed; split it and give its parts") from None
    yield found


def _document(
    raw: bytes, where: str, document_id: str, damage: opening.Damage, progress: Callable[[], None]
) -> Document:
    opened = opening.reader(raw, where)
    about = titles.of(opened, where)
    listed, searched = opening.pages(opened, where)
    read: list[_Page] = []
    for page in _pages(listed, where, damage):
        read.append(page)
        progress()
    text, pages, title = _text(read)
    broken = opening.cut(raw) or searched
    if not text:
        raise DocumentError(f"{where}: {_CUT if broken else _nothing(read)}")
    warnings = list(about.warnings)
    if broken:
        warnings.append("the file is damaged or cut: pages or parts of them may be missing; get it again")
    elif any(name in line for line in damage.structure for name in _GONE):
        warnings.append("the file is damaged: parts of it may be missing; get it again")
    warnings += _warnings(read)
    return Document(
        text, document_id, about.title or title, about.publisher, about.published, "", "", pages, tuple(warnings)
    )


def _pages(listed: Iterable[Any], where: str, damage: opening.Damage) -> Iterator[_Page]:
    from pypdf.errors import DependencyError

    budget = content.Budget(_OPERATORS)
    for page in listed:
        broken = damage.contents
        try:
            drawn = content.of(page, budget)
            budget.take(sum(len(pieces) ** 2 for pieces in drawn.pieces.values()) // _CROWDED)
        except MemoryError:
            raise
        except DependencyError:
            raise opening.encrypted(where) from None
        except Exception as error:  # noqa: BLE001 - a broken page raises anything
            yield _Page([], opening.reason(error))
            continue
        found = [lines.of(drawn.pieces.get(quarter, [])) for quarter in range(4)]
        missing = ""
        if drawn.lost > _LOST * (drawn.lost + drawn.kept):
            missing = "letters"
        elif not drawn.kept and (drawn.pictures or drawn.strokes > _DRAWN):
            missing = "text"
        elif damage.contents > broken:
            missing = "parts"
        elif drawn.covered >= _COVERED and drawn.kept < _FEW:
            missing = "picture"
        yield _Page(found, missing)


def _text(read: Sequence[_Page]) -> tuple[str, tuple[int, ...], str]:
    """The text, where its pages begin, and the title that stands on the first page with text."""
    upright = heads.without([page.lines[0] if page.lines else [] for page in read])
    words = Words(line.text for page in read for part in page.lines for line in part)
    blocks = [
        [paragraphs.of(column, words) for part in (first, *page.lines[1:]) for column in columns.ordered(part)]
        for first, page in zip(upright, read, strict=True)
    ]
    body = flow.body([column for page in blocks for column in page])
    text = flow.Text(words, body)
    for page in blocks:
        text.page(page)
    said, pages = text.finished()
    front = next((page for page in blocks if page), [])
    return whole(said), pages, titles.large([block for column in front for block in column], body)


def _nothing(read: Sequence[_Page]) -> str:
    """Why there is no text, and what to do."""
    kinds = {page.missing for page in read}
    if "letters" in kinds:
        return f"it does not say which letters its signs are: {_OCR}"
    broken = sorted(kinds - {"", "text", "parts", "picture"})
    if "parts" in kinds:
        return _CUT
    if broken:
        return f"its pages cannot be read ({broken[0]}); save it anew, for example by printing it to a PDF"
    return f"no text layer: {_OCR}"


def _warnings(read: Sequence[_Page]) -> list[str]:
    kinds: dict[str, list[int]] = {}
    for number, page in enumerate(read, start=1):
        if page.missing:
            kinds.setdefault(page.missing, []).append(number)
    return [_warning(kind, numbers) for kind, numbers in kinds.items()]


def _warning(kind: str, numbers: Sequence[int]) -> str:
    one = len(numbers) == 1
    named = ("page " if one else "pages ") + _ranges(numbers)
    figures = "its figures are missing" if one else "their figures are missing"
    if kind == "text":
        return f"{named} {'has' if one else 'have'} no text layer: {figures} (needs OCR)"
    if kind == "picture":
        return f"{named} {'is a picture' if one else 'are pictures'} with hardly any text: {figures} (needs OCR)"
    if kind == "parts":
        return f"{named} {'is' if one else 'are'} damaged: parts of the text may be missing; get the file again"
    if kind == "letters":
        return f"{named} {'does' if one else 'do'} not say which letters the signs are: {figures} (needs OCR)"
    return f"{named} cannot be read ({kind}): {figures}"


def _ranges(numbers: Sequence[int]) -> str:
    """Numbers in order as "1, 3-5"."""
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in found)
