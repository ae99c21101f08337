"""A yardstick for time: what is tried is measured against fixed work, which a slow or a busy machine slows as well.

No test asks for seconds: it asks for turns of the yardstick, measured by the same clock in the same process right
before and right after what is tried. 50 turns stand for the second of a trial's limit: that is what they take on the
quiet machine on which the limits were chosen.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import TypeVar

T = TypeVar("T")
Clock = Callable[[], float]  # time.process_time, or time.monotonic where waiting counts
A_SECOND = 50  # turns
SLACK = 5  # turns by which the clock of a busy machine may err
_TRIES = 3  # of which one must hold: a machine may become busy between two turns
_SIZE = 46_000
_LEAST_SIZE, _MEASURABLE, _LATEST = 8, 0.002, 0.2  # from there on, and seconds
_WILD, _SHORT = 7, 256  # times as long in so short a text: the next size might take a day


def work() -> int:
    """Strings, a table of them and sums: a mix of what reading and searching do, so that the same things slow it."""
    held = {str(number): number * number % 7 for number in range(_SIZE)}
    return sum(held[str(number)] for number in range(_SIZE))


def seconds(of: Callable[[], object], clock: Clock = time.process_time) -> float:
    """What something takes, which says nothing yet."""
    began = clock()
    of()
    return clock() - began


def measured(of: Callable[[], T], clock: Clock = time.process_time, beside: float = 0.0) -> tuple[T, float]:
    """What `of` gives, and how many turns it took.

    Of the turns before and after, the slower one counts. beside: seconds that it waits by its nature (a deadline).
    """
    before = seconds(work, clock)
    began = clock()
    given = of()
    took = clock() - began - beside
    return given, took / max(before, seconds(work, clock))


def within(limit: float, of: Callable[[], T], clock: Clock = time.process_time, beside: float = 0.0) -> T:
    """What `of` gives in at most so many turns; where it took more it is tried again, and fails at the third time."""
    took = []
    for _ in range(_TRIES):
        given, turns = measured(of, clock, beside)
        if turns <= limit:
            return given
        took.append(f"{turns:.1f}")
    raise AssertionError(f"it took {', '.join(took)} turns of the yardstick, and not {limit:g}")


def fits(limit: float, of: Callable[[], object]) -> bool:
    """Whether something takes at most so many turns at one of three times."""
    return any(measured(of)[1] <= limit for _ in range(_TRIES))


def in_proportion(
    of: Callable[[int], object], size: int, limit: float = float("inf"), clock: Clock = time.process_time
) -> bool:
    """Whether twice the size takes about twice the turns, and at most so many; one of three tries must hold."""
    for _ in range(_TRIES):
        twice = measured(lambda: of(2 * size), clock)[1]
        if twice <= limit and twice <= 2.5 * measured(lambda: of(size), clock)[1] + SLACK:
            return True
    return False


def measurable(of: Callable[[int], object], least: int, most: int) -> int:
    """A size that takes a second's turns, or `most`: whatever takes that long is measured well enough."""
    size = least
    while size < most and measured(partial(of, size))[1] < A_SECOND:
        size *= 2
    return min(size, most)


def grows_evenly(run: Callable[[T], object], of: Callable[[int], T], most: int) -> bool:
    """Whether twice the size takes at most 2.5 times as long, as soon as that can be measured, or at the latest later.

    Sizes are doubled up to `most`; what is still too quick by then is quick enough.
    """
    size, times = _LEAST_SIZE, 0.0
    while size <= most:
        once, twice = of(size), of(2 * size)
        took = seconds(lambda given=twice: run(given))  # type: ignore[misc]
        if took >= _MEASURABLE:
            times = _least(run, once, twice)
            if times <= 2.5 or (times > _WILD and size <= _SHORT) or took > _LATEST:
                break
        size *= 2
    return times <= 2.5


def _least(run: Callable[[T], object], once: T, twice: T) -> float:
    """How many times as long the second takes: the least of three tries, or the first that is even."""
    least = float("inf")
    for _ in range(_TRIES):
        least = min(least, _times(run, once, twice))
        if least <= 2.5:
            break
    return least


def _times(run: Callable[[T], object], once: T, twice: T) -> float:
    """How many times as long the second takes."""
    pairs = [(seconds(lambda: run(once)), seconds(lambda: run(twice))) for _ in range(_TRIES)]
    return min(double for _, double in pairs) / min(single for single, _ in pairs)


def patience(least: float, clock: Clock = time.monotonic) -> float:
    """Seconds for a deadline that a slow machine is to keep as well: `least` of them on a quiet one."""
    return max(least, round(least * A_SECOND * seconds(work, clock), 1))
