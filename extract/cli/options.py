"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    import pyarrow as pa

F = TypeVar("F", bound=Callable[..., Any])

# as extract.export has them, which takes its time to import
FORMATS = ("csv", "jsonl", "parquet", "xlsx", "excel", "hxl", "people", "aid", "annotations", "package")
ENDINGS = ".csv .jsonl .parquet .xlsx .excel.csv .hxl.csv .people.hxl.csv .aid.hxl.csv .jsonld .zip"
HERE = "local"  # the engine that is this machine
_OUT = f"File to write; its ending picks the format: {ENDINGS}. Without it: CSV on standard output."
_SET = "A folder (claims/), or its address (s3://bucket/claims/), becomes a data set: Parquet files for many readers."
_HEAD = (
    ("--published", "Date of publication, where a document does not say it: 2021, 2021-06 or 2021-06-08."),
    ("--publisher", "Publisher, where a document does not say it."),
    ("--title", "Title, where a document does not say it."),
    ("--url", "Address, where a document does not say it."),
    ("--language", "Language code of the documents (default: en, or what a document says)."),
)


def head(command: F) -> F:
    """What holds for documents that do not say it themselves."""
    for name, meaning in reversed(_HEAD):
        command = click.option(name, default=None, help=meaning)(command)
    return command


def reading(command: F) -> F:
    """How addresses are read."""
    follow = click.option("--follow", is_flag=True, help="Read the page of each entry of a feed.")
    private = click.option("--private", is_flag=True, help="Also read addresses of this machine and its network.")
    return follow(private(command))


def jobs(command: F) -> F:
    """How many processes read."""
    return click.option(
        "--jobs",
        type=click.IntRange(min=1),
        default=None,
        metavar="N",
        help="Processes that read at once (default: one a core).",
    )(command)


def library(command: F) -> F:
    """Where the library is."""
    return click.option(
        "--library",
        "where",
        default="",
        metavar="FILE",
        help="Its file or postgresql:// address, or a data set's folder or address, which is only read "
        "(default: $MIGRATION_FIGURES_LIBRARY, else in your data folder).",
    )(command)


def checked(given: dict[str, str | None]) -> dict[str, str]:
    """What is given for the documents, with a date that is one; an empty word takes back what was given before."""
    from extract.readers import dates

    said = {key: value for key, value in given.items() if value is not None}
    if "published" in said:
        said["published"] = dates.published(said["published"], "command line") or ""
    return said


def out(command: F) -> F:
    """The file to write."""
    return click.option("-o", "--out", type=click.Path(dir_okay=False), help=_OUT)(command)


def out_or_folder(command: F) -> F:
    """The file to write, or the folder of a data set in parts."""
    return click.option("-o", "--out", type=click.Path(), help=f"{_OUT} {_SET} A later run goes on with it.")(command)


def cluster(command: F) -> F:
    """Which engine reads a data set's parts."""
    engine = click.option(
        "--engine",
        type=click.Choice([HERE, "dask"]),
        default=HERE,
        help="What reads for a data set: this machine, or a Dask cluster.",
    )
    said = "Address of the cluster's scheduler (tcp://host:8786); without it one is started on this machine."
    return engine(click.option("--scheduler", default="", metavar="ADDRESS", help=said)(command))


def out_or_set(command: F) -> F:
    """The file to write, or the folder of a data set."""
    return click.option("-o", "--out", type=click.Path(), help=f"{_OUT} {_SET}")(command)


def form(command: F) -> F:
    """In which format, where the file's ending does not say it."""
    said = f"Format, where the ending of the file does not say it: {', '.join(FORMATS)}."
    return click.option("--format", "name", default="", metavar="NAME", help=said)(command)


def filters(command: F) -> F:
    """Which claims: by country and by measure."""
    country = click.option(
        "--country",
        "countries",
        multiple=True,
        metavar="CODE",
        help="Only claims that name it (ISO 3166-1 alpha-3: MEX); may come several times.",
    )
    measure = click.option(
        "--measure",
        "measures",
        multiple=True,
        metavar="NAME",
        help="Only claims of this measure: aid, detention …; may come several times.",
    )
    return country(measure(command))


def selected(claims: pa.Table, countries: Sequence[str], measures: Sequence[str]) -> Iterator[tuple[object, ...]]:
    """The rows of a table that name a country and are of a measure, in their order, whatever reviews say of them.

    A usage error names what is unknown.
    """
    from extract import gazetteer, table
    from extract.claim import VERDICTS
    from extract.facets import Facets, Wanted

    known = table.measures()
    for measure in measures:
        if measure not in known:
            raise click.UsageError(f"--measure {measure}: there is none of that name; there is: {', '.join(known)}")
    for code in countries:
        if not gazetteer.known(code.upper()):
            raise click.UsageError(f"--country {code}: it is no ISO 3166-1 alpha-3 code (MEX, USA) or region")
    facets = Facets(claims)
    codes = tuple(code.upper() for code in countries)
    found = facets.select(Wanted(countries=codes, measures=tuple(measures), reviews=(*VERDICTS, "none")))
    return table.rows(facets.rows(sorted(found)))
