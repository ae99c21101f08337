"""Relative points in time -> dates, through dateparser: "three weeks ago"."""

from __future__ import annotations

import datetime as dt
import functools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

_LONGEST = 64  # characters of an expression that is read


@functools.lru_cache(maxsize=4096)
def of(written: str, published: dt.date, language: str) -> dt.date | None:
    """The day of an expression that our grammar has found, against the day of publication; None where it is none.

    >>> of("three weeks ago", dt.date(2021, 6, 8), "en")
    datetime.date(2021, 5, 18)
    """
    if len(written) > _LONGEST:
        return None
    found = _parser(published, language).get_date_data(written).date_obj
    return found.date() if found else None


@functools.lru_cache(maxsize=64)
def _parser(published: dt.date, language: str) -> DateDataParser:
    from dateparser.date import DateDataParser  # a tenth of a second, for those texts that need it

    noon = dt.datetime(published.year, published.month, published.day, 12)
    return DateDataParser(languages=[language], settings={"RELATIVE_BASE": noon, "PARSERS": ["relative-time"]})
