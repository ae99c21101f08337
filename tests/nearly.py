"""Texts that a pattern nearly matches: what repeats in it is repeated, and the sign that it then wants is another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from re import _constants as signs  # type: ignore[attr-defined]  # how re itself reads a pattern; no other reads it so
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

MOST = 12  # texts made of one pattern
BROKEN = "\x07"  # a sign that few patterns want
LISTED = ",1 "  # signs at which many stop
PIECES = (
    "1", "1,", "1 ", "12,", "1.", "a", "A", "a ", "A ", "Aa ", "a.", "a.a.a.", "a-", "a,",
    " ", "\u00a0", "\n", " \n", ",", ".", "-", "(", '"', "“",
    "'", "<", "<a ", "&", "=", "/", "http://a", "| ", "$", "%", "…", "May ", "May 5, ", "one ", "one hundred and ",
    "since ", "to ", "the ", "in the ", "5 ", "5 to ", "Mr. ", "U.S. ",
)  # fmt: skip
_CLASSES = {
    signs.CATEGORY_DIGIT: "5", signs.CATEGORY_NOT_DIGIT: "a", signs.CATEGORY_SPACE: " ", signs.CATEGORY_NOT_SPACE: "a",
    signs.CATEGORY_WORD: "a", signs.CATEGORY_NOT_WORD: "-",
}  # fmt: skip
_ANY = "a 5A.,-é\n\x80"  # of which a class that leaves signs out takes the first that it has


class Text(NamedTuple):
    """A text of any length: its beginning, what is repeated, its end."""

    begin: str
    piece: str
    end: str

    def of(self, size: int) -> str:
        """About so many characters of it."""
        return self.begin + self.piece * (size // len(self.piece)) + self.end


def texts(pattern: re.Pattern[Any]) -> list[Text]:
    """Pieces that hurt many patterns, and those made of this one; first all with one end, then all with the other."""
    said = pattern.pattern.decode("latin-1") if isinstance(pattern.pattern, bytes) else pattern.pattern
    made = _made(list(parser.parse(said, pattern.flags)))
    found = dict.fromkeys([*(("", piece) for piece in PIECES), *made])
    return [Text(begin, piece, end) for end in (BROKEN, LISTED) for begin, piece in found]


def _made(tree: Sequence[Any]) -> list[tuple[str, str]]:
    """For each repetition of many its beginning once and repeated, and the whole again and again."""
    whole = _sample(tree)
    found = [("", whole)] if whole else []
    for begin, inner in _repeated(tree, ""):
        found += [(begin, inner), ("", begin + inner)]
    return list(dict.fromkeys(found))[:MOST]


def _repeated(tree: Iterable[Any], before: str) -> Iterator[tuple[str, str]]:
    """What stands before each repetition of many, and what it repeats."""
    for what, given in tree:
        if what in (signs.MAX_REPEAT, signs.MIN_REPEAT, signs.POSSESSIVE_REPEAT):
            _, most, inner = given
            sample = _sample(inner)
            if most > 8 and sample:
                yield before, sample
            yield from _repeated(inner, before)
        else:
            for inner in _inside(what, given):
                yield from _repeated(inner, before)
        before += _sample([(what, given)])


def _inside(what: Any, given: Any) -> list[Any]:
    """The patterns within a part of a pattern."""
    if what is signs.SUBPATTERN:
        return [given[-1]]
    if what is signs.BRANCH:
        return list(given[1])
    if what is signs.ATOMIC_GROUP:
        return [given]
    return []


def _sample(tree: Iterable[Any]) -> str:
    """A short text that matches, where no look ahead or behind forbids it."""
    return "".join(_sign(what, given) for what, given in tree)


def _sign(what: Any, given: Any) -> str:
    if what is signs.LITERAL:
        return chr(given)
    if what in (signs.NOT_LITERAL, signs.ANY):
        return "a" if given != ord("a") else "b"
    if what is signs.IN:
        return _of_class(given)
    if what in (signs.MAX_REPEAT, signs.MIN_REPEAT, signs.POSSESSIVE_REPEAT):
        least, _, inner = given
        return _sample(inner) * max(least, 1)
    inside = _inside(what, given)
    return _sample(inside[0]) if inside else ""


def _of_class(given: Sequence[Any]) -> str:
    """A sign of a class."""
    if given[0][0] is signs.NEGATE:
        return next((sign for sign in _ANY if not any(_holds(part, sign) for part in given[1:])), "§")
    what, value = given[0]
    if what is signs.CATEGORY:
        return _CLASSES[value]
    return chr(value[0] if what is signs.RANGE else value)


def _holds(part: tuple[Any, Any], sign: str) -> bool:
    what, value = part
    if what is signs.LITERAL:
        return ord(sign) == value
    if what is signs.RANGE:
        return bool(value[0] <= ord(sign) <= value[1])
    kinds = {signs.CATEGORY_DIGIT: r"\d", signs.CATEGORY_SPACE: r"\s", signs.CATEGORY_WORD: r"\w"}
    opposite = {signs.CATEGORY_NOT_DIGIT: r"\D", signs.CATEGORY_NOT_SPACE: r"\S", signs.CATEGORY_NOT_WORD: r"\W"}
    return re.match({**kinds, **opposite}[value], sign) is not None
