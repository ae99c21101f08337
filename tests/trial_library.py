"""What the trials of the library do in processes of their own: python trial_library.py WHAT ARGUMENTS…"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable

from libraries import add, claims, document

from extract.library import COLUMNS, Library, LibraryError

NOBODY = 65534
DOCUMENT = COLUMNS.index("document_id")


def adding(where: str, folder: str) -> None:
    """Add a folder; say each document when it is acknowledged."""
    with Library.open(where) as library:
        for one in library.add([folder]):
            print(one.document_id, flush=True)


def limited(where: str, folder: str, size: str) -> None:
    """The same where no file may become larger than so many bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(size), int(size)))
    try:
        adding(where, folder)
    except LibraryError as error:
        print(f"error: {error}", flush=True)


def reading(where: str, elsewhere: str) -> None:
    """As nobody: read a library in a folder that is read-only, try to add; say what was seen."""
    for name in (elsewhere, where):  # first elsewhere, so that all is imported that nobody may not read
        if name == where and os.getuid() == 0:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        with Library.open(name) as library:
            seen = [len(library.documents()), len(claims(library)), len(library.frame()), library.why_not]
            try:
                add(library, document("Another 12 people died.", "c.txt"))
            except LibraryError as error:
                seen.append(str(error))
    try:
        Library.open(f"{where}.new")
    except LibraryError as error:
        seen.append(str(error))
    print(json.dumps(seen))


def together(where: str, writers: str, readers: str, seconds: str) -> None:
    """So many that write and so many that read at once; say what each did, and its error if it had one."""
    pipes = []
    for number in range(int(writers) + int(readers)):
        end, start = os.pipe()
        if os.fork() == 0:
            work = _write if number < int(writers) else _read
            with os.fdopen(start, "w", encoding="utf-8") as out:
                try:
                    json.dump([work.__name__, work(where, number, float(seconds)), ""], out)
                except Exception as error:  # noqa: BLE001 - each of them is the trial's finding
                    json.dump([work.__name__, 0, repr(error)], out)
            os._exit(0)
        os.close(start)
        pipes.append(os.fdopen(end, encoding="utf-8"))
    print(json.dumps([json.load(pipe) for pipe in pipes]))


def _write(where: str, number: int, seconds: float) -> int:
    done, end = 0, time.monotonic() + seconds
    with Library.open(where) as library:
        while not done or time.monotonic() < end:
            add(
                library,
                document(f"Mexico detained {number + 2},{done:03} migrants and 12 children.", f"{number}/{done}"),
            )
            done += 1
    return done


def _read(where: str, number: int, seconds: float) -> int:
    """Each document is there with both its claims, and none is gone again."""
    done, before, end = 0, set[object](), time.monotonic() + seconds
    with Library.open(where) as library:
        while not done or time.monotonic() < end:
            seen = Counter(row[DOCUMENT] for row in library.claims())
            if not before <= seen.keys() or set(seen.values()) - {2}:
                raise AssertionError(f"reader {number} saw {seen}")
            before = set(seen)
            done += 1
    return done


WHAT: dict[str, Callable[..., None]] = {
    "adding": adding, "limited": limited, "reading": reading, "together": together,
}  # fmt: skip

if __name__ == "__main__":
    WHAT[sys.argv[1]](*sys.argv[2:])
