"""library: files and folders are read once, kept raw beside the library, and never overwrite one another."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import servers
from libraries import OTHER, TEXT, claims, sound

from extract import pipeline, readers
from extract.claim import Claim, Document
from extract.library import Library, LibraryError, copies, sources
from extract.readers import worker
from extract.readers.errors import DocumentError

HEAD = "---\npublished: 2021-06-08\n---\n"
THIRD = "In 2022 some 12,000 people crossed the desert."


@pytest.fixture
def library(library_at: str) -> Iterator[Library]:
    with Library.open(library_at) as opened:
        yield opened


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is read from now on."""
    said: list[str] = []
    real = worker.Worker.documents

    def documents(self: worker.Worker, kind: str, raw: bytes, where: str, *rest: object, **more: object) -> object:
        said.append(Path(where).name)
        return real(self, kind, raw, where, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(worker.Worker, "documents", documents)
    return said


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a text, a text in a folder and a batch of two."""
    folder = tmp_path / "given"
    write(folder / "a.md", HEAD + TEXT)
    write(folder / "in" / "b.txt", OTHER)
    rows = [{"document_id": f"row {n}", "text": f"Spain took in {n},000 refugees."} for n in (3, 4)]
    write(folder / "rows.jsonl", "\n".join(map(json.dumps, rows)))
    return folder


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def add(library: Library, *inputs: str | Path, **how: object) -> dict[str, str]:
    return {one.document_id: one.state for one in library.add(inputs, **how)}  # type: ignore[arg-type]


def raw_files(library: Library) -> set[str]:
    return {path.name for path in library._raw.folder.rglob("*") if path.is_file()}


def test_a_folder_is_added_and_an_unchanged_one_is_not_read_again(
    library: Library, folder: Path, read: list[str]
) -> None:
    wanted = {"a.md": "new", "in/b.txt": "new", "row 3": "new", "row 4": "new"}
    assert add(library, folder) == wanted
    before = library.fingerprint, list(library.claims())
    assert read == ["a.md", "b.txt", "rows.jsonl"]
    assert add(library, folder) == dict.fromkeys(wanted, "unchanged")
    assert (library.fingerprint, list(library.claims())) == before
    assert len(read) == 3
    assert sound(library)


def test_only_what_changed_is_read(library: Library, folder: Path, read: list[str]) -> None:
    add(library, folder)
    read.clear()
    write(folder / "in" / "b.txt", THIRD)
    assert add(library, folder)["in/b.txt"] == "changed"
    assert read == ["b.txt"]


def test_asked_for_again_all_is_read_again(library: Library, folder: Path, read: list[str]) -> None:
    add(library, folder)
    read.clear()
    assert set(add(library, folder, again=True).values()) == {"again"}
    assert len(read) == 3


def test_a_reader_of_another_version_reads_again(
    library: Library, folder: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    add(library, folder)
    read.clear()
    monkeypatch.setattr(sources, "_version", lambda kind: "9.9" if kind == "jsonl" else "")
    assert set(add(library, folder).values()) == {"unchanged"}
    assert read == ["rows.jsonl"]


def test_an_original_with_a_bad_entry_is_read_until_it_is_mended(
    library: Library, folder: Path, read: list[str]
) -> None:
    rows = folder / "rows.jsonl"
    good = rows.read_text(encoding="utf-8")
    write(rows, good + "\nnothing")
    problems: list[str] = []
    for _ in range(2):
        assert set(add(library, rows, problem=problems.append)) == {"row 3", "row 4"}
    assert (len(read), len(problems)) == (2, 2)
    with pytest.raises(DocumentError):
        add(library, rows)
    write(rows, good)
    add(library, rows)
    add(library, rows)
    assert len(read) == 4


def test_what_cannot_be_read_stops_nothing(library: Library, folder: Path) -> None:
    (folder / "c.txt").write_bytes(b"\x00\x01\x02" * 50)
    problems: list[str] = []
    assert len(add(library, folder, folder / "nothing.txt", problem=problems.append)) == 4
    assert [said.split(":")[0].rpartition("/")[2] for said in problems] == ["c.txt", "nothing.txt"]


def test_what_the_user_said_of_a_file_holds_the_next_time(library: Library, folder: Path, read: list[str]) -> None:
    one = folder / "in" / "b.txt"
    assert add(library, one) == {one.as_posix(): "new"}
    assert add(library, one, published="2023-04-01", publisher="The Paper") == {one.as_posix(): "changed"}
    assert add(library, one) == {one.as_posix(): "unchanged"}
    assert len(read) == 2
    write(one, THIRD)
    assert add(library, one) == {one.as_posix(): "changed"}
    (row,) = library.documents()
    assert (row.published, row.publisher, row.versions) == ("2023-04-01", "The Paper", 2)
    for state in ("changed", "unchanged"):  # an empty word takes it back
        assert add(library, one, published="") == {one.as_posix(): state}
        assert [(row.published, row.publisher) for row in library.documents()] == [("", "The Paper")]


def test_two_files_of_one_name_do_not_overwrite_each_other(library: Library, tmp_path: Path) -> None:
    for name, text in (("x/a", TEXT), ("x/b", OTHER), ("y/b", THIRD)):
        write(tmp_path / name / "report.txt", text)
    folders = [tmp_path / name for name in ("x/a", "x/b", "y/b")]
    names = ["report.txt", "b/report.txt", "y/b/report.txt"]
    for folder, name in zip(folders, names, strict=True):
        assert add(library, folder) == {name: "new"}
    assert [library.text(name).text for name in names] == [TEXT, OTHER, THIRD]
    for again in (False, True):  # each keeps its name, also when it is read again
        assert add(library, *folders, again=again).keys() == set(names)
    write(folders[1] / "report.txt", THIRD + " " + OTHER)
    assert add(library, folders[1]) == {"b/report.txt": "changed"}
    assert library.text("report.txt").text == TEXT
    assert sound(library)


def test_the_same_text_under_one_name_is_the_same_document(library: Library, tmp_path: Path) -> None:
    for name in "ab":
        write(tmp_path / name / "report.txt", TEXT)
        add(library, tmp_path / name)
    assert [row.document_id for row in library.documents()] == ["report.txt"]


def test_a_file_that_moved_is_the_same_document(library: Library, tmp_path: Path) -> None:
    write(tmp_path / "a" / "report.txt", TEXT)
    add(library, tmp_path / "a")
    (tmp_path / "a").rename(tmp_path / "b")
    write(tmp_path / "b" / "report.txt", TEXT.replace("91,000", "92,000"))
    assert add(library, tmp_path / "b") == {"report.txt": "changed"}
    write(tmp_path / "a" / "report.txt", TEXT)  # and is back
    assert add(library, tmp_path / "a") == {"a/report.txt": "new"}


def test_a_file_that_is_out_of_reach_is_not_replaced_by_another_of_its_name(library: Library, tmp_path: Path) -> None:
    write(tmp_path / "a" / "report.txt", TEXT)
    add(library, tmp_path / "a")
    (tmp_path / "a").rename(tmp_path / "away")
    write(tmp_path / "b" / "report.txt", OTHER)
    assert add(library, tmp_path / "b") == {"b/report.txt": "new"}
    assert library.text("report.txt").text == TEXT


REPORT = "The ministry said that {} people were held in May, most of them in the south. It gave no other figures. "
RELATED = {
    "another figure": (REPORT.format("91,000"), REPORT.format("92,000"), True),
    "one figure in a short text": ("Spain rescued 52 people.", "Spain rescued 53 people.", True),
    "more was written": (TEXT, f"{THIRD} {OTHER} {TEXT}", True),
    "another report": (TEXT, OTHER, False),
    "another long report": (" ".join(map(str, range(90))), " ".join(map(str, range(90, 200))), False),
    "nothing": (TEXT, "", False),
}


@pytest.mark.parametrize("what", RELATED)
def test_versions_of_a_text_share_something(what: str) -> None:
    one, other, wanted = RELATED[what]
    assert copies.related(one, other) is copies.related(other, one) is wanted


def present(library: Library) -> set[str]:
    """The texts that the library shows."""
    return {library.text(row.document_id).text for row in library.documents()}


def test_a_file_that_moved_is_not_replaced_by_the_next_one_at_its_old_place(library: Library, tmp_path: Path) -> None:
    inbox, done = tmp_path / "in" / "inbox", tmp_path / "in" / "done"
    write(inbox / "report.txt", TEXT)
    assert add(library, inbox) == {"report.txt": "new"}
    done.mkdir()
    (inbox / "report.txt").rename(done / "report.txt")
    assert add(library, done) == {"report.txt": "unchanged"}
    write(inbox / "report.txt", OTHER)
    assert add(library, inbox) == {"inbox/report.txt": "new"}
    for _ in range(2):
        assert add(library, done) == {"report.txt": "unchanged"}
        assert add(library, inbox) == {"inbox/report.txt": "unchanged"}
        assert present(library) == {TEXT, OTHER}


def test_what_was_replaced_while_it_was_out_of_reach_is_read_again(library: Library, tmp_path: Path) -> None:
    inbox, done = tmp_path / "in" / "inbox", tmp_path / "in" / "done"
    for folder in (inbox, done):
        write(folder / "report.txt", TEXT)
        add(library, folder)
    done.rename(tmp_path / "away")
    write(inbox / "report.txt", OTHER)
    assert add(library, inbox) == {"report.txt": "changed"}
    (tmp_path / "away").rename(done)
    assert add(library, done) == {"done/report.txt": "new"}
    assert add(library, inbox, done) == {"report.txt": "unchanged", "done/report.txt": "unchanged"}
    assert present(library) == {TEXT, OTHER}


def test_a_file_whose_document_was_replaced_from_elsewhere_is_read_again(library: Library, folder: Path) -> None:
    add(library, folder)
    list(library.add([Document(THIRD, "row 3")]))
    assert add(library, folder)["row 3"] == "changed"
    assert library.text("row 3").text != THIRD


def test_what_came_out_of_a_file_before_is_not_told_as_unchanged(library: Library, folder: Path) -> None:
    rows = folder / "rows.jsonl"
    add(library, rows)
    write(rows, rows.read_text(encoding="utf-8").splitlines()[0])
    for _ in range(2):
        assert add(library, rows) == {"row 3": "unchanged"}


def test_another_text_on_standard_input_is_another_document(library: Library) -> None:
    def piped(text: str) -> readers.Original:
        raw = text.encode()
        return readers.Original(
            "standard input", "-", raw, "text", "-", "2021-06-08T10:00:00Z", hashlib.sha256(raw).hexdigest()
        )

    for text, name in ((TEXT, "-"), (OTHER, f"-/{hashlib.sha256(OTHER.encode()).hexdigest()[:8]}")):
        assert [(one.document_id, one.state) for one in library.add([piped(text)])] == [(name, "new")]
        assert [(one.document_id, one.state) for one in library.add([piped(text)])] == [(name, "unchanged")]


def test_a_removed_document_is_read_again(library: Library, folder: Path) -> None:
    add(library, folder)
    library.remove(["row 3"])
    assert add(library, folder)["row 3"] == "new"


def test_raw_files_are_kept_by_their_sum_until_nobody_has_them(library: Library, folder: Path) -> None:
    add(library, folder)
    sums = {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in ("a.md", "in/b.txt", "rows.jsonl")
    }
    assert raw_files(library) == set(sums.values())
    assert library.text("a.md").provenance[:4:2] == (str(folder / "a.md"), sums["a.md"])
    library.remove(["a.md", "row 3"])
    assert raw_files(library) == {sums["in/b.txt"], sums["rows.jsonl"]}
    library.remove(["row 4"])
    assert raw_files(library) == {sums["in/b.txt"]}
    assert sound(library)


def test_other_bytes_with_the_same_text_leave_no_file_behind(library: Library, folder: Path, read: list[str]) -> None:
    one = folder / "a.md"
    add(library, one)
    before = raw_files(library), library.fingerprint
    write(one, HEAD.replace("---", "---\nkind: news", 1) + TEXT)
    for _ in range(2):
        assert set(add(library, one).values()) == {"unchanged"}
    assert ((raw_files(library), library.fingerprint), len(read)) == (before, 2)
    assert sound(library)


def test_raw_files_can_be_left_out(library: Library, folder: Path) -> None:
    add(library, folder, keep=False)
    assert raw_files(library) == set()
    assert sound(library)


@pytest.mark.parametrize("library_at", ["sqlite"], indirect=True)
def test_r38_verify_finds_a_raw_file_that_is_another_or_gone(library: Library, folder: Path) -> None:
    add(library, folder / "a.md", folder / "in" / "b.txt")
    for name, change in (("a.md", lambda path: path.write_bytes(b"x")), ("in/b.txt", Path.unlink)):
        change(library._raw.path(hashlib.sha256((folder / name).read_bytes()).hexdigest()))  # type: ignore[operator]
    assert [said.partition(": ")[0].rpartition("/")[2] for said in library.verify()] == [
        "a.md, version 1",
        "b.txt, version 1",
    ]


DAMAGE = {
    "a raw file": None,
    "a claim less": "DELETE FROM claims WHERE value = 91000",
    "sum of the claims": "UPDATE versions SET claims_sha256 = 'ab' WHERE number = 1",
    "value": "UPDATE claims SET value = 19000 WHERE value = 91000",
    "text": "UPDATE versions SET text = replace(text, 'detained', 'detainee')",
    "title": "UPDATE versions SET title = 'Another'",
    "source": "UPDATE versions SET sha256 = 'ab'",
}


@pytest.mark.parametrize("what", DAMAGE)
def test_r38_what_is_damaged_is_mended_by_reading_its_file_again(library: Library, folder: Path, what: str) -> None:
    add(library, folder / "a.md")
    before = list(library.claims()), library.documents(), library.text(str(folder / "a.md")).text
    statement = DAMAGE[what]
    if statement:
        with library._store.writing() as connection:
            connection.exec_driver_sql(statement)
    else:
        (path,) = [path for path in library._raw.folder.rglob("*") if path.is_file()]
        path.write_bytes(path.read_bytes()[::-1])
    problems = list(library.verify())
    assert problems
    assert all("; read its file again (migration-figures add --again FILE)" in said for said in problems)
    add(library, folder / "a.md", again=True)
    assert sound(library)
    assert (list(library.claims()), library.documents(), library.text(str(folder / "a.md")).text) == before


def test_r38_an_older_version_that_is_damaged_needs_a_backup(library: Library, folder: Path) -> None:
    add(library, folder / "a.md")
    write(folder / "a.md", HEAD + THIRD)
    add(library, folder / "a.md")
    with library._store.writing() as connection:
        connection.exec_driver_sql("UPDATE versions SET title = 'Another' WHERE number = 1")
    (said,) = library.verify()
    assert said.endswith("; restore a backup: older versions are in no other place")


def test_a_backup_is_a_library_with_the_same_content(library: Library, folder: Path, tmp_path: Path) -> None:
    add(library, folder)
    write(folder / "a.md", HEAD + TEXT + " " + OTHER)
    add(library, folder)
    library.review(claims(library)[0].claim_id, "corrected", {"value": "90850"})
    target = tmp_path / "safe" / "backup.sqlite"
    with pytest.raises(LibraryError, match="does not exist; make it first"):
        library.backup(target)
    target.parent.mkdir()
    library.backup(target)
    with Library.open(target) as copy:
        assert copy.documents() == library.documents()
        assert list(copy.claims()) == list(library.claims())
        assert copy.reviews() == library.reviews()
        assert copy.text("a.md", 1) == library.text("a.md", 1)
        assert copy.fingerprint == library.fingerprint
        assert raw_files(copy) == raw_files(library)
        assert sound(copy)
        assert set(add(copy, folder).values()) == {"unchanged"}
    before = target.read_bytes()
    with pytest.raises(LibraryError, match="there already; give the backup another name"):
        library.backup(target)
    assert target.read_bytes() == before
    assert sorted(path.name for path in target.parent.iterdir()) == ["backup.sqlite", "backup.sqlite.files"]


FEED = """<rss version="2.0"><channel><title>The Feed</title>
<item><title>Raids</title><link>{link}</link><pubDate>Tue, 08 Jun 2021 10:00:00 GMT</pubDate>
<description>Police arrested 40.</description></item></channel></rss>"""


def test_the_page_that_a_feed_leads_to_is_kept_raw(library: Library) -> None:
    page = b"---\npublisher: The Courier\n---\nPolice arrested 40 migrants in Oran.\n"
    with servers.running() as server:
        link = server.page("/raids.md", page)
        feed = server.page("/feed.xml", FEED.format(link=link).encode(), "application/rss+xml")
        assert add(library, feed, follow=True, private=True) == {link: "new"}
        assert add(library, feed, follow=True, private=True) == {link: "unchanged"}
    document = library.text(link)
    assert (document.title, document.publisher, document.published) == ("Raids", "The Courier", "2021-06-08")
    assert document.provenance.sha256 == hashlib.sha256(page).hexdigest()
    assert library._raw.path(document.provenance.sha256).read_bytes() == page
    assert sound(library)


def test_a_document_in_which_our_rules_fail_is_named_and_the_others_are_added(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = pipeline._of_document

    def failing(document: Document) -> Iterator[Claim]:
        if document.document_id == "row 3":
            raise IndexError("list index out of range")
        return real(document)

    with monkeypatch.context() as patched:
        patched.setattr(pipeline, "_of_document", failing)
        problems: list[str] = []
        states = {one.document_id: one.state for one in library.add([folder], problems.append)}
    assert states == {"a.md": "new", "in/b.txt": "new", "row 4": "new"}
    assert len(problems) == 1
    assert problems[0].startswith("row 3: its figures could not be extracted (IndexError: list index out of range)")
    assert add(library, folder)["row 3"] == "new"
