"""The wheel holds lexicon, dashboard and sample corpus, and works from another folder."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import urllib.request
import zipfile
from pathlib import Path

import pytest
from conftest import ROOT


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the wheel is installed in."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True, text=True, timeout=300)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        wheel.extractall(folder / "site")
    return folder / "site"


def run(site: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "extract", *arguments], cwd=cwd, capture_output=True, text=True, timeout=120,
        env={**os.environ, "PYTHONPATH": str(site)},
    )  # fmt: skip


def test_it_holds_what_the_checkout_holds(site: Path) -> None:
    app = site / "extract" / "app"
    ours = {path.name for path in (ROOT / "data" / "articles").glob("*.md")}
    assert {path.name for path in (app / "data" / "articles").glob("*.md")} == ours
    assert (app / "dashboard.py").read_bytes() == (ROOT / "dashboard.py").read_bytes()
    assert (app / ".streamlit" / "config.toml").is_file()
    lexicon = {path.relative_to(ROOT / "extract" / "lexicon") for path in (ROOT / "extract" / "lexicon").rglob("*.*ml")}
    assert all((site / "extract" / "lexicon" / path).is_file() for path in lexicon)


def test_the_command_works_from_another_folder(site: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Mexico detained 91,000 migrants in May 2021.\n", encoding="utf-8")
    found = run(site, "extract", "a.txt", cwd=tmp_path)
    assert found.returncode == 0, found.stderr
    claim = re.search(r"^([0-9a-f]{12}),detention,91000,", found.stdout, re.MULTILINE)
    assert claim
    assert "well formed" in run(site, "check", cwd=tmp_path).stdout
    assert ">>>91,000<<<" in run(site, "show", claim[1], "a.txt", cwd=tmp_path).stdout


def test_the_dashboard_starts_from_another_folder(site: Path, tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "PYTHONPATH": str(site), "STREAMLIT_SERVER_HEADLESS": "true"}
    process = subprocess.Popen(
        [sys.executable, "-m", "extract", "dashboard", "--port", str(port)], cwd=tmp_path, text=True, env=environment,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if "URL:" in line:
            break
    assert f"127.0.0.1:{port}" in said
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=30) as answer:
        assert answer.read() == b"ok"
    process.terminate()
    process.wait(timeout=20)
