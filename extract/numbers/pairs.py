"""Two numerals side by side: a range ("15 to 20"), a share ("one in five"), two figures with one unit."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.numbers import leave, names, vocabulary
from extract.numbers.numerals import Numeral
from extract.numbers.vocabulary import Vocabulary

_WINDOW = 14  # characters before a number in which "from" is looked for
_SIGN = 3  # characters with which a currency's sign ends, a space behind it
_MANY = 100  # a change by more is told as one figure: "by 10 to 15 people"
_NEARLY = 5  # times the lower bound
_SMALL = 1000  # "4 to 5 million", but "800,000 to 1 million"
_ALIKE = 10  # times: "from 3 to 12 million", but "from 500 to 2 million"
_GAP = 44  # characters that two ends of a range are apart at most
_ALL = 100  # percent
_ROUND = (10, 100)  # nine out of 10
_SHARES = 1e9  # the most that "one in N" is said of
_FEW = 5


def share(text: str, first: Numeral, second: Numeral, words: Vocabulary) -> float | None:
    """one in five, eight in ten, one in every 113; not "33 out of 181"."""
    said = " ".join(text[first.end : second.start].lower().replace("-", " ").split())
    if said not in words.lists["in_every"] or not 0 < first.value < second.value <= _SHARES:
        return None
    if second.value > _MANY * _ALIKE and (first.value > 1 or leave.YEAR.fullmatch(text, second.start, second.end)):
        return None
    every = said not in words.lists["in_every"][1::2]  # "in", "out of"
    spelled = first.form == second.form == "spelled"
    if not (
        second.value in _ROUND
        or spelled
        or (every and (first.value == 1 or second.value <= _ROUND[0]))
        or (first.value == 1 and (second.value <= _ALL or second.value > _MANY * _ALIKE))
        or (second.value <= _FEW and _people(text, second, words))
    ):
        return None
    part = 100 * first.value / second.value
    return round(part, 3) if second.value <= _MANY * _ALIKE else float(f"{part:.4g}")


def _people(text: str, numeral: Numeral, words: Vocabulary) -> bool:
    """Of people: "2 in 3 children"; not "2 in 3 towns"."""
    behind = text[numeral.end : numeral.end + _GAP].split()[:1]
    return bool(behind) and behind[0].strip(".,;:").lower() in names.people(words.language)


def is_range(
    text: str, start: int, first: Numeral, second: Numeral, words: Vocabulary, later: Sequence[Numeral] = ()
) -> bool:
    """Whether the two are the ends of one quantity; later: the next two numerals behind them."""
    if first.form not in ("digits", "spelled") or second.form not in ("digits", "spelled"):
        return False
    low, high = bounds(first, second)
    if low >= high:
        return False
    gap, bare = text[first.end : second.start], _between(text, first, second, words)
    if bare is None:
        return False
    opener = _opener(text, start, first, words)
    between = words.lists["between"]
    if bare in ("-", "–", "—", "‑", "‐"):
        return first.form == second.form and (" " not in gap or first.factor == second.factor)
    if opener == between[0] and bare in words.lists["and_range"]:
        return True
    if bare not in words.lists["ranges"] or _from_year(text, first, second):
        return False
    if bare == words.lists["ranges"][0]:
        if opener in words.lists["ranging_behind"]:
            return _ranging(text, start, first, words) or _chained(text, second, later, words)
        moved = opener in words.lists["by"] or opener in words.lists.get("moved", [])
        small = high <= _NEARLY * low and (low < _MANY or _share(text, second, words))
        return not moved or (small and not _sign(text, second, words))  # "rose by 1,200 to 4,300": two figures
    return high <= 3 * low and not words.apart.search(text, second.end, second.end + 2 * _GAP)


def _between(text: str, first: Numeral, second: Numeral, words: Vocabulary) -> str | None:
    """What stands between two near numerals beside their units and signs; None if their units differ."""
    if second.start - first.end > _GAP or not words.joins.search(text, first.end, second.start):
        return None
    gap = text[first.end : second.start]
    gap = words.money_before.sub("", gap) if _signed(gap, words) else gap
    own, their = _sign(text, first, words), _sign(text, second, words)
    if own and their and not own.endswith(their):
        return None
    stop = first.end + len(gap)
    behind = vocabulary.behind(text, first.end, stop)
    for pattern, begins in zip((words.percent, words.money_after, words.unit), words.behind, strict=False):
        unit = pattern.match(text, first.end, stop) if behind in begins else None
        if unit:
            same = pattern.match(text, second.end)
            if not same or _said(unit) != _said(same):
                return None
            return text[unit.end() : stop].strip().lower()
    return gap.strip().lower()


def _sign(text: str, numeral: Numeral, words: Vocabulary) -> str:
    """The currency's sign before a numeral."""
    match = currency(text, max(0, numeral.start - _WINDOW), numeral.start, words)
    return "".join(match["sign"].split()) if match else ""


def currency(text: str, start: int, at: int, words: Vocabulary) -> re.Match[str] | None:
    """The currency's sign or code that ends at an offset, a space aside."""
    return words.money_before.search(text, start, at) if _signed(text[max(start, at - _SIGN) : at], words) else None


def _signed(before: str, words: Vocabulary) -> bool:
    """Whether a currency's sign or code may end there, a space aside."""
    last = before.rstrip()[-2:]
    return last in words.sign_ends or last[-1:] in words.sign_ends


def _said(unit: re.Match[str]) -> str:
    """A unit without the signs around it; all words for percent are one."""
    return "" if "unit" not in unit.re.groupindex and "name" not in unit.re.groupindex else unit.group().strip(" -")


def _opener(text: str, start: int, first: Numeral, words: Vocabulary) -> str:
    """The word before the first that is no currency's sign."""
    before = text[max(start, first.start - _WINDOW) : first.start].lower().split()
    return next((w for w in reversed(before) if w.upper() not in words.signs and w not in words.signs), "")


def shares_unit(text: str, start: int, first: Numeral, second: Numeral, words: Vocabulary) -> bool:
    """ "from 5 to 7 percent", "from $10 to $15 billion": two figures, the unit or scale stands once."""
    if first.form != second.form or _from_year(text, first, second):
        return False
    bare = _between(text, first, second, words)
    if bare in words.lists["and_range"]:  # 5 and 10 percent
        gap = text[first.end : second.start].strip().lower()
        return gap == bare and max(first.value, second.value) <= _ALL and _share(text, second, words)
    return bare == words.lists["ranges"][0] and _opener(text, start, first, words) in words.lists["ranging_behind"]


def _share(text: str, numeral: Numeral, words: Vocabulary) -> bool:
    return words.percent.match(text, numeral.end) is not None


def scaled(first: Numeral, second: Numeral) -> float:
    """The first with the scale of the second, where they are alike with it."""
    value = first.value * second.factor
    alike = second.value / _ALIKE <= value <= second.value * _ALIKE
    return value if first.factor == 1.0 and second.factor > 1.0 and first.value < _SMALL and alike else first.value


def _ranging(text: str, start: int, first: Numeral, words: Vocabulary) -> bool:
    """ "prices range from $200 to $4 million": one range, where "rose from" gives two figures."""
    before = text[max(start, first.start - 2 * _WINDOW) : first.start].lower().split()
    return not set(words.lists["ranging"]).isdisjoint(before)


def _chained(text: str, second: Numeral, later: Sequence[Numeral], words: Vocabulary) -> bool:
    """ "from 5 to 7 percent to 3 to 5 percent": two ranges."""
    if len(later) < 2 or later[1].start - second.end > _GAP:
        return False
    own = words.percent.match(text, second.end) or words.money_after.match(text, second.end)
    gap = words.money_before.sub("", text[own.end() if own else second.end : later[0].start])
    to = words.lists["ranges"][0]
    return gap.strip().lower() == to == _between(text, later[0], later[1], words)


def _from_year(text: str, first: Numeral, second: Numeral) -> bool:
    """ "in 2017 to $30 million", "the total for 2016 to 47,600": no range."""
    year = leave.YEAR.fullmatch
    short = first.end - first.start == leave.DIGITS
    return short and bool(year(text, first.start, first.end)) and not year(text, second.start, second.end)


def bounds(first: Numeral, second: Numeral) -> tuple[float, float]:
    """1.2 to 1.5 million: the scale stands once."""
    low = first.value
    if first.factor == 1.0 and second.factor > 1.0 and low < _SMALL and low * second.factor <= second.value:
        low *= second.factor
    return low, second.value
