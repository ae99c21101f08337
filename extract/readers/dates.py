"""Publication dates as users write them, checked."""

from __future__ import annotations

import datetime as dt
import re

from extract.readers.errors import DocumentError

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def published(written: str | None, where: str) -> str | None:
    """2021, 2021-06 or 2021-06-08 as it is (a time of day is cut off), None for nothing.

    >>> published("2021-06-08T10:00:00Z", "a.md")
    '2021-06-08'
    """
    bare = re.split(r"[T ]", (written or "").strip())[0]
    if not bare:
        return None
    match = _FORM.fullmatch(bare)
    try:
        if match is None:
            raise ValueError
        year, month, day = match.groups()
        dt.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise DocumentError(
            f"{where}: published: {written} is no date; write it as 2021, 2021-06 or 2021-06-08"
        ) from None
    return bare
