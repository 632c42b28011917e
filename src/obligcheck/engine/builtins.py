"""What the built-in sentences about dates and things mean: a truth, a timeline, or a value found."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from obligcheck.temporal import (
    NEVER,
    UNKNOWN,
    ImpreciseDate,
    Timeline,
    Truth,
    add,
    day_after,
    earlier_of,
    first_of_month_after,
    is_before,
    is_same,
    later_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from obligcheck.language import Condition
    from obligcheck.sentences import Value
    from obligcheck.temporal import Unit

#: Comparisons with the day itself: a timeline that turns on a date.
_DAYS: dict[str, Callable[[ImpreciseDate], Timeline]] = {
    "on-or-after": lambda day: Timeline.between(day, None),
    "before": lambda day: Timeline.between(None, day),
    "after": lambda day: ~Timeline.between(None, day_after(day)),
    "on-or-before": lambda day: Timeline.between(None, day_after(day)),
}

#: Comparisons of two dates: the same truth on all days.
_ORDERS: dict[str, Callable[[ImpreciseDate, ImpreciseDate], Truth]] = {
    "is-before": is_before,
    "is-after": lambda a, b: is_before(b, a),
    "is-on-or-before": lambda a, b: ~is_before(b, a),
    "is-on-or-after": lambda a, b: ~is_before(a, b),
}

#: All comparisons: their truth depends on nothing but the values.
COMPARISONS = frozenset({*_DAYS, *_ORDERS, "differs"})


def same(a: Value, b: Value) -> Truth:
    """Return whether two values are one; of imprecise dates that may be unknown."""
    if isinstance(a, ImpreciseDate) and isinstance(b, ImpreciseDate):
        return is_same(a, b)
    return Truth.YES if a == b else Truth.NO


def compare(operator: str, values: Sequence[Value | None]) -> Timeline:
    """Return when a comparison holds; unknown where a value is."""
    if None in values:
        return UNKNOWN
    if operator in _DAYS:
        return _DAYS[operator](cast("ImpreciseDate", values[0]))
    if operator in _ORDERS:
        first, second = cast("Sequence[ImpreciseDate]", values)
        return Timeline.constant(_ORDERS[operator](first, second))
    first_value, second_value = cast("Sequence[Value]", values)
    # INVARIANT: "differs" is the only comparison left; "equals" finds a value.
    return Timeline.constant(~same(first_value, second_value))


def calculate(condition: Condition, values: Sequence[Value | None]) -> Value | None:
    """Return the value that a date sum, or another finding built-in, gives; None where one is lacking."""
    given = values[1:]
    if None in given:
        return None
    if condition.operator == "equals":
        return given[0]
    dates = cast("Sequence[ImpreciseDate]", given)
    match condition.operator:
        case "sum":
            return add(dates[0], condition.amount[0], cast("Unit", condition.unit), condition.rounding)
        case "month-after":
            return first_of_month_after(dates[0])
        case "later":
            return later_of(*dates)
        case _:
            return earlier_of(*dates)


def enough(yes: Iterable[Timeline], needed: int) -> Timeline:
    """Return when at least ``needed`` of the timelines are yes: no once too few could be."""
    steps: dict[int, list[int]] = {}
    for timeline in yes:
        _tally(steps, timeline, 0, 2)
    return _stepped(steps, lambda sure, possible: (sure >= needed, possible >= needed))


def enough_of(asked: Iterable[tuple[Timeline, Timeline]], share: tuple[int, int]) -> Timeline:
    """Return when at least ``share`` of those whose first timeline is yes have a second that is yes."""
    steps: dict[int, list[int]] = {}
    for counted, met in asked:
        _tally(steps, counted, 0, 4)
        _tally(steps, counted & met, 2, 4)

    def decide(least: int, most: int, met: int, possible: int) -> tuple[bool, bool]:
        # Rounded up: seven eighths of 125 are 110.
        surely = met >= -(-most * share[0] // share[1])
        return surely and least > 0, possible >= -(-least * share[0] // share[1]) and most > 0

    return _stepped(steps, decide)


def _tally(steps: dict[int, list[int]], timeline: Timeline, place: int, width: int) -> None:
    """Add to ``steps`` how ``timeline`` changes the sums at ``place``: what is yes, and what may be."""
    before = Truth.NO
    for start, truth in zip(timeline.starts, timeline.truths, strict=True):
        change = steps.setdefault(start, [0] * width)
        change[place] += (truth is Truth.YES) - (before is Truth.YES)
        change[place + 1] += (truth is not Truth.NO) - (before is not Truth.NO)
        before = truth


def _stepped(steps: dict[int, list[int]], decide: Callable[..., tuple[bool, bool]]) -> Timeline:
    """Return the timeline of running sums: yes if surely, no if not even possibly."""
    starts: list[int] = []
    truths: list[Truth] = []
    sums: list[int] = []
    for start in sorted(steps):
        sums = [a + b for a, b in zip(sums or [0] * len(steps[start]), steps[start], strict=True)]
        sure, possible = decide(*sums)
        truth = Truth.YES if sure else Truth.UNKNOWN if possible else Truth.NO
        if not truths or truths[-1] is not truth:
            starts.append(start)
            truths.append(truth)
    if len(truths) == 1:
        return Timeline.constant(truths[0])
    return Timeline(tuple(starts), tuple(truths)) if starts else NEVER


def first_day(timeline: Timeline) -> ImpreciseDate | None:
    """Return the first day that is yes, imprecise where days before it may be; None if there is none."""
    sure = timeline.first(Truth.YES)
    if sure is None:
        return None
    maybe = timeline.first(Truth.UNKNOWN)
    return ImpreciseDate(min(sure, maybe) if maybe else sure, sure)
