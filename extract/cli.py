"""The command line: extract, show, check, dashboard."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from extract import __version__, corpus, readers
from extract.claim import Claim, Document

HERE = Path(__file__).parent
_NAMED = 3  # documents that a note names; of the others it says how many there are
_SHORTEST = 6  # characters of a claim's id that tell it from others
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
    """Extract figures into a table.

    INPUT is a text or Markdown file, a folder of them, a .jsonl batch, or - for standard input.

    A file may begin with a head of "key: value" lines between --- lines (title, publisher,
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
        given["published"] = dates.published(given["published"], "command line") or ""
        found = _find(_told(readers.read(inputs, problems, **given)))
        if out is None:
            with _output():
                export.write_csv(found, sys.stdout)
        else:
            count = export.save(found, out)
            click.echo(f"{count:,} {'claim' if count == 1 else 'claims'} written to {out}", err=True)
    except (export.ExportError, readers.DocumentError) as error:
        raise click.ClickException(str(error)) from None
    sys.exit(1 if problems.count else 0)


@contextlib.contextmanager
def _output() -> Iterator[None]:
    """Standard output in UTF-8; a reader that goes away is no error, a full disk is said."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        yield
        sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing is left to fail at the end
        if not isinstance(error, BrokenPipeError):
            reason = f"standard output: it cannot be written ({error.strerror}); check the disk"
            raise click.ClickException(reason) from None


def _find(documents: Iterable[Document]) -> Iterator[Claim]:
    from extract import pipeline

    return pipeline.find(documents)


def _told(documents: Iterable[Document]) -> Iterator[Document]:
    """The documents, with a count on a terminal, and at the end their warnings, each once."""
    from extract import pipeline

    terminal = sys.stderr.isatty()
    count = 0
    notes: dict[str, list[str]] = {}
    for count, document in enumerate(documents, start=1):
        for warning in pipeline.warnings(document):
            notes.setdefault(warning, []).append(document.document_id)
        if terminal and count % 10 == 0:
            click.echo(f"\r{count} documents", err=True, nl=False)
        yield document
    if terminal and count >= 10:
        click.echo(f"\r{count} documents", err=True)
    for warning, names in notes.items():
        click.echo(f"{click.style('note', fg='yellow')} {_few(names)}: {warning}", err=True)


def _few(names: list[str]) -> str:
    """The first few names, and how many more there are."""
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more:,} more" if more > 0 else "")


@main.command()
@click.argument("claim_id")
@click.argument("inputs", nargs=-1, metavar="[INPUT...]")
def show(claim_id: str, inputs: tuple[str, ...]) -> None:
    """Show a claim's sentence, and why it was read so.

    CLAIM_ID stands in the first column of the table; its beginning will do. Without INPUT the sample corpus is
    looked through.

    \b
    Example:
      migration-figures show 6c73cedf6eca article.txt
    """
    if len(claim_id) < _SHORTEST:
        raise click.ClickException(f"{claim_id!r} is too short for an id; give {_SHORTEST} of its characters or more")
    problems = Problems()
    sources = inputs or (str(corpus.folder()),)
    for claim in _find(readers.read(sources, problems)):
        if claim.claim_id.startswith(claim_id):
            with _output():
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
        raise click.ClickException(f"{len(found)} problems in the lexicon")
    click.echo(f"the lexicon is well formed: {checks.summary()}")


@main.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8501, show_default=True, help="Port on 127.0.0.1.")
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
