"""The dashboard's server answers this machine only, and its pages ask nothing of any other (R28, R30, R44 to R46)."""

from __future__ import annotations

import http.client
import re
import socket
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from conftest import ROOT, started
from websockets.sync.client import connect

from extract.library import VARIABLE, Library

EVIL = "evil.example"
PAGES = ("/", "/article", "/review", "/add", "/about")


# R44: who may ask


def status(server: str, path: str, **headers: str) -> tuple[int, str]:
    """The answer to a path that is sent as it is written, and its text."""
    at = urlsplit(server)
    connection = http.client.HTTPConnection(str(at.hostname), at.port, timeout=20)
    try:
        connection.putrequest("GET", path, skip_host="Host" in headers)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, answer.read().decode("utf-8", "replace")
    finally:
        connection.close()


def greeted(server: str, host: str | None, origin: str | None) -> int:
    """The answer to a websocket that is asked for: 101 where it is opened."""
    headers = {
        "Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    }  # fmt: skip
    given = {"Host": host, "Origin": origin}
    return status(server, "/_stcore/stream", **headers, **{name: said for name, said in given.items() if said})[0]


REFUSED = [
    (EVIL, None), (f"{EVIL}:80", f"http://{EVIL}:80"), (None, f"http://{EVIL}"), (None, "null"),
    (f"127.0.0.1.{EVIL}", None), (f"localhost@{EVIL}", None), (None, f"http://127.0.0.1.{EVIL}"),
    (None, f"http://{EVIL}/127.0.0.1"), ("[::1", None),
    ("0.0.0.0", None),  # noqa: S104 - the host that a page of another site may ask for
]  # fmt: skip


@pytest.mark.parametrize(("host", "origin"), REFUSED, ids=lambda said: said or "-")
def test_r44_a_session_is_refused_to_a_foreign_host_or_origin(
    server: str, host: str | None, origin: str | None
) -> None:
    assert greeted(server, host, origin) == 403


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
def test_r44_a_session_is_opened_for_this_machine(server: str, name: str) -> None:
    host = f"{name}:{urlsplit(server).port}"
    with connect(f"ws://{urlsplit(server).netloc}/_stcore/stream", origin=f"http://{host}") as socket_of_it:  # type: ignore[arg-type]
        assert socket_of_it.response.status_code == 101


OUT = [
    "/../pyproject.toml", "/../../../../etc/passwd", "/..%2f..%2fetc%2fpasswd", "/%2e%2e/%2e%2e/etc/passwd",
    "/static/../../pyproject.toml", "/static/..%2f..%2fpyproject.toml", "/app/static/../dashboard.py",
    "/app/static/..%2fdashboard.py", "/media/../../../etc/passwd", "/component/../../etc/passwd", "//etc/passwd",
    "/..\\..\\etc\\passwd", "/%5c%5cserver%5cshare", "/C:/Windows/win.ini", "/static/x%00.js",
    "/_stcore/bidi-components/..%2f..%2fetc%2fpasswd",
]  # fmt: skip


@pytest.mark.parametrize("path", OUT)
def test_r44_an_address_that_leads_out_of_the_pages_is_refused(server: str, path: str) -> None:
    code, said = status(server, path)
    assert (code, said) == (400, "Bad Request")


INSIDE = ["/dashboard.py", "/pyproject.toml", "/.streamlit/config.toml", "/app/static/dashboard.py", "/media/x.csv"]


@pytest.mark.parametrize("path", INSIDE)
def test_r44_no_file_of_the_project_is_served(server: str, path: str) -> None:
    """A path without a file is a page's address: what is sent for it is the empty page, or nothing."""
    said = status(server, path)[1]
    assert "import streamlit" not in said
    assert "[project]" not in said
    assert "disableDataExport" not in said


@pytest.mark.parametrize("path", ["/", "/_stcore/health", "/_stcore/host-config", "/media/x.csv"])
def test_r44_no_foreign_page_may_read_an_answer(server: str, path: str) -> None:
    at = urlsplit(server)
    connection = http.client.HTTPConnection(str(at.hostname), at.port, timeout=20)
    connection.request("GET", path, headers={"Origin": f"http://{EVIL}"})
    answer = connection.getresponse()
    allowed = answer.getheader("Access-Control-Allow-Origin")
    connection.close()
    assert allowed is None


def addresses() -> list[str]:
    """The addresses of this machine besides 127.0.0.1, whichever it tells."""
    found = {str(one[4][0]) for one in socket.getaddrinfo(socket.gethostname(), None)} | {"127.0.0.2", "::1"}
    for family, far in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):
        with socket.socket(family, socket.SOCK_DGRAM) as asked:
            try:
                asked.connect((far, 9))  # sends nothing; says which address would be used
            except OSError:
                continue
            found.add(str(asked.getsockname()[0]))
    return sorted(found - {"127.0.0.1"})


def reachable(address: str, port: int) -> bool:
    try:
        socket.create_connection((address, port), timeout=5).close()
    except OSError:
        return False
    return True


def test_r44_the_server_does_not_listen_on_the_network(server: str) -> None:
    port = urlsplit(server).port or 0
    assert reachable("127.0.0.1", port)
    assert [address for address in addresses() if reachable(address, port)] == []


def test_an_open_port_would_be_seen() -> None:
    """The check itself: what listens on every address is found at another than 127.0.0.1."""
    with socket.create_server(("0.0.0.0", 0)) as wide:  # noqa: S104 - that is what is looked for
        assert any(reachable(address, wide.getsockname()[1]) for address in addresses())


# R45: no request leaves the machine


@pytest.fixture
def page(chromium: Any) -> Iterator[Any]:
    """A page of a browser that writes down every request, also those of other pages that it opens."""
    context = chromium.new_context(viewport={"width": 1440, "height": 1100})
    context.set_default_timeout(60_000)
    context.asked = []
    context.on("request", lambda request: context.asked.append(request.url))
    page = context.new_page()
    page.on("websocket", lambda one: context.asked.append(one.url))
    yield page
    context.close()


IDLE = """() => {
    const app = document.querySelector('[data-testid=stApp]');
    return app && app.dataset.testScriptState === 'notRunning' && !document.querySelector('[data-stale=true]')
        && document.querySelector('[data-testid=stMain]').innerText.trim().length > 40;
}"""


def drawn(page: Any, address: str) -> Any:
    page.goto(address)
    page.wait_for_function(IDLE)
    page.wait_for_load_state("networkidle")
    return page


def strangers(asked: list[str]) -> set[str]:
    """The hosts besides this machine that were asked."""
    hosts = {urlsplit(url).hostname or "" for url in asked if not url.startswith(("data:", "blob:", "about:"))}
    return hosts - {"127.0.0.1"}


@pytest.mark.browser
@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_r45_no_page_asks_another_machine(page: Any, server: str, path: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    drawn(page, f"{server}{path}")
    assert page.get_by_test_id("stException").count() == 0
    assert any(url.startswith("ws://127.0.0.1") for url in page.context.asked)
    assert strangers(page.context.asked) == set()


@pytest.mark.browser
def test_r45_what_a_page_asks_is_seen(page: Any, server: str) -> None:
    """The check itself: a picture from elsewhere is written down."""
    drawn(page, server)
    page.evaluate(
        f"new Promise(ended => {{ const i = new Image(); i.onerror = ended; i.src = 'http://{EVIL}/x.png'; }})"
    )
    assert strangers(page.context.asked) == {EVIL}


# R30: the table hands out nothing of its own


def test_r30_the_table_s_own_download_is_off() -> None:
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["client"]["disableDataExport"] is True


# R46: the library changes under the open dashboard


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[tuple[Path, str, subprocess.Popen[str]]]:
    """A library, the address of the dashboard on it, and its process."""
    where = tmp_path / "library.sqlite"
    added(where, tmp_path / "a.txt", "Mexico detained 91,000 migrants in 2020.")
    process, address = started(ROOT / "dashboard.py", ROOT, {VARIABLE: str(where)})
    yield where, address, process
    process.terminate()
    process.wait(timeout=20)


def added(where: Path, path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    with Library.open(where) as library:
        library.add_all([path], published="2021-06-08")


def figures(page: Any) -> int:
    said = page.locator(FIGURES).first.inner_text()
    return int(re.findall(r"\d[\d,]*", said)[0].replace(",", ""))


FIGURES = ".key-figures"


@pytest.mark.browser
def test_r46_what_is_added_meanwhile_is_there_after_a_refresh(page: Any, kept: Any, tmp_path: Path) -> None:
    where, address, _ = kept
    drawn(page, address)
    before = figures(page)
    added(where, tmp_path / "b.txt", "Tunisia rescued 4,200 people in March 2021. Libya returned 77 migrants in 2021.")
    page.reload()
    page.wait_for_function(IDLE)
    assert figures(page) == before + 2


GONE = {"deleted": lambda path: path.unlink(), "damaged": lambda path: path.write_bytes(path.read_bytes()[:50])}


@pytest.mark.browser
@pytest.mark.parametrize("how", GONE)
def test_r46_a_library_that_is_gone_is_said(page: Any, kept: Any, how: str) -> None:
    where, address, process = kept
    drawn(page, address)
    for path in where.parent.glob("library.sqlite*"):
        if path != where and path.is_file():
            path.unlink()
    GONE[how](where)
    page.reload()
    page.wait_for_function(IDLE)
    said = page.get_by_role("alert").first.inner_text()
    assert re.search("there is no library; add documents first|it is damaged", said)
    assert page.get_by_test_id("stException").count() == 0
    assert "Traceback" not in page.locator("body").inner_text()
    process.terminate()
    assert "Traceback" not in process.communicate(timeout=20)[0]
