"""Many sessions at once (R42), and sessions that last or come often (R43), without a browser."""

from __future__ import annotations

import asyncio
import concurrent.futures
from collections.abc import Coroutine, Iterator
from pathlib import Path
from typing import Any, TypeVar

import many
import pytest
import sessions
from conftest import lacking

from extract.library import Library

T = TypeVar("T")
GROWTH = 1.1
PROTOCOL_ERROR = 1002


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of a thousand claims."""
    return many.library(tmp_path_factory.mktemp("many"), 1_000)


@pytest.fixture(scope="module")
def served(small: Path) -> Iterator[tuple[int, str]]:
    """The process and the address of a server on it."""
    if not Path("/proc/self/status").exists():
        lacking("a process's memory is read from /proc")
    with sessions.server(small) as (process, address):
        yield process.pid, address


def finished(asked: Coroutine[Any, Any, T]) -> T:
    """What a coroutine gives, in a thread of its own: in this one a browser's loop may be running."""
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, asked).result()


def test_a_made_library_is_sound(small: Path) -> None:
    with Library.open(small, read_only=True) as library:
        assert list(library.verify()) == []
        assert len(library.frame()) == 1_000
        assert {"accepted", "corrected", "rejected"} & set(library.frame()["review"])


def test_a_made_library_is_the_same_each_time() -> None:
    assert list(many.made(200)) == list(many.made(200))


def test_as_many_claims_are_made_as_asked_for() -> None:
    assert sum(len(claims) for _, claims in many.made(1_234)) == 1_234


def test_r42_sessions_at_once_each_see_their_own(served: tuple[int, str], small: Path) -> None:
    expected = sessions.countries(small, 8)
    assert len(set(expected.values())) == 8
    result = finished(sessions.together(served[1], list(expected)))
    assert sessions.strays(result, expected) == []


def test_a_stray_is_seen() -> None:
    """The check itself: another's figures, none, and an error are each found."""
    seen = {
        "TUN": [sessions.Seen(5, ()), sessions.Seen(6, ())],
        "MEX": [sessions.Seen(None, ())],
        "LBY": [sessions.Seen(7, ("KeyError: 'x'",))],
        "TCD": [sessions.Seen(8, ())],
    }
    found = sessions.strays(seen, {"TUN": 5, "MEX": 6, "LBY": 7, "TCD": 8})
    assert [line.split(":")[0] for line in found] == ["TUN", "MEX", "LBY"]


def test_r43_memory_stays_over_reruns(served: tuple[int, str]) -> None:
    before, after = finished(sessions.reruns(served[1], served[0], 12, sessions.CHOICES * 2))
    assert after < before * GROWTH


def test_r43_memory_stays_over_short_sessions(served: tuple[int, str]) -> None:
    before, after = finished(sessions.short(served[1], served[0], 6, 4))
    assert after < before * GROWTH


def test_what_is_no_message_ends_the_session_only(served: tuple[int, str], small: Path) -> None:
    async def asked() -> sessions.Seen:
        async with sessions.Session(served[1]) as hostile:
            await hostile.send(b"\xff" * 200)
            assert await hostile.closed() == PROTOCOL_ERROR
        async with sessions.Session(served[1]) as next_one:
            return await next_one.run()

    assert finished(asked()) == sessions.Seen(sessions.wanted(small)[""], ())


@pytest.mark.long
def test_r42_50_sessions_at_once_and_r43_300_reruns_and_60_short_sessions(tmp_path: Path) -> None:
    where = many.library(tmp_path, 10_000)
    expected = sessions.countries(where, 50)
    with sessions.server(where) as (process, address):
        assert sessions.strays(finished(sessions.together(address, list(expected))), expected) == []
        before, after = finished(sessions.reruns(address, process.pid, sessions.RERUNS))
        assert after < before * GROWTH
        before, after = finished(sessions.short(address, process.pid, sessions.SHORT, sessions.KEPT))
        assert after < before * GROWTH
