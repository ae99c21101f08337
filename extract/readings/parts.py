"""What a word does in its sentence: a verb of being, a preposition, a number."""

from __future__ import annotations

from typing import Final

from extract import lexicon


class Part:
    """What a word does in its sentence: flags, named after the lists of grammar.toml; plain numbers, for speed."""

    NONE: Final = 0
    BE: Final = 1
    HAVE: Final = 2
    MODAL: Final = 4
    RELATIVE: Final = 8
    OF: Final = 16
    AND: Final = 32
    OR: Final = 64
    BREAKS: Final = 128
    SAYS: Final = 256
    PREPOSITIONS: Final = 512
    DETERMINERS: Final = 1024
    BETWEEN: Final = 2048
    OTHERS: Final = 4096
    DEFINITE: Final = 8192
    INCLUDING: Final = 16384
    BY: Final = 32768
    TO: Final = 65536
    LINKS: Final = 131072
    UP: Final = 262144
    DOWN: Final = 524288
    COMPARED: Final = 1048576
    COMPARISON: Final = 2097152
    CHANGE_NOUNS: Final = 4194304
    TOTAL: Final = 8388608
    FROM: Final = 16777216
    AT: Final = 33554432
    NUMBER: Final = 67108864
    TIME: Final = 134217728
    PLACE: Final = 268435456
    PRONOUNS: Final = 536870912
    WITHIN: Final = 1073741824
    SIZES: Final = 2147483648
    MAKES_UP: Final = 4294967296
    POSSESSIVE: Final = 8589934592
    EXISTENTIAL: Final = 17179869184
    WISHES: Final = 34359738368
    HOLDING: Final = 68719476736
    RESPECTIVELY: Final = 137438953472


VERBS: Final = Part.BE | Part.HAVE | Part.MODAL | Part.SAYS | Part.RELATIVE  # a row of a list has none of them


@lexicon.cached
def of(language: str) -> dict[str, int]:
    """The parts of the words of grammar.toml."""
    lists = lexicon.words(language, "grammar")
    found: dict[str, int] = {}
    for name, part in vars(Part).items():
        if name.isupper():
            for word in lists.get(name.lower(), []):
                found[word] = found.get(word, 0) | part
    return found
