"""Timelines: laws of a Kleene lattice, held day by day, and canonical steps."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from obligcheck.temporal import (
    ALWAYS,
    NEVER,
    UNKNOWN,
    ImpreciseDate,
    Stretch,
    Timeline,
    Truth,
    parse_edtf,
)
from tests.unit.temporal.strategies import any_days, imprecise_dates, near_days, timelines, truths

days = near_days | any_days


def assert_canonical(timeline: Timeline) -> None:
    assert timeline.starts[0] == date.min.toordinal()
    assert list(timeline.starts) == sorted(set(timeline.starts))
    assert timeline.starts[-1] <= date.max.toordinal()
    assert len(timeline.starts) == len(timeline.truths)
    assert all(a is not b for a, b in zip(timeline.truths, timeline.truths[1:], strict=False))


def at_most(a: Timeline, b: Timeline) -> bool:
    """Whether ``a`` is nowhere truer than ``b``."""
    return all(a.at_ordinal(start) <= b.at_ordinal(start) for start in sorted({*a.starts, *b.starts}))


# Laws


@given(timelines(), timelines())
def test_and_and_or_commute(a: Timeline, b: Timeline) -> None:
    assert a & b == b & a
    assert a | b == b | a


@given(timelines(), timelines(), timelines())
def test_and_and_or_associate(a: Timeline, b: Timeline, c: Timeline) -> None:
    assert (a & b) & c == a & (b & c)
    assert (a | b) | c == a | (b | c)


@given(timelines())
def test_a_timeline_with_itself_is_itself(a: Timeline) -> None:
    again = Timeline(a.starts, a.truths)
    assert a & a == a & again == a
    assert a | a == a | again == a


@given(timelines(), timelines())
def test_and_absorbs_or_and_or_absorbs_and(a: Timeline, b: Timeline) -> None:
    assert a & (a | b) == a
    assert a | (a & b) == a


@given(timelines(), timelines(), timelines())
def test_and_and_or_distribute(a: Timeline, b: Timeline, c: Timeline) -> None:
    assert a & (b | c) == (a & b) | (a & c)
    assert a | (b & c) == (a | b) & (a | c)


@given(timelines(), timelines())
def test_not_exchanges_and_with_or(a: Timeline, b: Timeline) -> None:
    assert ~(a & b) == ~a | ~b
    assert ~(a | b) == ~a & ~b


@given(timelines())
def test_not_twice_changes_nothing(a: Timeline) -> None:
    assert ~~a == a


@given(timelines())
def test_never_and_always_are_the_ends(a: Timeline) -> None:
    assert (a & ALWAYS, a & NEVER) == (a, NEVER)
    assert (a | NEVER, a | ALWAYS) == (a, ALWAYS)
    assert (ALWAYS & a, NEVER & a) == (a, NEVER)
    assert (NEVER | a, ALWAYS | a) == (a, ALWAYS)


@given(timelines())
def test_what_is_and_is_not_so_is_at_most_what_is_or_is_not_so(a: Timeline) -> None:
    assert at_most(a & ~a, a | ~a)


@given(timelines(), timelines(), timelines())
def test_more_truth_in_gives_no_less_truth_out(a: Timeline, more: Timeline, b: Timeline) -> None:
    truer = a | more
    assert at_most(a & b, truer & b)
    assert at_most(a | b, truer | b)
    assert at_most(~truer, ~a)


@given(timelines(), timelines(), days)
def test_every_operation_is_taken_day_by_day(a: Timeline, b: Timeline, day: date) -> None:
    assert (a & b).at(day) is a.at(day) & b.at(day)
    assert (a | b).at(day) is a.at(day) | b.at(day)
    assert (~a).at(day) is ~a.at(day)


# Form


@given(timelines(), timelines())
def test_every_operation_returns_canonical_steps(a: Timeline, b: Timeline) -> None:
    for timeline in (a, a & b, a | b, ~a):
        assert_canonical(timeline)


@given(imprecise_dates(), imprecise_dates())
def test_intervals_of_dates_are_canonical(start: ImpreciseDate, end: ImpreciseDate) -> None:
    for timeline in (
        Timeline.since(start),
        Timeline.between(start, end),
        Timeline.between(None, end),
    ):
        assert_canonical(timeline)


@given(timelines(), timelines())
def test_equal_timelines_are_one_key(a: Timeline, b: Timeline) -> None:
    assert len({a | b, b | a}) == 1


def test_a_timeline_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        NEVER.starts = ()  # type: ignore[misc]  # the very thing this test refuses


@pytest.mark.parametrize("truth", Truth)
def test_a_constant_is_the_same_object_however_it_arises(truth: Truth) -> None:
    constant = Timeline.constant(truth)
    step = Timeline.of(truth, [(date(2020, 1, 1), Truth.NO), (date(2020, 2, 1), truth)])

    assert constant is (NEVER, UNKNOWN, ALWAYS)[truth]
    assert ~~constant is constant
    assert step | Timeline.constant(Truth.YES) is ALWAYS
    assert (step & ~step) & NEVER is NEVER
    assert Timeline.since(parse_edtf("2020")) | ~Timeline.since(parse_edtf("2021")) is ALWAYS


@given(timelines(), days)
def test_the_ordinal_of_a_day_reads_as_the_day(a: Timeline, day: date) -> None:
    assert a.at_ordinal(day.toordinal()) is a.at(day)


@given(timelines())
def test_the_intervals_rebuild_the_timeline(a: Timeline) -> None:
    steps = sorted((since or date.min, truth) for truth in Truth for since, _ in a.intervals(truth))
    assert Timeline.of(steps[0][1], steps[1:]) == a


@given(timelines(), truths)
def test_each_interval_ends_where_the_truth_changes(a: Timeline, truth: Truth) -> None:
    for since, until in a.intervals(truth):
        assert a.stretch(since or date.min) == Stretch(since, until, truth)
        assert a.at(until - timedelta(days=1) if until else date.max) is truth
        assert since is None or since in a.changes
        assert until is None or until in a.changes


@given(timelines(), days)
def test_the_stretch_around_a_day_holds_the_day_and_its_truth(a: Timeline, day: date) -> None:
    stretch = a.stretch(day)
    assert stretch.truth is a.at(day)
    assert (stretch.since or date.min) <= day
    assert stretch.until is None or day < stretch.until
    assert (stretch.since, stretch.until) in a.intervals(stretch.truth)


@given(timelines())
def test_changes_are_the_days_that_differ_from_the_day_before(a: Timeline) -> None:
    for day in a.changes:
        assert a.at(day) is not a.at(day - timedelta(days=1))
    assert len(a.changes) == len(a.truths) - 1


@given(timelines(), truths)
def test_the_first_day_has_the_truth_and_no_earlier_day_has(a: Timeline, truth: Truth) -> None:
    first = a.first(truth)
    if first is None:
        assert a.intervals(truth) == ()
    else:
        assert a.at(first) is truth
        assert a.intervals(truth)[0][0] in {first, None}


# Steps and dates


def test_since_an_exact_day_is_no_before_it_and_yes_from_then_on() -> None:
    timeline = Timeline.since(parse_edtf("2013-03-05"))

    assert timeline.at(date(2013, 3, 4)) is Truth.NO
    assert timeline.at(date(2013, 3, 5)) is Truth.YES
    assert timeline.changes == (date(2013, 3, 5),)


def test_since_an_imprecise_date_is_unknown_until_the_last_possible_day() -> None:
    timeline = Timeline.since(parse_edtf("2013"))

    assert timeline.intervals(Truth.NO) == ((None, date(2013, 1, 1)),)
    assert timeline.intervals(Truth.UNKNOWN) == ((date(2013, 1, 1), date(2013, 12, 31)),)
    assert timeline.intervals(Truth.YES) == ((date(2013, 12, 31), None),)


def test_between_two_days_holds_the_first_and_not_the_last() -> None:
    timeline = Timeline.between(parse_edtf("2020-01-10"), parse_edtf("2020-01-20"))

    assert timeline.intervals(Truth.YES) == ((date(2020, 1, 10), date(2020, 1, 20)),)
    assert timeline.intervals(Truth.UNKNOWN) == ()


def test_between_imprecise_dates_is_unknown_at_both_ends() -> None:
    timeline = Timeline.between(parse_edtf("2013-03"), parse_edtf("2014-03"))

    assert timeline.at(date(2013, 3, 15)) is Truth.UNKNOWN
    assert timeline.at(date(2013, 4, 1)) is Truth.YES
    assert timeline.at(date(2014, 3, 15)) is Truth.UNKNOWN
    assert timeline.at(date(2014, 3, 31)) is Truth.NO


def test_between_open_ends_has_no_start_or_no_end() -> None:
    day = parse_edtf("2020-01-10")

    assert Timeline.between(None, None) is ALWAYS
    assert Timeline.between(day, None) == Timeline.since(day)
    assert Timeline.between(None, day) == ~Timeline.since(day)


@given(imprecise_dates())
def test_an_interval_that_ends_as_it_begins_certainly_holds_on_no_day(day: ImpreciseDate) -> None:
    timeline = Timeline.between(day, day)
    assert timeline.first(Truth.YES) is None
    assert not day.exact or timeline is NEVER


def test_the_calendars_first_and_last_day_can_be_asked_about() -> None:
    first, last = ImpreciseDate.on(date.min), ImpreciseDate.on(date.max)

    assert Timeline.since(first) == ALWAYS
    assert Timeline.since(last).at(date.max) is Truth.YES
    assert Timeline.since(last).stretch(date.max) == (date.max, None, Truth.YES)
    assert Timeline.between(first, last).stretch(date.min) == (None, date.max, Truth.YES)
    assert Timeline.since(last).at(date.min) is Truth.NO


def test_steps_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="2020-01-01 does not come after 2020-01-02"):
        Timeline.of(Truth.NO, [(date(2020, 1, 2), Truth.YES), (date(2020, 1, 1), Truth.NO)])


def test_the_last_of_two_steps_on_one_day_counts() -> None:
    day = date(2020, 1, 2)

    assert Timeline.of(Truth.NO, [(day, Truth.YES), (day, Truth.NO)]) == NEVER
    assert Timeline.of(Truth.NO, [(date.min, Truth.YES)]) == ALWAYS


def test_a_timeline_prints_its_steps() -> None:
    assert repr(Timeline.since(parse_edtf("2013-03"))) == (
        "Timeline(no, unknown from 2013-03-01, yes from 2013-03-31)"
    )
    assert repr(UNKNOWN) == "Timeline(unknown)"


@given(st.lists(timelines(), min_size=1, max_size=5))
def test_the_truths_of_many_are_those_of_their_days(lines: list[Timeline]) -> None:
    all_hold, one_holds = lines[0], lines[0]
    for line in lines:
        all_hold, one_holds = all_hold & line, one_holds | line
    for day in {day for line in lines for day in line.changes} | {date.min}:
        assert all_hold.at(day) is min(line.at(day) for line in lines)
        assert one_holds.at(day) is max(line.at(day) for line in lines)
