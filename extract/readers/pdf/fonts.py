"""A page's fonts: the bytes of a string -> its characters, each with its advance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from pypdf.generic._font import Font as Metrics

_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_BULLETS = dict.fromkeys((0x7F, 0xF0B7, 0xF0A7, 0xF06C, 0xF0D8, 0xF076), "•")  # of WinAnsi, Symbol and Wingdings
_SIGNS = {**_LIGATURES, **_BULLETS, 0x09: " ", 0x0A: " ", 0x0D: " ", 0x2028: " ", 0x2029: " "}
_UNIT = 0.001  # of a glyph's width, in sizes
_HEAVY = 600  # the weight from which a font is bold
_BOLD = ("bold", "black", "heavy", "semibd", "demi")


class Glyph(NamedTuple):
    """What a character code shows: text (empty where not known), its advance in sizes, whether it is a space byte."""

    text: str
    advance: float
    space: bool


class Font:
    """A font by which strings are read; `known` is false where the file does not say which letters its codes are."""

    __slots__ = ("_encoding", "_glyphs", "_map", "_metrics", "_unit", "bold", "known")

    def __init__(self, resource: Any) -> None:
        from pypdf.generic._font import Font as Metrics

        self._metrics = metrics = Metrics.from_font_resource(resource)
        self._encoding = metrics.encoding
        self._map: dict[Any, str] = metrics.character_map
        self._glyphs: dict[Any, Glyph] = {}
        self._unit = _unit(resource)
        self.bold = _bold(metrics)
        self.known = metrics.interpretable and not (_by_number(resource) and not self._map)

    def read(self, raw: bytes) -> list[Glyph]:
        """The glyphs of a string."""
        codes: Any = raw if isinstance(self._encoding, dict) else _decoded(raw, self._encoding)
        known, found = self._glyphs, []
        for code in codes:
            glyph = known.get(code)
            if glyph is None:
                glyph = known[code] = self._glyph(code)
            found.append(glyph)
        return found

    def _glyph(self, code: int | str) -> Glyph:
        metrics = self._metrics
        if isinstance(code, int) and isinstance(self._encoding, dict):
            char, named = chr(code), self._encoding.get(code, chr(code))
            said = self._map.get(named, named)
        else:
            char = str(code)
            said = self._map.get(char, char)
        width = metrics.space_width if char == metrics.space_char else metrics.get_text_width(char)
        return Glyph(_readable(said), float(width) * self._unit, code == 0x20)


def _decoded(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding, "surrogatepass")
    except (UnicodeDecodeError, LookupError):
        return raw.decode("utf-16-be", "replace")


def _readable(said: str) -> str:
    """Without ligatures and without signs that are no text: controls, private use."""
    plain = said.translate(_SIGNS)
    return "".join(sign for sign in plain if sign >= " " and not ("\ue000" <= sign <= "\uf8ff"))


def _unit(resource: Any) -> float:
    """The size of a glyph's unit: a thousandth, but for fonts of drawings (Type 3), which say it."""
    matrix = resource.get("/FontMatrix") if resource.get("/Subtype") == "/Type3" else None
    try:
        return abs(float(matrix[0])) if matrix else _UNIT
    except (TypeError, ValueError, IndexError, KeyError):
        return _UNIT


def _by_number(resource: Any) -> bool:
    """Whether its codes are the numbers of glyphs, which only a table of the file turns into letters."""
    encoding = resource.get("/Encoding")
    return resource.get("/Subtype") == "/Type0" and str(encoding) in ("/Identity-H", "/Identity-V")


def _bold(metrics: Metrics) -> bool:
    try:
        weight = float(metrics.font_descriptor.weight)
    except (TypeError, ValueError):
        weight = 0.0
    return weight >= _HEAVY or any(word in str(metrics.name).lower() for word in _BOLD)
