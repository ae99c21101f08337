"""What a data package says of itself: datapackage.json (Data Package 2.0) and README.md."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from extract import lexicon
from extract.export import columns, hxl, listing
from extract.export.listing import Listed
from extract.export.rows import Rows

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_TITLE = "Figures of migration news and reports"
_REQUIRED = ("claim_id", "measure", "written", "sentence", "start", "end", "sentence_start", "sentence_end")
_PUBLISHED = {"pattern": r"\d{4}(-\d{2}(-\d{2})?)?"}
_RIGHTS = "The texts and the sentences cited belong to their publishers"
_README = """# {title}

{claims} in {documents}, found by the program migration-figures. A program read them and it errs: look at a figure's
sentence before you use it. Empty cells mean that the text does not say.
{chosen}
- claims.csv: one row a figure, verbatim. Opened in a spreadsheet, a cell that begins with = + - or @ may run.
- claims.hxl.csv: the same with HXL tags, as the figures hold after review, without those that a reader rejected.
- documents.csv: the documents, where they came from, and the file of each one's text.
- texts/: the texts, in UTF-8. start and end in claims.csv are places in them: characters from 0, the end not included.
- datapackage.json: what every column means (Data Package 2.0, frictionlessdata.io).

value is what the program read; where there are review columns, reviewed_value is what holds after review, and review
says how. Do not add figures of different measures, units, statistics or statuses, of times that overlap, or that repeat
another one (repeats); a pledge is not a payment. {rights}.
"""
# four spaces make code of it: Markdown, in which a filter's words are no markup
_CHOSEN = "Only the figures that these filters chose:\n\n    {selection}\n"


class Stored(NamedTuple):
    """A file in the zip: its path, how many bytes, and their SHA-256."""

    path: str
    size: int
    sha256: str


def readme(rows: Rows) -> str:
    """README.md of a package, once all its rows have passed."""
    claims, documents = rows.count, len(rows.documents)
    counts = {
        "claims": f"{claims:,} figure{'' if claims == 1 else 's'}",
        "documents": f"{documents:,} document{'' if documents == 1 else 's'}",
    }
    chosen = f"\n{_chosen(rows)}" if rows.selection else ""
    return _README.format(title=_TITLE, rights=_RIGHTS, chosen=chosen, **counts)


def _chosen(rows: Rows) -> str:
    return _CHOSEN.format(selection=rows.selection)


def package(stored: Sequence[Stored], listed: Listed, rows: Rows, measures: Sequence[str]) -> dict[str, Any]:
    """datapackage.json of claims.csv, claims.hxl.csv and documents.csv; measures: those of the rows."""
    claims, tagged, documents = stored
    schema = {
        **_schema([_field(name, measures) for name in rows.columns], "claim_id"),
        "foreignKeys": [{"fields": ["document_id"], "reference": {"resource": "documents", "fields": ["document_id"]}}],
    }
    dialect = {"headerRows": [1], "commentRows": [2]}  # the row of tags
    return {
        "$schema": _PROFILE,
        "name": "migration-figures",
        "title": _TITLE,
        **({"description": _chosen(rows)} if rows.selection else {}),
        "version": f"1.0.0+{claims.sha256[:12]}",  # the same rows are the same version
        **({"created": listed.latest} if listed.latest else {}),
        "licenses": [{"name": "notspecified", "title": _RIGHTS}],
        "sources": listed.sources or [{"title": "No document"}],
        "resources": [
            _resource("claims", "The figures, verbatim", claims, schema),
            _resource(
                "claims-hxl", "The figures with HXL tags, as reviewed", tagged, _tagged(rows), {"dialect": dialect}
            ),
            _resource("documents", "The documents", documents, _schema(_documents(), "document_id")),
        ],
    }


def _resource(
    name: str, title: str, stored: Stored, schema: dict[str, Any], more: dict[str, Any] | None = None
) -> dict[str, Any]:
    return {
        "name": name,
        "type": "table",
        "title": title,
        "path": stored.path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": stored.size,
        "hash": f"sha256:{stored.sha256}",
        **(more or {}),
        "schema": schema,
    }


def _schema(fields: list[dict[str, Any]], key: str) -> dict[str, Any]:
    return {"fields": fields, "primaryKey": [key], "missingValues": [""]}


def _field(name: str, measures: Sequence[str] = ()) -> dict[str, Any]:
    """A column of the claims table."""
    lists = {**columns.LISTS, "measure": tuple(dict.fromkeys((*lexicon.shared("measures"), *measures)))}
    constraints: dict[str, Any] = {"required": True} if name in (*_REQUIRED, "document_id") else {}
    if name in lists:
        constraints["enum"] = list(lists[name])
    if name in columns.WHOLE:
        constraints["minimum"] = 1 if name == "page" else 0
    if name == "published":
        constraints.update(_PUBLISHED)
    return _described(name, _type(name), columns.MEANINGS[name], constraints)


def _type(name: str) -> str:
    if name in columns.WHOLE:
        return "integer"
    if name in columns.NUMBERS:
        return "number"
    return "date" if name in columns.DAYS else "string"


def _described(name: str, kind: str, meaning: str, constraints: dict[str, Any]) -> dict[str, Any]:
    said = {"name": name, "title": columns.title(name), "description": meaning, "type": kind}
    return {**said, "constraints": constraints} if constraints else said


def _tagged(rows: Rows) -> dict[str, Any]:
    fields = [
        _described(
            column.header,
            _type(column.header),
            " ".join(filter(None, (columns.MEANINGS.get(column.header, ""), f"(HXL {column.tag})"))),
            {"required": True} if column.header in _REQUIRED else {},
        )
        for column in hxl.of(hxl.LONG, rows.selection)
    ]
    return _schema(fields, "claim_id")


def _documents() -> list[dict[str, Any]]:
    """The columns of the list of documents."""
    constraints: dict[str, dict[str, Any]] = {
        "document_id": {"required": True},
        "published": _PUBLISHED,
        "characters": {"required": True, "minimum": 0},
        "text": {"required": True},
        "text_sha256": {"required": True, "pattern": "[0-9a-f]{64}"},
    }
    return [
        _described(name, "integer" if name == "characters" else "string", meaning, constraints.get(name, {}))
        for name, meaning in listing.MEANINGS.items()
    ]
