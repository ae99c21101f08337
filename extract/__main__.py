"""python -m extract: the command line."""

from extract.cli import main

if __name__ == "__main__":  # processes that are started for parts import this file
    main(prog_name="migration-figures")
