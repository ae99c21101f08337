"""Nouns in the plural and in the singular, by their endings."""

from __future__ import annotations

from extract import lexicon


def many(word: str, language: str) -> bool:
    """Whether a word looks like more than one: by its ending, or because the lexicon lists it."""
    ends = word.endswith(endings(language)) and len(word) > 3 and not word.endswith(_singles(language))
    return word in _plurals(language) or ends


def one(word: str, language: str) -> str:
    """The word in the singular.

    >>> one("countries", "en")
    'country'
    """
    for ending, single in _singulars(language):
        if word.endswith(ending) and len(word) > len(ending):
            return word[: -len(ending)] + single
    return word


@lexicon.cached
def endings(language: str) -> tuple[str, ...]:
    """Endings of words in the plural."""
    return tuple(lexicon.words(language, "groups").get("plural_endings", []))


@lexicon.cached
def _singulars(language: str) -> tuple[tuple[str, str], ...]:
    pairs = (pair.partition("/") for pair in lexicon.words(language, "groups").get("singulars", []))
    return tuple((ending, single) for ending, _, single in pairs)


@lexicon.cached
def _singles(language: str) -> tuple[str, ...]:
    """Endings of a singular that look like a plural's: bonus, boss."""
    return tuple(ending for ending, single in _singulars(language) if ending == single)


@lexicon.cached
def _plurals(language: str) -> frozenset[str]:
    return frozenset(lexicon.words(language, "groups").get("plurals", []))
