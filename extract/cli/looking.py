"""The commands that look: show a claim, check the lexicon, open the dashboard."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extract.claim import SHORTEST
from extract.cli import options, output

if TYPE_CHECKING:
    from extract.claim import Claim
    from extract.library import Found

_HERE = Path(__file__).parent.parent
_OWN = "-"  # the user's own library
NOTHING = "(not stated)"
_UNTOLD = {"claim_id", "sentence", "written", "start", "end", "sentence_start", "sentence_end", "language"}


@click.command()
@click.argument("claim_id")
@click.argument("inputs", nargs=-1, metavar="[INPUT...]")
@options.library
def show(claim_id: str, inputs: tuple[str, ...], where: str) -> None:
    """Show a claim's sentence, and why it was read so.

    CLAIM_ID stands in the first column of the table; its beginning will do. Without INPUT the library is looked
    through, where there is one, and then the sample corpus.

    \b
    Examples:
      migration-figures show 6c73cedf6eca article.txt
      migration-figures show 6c73cedf6eca --library figures.sqlite
    """
    if len(claim_id) < SHORTEST:
        raise click.ClickException(f"{claim_id!r} is too short for an id; give {SHORTEST} of its characters or more")
    places: list[str] = []
    if not inputs:
        found = _kept(claim_id, where, places)
        if found:
            output.lines(reviewed(found))
            return
    if inputs or not where:
        for claim in _read(claim_id, inputs, places):
            output.lines(shown(claim))
            return
    raise click.ClickException(f"no claim {claim_id} in {', '.join(places)}; ids stand in the first column of the CSV")


def _read(claim_id: str, inputs: tuple[str, ...], places: list[str]) -> Iterator[Claim]:
    """The claims of inputs, or of the sample corpus, whose id begins so."""
    from extract import corpus, pipeline, readers

    sources = inputs or (str(corpus.folder()),)
    places += sources
    found = pipeline.find(readers.read(sources, output.Problems()))
    return (claim for claim in found if claim.claim_id.startswith(claim_id))


def _kept(claim_id: str, where: str, places: list[str]) -> Found | None:
    """The claim of the library, where there is one."""
    from extract.library import Library, LibraryError, exists

    if not where and not exists():
        return None
    try:
        with Library.open(where, create=False, read_only=True) as library:
            places.append(library.where)
            found = library.look(claim_id)
            problems = output.Problems()
            for said in library.problems:
                problems(said)
            return found
    except LibraryError as error:
        raise click.ClickException(str(error)) from None


def shown(claim: Claim) -> list[str]:
    """A claim as lines of text."""
    from extract import export

    first, last = claim.start - claim.sentence_start, claim.end - claim.sentence_start
    marks = ("\x1b[7m", "\x1b[0m") if sys.stdout.isatty() else (">>>", "<<<")
    said = output.plain(claim.sentence)
    marked = said[:first] + marks[0] + said[first:last] + marks[1] + said[last:]
    fields = [(key, value) for key, value in claim._asdict().items() if key not in _UNTOLD and value not in ("", None)]
    return ["", f"  {marked}", "", *(f"  {key:<14}{output.plain(export.cell(value))}" for key, value in fields), ""]


def reviewed(found: Found) -> list[str]:
    """A claim of the library, with its review."""
    lines = shown(found.claim)
    if found.review:
        review = found.review
        changes = [(f"  {key}", value or NOTHING) for key, value in review.changes.items()]
        said = [("review", review.verdict), *changes]
        said += [("note", review.note), ("reviewer", review.reviewer), ("at", review.at)]
        lines = [*lines[:-1], *(f"  {key:<14}{output.plain(value)}" for key, value in said if value), ""]
    return lines


@click.command()
def check() -> None:
    """Check the lexicon's files and examples.

    Every file is well formed, every card has examples, and every example holds its number.

    \b
    Example:
      migration-figures check
    """
    from extract.lexicon import checks

    found = checks.problems()
    for problem in found:
        click.echo(problem, err=True)
    if found:
        raise click.ClickException(f"{output.counted(len(found), 'problem')} in the lexicon")
    click.echo(f"the lexicon is well formed: {checks.summary()}")


@click.command()
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    metavar="NUMBER",
    default=8501,
    show_default=True,
    help="Port on 127.0.0.1.",
)
@click.option(
    "--library",
    "wheres",
    is_flag=False,
    flag_value=_OWN,
    multiple=True,
    metavar="[FILE]",
    help="Show a library: its file or postgresql:// address, without FILE the one in your data folder; or a data set: "
    "its folder or address (s3://bucket/claims/). May come again.",
)
def dashboard(port: int, wheres: tuple[str, ...]) -> None:
    """Open the dashboard in a browser.

    It opens on the first --library, else on that of $MIGRATION_FIGURES_LIBRARY, else on the sample corpus; its menu has
    the others, the sample corpus too.

    \b
    Examples:
      migration-figures dashboard
      migration-figures dashboard --library
      migration-figures dashboard --library north.sqlite --library south.sqlite
      migration-figures dashboard --library claims/
    """
    from extract import library

    script = next(
        (path for path in (_HERE.parent / "dashboard.py", _HERE / "app" / "dashboard.py") if path.exists()), None
    )
    if script is None:
        raise click.ClickException("dashboard.py is missing from this installation; install the package again")
    shown = [library.default() if where == _OWN else where for where in wheres]
    if shown:
        os.environ[library.SHOWN] = "\n".join(map(_whole, shown))
    if own := os.environ.get(library.VARIABLE):
        os.environ[library.VARIABLE] = _whole(own)
    os.chdir(script.parent)
    os.execv(sys.executable, [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)])  # noqa: S606 - our own script


def _whole(where: str) -> str:
    """Where a library is, whatever folder one looks from."""
    from extract import folders

    if folders.is_address(where):
        return where
    return str(Path(where).absolute()) + ("/" if where.endswith("/") else "")  # which says that it is a folder
