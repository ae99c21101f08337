"""A data set in parts: what the command extract does where OUT is a folder."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import click

from extract.cli import options, output

FORM = "parquet"


def write(
    inputs: Iterable[str],
    out: str,
    *,
    form: str,
    engine: str,
    scheduler: str,
    jobs: int | None,
    again: bool,
    follow: bool,
    private: bool,
    given: dict[str, str | None],
) -> None:
    """Write the claims of inputs into a folder, and say what was done and what could not be."""
    from extract import datasets, export, folders, readers
    from extract.jobs import cores

    if scheduler and engine == options.HERE:
        raise click.UsageError("--scheduler is that of a cluster: give --engine dask, too, or leave it out")
    if scheduler and jobs:
        raise click.UsageError("--jobs is for this machine, with --scheduler a cluster reads: leave one of them out")
    where = folders.unsigned(out)
    if folders.is_address(out) and where.lower().endswith(tuple(kind.ending for kind in export.FORMATS)):
        raise click.UsageError(f"{where}: at an address a data set is written; end it in /, or give a file here")
    progress = output.Progress("parts")
    problems, notes = output.Problems(progress), output.Notes()
    try:
        written = datasets.write(
            inputs, out, form=form, engine=engine, scheduler=scheduler, jobs=jobs or cores(), again=again,
            follow=follow, private=private, problem=problems,
            note=lambda said: notes.of_part(said.note, said.first, said.documents), progress=progress,
            began=_began, **options.checked(given),
        )  # fmt: skip
    except (export.ExportError, readers.DocumentError) as error:
        raise click.ClickException(str(error)) from None
    except KeyboardInterrupt:
        progress.clear()
        command = "the same command without --again" if again else "the same command"
        click.echo(f"\nstopped: what is complete stays in {where}; {command} goes on where it stopped", err=True)
        sys.exit(1)
    finally:
        progress.clear()
    problems.close()
    notes.say()
    if problems.count and not any(written):  # nothing was there to be read
        sys.exit(1)
    click.echo(
        f"{output.counted(written.claims, 'claim')} in {output.counted(written.parts, 'part')} written to {where}"
        + (f", {written.there:,} there already" if written.there else "")
        + (f", {written.absent:,} missing: run it again" if written.absent else ""),
        err=True,
    )
    sys.exit(1 if problems.count else 0)


def _began(there: int, to_do: int) -> None:
    if there:
        click.echo(f"{output.counted(there, 'part')} there already, {to_do:,} to do", err=True)
