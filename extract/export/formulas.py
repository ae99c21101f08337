"""Text that a spreadsheet would run as a formula, marked by an apostrophe; reversible."""

from __future__ import annotations

import re

# after spaces, marks without width and quotes: an operator, a function or a command; also in their full-width forms
_BEFORE = r"[ \u00a0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff\x00\"'“”‘’]*+"
_RUNS = re.compile(_BEFORE + r"[=+\-@|%\t\r\n＝＋－＠｜％]")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?", re.ASCII)
_MARK = "'"


def guard(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet may run it; a plain number is left alone.

    >>> [guard(text) for text in ("=1+1", "-$5 million", "-5.25", "91,000", "'=1")]
    ["'=1+1", "'-$5 million", '-5.25', '91,000', "''=1"]
    """
    return _MARK + text if _runs(text) else text


def unguard(text: str) -> str:
    """The text as it was before `guard`.

    >>> [unguard(text) for text in ("'=1+1", "'tis", "-5.25")]
    ['=1+1', "'tis", '-5.25']
    """
    return text[1:] if text.startswith(_MARK) and _runs(text[1:]) else text


def _runs(text: str) -> bool:
    return _RUNS.match(text) is not None and _NUMBER.fullmatch(text) is None
