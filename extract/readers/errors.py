"""The error of an input that cannot be read."""

from __future__ import annotations


class DocumentError(Exception):
    """An input cannot be read; the message names the file, the place and the remedy."""


def raising(said: str) -> None:
    """A problem where nobody listens: a DocumentError."""
    raise DocumentError(said)
