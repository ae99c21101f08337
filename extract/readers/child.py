"""The child's side of a worker: it limits itself, then reads what it is sent until its parent goes away."""

from __future__ import annotations

import importlib
import json
import os
import resource
import signal
import sys
import time
from collections.abc import Iterator
from inspect import signature
from pathlib import Path
from typing import IO, Any

from extract.claim import Document
from extract.readers import messages, text
from extract.readers.errors import DocumentError

FIELDS = ("document_id", "title", "publisher", "published", "url", "language", "pages", "warnings")
SAVE = "save its text in a .txt file and give that"
_SAVE_PAGE = "save the page from a browser and give the file"
_LONGEST = 300  # characters of another library's message that are passed on
_PACE = 0.2  # seconds between two words of progress
_SPARE = 5  # seconds behind the parent's deadline after which a child whose parent is gone ends itself


def main() -> None:
    """Serve requests on standard input; arguments: sys.path, then bytes of memory and the readers' modules, in JSON."""
    settings = json.loads(sys.argv[2])
    _limit(settings["memory"])
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    requests, answers = _channels()
    voice = _Voice(answers)
    voice.say({"is": messages.READY})
    while (received := messages.received(requests)) is not None:
        request, raw = received
        del received
        voice.seconds = request["seconds"] + _SPARE
        last = _answer(request, raw, settings, voice)
        del raw
        if last:
            return


def _limit(memory: int) -> None:
    """At most so much memory, no file written, no core left; macOS knows no limit of memory that holds."""
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (_least(resource.RLIMIT_AS, memory),) * 2)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _least(limit: int, wanted: int) -> int:
    """What is wanted, or what the process may have at most where that is less."""
    hard = resource.getrlimit(limit)[1]
    return wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)


def _channels() -> tuple[IO[bytes], IO[bytes]]:
    """The ends of the two pipes, out of reach of parsers that print or read: they get the null device."""
    requests, answers = os.dup(0), os.dup(1)
    null = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    return open(requests, "rb"), open(answers, "wb")  # noqa: PTH123 - open as long as the process


class _Voice:
    """Says messages to the parent; between them a timer runs, so that no child outlives a parent that was killed."""

    def __init__(self, answers: IO[bytes]) -> None:
        self._answers = answers
        self.seconds = 0.0  # zero: no timer
        self._next = 0.0  # when progress is worth a word again

    def say(self, head: dict[str, Any], body: bytes = b"") -> None:
        self.time(0)  # the parent may take as long as it likes to hear
        for piece in messages.packed(head, body):
            self._answers.write(piece)
        self._answers.flush()
        if head["is"] not in messages.ENDS:
            self.time(self.seconds)

    def go_on(self) -> None:
        """Say that a long file is getting on, a page at a time; often asked, seldom said."""
        now = time.monotonic()
        if now >= self._next:
            self._next = now + _PACE
            self.say({"is": messages.PROGRESS})

    def time(self, seconds: float) -> None:
        """The process ends after so many seconds without another word; the signal's default needs no Python."""
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _answer(request: dict[str, Any], raw: bytes, settings: dict[str, Any], voice: _Voice) -> bool:
    """Say what was found; whether this child is to be the last: it has grown, and what it holds would weigh on."""
    where, kind = request["where"], request["kind"]
    voice.time(voice.seconds)
    try:
        if kind == messages.FETCH:
            end, body = _fetched(request)
        else:
            for head, found in _documents(request, raw, settings["readers"][kind], voice):
                voice.say(head, found)
            end, body = {"is": messages.DONE}, b""
    except DocumentError as error:
        end, body = _failed(str(error)), b""
    except MemoryError:
        size = f"{settings['memory'] / 1e9:g} GB"
        end, body = _failed(f"{where}: reading it takes more than {size} of memory; split it, or {SAVE}"), b""
        end["last"] = True
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever a parser throws is said of its document
        end, body = _failed(f"{where}: {_said(kind, error)}; {_SAVE_PAGE if kind == messages.FETCH else SAVE}"), b""
    end["last"] = bool(end.get("last")) or _grown(settings["memory"])
    voice.say(end, body)
    return bool(end["last"])


def _failed(said: str) -> dict[str, Any]:
    return {"is": messages.FAILED, "said": text.line(said)}


def _said(kind: str, error: BaseException) -> str:
    what = "address" if kind == messages.FETCH else kind
    return f"the {what} could not be read ({type(error).__name__}: {text.line(str(error))[:_LONGEST]})"


def _grown(memory: int) -> bool:
    """Whether this process ever held a third of what it may have, where the system tells.

    getrusage would not do: on Linux its peak begins with what the parent held when it started the child.
    """
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return False
    peaks = [int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM")]
    return max(peaks, default=0) > memory // 3


def _fetched(request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    from extract.readers import web

    address, content, raw = web.fetch(request["where"], private=request["private"])
    return {"is": messages.FETCHED, "address": address, "content": content}, raw


def _documents(request: dict[str, Any], raw: bytes, name: str, voice: _Voice) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Each document as a message: its fields and the reader's version in the head, its text in UTF-8 behind."""

    def tell(said: str) -> None:
        voice.say({"is": messages.PROBLEM, "said": text.line(said)})

    where, document_id = request["where"], request["document_id"]
    reader = _reader(name, request["kind"], where)
    version = str(reader.version())
    offered = {"charset": request["charset"], "progress": voice.go_on}
    taken = {name: offered[name] for name in offered if name in signature(reader.documents).parameters}
    for document in reader.documents(raw, where, document_id, tell, **taken):
        fields = {field: _plain(getattr(document, field)) for field in FIELDS}
        yield {"is": messages.DOCUMENT, "version": version, **fields}, _encoded(document)


def _reader(name: str, kind: str, where: str) -> Any:
    """The module that reads a kind, imported when the first file of it comes."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        raise DocumentError(f"{where}: {kind} files are not read yet; {SAVE}") from None


def _plain(value: Any) -> Any:
    return text.whole(value) if isinstance(value, str) else value


def _encoded(document: Document) -> bytes:
    try:
        return document.text.encode()
    except UnicodeEncodeError:  # half a character: a reader's slip, which no file and no database could take
        return text.whole(document.text).encode()
