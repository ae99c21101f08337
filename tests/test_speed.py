"""The script that measures speed; how fast is not asked here, where other work may be going on."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.long
def test_it_prints_megabytes_a_second(tmp_path: Path) -> None:
    batch = tmp_path / "batch.jsonl"
    rows = [
        {"document_id": "a", "text": "Mexico detained 91,000 migrants.", "published": "2021-06-08"},
        {"id": "b", "text": "Malta took in 40 people last year.", "ref_date": None},
    ]
    batch.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    script = Path(__file__).parent / "speed.py"
    done = subprocess.run(
        [sys.executable, str(script), str(batch), "--profile", "3"], capture_output=True, text=True, check=True
    )
    assert re.match(r"\d+\.\d{3} MB/s: 2 texts, 0\.000 MB, 2 claims, ", done.stdout)
    assert "function calls" in done.stdout
