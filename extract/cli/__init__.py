"""The command line: extract, show, check, dashboard, and the commands of the library."""

from __future__ import annotations

from importlib import import_module

import click

from extract import __version__

# Every command: where it stands, and what the list of commands says of it, so that the list imports none of them.
_COMMANDS = {
    "add": ("keeping.add", "Add documents and their figures to the library."),
    "backup": ("keeping.backup", "Copy the library, with its files, to PATH."),
    "check": ("looking.check", "Check the lexicon's files and examples."),
    "dashboard": ("looking.dashboard", "Open the dashboard in a browser."),
    "export": ("keeping.export", "Write the library's figures into a file."),
    "extract": ("extracting.extract", "Extract figures into a table."),
    "list": ("keeping.list_", "List the documents of the library."),
    "remove": ("keeping.remove", "Remove documents with their figures and their reviews."),
    "review": ("reviewing.review", "Accept, correct or reject a figure of the library."),
    "reviews": ("reviewing.reviews", "List the reviews of the library."),
    "show": ("looking.show", "Show a claim's sentence, and why it was read so."),
    "verify": ("keeping.verify", "Check that the library is as it was stored."),
}


class Late(click.Command):
    """A command by its name and first line alone; the command itself is imported when it is asked for."""

    def __init__(self, name: str, place: str, first: str) -> None:
        super().__init__(name, help=first)
        self._place = place

    def command(self) -> click.Command:
        """The command itself."""
        module, _, name = self._place.partition(".")
        found: click.Command = getattr(import_module(f"{__name__}.{module}"), name)
        return found


class _Group(click.Group):
    """Commands that are listed late and run as they are."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name, command, rest = super().resolve_command(ctx, args)
        return name, command.command() if isinstance(command, Late) else command, rest


@click.group(
    cls=_Group,
    commands=[Late(name, *said) for name, said in _COMMANDS.items()],
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="migration-figures")
def main() -> None:
    """Find every figure in migration news and reports, say what it counts, and keep its sentence.

    \b
    Examples:
      migration-figures extract report.pdf --published 2021-06-08 -o figures.csv
      migration-figures add articles/
      migration-figures export -o figures.xlsx
    """
