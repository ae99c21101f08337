"""R40: the same claims make the same bytes, whatever the hash seed, the time zone, the locale and the clock."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from conftest import ROOT

from extract import export

SAVED = """
import datetime, hashlib, sys, time
from pathlib import Path
years = int(sys.argv[2])
true = time.time
time.time = lambda: true() + years * 31_556_952
import exported
from extract import export
rows = exported.reviewed({"91,000": ("corrected", 90_000.5), "300": ("rejected", None)})
assert time.time() + 60 > true() + years * 31_556_952
for kind in export.FORMATS:
    path = Path(sys.argv[1]) / kind.name
    export.save(rows, path, columns=exported.REVIEWED, documents=exported.DOCUMENTS, format=kind.name)
    chosen = export.packed(
        rows, kind.name, columns=exported.REVIEWED, documents=exported.DOCUMENTS, selection=exported.SELECTION
    )
    print(kind.name, hashlib.sha256(path.read_bytes()).hexdigest(), hashlib.sha256(chosen).hexdigest())
"""
PLACES = [
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C", "years": "0"},
    {"PYTHONHASHSEED": "4711", "TZ": "Asia/Kathmandu", "LC_ALL": "tr_TR.UTF-8", "PYTHONUTF8": "0", "years": "16"},
]


def test_r40_the_same_bytes_everywhere(tmp_path: Path) -> None:
    running = []
    for number, place in enumerate(PLACES):
        folder = tmp_path / str(number)
        folder.mkdir()
        paths = os.pathsep.join([str(ROOT), str(ROOT / "tests"), os.environ.get("PYTHONPATH", "")])
        environment = {**os.environ, **place, "PYTHONPATH": paths}
        command = [sys.executable, "-c", SAVED, str(folder), place["years"]]
        running.append(subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, encoding="utf-8"))
    said = [process.communicate(timeout=120)[0] for process in running]
    assert [line.split()[0] for line in said[0].splitlines()] == [kind.name for kind in export.FORMATS]
    assert said[1:] == said[:1] * (len(PLACES) - 1)
    for kind in export.FORMATS:
        assert len({(tmp_path / str(number) / kind.name).read_bytes() for number in range(len(PLACES))}) == 1
