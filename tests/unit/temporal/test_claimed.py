"""Since when, from when until when, on which days: what is claimed of a timeline."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from obligcheck.temporal import ALWAYS, NEVER, UNKNOWN, ImpreciseDate, Timeline, Truth, parse_edtf
from obligcheck.temporal.claimed import lasted, lies_within, over, since

NO, MAYBE, YES = Truth.NO, Truth.UNKNOWN, Truth.YES

#: Yes from 2004 to 2017, and again from 2020 on.
TWICE = Timeline.of(NO, ((date(2004, 12, 1), YES), (date(2017, 10, 27), NO), (date(2020, 1, 1), YES)))
#: A start that is known to the month only.
VAGUE = Timeline.since(parse_edtf("2013-03"))


def test_a_date_lies_within_one_that_says_less() -> None:
    assert lies_within(parse_edtf("1998-11-30"), parse_edtf("1998-11")) is YES
    assert lies_within(parse_edtf("1998-11-30"), parse_edtf("1998-11-30")) is YES
    assert lies_within(parse_edtf("1998-11-30"), parse_edtf("1999")) is NO
    assert lies_within(parse_edtf("1999"), parse_edtf("1998-11-30")) is NO
    assert lies_within(parse_edtf("1998"), parse_edtf("1998-11-30")) is MAYBE


@pytest.mark.parametrize(
    ("claimed", "day", "truth"),
    [
        ("2004-12-01", "2010-01-01", YES),
        ("2004", "2010-01-01", YES),
        ("2004-12-02", "2010-01-01", NO),
        ("2004-12-01", "2018-01-01", NO),
        ("2004-12-01", "2021-01-01", NO),
        ("2020", "2021-01-01", YES),
        ("2020", "2010-01-01", NO),
    ],
)
def test_since_is_about_the_stretch_around_the_day(claimed: str, day: str, truth: Truth) -> None:
    assert since(TWICE, parse_edtf(claimed)).at(date.fromisoformat(day)) is truth


def test_since_an_imprecise_beginning_is_known_only_as_far_as_the_record_is() -> None:
    assert since(VAGUE, parse_edtf("2013")).at(date(2014, 1, 1)) is YES
    assert since(VAGUE, parse_edtf("2013-03-05")).at(date(2014, 1, 1)) is MAYBE
    assert since(VAGUE, parse_edtf("2013-04")).at(date(2014, 1, 1)) is NO
    assert since(VAGUE, parse_edtf("2013-03")).at(date(2013, 3, 10)) is MAYBE
    assert since(VAGUE, parse_edtf("2013-02")).at(date(2013, 3, 10)) is NO


def test_what_was_always_so_began_on_no_day() -> None:
    assert since(ALWAYS, parse_edtf("2002")) is NEVER
    assert since(ALWAYS, parse_edtf("0001-01-01")) is NEVER
    assert since(NEVER, parse_edtf("2002")) is NEVER
    assert since(UNKNOWN, parse_edtf("2002")) is UNKNOWN


def test_a_gap_that_is_not_known_leaves_open_when_a_yes_began() -> None:
    gap = Timeline.of(NO, ((date(2004, 1, 1), YES), (date(2010, 1, 1), MAYBE), (date(2012, 1, 1), YES)))
    assert since(gap, parse_edtf("2004-01-01")).at(date(2005, 1, 1)) is YES
    assert since(gap, parse_edtf("2004-01-01")).at(date(2020, 1, 1)) is MAYBE
    assert since(gap, parse_edtf("2003")).at(date(2020, 1, 1)) is NO


@pytest.mark.parametrize(
    ("start", "end", "truth"),
    [
        ("2004-12-01", "2017-10-27", YES),
        ("2004", "2017", YES),
        (None, "2017-10-27", YES),
        ("2004-12", None, YES),
        ("2020", None, YES),
        (None, None, YES),
        ("2004-12-01", "2017-10-26", NO),
        ("2004-12-01", "2020", NO),
        ("2020", "2021", NO),
        ("2005", None, NO),
    ],
)
def test_it_lasted_from_one_day_until_another(start: str | None, end: str | None, truth: Truth) -> None:
    days = [parse_edtf(each) if each else None for each in (start, end)]
    assert lasted(TWICE, *days) is truth


def test_how_long_it_lasted_is_known_only_as_far_as_the_record_is() -> None:
    assert lasted(VAGUE, parse_edtf("2013-03-05"), None) is MAYBE
    assert lasted(VAGUE, parse_edtf("2013"), None) is YES
    assert lasted(VAGUE, parse_edtf("2014"), None) is NO
    assert lasted(NEVER, None, None) is NO
    assert lasted(ALWAYS, None, None) is YES
    assert lasted(ALWAYS, parse_edtf("2000"), None) is NO
    assert lasted(UNKNOWN, None, None) is MAYBE
    open_end = Timeline.of(NO, ((date(2000, 1, 1), YES), (date(2010, 1, 1), MAYBE)))
    assert lasted(open_end, None, parse_edtf("2015")) is MAYBE
    some = Timeline.of(NO, ((date(2010, 1, 1), MAYBE), (date(2011, 1, 1), NO)))
    assert lasted(some, parse_edtf("2010"), parse_edtf("2011")) is MAYBE
    assert lasted(some, parse_edtf("2012"), None) is NO
    assert lasted(some, None, parse_edtf("2009")) is NO


def test_a_period_has_a_truth_where_all_its_days_have_it() -> None:
    assert over(TWICE, parse_edtf("2005")) is YES
    assert over(TWICE, parse_edtf("2018")) is NO
    assert over(TWICE, parse_edtf("2017")) is MAYBE
    assert over(TWICE, parse_edtf("2017-10-26")) is YES
    assert over(ALWAYS, parse_edtf("2017")) is YES


@given(st.dates(), st.dates())
def test_a_yes_began_on_the_day_on_which_it_began_and_no_other(began: date, claimed: date) -> None:
    timeline = Timeline.since(ImpreciseDate.on(began))
    found = since(timeline, ImpreciseDate.on(claimed)).at(date.max)

    assert found is (YES if began == claimed and began != date.min else NO)
