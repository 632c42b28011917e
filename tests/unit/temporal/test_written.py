"""Dates as prose has them."""

import re
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from obligcheck.temporal import ImpreciseDate, parse_edtf
from obligcheck.temporal.written import parse_written

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1998-11-30", "1998-11-30"),
        ("30 November 1998", "1998-11-30"),
        ("the 30th of November 1998", "1998-11-30"),
        ("30th November, 1998", "1998-11-30"),
        ("Nov. 30, 1998", "1998-11-30"),
        ("November 30th, 1998", "1998-11-30"),
        ("  1   July  2002 ", "2002-07-01"),
        ("November 1998", "1998-11"),
        ("Nov. 1998", "1998-11"),
        ("Sept 2000", "2000-09"),
        ("May, 2000", "2000-05"),
        ("1998-11", "1998-11"),
        ("2000", "2000"),
        ("1998/1999", "1998-01-01/1999-12-31"),
        ("30/11/1998", "1998-11-30"),
        ("11/30/1998", "1998-11-30"),
        ("30.11.1998", "1998-11-30"),
        ("5-5-2000", "2000-05-05"),
        ("2000/5/6", "2000-05-06"),
        ("2000.12.31", "2000-12-31"),
        ("today", "2024-02-29"),
    ],
)
def test_a_date_of_one_reading_is_read(text: str, expected: str) -> None:
    assert parse_written(text, date(2024, 2, 29)) == parse_edtf(expected)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("05/06/2000", "`05/06/2000` can be read in two ways, write `2000-06-05` or `2000-05-06`"),
        ("30 February 2000", "`30 February 2000` is not a date: February 2000 has 29 days"),
        ("2002-02-30", "`2002-02-30` is not a date: February 2002 has 28 days"),
        (
            "31/13/2000",
            "expected a day such as `2025-10-09`, `9 October 2025` or `today`, found `31/13/2000`",
        ),
        (
            "Smarch 1998",
            "expected a day such as `2025-10-09`, `9 October 2025` or `today`, found `Smarch 1998`",
        ),
        ("mid-2000", "expected a day such as `2025-10-09`, `9 October 2025` or `today`, found `mid-2000`"),
        ("today", "`today` needs a clock, expected a date"),
        (" ", "expected a date, found nothing"),
        ("a" * 70, f"expected a date, found `{'a' * 60}…`"),
    ],
)
def test_a_date_of_two_readings_or_none_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(reason)}$"):
        parse_written(text)


@given(st.dates())
def test_a_day_is_read_however_it_is_written(day: date) -> None:
    month = MONTHS[day.month - 1]
    for text in (str(day), f"{day.day} {month} {day.year:04}", f"{month[:3]} {day.day}, {day.year:04}"):
        assert parse_written(text) == ImpreciseDate.on(day)


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(ValueError):
        assert parse_written(text).earliest <= parse_written(text).latest
