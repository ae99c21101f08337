"""The words that a pattern ends with, so that it need not be searched where none of them stands."""

from __future__ import annotations

import re
from collections.abc import Iterable

_BACKWARDS = re.compile(r"\s*([^\W_]+|\S)")


class Endings:
    """The last words of a pattern that ends where it is asked for: it need be searched only behind one of them."""

    def __init__(self, phrases: Iterable[str]) -> None:
        """Of the words and signs that a match may end with."""
        self._last = frozenset(_last(phrase) for phrase in phrases)

    def before(self, text: str, start: int, at: int) -> bool:
        """Whether text[start:at] ends with one of them, spaces aside."""
        return _last(text[start:at]) in self._last


def _last(text: str) -> str:
    """The last word or sign; one that does not stand between spaces is read backwards."""
    apart = text.rsplit(None, 1)[-1:]
    if apart and apart[0].isalnum():
        return apart[0].lower()
    match = _BACKWARDS.match(text[::-1])
    return match.group(1)[::-1].lower() if match else ""
