"""library: what is ours and sound is opened; nothing else is, and nothing is ever written over."""

from __future__ import annotations

import json
import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from libraries import OTHER, add, claims, document, sound

from extract.library import Library, LibraryError, backups, connections, migrations, openings, schema

OLD = Path(__file__).parent / "gold" / "library-version-1.sql"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A library with two documents."""
    with Library.open(tmp_path / "library.sqlite") as library:
        add(library, document(), document(OTHER, "b.txt"))
    return tmp_path / "library.sqlite"


def executed(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        for statement in statements:
            database.execute(statement)


def test_a_library_is_a_file_of_its_own_kind(path: Path) -> None:
    assert [file.name for file in path.parent.iterdir()] == ["library.sqlite"]
    with closing(sqlite3.connect(path)) as database:
        asked = ("application_id", "user_version", "journal_mode")
        found = [database.execute(f"PRAGMA {name}").fetchone()[0] for name in asked]
        strict = {name: flag for _, name, kind, _, _, flag in database.execute("PRAGMA table_list") if kind == "table"}
    assert found == [schema.APPLICATION_ID, schema.VERSION, "wal"]
    assert {strict[name] for name in schema.metadata.tables} == {1}


def test_connections_are_careful(path: Path) -> None:
    store = connections.sqlite(path)
    with store.reading() as connection:
        asked = ("foreign_keys", "synchronous", "busy_timeout")
        assert [connections.raw(connection).execute(f"PRAGMA {n}").fetchone()[0] for n in asked] == [1, 2, 10_000]
    store.close()


def other_version(path: Path) -> None:
    executed(path, f"PRAGMA user_version = {schema.VERSION + 1}")


def no_version(path: Path) -> None:
    executed(path, "PRAGMA user_version = 0")


def others(path: Path) -> None:
    path.unlink()
    executed(path, "CREATE TABLE documents (name TEXT)")


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


STRANGE: dict[str, tuple[Callable[[Path], object], str]] = {
    "newer": (other_version, "newer program .* pip install -U migration-figures"),
    "no version": (no_version, "damaged .*restore a backup"),
    "empty": (lambda path: path.write_bytes(b""), "empty and no library; delete it, or give another name"),
    "somebody else's": (others, "a database of another program; give another name"),
    "a text": (
        lambda path: path.write_text("Mexico detained 91,000 migrants.", encoding="utf-8"),
        "no library of this",
    ),
    "cut to its head": (lambda path: path.write_bytes(path.read_bytes()[:60]), "cut short"),
    "a folder": (folder, "a folder without Parquet files .*; give the library's file"),
    "nothing": (Path.unlink, "there is no library; add documents first"),
}


@pytest.mark.parametrize("kind", STRANGE)
def test_r37_what_is_no_library_is_refused_and_left_as_it_is(path: Path, kind: str) -> None:
    change, said = STRANGE[kind]
    change(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(LibraryError, match=said) as raised:
        Library.open(path, create=kind != "nothing")
    assert str(path) in str(raised.value)
    assert (path.read_bytes() if path.is_file() else None) == before
    assert sorted(file.name for file in path.parent.iterdir()) == (["library.sqlite"] if path.exists() else [])


def test_the_folder_of_a_new_library_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="does not exist; make it first"):
        Library.open(tmp_path / "nowhere" / "library.sqlite")


def test_of_two_that_make_a_library_at_once_the_first_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, real = tmp_path / "library.sqlite", openings.blank

    def blank(part: Path) -> None:
        monkeypatch.setattr(openings, "blank", real)
        with Library.open(path) as quicker:
            add(quicker, document())
        real(part)

    monkeypatch.setattr(openings, "blank", blank)
    with Library.open(path) as library:
        assert [row.document_id for row in library.documents()] == ["a.txt"]
    assert [file.name for file in tmp_path.iterdir()] == ["library.sqlite"]


def test_a_link_to_nothing_is_no_library(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite"
    path.symlink_to(tmp_path / "away" / "figures.sqlite")
    for create in (True, False):
        with pytest.raises(
            LibraryError, match=r"library\.sqlite: it is a link to .*figures\.sqlite, where there is noth"
        ):
            Library.open(path, create=create)
    assert [file.name for file in tmp_path.iterdir()] == ["library.sqlite"]


def test_a_library_opened_through_a_link_has_its_raw_files_and_its_snapshot(tmp_path: Path) -> None:
    given, link = tmp_path / "given.txt", tmp_path / "link.sqlite"
    given.write_text(OTHER, encoding="utf-8")
    (tmp_path / "real").mkdir()
    with Library.open(tmp_path / "real" / "library.sqlite") as library:
        list(library.add([given]))
        library.frame()
    link.symlink_to(tmp_path / "real" / "library.sqlite")
    before = {file.name for file in tmp_path.iterdir()}
    with Library.open(link) as library:
        assert sound(library)
        given.write_text(OTHER + " Nobody drowned.", encoding="utf-8")
        list(library.add([given]))
        library.frame()
        library.backup(tmp_path / "real" / "backup.sqlite")
    assert {file.name for file in tmp_path.iterdir()} == before
    with Library.open(tmp_path / "real" / "backup.sqlite") as copy:
        assert sound(copy)


def dangling(path: Path) -> None:
    path.symlink_to(path.with_name("nowhere"))


@pytest.mark.parametrize("ending", ["", ".files"])
@pytest.mark.parametrize("meanwhile", [False, True])
def test_a_backup_whose_name_is_taken_is_said_and_leaves_nothing(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str, meanwhile: bool
) -> None:
    given, target = tmp_path / "given.txt", tmp_path / "safe" / "backup.sqlite"
    given.write_text("Another 12 people died.", encoding="utf-8")
    target.parent.mkdir()
    real = backups._files
    monkeypatch.setattr(backups, "_files", lambda *how: (real(*how), meanwhile and dangling(Path(f"{target}{ending}"))))
    if not meanwhile:
        dangling(Path(f"{target}{ending}"))
    with Library.open(path) as library:
        list(library.add([given]))
        with pytest.raises(LibraryError, match="backup"):
            library.backup(target)
    assert [file.name for file in target.parent.iterdir()] == [f"backup.sqlite{ending}"]


def test_the_default_is_the_environment_s_or_the_user_s(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(openings.VARIABLE, raising=False)
    monkeypatch.setattr(openings, "home", lambda: tmp_path / "data")
    with Library.open() as library:  # the folder is made where it is the program's own
        assert library.where == str(tmp_path / "data" / "library.sqlite")
    monkeypatch.setenv(openings.VARIABLE, str(tmp_path / "mine.sqlite"))
    with Library.open() as library:
        assert library.where == str(tmp_path / "mine.sqlite")


def test_opened_for_reading_only_nothing_is_written(path: Path) -> None:
    with Library.open(path, read_only=True) as library:
        assert len(library.documents()) == 2
        with pytest.raises(LibraryError, match="opened for reading only"):
            library.add([document(OTHER)])
        with pytest.raises(LibraryError, match="opened for reading only"):
            library.remove(["a.txt"])


def test_a_file_that_is_read_only_is_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda file, mode: not (mode == os.W_OK and Path(file) == path))  # root may write
    with Library.open(path) as library:
        assert len(library.documents()) == 2
        with pytest.raises(LibraryError, match=r"it is read-only; change its permissions \(chmod u\+w library.sqlite"):
            library.add([document(OTHER)])


def test_another_program_that_writes_for_long_is_said(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "WAIT", 0.1)
    with Library.open(path) as library, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert len(library.documents()) == 2
        with pytest.raises(LibraryError, match="another program has been writing"):
            add(library, document("Another 12 people died.", "c.txt"))
        other.execute("ROLLBACK")
        assert [one.state for one in add(library, document("Another 12 people died.", "c.txt"))] == ["new"]


def test_r46_a_library_deleted_or_replaced_while_it_is_open_is_said(path: Path) -> None:
    with Library.open(path) as reader, Library.open(path) as writer:
        assert len(reader.frame()) == len(claims(reader))
        add(writer, document("Another 12 people died.", "c.txt"))
        assert "c.txt" in set(reader.frame()["document_id"])  # new rows after a refresh
        moved = path.rename(path.with_name("moved.sqlite"))
        for ask in (reader.frame, reader.documents, lambda: add(writer, document(OTHER, "d.txt"))):
            with pytest.raises(LibraryError, match="was deleted or replaced while it was open; open it again"):
                ask()
        moved.rename(path)
        assert len(reader.documents()) == 3


def test_addresses_without_a_driver_name_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(LibraryError, match=r"pip install 'migration-figures\[postgresql\]'") as raised:
        Library.open("postgresql://ann:secret@127.0.0.1:1/figures")
    assert "secret" not in str(raised.value)


def test_a_server_that_is_not_there_is_said() -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(LibraryError, match="check that it runs and can be reached") as raised:
        Library.open("postgresql://ann:secret@127.0.0.1:1/figures")
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize("library_at", ["postgresql"], indirect=True)
def test_a_database_of_another_program_is_refused(library_at: str) -> None:
    import psycopg

    with pytest.raises(LibraryError, match="there is no library"):
        Library.open(library_at, create=False)
    with psycopg.connect(library_at, autocommit=True) as server:
        server.execute("CREATE TABLE documents (name TEXT)")
    with pytest.raises(LibraryError, match=r"tables of another program \(documents\); make a database of its own"):
        Library.open(library_at)


def test_a_newer_library_at_an_address_is_refused(library_at: str, monkeypatch: pytest.MonkeyPatch) -> None:
    Library.open(library_at).close()
    monkeypatch.setattr(schema, "VERSION", 0)
    with pytest.raises(LibraryError, match="made by a newer program"):
        Library.open(library_at)


# ---- migrations


def test_the_first_version_opens_today(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    with closing(sqlite3.connect(path)) as database:
        database.executescript(OLD.read_text(encoding="utf-8"))
    with Library.open(path) as library:
        assert [(row.document_id, row.versions, row.reviewed, row.copy_of) for row in library.documents()] == [
            ("a.txt", 2, 1, ""),
            ("b.txt", 1, 0, ""),
            ("c.txt", 1, 0, "a.txt"),
        ]
        assert sound(library)
        assert [one.state for one in add(library, document(OTHER, "d.txt"))] == ["copied"]
        assert len(library.frame()) == len(claims(library))


NEXT = ["ALTER TABLE documents ADD COLUMN shelf TEXT NOT NULL DEFAULT ''", "UPDATE documents SET shelf = 'first'"]


def newer(monkeypatch: pytest.MonkeyPatch, *statements: str) -> None:
    """A next version of the tables, which those statements lead to."""
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    monkeypatch.setattr(migrations, "STEPS", {**migrations.STEPS, schema.VERSION: statements})


def test_a_step_is_made_after_a_copy(library_at: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with Library.open(library_at) as library:
        add(library, document())
        before = list(library.claims())
    newer(monkeypatch, *NEXT)
    for _ in range(2):  # the second finds it done
        with Library.open(library_at) as library:
            assert list(library.claims()) == before
    store = openings.opened(library_at, create=False, read_only=False)
    with store.reading() as connection:
        assert connection.exec_driver_sql("SELECT shelf FROM documents").scalars().all() == ["first"]
    store.close()
    if store.path:
        copy = store.path.with_name(f"library.sqlite.version-{schema.VERSION - 1}")
        monkeypatch.undo()
        with Library.open(copy) as library:
            assert list(library.claims()) == before


def test_a_step_that_fails_half_way_leaves_the_library_as_it_was(
    library_at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library.open(library_at) as library:
        add(library, document())
        before = list(library.claims())
    with monkeypatch.context() as patched:
        newer(patched, *NEXT, "UPDATE nothing SET shelf = 'second'")
        with pytest.raises(LibraryError):
            Library.open(library_at)
    with Library.open(library_at) as library:  # by the program of before
        assert list(library.claims()) == before
        assert sound(library)


def test_an_old_library_that_cannot_be_written_says_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    newer(monkeypatch, *NEXT)
    with pytest.raises(LibraryError, match="must be brought up to date once, but it was opened for reading only"):
        Library.open(path, read_only=True)


# ---- damage


def content(path: Path) -> tuple[list[object], list[object], list[str]]:
    with Library.open(path) as library:
        return list(library.documents()), list(library.claims()), list(library.verify())


def damaged(raw: bytes, seed: int) -> bytes:
    """A file with some bits flipped, a page overwritten or its end cut off."""
    choose, found = random.Random(seed), bytearray(raw)  # noqa: S311
    kind = seed % 4
    if kind == 0:
        del found[choose.randrange(100, len(found)) :]
    elif kind == 1:
        at = choose.randrange(len(found) // 4096) * 4096
        found[at : at + 4096] = choose.randbytes(4096)
    elif kind == 2:
        found[choose.randrange(100)] ^= 1 << choose.randrange(8)
    else:
        for _ in range(20):
            found[choose.randrange(len(found))] ^= 1 << choose.randrange(8)
    return bytes(found)


def try_damaged(path: Path, first: int, last: int) -> dict[str, int]:
    wanted, raw = content(path)[:2], path.read_bytes()
    seen = {"refused": 0, "found": 0, "harmless": 0}
    for seed in range(first, last):
        broken = damaged(raw, seed)
        if broken == raw:
            continue
        path.write_bytes(broken)
        try:
            *found, problems = content(path)
        except LibraryError as error:
            seen["refused"] += "\n" not in str(error)
        else:
            assert problems or tuple(found) == wanted, f"seed {seed}: damage that nobody finds"
            seen["found" if problems else "harmless"] += 1
        for ending in ("-wal", "-shm"):
            Path(f"{path}{ending}").unlink(missing_ok=True)
    return seen


def test_r37_damaged_libraries_are_refused_or_found_out(path: Path) -> None:
    seen = try_damaged(path, 0, 30)
    assert seen["refused"] > 5
    assert seen["found"] > 5


@pytest.mark.long
def test_r37_300_damaged_libraries(path: Path) -> None:
    seen = try_damaged(path, 30, 330)
    assert seen["refused"] > 50
    assert seen["found"] > 50


LETTERS = {
    "sentence": "UPDATE claims SET sentence = replace(sentence, 'detained', 'detainee')",
    "written": "UPDATE claims SET written = replace(written, '91', '19')",
    "value": "UPDATE claims SET value = 19000 WHERE value = 91000",
    "text": "UPDATE versions SET text = replace(text, 'detained', 'detainee')",
    "place": "UPDATE claims SET start = start + 1 WHERE value = 91000",
    "id": "UPDATE claims SET claim_id = 'abcdefabcdef' WHERE value = 91000",
    "date": "UPDATE versions SET published = '2021-06-09' WHERE document_id = 'a.txt'",
    "title": "UPDATE versions SET title = 'Another' WHERE document_id = 'a.txt'",
    "source": "UPDATE versions SET sha256 = 'ab' WHERE document_id = 'a.txt'",
    "present version": "UPDATE versions SET current = 0 WHERE document_id = 'a.txt'",
    "verdict": "UPDATE reviews SET verdict = 'rejected'",
    "correction": 'UPDATE reviews SET changes = \'{"value": "19000"}\'',
    "a claim less": "DELETE FROM claims WHERE value = 91000",
    "a link": "DELETE FROM documents WHERE document_id = 'b.txt'",
    "pages": "UPDATE versions SET pages = 'x' WHERE document_id = 'a.txt'",
}


@pytest.mark.parametrize("what", LETTERS)
def test_r38_verify_finds_what_was_changed(path: Path, what: str) -> None:
    with Library.open(path) as library:
        library.review(claims(library)[0].claim_id, "corrected", {"value": "90850"})
        assert sound(library)
    executed(path, LETTERS[what])
    with Library.open(path) as library:
        assert list(library.verify()) != []


def test_r39_one_sqlite_in_the_process(path: Path) -> None:
    said = """
import json, sys
from extract.library import Library
with Library.open(sys.argv[1]) as library:
    library.frame(), library.documents(), list(library.verify())
    modules = sorted(name for name in sys.modules if "sqlite" in name or "adbc" in name or "duckdb" in name)
try:
    maps = {line.split()[-1] for line in open("/proc/self/maps", encoding="utf-8") if "sqlite" in line}
except OSError:
    maps = set()
print(json.dumps([modules, sorted(maps)]))
"""
    done = subprocess.run([sys.executable, "-c", said, str(path)], capture_output=True, text=True, check=True)
    modules, maps = json.loads(done.stdout)
    assert {name.split(".")[0] for name in modules} <= {"sqlite3", "_sqlite3", "sqlalchemy"}
    assert sum("libsqlite3" in name for name in maps) <= 1
    assert not [name for name in maps if "sqlite" in name and not name.startswith(("/usr", "/lib", sys.base_prefix))]
