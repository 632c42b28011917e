"""A scenario over the days of a period, with what qualifies each stretch."""

from datetime import date

import pytest

from obligcheck.answers import Change
from obligcheck.answers.stay import stay
from obligcheck.problems import ProblemsError
from obligcheck.temporal import Truth
from tests.unit.answers.lake import lake
from tests.unit.books import book_of
from tests.unit.presentation.surveys import RULES, TABLES

NO, MAYBE, YES = Truth


def _stay(suspect: str, state: str, first: str, last: str) -> tuple[Change, ...]:
    book = lake()
    days = date.fromisoformat(first), date.fromisoformat(last)
    return stay(book, "sail", book.options(), {"suspect": suspect, "state": state}, days)


def test_a_period_has_the_stretches_that_hold_one_of_its_days() -> None:
    whole = lake().when("sail", suspect="doe", state="suderland")
    dates = [change.since for change in whole if change.since]

    assert [c[:5] for c in _stay("doe", "suderland", "1950-01-01", "2090-01-01")] == [c[:5] for c in whole]
    (one,) = _stay("doe", "suderland", str(dates[0]), str(dates[0]))
    assert one[:5] == whole[1][:5]


@pytest.mark.parametrize("state", ["norland", "suderland", "ostmark"])
@pytest.mark.parametrize("suspect", ["doe", "roe"])
def test_a_period_of_a_day_says_what_the_answer_of_that_day_says(suspect: str, state: str) -> None:
    for day in ("2015-06-01", "2016-06-01", "2030-01-01"):
        answer = lake().check("sail", suspect=suspect, state=state, date=day)
        (one,) = _stay(suspect, state, day, day)

        assert (one.verdict, one.label) == (answer.verdict, answer.label)
        assert one.contested == answer.contested
        assert one.presumed == answer.presumed
        assert one.caveats == answer.caveats


def test_a_longer_period_says_what_any_of_its_days_says() -> None:
    (old,) = _stay("roe", "norland", "2024-06-30", "2024-07-01")[-1:]

    assert any("unchanged since" in caveat for caveat in old.caveats)


def test_what_contests_a_stretch_on_some_day_only_is_said() -> None:
    end = "  if {state} is at the stormy end"
    book = book_of(RULES.replace(end, f"{end}\n  and it is on or after 2019-01-01"), TABLES)

    def readings(first: date, last: date) -> list[str]:
        found = stay(book, "sail", book.options(), {"suspect": "doe", "state": "zet"}, (first, last))
        return [one.reading for change in found for one in change.contested]

    assert readings(date(2018, 1, 1), date(2018, 12, 31)) == []
    assert readings(date(2018, 1, 1), date(2019, 1, 1)) == ["wide"]


def test_wrong_inputs_are_refused() -> None:
    with pytest.raises(ProblemsError):
        _stay("nobody", "norland", "2020-01-01", "2020-01-02")
