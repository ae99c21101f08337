"""Documents, claims and reviewed rows for the tests of exports."""

from __future__ import annotations

import functools
from typing import Any

import extract
from extract.claim import COLUMNS, Claim, Document, Provenance

REVIEWED = (*COLUMNS, "review", "reviewed_value")
SELECTION = {"country": ["MEX"], "measure": ["detention", "aid"], "words": ["minors"]}

DETENTIONS = (
    "Mexico\u00a0detained 91,000 migrants in the first five months of 2021, the ministry said. "
    "Some 40 to 50 people drowned on 3 May.\n\n"
    "About 12.5 percent of them, “mostly children”, were Haitians, said Anna Berg.\n\n"
    "Lebanon hosts 1.5 million refugees. Some 12,000 refugees and migrants live in camps in Chad. "
    "More than 4,200 people fled from Sudan to Chad in April. "
    "In Chad 300 people were rescued. The plan is that 7,000 people will be sent back next year."
)
MONEY = (
    "=Grants= The European Union pledged 255 million euros in aid to Tunisia. "
    "It has paid €105 million to Tunisia. The UN appealed for $220 million for Chad. "
    "Norway signed an agreement on aid of $20 million to Chad on 17 May 2023. "
    "The EU pledged 36 percent of the aid."
)
DOCUMENTS = {
    "reports/a.html": Document(
        DETENTIONS, "reports/a.html", "Raids, counted", "The Courier", "2021-06-08",
        "https://example.org/raids#more",
        provenance=Provenance("https://example.org/raids", "2024-02-03T10:00:00Z", "ab" * 32, "html", "lxml 6.1"),
    ),
    "b.pdf": Document(
        MONEY, "b.pdf", "+Money", "", "2023-06", "https://example.org/b.pdf", pages=(0,),
        warnings=("page 3 is a scan",),
        provenance=Provenance("/somebody/reports/b.pdf", "2024-01-01T00:00:00Z", "cd" * 32, "pdf", "pypdf 7.1.1"),
    ),
    "ünïcode ../c": Document("Greece rescued 25 people off Samos.\n", "ünïcode ../c"),
}  # fmt: skip


@functools.cache
def claims() -> tuple[Claim, ...]:
    """The claims of the documents, those of the PDF with its page."""
    found = extract.find(DOCUMENTS.values())
    return tuple(claim._replace(page=1) if claim.document_id == "b.pdf" else claim for claim in found)


def reviewed(verdicts: dict[str, tuple[str, float | None]]) -> list[tuple[Any, ...]]:
    """The claims with reviews by the number as written: verdict and reviewed value; the others have none."""
    return [(*claim, *verdicts.get(claim.written, ("none", None))) for claim in claims()]


def claim(written: str) -> Claim:
    """The claim of a number as written."""
    return next(claim for claim in claims() if claim.written == written)
