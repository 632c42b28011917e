"""Grids: which days, and lines that are made while they are read."""

import io
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from obligcheck.batch import Settings, rows
from obligcheck.streams import memory
from obligcheck.streams.grid import Grid, Made, days_of
from tests.unit.answers.lake import lake


@pytest.mark.parametrize(
    ("first", "last", "every", "days"),
    [
        ((2024, 2, 28), (2024, 3, 1), "day", ["2024-02-28", "2024-02-29", "2024-03-01"]),
        ((2024, 1, 1), (2024, 1, 15), "week", ["2024-01-01", "2024-01-08", "2024-01-15"]),
        ((2024, 1, 31), (2024, 4, 30), "month", ["2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30"]),
        ((2024, 1, 31), (2024, 2, 28), "month", ["2024-01-31"]),
        ((2020, 2, 29), (2022, 2, 28), "year", ["2020-02-29", "2021-02-28", "2022-02-28"]),
        ((9999, 11, 30), (9999, 12, 31), "month", ["9999-11-30", "9999-12-30"]),
        ((2024, 1, 2), (2024, 1, 1), "day", []),
    ],
)
def test_the_days_of_a_period(
    first: tuple[int, int, int], last: tuple[int, int, int], every: str, days: list[str]
) -> None:
    assert [str(day) for day in days_of(date(*first), date(*last), every)] == days


def grid(first: date, last: date) -> Grid:
    """Return every person and State between two days."""
    return Grid({"suspect": ("doe", "a,b"), "state": ("norland", "ostmark")}, "date", first, last)


def test_every_combination_has_a_line_for_every_day() -> None:
    first, last = date(2020, 1, 1), date(2020, 1, 2)

    assert grid(first, last).head() == "suspect,state,date\n"
    assert "".join(grid(first, last).lines(days_of(first, last, "day"))) == (
        "doe,norland,2020-01-01\ndoe,norland,2020-01-02\n"
        "doe,ostmark,2020-01-01\ndoe,ostmark,2020-01-02\n"
        '"a,b",norland,2020-01-01\n"a,b",norland,2020-01-02\n'
        '"a,b",ostmark,2020-01-01\n"a,b",ostmark,2020-01-02\n'
    )


def test_changes_are_the_days_on_which_the_verdict_is_another() -> None:
    made = grid(date(2014, 6, 1), date(2022, 1, 1)).changes(lake(), Settings(scenario="sail"))

    assert "".join(made) == (
        "doe,norland,2014-06-01\ndoe,norland,2015-01-01\ndoe,norland,2021-01-01\n"
        "doe,ostmark,2014-06-01\n"
        '"a,b",norland,2014-06-01\n"a,b",ostmark,2014-06-01\n'
    )


def test_each_row_lasts_to_the_next_of_its_pair_and_no_longer() -> None:
    first, last = date(2014, 1, 1), date(2022, 12, 31)
    made = Grid({"suspect": ("doe", "roe"), "state": ("norland", "suderland")}, "date", first, last)
    begun: dict[tuple[str, str], list[date]] = {}
    for line in "".join(made.changes(lake(), Settings(scenario="sail"))).splitlines():
        one, other, text = line.split(",")
        begun.setdefault((one, other), []).append(date.fromisoformat(text))

    changes = 0
    assert len(begun) == 4
    for (suspect, state), days in begun.items():
        assert days[0] == first
        before = None
        for day, later in pairwise([*days, last + timedelta(1)]):
            asked = {*list(days_of(day, later - timedelta(1), "day"))[::40], later - timedelta(1)}
            (verdict,) = {
                str(lake().check("sail", suspect=suspect, state=state, date=each).verdict) for each in asked
            }
            assert verdict != before
            changes += before is not None
            before = verdict
    assert changes > 0


def test_what_one_grid_has_found_serves_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OBLIGCHECK_CACHE", str(tmp_path))
    monkeypatch.setattr(memory, "_WORTH", 1)
    made = grid(date(2014, 6, 1), date(2022, 1, 1))
    found = "".join(made.changes(lake(), Settings(scenario="sail")))
    monkeypatch.setattr(rows, "Case", lambda *_: pytest.fail("proved again"))

    assert "".join(made.changes(lake(), Settings(scenario="sail"))) == found


@pytest.mark.parametrize("size", [1, 2, 7, 100])
def test_what_is_made_can_be_read_in_any_pieces(size: int) -> None:
    texts = ["abc", "", "defgh", "i" * 50]
    stream = io.BufferedReader(Made(iter(texts)), 16)

    read = b""
    while piece := stream.read(size):
        read += piece
    assert read == "".join(texts).encode()


def test_what_was_made_is_counted_by_combinations() -> None:
    first = date(2020, 1, 1)
    own = grid(first, first)
    texts = Made(own.lines([first]), own.head())

    assert (own.combinations, texts.made) == (4, 0)
    assert io.BufferedReader(texts).read().count(b"\n") == 5
    assert texts.made == 4
