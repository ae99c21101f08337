"""Numbers that are part of a name or a reference: the Sea-Watch 3, Articles 5 and 7, Camp 4."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from extract import lexicon
from extract.numbers.vocabulary import SPACE, Vocabulary, alternation

if TYPE_CHECKING:
    from extract.numbers import Number

_BEFORE, _BEHIND = 60, 30  # characters that are looked at
_LESS_THAN = 3000
_WORDS = re.compile(r"[\w'’-]+|[^\s\w]")
_LAST_WORD = re.compile(r"[\s-]*([\w.'’]*)")
_NAME = rf"(?P<name>(?:[A-Z][\w’'-]*{SPACE}){{1,4}})$"
_MADE_UP = re.compile(r"\w-[A-Z]|[a-z][A-Z]")  # Sea-Watch, SpaceX: no place is written so
_BREAKS = ".,;:!?)]”\"'’"
_SHORT = 3  # letters: "is", "has"
_GAP = 16  # characters between two numbers of one name


class Name(NamedTuple):
    """Where the number of a name ends, its value, and whether a list of such numbers goes on behind it."""

    end: int
    value: float
    several: bool


class _Table(NamedTuple):
    before: re.Pattern[str]  # a word that makes the number behind it a name
    titles: re.Pattern[str]  # the same where it is written with a capital
    called: re.Pattern[str]  # an article, an adjective at most, and a name
    places: re.Pattern[str]  # words before an article behind which a place may stand
    joins: re.Pattern[str]
    closes: re.Pattern[str]  # what stands before the last of a list
    behind: frozenset[str]  # words behind a number that counts
    plural: tuple[str, ...]
    people: frozenset[str]
    ands: frozenset[str]


def of(text: str, start: int, end: int, number: Number, words: Vocabulary, earlier: Name | None) -> Name | None:
    """The name that a number belongs to: "Section 42", "the new Volvo Model 9"; earlier: the one before in the text."""
    if number.kind != "count" or number.form != "digits" or number.value >= _LESS_THAN:
        return None
    table = _table(words.language)
    before, behind = text[max(start, number.start - _BEFORE) : number.start], text[number.end : number.end + _BEHIND]
    behind = behind[: max(0, end - number.end)]
    last = last_word(before)
    said = last.lower().rstrip(".")
    if last and table.before.fullmatch(said):
        counts = last.islower() and _first(behind) in table.people  # in the area 12 migrants were found
        return None if counts else Name(number.end, number.value, said.endswith(table.plural))
    if not text[number.start : number.end].isdecimal() or _counts(behind, table):
        return None
    gap = text[earlier.end : number.start] if earlier and number.start - earlier.end <= _GAP else ""
    if earlier and gap and _goes_on(gap, number, earlier, table):
        return Name(number.end, number.value, earlier.several and not table.closes.search(gap))
    named = last[:1].isupper() and (table.titles.fullmatch(last) or _called(before, behind, table))
    return Name(number.end, number.value, last.endswith(table.plural)) if named else None


def _goes_on(gap: str, number: Number, earlier: Name, table: _Table) -> bool:
    """The 7 of "Articles 5 and 7", the second 7 of "the Nokia 7 Plus and 7 Mini"."""
    listed = earlier.several and table.joins.fullmatch(gap)
    return bool(listed or (number.value == earlier.value and table.closes.search(gap)))


def _called(before: str, behind: str, table: _Table) -> bool:
    """ "the new Volvo Model 9 to see", "aboard the Sea-Watch 3."; not "in the Gambia 12 drowned"."""
    match = table.called.search(before)
    name = match["name"].split() if match else []
    if not match or name[-1].isupper() or name[-1].endswith(table.plural) or behind[:1] in ("-", "–"):
        return False
    made_up = bool(_MADE_UP.search(match["name"]))
    if not behind or behind[0] in _BREAKS:
        return made_up
    return (made_up or not table.places.search(before[: match.start("opens")])) and bool(_first(behind))


def counts(behind: str, language: str) -> bool:
    """Whether what stands behind a number shows that it counts."""
    return _counts(behind, _table(language))


def _counts(behind: str, table: _Table) -> bool:
    """Whether a noun in the plural follows, or a word that only a number has behind it: "12 were", "12 more"."""
    said = _WORDS.findall(behind)[:2]
    if not said or not said[0][0].isalpha():
        return False
    first = said[0].lower()
    many = first.endswith(table.plural) and len(first) > _SHORT
    if many or first in table.behind or first in table.people:
        return True
    return said[0].islower() and first not in table.ands and said[1:] != [] and said[1] in table.people


def _first(behind: str) -> str:
    """The word behind the number, empty where a sign stands."""
    said = _WORDS.match(behind.lstrip())
    return said.group() if said and said.group()[0].isalpha() else ""


def last_word(before: str) -> str:
    """The last word, spaces and hyphens behind it aside; read backwards, which ends with the word."""
    match = _LAST_WORD.match(before[::-1])
    word = match.group(1)[::-1] if match else ""
    while word and (not word[0].isalnum() or word[0].isdecimal()):
        word = word[1:]
    return word


@lexicon.cached
def people(language: str) -> frozenset[str]:
    """Nouns for people, who are counted wherever they stand behind a number."""
    groups = lexicon.words(language, "groups")
    return frozenset(groups["migrants"] + groups["persons"] + groups["households"])


@lexicon.cached
def _table(language: str) -> _Table:
    lists = lexicon.words(language, "numbers")["words"]
    article = rf"(?i:{alternation(lists.get('name_openers', []))}){SPACE}(?:[a-z][\w-]*{SPACE})?"
    ands = alternation([*lists["and"], *lists["ranges"]])
    return _Table(
        re.compile(rf"(?:{alternation(lists['names_before'])})"),
        re.compile(rf"(?:{alternation(lists.get('titles_before', []))})"),
        re.compile(rf"(?P<opens>(?<![^\W_]){article}|\w['’][a-z]{SPACE}){_NAME}"),
        re.compile(rf"(?<![^\W_])(?:{alternation(lists.get('before_places', []))})\s+$", re.I),
        re.compile(rf"\s*(?:,|,?\s(?:{ands})\s|[-–&/])\s*"),
        re.compile(rf"\s(?:{ands})\s"),
        frozenset(lists.get("behind_counts", [])),
        tuple(lexicon.words(language, "groups").get("plural_endings", [])),
        people(language),
        frozenset([*lists["and"], *lists["ranges"]]),
    )
