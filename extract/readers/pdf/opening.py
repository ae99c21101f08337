"""Bytes -> an open PDF; what pypdf says of damage is gathered, and what cannot be opened is said with the remedy."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from extract.readers.errors import DocumentError

_END = re.compile(rb"startxref\s+\d+\s+%%EOF", re.DOTALL)
_NEW_END = b"\nendstream\nendobj\ntrailer\n<</Size 1>>\nstartxref\n0\n%%EOF\n"  # with which pypdf reads what is left
_TAIL = 2048  # bytes in which a file's end is looked for
_LOCKED = "needs a password: save it without one and give that"
_LONGEST = 20_000_000  # bytes of one stream when unpacked
_RECOVERED = 1_000_000  # bytes of a broken stream
_HEARD = ("pypdf._reader", "pypdf.filters")
_ENTRIES = 20_000  # of one dictionary
_SAYINGS = 100  # of pypdf about a file
_PAGES = 20_000


class Damage(logging.Handler):
    """Keeps what pypdf says of a file's structure, and how many contents could not be unpacked whole."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.structure: list[str] = []
        self.contents = 0

    def emit(self, record: logging.LogRecord) -> None:
        said = str(record.msg)
        if record.name.endswith("filters"):
            self.contents += said.startswith("Error ")
        elif len(self.structure) < _SAYINGS:
            self.structure.append(said)


@contextmanager
def quiet() -> Iterator[Damage]:
    """Within it pypdf says nothing on the terminal, and gives up early on what grows when unpacked."""
    import pypdf

    whole, heard, damage = logging.getLogger("pypdf"), [logging.getLogger(name) for name in _HEARD], Damage()
    before = [(logger, logger.level, logger.propagate) for logger in (whole, *heard)]
    whole.setLevel(logging.CRITICAL + 1)
    for logger in heard:
        logger.setLevel(logging.WARNING)
        logger.propagate = False
        logger.addHandler(damage)
    try:
        with pypdf.apply_configuration(
            zlib_maximum_output_length=_LONGEST,
            zlib_maximum_recovery_input_length=_RECOVERED,
            lzw_maximum_output_length=_LONGEST,
            run_length_maximum_output_length=_LONGEST,
            array_based_stream_maximum_output_length=_LONGEST,
            dictionary_maximum_element_count=_ENTRIES,
            disable_legacy_handling=True,
        ):
            yield damage
    finally:
        for logger, level, propagate in before:
            logger.removeHandler(damage)
            logger.setLevel(level)
            logger.propagate = propagate


def reader(raw: bytes, where: str) -> Any:
    """A pypdf reader of the bytes; a DocumentError where it cannot be opened."""
    from pypdf import PasswordType, PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError

    if b"%PDF-" not in raw[:1024]:
        raise DocumentError(f"{where}: it is no PDF file; check that it was saved or loaded whole")
    try:
        found = PdfReader(io.BytesIO(raw + _NEW_END if cut(raw) else raw), strict=False)
        if found.is_encrypted and found.decrypt("") == PasswordType.NOT_DECRYPTED:
            raise DocumentError(f"{where}: it {_LOCKED}")
    except DocumentError:
        raise
    except FileNotDecryptedError:
        raise DocumentError(f"{where}: it {_LOCKED}") from None
    except DependencyError:
        raise encrypted(where) from None
    except Exception as error:  # noqa: BLE001 - a broken file raises anything
        raise DocumentError(f"{where}: it cannot be opened as a PDF ({reason(error)}); save it anew") from None
    return found


def pages(opened: Any, where: str) -> tuple[list[Any], bool]:
    """The pages, and whether they had to be looked for because the file's own list of them is broken."""
    try:
        found = [page for _, page in zip(range(_PAGES), opened.pages, strict=False)]
        if found:
            return found, False
    except DocumentError:
        raise
    except Exception as error:  # noqa: BLE001 - a broken file raises anything
        said = reason(error)
    else:
        said = "it has no pages"
    found = list(_searched(opened))
    if not found:
        raise DocumentError(f"{where}: it cannot be read as a PDF ({said}); save it anew")
    return found, True


def _searched(opened: Any) -> Iterator[Any]:
    """The page objects of a file in the order of their numbers."""
    from pypdf import PageObject
    from pypdf.generic import IndirectObject

    for number in sorted({idnum for ids in opened.xref.values() for idnum in ids} | set(opened.xref_objStm))[:_PAGES]:
        try:
            found = opened.get_object(number)
            if found is not None and hasattr(found, "get") and found.get("/Type") == "/Page":
                page = PageObject(opened, IndirectObject(number, 0, opened))
                page.update(found)
                yield page
        except Exception:  # noqa: BLE001, S112 - a broken object is none
            continue


def encrypted(where: str) -> DocumentError:
    """The error of a file whose encryption pypdf cannot read on this machine."""
    return DocumentError(
        f"{where}: it is encrypted with AES, for which the package cryptography is missing; "
        "install it, or save the file without encryption and give that"
    )


def cut(raw: bytes) -> bool:
    """Whether a file's end is missing."""
    return not _END.search(raw[-_TAIL:])


def reason(error: BaseException) -> str:
    """What an error of pypdf's says, in a few words on one line."""
    said = " ".join(str(error).split())[:120].rstrip(".")
    return said or type(error).__name__
