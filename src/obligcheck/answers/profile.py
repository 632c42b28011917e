"""A profile posed: what rules and record say of a thing on a day, section by section, as values."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from attrs import frozen

from obligcheck.temporal import Truth
from obligcheck.values import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from obligcheck.answers.answer import Node
    from obligcheck.sentences import Value
    from obligcheck.temporal import Timeline


class Line(NamedTuple):
    """A sentence of a profile with its truth on the day, and what says so.

    ``node`` is that of a tree without what stands below it there. A line of what has been or will be is
    about its own days: those from ``since`` to ``until``. ``values`` fill the blanks that the profile
    leaves open; ``layer`` is ``law``, ``position``, ``conduct`` or ``caveat``; ``below`` are the lines
    about what this one names; ``because`` is what turns a sentence that will change.
    """

    node: Node
    layer: str
    values: dict[str, Value]
    below: tuple[Part, ...] = ()
    because: tuple[str, ...] = ()

    def about(self, truth: Truth, since: date | None, until: date | None) -> Line:
        """Return the line of other days than that of the profile."""
        return self._replace(node=self.node._replace(truth=truth, since=since, until=until))


class Row(NamedTuple):
    """What one label of a table stands for: the sentences that hold, and what is ``given`` of each.

    What leaves nothing open gives nothing but its truth. ``counts`` says that only their number is
    wanted; ``is_open`` that there may be more than the record shows.
    """

    label: str
    lines: tuple[Line, ...]
    given: tuple[str, ...]
    counts: bool
    is_open: bool


class Bar(NamedTuple):
    """A sentence over all days, and how it is called for short."""

    label: str
    sentence: str
    timeline: Timeline


class Coming(NamedTuple):
    """What will change on ``day``, and the sentence as it is from then on.

    ``written`` is how the record has the day, where it has no more than the month or the year.
    """

    day: date
    line: Line
    written: str = ""


@frozen(eq=False, repr=False, slots=False)  # cached_property keeps what it works out in __dict__
class Standing:
    """The verdict about one thing on the day, and the days between which it stays."""

    id: str
    name: str
    verdict: Truth
    since: date | None
    until: date | None
    _contested: Callable[[], Iterable[tuple[str, str, Truth]]]
    _presumed: Callable[[], tuple[str, ...]]

    @cached_property
    def contested(self) -> tuple[tuple[str, str, Truth], ...]:
        """The readings under which the verdict would be another: question, reading and that verdict."""
        return tuple(self._contested())

    @cached_property
    def presumed(self) -> tuple[str, ...]:
        """The sentences that hold by presumption only, and on which the verdict rests."""
        return self._presumed()


class Verdicts(NamedTuple):
    """A scenario put to everything of one type."""

    label: str
    scenario: str
    over: str
    found: tuple[Standing, ...]

    def of(self, verdict: Truth) -> tuple[Standing, ...]:
        """Return those about which the verdict is this one."""
        return tuple(one for one in self.found if one.verdict is verdict)


Part = Line | Row | Bar | Coming | Verdicts


class Section(NamedTuple):
    """What stands under one heading. ``is_open``: the record may lack some of it."""

    title: str
    parts: tuple[Part, ...]
    is_open: bool


@frozen(eq=False, repr=False)
class Profiled:
    """The profile ``name`` of its ``inputs`` (ids; ``names`` has their names) on ``day``.

    ``until`` is the last day of which it tells what will change, if one was given;
    ``late`` are the tables behind it that were last checked before that day, and when that was;
    ``receipt`` says by what it was made.
    """

    name: str
    inputs: dict[str, str]
    names: dict[str, str]
    day: date
    sections: tuple[Section, ...]
    late: dict[str, date]
    receipt: dict[str, object]
    until: date | None = None


def notes(profiles: Iterable[Profiled]) -> tuple[str, ...]:
    """Return what to bear in mind with ``profiles``: the record may have changed since it was checked."""
    late = {path: last for one in profiles for path, last in one.late.items()}
    days = ", ".join(sorted({str(last) for last in late.values()}))
    said = f"supposes the record unchanged since it was last checked on {days}: {', '.join(sorted(late))}"
    return (said,) if late else ()
