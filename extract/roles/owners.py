"""Places of a sentence -> which of its numbers each belongs to: by labels, clauses and the words between."""

from __future__ import annotations

from collections.abc import Sequence

from extract.measures.meanings import Meaning
from extract.readings import Part, Reading
from extract.roles import beside
from extract.roles.uses import Use

NAMED = frozenset({"bare", "authority", "giving"})  # uses of a name that stands alone or for its state
_LABELS = ("(", ":", "-")
_LEADERS = 3  # signs between a name and its number in a line of a table
_OWNED = frozenset({"source", "way", "toward", "inside", "near", "far"})
_CLOSE = 3  # words between a part of a number and its place
_MARGIN = 3.0  # a number nearer to a place by this much owns it
_OTHER = "other"  # those aboard the boat that sank: no count of their own
_NEXT_CLAUSE = 5.0  # who does something behind a number does rather something else


def of_each(reading: Reading, uses: Sequence[Use]) -> list[list[int]]:
    """The names that label each number; of names and numbers that go together one by one, each its own."""
    count = len(reading.firsts)
    if count > 1 and reading.respective():
        numbers = [k for k, first in enumerate(reading.firsts) if first < reading.respectively()]
        for n in reversed(range(len(uses))):  # the names nearest to the numbers
            group = together(reading, uses, n)
            if 1 < len(group) <= len(numbers) and uses[n].relation != "dateline":
                each = dict(zip(numbers[-len(group) :], group, strict=True))
                return [[each[k]] if k in each else [] for k in range(count)]
    return [labels(reading, uses, k) for k in range(count)]


def labels(reading: Reading, uses: Sequence[Use], k: int) -> list[int]:
    """The names that label a number: "Germany (29,545)", "India - 26,000", "East Africa/Middle East . . . . 4,100"."""
    i = reading.firsts[k] - 1
    leader = i
    while reading.word(leader) and not reading.word(leader)[0].isalnum():
        leader -= 1
    led = i - leader >= _LEADERS
    if reading.has(i, Part.AT):  # "followed by Mozambicans at 6,549"
        return [n for n, use in enumerate(uses) if use.last == i and use.relation == "people"]
    hyphen = reading.word(i) == "-" and reading.words.starts[i] == reading.words.ends[i - 1]
    if not led and (reading.word(i) not in _LABELS or hyphen):
        return []
    last = leader + 1 if led else i
    found = next((n for n, use in enumerate(uses) if use.last == last and use.relation != "where"), None)
    if found is None:
        return []
    first = found
    while led and first and all(_joins(reading, n) for n in range(uses[first - 1].last, uses[first].first)):
        first -= 1
    return list(range(first, found + 1))


def of_another(reading: Reading, k: int, meanings: Sequence[Meaning], use: Use) -> bool:
    """The place belongs to a nearer number of another measure: "ten deported to Turkey and the arrival of 400"."""
    if use.relation in NAMED and any(_between(reading, k, use, j) for j in range(k + 1, len(meanings))):
        return True
    if any(_of_part(reading, j, meanings[j], use) for j in range(k + 1, len(meanings))):
        return True
    if _of_next_clause(reading, k, meanings, use):
        return True
    if use.relation not in _OWNED or use.first == 0:
        return False
    mine = cost(reading, k, meanings[k], use)
    for j, other in enumerate(meanings):
        if j == k or other.measure in (meanings[k].measure, _OTHER, "personnel"):
            continue
        between = min(reading.firsts[j], reading.firsts[k]) < use.first < max(reading.firsts[j], reading.firsts[k])
        if (between or reading.firsts[j] < reading.firsts[k]) and cost(reading, j, other, use) + _MARGIN < mine:
            return True
    return False


def _of_next_clause(reading: Reading, k: int, meanings: Sequence[Meaning], use: Use) -> bool:
    """ "One ship picked up 100, while Cyprus brought in 24": behind a break, with another count behind it."""
    after = reading.lasts[k]
    if use.first < after or not reading.firsts[k + 1 :]:
        return False
    at = next(
        (i for i in range(after, use.first) if reading.has(i, Part.BREAKS) and not _doing(reading, i + 1)), use.first
    )
    counts = (first for first, other in zip(reading.firsts, meanings, strict=True) if other.measure != _OTHER)
    return at < use.first and any(first > at for first in counts)


def _doing(reading: Reading, i: int) -> bool:
    """ "While crossing": no clause of its own."""
    words = beside.roles(reading.language)
    return reading.word(i) in words["bound"] or reading.word(i) in words["crossing"]


def _of_part(reading: Reading, j: int, part: Meaning, use: Use) -> bool:
    """ "5,000 people, including 153 to Belgium": only the part went there."""
    first, last = reading.firsts[j], max(reading.lasts[j], part.noun.last)
    close = last <= use.first <= last + _CLOSE
    return close and any(reading.has(i, Part.INCLUDING) for i in (first - 1, first - 2))


def _between(reading: Reading, k: int, use: Use, j: int) -> bool:
    """The name stands behind number k and right before number j: "Italy took 300, Malta 40"."""
    behind = use.first >= reading.lasts[k] and use.last <= reading.firsts[j]
    if not behind:
        return False
    return reading.between(use.last, reading.firsts[j]) + 1.0 < reading.between(reading.lasts[k], use.first)


def cost(reading: Reading, k: int, meaning: Meaning, use: Use) -> float:
    """What it costs to walk from the number k, or what it counts, to a place."""
    last = max(reading.lasts[k], meaning.noun.last)
    if use.first >= last:
        said = meaning.cue_at if last <= meaning.cue_at < use.first else last - 1  # behind its verb: "drowned in"
        return reading.between(said + 1, use.first) + (_NEXT_CLAUSE if use.relation == "doer" else 0.0)
    if use.last <= reading.firsts[k]:
        return reading.between(use.last, reading.firsts[k]) + 1.0
    return 0.0


def together(reading: Reading, uses: Sequence[Use], index: int) -> list[int]:
    """The names of one list: Italy, Greece, Cyprus and Spain."""
    found = [index]
    for step in (1, -1):
        i = index
        while 0 <= i + step < len(uses):
            a, b = sorted((uses[i], uses[i + step]), key=lambda use: use.first)
            apart = any(not _joins(reading, n) or reading.word(n) == ")" for n in range(a.last, b.first))
            if a.relation != b.relation or not 0 <= b.first - a.last <= 3 or apart:
                break
            i += step
            found.append(i)
    return sorted(found)


def _joins(reading: Reading, i: int) -> bool:
    """A word between two names of a list: "and", "and in", "the", a comma."""
    if reading.has(i, Part.WITHIN):
        return reading.has(i - 1, Part.AND)
    return reading.has(i, Part.AND | Part.OR | Part.DETERMINERS) or not reading.word(i)[:1].isalnum()
