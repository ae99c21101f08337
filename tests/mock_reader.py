"""A reader that misbehaves on command: its bytes name what it is to do. A worker must outlive all of it.

It waits where trial R01 asks for a reader that does: for ever, or for less than the deadline that the test gives the
worker. The tests themselves wait for nothing.
"""

from __future__ import annotations

import ctypes
import os
import re
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from extract.claim import Document
from extract.readers.errors import DocumentError

SURROGATE = "\ud83d"


def loop() -> None:
    while True:
        pass


def regex() -> None:
    re.match(r"(a+)+$", "a" * 64 + "b")


def sleep() -> None:
    signal.pause()


def memory() -> None:
    bytearray(50_000_000_000)


def slow_memory() -> None:
    held = []
    while True:
        held.append(bytearray(10_000_000))


def grow() -> None:
    bytearray(b"x" * 75_000_000)


def abort() -> None:
    os.abort()


def segfault() -> None:
    ctypes.string_at(0)


def hang_up() -> None:
    os.closerange(3, 100)
    loop()


def leave() -> None:
    os._exit(3)


def system_exit() -> None:
    sys.exit("bye")


def recurse() -> None:
    recurse()


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def surrogate() -> None:
    raise ValueError(f"half a\ncharacter: {SURROGATE}")


def long_message() -> None:
    raise KeyError("x" * 1_000_000)


def refuse() -> None:
    raise DocumentError("mock: no text; write some")


def bad_import() -> None:
    import no_such_module  # noqa: F401


def stray() -> None:
    print("stray", flush=True)
    os.write(1, b"stray" * 10_000)
    os.write(2, b"stray" * 10_000)
    assert sys.stdin.read() == ""


def documents(
    raw: bytes,
    where: str,
    document_id: str,
    problem: Callable[[str], None],
    charset: str | None = None,
    progress: Callable[[], None] = str,
) -> Iterator[Document]:
    """What its bytes command; then a document of them."""
    command, _, rest = raw.decode().partition(" ")
    if command == "some":
        for number in range(int(rest)):
            problem(f"{where}:{number}: no document")
            yield Document(f"{number}", f"{document_id}/{number}")
    elif command == "slowly":
        for number in range(4):
            time.sleep(float(rest))
            yield Document(f"{number}", f"{document_id}/{number}")
    elif command == "pages":
        for _ in range(int(rest)):
            time.sleep(0.05)
            progress()
        yield Document("pages", document_id)
    elif command == "late":
        yield Document("first", document_id)
        sleep()
    elif command == "halves":
        yield Document(f"a{SURROGATE}b", document_id, title=SURROGATE)
    elif command == "write":
        Path(rest).write_text("a file", encoding="utf-8")
    else:
        globals().get(command, str)()
        yield Document(raw.decode(), document_id, published="2021", pages=(0, 2), warnings=(f"charset {charset}",))


def version() -> str:
    return "mock 1.0"
