"""The command extract: documents in, a table out."""

from __future__ import annotations

import contextlib
import sys
from functools import partial
from typing import TYPE_CHECKING

import click

from extract.cli import options, output, parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from extract.claim import Claim, Document


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@options.out_or_folder
@options.form
@options.jobs
@options.cluster
@click.option("--again", is_flag=True, help="Make all parts of a data set anew.")
@options.reading
@options.head
def extract(
    inputs: tuple[str, ...], out: str | None, name: str, jobs: int | None, engine: str, scheduler: str, again: bool,
    follow: bool, private: bool, **given: str | None,
) -> None:  # fmt: skip
    """Extract figures into a table.

    INPUT is a file (text, Markdown, HTML, PDF, docx, .eml, RSS or Atom, or a batch: .jsonl, .json,
    .csv, .tsv, .parquet), a folder of them, an address (https://…), or - for standard input.

    A text file may begin with a head of "key: value" lines between --- lines (title, publisher,
    published, url, language).

    OUT is a file, or a folder (it ends in /, also s3://…/) for a batch of any size: there a data set is written, a
    Parquet file (--format jsonl: JSON Lines) for every 1,000 documents, and the same command goes on where it was
    stopped. INPUT may then also be s3://… or a pattern such as 'in/*.jsonl'.

    \b
    Examples:
      migration-figures extract report.pdf articles/ -o figures.csv
      migration-figures extract https://example.org/arrivals.html -o figures.xlsx
      pbpaste | migration-figures extract - --published 2023-10-03
      migration-figures extract news.jsonl -o claims/
      migration-figures extract 's3://news/*.parquet' --engine dask -o s3://out/
    """
    from extract import folders

    if out and folders.is_set(out):
        parts.write(
            inputs, out, form=name or parts.FORM, engine=engine, scheduler=scheduler, jobs=jobs, again=again,
            follow=follow, private=private, given=given,
        )  # fmt: skip
    elif again or scheduler or engine != options.HERE:
        raise click.UsageError("--engine, --scheduler and --again are for a data set: give a folder (-o claims/)")
    else:
        _table(inputs, out, name, jobs, follow=follow, private=private, given=given)


def _table(
    inputs: Sequence[str],
    out: str | None,
    name: str,
    jobs: int | None,
    *,
    follow: bool,
    private: bool,
    given: dict[str, str | None],
) -> None:
    """Write the claims into one file, or print them."""
    from extract import export, readers
    from extract import jobs as processes

    progress = output.Progress()
    problems = output.Problems(progress)
    turn, notes = processes.Turn(problems), output.Notes()
    texts: dict[str, Document] = {}
    try:
        said = options.checked(given)
        whole = out is not None and export.needs_texts(out, name)
        language = said.get("language") or readers.LANGUAGE
        words = partial(processes.settle, language)
        documents = readers.read(inputs, turn, follow=follow, private=private, meanwhile=words, **said)
        much = language if readers.hold(inputs, processes.MUCH) else ""
        pairs = processes.each(output.told(documents, progress, notes), jobs or processes.cores(), turn, much=much)
        with contextlib.closing(pairs):
            found = _ended(_claims(pairs, texts, whole=whole), progress, notes)
            if out is None:
                with output.standard() as lines:
                    export.write_csv(found, lines)
            else:
                with output.warned():
                    count = export.save(found, out, documents=texts, format=name)
                click.echo(f"{output.counted(count, 'claim')} written to {out}", err=True)
        problems.close()
    except (export.ExportError, readers.DocumentError) as error:
        progress.clear()
        raise click.ClickException(str(error)) from None
    sys.exit(1 if problems.count else 0)


def _claims(
    pairs: Iterable[tuple[Document, Sequence[Claim]]], texts: dict[str, Document], *, whole: bool
) -> Iterator[Claim]:
    """The claims, printed a document at a time; each document is kept by its id until the next, or to the end."""
    for document, claims in pairs:
        if not whole:
            texts.clear()
        texts[document.document_id] = document
        yield from claims
        print(end="", flush=True)


def _ended(found: Iterable[Claim], progress: output.Progress, notes: output.Notes) -> Iterator[Claim]:
    """The claims, and behind the last one what must be known of the documents."""
    yield from found
    progress.clear()
    notes.say()
