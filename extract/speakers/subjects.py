"""Who stands before or behind a verb of saying."""

from __future__ import annotations

from extract.speakers.vocabulary import Vocabulary
from extract.words import Words

LONGEST = 16  # words of the longest credit
_SIGNS = {",", ";", ":", '"', "'"}


def trimmed(words: Words, first: int, last: int) -> int:
    """Where words[first:last] ends without the signs behind it."""
    while last > first and not any(c.isalnum() for c in words.folded[last - 1]) and words.folded[last - 1] != ")":
        last -= 1
    return last


def before(words: Words, i: int, lists: Vocabulary) -> tuple[int, int] | None:
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
    spoken = next((i for i in range(first, last) if words.folded[i] in lists.plain), last)
    while spoken != last and spoken > first and words.folded[spoken - 1] in lists.skip:
        spoken -= 1
    last = _without_day(words, first, spoken, lists)  # "the government has said it expects": the government
    return (first, last) if _names(words, first, last, lists) else None


def _start(words: Words, last: int, lists: Vocabulary) -> int:
    first = last
    depth = 0
    while first:
        word = words.folded[first - 1]
        depth += (word == ")") - (word == "(")
        if depth <= 0 and (
            word in _SIGNS
            or word in lists.edges
            or (word == "-" and _dash(words, first - 1))
            or (word in (".", "?") and first != last)
        ):
            break
        first -= 1
    return first


def _dash(words: Words, i: int) -> bool:
    return words.starts[i] > words.ends[i - 1] if i else True


def _before_apposition(words: Words, comma: int, lists: Vocabulary) -> tuple[int, int] | None:
    """Ann Lee, head of the office, said."""
    middle = comma
    while middle and words.folded[middle - 1] != ",":
        middle -= 1
    if not middle or comma - middle > 14:
        return None
    last = middle - 1
    first = _without_lead(words, _start(words, last, lists), last, lists)
    return (first, last) if _names(words, first, last, lists) else None


def _without_lead(words: Words, first: int, last: int, lists: Vocabulary) -> int:
    """Without "On Friday", "Meanwhile", "And"."""
    while first < last and words.folded[first] in lists.cut:
        first += 1
    return first


def _without_day(words: Words, first: int, last: int, lists: Vocabulary) -> int:
    """The end without the day: "the UN on Wednesday", "the ministry Friday"."""
    if last - first > 1 and words.folded[last - 1] in lists.weekdays:
        last -= 1
        last -= last - first > 1 and words.folded[last - 1] in lists.behind
    return last


def _names(words: Words, first: int, last: int, lists: Vocabulary) -> bool:
    stretch = words.folded[first:last]
    if stretch and stretch[-1] in lists.unended:
        return False  # "IOM reports an estimated …"
    if not stretch or len(stretch) > LONGEST or any(word in lists.no_subject for word in stretch):
        return False
    counts = any(word[0].isdigit() and stretch[i - 1 : i] != ["-"] for i, word in enumerate(stretch))  # not Covid-19
    return any(word[0].isalpha() for word in stretch) and not counts


def behind(words: Words, i: int, lists: Vocabulary) -> tuple[int, int] | None:
    """Said X, who …; said X on Monday."""
    first = last = i + 1
    while last < min(len(words.folded), first + LONGEST):
        word = words.folded[last]
        if word in (",", ";", ":", ".", '"') or (
            word in lists.behind and word not in lists.within_inverted and last > first
        ):
            break
        last += 1
    last = trimmed(words, first, last)
    if last > first and words.folded[first] in lists.behind | lists.impersonal | lists.that:
        return None
    return (first, last) if _names(words, first, last, lists) else None


def behind_data(words: Words, first: int, last: int, lists: Vocabulary) -> int:
    """Where those begin whose data are cited: "according to figures released on Friday by the ministry"."""
    if lists.no_voice.isdisjoint(words.folded[first : first + 3]):
        return first
    return next((i + 1 for i in range(last - 2, first, -1) if words.folded[i] in lists.giving_data), first)
