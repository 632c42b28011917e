"""What something costs, counted in calls: a busy machine changes no count, as it changes every time.

What is spent within one call, such as the match of one regular expression, does not show in it: there a
test relies on the limit of the run, ``faulthandler_timeout`` in ``pyproject.toml``.
"""

import sys
from collections.abc import Callable
from types import FrameType
from typing import TypeVar

T = TypeVar("T")

#: What takes more calls is given up: far more than any test needs, and counted within a minute.
MOST_CALLS = 30_000_000


def effort_of(work: Callable[[], T]) -> tuple[T, int]:
    """Return what ``work`` returns, and how many calls of functions it took, of built-in ones too.

    Its own call is one of them, and a generator is called for each value it yields; what other threads
    do is not counted. Raises AssertionError where ``MOST_CALLS`` are not enough.

    >>> effort_of(lambda: len("lake"))
    (4, 2)
    """
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        if event in ("call", "c_call"):
            calls += 1
            # An effort that doubles with each step would not come to its end.
            assert calls <= MOST_CALLS, f"not done after {MOST_CALLS:,} calls"

    former = sys.getprofile()
    sys.setprofile(count)
    try:
        # From left to right: the calls are read once the work is done, before `sys.setprofile` is one.
        return work(), calls
    finally:
        sys.setprofile(former)
