"""The yardstick of time, by clocks of our own, which tick when they are asked; and that no test asks for seconds."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import clock
import pytest

HERE = Path(__file__).parent


class Ticking:
    """A clock on which each turn of the yardstick takes `turn` seconds, and the thing tried what it says itself."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *turns: float) -> None:
        self.now, self.turns, self.tried = 1000.0, list(turns), 0
        monkeypatch.setattr(clock, "work", lambda: self.go(self.turns.pop(0) if len(self.turns) > 1 else self.turns[0]))

    def __call__(self) -> float:
        return self.now

    def go(self, seconds: float) -> None:
        self.now += seconds

    def thing(self, *seconds: float) -> Callable[[], str]:
        """Something that takes so many seconds the first time, so many the second … and the last ever after."""

        def of() -> str:
            self.go(seconds[min(self.tried, len(seconds) - 1)])
            self.tried += 1
            return "given"

        return of


@pytest.mark.parametrize("slower", [1, 10, 1000])
def test_a_slow_machine_is_slow_at_both(slower: int, monkeypatch: pytest.MonkeyPatch) -> None:
    ticking = Ticking(monkeypatch, 0.25 * slower)
    assert clock.measured(ticking.thing(10 * slower), ticking) == ("given", 40)


@pytest.mark.parametrize("turns", [(0.25, 0.5), (0.5, 0.25)], ids=["busy after", "busy before"])
def test_the_slower_of_two_turns_counts(turns: tuple[float, float], monkeypatch: pytest.MonkeyPatch) -> None:
    ticking = Ticking(monkeypatch, *turns)
    assert clock.measured(ticking.thing(10), ticking)[1] == 20


def test_what_is_waited_for_by_its_nature_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    ticking = Ticking(monkeypatch, 0.25)
    assert clock.measured(ticking.thing(4), ticking, beside=1.5)[1] == 10


@pytest.mark.parametrize("seconds", [(10,), (11, 10), (99, 99, 10)], ids=str)
def test_within_the_limit_at_one_of_three_times(seconds: tuple[float, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    ticking = Ticking(monkeypatch, 0.25)
    assert clock.within(40, ticking.thing(*seconds), ticking) == "given"
    assert ticking.tried == len(seconds)


def test_beyond_the_limit_three_times(monkeypatch: pytest.MonkeyPatch) -> None:
    ticking = Ticking(monkeypatch, 0.25)
    with pytest.raises(AssertionError, match=r"^it took 44\.0, 40\.5, 40\.5 turns of the yardstick, and not 40$"):
        clock.within(40, ticking.thing(11, 10.125), ticking)
    assert ticking.tried == 3


def test_an_error_of_what_is_tried_is_its_own() -> None:
    with pytest.raises(ZeroDivisionError):
        clock.within(1, lambda: 1 / 0)


@pytest.mark.parametrize(("least", "wanted"), [(5, 20), (40, 40), (99, 50), (1, 16)])
def test_a_size_is_large_enough_as_soon_as_it_takes_a_second(
    least: int, wanted: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "measured", lambda of: (None, of()))
    assert clock.measurable(lambda size: size * 3.5, least, 50) == wanted


@pytest.mark.parametrize(("power", "limit", "wanted"), [(1, 999, True), (2, 9999, False), (1, 99, False)])
def test_in_proportion(power: int, limit: float, wanted: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    ticking = Ticking(monkeypatch, 0.25)
    assert clock.in_proportion(lambda size: ticking.go(size**power), 20, limit, ticking) is wanted


@pytest.mark.parametrize("of", [clock.measured, lambda of: clock.measured(of, time.monotonic)], ids=["used", "passed"])
def test_ten_times_the_work_takes_about_ten_turns(of: Callable[[Callable[[], object]], tuple[object, float]]) -> None:
    def ten() -> list[int]:
        return [clock.work() for _ in range(10)]

    assert any(5 < of(ten)[1] < 15 for _ in range(10))


def test_work_of_fifteen_turns_is_not_within_three() -> None:
    def fifteen() -> list[int]:
        return [clock.work() for _ in range(15)]

    assert not clock.fits(3, fifteen)
    assert clock.fits(3, clock.work)


@pytest.mark.parametrize(("turn", "wanted"), [(0.001, 3), (0.02, 3), (0.2, 30)])
def test_a_deadline_is_longer_where_the_machine_is_slower(
    turn: float, wanted: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert clock.patience(3, Ticking(monkeypatch, turn)) == pytest.approx(wanted)


# what measures: the yardstick, a benchmark that prints, and writers and readers that go on for a while
MEASURES = {"clock.py", "timed.py", "running.py", "parted.py", "trial_library.py"}
ASKED = re.compile(
    r"\b(?:process_time|perf_counter|thread_time|monotonic)(?:_ns)?\(|from\s+time\s+import|\bru_[us]time\b"
)
FILES = sorted(path for path in HERE.glob("*.py") if path.name not in MEASURES)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_test_asks_for_seconds(path: Path) -> None:
    """A clock may be handed to the yardstick; no test looks at one itself, nor do the programs that it starts."""
    assert ASKED.findall(path.read_text(encoding="utf-8")) == []


def test_what_measures_is_seen() -> None:
    assert all(ASKED.search((HERE / name).read_text(encoding="utf-8")) for name in MEASURES - {"clock.py"})
