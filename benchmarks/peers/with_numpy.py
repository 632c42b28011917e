"""The limits: the gather of answers that are known, written by hand in numpy, and copying the columns.

Nothing here decides anything: the timelines of all pairs are given, and a row is looked up. Two ways to
pack them: ``Packed`` keeps for each pair its own days of change, and counts those that the day has
reached; ``Dense`` writes every distinct timeline out at every day on which any of them changes, which is
faster and possible only where all the timelines together are few and small.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import ClassVar, Protocol

import numpy as np
import numpy.typing as npt

from peers.facts import ALWAYS, Facts
from peers.protocol import Stretch, Timeline
from peers.rows import Rows
from peers.with_python import Python

Codes = npt.NDArray[np.uint8]
Days = npt.NDArray[np.int32]
Columns = tuple[Days, Days, Days]


class Kernel(Protocol):
    """Timelines of all pairs, packed."""

    def __init__(self, timelines: Iterable[Timeline], states: int) -> None:
        """Pack ``timelines``, of every suspect in every one of so many States, in this order."""

    def look_up(self, suspects: Days, states: Days, days: Days) -> Codes:
        """Return the code of each row."""


class Packed:
    """The days of change of each pair side by side, and the codes from each of them on."""

    def __init__(self, timelines: Iterable[Timeline], states: int) -> None:
        packed = list(timelines)
        most = max(map(len, packed))
        self.states = states
        self.most = most
        days = np.full((most - 1, len(packed)), np.iinfo(np.int32).max, np.int32)
        codes = np.zeros((len(packed), most), np.uint8)
        for pair, timeline in enumerate(packed):
            for place, (day, code) in enumerate(timeline):
                codes[pair, place:] = code
                if place:
                    days[place - 1, pair] = day
        self.days, self.codes = days, codes.ravel()

    def look_up(self, suspects: Days, states: Days, days: Days) -> Codes:
        """Return the code of each row: count the changes that its day has reached, one gather for each."""
        pairs = suspects.astype(np.intp)
        pairs *= self.states
        pairs += states
        places = pairs * self.most
        for changes in self.days:
            places += changes.take(pairs) <= days
        return self.codes.take(places)


class Dense:
    """Every distinct timeline at every day of change of any, and where each pair and each day lies."""

    def __init__(self, timelines: Iterable[Timeline], states: int) -> None:
        numbers: dict[Timeline, int] = {}
        self.states = states
        of_pair = [numbers.setdefault(timeline, len(numbers)) for timeline in timelines]
        changes = sorted({day for timeline in numbers for day, _ in timeline[1:]})
        codes = np.empty((len(numbers), len(changes) + 1), np.uint8)
        for timeline, number in numbers.items():
            for day, code in timeline:
                codes[number, np.searchsorted(changes, day, "right") :] = code
        self.codes = codes.ravel()
        self.first, last = (changes[0] - 1, changes[-1]) if changes else (0, 0)
        self.of_pair = np.array(of_pair, np.intp) * codes.shape[1]
        self.of_day = np.searchsorted(changes, np.arange(self.first, last + 1), "right").astype(np.intp)

    def look_up(self, suspects: Days, states: Days, days: Days) -> Codes:
        """Return the code of each row: three gathers."""
        pairs = suspects.astype(np.intp)
        pairs *= self.states
        pairs += states
        places = self.of_pair.take(pairs)
        places += self.of_day.take(days - self.first, mode="clip")
        return self.codes.take(places)


def columns_of(rows: Rows) -> Columns:
    """Return the columns of ``rows``."""
    suspects, states, days = (np.array(column, np.int32) for column in rows)
    return suspects, states, days


def timelines_of(facts: Facts, stretches: Iterable[Stretch]) -> Iterable[Timeline]:
    """Return for all pairs the timeline that ``stretches`` make."""
    of_pair: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(lambda: [(ALWAYS, 0)])
    for suspect, state, since, until in stretches:
        of_pair[suspect, state] += [(since, 1), (until, 0)]
    return (tuple(of_pair[pair]) if pair in of_pair else ((ALWAYS, 0),) for pair in facts.pairs)


class _Limit:
    """What the limits share: columns in, codes out."""

    distributions: ClassVar[tuple[str, ...]] = ("numpy",)
    kernel: ClassVar[type[Kernel]]

    def __init__(self, facts: Facts, reading: str) -> None:
        decided = Python(facts, reading)
        self.look_up = self.kernel(timelines_of(facts, decided.stretches()), len(facts.states)).look_up

    def encode(self, rows: Rows) -> Columns:
        """Return the columns."""
        return columns_of(rows)

    def answer(self, encoded: Columns) -> Codes:
        """Return the code of each row."""
        return self.look_up(*encoded)

    def decode(self, answered: Codes) -> bytes:
        """Return the codes, which are those of the protocol."""
        return answered.tobytes()


class PackedKernel(_Limit):
    """The gather, with timelines packed by pair."""

    kernel: ClassVar[type[Kernel]] = Packed


class DenseKernel(_Limit):
    """The gather, with every timeline written out."""

    kernel: ClassVar[type[Kernel]] = Dense


class Copy(_Limit):
    """Copying the three columns: what any answer at all costs. It answers nothing and is not compared."""

    kernel: ClassVar[type[Kernel]] = Dense

    def answer(self, encoded: Columns) -> Codes:
        """Copy the columns, and return no code for any row."""
        for column in encoded:
            column.copy()
        return np.zeros(0, np.uint8)
