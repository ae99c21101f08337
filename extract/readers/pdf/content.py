"""A page's content -> its words: the operators that draw text and move it, all others passed over."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from typing import Any

from extract.readers.pdf import operators
from extract.readers.pdf.fonts import Font
from extract.readers.pdf.pieces import NO_GAP, SAME, Gap, Hand, Matrix, Sheet, times

_DEEPEST = 12  # forms within forms
_FORMS = 2_000  # drawn on a page
_NO_LETTERS = (" ", "")
_STRING = 6  # operators that take as long as the showing of an empty string
_LONGEST = 20_000_000  # bytes of a page's content
_SAVED = 10_000  # states of the graphics kept at a time


class Budget:
    """How much of a file may still be drawn, an operator as unit; what is asked for beyond it raises OverflowError."""

    __slots__ = ("left",)

    def __init__(self, left: int) -> None:
        self.left = left

    def take(self, much: int) -> None:
        """Use so much of it."""
        self.left -= much
        if self.left < 0:
            raise OverflowError("more is drawn in the file than is read")


class _State:
    """The part of the graphics state that moves text."""

    __slots__ = ("char", "ctm", "font", "leading", "rise", "scale", "size", "word")

    def __init__(self) -> None:
        self.ctm = SAME
        self.font: Font | None = None
        self.size = self.char = self.word = self.leading = self.rise = 0.0
        self.scale = 1.0


def of(page: Any, budget: Budget) -> Sheet:
    """The words of a pypdf page; errors of pypdf go through."""
    sheet = Sheet(page)
    contents = page.get("/Contents")
    if contents is not None:
        _Drawing(budget, sheet).draw(contents.get_object(), _resources(page), 0)
    return sheet


def _resources(page: Any) -> Any:
    """A page's fonts and forms, which it may have from the groups of pages above it."""
    for _ in range(_DEEPEST):
        if "/Resources" in page or "/Parent" not in page:
            break
        page = page["/Parent"]
    return page.get("/Resources")


class _Drawing:
    """Goes through content streams, keeping only text."""

    def __init__(self, budget: Budget, sheet: Sheet) -> None:
        self.budget, self.sheet = budget, sheet
        self.state = _State()
        self.stack: list[_State] = []
        self.tm = self.tlm = SAME
        self.gap = NO_GAP  # before the next word
        self.resources: Any = {}
        self.fonts: dict[str, Font | None] = {}
        self.known: dict[int, Font] = {}
        self.forms = 0
        self.within: list[int] = []

    def draw(self, stream: Any, resources: Any, depth: int) -> None:
        """Go through a stream's operators."""
        outer = self.resources, self.fonts
        found = resources.get_object() if resources is not None else None
        self.resources, self.fonts = found if isinstance(found, dict) else {}, {}
        for operands, operator in operators.of(_data(stream)):
            self.budget.take(1)
            act = _ACTS.get(operator)
            if act is not None:
                try:
                    act(self, operands)
                except (IndexError, TypeError, ValueError):  # an operand is missing or of another kind: nothing is done
                    continue
            elif operator == b"Do" and operands:
                self.form(operands[0], depth)
        self.resources, self.fonts = outer

    def form(self, name: Any, depth: int) -> None:
        """Draw a form within the page, or count a picture."""
        form = self.resource("/XObject", name)
        if form is None or form.get("/Subtype") != "/Form":
            if form is not None:
                self.picture(())
            return
        self.forms += 1
        if depth >= _DEEPEST or id(form) in self.within:
            return
        if self.forms > _FORMS:
            raise OverflowError("too many forms are drawn on it")
        outer = self.stack, copy.copy(self.state)
        self.stack = []
        self.within.append(id(form))
        matrix = form.get("/Matrix")
        if matrix is not None:
            self.state.ctm = times(_matrix(matrix.get_object()), self.state.ctm)
        self.draw(form, form.get("/Resources", self.resources), depth + 1)
        self.within.pop()
        self.stack, self.state = outer

    def resource(self, kind: str, name: Any) -> Any:
        """A font or form by its name, None where there is none."""
        table = self.resources.get(kind)
        table = table.get_object() if table is not None else None
        found = table.get(name) if isinstance(table, dict) else None
        found = found.get_object() if found is not None else None
        return found if isinstance(found, dict) else None

    def save(self, _: Any) -> None:
        if len(self.stack) < _SAVED:
            self.stack.append(copy.copy(self.state))

    def restore(self, _: Any) -> None:
        if self.stack:
            self.state = self.stack.pop()

    def transform(self, operands: Sequence[Any]) -> None:
        self.state.ctm = times(_matrix(operands), self.state.ctm)

    def picture(self, _: Any) -> None:
        self.sheet.picture(self.state.ctm)

    def stroke(self, _: Any) -> None:
        self.sheet.strokes += 1

    def begin(self, _: Any) -> None:
        self.tm = self.tlm = SAME
        self.gap = self.gap._replace(begun=True)

    def select(self, operands: Sequence[Any]) -> None:
        self.state.size = float(operands[1])
        name = str(operands[0])
        if name not in self.fonts:
            found = self.resource("/Font", name)
            if found is not None and id(found) not in self.known:
                self.known[id(found)] = Font(found)
            self.fonts[name] = self.known[id(found)] if found is not None else None
        self.state.font = self.fonts[name]

    def move(self, operands: Sequence[Any]) -> None:
        self.tm = self.tlm = times((1, 0, 0, 1, float(operands[0]), float(operands[1])), self.tlm)

    def move_leading(self, operands: Sequence[Any]) -> None:
        self.state.leading = -float(operands[1])
        self.move(operands)

    def place(self, operands: Sequence[Any]) -> None:
        self.tm = self.tlm = _matrix(operands)

    def next_line(self, _: Any) -> None:
        self.move((0, -self.state.leading))

    def show_next(self, operands: Sequence[Any]) -> None:
        self.next_line(())
        self.show(operands)

    def show_spaced(self, operands: Sequence[Any]) -> None:
        self.state.word, self.state.char = float(operands[0]), float(operands[1])
        self.show_next(operands[2:])

    def show_array(self, operands: Sequence[Any]) -> None:
        for item in operands[0]:
            if isinstance(item, bytes):
                self.string(item)
            elif isinstance(item, (int, float)):
                self.advance(-float(item) / 1000 * self.state.size * self.state.scale)

    def show(self, operands: Sequence[Any]) -> None:
        if isinstance(operands[0], bytes):
            self.string(operands[0])

    def advance(self, much: float) -> None:
        a, b, c, d, e, f = self.tm
        self.tm = (a, b, c, d, e + much * a, f + much * b)

    def string(self, raw: bytes) -> None:
        """Draw a string: its words are kept, its spaces counted."""
        self.budget.take(_STRING + len(raw))
        font, state, sheet = self.state.font, self.state, self.sheet
        if font is None:
            sheet.lost += len(raw)
            return
        at = times(self.tm, state.ctm)
        if state.rise:
            at = times((1, 0, 0, 1, 0, state.rise), at)
        hand = sheet.hand(at, abs(state.size))
        word, start, now = "", 0.0, 0.0
        for glyph in font.read(raw):
            step = (glyph.advance * state.size + state.char + (state.word if glyph.space else 0.0)) * state.scale
            if font.known and glyph.text not in _NO_LETTERS:
                word += glyph.text
            else:
                self.word(word, hand, start, now)
                word, start = "", now + step
                if glyph.text == " ":
                    self.gap = Gap(self.gap.spaces + 1, step * hand.unit if hand else 0.0, self.gap.begun)
                else:
                    sheet.lost += 1
            now += step
        self.word(word, hand, start, now)
        self.advance(now)

    def word(self, word: str, hand: Hand | None, start: float, end: float) -> None:
        bold = self.state.font is not None and self.state.font.bold
        if word and self.sheet.keep(word, hand, start, end, bold, self.gap):
            self.gap = NO_GAP


def _data(stream: Any) -> bytes:
    """The bytes of a content stream, or of several, which count as one."""
    parts = [part.get_object() for part in stream] if isinstance(stream, list) else [stream]
    found = bytearray()
    for part in parts:
        if hasattr(part, "get_data"):
            found += part.get_data() + b"\n"
        if len(found) > _LONGEST:
            raise OverflowError("too much is drawn on it")
    return bytes(found)


def _matrix(operands: Sequence[Any]) -> Matrix:
    a, b, c, d, e, f = (float(operand) for operand in operands[:6])
    return a, b, c, d, e, f


def _set(name: str, factor: float = 1.0) -> Callable[[_Drawing, Sequence[Any]], None]:
    def act(drawing: _Drawing, operands: Sequence[Any]) -> None:
        setattr(drawing.state, name, float(operands[0]) * factor)

    return act


_ACTS: dict[bytes, Callable[[_Drawing, Any], None]] = {
    b"q": _Drawing.save, b"Q": _Drawing.restore, b"cm": _Drawing.transform, operators.IMAGE: _Drawing.picture,
    operators.LINE: _Drawing.stroke, b"BT": _Drawing.begin, b"Tf": _Drawing.select,
    b"Td": _Drawing.move, b"TD": _Drawing.move_leading, b"Tm": _Drawing.place, b"T*": _Drawing.next_line,
    b"Tj": _Drawing.show, b"TJ": _Drawing.show_array, b"'": _Drawing.show_next, b'"': _Drawing.show_spaced,
    b"Tc": _set("char"), b"Tw": _set("word"), b"Tz": _set("scale", 0.01), b"TL": _set("leading"), b"Ts": _set("rise"),
}  # fmt: skip
