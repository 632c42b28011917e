"""Timelines: the truth of one sentence on every day there is.

A timeline is a step function over the days of the calendar, 0001-01-01 to 9999-12-31. Intervals are
half-open, ``start <= day < end``; ``None`` for a start or an end means that there is none.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from datetime import date
from typing import Self

from obligcheck.temporal.dates import ImpreciseDate
from obligcheck.temporal.truth import Truth
from obligcheck.values import NamedTuple

_FIRST = date.min.toordinal()
_BEYOND = date.max.toordinal() + 1


class Stretch(NamedTuple):
    """The days around one day on which a truth does not change: ``since <= day < until``."""

    since: date | None
    until: date | None
    truth: Truth


class Timeline(NamedTuple):
    """A truth for every day: ``truths[i]`` from the day ``starts[i]`` to the next start.

    Days are ordinals (``date.toordinal()``). Build one with the class methods, or from steps with
    ``Timeline.of``; ``&``, ``|`` and ``~`` are strong Kleene, day by day.
    """

    # INVARIANT: starts begins with _FIRST and rises; no two neighbours in truths are equal.
    starts: tuple[int, ...]
    truths: tuple[Truth, ...]

    @staticmethod
    def constant(truth: Truth) -> "Timeline":
        """Return the timeline that is ``truth`` on every day."""
        return _CONSTANTS[truth]

    @classmethod
    def of(cls, truth: Truth, changes: Iterable[tuple[date, Truth]] = ()) -> Self:
        """Return the timeline that begins with ``truth`` and becomes each given truth on its day.

        Days must rise; ValueError where they do not, which is the mistake of the caller.
        """
        starts, truths = [_FIRST], [truth]
        for day, changed in changes:
            start = day.toordinal()
            if start < starts[-1]:
                raise ValueError(f"{day} does not come after {date.fromordinal(starts[-1])}")
            if start == starts[-1]:
                starts.pop()
                truths.pop()
            if not truths or truths[-1] is not changed:
                starts.append(start)
                truths.append(changed)
        return cls(tuple(starts), tuple(truths))

    @classmethod
    def since(cls, start: ImpreciseDate) -> Self:
        """Return no before ``start``, unknown while it is imprecise, and yes from then on.

        >>> Timeline.since(ImpreciseDate(date(2013, 3, 1), date(2013, 3, 31)))
        Timeline(no, unknown from 2013-03-01, yes from 2013-03-31)
        """
        return cls.of(Truth.NO, ((start.earliest, Truth.UNKNOWN), (start.latest, Truth.YES)))

    @classmethod
    def between(cls, start: ImpreciseDate | None, end: ImpreciseDate | None) -> "Timeline":
        """Return yes from ``start`` until the day before ``end``, unknown where they are imprecise.

        ``None`` for a start or an end means that there is none. An end on or before the start
        leaves no day.
        """
        begun = ALWAYS if start is None else cls.since(start)
        return begun if end is None else begun & ~cls.since(end)

    def __reduce__(self) -> tuple[object, ...]:
        """Return how to read a copy back: one that never changes is the shared constant again."""
        if len(self.truths) == 1:
            return Timeline.constant, self.truths
        return Timeline, (self.starts, self.truths)

    def __and__(self, other: "Timeline") -> "Timeline":
        """Return, day by day, the lesser truth."""
        if self is other or other is ALWAYS or self is NEVER:
            return self
        if self is ALWAYS or other is NEVER:
            return other
        return _combine(self, other, min) if type(other) is Timeline else NotImplemented

    def __or__(self, other: "Timeline") -> "Timeline":
        """Return, day by day, the greater truth."""
        if self is other or other is NEVER or self is ALWAYS:
            return self
        if self is NEVER or other is ALWAYS:
            return other
        return _combine(self, other, max) if type(other) is Timeline else NotImplemented

    def __invert__(self) -> "Timeline":
        """Return, day by day, the opposite truth."""
        if len(self.truths) == 1:
            return _CONSTANTS[~self.truths[0]]
        return Timeline(self.starts, tuple([~truth for truth in self.truths]))

    def at(self, day: date) -> Truth:
        """Return the truth on ``day``."""
        return self.truths[bisect_right(self.starts, day.toordinal()) - 1]

    def at_ordinal(self, day: int) -> Truth:
        """Return the truth on the day with this ordinal, which must lie in the calendar."""
        return self.truths[bisect_right(self.starts, day) - 1]

    def stretch(self, day: date) -> Stretch:
        """Return the days around ``day`` on which the truth stays as it is that day."""
        step = bisect_right(self.starts, day.toordinal()) - 1
        return Stretch(self._start(step), self._start(step + 1), self.truths[step])

    def intervals(self, truth: Truth) -> tuple[tuple[date | None, date | None], ...]:
        """Return the intervals on which the timeline has this truth, in their order."""
        return tuple(
            [
                (self._start(step), self._start(step + 1))
                for step, here in enumerate(self.truths)
                if here is truth
            ]
        )

    @property
    def changes(self) -> tuple[date, ...]:
        """The days on which the truth differs from that of the day before."""
        return tuple([date.fromordinal(start) for start in self.starts[1:]])

    def first(self, truth: Truth) -> date | None:
        """Return the first day with this truth, the calendar's first where it was always so."""
        if truth not in self.truths:
            return None
        return date.fromordinal(self.starts[self.truths.index(truth)])

    def __repr__(self) -> str:
        """Return the steps in words."""
        later = zip(self.truths[1:], self.changes, strict=True)
        return f"Timeline({', '.join([str(self.truths[0]), *(f'{t} from {d}' for t, d in later)])})"

    def _start(self, step: int) -> date | None:
        """Return the day a step begins; None for the first step and past the last."""
        return date.fromordinal(self.starts[step]) if 0 < step < len(self.starts) else None


def _combine(left: Timeline, right: Timeline, choose: Callable[[Truth, Truth], Truth]) -> Timeline:
    """Return the timeline that has, each day, what ``choose`` makes of the two truths."""
    lefts, rights = (*left.starts, _BEYOND), (*right.starts, _BEYOND)
    starts: list[int] = []
    truths: list[Truth] = []
    i = j = 0
    day = _FIRST
    while day != _BEYOND:
        truth = choose(left.truths[i], right.truths[j])
        if not truths or truth is not truths[-1]:
            starts.append(day)
            truths.append(truth)
        day = min(lefts[i + 1], rights[j + 1])
        i += lefts[i + 1] == day
        j += rights[j + 1] == day
    if len(truths) == 1:
        # One shared object per constant: the fast paths above ask for identity.
        return _CONSTANTS[truths[0]]
    return Timeline(tuple(starts), tuple(truths))


NEVER = Timeline((_FIRST,), (Truth.NO,))
UNKNOWN = Timeline((_FIRST,), (Truth.UNKNOWN,))
ALWAYS = Timeline((_FIRST,), (Truth.YES,))

_CONSTANTS = (NEVER, UNKNOWN, ALWAYS)
