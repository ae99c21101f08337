"""Trial R11 for the patterns: twice the text takes about twice the time, whatever the text.

Each pattern runs in the way in which the code uses it, over texts that it nearly matches (tests/nearly.py).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import clock
import compiled
import nearly
import pytest

PLACES = compiled.places()
MOST = 4_096  # characters of the shorter text
AT_ITS_PLACE = {"match", "fullmatch"}


@pytest.fixture(scope="module")
def built() -> dict[compiled.Place, list[compiled.Built]]:
    found = defaultdict(list)
    for one in compiled.built():
        found[one.place].append(one)
    return found


def slow(one: compiled.Built, texts: list[nearly.Text], most: int) -> Iterator[tuple[str, nearly.Text]]:
    """The ways and texts with which twice the text takes more than that."""
    pattern, raw = one.pattern, isinstance(one.pattern.pattern, bytes)

    def written(text: nearly.Text, size: int) -> Any:
        return text.of(size).encode("latin-1", "replace") if raw else text.of(size)

    def everywhere(text: Any) -> int:
        return sum(1 for _ in pattern.finditer(text))

    ways: dict[str, Any] = {use: getattr(pattern, use) for use in one.uses & AT_ITS_PLACE}
    if not one.uses <= AT_ITS_PLACE or not one.uses:
        ways["search"] = everywhere
    for way, run in ways.items():
        for text in texts:
            if not clock.grows_evenly(run, lambda size, text=text: written(text, size), most):  # type: ignore[misc]
                yield way, text


def of_places(function: Any) -> Any:
    names = [f"{place.file.removeprefix('extract/')} {place.code[:70]}" for place in PLACES]
    return pytest.mark.parametrize("place", PLACES, ids=names)(function)


@of_places
def test_r11_a_pattern_takes_time_in_proportion(place: compiled.Place, built: Any) -> None:
    assert built[place], "reading the lexicon's examples does not build it: add a text to compiled.MORE that does"
    for one in built[place]:
        texts = nearly.texts(one.pattern)
        assert list(slow(one, texts[: len(texts) // 2], MOST)) == []


@pytest.mark.long
@of_places
def test_r11_a_pattern_takes_time_in_proportion_with_the_other_texts(place: compiled.Place, built: Any) -> None:
    for one in built[place]:
        texts = nearly.texts(one.pattern)
        assert list(slow(one, texts[len(texts) // 2 :], MOST)) == []


SLOW = [
    (r"\s+x", "search"),
    (r"(?:\*+|-)+$", "search"),
    (r"a\s*,?\s*b", "match"),
    (r"\bsince\s[^,]*$", "search"),
    (r"[a-z]+-\d", "search"),
]


@pytest.mark.parametrize(("pattern", "use"), SLOW, ids=[row[0] for row in SLOW])
def test_a_pattern_that_takes_longer_is_seen(pattern: str, use: str) -> None:
    place = compiled.Place("", 0, 0, pattern, "")
    one = compiled.Built(place, re.compile(pattern), frozenset({use}))
    assert next(slow(one, nearly.texts(one.pattern), 4 * MOST), None)
