"""What is said of many cases on all days, packed: a row of numbers for each case, searched in step.

The days on which a case begins to be answered otherwise stand in a row of their own, padded with days
that never come to a power of two; so all rows are searched at once, in as many steps as the longest
needs, and none of them branches.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Indices = np.ndarray[tuple[int], np.dtype[np.intp]]
    Days = np.ndarray[tuple[int], np.dtype[np.int32]]

#: What stands for days about which nothing was asked yet.
UNKNOWN = -1

#: A day that never comes.
_NEVER = np.iinfo(np.int32).max

_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()


class Spans:
    """For each case the days, as ordinals, from which on another number holds."""

    def __init__(self) -> None:
        #: How many times a row is halved until one place is left.
        self._steps = 1
        self._starts = np.full((1, 2), _NEVER, np.int32)
        self._numbers = np.full((1, 2), UNKNOWN, np.int32)

    def make_room(self, cases: int) -> None:
        """Make room for so many cases, and in time for as many again."""
        have = len(self._starts)
        if cases > have:
            more = (max(cases - have, have), 1 << self._steps)
            self._starts = np.vstack([self._starts, np.full(more, _NEVER, np.int32)])
            self._numbers = np.vstack([self._numbers, np.full(more, UNKNOWN, np.int32)])

    def places(self, cases: Indices, days: Days) -> Indices:
        """Return where each of ``cases`` stands on its day; equal places are one span.

        There must be room for all; what is no case, less than 0, stands anywhere.
        """
        starts = self._starts.reshape(-1)
        found = cases << self._steps
        for step in range(self._steps - 1, -1, -1):
            later = found + (1 << step)
            reached: Indices = (starts.take(later, mode="clip") <= days).astype(np.intp)
            reached <<= step
            found += reached
        return found

    def numbers(self, places: Indices) -> Days:
        """Return the numbers that hold at ``places``."""
        return self._numbers.reshape(-1).take(places, mode="clip")

    def put(self, case: int, spans: Iterable[tuple[int, int, int]]) -> None:
        """Let ``case`` have the numbers of ``spans``, each with its first day and its first day no longer."""
        row = _row(sorted(spans))
        while len(row) > 1 << self._steps:
            self._widen()
        self._starts[case] = _NEVER
        self._starts[case, : len(row)] = [start for start, _ in row]
        self._numbers[case, : len(row)] = [number for _, number in row]

    def _widen(self) -> None:
        """Give each row twice the room."""
        self._starts = np.hstack([self._starts, np.full_like(self._starts, _NEVER)])
        self._numbers = np.hstack([self._numbers, np.full_like(self._numbers, UNKNOWN)])
        self._steps += 1


def _row(spans: Sequence[tuple[int, int, int]]) -> list[tuple[int, int]]:
    """Return each day from which on another number holds, and that number; neighbours are never equal."""
    row = [(_FIRST, UNKNOWN)]
    for start, end, number in spans:
        if row[-1][0] == start:
            row.pop()
        if not row or row[-1][1] != number:
            row.append((start, number))
        if end <= _LAST:
            row.append((end, UNKNOWN))
    return row
