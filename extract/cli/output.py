"""What the commands say: rows on standard output, problems and notes on standard error, progress on a terminal."""

from __future__ import annotations

import contextlib
import io
import os
import re
import sys
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from extract.claim import Document

_NOTE = click.style("note", fg="yellow")
_LINES = 5  # problems of one file that are named; of the others it says how many there are
_LINE = re.compile(r":\d+$")  # of a batch
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_NAMED = 3  # documents that a note names; of the others it says how many there are
_BAR = 24  # signs of the progress bar
_NAME = 36  # signs of the name beside it
_WIDE = 80  # signs of a terminal that does not say how wide it is


class Problems:
    """What could not be read so far, said on standard error as it turns up."""

    def __init__(self, progress: Progress | None = None) -> None:
        self.count = 0
        self._progress = progress
        self._of: Counter[str] = Counter()

    def __call__(self, said: str) -> None:
        self.count += 1
        where = _LINE.sub("", said.partition(": ")[0])
        self._of[where] += 1
        if self._of[where] > _LINES:
            return
        if self._progress:
            self._progress.clear()
        click.echo(f"{click.style('cannot read', fg='red')} {plain(said)}", err=True)

    def close(self) -> None:
        """Say of which files more lines cannot be read than were named."""
        for where, number in self._of.items():
            if number > _LINES:
                click.echo(f"{click.style('cannot read', fg='red')} {plain(where)}: {number - _LINES:,} more", err=True)


class Progress:
    """A line on the terminal that says how far it is: a bar where it is known of how many, and the next one's name."""

    def __init__(self, what: str = "documents") -> None:
        self._what, self._shown, self._terminal = what, False, sys.stderr.isatty()

    def __call__(self, done: int, total: int, name: str = "") -> None:
        if not self._terminal:
            return
        bar = ""
        if total:
            full = min(_BAR, _BAR * done // total)
            bar = f"[{'#' * full}{'-' * (_BAR - full)}] "
        of = f"{done:,} of {total:,}" if total else f"{done:,}"
        name = plain(name)
        short = name if len(name) <= _NAME else "…" + name[1 - _NAME :]
        line = f"{bar}{of} {self._what}  {short}".rstrip()
        click.echo(f"\r\x1b[K{line[: _width()]}", err=True, nl=False)
        self._shown = True

    def clear(self) -> None:
        """Take the line away, so that others can stand there."""
        if self._shown:
            click.echo("\r\x1b[K", err=True, nl=False)
            self._shown = False


class Notes:
    """Warnings of documents, each said once at the end with the documents that it holds for."""

    def __init__(self) -> None:
        self._names: dict[str, list[str]] = {}
        self._more: Counter[str] = Counter()  # documents in all, where they are counted

    def of(self, document_id: str, warnings: Iterable[str]) -> None:
        """Keep a document's warnings."""
        for warning in warnings:
            self._names.setdefault(warning, []).append(document_id)

    def of_part(self, warning: str, first: Iterable[str], count: int) -> None:
        """Keep a warning that holds for so many documents of a part, of which the first are named."""
        names = self._names.setdefault(warning, [])
        names += [*first][: _NAMED - len(names)] if len(names) < _NAMED else []
        self._more[warning] += count

    def say(self) -> None:
        """Say them on standard error."""
        for warning, names in self._names.items():
            click.echo(f"{_NOTE} {plain(_few(names, self._more[warning]))}: {plain(warning)}", err=True)


def _width() -> int:
    with contextlib.suppress(OSError, ValueError):
        return (os.get_terminal_size(sys.stderr.fileno()).columns or _WIDE) - 1
    return _WIDE - 1


def _few(names: list[str], count: int = 0) -> str:
    """The first few names, and how many more there are; count: in all, where not all are named here."""
    more = (count or len(names)) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more:,} more" if more > 0 else "")


def plain(said: str) -> str:
    """A document's words, in which nothing commands the terminal."""
    return _CONTROLS.sub("\ufffd", said)


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: 1 claim, 2 claims."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def told(documents: Iterable[Document], progress: Progress, kept: Notes) -> Iterator[Document]:
    """The documents, with their count on a terminal; their warnings are kept."""
    from extract import notes

    for count, document in enumerate(documents):
        progress(count, 0, document.document_id)
        kept.of(document.document_id, notes.of(document))
        yield document


@contextlib.contextmanager
def standard() -> Iterator[Any]:
    """Standard output in UTF-8; a reader that goes away is no error, a full disk is said."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        yield sys.stdout
        sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing is left to fail at the end
        if not isinstance(error, BrokenPipeError):
            reason = f"standard output: it cannot be written ({error.strerror}); check the disk"
            raise click.ClickException(reason) from None


@contextlib.contextmanager
def warned() -> Iterator[None]:
    """What was cut in a file is said as a note."""
    from extract.export import ExportWarning

    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("always", ExportWarning)
        yield
    for warning in found:
        click.echo(f"{_NOTE} {warning.message}", err=True)


def lines(said: Iterable[str]) -> None:
    """Lines of text on standard output."""
    with standard():
        for line in said:
            click.echo(line)
