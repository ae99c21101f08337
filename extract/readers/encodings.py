"""Bytes -> text: by its mark, by the encoding that is said, by what the bytes can be, and last by a guess."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from extract.readers.errors import DocumentError

_MARKS = (  # the longer before those that they begin with
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_WEST = {"Windows-1252": "cp1252", "MacRoman": "mac-roman"}
_LATIN = ("ascii", "iso8859-1", "cp1252")  # which servers say of anything, and browsers read as Windows-1252
_NEVER = ("idna", "punycode", "unicode-escape", "raw-unicode-escape", "utf-7", "undefined")  # codecs of no text
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949", "ascii": "cp1252", "iso8859-1": "cp1252"}
_OTHERS = (b"%PDF-", b"PK\x03\x04", b"{\\rtf", b"\x1f\x8b")  # how PDF, Word, rich text and packed files begin
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\f\r")) + b"\x7f"
_LETTERS = bytes((32, *range(65, 91), *range(97, 123)))
_SHIFTS = (b"\x1b$", b"\x1b(J")  # between alphabets, in Japanese mail
_HIGH = re.compile(rb"[\x80-\xff]")
_LOST = "\ufffd"
_GAP = re.compile(f"{_LOST}+")
_SAVE = "save its text in a .txt or .md file and give that"
_MANY = 0.05  # of the bytes of a text, or of its characters, that are none
_NOISE = 0.3  # of the characters of what was taken for UTF-8 that are none
_WORDS = 0.6  # of a text's characters that are letters, digits or space, at least
_PLAIN = " \n\r\t.,:;-0123456789、。，"  # signs of all texts; of random pairs of bytes few are
_FEW = 0.02  # of a text's characters that are those, at least
_LOOKED_AT = 200_000  # bytes that are guessed by
_SURE = 0.2  # confidence of chardet's; texts of a few sentences have more
_CLOSE = 0.98  # of the best guess's confidence, with which another one is a rival
_RARE = 0.05  # of a text's letters that are no plain ones, where these stand in names alone
_WESTERN = tuple(
    map(
        frozenset,
        (
            "áéíóúüñï",
            "àâæçéèêëîïôœùûüÿ",
            "äöüß",
            "áâãàçéêíóôõúü",
            "àèéìíîòóùú",
            "äëéèïöüó",
            "æøåéèêóòôäö",
            "åäöé",
            "àçéèíïóòúü",
            "áéíóúâêîôûŵŷ",
        ),
    )
)  # fmt: skip - letters of Spanish, French, German, Portuguese, Italian, Dutch, Danish, Swedish, Catalan, Irish
_INSIDE = re.compile(  # a capital with a sign on it, or a bullet, within a word: Mac OS Roman's letters misread
    r"(?<=[^\W\d_])[À-ÖØ-ÞŒŠŸŽ•†‡°](?=[^\W\d_])(?<![A-ZÀ-ÞŒŠŸŽ].(?=[A-ZÀ-ÞŒŠŸŽ]))"
)
_SIGNS = frozenset("“”‘’„‚–—…€£¥°«»‹›¿¡·•†©®™§ªº²³½¼¾×±¢¶‰\u00a0\u00ad´`")


def decode(raw: bytes, where: str, charset: str | None = None) -> tuple[str, list[str]]:
    """The text of bytes, and what to know of how it was read; a DocumentError where they are no text.

    charset: the encoding that came with them (of an HTTP header), believed where all of them are text in it. Line
    ends and NULs stay as they are, see extract.readers.text.whole.

    >>> decode("Málaga – 40".encode("cp1252"), "a.txt")
    ('Málaga – 40', [])
    """
    if raw.startswith(_OTHERS):
        raise _no_text(where)
    mark, encoding = next(((mark, name) for mark, name in _MARKS if raw.startswith(mark)), (b"", ""))
    if mark:
        return _replaced(raw[len(mark) :], encoding, where)
    found = _strictly(raw, charset) if charset else None
    if found is not None:
        return found, []
    controls = len(raw) - len(raw.translate(None, _CONTROLS))
    shifted = any(shift in raw for shift in _SHIFTS)
    if controls > max(1, _MANY * len(raw)) and not shifted:
        found = _wide(raw)
        if found is None:
            raise _no_text(where)
        return found, []
    if not shifted and _is_utf8(raw):
        return _replaced(raw, "utf-8", where)
    return _guessed(raw, where)


def utf8(raw: bytes, where: str) -> tuple[str, list[str]]:
    """The same of bytes that are known to be part of a text in UTF-8."""
    return _replaced(raw, "utf-8", where)


def _no_text(where: str) -> DocumentError:
    return DocumentError(f"{where}: it is no text file; {_SAVE}")


def _strictly(raw: bytes, charset: str) -> str | None:
    """The text in the encoding that is said, None where it cannot be that."""
    try:
        name = codecs.lookup(charset.strip("\"' ")).name
        if name.replace("_", "-") in _NEVER:
            return None
        if name in _LATIN and not raw.isascii() and _is_utf8(raw):
            name = "utf-8"
        return raw.decode(_WIDER.get(name, name))
    except (LookupError, UnicodeError, ValueError):
        return None


def _replaced(raw: bytes, encoding: str, where: str) -> tuple[str, list[str]]:
    """The text in an encoding, with a sign for what is none in it."""
    found = raw.decode(encoding, errors="replace")
    lost = found.count(_LOST) - raw.count(_LOST.encode(encoding)) + found.count("\0")
    if lost <= 0:
        return found, []
    if lost > _NOISE * len(found):
        raise _no_text(where)
    name = encoding.upper().removesuffix("-LE").removesuffix("-BE")
    many = f"{lost:,} characters are no {name} and were" if lost > 1 else f"1 character is no {name} and was"
    return found, [f"{many} replaced by {_LOST}"]


def _is_utf8(raw: bytes) -> bool:
    """Whether bytes are UTF-8, but for a few: cut in mid-character, a byte changed, another file's words in it."""
    try:
        raw.decode()
    except UnicodeDecodeError:
        found = raw.decode(errors="replace")
        good = len(found) - len(found.encode("ascii", "ignore")) - found.count(_LOST)
        return good >= 2 * sum(1 for _ in _GAP.finditer(found))
    return True


def _wide(raw: bytes) -> str | None:
    """The text of UTF-16 or UTF-32 without a mark; in the wrong order its spaces are none."""
    if len(raw.translate(None, _LETTERS)) < (1 - _WORDS) * len(raw):  # plain letters, which may be Chinese in pairs
        return None
    found: list[tuple[int, str]] = []
    for encoding in _WIDE:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        plain = sum(map(text.count, _PLAIN))
        controls = sum(map(text.count, map(chr, _CONTROLS)))
        if plain >= _FEW * len(text) and controls <= _MANY * len(text) and _reads(text):
            found.append((plain, text))
    return max(found, default=(0, None))[1]


def _reads(text: str) -> bool:
    """Whether most of it is letters, with the signs on them, digits and space."""
    some = text[:_LOOKED_AT]
    said = sum(sign.isalnum() or sign.isspace() or unicodedata.category(sign)[0] == "M" for sign in some)
    return said >= _WORDS * len(some)


class _Guess(NamedTuple):
    """What bytes may be: a name and how sure that is (0 to 1), the codec, and some of the text as it reads them."""

    name: str
    confidence: float
    codec: str
    some: str


_NOTHING = _Guess("", 0.0, "cp1252", "")


def _guessed(raw: bytes, where: str) -> tuple[str, list[str]]:
    """The text by the letters that it has: in chardet's reading, in a Western one where that has too few to be sure."""
    some = _telling(raw)
    found = list(_guesses(some))
    best = found[0] if found else _NOTHING
    if best.confidence < _SURE:
        west = (_Guess(name, _SURE, codec, some.decode(codec, "replace")) for name, codec in _WEST.items())
        best = next((guess for guess in west if _western(guess.some)), best)
    text = raw.decode(best.codec, errors="replace")
    lost = text.count(_LOST)
    if not best.some or lost > _MANY * len(text) or not _reads(best.some):
        raise _no_text(where)
    warnings = [f"{lost:,} characters are no {best.name} and were replaced by {_LOST}"] if lost else []
    rivals = {guess.some for guess in found if guess.confidence >= _CLOSE * best.confidence} - {best.some}
    if best.confidence < _SURE or (rivals and not _western(best.some)):
        warnings.append(f"read as {best.name}, a guess: if letters are wrong, save it as UTF-8 and give that")
    return text, warnings


def _guesses(some: bytes) -> Iterator[_Guess]:
    """What the bytes may be, the likeliest first."""
    import chardet  # a tenth of a second and more, only where no other sign tells
    from chardet import EncodingEra

    eras = EncodingEra.ALL & ~EncodingEra.DOS & ~EncodingEra.MAINFRAME
    for guess in chardet.detect_all(some, encoding_era=eras):
        if guess["encoding"]:
            codec = codecs.lookup(guess["encoding"]).name
            codec = _WIDER.get(codec, codec)
            yield _Guess(guess["encoding"], guess["confidence"], codec, some.decode(codec, errors="replace"))


def _telling(raw: bytes) -> bytes:
    """Of a long text a part that tells its encoding, from a space on: no character of two bytes is cut at its start."""
    if len(raw) <= _LOOKED_AT or any(shift in raw for shift in _SHIFTS):
        return raw[:_LOOKED_AT]
    lines = b"".join(line for line in raw.split(b"\n") if not line.isascii())
    first = _HIGH.search(lines)
    begin = max(lines.rfind(sign, 0, first.start()) for sign in (b" ", b">")) + 1 if first else 0
    return lines[begin : begin + _LOOKED_AT]


def _western(text: str) -> bool:
    """Whether text is as plain letters, the letters of one Western language and signs of print leave it."""
    letters = [sign for sign in text if sign.isalpha()]
    other = {sign for sign in text if not sign.isascii()}
    strange = {sign for sign in other if sign.isalpha()} - _SIGNS
    plain = sum(map(str.isascii, letters))
    if not plain or not (other - strange) <= _SIGNS or _INSIDE.search(text):
        return False
    small = {sign.lower() for sign in strange}
    some = small <= frozenset().union(*_WESTERN) and len(letters) - plain <= _RARE * len(letters)
    return some or any(small <= known for known in _WESTERN)
