"""A Word file's parts: sizes looked at before anything is unpacked, XML without any DTD."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import TYPE_CHECKING

from extract.readers.errors import DocumentError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # how .doc files begin, and .docx files with a password
_ENTRIES = 10_000
_ENTRY, _END, _LAST = b"PK\1\2", b"PK\5\6", 65_557  # how an entry of the list and its end begin; where an end may lie
_WHOLE = 500_000_000  # bytes of all parts, pictures too
_PART = 32_000_000  # bytes of one part that is read
_RATIO, _SMALL = 400, 1_000_000  # a part's size over its packed size; parts for which it does not matter
_MAIN = "word/document.xml"
_AGAIN = "save it anew as .docx and give that"


class Package:
    """The parts of a Word file."""

    def __init__(self, raw: bytes, where: str) -> None:
        self.where = where
        if raw.startswith(_OLD):
            raise DocumentError(
                f"{where}: it is an old Word file (.doc) or has a password; save it as .docx without a password"
            )
        too_large = DocumentError(f"{where}: it grows too large when unpacked; {_AGAIN}")
        if _listed(raw) > _ENTRIES:
            raise too_large
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(raw))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, UnicodeDecodeError) as error:
            raise DocumentError(f"{where}: it is no whole Word file ({error}); get it again, or {_AGAIN}") from None
        entries = self._zip.infolist()
        self._entries = {entry.filename: entry for entry in entries}
        if len(entries) > _ENTRIES or sum(entry.file_size for entry in entries) > _WHOLE:
            raise too_large
        self.main = next(iter(self.related("", "officeDocument")), _MAIN)
        if self.main not in self._entries:
            raise DocumentError(f"{where}: it is no Word file, for it has no {_MAIN}; {_AGAIN}")

    def xml(self, name: str) -> Element | None:
        """A part's XML, None where the file has no such part; a DocumentError where it is too large or broken."""
        from defusedxml import DefusedXmlException, ElementTree

        entry = self._entries.get(name)
        if entry is None:
            return None
        try:
            found: Element = ElementTree.fromstring(self._data(entry), forbid_dtd=True)
        except DefusedXmlException:
            raise DocumentError(f"{self.where}: {name} declares entities or a DTD; {_AGAIN}") from None
        except (ElementTree.ParseError, ValueError, LookupError) as error:
            raise DocumentError(f"{self.where}: {name} is broken ({error}); {_AGAIN}") from None
        return found

    def related(self, name: str, kind: str) -> list[str]:
        """The names of the parts of a kind (header, footnotes …) that a part names, in the order of its list."""
        folder, own = posixpath.split(name)
        found = self.xml(posixpath.join(folder, "_rels", f"{own}.rels"))
        named = []
        for link in found if found is not None else ():
            target = link.get("Target", "")
            if link.get("Type", "").rpartition("/")[2] == kind and link.get("TargetMode") != "External":
                named.append(posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"))
        return named

    def _data(self, entry: zipfile.ZipInfo) -> bytes:
        too_large = DocumentError(f"{self.where}: {entry.filename} is too large when unpacked; {_AGAIN}")
        if entry.file_size > _PART or entry.file_size > max(_SMALL, _RATIO * entry.compress_size):
            raise too_large
        try:
            with self._zip.open(entry) as part:
                data = part.read(_PART + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError) as error:
            raise DocumentError(f"{self.where}: {entry.filename} cannot be unpacked ({error}); {_AGAIN}") from None
        if len(data) > _PART:
            raise too_large
        return data


def _listed(raw: bytes) -> int:
    """How many entries the list of parts seems to hold, counted where it lies, before each is made an object.

    The number in the file is not asked, for it may lie; where the list's size lies, all entries are counted later.
    """
    end = raw.rfind(_END, max(0, len(raw) - _LAST))
    size = int.from_bytes(raw[end + 12 : end + 16], "little")
    return raw.count(_ENTRY, max(0, end - size), end) if end > 0 else 0
