"""README's first line on a machine that has nothing: a terminal, an empty home folder, a screen."""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
import signal
import subprocess
import urllib.request
from pathlib import Path

import pytest
from conftest import ROOT
from test_readme import START


@pytest.mark.long
def test_the_first_line_starts_the_dashboard_without_a_question(tmp_path: Path) -> None:
    checkout, home = tmp_path / "checkout", tmp_path / "home"
    home.mkdir()
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in listed.splitlines():
        (checkout / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, checkout / name)
    environment = {**os.environ, "HOME": str(home), "DISPLAY": ":99", "BROWSER": "true"}
    for name in ("CI", "XDG_CONFIG_HOME", "STREAMLIT_SERVER_HEADLESS"):
        environment.pop(name, None)
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(checkout)
        os.execve("/bin/bash", ["bash", "-c", START], environment)
    said = ""
    while not (address := re.search(r"http://127\.0\.0\.1:\d+(?=\D)", said)):
        ready, _, _ = select.select([terminal], [], [], 900)
        assert ready, f"nothing was said for long: {said}"
        said += os.read(terminal, 4096).decode("utf-8", errors="replace")
        assert "Email" not in said
    with urllib.request.urlopen(f"{address[0]}/_stcore/health", timeout=30) as answer:
        assert answer.read() == b"ok"
    os.kill(process, signal.SIGINT)
    os.close(terminal)
    os.waitpid(process, 0)
