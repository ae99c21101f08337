"""originals, files: the bytes of files, folders and standard input; nothing hangs, nothing unasked for is read."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import re
import socket
import sys
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import clock
import pytest
from examples import table

from extract import readers
from extract.readers import DocumentError, Original, Worker, files

BODY = b"Police arrested 40 migrants.\n"


def put(path: Path, content: bytes = BODY) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def told(*inputs: Path | str) -> tuple[list[str], list[str]]:
    """The ids of what was found, and the problems."""
    problems: list[str] = []
    return [original.document_id for original in readers.originals(inputs, problems.append)], problems


def one(source: Path | str) -> Original:
    (original,) = readers.originals([source])
    return original


def refused(source: Path | str) -> str:
    with pytest.raises(DocumentError) as caught:
        list(readers.originals([source]))
    return str(caught.value)


def test_a_file_and_where_it_came_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "reports" / "a.txt")
    monkeypatch.chdir(tmp_path)
    found = one("reports/a.txt")
    assert found[:5] == ("reports/a.txt", "reports/a.txt", BODY, "text", str(tmp_path / "reports" / "a.txt"))
    assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ", found.retrieved)
    assert found.sha256 == hashlib.sha256(BODY).hexdigest()


def test_a_file_of_a_folder_is_named_below_it(tmp_path: Path) -> None:
    put(tmp_path / "deep" / "a.txt")
    found = one(tmp_path)
    assert found[:2] == (str(tmp_path / "deep" / "a.txt"), "deep/a.txt")
    assert found.source == found.where


def test_a_path_with_dots_that_the_user_gave_is_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "a.txt")
    (tmp_path / "inner").mkdir()
    monkeypatch.chdir(tmp_path / "inner")
    assert one("../a.txt").document_id == "../a.txt"


def test_documents_say_where_they_came_from(tmp_path: Path) -> None:
    original = one(put(tmp_path / "a.txt"))
    with Worker() as worker:
        (document,) = readers.documents(original, worker)
    assert document.provenance == (original.source, original.retrieved, original.sha256, "text", "")


ENDINGS = [(ending,) for ending in files.ENDINGS]


@pytest.mark.parametrize("ending", table(ENDINGS))
def test_a_folder_is_looked_through_for(tmp_path: Path, ending: str) -> None:
    put(tmp_path / f"a{ending.upper()}", b"%PDF-1.7")
    put(tmp_path / f"a{ending}.bak")
    assert told(tmp_path) == ([f"a{ending.upper()}"], [])


def test_a_folder_is_read_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a.txt", "a/b/c.txt", "B.txt", ".hidden.txt", ".git/a.txt", "picture.png"):
        put(tmp_path / name)
    assert told(tmp_path) == (["B.txt", "a/b/c.txt", "a/z.txt", "a.txt", "b.txt"], [])


@pytest.mark.parametrize(
    "name", ["old.doc", "open.odt", "rich.rtf", "book.epub", "a.xls", "a.XLSX", "a.ppt", "a.pptx", "a.msg", "a.zip"]
)
def test_documents_of_a_folder_that_are_not_read_are_said(tmp_path: Path, name: str) -> None:
    path = put(tmp_path / name)
    put(tmp_path / "z.txt")
    ids, problems = told(tmp_path)
    assert ids == ["z.txt"]
    assert [problem.startswith(f"{path}: it is ") for problem in problems] == [True]


HOLDING = [
    (["a.txt"], 100, True),
    (["a.txt"], 101, False),
    (["."], 300, True),
    (["."], 301, False),
    (["a.txt", "sub"], 300, True),
    (["https://example.org/a.txt", "-", "a.txt"], 101, False),
    (["nowhere.txt", "a\0b.txt", ""], 1, False),
]


@pytest.mark.parametrize(("inputs", "much", "held"), HOLDING, ids=[f"{' '.join(row[0])!r} {row[1]}" for row in HOLDING])
def test_whether_files_hold_so_many_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inputs: list[str], much: int, held: bool
) -> None:
    (tmp_path / "a.txt").write_bytes(b"a" * 100)
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.txt").write_bytes(b"b" * 200)
    monkeypatch.chdir(tmp_path)
    assert readers.hold(inputs, much) is held


def test_a_folder_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "closed" / "a.txt")
    put(tmp_path / "z.txt")
    real = Path.iterdir

    def iterdir(path: Path) -> Iterator[Path]:
        if path.name == "closed":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    assert told(tmp_path) == (
        ["z.txt"],
        [f"{tmp_path / 'closed'}: it may not be read; change its permissions (chmod u+r)"],
    )


def sparse(path: Path, size: int) -> Path:
    with path.open("wb") as file:
        file.truncate(size)
    return path


def test_r06_a_file_of_1_gb_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = sparse(tmp_path / "large.txt", 1_000_000_000)
    problems = clock.within(clock.A_SECOND, lambda: told(path, tmp_path)[1], time.monotonic)
    tracemalloc.start()
    try:
        told(path)
        held = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert problems == [f"{path}: it has 1,000 MB, more than the 200 MB that are read of one file; split it"] * 2
    assert held < 1_000_000


def test_r06_a_file_at_the_limit_is_read(tmp_path: Path) -> None:
    assert len(files.load(put(tmp_path / "a.txt"), most=len(BODY))) == len(BODY)
    with pytest.raises(DocumentError, match=r"more than the 0 MB that are read of one file; split it$"):
        files.load(tmp_path / "a.txt", most=len(BODY) - 1)


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="needs a file that tells no size")
def test_r06_a_file_that_tells_no_size_is_read_up_to_the_limit() -> None:
    assert files.load(Path("/proc/self/maps"))
    with pytest.raises(DocumentError, match="it has more than the 0 MB that are read"):
        files.load(Path("/proc/self/maps"), most=100)


def test_r06_standard_input_is_read_up_to_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST", 1000)
    read = io.BytesIO(b"x" * 1_000_000)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(read, encoding="utf-8"))
    assert refused("-") == "standard input: it has more than the 0 MB that are read of one file; split it"
    assert read.tell() == 1001


def test_no_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert refused("-") == "standard input: there is none; give a file"


LINK = "it is a link, and links in folders are not followed; give what it leads to by its own name"


def test_r23_links_out_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    secret = put(tmp_path / "secret" / "a.txt")
    folder = put(tmp_path / "folder" / "z.txt").parent
    links = ["a.txt", "b", "c.txt", "d.txt", "e"]
    for name, target in zip(links, (secret, secret.parent, "/dev/zero", "d.txt", "."), strict=True):
        (folder / name).symlink_to(target)
    (folder / "picture.png").symlink_to(secret)
    assert told(folder) == (["z.txt"], [f"{folder / name}: {LINK}" for name in links])


def test_r23_a_link_that_takes_a_file_s_place_is_not_followed(tmp_path: Path) -> None:
    """As where somebody puts it there between the look and the opening."""
    (tmp_path / "a.txt").symlink_to(put(tmp_path / "secret"))
    with pytest.raises(DocumentError, match=re.escape(LINK)):
        files.load(tmp_path / "a.txt")


def test_a_link_that_the_user_names_is_followed(tmp_path: Path) -> None:
    put(tmp_path / "a.txt")
    (tmp_path / "link.txt").symlink_to("a.txt")
    found = one(tmp_path / "link.txt")
    assert (found.raw, found.document_id) == (BODY, str(tmp_path / "link.txt"))
    assert found.source == str(tmp_path / "link.txt")


PIPE = "it is a pipe; write what comes out of it to a file"
NAMED = [
    ("a pipe", PIPE),
    ("a link to a pipe", PIPE),
    ("a device", "it is a device and no file; give a file"),
    ("a link to a device", "it is a device and no file; give a file"),
    ("a socket", "it cannot be read"),
    ("a link to itself", "it is a link to itself; check it"),
    ("a link to nothing", "the link leads nowhere; check it"),
    ("nothing", "there is no such file; check the name"),
    ("a name longer than names are", "it cannot be read"),
    ("a name with a zero", "its name holds a line break or another sign that is not shown; rename it"),
]


@pytest.mark.parametrize(("case", "said"), table(NAMED))
def test_r23_what_is_no_file_is_said_at_once(tmp_path: Path, case: str, said: str) -> None:
    path = str(tmp_path / "a.txt")
    if case == "a device":
        path = "/dev/zero"
    elif case == "a socket":
        with socket.socket(socket.AF_UNIX) as server, contextlib.chdir(tmp_path):  # a socket's whole path is too long
            server.bind("a.txt")
    elif case.startswith("a link to"):
        target = {"a link to itself": path, "a link to a device": "/dev/zero"}.get(case, str(tmp_path / "target"))
        if case == "a link to a pipe":
            os.mkfifo(target)
        Path(path).symlink_to(target)
    elif case == "a pipe":
        os.mkfifo(path)
    elif case.startswith("a name longer"):
        path = str(tmp_path / ("a" * 300))
    elif case == "a name with a zero":
        path += "\0.txt"
    problem = clock.within(clock.A_SECOND, lambda: refused(path), time.monotonic)
    assert problem.startswith(f"{files.shown(path)}: {said}"), case


def test_r23_pipes_and_sockets_of_a_folder_are_said_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkfifo("a.txt")
    os.mkfifo("unlisted")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("b.txt")
    put(tmp_path / "c.txt")
    ids, problems = told(tmp_path)
    assert ids == ["c.txt"]
    assert problems == [
        f"{tmp_path / 'a.txt'}: {files_pipe()}",
        f"{tmp_path / 'b.txt'}: it is a socket and no file; give a file",
    ]


def files_pipe() -> str:
    return f"{PIPE}, or give - and send it to standard input"


SIGNS = "its name holds a line break or another sign that is not shown; rename it"
NAMES = [
    ("caf\udce9.txt", "caf\\udce9.txt", "its name is not in UTF-8; rename it"),
    ("a\nb.txt", "a\\nb.txt", SIGNS),
    ("a\rb.txt", "a\\rb.txt", SIGNS),
    ("a\x1b[2Jb.txt", "a\\x1b[2Jb.txt", SIGNS),
    ("a\u2028b.txt", "a\\u2028b.txt", SIGNS),
    ("a\\..\\b.txt", "a\\..\\b.txt", "its name leads out of the folder; rename it"),
]


@pytest.mark.parametrize(("name", "shown", "said"), [pytest.param(*row, id=row[1]) for row in NAMES])
def test_r23_names_that_cannot_be_kept(tmp_path: Path, name: str, shown: str, said: str) -> None:
    try:
        put(tmp_path / name)
        put(tmp_path / f"{name}.d" / "a.txt")
    except OSError:
        pytest.skip("this disk takes no such name")
    put(tmp_path / "z.txt")
    ids, problems = told(tmp_path)
    assert ids == ["z.txt"]
    assert problems == [f"{tmp_path}/{shown}: {said}", f"{tmp_path}/{shown}.d: {said}"]
    if "UTF-8" in said or said == SIGNS:
        assert refused(tmp_path / name) == f"{tmp_path}/{shown}: {said}"


UPLOADS = [
    ("../a.txt", "../a.txt: a file's name holds no path; rename it"),
    ("/etc/passwd", "/etc/passwd: a file's name holds no path; rename it"),
    ("..\\a.txt", "..\\a.txt: a file's name holds no path; rename it"),
    ("..", "..: a file's name holds no path; rename it"),
    ("", ": a file's name holds no path; rename it"),
    ("a\nb.txt", f"a\\nb.txt: {SIGNS}"),
    ("caf\udce9.txt", "caf\\udce9.txt: its name is not in UTF-8; rename it"),
]


@pytest.mark.parametrize(("name", "said"), [pytest.param(*row, id=ascii(row[0])) for row in UPLOADS])
def test_r23_an_upload_s_name_is_a_name(name: str, said: str) -> None:
    with pytest.raises(DocumentError) as caught:
        readers.uploaded(name, BODY)
    assert str(caught.value) == said


def test_an_upload(monkeypatch: pytest.MonkeyPatch) -> None:
    assert readers.uploaded("a b.txt", b"%PDF-1.7")[:5] == ("a b.txt", "a b.txt", b"%PDF-1.7", "pdf", "a b.txt")
    monkeypatch.setattr(files, "MOST", 10)
    with pytest.raises(DocumentError, match=r"^a\.txt: it has .* more than"):
        readers.uploaded("a.txt", BODY)


SCHEMES = [
    "file:///etc/passwd",
    "ftp://example.org/a.txt",
    "file:a.txt",
    "gopher://example.org",
    "data://" + "a" * 5000,
]


@pytest.mark.parametrize("address", SCHEMES, ids=lambda address: address[:30])
def test_r24_other_addresses_than_of_the_web(address: str) -> None:
    assert refused(address) == f"{address}: only http and https addresses are read; download the file and give it"
