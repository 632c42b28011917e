"""Verdicts over time as bars: in proportion, nothing too short to be seen, every day legible."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from obligcheck.presentation.bar import SHORTEST, Course, bar_lines, draw_bars
from obligcheck.presentation.terminal import paint_with
from obligcheck.temporal import ALWAYS, Timeline, Truth

NO, MAYBE, YES = Truth

BAN = Timeline.of(NO, [(date(2005, 7, 8), MAYBE), (date(2005, 10, 13), YES), (date(2023, 11, 17), NO)])


def drawn(*courses: Course, width: int = 60) -> list[str]:
    """Return the bars as lines without colours."""
    return draw_bars(courses, width, len, paint_with(colour=False)).splitlines()


def test_a_bar_is_in_proportion_and_its_changes_are_dated() -> None:
    year = Timeline.of(NO, [(date(2020, 1, 1), YES), (date(2021, 1, 1), NO), (date(2023, 1, 1), MAYBE)])
    assert drawn(Course("", year)) == [
        "  ✘░░░░░░░░░░░✔██████████✘░░░░░░░░░░░░░░░░░░░░░░?▒▒▒▒▒▒▒▒▒▒▒",
        "              2020-01-01 2021-01-01             2023-01-01",
    ]


def test_a_stretch_too_short_to_show_is_widened_and_its_day_stands_lower() -> None:
    assert drawn(Course("", BAN)) == [
        "  ✘░░░░░░░░░░░?▒▒✔██████████████████████████████✘░░░░░░░░░░░",
        "              │  2005-10-13                     2023-11-17",
        "              2005-07-08",
    ]


def test_days_that_crowd_stand_on_as_many_lines_as_they_need() -> None:
    days = [date(2020, 1, 1) + timedelta(n) for n in range(3)]
    crowded = Timeline.of(NO, [*zip(days, (YES, NO, YES), strict=True), (date(2030, 1, 1), NO)])
    assert drawn(Course("", crowded)) == [
        "  ✘░░░░░░░░░░░✔██✘░░✔███████████████████████████✘░░░░░░░░░░░",
        "              │  │  2020-01-03                  2030-01-01",
        "              │  2020-01-02",
        "              2020-01-01",
    ]


def test_one_change_stands_in_the_middle_and_none_needs_no_day() -> None:
    once = Timeline.of(NO, [(date(2020, 1, 1), YES)])
    assert drawn(Course("", once), width=42) == [
        "  ✘░░░░░░░░░░░░░░░░░░░✔███████████████████",
        "                      2020-01-01",
    ]
    assert drawn(Course("", ALWAYS), width=12) == ["  ✔█████████"]


def test_bars_share_one_scale_and_are_named() -> None:
    later = Timeline.of(NO, [(date(2014, 1, 1), YES)])
    assert drawn(Course("the answer", BAN), Course("exit=strict", later), width=70) == [
        "  the answer   ✘░░░░░░░░░░░?▒▒✔███████████████████████████✘░░░░░░░░░░░",
        "  exit=strict  ✘░░░░░░░░░░░░░░░░░░░░░░░░░✔████████████████████████████",
        "                           │  2005-10-13 2014-01-01       2023-11-17",
        "                           2005-07-08",
    ]


def test_truths_have_the_colours_of_the_tree() -> None:
    painted = draw_bars([Course("", BAN)], 40, len, paint_with(colour=True))
    assert "\x1b[32m✔█" in painted
    assert "\x1b[33m?▒" in painted
    assert "\x1b[31m✘░" in painted


@given(
    st.lists(st.dates(date(1998, 1, 1), date(2030, 1, 1)), min_size=1, max_size=8, unique=True).map(sorted),
    st.integers(min_value=44, max_value=150),
)
def test_every_stretch_and_every_day_is_seen(days: list[date], width: int) -> None:
    truths = (YES, NO) * len(days)
    course = Course("", Timeline.of(NO, zip(days, truths, strict=False)))
    (bar, *labels) = ("".join(text for text, _ in line) for line in bar_lines([course], width, len))

    starts = [place for place, sign in enumerate(bar) if sign in "✔✘"]
    assert len(bar) == width
    assert len(starts) == len(days) + 1
    assert all(later - earlier >= SHORTEST for earlier, later in pairwise(starts))
    for start, day in zip(starts[1:], days, strict=True):
        # Each day begins under its change, and only leaders stand between.
        column = [line[start : start + 1] for line in labels]
        row = next(n for n, line in enumerate(labels) if line[start : start + 10] == str(day))
        assert column[:row] == ["│"] * row
