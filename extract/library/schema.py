"""The tables of the library, the same for SQLite and PostgreSQL."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    REAL,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
)

from extract.claim import COLUMNS, NUMBERS

VERSION = 1
APPLICATION_ID = 0x4D664C31  # "MfL1" in the head of our SQLite files
OF_DOCUMENT = ("document_id", "title", "publisher", "published", "url", "language")  # the same in all its rows
OWN = tuple(name for name in COLUMNS if name not in OF_DOCUMENT)  # what a claim has of its own
FLOATS = NUMBERS
WHOLE = ("start", "end", "sentence_start", "sentence_end", "page")

# Text is ordered by code points in both, so that lists come in the same order; STRICT tables know few types.
_TEXT = Text().with_variant(Text(collation="C"), "postgresql")
_FLOAT = Float(53).with_variant(REAL(), "sqlite")
metadata = MetaData()


def _text(name: str) -> Column[str]:
    return Column(name, _TEXT, nullable=False)


def _whole(name: str, nullable: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=nullable)


def _table(name: str, *parts: Column[Any]) -> Table:
    return Table(name, metadata, *parts, sqlite_strict=True)


def _of_claim(name: str) -> Column[Any]:
    if name in FLOATS:
        return Column(name, _FLOAT, nullable=True)
    if name in WHOLE:
        return Column(name, Integer, nullable=name == "page")
    return Column(name, _TEXT, nullable=False)


def _document(nullable: bool = False, key: bool = False, name: str = "document_id") -> Column[str]:
    link = ForeignKey("documents.document_id", ondelete="SET NULL" if nullable else "CASCADE")
    return Column(name, _TEXT, link, nullable=nullable, primary_key=key)


def _version() -> Column[int]:
    return Column("version_id", Integer, ForeignKey("versions.version_id", ondelete="CASCADE"), primary_key=True)


# library: the library's id; schema: its version, for PostgreSQL (SQLite has user_version)
meta = _table("meta", Column("name", _TEXT, primary_key=True), _text("value"))

# One row for each transaction that changed what the claims table shows; token tells it from the same number in a
# copy of the library that went another way.
changes = _table("changes", Column("number", Integer, primary_key=True), _text("token"))

# changed: the number of the change that last touched the rows that the claims table shows of it
documents = _table(
    "documents",
    Column("document_id", _TEXT, primary_key=True),
    _document(nullable=True, name="copy_of"),
    _whole("changed"),
)
Index("documents_copy_of", documents.c.copy_of)
Index("documents_changed", documents.c.changed)

versions = _table(
    "versions",
    Column("version_id", Integer, primary_key=True),
    _document(),
    _whole("number"),
    _whole("current"),
    _text("text"),
    _text("text_sha256"),
    _text("title"),
    _text("publisher"),
    _text("published"),
    _text("url"),
    _text("language"),
    _text("pages"),
    _text("warnings"),
    _text("source"),
    _text("retrieved"),
    _text("sha256"),
    _text("reader"),
    _text("reader_version"),
    _whole("kept"),
    _text("extractor"),
    _text("added"),
    _whole("claims"),
    _text("claims_sha256"),
    _text("head_sha256"),
)
Index("versions_number", versions.c.document_id, versions.c.number, unique=True)
Index("versions_sha256", versions.c.sha256)
_SEALED = ("version_id", "current", "text", "text_sha256", "extractor", "claims", "claims_sha256", "head_sha256")
HEAD = tuple(
    column.name for column in versions.c if column.name not in _SEALED
)  # the columns that head_sha256 is the sum of
_now = versions.c.current == 1
Index("versions_current", versions.c.document_id, unique=True, sqlite_where=_now, postgresql_where=_now)

claims = _table("claims", _version(), Column("position", Integer, primary_key=True), *map(_of_claim, OWN))
Index("claims_claim_id", claims.c.claim_id)

reviews = _table(
    "reviews",
    Column("review_id", Integer, primary_key=True),
    _document(),
    _text("claim_id"),
    _whole("start"),
    _whole("end"),
    _text("written"),
    _text("sentence"),
    _whole("offset"),
    _text("verdict"),
    _text("changes"),
    _text("note"),
    _text("reviewer"),
    _text("at"),
    _text("text_sha256"),
    _text("review_sha256"),
)
Index("reviews_document", reviews.c.document_id)

# An original all of whose documents are stored; given: what the user said of it, which holds the next time as well.
sources = _table(
    "sources",
    Column("source", _TEXT, primary_key=True),
    _text("sha256"),
    _text("reader"),
    _text("reader_version"),
    _text("given"),
)

# Which documents came out of an original, and what the reader called them.
contents = _table(
    "contents",
    Column("source", _TEXT, primary_key=True),
    Column("given_id", _TEXT, primary_key=True),
    _document(),
)
Index("contents_document", contents.c.document_id)

# By hashes of its present text a document's copies are looked up; 31 bits of each tell enough of them apart.
sketches = Table(
    "sketches",
    metadata,
    Column("hash", Integer, primary_key=True, autoincrement=False),
    _version(),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
Index("sketches_version", sketches.c.version_id)

# Pairs of documents that tell one text; both ways round.
copies = _table("copies", _document(key=True), _document(key=True, name="other_id"))
Index("copies_other", copies.c.other_id)
