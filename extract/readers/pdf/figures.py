"""What a cell of a table says: a number, that there is none, a year."""

from __future__ import annotations

import re

_LONGEST = 30  # characters of a number with its signs
_FIGURE = re.compile(r"[^\w]{0,3}\d[\d.,'’\s\u00a0]*(?:[^\W\d_]{1,3}\b)?[^\w]{0,3}(?:\(?[\d.,]+\s?%?\)?)?(?:\[\d+\])?")
_NONE = re.compile(r"[-–—−.…*]{1,3}|[nN]\.?/?[aAdD]\.?")
_YEAR = re.compile(r"[^\w]*(?:1[89]|20|21)\d\d[^\w]*")


def figure(text: str) -> bool:
    """Whether a cell holds a number and hardly anything else.

    >>> [said for said in ("1,234", "$5m", "12 %", "(3.4)", "1,234 (12%)", "12 people") if not figure(said)]
    ['12 people']
    """
    said = text.strip()
    return len(said) <= _LONGEST and _FIGURE.fullmatch(said) is not None


def entry(text: str) -> bool:
    """Whether a cell holds a number, or says that there is none: "-", "n/a"."""
    return figure(text) or _NONE.fullmatch(text.strip()) is not None


def year(text: str) -> bool:
    """Whether a cell holds a year alone."""
    return _YEAR.fullmatch(text) is not None
