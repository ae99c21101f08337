"""The lexicon's words for time, compiled for a language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from extract import lexicon
from extract.endings import Endings
from extract.numbers.vocabulary import alternation
from extract.words import Openings, fold


class Vocabulary(NamedTuple):
    """Words for time and the patterns made of them."""

    language: str
    months: dict[str, int]
    weekdays: dict[str, int]
    seasons: dict[str, list[int]]
    quarters: dict[str, int]
    fiscal: dict[str, int]
    lists: dict[str, list[str]]
    relative: dict[str, str]
    attach: dict[str, frozenset[str]]
    trigger: re.Pattern[str]
    date: re.Pattern[str]
    date_openers: Openings
    words: re.Pattern[str]
    openers: Openings  # the words with which those words begin
    tales: frozenset[str]  # of these, what does not show that a text is of its day
    leads: re.Pattern[str]
    endings: Endings  # of leads, ends and year_to
    ends: re.Pattern[str]  # "the end of" before a date
    since_clause: re.Pattern[str]  # "since the war began in"
    of_year: re.Pattern[str]
    ago: re.Pattern[str]
    later: re.Pattern[str]
    said: re.Pattern[str]
    of_month: re.Pattern[str]
    year_to: re.Pattern[str]
    day_name: re.Pattern[str]
    days_behind: re.Pattern[str]  # June 8 "and 9, 2021"
    days_before: re.Pattern[str]  # "8 and" 9 June 2021


def either_quote(pattern: str) -> str:
    """The pattern with either apostrophe: year's end, year’s end."""
    return pattern.replace("'", "['’]")


@lexicon.cached
def of(language: str) -> Vocabulary:
    """The vocabulary of a language."""
    table = lexicon.words(language, "periods")
    lists: dict[str, list[str]] = table["words"]
    months, weekdays = table["months"], table["weekdays"]
    relative = {fold(words): meaning for words, meaning in table["relative"].items()}
    return Vocabulary(
        language, months, weekdays, table["seasons"], table["quarters"], table["fiscal"], lists, relative,
        {key: frozenset(words) for key, words in table["attach"].items()},
        re.compile(rf"\d|\b(?:{alternation([*months, *weekdays])})\b"),
        _date(months, lists, table["quarters"], table["seasons"]),
        Openings([*months, *table["seasons"], *lists["early"], *lists["mid"], *lists["late"], *lists["fiscal"], *lists["fiscals"], "Q", "H", *_before(months, table["quarters"], lists)], figures=True),
        re.compile(rf"\b(?:(?P<relative>{either_quote(alternation(list(relative)))})|(?P<which>(?:{alternation(lists['last'] + lists['this'] + lists['next'])})\s+)?(?P<weekday>(?-i:{alternation(list(weekdays))}))\b\.?)(?![\w-])", re.I),
        Openings([*relative, *weekdays, *lists["last"], *lists["this"], *lists["next"]]),
        frozenset(lists.get("of_tales", [])),
        _leads(lists),
        Endings([*lists["as_of"], *lists["strict_since"], *lists["until"], *lists["after"], *lists["between"], *lists["so_far"], *lists["in"], *lists["the"], *lists["to"], *lists.get("ends", [])]),
        re.compile(rf"\b(?:{alternation(lists.get('ends', []))})\s*(?:(?:{alternation(lists['the'])})\s+)?$", re.I),
        re.compile(rf"\b(?:{alternation(lists['strict_since'])})\s[^\d,;:.()]{{0,1000}}+$", re.I),
        re.compile(rf"\s+(?:(?:{alternation(lists['of'] + lists['in'])})\s+)?(?:(?P<year>(?:19|20)\d\d)\b|(?:{alternation(lists['this'])}|{alternation(lists['the'])})\s+(?:{alternation(lists['year'])})\b|(?P<last>(?:{alternation(lists['last'])})\s+(?:{alternation(lists['year'])})\b))", re.I),
        re.compile(rf"\s+(?:{alternation(lists['ago_point'])})\b", re.I),
        re.compile(rf"\s+(?:{alternation(lists.get('later_point', []))})(?![\w-])", re.I),
        re.compile(rf"\b(?:{alternation(table['attach']['says'])})\b", re.I),
        re.compile(rf"\s+(?:{alternation(lists['of'])})\s+(?:(?P<month>(?-i:{alternation(list(months))})\b)(?:\s+(?P<year>(?:19|20)\d\d)\b)?|(?:{alternation(lists['this'] + lists['the'])})\s+(?:{alternation(lists['month'])})\b|(?P<last>(?:{alternation(lists['last'])})\s+(?:{alternation(lists['month'])})\b))", re.I),
        re.compile(rf"\b(?:(?P<week>{alternation(lists['week'])})|{alternation(lists['year'])})\s+(?:{alternation(lists['to'])})\s+(?:(?:{alternation(lists['the'])})\s+)?$", re.I),
        re.compile(rf"\b(?:{alternation(list(weekdays))})\b\.?(?:,|\s\()?\s*$"),
        *_days(lists),
    )  # fmt: skip


def _before(months: Iterable[str], quarters: Iterable[str], lists: dict[str, list[str]]) -> Iterator[str]:
    """Words that a date begins with only before certain others: "last May", "first half"."""
    for first in (*lists["last"], *lists["this"], *lists["next"]):
        yield from (f"{first} {behind}" for behind in (*months, "-"))
    for first in quarters:
        yield from (
            f"{first} {behind}" for behind in (*lists["week"], *lists["half"], *lists["quarter"], *lists["few"], "-")
        )


def _day(lists: dict[str, list[str]]) -> str:
    return rf"(?:3[01]|[12]\d|0?[1-9])(?:{alternation(lists['ordinal_endings'])})?(?!\d|[,.]\d)"


def _days(lists: dict[str, list[str]]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """More days of the month of a date: behind it, before it."""
    day, ands = _day(lists), rf",?\s+(?:{alternation(lists['and'])})\s+(?:(?:{alternation(lists['the'])})\s+)?"
    goes_on = alternation(lists["in"] + lists["after"] + lists["until"])
    leads = alternation(lists["in"] + lists["the"])
    return (
        re.compile(
            rf"(?P<days>(?:,\s+{day})*{ands}{day})(?:,?\s+(?P<year>(?:1\d|20)\d\d)(?!\d))?(?=\s*(?:[.,;:)]|$)|\s+(?:{goes_on})\b)",
            re.I,
        ),
        re.compile(rf"\b(?:{leads})\s+(?P<days>(?:{day},\s+)*{day}){ands}$", re.I),
    )


def _leads(lists: dict[str, list[str]]) -> re.Pattern[str]:
    """What stands before a time: "since", "as of", "between"."""
    groups = {
        "asof": lists["as_of"], "since": lists["strict_since"], "until": lists["until"], "after": lists["after"],
        "between": lists["between"], "sofar": lists["so_far"], "inside": lists["in"],
    }  # fmt: skip
    named = "|".join(rf"(?P<{name}>{alternation(words)})" for name, words in groups.items())
    last = max(lists["in"], key=lambda word: (-len(word), word))
    return re.compile(rf"\b(?:{named})\s+(?:(?:{alternation(lists['the'])})\s+)?(?:{last}\s+)?$", re.I)


def _date(
    months: dict[str, int], lists: dict[str, list[str]], quarters: dict[str, int], seasons: dict[str, list[int]]
) -> re.Pattern[str]:
    """Calendar dates, the richer forms first, each tried only behind a first sign that it may begin with."""
    short = [
        m for m in months if any(m != full and full.startswith(m) for full in months)
    ]  # May is no other's beginning
    month = rf"(?-i:{alternation(list(months))}|{alternation([m.upper() for m in months if len(m) > 3])})\b(?:(?-i:{'|'.join(f'(?<={m})' for m in short) or '(?!)'})\.)?"
    day = _day(lists)
    year = r"(?:1\d|20|21)\d\d(?![\d\w]|[,.]\d)"
    old = rf"(?<=\b(?i:{lists['in'][0]})\s)1[0-5]\d\d(?=[,.;:)])"  # "in 1492,": without a sign behind it, it may count
    to = rf"\s*(?:{alternation(lists['straight_range'])})\s*"
    of = rf"(?:\s+(?:{alternation(lists['of'])}))?"
    season, quarter = alternation(list(seasons)), alternation(list(quarters))
    thirds = {"early": lists["early"], "mid": lists["mid"], "late": lists["late"]}
    third = "|".join(rf"(?P<{name}>{alternation(words)})" for name, words in thirds.items())
    the = rf"(?:(?:{alternation(lists['the'])})\s+)?"
    between = rf"(?<={lists['between'][0]}\s)"
    ands = rf"\s+(?:{alternation(lists['and'])})\s+"
    gap = r"[\s\u00a0]+"
    years = alternation(lists["year"])
    tail = rf"(?:{gap}(?:(?:{alternation(lists['of'])}){gap})?(?P<{{name}}>(?:{alternation(lists['this'] + lists['the'] + lists['last'])}){gap}(?:{years})))"
    of_years = [
        r"(?P<iso>(?:19|20)\d\d-\d\d-\d\d)(?!\d)",
        rf"(?P<yyf1>(?:19|20)\d\d)\s?[-–/]\s?(?P<yyf2>(?:20)?\d\d){gap}(?P<yyf>{alternation(lists['fiscal'])})",
        rf"(?P<yf>{year})\s(?P<yf_word>{alternation(lists['fiscal'])})",
    ]
    of_days = [
        r"(?P<slash>\d{1,2}(?P<sep>[./-])\d{1,2}(?P=sep)(?:19|20)\d\d)(?!\d)",
        rf"(?P<ddm1>{day}){to}(?P<ddm2>{day}){of}{gap}(?P<ddm_m>{month})(?:,?{gap}(?P<ddm_y>{year}))?",
        rf"(?P<dmdm1>{day}){of}{gap}(?P<dmdm_m1>{month}){to}{the}(?P<dmdm2>{day}){of}{gap}(?P<dmdm_m2>{month})(?:,?{gap}(?P<dmdm_y>{year}))?",
        rf"{between}(?P<be1>{day}){ands}(?P<be2>{day}){of}{gap}(?P<be_m>{month})(?:,?{gap}(?P<be_y>{year}))?",
        rf"(?P<dm_d>{day}){of}{gap}(?P<dm_m>{month})(?:,?{gap}(?P<dm_y>{year}))?",
    ]
    of_months = [
        rf"(?P<mdd_m>{month}){gap}(?P<mdd1>{day}){to}(?P<mdd2>{day})(?:,?{gap}(?P<mdd_y>{year}))?",
        rf"(?P<mdmd_m1>{month}){gap}(?P<mdmd1>{day}){to}(?P<mdmd_m2>{month}){gap}(?P<mdmd2>{day})(?:(?:,|{of}){gap}(?P<mdmd_y>{year}))?",
        rf"{between}(?P<bm_m1>{month}){gap}(?P<bm1>{day}){ands}(?P<bm_m2>{month}){gap}(?P<bm2>{day})(?:(?:,|{of}){gap}(?P<bm_y>{year}))?",
        rf"{between}(?P<bd_m>{month}){gap}(?P<bd1>{day}){ands}(?P<bd2>{day})(?:,?{gap}(?P<bd_y>{year}))?",
        rf"{between}(?P<bn1>{month}){ands}(?P<bn2>{month})(?!{gap}\d)(?:{tail.format(name='bn_tail')})?(?![\w])",
        rf"(?P<bmm1>{month}){ands}(?P<bmm2>{month}){gap}(?P<bmm_y>{year})",
        rf"(?P<mdm_m1>{month}){to}(?P<mdm_d>{day}){of}{gap}(?P<mdm_m2>{month})(?:,?{gap}(?P<mdm_y>{year}))?",
        rf"(?P<md_m>{month}){gap}(?P<md_d>{day})(?:(?:,|{of}){gap}(?P<md_y>{year}))?(?!\d)",
        rf"(?P<mmy_m1>{month}){to}(?P<mmy_m2>{month}){gap}(?P<mmy_y>{year})",
        rf"(?P<mn1>{month}){to}(?P<mn2>{month})(?!{gap}\d)(?:{tail.format(name='mn_tail')})?(?![\w])",
    ]
    of_words = [
        rf"(?P<week>{quarter})\s+(?:{alternation(lists['week'])})\s+(?:{alternation(lists['of'])})\s+(?P<week_m>{month})(?:,?{gap}(?P<week_y>{year}))?(?![\w])",
        rf"(?:(?:{third})[\s-]*)?(?P<my_m>{month}),?{of}{gap}(?P<my_y>{year})",
        rf"(?P<fpart>{quarter})[\s-]+(?P<fpart_of>{alternation(lists['half'] + lists['quarter'])}){of}\s+{the}(?P<fpart_word>{alternation(lists['fiscal'])})\s?(?P<fpart_y>{year}|\d\d\b)",
        rf"(?P<fys_word>{alternation(lists['fiscals'])}){of}\s?(?P<fys1>{year})(?:{to}|{ands})(?P<fys2>{year}|\d\d\b)",
        rf"(?P<fiscal>(?P<fy_word>{alternation(lists['fiscal'])})\s?(?P<fy>{year}|\d\d\b)(?:\s?[-/–]\s?(?P<fy2>(?:20)?\d\d)\b)?)",
        rf"(?P<hm>{quarter})[\s-]+(?:{alternation(lists['half'])}){of}{gap}(?P<hm_m>{month})(?:,?{gap}(?P<hm_y>{year}))?(?![\w])",
        rf"(?P<part>{quarter})[\s-]+(?P<part_of>{alternation(lists['half'] + lists['quarter'])})(?!(?:{of}\s+|{gap}){year})(?:{tail.format(name='part_tail')})?(?![\w])",
        rf"(?P<quarter>(?:{quarter})\s+(?:{alternation(lists['quarter'])})(?:{of}\s+(?P<q_y>{year})))",
        rf"(?P<quarters>(?:{alternation(lists['first'])})\s+(?P<qs_n>{alternation(lists['few'])})\s+(?:{alternation(lists['quarters'])}))(?:{of}\s+(?P<qs_y>{year})|{gap}(?P<qs_y2>{year})|(?:{tail.format(name='qs_tail')}))",
        rf"(?P<q>Q[1-4]|H[12]|[1-4]Q)\s*(?:{alternation(lists['of'])}\s+)?(?P<qq_y>{year})",
        rf"(?P<halfyear>(?P<h>{quarter})\s+(?:{alternation(lists['half'])}){of}\s+(?P<h_y>{year}))",
        rf"(?P<season>{season}){of}\s+(?P<s_y>{year})(?:\s?[-–/]\s?(?:20)?\d\d(?!\d))?",
    ]
    others = [
        rf"(?:(?:(?P<dearly>{alternation(lists['early'])})|(?P<dmid>{alternation(lists['mid'])})|(?P<dlate>{alternation(lists['late'])}))[\s-]*)?(?P<decade>(?:19|20)\d0)s\b",
        r"(?P<yy1>(?:1[6-9]|20)\d\d)\s?[-–/]\s?(?P<yy2>(?:1[6-9]|20)\d\d|\d\d)(?![\d\w]|[-,.]\d)",
        rf"(?:(?P<yearly>{alternation(lists['early'])})|(?P<ymid>{alternation(lists['mid'])})|(?P<ylate>{alternation(lists['late'])}))[\s-]*(?P<ty>{year})",
        rf"(?P<y>(?:1[6-9]|20|21)\d\d(?![\d\w]|[,.]\d)|{old})(?!-[a-z])",
        rf"(?:(?P<bearly>{alternation(lists['early'])})|(?P<bmid>{alternation(lists['mid'])})|(?P<blate>{alternation(lists['late'])})|(?P<bwhich>{alternation(lists['last'] + lists['this'] + lists['next'])}))?[\s-]*(?P<m>{month})(?![\w])",
    ]
    capitals = "".join(sorted({name[0] for name in months}))
    number = r"(?=\D|\d\d?(?![\d,])|\d{4}(?!\d))"  # of a day or a year, where it is one
    parts = (
        rf"(?=\d{{4}})(?:{'|'.join(of_years)})",
        rf"(?=\d\d?(?!\d))(?:{'|'.join(of_days)})",
        rf"(?-i:(?=[{capitals}]))(?:{'|'.join(of_months)})",
        rf"(?!\d\d)(?:{'|'.join(of_words)})",
        *others,
    )
    return re.compile(rf"(?<![\w.,/$€£-])(?<!\d[-–]){number}(?:{'|'.join(parts)})", re.I)
