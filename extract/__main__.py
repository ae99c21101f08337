"""python -m extract: the command line."""

from extract.cli import main

if __name__ == "__main__":  # processes that read for it import this file, too
    main(prog_name="migration-figures")
