"""A real server of the dashboard and a real Chromium, for the tests that look at pages."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest

ROOT = Path(__file__).parent.parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


def started(script: Path, folder: Path, env: dict[str, str] | None = None) -> tuple[subprocess.Popen[str], str]:
    """A Streamlit server for a script and its address, once it listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    process = subprocess.Popen(
        [*command, "--server.headless", "true"], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, env={**os.environ, **(env or {})},
    )  # fmt: skip
    assert process.stdout is not None
    said: list[str] = []
    for line in process.stdout:
        said.append(line)
        if "URL:" in line:
            return process, f"http://127.0.0.1:{port}"
    raise AssertionError("the server did not start: " + "".join(said))


MAIN = sys.modules["__main__"]


@pytest.fixture(autouse=True)
def _own_main() -> None:
    """Trials of pages leave a script of theirs as the main module, which processes that are started would run."""
    sys.modules["__main__"] = MAIN


# files whose tests take longest: they begin, so that no process waits for another at the end
FIRST = (
    "test_browser", "test_thousand", "test_trials", "test_benchmark", "test_patterns", "test_cluster",
    "test_library_trials", "test_sessions", "test_add_page", "test_walk", "test_article_page", "test_review_page",
    "test_everyone", "test_hostile", "test_server_safety", "test_setup", "test_wheel", "test_readme", "test_feed",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first; long trials run where LONG_TESTS is set."""
    rank = {name: place for place, name in enumerate(FIRST)}
    items.sort(key=lambda item: rank.get(item.path.stem, len(FIRST)))
    if os.environ.get("LONG_TESTS"):
        return
    for item in items:
        if item.get_closest_marker("long"):
            item.add_marker(pytest.mark.skip(reason="a long trial: set LONG_TESTS=1 to run it"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What tests recorded as a score, also where they passed on another process."""
    reports = [report for reports in terminalreporter.stats.values() for report in reports]
    scores = dict.fromkeys(
        value for report in reports for name, value in getattr(report, "user_properties", ()) if name == "score"
    )
    if scores:
        terminalreporter.section("scores")
        for score in scores:
            terminalreporter.line(str(score))


def lacking(what: str) -> NoReturn:
    """Skip the test, saying why; in CI, where all is to be there, fail it."""
    if os.environ.get("CI"):
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of the dashboard on the sample corpus."""
    process, address = started(ROOT / "dashboard.py", ROOT)
    yield address
    process.terminate()
    process.wait(timeout=20)


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    """A Chromium of the system; where there is none, the test is skipped, and in CI it fails."""
    try:
        from playwright import sync_api
    except ImportError:
        lacking("browser tests need playwright (the test extra)")
    if CHROMIUM is None:
        lacking("browser tests need Chromium on the PATH (Debian: apt-get install chromium)")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def visited(chromium: object) -> Iterator[Any]:
    """One page for all tests of a file: it keeps the dashboard's scripts, and an address opens it anew."""
    import browsing

    page = browsing.visiting(chromium)
    yield page
    page.context.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def library_at(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Where a library of the test's own can be: a file that is not there yet, or a schema of a real PostgreSQL."""
    from extract.library import openings

    monkeypatch.setattr(openings, "home", lambda: tmp_path / "home")
    if request.param == "sqlite":
        yield str(tmp_path / "library.sqlite")
        return
    address = os.environ.get("TEST_POSTGRESQL")
    if not address:
        lacking("tests with PostgreSQL need a server's address in TEST_POSTGRESQL (.ci/postgresql start)")
    import psycopg

    name = f"test_{os.getpid()}_{tmp_path.name.lower()}".replace("-", "_")[:60]
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f'CREATE SCHEMA "{name}"')
        yield f"{address}?options=-csearch_path%3D{name}"
        server.execute(f'DROP SCHEMA "{name}" CASCADE')
