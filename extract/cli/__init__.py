"""The command line: extract, show, check, dashboard, and the commands of the library."""

from __future__ import annotations

import click

from extract import __version__
from extract.cli import extracting, keeping, looking, reviewing


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="migration-figures")
def main() -> None:
    """Find every figure in migration news and reports, say what it counts, and keep its sentence.

    \b
    Examples:
      migration-figures extract report.pdf --published 2021-06-08 -o figures.csv
      migration-figures add articles/
      migration-figures export -o figures.xlsx
    """


for command in (
    extracting.extract, looking.show, looking.check, looking.dashboard,
    keeping.add, keeping.list_, keeping.remove, keeping.export, keeping.verify, keeping.backup,
    reviewing.review, reviewing.reviews,
):  # fmt: skip
    main.add_command(command)
