"""Dates: imprecise, counted in months, and read from what people write."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from obligcheck.temporal import (
    ImpreciseDate,
    Rounding,
    Truth,
    Unit,
    add,
    day_after,
    earlier_of,
    first_of_month_after,
    is_before,
    is_same,
    later_of,
    parse_day,
    parse_edtf,
    parse_period,
)
from tests.unit.temporal.strategies import any_days, exact_dates, imprecise_dates, near_days

TODAY = date(2025, 7, 1)

counts = st.integers(-500, 500)
units: st.SearchStrategy[Unit] = st.sampled_from(["days", "months", "years"])
roundings = st.sampled_from(Rounding)


def edtf(text: str) -> ImpreciseDate:
    return parse_edtf(text)


def some_days(when: ImpreciseDate) -> set[date]:
    """Return a few of the days that ``when`` may be."""
    length = (when.latest - when.earliest).days
    return {when.earliest + timedelta(days=length * part // 4) for part in range(5)}


def truth_over(cases: set[bool]) -> Truth:
    """Return the truth of what is so in these cases and no others."""
    if len(cases) > 1:
        return Truth.UNKNOWN
    return Truth.YES if True in cases else Truth.NO


# Imprecise dates


def test_a_date_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="2013-03-04 comes before 2013-03-05"):
        ImpreciseDate(date(2013, 3, 5), date(2013, 3, 4))


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2013", date(2013, 1, 1), date(2013, 12, 31)),
        ("2013-02", date(2013, 2, 1), date(2013, 2, 28)),
        ("2012-02", date(2012, 2, 1), date(2012, 2, 29)),
        ("2013-03-05", date(2013, 3, 5), date(2013, 3, 5)),
        ("0001", date(1, 1, 1), date(1, 12, 31)),
        ("9999-12-31", date.max, date.max),
        ("2013-03-05/2014", date(2013, 3, 5), date(2014, 12, 31)),
    ],
)
def test_an_edtf_text_spans_the_days_it_may_mean(text: str, earliest: date, latest: date) -> None:
    assert edtf(text) == ImpreciseDate(earliest, latest)
    assert str(edtf(text)) == text or "/" in text


@given(imprecise_dates())
def test_the_edtf_text_of_a_date_reads_back_as_the_date(when: ImpreciseDate) -> None:
    assert edtf(str(when)) == when
    assert repr(when) == f"parse_edtf('{when}')"


@given(near_days | any_days)
def test_the_edtf_text_of_a_day_is_its_iso_form(day: date) -> None:
    assert str(ImpreciseDate.on(day)) == day.isoformat()
    assert ImpreciseDate.on(day).exact


EXPECTED = "expected a date such as `2013`, `2013-03` or `2013-03-05`, found "


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", EXPECTED + "``"),
        ("?", EXPECTED + "`?`"),
        ("2013?", EXPECTED + "`2013?`"),
        ("2013-XX", EXPECTED + "`2013-XX`"),
        ("2013-3", EXPECTED + "`2013-3`"),
        ("20130305", EXPECTED + "`20130305`"),
        ("2013-W10-2", EXPECTED + "`2013-W10-2`"),
        (" 2013", EXPECTED + "` 2013`"),
        ("\uff12\uff10\uff11\uff13", EXPECTED + "`\uff12\uff10\uff11\uff13`"),
        ("2013/", EXPECTED + "`2013/`"),
        ("../2013", EXPECTED + "`../2013`"),
        ("2013/2014/2015", EXPECTED + "`2013/2014/2015`"),
        ("2013-03-05T10:00", "`2013-03-05T10:00` holds a time of day, expected a day"),
        ("0000", "`0000` is not a date: the calendar begins with the year 0001"),
        ("2013-13", "`2013-13` is not a date: there is no month 13"),
        ("2013-00-01", "`2013-00-01` is not a date: there is no month 0"),
        ("2013-02-29", "`2013-02-29` is not a date: February 2013 has 28 days"),
        ("2013-02-00", "`2013-02-00` is not a date: February 2013 has 28 days"),
        ("2013/2013-02-30", "`2013/2013-02-30` is not a date: February 2013 has 28 days"),
        ("2014/2013", "`2014/2013` ends before it begins"),
    ],
)
def test_a_text_that_is_no_edtf_date_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the next line compares it whole
        edtf(text)
    assert str(refused.value) == reason


# Comparing


@given(imprecise_dates(), imprecise_dates())
def test_a_comparison_is_certain_only_where_every_day_agrees(a: ImpreciseDate, b: ImpreciseDate) -> None:
    before = {x < y for x in some_days(a) for y in some_days(b)}
    same = {x == y for x in some_days(a) for y in some_days(b)}
    assert is_before(a, b) is truth_over(before)
    assert (is_same(a, b) is Truth.YES) == (same == {True})
    assert is_same(a, b) is not Truth.NO or same == {False}


@given(exact_dates, exact_dates)
def test_exact_days_compare_as_days(a: ImpreciseDate, b: ImpreciseDate) -> None:
    assert (is_before(a, b) is Truth.YES) == (a.earliest < b.earliest)
    assert is_same(a, b) is (Truth.YES if a == b else Truth.NO)


def test_a_day_within_a_year_is_neither_surely_before_it_nor_surely_the_same() -> None:
    assert is_before(edtf("2013-06-01"), edtf("2013")) is Truth.UNKNOWN
    assert is_before(edtf("2013"), edtf("2013-01-01")) is Truth.NO
    assert is_same(edtf("2013-06-01"), edtf("2013")) is Truth.UNKNOWN
    assert is_same(edtf("2013"), edtf("2013")) is Truth.UNKNOWN
    assert is_same(edtf("2013"), edtf("2014")) is Truth.NO


@given(imprecise_dates(), imprecise_dates())
def test_the_later_and_the_earlier_are_taken_over_every_day(a: ImpreciseDate, b: ImpreciseDate) -> None:
    pairs = [(x, y) for x in some_days(a) for y in some_days(b)]
    later, earlier = later_of(a, b), earlier_of(a, b)
    assert later.latest == max(max(pair) for pair in pairs)
    assert later.earliest == min(max(pair) for pair in pairs)
    assert earlier.latest == max(min(pair) for pair in pairs)
    assert earlier.earliest == min(min(pair) for pair in pairs)


# Counting


@pytest.mark.parametrize(
    ("start", "count", "unit", "down", "up"),
    [
        ("2025-01-31", 1, "months", "2025-02-28", "2025-03-01"),
        ("2024-01-31", 1, "months", "2024-02-29", "2024-03-01"),
        ("2024-02-29", 1, "years", "2025-02-28", "2025-03-01"),
        ("2024-02-29", 4, "years", "2028-02-29", "2028-02-29"),
        ("2025-03-31", -1, "months", "2025-02-28", "2025-03-01"),
        ("2024-02-29", -1, "years", "2023-02-28", "2023-03-01"),
        ("2025-08-31", 13, "months", "2026-09-30", "2026-10-01"),
        ("2025-01-15", 1, "months", "2025-02-15", "2025-02-15"),
        ("2025-02-28", 1, "months", "2025-03-28", "2025-03-28"),
        ("2025-01-31", 60, "days", "2025-04-01", "2025-04-01"),
        ("2024-02-29", -366, "days", "2023-02-28", "2023-02-28"),
    ],
)
def test_rounding_decides_where_a_month_lacks_the_day(
    start: str, count: int, unit: Unit, down: str, up: str
) -> None:
    assert str(add(edtf(start), count, unit, Rounding.DOWN)) == down
    assert str(add(edtf(start), count, unit, Rounding.UP)) == up
    assert add(edtf(start), count, unit) == edtf(f"{down}/{up}")


def test_the_last_of_january_plus_a_month_is_left_in_doubt() -> None:
    assert str(add(edtf("2025-01-31"), 1, "months")) == "2025-02-28/2025-03-01"


def test_a_leap_day_plus_a_year_is_left_in_doubt() -> None:
    assert str(add(edtf("2024-02-29"), 1, "years")) == "2025-02-28/2025-03-01"


def test_an_imprecise_date_stays_imprecise_when_counted_from() -> None:
    assert str(add(edtf("2013-03"), 60, "days")) == "2013-04-30/2013-05-30"
    assert str(add(edtf("2013"), 1, "years", Rounding.DOWN)) == "2014"
    assert str(first_of_month_after(edtf("2013-03"))) == "2013-04-01"
    assert str(first_of_month_after(edtf("2013"))) == "2013-02-01/2014-01-01"


@given(imprecise_dates(), counts, units)
def test_rounding_down_never_lands_after_rounding_up(start: ImpreciseDate, count: int, unit: Unit) -> None:
    down = add(start, count, unit, Rounding.DOWN)
    up = add(start, count, unit, Rounding.UP)
    assert down.earliest <= up.earliest
    assert down.latest <= up.latest
    assert add(start, count, unit) == ImpreciseDate(down.earliest, up.latest)


@given(exact_dates, exact_dates, counts, units, roundings)
def test_counting_keeps_the_order_of_days(
    a: ImpreciseDate, b: ImpreciseDate, count: int, unit: Unit, rounding: Rounding
) -> None:
    first, second = earlier_of(a, b), later_of(a, b)
    assert add(first, count, unit, rounding).latest <= add(second, count, unit, rounding).earliest


@given(exact_dates, counts, roundings)
def test_years_are_twelve_months(start: ImpreciseDate, count: int, rounding: Rounding) -> None:
    assert add(start, count, "years", rounding) == add(start, 12 * count, "months", rounding)


@given(exact_dates)
def test_the_first_of_the_month_after_is_a_first_and_less_than_32_days_away(
    day: ImpreciseDate,
) -> None:
    first = first_of_month_after(day)
    assert first.exact
    assert 0 < (first.earliest - day.earliest).days <= 31 or first.earliest == date.max
    assert first.earliest.day == 1 or first.earliest == date.max


@pytest.mark.parametrize(
    ("deposit", "in_force"),
    [
        # A treaty in force "on the first day of the month after the 60th day following" a deposit.
        ("2002-04-11", "2002-07-01"),
        ("2023-11-14", "2024-02-01"),
        ("2000-05-05", "2000-08-01"),
        # The sixtieth day is itself a first of the month: the next one counts.
        ("2003-07-03", "2003-10-01"),
        ("2011-12-01", "2012-02-01"),
        ("2012-12-01", "2013-02-01"),
        # Imprecise in, imprecise out.
        ("2011-12", "2012-02-01/2012-03-01"),
    ],
)
def test_a_treaty_enters_into_force_the_month_after_the_sixtieth_day(deposit: str, in_force: str) -> None:
    assert str(first_of_month_after(add(edtf(deposit), 60, "days"))) == in_force


@pytest.mark.parametrize("unit", ["days", "months", "years"])
def test_a_sum_beyond_the_calendar_stops_at_its_end(unit: Unit) -> None:
    last, first = ImpreciseDate.on(date.max), ImpreciseDate.on(date.min)

    assert add(last, 1, unit, Rounding.UP) == last
    assert add(first, -1, unit) == first
    assert add(edtf("2020"), 10**30, unit) == last
    assert add(edtf("2020"), -(10**30), unit) == first
    assert add(last, 0, unit) == last
    assert first_of_month_after(last) == last


def test_an_interval_through_the_last_day_of_the_calendar_has_no_end() -> None:
    assert day_after(ImpreciseDate.on(date.max)) is None
    assert day_after(edtf("2024-02-28")) == edtf("2024-02-29")
    assert day_after(edtf("2013")) == edtf("2013-01-02/2014-01-01")


# Reading


@pytest.mark.parametrize(
    "text",
    [
        "2025-10-09",
        " 2025-10-09 ",
        "9 October 2025",
        "09 October 2025",
        "9 Oct 2025",
        "October 9, 2025",
        "October 9 2025",
        "OCT 9, 2025",
        "9  october\t2025",
    ],
)
def test_a_day_is_read_in_iso_form_or_with_its_month_in_words(text: str) -> None:
    assert parse_day(text, TODAY) == date(2025, 10, 9)


def test_today_is_the_day_that_was_passed_in() -> None:
    assert parse_day("today", TODAY) == TODAY
    assert parse_day(" Today", TODAY) == TODAY


def test_today_is_refused_where_there_is_no_clock() -> None:
    with pytest.raises(ValueError, match=r"^`today` needs a clock, expected a date$"):
        parse_day("today", None)
    assert parse_period("2025-01-01..2025-02-01", None) == (date(2025, 1, 1), date(2025, 2, 1))


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("form", ["%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y"])
def test_every_month_is_known_by_name(month: int, form: str) -> None:
    day = date(2025, month, 17)
    assert parse_day(day.strftime(form), TODAY) == day


def test_september_has_two_short_names() -> None:
    assert parse_day("3 Sept 2025", TODAY) == parse_day("3 Sep 2025", TODAY) == date(2025, 9, 3)


EXPECTED_DAY = "expected a day such as `2025-10-09`, `9 October 2025` or `today`, found "


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "03/04/2025",
            "`03/04/2025` can be read in two ways, write `2025-04-03` or `2025-03-04`",
        ),
        ("10/9/2025", "`10/9/2025` can be read in two ways, write `2025-09-10` or `2025-10-09`"),
        ("3.4.2025", "`3.4.2025` can be read in two ways, write `2025-04-03` or `2025-03-04`"),
        ("04/04/2025", "days are written year first, write `2025-04-04` for `04/04/2025`"),
        ("13/04/2025", "days are written year first, write `2025-04-13` for `13/04/2025`"),
        ("04-13-2025", "days are written year first, write `2025-04-13` for `04-13-2025`"),
        ("2025/10/9", "days are written with hyphens, write `2025-10-09` for `2025/10/9`"),
        ("20251009", "days are written with hyphens, write `2025-10-09` for `20251009`"),
        ("2025", "`2025` is a whole year, expected one day"),
        ("2025-10", "`2025-10` is a whole month, expected one day"),
        ("October 2025", "`October 2025` is a whole month, expected one day"),
        ("2025-02-30", "`2025-02-30` is not a date: February 2025 has 28 days"),
        ("29 February 2025", "`29 February 2025` is not a date: February 2025 has 28 days"),
        ("31 Jun 2025", "`31 Jun 2025` is not a date: June 2025 has 30 days"),
        ("2025-13-01", "`2025-13-01` is not a date: there is no month 13"),
        ("2025-13", "`2025-13` is not a date: there is no month 13"),
        ("0000-01-01", "`0000-01-01` is not a date: the calendar begins with the year 0001"),
        ("2025-10-09T12:00", "`2025-10-09T12:00` holds a time of day, expected a day"),
        ("2025-10-09 12:00", "`2025-10-09 12:00` holds a time of day, expected a day"),
        ("2025-W41-4", EXPECTED_DAY + "`2025-W41-4`"),
        ("2025-1-1", EXPECTED_DAY + "`2025-1-1`"),
        ("2025/13/45", EXPECTED_DAY + "`2025/13/45`"),
        ("13/14/2025", EXPECTED_DAY + "`13/14/2025`"),
        ("03/04/25", EXPECTED_DAY + "`03/04/25`"),
        ("9 Brumaire 2025", EXPECTED_DAY + "`9 Brumaire 2025`"),
        ("Brumaire 2025", EXPECTED_DAY + "`Brumaire 2025`"),
        ("9 October", EXPECTED_DAY + "`9 October`"),
        ("soon", EXPECTED_DAY + "`soon`"),
        ("", EXPECTED_DAY + "nothing"),
        ("\uff12\uff10\uff12\uff15-10-09", EXPECTED_DAY + "`\uff12\uff10\uff12\uff15-10-09`"),
    ],
)
def test_a_text_that_names_no_one_day_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the next line compares it whole
        parse_day(text, TODAY)
    assert str(refused.value) == reason


@given(near_days | any_days)
def test_every_day_reads_back_from_its_iso_form(day: date) -> None:
    assert parse_day(day.isoformat(), TODAY) == day


@given(st.text(max_size=20) | st.from_regex(r"\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}", fullmatch=True))
def test_any_text_is_a_day_or_refused_in_words(text: str) -> None:
    for parse in (lambda t: parse_day(t, TODAY), parse_edtf, lambda t: parse_period(t, TODAY)):
        refusal = refusal_by(parse, text)
        assert refusal is None or "`" in refusal


def refusal_by(parse: Callable[[str], object], text: str) -> str | None:
    """Return why ``parse`` refuses the text; None where it takes it."""
    try:
        parse(text)
    except ValueError as refused:
        return str(refused)
    return None


def test_a_period_has_a_first_and_a_last_day() -> None:
    assert parse_period("2025-01-01..2025-06-30", TODAY) == (date(2025, 1, 1), date(2025, 6, 30))
    assert parse_period("1 June 2025 .. today", TODAY) == (date(2025, 6, 1), TODAY)
    assert parse_period("today..today", TODAY) == (TODAY, TODAY)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "2025-01-01",
            "expected a period such as `2025-01-01..2025-06-30`, found `2025-01-01`",
        ),
        ("today..2025-01-01", "`today..2025-01-01` ends before it begins"),
        ("2025-01-01..", EXPECTED_DAY + "nothing"),
        ("2024..2025-01-01", "`2024` is a whole year, expected one day"),
    ],
)
def test_a_text_that_is_no_period_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the next line compares it whole
        parse_period(text, TODAY)
    assert str(refused.value) == reason
