"""A content stream's bytes -> its operators with their operands, those that only draw lines passed over.

pypdf's own parser builds an object of each number, which takes ten times as long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_TOKEN = re.compile(
    rb"(?P<line>(?:[-+.\d]++[ \r\n\t]++){2,6}(?:re|[lcmvy])(?=[\s/\[(<]))"
    rb"|(?P<number>[-+]*+(?:\d++\.?\d*+|\.\d++)(?:-\d*+)?)"
    rb"|(?P<operator>[A-Za-z'\"][A-Za-z0-9*]*)"
    rb"|/(?P<name>[^\s\0()<>\[\]{}/%]*)"
    rb"|\((?P<string>[^()\\\r]*+)\)"
    rb"|(?P<nested>\()"
    rb"|<(?P<hexadecimal>[0-9A-Fa-f\s]*+)>"
    rb"|(?P<array>\[)|(?P<end>\])"
    rb"|(?P<skipped>%[^\r\n]*|<<|>>|[\s\0]+|.)",
    re.DOTALL,
)
_PART = re.compile(rb"[^()\\\r]++|\\(?:[0-7]{1,3}|\r\n|.)|\r\n?|[()]", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_IMAGE_END = re.compile(rb"[\s\0]EI(?=[\s\0]|$)")
_NAMED = re.compile(rb"#([0-9A-Fa-f]{2})")
_MOST = 200  # operands of an operator, more are dropped
_LONGEST = 100_000  # elements of an array
LINE, IMAGE = b"l", b"BI"

Operand = float | bytes | str | list[Any]


def of(data: bytes) -> Iterator[tuple[list[Operand], bytes]]:
    """Each operator behind its operands: numbers, strings as bytes, names as "/F1", arrays as lists of these.

    A line or curve is the operator LINE without operands, a picture in the stream itself IMAGE. Broken parts are passed
    over.
    """
    operands: list[Operand] = []
    array: list[Operand] | None = None
    at, match_at = 0, _TOKEN.match
    while match := match_at(data, at):
        at, kind = match.end(), str(match.lastgroup)
        if kind == "operator":
            name = match.group(kind)
            if name == IMAGE:
                at = _behind_image(data, at)
            yield operands, name
            operands, array = [], None
        elif kind == "line":
            yield [], LINE
            operands, array = [], None
        elif kind == "array":
            array = []
        elif kind == "end":
            operands, array = [*operands[:_MOST], array or []], None
        elif kind != "skipped":
            value, at = _nested(data, at) if kind == "nested" else (_value(kind, match.group(kind)), at)
            into, most = (operands, _MOST) if array is None else (array, _LONGEST)
            if len(into) < most:
                into.append(value)


def _value(kind: str, said: bytes) -> Operand:
    if kind == "number":
        return _number(said)
    if kind == "string":
        return said
    if kind == "name":
        return "/" + _NAMED.sub(lambda code: bytes([int(code.group(1), 16)]), said).decode("utf-8", "replace")
    digits = b"".join(said.split())
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())


def _number(said: bytes) -> float:
    try:
        return float(said)
    except ValueError:  # "--5" and "12-34" of careless writers
        sign = -1.0 if said.startswith(b"-") else 1.0
        digits = said.lstrip(b"+-").partition(b"-")[0]
        return sign * float(digits or b"0")


def _nested(data: bytes, at: int) -> tuple[bytes, int]:
    """A string with brackets or escapes in it, and where it ends."""
    parts: list[bytes] = []
    depth = 1
    while True:
        match = _PART.match(data, at)
        if match is None:
            return b"".join(parts), len(data)
        said, at = match.group(), match.end()
        if said == b"(":
            depth += 1
        elif said == b")":
            depth -= 1
            if not depth:
                return b"".join(parts), at
        parts.append(_unescaped(said))


def _unescaped(said: bytes) -> bytes:
    if said[:1] == b"\r":
        return b"\n"
    if said[:1] != b"\\":
        return said
    code = said[1:]
    if code[:1].isdigit() and code[:1] < b"8":
        return bytes([int(code, 8) & 0xFF])
    return _ESCAPED.get(code, code)


def _behind_image(data: bytes, at: int) -> int:
    begin = data.find(b"ID", at)
    match = _IMAGE_END.search(data, begin + 2) if begin >= 0 else None
    return match.end() if match else len(data)
