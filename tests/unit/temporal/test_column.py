"""Columns: what is done to all timelines at once is done to each."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from obligcheck.temporal import ALWAYS, NEVER, UNKNOWN, Timeline
from obligcheck.temporal.column import Column, OneByOneError, column
from tests.unit.temporal.strategies import timelines

#: How many things there are in these tests.
THINGS = 5

several = st.lists(timelines(), min_size=THINGS, max_size=THINGS)


def together(own: Sequence[Timeline]) -> Timeline | Column:
    return column([(timeline, 1 << place) for place, timeline in enumerate(own)])


def apart(whole: Timeline | Column) -> list[Timeline]:
    """Return the timeline of each thing."""
    if isinstance(whole, Timeline):
        return [whole] * THINGS
    own = [[timeline for timeline, things in whole.groups if things >> place & 1] for place in range(THINGS)]
    return [timeline for (timeline,) in own]


@given(several)
def test_things_keep_their_timelines(own: list[Timeline]) -> None:
    assert apart(together(own)) == own


@given(several, several)
def test_two_columns_are_combined_thing_by_thing(ours: list[Timeline], theirs: list[Timeline]) -> None:
    assert apart(together(ours) & together(theirs)) == [a & b for a, b in zip(ours, theirs, strict=True)]
    assert apart(together(ours) | together(theirs)) == [a | b for a, b in zip(ours, theirs, strict=True)]
    assert apart(~together(ours)) == [~a for a in ours]


@given(several, timelines())
def test_a_timeline_is_combined_with_that_of_each_thing_on_either_side(
    own: list[Timeline], other: Timeline
) -> None:
    assert apart(together(own) & other) == apart(other & together(own)) == [a & other for a in own]
    assert apart(together(own) | other) == apart(other | together(own)) == [a | other for a in own]


@given(several, several)
def test_equal_timelines_are_one_group_and_one_group_is_a_timeline(
    ours: list[Timeline], theirs: list[Timeline]
) -> None:
    both = together(ours) & together(theirs)
    own = {a & b for a, b in zip(ours, theirs, strict=True)}
    if isinstance(both, Column):
        assert len(both.groups) == len(own) > 1
    else:
        assert own == {both}


def test_what_is_never_of_anything_is_never() -> None:
    some = together([NEVER, ALWAYS, ALWAYS, UNKNOWN, NEVER])

    assert (some & NEVER) is NEVER
    assert (NEVER & some) is NEVER
    assert (some | ALWAYS) is ALWAYS
    assert (some & together([ALWAYS, NEVER, NEVER, NEVER, ALWAYS])) is NEVER


def test_a_group_of_nothing_is_none() -> None:
    assert column([(NEVER, 0b11), (ALWAYS, 0)]) is NEVER


@pytest.mark.parametrize("name", ["starts", "truths", "changes", "first", "at"])
def test_what_differs_from_thing_to_thing_is_not_told_of_all(name: str) -> None:
    some = together([NEVER, ALWAYS, ALWAYS, UNKNOWN, NEVER])

    with pytest.raises(OneByOneError):
        getattr(some, name)
