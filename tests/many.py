"""Libraries of as many claims as asked for: made up, the same each time, every claim at its place in a text.

They are written past the extractor, which would take hours for a million, and pass `migration-figures verify`. What the
dashboard never looks at is left out: the sketches by which an added document's copies are found.
"""

from __future__ import annotations

import calendar
import datetime as dt
import json
import math
import random
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert

from extract import lexicon
from extract.claim import MODALITIES, Claim, Document, claim_id
from extract.library import Library, documents, openings, overlays, reviews, schema

EDITION = 1  # of what is made here: another one is made anew
EACH = 20  # claims of a document
REVIEWED = 400  # one claim in so many
FIRST, DAYS = dt.date(2006, 1, 1), 20 * 365
PUBLISHERS = 400
MADE = "made"  # of the one change by which all came
ADDED = "2026-01-01T00:00:00Z"
# what migration news names most comes first, so that there are countries with many rows and with few
OFTEN = (
    "USA", "MEX", "DEU", "ITA", "GRC", "TUN", "LBY", "TUR", "SYR", "UKR", "GBR", "ESP", "FRA", "GTM", "HND", "SLV",
    "VEN", "COL", "POL", "BGD", "MMR", "AFG", "SDN", "TCD", "KEN", "JOR", "LBN",
)  # fmt: skip
REGIONS = ("EU", "SAHEL", "CENTRAL_AMERICA")
SHARES = {  # of the measures, in a hundred
    "arrival": 16, "detention": 11, "return": 11, "death": 9, "aid": 10, "remittance": 4, "stock": 6, "encounter": 6,
    "displacement": 6, "rescue": 3, "admission": 3, "asylum": 3, "personnel": 1, "period": 7, "other": 4,
}  # fmt: skip
SAID = {
    "arrival": "{origin} nationals arrived in {destination}", "detention": "people from {origin} were held by {actor}",
    "return": "people were returned from {origin} to {destination}", "death": "people died on the way near {place}",
    "aid": "were given by {actor} for reception in {destination}", "remittance": "were sent home to {destination}",
    "stock": "refugees from {origin} live in {place}", "encounter": "people were stopped at the border of {place}",
    "displacement": "people fled from {origin} to {destination} by way of {via}",
    "rescue": "people were rescued off the coast of {place}", "admission": "people were admitted to {destination}",
    "asylum": "people from {origin} asked for asylum in {destination}",
    "personnel": "officers were sent to {destination} by {actor}", "period": "was the year that {place} counted from",
    "other": "hotels in {place} were asked for beds",
}  # fmt: skip
MONEY = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}
SPEAKERS = ("the interior ministry", "the UN refugee agency", "the coast guard", "a regional office", "the police")
GROUPS = ("migrants", "people", "refugees", "children", "asylum seekers", "workers")
FILLERS = ("Officials gave no further details.", "Aid groups asked for more room.", "Talks go on next week.")
TAILS = (
    "according to an account that was given to reporters", "as papers seen by local journalists show",
    "and the authorities spoke of a year unlike the others", "which aid workers in the area call too low",
)  # fmt: skip


class World(NamedTuple):
    """What documents are made of; weights add up along the list."""

    names: dict[str, str]
    codes: list[str]
    weights: list[float]
    measures: list[str]
    shares: list[float]
    publishers: list[str]


def world() -> World:
    """The lexicon's countries and regions, and publishers that there are not."""
    names = {row["alpha3"]: row["name"] for row in lexicon.rows("countries.csv")}
    names |= {row["token"]: row["name"] for row in lexicon.rows("regions.csv") if row["token"] in REGIONS}
    codes = [*OFTEN, *REGIONS, *sorted(names.keys() - {*OFTEN, *REGIONS})]
    weights = list(accumulate(1 / (rank + 4) for rank in range(len(codes))))
    kinds = ("Post", "Courier", "Herald", "Wire", "Review", "Observer", "Tribune", "Gazette")
    towns = [names[code] for code in sorted(names)][: PUBLISHERS // len(kinds)]
    publishers = [f"{town} {kind}" for kind in kinds for town in towns]
    return World(names, codes, weights, list(SHARES), list(accumulate(SHARES.values())), publishers)


def made(count: int) -> Iterator[tuple[Document, list[Claim]]]:
    """Documents with their claims, as many claims as asked for."""
    chance, of = random.Random(5), world()  # noqa: S311 - the same each time
    for number, first in enumerate(range(0, count, EACH)):
        yield _document(chance, of, number, min(EACH, count - first))


def _document(chance: random.Random, of: World, number: int, size: int) -> tuple[Document, list[Claim]]:
    published = FIRST + dt.timedelta(days=chance.randrange(DAYS))
    document_id = f"made/{number:06}.txt"
    publisher = of.publishers[min(int(chance.expovariate(6) * PUBLISHERS), PUBLISHERS - 1)]
    head = {
        "document_id": document_id,
        "title": f"{chance.choice(SPEAKERS).capitalize()} on the year’s figures, report {number}",
        "publisher": publisher,
        "published": published.isoformat(),
        "url": f"https://example.org/{number}" if number % 4 else "",
        "language": "en",
    }
    text, found = "", list[Claim]()
    while len(found) < size:
        parts = [_figure(chance, of, published) for _ in range(min(chance.choice((1, 1, 2, 2, 3)), size - len(found)))]
        sentence, places = _sentence(chance, parts)
        at = len(text)
        for (start, end), (fields, _, _) in zip(places, parts, strict=True):
            found.append(_claim(fields, sentence, at, (at + start, at + end), head))
        text += f"{sentence} {chance.choice(FILLERS)}" + ("\n\n" if len(found) % 3 == 0 else " ")
    return Document(text, **head), found  # type: ignore[arg-type]


def _sentence(chance: random.Random, parts: Sequence[tuple[Any, str, str]]) -> tuple[str, list[tuple[int, int]]]:
    """Figures told in one sentence, and where each number stands in it."""
    said, places = "Officials said that ", list[tuple[int, int]]()
    for number, (_, written, rest) in enumerate(parts):
        said += " and that " if number else ""
        places.append((len(said), len(said) + len(written)))
        said += f"{written} {rest}"
    return f"{said}, {chance.choice(TAILS)}." if len(parts) < 2 else f"{said}.", places


def _figure(chance: random.Random, of: World, published: dt.date) -> tuple[dict[str, Any], str, str]:
    """What a number means, the number as written, and the words behind it."""
    measure = chance.choices(of.measures, cum_weights=of.shares)[0]
    told = SAID[measure]
    places = {role: chance.choices(of.codes, cum_weights=of.weights)[0] for role in roles_of(told)}
    fields: dict[str, Any] = {"measure": measure, **places, "statistic": "level", "qualifier": "exact"}
    words = told.format_map({role: of.names[code] for role, code in places.items()})
    fields |= _period(chance, published)
    if fields["period_start"]:
        words += f" in {fields['period_start'][:4]}"
    if chance.random() < 0.3:
        fields["said_by"] = chance.choice(SPEAKERS)
    fields["modality"] = chance.choices(MODALITIES, (95, 2, 1, 1, 1))[0]
    if measure in ("aid", "remittance"):
        return _money(chance, fields), fields["written"], words
    return _count(chance, fields, published), fields["written"], words


def roles_of(told: str) -> list[str]:
    """The roles that a wording names."""
    return [role for role in ("actor", "place", "origin", "destination", "via") if f"{{{role}}}" in told]


def _period(chance: random.Random, published: dt.date) -> dict[str, str]:
    """A year, a month or a day before publication, or none."""
    kind = chance.random()
    day = published - dt.timedelta(days=chance.randrange(700))
    if kind < 0.35:
        return {"period_start": f"{day.year}-01-01", "period_end": f"{day.year}-12-31"}
    if kind < 0.55:
        return {"period_start": f"{day:%Y-%m}-01", "period_end": _last(day)}
    if kind < 0.75:
        return {"period_start": day.isoformat(), "period_end": day.isoformat()}
    return {"period_start": "", "period_end": ""}


def _last(day: dt.date) -> str:
    """The last day of its month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1]).isoformat()


def _money(chance: random.Random, fields: dict[str, Any]) -> dict[str, Any]:
    millions = round(math.exp(chance.gauss(3, 1.5)), 1)
    unit = chance.choices(list(MONEY), (6, 3, 2, 1))[0]
    status = chance.choice(("pledge", "commitment", "disbursement", "appeal", "budget", ""))
    return fields | _written(fields, f"{MONEY[unit]}{millions} million", millions * 1e6) | {
        "unit": unit, "status": status if fields["measure"] == "aid" else "",
    }  # fmt: skip


def _count(chance: random.Random, fields: dict[str, Any], published: dt.date) -> dict[str, Any]:
    if fields["measure"] == "period":
        year = published.year - chance.randrange(4)
        span = {"period_start": f"{year}-01-01", "period_end": f"{year}-12-31"}
        return fields | _written(fields, str(year), float(year)) | {"unit": "date", **span}
    if chance.random() < 0.06:
        share = round(chance.uniform(1, 90), 1)
        kind, way = chance.choice((("share", ""), ("change", "up"), ("change", "down")))
        said = {"unit": "percent", "statistic": kind, "direction": way}
        return fields | _written(fields, f"{share}%", share) | said
    value = max(1, round(math.exp(chance.gauss(6, 2.5))))
    group = {"unit": "people", "group": chance.choice(GROUPS)}
    if fields["measure"] == "other":
        group = {"unit": "hotel", "group": "hotels"}
    about = chance.choices(("exact", "about", "over", "under", "at_least"), (75, 12, 8, 2, 3))[0]
    return fields | _written(fields, f"{value:,}", float(value)) | {"qualifier": about, **group}


def _written(fields: dict[str, Any], written: str, value: float) -> dict[str, Any]:
    fields["written"] = written
    return {"written": written, "value": value, "low": value, "high": value}


_EMPTY: dict[str, Any] = dict.fromkeys(Claim._fields, "") | {"page": None}


def _claim(fields: dict[str, Any], sentence: str, at: int, place: tuple[int, int], head: dict[str, str]) -> Claim:
    return Claim(
        **_EMPTY | fields | head | {
            "claim_id": claim_id(head["document_id"], *place), "why": "made up for a measurement", "sentence": sentence,
            "start": place[0], "end": place[1], "sentence_start": at, "sentence_end": at + len(sentence),
        }
    )  # fmt: skip


def library(folder: Path, count: int) -> Path:
    """A library of so many claims with its snapshot; one that is in the folder already is taken."""
    path = folder / f"claims-{count}-{EDITION}.sqlite"
    if not path.exists():
        part = folder / f"{path.name}.part"
        part.unlink(missing_ok=True)
        _fill(part, count)
        part.rename(path)
    with Library.open(path) as opened:
        opened.renew()
    return path


def _fill(path: Path, count: int) -> None:
    store = openings.opened(str(path), True, False)
    left, version_id = made(count), 1
    try:
        with store.writing() as connection:
            connection.execute(insert(schema.changes).values(number=2, token=MADE))
            while part := list(islice(left, 1_000)):
                _put(connection, part, version_id)
                version_id += len(part)
    finally:
        store.close()


def _put(connection: Connection, part: Sequence[tuple[Document, list[Claim]]], first: int) -> None:
    """Documents with claims and reviews, in the rows that the library itself would write."""
    heads, versions, lines, said = [], [], [], []
    for version_id, (document, found) in enumerate(part, first):
        rows = [documents.row(claim) for claim in found]
        fields = {
            **documents._fields(document, False), "version_id": version_id, "document_id": document.document_id,
            "number": 1, "current": 1, "added": ADDED, "claims": len(rows), "claims_sha256": documents.digest(rows),
        }  # fmt: skip
        fields["head_sha256"] = documents.digest([[fields[name] for name in schema.HEAD]])
        heads.append({"document_id": document.document_id, "copy_of": None, "changed": 2})
        versions.append(fields)
        lines += [
            dict(zip(("version_id", "position", *schema.OWN), (version_id, position, *row), strict=True))
            for position, row in enumerate(rows)
        ]
        said += [
            _review(document, claim, version_id * EACH + position)
            for position, claim in enumerate(found)
            if (version_id * EACH + position) % REVIEWED == 7
        ]
    connection.execute(insert(schema.documents), heads)
    connection.execute(insert(schema.versions), versions)
    connection.execute(insert(schema.claims), lines)
    if said:
        connection.execute(insert(schema.reviews), said)


def _review(document: Document, claim: Claim, number: int) -> dict[str, Any]:
    verdict = overlays.VERDICTS[number // REVIEWED % 3]
    changes = {"value": str(int(claim.value or 0) + 1)} if verdict == "corrected" else {}
    review = overlays.of(claim, verdict, changes, "", "Ann", ADDED)
    fields = {**review._asdict(), "changes": json.dumps(dict(review.changes), ensure_ascii=False)}
    fields["text_sha256"] = documents.text_sha256(document)
    return {**fields, "review_sha256": reviews.digest(fields)}
