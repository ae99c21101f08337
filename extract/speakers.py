"""Sentence -> whom the text credits for its numbers, as written; a quotation that runs on keeps its speaker."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extract import lexicon
from extract.words import Phrases, Words

_LONG = 16  # words of the longest credit
_FEW = 5  # words before a credit that can be a statement
_SIGNS = {",", ";", ":", '"', "(", ")", "-", "'"}
_QUOTES = '“"”'


class Speaker(NamedTuple):
    """A credit: text[start:end] is who, as written; it holds for the numbers within text[first:last].

    start == end where a quotation's speaker is carried from an earlier sentence and `who` alone is known.
    """

    start: int
    end: int
    first: int
    last: int
    who: str


class _Words(NamedTuple):
    verbs: frozenset[str]
    weak: frozenset[str]
    organs: frozenset[str]
    skip: frozenset[str]
    edges: frozenset[str]
    relative: frozenset[str]
    behind: frozenset[str]
    inverted: frozenset[str]
    no_subject: frozenset[str]
    cut: frozenset[str]
    impersonal: frozenset[str]
    passive: frozenset[str]
    according: Phrases[bool]


def find(
    text: str, sentences: Sequence[tuple[int, int]], words: Sequence[Words], language: str = "en"
) -> list[list[Speaker]]:
    """The credits of each sentence, in its order; a quotation that runs on keeps its speaker."""
    lists = _words(language)
    found: list[list[Speaker]] = []
    last_who, last_end = "", -1
    for (start, end), spoken in zip(sentences, words, strict=True):
        credits = _according(text, start, end, spoken, lists) + _said(text, start, end, spoken, lists)
        if not credits and last_who and _goes_on(text, start, end, last_end):
            credits = [Speaker(start, start, start, end, last_who)]
        found.append(credits)
        if credits:
            last_who, last_end = credits[-1].who, end
    return found


def of(credits: Sequence[Speaker], at: int) -> str:
    """Who is credited for the number at an offset; the outer speaker of two."""
    return next(
        (credit.who for credit in credits if credit.first <= at < credit.last and not credit.start <= at < credit.end),
        "",
    )


def _goes_on(text: str, start: int, end: int, last_end: int) -> bool:
    """Whether a quotation that was credited just before goes on."""
    if last_end < 0 or start - last_end > 400:
        return False
    opens = text[start] in _QUOTES
    return (
        (opens and start - last_end < 4)
        or (opens and text[last_end - 1] in _QUOTES)
        or (
            text.count("“", max(0, last_end - 400), start) > text.count("”", max(0, last_end - 400), start)
            and end > start
        )
    )


def _according(text: str, start: int, end: int, words: Words, lists: _Words) -> list[Speaker]:
    found: list[Speaker] = []
    for hit in lists.according.find(words):
        first = hit.last
        last = first
        while last < min(len(words.folded), first + _LONG):
            word = words.folded[last]
            if word in (",", ";", ":", ".", '"', "(") or (
                word in lists.behind and word not in ("of", "for", "and", "in", "on", "at", "to")
            ):
                break
            if word in lists.verbs and last > first:
                break
            last += 1
        last = _trimmed(words, first, last)
        if last > first:
            who = text[words.starts[first] : words.ends[last - 1]]
            found.append(Speaker(words.starts[first], words.ends[last - 1], start, end, who))
    return found


def _trimmed(words: Words, first: int, last: int) -> int:
    while last > first and not words.folded[last - 1][-1].isalnum() and words.folded[last - 1] not in (")", "'s"):
        last -= 1
    return last


def _said(text: str, start: int, end: int, words: Words, lists: _Words) -> list[Speaker]:
    found: list[Speaker] = []
    for i, word in enumerate(words.folded):
        if word not in lists.verbs:
            continue
        subject = _subject(words, i, lists)
        inverted = False
        if subject is None and word in lists.inverted:
            subject, inverted = _behind(words, i, lists), True
        if subject is None or (word in lists.weak and not _speaks(words, subject, lists)):
            continue
        a, b = subject
        if _quoted(words, i, word, lists) or _nobody(words, a, i, lists):
            continue
        span = words.starts[a], words.ends[b - 1]
        trailing = inverted or _closes(words, i) or _inserted(words, a, i)
        scope = (start, end) if trailing else (words.ends[i], end)
        if (
            not trailing
            and found
            and words.folded[a - 1 : a] not in ([","], [";"], ['"'])
            and not _new_clause(words, a)
        ):
            continue
        if found and not trailing and found[-1].first > start:
            found[-1] = found[-1]._replace(last=min(found[-1].last, span[0]))
        found.append(Speaker(*span, *scope, text[span[0] : span[1]]))
    return found


def _quoted(words: Words, i: int, word: str, lists: _Words) -> bool:
    """ "We found 40" within a quotation credits nobody."""
    return word in lists.weak and words.folded[:i].count('"') % 2 == 1


def _nobody(words: Words, a: int, i: int, lists: _Words) -> bool:
    """It is said that …"""
    return words.folded[a] in lists.impersonal and words.folded[i - 1] in lists.passive


def _new_clause(words: Words, a: int) -> bool:
    return a == 0 or not words.folded[a - 1].isalpha() or words.folded[a - 1] in ("but", "while")


def _closes(words: Words, i: int) -> bool:
    """The verb ends its clause: "…, the ministry said.", "…, he said on Monday"."""
    rest = words.folded[i + 1 : i + 6]
    if not rest or rest[0] in (".", ",", ";", ":", '"'):
        return True
    return (
        len(words.folded) - i <= 7
        and not any(word[0].isdigit() for word in words.folded[i + 1 :])
        and "that" not in rest
    )


def _inserted(words: Words, a: int, i: int) -> bool:
    """Stands between two commas behind what was said: "…, the ministry said on Monday, with …"."""
    if a < _FEW or words.folded[a - 1] not in (",", '"'):
        return False
    rest = words.folded[i + 1 : i + 7]
    stop = next((n for n, word in enumerate(rest) if word == ","), -1)
    return stop > 0 and all(word.isalpha() for word in rest[:stop])


def _speaks(words: Words, subject: tuple[int, int], lists: _Words) -> bool:
    return any(word in lists.organs for word in words.folded[subject[0] : subject[1]])


def _subject(words: Words, i: int, lists: _Words) -> tuple[int, int] | None:
    """Who stands before the verb at i."""
    last = i
    while last and words.folded[last - 1] in lists.skip:
        last -= 1
    if last and words.folded[last - 1] in lists.relative:
        last -= 1
    if last and words.folded[last - 1] == ",":
        return _before_apposition(words, last - 1, lists)
    first = _start(words, last, lists)
    first = _without_lead(words, first, last, lists)
    return (first, last) if _names(words, first, last, lists) else None


def _start(words: Words, last: int, lists: _Words) -> int:
    first = last
    depth = 0
    while first:
        word = words.folded[first - 1]
        depth += (word == ")") - (word == "(")
        if depth <= 0 and (
            word in _SIGNS - {"-", "(", ")"}
            or word in lists.edges
            or (word == "-" and _dash(words, first - 1))
            or (word in (".", "?") and first != last)
        ):
            break
        first -= 1
    return first


def _dash(words: Words, i: int) -> bool:
    return words.starts[i] > words.ends[i - 1] if i else True


def _before_apposition(words: Words, comma: int, lists: _Words) -> tuple[int, int] | None:
    """Ann Lee, head of the office, said."""
    middle = comma
    while middle and words.folded[middle - 1] != ",":
        middle -= 1
    if not middle or comma - middle > 14:
        return None
    last = middle - 1
    first = _without_lead(words, _start(words, last, lists), last, lists)
    return (first, last) if _names(words, first, last, lists) else None


def _without_lead(words: Words, first: int, last: int, lists: _Words) -> int:
    """Without "On Friday", "Meanwhile", "And"."""
    while first < last and words.folded[first] in lists.cut:
        first += 1
    return first


def _names(words: Words, first: int, last: int, lists: _Words) -> bool:
    stretch = words.folded[first:last]
    if not stretch or len(stretch) > _LONG or any(word in lists.no_subject for word in stretch):
        return False
    return any(word[0].isalpha() for word in stretch) and not any(word[0].isdigit() for word in stretch)


def _behind(words: Words, i: int, lists: _Words) -> tuple[int, int] | None:
    """Said X, who …; said X on Monday."""
    first = last = i + 1
    while last < min(len(words.folded), first + _LONG):
        word = words.folded[last]
        if word in (",", ";", ":", ".", '"') or (
            word in lists.behind and word not in ("of", "for", "and", "at") and last > first
        ):
            break
        last += 1
    last = _trimmed(words, first, last)
    if last > first and words.folded[first] in lists.behind | {"it", "there", "that"}:
        return None
    return (first, last) if _names(words, first, last, lists) else None


@lexicon.cached
def _words(language: str) -> _Words:
    table = lexicon.words(language, "sayings")
    names = (
        "verbs",
        "weak",
        "organs",
        "skip",
        "edges",
        "relative",
        "after_subject",
        "inverted",
        "not_subject",
        "cut",
        "impersonal",
        "passive",
    )
    sets = [frozenset(table.get(name, [])) for name in names]
    return _Words._make([*sets, Phrases([(phrase, True) for phrase in table.get("according", [])])])
