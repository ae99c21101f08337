"""What stands over and before a cell of a table -> the line above its number, the words before it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from extract import grids, lexicon, places, words
from extract.grids import units
from extract.measures import leads
from extract.readings import Reading

_LONGEST = 200  # characters of a heading that is told with each cell below it
_LABEL = re.compile(r"^[^\W\d_]+\.?\s+[A-Z]?\d+(?:\.\d+)*[a-z]?\s*[.:|–—-]\s*(?=\S)")  # Table 3.1:
_QUARTER = re.compile(r"\b[QH][1-4]\b")
_WORD = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


class Names(NamedTuple):
    """The headings of a row, for all its cells.

    placed: those that name places; others; roles: countries by role, where several headings say whose they are;
    group: who is counted; whose: headings of their columns that say whose the names are, or what is counted.
    """

    placed: Sequence[str]
    others: Sequence[str]
    roles: tuple[tuple[str, str], ...]
    group: str
    whose: Sequence[str]


class Told(NamedTuple):
    """How a cell is told: the line above it, the words before it, the signs around it that its headings give.

    where: the country that the headings over it and the caption name, where it is one.
    """

    lead: str
    before: str
    sign: str
    unit: str
    names: Names
    where: str


def caption(said: str) -> str:
    """A caption without its number: Arrivals of "Table 3.1: Arrivals"."""
    return _LABEL.sub("", grids.plain(said))


def names(said: Sequence[str], over: Sequence[str], language: str) -> Names:
    """The headings of a row; over: those of their columns."""
    row, over = list(map(grids.plain, said)), list(map(grids.plain, over))
    roles = _roles(row, over, language)
    placed = [said for said in row if said and named(said, language)]
    others = [said for said in row if said and said not in placed]
    group = next((said for said in others if _people(said, language)), "")
    whose = [said for said in over if said and _tells(said, language, whose=not roles)]
    return Names(placed, others, roles, group, whose)


def told(row: Names, over: Sequence[str], caption: str, language: str) -> Told:
    """How a cell is told, below the headings of its column and of its section, the nearest first, and the caption."""
    over = [said for said in dict.fromkeys(map(grids.plain, over)) if said]
    if row.placed:
        before, above = (
            row.placed[:1] if row.roles else row.placed,
            [*over, *row.others, *row.placed[: len(row.roles)][1:]],
        )
    else:
        before = [said for said in over if named(said, language) and not measured(said, language)]
        above = [*row.others, *(said for said in over if said not in before)]
    sign, unit = units.of([*over, *row.placed, *row.others, caption], language)
    spoken = [said for said in above if said != row.group and measured(said, language)]
    silent = [said for said in above if said != row.group and said not in spoken]
    above, dated = _dated([*spoken, *silent], caption, language)
    said = [*above, dated, *row.whose]
    bare = dict.fromkeys(units.without(one[:_LONGEST], language) for one in said)
    lead = ", ".join(filter(None, bare)).replace(". ", ", ")
    counted = "" if sign or measured(lead, language) else _counted([*over, *row.placed, *row.others, dated], language)
    if counted:  # a sentence of its own, in which the time stands, too
        before = [*filter(_YEAR.search, above), *before]
    names = ", ".join(units.without(one, language) for one in before)
    return Told(lead, f"{names}: " if names else "", sign, unit + counted, row, _where(said, language))


def _where(said: Iterable[str], language: str) -> str:
    """The codes of the only place that headings name; empty where they name none or several."""
    found = {place.codes for one in said for place in named(one, language)}
    return "|".join(found.pop()) if len(found) == 1 else ""


def _timed(said: str, months: Mapping[str, int]) -> bool:
    return bool(_YEAR.search(said) or _QUARTER.search(said) or months.keys() & _WORD.findall(said))


def _tells(said: str, language: str, *, whose: bool) -> bool:
    """Whether a heading of names says what is counted ("Deportations from Mexico"), or whose they are if asked."""
    return whose if role(said, language) else measured(said, language)


def _dated(above: Sequence[str], caption: str, language: str) -> tuple[list[str], str]:
    """Headings with one time among them and the caption: the nearest, with the year of another where it has none.

    >>> _dated(["Encounters", "May"], "Monthly figures, 2022", "en")
    (['Encounters', 'May 2022'], 'Monthly figures')
    """
    months = lexicon.words(language, "periods")["months"]
    found = [*above, caption]
    years = [year for said in found for year in _YEAR.findall(said)]
    timed = [k for k, said in enumerate(found) if _timed(said, months)]
    if not timed or not years:
        return list(above), caption
    for k in timed[1:]:
        found[k] = _YEAR.sub("", found[k]).strip(" ,:;–-()")
    if not _YEAR.search(found[timed[0]]):
        found[timed[0]] += f" {years[0]}"
    return found[:-1], found[-1]


def _counted(said: Iterable[str], language: str) -> str:
    """The people that headings name, to stand behind a number that nothing else says anything of: " refugees"."""
    named = filter(None, (leads.people(_reading(heading, language)) for heading in said))
    return next((f" {people}" for people in named), "")


def named(said: str, language: str) -> list[places.Place]:
    """The places named in a heading."""
    return places.find(said, 0, len(said), language)


def measured(said: str, language: str) -> bool:
    """Whether a heading says what is counted: not who, nor what money is for."""
    return leads.speaks(_reading(said, language))


def role(said: str, language: str) -> str:
    """The role of the names below a heading: origin of "Nationality", place of "Country of asylum"; else empty."""
    found = words.of(said, 0, len(said)).folded
    for name, heads in lexicon.words(language, "roles").get("rows", {}).items():
        if not set(heads).isdisjoint(found):
            return str(name)
    return ""


def _roles(row: Sequence[str], over: Sequence[str], language: str) -> tuple[tuple[str, str], ...]:
    """The countries of a row with several headings that say whose they are: asylum and origin."""
    found: dict[str, str] = {}
    for said, head in zip(row, over, strict=True):
        codes = [code for place in named(said, language) for code in place.codes]
        whose = role(head, language) if codes else ""
        if whose:
            found.setdefault(whose, "|".join(dict.fromkeys(codes)))
    return tuple(found.items()) if len(found) > 1 else ()


def _people(said: str, language: str) -> bool:
    """Whether a heading says who is counted, and not what happened to them: "Women", "Children under 18"."""
    reading = _reading(said, language)
    return bool(leads.people(reading)) and not leads.cues(reading)


def _reading(said: str, language: str) -> Reading:
    span = 0, len(said)
    return Reading(said, span, words.of(said, *span), [], [], [], language)
