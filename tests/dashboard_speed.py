"""How fast the dashboard is: `python tests/dashboard_speed.py [1000 100000 1000000] [--runs 10] [--library DIR]`.

Makes libraries of so many claims, opens each with a fresh server and a fresh empty Chromium, and prints medians beside
what they are to be, and beside those of a bare page (tests/bare_page.py), which say what the machine can do. Times of
a page are taken within it, from the click to the frame behind the last change; nothing else should run on the machine.

--runs N       how often each library is opened
--library DIR  where the libraries are kept for the next time (otherwise they are made anew)
--sessions N   no browser, but so many sessions at once, then 300 reruns of one and 60 short ones
"""

from __future__ import annotations

import argparse
import base64
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
BARE = HERE / "bare_page.py"
sys.path[:0] = [str(HERE), str(HERE.parent)]

import many  # noqa: E402 - where they are found is said above
import sessions  # noqa: E402
from conftest import CHROMIUM, FLAGS, started  # noqa: E402

# what the page is found by; the only place to change when it is built anew
SELECTORS = {
    "app": "[data-testid=stApp]",
    "main": "[data-testid=stMain]",
    "busy": "[data-stale=true], [data-testid=stSkeleton]",
    "key": "[data-testid=stMetric], .key-figures",
    "charts": ".js-plotly-plot",
    "sentence": ".claim blockquote",
    "rows": ".st-key-card-table tbody tr",
}
FILTER = "Country"
COUNTRY = "Tunisia"
ROW = 3  # of the table's first page, the one that is chosen
QUIET = 400  # milliseconds without a change, after which a page is painted
MEGA = 1e6

KEY, OPENED, RELOAD = "start to key figures, s", "start to all painted, s", "reload, all painted, s"
CHANGE, CHANGE_KEY = "filter change, all painted, s", "filter change, key figures, s"
SENTENCE = "row to its sentence, s"
PEAK, RSS = "server memory, highest, MB", "server memory, at the end, MB"
FIRST_HTTP, FIRST_WS = "to the browser at first, http, MB", "to the browser at first, websocket, MB"
CHANGE_BYTES = "to the browser for a change, MB"
TARGETS = {
    CHANGE: {100_000: 0.45, 1_000_000: 0.7},
    SENTENCE: {100_000: 0.25, 1_000_000: 0.25},
    RELOAD: {100_000: 1.1, 1_000_000: 1.4},
    PEAK: {100_000: 300, 1_000_000: 650},
    CHANGE_BYTES: {100_000: 0.1, 1_000_000: 0.1},
}
Figures = dict[str, float]


class Wire:
    """What goes to the browser and back, and how long its scripts run, as its own log tells."""

    def __init__(self, page: Any) -> None:
        self._log = page.context.new_cdp_session(page)
        self.http = self.websocket = 0
        self.sent: list[float] = []
        self.received: list[float] = []
        self._log.send("Network.enable")
        self._log.send("Performance.enable", {"timeDomain": "threadTicks"})  # not the time that it waited for others
        self._log.on("Network.loadingFinished", self._loaded)
        self._log.on("Network.webSocketFrameReceived", self._frame)
        self._log.on("Network.webSocketFrameSent", lambda event: self.sent.append(event["timestamp"]))

    def _loaded(self, event: dict[str, Any]) -> None:
        self.http += int(event["encodedDataLength"])

    def _frame(self, event: dict[str, Any]) -> None:
        self.websocket += len(base64.b64decode(event["response"]["payloadData"]))
        self.received.append(event["timestamp"])

    def forget(self) -> None:
        """From now on."""
        self.http = self.websocket = 0
        self.sent.clear()
        self.received.clear()

    def server(self) -> float:
        """Seconds from what was first sent to what last came back: the server's share."""
        return self.received[-1] - self.sent[0] if self.sent and self.received else 0.0

    def script(self) -> float:
        """Seconds for which scripts of the page have run so far."""
        found = {one["name"]: one["value"] for one in self._log.send("Performance.getMetrics")["metrics"]}
        return float(found["ScriptDuration"])


def rested(page: Any) -> dict[str, Any]:
    """What was seen when, once all is painted."""
    page.wait_for_function("quiet => window.speed && window.speed.rests(quiet)", arg=QUIET, timeout=180_000)
    said: dict[str, Any] = page.evaluate("window.speed.said()")
    return said


def opening(page: Any, wire: Wire, address: str, begun: float) -> Figures:
    """From the start of the server on; begun: when that was, in seconds of the clock."""
    page.goto(address)
    page.locator(SELECTORS["key"]).first.wait_for(timeout=180_000)
    page.locator(SELECTORS["charts"]).first.wait_for(timeout=180_000)
    said = rested(page)
    ahead = said["origin"] / 1000 - begun
    return {
        KEY: ahead + said["key"] / 1000,
        OPENED: ahead + said["last"] / 1000,
        FIRST_HTTP: wire.http / MEGA,
        FIRST_WS: wire.websocket / MEGA,
    }


def reloading(page: Any, wire: Wire) -> Figures:
    """Once more, with the browser's cache and the server warm."""
    wire.forget()
    page.reload()
    page.locator(SELECTORS["charts"]).first.wait_for(timeout=180_000)
    said = rested(page)
    return {RELOAD: said["last"] / 1000, "of a reload: browser's script, s": wire.script()}


def filtering(page: Any, wire: Wire) -> Figures:
    """A country is chosen in the sidebar."""
    field = page.get_by_test_id("stSidebar").get_by_role("combobox", name=re.compile(FILTER)).first
    field.fill(COUNTRY)
    choice = page.get_by_role("option", name=re.compile(COUNTRY)).first
    choice.wait_for()
    said, before = clicked(page, wire, choice.click)
    if not said["redrawn"]:
        raise SystemExit("the charts stayed as they were: the measurement of a filter change is void")
    return {
        CHANGE: (said["last"] - said["begun"]) / 1000,
        CHANGE_KEY: (said["key"] - said["begun"]) / 1000,
        CHANGE_BYTES: (wire.websocket + wire.http) / MEGA,
        "of a change: browser's script, s": wire.script() - before,
    }


def choosing(page: Any, wire: Wire) -> Figures:
    """A row of the table is chosen; its sentence appears."""
    page.keyboard.press("Escape")  # closes the menu of the filter
    row = page.locator(SELECTORS["rows"]).nth(ROW)
    row.scroll_into_view_if_needed()
    row.hover()
    page.wait_for_timeout(QUIET)
    said, before = clicked(page, wire, row.click)
    if said["sentence"] is None:
        raise SystemExit("no other sentence appeared: the measurement of a row is void")
    return {
        SENTENCE: (said["sentence"] - said["begun"]) / 1000,
        "of a row: browser's script, s": wire.script() - before,
    }


def clicked(page: Any, wire: Wire, click: Callable[[], None]) -> tuple[dict[str, Any], float]:
    """What was seen from a click on until all is painted; and how long scripts had run before."""
    page.evaluate("window.speed.arm()")
    wire.forget()
    before = wire.script()
    click()
    return rested(page), before


@contextmanager
def opened(where: Path | None) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A fresh server and its address: of the dashboard on a library, of the bare page without one."""
    if where is not None:
        with sessions.server(where) as found:
            yield found
        return
    process, address = started(BARE, HERE.parent)
    try:
        yield process, address
    finally:
        process.terminate()
        process.wait(timeout=20)


def run(playwright: Any, where: Path | None) -> Figures:
    """A fresh server and a fresh empty browser: every figure once; of the bare page those that it has."""
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
    page = browser.new_page(viewport={"width": 1440, "height": 1100})
    watching = (HERE / "watching.js").read_text(encoding="utf-8")
    page.add_init_script(watching.replace("= SELECTORS", f"= {json.dumps(SELECTORS)}"))
    wire = Wire(page)
    begun = time.time()
    try:
        with opened(where) as (process, address):
            found = opening(page, wire, address, begun)
            for name, step in STEPS if where else STEPS[:-1]:
                before = sessions.processor(process.pid)
                found |= step(page, wire)
                found[f"of a {name}: server, s"] = wire.server()
                found[f"of a {name}: server's processor, s"] = sessions.processor(process.pid) - before
            return found | {PEAK: sessions.memory(process.pid, "VmHWM"), RSS: sessions.memory(process.pid)}
    finally:
        browser.close()


STEPS = (("reload", reloading), ("change", filtering), ("row", choosing))


def measured(where: Path | None, runs: int) -> dict[str, list[float]]:
    """Each figure of each run; the first run, which warms the disk's cache, is thrown away."""
    from playwright import sync_api

    found: defaultdict[str, list[float]] = defaultdict(list)
    with sync_api.sync_playwright() as playwright:
        for number in range(runs + 1):
            figures = run(playwright, where)
            said = json.dumps({name: round(value, 3) for name, value in figures.items()}, ensure_ascii=False)
            print(f"{where.name if where else BARE.name}, run {number} of {runs}: {said}", file=sys.stderr, flush=True)
            for name, value in figures.items() if number else ():
                found[name].append(value)
    return found


def table(found: dict[int, dict[str, list[float]]]) -> str:
    """Medians, with the least and the most, beside what they are to be; 0: the bare page."""
    rows = [
        ["", *(f"{count:,} claims" if count else "bare page" for count in found)],
        ["---", *("---:" for _ in found)],
    ]
    names = max(found.values(), key=len)
    rows += [[name, *(_cell(name, count, figures.get(name)) for count, figures in found.items())] for name in names]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _cell(name: str, count: int, values: list[float] | None) -> str:
    if not values:
        return ""
    middle, aim = statistics.median(values), TARGETS.get(name, {}).get(count)
    digits = 0 if middle >= 50 else 2
    said = f"{middle:.{digits}f} ({min(values):.{digits}f}–{max(values):.{digits}f})"
    return said if aim is None else f"{said}, {'within' if middle <= aim else 'OVER'} {aim}"


def main() -> None:
    """Measure, and print a table."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("claims", nargs="*", type=int, help="1000 100000 1000000")
    asked.add_argument("--runs", type=int, default=10)
    asked.add_argument("--library", type=Path)
    asked.add_argument("--sessions", type=int, default=0)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        kept = given.library or Path(folder)
        kept.mkdir(parents=True, exist_ok=True)
        if given.sessions:
            for count in given.claims or [100_000]:
                print(sessions.measured(many.library(kept, count), given.sessions))
            return
        counts = given.claims or [1_000, 100_000, 1_000_000]
        found = {0: measured(None, given.runs)}
        print(table(found | {count: measured(many.library(kept, count), given.runs) for count in counts}))


if __name__ == "__main__":
    main()
