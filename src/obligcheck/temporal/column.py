"""Timelines of many things at once: things that share a timeline are one group, and are combined once."""

from __future__ import annotations

from operator import and_, or_
from typing import TYPE_CHECKING, Final, NoReturn

from obligcheck.temporal.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class OneByOneError(Exception):
    """What differs from thing to thing was asked of all together: it is to be asked of each by itself."""


class Column:
    """The timeline of each of several things, which are bits: ``groups`` part them by their timelines.

    ``&``, ``|`` and ``~`` are those of ``Timeline``, thing by thing. All else that a timeline can tell
    raises OneByOneError, for it differs. Made by ``column``: where all things have one timeline there is
    no column, but that timeline.
    """

    __slots__ = ("groups",)

    def __init__(self, groups: tuple[tuple[Timeline, int], ...]) -> None:
        # INVARIANT: at least two, of different timelines; no bit is in two of them, all are in one.
        self.groups: Final = groups

    def __and__(self, other: Timeline | Column) -> Timeline | Column:
        """Return, day by day, the lesser truth."""
        return self._with(other, and_)

    def __or__(self, other: Timeline | Column) -> Timeline | Column:
        """Return, day by day, the greater truth."""
        return self._with(other, or_)

    __rand__, __ror__ = __and__, __or__

    def __invert__(self) -> Column:
        """Return, day by day, the opposite truth."""
        return Column(tuple([(~timeline, things) for timeline, things in self.groups]))

    def __getattr__(self, name: str) -> NoReturn:
        """Raise OneByOneError: nothing else is the same of all things."""
        raise OneByOneError(name)

    def _with(
        self, other: Timeline | Column, combine: Callable[[Timeline, Timeline], Timeline]
    ) -> Timeline | Column:
        if not isinstance(other, Column):
            return column([(combine(timeline, other), things) for timeline, things in self.groups])
        return column(
            [
                (combine(mine, theirs), both)
                for mine, things in self.groups
                for theirs, others in other.groups
                if (both := things & others)
            ]
        )


def column(groups: Iterable[tuple[Timeline, int]]) -> Timeline | Column:
    """Return the timelines of ``groups``, which part all things; equal ones are put together.

    >>> from obligcheck.temporal import ALWAYS, NEVER
    >>> column([(NEVER, 0b01), (ALWAYS, 0b10)]) | ALWAYS is ALWAYS
    True
    """
    found: dict[Timeline, int] = {}
    for timeline, things in groups:
        if things:
            found[timeline] = found.get(timeline, 0) | things
    return next(iter(found)) if len(found) == 1 else Column(tuple(found.items()))
