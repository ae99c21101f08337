"""The commands of review: accept, correct or reject a figure of the library, and list what was said."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from extract.cli import keeping, looking, options, output

if TYPE_CHECKING:
    from extract.library import Kept

_ORPHANED = "orphaned"
_STATES = {_ORPHANED: " (its figure is no longer in the text)", "replaced": " (replaced by a later review)"}
_ONE = "give one of --accept, --reject, --set COLUMN=VALUE or --clear"


@click.command()
@click.argument("claim_id")
@click.option("--accept", is_flag=True, help="The figure is right.")
@click.option("--reject", is_flag=True, help="It is no figure, or not one to be used.")
@click.option("--clear", is_flag=True, help="Take the review back.")
@click.option(
    "--set",
    "corrections",
    multiple=True,
    metavar="COLUMN=VALUE",
    help="Correct a column, as value=900; may come several times.",
)
@click.option("--note", default="", help="Why.")
@click.option("--by", "reviewer", default="", help="Who says so (default: your name on this machine).")
@options.library
def review(
    claim_id: str, accept: bool, reject: bool, clear: bool, corrections: tuple[str, ...], note: str, reviewer: str,
    where: str,
) -> None:  # fmt: skip
    """Accept, correct or reject a figure of the library.

    CLAIM_ID stands in the first column of the table; its beginning will do. What was read is kept; tables and
    exports use what the review says. COLUMN=VALUE without a value says that the text does not tell.

    \b
    Examples:
      migration-figures review 6c73cedf6eca --accept
      migration-figures review 6c73cedf6eca --set value=91000 --set place=MEX
      migration-figures review 6c73cedf6eca --reject --note "a page number"
    """
    pairs = [_pair(said) for said in corrections]
    changes = dict(pairs)
    given = {"accepted": accept, "rejected": reject, "none": clear, "corrected": bool(changes)}
    if sum(given.values()) != 1:
        raise click.UsageError(_ONE)
    if len(changes) < len(pairs):
        raise click.UsageError("--set names a column twice; give each one once")
    with keeping.opened(where) as library:
        verdict = next(name for name, wanted in given.items() if wanted)
        library.review(claim_id, verdict, changes, note, reviewer or _user())
        found = library.look(claim_id)
        output.lines(looking.reviewed(found) if found else [f"{claim_id}: the review is taken back"])
        library.renew()


def _pair(said: str) -> tuple[str, str]:
    column, sign, value = said.partition("=")
    if not sign or not column.strip():
        raise click.UsageError(f"--set {said}: write it as COLUMN=VALUE, such as --set value=900")
    return column.strip(), value.strip()


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without a name
        return ""


@click.command()
@click.option("--orphaned", is_flag=True, help="Only those whose figure is no longer in the text.")
@options.library
def reviews(orphaned: bool, where: str) -> None:
    """List the reviews of the library.

    Those whose figure is no longer in the text are among them, and marked.

    \b
    Example:
      migration-figures reviews --orphaned
    """
    with keeping.opened(where, read_only=True) as library:
        wanted = [kept for kept in library.reviews() if not orphaned or kept.state == _ORPHANED]
        output.lines(line for kept in wanted for line in _lines(kept))
        click.echo(f"{library.where}: {output.counted(len(wanted), 'review')}", err=True)


def _lines(kept: Kept) -> Iterator[str]:
    said = kept.review
    changes = " ".join(f"{column}={value or looking.NOTHING}" for column, value in said.changes.items())
    state = _STATES.get(kept.state, "")
    yield f"{said.claim_id}  {said.verdict}{f' {changes}' if changes else ''}{state}"
    by = " · ".join(filter(None, (said.reviewer, said.at, said.note)))
    lines = (by, f"{said.written}: {said.sentence}", said.document_id)
    yield from (f"{'':14}{output.plain(line)}" for line in lines if line)
