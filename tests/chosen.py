"""Tables of claims to choose from, what a reader may ask for, and what then fits, found in the plainest way."""

from __future__ import annotations

import csv
import functools
import random
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
from hypothesis import strategies as st

import extract
from extract import table
from extract.claim import REVIEW, ROLES, STATUSES, VERDICTS, Claim
from extract.facets import Wanted

NONE = "none"
EMPTY = Claim(
    "id", "arrival", 1.0, None, None, "exact", "people", "level", "", "", "", "", "", "", "", "", "", "", "", "",
    "reported", "", "1", "1.", 0, 1, 0, 2, None, "", "doc", "", "", "", "", "en",
)  # fmt: skip
_LEXICON = Path(extract.__file__).parent / "lexicon"
COUNTRIES = ("MEX", "USA", "GTM", "HND", "TUN", "MLI", "TCD", "FRA", "CHE", "CYP")
REGIONS = ("EU", "NORTHERN_TRIANGLE", "CENTRAL_AMERICA", "SAHEL", "AFRICA", "WEST_AFRICA", "EUROPE", "WORLD")
DAYS = ("", "2019", "2020-05", "2020-05-02", "2021-12-31", "2023-01-01")
WORDS = ("", "migrants", "Niños", "ΣΟΦΙΑ")
LETTERS = "aAéÉñÑσΣжЖçÇ .(*"


@functools.cache
def listed(name: str) -> dict[str, set[str]]:
    """The members that a file of the lexicon lists, by region."""
    with (_LEXICON / name).open(encoding="utf-8", newline="") as file:
        return {row["token"]: set(row["members"].split()) for row in csv.DictReader(file)}


def claim(**fields: object) -> Claim:
    return EMPTY._replace(**fields)  # type: ignore[arg-type]


def frame(*claims: Claim) -> pd.DataFrame:
    return table.frame(claims)


def with_reviews(rows: pd.DataFrame, verdicts: Sequence[str], values: Sequence[float | None]) -> pd.DataFrame:
    """A table as the library gives it."""
    known = pd.Categorical(list(verdicts), categories=[*VERDICTS, NONE])
    numbers = pd.Series(list(values), index=rows.index, dtype="float64")
    return rows.assign(**dict(zip(REVIEW, (known, numbers), strict=True)))


_FIELDS: dict[str, tuple[object, ...]] = {
    "document_id": tuple("abc"),
    "measure": ("arrival", "detention", "aid", "period", "other"),
    "value": (None, 0.0, -1.0, 5.0, 5.0, 70.0, 800.0),
    "unit": ("people", "people", "USD", "EUR", "percent"),
    "statistic": ("level", "level", "level", "change"),
    "status": ("", *STATUSES[:2]),
    "group": WORDS, "said_by": WORDS, "publisher": WORDS,
    "period_start": ("", "2019-01-01", "2020-05-02", "2022-01-01"),
    "period_end": ("", "2019-12-31", "2020-05-02", "2023-01-31"),
    "published": DAYS,
    "repeats": ("", "", "", "z"),
    "modality": ("reported", "reported", "planned"),
    "page": (None, 1, 7),
}  # fmt: skip


def _made(odds: random.Random) -> Claim:
    cells = {role: "|".join(odds.sample((*COUNTRIES, *REGIONS), odds.choice((0, 0, 1, 2)))) for role in ROLES}
    sentence = "".join(odds.choices(LETTERS, k=odds.randrange(7)))
    return claim(**{name: odds.choice(words) for name, words in _FIELDS.items()}, **cells, sentence=sentence)


_POOL = [_made(random.Random(seed)) for seed in range(200)]  # noqa: S311 - the same claims each time
_VERDICTS = st.tuples(st.sampled_from((NONE, NONE, *VERDICTS)), st.sampled_from((None, 6.0, 900.0)))


@st.composite
def tables(draw: st.DrawFn) -> pd.DataFrame:
    """A table of claims in the library's order, with reviews or without."""
    drawn = sorted(draw(st.lists(st.sampled_from(_POOL), max_size=20)), key=lambda found: found.document_id)
    rows = frame(
        *(
            found._replace(claim_id=f"id{at}", start=at * 9, end=at * 9 + 1, sentence_start=at * 9)
            for at, found in enumerate(drawn)
        )
    )
    if draw(st.booleans()):
        return rows
    reviews = draw(st.lists(_VERDICTS, min_size=len(rows), max_size=len(rows)))
    return with_reviews(rows, [verdict for verdict, _ in reviews], [value for _, value in reviews])


def some(*words: str) -> st.SearchStrategy[tuple[str, ...]]:
    """A few of some words, mostly none of them."""
    return st.just(()) | st.just(()) | st.lists(st.sampled_from(words), min_size=1, max_size=3, unique=True).map(tuple)


def asked(
    publishers: Sequence[str] = WORDS,
    documents: Sequence[str] = "abc",
    groups: Sequence[str] = (*WORDS, "MIGR", "niÑ", "σοφια"),
    texts: Sequence[str] = ("a", "É", "ñ", "σ", "Ж", "(", ".", " c"),
) -> st.SearchStrategy[Wanted]:
    """What a reader may ask for."""
    years = st.sampled_from((0, 0, 0, 2018, 2019, 2020, 2021, 2024))
    return st.builds(
        Wanted,
        countries=some(*COUNTRIES), role=st.sampled_from(("", "", *ROLES)), regions=some(*REGIONS),
        measures=some("arrival", "detention", "aid", "death", "period"), statuses=some("", *STATUSES[:3]),
        groups=some(*groups), said_by=some(*groups), publishers=some(*publishers), reviews=some(NONE, *VERDICTS),
        first=years, last=years, text=st.sampled_from(("", "", *texts)),
        documents=some(*documents),
    )  # fmt: skip


def fitting(rows: pd.DataFrame, wanted: Wanted) -> list[int]:
    """The places of the rows that fit, the newest first: each row is asked for itself."""
    plain = rows.astype(object)
    found = [
        at
        for at, row in enumerate(plain.where(plain.notna(), "").to_dict("records"))
        if _named(row, wanted) and _worded(row, wanted) and _timed(row, wanted)
    ]
    return sorted(found, key=lambda at: str(rows["published"].iloc[at]).ljust(10, "-"), reverse=True)


def _named(row: dict[str, str], wanted: Wanted) -> bool:
    codes = {*wanted.countries, *wanted.regions}
    roles = [wanted.role] if wanted.role else ROLES
    named = {code for role in roles for code in row[role].split("|") if code}
    return not codes or any(_about(code, one) for code in named for one in codes)


def _about(named: str, wanted: str) -> bool:
    """Whether what names a country or region is about another."""
    members, areas = listed("regions.csv"), listed("areas.csv")
    own, sought = (areas.get(code) or members.get(code, {code}) for code in (named, wanted))
    return named == wanted or wanted in members.get(named, ()) or (bool(own) and own <= sought)


def _worded(row: dict[str, str], wanted: Wanted) -> bool:
    exact = (
        ("measure", wanted.measures), ("status", wanted.statuses), ("publisher", wanted.publishers),
        ("document_id", wanted.documents),
    )  # fmt: skip
    review = row.get("review", NONE)
    return (
        all(not words or row[name] in words for name, words in exact)
        and (review in wanted.reviews if wanted.reviews else review != "rejected")
        and all(
            not words or any(word.casefold() in row[name].casefold() if word else not row[name] for word in words)
            for name, words in (("group", wanted.groups), ("said_by", wanted.said_by))
        )
        and wanted.text.strip().casefold() in row["sentence"].casefold()
    )


def _timed(row: dict[str, str], wanted: Wanted) -> bool:
    if not wanted.first and not wanted.last:
        return True
    if wanted.first > wanted.last > 0:
        return False
    first, last = row["period_start"] or row["period_end"], row["period_end"] or "9999"
    return bool(first) and first[:4] <= str(wanted.last or 9999) and last[:4] >= str(wanted.first or "0000")
