"""The command line: extract, show, check, dashboard."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from extract import __version__, corpus, readers
from extract.claim import Claim, Document

HERE = Path(__file__).parent
_BAD = click.style("cannot read", fg="red")


class Problems:
    """What could not be read so far, said on standard error as it turns up."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, said: str) -> None:
        self.count += 1
        click.echo(f"{_BAD} {said}", err=True)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="migration-figures")
def main() -> None:
    """Find every figure in migration news and reports, say what it counts, and keep its sentence.

    \b
    Example:
      migration-figures extract article.txt --published 2021-06-08 -o figures.csv
    """


@main.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "-o",
    "--out",
    type=click.Path(dir_okay=False),
    help="File to write: .csv, .jsonl, .parquet or .xlsx (default: CSV on standard output).",
)
@click.option(
    "--published",
    default="",
    help="Date of publication, where a document does not say it: 2021, 2021-06 or 2021-06-08.",
)
@click.option("--publisher", default="", help="Publisher, where a document does not say it.")
@click.option("--title", default="", help="Title, where a document does not say it.")
@click.option("--url", default="", help="Address, where a document does not say it.")
@click.option("--language", default="", help="Language code of the documents (default: en, or what a document says).")
def extract(inputs: tuple[str, ...], out: str | None, **given: str) -> None:
    """Extract the figures of files, folders, .jsonl batches or standard input (-).

    Text and Markdown files may begin with a head of "key: value" lines between --- lines (title, publisher,
    published, url, language).

    \b
    Examples:
      migration-figures extract report.md articles/ -o figures.csv
      pbpaste | migration-figures extract - --published 2023-10-03
    """
    from extract import export
    from extract.readers import dates

    problems = Problems()
    try:
        given["published"] = dates.published(given["published"], "--published") or ""
        documents = _told(readers.read(inputs, problems, **given))
        found = _find(documents)
        if out:
            count = export.save(found, out)
            click.echo(f"{count:,} claims written to {out}", err=True)
        else:
            export.write_csv(found, sys.stdout)
            sys.stdout.flush()
    except (export.ExportError, readers.DocumentError) as error:
        raise click.ClickException(str(error)) from None
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(1 if problems.count else 0)


def _find(documents: Iterable[Document]) -> Iterator[Claim]:
    from extract import pipeline

    return pipeline.find(documents)


def _told(documents: Iterable[Document]) -> Iterator[Document]:
    """The documents, with their warnings, and a count on a terminal."""
    from extract import pipeline

    terminal = sys.stderr.isatty()
    count = 0
    for count, document in enumerate(documents, start=1):
        for warning in pipeline.warnings(document):
            click.echo(f"{click.style('note', fg='yellow')} {document.document_id}: {warning}", err=True)
        if terminal and count % 10 == 0:
            click.echo(f"\r{count} documents", err=True, nl=False)
        yield document
    if terminal and count >= 10:
        click.echo(f"\r{count} documents", err=True)


@main.command()
@click.argument("claim_id")
@click.argument("inputs", nargs=-1, metavar="[INPUT...]")
def show(claim_id: str, inputs: tuple[str, ...]) -> None:
    """Show the sentence of a claim with its number marked, what was read of it, and why.

    Without INPUT the sample corpus is looked through.

    \b
    Example:
      migration-figures show 6c73cedf6eca article.txt
    """
    problems = Problems()
    sources = inputs or (str(corpus.folder()),)
    for claim in _find(readers.read(sources, problems)):
        if claim.claim_id.startswith(claim_id):
            click.echo(_shown(claim))
            return
    raise click.ClickException(f"no claim {claim_id} in {', '.join(sources)}; ids stand in the first column of the CSV")


def _shown(claim: Claim) -> str:
    """A claim as lines of text."""
    first, last = claim.start - claim.sentence_start, claim.end - claim.sentence_start
    marks = ("\x1b[7m", "\x1b[0m") if sys.stdout.isatty() else (">>>", "<<<")
    marked = claim.sentence[:first] + marks[0] + claim.sentence[first:last] + marks[1] + claim.sentence[last:]
    skipped = {"claim_id", "sentence", "written", "start", "end", "sentence_start", "sentence_end", "page", "language"}
    fields = [(key, value) for key, value in claim._asdict().items() if key not in skipped and value not in ("", None)]
    from extract import export

    return "\n".join(["", f"  {marked}", "", *(f"  {key:<14}{export.cell(value)}" for key, value in fields), ""])


@main.command()
def check() -> None:
    """Check the lexicon: every file is well formed, every card has examples, every example holds its number.

    \b
    Example:
      migration-figures check
    """
    from extract.lexicon import checks

    found = checks.problems()
    for problem in found:
        click.echo(problem, err=True)
    if found:
        raise click.ClickException(f"{len(found)} problems in the lexicon")
    click.echo(f"the lexicon is well formed: {checks.summary()}")


@main.command()
@click.option("--port", default=8501, show_default=True, help="Port on 127.0.0.1.")
def dashboard(port: int) -> None:
    """Open the dashboard in a browser, on the sample corpus.

    \b
    Example:
      migration-figures dashboard
    """
    script = next(
        (path for path in (HERE.parent / "dashboard.py", HERE / "app" / "dashboard.py") if path.exists()), None
    )
    if script is None:
        raise click.ClickException("dashboard.py is missing from this installation; install the package again")
    os.chdir(script.parent)
    os.execv(sys.executable, [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)])  # noqa: S606 - our own script
