"""Nouns in the plural and in the singular, by their endings."""

from __future__ import annotations

from extract import lexicon


def many(word: str, language: str) -> bool:
    """Whether a word looks like more than one: by its ending, or because the lexicon lists it."""
    ends = word.endswith(endings(language)) and len(word) > 3 and not word.endswith(_singles(language))
    listed = any(word in lexicon.listed(language, "groups", key) for key in ("plurals", "alike"))
    return listed or (ends and word not in lexicon.listed(language, "groups", "no_plurals"))


def one(word: str, language: str) -> str:
    """The word in the singular.

    >>> one("countries", "en")
    'country'
    """
    if word in lexicon.listed(language, "groups", "alike"):
        return word
    irregular = _pairs("whole_singulars", language).get(word)
    if irregular:
        return irregular
    for ending, single in _pairs("singulars", language).items():
        if word.endswith(ending) and len(word) > len(ending):
            return word[: -len(ending)] + single
    return word


@lexicon.cached
def endings(language: str) -> tuple[str, ...]:
    """Endings of words in the plural."""
    return tuple(lexicon.words(language, "groups").get("plural_endings", []))


@lexicon.cached
def _pairs(name: str, language: str) -> dict[str, str]:
    pairs = (pair.partition("/") for pair in lexicon.words(language, "groups").get(name, []))
    return {many: single for many, _, single in pairs}


@lexicon.cached
def _singles(language: str) -> tuple[str, ...]:
    """Endings of a singular that look like a plural's: bonus, boss."""
    return tuple(ending for ending, single in _pairs("singulars", language).items() if ending == single)
