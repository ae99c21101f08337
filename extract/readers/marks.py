"""Raised numbers: a note's mark, or a unit's power; either must not run on from the number before it."""

from __future__ import annotations

import re

POWERS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_NUMBER = re.compile(r"\d{1,3}(?:[,–-]\d{1,3})*")
_UNIT = re.compile(r"(?<!\S)[a-z]{1,2}\Z")  # m², km³; a word by itself, for $4.2m and 3bn have notes, not powers


def number(said: str) -> bool:
    """Whether what is raised is a number, or several: "3", "3,4", "3-5"."""
    return _NUMBER.fullmatch(said) is not None


def raised(said: str, before: str) -> str:
    """A raised number as text, by the end of what stands before it.

    >>> raised("3", "91,000"), raised("2", "5 km"), raised("3", "$4.2m")
    ('[3]', '²', '[3]')
    """
    return said.translate(POWERS) if said.isdigit() and _UNIT.search(before) else f"[{said}]"
