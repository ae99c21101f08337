"""The file systems of addresses (s3://, gs://, memory:// …), as fsspec has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from extract.folders.files import FolderError

_PACKAGES = {
    "s3": "s3fs", "s3a": "s3fs", "gs": "gcsfs", "gcs": "gcsfs", "az": "adlfs", "abfs": "adlfs", "abfss": "adlfs",
    "http": "fsspec aiohttp", "https": "fsspec aiohttp", "sftp": "fsspec paramiko", "ssh": "fsspec paramiko",
}  # fmt: skip
_STAMPS = ("ETag", "etag", "mtime", "LastModified", "last_modified", "updated", "created")  # what tells a new version
OBJECTS = {"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "adl", "oci", "oss", "memory"}  # files whole or absent


def of(where: str, shown: str) -> tuple[Any, str]:
    """The file system of an address, and the path in it; a FolderError where there is none, with the remedy.

    shown: the address as messages may have it.
    """
    from fsspec.core import url_to_fs

    scheme = where.partition("://")[0].rpartition("::")[2]
    try:
        files, path = url_to_fs(where)
    except ImportError:
        package = _PACKAGES.get(scheme, "fsspec")
        said = f"{scheme}:// needs a package; install it with: pip install '{package}'"
        raise FolderError(f"{shown}: {said}") from None
    except Exception as error:
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        said = f"it cannot be reached ({reason}); check the address, and your rights there"
        raise FolderError(f"{shown}: {said}") from error
    return files, str(path)


def stamp(info: Mapping[str, Any]) -> str:
    """What tells this version of a file from others, by what its file system says of it."""
    return next((str(info[key]) for key in _STAMPS if info.get(key)), "")


def schemes(files: Any) -> set[str]:
    """How the addresses of a file system begin."""
    return {files.protocol} if isinstance(files.protocol, str) else {*files.protocol}
