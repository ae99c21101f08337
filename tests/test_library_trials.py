"""library: nothing acknowledged is lost, whatever happens to the program, the disk or the folder."""

from __future__ import annotations

import errno
import json
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from conftest import lacking
from libraries import OTHER, TEXT, add, claims, document, sound
from sqlalchemy import event

from extract import atomic
from extract.library import Library, LibraryError, backups, openings

HERE = Path(__file__).parent
TRIAL = HERE / "trial_library.py"
FAILING = (
    "open",
    "fsync",
    "replace",
    "chmod",
    "fdopen",
)  # the calls of os with which files beside the library are written


def command(*arguments: object) -> list[str]:
    return [sys.executable, str(TRIAL), *map(str, arguments)]


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Processes of the trials import this copy, and have a data folder of their own."""
    monkeypatch.setenv("PYTHONPATH", str(HERE.parent))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


def filled(folder: Path, count: int, filler: str = "") -> Path:
    """A folder with so many texts."""
    folder.mkdir()
    for number in range(count):
        text = f"Mexico detained {number + 2},000 migrants in 2020, and 12 children. {filler}"
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
    return folder


def content(library: Library) -> tuple[list[object], list[object]]:
    return [row._replace(added="") for row in library.documents()], list(library.claims())


def killed(where: str, folder: Path, seed: int) -> list[str]:
    """Start adding, kill it at some moment behind some document; the documents acknowledged until then."""
    choose = random.Random(seed)  # noqa: S311
    process = subprocess.Popen(command("adding", where, folder), stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    said = [process.stdout.readline().strip() for _ in range(choose.randrange(4))]
    with suppress(subprocess.TimeoutExpired):
        process.wait(timeout=choose.random() / 20)
    process.kill()
    said += process.stdout.read().split()
    process.wait()
    return [name for name in said if name]


def survives(where: str, folder: Path, kills: int, tmp_path: Path) -> None:
    acknowledged: set[str] = set()
    for seed in range(kills):
        acknowledged.update(killed(where, folder, seed))
        with suppress(LibraryError), Library.open(where, create=False) as library:
            assert {row.document_id for row in library.documents()} >= acknowledged
            assert sound(library)
    with Library.open(where) as library, Library.open(tmp_path / "at-once.sqlite") as at_once:
        list(library.add([folder]))
        list(at_once.add([folder]))
        assert content(library) == content(at_once)
        before = library.fingerprint
        assert {one.state for one in library.add([folder])} == {"unchanged"}
        assert library.fingerprint == before
        assert sound(library)
    assert acknowledged


def test_r31_killed_while_adding_nothing_is_lost(library_at: str, tmp_path: Path) -> None:
    survives(library_at, filled(tmp_path / "given", 12), 3, tmp_path)


@pytest.mark.long
def test_r31_killed_50_times(tmp_path: Path) -> None:
    survives(str(tmp_path / "library.sqlite"), filled(tmp_path / "given", 120), 50, tmp_path)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk of 6 MB."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(folder)]
    if os.name != "posix" or os.getuid() or not shutil.which("mount") or subprocess.run(mount, check=False).returncode:
        lacking("a disk of 6 MB needs root, who may mount one")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_r33_a_full_disk_keeps_what_was_added(small: Path, tmp_path: Path) -> None:
    folder = filled(tmp_path / "given", 60, "Nothing else was counted. " * 800)
    room = small / "room"
    room.write_bytes(b"x" * 5_000_000)
    acknowledged, said = list[str](), ""
    with Library.open(small / "library.sqlite") as library:
        try:
            for one in library.add([folder]):
                acknowledged.append(one.document_id)
        except LibraryError as error:
            said = str(error)
        assert re.search(r"the disk is full; make room|cannot be kept \(No space left", said)
        assert [row.document_id for row in library.documents()] == acknowledged
        assert 1 < len(acknowledged) < 60
        assert len(library.frame()) == len(claims(library))  # whether there is room for a snapshot or not
        with pytest.raises(LibraryError, match="make room"):
            library.backup(small / "backup.sqlite")
        assert not list(small.glob("backup*"))
        assert sound(library)
        room.unlink()
        states = [one.state for one in library.add([folder / "000.txt", folder / "059.txt"])]
        assert states == ["unchanged", "new"]
        assert sound(library)


def test_r33_a_file_that_may_not_grow_keeps_what_was_added(tmp_path: Path) -> None:
    where, folder = tmp_path / "library.sqlite", filled(tmp_path / "given", 40, "Nothing else was counted. " * 800)
    done = subprocess.run(command("limited", where, folder, 600_000), capture_output=True, text=True, check=True)
    *said, last = done.stdout.splitlines()
    assert last.startswith("error: ")
    with Library.open(where) as library:
        assert [row.document_id for row in library.documents()] == said != []
        assert sound(library)
        assert {one.state for one in library.add([folder])} == {"unchanged", "new"}


class Failing:
    """The n-th of some calls fails, all others work."""

    def __init__(self, number: int) -> None:
        self.left = number

    def __call__(self, error: Exception) -> None:
        self.left -= 1
        if self.left == 0:
            raise error


class Calls:
    """A module some of whose calls are counted, and one of them fails."""

    def __init__(self, module: ModuleType, names: tuple[str, ...], fails: Failing) -> None:
        self._module, self._names, self._fails = module, names, fails

    def __getattr__(self, name: str) -> Any:
        if name in self._names:
            self._fails(OSError(errno.EIO, "Input/output error"))
        return getattr(self._module, name)


def failing(monkeypatch: pytest.MonkeyPatch, number: int) -> Failing:
    """The n-th call that writes a file beside the library fails."""
    fails = Failing(number)
    for module in (atomic, backups, openings):
        monkeypatch.setattr(module, "os", Calls(os, FAILING, fails))
    return fails


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.name.endswith(".part")]


def test_r34_the_nth_call_fails_while_a_raw_file_is_kept(tmp_path: Path) -> None:
    given = tmp_path / "given.txt"
    with Library.open(tmp_path / "library.sqlite") as library:
        for number in range(1, 100):
            given.write_text(f"{TEXT} {number} people fled.", encoding="utf-8")
            with pytest.MonkeyPatch.context() as patched:
                fails = failing(patched, number)
                with suppress(LibraryError):
                    list(library.add([given]))
            assert sound(library)
            assert leftovers(tmp_path) == []
            assert {one.state for one in library.add([given])} <= {"new", "changed", "unchanged"}
            if fails.left > 0:
                break
        assert 5 < number < 99
        assert [row.versions for row in library.documents()] == [number]


def test_r34_the_nth_call_fails_while_a_snapshot_is_written(library_at: str, tmp_path: Path) -> None:
    with Library.open(library_at) as library:
        for number in range(1, 100):
            add(library, document(f"{TEXT} {number} people fled.", f"{number}.txt"))
            with pytest.MonkeyPatch.context() as patched:
                fails = failing(patched, number)
                assert len(library.frame()) == len(claims(library))
            assert leftovers(tmp_path) == []
            assert len(library.frame()) == len(claims(library))
            if fails.left > 0:
                break
        assert 4 < number < 99


def test_r34_the_nth_call_fails_while_a_backup_is_written(tmp_path: Path) -> None:
    given, target = tmp_path / "given.txt", tmp_path / "backup.sqlite"
    given.write_text(TEXT, encoding="utf-8")
    with Library.open(tmp_path / "library.sqlite") as library:
        list(library.add([given]))
        for number in range(1, 100):
            with pytest.MonkeyPatch.context() as patched:
                fails = failing(patched, number)
                with suppress(LibraryError):
                    library.backup(target)
            if target.exists():
                with Library.open(target, read_only=True) as copy:
                    assert content(copy) == content(library)
                    assert sound(copy)
            for path in (target, Path(f"{target}.files")):
                shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
            if fails.left > 0:
                break
        assert 5 < number < 99
        assert sorted(path.name for path in tmp_path.iterdir() if "backup" in path.name) == []


def test_r34_the_nth_statement_fails_while_a_document_is_stored(library_at: str) -> None:
    with Library.open(library_at) as library:
        add(library, document(), document(OTHER, "b.txt"))
        for number in range(1, 100):
            before, fails = content(library), Failing(number)

            def fail(*_: object, fails: Failing = fails) -> None:
                fails(sqlite3.OperationalError("disk I/O error"))

            for name in ("before_cursor_execute", "commit"):
                event.listen(library._store.engine, name, fail)
            failed = False
            try:
                add(library, document(f"{TEXT} {number} people fled."))
            except LibraryError as error:
                failed = "disk" in str(error)
            for name in ("before_cursor_execute", "commit"):
                event.remove(library._store.engine, name, fail)
            stored = f" {number} people" in library.text("a.txt").text
            assert stored or content(library) == before
            assert failed or stored
            assert sound(library)
            if fails.left > 0:
                break
        assert 10 < number < 99


@pytest.mark.parametrize("opened", [False, True], ids=["alone", "while another writes"])
def test_r35_in_a_read_only_folder_it_is_read(opened: bool) -> None:
    with tempfile.TemporaryDirectory() as name:
        elsewhere, folder = Path(name, "elsewhere"), Path(name, "folder")
        for place in (elsewhere, folder):
            place.mkdir()
            with Library.open(place / "library.sqlite") as library:
                add(library, document(), document(OTHER, "b.txt"))
                count = len(claims(library))
        where = folder / "library.sqlite"
        with Library.open(where) as writer:
            if opened:
                add(writer, document("Some 300 people fled.", "later.txt"))
                count = len(claims(writer))
            else:
                writer.close()
            Path(name).chmod(0o755)
            folder.chmod(0o555)
            try:
                done = subprocess.run(
                    command("reading", where, elsewhere / "library.sqlite"), capture_output=True, text=True, check=True
                )
            finally:
                folder.chmod(0o755)
        documents, rows, frame, why, refused, new = json.loads(done.stdout)
        assert (documents, rows, frame) == (3 if opened else 2, count, count)
        assert "read-only" in why
        assert "nothing can be added" in refused
        assert "no library can be made there (Permission denied)" in new


def at_once(where: str, writers: int, readers: int, seconds: float) -> None:
    with Library.open(where) as library:
        add(library, document("Mexico detained 12,000 migrants and 12 children."))
    done = subprocess.run(
        command("together", where, writers, readers, seconds), capture_output=True, text=True, check=True
    )
    said = json.loads(done.stdout)
    assert [error for _, _, error in said if error] == []
    assert len(said) == writers + readers
    assert all(count for _, count, _ in said)
    with Library.open(where) as library:
        assert len(library.documents()) == 1 + sum(count for name, count, _ in said if name == "_write")
        assert sound(library)


def test_r36_some_write_while_others_read(library_at: str) -> None:
    at_once(library_at, 2, 4, 1.5)


@pytest.mark.long
def test_r36_4_write_and_8_read_for_8_seconds(library_at: str) -> None:
    at_once(library_at, 4, 8, 8)
