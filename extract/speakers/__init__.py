"""Sentence -> whom the text credits for its numbers, as written; a quotation that runs on keeps its speaker."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extract.speakers import subjects, vocabulary
from extract.speakers.vocabulary import Vocabulary
from extract.words import Phrases, Words

_FEW = 5  # words before a credit that can be a statement
_ENDING = 8  # words behind the verb of a credit that ends its sentence
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


def find(
    text: str, sentences: Sequence[tuple[int, int]], words: Sequence[Words], language: str = "en"
) -> list[list[Speaker]]:
    """The credits of each sentence, in its order; a quotation that runs on keeps its speaker."""
    lists = vocabulary.of(language)
    found: list[list[Speaker]] = []
    last_who, last_end = "", -1
    for (start, end), spoken in zip(sentences, words, strict=True):
        said = _said(text, start, end, spoken, lists)
        quoted = text[start] in _QUOTES and any(credit.first == start for credit in said)
        according = _according(text, start, end, spoken, lists)
        credits = said + according if quoted else according + said
        if not credits and last_who and _goes_on(text, start, end, last_end):
            credits = [Speaker(start, start, start, end, last_who)]
        found.append(credits)
        if credits:
            thing = not lists.no_voice.isdisjoint(credits[-1].who.lower().split())
            last_who, last_end = "" if thing else credits[-1].who, end
    return found


def phrases(language: str) -> list[Phrases[bool]]:
    """The words of crediting: those before whom they credit, and the verbs."""
    lists = vocabulary.of(language)
    return [lists.according, lists.saying]


def of(credits: Sequence[Speaker], at: int) -> str:
    """Who is credited for the number at an offset; the outer speaker of two."""
    found = [credit for credit in credits if credit.first <= at < credit.last and not credit.start <= at < credit.end]
    return min(found, key=lambda credit: credit.first).who if found else ""


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


def _according(text: str, start: int, end: int, words: Words, lists: Vocabulary) -> list[Speaker]:
    found: list[Speaker] = []
    for hit in lists.according.find(words):
        first = hit.last
        last = first
        while last < min(len(words.folded), first + subjects.LONGEST):
            word = words.folded[last]
            counts = word[0].isdigit() and words.folded[last - 1] != "-"  # according to the ministry 16 had drowned
            if counts or word in (",", ";", ":", ".", '"', "(") or (word in lists.behind and word not in lists.within):
                break
            if word in lists.verbs and last > first and words.folded[last - 1] not in lists.unended:
                break
            last += 1
        last = subjects.trimmed(words, first, last)
        first = subjects.behind_data(words, first, last, lists)
        if last > first:
            who = text[words.starts[first] : words.ends[last - 1]]
            found.append(Speaker(words.starts[first], words.ends[last - 1], start, end, who))
    return found


def _said(text: str, start: int, end: int, words: Words, lists: Vocabulary) -> list[Speaker]:
    found: list[Speaker] = []
    for hit in lists.saying.find(words):
        i, word = hit.first, words.folded[hit.first]
        if _is_passive(words, i, lists):
            continue
        subject, inverted = subjects.before(words, i, lists), False
        if subject and word in lists.weak and not _speaks(text, words, i, subject, inverted, lists):
            subject = None
        if subject is None and word in lists.inverted and _opens(words, i):
            subject, inverted = subjects.behind(words, i, lists), True
        if subject is None or (word in lists.weak and not _speaks(text, words, i, subject, inverted, lists)):
            continue
        a, b = subject
        if _quoted(words, i, word, lists) or _nobody(words, a, i, lists):
            continue
        span = words.starts[a], words.ends[b - 1]
        trailing = inverted or _closes(words, i, lists) or _inserted(words, a, i, lists) or _behind_quote(words, a)
        scope = (start, end) if trailing else (words.ends[i], end)
        if (
            not trailing
            and found
            and words.folded[a - 1 : a] not in ([","], [";"], ['"'])
            and not _new_clause(words, a, lists)
        ):
            continue
        if found and not trailing and found[-1].first > start:
            found[-1] = found[-1]._replace(last=min(found[-1].last, span[0]))
        found.append(Speaker(*span, *scope, text[span[0] : span[1]]))
    return found


def _quoted(words: Words, i: int, word: str, lists: Vocabulary) -> bool:
    """ "We found 40" within a quotation credits nobody."""
    return word in lists.weak and words.folded[:i].count('"') % 2 == 1


def _nobody(words: Words, a: int, i: int, lists: Vocabulary) -> bool:
    """It is said that …"""
    return words.folded[a] in lists.impersonal and words.folded[i - 1] in lists.passive


def _new_clause(words: Words, a: int, lists: Vocabulary) -> bool:
    return a == 0 or not words.folded[a - 1].isalpha() or words.folded[a - 1] in lists.new_clause


def _closes(words: Words, i: int, lists: Vocabulary) -> bool:
    """The verb ends its clause: "…, the ministry said.", "…, he said on Monday"."""
    rest = words.folded[i + 1 : i + 6]
    if not rest or rest[0] in (".", ",", ";", ":", '"'):
        return True
    return (
        len(words.folded) - i <= 7
        and not any(word[0].isdigit() for word in words.folded[i + 1 :])
        and not lists.that.intersection(rest)
    )


def _inserted(words: Words, a: int, i: int, lists: Vocabulary) -> bool:
    """Stands between two commas behind what was said: "…, the ministry said on Monday, with …"."""
    if a < _FEW or words.folded[a - 1] not in (",", '"'):
        return False
    rest = words.folded[i + 1 : i + 7]
    if len(words.folded) - i <= _ENDING and lists.that.isdisjoint(rest) and all(w.isalnum() for w in rest[:-1]):
        return True  # "…, the agency reported in early May 2022."
    stop = next((n for n, word in enumerate(rest) if word == ","), -1)
    return stop > 0 and all(word.isalpha() for word in rest[:stop])


def _behind_quote(words: Words, a: int) -> bool:
    """ "…,” he said at a press conference": right behind what was quoted."""
    return a >= _FEW and words.folded[a - 1] == '"' and words.starts[a - 1] == words.ends[a - 2]


def _is_passive(words: Words, i: int, lists: Vocabulary) -> bool:
    """ "40 were reported missing", "was also reported": nobody says so."""
    if words.folded[i] in lists.never_passive:
        return False
    before = words.folded[max(0, i - 2) : i]
    adverb = len(before) > 1 and before[1] in lists.skip
    return bool(before) and (before[-1] in lists.passive or (adverb and before[0] in lists.passive))


def _opens(words: Words, i: int) -> bool:
    """A verb before who speaks stands behind a sign or opens the sentence: not "the reported site"."""
    return i == 0 or not words.folded[i - 1][-1].isalnum()


def _speaks(text: str, words: Words, i: int, subject: tuple[int, int], inverted: bool, lists: Vocabulary) -> bool:
    """Whether a verb that is not always of saying is: of an organ, of a name behind it or before "that"."""
    if not lists.organs.isdisjoint(words.folded[subject[0] : subject[1]]):
        return True
    that = not lists.that.isdisjoint(words.folded[i + 1 : i + 2])
    return text[words.starts[subject[0]]].isupper() and (inverted or that)
