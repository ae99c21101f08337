"""The dashboard's benchmark finds each of its figures; a change is not far from one of a page without any work."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import dashboard_speed as speed
import many
import pytest

pytestmark = [pytest.mark.browser, pytest.mark.long]
_TIMES = 6  # of a bare page with as many charts; 1.9 on a quiet machine


def test_a_change_is_not_far_from_that_of_a_bare_page(chromium: Any, tmp_path: Path) -> None:
    playwright = SimpleNamespace(chromium=chromium.browser_type)
    bare = speed.run(playwright, None)
    own = speed.run(playwright, many.library(tmp_path, 1000))
    assert speed.TARGETS.keys() <= own.keys()
    assert speed.TARGETS.keys() - bare.keys() == {speed.SENTENCE}
    assert own[speed.CHANGE] < _TIMES * bare[speed.CHANGE]
    assert own[speed.CHANGE_BYTES] < 0.1
    said = speed.table({0: {name: [value] for name, value in bare.items()}, 1000: {k: [v] for k, v in own.items()}})
    assert f"| {speed.CHANGE} | {bare[speed.CHANGE]:.2f}" in said
