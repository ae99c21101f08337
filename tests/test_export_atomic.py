"""R32, R33, R34: a file is complete or absent, whatever fails or is killed while it is written."""

from __future__ import annotations

import errno
import io
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, lacking
from exported import DOCUMENTS, SELECTION, claims

from extract import export

FORMATS = [kind.name for kind in export.FORMATS]
CALLS = ("open", "fsync", "replace")


class Broken:
    """The calls of a write, counted; the n-th fails, or the process is killed at it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
        self.at = at
        self.count = 0
        self.failed = ""
        for name in CALLS:
            monkeypatch.setattr(os, name, self.counted(name, getattr(os, name)))
        broken = self

        class Raw(io.FileIO):
            def write(self, data: Any) -> int:
                broken.pass_("write")
                return super().write(data)

        monkeypatch.setattr(os, "fdopen", lambda handle, mode: io.BufferedWriter(Raw(handle, mode), 1 << 12))

    def counted(self, name: str, call: Any) -> Any:
        def counting(*arguments: Any, **options: Any) -> Any:
            self.pass_(name)
            return call(*arguments, **options)

        return counting

    def pass_(self, name: str) -> None:
        self.count += 1
        if self.count == self.at:
            self.failed = name
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("name", FORMATS)
def test_r34_whichever_call_fails_the_old_file_stays(tmp_path: Path, name: str) -> None:
    target = tmp_path / "out"
    export.save(claims(), target, documents=DOCUMENTS, format=name, selection=SELECTION)
    new = target.read_bytes()
    failed: list[str] = []
    for at in range(1, 1000):
        target.write_bytes(b"old")
        with pytest.MonkeyPatch.context() as patched:
            broken = Broken(patched, at)
            try:
                export.save(claims(), target, documents=DOCUMENTS, format=name, selection=SELECTION)
            except export.ExportError as error:
                said = str(error)
            else:
                assert target.read_bytes() == new
                if broken.failed:  # one that can be done without, such as a file without a name
                    continue
                break
        failed.append(broken.failed)
        assert said == f"{target}: it could not be written (No space left on device); check the disk and the folder"
        assert [path.name for path in tmp_path.iterdir()] == ["out"]
        after = "replace" in failed[:-1]  # then the new file is there, and only its name may not have reached the disk
        assert target.read_bytes() == (new if after else b"old")
    assert at > len(failed)
    assert {"open", "write", "fsync", "replace"} == set(failed)
    assert failed[-3:] == ["replace", "open", "fsync"]


@pytest.mark.parametrize("name", FORMATS)
def test_r34_what_is_not_there_yet_stays_absent(tmp_path: Path, name: str) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(os, "fsync", refuse)
        with pytest.raises(export.ExportError, match="could not be written"):
            export.save(claims(), tmp_path / "out", documents=DOCUMENTS, format=name)
    assert list(tmp_path.iterdir()) == []


def refuse(*_: Any, **__: Any) -> Any:
    raise OSError(errno.EIO, os.strerror(errno.EIO))


def test_r34_a_folder_that_cannot_be_synced_is_no_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sync = os.fsync

    def only_files(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        sync(handle)

    monkeypatch.setattr(os, "fsync", only_files)
    assert export.save(claims(), tmp_path / "out.csv") == len(claims())


# A process that writes over a file in a child, which is killed at its n-th call, n = 1, 2, … until one is not; it
# says what it finds after each.
KILLED = """
import os, signal, sys
from pathlib import Path
sys.path[:0] = {paths!r}
import exported
from test_export_atomic import Broken
import pytest
from extract import export

name, target, most = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
save = lambda: export.save(exported.claims(), target, documents=exported.DOCUMENTS, format=name)
save()
new, old = target.read_bytes(), b"old"
found = []
for at in range(1, most):
    target.write_bytes(old)
    child = os.fork()
    if not child:
        class Killing(Broken):
            def pass_(self, name):
                self.count += 1
                if self.count == self.at:
                    os.kill(os.getpid(), signal.SIGKILL)
        with pytest.MonkeyPatch.context() as patched:
            Killing(patched, at)
            save()
        os._exit(0)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    content = target.read_bytes()
    found.append("old" if content == old else "new" if content == new else "broken")
    if not status:
        break
    assert status == -signal.SIGKILL
print(*found)
save()
print("new" if target.read_bytes() == new else "broken")
"""


def kills(tmp_path: Path, name: str) -> list[str]:
    code = KILLED.format(paths=[str(ROOT), str(ROOT / "tests")])
    command = [sys.executable, "-c", code, name, str(tmp_path / "out"), "1000"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    found, last = done.stdout.splitlines()
    assert last == "new"
    return found.split()


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name == "csv" else pytest.mark.long) for name in FORMATS]
)
def test_r32_killed_at_any_call_it_is_the_old_file_or_the_new_one(tmp_path: Path, name: str) -> None:
    found = kills(tmp_path, name)
    assert found == sorted(found, reverse=True)  # old, …, old, new, …
    assert set(found) == {"old", "new"}
    assert found.index("new") >= 4


def test_r32_killed_between_rows_it_is_the_old_file(tmp_path: Path) -> None:
    code = (
        f"import os, signal, sys; sys.path[:0] = {[str(ROOT), str(ROOT / 'tests')]!r}\n"
        "import exported; from extract import export\n"
        "def rows():\n    yield from exported.claims() * 500\n    os.kill(os.getpid(), signal.SIGKILL)\n"
        "export.save(rows(), sys.argv[1])"
    )
    target = tmp_path / "out.csv"
    target.write_bytes(b"old")
    done = subprocess.run([sys.executable, "-c", code, str(target)], check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL
    assert target.read_bytes() == b"old"
    assert export.save(claims(), target) == len(claims())


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        lacking("a full disk needs the right to mount one (root)")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("name", FORMATS)
def test_r33_on_a_full_disk_the_old_file_stays(small_disk: Path, name: str) -> None:
    target = small_disk / "out"
    export.save(claims(), target, documents=DOCUMENTS, format=name)
    before = target.read_bytes()
    (small_disk / "filler").write_bytes(bytes(small_disk_free(small_disk)))
    with pytest.raises(export.ExportError, match=r"could not be written \(No space left on device\); check the disk"):
        export.save(claims(), target, documents=DOCUMENTS, format=name)
    assert target.read_bytes() == before
    assert sorted(path.name for path in small_disk.iterdir()) == ["filler", "out"]
    (small_disk / "filler").unlink()
    assert export.save(claims(), target, documents=DOCUMENTS, format=name)
    assert target.read_bytes() == before


def small_disk_free(folder: Path) -> int:
    free = os.statvfs(folder)
    return free.f_bavail * free.f_bsize


@pytest.mark.parametrize("name", ["xlsx", "package"])
def test_r33_where_the_folder_of_temporary_files_is_full(
    small_disk: Path, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (small_disk / "filler").write_bytes(bytes(small_disk_free(small_disk)))
    many = [claim._replace(claim_id=f"{number}-{claim.claim_id}") for number in range(200) for claim in claims()]
    monkeypatch.setattr("tempfile.tempdir", str(small_disk))
    (tmp_path / "out").write_bytes(b"old")
    with pytest.raises(export.ExportError, match="No space left on device"):
        export.save(many, tmp_path / "out", format=name, documents=DOCUMENTS)
    assert (tmp_path / "out").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["disk", "out"]
    assert [path.name for path in small_disk.iterdir()] == ["filler"]


def test_r35_a_folder_that_nobody_may_write_to_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: Any, **__: Any) -> int:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(os, "open", refused)
    with pytest.raises(
        export.ExportError, match=r"could not be written \(Permission denied\); check the disk and the folder"
    ):
        export.save(claims(), tmp_path / "out.csv")


def test_a_link_stays_a_link_and_its_file_is_written(tmp_path: Path) -> None:
    real, link = tmp_path / "real" / "figures.csv", tmp_path / "out.csv"
    real.parent.mkdir()
    real.write_bytes(b"old")
    link.symlink_to(real)
    export.save(claims(), link)
    assert link.is_symlink()
    assert real.read_bytes().startswith(b"claim_id,")
    assert [path.name for path in real.parent.iterdir()] == ["figures.csv"]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664], ids=oct)
def test_a_file_keeps_its_permissions(tmp_path: Path, mode: int) -> None:
    (tmp_path / "out.csv").write_bytes(b"")
    (tmp_path / "out.csv").chmod(mode)
    export.save(claims(), tmp_path / "out.csv")
    assert stat.S_IMODE((tmp_path / "out.csv").stat().st_mode) == mode


def test_a_new_file_has_the_permissions_of_any_other(tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    export.save(claims(), tmp_path / "out.csv")
    assert (tmp_path / "out.csv").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_what_is_no_file_is_not_put_away(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "out.csv")
    for target in (tmp_path / "out.csv", Path(os.devnull)):
        with pytest.raises(export.ExportError, match="there is a folder or a device"):
            export.save(claims(), target, format="csv")
    assert stat.S_ISFIFO((tmp_path / "out.csv").stat().st_mode)
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_a_file_left_by_one_that_was_killed_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / f".figures-{os.getpid()}-0.part").touch()
    assert export.save(claims(), tmp_path / "out.csv") == len(claims())


def test_a_name_as_long_as_names_may_be(tmp_path: Path) -> None:
    assert export.save(claims(), tmp_path / ("x" * 251 + ".csv")) == len(claims())


def failing() -> Iterator[Any]:
    yield claims()[0]
    raise OSError(errno.EIO, "the disk of the reader")


def test_what_the_rows_raise_is_not_taken_for_the_files(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="the disk of the reader"):
        export.save(failing(), tmp_path / "out.csv")
    assert list(tmp_path.iterdir()) == []
