"""The library that the tests of the dashboard walk through: articles of our own words, one of them a PDF."""

from __future__ import annotations

from pathlib import Path

import papers

from extract.claim import Document
from extract.library import Library

RAIDS = Document(
    "Mexico detained 91,000 migrants in the first five months of 2021, the ministry said. "
    "The shelters of Tapachula were full.\n\nMexico expelled 4,200 migrants in May 2021. "
    "In 2019 it had detained 182,940 migrants.",
    "raids.txt", "Raids", "The Courier", "2021-06-08", "https://example.org/raids",
)  # fmt: skip
GRANTS = Document(
    "The European Union pledged 255 million euros in aid to Tunisia in 2020. It has paid €105 million to Tunisia.\n\n"
    "The United States pledged $310 million in aid to Central America.",
    "grants.txt", "Grants", "The Herald", "2021-05-02", "https://example.org/grants",
)  # fmt: skip
COAST = (
    "Tunisian coast guards rescued 4,870 people in March 2021. In April 2021 Tunisia detained 312 migrants from Mali.",
    "About 37 migrants drowned off Tunisia on 3 May 2021. Tunisia hosted 9,140 refugees in 2020.",
)
YEARS = Document(
    "\n\n".join(
        f"In {month} {year} Italy counted {year - 1000 + 10 * place:,} migrants who arrived by sea."
        for year in range(2009, 2020)
        for place, month in enumerate(
            ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October")
        )
    ),
    "years.txt", "Ten months of eleven years", "The Herald", "2020-02-01",
)  # fmt: skip


def made(folder: Path) -> Path:
    """The library in a folder."""
    where = folder / "walked.sqlite"
    paper = folder / "coast.pdf"
    paper.write_bytes(papers.report("On the coast", COAST, title="On the coast", author="The Gazette"))
    with Library.open(where) as library:
        library.add_all([RAIDS, GRANTS, YEARS])
        library.add_all([paper], published="2021-05-20")
    return where
