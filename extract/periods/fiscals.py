"""Fiscal years and their parts -> intervals: "fiscal year 2022", "FY2019-20", "the first quarter of FY 2024"."""

from __future__ import annotations

import datetime as dt
import re

from extract.periods.intervals import NOTHING, Interval, fiscal, shift
from extract.periods.vocabulary import Vocabulary

_MIDYEAR = 6  # a fiscal year that begins behind it is named after the year in which it ends
_DAY = dt.timedelta(1)


def begins(word: str | None, words: Vocabulary, country: str) -> int:
    """The month in which the fiscal year begins: of the country, else by the word for it."""
    usual = words.fiscal["GBR" if (word or "").lower() in words.lists["financial"] else "USA"]
    return words.fiscal.get(country, usual)


def spanning(number: int, first: int) -> Interval:
    """The fiscal year that begins in the year number, in its month first: 2022-23."""
    return fiscal(number + (first > _MIDYEAR), first)


def years(g: re.Match[str], words: Vocabulary, country: str) -> Interval:
    """Fiscal year 2019, FY2019-20, the fiscal years 2017 to 2020."""
    if g["fys1"] and g["fys2"]:
        first = begins(g["fys_word"], words, country)
        last = int(g["fys2"]) + (len(g["fys2"]) < 4) * (int(g["fys1"]) // 100 * 100)
        if len(g["fys2"]) < 4 and last == int(g["fys1"]) + 1 and first != words.fiscal["USA"]:
            return spanning(int(g["fys1"]), first)  # of Australia, 2019-20 is one year
        return fiscal(int(g["fys1"]), first)[0], fiscal(last, first)[1]
    if g["yf"]:
        return fiscal(int(g["yf"]), begins(g["yf_word"], words, country))
    number, first = _number(g["fy"] or ""), begins(g["fy_word"], words, country)
    return spanning(number, first) if g["fy2"] else fiscal(number, first)


def part(g: re.Match[str], words: Vocabulary, country: str) -> Interval:
    """The first quarter of FY 2024."""
    first, _ = fiscal(_number(g["fpart_y"] or ""), begins(g["fpart_word"], words, country))
    which = words.quarters[(g["fpart"] or "").lower()]
    months = 6 if (g["fpart_of"] or "").lower() in words.lists["half"] else 3
    start, end = (shift(first, "month", months * n) for n in (which - 1, which)) if first else NOTHING
    return (start, end - _DAY) if start and end else NOTHING


def _number(written: str) -> int:
    """Of a year as written: 2019, 19."""
    return int(written) if len(written) == 4 else 2000 + int(written)
