"""What stands over and before a cell of a table -> the line above its number, the words before it, its unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from extract import lexicon, places, words
from extract.measures import leads
from extract.numbers import vocabulary
from extract.numbers.vocabulary import Vocabulary
from extract.readings import Reading

_LONGEST = 200  # characters of a heading that is told with each cell below it
_LABEL = re.compile(r"^[^\W\d_]+\.?\s+[A-Z]?\d+(?:\.\d+)*[a-z]?\s*[.:|–—-]\s*(?=\S)")  # Table 3.1:
_NOTE = re.compile(r"(?:[¹²³⁰-⁹]|\*+|†|‡|\s?[(\[][a-z0-9][)\]])+$")
_OWN = re.compile(r"[%‰$€£¥₹₺₽]|[^\W\d_]+(?![)\]\w])")
_QUARTER = re.compile(r"\b[QH][1-4]\b")
_WORD = re.compile(r"[^\W\d_]+")
_APART = re.compile(r"[(),;:\[\]]")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PERCENT = "%"
_SHORT = 3  # letters of the words that may stand before a unit: "in US$"


class Names(NamedTuple):
    """A row's headings, each with the heading of its column."""

    said: Sequence[str]
    over: Sequence[str]


class Told(NamedTuple):
    """How a cell is told: the line above it, the words before it, the signs around it that its headings give.

    roles: countries by role, where several headings of a row say whose they are; group: who is counted.
    """

    lead: str
    names: str
    before: str
    behind: str
    roles: tuple[tuple[str, str], ...]
    group: str
    where: str  # the country that the headings over it and the caption name, where it is one


def told(names: Names, over: Sequence[str], caption: str, language: str) -> Told:
    """How a cell is told, below the headings of its column and of its section, the nearest first, and the caption."""
    names = Names([_plain(said) for said in names.said], [_plain(said) for said in names.over])
    row = [said for said in names.said if said]
    over = [said for said in dict.fromkeys(map(_plain, over)) if said]
    caption = _LABEL.sub("", _plain(caption))
    roles = _roles(names, language)
    placed = [said for said in row if named(said, language)]
    if placed:
        before, above = placed[:1] if roles else placed, [*over, *(said for said in row if said not in placed)]
    else:
        before = [said for said in over if named(said, language) and not measured(said, language)]
        above = [*row, *(said for said in over if said not in before)]
    group = next((said for said in row if said not in placed and _people(said, language)), "")
    above = [said for said in above if said != group]
    spoken = [said for said in above if measured(said, language)]
    above, caption = _dated([*spoken, *(said for said in above if said not in spoken)], caption, language)
    whose = [said for said in names.over if said and (_tells(said, language) or (not roles and role(said, language)))]
    bare = dict.fromkeys(_bare(said[:_LONGEST], language) for said in [*above, caption, *whose])
    lead = ", ".join(said for said in bare if said).replace(". ", ", ")
    before_it, behind = unit([*over, *row, caption], language)
    counted = "" if before_it or measured(lead, language) else _counted([*over, *row, caption], language)
    if counted:  # a sentence of its own, in which the time stands, too
        before, behind = [*(said for said in above if _YEAR.search(said)), *before], behind + counted
    about = {place.codes for said in [*above, caption, *whose] for place in named(said, language)}
    where = "|".join(next(iter(about))) if len(about) == 1 else ""
    before = [_bare(said, language) for said in before]
    return Told(lead, ", ".join(before), before_it, behind, roles, group, where)


def _timed(said: str, months: Mapping[str, int]) -> bool:
    return bool(_YEAR.search(said) or _QUARTER.search(said) or months.keys() & _WORD.findall(said))


def measured_itself(said: str) -> bool:
    """Whether a cell has a unit of its own: a sign, a word or a code beside its number."""
    return bool(_OWN.search(said))


def _plain(said: str) -> str:
    """A heading without the marks of notes behind it: Mexico of "Mexico¹"."""
    return _NOTE.sub("", said).strip()


def _tells(said: str, language: str) -> bool:
    """Whether the heading of the names says what is counted, too: "Deportations from Mexico"."""
    return measured(said, language) and not role(said, language)


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


def unit(said: Iterable[str], language: str) -> tuple[str, str]:
    """The currency before and the scale or percent behind a number that headings give: "(US$ million)", "%".

    >>> unit(["Contributions (in US$ million)"], "en")
    ('US$ ', ' million')
    """
    known = vocabulary.of(language)
    for heading in said:
        pieces = [piece.strip() for piece in _APART.split(heading)]
        if heading.startswith(_PERCENT) or any(piece.lower() in known.lists["percent"] for piece in pieces):
            return "", _PERCENT
        found = next(filter(None, (_unit(piece.split(), known) for piece in pieces)), None)
        if found:
            return found
    return "", ""


def _bare(said: str, language: str) -> str:
    """A heading without the unit that it gives."""
    known = vocabulary.of(language)
    for piece in _APART.split(said):
        if _unit(piece.split(), known):
            said = said.replace(piece, "", 1).replace("()", "").replace("[]", "")
    return said.strip(" ,;:")


def _unit(tokens: Sequence[str], known: Vocabulary) -> tuple[str, str] | None:
    """The unit that is all that a few words say, but for a short one before it."""
    if tokens and len(tokens[0]) <= _SHORT and tokens[0].islower() and tokens[0] not in known.scales:
        tokens = tokens[1:]
    before = behind = ""
    for token in tokens:
        scale = _one(token.lower(), known)
        if token in known.signs or (token.isupper() and token.lower() in known.currencies):
            before = f"{token} "
        elif token.lower() in known.currencies and not before:
            before = f"{known.currencies[token.lower()]} "
        elif scale in known.scales and known.scales[scale] >= 1000:
            behind = f" {scale}"
        elif token.lower() in known.lists["percent"]:
            behind = _PERCENT
        else:
            return None
    return (before, behind) if before or behind else None


def _one(word: str, known: Vocabulary) -> str:
    """A scale in the singular: thousand of "thousands"."""
    ones = (word.removesuffix(ending) for ending in ("", *known.lists["plural"]))
    return next((one for one in ones if one in known.scales), word)


def _roles(names: Names, language: str) -> tuple[tuple[str, str], ...]:
    """The countries of a row with several headings that say whose they are: asylum and origin."""
    found: dict[str, str] = {}
    for said, over in zip(names.said, names.over, strict=True):
        codes = [code for place in named(said, language) for code in place.codes]
        whose = role(over, language) if codes else ""
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
