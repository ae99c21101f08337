"""The commands of the library: add, list, remove, export, verify, backup."""

from __future__ import annotations

import contextlib
import sys
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from extract.cli import options, output

if TYPE_CHECKING:
    from extract.library import Added, Library, Listed

_TOLD = ("changed", "copied", "again")  # what became of a document that is worth a line
_STATES = {"new": "new", "changed": "changed", "copied": "copies", "unchanged": "unchanged", "again": "read again"}
_SIGNS = {"changed": "~", "copied": "=", "again": "~"}


@contextlib.contextmanager
def opened(where: str, *, create: bool = False, read_only: bool = False) -> Iterator[Library]:
    """The library; its errors and those of readers and exports are said in a line."""
    from extract.export import ExportError
    from extract.library import Library, LibraryError
    from extract.readers import DocumentError

    try:
        with Library.open(where, create=create, read_only=read_only) as library:
            yield library
            wrong = library.problems
    except (LibraryError, DocumentError, ExportError) as error:
        raise click.ClickException(str(error)) from None
    problems = output.Problems()
    for said in wrong:
        problems(said)
    if problems.count:
        sys.exit(1)


@click.command()
@click.argument("inputs", nargs=-1, metavar="[INPUT...]")
@click.option(
    "--again", is_flag=True, help="Read unchanged ones again, too; without INPUT every document of the library."
)
@click.option("--no-keep", is_flag=True, help="Do not keep the files themselves beside the library.")
@options.reading
@options.head
@options.library
def add(
    inputs: tuple[str, ...], where: str, again: bool, no_keep: bool, follow: bool, private: bool, **given: str | None
) -> None:
    """Add documents and their figures to the library.

    INPUT is what extract takes: files, folders, feeds, addresses, batches. What did not change since it was added is
    not read again; what did gets a new version, and the difference of its figures is shown. A run that was stopped
    goes on where it was. What is given for a file (--published …) holds for it the next time, too; an empty word
    takes it back.

    \b
    Examples:
      migration-figures add articles/ report.pdf
      migration-figures add https://example.org/feed.xml --follow
      migration-figures add --again
    """
    if not inputs and not again:
        raise click.UsageError("give files, folders or addresses; or --again for every document of the library")
    progress = output.Progress("files" if inputs else "documents")
    problems, notes, states, claims = output.Problems(progress), output.Notes(), Counter[str](), 0
    with opened(where, create=bool(inputs)) as library:
        try:
            for added in library.add(
                inputs, problems, again=again, keep=not no_keep, follow=follow, private=private, progress=progress,
                **options.checked(given),
            ):  # fmt: skip
                states[added.state] += 1
                claims += added.claims
                notes.of(added.document_id, added.warnings if added.state != "unchanged" else ())
                _tell(added, progress)
            library.renew()
        finally:
            progress.clear()
            problems.close()
        notes.say()
        click.echo(_summary(states, claims, library.where))
    sys.exit(1 if problems.count else 0)


def _tell(added: Added, progress: output.Progress) -> None:
    """A document that changed, and how its claims did; one that tells another's text."""
    from extract.library import changes

    lines = changes.lines(added.changes)
    if added.state not in _TOLD or (added.state == "again" and not lines):
        return
    progress.clear()
    of = f"a copy of {added.copy_of}" if added.state == "copied" else output.counted(added.claims, "claim")
    lines = [] if added.state == "copied" else lines
    for line in (f"{_SIGNS[added.state]} {added.document_id}: {of}", *(f"    {line}" for line in lines)):
        click.echo(output.plain(line))


def _summary(states: Counter[str], claims: int, where: str) -> str:
    said = ", ".join(f"{states[state]:,} {name}" for state, name in _STATES.items() if states[state])
    number = output.counted(states.total(), "document")
    return f"{where}: {number}{f' ({said})' if said else ''}, {output.counted(claims, 'claim')}"


@click.command(name="list")
@options.library
def list_(where: str) -> None:
    """List the documents of the library.

    \b
    Example:
      migration-figures list
    """
    with opened(where, read_only=True) as library:
        documents = library.documents()
        output.lines(_table(documents))
        claims = sum(document.claims for document in documents)
        click.echo(
            f"{library.where}: {output.counted(len(documents), 'document')}, {output.counted(claims, 'claim')}",
            err=True,
        )


def _table(documents: list[Listed]) -> Iterator[str]:
    """A line a document, and below it what must be known of it."""
    if documents:
        yield f"{'published':<10}  {'claims':>6}  {'reviewed':>8}  document"
    for listed in documents:
        reviewed = f"{listed.reviewed:,}" if listed.reviewed else ""
        yield f"{listed.published or '':<10}  {listed.claims:>6,}  {reviewed:>8}  {output.plain(listed.document_id)}"
        about = (listed.title, listed.publisher)
        more = [
            " · ".join(filter(None, about)),
            f"{listed.versions} versions" if listed.versions > 1 else "",
            f"a copy of {listed.copy_of}" if listed.copy_of else "",
            f"{output.counted(listed.orphaned, 'review')} without its figure" if listed.orphaned else "",
            *(f"note: {warning}" for warning in listed.warnings),
        ]
        yield from (f"{'':30}{output.plain(line)}" for line in more if line)


@click.command()
@click.argument("document_ids", nargs=-1, required=True, metavar="DOCUMENT...")
@options.library
def remove(document_ids: tuple[str, ...], where: str) -> None:
    """Remove documents with their figures and their reviews.

    DOCUMENT is a document's id, as list shows it.

    \b
    Example:
      migration-figures remove articles/old.html
    """
    with opened(where) as library:
        missing = library.remove(document_ids)
        library.renew()
        done = len(set(document_ids)) - len(missing)
        click.echo(f"{library.where}: {output.counted(done, 'document')} removed")
        if missing:
            raise click.ClickException(f"there is no {', '.join(missing)}; migration-figures list names the documents")


@click.command()
@options.out_or_set
@options.form
@options.filters
@options.library
def export(out: str | None, name: str, where: str, countries: tuple[str, ...], measures: tuple[str, ...]) -> None:
    """Write the library's figures into a file.

    \b
    Examples:
      migration-figures export -o figures.xlsx
      migration-figures export -o mexico.hxl.csv --country MEX
      migration-figures export -o claims/
    """
    from extract import export as exports
    from extract import folders
    from extract.library import COLUMNS

    with opened(where, read_only=True) as library:
        rows = library.claims()
        if countries or measures:
            rows = options.selected(library.arrow(), countries, measures)
        texts = library.text if library.texts else None
        if out and not name and folders.is_set(out):
            chosen = {"country": [code.upper() for code in countries], "measure": list(measures)}
            count, parts = exports.save_set(rows, out, columns=COLUMNS, documents=texts, selection=chosen)
            said = f"{output.counted(count, 'claim')} written to {output.plain(out)} in {output.counted(parts, 'part')}"
            click.echo(said, err=True)
            return
        if out is None or (out == "-" and name in ("", "csv")):
            with output.standard() as lines:
                exports.write_csv(rows, lines, COLUMNS)
            return
        with output.warned():
            count = exports.save(rows, out, columns=COLUMNS, documents=texts, format=name)
        click.echo(f"{output.counted(count, 'claim')} written to {out}", err=True)


@click.command()
@options.library
def verify(where: str) -> None:
    """Check that the library is as it was stored.

    Its texts, the places of its figures in them, and the files kept beside it are looked through.

    \b
    Example:
      migration-figures verify
    """
    from extract import folders

    with opened(where, read_only=True) as library:
        problems = 0
        for problem in library.verify():
            problems += 1
            click.echo(problem, err=True)
        if problems:
            said = f"{library.where}: {output.counted(problems, 'problem')}"
            parted = folders.is_set(library.where)
            remedy = "mend each as its line says" if parted else "go back to a backup, or add the documents again"
            raise click.ClickException(f"{said}; {remedy}")
        documents = len(library.documents())
        click.echo(f"{library.where}: {output.counted(documents, 'document')}, all as they were stored")


@click.command()
@click.argument("path", type=click.Path(dir_okay=False))
@options.library
def backup(path: str, where: str) -> None:
    """Copy the library, with its files, to PATH.

    The copy is a library itself.

    \b
    Example:
      migration-figures backup figures-2021-06-08.sqlite
    """
    with opened(where, read_only=True) as library:
        library.backup(path)
        click.echo(f"{library.where}: copied to {path}")
