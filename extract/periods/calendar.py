"""Calendar dates as written -> intervals: "8 June 2021", "May", "early 2015", "fiscal year 2022", "2013-2016"."""

from __future__ import annotations

import datetime as dt
import re

from extract.periods import fiscals
from extract.periods.intervals import NOTHING, Interval, day, month, third, within_calendar, year
from extract.periods.vocabulary import Vocabulary

_CALENDAR_YEARS = "USA"  # where two years with a dash are rather those
_DAY = dt.timedelta(1)
_FAR, _SOON = 240, 60  # days: a date without a year lies ahead where that is soon and the last one is far back


@within_calendar
def of(match: re.Match[str], words: Vocabulary, published: dt.date | None, country: str) -> Interval:
    """The interval of a match of the vocabulary's date pattern; nothing where its year is not known."""
    g = match  # of nearly a hundred groups, of which few are asked for
    for reader in (_numeric, _days, _months, _parts, _years):
        found = reader(g, words, published, country)
        if found is not None:
            return found
    return NOTHING


def _month(written: str, words: Vocabulary) -> int:
    name = written.rstrip(".")
    return words.months.get(name) or words.months[name.capitalize()]


def _int(written: str) -> int:
    return int(re.match(r"\d+", written).group())  # type: ignore[union-attr]


def _numeric(g: re.Match[str], words: Vocabulary, published: dt.date | None, country: str) -> Interval | None:
    del words, published
    if g["iso"]:
        return day(*(int(part) for part in g["iso"].split("-")))
    if g["slash"]:
        first, second, number = (int(part) for part in re.split(r"\D", g["slash"]))
        american = second > 12 or (g["sep"] == "/" and country == "USA" and first <= 12)
        return day(number, first, second) if american else day(number, second, first)
    return None


def _days(g: re.Match[str], words: Vocabulary, published: dt.date | None, country: str) -> Interval | None:
    del country
    if g["mdm_m1"] and g["mdm_d"] and g["mdm_m2"]:  # January to 21 October
        end = _day(_int(g["mdm_d"]), _month(g["mdm_m2"], words), g["mdm_y"], published)
        opens = _month(g["mdm_m1"], words)
        return (month(end[1].year - (opens > end[1].month), opens)[0], end[1]) if end[1] else NOTHING
    for first, second, m1, m2, y in (
        ("ddm1", "ddm2", "ddm_m", "ddm_m", "ddm_y"),
        ("dmdm1", "dmdm2", "dmdm_m1", "dmdm_m2", "dmdm_y"),
        ("mdmd1", "mdmd2", "mdmd_m1", "mdmd_m2", "mdmd_y"),
        ("bm1", "bm2", "bm_m1", "bm_m2", "bm_y"),
        ("bd1", "bd2", "bd_m", "bd_m", "bd_y"),
        ("be1", "be2", "be_m", "be_m", "be_y"),
        ("mdd1", "mdd2", "mdd_m", "mdd_m", "mdd_y"),
    ):
        a, b, month_a, month_b = g[first], g[second], g[m1], g[m2]
        if a and b and month_a and month_b:
            start = _day(_int(a), _month(month_a, words), g[y], published)
            end = _day(_int(b), _month(month_b, words), g[y], published)
            if start[0] and end[1] and start[0] > end[1]:
                start = (start[0].replace(year=end[1].year - (start[0].month > end[1].month)), None)
            return start[0], end[1]
    for d, m, y in (("md_d", "md_m", "md_y"), ("dm_d", "dm_m", "dm_y")):
        of_day, of_month = g[d], g[m]
        if of_day and of_month:
            return _day(_int(of_day), _month(of_month, words), g[y], published)
    return None


def _day(of_day: int, of_month: int, of_year: str | None, published: dt.date | None) -> Interval:
    if of_year:
        return day(int(of_year), of_month, of_day)
    if published is None:
        return NOTHING
    now, before = day(published.year, of_month, of_day), day(published.year - 1, of_month, of_day)
    if now[0] is None:
        return before
    if now[0] <= published:
        ahead = day(published.year + 1, of_month, of_day)
        if ahead[0] and (ahead[0] - published).days <= _SOON and (published - now[0]).days > _FAR:
            return ahead
        return now
    if before[0] and (now[0] - published).days <= _SOON and (published - before[0]).days > _FAR:
        return now
    return before


def _months(g: re.Match[str], words: Vocabulary, published: dt.date | None, country: str) -> Interval | None:
    del country
    for first_name, last_name, tail in (("bn1", "bn2", "bn_tail"), ("mn1", "mn2", "mn_tail")):
        name_a, name_b = g[first_name], g[last_name]
        if name_a and name_b:
            first, last = _month(name_a, words), _month(name_b, words)
            number = _year_of(g[tail], first, words, published)
            return (month(number, first)[0], month(number + (last < first), last)[1]) if number else NOTHING
    if g["week_m"] or g["hm_m"]:
        return _week(g, words, published) if g["week_m"] else _half_month(g, words, published)
    m1, m2, y = g["mmy_m1"] or g["bmm1"], g["mmy_m2"] or g["bmm2"], g["mmy_y"] or g["bmm_y"]
    if m1 and m2 and y:
        number = int(y)
        first, last = _month(m1, words), _month(m2, words)
        return month(number - (first > last), first)[0], month(number, last)[1]
    if g["my_m"] and g["my_y"]:
        interval = month(int(g["my_y"]), _month(g["my_m"], words))
        return _thirds(g, ("early", "mid", "late"), interval)
    if g["m"]:
        if published is None:
            return NOTHING
        of_month = _month(g["m"], words)
        which = (g["bwhich"] or "").lower()
        number = published.year - (of_month > published.month)
        if which in words.lists["next"]:
            number = published.year + (of_month <= published.month)
        elif which in words.lists["last"] and of_month == published.month:
            number -= 1
        return _thirds(g, ("bearly", "bmid", "blate"), month(number, of_month))
    return None


def _year_of(tail: str | None, first: int, words: Vocabulary, published: dt.date | None) -> int:
    """The year of a part of one: of "last year", of "this year", else the last one in which it has begun; 0 unknown."""
    if published is None:
        return 0
    which = (tail or "").lower().split()[:1]
    if which and which[0] in words.lists["last"]:
        return published.year - 1
    return published.year if which else published.year - (first > published.month)


def _week(g: re.Match[str], words: Vocabulary, published: dt.date | None) -> Interval:
    """The first week of May: its first seven days; the last week: its last seven."""
    name, of_month = (g["week"] or "").lower(), _month(g["week_m"] or "", words)
    number = int(g["week_y"]) if g["week_y"] else _year_of(None, of_month, words, published)
    first, last = month(number, of_month) if number else NOTHING
    if first is None or last is None:
        return NOTHING
    if name in words.lists["final"]:
        return last - 6 * _DAY, last
    opening = first + 7 * (words.quarters[name] - 1) * _DAY
    return opening, min(opening + 6 * _DAY, last)


def _half_month(g: re.Match[str], words: Vocabulary, published: dt.date | None) -> Interval:
    """The second half of April: from the 16th."""
    of_month = _month(g["hm_m"] or "", words)
    number = int(g["hm_y"]) if g["hm_y"] else _year_of(None, of_month, words, published)
    first, last = month(number, of_month) if number else NOTHING
    if first is None or last is None:
        return NOTHING
    middle = first.replace(day=15)
    return (middle + _DAY, last) if words.quarters[(g["hm"] or "").lower()] > 1 else (first, middle)


def _thirds(g: re.Match[str], names: tuple[str, str, str], interval: Interval) -> Interval:
    for name, which in zip(names, ("early", "mid", "late"), strict=True):
        if g[name]:
            return third(interval, which)
    return interval


def _parts(g: re.Match[str], words: Vocabulary, published: dt.date | None, country: str) -> Interval | None:
    if g["part"] and g["part_of"]:
        return _part(g, words, published)
    if g["yyf1"] and g["yyf2"]:
        return fiscals.spanning(int(g["yyf1"]), fiscals.begins(g["yyf"], words, country))
    if g["fpart"]:
        return fiscals.part(g, words, country)
    if g["fys1"] or g["yf"] or g["fiscal"]:
        return fiscals.years(g, words, country)
    if g["quarters"]:
        its_year = g["qs_y"] or g["qs_y2"]
        number = int(its_year) if its_year else _year_of(g["qs_tail"], 1, words, published)
        count = words.lists["few"].index((g["qs_n"] or "").lower()) + 1
        return (month(number, 1)[0], month(number, 3 * count)[1]) if number else NOTHING
    if g["quarter"] and g["q_y"]:
        return _quarter(int(g["q_y"]), words.quarters[g["quarter"].split()[0].lower()])
    if g["q"] and g["qq_y"]:
        which = int(g["q"].strip("QqHh"))
        return _half(int(g["qq_y"]), which > 1) if g["q"][0] in "Hh" else _quarter(int(g["qq_y"]), which)
    if g["halfyear"] and g["h"] and g["h_y"]:
        return _half(int(g["h_y"]), words.quarters[g["h"].lower()] > 1)
    if g["season"] and g["s_y"]:
        first, last = words.seasons[g["season"].lower()]
        return month(int(g["s_y"]), first)[0], month(int(g["s_y"]) + (last < first), last)[1]
    return None


def _part(g: re.Match[str], words: Vocabulary, published: dt.date | None) -> Interval:
    """The second quarter of last year, the first half of the year, the first half."""
    which = words.quarters[(g["part"] or "").lower()]
    if (g["part_of"] or "").lower() in words.lists["half"]:
        second = which > 1
        number = _year_of(g["part_tail"], 7 if second else 1, words, published)
        return _half(number, second) if number else NOTHING
    number = _year_of(g["part_tail"], 3 * which - 2, words, published)
    return _quarter(number, which) if number else NOTHING


def _half(number: int, second: bool) -> Interval:
    return (
        (dt.date(number, 7, 1), dt.date(number, 12, 31)) if second else (dt.date(number, 1, 1), dt.date(number, 6, 30))
    )


def _quarter(number: int, which: int) -> Interval:
    return month(number, 3 * which - 2)[0], month(number, 3 * which)[1]


def _years(g: re.Match[str], words: Vocabulary, published: dt.date | None, country: str) -> Interval | None:
    del published
    if g["decade"]:
        number = int(g["decade"])
        spans = {"dearly": (0, 3), "dmid": (4, 6), "dlate": (7, 9)}
        first, last = next((span for name, span in spans.items() if g[name]), (0, 9))
        return dt.date(number + first, 1, 1), dt.date(number + last, 12, 31)
    if g["yy1"] and g["yy2"]:
        number, written = int(g["yy1"]), g["yy2"]
        last = int(written) if len(written) == 4 else number // 100 * 100 + int(written)
        if last == number + 1 and len(written) == 2 and country in words.fiscal and country != _CALENDAR_YEARS:
            return fiscals.spanning(number, words.fiscal[country])  # in Britain "2022-23" is a financial year
        return (dt.date(number, 1, 1), dt.date(last, 12, 31)) if last >= number else NOTHING
    if g["ty"]:
        return _thirds(g, ("yearly", "ymid", "ylate"), year(int(g["ty"])))
    if g["y"]:
        return year(int(g["y"]))
    return None
