"""What is fetched of inputs that lie elsewhere: a batch of lines once to be cut, then of each part its own range."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import fsspec
import pyarrow as pa
import pytest
from fsspec.spec import AbstractBufferedFile, AbstractFileSystem
from parted import found, record
from pyarrow import parquet

from extract import datasets
from extract.datasets import local, parts

HEADS = 150_000  # bytes by which it is seen what a file is, and where the tables of Parquet end
DOCUMENTS = [record(n, html="x" * 20_000) for n in range(60)]


class Counted(AbstractFileSystem):  # type: ignore[misc]
    """A store that counts the bytes which it gives."""

    protocol = "counted"
    held: ClassVar[dict[str, bytes]] = {}
    given = 0

    def info(self, path: str, **_: Any) -> dict[str, Any]:
        name = self._strip_protocol(path)
        return {"name": name, "size": len(self.held[name]), "type": "file"}

    def _open(self, path: str, mode: str = "rb", **how: Any) -> AbstractBufferedFile:
        how.pop("autocommit")
        return Piece(self, path, mode, **how)


class Piece(AbstractBufferedFile):  # type: ignore[misc]
    """A file of it."""

    def _fetch_range(self, start: int, end: int) -> bytes:
        piece = Counted.held[self.path][start:end]
        Counted.given += len(piece)
        return piece


@pytest.fixture(autouse=True)
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, bytes]]:
    """An empty store, and parts of five documents."""
    monkeypatch.setattr(parts, "SIZE", 5)
    monkeypatch.setattr(local, "APART", ())
    fsspec.register_implementation("counted", Counted, clobber=True)
    monkeypatch.setattr(Counted, "given", 0)
    yield Counted.held
    Counted.held.clear()


def lined() -> bytes:
    return "".join(json.dumps(document) + "\n" for document in DOCUMENTS).encode()


def rows() -> bytes:
    out = pa.BufferOutputStream()
    parquet.write_table(pa.Table.from_pylist(DOCUMENTS), out, 5, compression="none", use_dictionary=False)
    return bytes(out.getvalue())


def page() -> bytes:
    return b"<html><p>Forty migrants drowned off Malta.</p><!--" + b"x" * 300_000 + b"--></html>"


FETCHED = [
    ("a.jsonl", lined, 2, 12),
    ("a.parquet", rows, 1, 12),  # only the columns that are read
    ("a.html", page, 1, 1),
]


@pytest.mark.parametrize(("name", "body", "times", "many"), FETCHED, ids=[row[0] for row in FETCHED])
def test_bytes_fetched(tmp_path: Path, store: dict[str, bytes], name: str, body: Any, times: int, many: int) -> None:
    store[name] = body()
    written = datasets.write([f"counted://{name}"], tmp_path / "out", jobs=1)
    assert written.parts == many
    assert Counted.given <= times * len(store[name]) + HEADS
    (tmp_path / name).write_bytes(store[name])
    datasets.write([tmp_path / name], tmp_path / "here", jobs=1)
    assert found(tmp_path / "out")["sentence"] == found(tmp_path / "here")["sentence"]
