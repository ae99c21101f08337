"""Tables of examples: each row is a case whose name is the text tried."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from _pytest.mark.structures import ParameterSet


def table(rows: Iterable[tuple[Any, ...]], *bugs: ParameterSet) -> list[ParameterSet]:
    """Rows that begin with a text -> pytest's parameters, named after the text; bugs stand behind them."""
    return [pytest.param(*row, id=_name(row[0])) for row in rows] + list(bugs)


def bug(reason: str, *row: Any) -> ParameterSet:
    """A row that shows a bug: a strict xfail, which speaks up when the bug is gone."""
    return pytest.param(*row, id=_name(row[0]), marks=pytest.mark.xfail(strict=True, reason=reason))


def _name(text: object) -> str:
    return str(text) or "nothing"
