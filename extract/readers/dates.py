"""Publication dates as users write them, checked."""

from __future__ import annotations

import datetime as dt
import re

from extract.readers.errors import DocumentError

_LONGEST = 64  # characters of a date
_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def published(written: str | None, where: str) -> str | None:
    """A date as 2021, 2021-06 or 2021-06-08, None for nothing; a DocumentError where it is no date or may be two.

    >>> published("2021-06-08T10:00:00Z", "a.md")
    '2021-06-08'
    >>> published("Tuesday, 8 June 2021", "a.md")
    '2021-06-08'
    """
    said = (written or "").strip()
    if not said:
        return None
    match = _FORM.fullmatch(re.split(r"[T ]", said)[0])
    found = _checked(match) if match else _in_words(said)
    if found is None:
        raise DocumentError(
            f"{where}: published: {written} is no date that can be read; write it as 2021, 2021-06 or 2021-06-08"
        )
    return found


def _checked(match: re.Match[str]) -> str | None:
    year, month, day = match.groups()
    try:
        dt.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return match.group()


def _in_words(said: str) -> str | None:
    """8 June 2021, June 2021, 8 juin 2021, Tue, 08 Jun 2021 10:00 GMT; not 6/8/2021, which may be two days."""
    if len(said) > _LONGEST or not any(sign.isalpha() for sign in said):
        return None
    from dateparser.date import DateDataParser  # a tenth of a second, only where a date needs it

    settings = {"PARSERS": ["absolute-time"], "REQUIRE_PARTS": ["year"]}
    data = DateDataParser(settings=settings).get_date_data(said)
    if data.date_obj is None:
        return None
    parts = {"day": 10, "month": 7, "year": 4}.get(str(data.period), 10)
    return data.date_obj.date().isoformat()[:parts]
