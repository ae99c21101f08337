"""Which figures a file holds: the filters that chose them, in words, and the name that the file has by them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from extract import gazetteer, labels
from extract.claim import ROLES

Selection = Mapping[str, Sequence[str]]
LONGEST = 1_000  # characters of the words: they stand on every row
_VALUE = 120  # characters of one filter's value, where the words are too long
_FEWER = (32, 16, 8, 4, 2, 1)  # values that a filter names, where the words are too long
_NAME = 80  # characters of a file's name, without its ending
_PART = 40  # of them for one value
_BEGINS = "migration-figures"
_UNNAMED = "selection"  # of filters that have no Latin letter and no digit
_NO_ROOM = 16  # characters that "-and-1000-more" needs
# what ends a line or turns its direction; halves of surrogate pairs, which no file can hold
_GAPS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_MARKS = re.compile(r"[\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]+")
_LATIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"})
_COUNTRIES = ("country", "region", *ROLES)


def said(selection: Selection | None) -> str:
    """The filters in one line of words, empty where there are none; at most 1,000 characters.

    >>> said({"country": ["MEX"], "measure": ["detention", "aid"], "words": ["minors"]})
    'country: Mexico; measure: Detention, Aid; words: minors'
    """
    named = _named(selection)
    whole = _joined(named, len(max(named.values(), key=len, default=())))
    if len(whole) <= LONGEST:
        return whole
    short = {name: [_cut(value, _VALUE) for value in values] for name, values in named.items()}
    tried = (_joined(short, most) for most in _FEWER)
    fitting = (text for text in tried if len(text) <= LONGEST)
    return next(fitting, _cut(_joined(short, 1), LONGEST))


def file_name(ending: str, selection: Selection | None, day: str = "") -> str:
    """A file's name by the filters: lower-case Latin letters, digits and dashes, then the ending as it is given.

    day: 2021-06-08, the last part of the name; at most 80 characters stand before the ending.

    >>> file_name(".csv", {"country": ["MEX"], "measure": ["detention", "aid"]}, "2021-06-08")
    'migration-figures-mexico-detention-aid-2021-06-08.csv'
    """
    parts = [_slug(value) for values in _named(selection).values() for value in values]
    last = _slug(day)
    room = _NAME - len(f"-{last}" if last else "")
    return "-".join(filter(None, (_fitting(parts, room), last))) + ending


def _fitting(parts: list[str], room: int) -> str:
    """The beginning of a name with as many of the parts as there is room for, and how many are left out."""
    name, left = _BEGINS, 0
    for place, part in enumerate(parts):
        longer = f"{name}-{part}"
        last = not left and place + 1 == len(parts)
        if part and len(longer) <= (room if last else room - _NO_ROOM):
            name = longer
        else:
            left += 1
    if not left:
        return name
    return f"{name}-{_UNNAMED}" if left == len(parts) else f"{name}-and-{left}-more"


def _named(selection: Selection | None) -> dict[str, list[str]]:
    """The filters by name, with their values as people read them; without those that choose nothing."""
    found: dict[str, list[str]] = {}
    for key, values in (selection or {}).items():
        words = [word for value in values if value and (word := _plain(_word(key, str(value))))]
        if words:
            found.setdefault(_plain(key.replace("_", " ")), []).extend(words)
    return found


def _word(key: str, value: str) -> str:
    """A filter's value as people read it: country MEX -> Mexico."""
    if key in _COUNTRIES:
        return gazetteer.name(value)
    if key == "measure":
        return labels.measure(value)
    if key == "status":
        return labels.status(value) or value
    return "not reviewed" if (key, value) == ("review", "none") else value


def _plain(text: str) -> str:
    """Text in one line that runs in one direction."""
    return " ".join(_MARKS.sub("", _GAPS.sub(" ", text)).split())


def _joined(named: Mapping[str, Sequence[str]], most: int) -> str:
    return "; ".join(f"{name}: {_listed(values, most)}" for name, values in named.items())


def _listed(values: Sequence[str], most: int) -> str:
    more = f" and {len(values) - most} more" if len(values) > most else ""
    return ", ".join(values[:most]) + more


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def _slug(text: str) -> str:
    """Letters and digits of a text in small Latin ones, with dashes between its words.

    >>> [_slug(text) for text in ("Côte d’Ivoire", "=1+1", "../../etc", "ليبيا")]
    ['cote-d-ivoire', '1-1', 'etc', '']
    """
    folded = unicodedata.normalize("NFKD", text[: 4 * _PART].casefold().translate(_LATIN))
    bare = "".join(sign for sign in folded if not unicodedata.combining(sign))
    words = re.sub(r"[^a-z0-9]+", "-", bare).strip("-")
    return words if len(words) <= _PART else words[: _PART + 1].rpartition("-")[0] or words[:_PART]
