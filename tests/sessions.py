"""Sessions of the dashboard without a browser: websockets that speak Streamlit's own messages."""

from __future__ import annotations

import asyncio
import json
import os
import re
import subprocess
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, Self

import clock
from conftest import ROOT, started

from extract import gazetteer
from extract.claim import ROLES
from extract.library import VARIABLE, Library

WAIT = 120  # seconds for one run of the page at most
HIDDEN = ("period", "other")  # measures that the first view leaves out
MEGA = 1e6
FILTER, CHOICES = "Country", 6  # what reruns choose, and among how many of its options
WARM = 20  # reruns or sessions before memory is first looked at
RERUNS, SHORT = 300, 60


class Seen(NamedTuple):
    """What a run of the page sent: the number of figures that it names (None where it names none), and its errors."""

    figures: int | None
    errors: tuple[str, ...]


class Session:
    """One session; an asynchronous context manager."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._widgets: dict[str, Any] = {}

    async def __aenter__(self) -> Self:
        from websockets.asyncio.client import connect

        self._socket = await connect(
            f"{self._address.replace('http', 'ws', 1)}/_stcore/stream", subprotocols=["streamlit"],
            origin=self._address, max_size=None, compression=None, open_timeout=WAIT,
        )  # fmt: skip
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._socket.close()

    async def run(self, query: str = "", **chosen: Sequence[str]) -> Seen:
        """The page runs once, as the address asks; chosen: what is chosen in fields of several, by their labels."""
        from streamlit.proto.BackMsg_pb2 import BackMsg

        asked = BackMsg()
        asked.rerun_script.query_string = query
        for label, values in chosen.items():
            widget = asked.rerun_script.widget_states.widgets.add(id=self._widgets[label].id)
            options = self._widgets[label].options
            widget.string_array_value.data.extend(o for o in options for value in values if o.startswith(value))
        await self.send(asked.SerializeToString())
        return await asyncio.wait_for(self._seen(), WAIT)

    async def send(self, message: bytes) -> None:
        """Any message at all."""
        await self._socket.send(message)

    async def closed(self) -> int:
        """The code with which the server ends the session."""
        from websockets.exceptions import ConnectionClosed

        with suppress(ConnectionClosed):
            while True:
                await self._socket.recv()
        return int(self._socket.close_code or 0)

    def options(self, label: str) -> list[str]:
        """What can be chosen in a field, as the page names it."""
        return list(self._widgets[label].options)

    async def _seen(self) -> Seen:
        from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

        figures, errors = None, list[str]()
        while True:
            said = ForwardMsg()
            said.ParseFromString(await self._socket.recv())
            kind = said.WhichOneof("type")
            if kind == "new_session":
                figures = None
            elif kind == "script_finished":
                if said.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    return Seen(figures, tuple(errors))
            elif kind == "delta" and said.delta.WhichOneof("type") == "new_element":
                element = said.delta.new_element
                figures = _figures(element) if figures is None else figures
                errors += _errors(element)
                if element.WhichOneof("type") == "multiselect":
                    self._widgets[element.multiselect.label] = element.multiselect


def _figures(element: Any) -> int | None:
    """The number of figures that a key figure names; None where the element is none."""
    if element.WhichOneof("type") == "html" and 'class="key-figures"' in element.html.body:
        said = re.sub(r"<[^>]*>", " ", element.html.body.partition('class="key-figures"')[2])
    elif element.WhichOneof("type") == "alert" and "No figure fits" in element.alert.body:
        said = "0"
    else:
        return None
    found = re.search(r"\d[\d,]*", said)
    return int(found[0].replace(",", "")) if found else None


def _errors(element: Any) -> list[str]:
    if element.WhichOneof("type") == "exception":
        return [f"{element.exception.type}: {element.exception.message}"]
    return []


@cache
def _covered(cells: str) -> frozenset[str]:
    """The countries and regions that cells name, and the members of the regions."""
    codes = [code for code in cells.split("|") if code]
    return frozenset(codes).union(*map(gazetteer.members, codes))


def wanted(where: str | Path) -> dict[str, int]:
    """By country how many figures the dashboard has to name, counted from the library by other means; "": of all."""
    with Library.open(where, read_only=True) as library:
        table = library.frame()
    table = table[~table["measure"].isin(HIDDEN) & (table["review"] != "rejected")]
    counts = Counter(
        code for row in zip(*(table[role] for role in ROLES), strict=True) for code in _covered("|".join(row))
    )
    return {**counts, "": len(table)}


def countries(where: str | Path, number: int) -> dict[str, int]:
    """So many countries with as many different counts as there are, and the counts."""
    found = {code: count for code, count in wanted(where).items() if code and gazetteer.members(code) == (code,)}
    last = {count: code for code, count in sorted(found.items())}
    first = [last[count] for count in sorted(last, reverse=True)]
    chosen = [*first, *sorted(found.keys() - set(first))][:number]
    return {code: found[code] for code in chosen}


async def together(address: str, asked: Sequence[str], again: int = 1) -> dict[str, list[Seen]]:
    """What a session for each country sees, all at once; each asks again so many times."""

    async def one(country: str) -> list[Seen]:
        async with Session(address) as session:
            first = await session.run(f"country={country}")
            return [first, *[await session.run(f"country={country}") for _ in range(again)]]

    return dict(zip(asked, await asyncio.gather(*map(one, asked)), strict=True))


def strays(found: dict[str, list[Seen]], expected: dict[str, int]) -> list[str]:
    """Sessions with an error, or that saw another's figures than their own country's."""
    return [
        f"{country}: {seen.figures} figures, not {expected[country]} {' '.join(seen.errors)}".strip()
        for country, runs in found.items()
        for seen in runs
        if seen != Seen(expected[country], ())
    ]


async def reruns(address: str, pid: int, number: int, warm: int = WARM) -> tuple[float, float]:
    """The server's memory in MB before and after so many reruns of one session, each with another country.

    warm: how many come before the first look, so that what is kept once is kept.
    """
    async with Session(address) as session:
        await session.run()
        options = session.options(FILTER)[:CHOICES]
        before = 0.0
        for turn in range(warm + number):
            if turn == warm:
                before = memory(pid)
            seen = await session.run(**{FILTER: [options[turn % CHOICES]]})
            assert not seen.errors, seen
        return before, memory(pid)


KEPT = 128  # sessions that went: so many Streamlit keeps for two minutes, for those who come back


async def short(address: str, pid: int, number: int, warm: int = WARM) -> tuple[float, float]:
    """Memory of the server in MB before and after so many sessions that look once."""
    before = 0.0
    for turn in range(warm + number):
        if turn == warm:
            before = memory(pid)
        async with Session(address) as session:
            seen = await session.run()
            assert not seen.errors, seen
    return before, memory(pid)


def memory(pid: int, name: str = "VmRSS") -> float:
    """What a process holds, in MB; VmHWM: at its highest."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(re.findall(rf"^{name}:\s+(\d+) kB", status, re.MULTILINE)[0]) * 1024 / MEGA


def processor(pid: int) -> float:
    """Seconds that a process has had the processor for, whatever else ran."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def server(where: str | Path = "") -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A fresh server on a library, else on the sample corpus, and its address."""
    process, address = started(ROOT / "dashboard.py", ROOT, {VARIABLE: str(where)})
    try:
        yield process, address
    finally:
        process.terminate()
        process.wait(timeout=20)


def measured(where: Path, number: int) -> str:
    """R42 and R43 on a library, as lines of a table."""
    expected = countries(where, number)
    with server(where) as (process, address):
        found: dict[str, list[Seen]] = {}
        taken = clock.seconds(lambda: found.update(asyncio.run(together(address, list(expected)))), time.monotonic)
        peak = memory(process.pid, "VmHWM")
    wrong = strays(found, expected)
    with server(where) as (process, address):
        runs = asyncio.run(reruns(address, process.pid, RERUNS))
    with server(where) as (process, address):
        visits = asyncio.run(short(address, process.pid, SHORT))
    rows = {
        f"{number} sessions at once, two runs each, s": f"{taken:.1f} (to be under 25)",
        "their server's memory, highest, MB": f"{peak:.0f} (to be under 800)",
        "errors, and counts of another": json.dumps(wrong[:5]) if wrong else "none",
        f"memory over {RERUNS} reruns, MB": _growth(*runs),
        f"memory over {SHORT} short sessions, MB": _growth(*visits),
    }
    return "\n".join(f"| {name} | {said} |" for name, said in rows.items())


def _growth(before: float, after: float) -> str:
    return f"{before:.0f} to {after:.0f}, {(after / before - 1) * 100:+.1f} % (to be under +10)"
