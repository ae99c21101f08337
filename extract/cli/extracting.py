"""The command extract: documents in, a table out."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

import click

from extract import readers
from extract.claim import Document
from extract.cli import options, output, parts


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@options.out_or_folder
@options.form
@options.jobs
@click.option("--again", is_flag=True, help="Make all parts of a data set anew.")
@options.reading
@options.head
def extract(
    inputs: tuple[str, ...], out: str | None, name: str, jobs: int | None, again: bool, follow: bool, private: bool,
    **given: str | None,
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
    """
    from extract import export, pipeline

    if out is not None and parts.is_target(out):
        parts.write(
            inputs, out, form=name or parts.FORM, jobs=jobs, again=again, follow=follow, private=private, given=given
        )
        return
    if again:
        raise click.UsageError("--again is for a data set in parts, whose OUT is a folder (claims/)")
    progress = output.Progress()
    problems = output.Problems(progress)
    texts: dict[str, Document] = {}
    try:
        documents = readers.read(inputs, problems, follow=follow, private=private, **options.checked(given))
        found = pipeline.find(
            _kept(output.told(documents, progress), texts, whole=out is not None and export.needs_texts(out, name))
        )
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


def _kept(documents: Iterable[Document], texts: dict[str, Document], *, whole: bool) -> Iterator[Document]:
    """The documents, each kept by its id until the next one, or to the end."""
    for document in documents:
        if not whole:
            texts.clear()
        texts[document.document_id] = document
        yield document
