"""What a worker's two sides say to each other: a head in JSON, and bytes behind it."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from typing import IO, Any

# What a message from the child is: its first when it stands ready, one for each document or problem, some that say no
# more than that it goes on, and one of the last three to end an answer.
READY, PROGRESS, DOCUMENT, PROBLEM = "ready", "progress", "document", "problem"
FETCHED, FAILED, DONE = "fetched", "failed", "done"
ENDS = (FETCHED, FAILED, DONE)
FETCH = "fetch"  # the kind of a request for an address; all others are kinds of bytes
_SIZES = struct.Struct("!IQ")  # bytes of the head, bytes behind it

Message = tuple[dict[str, Any], bytes]


def packed(head: dict[str, Any], body: bytes = b"") -> tuple[bytes, bytes]:
    """A message as two pieces to be written one behind the other, so that a large body is not copied."""
    said = json.dumps(head).encode()
    return _SIZES.pack(len(said), len(body)) + said, body


def received(stream: IO[bytes]) -> Message | None:
    """The next message of a stream that blocks, None where the other side has gone."""
    sizes = stream.read(_SIZES.size)
    if len(sizes) < _SIZES.size:
        return None
    head, body = _SIZES.unpack(sizes)
    said, behind = stream.read(head), stream.read(body)
    if len(behind) < body:
        return None
    return json.loads(said), behind


class Inbox:
    """Bytes as they arrive -> the messages that are whole."""

    def __init__(self) -> None:
        self._held = bytearray()

    def take(self, arrived: bytes) -> Iterator[Message]:
        """The messages that are whole with these bytes."""
        self._held += arrived
        while len(self._held) >= _SIZES.size:
            head, body = _SIZES.unpack_from(self._held)
            start, end = _SIZES.size + head, _SIZES.size + head + body
            if len(self._held) < end:
                return
            said = json.loads(self._held[_SIZES.size : start])
            with memoryview(self._held) as view:
                behind = bytes(view[start:end])
            del self._held[:end]
            yield said, behind
