"""Sentence and number -> reported, planned, forecast, conditional or denied."""

from __future__ import annotations

from extract.words import Words


def of(words: Words, first: int, last: int, language: str = "en") -> tuple[str, str]:
    """The modality of the number at words[first:last] of a sentence, and the words that decided ("" where none did)."""
    raise NotImplementedError
