"""What the headings of a table say of its numbers' unit: a currency, a scale, percent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extract.numbers import vocabulary
from extract.numbers.vocabulary import Vocabulary

_APART = re.compile(r"[(),;:\[\]]")
_OWN = re.compile(r"[%‰$€£¥₹₺₽]|[^\W\d_]+(?![)\]\w])")
_PERCENT = "%"
_SHORT = 3  # letters of the words that may stand before a unit: "in US$"
_THOUSAND = 1000  # smaller scales are no units


def own(said: str) -> bool:
    """Whether a cell has a unit of its own: a sign, a word or a code beside its number."""
    return bool(_OWN.search(said))


def of(said: Iterable[str], language: str) -> tuple[str, str]:
    """The currency before and the scale or percent behind a number that headings give: "(US$ million)", "%".

    >>> of(["Contributions (in US$ million)"], "en")
    ('US$ ', ' million')
    """
    known = vocabulary.of(language)
    for heading in said:
        pieces = [piece.strip() for piece in _APART.split(heading)]
        if heading.startswith(_PERCENT) or any(piece.lower() in known.lists["percent"] for piece in pieces):
            return "", _PERCENT
        found = next(filter(None, (_unit(piece.split(), known) for piece in pieces)), None)
        if found:
            return found
    return "", ""


def without(said: str, language: str) -> str:
    """A heading without the unit that it gives."""
    known = vocabulary.of(language)
    for piece in _APART.split(said):
        if _unit(piece.split(), known):
            said = said.replace(piece, "", 1).replace("()", "").replace("[]", "")
    return said.strip(" ,;:")


def _unit(tokens: Sequence[str], known: Vocabulary) -> tuple[str, str] | None:
    """The unit that is all that a few words say, but for a short one before it."""
    if tokens and len(tokens[0]) <= _SHORT and tokens[0].islower() and tokens[0] not in known.scales:
        tokens = tokens[1:]
    before = behind = ""
    for token in tokens:
        scale = _one(token.lower(), known)
        if token in known.signs or (token.isupper() and token.lower() in known.currencies):
            before = f"{token} "
        elif token.lower() in known.currencies and not before:
            before = f"{known.currencies[token.lower()]} "
        elif scale in known.scales and known.scales[scale] >= _THOUSAND:
            behind = f" {scale}"
        elif token.lower() in known.lists["percent"]:
            behind = _PERCENT
        else:
            return None
    return (before, behind) if before or behind else None


def _one(word: str, known: Vocabulary) -> str:
    """A scale in the singular: thousand of "thousands"."""
    ones = (word.removesuffix(ending) for ending in ("", *known.lists["plural"]))
    return next((one for one in ones if one in known.scales), word)
