"""The parent's side of a worker: a process in which files are parsed, so that a bad one costs no more than itself."""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Any, NamedTuple, Self

from extract.claim import Document
from extract.readers import messages
from extract.readers.errors import DocumentError
from extract.readers.messages import Inbox, Message

DEADLINE = 20.0  # seconds without a word: a document, a problem, a page more, the end
LONGEST = 600.0  # seconds for a document, also of a file that says that it gets on
FETCHING = 30.0  # seconds for an address, from the first look-up to the last byte
MEMORY = 1_000_000_000
READERS = {
    kind: f"extract.readers.{module}"
    for kind, module in {
        "text": "text", "html": "html", "pdf": "pdf", "docx": "docx", "mail": "mail", "feed": "feed",
        "jsonl": "batch", "csv": "tabular", "parquet": "tabular",
    }.items()
}  # fmt: skip
_START = 60.0  # seconds that a process may take to stand ready, on a machine that is busy
_PIECE = 1 << 20  # bytes read or written at a time
_BOOT = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from extract.readers import child; child.main()"
# one thread for each library: a pool of threads reserves memory by the number of cores, against the limit
_THREADS = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}


class Read(NamedTuple):
    """A document as its reader gave it, and the version of the library that the reader leans on."""

    document: Document
    version: str


class Fetched(NamedTuple):
    """What an address gave: the address after redirects, the Content-Type as sent, and the bytes, unpacked."""

    address: str
    content: str
    raw: bytes


class Worker:
    """A child process that parses one file after the other; it is started when it is needed, and again after a failure.

    deadline: seconds without progress until a file is given up; longest: seconds for one document with progress;
    fetching: seconds for an address in all; memory: bytes that the child may have (on Linux; elsewhere no limit of
    memory holds); readers: by kind, the module; meanwhile: what to do while the first child starts. A module's
    documents(raw, where, document_id, problem) may also take charset, the encoding that a server gave, and progress,
    to be called with nothing from time to time, for each page.
    Use it as a context manager, by one thread, and one file at a time.
    """

    def __init__(
        self,
        *,
        deadline: float = DEADLINE,
        longest: float = LONGEST,
        fetching: float = FETCHING,
        memory: int = MEMORY,
        readers: Mapping[str, str] = READERS,
        meanwhile: Callable[[], None] | None = None,
    ) -> None:
        self._deadline, self._longest, self._fetching = deadline, longest, fetching
        self._settings = json.dumps({"memory": memory, "readers": dict(readers)})
        self._meanwhile = meanwhile
        self._process: subprocess.Popen[bytes] | None = None
        self._ready = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def documents(
        self, kind: str, raw: bytes, where: str, document_id: str, problem: Callable[[str], None], charset: str = ""
    ) -> Iterator[Read]:
        """The documents in bytes of a kind; `problem` is told of entries that cannot be read.

        A DocumentError says why there are no more: the reader's own reason, or that it took too long or too much.
        """
        request = {"kind": kind, "where": where, "document_id": document_id, "charset": charset}
        with contextlib.closing(self._answers(request, raw, self._deadline)) as heard:
            for head, body in heard:
                if head["is"] == messages.DOCUMENT:
                    yield Read(_document(head, body.decode()), head["version"])
                elif head["is"] == messages.PROBLEM:
                    problem(head["said"])

    def fetch(self, address: str, *, private: bool = False) -> Fetched:
        """What an address gives; a DocumentError where that is nothing. private: also of this machine and network."""
        request = {"kind": messages.FETCH, "where": address, "private": private}
        ((head, body),) = self._answers(request, b"", self._fetching)
        return Fetched(head["address"], head["content"], body)

    def close(self) -> None:
        """End the child and its group, whatever it does."""
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):  # macOS denies it for a process that has ended
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                pipe.close()

    def stop(self) -> None:
        """Give up what is read just now, called by any thread; the one that waits for it gets a DocumentError."""
        process = self._process
        if process is not None:
            process.kill()

    def _answers(self, request: dict[str, Any], raw: bytes, seconds: float) -> Generator[Message]:
        """The child's messages to a request; a failure is raised."""
        whole = False
        try:
            with contextlib.closing(self._exchange({**request, "seconds": seconds}, raw, seconds)) as heard:
                for head, body in heard:
                    whole = head["is"] in messages.ENDS and not head["last"]
                    if head["is"] == messages.FAILED:
                        raise DocumentError(head["said"])
                    yield head, body
                    if head["is"] in messages.ENDS:
                        return
        finally:
            if not whole:  # also where nobody listens any more: what is left of an answer must not meet the next
                self.close()

    def _exchange(self, request: dict[str, Any], raw: bytes, seconds: float) -> Generator[Message]:
        """Send and hear at once, so that neither side waits at a full pipe; it goes on until it is closed."""
        where, remedy = request["where"], _remedy(request["kind"])
        requests, answers = self._pipes(where)
        inbox, outbox = Inbox(), [memoryview(piece) for piece in messages.packed(request, raw) if piece]
        with selectors.DefaultSelector() as selector:
            selector.register(answers, selectors.EVENT_READ)
            selector.register(requests, selectors.EVENT_WRITE)
            waited = 0.0  # since the last document, without the time that whoever hears it took
            while True:
                before = time.monotonic()
                ready = [key.fileobj for key, _ in selector.select(seconds if self._ready else _START)]
                waited += time.monotonic() - before
                if not ready or waited > self._longest:
                    limit = self._longest if ready else seconds
                    raise DocumentError(f"{where}: it was not read within {limit:g} s; {remedy}")
                if requests in ready and not _sent(requests, outbox):
                    selector.unregister(requests)
                if answers in ready:
                    for message in filter(self._is_news, inbox.take(self._heard(where, remedy))):
                        waited = 0.0
                        yield message

    def _heard(self, where: str, remedy: str) -> bytes:
        """What the child said; a DocumentError where it is gone."""
        process = self._process
        arrived = os.read(process.stdout.fileno(), _PIECE) if process and process.stdout else b""
        if not arrived:
            raise DocumentError(f"{where}: {self._ended()}; {remedy}")
        return arrived

    def _is_news(self, message: Message) -> bool:
        """Whether a message is more than a sign of life; from the first one on, the child's deadline counts."""
        self._ready = True
        return message[0]["is"] not in (messages.READY, messages.PROGRESS)

    def _pipes(self, where: str) -> tuple[IO[bytes], IO[bytes]]:
        """The pipes to and from the child, which is started where there is none."""
        process = self._process
        if process is None or process.poll() is not None:
            self.close()
            try:
                process = self._process = self._started()
            except OSError as error:
                raise DocumentError(
                    f"{where}: no process to read it in could be started ({error}); try again"
                ) from None
            meanwhile, self._meanwhile = self._meanwhile, None
            if meanwhile:
                meanwhile()
        if process.stdin is None or process.stdout is None:
            raise AssertionError("a worker has pipes")
        return process.stdin, process.stdout

    def _started(self) -> subprocess.Popen[bytes]:
        """A child with this copy of the package, whatever the environment and the folder say."""
        self._ready = False
        path = [str(Path(entry).absolute()) for entry in sys.path if isinstance(entry, str)]
        flags = [f"-W{said}" for said in sys.warnoptions]
        if sys.flags.warn_default_encoding:
            flags.append("-Xwarn_default_encoding")
        process = subprocess.Popen(  # noqa: S603 - this Python, our own lines
            [sys.executable, "-I", "-B", *flags, "-c", _BOOT, json.dumps(path), self._settings],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0,
            start_new_session=True, env={**os.environ, **_THREADS},
        )  # fmt: skip
        if process.stdin:
            os.set_blocking(process.stdin.fileno(), False)
        return process

    def _ended(self) -> str:
        """Why the child is gone, in words."""
        if self._process is None:
            raise AssertionError("a child that ended was there")
        try:
            status = self._process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            return "the program that reads it went silent"
        if status >= 0:
            return f"the program that reads it ended (exit status {status})"
        try:
            name = signal.Signals(-status).name
        except ValueError:
            name = f"signal {-status}"
        return f"the program that reads it was killed ({name})"


def _remedy(kind: str) -> str:
    if kind == messages.FETCH:
        return "try again later, or save the page from a browser and give the file"
    return "split it, or save its text in a .txt file and give that"


def _sent(pipe: IO[bytes], outbox: list[memoryview]) -> bool:
    """Write what the pipe takes now; whether something is left."""
    while outbox:
        try:
            count = os.write(pipe.fileno(), outbox[0][:_PIECE])
        except BlockingIOError:
            return True
        except BrokenPipeError:  # the child is gone: its other pipe says so
            return False
        outbox[0] = outbox[0][count:]
        if not outbox[0]:
            outbox.pop(0)
    return False


def _document(head: dict[str, Any], text: str) -> Document:
    return Document(
        text,
        head["document_id"],
        head["title"],
        head["publisher"],
        head["published"],
        head["url"],
        head["language"],
        tuple(head["pages"]),
        tuple(head["warnings"]),
    )
