"""What is told when a file cannot be written."""

from __future__ import annotations


class ExportError(Exception):
    """A file cannot be written; the message says why and what to do."""


class ExportWarning(UserWarning):
    """A file was written, but something of the rows is not whole in it; the message says what and where it is."""
